/*
 * cache.c - responses kept under their URL.
 *
 * DIR/HOST/NAME is the body as the parser saw it, NAME the path and query with
 * "/" written as "," and anything but plain characters percent-encoded, so
 * that ls and cat can read the cache and no name can leave it; a name that is
 * too long is cut and ends in a hash. DIR/HOST/.meta/NAME says where and when
 * it came from. Both are written aside and brought down to the disk; the body
 * appears last, by rename, and an old body goes before the description changes,
 * so that an entry is there whole or not at all: the cache is the checkpoint of
 * a killed worker, and outlives a power cut. What such a worker left unfinished
 * is swept away a day later. cache_entry.c reads, and knows damage.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache_private.h"

#define NAME_MAX_LEN 180
#define PART_LIFE 86400 /* seconds; no transfer takes longer */

struct cache {
	char *dir;
	struct table swept; /* the .meta folders that this process cleaned */
	struct table told;  /* the entries that it has called damaged */
};

struct cache_write {
	struct buf path, meta, temp;
	int fd;
	size_t size;
	struct cache_sum sum;
	int error; /* errno of the first write that failed */
};

void
cache_default_dir(struct buf *out)
{
	const char *own = getenv("CF_CACHE"), *xdg = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	buf_reset(out);
	if (own && *own)
		buf_puts(out, own);
	else if (xdg && *xdg == '/')
		buf_printf(out, "%s/cf", xdg);
	else
		buf_printf(out, "%s/.cache/cf", home ? home : "");
}

/* As mkdir -p; errno says why the first one that is missing cannot be made. */
static int
make_dirs(const char *path)
{
	char *p = xstrdup(path);
	int r, error = 0;

	for (char *s = p; *s && (s = strchr(s + 1, '/'));) {
		*s = '\0';
		if (mkdir(p, 0777) == 0 || errno == EEXIST)
			error = 0;
		else if (!error)
			error = errno;
		*s = '/';
	}
	r = mkdir(p, 0777) < 0 && errno != EEXIST ? -1 : 0;
	if (r < 0 && (errno != ENOENT || !error))
		error = errno;
	free(p);
	if (r < 0)
		errno = error;
	return r;
}

struct cache *
cache_open(const char *dir, struct err *e)
{
	struct cache *c;
	struct stat st;

	if (make_dirs(dir) < 0 || stat(dir, &st) < 0) {
		err_set(e, V_FAILED,
			"cannot make cache directory '%s': %s: see --cache",
			dir, strerror(errno));
		return NULL;
	}
	if (!S_ISDIR(st.st_mode)) {
		err_set(e, V_FAILED, "'%s' is not a directory: see --cache",
			dir);
		return NULL;
	}
	c = xcalloc(1, sizeof(*c));
	c->dir = xstrdup(dir);
	return c;
}

void
cache_close(struct cache *c)
{
	if (!c)
		return;
	table_free(&c->swept);
	table_free(&c->told);
	free(c->dir);
	free(c);
}

/* Appends the file name of a URL's path and query: never empty, never one that
 * begins with a dot, never one with a slash. The fragment is not sent and makes
 * no other answer. */
static void
name_add(struct buf *out, const char *url)
{
	const char *path = strstr(url, "://");
	size_t start = out->len;

	/* Not url_path(): "https://host?query" has a name of its own. */
	path = path ? path + 3 : url;
	path += strcspn(path, "/?#");
	path += *path == '/';

	if (!*path || *path == '#')
		buf_puts(out, "%2F");
	if (*path == '.') {
		buf_puts(out, "%2E");
		path++;
	}
	for (; *path && *path != '#'; path++) {
		char c[2] = {*path, '\0'};

		if (*path == '/')
			buf_putc(out, ',');
		else
			url_encode(out, c, "=&+:@!~");
	}
	if (out->len - start > NAME_MAX_LEN) {
		uint64_t h = hash_bytes(out->s + start, out->len - start);

		buf_cut(out, start + NAME_MAX_LEN);
		buf_printf(out, "~%016llx", (unsigned long long)h);
	}
}

/* Appends the folder of a URL: its host, and its port when it names one that
 * is not the usual. */
