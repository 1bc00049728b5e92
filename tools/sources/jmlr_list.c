/*
 * jmlr_list.c - the list pages of the journal: volumes, special topics and
 * issues, MLOSS.
 *
 * An item is <dt>title</dt><dd><b><i>A, B</i></b>; (45):1&minus;58, 2025. and
 * links in brackets. Since 2000 much of it has been written by hand: <dt>, <dd>
 * and <b> may lack their ends or be nested the wrong way, volumes 1 to 4 put
 * each item into a row of a table, the brackets stand inside of the links or
 * around them, the dash is a minus sign, a hyphen or two, and the issue is a
 * number or a month (up to volume 16: "6(Jan):1--20"). Behind the title may
 * stand the section that the paper is in: "(Kernel Machines Section)".
 */
#include <ctype.h>

#include "jmlr.h"

/* "1&minus;58": digits, any dash, digits. */
static void
set_pages(struct paper *paper, const char *s)
{
	char first[16], pages[40];
	size_t n = strspn(s, "0123456789"), last;

	if (n == 0 || n >= sizeof(first))
		return;
	(void)snprintf(first, sizeof(first), "%.*s", (int)n, s);
	for (s += n; *s && *s != ',' && !isalnum((unsigned char)*s);)
		s++;
	last = strspn(s, "0123456789");
	if (last > 0 && last < 16)
		(void)snprintf(
			pages, sizeof(pages), "%s-%.*s", first, (int)last, s);
	else
		(void)snprintf(pages, sizeof(pages), "%s", first);
	paper_set(paper, P_PAGES, pages);
}

/* The year is the last number of four digits. */
static int
year_in(const char *s)
{
	int year = 0;

	while (*s) {
		size_t n = strspn(s, "0123456789");

		if (n == 4 && (*s == '1' || *s == '2'))
			year = (int)strtol(s, NULL, 10);
		s += n ? n : 1;
	}
	return year;
}

/* Where the citation begins: behind the last ';' that a '(' and a ':' follow,
 * which are given too; or NULL. */
static const char *
citation_in(const char *text, const char **open, const char **colon)
{
	const char *last = strrchr(text, ':'), *c = last;

	*open = NULL;
	for (const char *p = last; p; p = p > text ? p - 1 : NULL) {
		if (*p == ':') {
			c = p;
		} else if (*p == '(') {
			*open = p;
			*colon = c;
		} else if (*p == ';' && *open) {
			return p + 1;
		}
	}
	return NULL;
}

void
jmlr_line(struct parser *p, const char *text)
{
	const char *open = NULL, *colon = NULL;
	const char *citation = citation_in(text, &open, &colon);
	struct buf names;
	char s[16];
	size_t n;

	n = citation ? (size_t)(citation - text) - 1 : strlen(text);
	while (n > 0 && strchr(" [(", text[n - 1]))
		n--; /* the links begin here */
	buf_init(&names, LIMIT_FIELD);
	buf_add(&names, text, n);
	if (!p->paper->authors && names.len)
		list_names(p->paper, names.s);
	buf_free(&names);
	if (!citation)
		return;
	citation += strspn(citation, " ");
	if (open > citation && open - citation < 8 &&
		isdigit((unsigned char)*citation)) {
		(void)snprintf(
			s, sizeof(s), "%.*s", (int)(open - citation), citation);
		paper_set(p->paper, P_VOLUME, s);
	}
	if (!p->paper->text[P_PAGES])
		set_pages(p->paper, colon + 1);
	p->year = year_in(colon);
	if (p->year && !p->paper->text[P_PUBLISHED]) {
		(void)snprintf(s, sizeof(s), "%04d", p->year);
		paper_date(p->paper, s);
	}
}

void
jmlr_link(struct parser *p, const char *label, const char *url)
{
	struct paper *paper = p->paper;
	struct buf name;

	buf_init(&name, 100);
	label_name(&name, label, strlen(label));
	if (strstr(buf_str(&name), "open-source-software")) {
		paper_set(paper, P_TRACK, "mloss");
	} else if (strncmp(buf_str(&name), "special-", 8) == 0) {
		paper_set(paper, P_TRACK, name.s);
	} else if (strcmp(buf_str(&name), "abs") == 0) {
		if (jmlr_identify(paper, url))
			paper_set(paper, P_URL, url);
	} else if (strcmp(buf_str(&name), "pdf") == 0) {
		paper_set(paper, P_PDF_URL, url);
		if (!paper->text[P_ID])
			(void)jmlr_identify(paper, url);
	} else if (name.len && !name.full) {
		paper_link(paper,
			strcmp(name.s, "bib") == 0 ? "bibtex" : name.s, url);
	}
	buf_free(&name);
}

