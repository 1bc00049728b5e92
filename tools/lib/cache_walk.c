/*
 * cache_walk.c - all that a cache holds, for cf-cache.
 *
 * A folder counts as one of the cache when it has descriptions (.meta) or the
 * name of an index of dblp; whatever else lies there is not seen and never
 * removed. Nor are files that are being written: they lie in .meta.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <zlib.h>

#include "cache_private.h"
#include "cache_walk.h"
#include "dblp_index.h"

struct walk {
	int (*fn)(void *ctx, const struct cache_item *);
	void *ctx;
	bool sum;
	struct err err; /* a folder that cannot be read */
};

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
visible(const struct dirent *d)
{
	return *d->d_name != '.';
}

static void
item_stat(struct cache_item *it, const struct stat *st)
{
	it->size = (uint64_t)st->st_size;
	it->inode = (uint64_t)st->st_ino;
	it->changed = (int64_t)st->st_mtim.tv_sec * SECOND +
		      (int64_t)st->st_mtim.tv_nsec;
}

/* Calls fn for each name in a folder, in order. */
static int
each(const char *dir, int (*fn)(struct walk *, const char *, const char *),
	struct walk *w)
{
	struct dirent **list;
	int n = scandir(dir, &list, visible, by_bytes), r = 0;

	if (n < 0)
		return -1;
	for (int i = 0; i < n; i++) {
		if (r == 0)
			r = fn(w, dir, list[i]->d_name);
		free(list[i]);
	}
	free(list);
	return r;
}

/* --- answers --- */

static int
answer(struct walk *w, const char *dir, const char *name)
{
	struct cache_item it = {.host = strrchr(dir, '/') + 1};
	struct cache_entry about;
	struct buf body, meta;
	struct stat st;
	int r = 0;

	buf_init(&body, 8 * LIMIT_URL);
	buf_init(&meta, 8 * LIMIT_URL);
	buf_printf(&body, "%s/%s", dir, name);
	buf_printf(&meta, "%s/.meta/%s", dir, name);
	if (lstat(body.s, &st) == 0 && S_ISREG(st.st_mode)) {
		if (cache_entry_find(&about, body.s, meta.s, w->sum))
			(void)close(about.fd);
		it.path = body.s;
		it.about = &about;
		item_stat(&it, &st);
		r = w->fn(w->ctx, &it);
	}
	buf_free(&body);
	buf_free(&meta);
	return r;
}

/* --- indexes of dblp --- */

#define INDEX_NAME 21 /* "dblp-" and 16 digits */

static bool
index_name(const char *name)
{
	return strncmp(name, "dblp-", 5) == 0 &&
	       strspn(name + 5, "0123456789abcdef") == 16;
}

/* Opens what those who make or remove an index lock; of what they left half
 * done, too. */
static int
index_lock(const char *path, int flags)
{
	const char *name = strrchr(path, '/') + 1;
	struct buf lock;
	int fd;

	buf_init(&lock, 8 * LIMIT_URL);
	buf_add(&lock, path, (size_t)(name - path) + INDEX_NAME);
	buf_puts(&lock, ".lock");
	fd = open(buf_str(&lock), flags | O_CLOEXEC, 0666);
	buf_free(&lock);
	return fd;
}

/* Whether a folder is an index, or what a killed process left of one: a
 * gigabyte that nobody else would ever remove. Not what somebody is at work on.
 */
static bool
is_index(const char *path)
{
	const char *name = strrchr(path, '/') + 1, *left = name + INDEX_NAME;
	bool idle;
	int fd;

	if (!index_name(name))
		return false;
	if (strcmp(left, ".part") != 0 && strcmp(left, ".old") != 0)
		return !*left;
	fd = index_lock(path, O_RDONLY);
	idle = fd < 0 ? errno == ENOENT : flock(fd, LOCK_SH | LOCK_NB) == 0;
	if (fd >= 0)
		(void)close(fd);
	return idle;
}

/* zlib keeps checksums of its own. */
static bool
readable(int dir, const char *name)
{
	char block[64UL << 10];
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC), n;
	gzFile f = fd < 0 ? NULL : gzdopen(fd, "rb");

	if (!f) {
		if (fd >= 0)
			(void)close(fd);
		return false;
	}
	while ((n = gzread(f, block, sizeof(block))) > 0)
		;
	return gzclose(f) == Z_OK && n == 0;
}

/* Adds the sizes; with sum, whether all files are as they were written. */
static bool
index_files(const struct walk *w, int dir, const struct dblp_index *x,
	uint64_t *size)
{
	bool good = true;
	struct stat st;
	char name[16];

	if (fstatat(dir, DBLP_ABOUT, &st, 0) == 0)
		*size += (uint64_t)st.st_size;
	for (unsigned i = 0; i < DBLP_BUCKETS; i++) {
		dblp_bucket_name(name, i);
		if (fstatat(dir, name, &st, 0) < 0)
			continue;
		*size += (uint64_t)st.st_size;
		if (w->sum && x->size[i] && !readable(dir, name))
			good = false;
	}
	return good;
}

