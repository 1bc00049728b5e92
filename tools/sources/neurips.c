/*
 * neurips.c - the proceedings software of NeurIPS, which also serves ICLR,
 * MLSys and ICML 2020: one page per year with all papers, one page per paper.
 *
 * A job's key is HOST/PATH of a list page. Which of the two kinds a page is,
 * its address says, and where that is unknown its citation metas.
 */
#include "neurips.h"

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	const char *key = job->key ? job->key : "proceedings.neurips.cc/";
	size_t n = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789.-");
	struct buf url;

	buf_init(&url, LIMIT_URL);
	if (job->key)
		buf_printf(&url, "https://%s", job->key);
	else
		buf_printf(&url,
			"https://proceedings.neurips.cc/paper_files/paper/%d",
			job->year);
	if (url.full || n == 0 || key[n] != '/' || strpbrk(key, " {}<>\"")) {
		buf_free(&url);
		return err_set(e, V_FAILED,
			"'%s' is no address of proceedings (HOST/PATH)", key);
	}
	sink->request(sink, purpose, url.s, NULL);
	buf_free(&url);
	return 0;
}

void
part_begin(struct parser *p, enum part part, const struct html_tag *t)
{
	p->part = part;
	(void)snprintf(p->until, sizeof(p->until), "%s", t->name);
	html_mark(p->html);
}

bool
is_heading(const struct html_tag *t)
{
	return t->name[0] == 'h' && t->name[1] >= '1' && t->name[1] <= '6';
}

bool
tag_link(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");

	return href && *href && url_resolve(&p->url, p->page->url, href);
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->stop)
		return;
	p->is_paper = p->is_paper || is_citation(t);
	if (p->is_paper)
		neurips_paper_tag(p, t);
	else
		neurips_list_tag(p, t);
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	struct link link;

	link_parse(&link, page->url);
	p->page = page;
	p->html = html_open(on_tag, p);
	p->is_paper = page->purpose == FOR_PAPER || link.kind == LINK_PAPER;
	buf_init(&p->url, LIMIT_URL);
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
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc;

	if (whole)
		html_finish(p->html);
	rc = p->is_paper ? neurips_paper_close(p, whole, e)
			 : neurips_list_close(p, whole, e);
	paper_free(p->paper);
	html_free(p->html);
	buf_free(&p->url);
	free(p);
	return rc;
}

const struct source source_neurips = {
	.name = "neurips",
	.about = "proceedings of NeurIPS, ICLR and MLSys: lists and papers",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "count",
};
