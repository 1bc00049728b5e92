/*
 * icml_archive_tables.c - the lists of ICML 2003 to 2007, without abstracts.
 *
 *	2003  <p class="left"><a href=...>Title</a> / 3<br><i>A, B, and
 *C</i></p> 2004  <tr class="proc_2004_title">, a row [Abstract][Paper], and <tr
 *class="proc_2004_authors"> with "Name - <em>Institution</em><br>" 2005  <tr
 *class="proc_2005_link"> title and PDF, <tr class= "proc_2005_authors"> "A, B"
 *	2006  rows of a number, the title with its PDF, and the authors
 *	2007  <h2>Title</h2>, [Abstract][Paper], <blockquote><p>Name -
 *Institution
 *	      </p>; or a table like that of 2004 with <tr class="header"><td>
 *	      <a name=N>Title</a>
 *
 * What the proceedings of 2003 have in front, and their index, is no paper: its
 * pages have Roman numbers, or it has no authors.
 */
#include <ctype.h>

#include "icml_archive.h"

/* --- 2003 --- */

/* " / 3" */
static void
set_first_page(struct parser *p, const char *text)
{
	const char *s = strrchr(text, '/');
	size_t n;

	s = s ? s + 1 + strspn(s + 1, " ") : "";
	n = strspn(s, "0123456789");
	p->known = n > 0 && s[n] == '\0';
	if (p->known)
		paper_set(p->paper, P_PAGES, s);
}

/* Ends the part that is open. */
static void
aaai_end_part(struct parser *p)
{
	const char *text = html_text(p->html);

	if (p->part == IN_TITLE) {
		paper_set(p->paper, P_TITLE, text);
		icml_begin(p, IN_PAGES);
		return;
	}
	if (p->part == IN_PAGES)
		set_first_page(p, text);
	else if (p->part == IN_AUTHORS)
		list_names(p->paper, text);
	p->part = IN_NOTHING;
}

static void
aaai_link(struct parser *p, const struct html_tag *t)
{
	const char *name;

	if (p->paper->text[P_TITLE] || !icml_href(p, t))
		return;
	name = strstr(p->url.s, "icml03-");
	if (name)
		icml_number(p->number, name + strlen("icml03-"));
	paper_link(p->paper, "aaai", p->url.s);
	icml_begin(p, IN_TITLE);
}

void
icml_aaai_tag(struct parser *p, const struct html_tag *t)
{
	bool part_ends =
		!t || strcmp(t->name, "p") == 0 || strcmp(t->name, "div") == 0;

	if (part_ends || (p->part == IN_TITLE && html_is(t, "a", true)) ||
		(p->part == IN_PAGES && (strcmp(t->name, "br") == 0 ||
						strcmp(t->name, "i") == 0)) ||
		(p->part == IN_AUTHORS && html_is(t, "i", true)))
		aaai_end_part(p);
	if (part_ends && p->paper) {
		p->known = p->known && p->paper->authors;
		icml_end_item(p);
	}
	if (!t || t->end || p->stop)
		return;
	if (html_is(t, "p", false) && html_class(t, "left"))
		icml_begin_item(p);
	else if (p->paper && html_is(t, "a", false))
		aaai_link(p, t);
	else if (p->paper && html_is(t, "i", false) && !p->paper->authors)
		icml_begin(p, IN_AUTHORS);
}

/* --- 2004 to 2007 --- */

static void
end_line(struct parser *p)
{
	const char *text = html_text(p->html);

	if (!p->paper || p->stop) {
		p->part = IN_NOTHING;
		return;
	}
	if (p->part == IN_TITLE && *text) {
		paper_set(p->paper, P_TITLE, text);
		p->known = true;
	} else if (p->part == IN_AUTHORS) {
		list_names(p->paper, text);
	} else if (p->part == IN_LINES && *text) {
		icml_author_line(p->paper, text);
	} else if (p->part == IN_TEXT && strstr(text, " - ") && *text != '[') {
		icml_author_line(p->paper, text);
	}
	icml_begin(p, p->part == IN_LINES ? IN_LINES : IN_TEXT);
}

