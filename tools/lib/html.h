/*
 * html.h - what html.c and html_names.c have in common. Nobody else includes
 * it.
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

	while (word[i] && i < n && html_lower(s[i]) == word[i])
		i++;
	return word[i] == '\0';
}

#endif
