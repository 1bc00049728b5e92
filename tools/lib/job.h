/*
 * job.h - one venue-year: from the registry's ladder to the records.
 */
#ifndef CF_JOB_H
#define CF_JOB_H

#include <sys/types.h>

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
	const char *key;    /* with source: in place of the registry's */
	enum details details;
	bool rejected, withdrawn;
	int record; /* a descriptor that gets all records too, 0: none */
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

/* --- waiting.c: papers that are put aside, by their place --- */

struct waiting {
	struct waiting_slot *slot; /* by place - 1 */
	size_t cap;
	size_t memory;	/* bytes of papers in it */
	size_t lacking; /* how many have no abstract */
	int file;	/* its descriptor + 1, 0: none yet */
	bool no_file;	/* none can be had */
	off_t end;
};
/* Puts a paper aside at p->position, in the place of one that was there. */
void waiting_put(struct waiting *w, struct paper *p);
/* A copy of the paper at a place, which the caller frees, or NULL. */
struct paper *waiting_get(const struct waiting *w, size_t place);
bool waiting_has(const struct waiting *w, size_t place);
void waiting_drop(struct waiting *w, size_t place);
void waiting_free(struct waiting *w);

/* --- ladder.c: listed papers that wait to be filled from other sources --- */

struct ladder {
	struct waiting waiting; /* by position */
	size_t n;		/* papers added */
	struct places by_id;	/* "key:value" of every identifier */
	struct places by_title;
};
void ladder_free(struct ladder *l);
/* Whether a paper with this id was ever added. */
bool ladder_has(const struct ladder *l, const char *id);
/* Notes a paper with id and title and gives it its position. */
void ladder_add(struct ladder *l, struct paper *p);
/* The same, and the ladder keeps it. */
void ladder_wait(struct ladder *l, struct paper *p);
/* The position of the waiting paper that p is a copy of: same id or other
 * identifier, else the same title if only one waiting paper has it; 0. */
size_t ladder_find(const struct ladder *l, const struct paper *p);
/* Indexes what the waiting paper at p->position has learned. */
void ladder_update(struct ladder *l, const struct paper *p);
/* The position of the next waiting paper in the order of the list, or 0;
 * restart with *at = 0. */
size_t ladder_each(const struct ladder *l, size_t *at);

#endif
