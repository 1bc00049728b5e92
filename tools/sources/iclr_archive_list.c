/*
 * iclr_archive_list.c - the lists of ICLR 2013 to 2017, as wikis had them.
 *
 *	2013, 2014  Google Sites: <p><b><a href=...>Title</a></b></p>
 *	            <p><i>A; B</i></p>, also with <div>, or no block at all
 *	2015-2017   DokuWiki: <li><div class="li"> <a href=...>Title</a><br/>
 *	            A, B and C</div></li>, or the same in <td>, or ", A, B"
 *
 * An item is a link that leads to a paper, in a section for papers, and the
 * text behind it. Where a page is more than a list (the main pages of 2015 and
 * 2016), the headings say which sections have papers; they tell the conference
 * from its workshop and talks from posters too. A paper that is listed again,
 * a talk among the posters, is the same paper.
 */
#include <ctype.h>

#include "iclr_archive.h"

bool
iclr_wants(const char *key, bool workshop)
{
	return !key || !*key || strcmp(key, "main,workshop") == 0 ||
	       strcmp(key, workshop ? "workshop" : "main") == 0;
}

static bool
any_of(const char *text, const char *const *words)
{
	while (*words && !strstr(text, *words))
		words++;
	return *words != NULL;
}

/* What a heading says of the section below it. */
static void
set_section(struct parser *p, const char *heading)
{
	static const char *const none[] = {"schedule", "guideline", "keynote",
		"invited", "call for", "sponsor", "registration", "committee",
		"recording", NULL};
	static const char *const some[] = {
		"oral", "poster", "paper", "track", "proceedings", NULL};
	struct buf b;
	const char *s;

	buf_init(&b, LIMIT_HTML_TEXT);
	buf_puts(&b, heading);
	for (size_t i = 0; i < b.len; i++)
		b.s[i] = (char)tolower((unsigned char)b.s[i]);
	s = buf_str(&b);
	if (strstr(s, "award"))
		p->section = SECTION_AWARDS;
	else if (any_of(s, none) || (!p->lists && !any_of(s, some)))
		p->section = SECTION_OTHER;
	else
		p->section = SECTION_PAPERS;
	if (strstr(s, "workshop"))
		p->workshop = true;
	else if (any_of(s, (const char *const[]){"conference", "main", NULL}) ||
		 !strstr(url_path(p->page->url), "workshop"))
		p->workshop = false;
	p->decision = strstr(s, "oral")	    ? "oral"
		      : strstr(s, "poster") ? "poster"
					    : NULL;
	buf_free(&b);
}

/* The authors, from all that stood behind the link. */
static void
set_authors(struct paper *paper, struct buf *after)
{
	const char *s;

	text_clean(after);
	s = buf_str(after);
	s += strspn(s, " ,.:;|/-");
	if (strncmp(s, "by ", 3) == 0)
		s += 3;
	list_names(paper, s);
}

/* Adds the text since the mark to what stands behind the link. */
static void
keep_text(struct parser *p)
{
	const char *text = html_text(p->html);
	size_t n = strlen(text);

	buf_puts(&p->after, " ");
	buf_puts(&p->after, text + (p->skip < n ? p->skip : n));
	html_mark(p->html);
	p->skip = 0;
}

void
iclr_end_item(struct parser *p)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;
	const char *track = p->workshop ? "workshop" : "main";
	bool award, made;

	if (p->part == IN_ITEM)
		keep_text(p);
	p->paper = NULL;
	p->part = IN_NOTHING;
	if (!paper)
		return;
	award = table_get(&p->awards, p->target.key, strlen(p->target.key));
	(void)table_put(&p->seen, p->target.key, strlen(p->target.key), &made);
	if (made && iclr_wants(p->page->job->key, p->workshop) &&
		!(p->main_only && p->workshop)) {
		p->items++;
		paper_set(paper, P_TITLE, buf_str(&p->title));
		set_authors(paper, &p->after);
		paper_set(paper, P_TRACK, track);
		paper_set(paper, P_DECISION,
			p->decision ? p->decision
			: award	    ? "best paper"
				    : NULL);
		if (p->page->purpose != FOR_COUNT && paper->text[P_TITLE]) {
			if (!paper->authors)
				sink->problem(
					sink, "authors", paper->text[P_TITLE]);
			sink->paper(sink, paper);
			p->stop = sink->enough(sink);
			return;
		}
		if (p->page->purpose != FOR_COUNT)
			sink->problem(sink, "no-title", paper->text[P_ID]);
	}
	paper_free(paper);
}

/* Whether something but space and punctuation stands behind the link. */
static bool
has_authors(struct parser *p)
{
	for (size_t i = 0; i < p->after.len; i++) {
		unsigned char c = (unsigned char)p->after.s[i];

		/* a no-break space is c2 a0, a soft hyphen c2 ad */
		if (isalnum(c) || (c > 0xc2 && c != 0xe2))
			return true;
	}
	return false;
}

