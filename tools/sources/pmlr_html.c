/*
 * pmlr_html.c - the pages of a volume of PMLR and of its papers.
 *
 * A list was rendered in two ways, before and since 2021; the classes are the
 * same: div.paper with p.title, span.authors (names with commas, in old pages
 * one per line, with an empty place where a name is lost), span.info ("PMLR
 * 28(3):1-9") and links by their labels. Titles are not escaped. An OpenReview
 * link's onclick says "id=false": only its href counts.
 *
 * On a paper's page the abstract may hold tags that are never closed; it ends
 * with its <div> or, at the latest, with the next heading.
 */
#include "pmlr.h"

static void
begin(struct parser *p, enum part part, const struct html_tag *t)
{
	p->part = part;
	(void)snprintf(p->until, sizeof(p->until), "%s", t->name);
	html_mark(p->html);
}

static bool
is_heading(const struct html_tag *t)
{
	return t->name[0] == 'h' && t->name[1] >= '1' && t->name[1] <= '6';
}

/* "..., PMLR 28(3):1-9" and "PMLR 235:31-80, 2024.": volume and pages. */
static void
set_info(struct paper *paper, const char *text)
{
	const char *p = strstr(text, "PMLR "), *colon;
	char s[32];
	size_t n;

	if (!p)
		return;
	p += strlen("PMLR ");
	n = strcspn(p, "(:,. ");
	colon = strchr(p, ':');
	if (n == 0 || n >= sizeof(s) || !colon)
		return;
	(void)snprintf(s, sizeof(s), "%.*s", (int)n, p);
	paper_set(paper, P_VOLUME, s);
	n = strcspn(colon + 1, ",. ");
	if (n >= sizeof(s) || paper->text[P_PAGES])
		return;
	(void)snprintf(s, sizeof(s), "%.*s", (int)n, colon + 1);
	paper_set(paper, P_PAGES, s);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_HEADING) {
		p->is_list = p->is_list || strncmp(text, "Volume ", 7) == 0;
		return;
	}
	if (!p->paper)
		return;
	if (part == IN_TITLE && !p->paper->text[P_TITLE])
		paper_set(p->paper, P_TITLE, text);
	else if (part == IN_AUTHORS && !p->paper->authors)
		list_authors(p->paper, text);
	else if (part == IN_INFO)
		set_info(p->paper, text);
	else if (part == IN_LINK)
		pmlr_link(p->paper, text, p->url.s);
	else if (part == IN_ABSTRACT && !p->paper->text[P_ABSTRACT])
		paper_set(p->paper, P_ABSTRACT, text);
}

static void
end_item(struct parser *p)
{
	struct paper *paper = p->paper;

	p->paper = NULL;
	p->part = IN_NOTHING;
	if (paper)
		pmlr_emit(p, paper);
}

static void
begin_link(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");

	if (href && url_resolve(&p->url, p->page->url, href))
		begin(p, IN_LINK, t);
}

static void
list_tag(struct parser *p, const struct html_tag *t)
{
	if (html_is(t, "div", true) && p->paper && --p->depth == 0) {
		end_item(p);
	} else if (t->end) {
		return;
	} else if (html_is(t, "div", false) && html_class(t, "paper")) {
		end_item(p);
		p->is_list = true;
		p->paper = paper_new();
		p->depth = 1;
	} else if (!p->paper) {
		if (is_heading(t))
			begin(p, IN_HEADING, t);
	} else if (html_is(t, "div", false)) {
		p->depth++;
	} else if (html_class(t, "title")) {
		begin(p, IN_TITLE, t);
	} else if (html_class(t, "authors")) {
		begin(p, IN_AUTHORS, t);
	} else if (html_class(t, "info")) {
		begin(p, IN_INFO, t);
	} else if (html_is(t, "a", false) && p->part != IN_TITLE &&
		   p->part != IN_AUTHORS) { /* where a name has its address */
		begin_link(p, t);
	}
}

static bool
has_id(const struct html_tag *t, const char *id)
{
	const char *value = html_attr(t, "id");

	return value && strcmp(value, id) == 0;
}

/* Within the abstract: only its end is of interest. */
static void
abstract_tag(struct parser *p, const struct html_tag *t)
{
	if (html_is(t, "div", false))
		p->depth++;
	if ((html_is(t, "div", true) && --p->depth == 0) || is_heading(t) ||
		strcmp(t->name, "article") == 0 ||
		strcmp(t->name, "main") == 0 || strcmp(t->name, "footer") == 0)
		end_part(p);
}

static void
paper_tag(struct parser *p, const struct html_tag *t)
{
	const char *name = html_attr(t, "name"), *text;

	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t)) {
		text = html_attr(t, "content");
		if (strcmp(name, "citation_abstract_html_url") == 0)
			(void)pmlr_identify(p->paper, text);
	} else if (p->part == IN_ABSTRACT) {
		abstract_tag(p, t);
	} else if (html_is(t, "div", true)) {
		p->in_extras = false;
	} else if (t->end) {
		return;
	} else if (html_is(t, "div", false) && has_id(t, "abstract")) {
		begin(p, IN_ABSTRACT, t);
		*p->until = '\0';
		p->depth = 1;
	} else if (html_is(t, "div", false) && has_id(t, "info")) {
		begin(p, IN_INFO, t);
	} else if (html_is(t, "h1", false)) {
		begin(p, IN_TITLE, t);
	} else if (html_class(t, "authors")) {
		begin(p, IN_AUTHORS, t);
	} else if (html_is(t, "div", false) && has_id(t, "extras")) {
		p->in_extras = true;
	} else if (html_is(t, "a", false) && p->in_extras) {
		begin_link(p, t);
	}
}

void
pmlr_html_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->stop)
		return;
	if (p->part != IN_NOTHING && html_is(t, p->until, true))
		end_part(p);
	p->is_paper = p->is_paper || is_citation(t);
	if (p->is_paper)
		paper_tag(p, t);
	else
		list_tag(p, t);
}

static int
close_paper(struct parser *p, struct err *e)
{
	struct paper *paper = p->paper;

	if (p->part == IN_ABSTRACT) /* only that may lack its end */
		end_part(p);
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no <h1> on the page");
	if (!paper->text[P_ID] && !pmlr_identify(paper, p->page->url))
		return err_set(e, V_LAYOUT,
			"neither '%s' nor a citation_abstract_html_url names "
			"the paper",
			p->page->url);
	p->paper = NULL;
	pmlr_emit(p, paper);
	return 0;
}

int
pmlr_html_close(struct parser *p, bool whole, struct err *e)
{
	if (p->stop)
		return 0;
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", p->items);
	html_finish(p->html);
	if (p->is_paper)
		return close_paper(p, e);
	end_item(p);
	if (p->items > 0)
		return 0;
	if (p->is_list)
		return err_set(e, V_EMPTY, "the volume has no papers");
	return err_set(e, V_LAYOUT,
		"neither a volume nor a paper: no div.paper, no heading "
		"'Volume N', no citation_title");
}
