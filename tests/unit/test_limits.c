/*
 * test_limits.c - what servers say of their limits (lib/limits.c), and what
 * becomes of it (lib/throttle.c).
 */
#include "lib/http_private.h"
#include "test.h"

/* "remaining reset rate connections" after some header lines, '|' between. */
static const char *
read_headers(const char *headers)
{
	static char out[128];
	struct limits l;

	limits_none(&l);
	while (*headers) {
		size_t n = strcspn(headers, "|");
		char line[128];

		(void)snprintf(line, sizeof(line), "%.*s\r\n", (int)n, headers);
		(void)limits_header(&l, line, strlen(line));
		headers += n + (headers[n] == '|');
	}
	(void)snprintf(out, sizeof(out), "%lld %lld %g %lld",
		(long long)l.remaining, (long long)l.reset, limits_rate(&l),
		(long long)l.connections);
	return out;
}

static void
headers(void)
{
	struct limits l;

	check_str("nothing", read_headers("content-type: text/html"),
		"-1 -1 0 -1");
	check_str("seconds from now",
		read_headers("ratelimit-remaining: 0|ratelimit-reset: 30"),
		"0 30 0 -1");
	check_str("any case, any space",
		read_headers("RateLimit-Remaining:0|RATELIMIT-RESET:  7 "),
		"0 7 0 -1");
	setenv("CF_NOW", "1800000000", 1);
	check_str("a time of day",
		read_headers("x-ratelimit-remaining: 0|"
			     "x-ratelimit-reset: 1800000090"),
		"0 90 0 -1");
	check_str("the plain one goes first, in any order",
		read_headers("x-ratelimit-reset: 1800000090|"
			     "ratelimit-reset: 30|"
			     "x-ratelimit-reset: 1800000099"),
		"-1 30 0 -1");
	unsetenv("CF_NOW");
	check_str("seconds to midnight",
		read_headers("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 500"),
		"0 500 0 -1");
	check_str("the structured form",
		read_headers("RateLimit: \"default\";r=5;t=30"), "5 30 0 -1");
	check_str("Crossref",
		read_headers("x-rate-limit-limit: 10|x-rate-limit-interval: "
			     "1s|x-concurrency-limit: 3"),
		"-1 -1 10 3");
	check_str("a minute",
		read_headers("x-rate-limit-limit: 30|x-rate-limit-interval: "
			     "1m"),
		"-1 -1 0.5 -1");
	check_str("nonsense",
		read_headers("ratelimit-reset: soon|x-rate-limit-limit: -3|"
			     "x-rate-limit-interval: 99999999999999999999"),
		"-1 -1 0 -1");
	limits_none(&l);
	check("another header is none of them",
		!limits_header(&l, "retry-after: 3\r\n", 16));
}

/* A server makes us slower, never faster. */
static void
slower(void)
{
	struct throttle *t = throttle_open("limits.test", 1000, NULL);
	int64_t first = throttle_take(t);

	check("a thousand a second", throttle_take(t) - first >= SECOND / 1000);
	throttle_slow(t, 10);
	(void)throttle_take(t);
	first = throttle_take(t);
	check("ten a second", throttle_take(t) - first >= SECOND / 10);
	throttle_slow(t, 0);
	throttle_slow(t, 100000);
	first = throttle_take(t);
	check("not faster again", throttle_take(t) - first >= SECOND / 10);
	throttle_close(t);
}

int
main(void)
{
	/* No directory: the budget is this process' own. */
	setenv("XDG_RUNTIME_DIR", "/dev/null", 1);
	headers();
	slower();
	return test_end();
}
