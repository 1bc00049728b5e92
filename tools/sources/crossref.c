/*
 * crossref.c - the source for Crossref: reading its answers.
 *
 * Journals and proceedings by ISSN, DOI, container or event, in pages of 1000
 * works; one work is in memory at a time. Read too: a single work, and what
 * the API says when it refuses. Without a key all works of an answer are
 * papers (a saved page); with one, those that it asks for.
 *
 * The keys are in crossref_key.c, what to ask in crossref_plan.c, what a paper
 * is made of in crossref_work.c. Not done: finding the DOI of a proceedings,
 * and works that are in the list twice (the engine knows them by their id).
 */
#include "crossref.h"

struct parser {
	struct answer answer;
	struct crossref_key key;
	struct err key_err;
	bool bad_key;
	struct buf status, kind; /* "ok", "work-list" */
	struct buf refusal;	 /* what a refusal says */
};

static int
on_work(void *ctx, struct json work)
{
	struct parser *p = ctx;
	struct answer *a = &p->answer;
	const struct job *job = a->page.job;
	struct sink *sink = a->page.sink;

	if (json_type(json_get(work, "DOI")) != JSON_STRING) {
		a->strange++;
		a->left++;
		return 0;
	}
	if (p->key.any && !crossref_fits(&p->key, work, job->year)) {
		a->left++;
		return 0;
	}
	if (a->page.purpose == FOR_COUNT) {
		a->taken++;
		return 0;
	}
	return answer_paper(a, crossref_paper(work, &p->key, sink));
}

/* A refusal: [{"type":..,"value":..,"message":..}], or an exception. */
static void
read_refusal(struct parser *p, struct json message)
{
	struct json_iter it = json_iter(message);
	struct json key, first;

	if (json_type(message) == JSON_ARRAY && json_next(&it, &key, &first))
		json_text(&p->refusal, json_get(first, "message"));
	else
		json_text(&p->refusal, message);
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	struct parser *p = ctx;
	struct answer *a = &p->answer;
	int64_t n;

	if (strcmp(name, "status") == 0) {
		json_text(&p->status, value);
	} else if (strcmp(name, "message-type") == 0) {
		json_text(&p->kind, value);
	} else if (strcmp(name, "message") == 0) {
		read_refusal(p, value);
	} else if (strcmp(name, "message.message") == 0) {
		json_text(&p->refusal, value);
	} else if (strcmp(name, "message.total-results") == 0) {
		if (json_int(&n, value) && n >= 0)
			a->total = n;
	} else if (strcmp(name, "message.next-cursor") == 0) {
		json_text(&a->next, value);
	}
	return 0;
}

static void *
crossref_open(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->bad_key =
		crossref_key_read(&p->key, page->job->key, &p->key_err) < 0;
	buf_init(&p->status, 64);
	buf_init(&p->kind, 64);
	buf_init(&p->refusal, 400);
	answer_open(&p->answer, page, "message.items", on_work, on_member, p);
	return p;
}

static int
crossref_feed(void *parser, const char *s, size_t n)
{
	struct parser *p = parser;

	return p->bad_key ? -1 : answer_feed(&p->answer, s, n);
}

/* --- at the end of an answer --- */

/* The prefix of the key whose proceedings the record is, or NULL. */
static const char *
prefix_of(const struct parser *p, struct json record)
{
	const char *found = NULL;
	struct buf doi, want;

	buf_init(&doi, LIMIT_FIELD);
	buf_init(&want, LIMIT_LINE);
	crossref_doi(&doi, record);
	for (size_t i = 0; i < p->key.prefix.n && !found; i++) {
		buf_reset(&want);
		doi_lower(&want, p->key.prefix.s[i]);
		if (strcmp(buf_str(&want), buf_str(&doi)) == 0)
			found = p->key.prefix.s[i];
	}
	buf_free(&doi);
	buf_free(&want);
	return found;
}

/* The record of a proceedings leads to the days around its own; any other
 * single work is a paper. */
static void
finish_single(struct parser *p, struct json record)
{
	struct answer *a = &p->answer;
	const char *prefix = prefix_of(p, record);
	struct sink *sink = a->page.sink;
	struct paper *paper;
	struct buf url;

	if (!prefix) {
		paper = crossref_paper(record, &p->key, sink);
		if (paper)
			sink->paper(sink, paper);
		return;
	}
	buf_init(&url, LIMIT_URL);
	if (!crossref_window_url(
		    &url, &p->key, prefix, record, a->page.purpose))
		crossref_year_url(&url, &p->key, prefix, a->page.job->year,
			a->page.purpose);
	sink->request(sink, a->page.purpose, buf_str(&url), NULL);
	buf_free(&url);
}

/* Days around a record that hold nothing of it: the whole year may. False when
 * this was the year, or no prefix was sifted for. */
