/*
 * semanticscholar.c - the source for Semantic Scholar: the bulk search of its
 * Academic Graph, by venue and year.
 *
 * The key is the venue's name as Semantic Scholar has it, or an abbreviation
 * that it knows; several with commas. Pages of 1000, each with the token of the
 * next, null on the last. A name that it does not know finds papers of other
 * venues (2023-10), so what comes is compared with what was asked for. The
 * stated total is an estimate. Without a key of the user's (apikey.c) all the
 * world shares one rate; with one it is a request a second (2024).
 */
#include <ctype.h>

#include "answer.h"
#include "jats.h"
#include "proceedings.h"

#define API "https://api.semanticscholar.org/graph/v1/paper/search/bulk?"
#define FIELDS                                                                 \
	"title,abstract,authors,externalIds,url,venue,publicationVenue,"       \
	"journal,year,publicationDate,openAccessPdf"

struct parser {
	struct answer answer;
	struct buf error;
	struct buf other; /* the first venue that was not asked for */
	size_t others;
};

static int
semanticscholar_plan(const struct job *job, enum purpose purpose,
	struct sink *sink, struct err *e)
{
	struct buf url;

	if (!job->key || !*job->key)
		return err_set(e, V_FAILED,
			"semanticscholar wants a key: the name of the venue");
	buf_init(&url, LIMIT_URL);
	buf_puts(&url, API "venue=");
	url_encode(&url, job->key, ",");
	buf_printf(&url, "&year=%d&fields=%s", job->year,
		purpose == FOR_COUNT ? "paperId" : FIELDS);
	sink->request(sink, purpose, buf_str(&url), NULL);
	buf_free(&url);
	return 0;
}

/* --- whose paper it is --- */

/* Whether two names of venues are one, but for case and signs. */
static bool
same_venue(const char *a, const char *b)
{
	struct buf x, y;
	bool same;

	buf_init(&x, LIMIT_FIELD);
	buf_init(&y, LIMIT_FIELD);
	text_key(&x, a);
	text_key(&y, b);
	same = x.len && strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* Whether a name is the key, or one of the names in it. */
static bool
is_asked_for(const char *key, struct json name)
{
	struct buf text, one;
	bool found;

	buf_init(&text, LIMIT_FIELD);
	buf_init(&one, LIMIT_LINE);
	text_of_json(&text, name);
	found = text.len && same_venue(key, text.s);
	while (text.len && *key && !found) {
		size_t n = strcspn(key, ",");

		buf_reset(&one);
		buf_add(&one, key, n);
		found = same_venue(buf_str(&one), text.s);
		key += n + (key[n] == ',');
	}
	buf_free(&text);
	buf_free(&one);
	return found;
}

/* A paper that names no venue at all is the search's word. */
static bool
has_venue(const char *key, struct json paper)
{
	struct json venue = json_get(paper, "venue");
	struct json known = json_get(paper, "publicationVenue");
	struct json names[] = {venue, json_get(known, "name"),
		json_path(paper, "journal", "name", NULL)};
	struct json list = json_get(known, "alternate_names"), none, name;
	struct json_iter it = json_iter(list);
	bool any = false;

	for (size_t i = 0; i < 3; i++) {
		any = any ||
		      (json_type(names[i]) == JSON_STRING && names[i].n > 2);
		if (is_asked_for(key, names[i]))
			return true;
	}
	while (json_type(list) == JSON_ARRAY && json_next(&it, &none, &name)) {
		if (is_asked_for(key, name))
			return true;
	}
	return !any;
}

/* --- from a record to a paper --- */

/* Identifiers are strings, the corpus id a number. */
static void
set_ids(struct paper *p, struct json ids)
{
	static const char *const names[][2] = {{"CorpusId", "s2corpus"},
		{"DBLP", "dblp"}, {"ACL", "acl"}, {"MAG", "mag"},
		{"PubMed", "pmid"}, {"PubMedCentral", "pmcid"}};
	struct buf b, doi;

	buf_init(&b, LIMIT_FIELD);
	buf_init(&doi, LIMIT_FIELD);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct json v = json_get(ids, names[i][0]);

		buf_reset(&b);
		if (json_type(v) == JSON_NUMBER)
			buf_add(&b, v.s, v.n);
		else
			json_text(&b, v);
		paper_id(p, names[i][1], buf_str(&b));
	}
	buf_reset(&b);
	if (json_text(&b, json_get(ids, "DOI")))
		doi_lower(&doi, buf_str(&b));
	paper_set(p, P_DOI, buf_str(&doi));
	jats_set(p, P_ARXIV, json_get(ids, "ArXiv"));
	paper_arxiv(p, buf_str(&doi));
	buf_free(&b);
	buf_free(&doi);
}

