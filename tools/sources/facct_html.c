/*
 * facct_html.c - FAccT's page of accepted papers (2022).
 *
 * A paper is a run of siblings: <h4 id="N"><b>Title</b></h4>, perhaps an award
 * in <h5>, <p><i>A and B</i></p>, <p>abstract</p>, and labels with links,
 * "Paper" and "Video". The id is sometimes written `id = "N"`. The link of
 * paper 295 is the DOI of paper 314 (read 2026-10-10), so that no DOI is taken
 * from here: a title finds its paper.
 */
#include <ctype.h>

#include "facct.h"

/* An abstract may have several paragraphs, which are set at once: a paper keeps
 * the memory of all that it was given. */
static void
add_abstract(struct parser *p, const char *text)
{
	(void)buf_puts(&p->abstract, p->abstract.len && *text ? " " : "");
	(void)buf_puts(&p->abstract, text);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_HEADING)
		p->is_list = p->is_list || strstr(text, "Accepted Papers");
	else if (!p->paper)
		return;
	else if (part == IN_TITLE)
		paper_set(p->paper, P_TITLE, text);
	else if (part == IN_AWARD)
		paper_set(p->paper, P_DECISION, text);
	else if (part == IN_AUTHORS)
		list_names(p->paper, text);
	else if (part == IN_TEXT && !p->labelled)
		add_abstract(p, text);
	else if (part == IN_LINK && strcmp(text, "Video") == 0)
		paper_link(p->paper, "video", p->url.s);
}

void
facct_html_end(struct parser *p)
{
	if (p->part != IN_NOTHING)
		end_part(p);
	facct_end(p);
}

static void
begin(struct parser *p, enum part part)
{
	p->part = part;
	html_mark(p->html);
}

static void
begin_headline(struct parser *p, const struct html_tag *t)
{
	const char *id = html_attr(t, "id");

	if (p->paper && strcmp(t->name, "h5") == 0) {
		begin(p, IN_AWARD);
		return;
	}
	facct_end(p);
	if (p->stop)
		return;
	if (id && strcmp(t->name, "h4") == 0) {
		p->is_list = true;
		facct_begin(p, id);
		begin(p, IN_TITLE);
	} else {
		begin(p, IN_HEADING);
	}
}

static bool
ends_part(const struct parser *p, const struct html_tag *t)
{
	switch (p->part) {
	case IN_NOTHING:
		return false;
	case IN_HEADING:
	case IN_TITLE:
	case IN_AWARD:
		return is_headline(t);
	case IN_LINK:
		return strcmp(t->name, "a") == 0;
	default:
		return strcmp(t->name, "p") == 0 || is_headline(t) ||
		       strcmp(t->name, "div") == 0;
	}
}

void
facct_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;
	const char *href;

	(void)h;
	if (p->stop)
		return;
	if (ends_part(p, t))
		end_part(p);
	if (html_is(t, "div", true) || html_is(t, "footer", false)) {
		facct_end(p);
	} else if (t->end) {
		return;
	} else if (is_headline(t)) {
		begin_headline(p, t);
	} else if (!p->paper) {
		return;
	} else if (html_is(t, "p", false)) {
		begin(p, IN_TEXT);
	} else if (html_is(t, "i", false) && p->part == IN_TEXT &&
		   !p->paper->authors && html_length(p->html) < 100 &&
		   !*html_text(p->html)) {
		p->part = IN_AUTHORS;
	} else if (html_is(t, "span", false) && html_class(t, "label")) {
		p->part = IN_NOTHING;
		p->labelled = true;
	} else if (html_is(t, "a", false) && p->part == IN_NOTHING &&
		   (href = html_attr(t, "href")) &&
		   url_resolve(&p->url, p->page->url, href)) {
		begin(p, IN_LINK);
	}
}
