/*
 * http.c - many requests, a few at a time, with libcurl's multi interface.
 *
 * A request waits in its host's queue until a transfer is free and the
 * throttle grants it a slot; its body goes to the parser as it arrives and,
 * aside, to the cache; a failure that can pass is tried again after a delay
 * (retry.c). An answer that the cache holds costs no slot. Everything is
 * bounded: concurrency per host, size of a body, redirects, waits.
 */
#include <unistd.h>

#include "http_private.h"
#include "registry.h"

/* With HTTP/2, libcurl 7.88 may hold data of one stream that it read while it
 * served another, and no socket event tells of it: look at least this often
 * (seen as stalls of a whole poll time-out, 2026-11). */
#define LOOK (SECOND / 20)
/* The longest time spent on cached answers before the web is looked at. */
#define TURN (SECOND / 4)

const struct fetch_counts *
http_counts(const struct http *h)
{
	return &h->counts;
}

bool
http_offline(const struct http *h)
{
	return h->o.offline;
}

static struct curl_slist *
connect_to_list(const char *spec)
{
	struct curl_slist *list = NULL;
	char *copy = xstrdup(spec ? spec : ""), *save = NULL;

	for (char *p = strtok_r(copy, " ,", &save); p;
		p = strtok_r(NULL, " ,", &save))
		list = curl_slist_append(list, p);
	free(copy);
	return list;
}

struct http *
http_open(const struct fetch_options *o, struct err *e)
{
	struct http *h = xcalloc(1, sizeof(*h));

	h->o = *o;
	buf_init(&h->agent, 512);
	buf_init(&h->token, 1 << 16);
	if (o->cache_dir && !(h->cache = cache_open(o->cache_dir, e))) {
		free(h);
		return NULL;
	}
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	h->multi = curl_multi_init();
	h->connect_to = connect_to_list(o->connect_to);
	buf_puts(&h->agent, "cf/" CF_VERSION " (conference paper metadata");
	if (o->contact && *o->contact)
		buf_printf(&h->agent, "; mailto:%s", o->contact);
	buf_putc(&h->agent, ')');
	return h;
}

void
http_close(struct http *h)
{
	if (!h)
		return;
	for (struct transfer *t = h->transfers, *next; t; t = next) {
		next = t->next;
		if (t->busy)
			(void)curl_multi_remove_handle(h->multi, t->easy);
		transfer_free(t);
	}
	for (struct host *s = h->hosts, *next; s; s = next) {
		next = s->next;
		throttle_close(s->throttle);
		free(s->name);
		free(s);
	}
	curl_slist_free_all(h->connect_to);
	(void)curl_multi_cleanup(h->multi);
	curl_global_cleanup();
	cache_close(h->cache);
	buf_free(&h->agent);
	buf_free(&h->token);
	free(h);
}

/* --- queues --- */

static struct host *
host_new(struct http *h, const char *name)
{
	struct host_rule rule = host_rule(name);
	struct host *s = xcalloc(1, sizeof(*s));
	struct err e = {0};

	s->name = xstrdup(name);
	s->throttle = throttle_open(
		s->name, h->o.rate > 0 ? h->o.rate : rule.rate, &e);
	if (*e.text && !h->warned_throttle && !h->o.offline) {
		h->warned_throttle = true;
		msg_warn("requests of other processes are not counted in the "
			 "rate: %s",
			e.text);
	}
	if (h->o.rate > rule.rate && !h->o.offline && !h->warned_rate) {
		h->warned_rate = true;
		msg_warn("--rate %g is more than '%s' is known to bear: %g a "
			 "second",
			h->o.rate, s->name, rule.rate);
	}
	s->max = h->o.connections > 0 ? h->o.connections : rule.connections;
	s->tail = &s->head;
	return s;
}

static struct host *
host_of(struct http *h, const char *url)
{
	struct host *s;
	struct buf name;

	buf_init(&name, LIMIT_URL);
	(void)url_host(&name, url);
	for (s = h->hosts; s; s = s->next) {
		if (strcmp(s->name, buf_str(&name)) == 0)
			break;
	}
	if (!s) {
		s = host_new(h, buf_str(&name));
		s->next = h->hosts;
		h->hosts = s;
	}
	buf_free(&name);
	return s;
}

static void
enqueue(struct http *h, struct request *r)
{
	struct host *s = r->host;

	r->next = NULL;
	h->changed = true;
	*s->tail = r;
	s->tail = &r->next;
}

static void
dequeue(struct request *r)
{
	struct host *s = r->host;
	struct request **p = &s->head;

	while (*p != r)
		p = &(*p)->next;
	*p = r->next;
	if (s->tail == &r->next)
		s->tail = p;
}

void
http_add(struct http *h, struct request *r)
{
	r->host = host_of(h, r->url);
	r->attempt = 0;
	r->not_before = 0;
	r->login_tried = r->cache_tried = r->anew = false;
	h->left++;
	enqueue(h, r);
}

static void
finish(struct http *h, struct request *r, const struct err *e)
{
	h->left--;
	h->changed = true; /* a transfer is free */
	r->ops->done(r, e);
}

