/*
 * icml_archive.c - ICML before it had its volumes in PMLR: the conference's own
 * pages of 2003 to 2012, a layout for nearly every year.
 *
 *	2003        aaai.org/Library/ICML: titles, authors, first pages; the
 *	            pages that it links are not asked for, as that site asks
 *	2004        titles, authors with institutions; a page per abstract
 *	2005, 2006  titles, authors
 *	2007        as 2004
 *	2008-2012   one page with all abstracts
 *
 * They are served without a character set and are a mixture of windows-1252
 * and UTF-8. icml.cc keeps copies of the old sites under /Conferences/YEAR;
 * icml-2011.org and icml2010.org are other people's by now (read 2026-10-06).
 * A job needs no key; one is HOST/PATH of another copy of its year's page. That
 * of 2001, which only archives have, needs one; of other years before 2003 no
 * page has more than titles.
 */
#include <ctype.h>

#include "icml_archive.h"

#define CONFERENCES "https://icml.cc/Conferences/"

static const struct layout {
	int year;
	void (*tag)(struct parser *p, const struct html_tag *t);
	const char *url, *other;
} layouts[] = {
	{2001, icml_tables_of_abstracts_tag, NULL, NULL},
	{2003, icml_aaai_tag,
		"https://aaai.org/Library/ICML/icml03contents.php", NULL},
	{2004, icml_tables_tag, CONFERENCES "2004/proceedings.html", NULL},
	{2005, icml_tables_tag, CONFERENCES "2005/proceedings.html", NULL},
	{2006, icml_tables_tag, CONFERENCES "2006/proceedings.html", NULL},
	{2007, icml_tables_tag, CONFERENCES "2007/proceedings.html",
		CONFERENCES "2007/paperlist.html"},
	{2008, icml_abstracts_tag, CONFERENCES "2008/abstracts.shtml.html",
		"http://www.machinelearning.org/archive/icml2008/"
		"abstracts.shtml"},
	{2009, icml_abstracts_tag, CONFERENCES "2009/abstracts.html", NULL},
	{2010, icml_abstracts_tag, CONFERENCES "2010/abstracts.html", NULL},
	{2011, icml_abstracts_tag, CONFERENCES "2011/papers.php.html", NULL},
	{2012, icml_abstracts_tag, "https://icml.cc/2012/papers/",
		"https://icml.cc/2012/papers.1.html"},
};

static const struct layout *
layout_of(int year)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		if (layouts[i].year == year)
			return &layouts[i];
	return NULL;
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	const struct layout *l = layout_of(job->year);
	char url[LIMIT_URL];

	if (!l || (!l->url && !(job->key && *job->key)))
		return err_set(e, V_FAILED,
			"ICML's own pages are known for 2003 to 2012, not %d",
			job->year);
	if (!job->key || !*job->key) {
		sink->request(sink, purpose, l->url, l->other);
		return 0;
	}
	if (!strchr(job->key, '/') || strpbrk(job->key, " {}<>\"") ||
		strlen(job->key) + 9 > sizeof(url))
		return err_set(e, V_FAILED, "'%s' is no address (HOST/PATH)",
			job->key);
	(void)snprintf(url, sizeof(url), "https://%s", job->key);
	sink->request(sink, purpose, url, NULL);
	return 0;
}

void
icml_begin(struct parser *p, enum part part)
{
	p->part = part;
	p->in_link = false;
	p->cut = SIZE_MAX;
	html_mark(p->html);
}

void
icml_number(char out[24], const char *s)
{
	size_t n = 0;

	s += strspn(s, " ");
	while (n < 23 && isalnum((unsigned char)s[n]))
		n++;
	(void)snprintf(out, 24, "%.*s", (int)n, s);
}

bool
icml_href(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");

	return href && *href && url_resolve(&p->url, p->page->url, href);
}

/* What the name of a paper's file says of its number: "papers/45.pdf",
 * "001_Exploration_AbbeelNg.pdf", "6_icmlpaper.pdf", "icml03-004.php". */
static void
number_of_file(char out[24], const char *url)
{
	const char *name = strrchr(url, '/');

	name = name ? name + 1 : url;
	if (strncmp(name, "icml03-", 7) == 0)
		name += 7;
	if (isdigit((unsigned char)*name) ||
		(*name == 'X' && isdigit((unsigned char)name[1])))
		icml_number(out, name);
}

bool
icml_link(struct parser *p, const char *label)
{
	struct paper *paper = p->paper;
	struct buf name;
	bool known = true;
	const char *s;

	buf_init(&name, 100);
	label_name(&name, label, strlen(label));
	s = buf_str(&name);
	if (strstr(p->url.s, "arxiv.org/")) {
		paper_set(paper, P_ARXIV, p->url.s);
		if (paper->text[P_ARXIV])
			paper_id(paper, "arxiv", paper->text[P_ARXIV]);
	} else if (strncmp(s, "discuss", 7) == 0) {
		paper_link(paper, "discussion", p->url.s);
	} else if (strncmp(s, "bib", 3) == 0) {
		paper_link(paper, "bibtex", p->url.s);
	} else if (strcmp(s, "abstract") == 0) {
		paper_set(paper, P_URL, p->url.s);
	} else if ((strstr(p->url.s, ".pdf") || strstr(p->url.s, ".ps")) &&
		   (strstr(s, "paper") || strstr(s, "pdf") ||
			   strcmp(s, "download") == 0)) {
		paper_set(paper, P_PDF_URL, p->url.s);
		p->known = true;
	} else {
		known = false;
	}
	if (known && !*p->number)
		number_of_file(p->number, p->url.s);
	buf_free(&name);
	return known;
}

