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
	h->counts.cached++;
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
 * future (the clock was wrong) has no age. */
static bool
fresh(const struct http *h, const struct request *r,
	const struct cache_entry *c)
{
	int64_t age = clock_wall() - c->retrieved;

	if (h->o.offline)
		return true;
	return !h->o.refresh &&
	       (r->max_age < 0 || (age >= 0 && age < r->max_age));
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

/* Takes from a host's queue what needs no asking: what the cache answers, and
 * with --offline everything else, which fails. Each answer may bring more
 * requests, so the walk begins anew after each, for a while. */
void
http_from_cache(struct http *h, struct host *s)
{
	int64_t end = clock_ns() + TURN;
	struct cache_entry c;
	struct err e = {0};
	struct request *r;

	while ((r = untried(s)) && clock_ns() < end) {
		r->cache_tried = true;
		if (h->cache && cache_get(h->cache, &c, r->url)) {
			if (fresh(h, r, &c)) {
				http_dequeue(r);
				replay(h, r, &c);
				continue;
			}
			(void)close(c.fd);
		}
		if (h->o.offline) {
			http_dequeue(r);
			err_set(&e, V_FAILED,
				"'%s' is not in the cache, and --offline asks "
				"nothing of the web",
				r->url);
			http_finish(h, r, &e);
		}
	}
	if (r)
		h->changed = true;
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
	if (cache_get(h->cache, &c, r->url)) {
		cache_touch(h->cache, r->url);
		replay(h, r, &c);
	} else {
		r->anew = true;
		http_enqueue(h, r);
	}
	return true;
}