static void
add_authors(struct paper *p, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json key, person, place;
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	while (json_type(list) == JSON_ARRAY && json_next(&it, &key, &person)) {
		struct json places = json_get(person, "affiliations");
		struct json_iter at = json_iter(places);
		struct author *a;

		text_of_json(&b, json_get(person, "name"));
		a = paper_author(p, buf_str(&b));
		while (json_type(places) == JSON_ARRAY &&
			json_next(&at, &key, &place)) {
			text_of_json(&b, place);
			paper_affiliation(p, a, buf_str(&b));
		}
		buf_reset(&b);
		if (a && json_text(&b, json_path(person, "externalIds", "ORCID",
					       NULL)))
			author_orcid(p, a, b.s);
	}
	buf_free(&b);
}

static void
set_published(struct paper *p, struct json record)
{
	struct json year = json_get(record, "year");
	struct buf date;
	char text[16];
	int64_t n;

	buf_init(&date, LIMIT_LINE);
	if (json_text(&date, json_get(record, "publicationDate")))
		paper_date(p, buf_str(&date));
	buf_free(&date);
	if (p->text[P_PUBLISHED] || !json_int(&n, year) || n < 1000 || n > 2999)
		return;
	(void)snprintf(text, sizeof(text), "%d", (int)n);
	paper_set(p, P_PUBLISHED, text);
}

static struct paper *
record_to_paper(struct json record, const char *id, struct sink *sink)
{
	struct paper *p = paper_new();
	char text[256];

	jats_set(p, P_TITLE, json_get(record, "title"));
	if (!p->text[P_TITLE]) {
		(void)snprintf(text, sizeof(text), "%s has no title", id);
		sink->problem(sink, "no-title", text);
		paper_free(p);
		return NULL;
	}
	(void)snprintf(text, sizeof(text), "s2:%s", id);
	paper_set(p, P_ID, text);
	paper_id(p, "s2", id);
	(void)snprintf(text, sizeof(text),
		"https://www.semanticscholar.org/paper/%s", id);
	paper_set(p, P_URL, text);
	set_ids(p, json_get(record, "externalIds"));
	add_authors(p, json_get(record, "authors"));
	jats_set(p, P_ABSTRACT, json_get(record, "abstract"));
	jats_set(p, P_PDF_URL, json_path(record, "openAccessPdf", "url", NULL));
	jats_set(p, P_PAGES, json_path(record, "journal", "pages", NULL));
	jats_set(p, P_VOLUME, json_path(record, "journal", "volume", NULL));
	set_published(p, record);
	return p;
}

/* --- an answer --- */

/* The id of a record into out: hexadecimal digits. */
static bool
paper_id_of(char out[64], struct json record)
{
	struct buf b;
	bool good;

	buf_init(&b, 64);
	json_text(&b, json_get(record, "paperId"));
	(void)snprintf(out, 64, "%s", buf_str(&b));
	good = b.len > 0;
	for (size_t i = 0; i < b.len; i++)
		good = good && isxdigit((unsigned char)b.s[i]);
	buf_free(&b);
	return good;
}

static bool
is_wanted(struct parser *p, struct json record)
{
	const struct job *job = p->answer.page.job;
	int64_t year;

	if (!job->key)
		return true;
	if (json_int(&year, json_get(record, "year")) && year != job->year)
		return false;
	if (has_venue(job->key, record))
		return true;
	if (p->others++ == 0)
		text_of_json(&p->other, json_get(record, "venue"));
	return false;
}

static int
on_record(void *ctx, struct json record)
{
	struct parser *p = ctx;
	struct answer *a = &p->answer;
	struct sink *sink = a->page.sink;
	struct paper *paper = NULL;
	struct json inner;
	char id[64];

	if (a->page.purpose == FOR_COUNT)
		return 0;
	/* Citations and references wrap the paper. */
	inner = json_get(record, "citingPaper");
	if (!inner.n)
		inner = json_get(record, "citedPaper");
	if (inner.n)
		record = inner;
	if (json_type(record) == JSON_NULL)
		return 0; /* /paper/batch: an id that nobody has */
	if (!paper_id_of(id, record))
		a->strange++;
	else if (is_wanted(p, record))
		paper = record_to_paper(record, id, sink);
	return answer_paper(a, paper);
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	struct parser *p = ctx;
	struct answer *a = &p->answer;
	int64_t n;

	if (strcmp(name, "total") == 0) {
		if (json_int(&n, value) && n >= 0)
			a->total = n;
	} else if (strcmp(name, "token") == 0) {
		json_text(&a->next, value);
	} else if (strcmp(name, "error") == 0 || strcmp(name, "message") == 0) {
		if (!p->error.len)
			json_text(&p->error, value);
	}
	return 0;
}

