/*
 * answer.h - what the answers of bibliographic APIs have in common: a page of
 * records in JSON with a total and a cursor to the next, one record alone, or
 * no JSON at all; and keys made of NAME=VALUE.
 */
#ifndef CF_ANSWER_H
#define CF_ANSWER_H

#include "source.h"

/*
 * One answer as it is read. Sources keep it as a member of their parser; the
 * callbacks of answer_open get ctx, as those of json_split_open do.
 */
struct answer {
	struct page page;
	struct json_split *split; /* from the first byte of JSON on */
	struct buf text;	  /* how an answer begins that is none */
	struct buf single;	  /* the members of an answer without a list */
	const char *array;
	int (*item)(void *ctx, struct json value);
	int (*member)(void *ctx, const char *name, struct json value);
	void *ctx;
	bool broken; /* it is not JSON */
	struct err err;

	size_t items;	     /* records on this page */
	size_t seen, left;   /* in the whole list so far, this page included:
				records, and those left out; the request's
				fragment carries them from page to page */
	size_t taken;	     /* the same: papers handed on */
	size_t taken_before; /* on the pages before this one */
	size_t strange;	     /* on this page: records of another kind */
	int64_t total;	     /* what the answer states, -1: nothing */
	struct buf next;     /* the cursor to the next page, "": none */
};
void answer_open(struct answer *a, const struct page *page, const char *array,
	int (*item)(void *ctx, struct json value),
	int (*member)(void *ctx, const char *name, struct json value),
	void *ctx);
int answer_feed(struct answer *a, const char *s, size_t n);
/* The end of the input. 0: it was JSON to its end, or enough of it. Else -1:
 * `what` (the API's name) sent something else, or not all. */
int answer_end(struct answer *a, bool whole, const char *what, struct err *e);
void answer_free(struct answer *a);
/* The record that the answer is itself when it has no list; JSON_NONE: none. */
struct json answer_single(struct answer *a);
/* -1 with e when all records were strange; reports a problem when some were.
 * what: "a DOI". */
int answer_strange(const struct answer *a, const char *what, struct err *e);
/* Hands on the paper of a record, NULL: the record is left out. What item()
 * returns. */
int answer_paper(struct answer *a, struct paper *paper);
/* Reports a list that ends before its total. */
void answer_check_total(const struct answer *a);
/* Whether there must be more pages: a cursor, and records still missing. */
bool answer_more(const struct answer *a);
/* Asks for the next page: this one's URL with the cursor as `param`. */
void answer_next(struct answer *a, const char *param);
/* Reports the total, less what was left out, as that of the list (the URL
 * without the cursor). */
void answer_count(struct answer *a, const char *param, size_t n);

/* --- keys: NAME=VALUE;NAME=VALUE --- */

/* The next part of *key: its name into name (replaced, "" when it has none) and
 * its value into value (replaced), both without space around them. False at the
 * end. */
bool key_next(struct buf *name, struct buf *value, const char **key);

/* --- small things --- */

/* Appends a DOI in lower case, the form in which it is compared: without its
 * resolver, nothing when s is none. */
void doi_lower(struct buf *out, const char *s);
/* Sets the ORCID of an author: the sixteen digits, from a URL or alone. */
void author_orcid(struct paper *p, struct author *a, const char *text);
/* Sets the arXiv identifier when a DOI or a URL names one. */
void paper_arxiv(struct paper *p, const char *text);

#endif
