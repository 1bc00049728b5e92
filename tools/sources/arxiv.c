/*
 * arxiv.c - the source for arXiv: what was submitted to a category in a year.
 *
 * Asked by the API, which can be asked for dates of submission; its answers are
 * Atom, in slices. OAI-PMH can only be asked for what was touched since, so it
 * is read where it is given (arxiv_oai.c) but not asked (arxiv_plan.c).
 *
 * The API answers now and then with an empty or a short page, and says 200: an
 * empty one is asked again, a short one is gone on from where it ends.
 *
 * Sources: https://info.arxiv.org/help/api/user-manual.html; slices of at most
 * 2000, 30,000 in all, one request every 3 seconds (2026-04).
 */
#include <ctype.h>
#include <strings.h>

#include "arxiv.h"
#include "proceedings.h"

#define MANY 10000 /* papers of a year from which on it is cut in months */

static const char empty[] = "arXiv gives an empty answer";

struct parser {
	struct page page;
	struct xml *xml;
	struct oai *oai;
	char head[512]; /* until it says which of the two */
	size_t nhead;

	bool feed, html;     /* <feed>, or <html> in its place, was there */
	struct paper *paper; /* of an <entry> */
	struct author *author;
	bool failed; /* that entry is an error */
	bool stopped;
	size_t entries;
	int64_t total, start; /* as the feed says, -1: it does not */
	struct err err;
};

/* --- one paper --- */

static void
emit(struct parser *p, struct paper *paper)
{
	struct sink *sink = p->page.sink;

	if (p->page.purpose == FOR_COUNT) {
		paper_free(paper);
	} else if (paper->text[P_TITLE] && paper->text[P_ID]) {
		sink->paper(sink, paper);
	} else {
		sink->problem(sink, paper->text[P_ID] ? "no-title" : "no-id",
			paper->text[P_ID] ? paper->text[P_ID]
			: paper->text[P_TITLE]
				? paper->text[P_TITLE]
				: "an entry without id and title");
		paper_free(paper);
	}
	p->stopped = p->stopped || sink->enough(sink);
}

/* --- Atom --- */

static void
set_link(struct paper *p, const struct xml_tag *t)
{
	const char *title = xml_attr(t, "title"), *href = xml_attr(t, "href");

	if (title && href && strcmp(title, "doi") == 0 && !p->text[P_DOI])
		paper_set(p, P_DOI, href);
}

static void
end_entry(struct parser *p)
{
	struct paper *paper = p->paper;

	p->paper = NULL;
	p->author = NULL;
	if (p->failed) {
		err_set(&p->err, V_FAILED, "arXiv says: %.300s",
			paper->text[P_ABSTRACT] ? paper->text[P_ABSTRACT]
						: "an error");
		paper_free(paper);
		return;
	}
	p->entries++;
	emit(p, paper);
}

static void
entry_begin(struct parser *p, const struct xml_tag *t)
{
	const char *term = xml_attr(t, "term");

	if (strcmp(t->name, "link") == 0)
		set_link(p->paper, t);
	else if (strcmp(t->name, "category") == 0 && term)
		paper_keyword(p->paper, term);
	else if (strcmp(t->name, "primary_category") == 0 && term)
		paper_set(p->paper, P_TRACK, term);
}

static void
entry_end(struct parser *p, const struct xml_tag *t, const char *text)
{
	struct paper *paper = p->paper;

	if (strcmp(t->name, "entry") == 0)
		end_entry(p);
	else if (strcmp(t->name, "id") == 0 && strstr(text, "/api/errors"))
		p->failed = true;
	else if (strcmp(t->name, "id") == 0)
		arxiv_identify(paper, text);
	else if (strcmp(t->name, "title") == 0)
		paper_set(paper, P_TITLE, text);
	else if (strcmp(t->name, "summary") == 0)
		paper_set(paper, P_ABSTRACT, text);
	else if (strcmp(t->name, "published") == 0)
		paper_date(paper, text + strspn(text, " \t\r\n"));
	else if (strcmp(t->name, "doi") == 0)
		paper_set(paper, P_DOI, text + strspn(text, " \t\r\n"));
	else if (strcmp(t->name, "name") == 0)
		p->author = paper_author(paper, text);
	else if (strcmp(t->name, "affiliation") == 0 && p->author)
		paper_affiliation(paper, p->author, text);
}

static int64_t
number(const char *text)
{
	text += strspn(text, " \t\r\n");
	return isdigit((unsigned char)*text) ? strtoll(text, NULL, 10) : -1;
}

static void
on_tag(void *ctx, struct xml *x, const struct xml_tag *t)
{
	struct parser *p = ctx;

	if (p->stopped)
		return;
	if (!p->feed && strcasecmp(t->name, "html") == 0)
		p->html = true;
	if (strcmp(t->name, "feed") == 0) {
		p->feed = true;
	} else if (xml_is(t, "entry", false) && p->feed && !p->paper) {
		p->paper = paper_new();
	} else if (p->paper && t->end) {
		entry_end(p, t, xml_text(x));
	} else if (p->paper) {
		entry_begin(p, t);
	} else if (xml_is(t, "totalResults", true)) {
		p->total = number(xml_text(x));
	} else if (xml_is(t, "startIndex", true)) {
		p->start = number(xml_text(x));
	}
	xml_mark(x);
}

/* --- an answer --- */

