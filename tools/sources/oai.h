/*
 * oai.h - what the sources that speak OAI-PMH 2.0 share: the reader of answers
 * (oai.c) and the fields that are the same everywhere (oai_dc.c).
 */
#ifndef CF_OAI_H
#define CF_OAI_H

#include "source.h"

/* One element of a record that holds text, or the end of one that held others
 * (then text is space). */
struct oai_field {
	const char *name; /* without prefix */
	const char *lang; /* xml:lang, "" when it has none */
	const char *text;
	struct oai_field *next;
};

/* A record, or a header alone when the answer is a ListIdentifiers. */
struct oai_record {
	struct arena mem;	/* holds everything below */
	const char *id, *stamp; /* "" when the header lacks them */
	const char *format;	/* the element inside of <metadata>, or "" */
	bool deleted;
	bool full; /* longer than LIMIT_OAI_RECORD: the rest is missing */
	struct oai_field *sets, *fields;
};

/* --- oai.c --- */

struct oai;
/* fn gets each record, which lives during the call; a return other than 0 stops
 * the feed. */
typedef int oai_fn(void *ctx, const struct oai_record *r);
struct oai *oai_open(oai_fn *fn, void *ctx);
int oai_feed(struct oai *o, const char *s, size_t n);
/* At the end of the body: 0, or -1 with e; an error that the server states is
 * V_FAILED, and V_EMPTY when it says that nothing matches. */
int oai_end(struct oai *o, bool whole, struct err *e);
void oai_free(struct oai *o);
/* What the answer said besides its records. */
const char *oai_error(const struct oai *o); /* its code, or "" */
const char *oai_token(const struct oai *o); /* resumptionToken, or "" */
int64_t oai_size(const struct oai *o);	    /* completeListSize, or -1 */
/* What was wrong with the XML, or NULL. */
const char *oai_fault(const struct oai *o);

/* --- oai_dc.c --- */

/* The text of the field with that name, in English if it is there in several
 * languages; NULL when there is none. */
const char *oai_text(const struct oai_record *r, const char *name);
/* What Dublin Core says of a paper: title, authors, abstract, keywords, date,
 * DOI and address. */
void oai_dc(struct paper *p, const struct oai_record *r);

#endif