void
icml_begin_item(struct parser *p)
{
	icml_end_item(p);
	if (p->stop)
		return;
	p->paper = paper_new();
	p->known = p->own_abstract = p->done = false;
	(void)snprintf(p->number, sizeof(p->number), "%s", p->pending);
	*p->pending = '\0';
	buf_reset(&p->abstract);
}

/* What the item's number and its page say. */
static void
identify(struct parser *p)
{
	struct paper *paper = p->paper;
	const char *url = p->page->url, *award;
	struct buf b;

	buf_init(&b, LIMIT_URL);
	buf_printf(&b, "icml-archive:%d:%s", p->year, p->number);
	paper_set(paper, P_ID, buf_str(&b));
	/* An address for --details; there is nothing more at it. */
	if (p->tag == icml_abstracts_tag && p->abstract.len) {
		buf_reset(&b);
		buf_printf(&b, "%.*s#%s%s", (int)strcspn(url, "#"), url,
			p->year == 2012 ? "paper-" : "", p->number);
		paper_set(paper, P_URL, buf_str(&b));
	}
	award = table_get(&p->awards, p->number, strlen(p->number));
	if (award)
		paper_set(paper, P_DECISION, award);
	buf_free(&b);
}

void
icml_end_item(struct parser *p)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;

	if (!paper)
		return;
	if (p->known)
		p->items++;
	if (!p->known || p->page->purpose == FOR_COUNT ||
		(*p->wanted && strcmp(p->wanted, p->number) != 0)) {
		;
	} else if (!paper->text[P_TITLE] || !*p->number) {
		sink->problem(sink, *p->number ? "no-title" : "no-id",
			*p->number ? p->number
			: paper->text[P_TITLE]
				? paper->text[P_TITLE]
				: "a paper without title and number");
	} else {
		identify(p);
		if (p->abstract.len)
			paper_set(paper, P_ABSTRACT, p->abstract.s);
		if (!paper->text[P_TRACK])
			paper_set(paper, P_TRACK,
				p->cross ? "cross-conference" : "main");
		if (!paper->authors)
			sink->problem(sink, "authors", paper->text[P_TITLE]);
		sink->paper(sink, paper);
		paper = NULL;
		p->stop = sink->enough(sink);
	}
	paper_free(paper);
	p->paper = NULL;
	p->part = IN_NOTHING;
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->stop)
		return;
	if (p->tag != icml_page_tag && p->year <= 2004 && p->items == 0 &&
		!p->paper)
		icml_see_abstracts(p, t);
	p->tag(p, t);
}

/* The year that the address names, or that of the job. */
static int
year_of(const struct page *page)
{
	char name[16];

	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		(void)snprintf(name, sizeof(name), "%d", layouts[i].year);
		if (strstr(page->url, name))
			return layouts[i].year;
		(void)snprintf(
			name, sizeof(name), "icml%02d", layouts[i].year % 100);
		if (strstr(page->url, name))
			return layouts[i].year;
	}
	return page->job->year;
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	int year = year_of(page);
	const struct layout *l = layout_of(year);
	const char *note = strchr(page->url, '#');

	p->page = page;
	p->year = year;
	p->is_paper = strstr(url_path(page->url), "/abstracts/") != NULL;
	p->tag = p->is_paper ? icml_page_tag : l ? l->tag : icml_abstracts_tag;
	if (page->purpose == FOR_PAPER && note)
		icml_number(p->wanted,
			note + (strncmp(note, "#paper-", 7) == 0 ? 7 : 1));
	p->html = html_open(on_tag, p);
	html_charset(p->html, page->content_type);
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->abstract, LIMIT_FIELD);
	return p;
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;

	html_feed(p->html, s, n);
	return p->stop ? -1 : 0;
}

static int
finish(struct parser *p, bool whole, struct err *e)
{
	struct sink *sink = p->page->sink;

	if (p->stop)
		return 0;
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", p->items);
	html_finish(p->html);
	if (p->is_paper)
		return icml_page_close(p, e);
	p->tag(p, NULL);
	icml_end_item(p);
	if (p->items == 0 && !p->stop)
		return err_set(e, V_LAYOUT, "no paper in the layout of ICML %d",
			p->year);
	if (p->page->purpose == FOR_COUNT)
		sink->count(sink, p->page->url, p->items);
	return 0;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc = finish(p, whole, e);

	paper_free(p->paper);
	html_free(p->html);
	buf_free(&p->url);
	buf_free(&p->abstract);
	table_free(&p->awards);
	arena_free(&p->mem);
	free(p);
	return rc;
}

const struct source source_icml_archive = {
	.name = "icml-archive",
	.about = "ICML 2003-2012: the conference's own pages",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
