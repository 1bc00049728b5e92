/*
 * neurips_paper.c - the page of one paper in the proceedings software.
 *
 * Nearly all is in its citation metas; where they are missing, title and
 * authors are read as people see them. The abstract is in none, and its markup
 * is careless: <p class="paper-abstract"> is left open (2013, 2024) or holds
 * further paragraphs (2021), older pages have a heading "Abstract" and a
 * paragraph in a paragraph. So an abstract runs to the next heading, section
 * or end of a division, whatever stands between.
 */
#include "neurips.h"

static void
set_new(struct paper *paper, enum paper_field f, const char *text)
{
	if (!paper->text[f])
		paper_set(paper, f, text);
}

/* The text of a heading: a title, or the name of what follows. */
static void
end_heading(struct parser *p, const char *text)
{
	p->part = IN_NOTHING;
	if (strcmp(text, "Abstract") == 0)
		p->part = IN_ABSTRACT;
	else if (strcmp(text, "Authors") == 0 && !p->paper->authors)
		p->part = IN_AUTHORS;
	else
		return;
	*p->until = '\0';
	html_mark(p->html);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;
	struct buf name;
	char track[64];

	p->part = IN_NOTHING;
	buf_init(&name, 64);
	if (part == IN_TITLE) {
		set_new(p->paper, P_TITLE, text);
	} else if (part == IN_AUTHORS) {
		list_authors(p->paper, text);
	} else if (part == IN_AUTHOR) {
		paper_author(p->paper, text);
	} else if (part == IN_ABSTRACT) {
		set_new(p->paper, P_ABSTRACT, text);
	} else if (part == IN_TRACK) {
		link_track(track, text, strlen(text));
		paper_set(p->paper, P_TRACK, track);
	} else if (part == IN_BUTTON) {
		label_name(&name, text, strlen(text));
		if (strcmp(buf_str(&name), "paper") != 0)
			paper_link(p->paper, buf_str(&name), p->url.s);
	} else if (part == IN_HEADING) {
		end_heading(p, text);
	}
	buf_free(&name);
}

/* Whether a tag ends a text that has no end tag of its own to wait for. */
static bool
is_boundary(const struct html_tag *t)
{
	return is_heading(t) || strcmp(t->name, "section") == 0 ||
	       html_is(t, "div", true) || strcmp(t->name, "footer") == 0 ||
	       html_is(t, "script", false) || html_is(t, "body", true);
}

/* Links of old pages: the title to the page itself, each author to a page of
 * theirs. False when the link is neither, or known from the metas. */
static bool
begin_link(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");
	struct link here, there;

	/* Most links of a page are neither, and cost no parsing. */
	if (!href || (!strstr(href, "/author/") && !strstr(href, "/paper")) ||
		!tag_link(p, t))
		return false;
	if (strncmp(url_path(p->url.s), "/author/", 8) == 0) {
		p->by_links = p->by_links || !p->paper->authors;
		if (p->by_links)
			part_begin(p, IN_AUTHOR, t);
		return p->by_links;
	}
	link_parse(&here, p->page->url);
	link_parse(&there, p->url.s);
	if (p->paper->text[P_TITLE] || there.kind != LINK_PAPER ||
		strcmp(here.key, there.key) != 0)
		return false;
	part_begin(p, IN_TITLE, t);
	return true;
}

void
neurips_paper_tag(struct parser *p, const struct html_tag *t)
{
	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t))
		return;
	if (p->part != IN_NOTHING &&
		(html_is(t, p->until, true) || is_boundary(t)))
		end_part(p);
	if (t->end)
		return;
	if (html_class(t, "paper-abstract")) {
		part_begin(p, IN_ABSTRACT, t);
		*p->until = '\0';
	} else if (html_class(t, "abstract")) {
		part_begin(p, IN_ABSTRACT, t);
	} else if (p->part == IN_ABSTRACT) {
		return;
	} else if (html_class(t, "paper-title") || html_class(t, "subtitle")) {
		part_begin(p, IN_TITLE, t);
	} else if (html_is(t, "a", false) && begin_link(p, t)) {
		return;
	} else if (is_heading(t)) {
		part_begin(p, IN_HEADING, t);
	} else if (html_class(t, "paper-track")) {
		part_begin(p, IN_TRACK, t);
	} else if (html_class(t, "paper-authors") && !p->paper->authors) {
		part_begin(p, IN_AUTHORS, t);
	} else if (html_is(t, "a", false) && html_class(t, "btn") &&
		   tag_link(p, t)) {
		part_begin(p, IN_BUTTON, t);
	}
}

int
neurips_paper_close(struct parser *p, bool whole, struct err *e)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;
	struct link link;
	const char *url = p->page->url;

	if (!whole)
		return err_set(e, V_RETRY_LATER, "the page broke off");
	if (p->part == IN_ABSTRACT) /* only that may lack its end */
		end_part(p);
	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no paper-title on the page");
	link_parse(&link, url);
	if (link.kind == LINK_OTHER && paper->text[P_PDF_URL])
		link_parse(&link, url = paper->text[P_PDF_URL]);
	if (link.kind == LINK_OTHER)
		return err_set(e, V_LAYOUT,
			"neither '%s' nor a citation_pdf_url names the paper",
			p->page->url);
	link_identify(paper, &link, url, p->page);
	if (*link.track || !paper->text[P_TRACK])
		paper_set(paper, P_TRACK, *link.track ? link.track : "main");
	p->paper = NULL;
	sink->paper(sink, paper);
	return 0;
}
