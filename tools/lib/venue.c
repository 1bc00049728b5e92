/*
 * venue.c - the registry of venues: the table that is compiled in, and the
 * user's own lines after it.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>

#include "registry.h"
#include "sources/source.h"

#define FIELDS 7

static struct rung *rungs;
static size_t nrungs, rungs_cap;
static struct table venues;	 /* a set of their names */
static struct table rung_places; /* where in rungs, by what a rung is */
static size_t *venue_first;	 /* the first rung of each, in order */
static size_t nvenues;

static bool
role_read(enum role *out, const char *word)
{
	static const char *const names[] = {[ROLE_LIST] = "list",
		[ROLE_ELSE] = "else",
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

/* The place of what a rung is: two with the same are one. */
static void **
rung_place(const struct rung *r, bool *made)
{
	struct buf b;
	void **place;

	buf_init(&b, 2 * LIMIT_LINE);
	(void)buf_printf(&b, "%d %d %d %s\t%s\t%s", (int)r->role, r->first,
		r->last, r->venue, r->source, r->key);
	place = table_put(&rung_places, buf_str(&b), b.len, made);
	buf_free(&b);
	return place;
}

static void
rung_free(struct rung *r)
{
	free(r->venue);
	free(r->source);
	free(r->key);
	free(r->count_from);
}

/* A venue is one with a rung that is no alias. */
static void
name_put(const struct rung *r)
{
	bool made = false;

	if (r->role != ROLE_ALIAS)
		(void)table_put(&venues, r->venue, strlen(r->venue), &made);
	if (!made)
		return;
	venue_first =
		xrealloc(venue_first, (nvenues + 1) * sizeof(*venue_first));
	venue_first[nvenues++] = nrungs - 1;
}

/* A user's line of the same rung takes the place of an earlier one. */
static void
rung_put(struct rung *r)
{
	bool made = true;
	void **place = r->role == ROLE_ALIAS ? NULL : rung_place(r, &made);

	if (!made && r->own) {
		struct rung *old = &rungs[(size_t)(uintptr_t)*place];

		rung_free(old);
		*old = *r;
		return;
	}
	if (place && made)
		*place = (void *)(uintptr_t)nrungs;
	if (nrungs == rungs_cap) {
		rungs_cap = rungs_cap ? rungs_cap * 2 : 256;
		rungs = xrealloc(rungs, rungs_cap * sizeof(*rungs));
	}
	rungs[nrungs++] = *r;
	name_put(r);
}

/* Puts a rung for each part of the column of the years, "1983,1985-1987,2026-",
 * or for each of the other names of a venue, which may be several too. */
static bool
parts_put(char *const field[FIELDS], const struct rung *line)
{
	struct rung r = *line;
	char *part = field[1], *next;

	for (; part; part = next) {
		next = strchr(part, ',');
		if (next)
			*next++ = '\0';
		if (r.role == ROLE_ALIAS
				? !*part
				: !years_range(&r.first, &r.last, part, true))
			return false;
		r.venue = xstrdup(field[0]);
		r.source = xstrdup(r.role == ROLE_ALIAS ? part : field[3]);
		r.key = xstrdup(field[4]);
		r.count_from = xstrdup(field[6]);
		rung_put(&r);
	}
	return true;
}

static int
line_read(char *line, const char *file, size_t number, bool own, struct err *e)
{
	char *field[FIELDS] = {line};
	size_t n = 1;
	struct rung r = {.own = own};
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
			"%s:%zu: the role must be list, else, fill or alias: "
			"see "
			"cf-venues(5)",
			file, number);
	if (r.role != ROLE_ALIAS && *field[3] && !source_find(field[3]))
		return err_set(e, V_FAILED,
			"%s:%zu: unknown source '%s': cf-scrape --list-sources "
			"names them",
			file, number, field[3]);
	r.count = (size_t)strtoul(field[5], &end, 10);
	if (*end || r.count > LIMIT_PAPERS)
		return err_set(e, V_FAILED, "%s:%zu: '%s' is not a count", file,
			number, field[5]);
	if ((r.role != ROLE_ALIAS && !*field[3]) || !parts_put(field, &r))
		return err_set(e, V_FAILED,
			"%s:%zu: needs years (2023, 2019-2021, 2026- or "
			"several with commas) and a source: see cf-venues(5)",
			file, number);
	return 0;
}

/* Whether fgets() gave all of a line that does not end the file. */
static bool
is_line(const char *line)
{
	size_t n = strlen(line);

	return n && line[n - 1] == '\n';
}

/* A table of the user's; one that was named must be there. */
static int
file_load(const char *path, const char *named, struct err *e)
{
	char line[LIMIT_LINE];
	size_t number = 0;
	FILE *f = fopen(path, "r");
	int r = 0;

	if (!f && named)
		return err_set(e, V_FAILED, "cannot open '%s' (%s): %s", path,
			named, strerror(errno));
	while (f && r == 0 && fgets(line, sizeof(line), f)) {
		number++;
		if (nrungs >= LIMIT_RUNGS)
			r = err_set(e, V_FAILED,
				"%s:%zu: more than %d entries of venues", path,
				number, LIMIT_RUNGS);
		else if (!is_line(line) && !feof(f))
			r = err_set(e, V_FAILED,
				"%s:%zu: a line of more than %d bytes, or with "
				"a NUL byte",
				path, number, LIMIT_LINE);
		else
			r = line_read(line, path, number, true, e);
	}
	if (f && r == 0 && ferror(f))
		r = err_set(e, V_FAILED, "cannot read '%s': %s", path,
			strerror(errno));
	if (f)
		(void)fclose(f);
	return r;
}

/* The table that is there for every run. */
static int
usual_load(struct err *e)
{
	const char *named = getenv("CF_VENUES");
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct buf path;
	int r;

	if (named && *named)
		return file_load(named, "CF_VENUES", e);
	buf_init(&path, LIMIT_URL);
	if (config && *config == '/')
		buf_printf(&path, "%s/cf/venues.tsv", config);
	else
		buf_printf(&path, "%s/.config/cf/venues.tsv", home ? home : "");
	r = file_load(buf_str(&path), NULL, e);
	buf_free(&path);
	return r;
}

int
venue_load(const char *file, struct err *e)
{
	for (size_t i = 0; venue_lines[i]; i++) {
		char line[LIMIT_LINE];

		(void)snprintf(line, sizeof(line), "%s", venue_lines[i]);
		if (line_read(line, "venues.tsv", i + 1, false, e) < 0)
			return -1;
	}
	if (usual_load(e) < 0)
		return -1;
	return file ? file_load(file, "--venues-file", e) : 0;
}

void
venue_free(void)
{
	for (size_t i = 0; i < nrungs; i++)
		rung_free(&rungs[i]);
	free(rungs);
	free(venue_first);
	table_free(&venues);
	table_free(&rung_places);
	rungs = NULL;
	venue_first = NULL;
	nvenues = 0;
	nrungs = rungs_cap = 0;
}

/* In any case; a hyphen, a space and an underscore are one. */
static bool
same_name(const char *a, const char *b)
{
	for (;; a++, b++) {
		int x = strchr(" _", *a) && *a ? '-' : tolower(*a & 0xff);
		int y = strchr(" _", *b) && *b ? '-' : tolower(*b & 0xff);

		if (x != y)
			return false;
		if (!*a)
			return true;
	}
}

const char *
venue_find(const char *name)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (same_name(rungs[i].venue, name) ||
			(rungs[i].role == ROLE_ALIAS &&
				same_name(rungs[i].source, name)))
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

/* Of one side, the user's or the built-in one; counts n down. */
static const struct rung *
side_rung(const char *venue, int year, enum role role, bool own, size_t *n)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (rungs[i].own == own && rungs[i].role == role &&
			serves(&rungs[i], venue, year) && (*n)-- == 0)
			return &rungs[i];
	}
	return NULL;
}