static void
begin_item(struct parser *p, const struct target *target)
{
	iclr_end_item(p);
	if (p->stop)
		return;
	p->target = *target;
	p->paper = paper_new();
	iclr_identify(p->paper, target, p->page->job->year);
	buf_reset(&p->title);
	buf_reset(&p->after);
	p->part = IN_TITLE;
	html_mark(p->html);
	p->skip = 0;
}

/* Whether a link that leads to no archive of papers can be a paper's. */
static bool
may_be_paper(const struct parser *p, const struct html_tag *t,
	const struct target *target)
{
	size_t n = strlen(target->url);

	return p->depth > 0 &&
	       (html_class(t, "urlextern") || html_class(t, "mediafile") ||
		       (n > 4 && strcmp(target->url + n - 4, ".pdf") == 0));
}

#define HALF_WITHIN 16384 /* bytes: no half of a title is as long */

static void
begin_link(struct parser *p, const struct html_tag *t)
{
	struct target *to = &p->link;

	if (!iclr_target(to, p->page->url, html_attr(t, "href")))
		return;
	if (p->section == SECTION_AWARDS) {
		*table_put(&p->awards, to->key, strlen(to->key), NULL) = p;
	} else if (p->section != SECTION_PAPERS) {
		return;
	} else if (p->part == IN_ITEM && p->skip > 0 &&
		   html_length(p->html) < HALF_WITHIN &&
		   p->skip == strlen(html_text(p->html)) &&
		   strcmp(to->key, p->target.key) == 0) {
		p->part = IN_TITLE; /* its other half */
	} else if (p->part == IN_ITEM) {
		keep_text(p);
		p->part = IN_LINK;
	} else if (!p->paper &&
		   (to->kind != TARGET_OTHER || may_be_paper(p, t, to))) {
		begin_item(p, to);
	}
}

/* A link behind the title: one of the paper's, or the title of the next. */
static void
end_link(struct parser *p, const char *text)
{
	struct target next = p->link;
	struct buf label;

	if (strcmp(next.key, p->target.key) == 0)
		return;
	buf_init(&label, 40);
	label_name(&label, text, strlen(text));
	if (next.kind == TARGET_OTHER || *text == '[' ||
		(label.len < 12 && !strchr(text, ' '))) {
		if (label.len && !label.full)
			paper_link(p->paper, label.s, next.url);
		iclr_identify(p->paper, &next, p->page->job->year);
	} else {
		begin_item(p, &next);
		if (p->paper) {
			buf_puts(&p->title, text);
			p->part = IN_ITEM;
		}
	}
	buf_free(&label);
}

/* The end of a link, or of a heading. */
static void
end_part(struct parser *p)
{
	enum part part = p->part;
	struct buf text;

	p->part = part == IN_HEADING ? IN_NOTHING : IN_ITEM;
	if (part == IN_TITLE) {
		buf_reset(&p->title);
		buf_puts(&p->title, html_text(p->html));
		p->skip = p->title.len;
		return;
	}
	buf_init(&text, LIMIT_HTML_TEXT);
	buf_puts(&text, html_text(p->html));
	html_mark(p->html);
	if (part == IN_HEADING)
		set_section(p, buf_str(&text));
	else
		end_link(p, buf_str(&text));
	buf_free(&text);
}

static bool
is_cell(const struct html_tag *t)
{
	return strcmp(t->name, "li") == 0 || strcmp(t->name, "td") == 0;
}

/* A block divides the authors from what follows; where nothing stands behind
 * the link, the next block may have them, unless it is another cell. */
static void
at_block(struct parser *p, const struct html_tag *t)
{
	if (p->part != IN_ITEM)
		return;
	keep_text(p);
	if (has_authors(p) || is_cell(t) || strcmp(t->name, "tr") == 0)
		iclr_end_item(p);
}

void
iclr_list_tag(struct parser *p, const struct html_tag *t)
{
	static const char *const blocks[] = {"p", "div", "li", "td", "tr", "ul",
		"ol", "table", "blockquote", "dl", "dd", "body"};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		if (strcmp(t->name, blocks[i]) == 0)
			at_block(p, t);
	}
	if (is_cell(t) && !t->end)
		p->depth++;
	else if (is_cell(t) && p->depth > 0)
		p->depth--;
	if (is_headline(t) && !t->end) {
		iclr_end_item(p);
		p->part = IN_HEADING;
		html_mark(p->html);
	} else if (is_headline(t) && p->part == IN_HEADING) {
		end_part(p);
	} else if (html_is(t, "a", true) &&
		   (p->part == IN_TITLE || p->part == IN_LINK)) {
		end_part(p);
	} else if (html_is(t, "a", false) && !p->stop) {
		begin_link(p, t);
	}
}