static bool
ask_year(const struct parser *p)
{
	const struct answer *a = &p->answer;
	struct sink *sink = a->page.sink;
	struct buf owner, here, there;
	bool asked = false;

	buf_init(&owner, LIMIT_URL);
	buf_init(&here, LIMIT_URL);
	buf_init(&there, LIMIT_URL);
	url_with_param(&here, a->page.url, "cursor", "*");
	for (size_t i = 0; i < p->key.prefix.n && !p->key.from; i++) {
		const char *prefix = p->key.prefix.s[i];

		buf_reset(&there);
		buf_reset(&owner);
		crossref_year_url(&there, &p->key, prefix, a->page.job->year,
			a->page.purpose);
		buf_printf(&owner, "prefix:%.*s,", (int)strcspn(prefix, "/"),
			prefix);
		if (!crossref_is_doi(prefix) ||
			!strstr(buf_str(&here), owner.s) ||
			strcmp(buf_str(&here), buf_str(&there)) == 0)
			continue;
		sink->request(sink, a->page.purpose, there.s, NULL);
		asked = true;
	}
	buf_free(&owner);
	buf_free(&here);
	buf_free(&there);
	return asked;
}

static void
report_count(struct parser *p)
{
	struct answer *a = &p->answer;
	size_t total = a->total > 0 ? (size_t)a->total : 0;

	if (!p->key.any || a->total < 0)
		return;
	if (crossref_is_exact(&p->key))
		answer_count(
			a, "cursor", total > a->left ? total - a->left : 0);
	else if (a->page.purpose == FOR_COUNT)
		answer_count(a, "cursor", a->taken);
}

/* A query has brought the likely works to the front: a page without one that
 * fits is the end of them. */
static bool
is_past(const struct parser *p)
{
	return (p->key.container.n || p->key.event.n) &&
	       p->answer.taken == p->answer.taken_before;
}

static int
finish_list(struct parser *p, struct err *e)
{
	struct answer *a = &p->answer;
	struct sink *sink = a->page.sink;
	bool past = is_past(p);

	if (answer_strange(a, "a DOI", e) < 0)
		return -1;
	report_count(p);
	if (!a->seen && a->total > 0)
		return strstr(a->page.url, "rows=0")
			       ? 0
			       : err_set(e, V_RETRY_LATER,
					 "crossref says %lld works and lists "
					 "none",
					 (long long)a->total);
	if (!a->seen)
		return ask_year(p) ? 0
				   : err_set(e, V_EMPTY,
					     "crossref lists nothing there");
	if (!past && answer_more(a)) {
		answer_next(a, "cursor");
		return 0;
	}
	if (sink->enough(sink) || !p->key.any)
		return 0;
	if (!past && a->seen)
		answer_check_total(a);
	if (a->seen && !a->taken && !ask_year(p))
		return err_set(e, V_EMPTY,
			"none of the %zu works that crossref lists is one of "
			"'%s'",
			a->seen, a->page.job->key);
	return 0;
}

static int
finish(struct parser *p, struct err *e)
{
	struct answer *a = &p->answer;
	struct json record;

	if (p->status.len && strcmp(p->status.s, "ok") != 0)
		return err_set(e,
			strcmp(p->status.s, "error") == 0 ? V_RETRY_LATER
							  : V_FAILED,
			"crossref refuses: %s",
			p->refusal.len ? p->refusal.s : p->status.s);
	if (p->kind.len && strcmp(p->kind.s, "work-list") != 0 &&
		strcmp(p->kind.s, "work") != 0)
		return err_set(e, V_LAYOUT,
			"the answer is a '%s', no list of works", p->kind.s);
	record = answer_single(a);
	if (json_type(json_get(record, "DOI")) == JSON_STRING) {
		finish_single(p, record);
		return 0;
	}
	if (!a->items && a->total < 0)
		return err_set(
			e, V_LAYOUT, "no works in the answer (message.items)");
	return finish_list(p, e);
}

static int
crossref_close(void *parser, bool whole, struct err *e)
{
	struct parser *p = parser;
	int ret;

	if (p->bad_key) {
		ret = err_set(e, V_FAILED, "%s", p->key_err.text);
	} else {
		ret = answer_end(&p->answer, whole, "crossref", e);
		if (ret == 0)
			ret = finish(p, e);
	}
	answer_free(&p->answer);
	crossref_key_free(&p->key);
	buf_free(&p->status);
	buf_free(&p->kind);
	buf_free(&p->refusal);
	free(p);
	return ret;
}

const struct source source_crossref = {
	.name = "crossref",
	.about = "Crossref: journals and proceedings by ISSN, DOI or event",
	.plan = crossref_plan,
	.open = crossref_open,
	.feed = crossref_feed,
	.close = crossref_close,
	.counts = "count",
};
