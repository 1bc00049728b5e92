/*
 * proceedings.h - what pages of proceedings have in common: lists of authors
 * with commas, labels that become names, and the citation_* metas that they
 * carry for Google Scholar.
 */
#ifndef CF_PROCEEDINGS_H
#define CF_PROCEEDINGS_H

#include "source.h"

/* Adds the authors of a list with commas. Empty places are passed over, a
 * "Jr." stays with its name, and "and" divides nothing: before the last name it
 * goes, elsewhere it stays. */
void list_authors(struct paper *p, const char *text);

/* Appends a label as a name: "Position_Paper Track" is position-paper-track. */
void label_name(struct buf *out, const char *label, size_t n);

/* Sets the date of publication: 2013, 2024-12-16 or 2024/12/16; another form
 * leaves it absent. */
void paper_date(struct paper *p, const char *text);

/* The first and the last page, until both are known. */
struct citation {
	char first[32], last[32];
};
/* Takes what a meta says of the paper: title, authors (their names turned
 * round when they are "Last, First"), DOI, PDF, volume, date, pages. False
 * when the tag is no citation meta. The first of each wins. */
bool
citation_meta(struct citation *c, struct paper *p, const struct html_tag *t);

#endif
