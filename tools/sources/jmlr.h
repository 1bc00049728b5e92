/*
 * jmlr.h - what jmlr.c, jmlr_list.c, jmlr_tmlr.c and jmlr_paper.c have in
 * common. Nobody else includes it.
 */
#ifndef CF_JMLR_H
#define CF_JMLR_H

#include "proceedings.h"

struct parser {
	const struct page *page;
	struct html *html;
	enum part {
		IN_NOTHING,
		IN_TITLE,
		IN_LINE, /* "Authors; 6(Jan):1--20, 2005." */
		IN_AUTHORS,
		IN_DATE, /* ", March 2024" */
		IN_LINK,
		IN_HEADING,
		IN_ABSTRACT,
	} part;
	struct paper *paper;  /* of a list: the item; else the page's own */
	struct citation cite; /* of a paper's page */
	struct buf url;	      /* the last link */
	int year;	      /* of the item, 0 when it does not say */
	bool in_dd;	      /* behind the title of an item */
	bool had_abstract;    /* links may follow */
	bool tagged;	      /* the abstract stands in its own element */
	bool by_year;	      /* the list has other years too */
	bool is_list;	      /* a landmark of a list was seen */
	bool is_paper;	      /* it is the page of a paper */
	bool stop;
	size_t items, of_year;
};

void jmlr_begin(struct parser *p, enum part part);
/* Gives a paper its identifiers from one of its addresses; false when that
 * names none. */
bool jmlr_identify(struct paper *paper, const char *url);
/* Hands on the item of a list, if there is one. */
void jmlr_end_item(struct parser *p);
/* Takes a link of a paper by what it is called. */
void jmlr_link(struct parser *p, const char *label, const char *url);
/* Takes "A, B; 6(Jan):1--20, 2005.": authors, volume, pages and year. */
void jmlr_line(struct parser *p, const char *text);
/* Whether an <a> has an address, which is then in p->url. */
bool jmlr_href(struct parser *p, const struct html_tag *t);

void jmlr_list_tag(struct parser *p, const struct html_tag *t);
void jmlr_tmlr_tag(struct parser *p, const struct html_tag *t);
void jmlr_paper_tag(struct parser *p, const struct html_tag *t);
int jmlr_list_close(struct parser *p, struct err *e);
int jmlr_paper_close(struct parser *p, struct err *e);

#endif
