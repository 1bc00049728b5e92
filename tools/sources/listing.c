/*
 * listing.c - what sources with lists of papers and pages of papers have in
 * common: the frame of their parser, and handing on the papers of a list, each
 * once.
 *
 * Sites list a paper under two sessions, or twice by mistake; the second time
 * it is nothing new. When only their number is wanted, they are counted.
 */
#include "proceedings.h"

void
listing_open(struct listing *l, const struct page *page, html_fn *on_tag)
{
	l->page = page;
	l->is_paper = page->purpose == FOR_PAPER;
	l->html = html_open(on_tag, l);
}

int
listing_feed(void *parser, const char *s, size_t n)
{
	struct listing *l = parser;

	html_feed(l->html, s, n);
	return l->stop ? -1 : 0;
}

void
listing_emit(struct listing *l, struct paper *paper)
{
	struct sink *sink = l->page->sink;
	const char *id = paper->text[P_ID];
	bool made = false, counting = l->page->purpose == FOR_COUNT;

	if (id)
		(void)table_put(&l->seen, id, strlen(id), &made);
	if (made && !paper->text[P_TITLE]) {
		made = false;
		if (!counting)
			sink->problem(sink, "no-title", id);
	}
	l->items += made;
	if (!made || counting) {
		paper_free(paper);
		return;
	}
	sink->paper(sink, paper);
	l->stop = sink->enough(sink);
}

int
listing_finish(struct listing *l, bool whole, struct err *e)
{
	if (l->stop)
		return 0;
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", l->items);
	html_finish(l->html);
	return 1;
}

int
listing_close(const struct listing *l, const char *expected, struct err *e)
{
	if (l->items == 0)
		return err_set(e, V_LAYOUT, "neither a list nor a paper: %s",
			expected);
	if (l->page->purpose == FOR_COUNT)
		l->page->sink->count(l->page->sink, l->page->url, l->items);
	return 0;
}

void
listing_free(struct listing *l)
{
	html_free(l->html);
	table_free(&l->seen);
}
