/*
 * isca.h - what isca.c and isca_page.c have in common. Nobody else includes it.
 */
#ifndef CF_ISCA_H
#define CF_ISCA_H

#include "proceedings.h"

struct parser {
	struct listing list; /* first: the parser of listing.c */
	enum part {
		IN_NOTHING,
		IN_SESSION,
		IN_TITLE,
		IN_AUTHORS,
		IN_ABSTRACT,
		IN_BIBTEX,
	} part;
	char until[16];
	size_t depth;	     /* open <div> of the abstract */
	struct paper *paper; /* of a list: the item; else the page's own */
	struct citation cite;
	struct buf url, session;
};

/* Begins a text; the end of this element ends it. */
void isca_part(struct parser *p, enum part part, const struct html_tag *t);
/* Gives a paper its identifiers and the address of its PDF from that of its
 * page; false when that is none. */
bool isca_identify(struct paper *paper, const char *url);

void isca_page_tag(struct parser *p, const struct html_tag *t);
int isca_page_close(struct parser *p, struct err *e);

#endif
