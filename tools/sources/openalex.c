/*
 * openalex.c - the source for OpenAlex: works by source or ISSN and year.
 *
 *	source=S41338404         a source (several with |, as the API has it)
 *	issn=2640-3498           the same by ISSN
 *	type=article             only these types
 *
 * Pages of 100 with a cursor. Since 2026-02-13 a key is needed for more than a
 * few requests a day, since 2026-10 for any cursor; it goes with the request as
 * a header (apikey.c). Its conferences are not complete (NeurIPS and ICLR sit
 * under arXiv): good for abstracts, DOIs and journals, poor as a list. What a
 * paper is made of is in openalex_work.c.
 */
#include "openalex.h"

#define API "https://api.openalex.org/works?filter="
/* Each is read; both eras' names, the API refuses those that are no more. */
#define FIELDS                                                                 \
	"id,doi,title,display_name,publication_year,publication_date,ids,"     \
	"primary_location,best_oa_location,locations,open_access,"             \
	"authorships,biblio,is_paratext,keywords,abstract_inverted_index"

struct parser {
	struct answer answer;
	struct buf error, message; /* of a refusal */
	bool group;		   /* an answer to group_by: no works */
};

/* --- what to ask --- */

static int
put_filter(struct buf *url, const char *name, const char *value, struct err *e)
{
	static const struct {
		const char *name, *filter;
	} known[] = {{"source", "primary_location.source.id"},
		{"issn", "primary_location.source.issn"}, {"type", "type"}};

	for (size_t i = 0; i < 3; i++) {
		if (strcmp(known[i].name, name) != 0 || !*value)
			continue;
		buf_printf(url, "%s:", known[i].filter);
		url_encode(url, value, "|-");
		buf_putc(url, ',');
		return 0;
	}
	return err_set(e, V_FAILED,
		"'%s=%s' says nothing to openalex: it wants source=S123 or "
		"issn=1234-5678, and type=",
		name, value);
}

static int
openalex_plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	const char *key = job->key ? job->key : "";
	struct buf name, value, url;
	bool any = false;
	int ret = 0;

	buf_init(&name, LIMIT_LINE);
	buf_init(&value, LIMIT_LINE);
	buf_init(&url, LIMIT_URL);
	buf_puts(&url, API);
	while (ret == 0 && key_next(&name, &value, &key)) {
		ret = put_filter(&url, buf_str(&name), buf_str(&value), e);
		any = any || strcmp(name.s, "type") != 0;
	}
	if (ret == 0 && !any)
		ret = err_set(e, V_FAILED,
			"openalex wants a key: source=S123 or issn=1234-5678");
	buf_printf(&url, "publication_year:%d,is_paratext:false", job->year);
	if (purpose == FOR_COUNT)
		buf_puts(&url, "&per_page=1&select=id");
	else
		buf_puts(&url, "&per_page=100&select=" FIELDS "&cursor=%2A");
	if (ret == 0)
		sink->request(sink, purpose, buf_str(&url), NULL);
	buf_free(&name);
	buf_free(&value);
	buf_free(&url);
	return ret;
}

/* --- what comes --- */

static int
on_work(void *ctx, struct json work)
{
	struct parser *p = ctx;
	struct answer *a = &p->answer;
	const struct job *job = a->page.job;
	struct sink *sink = a->page.sink;
	struct paper *paper = NULL;
	int64_t year;

	if (!openalex_is_work(work)) {
		a->strange++;
		a->left++;
		return 0;
	}
	if (a->page.purpose == FOR_COUNT)
		return 0;
	if (!job->key || (json_int(&year, json_get(work, "publication_year"))
					 ? year == job->year
					 : true))
		paper = openalex_paper(work, sink);
	return answer_paper(a, paper);
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	struct parser *p = ctx;
	struct answer *a = &p->answer;
	struct json key, first;
	struct json_iter it;
	int64_t n;

	if (strcmp(name, "meta") == 0) {
		if (json_int(&n, json_get(value, "count")) && n >= 0)
			a->total = n;
		json_text(&a->next, json_get(value, "next_cursor"));
	} else if (strcmp(name, "group_by") == 0) {
		it = json_iter(value);
		p->group = json_type(value) == JSON_ARRAY &&
			   json_next(&it, &key, &first);
	} else if (strcmp(name, "error") == 0) {
		json_text(&p->error, value);
	} else if (strcmp(name, "message") == 0) {
		json_text(&p->message, value);
	}
	return 0;
}

static void *
openalex_open(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	buf_init(&p->error, 200);
	buf_init(&p->message, 300);
	answer_open(&p->answer, page, "results", on_work, on_member, p);
	return p;
}

static int
openalex_feed(void *parser, const char *s, size_t n)
{
	struct parser *p = parser;

	return answer_feed(&p->answer, s, n);
}

static int
refused(const struct parser *p, struct err *e)
{
	enum verdict v = V_FAILED;

	if (strstr(p->error.s, "ate limit") ||
		strstr(buf_str(&p->message), "udget"))
		v = V_RETRY_LATER;
	else if (strstr(p->error.s, "key") ||
		 strstr(buf_str(&p->message), "API key"))
		v = V_LOGIN;
	return err_set(e, v, "openalex refuses: %s: %s%s", p->error.s,
		buf_str(&p->message),
		v == V_LOGIN ? " (a key is free: set OPENALEX_API_KEY)" : "");
}

static int
finish_list(struct parser *p, struct err *e)
{
	struct answer *a = &p->answer;
	struct sink *sink = a->page.sink;
	bool more = answer_more(a);

	if (answer_strange(a, "the id of a work", e) < 0)
		return -1;
	if (a->page.job->key && a->total >= 0)
		answer_count(a, "cursor",
			(size_t)a->total > a->left ? (size_t)a->total - a->left
						   : 0);
	if (a->page.purpose == FOR_COUNT || sink->enough(sink))
		return a->total == 0 ? err_set(e, V_EMPTY,
					       "openalex lists nothing there")
				     : 0;
	if (!a->seen && a->total > 0)
		return err_set(e, V_RETRY_LATER,
			"openalex says %lld works and lists none",
			(long long)a->total);
	if (!a->seen)
		return err_set(e, V_EMPTY, "openalex lists nothing there");
	if (more)
		answer_next(a, "cursor");
	else if (a->page.job->key)
		answer_check_total(a);
	return 0;
}

static int
finish(struct parser *p, struct err *e)
{
	struct answer *a = &p->answer;
	struct json work;

	if (p->error.len && !a->items)
		return refused(p, e);
	if (a->items || a->total >= 0) {
		if (!a->items && p->group)
			return err_set(e, V_LAYOUT,
				"an answer in groups, no list of works");
		return finish_list(p, e);
	}
	work = answer_single(a);
	if (!openalex_is_work(work))
		return err_set(e, V_LAYOUT,
			"no works in the answer (results, or an id W...)");
	on_work(p, work);
	return 0;
}

static int
openalex_close(void *parser, bool whole, struct err *e)
{
	struct parser *p = parser;
	int ret = answer_end(&p->answer, whole, "openalex", e);

	if (ret == 0)
		ret = finish(p, e);
	answer_free(&p->answer);
	buf_free(&p->error);
	buf_free(&p->message);
	free(p);
	return ret;
}

const struct source source_openalex = {
	.name = "openalex",
	.about = "OpenAlex: works by source or ISSN (a free key since 2026)",
	.key_host = "api.openalex.org",
	.plan = openalex_plan,
	.open = openalex_open,
	.feed = openalex_feed,
	.close = openalex_close,
	.counts = "count",
};
