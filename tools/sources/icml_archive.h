/*
 * icml_archive.h - what icml_archive.c and icml_archive_*.c have in common.
 * Nobody else includes it.
 */
#ifndef CF_ICML_ARCHIVE_H
#define CF_ICML_ARCHIVE_H

#include "proceedings.h"

struct parser {
	const struct page *page;
	struct html *html;
	int year; /* of the conference that the page is of */
	/* Reads one tag of the layout; the end of the input is NULL. */
	void (*tag)(struct parser *p, const struct html_tag *t);
	enum part {
		IN_NOTHING,
		IN_TITLE,
		IN_AUTHORS,
		IN_LINES, /* authors, "Name - Institution" a line */
		IN_TYPE,
		IN_ABSTRACT,
		IN_TEXT, /* whatever it may be */
		IN_LINK,
		IN_PAGES,
	} part;
	struct paper *paper; /* the item; of a paper's page: the paper */
	char number[24];     /* of the item, as the site has it */
	char pending[24];    /* of the next one */
	char wanted[24];     /* of the one that is asked for, "": all */
	struct buf url;	     /* the last link */
	struct buf abstract;
	bool known;	   /* the item is a paper, not another heading */
	bool own_abstract; /* it stands in its own element */
	bool done;	   /* the links of the item were there */
	bool cross;	   /* papers of other conferences follow */
	bool in_link;
	size_t link_at, cut; /* in the text: this link, the first of them */
	size_t cell;	     /* of the row */
	struct table awards; /* numbers, with the name of the award */
	struct arena mem;    /* the names */
	bool is_paper;	     /* it is the page of a paper */
	bool is_list;	     /* a landmark of the layout was seen */
	bool stop;
	size_t items;
};

void icml_begin(struct parser *p, enum part part);
/* Begins an item; the one before ends. */
void icml_begin_item(struct parser *p);
/* Hands on the item, if there is one and it is a paper. */
void icml_end_item(struct parser *p);
/* The number of an item: letters and digits at the start of s. */
void icml_number(char out[24], const char *s);
/* Whether an <a> has an address, which is then in p->url. */
bool icml_href(struct parser *p, const struct html_tag *t);
/* Takes a link of a paper by where it leads and what it is called; false when
 * it is none of those that stand below an abstract. */
bool icml_link(struct parser *p, const char *label);
/* "Name - Institution", one author; or a list of names. */
void icml_author_line(struct paper *paper, const char *line);
void icml_author_list(struct paper *paper, const char *list);

void icml_abstracts_tag(struct parser *p, const struct html_tag *t);
void icml_tables_tag(struct parser *p, const struct html_tag *t);
void icml_aaai_tag(struct parser *p, const struct html_tag *t);
void icml_page_tag(struct parser *p, const struct html_tag *t);
/* A table for each paper: which page this is shows by a heading in a table, as
 * no list has; a number may stand before. */
void icml_see_abstracts(struct parser *p, const struct html_tag *t);
void icml_tables_of_abstracts_tag(struct parser *p, const struct html_tag *t);
int icml_page_close(struct parser *p, struct err *e);

#endif
