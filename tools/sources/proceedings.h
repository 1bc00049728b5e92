/*
 * proceedings.h - what pages of proceedings have in common: lists of authors
 * with commas, labels that become names, the citation_* metas that they carry
 * for Google Scholar, and the BibTeX that they show.
 */
#ifndef CF_PROCEEDINGS_H
#define CF_PROCEEDINGS_H

#include "source.h"

/* Adds the authors of a list with commas. Empty places are passed over, a
 * "Jr." stays with its name, and "and" divides nothing: before the last name it
 * goes, elsewhere it stays. */
void list_authors(struct paper *p, const char *text);

/* Adds the author of "Last, First" or "Last, First, Jr." in natural order; a
 * name without a comma as it is. */
void inverted_author(struct paper *p, const char *name);

/* Adds the authors of a list that divides by commas, semicolons, "and" and
 * "&". */
void list_names(struct paper *p, const char *text);

/* Whether a tag is one of <h1> to <h6>, or its end. */
bool is_headline(const struct html_tag *t);

/* Appends a label as a name: "Position_Paper Track" is position-paper-track. */
void label_name(struct buf *out, const char *label, size_t n);

/* Sets the date of publication: 2013, 2024-12-16 or 2024/12/16; another form
 * leaves it absent. */
void paper_date(struct paper *p, const char *text);

/* imprint.c: sets the pages: "1 -- 9", with any dash, is 1-9. False when the
 * text is no range of pages. */
bool paper_pages(struct paper *p, const char *text);
/* 1 to 12, by the first name of a month in the text ("12--13 November", "Sept",
 * "May/June") or the number that it is; 0: none. */
int month_of_text(const char *text);

/* The first and the last page, until both are known. */
struct citation {
	char first[32], last[32];
};
/* Takes what a meta says of the paper: title, authors (their names turned
 * round when they are "Last, First") with their institutions, DOI, PDF, volume,
 * date, pages. False when the tag is no citation meta. The first of each wins.
 */
bool
citation_meta(struct citation *c, struct paper *p, const struct html_tag *t);

/* bibtex.c: the value of a field of a BibTeX entry into out (replaced), without
 * its braces or quotes; false when it has none. */
bool bibtex_field(struct buf *out, const char *entry, const char *name);
/* Keeps the entry that a page shows, and its pages and date where the paper has
 * none. A text that is no entry changes nothing. */
void paper_bibtex(struct paper *p, const char *entry);

/* Whether a tag is a meta for Google Scholar, as pages of papers have them. */
bool is_citation(const struct html_tag *t);

/* listing.c: the parser of a site that has lists of papers and pages of papers;
 * the first member of the source's own. */
struct listing {
	const struct page *page;
	struct html *html;
	bool is_paper;	   /* the page of a paper */
	struct table seen; /* ids */
	size_t items;
	bool stop; /* the sink has enough */
};
/* Begins a page; on_tag gets `parser`, whose first member l is. */
void listing_open(struct listing *l, const struct page *page, html_fn *on_tag);
/* The feed of such a source. */
int listing_feed(void *parser, const char *s, size_t n);
/* Hands on a paper that has an id, or only counts it; it is the listing's. */
void listing_emit(struct listing *l, struct paper *paper);
/* At the end of the input: the pending text counts. 1 when there is something
 * to close, 0 when the sink had enough, -1 with e when the page broke off. */
int listing_finish(struct listing *l, bool whole, struct err *e);
/* Counts, or fails with what was `expected` when no paper came. */
int listing_close(const struct listing *l, const char *expected, struct err *e);
void listing_free(struct listing *l);

#endif
