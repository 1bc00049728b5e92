/*
 * ijcai_page.c - pages of single papers.
 *
 *	2017-       citation metas; the abstract is the first div.col-md-12
 *	            behind the line, and div.topic are its keywords
 *	2007-2011   <div class="pabstract">
 *	2013-2016   the paper's paragraph of the list, then the abstract's
 *
 * Where the metas are missing, <h1> is the title, and <h2> has the authors.
 */
#include "ijcai.h"

/* "Proceedings of ... Main track. Pages 28-34. https://doi.org/...": the track
 * is what stands before the pages. */
static void
set_track(struct paper *paper, const char *text)
{
	const char *end = strstr(text, ". Pages "), *start = end;
	char track[128];

	if (!end)
		return;
	while (start > text && start[-1] != '.' && start[-1] != '\n')
		start--;
	for (const char *s = text; s < end; s++) /* the conference's name */
		if (strncmp(s, "Artificial Intelligence ", 24) == 0)
			start = s + 24;
	if (start >= end)
		return;
	ijcai_track(track, start, (size_t)(end - start));
	paper_set(paper, P_TRACK, track);
}

static void
end_division(struct parser *p, const char *text)
{
	if (strstr(text, ". Pages ")) {
		if (!p->paper->text[P_TRACK])
			set_track(p->paper, text);
	} else if (*text && !p->abstract.len) {
		(void)buf_puts(&p->abstract, text);
	}
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;
	struct paper *paper = p->paper;

	p->part = IN_NOTHING;
	if (part == IN_TITLE && !paper->text[P_TITLE])
		paper_set(paper, P_TITLE, text);
	else if (part == IN_AUTHORS && !paper->authors)
		list_authors(paper, text);
	else if (part == IN_KEYWORD)
		paper_keyword(paper, text);
	else if (part == IN_ABSTRACT)
		end_division(p, text);
	else if (part == IN_LINK && strcmp(text, "BibTeX") == 0)
		paper_link(paper, "bibtex", p->url.s);
	else if (part == IN_LINK && strcmp(text, "PDF") == 0 &&
		 !paper->text[P_PDF_URL])
		paper_set(paper, P_PDF_URL, p->url.s);
}

/* The division that holds the abstract has no other in it. */
static void
detail_tag(struct parser *p, const struct html_tag *t)
{
	struct ijcai_link link;

	if (p->part != IN_NOTHING && html_is(t, p->until, true))
		end_part(p);
	if (t->end)
		return;
	if (html_class(t, "topic")) {
		ijcai_part(p, IN_KEYWORD, t);
	} else if (html_is(t, "h1", false)) {
		ijcai_part(p, IN_TITLE, t);
	} else if (html_is(t, "h2", false)) {
		ijcai_part(p, IN_AUTHORS, t);
	} else if (html_is(t, "div", false)) {
		p->part = IN_NOTHING;
		if (html_class(t, "col-md-12"))
			ijcai_part(p, IN_ABSTRACT, t);
	} else if (html_is(t, "a", false) && p->part == IN_NOTHING &&
		   ijcai_follow(p, &link, t)) {
		ijcai_part(p, IN_LINK, t);
	} else if (html_is(t, "a", false) && p->part == IN_ABSTRACT &&
		   html_class(t, "btn") && ijcai_follow(p, &link, t)) {
		ijcai_part(p, IN_LINK, t);
	}
}

void
ijcai_page_tag(struct parser *p, const struct html_tag *t)
{
	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t))
		return;
	if (ijcai_is_abstract(p->page->url))
		ijcai_old_tag(p, t);
	else
		detail_tag(p, t);
}

/* A paragraph of an abstract page. */
void
ijcai_page_text(struct parser *p)
{
	const struct paragraph *par = &p->par;
	struct span s = span_trim(buf_str(&p->text), p->text.len), head = s;
	char page[16];

	if (!p->paper) /* a page without a tag */
		p->paper = paper_new();
	if (par->level == 1 && !p->paper->text[P_TITLE]) {
		paper_set(p->paper, P_TITLE, s.s);
	} else if (strcmp(par->classes, "pabstract") == 0) {
		buf_reset(&p->abstract);
		(void)buf_add(&p->abstract, s.s, s.n);
		p->over = true;
	} else if (par->level) {
		return;
	} else if (!p->items &&
		   (par->pdf.kind != IJCAI_OTHER ||
			   ijcai_cut_page(&head, page) || par->nline > 1)) {
		p->items++;
		ijcai_old_item(p);
	} else if (strncmp(s.s, "DISCLAIMER", 10) == 0) {
		p->over = true;
	} else if (p->items) {
		(void)buf_puts(&p->abstract, p->abstract.len ? " " : "");
		(void)buf_add(&p->abstract, s.s, s.n);
	}
}

int
ijcai_page_close(struct parser *p, struct err *e)
{
	struct paper *paper = p->paper;

	if (p->part == IN_ABSTRACT) /* only that may lack its end */
		end_part(p);
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title, no <h1> and no line 'Title / page' "
			"on the page");
	paper_set(paper, P_ABSTRACT, buf_str(&p->abstract));
	ijcai_link_parse(&p->link, p->page->url);
	if (p->link.kind == IJCAI_OTHER && paper->text[P_PDF_URL])
		ijcai_link_parse(&p->link, paper->text[P_PDF_URL]);
	if (p->link.kind == IJCAI_OTHER)
		return err_set(e, V_LAYOUT,
			"neither '%s' nor a citation_pdf_url names the paper",
			p->page->url);
	if (p->link.kind == IJCAI_PAGE)
		paper_set(paper, P_URL, p->page->url);
	p->paper = NULL;
	ijcai_identify(p, paper);
	p->page->sink->paper(p->page->sink, paper);
	return 0;
}
