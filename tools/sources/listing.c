/*
 * listing.c - handing on the papers of a list page, each once.
 *
 * Sites list a paper under two sessions, or twice by mistake; the second time
 * it is nothing new. When only their number is wanted, they are counted.
 */
#include "proceedings.h"

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
listing_close(const struct listing *l, const char *expected, struct err *e)
{
	if (l->items == 0)
		return err_set(e, V_LAYOUT, "neither a list nor a paper: %s",
			expected);
	if (l->page->purpose == FOR_COUNT)
		l->page->sink->count(l->page->sink, l->page->url, l->items);
	return 0;
}
