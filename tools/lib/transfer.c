/*
 * transfer.c - one transfer with libcurl: its options, its callbacks, what its
 * end means. A body goes to the parser and to the cache as it arrives.
 */
#include <ctype.h>
#include <strings.h>
#include <unistd.h>

#include "http_private.h"

/* As curl's own. With libcurl 7.88's default of 16 kB the end of an HTTP/2
 * answer of just about that size is not seen, ever (2026-11). */
#define BUFFER 102400L

static int
begin(struct transfer *t)
{
	struct response about = {0};
	char *url = NULL, *type = NULL;

	(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	(void)curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &type);
	about.url = url ? url : t->request->url;
	about.type = type ? type : "";
	about.retrieved = clock_wall();
	t->begun = true;
	if (t->status != 206)
		t->request->have = 0;
	if (t->http->cache && !t->request->bulk)
		t->write = cache_begin(t->http->cache, t->request->url);
	return t->request->ops->begin(t->request, &about);
}

/* Whether this is an answer: the body, or the rest of it that was asked for. */
static bool
answered(struct transfer *t)
{
	const struct request *r = t->request;

	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &t->status);
	return t->status == 200 ||
	       (t->status == 206 && r->have && t->range >= 0 &&
		       (t->begun || (uint64_t)t->range == r->have));
}

static size_t
on_body(char *s, size_t one, size_t n, void *arg)
{
	struct transfer *t = arg;

	(void)one;
	t->http->counts.bytes += n;
	t->request->host->counts.bytes += n;
	t->size += n;
	if (watch_excess(t))
		return 0;
	if (!answered(t))
		return n; /* what an error page says is not wanted */
	if (!t->begun && begin(t) < 0) {
		t->stopped = true;
		return 0;
	}
	if (t->write)
		cache_add(t->write, s, n);
	if (t->request->ops->data(t->request, s, n) != 0) {
		t->stopped = true;
		return 0;
	}
	return n;
}

/* From https no redirect leads to http, whatever the first address was. */
static void
set_redirects(CURL *c, const char *url)
{
	bool secure = strncmp(url, "https:", 6) == 0;

#if LIBCURL_VERSION_NUM >= 0x075500
	(void)curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR,
		secure ? "https" : "http,https");
#else
	(void)curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS,
		secure ? CURLPROTO_HTTPS : CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

