/*
 * openreview_authors.c - the authors of a submission of OpenReview.
 *
 * API v1 has lists of names that say less than they should; API v2 has the
 * same, or objects with institutions. E-mail addresses among the author ids
 * stay behind.
 */
#include "openreview.h"

/* A list of strings; its memory goes at once. */
struct names {
	struct arena mem;
	char **s;
	size_t n, cap;
};

static void
names_add(struct names *l, const char *s, size_t n)
{
	if (l->n >= LIMIT_AUTHORS)
		return;
	if (l->n == l->cap) {
		l->cap = l->cap ? 2 * l->cap : 32;
		l->s = xrealloc(l->s, l->cap * sizeof(*l->s));
	}
	l->s[l->n++] = arena_strndup(&l->mem, s, n);
}

static void
names_free(struct names *l)
{
	arena_free(&l->mem);
	free(l->s);
}

/* A string, or the strings of an array; anything else in it keeps its place. */
static void
names_read(struct names *l, struct json v)
{
	struct json_iter it = json_iter(v);
	struct json key, value;
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	text_of_json(&b, v);
	if (b.len)
		names_add(l, b.s, b.len);
	while (!it.object && json_next(&it, &key, &value)) {
		text_of_json(&b, value);
		names_add(l, buf_str(&b), b.len);
	}
	buf_free(&b);
}

/* Adds the parts of s between commas and, with_and, between " and "; an "and "
 * before a part is none of it. Lower case only: "And" may begin a name. */
static void
names_split(struct names *l, const char *s, bool with_and)
{
	for (;;) {
		const char *and;
		size_t n;

		s += strspn(s, " ,");
		if (with_and && strncmp(s, "and ", 4) == 0) {
			s += 4;
			continue;
		}
		if (!*s)
			return;
		n = strcspn(s, ",");
		and = with_and ? strstr(s, " and ") : NULL;
		if (and&&(size_t)(and-s) < n)
			n = (size_t)(and-s);
		names_add(l, s, n);
		s += n;
	}
}

static bool
joins_names(const char *s)
{
	return strncmp(s, "and ", 4) == 0 || strstr(s, " and ") != NULL;
}

/* How many authors there are according to their ids, or their mail addresses,
 * which early notes have instead, as a list or in one string. */
static size_t
count_ids(const struct names *ids, struct json content)
{
	struct json emails = openreview_value(content, "author_emails");
	struct names raw = {0}, parts = {0};
	size_t n = ids->n;

	if (n)
		return n;
	names_read(&raw, emails);
	if (json_type(emails) == JSON_STRING && raw.n)
		names_split(&parts, raw.s[0], false);
	n = parts.n ? parts.n : raw.n;
	names_free(&parts);
	names_free(&raw);
	return n;
}

/*
 * v1 has all authors in one string (early ICLR 2017), entries that begin with
 * "and ", and entries that hold two names. Such a value is taken apart, but
 * only if the parts are as many as the ids; else it stays as it is. Returns
 * false when it had to stay.
 */
static bool
split_authors(struct names *split, const struct names *raw, bool one_string,
	size_t ids)
{
	bool any = one_string && raw->n && strchr(raw->s[0], ',');

	for (size_t i = 0; i < raw->n; i++)
		any = any || joins_names(raw->s[i]);
	if (!any)
		return true;
	for (size_t i = 0; i < raw->n; i++) {
		if (one_string || joins_names(raw->s[i]))
			names_split(split, raw->s[i], true);
		else
			names_add(split, raw->s[i], strlen(raw->s[i]));
	}
	return split->n == ids;
}

/* A person of API v2 since 2025: {"fullname", "username", "institutions"}. */
static void
add_person(struct paper *p, struct json person)
{
	struct json list = json_get(person, "institutions"), key, place;
	struct json_iter it = json_iter(list);
	struct author *a;
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	text_of_json(&b, json_get(person, "fullname"));
	a = paper_author(p, buf_str(&b));
	buf_reset(&b);
	json_text(&b, json_get(person, "username"));
	if (a && b.len && b.s[0] == '~')
		paper_author_id(p, &a->openreview, b.s);
	while (a && !it.object && json_next(&it, &key, &place)) {
		text_of_json(&b, json_get(place, "name"));
		paper_affiliation(p, a, buf_str(&b));
	}
	buf_free(&b);
}

/* Whether the authors are such persons; then they are added. */
static bool
add_persons(struct paper *p, struct json authors)
{
	struct json_iter it = json_iter(authors);
	struct json key, person;
	bool any = false;

	while (!it.object && json_next(&it, &key, &person)) {
		if (json_type(person) != JSON_OBJECT)
			continue;
		add_person(p, person);
		any = true;
	}
	return any;
}

void
openreview_authors(struct paper *p, struct json note, struct json content,
	const char *forum, struct sink *sink)
{
	struct json authors = openreview_value(content, "authors");
	bool v1 = json_type(json_get(note, "invitation")) == JSON_STRING;
	struct names raw = {0}, split = {0}, ids = {0}, *use = &raw;
	char text[256];

	if (add_persons(p, authors))
		return;
	names_read(&raw, authors);
	names_read(&ids, openreview_value(content, "authorids"));
	if (v1 &&
		!split_authors(&split, &raw, json_type(authors) == JSON_STRING,
			count_ids(&ids, content))) {
		(void)snprintf(text, sizeof(text),
			"%s: %zu entries in the author list, %zu names, %zu "
			"author ids: kept as it is",
			forum, raw.n, split.n, count_ids(&ids, content));
		sink->problem(sink, "authors", text);
	} else if (split.n) {
		use = &split;
	}
	for (size_t i = 0; i < use->n; i++) {
		struct author *a = paper_author(p, use->s[i]);

		/* What is no profile is a mail address. */
		if (a && ids.n == use->n && ids.s[i][0] == '~')
			paper_author_id(p, &a->openreview, ids.s[i]);
	}
	names_free(&ids);
	names_free(&split);
	names_free(&raw);
}
