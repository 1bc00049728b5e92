/*
 * venue.c - the registry of venues: the table that is compiled in, and the
 * user's own lines after it.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <strings.h>

#include "registry.h"
#include "sources/source.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2199
#define FIELDS 7

static struct rung *rungs;
static size_t nrungs, rungs_cap;

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

/* "2023", "2019-2021" or "2026-". */
static bool
range_read(int *first, int *last, const char *s, bool open_ended)
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

static bool
role_read(enum role *out, const char *word)
{
	static const char *const names[] = {[ROLE_LIST] = "list",
		[ROLE_FILL] = "fill",
		[ROLE_ALIAS] = "alias"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], word) == 0) {
			*out = (enum role)i;
			return true;
		}
	}
	return false;
}

static bool
same_rung(const struct rung *a, const struct rung *b)
{
	return a->role == b->role && a->first == b->first &&
	       a->last == b->last && strcmp(a->venue, b->venue) == 0 &&
	       strcmp(a->source, b->source) == 0 && strcmp(a->key, b->key) == 0;
}

static void
rung_free(struct rung *r)
{
	free(r->venue);
	free(r->source);
	free(r->key);
}

/* A later line of the same rung takes the place of the earlier one. */
static void
rung_put(struct rung *r)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (r->role != ROLE_ALIAS && same_rung(&rungs[i], r)) {
			rung_free(&rungs[i]);
			rungs[i] = *r;
			return;
		}
	}
	if (nrungs == rungs_cap) {
		rungs_cap = rungs_cap ? rungs_cap * 2 : 256;
		rungs = xrealloc(rungs, rungs_cap * sizeof(*rungs));
	}
	rungs[nrungs++] = *r;
}

static int
line_read(char *line, const char *file, size_t number, struct err *e)
{
	char *field[FIELDS] = {line};
	size_t n = 1;
	struct rung r = {0};
	char *end;

	line[strcspn(line, "\r\n")] = '\0';
	if (!*line || *line == '#')
		return 0;
	for (char *p = line; n < FIELDS && (p = strchr(p, '\t')); n++) {
		*p++ = '\0';
		field[n] = p;
	}
	for (size_t i = n; i < FIELDS; i++)
		field[i] = line + strlen(line);
	if (!*field[0] || !role_read(&r.role, field[2]))
		return err_set(e, V_FAILED,
			"%s:%zu: the role must be list, fill or alias: see "
			"cf-venues(5)",
			file, number);
	if (r.role != ROLE_ALIAS &&
		(!*field[3] || !range_read(&r.first, &r.last, field[1], true)))
		return err_set(e, V_FAILED,
			"%s:%zu: needs years (2023, 2019-2021 or 2026-) and a "
			"source: see cf-venues(5)",
			file, number);
	if (r.role != ROLE_ALIAS && !source_find(field[3]))
		return err_set(e, V_FAILED,
			"%s:%zu: unknown source '%s': cf-scrape --list-sources "
			"names them",
			file, number, field[3]);
	r.count = (size_t)strtoul(field[5], &end, 10);
	if (*end || r.count > LIMIT_PAPERS)
		return err_set(e, V_FAILED, "%s:%zu: '%s' is not a count", file,
			number, field[5]);
	r.venue = xstrdup(field[0]);
	r.source = xstrdup(r.role == ROLE_ALIAS ? field[1] : field[3]);
	r.key = xstrdup(field[4]);
	rung_put(&r);
	return 0;
}

/* The user's own table; not having one is fine unless CF_VENUES names it. */
static int
file_load(struct err *e)
{
	const char *named = getenv("CF_VENUES");
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	char line[LIMIT_LINE];
	struct buf path;
	size_t number = 0;
	FILE *f;
	int r = 0;

	buf_init(&path, LIMIT_URL);
	if (named && *named)
		buf_puts(&path, named);
	else if (config && *config == '/')
		buf_printf(&path, "%s/cf/venues.tsv", config);
	else
		buf_printf(&path, "%s/.config/cf/venues.tsv", home ? home : "");
	f = fopen(buf_str(&path), "r");
	if (!f && named && *named)
		r = err_set(e, V_FAILED, "cannot open '%s' (CF_VENUES): %s",
			named, strerror(errno));
	while (f && r == 0 && fgets(line, sizeof(line), f))
		r = line_read(line, buf_str(&path), ++number, e);
	if (f)
		(void)fclose(f);
	buf_free(&path);
	return r;
}

