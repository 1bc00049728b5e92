/*
 * iclr_archive.c - ICLR before OpenReview could say what was accepted: the
 * lists of 2013 to 2017 that iclr.cc keeps.
 *
 * Title and authors only; a paper's page is elsewhere. A job's key names the
 * tracks: "main", "workshop", or both; without one the main lists are asked,
 * and all that is on them is taken. The same page may have both (2015), or each
 * its own (2013, 2014).
 */
#include "iclr_archive.h"

#define ARCHIVE "https://iclr.cc/archive/"
/* The wiki was saved with its question marks escaped. */
#define WIKI ARCHIVE "www/doku.php%3Fid="

/* Read 2026-09-27. `other` is asked when the page is not there. */
static const struct list_page {
	int year;
	bool main, workshop;
	const char *url, *other;
} pages[] = {
	{2013, true, false, ARCHIVE "2013/conference-proceedings.html", NULL},
	{2013, false, true, ARCHIVE "2013/workshop-proceedings.html", NULL},
	{2014, true, false, ARCHIVE "2014/conference-proceedings/",
		ARCHIVE "2014/conference-proceedings"},
	{2014, false, true, ARCHIVE "2014/workshop-proceedings/",
		ARCHIVE "2014/workshop-proceedings"},
	{2015, true, true, WIKI "iclr2015:accepted-main.html",
		WIKI "iclr2015:main.html"},
	{2016, true, false, WIKI "iclr2016:accepted-main.html",
		WIKI "iclr2016:main.html"},
	{2016, false, true, WIKI "iclr2016:main.html", NULL},
	{2017, true, false, WIKI "iclr2017:conference_posters.html", NULL},
	{2017, false, true, WIKI "iclr2017:workshop_posters.html", NULL},
};

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	bool main = iclr_wants(job->key, false);
	bool workshop = iclr_wants(job->key, true), known = false;

	if (!main && !workshop)
		return err_set(e, V_FAILED,
			"'%s' is no track of the archive (main, workshop)",
			job->key);
	/* Without a key the lists of the conference are meant. */
	workshop = workshop && job->key && *job->key;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		const struct list_page *l = &pages[i];

		if (l->year != job->year ||
			!((l->main && main) || (l->workshop && workshop)))
			continue;
		sink->request(sink, purpose, l->url, l->other);
		known = true;
	}
	if (!known)
		return err_set(e, V_FAILED,
			"the archive of ICLR has 2013 to 2017, not %d",
			job->year);
	return 0;
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->stop)
		return;
	iclr_list_tag(p, t);
}

static void *
open_page(const struct page *page)
{
	static const char *const lists[] = {
		"accepted", "proceedings", "posters"};
	struct parser *p = xcalloc(1, sizeof(*p));
	const char *path = url_path(page->url);

	p->page = page;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		p->lists = p->lists || strstr(path, lists[i]);
	p->section = p->lists ? SECTION_PAPERS : SECTION_OTHER;
	p->workshop = strstr(path, "workshop") != NULL;
	p->main_only = (!page->job->key || !*page->job->key) &&
		       strstr(path, "accepted-main");
	p->html = html_open(on_tag, p);
	html_charset(p->html, page->content_type);
	buf_init(&p->title, LIMIT_FIELD);
	buf_init(&p->after, LIMIT_FIELD);
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
			"the list broke off after %zu papers", p->items);
	html_finish(p->html);
	iclr_end_item(p);
	if (p->items == 0 && p->seen.used > 0)
		return err_set(e, V_EMPTY,
			"none of the %zu papers is of the track '%s'",
			p->seen.used, p->page->job->key);
	if (p->items == 0)
		return err_set(e, V_LAYOUT,
			"no section of papers with links to arXiv or "
			"OpenReview");
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
	buf_free(&p->title);
	buf_free(&p->after);
	table_free(&p->seen);
	table_free(&p->awards);
	free(p);
	return rc;
}

const struct source source_iclr_archive = {
	.name = "iclr-archive",
	.about = "ICLR 2013-2017: the lists of accepted papers on iclr.cc",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.counts = "listing",
};
