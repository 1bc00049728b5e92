/*
 * throttle_test.h - what the two tests of the throttle share.
 */
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/fetch.h"
#include "test.h"

#define MS ((int64_t)1000000)
#define RATE 10
#define FULL (SECOND / RATE)

static char dir[] = "/tmp/cf-test-throttle-XXXXXX";

/* The file with the number of slowness, after next, pause, boot, format. */
static void
put(const char *host, size_t at, int64_t number)
{
	char path[400];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/cf/throttle-%s", dir, host);
	f = fopen(path, "r+");
	if (!f)
		return;
	(void)fseek(f, (long)(at * sizeof(number)), SEEK_SET);
	(void)fwrite(&number, sizeof(number), 1, f);
	(void)fclose(f);
}

static inline int64_t
get(const char *host, size_t at)
{
	char path[400];
	int64_t number = 0;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/cf/throttle-%s", dir, host);
	f = fopen(path, "r");
	if (!f)
		return 0;
	(void)fseek(f, (long)(at * sizeof(number)), SEEK_SET);
	if (fread(&number, sizeof(number), 1, f) != 1)
		number = 0;
	(void)fclose(f);
	return number;
}

/* A process that takes what it gets of so many connections, says how many on a
 * pipe, and stays. */
static pid_t
holder(const char *host, int most, int *got)
{
	int fds[2];
	char n = 0;
	pid_t pid;

	if (pipe(fds) < 0)
		abort();
	pid = fork();
	if (pid == 0) {
		struct throttle *t = throttle_open(host, RATE, NULL);

		(void)alarm(60); /* whatever happens to its parent */
		while (throttle_enter(t, most))
			n++;
		if (write(fds[1], &n, 1) < 0)
			_exit(1);
		for (;;)
			(void)pause();
	}
	(void)close(fds[1]);
	*got = read(fds[0], &n, 1) == 1 ? n : -1;
	(void)close(fds[0]);
	return pid;
}
