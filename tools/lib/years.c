/*
 * years.c - years as people write them, in the registry and on a command line.
 */
#include <ctype.h>
#include <limits.h>

#include "registry.h"

/* A year at *s, which is moved behind it. */
static bool
year_read(int *out, const char **s)
{
	char *end;
	long y;

	if (!isdigit((unsigned char)**s))
		return false;
	y = strtol(*s, &end, 10);
	if (end - *s != 4 || y < YEAR_FIRST || y > YEAR_LAST)
		return false;
	*out = (int)y;
	*s = end;
	return true;
}

bool
years_range(int *first, int *last, const char *s, bool open_ended)
{
	if (!year_read(first, &s))
		return false;
	*last = *first;
	if (*s != '-')
		return !*s;
	s++;
	if (!*s && open_ended) {
		*last = INT_MAX;
		return true;
	}
	return year_read(last, &s) && !*s && *first <= *last;
}

static int
by_year(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int
years_parse(int *out, size_t max, const char *spec, struct err *e)
{
	char part[16];
	size_t n = 0, unique = 0;

	for (const char *p = spec;; p++) {
		size_t len = strcspn(p, ",");
		int first, last;

		(void)snprintf(part, sizeof(part), "%.*s",
			(int)(len < 16 ? len : 16), p);
		if (len >= sizeof(part) ||
			!years_range(&first, &last, part, false))
			return err_set(e, V_FAILED,
				"'%s' is not a list of years: write 2023, "
				"2019-2021 or 2013-2015,2020",
				spec);
		for (; first <= last; first++) {
			if (n == max)
				return err_set(e, V_FAILED,
					"too many years in '%s'", spec);
			out[n++] = first;
		}
		p += len;
		if (!*p)
			break;
	}
	qsort(out, n, sizeof(*out), by_year);
	for (size_t i = 0; i < n; i++) {
		if (!unique || out[unique - 1] != out[i])
			out[unique++] = out[i];
	}
	return (int)unique;
}
