/*
 * The cache: names, entries that are damaged, what reaches the disk and when.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/fetch.h"
#include "test.h"

static char dir[] = "/tmp/cf-test-cache-XXXXXX";

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

/* What goes down to the disk, and when: s a file, d a folder, R a rename. The
 * library's calls come here. */
static char steps[32];
static int sync_error;

static void
step(char c)
{
	size_t n = strlen(steps);

	if (n + 1 < sizeof(steps))
		steps[n] = c;
}

int
fdatasync(int fd)
{
	(void)fd;
	step('s');
	errno = sync_error;
	return sync_error ? -1 : 0;
}

int
fsync(int fd)
{
	struct stat st;

	step(fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? 'd' : '?');
	return 0;
}

int
rename(const char *from, const char *to)
{
	step('R');
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

static void
durable(void)
{
	static const char url[] = "https://s.example/x";
	struct cache *c = cache_open(dir, NULL);
	struct cache_entry about = {.url = "https://s.example/x"};
	struct cache_write *w;
	struct err e = {0};

	(void)memset(steps, 0, sizeof(steps));
	store(c, url, "body");
	check_str("both files are on the disk before they have their names, "
		  "and then the names are",
		steps, "ssRRdd");
	sync_error = EINVAL;
	store(c, url, "new!");
	check_str("where nothing can be synced there is a cache too",
		load(c, url), "new!");
	sync_error = EIO;
	w = cache_begin(c, url);
	cache_add(w, "lost", 4);
	check_int("a disk that fails is said", cache_commit(w, &about, &e), -1);
	check("by its name", strstr(e.text, strerror(EIO)) != NULL);
	check_str("and the old answer stays", load(c, url), "new!");
	sync_error = 0;
	cache_close(c);
}

static bool
is_whole(struct cache *c, struct cache_entry *e, const char *url)
{
	bool good = cache_load(c, e, url);

	if (good)
		(void)close(e->fd);
	return good;
}

/* Damage that leaves the length as it was. */
static void
checksums(void)
{
	static const char url[] = "https://c.example/x";
	static char big[300000];
	struct cache *c = cache_open(dir, NULL);
	struct cache_entry e, about = {.url = "https://c.example/x"};
	struct cache_write *w = cache_begin(c, url);
	char path[400], first[20];
	FILE *f;

	(void)memset(big, 'x', sizeof(big));
	cache_add(w, big, sizeof(big));
	(void)cache_commit(w, &about, NULL);
	check("a kept body is whole", is_whole(c, &e, url) && !e.damaged);
	(void)snprintf(first, sizeof(first), "%s", e.checksum);
	check_int("and has a checksum", strlen(first), 16);
	w = cache_begin(c, url);
	for (size_t i = 0; i < sizeof(big);) {
		size_t n = i % 9973 + 1;

		n = n < sizeof(big) - i ? n : sizeof(big) - i;
		cache_add(w, big + i, n);
		i += n;
	}
	(void)cache_commit(w, &about, NULL);
	check("whatever its portions", is_whole(c, &e, url));
	check_str("the checksum is the same", e.checksum, first);
	cache_touch(c, url);
	check("also when it was found unchanged", is_whole(c, &e, url));
	check_str("the checksum stays", e.checksum, first);

	(void)snprintf(path, sizeof(path), "%s/c.example/x", dir);
	f = fopen(path, "r+");
	(void)fseek(f, 200000, SEEK_SET);
	(void)fputc('y', f);
	(void)fclose(f);
	check("one byte in it changed: damaged",
		!is_whole(c, &e, url) && e.damaged);
	check("which is news", e.news);
	check("once", !is_whole(c, &e, url) && e.damaged && !e.news);
	store(c, url, "body");
	check("it can be replaced", is_whole(c, &e, url));
	write_file("c.example/.meta/x", "url: u\nlength: 4\nretrieved: 1\n");
	write_file("c.example/x", "BODY");
	check("an entry of old has none and is used", is_whole(c, &e, url));
	write_file(
		"c.example/.meta/x", "url: u\nchecksum: nonsense\nlength: 4\n");
	check("nonsense fits no body", !is_whole(c, &e, url) && e.damaged);
	write_file("c.example/.meta/x", "url: u\nchecksum: 12");
	check("nor does a description cut off",
		!is_whole(c, &e, url) && e.damaged);
	(void)unlink(path);
	check("a description alone is no entry",
		!is_whole(c, &e, url) && !e.damaged);
	cache_close(c);
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

int
main(void)
{
	if (!mkdtemp(dir))
		return 1;
	caching();
	names();
	durable();
	checksums();
	damage();
	return test_end_without(dir);
}
