/*
 * The parts of fetching that need no server: throttle.c, retry.c. The cache
 * has test_cache.c.
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/fetch.h"
#include "test.h"

static char dir[] = "/tmp/cf-test-fetch-XXXXXX";

/* What a throttle's file may hold when it is opened. */
static void
left_over(void)
{
	static const int64_t numbers[][3] = {{INT64_MAX, INT64_MAX, INT64_MAX},
		{INT64_MIN, INT64_MIN, INT64_MIN}, {-1, -1, -1}};
	int64_t boot[3] = {clock_ns() + (int64_t)3000 * 1000000000,
		clock_ns() + (int64_t)3000 * 1000000000, 1000};
	char path[400];
	struct throttle *t;
	struct err e = {0};
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/cf/throttle-left.example", dir);
	f = fopen(path, "w");
	(void)fwrite(boot, sizeof(boot), 1, f);
	(void)fclose(f);
	t = throttle_open("left.example", 0.5, NULL);
	check("the queue of an earlier boot is forgotten",
		throttle_take(t) <= clock_ns());
	check("and so is its pause", throttle_paused(t) <= clock_ns());
	throttle_close(t);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		f = fopen(path, "w");
		(void)fwrite(numbers[i], sizeof(numbers[i]), 1, f);
		(void)fclose(f);
		t = throttle_open("left.example", 0.5, NULL);
		check("garbage is no queue", throttle_take(t) <= clock_ns());
		check("and no pause", throttle_paused(t) <= clock_ns());
		throttle_close(t);
	}
	f = fopen(path, "w");
	(void)fputs("short", f);
	(void)fclose(f);
	t = throttle_open("left.example", 1e-300, NULL);
	check("a short file is no queue", throttle_take(t) <= clock_ns());
	check("the slowest rate is one a day",
		throttle_take(t) > clock_ns() + (int64_t)86000 * 1000000000);
	throttle_pause(t, INT64_MAX);
	check("a pause without end is one of a day",
		throttle_paused(t) > clock_ns() + (int64_t)86000 * 1000000000);
	throttle_close(t);
	check("a folder in place of the file",
		unlink(path) == 0 && mkdir(path, 0700) == 0);
	t = throttle_open("left.example", 10, &e);
	check("is said", strstr(e.text, path) != NULL);
	check("and the rate is kept alone",
		throttle_take(t) + 100000000 == throttle_take(t));
	throttle_close(t);
}

static void
state_directory(void)
{
	struct buf out;
	struct err e = {0};
	char path[400], user[64];

	buf_init(&out, LIMIT_URL);
	(void)snprintf(path, sizeof(path), "%s/gone", dir);
	(void)setenv("XDG_RUNTIME_DIR", path, 1);
	(void)state_dir(&out, &e);
	(void)snprintf(path, sizeof(path), "/tmp/cf-%ld", (long)getuid());
	check_str("a runtime folder that is not there (su) is not used",
		buf_str(&out), path);
	(void)setenv("XDG_RUNTIME_DIR", "/proc", 1);
	check_int("one that cannot be written", state_dir(&out, &e), 0);
	check_str("is not used either", buf_str(&out), path);
	(void)unsetenv("XDG_RUNTIME_DIR");
	(void)snprintf(user, sizeof(user), "/run/user/%ld", (long)getuid());
	check_int("without the variable", state_dir(&out, &e), 0);
	if (access(user, W_OK) == 0)
		(void)snprintf(path, sizeof(path), "%s/cf", user);
	check_str("that of the session, if there is one", buf_str(&out), path);
	(void)snprintf(path, sizeof(path), "%s/open", dir);
	(void)mkdir(path, 0700);
	(void)setenv("XDG_RUNTIME_DIR", path, 1);
	check_int("a folder of our own", state_dir(&out, &e), 0);
	(void)chmod(buf_str(&out), 0755);
	check("that is open to others is refused", state_dir(&out, &e) < 0);
	check("and named", strstr(e.text, buf_str(&out)) != NULL);
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	buf_free(&out);
}

