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
	ROLE_FILL,
	ROLE_ALIAS
};

struct rung {
	char *venue;
	int first, last; /* years; last is INT_MAX for "2026-" */
	enum role role;
	char *source, *key; /* key may hold {year} */
	size_t count;	    /* 0: not known */
};

/* Reads the compiled-in table and the user's own ($CF_VENUES, else
 * $XDG_CONFIG_HOME/cf/venues.tsv, else ~/.config/cf/venues.tsv); a line of the
 * user's replaces that of the same venue, year, role, source and key. -1 with
 * e, naming file and line, when a line makes no sense. Once per program. */
int venue_load(struct err *e);
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
/* Appends the years with a list, for people: "1987-2025, 2026-". */
void venue_years(struct buf *out, const char *venue);
/* The n-th venue, in the table's order, or NULL. */
const char *venue_name(size_t n);
/* The key with {year} filled in, appended. */
void venue_key(struct buf *out, const struct rung *r, int year);

/* Reads "2019-2021,2023" into a sorted list without repeats: at most max
 * years. Returns their number, or -1 with e. */
int years_parse(int *out, size_t max, const char *spec, struct err *e);

/* --- host.c: how fast a host may be asked --- */

struct host_rule {
	double rate; /* requests per second, of all processes together */
	int connections;
};
struct host_rule host_rule(const char *host);

/* --- the tables, compiled in (made from the .tsv by the Makefile) --- */
extern const char *const venue_lines[], *const host_lines[];

#endif