static void *
semanticscholar_open(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	buf_init(&p->error, 400);
	buf_init(&p->other, 200);
	answer_open(&p->answer, page, "data", on_record, on_member, p);
	return p;
}

static int
semanticscholar_feed(void *parser, const char *s, size_t n)
{
	struct parser *p = parser;

	return answer_feed(&p->answer, s, n);
}

static int
refused(const struct parser *p, struct err *e)
{
	if (strstr(p->error.s, "Forbidden"))
		return err_set(e, V_LOGIN,
			"semanticscholar refuses ('%s'): is the key in "
			"S2_API_KEY good?",
			p->error.s);
	if (strstr(p->error.s, "Too Many Requests"))
		return err_set(e, V_RETRY_LATER,
			"semanticscholar has had too many requests: a key in "
			"S2_API_KEY gives you a rate of your own");
	if (strstr(p->error.s, "timed out") ||
		strstr(p->error.s, "Internal Server Error"))
		return err_set(e, V_RETRY_LATER, "semanticscholar answers '%s'",
			p->error.s);
	return err_set(e, strstr(p->error.s, "not found") ? V_MOVED : V_FAILED,
		"semanticscholar refuses: %s", p->error.s);
}

static void
report_others(const struct parser *p)
{
	struct sink *sink = p->answer.page.sink;
	char text[400];

	if (!p->others)
		return;
	(void)snprintf(text, sizeof(text),
		"%zu of %zu papers are of other venues, the first of '%s': is "
		"'%.80s' the name that semanticscholar knows?",
		p->others, p->answer.items, buf_str(&p->other),
		p->answer.page.job->key);
	sink->problem(sink, "other-venue", text);
}

/* The total is an estimate until the last page, then what came is. A page
 * that is not the last may well be short. */
static int
finish_list(struct parser *p, struct err *e)
{
	struct answer *a = &p->answer;
	struct sink *sink = a->page.sink;
	size_t total = a->total > 0 ? (size_t)a->total : 0;
	bool bulk = strstr(a->page.url, "/search/bulk") != NULL;

	if (answer_strange(a, "a paperId", e) < 0)
		return -1;
	if (bulk && !a->items && (a->seen ? a->next.len : total) > 0 &&
		a->page.purpose != FOR_COUNT)
		return err_set(e, V_RETRY_LATER,
			"semanticscholar says there are more papers than the "
			"%zu so far, and lists none",
			a->seen);
	report_others(p);
	if (a->page.purpose == FOR_COUNT) {
		answer_count(a, "token", total);
		return total ? 0
			     : err_set(e, V_EMPTY,
				       "semanticscholar lists nothing there");
	}
	a->total = -1;
	if (bulk && a->seen > 10 * total + 10000) {
		sink->problem(sink, "cursor",
			"the list goes on far beyond its total: it ends here");
	} else if (bulk && answer_more(a)) {
		answer_count(a, "token", total > a->left ? total - a->left : 0);
		answer_next(a, "token");
		return 0;
	}
	if (bulk && a->page.job->key && !sink->enough(sink))
		answer_count(a, "token", a->taken);
	if (!a->taken && !sink->enough(sink) && !a->items)
		return err_set(
			e, V_EMPTY, "semanticscholar lists nothing there");
	return 0;
}

static int
finish(struct parser *p, struct err *e)
{
	struct answer *a = &p->answer;
	struct json record;
	char id[64];

	if (p->error.len && !a->items)
		return refused(p, e);
	if (a->items || a->total >= 0)
		return finish_list(p, e);
	record = answer_single(a);
	if (!paper_id_of(id, record))
		return err_set(e, V_LAYOUT,
			"no papers in the answer (data, or a paperId)");
	on_record(p, record);
	return 0;
}

static int
semanticscholar_close(void *parser, bool whole, struct err *e)
{
	struct parser *p = parser;
	int ret = answer_end(&p->answer, whole, "semanticscholar", e);

	if (ret == 0)
		ret = finish(p, e);
	answer_free(&p->answer);
	buf_free(&p->error);
	buf_free(&p->other);
	free(p);
	return ret;
}

const struct source source_semanticscholar = {
	.name = "semanticscholar",
	.about = "Semantic Scholar: bulk search by venue (better with a key)",
	.key_host = "api.semanticscholar.org",
	.plan = semanticscholar_plan,
	.open = semanticscholar_open,
	.feed = semanticscholar_feed,
	.close = semanticscholar_close,
	.counts = "count",
};