int
venue_load(struct err *e)
{
	for (size_t i = 0; venue_lines[i]; i++) {
		char line[LIMIT_LINE];

		(void)snprintf(line, sizeof(line), "%s", venue_lines[i]);
		if (line_read(line, "venues.tsv", i + 1, e) < 0)
			return -1;
	}
	return file_load(e);
}

void
venue_free(void)
{
	for (size_t i = 0; i < nrungs; i++)
		rung_free(&rungs[i]);
	free(rungs);
	rungs = NULL;
	nrungs = rungs_cap = 0;
}

const char *
venue_find(const char *name)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (strcasecmp(rungs[i].venue, name) == 0 ||
			(rungs[i].role == ROLE_ALIAS &&
				strcasecmp(rungs[i].source, name) == 0))
			return rungs[i].venue;
	}
	return NULL;
}

static bool
serves(const struct rung *r, const char *venue, int year)
{
	return r->role != ROLE_ALIAS && r->first <= year && year <= r->last &&
	       strcmp(r->venue, venue) == 0;
}

const struct rung *
venue_rung(const char *venue, int year, enum role role, size_t n)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (rungs[i].role == role && serves(&rungs[i], venue, year) &&
			n-- == 0)
			return &rungs[i];
	}
	return NULL;
}

const struct rung *
venue_rung_of(const char *venue, int year, const char *source, size_t n)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (serves(&rungs[i], venue, year) &&
			strcmp(rungs[i].source, source) == 0 && n-- == 0)
			return &rungs[i];
	}
	return NULL;
}

/* The first year from `from` on that has a list, or INT_MAX. */
static int
year_next(const char *venue, int from)
{
	int best = INT_MAX;

	for (size_t i = 0; i < nrungs; i++) {
		const struct rung *r = &rungs[i];
		int y = r->first > from ? r->first : from;

		if (r->role == ROLE_LIST && strcmp(r->venue, venue) == 0 &&
			r->last >= from && y < best)
			best = y;
	}
	return best;
}

void
venue_years(struct buf *out, const char *venue)
{
	const char *comma = "";
	int y = year_next(venue, 0);

	while (y != INT_MAX) {
		int last = y;

		while (last < YEAR_LAST &&
			year_next(venue, last + 1) == last + 1)
			last++;
		buf_printf(out, "%s%d", comma, y);
		if (last >= YEAR_LAST)
			buf_puts(out, "-");
		else if (last > y)
			buf_printf(out, "-%d", last);
		comma = ", ";
		y = last >= YEAR_LAST ? INT_MAX : year_next(venue, last + 1);
	}
}

const char *
venue_name(size_t n)
{
	for (size_t i = 0; i < nrungs; i++) {
		bool seen = rungs[i].role == ROLE_ALIAS;

		for (size_t k = 0; k < i && !seen; k++)
			seen = rungs[k].role != ROLE_ALIAS &&
			       strcmp(rungs[k].venue, rungs[i].venue) == 0;
		if (!seen && n-- == 0)
			return rungs[i].venue;
	}
	return NULL;
}

void
venue_key(struct buf *out, const struct rung *r, int year)
{
	static const char var[] = "{year}";
	const char *p = r->key, *q;

	while ((q = strstr(p, var))) {
		buf_add(out, p, (size_t)(q - p));
		buf_printf(out, "%d", year);
		p = q + strlen(var);
	}
	buf_puts(out, p);
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
			!range_read(&first, &last, part, false))
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
