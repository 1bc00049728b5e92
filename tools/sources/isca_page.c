/*
 * isca_page.c - the page of one paper in the ISCA archive.
 *
 * Its citation metas name it; where they are missing, <h3> is the title and
 * <h5> has the authors. div#abstract holds the abstract, <pre> the BibTeX entry
 * with pages and DOI, which is also among the links.
 */
#include "isca.h"

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->list.html);
	enum part part = p->part;
	struct paper *paper = p->paper;
	struct buf doi;

	p->part = IN_NOTHING;
	if (part == IN_TITLE && !paper->text[P_TITLE]) {
		paper_set(paper, P_TITLE, text);
	} else if (part == IN_AUTHORS && !paper->authors) {
		list_authors(paper, text);
	} else if (part == IN_ABSTRACT && !paper->text[P_ABSTRACT]) {
		paper_set(paper, P_ABSTRACT, text);
	} else if (part == IN_BIBTEX) {
		paper_bibtex(paper, text);
		buf_init(&doi, 512);
		if (!paper->text[P_DOI] && bibtex_field(&doi, text, "doi"))
			paper_set(paper, P_DOI, buf_str(&doi));
		buf_free(&doi);
	}
}

/* Within the abstract: only its end is of interest. */
static void
abstract_tag(struct parser *p, const struct html_tag *t)
{
	if (html_is(t, "div", false))
		p->depth++;
	if ((html_is(t, "div", true) && --p->depth == 0) ||
		html_is(t, "pre", false))
		end_part(p);
}

void
isca_page_tag(struct parser *p, const struct html_tag *t)
{
	const char *id = html_attr(t, "id"), *href;

	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t))
		return;
	if (p->part == IN_ABSTRACT)
		abstract_tag(p, t);
	else if (p->part != IN_NOTHING && html_is(t, p->until, true))
		end_part(p);
	if (t->end || p->part == IN_ABSTRACT)
		return;
	if (id && strcmp(id, "abstract") == 0) {
		isca_part(p, IN_ABSTRACT, t);
		p->depth = 1;
	} else if (html_is(t, "h3", false)) {
		isca_part(p, IN_TITLE, t);
	} else if (html_is(t, "h5", false)) {
		isca_part(p, IN_AUTHORS, t);
	} else if (html_is(t, "pre", false)) {
		isca_part(p, IN_BIBTEX, t);
	} else if (html_is(t, "a", false) && (href = html_attr(t, "href")) &&
		   strstr(href, "doi.org/10.21437/") &&
		   !p->paper->text[P_DOI]) {
		paper_set(p->paper, P_DOI, href);
	}
}

int
isca_page_close(struct parser *p, struct err *e)
{
	struct paper *paper = p->paper;

	if (p->part == IN_ABSTRACT) /* only that may lack its end */
		end_part(p);
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no <h3> on the page");
	if (!isca_identify(paper, p->list.page->url))
		return err_set(
			e, V_LAYOUT, "'%s' names no paper", p->list.page->url);
	p->paper = NULL;
	p->list.page->sink->paper(p->list.page->sink, paper);
	return 0;
}
