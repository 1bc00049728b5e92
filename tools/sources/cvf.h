/*
 * cvf.h - the pages of openaccess.thecvf.com and of www.ecva.net, which copied
 * its markup: what cvf.c and ecva.c (the sites), cvf_read.c, cvf_list.c and
 * cvf_page.c (the markup) and cvf_place.c (the addresses) have in common.
 * Nobody else includes it.
 */
#ifndef CF_CVF_H
#define CF_CVF_H

#include "proceedings.h"

struct cvf;

/* What is different on the two sites. */
struct cvf_site {
	/* Gives a paper its identifiers and its address by the address of its
	 * page, or of its PDF; false when that names none. */
	bool (*identify)(struct cvf *p, struct paper *paper, const char *url);
	/* The authors as the page lists them. */
	void (*authors)(struct paper *paper, const char *text);
	/* Whether an item of a list is of this job; NULL: all are. */
	bool (*wanted)(const struct cvf *p, const struct paper *paper);
	/* A tag of a list that belongs to no paper. */
	void (*between)(struct cvf *p, const struct html_tag *t);
	/* At the end of a list without papers: 0 when there is a way on. */
	int (*empty)(struct cvf *p, struct err *e);
};

/* The text that is being collected. */
enum cvf_part {
	CVF_NOTHING,
	CVF_TITLE,
	CVF_AUTHORS, /* of a list: a <dd> of names, of a page: in italics */
	CVF_LINK,
	CVF_BIBTEX,
	CVF_ABSTRACT,
	CVF_HEADING, /* of a list, outside of papers */
};

struct cvf {
	const struct page *page;
	const struct cvf_site *site;
	struct html *html;
	enum cvf_part part;
	struct paper *paper; /* of a list: the item; else the page's own */
	bool is_paper;	     /* it is the page of a paper */
	bool stop;
	struct buf url; /* of the link */

	/* lists */
	size_t items;	   /* papers of this job so far */
	size_t cells;	   /* <dd> of the item so far */
	struct buf names;  /* its authors, with commas */
	struct buf spare;  /* one whose link has not come yet */
	bool in_note;	   /* a <sup> of an author */
	bool has_heading;  /* the heading of a list was seen */
	struct buf ways;   /* cvf: pages that a menu leads to, one a line */
	struct table seen; /* the same, to have each once */
	bool has_all;	   /* cvf: one of them has the papers of all days */
	int section;	   /* ecva: the year of the section, 0 outside */
	int newest;	   /* ecva: the latest year on the page */
	bool workshops;	   /* ecva: the section is one of workshops */

	/* pages of papers */
	struct citation cite;
	size_t depth;	   /* open <div> of the abstract */
	bool in_authors;   /* inside of #authors */
	bool has_title;	   /* the links of the site are past */
	bool links_closed; /* those of the paper are past too */
};

/* cvf_place.c: what an address below content/ says. */
struct cvf_place {
	char conference[24]; /* "CVPR2021", "CVPR2021W", "CVPR2026F" */
	char part[80];	     /* the workshop, or "" */
	char file[256];	     /* the name of the page without ".html" */
	const char *track;   /* "main", "workshop", "findings" */
};
bool cvf_place(struct cvf_place *out, const char *url);
/* The address of what stands beside a page, ".../papers/NAME.pdf" for ".../html
 * /NAME.html", into out (replaced); false when the page has another address. */
bool cvf_pdf_beside(struct buf *out, const char *url);

/* cvf_list.c, cvf_page.c */
void cvf_list_tag(struct cvf *p, const struct html_tag *t);
int cvf_list_close(struct cvf *p, bool whole, struct err *e);
void cvf_page_tag(struct cvf *p, const struct html_tag *t);
int cvf_page_close(struct cvf *p, bool whole, struct err *e);

/* cvf_read.c */
void cvf_begin(struct cvf *p, enum cvf_part part);
/* Puts the address of an <a> into p->url; false when it leads nowhere. */
bool cvf_link_url(struct cvf *p, const struct html_tag *t);
/* Takes the link at p->url by what it is called. */
void cvf_link(struct cvf *p, const char *label);
/* Sets a text without the quotation marks it may be wrapped in. */
void cvf_unquoted(struct paper *paper, enum paper_field f, const char *text);

/* The members of a source that are the same for both sites. */
void *cvf_open(const struct page *page, const struct cvf_site *site);
int cvf_feed(void *state, const char *s, size_t n);
int cvf_close(void *state, bool whole, struct err *e);

#endif
