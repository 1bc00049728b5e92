/*
 * ijcai_link.c - the addresses of www.ijcai.org.
 *
 *	/proceedings/2018/4			the page of a paper, since 2017
 *	/proceedings/2018/0004.pdf		its PDF
 *	/Proceedings/77-1/Papers/003A.pdf	a PDF, until 2016
 *	/Abstract/16/040			its page, since 2007
 *
 * The first word is written with either case. The number of an abstract and of
 * its PDF are the same; one of 2013 has a zero too many and ".html" behind it.
 * Some PDFs of 1971 and 1999 have spaces in their names: "005%20A.pdf".
 */
#include <ctype.h>
#include <strings.h>

#include "ijcai.h"

#define SEGMENTS 4

static bool
is_word(struct span s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.s, word, s.n) == 0;
}

static bool
is_number(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	return n > 0;
}

/* The segments of a path, without its query; more than SEGMENTS are none. */
static size_t
split(struct span out[SEGMENTS], const char *path)
{
	size_t n = 0;

	while (*path == '/') {
		size_t len = strcspn(++path, "/?#");

		if (len > 0 && n == SEGMENTS)
			return 0;
		if (len > 0)
			out[n++] = (struct span){path, len};
		path += len;
	}
	return n;
}

/* Cuts an ending off; false when it is not there. */
static bool
cut(struct span *s, const char *end)
{
	size_t n = strlen(end);

	if (s->n <= n || strncasecmp(s->s + s->n - n, end, n) != 0)
		return false;
	s->n -= n;
	return true;
}

bool
ijcai_volume(char out[8], const char *s, size_t n)
{
	size_t year = n;
	const char *century = "";

	if (n > 2 && s[n - 2] == '-' && isdigit((unsigned char)s[n - 1]))
		year = n - 2;
	if ((year != 2 && year != 4) || !is_number(s, year))
		return false;
	if (year == 2)
		century = *s >= '6' ? "19" : "20";
	(void)snprintf(out, 8, "%s%.*s", century, (int)n, s);
	return true;
}

/* Without the zeros in front, but for those of the given width. */
static void
set_number(struct ijcai_link *l, struct span s, size_t width)
{
	while (s.n > width && *s.s == '0') {
		s.s++;
		s.n--;
	}
	(void)snprintf(l->key, sizeof(l->key), "%.*s", (int)s.n, s.s);
}

/* The name of a PDF as a key, with one dash where it has spaces:
 * "017A%20-%201" is "017A-1". */
static bool
set_name(struct ijcai_link *l, struct span s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];

		if (s.n - i > 2 && strncmp(s.s + i, "%20", 3) == 0) {
			c = '-';
			i += 2;
		}
		if (!isalnum((unsigned char)c) && !strchr("-_.", c))
			return false;
		if (c != '-' || (n > 0 && l->key[n - 1] != '-'))
			l->key[n++] = c;
	}
	while (n > 0 && l->key[n - 1] == '-')
		n--;
	l->key[n] = '\0';
	return n > 0;
}

/* A PDF below a folder "Papers" of whatever volume. */
static bool
parse_paper(struct ijcai_link *l, const struct span *part, size_t n)
{
	struct span name = part[n - 1];

	if (n < 2 || !cut(&name, ".pdf") || name.n >= sizeof(l->key) ||
		strncasecmp(part[n - 2].s, "papers", 6) != 0 ||
		!set_name(l, name))
		return false;
	if (n > 2)
		(void)ijcai_volume(l->volume, part[n - 3].s, part[n - 3].n);
	return true;
}

void
ijcai_link_parse(struct ijcai_link *l, const char *url)
{
	struct span part[SEGMENTS], last;
	size_t n = split(part, url_path(url));

	*l = (struct ijcai_link){.kind = IJCAI_OTHER};
	if (n == 0)
		return;
	last = part[n - 1];
	if (parse_paper(l, part, n)) {
		l->kind = IJCAI_PDF;
	} else if (n == 3 && is_word(part[0], "proceedings") &&
		   ijcai_volume(l->volume, part[1].s, part[1].n)) {
		bool pdf = cut(&last, ".pdf");

		if (!is_number(last.s, last.n) || last.n > 8)
			return;
		l->kind = pdf ? IJCAI_PDF : IJCAI_PAGE;
		set_number(l, last, 1);
	} else if (n == 3 && is_word(part[0], "abstract") &&
		   ijcai_volume(l->volume, part[1].s, part[1].n)) {
		(void)cut(&last, ".html");
		if (!is_number(last.s, last.n) || last.n > 8)
			return;
		l->kind = IJCAI_PAGE;
		set_number(l, last, 3);
	}
}

bool
ijcai_is_abstract(const char *url)
{
	return strncasecmp(url_path(url), "/abstract/", 10) == 0;
}