/* --- the cache --- */

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
		finish(h, r, NULL);
	} else if (h->o.offline || r->anew) {
		finish(h, r, &e);
	} else {
		msg_note("%s: asking for it anew", e.text);
		r->anew = true;
		enqueue(h, r);
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
static void
from_cache(struct http *h, struct host *s)
{
	int64_t end = clock_ns() + TURN;
	struct cache_entry c;
	struct err e = {0};
	struct request *r;

	while ((r = untried(s)) && clock_ns() < end) {
		r->cache_tried = true;
		if (h->cache && cache_get(h->cache, &c, r->url)) {
			if (fresh(h, r, &c)) {
				dequeue(r);
				replay(h, r, &c);
				continue;
			}
			(void)close(c.fd);
		}
		if (h->o.offline) {
			dequeue(r);
			err_set(&e, V_FAILED,
				"'%s' is not in the cache, and --offline asks "
				"nothing of the web",
				r->url);
			finish(h, r, &e);
		}
	}
	if (r)
		h->changed = true;
}

/* --- the end of a transfer --- */

/* Logs in once for a request; true when it is worth another try. *later: it
 * failed now and may do later. */
static bool
login(struct http *h, struct transfer *t, struct err *e, bool *later)
{
	struct request *r = t->request;

	if (r->login_tried || !auth_known_host(r->host->name) ||
		http_login_fresh(h, t->bearer))
		return false;
	if (http_login(h, t->bearer, e) == 0) {
		r->login_tried = true;
		r->attempt--; /* that was no failure */
		return true;
	}
	*later = e->verdict == V_RETRY_LATER;
	return false;
}

/* "Not modified": the cache has the answer. False when that is none, because
 * nobody asked or the entry has gone since. */
static bool
unchanged(struct http *h, struct transfer *t, CURLcode code)
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
		enqueue(h, r);
	}
	return true;
}

static void
try_again(struct http *h, struct request *r, int64_t retry_after,
	const struct err *e)
{
	int64_t wait = retry_delay(r->attempt, retry_after, h->o.max_wait);

	r->not_before = clock_ns() + wait;
	msg_note("%s; trying again in %.1f s", e->text,
		(double)wait / (double)SECOND);
	enqueue(h, r);
}

/* The server wants to be left alone for longer than we would wait. */
static void
give_up(struct http *h, struct request *r, int64_t seconds)
{
	struct err e = {0};

	err_set(&e, V_RETRY_LATER,
		"'%s' asks to come back in %lld s, longer than --max-wait: run "
		"the same command again then",
		r->url, (long long)seconds);
	finish(h, r, &e);
}

static void
conclude(struct http *h, struct transfer *t, CURLcode code)
{
	struct request *r = t->request;
	struct err e = {0};
	bool again = false;

	transfer_limits(t);
	(void)curl_multi_remove_handle(h->multi, t->easy);
	t->busy = false;
	r->host->active--;
	if (unchanged(h, t, code))
		return;
	if (transfer_end(t, code, &e, &again) == 0)
		finish(h, r, NULL);
	else if (e.verdict == V_LOGIN && login(h, t, &e, &again))
		enqueue(h, r);
	else if (again && t->retry_after > h->o.max_wait)
		give_up(h, r, t->retry_after);
	else if (again && r->attempt <= h->o.retries)
		try_again(h, r, t->retry_after, &e);
	else
		finish(h, r, &e);
}

/* --- the loop --- */

/* Starts what may start on one host; returns when to look again. */
static int64_t
host_work(struct http *h, struct host *s, int64_t now)
{
	int64_t next = now + SECOND, pause;
	struct request *r, *after;

	if (h->cache || h->o.offline)
		from_cache(h, s);
	pause = throttle_paused(s->throttle);
	if (pause > now)
		s->slot = 0; /* those who waited shall not all go at once */
	if (s->head && (pause - now) / SECOND > h->o.max_wait) {
		r = s->head;
		dequeue(r);
		give_up(h, r, (pause - now) / SECOND);
		return now;
	}
	for (r = s->head; r && s->active < s->max; r = after) {
		int64_t at = r->not_before > pause ? r->not_before : pause;

		after = r->next;
		if (at <= now && !s->slot)
			s->slot = throttle_take(s->throttle);
		if (at <= now && s->slot > now)
			return s->slot < next ? s->slot : next;
		if (at > now) {
			next = at < next ? at : next;
			continue;
		}
		s->slot = 0;
		dequeue(r);
		transfer_start(h, r);
	}
	return next;
}

static void
collect(struct http *h)
{
	struct CURLMsg *m;
	int n;

	while ((m = curl_multi_info_read(h->multi, &n))) {
		char *arg = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &arg);
		conclude(h, (struct transfer *)(void *)arg, m->data.result);
	}
}

void
http_drop(struct http *h)
{
	struct err e = {0};

	err_set(&e, V_FAILED, "not wanted any more");
	for (struct transfer *t = h->transfers; t; t = t->next) {
		if (!t->busy)
			continue;
		(void)curl_multi_remove_handle(h->multi, t->easy);
		t->busy = false;
		t->request->host->active--;
		cache_drop(t->write);
		t->write = NULL;
		finish(h, t->request, &e);
	}
	for (struct host *s = h->hosts; s; s = s->next) {
		while (s->head) {
			struct request *r = s->head;

			dequeue(r);
			finish(h, r, &e);
		}
	}
}

int
http_run(struct http *h, int (*tick)(void *), void *ctx)
{
	int64_t now = clock_ns();
	int running = 0, r = 0;

	while (h->left) {
		int64_t next = now + SECOND, slept;

		h->changed = false;
		for (struct host *s = h->hosts; s; s = s->next) {
			int64_t t = host_work(h, s, now);

			next = t < next ? t : next;
		}
		(void)curl_multi_perform(h->multi, &running);
		collect(h);
		if ((r = tick(ctx)) != 0)
			break;
		slept = clock_ns();
		if (running && next > slept + LOOK)
			next = slept + LOOK;
		if (next > slept && h->left && !h->changed)
			(void)curl_multi_poll(h->multi, NULL, 0,
				(int)((next - slept + 999999) / 1000000), NULL);
		now = clock_ns();
		if (running)
			h->counts.wait_net_ns += now - slept;
		else
			h->counts.wait_rate_ns += now - slept;
	}
	return r;
}
