/*
 * registry.h - the tables that are data: venues.tsv and hosts.tsv
 * (cf-venues(5)).
 */
#ifndef CF_REGISTRY_H
#define CF_REGISTRY_H

#include "cf.h"

/* --- venue.c: which sources serve which venue and year --- */

enum role {
	ROLE_LIST,
	ROLE_ELSE,
	ROLE_FILL,
	ROLE_ALIAS
};

struct rung {
	char *venue;
	int first, last; /* years; last is INT_MAX for "2026-" */
	enum role role;
	char *source, *key; /* key may hold {year} and {yy} */
	char *count_from;   /* the note */
	size_t count;	    /* 0: not known */
	bool own;	    /* a line of the user's */
};

/* Reads the compiled-in table and the user's own: `file` (or NULL) and
 * $CF_VENUES, without which $XDG_CONFIG_HOME/cf/venues.tsv or
 * ~/.config/cf/venues.tsv. Where the user's lines list a venue and year, the
 * built-in lists of it are not used. -1 with e, naming file and line, when a
 * line makes no sense. Once per program. */
int venue_load(const char *file, struct err *e);
/* Frees the registry. */
void venue_free(void);
/* The name under which the registry has a venue (any case, aliases), or NULL.
 */
const char *venue_find(const char *name);
/* The n-th rung, from 0, of a role for a venue and year; NULL: no more. */
const struct rung *
venue_rung(const char *venue, int year, enum role role, size_t n);
/* The same of all roles but alias, for a given source. */
const struct rung *
venue_rung_of(const char *venue, int year, const char *source, size_t n);
/* The n-th venue, in the table's order, or NULL. */
const char *venue_name(size_t n);
/* The n-th rung of a venue of any role, in the table's order, or NULL; an alias
 * has the other name as its source. */
const struct rung *venue_line(const char *venue, size_t n);
/* The key with {year} and {yy} filled in, appended. */
void venue_key(struct buf *out, const struct rung *r, int year);

/* The first year from `from` on that the venue has a list for, or INT_MAX. */
int venue_year(const char *venue, int from);

/* The number of papers of the nearest other year that the registry has one for,
 * the earlier of two; 0: of none within ten years. */
size_t venue_history(const char *venue, int year);

/* --- years.c: years as people write them --- */

#define YEAR_FIRST 1900
#define YEAR_LAST 2199

/* Reads "2023", "2019-2021" or, when that may be, "2026-": then the last is
 * INT_MAX. False when s is none of these. */
bool years_range(int *first, int *last, const char *s, bool open_ended);
/* Reads "2019-2021,2023" into a sorted list without repeats: at most max
 * years. Returns their number, or -1 with e. */
int years_parse(int *out, size_t max, const char *spec, struct err *e);

/* --- venue_name.c: names, for people --- */

/* Appends "; did you mean 'a' or 'b'?" when the registry has names like it. */
void venue_suggest(struct buf *out, const char *name);
/* Appends the years with a list, for people: "1995-2007/2, 2009-": every second
 * year, then all. */
void venue_years(struct buf *out, const char *venue);
/* Prints the venues to standard output: a table, or with json a record each
 * (cf-venues(5)). */
void venue_print(bool json);

/* --- venue_file.c: which venues and years somebody wants --- */

/* Reads a file of venues and years, YAML (`venues:` with `name` and `years`) or
 * lines "VENUE YEARS"; each() gets them in order, years as they are written, or
 * `years` for an entry that has none. -1 with e, naming file and line. */
int venue_file_read(const char *file, const char *years,
	int (*each)(
		void *ctx, const char *venue, const char *years, struct err *e),
	void *ctx, struct err *e);

/* --- host.c: how fast a host may be asked --- */

struct host_rule {
	double rate; /* requests per second, of all processes together */
	int connections;
};
struct host_rule host_rule(const char *host);

/* --- the tables, compiled in (made from the .tsv by the Makefile) --- */
extern const char *const venue_lines[], *const host_lines[];

#endif
