/*
 * dblp_build.c - makes the index of a dblp release, in one pass.
 *
 * The bytes come in gzip (or not); records are cut out of them and collected by
 * bucket; a full bucket goes to the end of its file as one gzip member, so that
 * the index takes a third of what the release takes as XML, zcat can read it,
 * and its checksums tell damage. All is written below PATH.part, which becomes
 * PATH when the release is there to its end and on the disk: a killed build and
 * a power cut leave nothing under that name. A line is "YEAR
 * STREAM<tab>RECORD". Memory: about 64 kB per bucket.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "dblp_index.h"

#define BUCKET_BYTES (64UL << 10)
#define GROSS (64UL << 20) /* below this many bytes no ratio is looked at */
#define GZIP_BITS (15 + 16)

struct dblp_build {
	struct buf path, part, packed, line;
	char *release;
	int dir;
	enum {
		FIRST, /* byte: not here yet */
		PLAIN,
		GZIP,
		ENDED, /* a gzip member: another may follow */
	} form;
	z_stream in, out;
	uint64_t read, written; /* bytes in, and as XML */
	struct dblp_cut *cut;
	size_t lines;
	struct {
		char *s;
		size_t n;
		uint64_t size; /* of its file */
	} bucket[DBLP_BUCKETS];
	struct err err;
};

/* --- the directory --- */

/* Removes a directory of files. */
static void
remove_dir(const char *path)
{
	DIR *list = opendir(path);
	struct dirent *d;

	while (list && (d = readdir(list))) {
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			(void)unlinkat(dirfd(list), d->d_name, 0);
	}
	if (list)
		(void)closedir(list);
	(void)rmdir(path);
}

static int
cannot_write(struct dblp_build *b)
{
	return err_set(&b->err, V_FAILED, "cannot write '%s': %s", b->part.s,
		strerror(errno));
}

/* --- out --- */