/* Validators for the cache, and what the server says of its limits. */
static size_t
on_header(char *s, size_t one, size_t n, void *arg)
{
	struct transfer *t = arg;
	char value[32], *url = NULL;

	(void)one;
	t->head += n;
	if (watch_excess(t))
		return 0;
	if (n > 5 && strncmp(s, "HTTP/", 5) == 0) {
		t->etag[0] = t->modified[0] = '\0';
		t->range = -1;
		t->framed = n <= 7 || s[5] != '1'; /* HTTP/2 always is */
		limits_none(&t->limits);
		(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
		if (url)
			set_redirects(t->easy, url);
	} else if (header_value(s, n, "content-length", value, sizeof(value)) ||
		   header_value(
			   s, n, "transfer-encoding", value, sizeof(value))) {
		t->framed = true;
	} else if (header_value(s, n, "content-range", value, sizeof(value))) {
		if (strncmp(value, "bytes ", 6) == 0)
			t->range = header_number(value + 6);
	} else if (!limits_header(&t->limits, s, n) &&
		   !header_value(s, n, "etag", t->etag, sizeof(t->etag))) {
		(void)header_value(s, n, "last-modified", t->modified,
			sizeof(t->modified));
	}
	return n;
}

/* The options of a handle that are the same for all its requests, logins
 * included: they are set once, the rest costs thousands of pages less. */
void
transfer_options(struct http *h, CURL *c, char *detail)
{
	const char *ca = h->o.cacert ? h->o.cacert : getenv("CURL_CA_BUNDLE");

	(void)curl_easy_setopt(c, CURLOPT_ERRORBUFFER, detail);
	(void)curl_easy_setopt(c, CURLOPT_USERAGENT, h->agent.s);
	(void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c, CURLOPT_CONNECT_TO, h->connect_to);
	(void)curl_easy_setopt(
		c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	(void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, h->o.connect_timeout);
	if (ca && *ca)
		(void)curl_easy_setopt(c, CURLOPT_CAINFO, ca);
	(void)curl_easy_setopt(
		c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)LIMIT_BODY);
	debug_options(c);
#if LIBCURL_VERSION_NUM >= 0x075500
	(void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	(void)curl_easy_setopt(
		c, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

/* A free transfer, or a new one. */
static struct transfer *
transfer_get(struct http *h)
{
	struct transfer *t;
	CURL *c;

	for (t = h->transfers; t; t = t->next) {
		if (!t->busy)
			return t;
	}
	t = xcalloc(1, sizeof(*t));
	t->http = h;
	t->easy = c = curl_easy_init();
	t->next = h->transfers;
	h->transfers = t;
	transfer_options(h, c, t->detail);
	(void)curl_easy_setopt(c, CURLOPT_PRIVATE, t);
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	(void)curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	(void)curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	(void)curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	(void)curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)LIMIT_REDIRECTS);
	(void)curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
	(void)curl_easy_setopt(c, CURLOPT_BUFFERSIZE, BUFFER);
	(void)curl_easy_setopt(c, CURLOPT_PIPEWAIT, 1L);
	guard_options(t);
	return t;
}

/* What depends on the address. */
static void
set_url(CURL *c, const char *url)
{
	(void)curl_easy_setopt(c, CURLOPT_URL, url);
	set_redirects(c, url);
	(void)curl_easy_setopt(c, CURLOPT_VERBOSE, msg_verbose > 2 ? 1L : 0L);
}

/* The token goes to the hosts that gave it, and never in the clear, whatever
 * a page may link to. libcurl does not send it on to another host. */
static void
header_token(struct http *h, struct transfer *t, struct buf *line)
{
	t->bearer = 0;
	if (!auth_known_host(t->request->host->name) ||
		strncmp(t->request->url, "https:", 6) != 0 ||
		auth_cached(&h->token) <= 0)
		return;
	t->bearer = hash_bytes(h->token.s, h->token.len);
	buf_printf(line, "Authorization: Bearer %s", h->token.s);
	t->headers = curl_slist_append(t->headers, line->s);
	/* Not even with -vvv does a token go to the terminal. */
	(void)curl_easy_setopt(t->easy, CURLOPT_VERBOSE, 0L);
}

/* The user's key for an API: with it no redirect is followed, for libcurl keeps
 * back only Authorization from another host. */
static void
header_apikey(struct http *h, struct transfer *t, struct buf *line)
{
	struct err e = {0};
	int found = apikey_header(line, t->request->url, &e);

	(void)curl_easy_setopt(
		t->easy, CURLOPT_FOLLOWLOCATION, found > 0 ? 0L : 1L);
	if (found > 0) {
		t->headers = curl_slist_append(t->headers, line->s);
		(void)curl_easy_setopt(t->easy, CURLOPT_VERBOSE, 0L);
	} else if (found < 0 && !h->warned_key) {
		h->warned_key = true;
		msg_warn("%s", e.text);
	}
}

/* Asks only whether the answer that the cache holds has changed. */
static void
header_condition(struct http *h, struct transfer *t, struct buf *line)
{
	struct cache_entry old;

	t->conditional = false;
	if (!h->cache || t->request->anew || t->request->bulk ||
		!cache_get(h->cache, &old, t->request->url))
		return;
	(void)close(old.fd);
	buf_reset(line);
	if (*old.etag)
		buf_printf(line, "If-None-Match: %s", old.etag);
	else if (*old.modified)
		buf_printf(line, "If-Modified-Since: %s", old.modified);
	if (!line->len)
		return;
	t->conditional = true;
	t->headers = curl_slist_append(t->headers, line->s);
}

static void
headers_set(struct http *h, struct transfer *t)
{
	struct buf line;

	curl_slist_free_all(t->headers);
	t->headers = NULL;
	buf_init(&line, 1 << 17);
	header_token(h, t, &line);
	header_apikey(h, t, &line);
	header_condition(h, t, &line);
	buf_free(&line);
	(void)curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

/* Tells the handle how large an answer may be, and what of it is wanted. */
static void
set_bulk(struct transfer *t)
{
	const struct request *r = t->request;
	CURL *c = t->easy;
	char range[32];

	if (r->bulk != t->bulk) {
		t->bulk = r->bulk;
		(void)curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE,
			(curl_off_t)watch_limit(t));
		/* A range of what was coded on the way would be another. */
		(void)curl_easy_setopt(
			c, CURLOPT_ACCEPT_ENCODING, r->bulk ? NULL : "");
		(void)curl_easy_setopt(c, CURLOPT_RANGE, NULL);
	}
	if (!r->bulk)
		return;
	(void)snprintf(
		range, sizeof(range), "%llu-", (unsigned long long)r->have);
	(void)curl_easy_setopt(c, CURLOPT_RANGE, r->have ? range : NULL);
}

void
transfer_start(struct http *h, struct request *r)
{
	struct transfer *t = transfer_get(h);
	CURL *c = t->easy;

	t->request = r;
	t->busy = true;
	t->begun = t->stopped = t->astray = false;
	t->size = t->head = 0;
	t->age = t->quiet = t->heard = 0;
	t->detail[0] = t->excess[0] = t->etag[0] = t->modified[0] = '\0';
	t->range = -1;
	limits_none(&t->limits);
	t->began = clock_ns();
	r->attempt++;
	r->host->active++;
	h->counts.requests += !r->aside;
	r->host->counts.requests += !r->aside;
	h->counts.retries += r->attempt > 1;
	r->host->counts.retries += r->attempt > 1;
	set_url(c, r->url);
	set_bulk(t);
	(void)curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 0L);
	headers_set(h, t);
	msg_note("GET %s", r->url);
	(void)curl_multi_add_handle(h->multi, c);
}

void
transfer_leave(struct http *h, struct transfer *t)
{
	struct host *s = t->request->host;

	(void)curl_multi_remove_handle(h->multi, t->easy);
	t->busy = false;
	s->active--;
	throttle_leave(s->throttle);
}

/* Keeps an answer, unless nobody can tell whether it is whole, for it ended
 * with its connection: a list cut short must not be the list for ever. */
static void
cache_keep(struct transfer *t)
{
	struct cache_entry about = {.retrieved = clock_wall()};
	char *type = NULL, *url = NULL;
	struct err e = {0};

	if (!t->write || !t->framed)
		return;
	(void)curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &type);
	(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	(void)snprintf(about.url, sizeof(about.url), "%s",
		url ? url : t->request->url);
	(void)snprintf(about.type, sizeof(about.type), "%s", type ? type : "");
	(void)snprintf(about.etag, sizeof(about.etag), "%s", t->etag);
	(void)snprintf(
		about.modified, sizeof(about.modified), "%s", t->modified);
	if (cache_commit(t->write, &about, &e) < 0 && !t->http->warned_cache) {
		t->http->warned_cache = true;
		msg_warn("%s: going on without", e.text);
	}
	t->write = NULL;
}

/* All workers ask the host more slowly, or a little faster again. */
static void
adapt(const struct host *s, const struct limits *l)
{
	throttle_told(s->throttle, limits_rate(l), l->connections);
	if (l->status == 429 || l->status == 503)
		msg_note("'%s' is asked at %d %% of its rate (it answered %ld)",
			s->name, throttle_refused(s->throttle, l->asked),
			l->status);
	else if (l->status >= 200 && l->status < 400)
		throttle_answered(s->throttle, l->asked);
}

/* Whether no request is left but for those under way, which the server may not
 * have counted yet. */
static bool
used_up(const struct host *s, const struct limits *l)
{
	return l->reset > 0 && l->remaining >= 0 && l->remaining < s->max &&
	       (!l->remaining || (uint64_t)l->remaining <
					 throttle_busy(s->throttle, s->max));
}

int64_t
http_limits(struct http *h, struct host *s, struct limits *l, int attempt)
{
	bool refused = l->status == 429 || l->status == 503;
	int64_t pause = 0, retry_after;

	limits_settle(l);
	retry_after = l->retry > 0 ? l->retry : -1;
	/* Not all say it twice. */
	if (refused && retry_after < 0 && used_up(s, l))
		retry_after = l->reset;
	if (refused)
		pause = retry_delay(attempt, retry_after, h->o.max_wait);
	else if (used_up(s, l))
		pause = retry_delay(1, l->reset, h->o.max_wait);
	adapt(s, l);
	if (pause > 0) {
		throttle_pause(s->throttle, clock_ns() + pause);
		msg_note("'%s' is left alone for %.1f s (it answered %ld)",
			s->name, (double)pause / (double)SECOND, l->status);
	}
	return retry_after;
}

void
transfer_limits(struct transfer *t)
{
	const struct request *r = t->request;
	struct host *led;
	char *url = NULL;
	long redirects = 0;

	t->status = 0;
	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &t->status);
	t->limits.status = t->status;
	t->limits.asked = t->began;
	t->retry_after = http_limits(t->http, r->host, &t->limits, r->attempt);
	/* It was the last host that said so, and others may ask that one; the
	 * first would only lead there again. */
	(void)curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_COUNT, &redirects);
	(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	led = redirects > 0 && url ? http_led_to(t->http, url) : NULL;
	if (led && led != r->host)
		(void)http_limits(t->http, led, &t->limits, r->attempt);
}