static int
on_record(void *ctx, const struct oai_record *r)
{
	struct parser *p = ctx;
	struct paper *paper;
	int year;

	if (r->deleted || !r->fields)
		return 0;
	paper = arxiv_record(r);
	/* A list holds all years; without a key all are wanted. */
	if (p->page.job->key && paper->text[P_PUBLISHED] &&
		sscanf(paper->text[P_PUBLISHED], "%4d", &year) == 1 &&
		year != p->page.job->year)
		paper_free(paper);
	else
		emit(p, paper);
	return p->stopped ? 1 : 0;
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->page = *page;
	p->total = p->start = -1;
	return p;
}

/* Both are XML; what the root is tells which. */
static bool
begin_body(struct parser *p)
{
	bool oai = strstr(p->head, "<OAI-PMH") || strstr(p->head, "<record") ||
		   strstr(p->head, "<ListRecords");

	if (!oai && !strstr(p->head, "<feed") && p->nhead + 1 < sizeof(p->head))
		return false;
	if (oai)
		p->oai = oai_open(on_record, p);
	else
		p->xml = xml_open(on_tag, p);
	return true;
}

static int
pass(struct parser *p, const char *s, size_t n)
{
	if (p->oai)
		return oai_feed(p->oai, s, n);
	return xml_feed(p->xml, s, n) < 0 || p->stopped ? -1 : 0;
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;
	size_t k = 0;

	if (p->oai || p->xml)
		return pass(p, s, n);
	for (; k < n && p->nhead + 1 < sizeof(p->head); k++)
		p->head[p->nhead++] = s[k] ? s[k] : ' ';
	if (!begin_body(p))
		return 0;
	if (pass(p, p->head, p->nhead) < 0)
		return -1;
	return k < n ? pass(p, s + k, n - k) : 0;
}

static void
ask_next(const struct parser *p, int64_t start)
{
	struct sink *sink = p->page.sink;
	struct buf url;
	char text[32];

	buf_init(&url, LIMIT_URL);
	(void)snprintf(text, sizeof(text), "%lld", (long long)start);
	url_with_param(&url, p->page.url, "start", text);
	if (!url.full)
		sink->request(sink, FOR_LIST, buf_str(&url), NULL);
	buf_free(&url);
}

/* What an Atom answer that is whole leads to. */
static int
after_feed(struct parser *p, struct err *e)
{
	struct sink *sink = p->page.sink;
	bool year = arxiv_is_year(p->page.url);
	int64_t next;

	if (p->err.text[0]) {
		if (e)
			*e = p->err;
		return -1;
	}
	if (p->total < 0 && !p->entries)
		return err_set(e, V_LAYOUT,
			"neither entries nor opensearch:totalResults");
	if (!p->entries && (p->start > 0 || p->total > 0))
		return err_set(e, V_RETRY_LATER, "%s, of %lld papers", empty,
			(long long)p->total);
	if (!p->entries)
		return err_set(e,
			strstr(p->page.url, "submittedDate:") ? V_RETRY_LATER
							      : V_EMPTY,
			"%s: no papers", empty);
	if (p->start <= 0 && p->total >= 0 && year)
		sink->count(sink, p->page.url, (size_t)p->total);
	if (p->page.purpose == FOR_COUNT || sink->enough(sink))
		return 0;
	if (year && p->total > MANY && p->start <= 0 && p->page.job->key) {
		arxiv_ask_months(sink, p->page.job);
		return 0;
	}
	next = (p->start > 0 ? p->start : 0) + (int64_t)p->entries;
	if (next < p->total)
		ask_next(p, next);
	return 0;
}

static int
close_feed(struct parser *p, bool whole, struct err *e)
{
	int result = xml_close(p->xml, whole, e);

	p->xml = NULL;
	if (p->stopped)
		return 0;
	if (p->html)
		return err_set(e, V_BLOCKED,
			"a page for browsers came in place of an Atom feed: "
			"arXiv blocks programs or this address");
	if (!p->feed)
		return err_set(e, V_LAYOUT,
			"neither an Atom <feed> nor OAI-PMH in the answer");
	if (result < 0 || !whole)
		return err_set(e, V_RETRY_LATER, "the answer broke off");
	return after_feed(p, e);
}

static int
close_oai(struct parser *p, bool whole, struct err *e)
{
	struct buf url;
	int result = oai_end(p->oai, whole, e);

	if (result == 0 && !p->stopped && *oai_token(p->oai)) {
		buf_init(&url, LIMIT_URL);
		buf_add(&url, p->page.url, strcspn(p->page.url, "?#"));
		buf_puts(&url, "?verb=ListRecords&resumptionToken=");
		url_encode(&url, oai_token(p->oai), "");
		p->page.sink->request(
			p->page.sink, FOR_LIST, buf_str(&url), NULL);
		buf_free(&url);
	}
	return result;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int result;

	if (!p->oai && !p->xml && p->nhead) {
		p->xml = xml_open(on_tag, p);
		(void)xml_feed(p->xml, p->head, p->nhead);
	}
	if (p->oai)
		result = close_oai(p, whole, e);
	else if (p->xml)
		result = close_feed(p, whole, e);
	else
		result = err_set(e, V_RETRY_LATER, "the answer is empty");
	if (p->oai)
		oai_free(p->oai);
	paper_free(p->paper);
	free(p);
	return result;
}

/* A year that stays empty is empty; a month of a year with many papers is not.
 */
static bool
instead(const struct page *page, const struct err *e)
{
	return arxiv_is_year(page->url) && strstr(e->text, empty);
}

const struct source source_arxiv = {
	.name = "arxiv",
	.about = "arXiv: a category's submissions of a year",
	.plan = arxiv_plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.instead = instead,
	.counts = "count",
};
