/*
 * crossref.h - what the files of the crossref source share.
 */
#ifndef CF_CROSSREF_H
#define CF_CROSSREF_H

#include "answer.h"

#define CROSSREF_API "https://api.crossref.org/"

/* --- crossref_key.c: which works a key asks for --- */

#define CROSSREF_WORDS 32 /* alternatives of one name, track rules */

struct crossref_words {
	const char *s[CROSSREF_WORDS];
	size_t n;
};
/* The parts of a proceedings that are a track: "craft:681-695". */
struct crossref_track {
	const char *name;
	unsigned long first, last; /* pages; 0, 0: all that no rule names */
};
struct crossref_key {
	struct arena mem;
	struct crossref_words issn, prefix, isbn, member, type;
	struct crossref_words container, event; /* phrases: any of them */
	const char *date;	  /* "", "print-" or "online-": whose year */
	const char *from, *until; /* days, instead of the year's; or NULL */
	struct crossref_track track[CROSSREF_WORDS];
	size_t tracks;
	bool any; /* something selects works */
};
/* Reads a key (NULL: nothing asked for). -1 with e when it is none. */
int crossref_key_read(struct crossref_key *k, const char *key, struct err *e);
void crossref_key_free(struct crossref_key *k);
/* Whether a prefix names more than a publisher: it is sifted here, the API
 * knows the part before the slash only. */
bool crossref_is_doi(const char *prefix);
/* Whether the API's answer is just what was asked for, so that its total is
 * the number of works. */
bool crossref_is_exact(const struct crossref_key *k);
/* Whether a work is one of those asked for, and a paper: not front matter. */
bool crossref_fits(const struct crossref_key *k, struct json work, int year);
/* The track of a paper with these pages, or NULL. */
const char *crossref_track(const struct crossref_key *k, const char *pages);

/* --- crossref_plan.c: what to ask --- */

int crossref_plan(const struct job *job, enum purpose purpose,
	struct sink *sink, struct err *e);
/* The list of the whole year in which the works of a prefix must be. */
void crossref_year_url(struct buf *url, const struct crossref_key *k,
	const char *prefix, int year, enum purpose purpose);
/* The list around the day of a proceedings' record; false when it has none. */
bool crossref_window_url(struct buf *url, const struct crossref_key *k,
	const char *prefix, struct json record, enum purpose purpose);

/* --- crossref_work.c: from a work to a paper --- */

/* The first date that a work has of these kinds (NULL-terminated), as its
 * year, month and day, 0 for what is not known; false when it has none. */
bool crossref_date(int out[3], struct json work, const char *const *kinds);
/* The kinds of dates that a key's year is about. */
const char *const *crossref_dates(const struct crossref_key *k);
/* The DOI of a work in lower case, into out (replaced). */
bool crossref_doi(struct buf *out, struct json work);
/* The paper of a work; NULL when it has no DOI, or, after a problem, no
 * title. */
struct paper *crossref_paper(
	struct json work, const struct crossref_key *k, struct sink *sink);

#endif