static void
throttling(void)
{
	struct throttle *a, *b;
	int64_t first, second, third;
	pid_t pid;
	int status;

	a = throttle_open("t.example", 10, NULL);
	first = throttle_take(a);
	second = throttle_take(a);
	check_int("slots are an interval apart", second - first, 100000000);
	pid = fork();
	if (pid == 0) {
		b = throttle_open("t.example", 10, NULL);
		third = throttle_take(b);
		throttle_close(a);
		throttle_close(b);
		_exit(third - second == 100000000 ? 0 : 1);
	}
	(void)waitpid(pid, &status, 0);
	check("another process takes the next one", status == 0);
	b = throttle_open("t.example", 10, NULL);
	third = throttle_take(b);
	check_int("and this one the next but one", third - second, 200000000);
	throttle_pause(a, clock_ns() + 5000000000);
	check("a pause is everybody's", throttle_paused(b) > clock_ns());
	throttle_close(a);
	throttle_close(b);
}

static const char *why = "why"; /* libcurl's words for a failure */

static bool
again(int curl, long status, enum verdict want)
{
	struct outcome o = {curl, status, why, true};
	struct err e = {0};
	bool r = outcome_failure(&o, "https://a.example/", &e);

	check_str("the verdict on a failure", verdict_name(e.verdict),
		verdict_name(want));
	return r;
}

static void
retrying(void)
{
	int64_t least = INT64_MAX, most = 0;

	check("503 passes", again(CURLE_OK, 503, V_RETRY_LATER));
	check("429 passes", again(CURLE_OK, 429, V_RETRY_LATER));
	check("no connection passes",
		again(CURLE_COULDNT_CONNECT, 0, V_RETRY_LATER));
	check("a cut body passes",
		again(CURLE_PARTIAL_FILE, 200, V_RETRY_LATER));
	check("a handshake that fails passes",
		again(CURLE_SSL_CONNECT_ERROR, 0, V_RETRY_LATER));
	check("404 does not", !again(CURLE_OK, 404, V_MOVED));
	check("403 does not", !again(CURLE_OK, 403, V_BLOCKED));
	check("400 does not", !again(CURLE_OK, 400, V_FAILED));
	check("a bad certificate does not",
		!again(CURLE_PEER_FAILED_VERIFICATION, 0, V_FAILED));
	why = "error:0A00042E:SSL routines::tlsv1 alert protocol version";
	check("a TLS of old does not",
		!again(CURLE_SSL_CONNECT_ERROR, 0, V_FAILED));
	why = "why";
	for (int i = 1; i < 20; i++) {
		int64_t d = retry_delay(i, -1, 300);

		if (d < 0 || d > (int64_t)60 * 1000000000)
			check("a delay is bounded", false);
	}
	for (int i = 1; i < 20; i++) {
		if (retry_delay(i, -1, 1) > 1000000000)
			check("a delay is at most what we would wait", false);
	}
	for (int i = 1; i < 10; i++) { /* full jitter up to 2, 4, ... 60 s */
		int64_t top = i < 6 ? SECOND << i : 60 * SECOND;

		least = INT64_MAX;
		most = 0;
		for (int n = 0; n < 200; n++) {
			int64_t d = retry_delay(i, -1, 300);

			least = d < least ? d : least;
			most = d > most ? d : most;
		}
		if (least > top / 4 || most < top / 4 * 3 || most > top) {
			printf("# try %d: %lld to %lld\n", i, (long long)least,
				(long long)most);
			check("a delay is random, its bound doubles", false);
		}
	}
	check("a number of seconds that cannot be does no harm",
		retry_delay(1, INT64_MAX, 300) > (int64_t)86400 * 1000000000);
	least = INT64_MAX;
	most = 0;
	for (int n = 0; n < 200; n++) {
		int64_t d = retry_delay(3, 7, 300);

		least = d < least ? d : least;
		most = d > most ? d : most;
	}
	check("all that wait for one time do not come back at once",
		least >= 7 * SECOND && most - least > SECOND / 4);
	check("what the server asks for is the least",
		retry_delay(1, 7, 300) >= (int64_t)7 * 1000000000);
}

int
main(void)
{
	if (!mkdtemp(dir))
		return 1;
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	throttling();
	left_over();
	state_directory();
	retrying();
	return test_end_without(dir);
}
