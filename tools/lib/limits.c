/*
 * limits.c - what a server says of its limits, in the headers of an answer, and
 * when it wants to be asked again.
 *
 * A date is measured from the answer's own Date: the clock here may be wrong.
 * Only where there is none does our clock decide.
 *
 * Three ways of saying it are in use:
 *
 *	ratelimit-remaining, ratelimit-reset: requests left, and seconds until
 *	there are more (OpenReview, 2026-09-27; IETF draft
 *	ietf-httpapi-ratelimit-headers up to 06); RateLimit: limit=100,
 *	remaining=5, reset=30 (07); RateLimit: "name";r=5;t=30 (from 08 on).
 *	With x- before them the reset may be a time of day instead: seconds
 *	since 1970 (OpenReview, GitHub), or a date. x-rate-limit-remaining and
 *	-reset are the same.
 *
 *	x-rate-limit-limit: 10 and x-rate-limit-interval: 1s: so many requests
 *	in so long (Crossref, 2026-06); x-concurrency-limit: 3 at a time.
 *
 *	RateLimit-Policy: "name";q=100;w=60, or 100;w=60 up to 07: so many in a
 *	window of so many seconds. A window of up to WINDOW is a rate; a longer
 *	one is a store that may be used at once, and RateLimit says when it is
 *	empty.
 */
#include <ctype.h>
#include <strings.h>

#include "http_private.h"

#define EPOCH INT64_C(1000000000)      /* larger numbers are times of day */
#define EPOCH_MS INT64_C(100000000000) /* and these are in milliseconds */
#define WINDOW 60		       /* seconds */

bool
header_value(
	const char *line, size_t n, const char *name, char *out, size_t size)
{
	size_t len = strlen(name);

	if (n <= len || strncasecmp(line, name, len) != 0 || line[len] != ':')
		return false;
	for (line += len + 1, n -= len + 1; n && strchr(" \t", *line); n--)
		line++;
	while (n && strchr("\r\n \t", line[n - 1]))
		n--;
	(void)snprintf(out, size, "%.*s", (int)n, line);
	return true;
}

int64_t
header_number(const char *value)
{
	return isdigit((unsigned char)*value) ? strtoll(value, NULL, 10) : -1;
}

void
limits_none(struct limits *l)
{
	*l = (struct limits){.remaining = -1,
		.reset = -1,
		.requests = -1,
		.connections = -1,
		.retry = -1};
	l->interval = 1;
}

/* Sets a time: seconds from now on, or a time of day in any of HTTP's forms or
 * since 1970. */
static void
read_time(const char *value, int64_t *seconds, bool *of_day)
{
	*seconds = header_number(value);
	*of_day = *seconds >= EPOCH;
	if (*seconds >= EPOCH_MS)
		*seconds /= 1000;
	if (*seconds < 0) {
		*seconds = (int64_t)curl_getdate(value, NULL);
		*of_day = *seconds >= 0;
	}
}

/* The number of ";name=5" among the parameters of an item, which come in any
 * order and may have spaces before them; -1: none. */
static int64_t
parameter(const char *item, size_t n, char name)
{
	const char *end = item + n;

	while ((item = memchr(item, ';', (size_t)(end - item)))) {
		item += 1 + strspn(item + 1, " ");
		if (item < end && item[0] == name && item[1] == '=')
			return header_number(item + 2);
	}
	return -1;
}

/* "limit=100, remaining=5, reset=30", as draft 07 has it. */
static bool
read_pairs(struct limits *l, const char *value)
{
	const char *left = strstr(value, "remaining=");
	const char *reset = strstr(value, "reset=");

	if (!left)
		return false;
	l->remaining = header_number(left + 10);
	l->reset = reset ? header_number(reset + 6) : -1;
	l->reset_known = true;
	l->reset_of_day = false;
	return true;
}

/* "name";r=5;t=30: r is what is left, t the seconds. Of several limits the one
 * with the least left counts, and of those the one that lasts longest. */
