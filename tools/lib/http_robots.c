/*
 * http_robots.c - robots.txt is asked for before the first page of a site.
 *
 * A site is a scheme, host and port. Its robots.txt comes through the cache, as
 * any answer, and holds for a day; that a site has none is kept there too. The
 * pages in the queue wait for it, and no page that the cache answers does. A
 * site whose robots.txt cannot be had (a failing server, no connection) is held
 * to be closed, as RFC 9309 says, unless the cache has an older one; a refusal
 * or its absence (4xx) means that there are no rules. Where redirects lead is
 * not looked at. These requests do not count in what a job reports.
 *
 * Processes that start together and share a cache fetch it once: one has the
 * claim and asks, the others wait until it is in the cache, or for CLAIM_MAX
 * (the one may be stopped).
 */
#include <unistd.h>

#include "http_private.h"

#define AGENT "cf"
#define DAY (24 * 3600)
#define CLAIM_MAX (30 * SECOND)
#define CLAIM_LOOK (SECOND / 20)

struct site {
	struct site *next;
	struct http *http;
	char *origin; /* "https://host:port" */
	struct request request;
	struct buf body;
	struct robots *rules;
	int64_t known; /* when they were read */
	int64_t since; /* when another process was first seen to ask; 0: none */
	int64_t look;  /* when to see again whether it has it */
	bool asked;    /* the request is under way */
	bool claimed;  /* other processes wait for it */
};

static struct site *
site_of(struct http *h, const char *url)
{
	const char *end = strstr(url, "://");
	size_t n = end ? (size_t)(end - url) + 3 : 0;
	struct site *s;

	n += strcspn(url + n, "/?#");
	for (s = h->sites; s; s = s->next) {
		if (strlen(s->origin) == n && strncmp(s->origin, url, n) == 0)
			return s;
	}
	s = xcalloc(1, sizeof(*s));
	s->http = h;
	s->origin = xstrndup(url, n);
	buf_init(&s->body, LIMIT_ROBOTS + 1);
	s->next = h->sites;
	h->sites = s;
	return s;
}

static bool
known(const struct site *s)
{
	return s->rules && clock_ns() - s->known < DAY * SECOND;
}

static void
learn(struct site *s)
{
	struct http *h = s->http;
	double delay;

	robots_free(s->rules);
	s->rules = robots_parse(buf_str(&s->body), s->body.len, AGENT);
	s->known = clock_ns();
	h->changed = true;
	delay = robots_delay(s->rules);
	if (delay <= 0)
		return;
	throttle_slow(s->request.host->throttle, 1 / delay);
	msg_note("'%s' wants %g s between two requests", s->request.url, delay);
}

/* --- the request --- */

static int
on_begin(struct request *r, const struct response *about)
{
	struct site *s = r->ctx;

	(void)about;
	buf_reset(&s->body);
	return 0;
}

/* One byte more than counts tells the reader that a line may be cut. */
static int
on_data(struct request *r, const char *bytes, size_t n)
{
	struct site *s = r->ctx;
	size_t room = LIMIT_ROBOTS + 1 - s->body.len;

	(void)buf_add(&s->body, bytes, n < room ? n : room);
	return n < room ? 0 : -1;
}

static int
on_end(struct request *r, bool whole, struct err *e)
{
	(void)r;
	(void)whole;
	(void)e;
	return 0;
}

/* The answer says that there is none for us; it is kept as an empty one. */
static bool
none_there(struct site *s, const struct err *e)
{
	const struct request *r = &s->request;
	struct cache_entry about = {.retrieved = clock_wall()};

	if (e->verdict == V_RETRY_LATER || r->status <= 200 || r->status >= 500)
		return false;
	buf_reset(&s->body);
	(void)snprintf(about.url, sizeof(about.url), "%s", r->url);
	if (s->http->cache)
		(void)cache_commit(
			cache_begin(s->http->cache, r->url), &about, NULL);
	return true;
}

/* An answer of more than a day ago is better than none. */
static bool
old_one(struct site *s)
{
	struct cache_entry c;
	char block[4096];
	ssize_t n;

	if (!s->http->cache || !cache_get(s->http->cache, &c, s->request.url))
		return false;
	buf_reset(&s->body);
	while ((n = read(c.fd, block, sizeof(block))) > 0 &&
		on_data(&s->request, block, (size_t)n) == 0)
		;
	(void)close(c.fd);
	return n >= 0;
}

