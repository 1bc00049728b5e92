/*
 * dblp_make.c - makes the index of a dblp release, while requests wait for it.
 *
 * The release comes from the web, by one request that is taken up where it
 * broke off, or from a file, which is read a piece at a time so that other
 * transfers and the heartbeat go on. One process makes the index, under a lock
 * on PATH.lock, which is never removed.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "dblp_slice.h"

#define NEWS (10 * SECOND) /* between two notes on the progress */

void
dblp_unlock(struct dblp *d)
{
	if (d->lock >= 0)
		(void)close(d->lock);
	d->lock = -1;
	d->told = false;
}

/* --- the build --- */

static void
tell_progress(struct dblp *d, uint64_t bytes)
{
	int64_t now = clock_ns();

	if (now - d->news < NEWS)
		return;
	d->news = now;
	msg_note("%llu MB of '%s' are read",
		(unsigned long long)(bytes / 1000000), d->release);
}

static int
build_anew(struct dblp *d)
{
	dblp_build_drop(d->build);
	d->err = (struct err){0};
	d->build = dblp_build_open(buf_str(&d->path), d->release, &d->err);
	return d->build ? 0 : -1;
}

/* The build has ended, well or not (e). */
static void
build_over(struct dblp *d, const struct err *e)
{
	dblp_build_drop(d->build);
	d->build = NULL;
	if (e) {
		dblp_fail(d, e);
	} else {
		d->made = true;
		dblp_unlock(d);
		d->http->changed = true;
	}
}

static int
on_begin(struct request *q, const struct response *about)
{
	(void)about;
	return q->have ? 0 : build_anew(q->ctx);
}

static int
on_data(struct request *q, const char *s, size_t n)
{
	struct dblp *d = q->ctx;

	q->have += n;
	tell_progress(d, q->have);
	return dblp_build_feed(d->build, s, n, &d->err);
}

static int
on_end(struct request *q, bool whole, struct err *e)
{
	struct dblp *d = q->ctx;
	int r;

	if (!whole && !*d->err.text) /* what there is can be built upon */
		return err_set(e, V_RETRY_LATER, "'%s' broke off", q->url);
	q->have = 0;
	if (!whole) {
		if (e)
			*e = d->err;
		return -1;
	}
	r = dblp_build_close(d->build, e);
	d->build = NULL;
	return r;
}

static void
on_done(struct request *q, const struct err *e)
{
	struct dblp *d = q->ctx;

	d->asked = false;
	free(q->url);
	q->url = NULL;
	build_over(d, e);
}

static const struct request_ops whole_ops = {
	on_begin, on_data, on_end, on_done};

void
dblp_read_file(struct dblp *d)
{
	int64_t end = clock_ns() + TURN;
	char block[64UL << 10];
	struct err e = {0};
	ssize_t n = 0;
	int r = 0;

	while (r == 0 && clock_ns() < end) {
		n = read(d->file, block, sizeof(block));
		if (n <= 0)
			break;
		r = dblp_build_feed(d->build, block, (size_t)n, &e);
	}
	d->http->changed = true;
	if (r == 0 && n > 0)
		return;
	if (n < 0)
		r = err_set(&e, V_FAILED, "cannot read '%s': %s", d->release,
			strerror(errno));
	if (r == 0) {
		r = dblp_build_close(d->build, &e);
		d->build = NULL;
	}
	(void)close(d->file);
	d->file = -1;
	build_over(d, r < 0 ? &e : NULL);
}

bool
dblp_is_url(const char *release)
{
	return strstr(release, "://") != NULL;
}

int
dblp_make(struct dblp *d, struct err *e)
{
	msg_warn("making an index of '%s' in '%s', once: a whole release is "
		 "over 1 GB and takes minutes",
		d->release, d->http->o.cache_dir);
	d->news = clock_ns();
	if (dblp_is_url(d->release)) {
		d->whole = (struct request){.ops = &whole_ops,
			.url = xstrdup(d->release),
			.ctx = d,
			.max_age = -1,
			.bulk = true};
		d->asked = true;
		http_add(d->http, &d->whole);
		return 0;
	}
	d->file = open(d->release, O_RDONLY | O_CLOEXEC);
	if (d->file < 0)
		return err_set(e, V_FAILED, "cannot open '%s': %s: see CF_DBLP",
			d->release, strerror(errno));
	if (build_anew(d) == 0)
		return 0;
	(void)close(d->file);
	d->file = -1;
	*e = d->err;
	return -1;
}

int
dblp_lock(struct dblp *d, struct err *e)
{
	struct buf path;

	buf_init(&path, 8 * LIMIT_URL);
	buf_printf(&path, "%s.lock", buf_str(&d->path));
	d->lock = open(buf_str(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (d->lock < 0 || flock(d->lock, LOCK_EX | LOCK_NB) < 0) {
		bool busy = d->lock >= 0 && errno == EWOULDBLOCK;

		if (!busy)
			(void)err_set(e, V_FAILED, "cannot lock '%s': %s",
				buf_str(&path), strerror(errno));
		if (d->lock >= 0)
			(void)close(d->lock);
		d->lock = -1;
		buf_free(&path);
		return busy ? 0 : -1;
	}
	buf_free(&path);
	return 1;
}

void
dblp_abandon(struct dblp *d)
{
	if (d->file >= 0)
		(void)close(d->file);
	d->file = -1;
	dblp_build_drop(d->build);
	d->build = NULL;
}