static int
index_item(struct walk *w, const char *path, const struct stat *st)
{
	struct cache_item it = {
		.host = strrchr(path, '/') + 1, .path = path, .index = true};
	struct cache_entry about = {.fd = -1};
	struct dblp_index x;
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (dir < 0)
		return 0;
	item_stat(&it, st);
	it.size = 0;
	it.about = &about;
	about.damaged = !dblp_index_open(&x, path);
	about.retrieved = x.retrieved;
	if (!index_files(w, dir, &x, &it.size))
		about.damaged = true;
	dblp_index_free(&x);
	(void)close(dir);
	return w->fn(w->ctx, &it);
}

/* --- all --- */

static int
folder(struct walk *w, const char *dir, const char *name)
{
	struct buf path, meta;
	struct stat st;
	int r = 0;

	buf_init(&path, 8 * LIMIT_URL);
	buf_init(&meta, 8 * LIMIT_URL);
	buf_printf(&path, "%s/%s", dir, name);
	buf_printf(&meta, "%s/.meta", path.s);
	if (lstat(path.s, &st) < 0 || !S_ISDIR(st.st_mode))
		r = 0;
	else if (is_index(path.s))
		r = index_item(w, path.s, &st);
	else if (lstat(meta.s, &st) < 0)
		r = errno == EACCES ? -1 : 0;
	else if (S_ISDIR(st.st_mode))
		r = each(path.s, answer, w);
	if (r == -1)
		(void)err_set(&w->err, V_FAILED, "cannot read '%s': %s", path.s,
			strerror(errno));
	buf_free(&path);
	buf_free(&meta);
	return r;
}

int
cache_walk(const char *dir, bool sum,
	int (*fn)(void *ctx, const struct cache_item *), void *ctx,
	struct err *e)
{
	struct walk w = {.fn = fn, .ctx = ctx, .sum = sum};
	struct stat st;

	if (stat(dir, &st) < 0 ||
		(S_ISDIR(st.st_mode) && access(dir, R_OK | X_OK) < 0))
		return err_set(e, V_FAILED,
			"cannot open cache '%s': %s: see --cache", dir,
			strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return err_set(e, V_FAILED,
			"'%s' is not a directory: see --cache", dir);
	if (each(dir, folder, &w) == -1)
		return err_set(e, V_FAILED, "%s",
			*w.err.text ? w.err.text : "cannot read the cache");
	return 0;
}

/* --- removing --- */

static bool
same(const struct cache_item *it, const struct stat *st)
{
	struct cache_item now = {.size = 0};

	item_stat(&now, st);
	return now.inode == it->inode && now.changed == it->changed &&
	       (it->index || now.size == it->size);
}

/* The path of an answer's description into out, which is made. */
static void
meta_of(struct buf *out, const struct cache_item *it)
{
	const char *name = strrchr(it->path, '/');

	buf_init(out, 8 * LIMIT_URL);
	buf_printf(out, "%.*s/.meta%s", (int)(name - it->path), it->path, name);
}

void
cache_look(struct cache_entry *about, const struct cache_item *it)
{
	struct buf meta;

	meta_of(&meta, it);
	if (cache_entry_find(about, it->path, meta.s, false))
		(void)close(about->fd);
	buf_free(&meta);
}

/* The body goes first: one without a description would be damaged. */
static int
remove_answer(const struct cache_item *it)
{
	struct buf meta;
	struct stat st;
	int lock, r, error;

	meta_of(&meta, it);
	lock = cache_lock(meta.s);
	r = lstat(it->path, &st) == 0 && same(it, &st);
	if (r > 0 && unlink(it->path) < 0)
		r = -1;
	error = errno;
	if (r > 0)
		(void)unlink(meta.s);
	cache_unlock(lock);
	buf_free(&meta);
	errno = error;
	return r;
}

/* Only what an index is made of, so that nothing else can be lost. */
static int
remove_files(const char *path)
{
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	char name[16];

	if (dir < 0)
		return -1;
	(void)unlinkat(dir, DBLP_ABOUT, 0);
	for (unsigned i = 0; i < DBLP_BUCKETS; i++) {
		dblp_bucket_name(name, i);
		(void)unlinkat(dir, name, 0);
	}
	(void)close(dir);
	return rmdir(path);
}

/* Under the lock of those who make indexes, and out of the way by one rename,
 * to where they would clear up after us. */
static int
remove_index(const struct cache_item *it)
{
	bool left = strlen(it->host) > INDEX_NAME; /* nobody reads it */
	int fd = index_lock(it->path, O_RDWR | O_CREAT), r = 0, error;
	struct buf old;
	struct stat st;

	buf_init(&old, 8 * LIMIT_URL);
	buf_printf(&old, "%s%s", it->path, left ? "" : ".old");
	if (fd < 0)
		r = -1;
	else if (flock(fd, LOCK_EX | LOCK_NB) == 0 &&
		 lstat(it->path, &st) == 0 && same(it, &st))
		r = (!left && rename(it->path, old.s) < 0) ||
				    remove_files(old.s) < 0
			    ? -1
			    : 1;
	error = errno;
	if (fd >= 0)
		(void)close(fd);
	buf_free(&old);
	errno = error;
	return r;
}

int
cache_remove(const struct cache_item *it)
{
	return it->index ? remove_index(it) : remove_answer(it);
}
