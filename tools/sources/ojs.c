/*
 * ojs.c - the source for journals on OJS, above all those of ojs.aaai.org: AAAI
 * (with IAAI and EAAI), AIES, ICWSM, HCOMP, AIIDE, SOCS, ICAPS, IASEAI.
 *
 * Read by OAI-PMH in Dublin Core, 100 records an answer. A record is of the
 * year that its volume or its date says; the other years of the journal pass
 * by. Deleted headers are passed over: a paper that was published again leaves
 * some, beside its live record. Front matter and errata are no papers.
 *
 * One record can break each page that holds it (ojs.aaai.org, article 39173:
 * HTTP 500 without a body; seen 2026-10-09). It is isolated (ojs_window.c) and
 * reported by its name; all others are had. Sets are not used to ask: their
 * names are not unique there.
 *
 * Not counted: completeListSize is that of all years, with the deleted ones.
 */
#include <stdarg.h>
#include <strings.h>

#include "ojs.h"
#include "proceedings.h"

#define FEW 25 /* records that are asked for one by one */

struct parser {
	struct page page;
	struct oai *oai;
	struct ojs_key key;
	bool any_key; /* else all years are wanted */
	bool records; /* else headers */
	bool token;   /* this is not the first answer of its window */
	struct ojs_window window;
	char (*stamp)[24];
	char **live; /* ids */
	size_t nstamps, nlive;
	bool unknown; /* a section that is not known was reported */
};

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	const struct ojs_window all = {.from = ""};
	struct ojs_key key;

	if (ojs_key(&key, job, e) < 0)
		return -1;
	if (purpose == FOR_LIST)
		ojs_ask(sink, key.base, "ListRecords", &all, NULL);
	return 0;
}

static void report(struct parser *p, const char *code, const char *fmt, ...)
	CF_PRINTF(3, 4);

static void
report(struct parser *p, const char *code, const char *fmt, ...)
{
	char text[600];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	p->page.sink->problem(p->page.sink, code, text);
}

/* --- records --- */

/* Whether the record is of the year; *source says why. */
static bool
of_year(struct parser *p, const struct oai_record *r,
	const struct ojs_source *source)
{
	const char *date = oai_text(r, "date");
	int year = 0;

	if (!p->any_key)
		return true;
	if (p->key.by_volume && source->volume)
		return source->volume + p->key.offset == p->page.job->year;
	if (source->year)
		return source->year == p->page.job->year;
	if (!date || sscanf(date, "%4d", &year) != 1)
		report(p, "no-year", "'%.200s' says neither volume nor date",
			r->id);
	else if (p->key.by_volume && year == p->page.job->year)
		report(p, "no-volume",
			"'%.200s' is in no volume and was left out", r->id);
	return !p->key.by_volume && year == p->page.job->year;
}

static bool
is_front_matter(const char *title)
{
	static const char *const titles[] = {"frontmatter", "front matter",
		"preface", "foreword", "table of contents", "contents",
		"organizing committee", "program committee", "author index",
		"editorial board"};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		if (strcasecmp(title, titles[i]) == 0)
			return true;
	}
	return false;
}

/* A section of another journal as a track: "Posters" is posters. */
static void
name_track(char out[64], const char *track)
{
	struct buf b;

	buf_init(&b, 63);
	if (track)
		label_name(&b, track, strlen(track));
	(void)snprintf(out, 64, "%s", buf_str(&b));
	buf_free(&b);
}

static int
paper(struct parser *p, const struct oai_record *r)
{
	const char *set = r->sets ? r->sets->text : "", *track;
	struct sink *sink = p->page.sink;
	struct ojs_source source;
	struct paper *paper;
	char label[64];
	bool front;

	ojs_source(&source, r);
	if (!of_year(p, r, &source))
		return 0;
	track = ojs_track(set, source.issue, &front);
	if (!track && !p->unknown)
		report(p, "unknown-section",
			"the section '%.100s' of '%.200s' is not known, so its "
			"papers have no track",
			set, r->id);
	p->unknown = p->unknown || !track;
	name_track(label, track);
	if (front || !ojs_wants(&p->key, label))
		return 0;
	paper = ojs_paper(r, p->key.journal, &source);
	paper_set(paper, P_TRACK, label);
	if (r->full)
		report(p, "too-long", "'%.200s' is too long: it was cut",
			r->id);
	if (!paper->text[P_TITLE] || !paper->text[P_ID])
		report(p, "no-title", "'%.200s' has no title or no id", r->id);
	if (!paper->text[P_TITLE] || !paper->text[P_ID] ||
		(!paper->authors && is_front_matter(paper->text[P_TITLE])))
		paper_free(paper);
	else
		sink->paper(sink, paper);
	return sink->enough(sink) ? 1 : 0;
}

/* Keeps a header: where to cut, or which records to ask for. */
static int
header(struct parser *p, const struct oai_record *r)
{
	size_t n = p->nstamps;

	if (n == LIMIT_OAI_HEADERS || strlen(r->stamp) >= 24)
		return 0;
	p->stamp = xrealloc(p->stamp, (n + 1) * sizeof(*p->stamp));
	(void)snprintf(p->stamp[p->nstamps++], 24, "%s", r->stamp);
	if (r->deleted || !*r->id || strlen(r->id) > 1000)
		return 0;
	p->live = xrealloc(p->live, (p->nlive + 1) * sizeof(*p->live));
	p->live[p->nlive++] = xstrdup(r->id);
	return 0;
}