/* What waited for it fails with it. */
static void
fail(struct site *s, const struct err *why)
{
	struct host *host = s->request.host;
	struct err e = {0};
	struct request *r;

	/* Where nobody answers, robots.txt is not what is in the way. */
	if (!why->status)
		e = *why;
	else
		err_set(&e, why->verdict,
			"%.600s; without its robots.txt nothing is asked of a "
			"site, but with --ignore-robots",
			why->text);
	do {
		for (r = host->head; r; r = r->next) {
			if (http_held(s->http, r) &&
				site_of(s->http, r->url) == s)
				break;
		}
		if (r) {
			http_dequeue(r);
			http_finish(s->http, r, &e);
		}
	} while (r);
}

static void
on_done(struct request *r, const struct err *e)
{
	struct site *s = r->ctx;

	if (!e || none_there(s, e) || old_one(s))
		learn(s);
	else
		fail(s, e);
	s->asked = false;
	if (s->claimed)
		throttle_disclaim(r->host->throttle);
	s->claimed = false;
}

static const struct request_ops ops = {on_begin, on_data, on_end, on_done};

static void
ask(struct site *s)
{
	struct request *r = &s->request;
	struct buf url;

	buf_init(&url, 2 * LIMIT_URL);
	(void)buf_printf(&url, "%s/robots.txt", s->origin);
	free(r->url);
	*r = (struct request){.ops = &ops,
		.url = xstrdup(buf_str(&url)),
		.ctx = s,
		.max_age = DAY,
		.aside = true};
	buf_free(&url);
	s->asked = true;
	http_add(s->http, r);
}

/* Whether it is for this process to ask: nobody else does who would share the
 * answer. */
static bool
our_turn(struct site *s, struct host *host)
{
	int64_t now = clock_ns();

	if (!s->http->cache)
		return true;
	s->claimed = throttle_claim(host->throttle);
	if (!s->claimed && !s->since)
		s->since = now;
	if (!s->claimed && now - s->since < CLAIM_MAX) {
		s->look = now + CLAIM_LOOK;
		return false;
	}
	s->since = 0;
	return true;
}

/* --- the queue --- */

bool
http_held(const struct http *h, const struct request *r)
{
	return r->html && !r->allowed && !h->o.ignore_robots && !h->o.offline;
}

/* Lets a page go, or ends it. */
static void
decide(struct http *h, struct request *r, const struct site *s)
{
	const char *rule = robots_forbids(s->rules, r->url);
	struct err e = {0};

	r->allowed = !rule;
	if (r->allowed)
		return;
	err_set(&e, V_BLOCKED,
		"'%s' is closed to programs by '%s' (Disallow: %.200s): "
		"--ignore-robots asks for it all the same",
		r->url, s->request.url, rule);
	http_dequeue(r);
	http_finish(h, r, &e);
}

/* The first page of a queue that has something to be done for it. One that the
 * cache may still answer is left. *next: when another one may have. */
static struct request *
waiting(struct http *h, const struct host *s, struct site **site, int64_t now,
	int64_t *next)
{
	struct request *r;

	for (r = s->head; r; r = r->next) {
		if (!http_held(h, r) || (h->cache && !r->cache_tried))
			continue;
		*site = site_of(h, r->url);
		if (!(*site)->asked && (*site)->look <= now)
			break;
		if (!(*site)->asked && (*site)->look < *next)
			*next = (*site)->look;
	}
	return r;
}

int64_t
http_robots(struct http *h, struct host *s)
{
	int64_t now = clock_ns(), end = now + TURN, next = INT64_MAX;
	struct site *site;
	struct request *r;

	while ((r = waiting(h, s, &site, now, &next))) {
		if (clock_ns() >= end) {
			h->changed = true;
			break;
		}
		if (known(site))
			decide(h, r, site);
		else if (our_turn(site, s))
			ask(site);
	}
	return next;
}

void
http_robots_close(struct http *h)
{
	for (struct site *s = h->sites, *next; s; s = next) {
		next = s->next;
		robots_free(s->rules);
		buf_free(&s->body);
		free(s->request.url);
		free(s->origin);
		free(s);
	}
}
