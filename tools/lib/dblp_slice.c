/*
 * dblp_slice.c - requests for a part of a dblp release.
 *
 * ".../dblp-2026-10-03.xml.gz#conf/icml" is never sent. It is answered from
 * the index of the release in the cache directory; when there is none it is
 * made first, from one request for the whole release, while other processes
 * that want it wait for the lock. $CF_DBLP names another release: a URL, or a
 * file on this machine, for which no web is needed. A release never changes, so
 * its index does not age; --refresh makes one anew that is older than a day
 * (the workers of one run shall not all do so).
 */
#include "dblp_slice.h"

#define DAY 86400
#define LOCK_LOOK (SECOND / 4) /* between two tries to get the lock */

bool
dblp_take(struct http *h, struct request *r)
{
	struct dblp *d = h->dblp;

	if (strncmp(r->url, DBLP_RELEASES, strlen(DBLP_RELEASES)) != 0 ||
		!strchr(r->url, '#'))
		return false;
	if (!d) {
		d = h->dblp = xcalloc(1, sizeof(*d));
		d->http = h;
		d->tail = &d->waiting;
		d->lock = d->file = -1;
		buf_init(&d->path, 8 * LIMIT_URL);
	}
	r->next = NULL;
	*d->tail = r;
	d->tail = &r->next;
	h->changed = true;
	return true;
}

/* What the user has in place of a release, or the release. */
static const char *
release_used(const char *release)
{
	const char *own = getenv("CF_DBLP");

	return own && *own ? own : release;
}

bool
http_has_release(const struct http *h, const char *release)
{
	struct dblp_index x;
	struct buf path;
	bool there = false;

	if (!h->o.cache_dir)
		return false;
	release = release_used(release);
	buf_init(&path, 8 * LIMIT_URL);
	dblp_index_path(&path, h->o.cache_dir, release);
	if (dblp_index_open(&x, buf_str(&path))) {
		there = true;
		dblp_index_free(&x);
	}
	buf_free(&path);
	return there || !dblp_is_url(release);
}

/* The first that waits has its answer. */
static void
done(struct dblp *d, const struct err *e)
{
	struct request *r = d->waiting;

	d->waiting = r->next;
	if (!d->waiting)
		d->tail = &d->waiting;
	free(d->release);
	d->release = NULL;
	http_finish(d->http, r, e);
}

/* All that wait end with the same error. */
void
dblp_fail(struct dblp *d, const struct err *e)
{
	struct err copy = *e;

	dblp_unlock(d);
	while (d->waiting)
		done(d, &copy);
}

/* --- the answer --- */

struct piece {
	struct request *request;
	uint64_t bytes;
};

static int
on_piece(void *ctx, const char *s, size_t n)
{
	struct piece *p = ctx;

	p->bytes += n;
	return p->request->ops->data(p->request, s, n) == 0 ? 0 : 1;
}

/* The fragment: "conf/icml" or "conf/icml,2004". */
static void
answer(struct dblp *d, const struct dblp_index *x)
{
	struct request *r = d->waiting;
	struct piece p = {.request = r};
	const char *stream = strchr(r->url, '#') + 1;
	size_t n = strcspn(stream, ",");
	char *name = xstrndup(stream, n);
	int year = stream[n] ? (int)strtol(stream + n + 1, NULL, 10) : 0;
	struct response about = {
		d->release, "application/xml", x->retrieved, true};
	struct err e = {0};
	int result = r->ops->begin(r, &about) == 0 ? 0 : 1;

	if (result == 0)
		result = dblp_index_slice(x, name, year, on_piece, &p, &e);
	if (result < 0)
		(void)r->ops->end(r, false, NULL);
	else
		result = r->ops->end(r, result == 0, &e);
	d->http->counts.cached++;
	d->http->counts.bytes += p.bytes;
	free(name);
	done(d, result < 0 ? &e : NULL);
}

/* --- what to do next --- */

static bool
too_old(const struct dblp *d, const struct dblp_index *x)
{
	return d->http->o.refresh && !d->made &&
	       clock_wall() - x->retrieved > DAY;
}

/* Works for the first that waits: 0, or -1 with e; *later: nothing can be done
 * before LOCK_LOOK is over. */
static int
step(struct dblp *d, bool *later, struct err *e)
{
	const struct fetch_options *o = &d->http->o;
	struct dblp_index x;
	int r;

	if (!o->cache_dir)
		return err_set(e, V_FAILED,
			"dblp is read from an index in the cache: run without "
			"--no-cache");
	if (!d->release) {
		const char *url = d->waiting->url;
		char *asked = xstrndup(url, strcspn(url, "#"));

		d->release = xstrdup(release_used(asked));
		free(asked);
		dblp_index_path(&d->path, o->cache_dir, d->release);
	}
	if (dblp_index_open(&x, buf_str(&d->path))) {
		bool good = !too_old(d, &x);

		if (good) {
			dblp_unlock(d);
			answer(d, &x);
		}
		dblp_index_free(&x);
		if (good)
			return 0;
	}
	if (o->offline && dblp_is_url(d->release))
		return err_set(e, V_FAILED,
			"there is no index of '%s' in the cache, and --offline "
			"asks nothing of the web",
			d->release);
	if (d->made) /* once, not for ever */
		return err_set(e, V_FAILED,
			"the index of '%s' cannot be read though it was just "
			"made in '%s'",
			d->release, o->cache_dir);
	if (d->lock >= 0)
		return dblp_make(d, e);
	r = dblp_lock(d, e); /* and look again: it may be there by now */
	*later = r == 0;
	if (r == 0 && !d->told)
		msg_note("waiting for another process that makes the index of "
			 "'%s'",
			d->release);
	d->told = r == 0;
	return r < 0 ? -1 : 0;
}

int64_t
dblp_work(struct http *h, int64_t now)
{
	int64_t end = clock_ns() + TURN;
	struct dblp *d = h->dblp;
	bool later = false;

	while (d && d->waiting && !d->asked && !later && clock_ns() < end) {
		struct err e = {0};

		if (d->file >= 0)
			dblp_read_file(d);
		else if (step(d, &later, &e) < 0)
			dblp_fail(d, &e);
	}
	return later ? now + LOCK_LOOK : now + SECOND;
}

void
dblp_drop(struct http *h, const struct err *e)
{
	struct dblp *d = h->dblp;

	if (!d)
		return;
	dblp_abandon(d);
	dblp_fail(d, e);
}

void
dblp_close(struct http *h)
{
	struct dblp *d = h->dblp;

	if (!d)
		return;
	dblp_abandon(d);
	dblp_unlock(d);
	free(d->whole.url);
	free(d->release);
	buf_free(&d->path);
	free(d);
	h->dblp = NULL;
}
