/*
 * icml_archive_abstracts.c - the pages with all abstracts of ICML 2008 to 2012.
 *
 *	2008  <a name=N></a><p>paper ID: N</p><h3>Title</h3><p><i>A and
 *B</i></p> <p>abstract</p><p>[<a>Full paper</a>] [<a>Discussion</a>]</p><hr>
 *	2009  <h3><a name=N></a>Title</h3><p><i>A and B</i></p><p>paper ID:
 *N</p> <p>abstract</p>[<a>Full paper</a>] ... 2010  as 2008, <em>A
 *(Institution); B</em>, <p class="abstracts"> 2011  <a
 *name=N><h3>Title</h3><span class="name">A, B</span>
 *	      <p><span>Abstract:</span>...</p></a>, awards above the list, below
 *it papers of other conferences, X1 to X8, without abstracts 2012  <div
 *class="paper" id="paper-N"><h2>Title</h2><p class="authors">, type, abstract,
 *none of them closed
 *
 * What a heading is the title of shows only below it: the sidebar of 2009 has
 * an <h3> with the name of a paper. So an item is a paper when its number, its
 * file or the class of its authors has been seen.
 */
#include <ctype.h>
#include <strings.h>

#include "icml_archive.h"

/* The links of a paper stand behind so much text at most: what is before a
 * link is read once for each. */
#define LINKS_WITHIN (16UL << 10)

/* The text of the block, up to the links that stand in it. */
static void
block_text(struct parser *p, struct buf *out)
{
	const char *text = html_text(p->html);
	size_t n = strlen(text);

	if (p->cut < n)
		n = p->cut;
	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '['))
		n--;
	buf_add(out, text, n);
}

/* "- Accepted", "- Not for proceedings". */
static void
set_type(struct paper *paper, const char *text)
{
	struct buf name;

	buf_init(&name, 100);
	label_name(&name, text, strlen(text));
	paper_set(paper, P_TRACK,
		strcmp(buf_str(&name), "accepted") == 0 ? "main"
							: buf_str(&name));
	buf_free(&name);
}

/* A block of text of which only its place tells what it is. */
static void
take_text(struct parser *p, const char *text)
{
	static const char label[] = "Abstract:";

	if (p->done)
		return;
	if (strncmp(text, label, sizeof(label) - 1) == 0) {
		text += sizeof(label) - 1;
		p->own_abstract = true;
		buf_reset(&p->abstract);
	} else if (p->own_abstract && p->part == IN_TEXT) {
		return;
	}
	if (p->part == IN_ABSTRACT)
		p->own_abstract = true;
	buf_puts(&p->abstract, p->abstract.len ? " " : "");
	buf_puts(&p->abstract, text + strspn(text, " "));
}

/* The end of a block: what was in it goes where it belongs. */
static void
end_block(struct parser *p)
{
	struct buf b;
	const char *text;

	if (p->part == IN_NOTHING)
		return;
	buf_init(&b, LIMIT_HTML_TEXT);
	block_text(p, &b);
	text = buf_str(&b);
	if (strncasecmp(text, "paper id:", 9) == 0) {
		icml_number(p->paper ? p->number : p->pending, text + 9);
		p->known = p->paper != NULL;
	} else if (!p->paper || !*text) {
		;
	} else if (p->part == IN_TITLE) {
		paper_set(p->paper, P_TITLE, text);
	} else if (p->part == IN_AUTHORS) {
		icml_author_list(p->paper, text);
	} else if (p->part == IN_TYPE) {
		set_type(p->paper, text);
	} else {
		take_text(p, text);
	}
	p->done = p->done || p->cut != SIZE_MAX;
	buf_free(&b);
	icml_begin(p, IN_TEXT);
}

/* An anchor: the number of the item it stands in, or of the next. */
static void
see_name(struct parser *p, const char *name)
{
	bool number = isdigit((unsigned char)*name) ||
		      (*name == 'X' && isdigit((unsigned char)name[1]));

	if (p->part == IN_TITLE) {
		if (number)
			icml_number(p->number, name);
		return;
	}
	if (p->paper && strcmp(name, p->number) == 0)
		return;
	end_block(p);
	icml_end_item(p);
	*p->pending = '\0';
	if (number)
		icml_number(p->pending, name);
	p->cross = p->cross || strcmp(name, "cross") == 0;
}

/* Above the list of 2011 the awards name their papers by links like #599,
 * below headings that are the names of the awards. */
