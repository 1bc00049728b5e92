/*
 * html.h - what html.c, html_names.c and html_charset.c have in common. Nobody
 * else includes it.
 */
#ifndef CF_HTML_H
#define CF_HTML_H

#include "cf.h"

/* An attribute as it was sent. */
struct html_slice {
	const char *name, *value; /* value: NULL when it has none */
	size_t nname, nvalue;
	bool quoted;
};

/* Whether this is an element, and if so whether its tags divide the text. */
bool html_element(const char *name, size_t n, bool *block);
/* Whether this can be an attribute. */
bool html_attribute(const struct html_slice *a);

/* An 8-bit character set by its label; NULL when the page needs none. */
struct html_charset;
struct html_charset *html_charset_new(const char *label, size_t n);
/* The same from "text/html; charset=windows-1250". */
struct html_charset *html_charset_find(const char *text);
/* Appends s (n bytes) in UTF-8. */
void html_charset_read(
	const struct html_charset *c, struct buf *out, const char *s, size_t n);

static inline char
html_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline bool
html_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Whether the n bytes of s begin with a word of lower case letters, in any
 * case. */
static inline bool
html_starts(const char *s, size_t n, const char *word)
{
	size_t i = 0;

	while (i < n && word[i] && html_lower(s[i]) == word[i])
		i++;
	return word[i] == '\0';
}

#endif
