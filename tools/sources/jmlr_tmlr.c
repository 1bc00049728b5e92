/*
 * jmlr_tmlr.c - the list of Transactions on Machine Learning Research.
 *
 * One page has the whole journal, newest first. Its generator writes
 *	<li class="item survey"><h4><a href=PDF><b>Title</b></a></h4>
 *	<p><i>A, B</i>, March 2024 <br> [<a>openreview</a>] [<a>pdf</a>] ...
 * where the words of the class are the certifications of the paper. Titles are
 * not escaped. The box above the list has <li> of its own, without the class.
 * A paper's page is its forum on another site, so it is never fetched.
 */
#include "jmlr.h"

/* The certifications, "featured, survey", as the decision. */
static void
set_certifications(struct paper *paper, const char *classes)
{
	struct buf b;

	buf_init(&b, 400);
	while (*classes) {
		size_t n = strcspn(classes, " \t\r\n");

		if (n && strncmp(classes, "item", n) != 0 &&
			strncmp(classes, "nocertificate", n) != 0)
			buf_printf(&b, "%s%.*s", b.len ? ", " : "", (int)n,
				classes);
		classes += n + (classes[n] != '\0');
	}
	if (b.len)
		paper_set(paper, P_DECISION, b.s);
	buf_free(&b);
}

/* "March 2024" and what is around it. */
static void
set_date(struct parser *p, const char *text)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *digits = text + strcspn(text, "0123456789");
	char date[24];

	if (strspn(digits, "0123456789") != 4)
		return;
	p->year = (int)strtol(digits, NULL, 10);
	(void)snprintf(date, sizeof(date), "%d", p->year);
	for (int m = 0; m < 12; m++) {
		char name[4] = {months[3 * m], months[3 * m + 1],
			months[3 * m + 2], '\0'};
		const char *found = strstr(text, name);

		if (found && found < digits)
			(void)snprintf(
				date, sizeof(date), "%d-%02d", p->year, m + 1);
	}
	paper_date(p->paper, date);
}

/* The forum that an address names, of the PDF too. */
static void
identify(struct parser *p)
{
	struct buf forum;
	char id[80];

	buf_init(&forum, 120);
	if (!p->paper->text[P_ID] && strstr(p->url.s, "openreview.net/") &&
		url_param(&forum, p->url.s, "id") && forum.len && !forum.full) {
		(void)snprintf(id, sizeof(id), "tmlr:%s", forum.s);
		paper_set(p->paper, P_ID, id);
		paper_id(p->paper, "openreview", forum.s);
		buf_reset(&forum);
		buf_printf(
			&forum, "https://openreview.net/forum?id=%s", id + 5);
		paper_set(p->paper, P_URL, forum.s);
	}
	buf_free(&forum);
}

static void
tmlr_link(struct parser *p, const char *label)
{
	identify(p);
	if (strcmp(label, "pdf") == 0)
		paper_set(p->paper, P_PDF_URL, p->url.s);
	else
		jmlr_link(p, label, p->url.s);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_HEADING) {
		p->is_list = p->is_list || strstr(text, "Accepted papers");
	} else if (part == IN_TITLE) {
		paper_set(p->paper, P_TITLE, text);
	} else if (part == IN_AUTHORS) {
		list_authors(p->paper, text);
		jmlr_begin(p, IN_DATE);
	} else if (part == IN_DATE) {
		set_date(p, text);
	} else if (part == IN_LINK) {
		tmlr_link(p, text);
	}
}

static void
begin_item(struct parser *p, const struct html_tag *t)
{
	jmlr_end_item(p);
	if (p->stop)
		return;
	p->is_list = true;
	p->paper = paper_new();
	p->year = 0;
	set_certifications(p->paper, t->classes);
}

/* The link of the title leads to the PDF; the others stand in brackets, those
 * of the badges lead nowhere. */
static void
begin_link(struct parser *p, const struct html_tag *t)
{
	if (!jmlr_href(p, t) || html_class(t, "badge"))
		return;
	if (p->paper->text[P_TITLE]) {
		jmlr_begin(p, IN_LINK);
	} else if (p->part == IN_TITLE) {
		identify(p);
		paper_set(p->paper, P_PDF_URL, p->url.s);
	}
}

static bool
ends_part(const struct parser *p, const struct html_tag *t)
{
	switch (p->part) {
	case IN_TITLE:
	case IN_HEADING:
		return is_headline(t);
	case IN_AUTHORS:
		return html_is(t, "i", true);
	case IN_DATE:
		return strcmp(t->name, "br") == 0 ||
		       strcmp(t->name, "a") == 0 || strcmp(t->name, "p") == 0;
	case IN_LINK:
		return strcmp(t->name, "a") == 0;
	default:
		return false;
	}
}

void
jmlr_tmlr_tag(struct parser *p, const struct html_tag *t)
{
	if (strcmp(t->name, "li") == 0 || html_is(t, "ul", true)) {
		if (p->part == IN_DATE)
			end_part(p);
		if (html_is(t, "li", false) && html_class(t, "item"))
			begin_item(p, t);
		else
			jmlr_end_item(p);
		return;
	}
	if (ends_part(p, t))
		end_part(p);
	if (t->end) {
		return;
	} else if (!p->paper) {
		if (is_headline(t))
			jmlr_begin(p, IN_HEADING);
	} else if (is_headline(t) && !p->paper->text[P_TITLE]) {
		jmlr_begin(p, IN_TITLE);
	} else if (html_is(t, "i", false) && p->paper->text[P_TITLE] &&
		   !p->paper->authors) {
		jmlr_begin(p, IN_AUTHORS);
	} else if (html_is(t, "a", false)) {
		begin_link(p, t);
	}
}
