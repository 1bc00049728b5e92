/*
 * rss_page.c - the page of one paper of Robotics: Science and Systems.
 *
 * Its citation metas name it, otherwise <h3> and <i>. Behind "Abstract:" in
 * bold stands a paragraph, and its BibTeX entry is in a <pre>.
 */
#include "rss.h"

#define LABELS_WITHIN 16384 /* bytes: no abstract is as long */

static void
set_abstract(struct parser *p, size_t n)
{
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	(void)buf_add(&b, html_text(p->list.html), n);
	if (!p->paper->text[P_ABSTRACT] && !b.full)
		paper_set(p->paper, P_ABSTRACT, buf_str(&b));
	buf_free(&b);
	p->part = IN_NOTHING;
}

static bool
is_bold(const struct html_tag *t)
{
	return strcmp(t->name, "b") == 0 || strcmp(t->name, "strong") == 0 ||
	       (t->name[0] == 'h' && t->name[1] >= '2' && t->name[1] <= '5');
}

/* The abstract goes up to the next label, which is known by its colon. */
static void
abstract_tag(struct parser *p, const struct html_tag *t)
{
	const char *text;
	size_t n;

	if (is_bold(t) && html_length(p->list.html) > LABELS_WITHIN) {
		return; /* each look at a text goes through all of it */
	} else if (is_bold(t)) {
		text = html_text(p->list.html);
		n = strlen(text);
		if (!t->end)
			p->bold = n;
		else if (n > p->bold && text[n - 1] == ':')
			set_abstract(p, p->bold);
	} else if (html_is(t, "pre", false) || html_is(t, "hr", false) ||
		   html_is(t, "table", true) || html_is(t, "body", true)) {
		set_abstract(p, strlen(html_text(p->list.html)));
	}
}

static void
end_part(struct parser *p, const struct html_tag *t)
{
	const char *text = html_text(p->list.html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_BIBTEX) {
		paper_bibtex(p->paper, text);
	} else if (part == IN_AUTHORS && !p->paper->authors) {
		list_authors(p->paper, text);
	} else if (part == IN_LABEL && strncmp(text, "Abstract", 8) == 0) {
		rss_part(p, IN_ABSTRACT, t);
		p->bold = 0;
	} else if (part == IN_LABEL && !p->paper->text[P_TITLE]) {
		paper_set(p->paper, P_TITLE, text);
	}
}

void
rss_page_tag(struct parser *p, const struct html_tag *t)
{
	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t))
		return;
	if (p->part == IN_ABSTRACT)
		abstract_tag(p, t);
	else if (p->part != IN_NOTHING && html_is(t, p->until, true))
		end_part(p, t);
	if (t->end || p->part != IN_NOTHING)
		return;
	if (html_is(t, "pre", false))
		rss_part(p, IN_BIBTEX, t);
	else if (is_bold(t))
		rss_part(p, IN_LABEL, t);
	else if (html_is(t, "i", false) && !p->paper->authors)
		rss_part(p, IN_AUTHORS, t);
}

int
rss_page_close(struct parser *p, struct err *e)
{
	struct paper *paper = p->paper;

	if (p->part == IN_ABSTRACT)
		set_abstract(p, strlen(html_text(p->list.html)));
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no <h3> on the page");
	if (!rss_identify(paper, p->list.page->url))
		return err_set(
			e, V_LAYOUT, "'%s' names no paper", p->list.page->url);
	p->paper = NULL;
	p->list.page->sink->paper(p->list.page->sink, paper);
	return 0;
}
