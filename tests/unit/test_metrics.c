/* progress_metrics.c and progress_signal.c: a signal while --metrics is written
 * leaves nothing half written. What it says is in tests/progress_metrics.bats.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/progress.h"
#include "test.h"

static int fatal; /* the signal that comes before the disk has it all */

int
fdatasync(int fd)
{
	(void)fd;
	/* the second one does not wait for the end */
	return fatal && (raise(fatal) || raise(fatal));
}

/* Writes it in a child that the signal meets; how the child ended. */
static int
write_it(const char *name, int sig)
{
	pid_t pid = fork();
	int status = -1;

	if (pid == 0) {
		struct run r = {0};

		fatal = sig;
		if (sig)
			(void)signal(
				sig, SIG_DFL); /* ignored in a background */
		signal_watch();
		_exit(metrics_write(name, &r, 0) == 0 ? 0 : 1);
	}
	(void)waitpid(pid, &status, 0);
	return status;
}

int
main(void)
{
	static const int list[] = {SIGTERM, SIGHUP, SIGQUIT};
	char dir[] = "/tmp/cf-metrics.XXXXXX", name[64];

	if (!mkdtemp(dir))
		return 1;
	(void)snprintf(name, sizeof(name), "%s/metrics", dir);
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		int status = write_it(name, list[i]);

		check("a signal ends the program",
			WIFSIGNALED(status) && WTERMSIG(status) == list[i]);
		check_int("and nothing is left", test_files(dir), 0);
	}
	check_int("without one it is written", write_it(name, 0), 0);
	check_int("whole, and nothing beside it", test_files(dir), 1);
	(void)unlink(name);
	(void)rmdir(dir);
	return test_end();
}
