/*
 * http_cache.c - what needs no asking: answers that the cache holds, and, with
 * --offline, the refusal of all others.
 */
#include <unistd.h>

#include "http_private.h"

/* Feeds a stored body to the request: 0, or -1 with e. */
static int
feed(struct http *h, struct request *r, struct cache_entry *c, struct err *e)
{
	struct response about = {c->url, c->type, c->retrieved, true};
	char block[65536];
	ssize_t n = 0;
	size_t size = 0;
	int stop = r->ops->begin(r, &about);

	while (!stop && (n = read(c->fd, block, sizeof(block))) > 0) {
		size += (size_t)n;
		stop = r->ops->data(r, block, (size_t)n);
	}
	(void)close(c->fd);
	h->counts.bytes += size;
	h->counts.cached += !r->aside;
	if (stop || size == c->size)
		return r->ops->end(r, !stop, e);
	(void)r->ops->end(r, false, NULL);
	return err_set(e, V_FAILED, "'%s' is damaged in the cache", r->url);
}

/* Answers a request with a stored body. One that is of no use (it is damaged,
 * or its reader has learned to want more) is asked for anew. */
static void
replay(struct http *h, struct request *r, struct cache_entry *c)
{
	struct err e = {0};

	if (feed(h, r, c, &e) == 0) {
		http_finish(h, r, NULL);
	} else if (h->o.offline || r->anew) {
		http_finish(h, r, &e);
	} else {
		msg_note("%s: asking for it anew", e.text);
		r->anew = true;
		http_enqueue(h, r);
	}
}

/* Whether a stored answer is young enough to be used unasked. One from the
 * future (the clock was wrong) has no age. What this run has asked for already,
 * in a worker that died perhaps, is not refreshed once more. */
static bool
fresh(const struct http *h, const struct request *r,
	const struct cache_entry *c)
{
	int64_t age = clock_wall() - c->retrieved;

	if (h->o.offline)
		return true;
	if (h->o.refresh && (c->retrieved <= h->begun || age < 0))
		return false;
	return r->max_age < 0 || (age >= 0 && age < r->max_age);
}

/* The first request of a queue that was not looked up in the cache yet. */
static struct request *
untried(const struct host *s)
{
	struct request *r = s->head;

	while (r && r->cache_tried)
		r = r->next;
	return r;
}

/* The cache has an answer that is not as it was kept: nothing of it is used,
 * and a validator of it would bring it back. */
static void
report_damage(
	const struct http *h, struct request *r, const struct cache_entry *c)
{
	r->anew = true;
	if (!c->news || h->o.offline)
		return;
	if (c->denied)
		msg_warn("what the cache has of '%s' may not be read: asking "
			 "for it anew",
			r->host->name);
	else
		msg_warn("'%s' is damaged in the cache: asking for it anew",
			r->url);
}

/* With --offline: what the cache has not got fails. */
static void
refuse(struct http *h, struct request *r, const struct cache_entry *c)
{
	struct err e = {0};

	err_set(&e, V_FAILED,
		"'%s' is %s the cache, and --offline asks nothing of the web",
		r->url,
		c->denied    ? "not to be read in"
		: c->damaged ? "damaged in"
			     : "not in");
	http_finish(h, r, &e);
}

/* Takes from a host's queue what needs no asking: what the cache answers, and
 * with --offline everything else, which fails. Each answer may bring more
 * requests, so the walk begins anew after each, for a while. */
void
http_from_cache(struct http *h, struct host *s)
{
	int64_t end = clock_ns() + TURN;
	struct cache_entry c;
	struct request *r;

	while ((r = untried(s)) && clock_ns() < end) {
		r->cache_tried = true;
		c.damaged = c.denied = false;
		if (h->cache && cache_load(h->cache, &c, r->url)) {
			if (fresh(h, r, &c)) {
				http_dequeue(r);
				replay(h, r, &c);
				continue;
			}
			(void)close(c.fd);
		}
		if (c.damaged)
			report_damage(h, r, &c);
		if (h->o.offline) {
			http_dequeue(r);
			refuse(h, r, &c);
		}
	}
	if (r)
		h->changed = true;
}

void
http_forget(struct http *h, const char *url)
{
	if (h->cache && !h->o.offline)
		cache_forget(h->cache, url);
}

/* "Not modified": the cache has the answer. False when that is none, because
 * nobody asked or the entry has gone since. */
bool
http_unchanged(struct http *h, struct transfer *t, CURLcode code)
{
	struct request *r = t->request;
	struct cache_entry c;

	if (code != CURLE_OK || t->status != 304 || !t->conditional)
		return false;
	if (cache_load(h->cache, &c, r->url)) {
		cache_touch(h->cache, r->url);
		replay(h, r, &c);
	} else {
		if (c.damaged)
			report_damage(h, r, &c);
		r->anew = true;
		http_enqueue(h, r);
	}
	return true;
}
