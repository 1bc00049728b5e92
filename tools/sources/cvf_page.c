/*
 * cvf_page.c - the page of a paper: citation metas (none on ecva.net), then
 * div#papertitle, div#authors ("A, B; Proceedings of ..., pp. 1-10", the names
 * in italics), div#abstract, the links in brackets, and div.bibref.
 *
 * The metas have the names as "Family, Given", and what holds quotation marks
 * is cut there (they are not escaped): what the page shows counts more. The
 * abstract may hold bare '<' and may not be closed; it ends with its <div> or
 * where the related material begins.
 */
#include "cvf.h"

static bool
has_id(const struct html_tag *t, const char *id)
{
	const char *value = html_attr(t, "id");

	return value && strcmp(value, id) == 0;
}

/* "...; Proceedings of ..., 2018, pp. 1-10": the pages. */
static void
set_pages(struct paper *paper, const char *text)
{
	const char *p = strstr(text, "pp. ");
	char pages[32];
	size_t n;

	if (!p || paper->text[P_PAGES])
		return;
	p += strlen("pp. ");
	n = strspn(p, "0123456789-");
	if (n == 0 || n >= sizeof(pages))
		return;
	(void)snprintf(pages, sizeof(pages), "%.*s", (int)n, p);
	paper_set(paper, P_PAGES, pages);
}

static void
end_part(struct cvf *p)
{
	const char *text = html_text(p->html);
	enum cvf_part part = p->part;

	p->part = CVF_NOTHING;
	if (part == CVF_TITLE && *text) {
		cvf_unquoted(p->paper, P_TITLE, text);
	} else if (part == CVF_AUTHORS && *text) {
		p->paper->authors = NULL; /* the memory is the paper's */
		p->site->authors(p->paper, text);
	} else if (part == CVF_LINK) {
		cvf_link(p, text);
	} else if (part == CVF_BIBTEX) {
		paper_bibtex(p->paper, text);
		p->links_closed = true;
	} else if (part == CVF_ABSTRACT && !p->paper->text[P_ABSTRACT]) {
		cvf_unquoted(p->paper, P_ABSTRACT, text);
	}
}

/* Inside of #authors: the names are in <i>; behind it stand the pages. */
static void
authors_tag(struct cvf *p, const struct html_tag *t)
{
	if (html_is(t, "i", false)) {
		cvf_begin(p, CVF_AUTHORS);
	} else if (html_is(t, "i", true)) {
		if (p->part == CVF_AUTHORS)
			end_part(p);
		html_mark(p->html);
	} else if (strcmp(t->name, "div") == 0) {
		if (p->part == CVF_AUTHORS)
			end_part(p);
		set_pages(p->paper, html_text(p->html));
		p->in_authors = false;
	}
}

/* Inside of the abstract: only its end is of interest. */
static void
abstract_tag(struct cvf *p, const struct html_tag *t)
{
	bool foreign = html_class(t, "link2") || html_class(t, "bibref");

	if (html_is(t, "div", false) && !foreign)
		p->depth++;
	if ((html_is(t, "div", true) && --p->depth == 0) || foreign ||
		html_is(t, "font", false) || strcmp(t->name, "dd") == 0 ||
		strcmp(t->name, "dl") == 0 || html_is(t, "body", true))
		end_part(p);
}

/* Whether a tag ends a title, a link or the BibTeX. */
static bool
ends_part(const struct cvf *p, const struct html_tag *t)
{
	if (p->part == CVF_LINK)
		return strcmp(t->name, "a") == 0 || html_is(t, "dd", true);
	return strcmp(t->name, "div") == 0 || strcmp(t->name, "dd") == 0;
}

static void
begin_part(struct cvf *p, const struct html_tag *t)
{
	if (has_id(t, "papertitle")) {
		p->has_title = true;
		cvf_begin(p, CVF_TITLE);
	} else if (has_id(t, "authors")) {
		p->in_authors = true;
		html_mark(p->html);
	} else if (has_id(t, "abstract")) {
		cvf_begin(p, CVF_ABSTRACT);
		p->depth = 1;
	} else if (html_class(t, "bibref")) {
		cvf_begin(p, CVF_BIBTEX);
	} else if (html_is(t, "a", false) && p->has_title && !p->links_closed &&
		   cvf_link_url(p, t)) {
		cvf_begin(p, CVF_LINK);
	}
}

void
cvf_page_tag(struct cvf *p, const struct html_tag *t)
{
	if (!p->paper) {
		p->paper = paper_new();
		(void)p->site->identify(p, p->paper, p->page->url);
	}
	if (citation_meta(&p->cite, p->paper, t))
		return;
	if (p->in_authors) {
		authors_tag(p, t);
	} else if (p->part == CVF_ABSTRACT) {
		abstract_tag(p, t);
	} else if (p->part != CVF_NOTHING && ends_part(p, t)) {
		end_part(p);
	}
	if (p->has_title &&
		(html_is(t, "dl", true) || strcmp(t->name, "footer") == 0))
		p->links_closed = true;
	if (!t->end && p->part == CVF_NOTHING && !p->in_authors)
		begin_part(p, t);
}

int
cvf_page_close(struct cvf *p, bool whole, struct err *e)
{
	struct sink *sink = p->page->sink;
	struct paper *paper;

	if (!whole)
		return err_set(e, V_RETRY_LATER, "the page broke off");
	html_finish(p->html);
	if (p->part == CVF_ABSTRACT) /* only that may lack its end */
		end_part(p);
	paper = p->paper;
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no #papertitle on the page");
	if (!paper->text[P_ID] &&
		(!paper->text[P_PDF_URL] ||
			!p->site->identify(p, paper, paper->text[P_PDF_URL])))
		return err_set(e, V_LAYOUT,
			"neither '%.200s' nor a citation_pdf_url names the "
			"paper",
			p->page->url);
	p->paper = NULL;
	if (!paper->text[P_PDF_URL] && paper->text[P_URL] &&
		cvf_pdf_beside(&p->url, paper->text[P_URL]))
		paper_set(paper, P_PDF_URL, p->url.s);
	sink->paper(sink, paper);
	return 0;
}
