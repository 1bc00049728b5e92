/*
 * proceedings.c - what pages of proceedings have in common.
 *
 * Nothing here knows a site.
 */
#include <ctype.h>

#include "proceedings.h"

/* Whether a part of a list is no name but the end of the one before. */
static bool
is_suffix(const char *s, size_t n)
{
	static const char *const words[] = {
		"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
			return true;
	return false;
}

/* The length of the part up to the comma, without the space at its end. */
static size_t
part_length(const char *s)
{
	size_t n = strcspn(s, ",");

	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return n;
}

/* Over commas and space, the no-break space of "A,&nbsp;B" included, and the
 * "and " before the last of a list. */
static const char *
next_part(const char *s)
{
	for (;;) {
		s += strspn(s, ", \t\r\n");
		if (strncmp(s, "\u00a0", 2) == 0)
			s += 2;
		else if (strncmp(s, "and ", 4) == 0)
			s += 4;
		else
			return s;
	}
}

void
list_authors(struct paper *p, const char *text)
{
	struct buf name;

	buf_init(&name, LIMIT_FIELD);
	for (text = next_part(text); *text;) {
		size_t n = part_length(text);

		if (name.len && is_suffix(text, n)) {
			buf_putc(&name, ' ');
		} else if (name.len) {
			paper_author(p, buf_str(&name));
			buf_reset(&name);
		}
		buf_add(&name, text, n);
		text = next_part(text + strcspn(text, ","));
	}
	if (name.len)
		paper_author(p, buf_str(&name));
	buf_free(&name);
}

void
list_names(struct paper *p, const char *text)
{
	static const char *const words[] = {" and ", " & ", ";"};
	struct buf list;

	buf_init(&list, LIMIT_HTML_TEXT);
	while (*text) {
		size_t w = 0;

		while (w < 3 && strncmp(text, words[w], strlen(words[w])) != 0)
			w++;
		buf_putc(&list, w < 3 ? ',' : *text);
		/* the space behind a word may be the one before the next */
		text += w < 2 ? strlen(words[w]) - 1 : 1;
	}
	list_authors(p, buf_str(&list));
	buf_free(&list);
}

bool
is_headline(const struct html_tag *t)
{
	return t->name[0] == 'h' && t->name[1] >= '1' && t->name[1] <= '6';
}

void
label_name(struct buf *out, const char *label, size_t n)
{
	bool gap = false;
	size_t start = out->len;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)label[i];

		if (!isalnum(c)) {
			gap = out->len > start;
			continue;
		}
		if (gap)
			buf_putc(out, '-');
		gap = false;
		buf_putc(out, (char)tolower(c));
	}
}

void
paper_date(struct paper *p, const char *text)
{
	int year, month = 0, day = 0, n;
	char date[40];

	if (strspn(text, "0123456789") != 4)
		return;
	n = sscanf(text, "%4d%*1[-/]%2d%*1[-/]%2d", &year, &month, &day);
	if (year < 1000 || year > 2999)
		return;
	if (day < 1 || day > 31)
		n = n > 2 ? 2 : n;
	if (month < 1 || month > 12)
		n = 1;
	(void)snprintf(date, sizeof(date), "%04d-%02d-%02d", year, month, day);
	date[n == 1 ? 4 : n == 2 ? 7 : 10] = '\0';
	paper_set(p, P_PUBLISHED, date);
}

/* "First Last, III" loses its comma; BibTeX writes "Last, Jr., First". */
void
inverted_author(struct paper *p, const char *name)
{
	const char *part[3] = {name, "", ""}, *rest = strchr(name, ',');
	struct buf b;

	for (size_t i = 1; i < 3 && rest; i++) {
		part[i] = next_part(rest);
		rest = strchr(part[i], ',');
	}
	if (is_suffix(part[1], part_length(part[1]))) {
		rest = part[1];
		part[1] = part[2];
		part[2] = rest;
	}
	buf_init(&b, LIMIT_FIELD);
	buf_printf(&b, "%.*s ", (int)part_length(part[1]), part[1]);
	buf_add(&b, name, part_length(name));
	buf_printf(&b, " %.*s", (int)part_length(part[2]), part[2]);
	paper_author(p, buf_str(&b));
	buf_free(&b);
}

static void
set_page(struct citation *c, struct paper *p, char side[32], const char *text)
{
	if (*side || strlen(text) >= 32)
		return;
	(void)snprintf(side, 32, "%s", text);
	if (*c->first && *c->last) {
		char pages[72];

		(void)snprintf(
			pages, sizeof(pages), "%s-%s", c->first, c->last);
		paper_set(p, P_PAGES, pages);
	}
}

/* An institution stands behind the author whose it is. */
static void
set_institution(struct paper *p, const char *text)
{
	struct author *a = p->authors;

	while (a && a->next)
		a = a->next;
	paper_affiliation(p, a, text);
}

bool
is_citation(const struct html_tag *t)
{
	const char *name =
		html_is(t, "meta", false) ? html_attr(t, "name") : NULL;

	return name && strncmp(name, "citation_", 9) == 0;
}

bool
citation_meta(struct citation *c, struct paper *p, const struct html_tag *t)
{
	static const struct {
		const char *name;
		enum paper_field field;
	} fields[] = {{"title", P_TITLE}, {"doi", P_DOI},
		{"pdf_url", P_PDF_URL}, {"volume", P_VOLUME}};
	const char *name, *text;

	if (!html_is(t, "meta", false) || !(name = html_attr(t, "name")) ||
		!(text = html_attr(t, "content")) ||
		strncmp(name, "citation_", 9) != 0)
		return false;
	name += 9;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(name, fields[i].name) == 0 &&
			!p->text[fields[i].field])
			paper_set(p, fields[i].field, text);
	if (strcmp(name, "author") == 0)
		inverted_author(p, text);
	else if (strcmp(name, "author_institution") == 0)
		set_institution(p, text);
	else if (strcmp(name, "publication_date") == 0)
		paper_date(p, text);
	else if (strcmp(name, "firstpage") == 0)
		set_page(c, p, c->first, text);
	else if (strcmp(name, "lastpage") == 0)
		set_page(c, p, c->last, text);
	return true;
}
