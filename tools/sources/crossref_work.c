/*
 * crossref_work.c - from a work of Crossref to a paper.
 *
 * What publishers deposit is taken as it is: names in their own capitals,
 * abstracts where there are some. Subjects are not taken: they were guessed
 * for the journal, not said of the paper.
 */
#include <ctype.h>

#include "crossref.h"
#include "jats.h"
#include "proceedings.h"

const char *const *
crossref_dates(const struct crossref_key *k)
{
	static const char *const any[] = {"published", "issued",
		"published-online", "published-print", NULL};
	static const char *const print[] = {"published-print", NULL};
	static const char *const online[] = {"published-online", NULL};

	return *k->date == 'p' ? print : *k->date == 'o' ? online : any;
}

/* {"date-parts":[[2019,1,29]]}; a date that is not known is [[null]]. */
static bool
read_date(int out[3], struct json value)
{
	struct json_iter it = json_iter(json_get(value, "date-parts"));
	struct json key, parts, part;
	int64_t n;

	out[0] = out[1] = out[2] = 0;
	if (!json_next(&it, &key, &parts) || json_type(parts) != JSON_ARRAY)
		return false;
	it = json_iter(parts);
	for (size_t i = 0; i < 3 && json_next(&it, &key, &part); i++) {
		int64_t most = i == 0 ? 2999 : i == 1 ? 12 : 31;

		if (!json_int(&n, part) || n < (i ? 1 : 1000) || n > most)
			break;
		out[i] = (int)n;
	}
	return out[0] > 0;
}

bool
crossref_date(int out[3], struct json work, const char *const *kinds)
{
	for (; *kinds; kinds++) {
		if (read_date(out, json_get(work, *kinds)))
			return true;
	}
	return false;
}

bool
crossref_doi(struct buf *out, struct json work)
{
	struct buf raw;

	buf_init(&raw, LIMIT_FIELD);
	buf_reset(out);
	if (json_text(&raw, json_get(work, "DOI")))
		doi_lower(out, buf_str(&raw));
	buf_free(&raw);
	return out->len > 0;
}

/* The first string of an array that holds something, or a string, without its
 * markup, into out (replaced). */
static bool
first_text(struct buf *out, struct json value)
{
	struct json_iter it = json_iter(value);
	struct json key, element;

	jats_of_json(out, value);
	while (!out->len && json_type(value) == JSON_ARRAY &&
		json_next(&it, &key, &element))
		jats_of_json(out, element);
	if (out->len)
		text_clean(out);
	return out->len > 0;
}

/* Many a title holds its subtitle already. */
static bool
holds(const char *title, const char *subtitle)
{
	struct buf a, b;
	bool found;

	buf_init(&a, LIMIT_FIELD);
	buf_init(&b, LIMIT_FIELD);
	text_key(&a, title);
	text_key(&b, subtitle);
	found = !b.len || strstr(buf_str(&a), buf_str(&b)) != NULL;
	buf_free(&a);
	buf_free(&b);
	return found;
}

static void
set_title(struct paper *p, struct json work)
{
	struct buf title, sub;

	buf_init(&title, LIMIT_FIELD);
	buf_init(&sub, LIMIT_FIELD);
	if (!first_text(&title, json_get(work, "title")))
		first_text(&title, json_get(work, "original-title"));
	if (title.len && first_text(&sub, json_get(work, "subtitle")) &&
		!holds(title.s, sub.s)) {
		buf_puts(&title,
			strchr(":?!.", title.s[title.len - 1]) ? " " : ": ");
		buf_puts(&title, sub.s);
	}
	paper_set(p, P_TITLE, buf_str(&title));
	buf_free(&title);
	buf_free(&sub);
}

/* Appends a part of a name. */
static void
add_part(struct buf *name, struct json part)
{
	struct buf text;

	buf_init(&text, LIMIT_FIELD);
	text_of_json(&text, part);
	if (text.len && name->len)
		buf_putc(name, ' ');
	buf_puts(name, buf_str(&text));
	buf_free(&text);
}

static void
add_affiliations(struct paper *p, struct author *a, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json key, place;
	struct buf text;

	buf_init(&text, LIMIT_FIELD);
	while (json_type(list) == JSON_ARRAY && json_next(&it, &key, &place)) {
		jats_of_json(&text, json_get(place, "name"));
		paper_affiliation(p, a, buf_str(&text));
	}
	buf_free(&text);
}

