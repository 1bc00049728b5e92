/*
 * jmlr_paper.c - the page of a paper of the journal.
 *
 * The citation metas have everything but the abstract. That stands in <p
 * class="abstract">, in an element with the id "abstract", or, in older pages,
 * without an element between <h3>Abstract</h3> and the links "[abs][pdf]"; its
 * end tag may be missing. Pages without metas have the authors and the citation
 * in one line below the <h2> of the title, as lists have.
 */
#include "jmlr.h"

/* What may stand below an abstract: no navigation. */
static bool
is_paper_link(const char *label)
{
	static const char *const words[] = {"pdf", "bib", "code", "software",
		"data", "supplement", "appendix", "video", "slides", "erratum"};
	struct buf name;
	bool found = false;

	buf_init(&name, 100);
	label_name(&name, label, strlen(label));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		found = found || strncmp(buf_str(&name), words[i],
					 strlen(words[i])) == 0;
	buf_free(&name);
	return found;
}

/* Where no element ends the abstract, the links below it do. */
static void
set_abstract(struct parser *p, const char *text)
{
	const char *end = strstr(text, "[abs]");
	struct buf b;

	p->had_abstract = true;
	if (p->paper->text[P_ABSTRACT])
		return;
	buf_init(&b, LIMIT_HTML_TEXT);
	buf_add(&b, text, end ? (size_t)(end - text) : strlen(text));
	paper_set(p->paper, P_ABSTRACT, buf_str(&b));
	buf_free(&b);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_HEADING && strcmp(text, "Abstract") == 0) {
		p->tagged = false;
		jmlr_begin(p, IN_ABSTRACT);
	} else if (part == IN_TITLE) {
		if (!p->paper->text[P_TITLE])
			paper_set(p->paper, P_TITLE, text);
		jmlr_begin(p, IN_LINE);
	} else if (part == IN_LINE && *text) {
		jmlr_line(p, text);
	} else if (part == IN_ABSTRACT) {
		set_abstract(p, text);
	} else if (part == IN_LINK && is_paper_link(text)) {
		jmlr_link(p, text, p->url.s);
	}
}

static bool
ends_part(const struct parser *p, const struct html_tag *t)
{
	switch (p->part) {
	case IN_TITLE:
	case IN_HEADING:
		return is_headline(t) && t->end;
	case IN_LINE:
		return is_headline(t) || html_is(t, "div", true) ||
		       html_class(t, "abstract") || html_is(t, "p", true) ||
		       strcmp(t->name, "a") == 0;
	case IN_ABSTRACT:
		return is_headline(t) || html_is(t, "div", true) ||
		       strcmp(t->name, "font") == 0 ||
		       strcmp(t->name, "hr") == 0 ||
		       strcmp(t->name, "footer") == 0 ||
		       (p->tagged && strcmp(t->name, "p") == 0) ||
		       (html_is(t, "a", false) &&
			       html_length(p->html) < 65536 &&
			       strstr(html_text(p->html), "[abs]"));
	case IN_LINK:
		return strcmp(t->name, "a") == 0;
	default:
		return false;
	}
}

static bool
is_abstract(const struct html_tag *t)
{
	const char *id = html_attr(t, "id");

	return !t->end &&
	       ((html_is(t, "p", false) && html_class(t, "abstract")) ||
		       (id && strcmp(id, "abstract") == 0));
}

void
jmlr_paper_tag(struct parser *p, const struct html_tag *t)
{
	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t))
		return;
	if (is_abstract(t)) {
		if (p->part == IN_LINE)
			end_part(p);
		p->tagged = html_is(t, "p", false);
		jmlr_begin(p, IN_ABSTRACT);
		return;
	}
	if (ends_part(p, t))
		end_part(p);
	if (t->end || p->part == IN_ABSTRACT) {
		return;
	} else if (is_headline(t)) {
		jmlr_begin(
			p, strcmp(t->name, "h2") == 0 ? IN_TITLE : IN_HEADING);
	} else if (html_is(t, "a", false) && p->had_abstract &&
		   jmlr_href(p, t)) {
		jmlr_begin(p, IN_LINK);
	}
}

int
jmlr_paper_close(struct parser *p, struct err *e)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;

	if (p->part == IN_ABSTRACT) /* only that may lack its end */
		set_abstract(p, html_text(p->html));
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no <h2> on the page");
	if (!jmlr_identify(paper, p->page->url) &&
		!(paper->text[P_PDF_URL] &&
			jmlr_identify(paper, paper->text[P_PDF_URL])))
		return err_set(e, V_LAYOUT,
			"neither '%s' nor a citation_pdf_url names the paper",
			p->page->url);
	paper_set(paper, P_URL, p->page->url);
	p->paper = NULL;
	p->items = 1;
	sink->paper(sink, paper);
	return 0;
}
