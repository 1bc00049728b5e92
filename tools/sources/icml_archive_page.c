/*
 * icml_archive_page.c - the pages of single papers: their abstracts.
 *
 * Those of 2004 and 2007 are tables as the reviewing software CyberChair wrote
 * them: <th> the title, <td> the authors, "Name - <i>Institution</i><br>", and
 * <td> the abstract. The titles of 2007 came out of PDF files with words broken
 * up, so the list's win.
 */
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

void
icml_page_tag(struct parser *p, const struct html_tag *t)
{
	bool cell = strcmp(t->name, "td") == 0 || strcmp(t->name, "th") == 0;

	if (!p->paper)
		p->paper = paper_new();
	if (html_is(t, "br", false) && p->part == IN_LINES) {
		end_cell(p);
		html_mark(p->html);
	} else if (cell || strcmp(t->name, "tr") == 0 ||
		   html_is(t, "table", true)) {
		end_cell(p);
		p->part = IN_NOTHING;
		if (!cell || t->end)
			return;
		p->cell += strcmp(t->name, "td") == 0;
		icml_begin(p, p->cell == 0   ? IN_TITLE
			      : p->cell == 1 ? IN_LINES
			      : p->cell == 2 ? IN_ABSTRACT
					     : IN_NOTHING);
	}
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
	(void)snprintf(id, sizeof(id), "icml-archive:%d:%s", p->page->job->year,
		p->number);
	paper_set(paper, P_ID, id);
	paper_set(paper, P_URL, p->page->url);
	p->paper = NULL;
	p->items = 1;
	sink->paper(sink, paper);
	return 0;
}
