/*
 * imprint.c - what is printed on a paper, as records have it: its pages and the
 * month in which it appeared.
 */
#include <ctype.h>
#include <strings.h>

#include "proceedings.h"

/* The length of a hyphen, a dash or a space at the start of s, or 0. */
static size_t
dash_length(const char *s)
{
	static const char *const dashes[] = {"-", "\u2010", "\u2011", "\u2012",
		"\u2013", "\u2014", "\u2015", "\u2212", " ", "\t", "\n", "\r"};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (strncmp(s, dashes[i], strlen(dashes[i])) == 0)
			return strlen(dashes[i]);
	}
	return 0;
}

bool
paper_pages(struct paper *p, const char *text)
{
	char pages[64];
	size_t n = 0, dash;
	bool gap = false, page = false;

	for (; *text; text += dash ? dash : 1) {
		dash = dash_length(text);
		gap = gap || (dash && !isspace((unsigned char)*text));
		if (dash)
			continue;
		if (n + 3 > sizeof(pages))
			return false;
		if (gap && n)
			pages[n++] = '-';
		gap = false;
		page = page || isalnum((unsigned char)*text);
		pages[n++] = *text;
	}
	pages[n] = '\0';
	if (!page)
		return false;
	paper_set(p, P_PAGES, pages);
	return true;
}

int
month_of_text(const char *text)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char *end;
	long n;

	for (const char *s = text; *s; s++) {
		if (s != text && isalpha((unsigned char)s[-1]))
			continue;
		for (int i = 0; i < 12; i++) {
			if (strncasecmp(s, names + i * 3, 3) == 0)
				return i + 1;
		}
	}
	n = strtol(text, &end, 10);
	return end != text && *end == '\0' && n >= 1 && n <= 12 ? (int)n : 0;
}
