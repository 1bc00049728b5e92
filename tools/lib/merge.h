/*
 * merge.h - what cf-merge is made of.
 *
 * merge.c takes lines in and keeps one struct copy per distinct paper line
 * (merge_copy.c reads it, merge_index.c finds it by a hash); merge_job.c keeps
 * what the streams say about venue-years; merge_same.c finds the copies that
 * are one paper, by the keys of merge_key.c and the authors of merge_author.c;
 * merge_union.c joins what they say, on the sets of merge_field.c;
 * merge_write.c writes the result and merge_report.c tells people.
 */
#ifndef CF_MERGE_H
#define CF_MERGE_H

#include "cf.h"

/* --- merge_job.c: what the streams say about a venue-year --- */

#define MERGE_ERRORS 5 /* errors of a venue-year that are kept to be shown */

struct merge_venue {
	const char *name;
	int64_t order; /* from the plan; INT64_MAX: none */
};
struct merge_job {
	struct merge_venue *venue;
	int year;
	size_t papers; /* written */
	size_t copies; /* records that came in for them */
	bool planned;  /* the streams say that it was to be done */
	bool started;  /* and that a worker took it */
	bool done;     /* and how it ended: */
	enum verdict verdict;
	int64_t expected; /* papers that there should be; -1: unknown */
	int64_t estimate; /* the same as foretold */
	/* Why it ended as it did: the first fatal error of each kind. */
	char *cause[V_RETRY_LATER + 1];
	size_t errors;		   /* those that are not fatal */
	char *error[MERGE_ERRORS]; /* the first of them, as text */
	size_t torn;		   /* records of which only the head is there */
	size_t again;		   /* of these: before a worker began anew */
};
struct merge;
/* The venue-year of that name and year; made when new. */
struct merge_job *merge_job_of(struct merge *m, const char *venue, int year);
/* Takes what is no record: the head of one, when a worker died in it. */
void merge_job_torn(struct merge *m, const char *s, size_t n);
/* Whether records of this type say something about venue-years. */
bool merge_job_is_type(struct json type);
void merge_job_record(struct merge *m, struct merge_job *job,
	struct json record, struct json type);
/* Whether all is well: complete, or never part of a stream. */
bool merge_job_good(const struct merge_job *job);
/* The fatal error behind its verdict; NULL: none was told. */
const char *merge_job_cause(const struct merge_job *job);
/* By the plan's order, then name, then year. */
int merge_job_compare(const struct merge_job *a, const struct merge_job *b);

/* --- merge.c --- */

/* A piece of a line: a JSON value. n is 0: absent. */
struct span {
	uint32_t at, n;
};
enum part {
	PART_ID,
	PART_TITLE,
	PART_AUTHORS,
	PART_DOI,
	PART_ARXIV,
	PART_FORUM, /* ids.openreview, or the id when it names a forum */
	PART_SOURCE,
	PART_RETRIEVED,
	PARTS
};
/* One distinct line of a paper. */
struct copy {
	const char *line; /* without LF */
	uint32_t n;
	uint32_t fields; /* merge_union.c: members that say something */
	uint32_t times;	 /* how often the line came */
	size_t arrival;	 /* its number among all copies */
	uint32_t size;	 /* copies of the paper (valid in its root) */
	struct span part[PARTS];
	int64_t position;	      /* INT64_MAX: none */
	uint64_t id_hash, title_hash; /* key_hash(), made while the line is
					 at hand */
	struct merge_job *job;
	struct copy *root; /* of the paper it belongs to: union-find */
	struct copy *ring; /* the next copy of that paper */
	/* merge_same.c: the copies that have a key in common */
	struct copy *chain, *last;
};

/* merge_index.c: copies by a hash; the caller tells equal from unequal. */
struct index_slot {
	uint64_t hash;
	struct copy *copy;
};
struct index {
	struct index_slot *slot;
	size_t used, cap;
};
/* Where the copy with this hash for which same() holds stands or, when copy is
 * NULL there, belongs: the caller then sets it and calls index_grow(). */
struct index_slot *index_find(const struct index *ix, uint64_t hash,
	bool (*same)(void *ctx, const struct copy *c), void *ctx);
void index_init(struct index *ix, size_t n);
void index_grow(struct index *ix);

struct merge {
	struct arena mem;
	struct index lines;
	struct copy **copy; /* all; after merge_finish one per paper */
	size_t ncopy, cap;
	size_t expected; /* of a stream that repeats: the next copy */
	struct table jobs, venues;
	struct buf scratch;
	struct buf mended; /* a line that was not all UTF-8 */
	struct merge_job **job;
	size_t njob, job_cap;
	size_t torn;   /* heads that do not say whose they are */
	size_t healed; /* bad lines of which nothing is missing */
};
void merge_init(struct merge *m);
void merge_free(struct merge *m);
/* Takes one line, without its LF; stays: it lives until merge_free(), else it
 * is copied. NULL, or what the line is that it should not be. */