/* A person has a family name, and mostly a given one; a group has a name. */
static void
add_authors(struct paper *p, struct json work)
{
	static const char *const parts[] = {"given", "family", "suffix"};
	struct json list = json_get(work, "author");
	struct json_iter it = json_iter(list);
	struct json key, person;
	struct buf name;

	buf_init(&name, LIMIT_FIELD);
	while (json_type(list) == JSON_ARRAY && json_next(&it, &key, &person)) {
		struct author *a;

		buf_reset(&name);
		for (size_t i = 0; i < 3; i++)
			add_part(&name, json_get(person, parts[i]));
		if (!name.len)
			add_part(&name, json_get(person, "name"));
		if (!name.len)
			add_part(&name, json_get(person, "literal"));
		a = paper_author(p, buf_str(&name));
		add_affiliations(p, a, json_get(person, "affiliation"));
		buf_reset(&name);
		if (a && json_text(&name, json_get(person, "ORCID")))
			author_orcid(p, a, name.s);
	}
	buf_free(&name);
}

/* A PDF for readers: links for similarity checks lead to the publishers' own
 * gates. */
static void
set_pdf(struct paper *p, struct json work)
{
	struct json list = json_get(work, "link"), key, link;
	struct json_iter it = json_iter(list);
	struct buf url;

	buf_init(&url, LIMIT_URL);
	while (json_type(list) == JSON_ARRAY && !p->text[P_PDF_URL] &&
		json_next(&it, &key, &link)) {
		struct json type = json_get(link, "content-type");
		bool pdf = json_is(type, "application/pdf");

		buf_reset(&url);
		if (json_is(json_get(link, "intended-application"),
			    "similarity-checking") ||
			!json_text(&url, json_get(link, "URL")))
			continue;
		if (json_is(type, "unspecified") && url.len > 4)
			pdf = strcmp(url.s + url.len - 4, ".pdf") == 0;
		if (pdf)
			paper_set(p, P_PDF_URL, url.s);
	}
	buf_free(&url);
}

/* Versions elsewhere: the preprint on arXiv. */
static void
set_arxiv(struct paper *p, struct json work)
{
	static const char *const kinds[] = {"has-preprint", "is-version-of",
		"has-version", "is-identical-to"};
	struct json relation = json_get(work, "relation"), key, other;
	struct buf id;

	buf_init(&id, LIMIT_URL);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct json list = json_get(relation, kinds[i]);
		struct json_iter it = json_iter(list);

		while (json_type(list) == JSON_ARRAY &&
			json_next(&it, &key, &other)) {
			buf_reset(&id);
			if (!json_text(&id, json_get(other, "id")))
				continue;
			if (json_is(json_get(other, "id-type"), "arxiv"))
				paper_set(p, P_ARXIV, id.s);
			else
				paper_arxiv(p, id.s);
		}
	}
	buf_free(&id);
}

static void
set_places(struct paper *p, struct json work, const char *doi)
{
	struct buf text;

	buf_init(&text, LIMIT_URL);
	buf_printf(&text, "doi:%s", doi);
	paper_set(p, P_ID, text.s);
	paper_set(p, P_DOI, doi);
	buf_reset(&text);
	buf_puts(&text, "https://doi.org/");
	url_encode(&text, doi, "/:;()");
	if (!text.full)
		paper_set(p, P_URL, text.s);
	buf_reset(&text);
	if (json_text(
		    &text, json_path(work, "resource", "primary", "URL", NULL)))
		paper_link(p, "publisher", text.s);
	buf_free(&text);
	set_pdf(p, work);
	set_arxiv(p, work);
}

static void
set_published(struct paper *p, struct json work, const struct crossref_key *k)
{
	char text[40];
	int date[3];

	if (!crossref_date(date, work, crossref_dates(k)))
		return;
	(void)snprintf(text, sizeof(text), "%04d-%02d-%02d", date[0], date[1],
		date[2]);
	text[date[2] ? 10 : date[1] ? 7 : 4] = '\0';
	paper_set(p, P_PUBLISHED, text);
}

struct paper *
crossref_paper(
	struct json work, const struct crossref_key *k, struct sink *sink)
{
	struct paper *p = paper_new();
	struct buf doi;
	char text[200];

	buf_init(&doi, 1024);
	set_title(p, work);
	if (!crossref_doi(&doi, work) || !p->text[P_TITLE]) {
		if (doi.len) {
			(void)snprintf(text, sizeof(text),
				"%.150s has no title", doi.s);
			sink->problem(sink, "no-title", text);
		}
		buf_free(&doi);
		paper_free(p);
		return NULL;
	}
	set_places(p, work, doi.s);
	add_authors(p, work);
	jats_set(p, P_ABSTRACT, json_get(work, "abstract"));
	jats_set(p, P_VOLUME, json_get(work, "volume"));
	jats_set(p, P_PAGES, json_get(work, "page"));
	if (!p->text[P_PAGES])
		jats_set(p, P_PAGES, json_get(work, "article-number"));
	set_published(p, work, k);
	paper_set(p, P_TRACK, crossref_track(k, p->text[P_PAGES]));
	buf_free(&doi);
	return p;
}
