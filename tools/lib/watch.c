/*
 * watch.c - transfers that take too long, in all or for what they bring, and
 * those that bring too much.
 *
 * libcurl has bounds on time, but its clock runs on while nobody reads: while
 * the reader of our records is slow, or this process is stopped. Here only time
 * counts in which the network was looked at, so that no server is blamed for
 * what it sent and we did not fetch.
 */
#include "http_private.h"

/* While a transfer is under way the network is looked at more often than this;
 * a longer gap is our own. */
#define STEP (SECOND / 10)

int64_t
watch_step(struct http *h)
{
	int64_t now = clock_ns(), step = now - h->watched;

	h->watched = now;
	return step < STEP ? step : STEP;
}

/* The bytes that came, packed as they were; -1: the request is not sent yet.
 * How long that may take is --connect-timeout's. */
static int64_t
received(const struct transfer *t)
{
	curl_off_t sent_at = 0, body = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent_at);
	(void)curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &body);
	return sent_at > 0 ? (int64_t)body + (int64_t)t->head : -1;
}

static int64_t
enough(const struct fetch_options *o)
{
	return (int64_t)o->speed_limit * o->speed_time;
}

/* A window of time begins anew whenever enough has come in it. */
static bool
stalled(struct transfer *t, int64_t step)
{
	const struct fetch_options *o = &t->http->o;
	int64_t now = received(t), wanted = enough(o);

	if (now < t->heard) /* a redirect: counted from the start again */
		t->heard = now < 0 ? 0 : now;
	t->quiet += now < 0 ? 0 : step;
	if (now - t->heard >= wanted) {
		t->heard = now;
		t->quiet = 0;
	}
	return t->quiet > o->speed_time * SECOND;
}

bool
watch_late(struct transfer *t, int64_t step)
{
	const struct fetch_options *o = &t->http->o;

	t->age += step;
	if (o->speed_limit && stalled(t, step))
		(void)snprintf(t->detail, sizeof(t->detail),
			"stalled: fewer than %lld bytes in %ld s "
			"(--speed-limit)",
			(long long)enough(o), o->speed_time);
	else if (!t->bulk && t->age > o->timeout * SECOND)
		(void)snprintf(t->detail, sizeof(t->detail),
			"timed out after %ld s (--timeout)", o->timeout);
	else
		return false;
	/* With HTTP/2 it may be the connection that is dead: no new request
	 * goes there, and it is closed unless others still get answers. */
	t->request->host->draining = true;
	(void)curl_easy_setopt(t->easy, CURLOPT_FORBID_REUSE, 1L);
	return true;
}

uint64_t
watch_limit(const struct transfer *t)
{
	return t->bulk ? LIMIT_RELEASE : LIMIT_BODY;
}

/* A body that was packed far better than anything people write. */
static bool
is_bomb(const struct transfer *t)
{
	curl_off_t packed = 0;

	if (t->size <= LIMIT_DENSE)
		return false;
	(void)curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &packed);
	return t->size / LIMIT_RATIO > (uint64_t)packed;
}

bool
watch_excess(struct transfer *t)
{
	if (t->head > LIMIT_HEADERS)
		(void)snprintf(t->excess, sizeof(t->excess),
			"headers of more than %lu bytes", LIMIT_HEADERS);
	else if (t->size > watch_limit(t))
		(void)snprintf(t->excess, sizeof(t->excess),
			"more than %llu bytes",
			(unsigned long long)watch_limit(t));
	else if (is_bomb(t))
		(void)snprintf(t->excess, sizeof(t->excess),
			"its bytes unpack to more than %d times as many",
			LIMIT_RATIO);
	return *t->excess != '\0';
}
