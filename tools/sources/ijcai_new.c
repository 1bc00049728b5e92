/*
 * ijcai_new.c - the lists since 2017: sections with subsections with papers,
 * all on one line of up to a megabyte.
 *
 *	div.section > div.section_title > h3	the track
 *	div.subsection > div.subsection_title	the subject
 *	div.paper_wrapper > div.title, div.authors, div.details
 *
 * The address of the PDF is relative to the list, that of the details to the
 * site. The script at the end names the same classes.
 */
#include "ijcai.h"

void
ijcai_part(struct parser *p, enum part part, const struct html_tag *t)
{
	p->part = part;
	(void)snprintf(p->until, sizeof(p->until), "%s", t->name);
	html_mark(p->html);
}

static void
end_link(struct parser *p, const char *label)
{
	struct ijcai_link link;
	struct buf name;

	ijcai_link_parse(&link, p->url.s);
	if (link.kind == IJCAI_PDF) {
		paper_set(p->paper, P_PDF_URL, p->url.s);
		if (p->link.kind == IJCAI_OTHER)
			p->link = link;
		return;
	}
	if (link.kind == IJCAI_PAGE) {
		paper_set(p->paper, P_URL, p->url.s);
		p->link = link;
		return;
	}
	buf_init(&name, 64);
	label_name(&name, label, strlen(label));
	if (name.len)
		paper_link(p->paper, name.s, p->url.s);
	buf_free(&name);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_TRACK) {
		ijcai_track(p->track, text, strlen(text));
	} else if (part == IN_TOPIC) {
		buf_reset(&p->topic);
		(void)buf_puts(&p->topic, text);
	} else if (!p->paper) {
		return;
	} else if (part == IN_TITLE) {
		paper_set(p->paper, P_TITLE, text);
	} else if (part == IN_AUTHORS) {
		list_authors(p->paper, text);
	} else if (part == IN_LINK) {
		end_link(p, text);
	}
}

/* The number of the paper is in the id of its element too. */
static void
begin_wrapper(struct parser *p, const struct html_tag *t)
{
	const char *id = html_attr(t, "id");

	ijcai_begin_item(p);
	p->link = (struct ijcai_link){.kind = IJCAI_OTHER};
	p->in_details = false;
	if (id && strncmp(id, "paper", 5) == 0 && id[5] &&
		id[5 + strspn(id + 5, "0123456789")] == '\0')
		(void)snprintf(
			p->link.key, sizeof(p->link.key), "%.8s", id + 5);
}

void
ijcai_new_tag(struct parser *p, const struct html_tag *t)
{
	struct ijcai_link link;

	if (p->part != IN_NOTHING && html_is(t, p->until, true))
		end_part(p);
	if (t->end)
		return;
	if (html_class(t, "paper_wrapper")) {
		begin_wrapper(p, t);
	} else if (html_class(t, "section_title")) {
		ijcai_end_item(p);
		buf_reset(&p->topic);
		ijcai_part(p, IN_TRACK, t);
	} else if (html_class(t, "subsection")) {
		ijcai_end_item(p);
		buf_reset(&p->topic);
	} else if (html_class(t, "subsection_title")) {
		ijcai_end_item(p);
		ijcai_part(p, IN_TOPIC, t);
	} else if (!p->paper) {
		return;
	} else if (html_class(t, "title") && !p->paper->text[P_TITLE]) {
		ijcai_part(p, IN_TITLE, t);
	} else if (html_class(t, "authors") && !p->paper->authors) {
		ijcai_part(p, IN_AUTHORS, t);
	} else if (html_class(t, "details")) {
		p->in_details = true;
	} else if (html_is(t, "a", false) && p->in_details &&
		   ijcai_follow(p, &link, t)) {
		ijcai_part(p, IN_LINK, t);
	}
}
