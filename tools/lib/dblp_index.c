/*
 * dblp_index.c - answers out of the index of a dblp release.
 *
 * An index is DIR/dblp-HASH/: 00.gz to ff.gz, which hold records, and the
 * description `release` with their sizes, by which a damaged index is known. A
 * question reads the one file in which its stream is and hands out the records
 * of that stream as an XML document. Names that come from outside select a
 * file by their hash and never become part of a path.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "dblp_index.h"

unsigned
dblp_bucket(const char *stream, size_t n)
{
	return (unsigned)(hash_bytes(stream, n) % DBLP_BUCKETS);
}

void
dblp_bucket_name(char out[16], unsigned bucket)
{
	(void)snprintf(out, 16, "%02x.gz", bucket % DBLP_BUCKETS);
}

void
dblp_index_path(struct buf *out, const char *cache, const char *release)
{
	struct buf name;
	struct stat st;

	buf_init(&name, 8 * LIMIT_URL);
	buf_puts(&name, release);
	if (!strstr(release, "://") && stat(release, &st) == 0)
		buf_printf(&name, "\n%lld %lld", (long long)st.st_size,
			(long long)st.st_mtime);
	buf_reset(out);
	buf_printf(out, "%s/dblp-%016llx", cache,
		(unsigned long long)hash_bytes(name.s, name.len));
	buf_free(&name);
}

/* --- the description --- */

static void
read_line(struct dblp_index *x, const char *line)
{
	unsigned long long n;
	unsigned bucket;

	if (sscanf(line, "encoding: %40[A-Za-z0-9._-]", x->encoding) == 1)
		return;
	if (sscanf(line, "retrieved: %18llu", &n) == 1)
		x->retrieved = (int64_t)n;
	else if (sscanf(line, "%2x: %18llu", &bucket, &n) == 2)
		x->size[bucket % DBLP_BUCKETS] = n;
}

/* Whether the files have the sizes that they should. */
static bool
all_there(const struct dblp_index *x, int dir)
{
	char name[16];
	struct stat st;

	for (unsigned i = 0; i < DBLP_BUCKETS; i++) {
		dblp_bucket_name(name, i);
		if (x->size[i] && (fstatat(dir, name, &st, 0) < 0 ||
					  (uint64_t)st.st_size != x->size[i]))
			return false;
	}
	return *x->encoding != '\0';
}

bool
dblp_index_open(struct dblp_index *x, const char *path)
{
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = dir < 0 ? -1 : openat(dir, DBLP_ABOUT, O_RDONLY | O_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "r");
	char line[2 * LIMIT_URL];
	bool good = false;

	*x = (struct dblp_index){0};
	if (f) {
		while (fgets(line, sizeof(line), f))
			read_line(x, line);
		good = all_there(x, dir);
		(void)fclose(f);
	} else if (fd >= 0) {
		(void)close(fd);
	}
	if (dir >= 0)
		(void)close(dir);
	if (good)
		x->path = xstrdup(path);
	return good;
}

void
dblp_index_free(struct dblp_index *x)
{
	free(x->path);
	x->path = NULL;
}

/* --- a question --- */

struct slice {
	int (*fn)(void *ctx, const char *s, size_t n);
	void *ctx;
	char head[DBLP_STREAM_MAX + 16]; /* how a line begins that is wanted */
	size_t skip;			 /* of it, when the year is any */
	struct buf line;
};

static int
end_line(struct slice *w)
{
	const char *head = w->head + w->skip;
	size_t n = strlen(head);
	int r = 0;

	if (w->line.len > n + w->skip && !w->line.full &&
		memcmp(w->line.s + w->skip, head, n) == 0)
		r = w->fn(w->ctx, w->line.s + w->skip + n,
			w->line.len - w->skip - n);
	buf_reset(&w->line);
	return r;
}

static int
feed_lines(struct slice *w, const char *s, size_t n)
{
	int r = 0;

	while (n && r == 0) {
		const char *nl = memchr(s, '\n', n);
		size_t k = nl ? (size_t)(nl - s) + 1 : n;

		(void)buf_add(&w->line, s, k);
		if (nl)
			r = end_line(w);
		s += k;
		n -= k;
	}
	return r;
}

static int
damaged(const struct dblp_index *x, struct err *e)
{
	(void)err_set(e, V_FAILED,
		"the index of dblp in '%s' is damaged: remove it and it will "
		"be made anew",
		x->path);
	return -2;
}

static int
read_bucket(const struct dblp_index *x, struct slice *w, unsigned bucket,
	struct err *e)
{
	char block[64UL << 10], name[16];
	struct buf path;
	gzFile f;
	int n, r = 0;

	if (!x->size[bucket])
		return 0;
	dblp_bucket_name(name, bucket);
	buf_init(&path, 8 * LIMIT_URL);
	buf_printf(&path, "%s/%s", x->path, name);
	f = gzopen(buf_str(&path), "rbe");
	buf_free(&path);
	if (!f)
		return damaged(x, e);
	(void)gzbuffer(f, 128U << 10);
	while (r == 0 && (n = gzread(f, block, sizeof(block))) > 0)
		r = feed_lines(w, block, (size_t)n);
	if (r == 0 && (n < 0 || w->line.len))
		r = damaged(x, e);
	(void)gzclose(f);
	return r;
}

int
dblp_index_slice(const struct dblp_index *x, const char *stream, int year,
	int (*fn)(void *ctx, const char *s, size_t n), void *ctx, struct err *e)
{
	static const char end[] = "</dblp>\n";
	struct slice w = {.fn = fn, .ctx = ctx, .skip = year ? 0 : 5};
	size_t n = strlen(stream);
	char start[128];
	int r;

	(void)snprintf(start, sizeof(start),
		"<?xml version=\"1.0\" encoding=\"%s\"?>\n<dblp>\n",
		x->encoding);
	(void)snprintf(
		w.head, sizeof(w.head), "%04d %s\t", year % 10000, stream);
	buf_init(&w.line, LIMIT_ENTRY + 2 * DBLP_STREAM_MAX);
	r = fn(ctx, start, strlen(start));
	if (r == 0 && n && n <= DBLP_STREAM_MAX)
		r = read_bucket(x, &w, dblp_bucket(stream, n), e);
	if (r == 0)
		r = fn(ctx, end, strlen(end));
	buf_free(&w.line);
	return r;
}
