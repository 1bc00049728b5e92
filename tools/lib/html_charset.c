/*
 * html_charset.c - pages in the 8-bit character sets of old.
 *
 * What is UTF-8 is read as such whatever a page declares: many that declare
 * another set, or two at once, are UTF-8. A declared set says how the other
 * bytes are meant. Without one, and for the Latin-1 that everybody declares
 * and nobody means, text_clean() takes them for windows-1252, as browsers do.
 */
#include <iconv.h>
#include <stdio.h>
#include <strings.h>

#include "html.h"

struct html_charset {
	char high[128][8]; /* UTF-8 of the bytes from 80 on, "": unknown */
};

/* The name of a set as iconv knows it, from the n bytes of a label; false when
 * text_clean() reads it already, or it is none of 8 bits. The labels are those
 * of the Encoding Standard that occur (encoding.spec.whatwg.org). */
static bool
set_name(char out[32], const char *label, size_t n)
{
	static const struct {
		const char *label, *name;
	} family[] = {{"windows-125", "CP125"}, {"cp125", "CP125"},
		{"x-cp125", "CP125"}, {"iso-8859-", "ISO-8859-"},
		{"iso8859-", "ISO-8859-"}, {"koi8-", "KOI8-"}};

	for (size_t i = 0; i < sizeof(family) / sizeof(family[0]); i++) {
		size_t len = strlen(family[i].label);

		if (n <= len || n > len + 2 ||
			strncasecmp(label, family[i].label, len) != 0)
			continue;
		(void)snprintf(out, 32, "%s%.*s", family[i].name,
			(int)(n - len), label + len);
		return strcmp(out, "CP1252") != 0 &&
		       strcmp(out, "ISO-8859-1") != 0;
	}
	return false;
}

struct html_charset *
html_charset_new(const char *label, size_t n)
{
	struct html_charset *c;
	char name[32];
	iconv_t cd;

	if (!set_name(name, label, n))
		return NULL;
	cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return NULL;
	c = xcalloc(1, sizeof(*c));
	for (size_t i = 0; i < 128; i++) {
		char byte = (char)(i + 128), *from = &byte, *to = c->high[i];
		size_t in = 1, out = sizeof(c->high[i]) - 1;

		if (iconv(cd, &from, &in, &to, &out) == (size_t)-1)
			*c->high[i] = '\0';
	}
	(void)iconv_close(cd);
	return c;
}

struct html_charset *
html_charset_find(const char *text)
{
	const char *label = text;

	while (*label && strncasecmp(label, "charset", 7) != 0)
		label++;
	if (!*label)
		return NULL;
	label += 7;
	label += strspn(label, " \t\"'=");
	return html_charset_new(label, strcspn(label, " \t\"';,"));
}

void
html_charset_read(
	const struct html_charset *c, struct buf *out, const char *s, size_t n)
{
	while (n > 0) {
		size_t len = json_utf8(s, n);
		const char *high = c->high[(unsigned char)*s & 127];

		if (len == 0 && *high)
			buf_puts(out, high);
		else
			buf_add(out, s, len ? len : 1);
		s += len ? len : 1;
		n -= len ? len : 1;
	}
}
