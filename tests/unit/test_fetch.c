/*
 * The parts of fetching that need no server: cache.c, throttle.c, retry.c.
 */
#include <curl/curl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/fetch.h"
#include "test.h"

static char dir[] = "/tmp/cf-test-fetch-XXXXXX";

static void
store(struct cache *c, const char *url, const char *body)
{
	struct cache_entry about = {.retrieved = 1000};
	struct cache_write *w = cache_begin(c, url);
	struct err e;

	(void)snprintf(about.url, sizeof(about.url), "%s", url);
	(void)snprintf(about.etag, sizeof(about.etag), "\"x\"");
	cache_add(w, body, strlen(body));
	check_int("an answer is kept", cache_commit(w, &about, &e), 0);
}

static const char *
load(struct cache *c, const char *url)
{
	static char out[256];
	struct cache_entry e;
	ssize_t n;

	if (!cache_get(c, &e, url))
		return "(none)";
	n = read(e.fd, out, sizeof(out) - 1);
	(void)close(e.fd);
	out[n > 0 ? n : 0] = '\0';
	return out;
}

static void
caching(void)
{
	static const char *const urls[] = {"https://a.example/",
		"https://a.example/x/y?z=1&u=a%2Fb", "https://a.example/.meta",
		"https://a.example/..", "https://a.example/../../etc/passwd",
		"https://a.example/x,y", "https://a.example/x/y",
		"http://b.example:81/q"};
	struct err e = {0};
	struct cache *c = cache_open(dir, &e);
	struct cache_entry entry;
	struct cache_write *w;
	char long_url[3000], path[400];
	size_t n = sizeof(urls) / sizeof(urls[0]);
	FILE *f;

	for (size_t i = 0; i < n; i++)
		store(c, urls[i], urls[i]);
	for (size_t i = 0; i < n; i++)
		check_str("and found under its own name", load(c, urls[i]),
			urls[i]);
	check_str("http and https are one page",
		load(c, "http://a.example/x/y"), "https://a.example/x/y");
	(void)memset(long_url, 'a', sizeof(long_url));
	(void)memcpy(long_url, "https://a.example/", 18);
	long_url[sizeof(long_url) - 1] = '\0';
	store(c, long_url, "long");
	check_str("a long name", load(c, long_url), "long");
	long_url[sizeof(long_url) - 2] = 'b';
	check_str("and one like it", load(c, long_url), "(none)");
	w = cache_begin(c, "https://a.example/dropped");
	cache_add(w, "x", 1);
	cache_drop(w);
	check_str("what was dropped is not there",
		load(c, "https://a.example/dropped"), "(none)");
	check("validators are kept", cache_get(c, &entry, urls[0]));
	check_str("an ETag", entry.etag, "\"x\"");
	(void)close(entry.fd);
	(void)snprintf(path, sizeof(path), "%s/a.example/x,y", dir);
	f = fopen(path, "a");
	check("the cache can be read with cat", f != NULL);
	(void)fputs("more", f);
	(void)fclose(f);
	check_str("an entry of the wrong length is damaged",
		load(c, "https://a.example/x/y"), "(none)");
	cache_close(c);
	(void)snprintf(path, sizeof(path), "%s/a.example/x,y", dir);
	check("a cache below a file cannot be", !cache_open(path, &e));
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
		_exit(throttle_take(b) - second == 100000000 ? 0 : 1);
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

static bool
again(int curl, long status, enum verdict want)
{
	struct outcome o = {curl, status, -1, "why"};
	struct err e = {0};
	bool r = outcome_failure(&o, "https://a.example/", &e);

	check_str("the verdict on a failure", verdict_name(e.verdict),
		verdict_name(want));
	return r;
}

static void
retrying(void)
{
	check("503 passes", again(CURLE_OK, 503, V_RETRY_LATER));
	check("429 passes", again(CURLE_OK, 429, V_RETRY_LATER));
	check("no connection passes",
		again(CURLE_COULDNT_CONNECT, 0, V_RETRY_LATER));
	check("a cut body passes",
		again(CURLE_PARTIAL_FILE, 200, V_RETRY_LATER));
	check("404 does not", !again(CURLE_OK, 404, V_MOVED));
	check("403 does not", !again(CURLE_OK, 403, V_BLOCKED));
	check("400 does not", !again(CURLE_OK, 400, V_FAILED));
	check("a bad certificate does not",
		!again(CURLE_PEER_FAILED_VERIFICATION, 0, V_FAILED));
	for (int i = 1; i < 20; i++) {
		int64_t d = retry_delay(i, -1);

		if (d < 0 || d > (int64_t)60 * 1000000000)
			check("a delay is bounded", false);
	}
	check("what the server asks for is the least",
		retry_delay(1, 7) >= (int64_t)7 * 1000000000);
}

int
main(void)
{
	int failed;

	if (!mkdtemp(dir))
		return 1;
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	caching();
	throttling();
	retrying();
	failed = test_end();
	(void)fflush(stdout);
	execlp("sh", "sh", "-c", "rm -rf \"$1\"; exit $2", "sh", dir,
		failed ? "1" : "0", (char *)NULL);
	return 1;
}
