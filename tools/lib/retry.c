/*
 * retry.c - which failures are tried again, when, and what they mean.
 *
 * The list of statuses is curl's --retry plus 425; a failure that comes from
 * our side of the wire (a certificate that does not verify, a body over the
 * limit) is never tried again.
 */
#include <curl/curl.h>
#include <unistd.h>

#include "fetch.h"

#define DELAY_MAX 60		     /* seconds */
#define ASKED_MAX ((int64_t)1 << 31) /* the same; more cannot be meant */

static bool
status_passes(long status)
{
	static const long list[] = {
		408, 425, 429, 500, 502, 503, 504, 522, 524};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		if (list[i] == status)
			return true;
	}
	return false;
}

static bool
failure_of_status(long status, const char *url, struct err *e)
{
	if (status_passes(status)) {
		err_set(e, V_RETRY_LATER, "'%s' answered %ld: try again later",
			url, status);
		return true;
	}
	switch (status) {
	case 404:
	case 410:
		err_set(e, V_MOVED, "'%s' is not there (%ld)", url, status);
		break;
	case 401:
	case 403:
	case 451:
		err_set(e, V_BLOCKED,
			"'%s' refuses us (%ld): the site blocks programs or "
			"this address",
			url, status);
		break;
	default:
		err_set(e, V_FAILED, "'%s' answered %ld", url, status);
	}
	return false;
}

/* OpenSSL and GnuTLS have their own words for it. */
static bool
protocol_too_old(const char *detail)
{
	return strstr(detail, "protocol version") ||
	       strstr(detail, "unsupported protocol") ||
	       strstr(detail, "unsupported version");
}

/* Memory that is out outside of libcurl, in the TLS library above all: no fault
 * of the server's, and what other hosts have does not come either. */
static void
end_without_memory(const struct outcome *o)
{
	if (strstr(o->detail, "malloc failure") ||
		(o->curl == CURLE_OUT_OF_MEMORY && !o->connected))
		exit(msg_fail(EXIT_FAILED, "out of memory (%s)", o->detail));
}

bool
outcome_failure(const struct outcome *o, const char *url, struct err *e)
{
	e->status = o->status;
	if (o->curl != CURLE_OK)
		end_without_memory(o);
	switch ((CURLcode)o->curl) {
	case CURLE_OK:
		return failure_of_status(o->status, url, e);
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
		err_set(e, V_FAILED, "cannot trust '%s': %s: see --cacert", url,
			o->detail);
		return false;
	case CURLE_UNSUPPORTED_PROTOCOL:
		if (strstr(o->detail, "HTTP/0.9")) {
			err_set(e, V_FAILED, "'%s' answers in no HTTP", url);
			return false;
		}
		/* What we ask for ourselves is http or https. */
		err_set(e, V_FAILED,
			"'%s' leads to an address that is not safe to follow: "
			"%s",
			url, o->detail);
		return false;
	case CURLE_OUT_OF_MEMORY: /* libcurl has memory, or we had ended */
#if LIBCURL_VERSION_NUM >= 0x080600
	case CURLE_TOO_LARGE:
#endif
		err_set(e, V_FAILED,
			"cannot fetch '%s': a line of its headers is too long",
			url);
		return false;
	case CURLE_URL_MALFORMAT:
	case CURLE_TOO_MANY_REDIRECTS:
	case CURLE_FILESIZE_EXCEEDED:
	case CURLE_WRITE_ERROR:
	case CURLE_BAD_CONTENT_ENCODING:
		err_set(e, V_FAILED, "cannot fetch '%s': %s", url, o->detail);
		return false;
	case CURLE_SSL_CONNECT_ERROR:
		if (protocol_too_old(o->detail)) {
			err_set(e, V_FAILED,
				"'%s' knows no TLS from 1.2 on: its keepers "
				"can tell why (%s)",
				url, o->detail);
			return false;
		}
		break;
	default:
		break;
	}
	if (o->status)
		err_set(e, V_RETRY_LATER,
			"the answer of '%s' broke off: %s: try again later",
			url, o->detail);
	else
		err_set(e, V_RETRY_LATER,
			"cannot reach '%s': %s: try again later", url,
			o->detail);
	return true;
}

void
outcome_later(const char *url, int64_t seconds, struct err *e)
{
	char when[32];

	if (seconds > ASKED_MAX)
		seconds = ASKED_MAX;
	clock_rfc3339(when, clock_wall() + seconds);
	err_set(e, V_RETRY_LATER,
		"'%s' asks to come back in %lld s, longer than --max-wait: run "
		"the same command again after %s",
		url, (long long)seconds, when);
}

/* A small generator of our own: jitter needs no quality, only that workers
 * started together do not march together. Source: Marsaglia, "Xorshift RNGs",
 * 2003. CF_SEED makes it repeatable for tests. */
static uint64_t
jitter(void)
{
	static uint64_t x;

	if (!x) {
		const char *seed = getenv("CF_SEED");

		x = seed ? strtoull(seed, NULL, 10)
			 : (uint64_t)clock_ns() ^ (uint64_t)getpid() << 32;
		x |= 1;
	}
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x;
}

int64_t
retry_delay(int attempt, int64_t retry_after, int64_t most)
{
	int64_t top = (int64_t)1 << (attempt < 6 ? attempt : 6);
	int64_t wait, asked = retry_after < ASKED_MAX ? retry_after : ASKED_MAX;

	if (top > DELAY_MAX)
		top = DELAY_MAX;
	wait = (int64_t)(jitter() % (uint64_t)(top * 1000)) * 1000000;
	if (asked >= 0)
		wait = wait / 10 + asked * SECOND;
	if (asked > most)
		most = asked;
	return wait < most * SECOND ? wait : most * SECOND;
}
