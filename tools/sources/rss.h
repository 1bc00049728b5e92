/*
 * rss.h - what rss.c and rss_page.c have in common. Nobody else includes it.
 */
#ifndef CF_RSS_H
#define CF_RSS_H

#include "proceedings.h"

struct parser {
	struct listing list; /* first: the parser of listing.c */
	enum part {
		IN_NOTHING,
		IN_TITLE,
		IN_AUTHORS,
		IN_LABEL,
		IN_ABSTRACT,
		IN_BIBTEX,
	} part;
	char until[16];
	size_t bold;	     /* where bold type begins in the abstract */
	struct paper *paper; /* of a list: the item; else the page's own */
	struct citation cite;
	struct buf url;
};

/* Begins a text; the end of this element ends it. */
void rss_part(struct parser *p, enum part part, const struct html_tag *t);
/* Gives a paper what the address of its page says; false when it is none. */
bool rss_identify(struct paper *paper, const char *url);

void rss_page_tag(struct parser *p, const struct html_tag *t);
int rss_page_close(struct parser *p, struct err *e);

#endif
