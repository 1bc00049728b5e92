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

/* When all connections of a host are in use elsewhere: nobody tells when one
 * is free again. */
#define CROWDED (SECOND / 100)

/* Requests per second: of a host that bears so few, the one that it answers
 * should not go to its robots.txt; that costs no slot there. */
#define RARE (1.0 / 60)

/* Redirects may lead to any number of hosts, and each costs a file: so many of
 * them have their budget kept. */
#define HOSTS_LED_TO 64

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
	h->begun = o->begun ? strtoll(o->begun, NULL, 10) : 0;
	if (h->begun <= 0)
		h->begun = clock_wall();
	buf_init(&h->agent, 512);
	buf_init(&h->token, 1 << 16);
	if (o->cache_dir && !(h->cache = cache_open(o->cache_dir, e))) {
		free(h);
		return NULL;
	}
	/* Ours: libcurl would take memory that is out for a fault of the
	 * server, and the job would go on without what it sent. */
	(void)curl_global_init_mem(
		CURL_GLOBAL_DEFAULT, xmalloc, free, xrealloc, xstrdup, xcalloc);
	h->multi = curl_multi_init();
	h->connect_to = connect_to_list(o->connect_to);
	buf_puts(&h->agent, "cf/" CF_VERSION " (");
	if (*CF_PROJECT_URL)
		buf_puts(&h->agent, "+" CF_PROJECT_URL "; ");
	buf_puts(&h->agent, "conference paper metadata");
	if (o->contact && *o->contact && !strpbrk(o->contact, "\r\n"))
		buf_printf(&h->agent, "; mailto:%s", o->contact);
	buf_putc(&h->agent, ')');
	return h;
}

void
http_close(struct http *h)
{
	if (!h)
		return;
	dblp_close(h);
	http_robots_close(h);
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
	s->rare = rule.rate < RARE;
	return s;
}

/* The host of an address, a new one if there are not yet so many; or NULL. */
static struct host *
host_of(struct http *h, const char *url, size_t most)
{
	struct host **s;
	struct buf name;
	size_t n = 0;

	buf_init(&name, LIMIT_URL);
	(void)url_host(&name, url);
	for (s = &h->hosts; *s; s = &(*s)->next, n++) {
		if (strcmp((*s)->name, buf_str(&name)) == 0)
			break;
	}
	if (!*s && n < most)
		*s = host_new(h, buf_str(&name));
	buf_free(&name);
	return *s;
}

struct host *
http_led_to(struct http *h, const char *url)
{
	return host_of(h, url, HOSTS_LED_TO);
}

struct host *
http_out_of_turn(struct http *h, const char *url)
{
	struct host *s = http_led_to(h, url);

	if (s)
		(void)throttle_take(s->throttle);
	return s;
}

void
http_enqueue(struct http *h, struct request *r)
{
	struct host *s = r->host;

	r->next = NULL;
	h->changed = true;
	*s->tail = r;
	s->tail = &r->next;
}

void
http_dequeue(struct request *r)
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
	h->left++;
	if (dblp_take(h, r))
		return;
	r->host = host_of(h, r->url, SIZE_MAX);
	r->attempt = 0;
	r->not_before = 0;
	r->status = 0;
	r->login_tried = r->cache_tried = r->anew = r->allowed = false;
	http_enqueue(h, r);
}

void
http_finish(struct http *h, struct request *r, const struct err *e)
{
	h->left--;
	h->changed = true; /* a transfer is free */
	r->ops->done(r, e);
}

/* --- the end of a transfer --- */

/* Logs in once for a request; true when it is worth another try. *later: it
 * failed now and may do later. */
static bool
login(struct http *h, struct transfer *t, struct err *e, bool *later)
{
	struct request *r = t->request;
	uint64_t before = h->counts.requests;
	int failed;

	if (r->login_tried || !auth_known_host(r->host->name) ||
		http_login_fresh(h, t->bearer))
		return false;
	failed = http_login(h, r, t->bearer, &t->retry_after, e);
	r->host->counts.requests += h->counts.requests - before;
	if (!failed) {
		r->login_tried = true;
		r->attempt--; /* that was no failure */
		return true;
	}
	*later = e->verdict == V_RETRY_LATER;
	return false;
}

static void
try_again(struct http *h, struct request *r, int64_t retry_after,
	const struct err *e)
{
	int64_t wait = retry_delay(r->attempt, retry_after, h->o.max_wait);

	r->not_before = clock_ns() + wait;
	msg_note("%s; trying again in %.1f s", e->text,
		(double)wait / (double)SECOND);
	http_enqueue(h, r);
}

/* The server wants to be left alone for longer than we would wait. */
static void
give_up(struct http *h, struct request *r, int64_t seconds)
{
	struct err e = {0};

	outcome_later(r->url, seconds, &e);
	http_finish(h, r, &e);
}

