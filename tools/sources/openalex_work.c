/*
 * openalex_work.c - from a work of OpenAlex to a paper, in the layouts of both
 * eras: host_venue with alternate_host_venues (to 2023), and primary_location
 * with locations since.
 */
#include <ctype.h>

#include "jats.h"
#include "openalex.h"
#include "proceedings.h"

struct word {
	int64_t position;
	size_t at, n; /* in the text of all words */
};
struct words {
	struct word *w;
	size_t n, cap;
	struct buf text;
};

static void
words_add(struct words *l, struct json key, struct json positions)
{
	struct json_iter it = json_iter(positions);
	struct json none, value;
	size_t at = l->text.len;
	int64_t n;

	json_text(&l->text, key);
	while (json_type(positions) == JSON_ARRAY &&
		json_next(&it, &none, &value)) {
		if (!json_int(&n, value) || n < 0 || l->n >= LIMIT_WORDS)
			continue;
		if (l->n == l->cap) {
			l->cap = l->cap ? 2 * l->cap : 256;
			l->w = xrealloc(l->w, l->cap * sizeof(*l->w));
		}
		l->w[l->n++] = (struct word){n, at, l->text.len - at};
	}
}

static int
by_position(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

void
openalex_abstract(struct buf *out, struct json index)
{
	struct json_iter it = json_iter(index);
	struct json key, positions;
	struct words l = {.n = 0};
	struct buf raw;

	buf_reset(out);
	buf_init(&raw, LIMIT_FIELD);
	buf_init(&l.text, LIMIT_FIELD);
	while (json_type(index) == JSON_OBJECT &&
		json_next(&it, &key, &positions))
		words_add(&l, key, positions);
	if (l.n)
		qsort(l.w, l.n, sizeof(*l.w), by_position);
	for (size_t i = 0; i < l.n && !l.text.full; i++) {
		if (raw.len)
			buf_putc(&raw, ' ');
		buf_add(&raw, l.text.s + l.w[i].at, l.w[i].n);
	}
	/* Half an abstract would pass for a whole one. */
	if (l.n < LIMIT_WORDS && !raw.full)
		jats_text(out, buf_str(&raw), raw.len);
	free(l.w);
	buf_free(&l.text);
	buf_free(&raw);
}

/* The text of a string value, valid until the next call on b. */
static const char *
text_of(struct buf *b, struct json value)
{
	buf_reset(b);
	json_text(b, value);
	return buf_str(b);
}

/* What stands after the last slash: the identifier in a URL. */
static const char *
last_part(const char *url)
{
	const char *s = strrchr(url, '/');

	return s ? s + 1 : url;
}

static void
add_affiliations(struct paper *p, struct author *a, struct json authorship,
	struct buf *b)
{
	static const char *const lists[][2] = {
		{"raw_affiliation_strings", NULL},
		{"affiliations", "raw_affiliation_string"},
		{"institutions", "display_name"}};
	struct json key, value;

	for (size_t i = 0; i < 3 && !a->naffiliation; i++) {
		struct json list = json_get(authorship, lists[i][0]);
		struct json_iter it = json_iter(list);

		if (i == 1) /* in the layout of 2022, one string */
			paper_affiliation(p, a,
				text_of(b, json_get(authorship,
						   "raw_affiliation_string")));
		while (json_type(list) == JSON_ARRAY &&
			json_next(&it, &key, &value)) {
			if (lists[i][1])
				value = json_get(value, lists[i][1]);
			jats_of_json(b, value);
			paper_affiliation(p, a, buf_str(b));
		}
	}
}

/* The name on the paper, unless it is turned round ("Last, First"): then that
 * of the person, which is one for all papers. */
static void
add_authors(struct paper *p, struct json work, struct buf *b)
{
	struct json list = json_get(work, "authorships");
	struct json_iter it = json_iter(list);
	struct json key, authorship;

	while (json_type(list) == JSON_ARRAY &&
		json_next(&it, &key, &authorship)) {
		struct json person = json_get(authorship, "author");
		struct author *a;

		text_of_json(b, json_get(authorship, "raw_author_name"));
		if (!b->len || strchr(b->s, ','))
			text_of_json(b, json_get(person, "display_name"));
		if (!b->len)
			text_of_json(
				b, json_get(authorship, "raw_author_name"));
		a = paper_author(p, buf_str(b));
		if (!a)
			continue;
		author_orcid(p, a, text_of(b, json_get(person, "orcid")));
		add_affiliations(p, a, authorship, b);
	}
}

/* A place where the work can be had. */
static void
take_location(struct paper *p, struct json place, struct buf *b)
{
	struct json page = json_get(place, "landing_page_url");

	if (json_type(page) != JSON_STRING)
		page = json_get(place, "url"); /* host_venue */
	text_of(b, page);
	if (!p->text[P_URL])
		paper_set(p, P_URL, buf_str(b));
	paper_arxiv(p, buf_str(b));
	if (!p->text[P_PDF_URL])
		paper_set(p, P_PDF_URL, text_of(b, json_get(place, "pdf_url")));
}

static void
take_locations(struct paper *p, struct json work, struct buf *b)
{
	static const char *const one[] = {
		"primary_location", "host_venue", "best_oa_location"};
	static const char *const many[] = {
		"locations", "alternate_host_venues"};
	struct json key, place;

	for (size_t i = 0; i < 3; i++)
		take_location(p, json_get(work, one[i]), b);
	for (size_t i = 0; i < 2; i++) {
		struct json list = json_get(work, many[i]);
		struct json_iter it = json_iter(list);

		while (json_type(list) == JSON_ARRAY &&
			json_next(&it, &key, &place))
			take_location(p, place, b);
	}
	text_of(b, json_path(work, "open_access", "oa_url", NULL));
	if (!p->text[P_PDF_URL] &&
		(strstr(buf_str(b), "/pdf") || strstr(buf_str(b), ".pdf")))
		paper_set(p, P_PDF_URL, b->s);
}

static void
set_pages(struct paper *p, struct json work, struct buf *b)
{
	struct json biblio = json_get(work, "biblio");

	paper_set(p, P_VOLUME, text_of(b, json_get(biblio, "volume")));
	text_of(b, json_get(biblio, "first_page"));
	if (b->len && !json_is(json_get(biblio, "last_page"), b->s) &&
		json_type(json_get(biblio, "last_page")) == JSON_STRING) {
		buf_putc(b, '-');
		json_text(b, json_get(biblio, "last_page"));
	}
	paper_set(p, P_PAGES, buf_str(b));
}

static void
set_published(struct paper *p, struct json work, struct buf *b)
{
	int64_t year;

	paper_date(p, text_of(b, json_get(work, "publication_date")));
	if (p->text[P_PUBLISHED] ||
		!json_int(&year, json_get(work, "publication_year")) ||
		year < 1000 || year > 2999)
		return;
	buf_reset(b);
	buf_printf(b, "%d", (int)year);
	paper_set(p, P_PUBLISHED, b->s);
}

/* Their own names for the work, as URLs or bare. */
static void
set_ids(struct paper *p, struct json work, struct buf *b)
{
	static const char *const names[] = {"mag", "pmid", "pmcid"};
	struct json ids = json_get(work, "ids");

	for (size_t i = 0; i < 3; i++) {
		struct json v = json_get(ids, names[i]);

		text_of(b, v);
		if (json_type(v) == JSON_NUMBER)
			buf_add(b, v.s, v.n);
		paper_id(p, names[i], last_part(buf_str(b)));
	}
	buf_reset(b);
	if (json_type(json_get(work, "doi")) == JSON_STRING) {
		struct buf raw;

		buf_init(&raw, LIMIT_URL);
		doi_lower(b, text_of(&raw, json_get(work, "doi")));
		buf_free(&raw);
	}
	paper_set(p, P_DOI, buf_str(b));
	paper_arxiv(p, buf_str(b));
}

/* Keywords had a member "keyword" first, now "display_name". Concepts and
 * topics are OpenAlex's own guesses and stay behind. */
static void
add_keywords(struct paper *p, struct json work, struct buf *b)
{
	struct json list = json_get(work, "keywords");
	struct json_iter it = json_iter(list);
	struct json key, word;

	while (json_type(list) == JSON_ARRAY && json_next(&it, &key, &word)) {
		struct json name = json_get(word, "display_name");

		if (json_type(name) != JSON_STRING)
			name = json_get(word, "keyword");
		text_of_json(b, name);
		paper_keyword(p, buf_str(b));
	}
}

bool
openalex_is_work(struct json v)
{
	struct buf b;
	bool good;

	buf_init(&b, LIMIT_URL);
	good = strncmp(last_part(text_of(&b, json_get(v, "id"))), "W", 1) == 0;
	buf_free(&b);
	return good;
}

struct paper *
openalex_paper(struct json work, struct sink *sink)
{
	struct paper *p = paper_new();
	char text[160], id[64];
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	(void)snprintf(id, sizeof(id), "%s",
		last_part(text_of(&b, json_get(work, "id"))));
	jats_of_json(&b, json_get(work, "title"));
	if (!b.len)
		jats_of_json(&b, json_get(work, "display_name"));
	paper_set(p, P_TITLE, buf_str(&b));
	if (!p->text[P_TITLE]) {
		(void)snprintf(text, sizeof(text), "%s has no title", id);
		sink->problem(sink, "no-title", text);
		buf_free(&b);
		paper_free(p);
		return NULL;
	}
	(void)snprintf(text, sizeof(text), "openalex:%s", id);
	paper_set(p, P_ID, text);
	paper_id(p, "openalex", id);
	set_ids(p, work, &b);
	take_locations(p, work, &b);
	if (!p->text[P_URL])
		paper_set(p, P_URL, text_of(&b, json_get(work, "id")));
	add_authors(p, work, &b);
	openalex_abstract(&b, json_get(work, "abstract_inverted_index"));
	paper_set(p, P_ABSTRACT, buf_str(&b));
	set_pages(p, work, &b);
	set_published(p, work, &b);
	add_keywords(p, work, &b);
	buf_free(&b);
	return p;
}
