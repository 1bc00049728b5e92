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
	limits_settle(&l);
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
	check_str("its parameters in any order, with spaces",
		read_headers("RateLimit: \"default\"; t=30; r=0"), "0 30 0 -1");
	check_str("of two that are used up, the one that lasts longer",
		read_headers("RateLimit: \"a\";r=0;t=2, \"b\";r=0;t=60"),
		"0 60 0 -1");
	check_str("as draft 07 had it",
		read_headers("RateLimit: limit=100, remaining=0, reset=30"),
		"0 30 0 -1");
	check_str("a tab is a space",
		read_headers("RateLimit-Remaining:\t0\t|RateLimit-Reset:\t7"),
		"0 7 0 -1");
	check_str("a policy in any order, with spaces",
		read_headers("RateLimit-Policy: \"a\"; w=10; q=5"),
		"-1 -1 0.5 -1");
	check_str("a policy as draft 07 had it",
		read_headers("RateLimit-Policy: 100;w=10, 30;w=60"),
		"-1 -1 0.5 -1");
	check_str("Crossref",
		read_headers("x-rate-limit-limit: 10|x-rate-limit-interval: "
			     "1s|x-concurrency-limit: 3"),
		"-1 -1 10 3");
	check_str("a minute",
		read_headers("x-rate-limit-limit: 30|x-rate-limit-interval: "
			     "1m"),
		"-1 -1 0.5 -1");
	check_str("the other spelling",
		read_headers("X-Rate-Limit-Remaining: 0|X-Rate-Limit-Reset: 9"),
		"0 9 0 -1");
	check_str("several limits: the one with the least left",
		read_headers("RateLimit: \"day\";r=500;t=9000, "
			     "\"second\";r=0;t=2, \"week\";r=900"),
		"0 2 0 -1");
	check_str("a limit without a number is none",
		read_headers("ratelimit-remaining:|ratelimit-reset: 900"),
		"-1 900 0 -1");
	check_str("a limit without a time",
		read_headers("RateLimit: \"a\";r=0, \"b\";r=4;t=7"),
		"0 -1 0 -1");
	check_str("a policy: the lowest rate of short windows",
		read_headers("RateLimit-Policy: \"burst\";q=100;w=10, "
			     "\"minute\";q=120;w=60,\"day\";q=1000;w=86400"),
		"-1 -1 2 -1");
	check_str("a long window is a store, not a rate",
		read_headers("RateLimit-Policy: \"day\";q=1000;w=86400"),
		"-1 -1 0 -1");
	check_str("a policy that cannot be",
		read_headers("RateLimit-Policy: \"a\";q=0;w=10, \"b\";q=5, "
			     "\"c\";q=5;w=0, \"d\";q=x;w=y"),
		"-1 -1 0 -1");
	check_str("a policy and Crossref's: the lower one",
		read_headers("RateLimit-Policy: \"a\";q=1;w=2|"
			     "x-rate-limit-limit: 10"),
		"-1 -1 0.5 -1");
	check_str("nonsense",
		read_headers("ratelimit-reset: soon|x-rate-limit-limit: -3|"
			     "x-rate-limit-interval: 99999999999999999999"),
		"-1 -1 0 -1");
	limits_none(&l);
	check("another header is none of them",
		!limits_header(&l, "retry-before: 3\r\n", 17));
}

/* "retry reset" after some header lines, with a clock that is wrong. */
static const char *
wait_of(const char *clock, const char *headers)
{
	static char out[64];
	struct limits l;

	setenv("CF_NOW", clock, 1);
	limits_none(&l);
	while (*headers) {
		size_t n = strcspn(headers, "|");

		(void)limits_header(&l, headers, n);
		headers += n + (headers[n] == '|');
	}
	limits_settle(&l);
	unsetenv("CF_NOW");
	(void)snprintf(out, sizeof(out), "%lld %lld", (long long)l.retry,
		(long long)l.reset);
	return out;
}

#define NOW "Date: Sun, 06 Nov 1994 08:49:37 GMT"

static void
dates(void)
{
	static const char *const clocks[] = {
		"784111777", "784000000", "784900000", "0", "4000000000"};

	for (size_t i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		check_str("seconds", wait_of(clocks[i], "Retry-After: 20|" NOW),
			"20 -1");
		check_str("a date, from the answer's own",
			wait_of(clocks[i], "Retry-After: Sun, 06 Nov 1994 "
					   "08:51:37 GMT|" NOW),
			"120 -1");
		check_str("in any order",
			wait_of(clocks[i], NOW
				"|retry-after: Sunday, 06-Nov-94 08:50:37 GMT"),
			"60 -1");
		check_str("in the oldest form",
			wait_of(clocks[i],
				NOW "|retry-after: Sun Nov  6 08:49:47 1994"),
			"10 -1");
		check_str("since 1970",
			wait_of("784111777", "Retry-After: 1000000000|date: "
					     "Sun, 09 Sep 2001 01:46:30 GMT"),
			"10 -1");
		check_str("the past is no wait",
			wait_of(clocks[i], "Retry-After: Sun, 06 Nov 1994 "
					   "08:00:00 GMT|" NOW),
			"-1 -1");
		check_str("a reset as a date",
			wait_of(clocks[i],
				NOW "|X-RateLimit-Reset: Sun, 06 Nov "
				    "1994 08:50:00 GMT"),
			"-1 23");
		check_str("in seconds and milliseconds since 1970",
			wait_of(clocks[i],
				"X-RateLimit-Reset: 1800000010|"
				"Date: Fri, 15 Jan 2027 08:00:00 GMT"),
			"-1 10");
		check_str("milliseconds",
			wait_of(clocks[i],
				"X-RateLimit-Reset: 1800000010999|"
				"Date: Fri, 15 Jan 2027 08:00:00 GMT"),
			"-1 10");
	}
	check_str("without a Date our clock decides",
		wait_of("784111777",
			"Retry-After: Sun, 06 Nov 1994 08:51:37 GMT"),
		"120 -1");
	check_str("and with one that is none",
		wait_of("784111777", "Date: now|Retry-After: Sun, 06 Nov 1994 "
				     "08:51:37 GMT"),
		"120 -1");
	check_str("what is no time is none",
		wait_of("784111777", "Retry-After: -7|X-RateLimit-Reset:|" NOW),
		"-1 -1");
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
	dates();
	slower();
	return test_end();
}