static void
folder_add(struct buf *out, const char *host, const char *url)
{
	const char *end = strstr(url, "://"), *port;
	size_t digits;

	end = end ? end + 3 + strcspn(end + 3, "/?#") : url + strlen(url);
	for (port = end; isdigit((unsigned char)port[-1]);)
		port--;
	digits = (size_t)(end - port);
	if (*host == '.') {
		buf_puts(out, "%2E");
		host++;
	}
	url_encode(out, host, "");
	if (port[-1] == ':' && digits &&
		!(digits == 2 && strncmp(port, "80", 2) == 0) &&
		!(digits == 3 && strncmp(port, "443", 3) == 0))
		buf_printf(out, ":%.*s", (int)digits, port);
}

/* The paths of a URL's two files; false when it has no host. */
static bool
paths(const struct cache *c, const char *url, struct buf *body,
	struct buf *meta)
{
	struct buf host;
	bool good;

	buf_init(&host, LIMIT_URL);
	buf_init(body, 8 * LIMIT_URL);
	buf_init(meta, 8 * LIMIT_URL);
	good = url_host(&host, url);
	if (good) {
		buf_printf(body, "%s/", c->dir);
		folder_add(body, host.s, url);
		buf_printf(meta, "%s/.meta/", body->s);
		buf_putc(body, '/');
		name_add(body, url);
		name_add(meta, url);
	}
	buf_free(&host);
	return good;
}

static bool
find(struct cache *c, struct cache_entry *out, const char *url, bool sum)
{
	struct buf body, meta;
	bool good = false;

	*out = (struct cache_entry){.fd = -1};
	if (paths(c, url, &body, &meta))
		good = cache_entry_find(out, body.s, meta.s, sum);
	if (out->damaged) {
		/* Somebody else's folder is one matter, whatever is in it. */
		if (out->denied)
			buf_cut(&body, (size_t)(strrchr(body.s, '/') - body.s));
		(void)table_put(&c->told, body.s, body.len, &out->news);
		/* What is left of its description may say anything. */
		*out->url = *out->type = *out->etag = *out->modified = '\0';
	}
	buf_free(&body);
	buf_free(&meta);
	return good;
}

bool
cache_get(struct cache *c, struct cache_entry *out, const char *url)
{
	return find(c, out, url, false);
}

bool
cache_load(struct cache *c, struct cache_entry *out, const char *url)
{
	return find(c, out, url, true);
}

/* --- writing --- */

/* A new file in the folder of the descriptions, with a name that no other
 * process uses, on this machine or on one that shares the folder. */