const struct rung *
venue_rung(const char *venue, int year, enum role role, size_t n)
{
	size_t left = n;
	const struct rung *r = side_rung(venue, year, role, true, &left);

	/* The user's lists win, the user's bulk files come first. */
	if (r || (role != ROLE_FILL && left != n))
		return r;
	return side_rung(venue, year, role, false, &left);
}

/* Whether a built-in rung gives way to the user's of the same role, or an
 * earlier one says the same. */
static bool
is_overruled(size_t at, const char *venue, int year)
{
	const struct rung *r = &rungs[at];

	for (size_t i = 0; i < nrungs; i++) {
		const struct rung *o = &rungs[i];

		if (i == at || !serves(o, venue, year))
			continue;
		if (!r->own && o->own && o->role == r->role &&
			r->role != ROLE_FILL)
			return true;
		if (i < at && o->own == r->own &&
			strcmp(o->source, r->source) == 0 &&
			strcmp(o->key, r->key) == 0)
			return true;
	}
	return false;
}

const struct rung *
venue_rung_of(const char *venue, int year, const char *source, size_t n)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (serves(&rungs[i], venue, year) &&
			strcmp(rungs[i].source, source) == 0 &&
			!is_overruled(i, venue, year) && n-- == 0)
			return &rungs[i];
	}
	return NULL;
}

int
venue_year(const char *venue, int from)
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

const char *
venue_name(size_t n)
{
	return n < nvenues ? rungs[venue_first[n]].venue : NULL;
}

/* The counts of all lists of a year; 0 when one has none. */
static size_t
year_count(const char *venue, int year)
{
	const struct rung *r;
	size_t sum = 0;

	for (size_t i = 0; (r = venue_rung(venue, year, ROLE_LIST, i)); i++) {
		if (!r->count)
			return 0;
		sum += r->count;
	}
	return sum;
}

size_t
venue_history(const char *venue, int year)
{
	size_t n = 0;

	for (int d = 1; d <= 10 && !n; d++) {
		n = year_count(venue, year - d);
		if (!n)
			n = year_count(venue, year + d);
	}
	return n;
}

const struct rung *
venue_line(const char *venue, size_t n)
{
	for (size_t i = 0; i < nrungs; i++) {
		if (strcmp(rungs[i].venue, venue) == 0 && n-- == 0)
			return &rungs[i];
	}
	return NULL;
}

void
venue_key(struct buf *out, const struct rung *r, int year)
{
	for (const char *p = r->key; *p;) {
		if (strncmp(p, "{year}", 6) == 0) {
			buf_printf(out, "%d", year);
			p += 6;
		} else if (strncmp(p, "{yy}", 4) == 0) {
			buf_printf(out, "%02d", year % 100);
			p += 4;
		} else {
			buf_putc(out, *p++);
		}
	}
}