static void
see_award(struct parser *p, const char *href)
{
	const char *note = strrchr(href, '#');
	char number[24];
	void **slot;

	if (!note || !isdigit((unsigned char)note[1]) || p->known ||
		!p->paper->text[P_TITLE])
		return;
	icml_number(number, note + 1);
	slot = table_put(&p->awards, number, strlen(number), NULL);
	if (!*slot)
		*slot = arena_strdup(&p->mem, p->paper->text[P_TITLE]);
}

static void
see_link(struct parser *p, const struct html_tag *t)
{
	if (html_length(p->html) > LINKS_WITHIN)
		return;
	if (html_is(t, "a", false)) {
		if (html_attr(t, "href"))
			see_award(p, html_attr(t, "href"));
		p->in_link = icml_href(p, t);
		p->link_at = strlen(html_text(p->html));
	} else if (p->in_link) {
		const char *text = html_text(p->html);

		p->in_link = false;
		if (strlen(text) >= p->link_at &&
			icml_link(p, text + p->link_at) && p->cut > p->link_at)
			p->cut = p->link_at;
	}
}

/* A number that stands before its heading makes that the title of a paper. */
static void
begin_title(struct parser *p)
{
	bool numbered;

	end_block(p);
	numbered = *p->pending != '\0';
	icml_begin_item(p);
	if (p->stop)
		return;
	p->known = numbered;
	icml_begin(p, IN_TITLE);
}

/* The part that the start of a block says it is. */
static enum part
part_of(const struct html_tag *t)
{
	if (html_class(t, "authors") || html_class(t, "name"))
		return IN_AUTHORS;
	if (html_class(t, "type"))
		return IN_TYPE;
	if (html_class(t, "abstract") || html_class(t, "abstracts"))
		return IN_ABSTRACT;
	return IN_TEXT;
}

static void
begin_block(struct parser *p, const struct html_tag *t)
{
	end_block(p);
	icml_begin(p, t->end ? IN_TEXT : part_of(t));
	if (p->part == IN_AUTHORS)
		p->known = true;
}

/* No item goes beyond a <div>; in 2012 each is one. */
static void
at_div(struct parser *p, const struct html_tag *t)
{
	const char *id = html_attr(t, "id");

	end_block(p);
	icml_end_item(p);
	if (p->stop || t->end || !html_class(t, "paper"))
		return;
	icml_begin_item(p);
	p->known = true;
	if (id && strncmp(id, "paper-", 6) == 0)
		icml_number(p->number, id + 6);
}

static bool
is_block(const struct html_tag *t)
{
	static const char *const blocks[] = {
		"p", "ul", "li", "table", "tr", "td", "body"};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (strcmp(t->name, blocks[i]) == 0)
			return true;
	return html_is(t, "span", false) && html_class(t, "name");
}

/* The title is an <h2> in 2012 only, and then below the <div> of its item. */
static void
at_headline(struct parser *p, const struct html_tag *t)
{
	bool paper = p->year == 2012;

	if (strcmp(t->name, paper ? "h2" : "h3") != 0) {
		end_block(p);
		icml_end_item(p);
	} else if (t->end) {
		end_block(p);
	} else if (!paper) {
		begin_title(p);
	} else if (p->paper) {
		end_block(p);
		icml_begin(p, IN_TITLE);
	}
}

void
icml_abstracts_tag(struct parser *p, const struct html_tag *t)
{
	const char *name;

	if (!t) {
		end_block(p);
		return;
	}
	name = html_is(t, "a", false) ? html_attr(t, "name") : NULL;
	if (name)
		see_name(p, name);
	if (p->stop)
		return;
	if (strcmp(t->name, "div") == 0) {
		at_div(p, t);
	} else if (is_headline(t)) {
		at_headline(p, t);
	} else if (strcmp(t->name, "hr") == 0) {
		end_block(p);
		icml_end_item(p);
	} else if (is_block(t)) {
		begin_block(p, t);
	} else if (html_is(t, "span", true) && p->part == IN_AUTHORS) {
		end_block(p);
	} else if (p->paper && p->part == IN_TEXT && !p->paper->authors &&
		   (html_is(t, "i", false) || html_is(t, "em", false)) &&
		   html_length(p->html) < 100 && !*html_text(p->html)) {
		p->part = IN_AUTHORS;
	} else if (p->paper && p->part != IN_TITLE &&
		   strcmp(t->name, "a") == 0) {
		see_link(p, t);
	}
}