static int
part_open(struct buf *path, const char *meta)
{
	static unsigned serial;
	struct buf dir;

	cache_parent(&dir, meta);
	buf_init(path, 8 * LIMIT_URL);
	buf_printf(path, "%s/" CACHE_PART "%ld-%llx-%x", buf_str(&dir),
		(long)getpid(), (unsigned long long)clock_ns(), serial++);
	buf_free(&dir);
	return open(
		buf_str(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

/* Writes a description aside; 0, or -1 with errno and nothing left. */
static int
meta_aside(struct buf *part, const char *meta, const struct cache_entry *about)
{
	int fd = part_open(part, meta), error;

	if (fd < 0)
		return -1;
	if (cache_entry_write(fd, about) == 0)
		return 0;
	error = errno;
	(void)unlink(part->s);
	errno = error;
	return -1;
}

void
cache_touch(struct cache *c, const char *url)
{
	struct cache_entry e = {0};
	struct buf body, meta, part = {0};
	int lock;

	if (paths(c, url, &body, &meta)) {
		lock = cache_lock(meta.s);
		if (cache_entry_read(&e, meta.s)) {
			e.retrieved = clock_wall();
			if (meta_aside(&part, meta.s, &e) == 0 &&
				rename(part.s, meta.s) < 0)
				(void)unlink(part.s);
		}
		cache_unlock(lock);
	}
	buf_free(&part);
	buf_free(&body);
	buf_free(&meta);
}

void
cache_forget(struct cache *c, const char *url)
{
	struct buf body, meta;
	int lock;

	if (paths(c, url, &body, &meta)) {
		lock = cache_lock(meta.s);
		(void)unlink(body.s);
		(void)unlink(meta.s);
		cache_unlock(lock);
	}
	buf_free(&body);
	buf_free(&meta);
}

/* Removes what killed processes left half written, once per folder. */
static void
sweep(struct cache *c, const char *dir)
{
	time_t old = time(NULL) - PART_LIFE;
	struct dirent *d;
	struct stat st;
	bool made;
	DIR *list;

	(void)table_put(&c->swept, dir, strlen(dir), &made);
	if (!made || !(list = opendir(dir)))
		return;
	while ((d = readdir(list))) {
		if (strncmp(d->d_name, CACHE_PART, sizeof(CACHE_PART) - 1) ==
				0 &&
			fstatat(dirfd(list), d->d_name, &st,
				AT_SYMLINK_NOFOLLOW) == 0 &&
			st.st_mtime < old)
			(void)unlinkat(dirfd(list), d->d_name, 0);
	}
	(void)closedir(list);
}

struct cache_write *
cache_begin(struct cache *c, const char *url)
{
	struct cache_write *w = xcalloc(1, sizeof(*w));
	struct buf dir;

	w->fd = -1;
	if (!paths(c, url, &w->path, &w->meta)) {
		w->error = EINVAL;
		return w;
	}
	cache_parent(&dir, w->meta.s);
	if (make_dirs(buf_str(&dir)) == 0) {
		sweep(c, buf_str(&dir));
		w->fd = part_open(&w->temp, w->meta.s);
	}
	if (w->fd < 0)
		w->error = errno;
	buf_free(&dir);
	return w;
}

void
cache_add(struct cache_write *w, const char *s, size_t n)
{
	w->size += n;
	cache_sum_add(&w->sum, s, n);
	while (n && !w->error) {
		ssize_t k = write(w->fd, s, n);

		if (k < 0 && errno != EINTR) {
			w->error = errno;
		} else if (k > 0) {
			s += k;
			n -= (size_t)k;
		}
	}
}

void
cache_drop(struct cache_write *w)
{
	if (!w)
		return;
	if (w->fd >= 0) {
		(void)close(w->fd);
		(void)unlink(w->temp.s);
	}
	buf_free(&w->path);
	buf_free(&w->meta);
	buf_free(&w->temp);
	free(w);
}

/* Puts both files in their places. An old body goes first: killed in between,
 * the entry is gone, but never a body under the description of another. */
static int
replace(const struct cache_write *w, const char *meta_part)
{
	int lock = cache_lock(w->meta.s), r = -1, error;

	(void)unlink(w->path.s);
	if (rename(meta_part, w->meta.s) == 0)
		r = rename(w->temp.s, w->path.s);
	error = errno;
	cache_unlock(lock);
	errno = error;
	return r;
}

/* Makes the renames last. It is no failure when that cannot be: what a power
 * cut takes back is fetched again. */
static void
sync_folders(const struct cache_write *w)
{
	const char *path[] = {w->path.s, w->meta.s};

	for (size_t i = 0; i < 2; i++) {
		struct buf dir;
		int fd;

		cache_parent(&dir, path[i]);
		fd = open(buf_str(&dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		buf_free(&dir);
		if (fd < 0)
			continue;
		(void)fsync(fd);
		(void)close(fd);
	}
}

int
cache_commit(
	struct cache_write *w, const struct cache_entry *about, struct err *e)
{
	const char *end = strrchr(buf_str(&w->path), '/');
	struct cache_entry full = *about;
	struct buf part = {0};
	int r = 0;

	full.size = w->size;
	cache_sum_end(&w->sum, full.checksum);
	if (!w->error && fd_sync(w->fd) < 0)
		w->error = errno;
	if (w->fd >= 0 && close(w->fd) < 0 && !w->error)
		w->error = errno;
	w->fd = -1;
	if (!w->error && meta_aside(&part, w->meta.s, &full) < 0)
		w->error = errno;
	if (!w->error && replace(w, part.s) < 0) {
		w->error = errno;
		(void)unlink(part.s);
	}
	if (!w->error)
		sync_folders(w);
	else
		/* The folder: all workers say the same, and it is told once. */
		r = err_set(e, V_FAILED, "cannot write cache '%.*s': %s",
			end ? (int)(end - w->path.s) : 0, buf_str(&w->path),
			strerror(w->error));
	if (w->error && w->temp.len)
		(void)unlink(w->temp.s);
	buf_free(&part);
	cache_drop(w);
	return r;
}