static void
read_structured(struct limits *l, const char *value)
{
	for (size_t n; *value; value += n + (value[n] == ',')) {
		int64_t left, reset;

		n = strcspn(value, ",");
		left = parameter(value, n, 'r');
		reset = parameter(value, n, 't');
		if (left < 0 || (l->remaining >= 0 && left > l->remaining) ||
			(left == l->remaining && reset <= l->reset))
			continue;
		l->remaining = left;
		l->reset = reset;
		l->reset_known = true;
		l->reset_of_day = false;
	}
}

/* The lowest rate that one of the policies means: "name";q=100;w=60, and up to
 * draft 07 100;w=60. */
static void
read_policy(struct limits *l, const char *value)
{
	for (size_t n; *value; value += n + (value[n] == ',')) {
		int64_t quota, seconds;

		value += strspn(value, " ");
		n = strcspn(value, ",");
		quota = parameter(value, n, 'q');
		if (quota < 0)
			quota = header_number(value);
		seconds = parameter(value, n, 'w');
		if (quota <= 0 || seconds <= 0 || seconds > WINDOW)
			continue;
		if (l->quota > 0 && (double)l->quota / (double)l->window <=
					    (double)quota / (double)seconds)
			continue;
		l->quota = quota;
		l->window = seconds;
	}
}

/* "1s", "1m", "1h", or seconds. */
static int64_t
seconds(const char *value)
{
	int64_t n = header_number(value);
	const char *unit = value + strspn(value, "0123456789");

	if (n <= 0 || n > 86400)
		return -1;
	return *unit == 'm' ? n * 60 : *unit == 'h' ? n * 3600 : n;
}

/* The three that have several names. */
static bool
read_left(struct limits *l, const char *line, size_t n, char *v, size_t size)
{
	bool plain = true;

	if (n > 2 && strncasecmp(line, "x-", 2) == 0) {
		plain = false;
		line += 2;
		n -= 2;
	}
	if (header_value(line, n, "ratelimit-remaining", v, size) ||
		header_value(line, n, "rate-limit-remaining", v, size)) {
		l->remaining = header_number(v);
	} else if (header_value(line, n, "ratelimit-reset", v, size) ||
		   header_value(line, n, "rate-limit-reset", v, size)) {
		if (plain || !l->reset_known)
			read_time(v, &l->reset, &l->reset_of_day);
		l->reset_known = l->reset_known || plain;
	} else {
		return false;
	}
	return true;
}

bool
limits_header(struct limits *l, const char *line, size_t n)
{
	char v[256];

	if (n < 5 || !strchr("rRxXdD", *line))
		return false;
	if (read_left(l, line, n, v, sizeof(v)))
		return true;
	if (header_value(line, n, "date", v, sizeof(v)))
		l->date = (int64_t)curl_getdate(v, NULL);
	else if (header_value(line, n, "retry-after", v, sizeof(v)))
		read_time(v, &l->retry, &l->retry_of_day);
	else if (header_value(line, n, "ratelimit", v, sizeof(v))) {
		if (!read_pairs(l, v))
			read_structured(l, v);
	} else if (header_value(line, n, "ratelimit-policy", v, sizeof(v)))
		read_policy(l, v);
	else if (header_value(line, n, "x-rate-limit-limit", v, sizeof(v)))
		l->requests = header_number(v);
	else if (header_value(line, n, "x-rate-limit-interval", v, sizeof(v)))
		l->interval = seconds(v);
	else if (header_value(line, n, "x-concurrency-limit", v, sizeof(v)))
		l->connections = header_number(v);
	else
		return false;
	return true;
}

void
limits_settle(struct limits *l)
{
	int64_t now = l->date > 0 ? l->date : clock_wall();

	if (l->reset_of_day)
		l->reset -= now;
	if (l->retry_of_day)
		l->retry -= now;
	if (l->retry < 0)
		l->retry = -1;
	l->reset_of_day = l->retry_of_day = false;
}

double
limits_rate(const struct limits *l)
{
	double rate = 0, quota = 0;

	if (l->requests > 0 && l->interval > 0)
		rate = (double)l->requests / (double)l->interval;
	if (l->quota > 0)
		quota = (double)l->quota / (double)l->window;
	return rate > 0 && (quota <= 0 || rate < quota) ? rate : quota;
}
