/*
 * jats.h - text with the markup of publishers: JATS, MathML, HTML, as it
 * stands in the titles and abstracts that they deposit with Crossref.
 */
#ifndef CF_JATS_H
#define CF_JATS_H

#include "cf.h"

/* Appends the n bytes of s without markup, references decoded once. Blocks are
 * set off by a space; a heading that only says "Abstract" goes. A formula is
 * its TeX between dollars where there is one, otherwise what MathML shows, in
 * a line: 10^9, x_{ij}, (a+b)/c. What is no tag of these stays as it is:
 * "p<0.05". */
void jats_text(struct buf *out, const char *s, size_t n);
/* The same of a JSON string, into out (replaced): empty when the value is none
 * or too long. Markup that was escaped goes too ("&lt;i&gt;k&lt;/i&gt;"). */
void jats_of_json(struct buf *out, struct json value);
/* Sets a field of a paper to that, if it is something. */
void jats_set(struct paper *p, enum paper_field f, struct json value);

#endif
