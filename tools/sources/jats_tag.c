/*
 * jats_tag.c - where a tag of publishers' markup begins, and where a bare <
 * does.
 *
 * A tag has a name that is known, or one with a prefix that is, and attributes
 * that all have a value. "$a<b$ and c>d" has none, and so it stays whole.
 */
#include <ctype.h>

#include "jats_private.h"

/* Sources: the JATS tag library, what may stand in an abstract; the
 * elements of HTML that depositors write (both read 2026-11). */
static const struct {
	const char *name;
	enum jats_kind kind;
} known[] = {{"a", JATS_INLINE}, {"abbr", JATS_INLINE},
	{"abstract", JATS_BLOCK}, {"alternatives", JATS_CHOICE},
	{"annotation", JATS_SKIPPED}, {"b", JATS_INLINE}, {"big", JATS_INLINE},
	{"blockquote", JATS_BLOCK}, {"bold", JATS_INLINE},
	{"boxed-text", JATS_BLOCK}, {"br", JATS_BLOCK}, {"break", JATS_BLOCK},
	{"caption", JATS_BLOCK}, {"center", JATS_BLOCK}, {"cite", JATS_INLINE},
	{"code", JATS_INLINE}, {"def", JATS_BLOCK}, {"def-item", JATS_BLOCK},
	{"def-list", JATS_BLOCK}, {"disp-formula", JATS_FORMULA},
	{"disp-quote", JATS_BLOCK}, {"div", JATS_BLOCK}, {"em", JATS_INLINE},
	{"email", JATS_INLINE}, {"ext-link", JATS_INLINE}, {"fig", JATS_BLOCK},
	{"font", JATS_INLINE}, {"formula", JATS_FORMULA},
	{"graphic", JATS_INLINE}, {"h1", JATS_HEADING}, {"h2", JATS_HEADING},
	{"h3", JATS_HEADING}, {"h4", JATS_HEADING}, {"h5", JATS_HEADING},
	{"h6", JATS_HEADING}, {"hr", JATS_BLOCK}, {"i", JATS_INLINE},
	{"img", JATS_INLINE}, {"inf", JATS_INLINE},
	{"inline-formula", JATS_FORMULA}, {"inline-graphic", JATS_INLINE},
	{"italic", JATS_INLINE}, {"label", JATS_BLOCK}, {"li", JATS_BLOCK},
	{"list", JATS_BLOCK}, {"list-item", JATS_BLOCK}, {"math", JATS_MATH},
	{"mfrac", JATS_INLINE}, {"mi", JATS_INLINE}, {"mn", JATS_INLINE},
	{"mo", JATS_INLINE}, {"monospace", JATS_INLINE}, {"mrow", JATS_INLINE},
	{"msqrt", JATS_INLINE}, {"mstyle", JATS_INLINE}, {"msub", JATS_INLINE},
	{"msubsup", JATS_INLINE}, {"msup", JATS_INLINE}, {"mtext", JATS_INLINE},
	{"named-content", JATS_INLINE}, {"ol", JATS_BLOCK},
	{"overline", JATS_INLINE}, {"p", JATS_HEADING}, {"pre", JATS_BLOCK},
	{"preformat", JATS_BLOCK}, {"related", JATS_INLINE},
	{"roman", JATS_INLINE}, {"sc", JATS_INLINE}, {"scp", JATS_INLINE},
	{"script", JATS_SKIPPED}, {"sec", JATS_BLOCK}, {"section", JATS_BLOCK},
	{"small", JATS_INLINE}, {"span", JATS_INLINE}, {"strike", JATS_INLINE},
	{"strong", JATS_INLINE}, {"style", JATS_SKIPPED},
	{"styled-content", JATS_INLINE}, {"sub", JATS_INLINE},
	{"subtitle", JATS_BLOCK}, {"sup", JATS_INLINE}, {"table", JATS_BLOCK},
	{"td", JATS_BLOCK}, {"term", JATS_BLOCK}, {"tex-math", JATS_TEX},
	{"th", JATS_BLOCK}, {"title", JATS_HEADING}, {"tr", JATS_BLOCK},
	{"trans-abstract", JATS_BLOCK}, {"tt", JATS_INLINE}, {"u", JATS_INLINE},
	{"ul", JATS_BLOCK}, {"underline", JATS_INLINE}, {"uri", JATS_INLINE},
	{"xref", JATS_INLINE}};

enum jats_kind
jats_kind_of(const struct jats_tag *t)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].name, t->name) == 0)
			return known[i].kind;
	}
	return t->prefixed ? JATS_INLINE : JATS_UNKNOWN;
}

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("-_:.", c));
}

static const char *
over_space(const char *s, const char *end)
{
	while (s < end && isspace((unsigned char)*s))
		s++;
	return s;
}

/* One attribute, NAME=VALUE: after it, or NULL when that is none ("a <b and
 * c>d" has no attribute "and"). */
static const char *
attribute(const char *s, const char *end)
{
	const char *start = s, *quote;

	while (s < end && is_name(*s))
		s++;
	if (s == start)
		return NULL;
	s = over_space(s, end);
	if (s == end || *s != '=')
		return NULL;
	s = over_space(s + 1, end);
	if (s < end && (*s == '"' || *s == '\'')) {
		quote = memchr(s + 1, *s, (size_t)(end - s - 1));
		return quote ? quote + 1 : NULL;
	}
	while (s < end && !isspace((unsigned char)*s) && !strchr("<>\"'", *s))
		s++;
	return s;
}

/* Reads the name at s, after '<' or "</", into the tag; after it, or NULL. */
static const char *
tag_name(struct jats_tag *t, const char *s, const char *end)
{
	char prefix[sizeof(t->name)] = "";
	size_t len = 0;

	if (s == end || !isalpha((unsigned char)*s))
		return NULL;
	for (; s < end && is_name(*s); s++) {
		if (*s == ':') {
			memcpy(prefix, t->name, sizeof(prefix));
			len = 0;
		} else if (len < sizeof(t->name) - 1) {
			t->name[len++] = (char)tolower((unsigned char)*s);
		} else {
			return NULL;
		}
		t->name[len] = '\0';
	}
	t->prefixed = len && (strcmp(prefix, "jats") == 0 ||
				     strcmp(prefix, "mml") == 0 ||
				     strcmp(prefix, "m") == 0);
	return len ? s : NULL;
}

size_t
jats_tag_read(struct jats_tag *t, const char *s, size_t n)
{
	const char *p = s + 1,
		   *end = s + (n < LIMIT_HTML_TAG ? n : LIMIT_HTML_TAG);

	*t = (struct jats_tag){.end = n > 1 && s[1] == '/'};
	p = tag_name(t, p + t->end, end);
	t->attrs = p;
	while (p && p < end && *p != '>') {
		const char *next = over_space(p, end);

		if (next < end && *next == '/' && next + 1 < end &&
			next[1] == '>' && !t->end) {
			t->empty = true;
			p = next + 1;
		} else if (next < end && *next == '>') {
			p = next;
		} else {
			p = next > p && !t->end ? attribute(next, end) : NULL;
		}
	}
	if (!p || p >= end)
		return 0;
	t->nattrs = (size_t)(p - t->attrs);
	return (size_t)(p - s) + 1;
}
