/*
 * dblp.h - what dblp.c, dblp_key.c, dblp_entry.c, dblp_xml.c and dblp_json.c
 * have in common. Nobody else includes it.
 */
#ifndef CF_DBLP_H
#define CF_DBLP_H

#include "source.h"

/* One record, as far as it was read. */
struct entry {
	struct paper *paper; /* NULL: none is open */
	/* "conf/icml/Angluin88", "conf/icml/1988",
	 * "db/conf/icml/icml1988.html#Angluin88", "streams/conf/icml" */
	struct buf key, crossref, url, stream;
	int year; /* 0: not said */
	bool withdrawn;
};

struct parser {
	const struct page *page;
	enum {
		BODY_UNKNOWN, /* nothing but space has come */
		BODY_XML,
		BODY_JSON,
	} body;
	struct xml *xml;
	struct json_split *json;
	struct err err; /* of the JSON */
	struct entry entry;
	struct buf heading; /* <h2> of a table of contents */
	struct buf orcid;   /* of the author that is read */
	char tail[16];	    /* the last bytes of the body that are no space */
	size_t taken;	    /* papers that are wanted */
	bool begun;	    /* an element was there */
	bool known;	    /* it is one of dblp's */
	bool challenge;	    /* this is HTML */
	bool stop;
};

/* --- dblp_key.c: which records a job wants --- */

/* The parts of a key: "conf/aaai/1986-1,1986-2" has two, of one stream. Walks
 * them: true with the stream (as a length of *part) and the toc behind it, ""
 * when the part is the stream alone. A part without '/' has the stream of the
 * one before. */
struct part {
	const char *stream, *toc;
	size_t nstream, ntoc;
};
bool part_next(struct part *p, const char **key);
/* Whether a record belongs to what the key names; NULL names everything. */
bool key_wants(const struct job *job, const struct entry *e);

/* --- dblp_entry.c: what a record says --- */

/* Begins a record; another that is open is lost. publtype may be NULL. */
void entry_begin(struct entry *e, const char *key, const char *publtype);
void entry_free(struct entry *e);
/* Fields, as dblp writes them: a name with its homonym number, a title with its
 * period, an electronic edition, "ICLR (Poster)". */
void entry_author(struct entry *e, const char *name, const char *orcid);
void entry_title(struct entry *e, const char *title);
void entry_link(struct entry *e, const char *url);
void entry_venue(struct entry *e, const char *text);
void entry_year(struct entry *e, const char *year);
/* Hands on (or only counts) the record if the job wants it. */
void entry_emit(struct parser *p);

/* --- the two forms --- */

void dblp_xml_tag(void *ctx, struct xml *x, const struct xml_tag *t);
int dblp_json_member(void *ctx, const char *name, struct json value);

#endif
