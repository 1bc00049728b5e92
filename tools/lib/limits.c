/*
 * limits.c - what a server says of its limits, in the headers of an answer.
 *
 * Three ways of saying it are in use:
 *
 *	ratelimit-remaining, ratelimit-reset: requests left, and seconds until
 *	there are more (OpenReview, 2026-09-27; IETF draft
 *	ietf-httpapi-ratelimit-headers up to 07); RateLimit: "name";r=5;t=30
 *	(from 08 on). With x- before them the reset may be a time of day
 *	instead: seconds since 1970 (OpenReview, GitHub).
 *
 *	x-rate-limit-limit: 10 and x-rate-limit-interval: 1s: so many requests
 *	in so long (Crossref, 2026-06); x-concurrency-limit: 3 at a time.
 */
#include <ctype.h>
#include <strings.h>

#include "http_private.h"

#define EPOCH INT64_C(1000000000) /* larger numbers are times of day */

bool
header_value(
	const char *line, size_t n, const char *name, char *out, size_t size)
{
	size_t len = strlen(name);

	if (n <= len || strncasecmp(line, name, len) != 0 || line[len] != ':')
		return false;
	for (line += len + 1, n -= len + 1; n && *line == ' '; n--)
		line++;
	while (n && strchr("\r\n ", line[n - 1]))
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
		.connections = -1};
	l->interval = 1;
}

/* "5;t=30" after the name of a limit: r is what is left, t the seconds. */
static void
read_structured(struct limits *l, const char *value)
{
	const char *r = strstr(value, ";r="), *t = strstr(value, ";t=");

	if (r)
		l->remaining = header_number(r + 3);
	if (t)
		l->reset = header_number(t + 3);
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

bool
limits_header(struct limits *l, const char *line, size_t n)
{
	char v[128];

	if (n < 10 || !strchr("rRxX", *line))
		return false;
	if (header_value(line, n, "ratelimit-remaining", v, sizeof(v)) ||
		header_value(line, n, "x-ratelimit-remaining", v, sizeof(v))) {
		l->remaining = header_number(v);
	} else if (header_value(line, n, "ratelimit-reset", v, sizeof(v))) {
		l->reset = header_number(v);
		l->reset_known = true;
	} else if (header_value(line, n, "x-ratelimit-reset", v, sizeof(v))) {
		if (!l->reset_known)
			l->reset = header_number(v);
		if (!l->reset_known && l->reset >= EPOCH)
			l->reset -= clock_wall();
	} else if (header_value(line, n, "ratelimit", v, sizeof(v))) {
		read_structured(l, v);
	} else if (header_value(line, n, "x-rate-limit-limit", v, sizeof(v))) {
		l->requests = header_number(v);
	} else if (header_value(
			   line, n, "x-rate-limit-interval", v, sizeof(v))) {
		l->interval = seconds(v);
	} else if (header_value(line, n, "x-concurrency-limit", v, sizeof(v))) {
		l->connections = header_number(v);
	} else {
		return false;
	}
	return true;
}

double
limits_rate(const struct limits *l)
{
	if (l->requests <= 0 || l->interval <= 0)
		return 0;
	return (double)l->requests / (double)l->interval;
}