static int
on_record(void *ctx, const struct oai_record *r)
{
	struct parser *p = ctx;

	if (!p->records)
		return header(p, r);
	return r->deleted ? 0 : paper(p, r);
}

/* --- an answer --- */

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	struct buf b;

	p->page = *page;
	buf_init(&b, LIMIT_URL);
	p->records = !url_param(&b, page->url, "verb") ||
		     strcmp(buf_str(&b), "ListIdentifiers") != 0;
	p->token = url_param(&b, page->url, "resumptionToken");
	buf_free(&b);
	ojs_window(&p->window, page->url);
	p->any_key = page->job->key && ojs_key(&p->key, page->job, NULL) == 0;
	p->oai = oai_open(on_record, p);
	return p;
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;

	return oai_feed(p->oai, s, n);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* A journal of many records, of which the year needs a part. */
static bool
is_large(const struct parser *p)
{
	return p->any_key && !p->token && !*p->window.from &&
	       !*p->window.until && oai_size(p->oai) > OJS_MANY;
}

/* The headers of a window that failed. */
static void
after_headers(struct parser *p)
{
	struct sink *sink = p->page.sink;
	const char *token = oai_token(p->oai);

	if (is_large(p)) {
		ojs_ask_years(sink, p->page.url, p->page.job->year);
		return;
	}
	if (p->nstamps)
		qsort(p->stamp, p->nstamps, sizeof(*p->stamp), by_text);
	if ((p->nstamps > FEW || *token) && !p->token &&
		ojs_divide(sink, p->page.url, &p->window, p->stamp, p->nstamps,
			!*token))
		return;
	for (size_t i = 0; i < p->nlive; i++)
		ojs_ask_record(sink, p->page.url, p->live[i]);
	if (*token)
		ojs_ask(sink, p->page.url, "ListIdentifiers", &p->window,
			token);
}

static void
after_records(struct parser *p)
{
	struct sink *sink = p->page.sink;
	const char *token = oai_token(p->oai);

	if (is_large(p))
		ojs_ask_years(sink, p->page.url, p->page.job->year);
	else if (*token && !sink->enough(sink))
		ojs_ask(sink, p->page.url, "ListRecords", &p->window, token);
}

/* A token lives for a day; one from a kept answer may be dead. */
static bool
restarted(struct parser *p)
{
	if (strcmp(oai_error(p->oai), "badResumptionToken") != 0 || !p->token ||
		p->window.again)
		return false;
	p->window.again = true;
	ojs_ask(p->page.sink, p->page.url,
		p->records ? "ListRecords" : "ListIdentifiers", &p->window,
		NULL);
	return true;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	struct err why = {.verdict = V_FAILED};
	const char *fault = oai_fault(p->oai);
	int result;

	if (fault && whole)
		report(p, "xml", "the XML is not well formed: %.300s", fault);
	result = oai_end(p->oai, whole, &why);
	if (result == 0 && p->records)
		after_records(p);
	else if (result == 0)
		after_headers(p);
	else if (restarted(p) || (why.verdict == V_EMPTY &&
					 (*p->window.from || *p->window.until)))
		result = 0;
	if (result < 0 && e)
		*e = why;
	oai_free(p->oai);
	for (size_t i = 0; i < p->nlive; i++)
		free(p->live[i]);
	free(p->live);
	free(p->stamp);
	free(p);
	return result;
}

/* --- what the server cannot give --- */

/* Whether a failure can be that of a record: not when the server is busy or
 * refuses us. */
static bool
is_of_page(const struct err *e)
{
	return (e->verdict == V_RETRY_LATER || e->verdict == V_FAILED ||
		       e->verdict == V_LAYOUT) &&
	       e->status != 429 && e->status != 503;
}

static bool
instead(const struct page *page, const struct err *e)
{
	struct ojs_window w;
	struct buf b;
	char text[600];
	bool asked = false;

	buf_init(&b, LIMIT_URL);
	(void)url_param(&b, page->url, "verb");
	if (strcmp(buf_str(&b), "ListRecords") == 0 && is_of_page(e)) {
		ojs_window(&w, page->url);
		w.again = false;
		ojs_ask(page->sink, page->url, "ListIdentifiers", &w, NULL);
		asked = true;
	} else if (strcmp(buf_str(&b), "GetRecord") == 0 && is_of_page(e) &&
		   (e->status == 500 || e->verdict != V_RETRY_LATER)) {
		/* the others are there, so it is not the way to the server */
		(void)url_param(&b, page->url, "identifier");
		(void)snprintf(text, sizeof(text),
			"the server cannot give the record '%.200s': %.300s",
			buf_str(&b), e->text);
		page->sink->problem(page->sink, "bad-record", text);
		asked = true;
	}
	buf_free(&b);
	return asked;
}

const struct source source_ojs = {
	.name = "ojs",
	.about = "journals on OJS by OAI-PMH: AAAI, AIES, ICWSM, HCOMP...",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.instead = instead,
};
