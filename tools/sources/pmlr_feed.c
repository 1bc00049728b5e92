/*
 * pmlr_feed.c - a volume's RSS feed: title, abstract and address of each paper,
 * no authors.
 */
#include "pmlr.h"

void
pmlr_feed_tag(void *ctx, struct xml *x, const struct xml_tag *t)
{
	struct parser *p = ctx;

	if (p->stop)
		return;
	if (xml_is(t, "item", false)) {
		paper_free(p->paper);
		p->paper = paper_new();
	} else if (p->paper && xml_is(t, "item", true)) {
		pmlr_emit(p, p->paper);
		p->paper = NULL;
	} else if (p->paper && t->end) {
		if (strcmp(t->name, "title") == 0)
			paper_set(p->paper, P_TITLE, xml_text(x));
		else if (strcmp(t->name, "description") == 0)
			paper_set(p->paper, P_ABSTRACT, xml_text(x));
		else if (strcmp(t->name, "link") == 0)
			(void)pmlr_identify(p->paper, xml_text(x));
	}
	xml_mark(x);
}
