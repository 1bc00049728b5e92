/*
 * job_private.h - what job.c (the phases), ask.c (one request), run.c (state
 * and verdict) and job_record.c (the records) share; nobody else includes it.
 */
#ifndef CF_JOB_PRIVATE_H
#define CF_JOB_PRIVATE_H

#include "job.h"
#include "sources/source.h"

#define RUNGS_MAX 16
#define PAGES_AHEAD 512		/* paper pages waiting or under way at a time */
#define PAGE_FAILURES 8		/* in a row: the host is given up */
#define LISTS_NOTED (1UL << 20) /* bytes of addresses of list requests */

/* A rung of the ladder as this job uses it. */
struct rung_use {
	const struct source *source;
	char *key;
	char *host; /* of its last answer, NULL: none came */
	struct job job;
	size_t count;  /* the registry's number, 0: none */
	size_t stated; /* what the site says of its lists, in all */
	bool any_stated;
};

enum phase {
	PHASE_LIST,
	PHASE_FILL,
	PHASE_PAGE
};

struct ask;

/* The state of one venue-year. */
struct run {
	struct sink sink; /* first: sources hand it back */
	struct http *http;
	const char *venue;
	int year;
	const struct job_options *o;
	struct rung_use lists[RUNGS_MAX], fills[RUNGS_MAX];
	size_t nlists, nfills;
	size_t elses;	    /* `else` rungs that were looked at */
	bool fallen;	    /* the lists are those of such a rung */
	enum verdict first; /* why the lists themselves failed */

	enum phase phase;
	struct ask *queue, **queue_tail; /* list and bulk requests, in order */
	bool running;			 /* one of them is under way */
	bool login;			 /* a login is known */
	size_t fill;			 /* the bulk rung we are at */
	size_t pages, page_at;		 /* pages under way; the next paper */
	int page_failures;		 /* in a row */
	bool no_pages;			 /* too many: no more are asked for */
	bool pages_later;		 /* and that may pass */
	struct ask *now;		 /* whose bytes a source is reading */
	struct rung_use *planning;

	struct ladder ladder;
	struct places asked;	/* URLs */
	struct buf lists_asked; /* URLs of the list requests, each with a \0 */
	struct table scopes;	/* what the site states, by list */
	bool estimating;
	size_t shown; /* the last estimate that was written */

	size_t barren, fertile; /* list answers since; papers before */
	size_t listed, emitted, joined, without_abstract, errors, asks;
	size_t unfetched;   /* requests for fields that may do another time */
	enum verdict worst; /* of the list requests */
	bool flooded;	    /* more papers than a venue-year can have */
	bool closed;	    /* the reader of stdout has left */
	bool broken;	    /* stdout cannot be written */
	int64_t started, beat, wait_out_ns;
	struct fetch_counts base; /* counters when the job began */
	int64_t base_cpu_ms;
	char retrieved[32];
	struct buf line;
};

/* One request of a run. */
struct ask {
	struct request request;
	struct ask *next;
	struct run *run;
	struct rung_use *use;
	char *otherwise;
	void *parser;
	bool enough; /* the rest of the answer is not wanted */
	struct page page;
	struct challenge *head; /* of the answer, made when it begins: a list
				   may lead to very many requests */
	char *url, *type;	/* of the answer */
	char retrieved[32];
	struct paper *paper; /* FOR_PAPER: which */
};

/* --- job.c --- */

/* Starts the next request of the phase, or the next phase. */
void run_next(struct run *r);

/* --- ask.c --- */

/* A request of this run; NULL when that URL was asked before. */
struct ask *ask_add(struct run *r, struct rung_use *use, enum purpose purpose,
	const char *url, const char *otherwise);
void ask_free(struct ask *a);

/* --- run.c --- */

/* The rungs of the registry, or of --source, for this venue-year. */
void run_ladder(struct run *r);
void run_ladder_free(struct run *r);
/* When the lists gave no paper for a reason that time does not heal: puts the
 * venue's next other list in their place. False: there is none. */
bool run_fall_back(struct run *r);
/* With --max-papers: the list has given that many, or all of them are full.
 * Without: it has more than any can have. */
bool run_enough(const struct run *r);
/* Whether a page of its own can give a paper what it lacks. */
bool run_wants_page(struct run *r, const struct paper *p);
/* Whether the bulk rung we are at is worth its requests: one that needs a login
 * only with one, and only while abstracts are missing. */
bool run_wants_fill(struct run *r);
/* Whether no bulk rung can come after the one we are at. */
bool run_last_fill(const struct run *r);
/* The rung that listed a paper. */
struct rung_use *run_use_of(struct run *r, const struct paper *p);
/* How many papers are expected; 0: not known. */
size_t run_expected(const struct run *r);
/* Whether every list has been counted by its site. */
bool run_counted(const struct run *r);
/* The list cannot be read (or not to its end). */
void run_list_failed(struct run *r, const struct err *e, const char *url);
/* When the lists were read without a fault and still lack papers, one of their
 * answers may have been cut where nothing shows it: the next run shall not read
 * it again. */
void run_distrust_lists(struct run *r, enum verdict v);
enum verdict run_verdict(struct run *r);
int run_tick(void *run);

/* --- job_record.c --- */

/* Writes a paper and frees it; one that waited is taken off the ladder. */
void run_emit(struct run *r, struct paper *p);
/* Writes an `error` record; a fatal one (the list is damaged) goes to stderr.
 */
void run_failure(struct run *r, const char *code, const char *url, bool fatal,
	const struct err *e);
void run_error(struct run *r, const char *code, const char *url,
	const char *fmt, ...) CF_PRINTF(4, 5);
/* An `estimate` record if the expected number has changed. */
void run_estimate(struct run *r);
void record_start(struct run *r);
void record_heartbeat(struct run *r);
void record_done(struct run *r, enum verdict v);
void record_estimate(struct run *r, enum verdict v);

#endif