void
jmlr_end_item(struct parser *p)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;
	const char *title;

	p->paper = NULL;
	p->part = IN_NOTHING;
	p->in_dd = false;
	if (!paper)
		return;
	title = paper->text[P_TITLE];
	p->items++;
	if (p->by_year && p->year && p->year != p->page->job->year) {
		paper_free(paper);
		return;
	}
	p->of_year++;
	if (p->page->purpose == FOR_COUNT) {
		paper_free(paper);
		return;
	}
	if (!title || !paper->text[P_ID] || (p->by_year && !p->year)) {
		sink->problem(sink,
			!title		     ? "no-title"
			: !paper->text[P_ID] ? "no-id"
					     : "no-year",
			title		    ? title
			: paper->text[P_ID] ? paper->text[P_ID]
					    : "an item without a title");
		paper_free(paper);
		return;
	}
	if (!paper->authors)
		sink->problem(sink, "authors", title);
	if (strstr(url_path(p->page->url), "/mloss"))
		paper_set(paper, P_TRACK, "mloss");
	sink->paper(sink, paper);
	p->stop = sink->enough(sink);
}

/* Without the section behind it, which is a track: "(Kernel Machines Section)",
 * "(Special Topic on Learning Theory)". */
static void
set_title(struct paper *paper, const char *text)
{
	const char *open = strrchr(text, '('), *close;
	struct buf b;
	size_t n = open ? (size_t)(open - text) : 0;

	close = open ? strchr(open, ')') : NULL;
	if (n == 0 || !close || close[1 + strspn(close + 1, " ")] ||
		(strncmp(open, "(Special ", 9) != 0 &&
			(close - open < 8 ||
				strncmp(close - 8, " Section", 8) != 0))) {
		paper_set(paper, P_TITLE, text);
		return;
	}
	buf_init(&b, LIMIT_FIELD);
	(void)buf_add(&b, text, n);
	paper_set(paper, P_TITLE, buf_str(&b));
	buf_reset(&b);
	label_name(&b, open, (size_t)(close - open));
	paper_set(paper, P_TRACK, buf_str(&b));
	buf_free(&b);
}

/* The part that has just ended. */
static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_HEADING)
		p->is_list = p->is_list || strstr(text, "Volume") ||
			     strstr(text, "Special ") ||
			     strstr(text, "Open Source Software");
	else if (part == IN_TITLE)
		set_title(p->paper, text);
	else if (part == IN_LINE)
		jmlr_line(p, text);
	else if (part == IN_LINK)
		jmlr_link(p, text, p->url.s);
}

static void
begin_item(struct parser *p)
{
	jmlr_end_item(p);
	if (p->stop)
		return;
	p->is_list = true;
	p->paper = paper_new();
	p->year = 0;
	jmlr_begin(p, IN_TITLE);
}

/* Whether a tag ends the text that is being read. */
static bool
ends_part(const struct parser *p, const struct html_tag *t)
{
	bool block = strcmp(t->name, "dt") == 0 || strcmp(t->name, "dd") == 0 ||
		     strcmp(t->name, "dl") == 0 ||
		     strcmp(t->name, "table") == 0;

	switch (p->part) {
	case IN_TITLE:
		return block;
	case IN_LINE:
		return block || strcmp(t->name, "a") == 0 ||
		       strcmp(t->name, "br") == 0;
	case IN_LINK:
		return block || strcmp(t->name, "a") == 0;
	case IN_HEADING:
		return is_headline(t);
	default:
		return false;
	}
}

void
jmlr_list_tag(struct parser *p, const struct html_tag *t)
{
	if (ends_part(p, t))
		end_part(p);
	if (html_is(t, "dt", false)) {
		begin_item(p);
	} else if (!p->paper) {
		if (is_headline(t) && !t->end)
			jmlr_begin(p, IN_HEADING);
	} else if (html_is(t, "dl", true) || strcmp(t->name, "table") == 0 ||
		   is_headline(t)) {
		jmlr_end_item(p);
	} else if (html_is(t, "dd", false) && !p->in_dd) {
		p->in_dd = true;
		jmlr_begin(p, IN_LINE);
	} else if (html_is(t, "a", false) && p->in_dd && jmlr_href(p, t)) {
		jmlr_begin(p, IN_LINK);
	}
}

int
jmlr_list_close(struct parser *p, struct err *e)
{
	struct sink *sink = p->page->sink;

	jmlr_end_item(p);
	if (p->items == 0 && !p->is_list)
		return err_set(e, V_LAYOUT,
			"no list of papers: no <dt>, no <li class=\"item\">, "
			"no heading 'Volume'");
	if (p->items == 0)
		return err_set(e, V_EMPTY, "the list has no papers");
	if (p->of_year == 0)
		return err_set(e, V_EMPTY, "none of the %zu papers is of %d",
			p->items, p->page->job->year);
	if (p->page->purpose == FOR_COUNT)
		sink->count(sink, p->page->url, p->of_year);
	return 0;
}
