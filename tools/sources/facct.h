/*
 * facct.h - what facct.c, facct_csv.c and facct_html.c have in common. Nobody
 * else includes it.
 */
#ifndef CF_FACCT_H
#define CF_FACCT_H

#include "proceedings.h"

struct parser {
	const struct page *page;
	enum body {
		BODY_UNKNOWN, /* nothing but space has come */
		BODY_CSV,
		BODY_HTML,
	} body;
	bool labelled; /* the links below the abstract were there */
	bool stop;
	size_t items;
	struct paper *paper;

	struct csv *csv;
	bool has_header;
	size_t columns;
	enum column {
		COLUMN_OTHER,
		COLUMN_ID,
		COLUMN_TITLE,
		COLUMN_AUTHORS,
		COLUMN_ABSTRACT,
		COLUMN_TYPE,
		COLUMN_URL,
		COLUMN_PDF,
	} column[LIMIT_CSV_FIELDS];

	struct html *html;
	enum part {
		IN_NOTHING,
		IN_HEADING,
		IN_TITLE,
		IN_AWARD,
		IN_TEXT, /* a paragraph: authors, abstract or a label */
		IN_AUTHORS,
		IN_LINK,
	} part;
	struct buf url, abstract;
	bool is_list;
};

/* Begins a paper with the number that the site gives it. */
void facct_begin(struct parser *p, const char *number);
/* Hands it on. */
void facct_end(struct parser *p);

/* What is open at the end of a page has ended too. */
void facct_html_end(struct parser *p);
int facct_row(void *ctx, size_t n, char *const *field);
void facct_tag(void *ctx, struct html *h, const struct html_tag *t);

#endif
