/*
 * usenix_list.c - the programme of a conference.
 *
 *	article.node-session > h2		a session
 *	article.node-paper > h2 > a		a talk, with its fields
 *
 * Until 2016 these are divisions, not articles.
 *
 * A programme has keynotes and panels in articles of the same class: what has
 * no link to a page of its own, or names no authors, is no paper.
 */
#include "usenix.h"

static void
end_item(struct parser *p)
{
	struct paper *paper = p->paper;
	bool people = p->people;

	p->paper = NULL;
	p->run = NULL; /* its authors go with it */
	p->people = p->placed = false;
	p->part = IN_NOTHING;
	*p->field = '\0';
	if (paper && paper->text[P_ID] && people) {
		paper_keyword(paper, buf_str(&p->session));
		paper_set(paper, P_ABSTRACT, buf_str(&p->abstract));
		listing_emit(&p->list, paper);
	} else {
		paper_free(paper);
	}
}

static void
begin_item(struct parser *p)
{
	end_item(p);
	p->is_list = true;
	p->paper = paper_new();
	p->nested = p->open = 0;
	buf_reset(&p->abstract);
}

static void
end_heading(struct parser *p)
{
	const char *text = html_text(p->list.html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_TITLE && !p->paper->text[P_TITLE]) {
		paper_set(p->paper, P_TITLE, text);
	} else if (part == IN_HEADING && !p->paper) {
		buf_reset(&p->session);
		(void)buf_puts(&p->session, text);
	}
}

static void
article_tag(struct parser *p, const struct html_tag *t)
{
	if (t->end && p->paper && p->nested > 0) {
		p->nested--;
	} else if (t->end) {
		end_item(p);
	} else if (html_class(t, "node-paper")) {
		begin_item(p);
	} else if (html_class(t, "node-session")) {
		end_item(p);
		buf_reset(&p->session);
		p->is_list = true;
	} else if (p->paper) {
		p->nested++; /* its speakers */
	}
}

/* A division that is a talk or a session, or the end of a talk that is one;
 * false when it is another. */
static bool
division_tag(struct parser *p, const struct html_tag *t)
{
	if (!t->end && (html_class(t, "node-paper") ||
			       html_class(t, "node-session"))) {
		article_tag(p, t);
		p->open = p->paper != NULL;
		return true;
	}
	if (!p->open)
		return false;
	p->open = t->end ? p->open - 1 : p->open + 1;
	if (p->open)
		return false;
	end_item(p);
	return true;
}

void
usenix_list_tag(struct parser *p, const struct html_tag *t)
{
	if (strcmp(t->name, "article") == 0) {
		article_tag(p, t);
		return;
	}
	if (strcmp(t->name, "div") == 0 && division_tag(p, t))
		return;
	if ((p->part == IN_TITLE || p->part == IN_HEADING) &&
		html_is(t, p->until, true)) {
		end_heading(p);
		return;
	}
	if (p->nested > 0 || (p->paper && usenix_field_tag(p, t)))
		return;
	if (html_is(t, "h2", false) && !p->paper) {
		usenix_part(p, IN_HEADING, t);
	} else if (html_is(t, "a", false) && p->paper &&
		   !p->paper->text[P_ID] && usenix_follow(p, t) &&
		   usenix_identify(p->paper, p->url.s)) {
		usenix_part(p, IN_TITLE, t);
	} else if (html_is(t, "a", false) && p->paper && usenix_follow(p, t) &&
		   strstr(p->url.s, "/files/")) {
		usenix_part(p, IN_LINK, t);
		usenix_link(p, "");
		p->part = IN_NOTHING;
	}
}

int
usenix_list_close(struct parser *p, struct err *e)
{
	end_item(p);
	if (p->list.items == 0 && p->is_list)
		return err_set(e, V_EMPTY, "the programme has no papers yet");
	return listing_close(
		&p->list, "no article.node-paper, no citation_title", e);
}