/* Adds bytes to the file of a bucket, as one gzip member. */
static int
write_member(struct dblp_build *b, unsigned i, char *s, size_t n)
{
	size_t most = deflateBound(&b->out, (uLong)n);
	char name[16];
	int fd, r;

	if (b->packed.cap < most) {
		b->packed.s = xrealloc(b->packed.s, most);
		b->packed.cap = most;
	}
	(void)deflateReset(&b->out);
	b->out.next_in = (Bytef *)s;
	b->out.avail_in = (uInt)n;
	b->out.next_out = (Bytef *)b->packed.s;
	b->out.avail_out = (uInt)most;
	(void)deflate(&b->out, Z_FINISH);
	most -= b->out.avail_out;
	dblp_bucket_name(name, i);
	fd = openat(
		b->dir, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (fd < 0)
		return cannot_write(b);
	r = fd_write(fd, b->packed.s, most);
	if (close(fd) < 0 || r < 0)
		return cannot_write(b);
	b->bucket[i].size += most;
	return 0;
}

static int
flush(struct dblp_build *b, unsigned i)
{
	size_t n = b->bucket[i].n;

	b->bucket[i].n = 0;
	return n ? write_member(b, i, b->bucket[i].s, n) : 0;
}

static int
add_line(struct dblp_build *b, unsigned i, char *s, size_t n)
{
	if (b->bucket[i].n + n > BUCKET_BYTES && flush(b, i) < 0)
		return -1;
	b->lines++;
	if (n > BUCKET_BYTES)
		return write_member(b, i, s, n);
	if (!b->bucket[i].s)
		b->bucket[i].s = xmalloc(BUCKET_BYTES);
	memcpy(b->bucket[i].s + b->bucket[i].n, s, n);
	b->bucket[i].n += n;
	return 0;
}

static int
on_record(void *ctx, const struct dblp_record *r)
{
	struct dblp_build *b = ctx;

	for (size_t i = 0; i < r->nstreams; i++) {
		struct json stream = r->stream[i];
		size_t head;

		buf_reset(&b->line);
		buf_printf(&b->line, "%04d %.*s\t", r->year, (int)stream.n,
			stream.s);
		head = b->line.len;
		if (!buf_add(&b->line, r->s, r->n) || !buf_putc(&b->line, '\n'))
			continue;
		for (char *s = b->line.s + head, *end = s + r->n;
			(s = memchr(s, '\n', (size_t)(end - s)));)
			*s = ' ';
		if (add_line(b, dblp_bucket(stream.s, stream.n), b->line.s,
			    b->line.len) < 0)
			return -1;
	}
	return 0;
}

/* --- in --- */

static int
feed_xml(struct dblp_build *b, const char *s, size_t n)
{
	b->written += n;
	if (b->written > LIMIT_RELEASE)
		return err_set(&b->err, V_FAILED,
			"'%s' is more than %llu bytes of XML", b->release,
			LIMIT_RELEASE);
	if (b->written > GROSS && b->written / LIMIT_RATIO > b->read)
		return err_set(&b->err, V_FAILED,
			"'%s' unpacks to more than %d times its size",
			b->release, LIMIT_RATIO);
	if (dblp_cut_feed(b->cut, s, n) == 0)
		return 0;
	if (!*b->err.text) {
		(void)dblp_cut_close(b->cut, &b->err);
		b->cut = NULL;
	}
	return -1;
}

static int
feed_gzip(struct dblp_build *b, const char *s, size_t n)
{
	static char out[256UL << 10];
	int r = Z_OK;

	b->in.next_in = (Bytef *)(uintptr_t)s;
	b->in.avail_in = (uInt)n;
	while (b->in.avail_in || b->in.avail_out == 0) {
		size_t got;

		if (b->form == ENDED && b->in.avail_in) {
			if (*b->in.next_in != 0x1f)
				return 0; /* padding */
			(void)inflateReset(&b->in);
			b->form = GZIP;
		}
		b->in.next_out = (Bytef *)out;
		b->in.avail_out = sizeof(out);
		r = inflate(&b->in, Z_NO_FLUSH);
		got = sizeof(out) - b->in.avail_out;
		if (got && feed_xml(b, out, got) < 0)
			return -1;
		if (r == Z_STREAM_END)
			b->form = ENDED;
		else if (r == Z_BUF_ERROR && !got)
			break;
		else if (r != Z_OK)
			return err_set(&b->err, V_RETRY_LATER,
				"'%s' is damaged behind byte %llu: %s",
				b->release, (unsigned long long)b->read,
				b->in.msg ? b->in.msg : "no gzip");
	}
	return 0;
}

int
dblp_build_feed(struct dblp_build *b, const char *s, size_t n, struct err *e)
{
	int r = -1;

	if (!n)
		return 0;
	if (b->form == FIRST) {
		b->form = (unsigned char)*s == 0x1f ? GZIP : PLAIN;
		b->in.avail_out = 1;
	}
	b->read += n;
	if (b->cut && !*b->err.text)
		r = b->form == PLAIN ? feed_xml(b, s, n) : feed_gzip(b, s, n);
	if (r < 0 && e)
		*e = b->err;
	return r;
}

/* --- both ends --- */

struct dblp_build *
dblp_build_open(const char *path, const char *release, struct err *e)
{
	struct dblp_build *b = xcalloc(1, sizeof(*b));

	buf_init(&b->path, 8 * LIMIT_URL);
	buf_init(&b->part, 8 * LIMIT_URL);
	buf_init(&b->line, LIMIT_ENTRY + 2 * DBLP_STREAM_MAX);
	buf_puts(&b->path, path);
	buf_printf(&b->part, "%s.part", path);
	b->release = xstrdup(release);
	remove_dir(b->part.s);
	b->dir = -1;
	if (mkdir(b->part.s, 0777) == 0)
		b->dir = open(b->part.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->dir < 0)
		(void)cannot_write(b);
	if (inflateInit2(&b->in, GZIP_BITS) != Z_OK ||
		deflateInit2(&b->out, 1, Z_DEFLATED, GZIP_BITS, 8,
			Z_DEFAULT_STRATEGY) != Z_OK)
		(void)err_set(&b->err, V_FAILED, "zlib cannot begin");
	if (*b->err.text) {
		*e = b->err;
		dblp_build_drop(b);
		return NULL;
	}
	b->cut = dblp_cut_open(on_record, b);
	return b;
}

static void
build_free(struct dblp_build *b)
{
	(void)inflateEnd(&b->in);
	(void)deflateEnd(&b->out);
	if (b->cut)
		(void)dblp_cut_close(b->cut, NULL);
	if (b->dir >= 0)
		(void)close(b->dir);
	for (size_t i = 0; i < DBLP_BUCKETS; i++)
		free(b->bucket[i].s);
	buf_free(&b->path);
	buf_free(&b->part);
	buf_free(&b->packed);
	buf_free(&b->line);
	free(b->release);
	free(b);
}

void
dblp_build_drop(struct dblp_build *b)
{
	if (!b)
		return;
	remove_dir(b->part.s);
	build_free(b);
}

static int
write_about(struct dblp_build *b, const char *encoding)
{
	int fd = openat(b->dir, DBLP_ABOUT,
		O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	if (!f)
		return cannot_write(b);
	(void)fprintf(f,
		"release: %s\nencoding: %s\nretrieved: %lld\nrecords: %zu\n",
		b->release, encoding, (long long)clock_wall(), b->lines);
	for (unsigned i = 0; i < DBLP_BUCKETS; i++)
		(void)fprintf(f, "%02x: %llu\n", i,
			(unsigned long long)b->bucket[i].size);
	if (ferror(f) || fflush(f) != 0 || fd_sync(fd) < 0) {
		(void)cannot_write(b);
		(void)fclose(f);
		return -1;
	}
	return fclose(f) ? cannot_write(b) : 0;
}

/* Brings the files of the buckets to the disk: they are gigabytes of a
 * download, and sizes alone do not tell one whose bytes a power cut took. */
static int
sync_buckets(struct dblp_build *b)
{
	char name[16];

	for (unsigned i = 0; i < DBLP_BUCKETS; i++) {
		int fd, r;

		if (!b->bucket[i].size)
			continue;
		dblp_bucket_name(name, i);
		fd = openat(b->dir, name, O_RDONLY | O_CLOEXEC);
		r = fd < 0 ? -1 : fd_sync(fd);
		if (r < 0)
			(void)cannot_write(b);
		if (fd >= 0)
			(void)close(fd);
		if (r < 0)
			return -1;
	}
	return 0;
}

/* The new index takes the place of what is there. */
static int
replace(struct dblp_build *b)
{
	struct buf old;
	int r;

	buf_init(&old, 8 * LIMIT_URL);
	buf_printf(&old, "%s.old", b->path.s);
	remove_dir(old.s);
	(void)rename(b->path.s, old.s);
	r = rename(b->part.s, b->path.s) < 0 ? cannot_write(b) : 0;
	remove_dir(old.s);
	buf_free(&old);
	return r;
}

/* Whether all of the release has come; closes the cutter. */
static int
check_end(struct dblp_build *b, char encoding[DBLP_ENCODING_MAX + 1])
{
	struct dblp_cut *cut = b->cut;

	(void)snprintf(
		encoding, DBLP_ENCODING_MAX + 1, "%s", dblp_cut_encoding(cut));
	b->cut = NULL;
	if (dblp_cut_close(cut, &b->err) < 0)
		return -1;
	if (b->form == GZIP)
		return err_set(&b->err, V_RETRY_LATER,
			"'%s' is cut off after %llu bytes", b->release,
			(unsigned long long)b->read);
	return 0;
}

int
dblp_build_close(struct dblp_build *b, struct err *e)
{
	char encoding[DBLP_ENCODING_MAX + 1];
	int r = *b->err.text || !b->cut ? -1 : check_end(b, encoding);

	for (unsigned i = 0; i < DBLP_BUCKETS && r == 0; i++)
		r = flush(b, i);
	if (r == 0)
		r = sync_buckets(b);
	if (r == 0)
		r = write_about(b, encoding);
	if (r == 0) {
		(void)fsync(b->dir); /* the names in it; a folder need not */
		r = replace(b);
	}
	if (r < 0) {
		if (e)
			*e = b->err;
		remove_dir(b->part.s);
	}
	build_free(b);
	return r;
}
