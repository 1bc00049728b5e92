/*
 * cvf_list.c - lists of papers: a <dl> whose <dt class="ptitle"> each begin a
 * paper. What follows up to the next one is that paper's: a <dd> of authors, a
 * <dd> of links, and in it the BibTeX. Nothing wraps them, and end tags may be
 * missing.
 *
 * An author is a form with a hidden input and a link ("#"), whose texts are
 * the same; ecva.net and rewritten pages have plain names. The link's text is
 * what the site shows; the BibTeX has the names without their accents (2020).
 */
#include "cvf.h"

static void
end_item(struct cvf *p)
{
	struct paper *paper = p->paper;
	struct sink *sink = p->page->sink;
	const char *title, *id;

	p->paper = NULL;
	p->part = CVF_NOTHING;
	if (!paper)
		return;
	if (p->site->wanted && !p->site->wanted(p, paper)) {
		paper_free(paper);
		return;
	}
	title = paper->text[P_TITLE];
	id = paper->text[P_ID];
	p->items++;
	if (p->page->purpose != FOR_COUNT && title && id) {
		if (!paper->text[P_PDF_URL] && paper->text[P_URL] &&
			cvf_pdf_beside(&p->url, paper->text[P_URL]))
			paper_set(paper, P_PDF_URL, p->url.s);
		sink->paper(sink, paper);
		p->stop = sink->enough(sink);
		return;
	}
	if (p->page->purpose != FOR_COUNT)
		sink->problem(sink, title ? "no-id" : "no-title",
			title ? title
			: id  ? id
			      : "a paper without a link");
	paper_free(paper);
}

static void
begin_item(struct cvf *p)
{
	p->paper = paper_new();
	p->cells = 0;
	p->in_note = false;
	buf_reset(&p->names);
	buf_reset(&p->spare);
	cvf_begin(p, CVF_TITLE);
}

/* The title ends with its link or, at the latest, where the authors begin. */
static void
end_title(struct cvf *p)
{
	cvf_unquoted(p->paper, P_TITLE, html_text(p->html));
	p->part = CVF_NOTHING;
}

/* The text of the cell up to here. */
static void
add_names(struct cvf *p, const char *separator)
{
	const char *text = p->in_note ? "" : html_text(p->html);

	if (text[strspn(text, ", ")])
		buf_reset(&p->spare);
	/* no name has a '<': the page was cut off inside of a tag */
	buf_add(&p->names, text, strcspn(text, "<"));
	buf_puts(&p->names, separator);
	html_mark(p->html);
}

static void
end_authors(struct cvf *p)
{
	add_names(p, ", ");
	buf_puts(&p->names, buf_str(&p->spare));
	p->part = CVF_NOTHING;
	while (p->names.len && strchr(" [(,", p->names.s[p->names.len - 1]))
		buf_cut(&p->names, p->names.len - 1);
	if (p->names.full)
		p->page->sink->problem(p->page->sink, "authors",
			p->paper->text[P_TITLE] ? p->paper->text[P_TITLE]
						: "the list is too long");
	else if (p->names.len)
		p->site->authors(p->paper, p->names.s);
}

/* Whether a link of the authors' cell is the paper's, not an author's: a cell
 * that is missing, or both in one. */
static bool
is_resource(const char *url)
{
	return strstr(url, ".pdf") || strstr(url, ".zip") ||
	       strstr(url, "arxiv.org/") || strstr(url, "/chapter/10.");
}

static void
authors_tag(struct cvf *p, const struct html_tag *t)
{
	const char *name =
		html_is(t, "input", false) ? html_attr(t, "name") : NULL;
	const char *value = name ? html_attr(t, "value") : NULL;

	if (strcmp(t->name, "dd") == 0 || html_is(t, "dl", true)) {
		end_authors(p);
	} else if (html_is(t, "a", false) && cvf_link_url(p, t) &&
		   is_resource(p->url.s)) {
		end_authors(p);
		cvf_begin(p, CVF_LINK);
	} else if (html_is(t, "a", true)) {
		add_names(p, ", ");
	} else if (html_is(t, "sup", false)) {
		add_names(p, " ");
		p->in_note = true;
	} else if (html_is(t, "sup", true)) {
		html_mark(p->html);
		p->in_note = false;
	} else if (value && strncmp(name, "query", 5) == 0) {
		if (p->spare.len) /* one without a link */
			buf_printf(&p->names, "%s, ", p->spare.s);
		buf_reset(&p->spare);
		buf_puts(&p->spare, value);
	} else if (html_is(t, "form", true)) {
		add_names(p, ", ");
		buf_puts(&p->names, buf_str(&p->spare));
		buf_puts(&p->names, p->spare.len ? ", " : "");
		buf_reset(&p->spare);
	}
}

/* The link of the title names the paper. */
static void
title_tag(struct cvf *p, const struct html_tag *t)
{
	if (html_is(t, "a", false)) {
		if (!p->paper->text[P_ID] && cvf_link_url(p, t))
			(void)p->site->identify(p, p->paper, p->url.s);
		html_mark(p->html);
	} else if (html_is(t, "a", true) || html_is(t, "dt", true) ||
		   strcmp(t->name, "dd") == 0) {
		end_title(p);
	}
}

static void
cell_tag(struct cvf *p, const struct html_tag *t)
{
	if (p->part == CVF_LINK &&
		(strcmp(t->name, "a") == 0 || html_is(t, "dd", true))) {
		cvf_link(p, html_text(p->html));
		p->part = CVF_NOTHING;
	}
	if (p->part == CVF_BIBTEX &&
		(html_is(t, "div", true) || html_is(t, "dd", true))) {
		paper_bibtex(p->paper, html_text(p->html));
		p->part = CVF_NOTHING;
	}
	if (t->end || p->part == CVF_BIBTEX)
		return;
	if (html_class(t, "bibref"))
		cvf_begin(p, CVF_BIBTEX);
	else if (html_is(t, "a", false) && cvf_link_url(p, t))
		cvf_begin(p, CVF_LINK);
}

void
cvf_list_tag(struct cvf *p, const struct html_tag *t)
{
	bool item = html_is(t, "dt", false) && html_class(t, "ptitle");

	if (p->paper && (html_is(t, "dt", false) || html_is(t, "dl", true) ||
				html_class(t, "accordion"))) {
		if (p->part == CVF_AUTHORS)
			end_authors(p);
		end_item(p);
	}
	if (p->stop)
		return;
	if (item)
		begin_item(p);
	else if (!p->paper)
		p->site->between(p, t);
	else if (p->part == CVF_TITLE)
		title_tag(p, t);
	else if (p->part == CVF_AUTHORS)
		authors_tag(p, t);
	else
		cell_tag(p, t);
	if (p->paper && html_is(t, "dd", false) && p->cells++ == 0)
		cvf_begin(p, CVF_AUTHORS);
}

int
cvf_list_close(struct cvf *p, bool whole, struct err *e)
{
	if (p->stop)
		return 0;
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", p->items);
	html_finish(p->html);
	if (p->paper && p->part == CVF_AUTHORS)
		end_authors(p);
	end_item(p);
	if (p->items == 0)
		return p->site->empty(p, e);
	if (p->page->purpose == FOR_COUNT && !p->stop)
		p->page->sink->count(p->page->sink, p->page->url, p->items);
	return 0;
}
