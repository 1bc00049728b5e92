/*
 * bibtex.c - what the BibTeX entry that a page shows says of its paper: pages
 * and date, and the entry itself.
 *
 * Reads one entry whose values are in braces or quotes, as generators write
 * them; no macros, no "#". Values keep the LaTeX that is in them.
 */
#include <strings.h>

#include "proceedings.h"

/* Where the value at s ends: at its closing brace or quote, at a comma, or at
 * the end of the entry. */
static const char *
value_end(const char *s)
{
	size_t depth = 0;

	if (*s == '"')
		return strchr(s + 1, '"');
	for (; *s; s++) {
		if (*s == '{')
			depth++;
		else if (*s == '}' && depth-- <= 1)
			return s;
		else if (*s == ',' && depth == 0)
			return s;
	}
	return NULL;
}

/* The value of "name = " when that is what stands at s, or NULL. */
static const char *
value_of(const char *s, const char *name)
{
	size_t n = strlen(name);

	if (strncasecmp(s, name, n) != 0)
		return NULL;
	s += n + strspn(s + n, " \t\r\n");
	if (*s != '=')
		return NULL;
	s++;
	return s + strspn(s, " \t\r\n");
}

bool
bibtex_field(struct buf *out, const char *entry, const char *name)
{
	const char *value, *end;
	size_t depth = 0;

	buf_reset(out);
	for (const char *s = entry; *s; s++) {
		depth += *s == '{';
		depth -= *s == '}' && depth > 0;
		if (*s != ',' || depth != 1)
			continue;
		value = value_of(s + 1 + strspn(s + 1, " \t\r\n"), name);
		end = value ? value_end(value) : NULL;
		if (!end)
			continue;
		if (*value == '{' || *value == '"')
			value++;
		buf_add(out, value, (size_t)(end - value));
		return out->len > 0;
	}
	return false;
}

static void
set_date(struct paper *p, const char *entry)
{
	struct buf year, month;
	char date[24];
	int m;

	buf_init(&year, 64);
	buf_init(&month, 64);
	if (bibtex_field(&year, entry, "year") &&
		strspn(year.s, "0123456789") == 4) {
		m = bibtex_field(&month, entry, "month")
			    ? month_of_text(month.s)
			    : 0;
		(void)snprintf(date, sizeof(date), m ? "%.4s-%02d" : "%.4s",
			year.s, m);
		paper_date(p, date);
	}
	buf_free(&year);
	buf_free(&month);
}

/* The entry with a line for each of its fields: a page's text has lost them. */
static void
set_entry(struct paper *p, const char *entry)
{
	size_t depth = 0;
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	for (const char *s = entry; *s; s++) {
		depth += *s == '{';
		depth -= *s == '}' && depth > 0;
		if (*s == '}' && depth == 0 && b.len && b.s[b.len - 1] == ' ')
			buf_cut(&b, b.len - 1);
		if (*s == '}' && depth == 0 && b.len && b.s[b.len - 1] != '\n')
			buf_putc(&b, '\n');
		buf_putc(&b, *s);
		if (*s == ',' && depth == 1) {
			s += strspn(s + 1, " \t\r\n");
			buf_puts(&b, s[1] == '}' ? "\n" : "\n  ");
		}
	}
	if (!b.full)
		paper_set(p, P_BIBTEX, buf_str(&b));
	buf_free(&b);
}

void
paper_bibtex(struct paper *p, const char *entry)
{
	struct buf value;

	entry += strspn(entry, " \t\r\n");
	if (*entry != '@' || !strchr(entry, '{'))
		return;
	buf_init(&value, 64);
	if (!p->text[P_BIBTEX])
		set_entry(p, entry);
	if (!p->text[P_PAGES] && bibtex_field(&value, entry, "pages"))
		(void)paper_pages(p, value.s);
	if (!p->text[P_PUBLISHED])
		set_date(p, entry);
	buf_free(&value);
}
