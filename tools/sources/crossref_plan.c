/*
 * crossref_plan.c - what to ask Crossref for.
 *
 * A journal is one list with a cursor. The papers of a proceedings have DOIs
 * that begin with that of the proceedings, and its day: so its record is asked
 * for first, then the days around it, a few pages of all that the publisher
 * issued then (a week before and after found what four months did; 2026-10).
 * Where there is no such record the whole year of the publisher is gone
 * through.
 */
#include <ctype.h>

#include "crossref.h"

#define WEEK 7

static void
put_filter(struct buf *url, const char *name, const char *value)
{
	buf_puts(url, url->s[url->len - 1] == '=' ? "" : ",");
	buf_printf(url, "%s:", name);
	url_encode(url, value, "/-");
}

static void
put_filters(
	struct buf *url, const char *name, const struct crossref_words *words)
{
	for (size_t i = 0; i < words->n; i++)
		put_filter(url, name, words->s[i]);
}

/* A query only brings the likely works to the front: the API matches words. */
static void
put_query(struct buf *url, const char *name, const struct crossref_words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		buf_printf(url, i ? "%%20" : "&query.%s=", name);
		url_encode(url, words->s[i], "");
	}
}

/* The fields that are read, as the API names them; those of a count only
 * sift. */
static const char *
select_fields(enum purpose purpose)
{
	return purpose == FOR_COUNT
		       ? "DOI,title,author,type,container-title,"
			 "short-container-title,event,published,"
			 "published-print,published-online,issued"
		       : "DOI,title,subtitle,original-title,author,abstract,"
			 "type,page,article-number,volume,container-title,"
			 "short-container-title,event,published,"
			 "published-print,published-online,issued,link,"
			 "resource,relation";
}

/* Appends the URL of a list: of the i-th ISSN, or of the publisher of a prefix
 * (or NULL); from and until are days. */
static void
list_url(struct buf *url, const struct crossref_key *k, size_t issn,
	const char *prefix, const char *from, const char *until,
	enum purpose purpose)
{
	static const struct crossref_words papers = {
		{"journal-article", "proceedings-article"}, 2};
	char name[32];

	buf_puts(url, CROSSREF_API);
	if (k->issn.n) {
		buf_puts(url, "journals/");
		url_encode(url, k->issn.s[issn], "");
		buf_putc(url, '/');
	}
	buf_puts(url, "works?filter=");
	if (prefix) {
		char owner[64];

		(void)snprintf(owner, sizeof(owner), "%.*s",
			(int)strcspn(prefix, "/"), prefix);
		put_filter(url, "prefix", owner);
	}
	put_filters(url, "isbn", &k->isbn);
	put_filters(url, "member", &k->member);
	put_filters(url, "type", k->type.n ? &k->type : &papers);
	(void)snprintf(name, sizeof(name), "from-%spub-date", k->date);
	put_filter(url, name, from);
	(void)snprintf(name, sizeof(name), "until-%spub-date", k->date);
	put_filter(url, name, until);
	put_query(url, "container-title", &k->container);
	put_query(url, "event-name", &k->event);
	if (purpose == FOR_COUNT && crossref_is_exact(k))
		buf_puts(url, "&rows=0");
	else
		buf_printf(url, "&rows=1000&select=%s&cursor=%%2A",
			select_fields(purpose));
}

void
crossref_year_url(struct buf *url, const struct crossref_key *k,
	const char *prefix, int year, enum purpose purpose)
{
	char from[16], until[16];

	(void)snprintf(from, sizeof(from), "%04d-01-01", year % 10000);
	(void)snprintf(until, sizeof(until), "%04d-12-31", year % 10000);
	list_url(url, k, 0, prefix, k->from ? k->from : from,
		k->until ? k->until : until, purpose);
}

/* The day n days after another. Source: Howard Hinnant, "chrono-compatible
 * low-level date algorithms", 2021 (days from and to civil). */
static void
day_shift(char out[16], int y, int m, int d, int n)
{
	int era, doe, yoe, doy, mp;

	y -= m <= 2;
	era = y / 400;
	doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	doe = (y - era * 400) * 365 + (y % 400) / 4 - (y % 400) / 100 + doy;
	n += era * 146097 + doe;
	era = n / 146097;
	doe = n % 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	m = mp < 10 ? mp + 3 : mp - 9;
	(void)snprintf(out, 16, "%04u-%02u-%02u",
		(unsigned)(yoe + era * 400 + (m <= 2)) % 10000u,
		(unsigned)m % 100u,
		(unsigned)(doy - (153 * mp + 2) / 5 + 1) % 100u);
}

bool
crossref_window_url(struct buf *url, const struct crossref_key *k,
	const char *prefix, struct json record, enum purpose purpose)
{
	char from[16], until[16];
	int date[3];

	if (!crossref_date(date, record, crossref_dates(k)))
		return false;
	/* What the date leaves open is inside the window. */
	day_shift(from, date[0], date[1] ? date[1] : 1, date[2] ? date[2] : 1,
		-WEEK);
	if (date[2])
		day_shift(until, date[0], date[1], date[2], WEEK);
	else if (date[1] && date[1] < 12)
		day_shift(until, date[0], date[1] + 1, 1, WEEK - 1);
	else
		day_shift(until, date[0] + 1, 1, 1, WEEK - 1);
	list_url(url, k, 0, prefix, from, until, purpose);
	return true;
}

/* A proceedings by its record; `otherwise` the year. A prefix that breaks off
 * inside a DOI has no record. */
static void
plan_prefix(const struct crossref_key *k, const char *prefix, int year,
	enum purpose purpose, struct sink *sink)
{
	struct buf record, all;

	buf_init(&record, LIMIT_URL);
	buf_init(&all, LIMIT_URL);
	crossref_year_url(&all, k, prefix, year, purpose);
	if (crossref_is_doi(prefix) && !k->from && !k->until &&
		isalnum((unsigned char)prefix[strlen(prefix) - 1])) {
		buf_puts(&record, CROSSREF_API "works/");
		url_encode(&record, prefix, "/");
		sink->request(sink, purpose, buf_str(&record), buf_str(&all));
	} else {
		sink->request(sink, purpose, buf_str(&all), NULL);
	}
	buf_free(&record);
	buf_free(&all);
}

int
crossref_plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	struct crossref_key k;
	char from[16], until[16];
	struct buf url;
	int ret = crossref_key_read(&k, job->key, e);

	if (ret == 0 && !k.any)
		ret = err_set(e, V_FAILED,
			"crossref wants a key: issn=, prefix=, container=, "
			"event=, isbn= or member=");
	(void)snprintf(from, sizeof(from), "%04d-01-01", job->year % 10000);
	(void)snprintf(until, sizeof(until), "%04d-12-31", job->year % 10000);
	for (size_t i = 0; ret == 0 && i < k.prefix.n && !k.issn.n; i++)
		plan_prefix(&k, k.prefix.s[i], job->year, purpose, sink);
	buf_init(&url, LIMIT_URL);
	for (size_t i = 0; ret == 0 && i < (k.issn.n ? k.issn.n : !k.prefix.n);
		i++) {
		buf_reset(&url);
		list_url(&url, &k, i, k.prefix.n == 1 ? k.prefix.s[0] : NULL,
			k.from ? k.from : from, k.until ? k.until : until,
			purpose);
		sink->request(sink, purpose, buf_str(&url), NULL);
	}
	buf_free(&url);
	crossref_key_free(&k);
	return ret;
}