/* A class says which row it is: "proc_2004_title", "proc_2005_link". */
static bool
row_is(const struct html_tag *t, const char *end)
{
	size_t n = strlen(t->classes), m = strlen(end);

	return n >= m && strcmp(t->classes + n - m, end) == 0;
}

static void
begin_row(struct parser *p, const struct html_tag *t)
{
	end_line(p);
	p->cell = 0;
	if (row_is(t, "_title") || row_is(t, "_link") ||
		html_class(t, "header")) {
		icml_begin_item(p);
		icml_begin(p, IN_TITLE);
	} else if (row_is(t, "_authors")) {
		icml_begin(
			p, row_is(t, "_2005_authors") ? IN_AUTHORS : IN_LINES);
	} else if (p->paper && p->year != 2006) {
		icml_begin(p, IN_TEXT);
	}
}

/* 2006: what the columns are their order says. */
static void
end_cell(struct parser *p)
{
	char number[24];

	if (p->year != 2006 || p->cell == 0)
		return;
	if (p->cell == 1) {
		icml_number(number, html_text(p->html));
		icml_end_item(p);
		if (isdigit((unsigned char)*number) && !p->stop) {
			icml_begin_item(p);
			(void)snprintf(
				p->number, sizeof(p->number), "%s", number);
		}
		p->part = IN_NOTHING;
	} else if (p->paper && p->cell == 2) {
		p->part = IN_TITLE;
		end_line(p);
	} else if (p->paper && p->cell == 3) {
		p->part = IN_AUTHORS;
		end_line(p);
	}
}

static void
at_cell(struct parser *p, const struct html_tag *t)
{
	if (p->year != 2006) {
		if (t->end && p->part != IN_TITLE)
			end_line(p);
		return;
	}
	if (t->end) {
		end_cell(p);
	} else {
		p->cell++;
		icml_begin(p, IN_NOTHING);
	}
}

/* A link around the title is that of its PDF; the others have labels. */
static void
at_link(struct parser *p, const struct html_tag *t)
{
	const char *name = t->end ? NULL : html_attr(t, "name");

	if (name && p->part == IN_TITLE)
		icml_number(p->number, name);
	if (!t->end && !icml_href(p, t))
		return;
	if (p->part == IN_TITLE || p->cell == 2) {
		if (!t->end)
			(void)icml_link(p, "paper");
	} else if (!t->end) {
		end_line(p);
		p->in_link = true;
	} else if (p->in_link) {
		(void)icml_link(p, html_text(p->html));
		p->in_link = false;
		html_mark(p->html);
	}
}

/* The page of 2007 that is no table. */
static bool
at_section(struct parser *p, const struct html_tag *t)
{
	if (p->year != 2007)
		return false;
	if (html_is(t, "h2", false)) {
		end_line(p);
		icml_begin_item(p);
		icml_begin(p, IN_TITLE);
	} else if (html_is(t, "h2", true)) {
		end_line(p);
	} else if (strcmp(t->name, "blockquote") == 0) {
		end_line(p);
		icml_begin(p, t->end ? IN_TEXT : IN_LINES);
	} else {
		return false;
	}
	return true;
}

void
icml_tables_tag(struct parser *p, const struct html_tag *t)
{
	if (!t) {
		end_line(p);
	} else if (at_section(p, t)) {
		;
	} else if (strcmp(t->name, "tr") == 0) {
		if (t->end)
			end_line(p);
		else
			begin_row(p, t);
	} else if (strcmp(t->name, "td") == 0) {
		at_cell(p, t);
	} else if (html_is(t, "table", true) || html_is(t, "hr", false)) {
		end_line(p);
		icml_end_item(p);
	} else if (p->paper && strcmp(t->name, "a") == 0) {
		at_link(p, t);
	} else if (p->part != IN_TITLE && p->part != IN_AUTHORS &&
		   p->year != 2006 &&
		   (strcmp(t->name, "br") == 0 || strcmp(t->name, "p") == 0 ||
			   strcmp(t->name, "div") == 0)) {
		end_line(p);
	}
}
