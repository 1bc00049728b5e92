/*
 * clock.c - time: monotonic for waiting and measuring, wall time for people.
 */
#include "cf.h"

int64_t
clock_ns(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

int64_t
clock_wall(void)
{
	const char *fixed = getenv("CF_NOW");

	if (fixed && *fixed)
		return strtoll(fixed, NULL, 10);
	return (int64_t)time(NULL);
}

void
clock_rfc3339(char out[32], int64_t wall)
{
	time_t t = (time_t)wall;
	struct tm tm;

	if (!gmtime_r(&t, &tm) ||
		strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		out[0] = '\0';
}

int
clock_year(void)
{
	time_t t = (time_t)clock_wall();
	struct tm tm;

	return gmtime_r(&t, &tm) ? tm.tm_year + 1900 : 1970;
}
