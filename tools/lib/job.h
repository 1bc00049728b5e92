/*
 * job.h - one venue-year: from the registry's ladder to the records.
 */
#ifndef CF_JOB_H
#define CF_JOB_H

#include "fetch.h"

/* --- job.c --- */

enum details {
	DETAILS_NONE,
	DETAILS_MISSING,
	DETAILS_ALL
};

struct job_options {
	size_t max_papers;  /* 0: all */
	const char *source; /* one source instead of the ladder; NULL: ladder */
	enum details details;
	bool rejected, withdrawn;
	bool quiet; /* what the records say is not said on stderr too */
};

/* Fetches one venue-year and writes its records, from `start` to `done`, to
 * standard output. Returns the verdict; *closed is set when the reader of
 * standard output has left and the rest is pointless. */
enum verdict job_scrape(struct http *h, const char *venue, int year,
	const struct job_options *o, bool *closed);
/* Writes one `estimate` record. */
enum verdict job_estimate(struct http *h, const char *venue, int year,
	const struct job_options *o, bool *closed);

/* --- run.c --- */

/* Whether the registry (or --source) can serve that venue and year: 0, or -1
 * with e saying which years there are. */
int job_known(const char *venue, int year, const struct job_options *o,
	struct err *e);

/* --- job_record.c --- */

/* Writes one `plan` record. Returns 0, 1 when the reader of standard output has
 * left, -1 (after a message) when it cannot be written. */
int job_plan(const char *venue, int year, const struct job_options *o);

/* --- ladder.c: listed papers that wait to be filled from other sources --- */

struct ladder {
	struct paper **paper; /* by position - 1; NULL: it does not wait */
	size_t n, cap;
	struct table by_id; /* "key:value" of every identifier */
	struct table by_title;
};
void ladder_free(struct ladder *l);
/* Whether a paper with this id was ever added. */
bool ladder_has(const struct ladder *l, const char *id);
/* Notes a paper with id and title and gives it its position; when it waits,
 * the ladder owns it until ladder_take. */
void ladder_add(struct ladder *l, struct paper *p, bool waits);
/* The waiting paper that p is a copy of: same id or other identifier, else the
 * same title if only one waiting paper has it; NULL. */
struct paper *ladder_find(const struct ladder *l, const struct paper *p);
/* Indexes what a waiting paper has learned. */
void ladder_update(struct ladder *l, const struct paper *p);
/* Takes p out; the caller owns it. */
void ladder_take(struct ladder *l, const struct paper *p);
/* The waiting papers in the order of the list; restart with *at = 0. */
struct paper *ladder_each(const struct ladder *l, size_t *at);

#endif
