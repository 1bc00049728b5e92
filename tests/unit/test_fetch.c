/*
 * The parts of fetching that need no server: cache.c, throttle.c, retry.c.
 */
#include <curl/curl.h>
#include <fcntl.h>
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

/* Puts something else where a file of the cache was. */
static void
write_file(const char *name, const char *text)
{
	char path[400];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f) {
		(void)fputs(text, f);
		(void)fclose(f);
	}
}

static void
damage(void)
{
	static const char url[] = "https://d.example/x";
	struct cache *c = cache_open(dir, NULL);
	char body[400], meta[400], old[400], young[400];
	const struct timespec past[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	struct cache_write *one, *two;
	struct cache_entry about = {.url = "https://d.example/x"};
	struct stat st;

	(void)snprintf(body, sizeof(body), "%s/d.example/x", dir);
	(void)snprintf(meta, sizeof(meta), "%s/d.example/.meta/x", dir);
	(void)snprintf(old, sizeof(old), "%s/d.example/.meta/.part-1-0", dir);
	(void)snprintf(
		young, sizeof(young), "%s/d.example/.meta/.part-2-0", dir);
	store(c, url, "body");
	check("a body replaced by a folder",
		unlink(body) == 0 && mkdir(body, 0700) == 0);
	check_str("is none", load(c, url), "(none)");
	check("nor is a FIFO", rmdir(body) == 0 && mkfifo(body, 0600) == 0 &&
				       strcmp(load(c, url), "(none)") == 0);
	store(c, url, "body");
	check_str("and is replaced", load(c, url), "body");
	(void)unlink(body);
	check("a symbolic link", symlink("../outside", body) == 0);
	write_file("outside", "safe");
	store(c, url, "new!");
	(void)lstat(body, &st);
	check("is replaced, not followed", S_ISREG(st.st_mode));
	check("a description that is a FIFO",
		unlink(meta) == 0 && mkfifo(meta, 0600) == 0);
	check_str("is not waited for", load(c, url), "(none)");
	(void)unlink(meta);
	write_file("d.example/.meta/x", "url:\nlength:");
	check_str("one cut in the middle is none", load(c, url), "(none)");
	write_file("d.example/.meta/x", "url: u\nlength: 4\nretrieved: "
					"-9223372036854775808\n");
	check_str("a time that cannot be does no harm", load(c, url), "new!");

	one = cache_begin(c, url);
	two = cache_begin(c, url);
	cache_add(one, "one", 3);
	cache_add(two, "twofold", 7);
	check("two writers of one entry",
		cache_commit(two, &about, NULL) == 0 &&
			cache_commit(one, &about, NULL) == 0);
	check_str("the last one stays", load(c, url), "one");
	cache_close(c);

	write_file("d.example/.meta/.part-1-0", "killed");
	write_file("d.example/.meta/.part-2-0", "at work");
	(void)utimensat(AT_FDCWD, old, past, 0);
	c = cache_open(dir, NULL);
	cache_drop(cache_begin(c, url));
	check("what a killed process left goes", access(old, F_OK) != 0);
	check("what another one writes stays", access(young, F_OK) == 0);
	cache_close(c);
}

static void
names(void)
{
	struct err e = {0};
	struct cache *c;
	char path[400];

	(void)snprintf(path, sizeof(path), "%s/below", dir);
	c = cache_open(path, &e);
	store(c, "http://p.example:8001/x", "one");
	store(c, "http://p.example:8002/x", "two");
	store(c, "http://p.example:44/x", "44");
	check_str("two ports are two servers",
		load(c, "http://p.example:8001/x"), "one");
	check_str(
		"44 is not 443", load(c, "https://p.example:443/x"), "(none)");
	check_str(
		"a port of one's own", load(c, "http://p.example:44/x"), "44");
	store(c, "https://p.example/y", "https");
	check_str(
		"the usual port", load(c, "https://p.example:443/y"), "https");
	store(c, "https://p.example?q=1", "1");
	check_str("a query without a path", load(c, "https://p.example?q=2"),
		"(none)");
	store(c, "https://../inside", "in");
	(void)snprintf(path, sizeof(path), "%s/inside", dir);
	check("no host leads out of the cache", access(path, F_OK) != 0);
	(void)snprintf(path, sizeof(path), "%s/.meta", dir);
	check("nor does its description", access(path, F_OK) != 0);
	cache_close(c);
	check("no name is no cache", !cache_open("", &e));
	check("and says so", strstr(e.text, "''") != NULL);
}

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
	char path[400];

	buf_init(&out, LIMIT_URL);
	(void)snprintf(path, sizeof(path), "%s/gone", dir);
	(void)setenv("XDG_RUNTIME_DIR", path, 1);
	(void)state_dir(&out, &e);
	(void)snprintf(path, sizeof(path), "/tmp/cf-%ld", (long)getuid());
	check_str("a runtime folder that is not there (su) is not used",
		buf_str(&out), path);
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

static bool
again(int curl, long status, enum verdict want)
{
	struct outcome o = {curl, status, "why"};
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
		int64_t d = retry_delay(i, -1, 300);

		if (d < 0 || d > (int64_t)60 * 1000000000)
			check("a delay is bounded", false);
	}
	for (int i = 1; i < 20; i++) {
		if (retry_delay(i, -1, 1) > 1000000000)
			check("a delay is at most what we would wait", false);
	}
	check("a number of seconds that cannot be does no harm",
		retry_delay(1, INT64_MAX, 300) > (int64_t)86400 * 1000000000);
	check("what the server asks for is the least",
		retry_delay(1, 7, 300) >= (int64_t)7 * 1000000000);
}

int
main(void)
{
	int failed;

	if (!mkdtemp(dir))
		return 1;
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	caching();
	names();
	damage();
	throttling();
	left_over();
	state_directory();
	retrying();
	failed = test_end();
	(void)fflush(stdout);
	execlp("sh", "sh", "-c", "rm -rf \"$1\"; exit $2", "sh", dir,
		failed ? "1" : "0", (char *)NULL);
	return 1;
}
