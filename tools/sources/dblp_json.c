/*
 * dblp_json.c - records of dblp in the JSON of its search. One author, one link
 * and so on are a value, several an array; numbers are strings.
 */
#include "dblp.h"

/* Calls fn for a value, or for each of an array. */
static void
each(struct entry *e, struct json value,
	void (*fn)(struct entry *, struct json))
{
	struct json_iter it = json_iter(value);
	struct json name, one;

	if (json_type(value) == JSON_ARRAY) {
		while (json_next(&it, &name, &one))
			fn(e, one);
	} else if (json_type(value) != JSON_NONE) {
		fn(e, value);
	}
}

static void
take_author(struct entry *e, struct json author)
{
	struct json name = json_get(author, "text");
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	text_of_json(&b, json_type(author) == JSON_STRING ? author : name);
	entry_author(e, buf_str(&b), NULL);
	buf_free(&b);
}

static void
take_link(struct entry *e, struct json url)
{
	struct buf b;

	buf_init(&b, LIMIT_URL);
	if (json_text(&b, url))
		entry_link(e, buf_str(&b));
	buf_free(&b);
}

static void
take_venue(struct entry *e, struct json venue)
{
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	if (json_text(&b, venue))
		entry_venue(e, buf_str(&b));
	buf_free(&b);
}

static void
take_pages(struct entry *e, struct json pages)
{
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	if (!e->paper->text[P_PAGES] && json_text(&b, pages))
		paper_set(e->paper, P_PAGES, buf_str(&b));
	buf_free(&b);
}

/* The kinds that a release calls article, inproceedings and incollection. */
static bool
is_paper(struct json info)
{
	static const char *const kinds[] = {"Journal Articles",
		"Conference and Workshop Papers", "Informal Publications",
		"Informal and Other Publications",
		"Parts in Books or Collections", "Withdrawn Items"};
	struct json type = json_get(info, "type");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (json_is(type, kinds[i]))
			return true;
	}
	return json_type(type) == JSON_NONE;
}

static const char *
publtype(struct json info)
{
	struct json type = json_get(info, "type");

	return json_is(type, "Withdrawn Items") ? "withdrawn"
	       : json_is(type, "Informal Publications") ||
			       json_is(type, "Informal and Other Publications")
		       ? "informal"
		       : NULL;
}

static void
take_hit(struct parser *p, struct json info)
{
	struct entry *e = &p->entry;
	struct buf b;

	if (!is_paper(info))
		return;
	buf_init(&b, LIMIT_FIELD);
	(void)json_text(&b, json_get(info, "key"));
	entry_begin(e, buf_str(&b), publtype(info));
	text_of_json(&b, json_get(info, "title"));
	entry_title(e, buf_str(&b));
	buf_reset(&b);
	if (json_text(&b, json_get(info, "year")))
		entry_year(e, buf_str(&b));
	buf_reset(&b);
	if (json_text(&b, json_get(info, "volume")))
		paper_set(e->paper, P_VOLUME, buf_str(&b));
	each(e, json_path(info, "authors", "author", NULL), take_author);
	each(e, json_get(info, "pages"), take_pages);
	each(e, json_get(info, "venue"), take_venue);
	each(e, json_get(info, "ee"), take_link);
	buf_reset(&b);
	if (json_text(&b, json_get(info, "doi")))
		paper_set(e->paper, P_DOI, buf_str(&b));
	buf_free(&b);
	entry_emit(p);
}

int
dblp_json_member(void *ctx, const char *name, struct json value)
{
	struct parser *p = ctx;
	struct json hits = json_get(value, "hits"), none, hit;
	struct json_iter it = json_iter(json_get(hits, "hit"));
	int64_t total;

	if (strcmp(name, "result") != 0 || json_type(hits) != JSON_OBJECT)
		return 0;
	p->known = true;
	if (json_int(&total, json_get(hits, "@total")) && total >= 0)
		p->page->sink->count(
			p->page->sink, p->page->url, (size_t)total);
	while (!p->stop && json_next(&it, &none, &hit))
		take_hit(p, json_get(hit, "info"));
	return p->stop ? 1 : 0;
}
