/*
 * neurips_list.c - the list pages of the proceedings software.
 *
 * They came in three forms, told apart by what stands in them:
 *
 *	until 2020  <li><a href="/paper/1-slug">Title</a>
 *	            <a class="author">A</a>, <a class="author">B</a></li>
 *	until 2024  <li><a title="paper title" href=...>Title</a>
 *	            <i>A, B</i></li>
 *	now         <li data-track=...><a title="paper title" href=...>Title</a>
 *	            <span class="paper-authors">A, B</span></li>
 *
 * What makes a paper is its link alone; an item may have no authors (2017 has
 * one). The page of 2025 holds 64 papers only: its "See also" names the page
 * of the main conference, and that one points back (read 2026-09-27).
 */
#include <ctype.h>

#include "neurips.h"

/* Hands on the item, if there is one. */
static void
end_item(struct parser *p)
{
	struct paper *paper = p->paper;
	struct sink *sink = p->page->sink;
	const char *track = *p->link.track ? p->link.track : p->track;

	p->paper = NULL;
	p->part = IN_NOTHING;
	if (!paper)
		return;
	p->items++;
	if (p->page->purpose == FOR_COUNT || !paper->text[P_TITLE]) {
		if (p->page->purpose != FOR_COUNT)
			sink->problem(sink, "no-title", paper->text[P_ID]);
		paper_free(paper);
		return;
	}
	paper_set(paper, P_VOLUME, p->volume);
	paper_set(paper, P_TRACK, *track ? track : "main");
	sink->paper(sink, paper);
	p->stop = sink->enough(sink);
}

/* The length of a URL without query and slashes at its end. */
static size_t
bare_length(const char *url)
{
	size_t n = strcspn(url, "?#");

	while (n > 0 && url[n - 1] == '/')
		n--;
	return n;
}

/* The rest of the same year may be on another page. */
static void
see_also(struct parser *p)
{
	struct sink *sink = p->page->sink;
	const char *here = p->page->url, *there = p->url.s;
	size_t n = bare_length(here), host = (size_t)(url_path(here) - here);

	if (bare_length(there) == n && strncmp(there, here, n) == 0)
		return;
	if (strncmp(there, here, host) == 0 &&
		link_year(there) == link_year(here))
		sink->request(sink, p->page->purpose, there, NULL);
	else
		sink->problem(sink, "see-also", there);
}

/* Whether an <a> is titled as the site titles the links to its papers. */
static bool
says_paper(const struct html_tag *t)
{
	const char *title = html_attr(t, "title");

	return title && strcmp(title, "paper title") == 0;
}

/* The link of the next paper, of an author, or another. */
static void
begin_link(struct parser *p, const struct html_tag *t)
{
	struct link link;

	if (p->paper && html_class(t, "author")) {
		part_begin(p, IN_AUTHOR, t);
		return;
	}
	if (!tag_link(p, t))
		return;
	if (p->see_also) {
		see_also(p);
		return;
	}
	link_parse(&link, p->url.s);
	if (link.kind == LINK_OTHER && says_paper(t))
		p->page->sink->problem(p->page->sink, "no-id", p->url.s);
	/* an item may have a second link to the same paper */
	if (link.kind == LINK_OTHER ||
		(p->paper && strcmp(p->link.key, link.key) == 0))
		return;
	end_item(p);
	if (p->stop)
		return;
	p->paper = paper_new();
	p->link = link;
	link_identify(p->paper, &link, p->url.s, p->page);
	part_begin(p, IN_TITLE, t);
}

static void
begin_item(struct parser *p, const struct html_tag *t)
{
	const char *track = html_attr(t, "data-track");

	end_item(p);
	p->see_also = false; /* its <p> was left open */
	*p->track = '\0';
	if (track)
		link_track(p->track, track, strlen(track));
}

/* "5823 papers" or "5,823 papers". */
static void
set_count(struct parser *p, const char *text)
{
	struct sink *sink = p->page->sink;
	size_t n = 0;

	if (!isdigit((unsigned char)*text))
		return;
	for (; isdigit((unsigned char)*text) || *text == ','; text++)
		if (*text != ',' && n < LIMIT_PAPERS)
			n = n * 10 + (size_t)(*text - '0');
	p->has_count = true;
	p->stated = n;
	sink->count(sink, p->page->url, n);
	/* the link to the other page stands above the count */
	p->stop = p->page->purpose == FOR_COUNT;
}

/* "Advances in Neural Information Processing Systems 37": the volume. Other
 * conferences have the year there. */
static void
set_volume(struct parser *p, const char *text)
{
	static const char systems[] = "Information Processing Systems ";
	const char *v = strstr(text, systems);
	size_t n;

	if (v || strstr(text, "Proceedings of "))
		p->is_list = true;
	if (!v)
		return;
	v += sizeof(systems) - 1;
	n = strspn(v, "0123456789");
	if (n > 0 && n < 4)
		(void)snprintf(p->volume, sizeof(p->volume), "%.*s", (int)n, v);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_TITLE)
		paper_set(p->paper, P_TITLE, text);
	else if (part == IN_AUTHORS)
		list_authors(p->paper, text);
	else if (part == IN_AUTHOR)
		paper_author(p->paper, text);
	else if (part == IN_COUNT)
		set_count(p, text);
	else if (part == IN_HEADING)
		set_volume(p, text);
}

void
neurips_list_tag(struct parser *p, const struct html_tag *t)
{
	if (p->part != IN_NOTHING && html_is(t, p->until, true)) {
		end_part(p);
	} else if (html_is(t, "li", true)) {
		end_item(p);
	} else if (html_is(t, "p", true)) {
		p->see_also = false;
	} else if (t->end) {
		return;
	} else if (html_is(t, "li", false)) {
		begin_item(p, t);
	} else if (html_is(t, "a", false)) {
		begin_link(p, t);
	} else if (html_class(t, "book-see-also")) {
		p->see_also = true;
	} else if (html_class(t, "paper-count")) {
		part_begin(p, IN_COUNT, t);
	} else if (html_class(t, "paper-list")) {
		p->is_list = true;
	} else if (!p->paper && is_heading(t)) {
		p->is_list = p->is_list || html_class(t, "book-title");
		part_begin(p, IN_HEADING, t);
	} else if (p->paper && p->part == IN_NOTHING && !p->paper->authors &&
		   (html_class(t, "paper-authors") ||
			   strcmp(t->name, "i") == 0)) {
		part_begin(p, IN_AUTHORS, t);
	}
}

int
neurips_list_close(struct parser *p, bool whole, struct err *e)
{
	struct sink *sink = p->page->sink;

	if (p->stop)
		return 0;
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the list broke off after %zu papers", p->items);
	end_item(p);
	if (p->items == 0 && p->stated > 0)
		return err_set(e, V_LAYOUT,
			"the list states %zu papers but has no link to one",
			p->stated);
	if (p->items == 0 && !p->is_list)
		return err_set(e, V_LAYOUT,
			"neither a list of papers nor a paper: no link like "
			"'/hash/...-Abstract.html' or '/paper/N-...', no "
			"paper-list, no book-title");
	if (p->items == 0)
		return err_set(e, V_EMPTY, "the list has no papers");
	if (p->page->purpose == FOR_COUNT && !p->has_count)
		sink->count(sink, p->page->url, p->items);
	return 0;
}
