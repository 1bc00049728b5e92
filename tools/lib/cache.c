/*
 * cache.c - responses kept under their URL.
 *
 * DIR/HOST/NAME is the body as the parser saw it, NAME the path and query with
 * "/" written as "," and anything but plain characters percent-encoded, so
 * that ls and cat can read the cache and no name can leave it; a name that is
 * too long is cut and ends in a hash. DIR/HOST/.meta/NAME says where and when
 * it came from. The body appears last and by rename: an entry is there whole or
 * not at all, which is what makes the cache the checkpoint of a killed worker.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch.h"

#define NAME_MAX_LEN 180

struct cache {
	char *dir;
};

struct cache_write {
	struct buf path, meta, temp;
	int fd;
	size_t size;
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

/* As mkdir -p. */
static int
make_dirs(const char *path)
{
	char *p = xstrdup(path);
	int r;

	for (char *s = p + 1; (s = strchr(s, '/')); s++) {
		*s = '\0';
		(void)mkdir(p, 0777);
		*s = '/';
	}
	r = mkdir(p, 0777) < 0 && errno != EEXIST ? -1 : 0;
	free(p);
	return r;
}

struct cache *
cache_open(const char *dir, struct err *e)
{
	struct cache *c;
	struct stat st;

	if (make_dirs(dir) < 0 || stat(dir, &st) < 0) {
		err_set(e, V_FAILED, "cannot make cache directory '%s': %s",
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
	if (c)
		free(c->dir);
	free(c);
}

/* Appends the file name of a URL's path and query: never empty, never one that
 * begins with a dot, never one with a slash. */
static void
name_add(struct buf *out, const char *url)
{
	const char *path = url_path(url) + 1;
	size_t start = out->len;

	if (!*path)
		buf_puts(out, "%2F");
	if (*path == '.') {
		buf_puts(out, "%2E");
		path++;
	}
	for (; *path; path++) {
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
		url_encode(body, host.s, "");
		buf_printf(meta, "%s/.meta/", body->s);
		buf_putc(body, '/');
		name_add(body, url);
		name_add(meta, url);
	}
	buf_free(&host);
	return good;
}

static void
line_get(char *out, size_t size, const char *line, const char *name)
{
	size_t n = strlen(name);

	if (strncmp(line, name, n) == 0 && line[n] == ':')
		(void)snprintf(out, size, "%.*s",
			(int)strcspn(line + n + 2, "\n"), line + n + 2);
}

static bool
meta_read(struct cache_entry *out, const char *path)
{
	char line[LIMIT_URL + 64], length[24] = "", time[24] = "";
	FILE *f = fopen(path, "r");

	if (!f)
		return false;
	while (fgets(line, sizeof(line), f)) {
		line_get(out->url, sizeof(out->url), line, "url");
		line_get(out->type, sizeof(out->type), line, "content-type");
		line_get(out->etag, sizeof(out->etag), line, "etag");
		line_get(out->modified, sizeof(out->modified), line,
			"last-modified");
		line_get(length, sizeof(length), line, "length");
		line_get(time, sizeof(time), line, "retrieved");
	}
	(void)fclose(f);
	out->size = (size_t)strtoull(length, NULL, 10);
	out->retrieved = strtoll(time, NULL, 10);
	return *out->url && *length;
}

bool
cache_get(struct cache *c, struct cache_entry *out, const char *url)
{
	struct buf body, meta;
	struct stat st;
	bool good = false;

	*out = (struct cache_entry){.fd = -1};
	if (paths(c, url, &body, &meta) && meta_read(out, meta.s)) {
		out->fd = open(body.s, O_RDONLY | O_CLOEXEC);
		good = out->fd >= 0 && fstat(out->fd, &st) == 0 &&
		       S_ISREG(st.st_mode) && (size_t)st.st_size == out->size;
		if (!good && out->fd >= 0)
			(void)close(out->fd);
	}
	buf_free(&body);
	buf_free(&meta);
	return good;
}

/* Writes a whole small file aside and renames it. */
static int
meta_write(const char *path, const struct cache_entry *about)
{
	struct buf temp;
	FILE *f;
	int r = -1;

	buf_init(&temp, 8 * LIMIT_URL);
	buf_printf(&temp, "%s.%ld", path, (long)getpid());
	f = fopen(temp.s, "w");
	if (f) {
		(void)fprintf(f,
			"url: %s\ncontent-type: %s\netag: %s\n"
			"last-modified: %s\nlength: %zu\nretrieved: %lld\n",
			about->url, about->type, about->etag, about->modified,
			about->size, (long long)about->retrieved);
		r = fclose(f);
	}
	if (r == 0)
		r = rename(temp.s, path);
	if (r != 0)
		(void)unlink(temp.s);
	buf_free(&temp);
	return r;
}

void
cache_touch(struct cache *c, const char *url)
{
	struct cache_entry e = {0};
	struct buf body, meta;

	if (paths(c, url, &body, &meta) && meta_read(&e, meta.s)) {
		e.retrieved = clock_wall();
		(void)meta_write(meta.s, &e);
	}
	buf_free(&body);
	buf_free(&meta);
}

struct cache_write *
cache_begin(struct cache *c, const char *url)
{
	static unsigned long serial;
	struct cache_write *w = xcalloc(1, sizeof(*w));
	struct buf dir;

	w->fd = -1;
	buf_init(&w->temp, 8 * LIMIT_URL);
	buf_init(&dir, 8 * LIMIT_URL);
	if (!paths(c, url, &w->path, &w->meta)) {
		w->error = EINVAL;
	} else {
		buf_add(&dir, w->meta.s,
			(size_t)(strrchr(w->meta.s, '/') - w->meta.s));
		buf_printf(&w->temp, "%s/.part-%ld-%lu", dir.s, (long)getpid(),
			serial++);
		if (make_dirs(dir.s) == 0)
			w->fd = open(w->temp.s,
				O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (w->fd < 0)
			w->error = errno;
	}
	buf_free(&dir);
	return w;
}

void
cache_add(struct cache_write *w, const char *s, size_t n)
{
	w->size += n;
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

int
cache_commit(
	struct cache_write *w, const struct cache_entry *about, struct err *e)
{
	struct cache_entry full = *about;
	int r = 0;

	full.size = w->size;
	if (w->fd >= 0 && close(w->fd) < 0 && !w->error)
		w->error = errno;
	if (!w->error && (meta_write(w->meta.s, &full) != 0 ||
				 rename(w->temp.s, w->path.s) < 0))
		w->error = errno;
	if (w->error)
		r = err_set(e, V_FAILED, "cannot write cache '%s': %s",
			buf_str(&w->path), strerror(w->error));
	if (w->error && w->temp.len)
		(void)unlink(w->temp.s);
	w->fd = -1;
	cache_drop(w);
	return r;
}