static void
conclude(struct http *h, struct transfer *t, CURLcode code)
{
	struct request *r = t->request;
	struct err e = {0};
	bool again = false;

	transfer_limits(t);
	transfer_leave(h, t);
	r->status = t->status;
	if (http_unchanged(h, t, code))
		return;
	if (transfer_end(t, code, &e, &again) == 0)
		http_finish(h, r, NULL);
	else if (e.verdict == V_LOGIN && login(h, t, &e, &again))
		http_enqueue(h, r);
	else if (again && t->retry_after > h->o.max_wait)
		give_up(h, r, t->retry_after);
	else if (again && r->attempt <= h->o.retries)
		try_again(h, r, t->retry_after, &e);
	else
		http_finish(h, r, &e);
}

/* --- the loop --- */

/* Gives the host a slot for a request, unless it has one. False: the next comes
 * later than the user would wait, and the request is ended. */
static bool
slot_for(struct http *h, struct host *s, struct request *r, int64_t now)
{
	int64_t away = 0;

	if (r->aside && s->rare)
		s->slot = now;
	if (!s->slot || throttle_late(s->throttle, s->slot))
		s->slot = throttle_take_near(
			s->throttle, h->o.max_wait * SECOND, &away);
	if (!away)
		return true;
	s->slot = 0;
	http_dequeue(r);
	give_up(h, r, away / SECOND);
	return false;
}

/* The first request of a queue that is the web's to answer: what the cache was
 * not asked for yet may be there. */
static struct request *
unanswered(const struct http *h, const struct host *s)
{
	struct request *r = s->head;

	while (r && (h->cache || h->o.offline) && !r->cache_tried)
		r = r->next;
	return r;
}

/* Starts what may start on one host; returns when to look again. */
static int64_t
host_work(struct http *h, struct host *s, int64_t now)
{
	int64_t next = now + SECOND, pause, robots;
	struct request *r, *after;

	if (h->cache || h->o.offline)
		http_from_cache(h, s);
	robots = http_robots(h, s);
	next = robots < next ? robots : next;
	pause = throttle_paused(s->throttle);
	throttle_alive(s->throttle);
	if (s->draining && s->active)
		return next;
	s->draining = false;
	if (pause > now)
		s->slot = 0; /* those who waited shall not all go at once */
	r = unanswered(h, s);
	if (r && (pause - now) / SECOND > h->o.max_wait) {
		http_dequeue(r);
		give_up(h, r, (pause - now) / SECOND);
		return now;
	}
	for (r = s->head; r && s->active < s->max; r = after) {
		int64_t at = r->not_before > pause ? r->not_before : pause;

		after = r->next;
		if (http_held(h, r) || (h->cache && !r->cache_tried))
			continue;
		if (at <= now && !slot_for(h, s, r, now))
			return now;
		if (at <= now && s->slot > now)
			return s->slot < next ? s->slot : next;
		if (at > now) {
			next = at < next ? at : next;
			continue;
		}
		if (!throttle_enter(s->throttle, s->max))
			return now + CROWDED;
		s->slot = 0;
		http_dequeue(r);
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

/* Ends the transfers that take too long. */
static void
collect_late(struct http *h)
{
	int64_t step = watch_step(h);

	for (struct transfer *t = h->transfers; t; t = t->next) {
		if (t->busy && watch_late(t, step))
			conclude(h, t, CURLE_OPERATION_TIMEDOUT);
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
		transfer_leave(h, t);
		cache_drop(t->write);
		t->write = NULL;
		http_finish(h, t->request, &e);
	}
	for (struct host *s = h->hosts; s; s = s->next) {
		while (s->head) {
			struct request *r = s->head;

			http_dequeue(r);
			http_finish(h, r, &e);
		}
	}
	dblp_drop(h, &e);
}

void
http_alive(void *http)
{
	struct http *h = http;

	for (struct host *s = h->hosts; s; s = s->next)
		throttle_alive(s->throttle);
	if (h->tick)
		(void)h->tick(h->tick_ctx);
}

int
http_run(struct http *h, int (*tick)(void *), void *ctx)
{
	int64_t now = clock_ns();
	int running = 0, r = 0;

	h->tick = tick;
	h->tick_ctx = ctx;
	while (h->left) {
		int64_t next, slept;

		h->changed = false;
		next = dblp_work(h, now);
		for (struct host *s = h->hosts; s; s = s->next) {
			int64_t t = host_work(h, s, now);

			next = t < next ? t : next;
		}
		(void)curl_multi_perform(h->multi, &running);
		collect(h);
		collect_late(h);
		if ((r = tick(ctx)) != 0)
			break;
		slept = clock_ns();
		if (running && next > slept + LOOK)
			next = slept + LOOK;
		if (next > slept && h->left && !h->changed)
			(void)curl_multi_poll(h->multi, NULL, 0,
				(int)((next - slept + 999999) / 1000000), NULL);
		now = clock_ns();
		http_slept(h, running > 0, now - slept);
	}
	return r;
}
