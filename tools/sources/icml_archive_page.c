/*
 * icml_archive_page.c - the pages of single papers: their abstracts.
 *
 * Those of 2004 and 2007 are tables as the reviewing software CyberChair wrote
 * them: <th> the title, <td> the authors, "Name - <i>Institution</i><br>", and
 * <td> the abstract. The titles of 2007 came out of PDF files with words broken
 * up, so the list's win. Of 2001, 2003 and 2004 archives have pages with such a
 * table for each paper, some below an <a name=N>.
 */
#include <ctype.h>

#include "icml_archive.h"

static void
end_cell(struct parser *p)
{
	const char *text = html_text(p->html);

	if (p->part == IN_TITLE) {
		paper_set(p->paper, P_TITLE, text);
		p->known = true;
	} else if (p->part == IN_LINES && *text) {
		icml_author_line(p->paper, text);
	} else if (p->part == IN_ABSTRACT) {
		paper_set(p->paper, P_ABSTRACT, text);
		p->known = true;
	}
}

/* The cells of a table by their order. */
static void
at_cell(struct parser *p, const struct html_tag *t)
{
	end_cell(p);
	p->part = IN_NOTHING;
	if (t->end ||
		(strcmp(t->name, "td") != 0 && strcmp(t->name, "th") != 0))
		return;
	p->cell += strcmp(t->name, "td") == 0;
	icml_begin(p, p->cell == 0   ? IN_TITLE
		      : p->cell == 1 ? IN_LINES
		      : p->cell == 2 ? IN_ABSTRACT
				     : IN_NOTHING);
}

static bool
is_part_of_table(const struct html_tag *t)
{
	return strcmp(t->name, "td") == 0 || strcmp(t->name, "th") == 0 ||
	       strcmp(t->name, "tr") == 0 || html_is(t, "table", true);
}

void
icml_page_tag(struct parser *p, const struct html_tag *t)
{
	if (!p->paper)
		p->paper = paper_new();
	if (html_is(t, "br", false) && p->part == IN_LINES) {
		end_cell(p);
		html_mark(p->html);
	} else if (is_part_of_table(t)) {
		at_cell(p, t);
	}
}

/* Begins the item of a table: a paper without a number is known by its place.
 */
static void
begin_table(struct parser *p)
{
	icml_begin_item(p);
	p->cell = 0;
	if (!*p->number)
		(void)snprintf(
			p->number, sizeof(p->number), "no%zu", p->items + 1);
}

void
icml_see_abstracts(struct parser *p, const struct html_tag *t)
{
	const char *name = html_is(t, "a", false) ? html_attr(t, "name") : NULL;

	if (name && isdigit((unsigned char)*name))
		icml_number(p->pending, name);
	else if (html_is(t, "th", false))
		p->tag = icml_tables_of_abstracts_tag;
}

void
icml_tables_of_abstracts_tag(struct parser *p, const struct html_tag *t)
{
	if (!t)
		return;
	if (!p->paper && !html_is(t, "th", false)) {
		icml_see_abstracts(p, t);
	} else if (html_is(t, "th", false)) {
		if (p->paper)
			end_cell(p);
		begin_table(p);
	}
	if (!p->paper)
		return;
	icml_page_tag(p, t);
	if (html_is(t, "table", true))
		icml_end_item(p);
}

int
icml_page_close(struct parser *p, struct err *e)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;
	const char *name = strrchr(p->page->url, '/');
	char id[80];

	if (!paper || !p->known)
		return err_set(e, V_LAYOUT, "no table with <th> and two <td>");
	icml_number(p->number, name ? name + 1 : "");
	(void)snprintf(
		id, sizeof(id), "icml-archive:%d:%s", p->year, p->number);
	paper_set(paper, P_ID, id);
	paper_set(paper, P_URL, p->page->url);
	p->paper = NULL;
	p->items = 1;
	sink->paper(sink, paper);
	return 0;
}