/* A refusal by a host that knows our users by a key is for them to settle. */
static void
explain_refusal(const char *host, struct err *e)
{
	size_t n = strlen(e->text);
	struct buf hint;

	buf_init(&hint, 256);
	if (auth_known_host(host)) {
		e->verdict = V_LOGIN;
	} else if (apikey_hint(&hint, host)) {
		e->verdict = V_LOGIN;
		(void)snprintf(e->text + n, sizeof(e->text) - n, ": %s",
			buf_str(&hint));
	}
	buf_free(&hint);
}

/* The verdict on a transfer that was not stopped by its reader. */
static int
judge(struct transfer *t, CURLcode code, struct err *e, bool *again)
{
	struct outcome o = {
		.curl = (int)code, .status = t->status, .detail = t->detail};
	struct request *r = t->request;
	curl_off_t sent = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent);
	o.connected = sent > 0;
	if (code == CURLE_OK && answered(t)) {
		/* The reader sees an empty body too. */
		if (r->ops->end(r, t->begun || begin(t) == 0, e) == 0)
			return 0;
		*again = e->verdict == V_RETRY_LATER;
		return -1;
	}
	if (t->begun)
		(void)r->ops->end(r, false, NULL);
	if (t->astray)
		return guard_failure(t, e);
	if (*t->excess) { /* libcurl calls that by different names */
		o.curl = CURLE_FILESIZE_EXCEEDED;
		o.detail = t->excess;
	} else if (!*t->detail)
		o.detail = curl_easy_strerror(code);
	else
		debug_hush(t->detail, code);
	*again = outcome_failure(&o, r->url, e);
	if (e->verdict == V_BLOCKED)
		explain_refusal(r->host->name, e);
	return -1;
}

int
transfer_end(struct transfer *t, CURLcode code, struct err *e, bool *again)
{
	int result = 0;

	*again = false;
	if (t->stopped) {
		/* Its reader knows whether that was enough or a fault. */
		result = t->request->ops->end(t->request, false, e);
		*again = result < 0 && e->verdict == V_RETRY_LATER;
	} else {
		result = judge(t, code, e, again);
		if (result == 0)
			cache_keep(t);
	}
	cache_drop(t->write);
	t->write = NULL;
	return result;
}

void
transfer_free(struct transfer *t)
{
	cache_drop(t->write);
	curl_slist_free_all(t->headers);
	curl_easy_cleanup(t->easy);
	free(t);
}
