/*
 * neurips.h - what neurips.c, neurips_list.c, neurips_paper.c and
 * neurips_link.c have in common. Nobody else includes it.
 */
#ifndef CF_NEURIPS_H
#define CF_NEURIPS_H

#include "proceedings.h"

/* What an address of the proceedings software says. */
struct link {
	enum link_kind {
		LINK_OTHER,
		LINK_PAPER, /* the page of a paper */
		LINK_PDF,
	} kind;
	char key[96];	/* hash or number, with the round of 2021 */
	char track[64]; /* "" when it does not say */
	int year;	/* likewise 0 */
};

/* Takes an absolute URL apart. */
void link_parse(struct link *out, const char *url);
/* The name of a track, the same for all its spellings. */
void link_track(char out[64], const char *label, size_t n);
/* The year that stands in a path, or 0. */
int link_year(const char *url);
/* Gives a paper its identifiers, its address and that of its PDF, as far as
 * its link at url says; the page it is on may know the year. */
void link_identify(struct paper *paper, const struct link *link,
	const char *url, const struct page *page);

/* The text that is being collected. */
enum part {
	IN_NOTHING,
	IN_TITLE,
	IN_AUTHORS, /* a list with commas */
	IN_AUTHOR,  /* one */
	IN_COUNT,
	IN_HEADING,
	IN_TRACK,
	IN_ABSTRACT,
	IN_BUTTON,
};

struct parser {
	const struct page *page;
	struct html *html;
	enum part part;
	char until[16];	      /* the element whose end ends the part */
	struct paper *paper;  /* of a list: the item; else the page's own */
	struct link link;     /* of the item */
	struct citation cite; /* of a paper's page */
	struct buf url;	      /* the last link */
	char volume[16];
	char track[64]; /* of the <li> */
	size_t items, stated;
	bool has_count, see_also;
	bool is_list;  /* a landmark of a list was seen */
	bool is_paper; /* it is the page of a paper */
	bool by_links; /* whose authors are links, not metas */
	bool stop;
};

/* Begins a text; the end of this element ends it. */
void part_begin(struct parser *p, enum part part, const struct html_tag *t);
bool is_heading(const struct html_tag *t);
/* Puts the address of an <a> into p->url; false when it has none. */
bool tag_link(struct parser *p, const struct html_tag *t);

void neurips_list_tag(struct parser *p, const struct html_tag *t);
int neurips_list_close(struct parser *p, bool whole, struct err *e);
void neurips_paper_tag(struct parser *p, const struct html_tag *t);
int neurips_paper_close(struct parser *p, bool whole, struct err *e);

#endif