const char *merge_line(struct merge *m, const char *s, size_t n, bool stays);
/* After the last line: joins the copies and brings all in order. */
void merge_finish(struct merge *m);

/* --- merge_copy.c: what a line says --- */

/* The members that matter: the parts, and those that only the reading of a
 * line needs. */
enum member {
	M_TYPE = PARTS,
	M_VENUE,
	M_YEAR,
	M_IDS,
	M_POSITION,
	MEMBERS
};
/* Checks a line and reads its members into v; false when it is not JSON. */
bool members_read(
	struct json *record, struct json v[MEMBERS], const char *s, size_t n);
/* Sets the copy's parts and position to what was read from its line. */
void copy_set(struct copy *c, struct json v[MEMBERS]);
/* The same for a line that changed. */
void copy_read(struct copy *c);
struct json copy_part(const struct copy *c, enum part p);
/* Appends the text of a part; false when it has none. */
bool copy_text(struct buf *b, const struct copy *c, enum part p);
/* null, "", [] and {} say nothing. */
bool value_says(struct json v);
/* By bytes, as qsort wants it. */
int value_compare(struct json a, struct json b);

/* --- merge_key.c: by what a copy can be recognised --- */

enum key_kind {
	KEY_ID,
	KEY_FORUM, /* from here on within a venue-year */
	KEY_DOI,
	KEY_ARXIV,
	KEY_TITLE,
	KEY_KINDS
};
/* Each returns false when the copy has no such thing. This one replaces b, the
 * others append to it. */
bool key_of(struct buf *b, const struct copy *c, enum key_kind kind);
/* The hash of that key, which is in b then; 0: none. */
uint64_t key_hash(struct buf *b, const struct copy *c, enum key_kind kind);
#define FORUM_PREFIX "openreview:"
bool key_forum(struct buf *b, const struct copy *c);
bool key_title(struct buf *b, const struct copy *c);
/* The source, or the prefix of the id, which names one. */
bool key_source(struct buf *b, const struct copy *c);

/* --- merge_same.c --- */

/* Joins copies of one paper into rings. m->copy is in its final order. */
void same_find(struct merge *m);

/* --- merge_author.c --- */

/* Whether two author lists may be of one paper. */
bool authors_agree(struct json a, struct json b);

/* The authors of a record, and what other copies know about them. */
#define PERSON_GIFTS 3
struct person {
	struct json author, gift[PERSON_GIFTS];
	struct json name;
	bool has[PERSON_GIFTS]; /* it says as much itself */
};
struct persons {
	struct person *v;
	size_t n;
	bool grown;
};
void persons_read(struct persons *p, struct json list);
void persons_free(struct persons *p);
/* Gives authors what they lack of affiliations, orcid and openreview, if the
 * list has the same length, from the author at the same place, if the name is
 * the same. Whether affiliations were among it. */
bool persons_fill(struct persons *p, struct json list);
void persons_write(struct buf *b, const struct persons *p);

/* --- merge_field.c: members or elements as a set that keeps its order --- */

struct field {
	struct json name, value;
	struct json source; /* merge_union.c: who gave the value */
	bool written;
	const char *judged; /* the value that `says` is about */
	bool says;
};
/* value_says() of its value, which is looked at once: copy after copy asks. */
bool field_says(struct field *f);
struct fields {
	struct field *v;
	size_t n, cap;
	struct table index;
};
/* From an object or an array; any other value makes an empty set. */
void fields_read(struct fields *f, struct json v);
/* Adds those that are not there yet; true when there was one. */
bool fields_add(struct fields *f, struct json v);
void fields_free(struct fields *f);
/* The member of that name (a JSON string), made when it is new; valid until
 * the next is made. */
struct field *field_put(struct fields *f, struct json name);
/* The member of that name, if it says something, or NULL. */
struct field *field_get(const struct fields *f, const char *name);
void fields_write(struct buf *b, const struct fields *f, bool object);

/* --- merge_union.c --- */

/* Joins a paper's copies, the n of v, to one; returns the copy that holds the
 * result. */
struct copy *union_make(struct merge *m, struct copy **v, size_t n);

/* --- merge_write.c --- */

/* Writes the papers to a file, or to standard output when name is NULL. 0, or
 * -1 with errno. */
int merge_write(const struct merge *m, const char *name);

/* --- merge_report.c --- */

struct merge_notes {
	bool quiet;
	bool failed;	    /* nothing was written */
	bool interrupted;   /* a signal ended the writers */
	const char *output; /* the name of the file that was written, or NULL */
};
/* Says what was merged and what is missing. Returns how many venue-years are
 * not complete. */
size_t merge_report(struct merge *m, const struct merge_notes *o);
/* How many are not, without a word; 1 where there is none at all. */
size_t merge_missing(const struct merge *m);

#endif
