/*
 * openreview_note.c - from a submission of OpenReview to a paper.
 *
 * Takes what readers of a paper want and nothing else: reviews, contact
 * addresses and the e-mail addresses among the author ids stay behind. Whether
 * the paper was accepted is decided in openreview_status.c.
 */
#include <ctype.h>

#include "openreview.h"

#define WEB "https://openreview.net"

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

static void
add_authors(struct paper *p, struct json note, struct json content,
	const char *forum, struct sink *sink)
{
	struct json authors = openreview_value(content, "authors");
	bool v1 = json_type(json_get(note, "invitation")) == JSON_STRING;
	struct names raw = {0}, split = {0}, ids = {0}, *use = &raw;
	char text[256];

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

static bool
has_everyone(struct json readers)
{
	struct json_iter it = json_iter(readers);
	struct json key, reader;

	while (json_next(&it, &key, &reader)) {
		if (json_is(reader, "everyone"))
			return true;
	}
	return false;
}

struct json
openreview_value(struct json content, const char *name)
{
	struct json v = json_get(content, name), readers;

	if (json_type(v) != JSON_OBJECT)
		return v;
	readers = json_get(v, "readers");
	if (json_type(readers) == JSON_NONE || has_everyone(readers))
		return json_get(v, "value");
	return (struct json){NULL, 0};
}

bool
openreview_public(struct json note)
{
	struct json ddate = json_get(note, "ddate");
	struct json readers = json_get(note, "readers");

	if (json_type(ddate) != JSON_NONE && json_type(ddate) != JSON_NULL)
		return false;
	/* A projection (select=...) may lack the readers. */
	return (json_type(readers) == JSON_NONE || has_everyone(readers)) &&
	       !has_everyone(json_get(note, "nonreaders"));
}

bool
openreview_forum(struct buf *out, struct json note)
{
	struct json id = json_get(note, "id"), forum = json_get(note, "forum");
	struct json replyto = json_get(note, "replyto");

	buf_reset(out);
	if (!json_text(out, id) || !out->len || out->len > 64)
		return false;
	for (size_t i = 0; i < out->len; i++) {
		if (!isalnum((unsigned char)out->s[i]) && out->s[i] != '-' &&
			out->s[i] != '_')
			return false;
	}
	if (json_type(forum) != JSON_NONE && !json_is(forum, out->s))
		return false;
	return json_type(replyto) != JSON_STRING || json_is(replyto, out->s);
}

static void
set_text(struct paper *p, enum paper_field f, struct json value)
{
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	text_of_json(&b, value);
	if (b.len)
		paper_set(p, f, b.s);
	buf_free(&b);
}

/* "/pdf/HASH.pdf" on the site itself, or a URL, in 2013 of arXiv. */
static void
set_pdf(struct paper *p, struct json value)
{
	struct buf url, path;

	buf_init(&url, LIMIT_URL);
	buf_init(&path, LIMIT_URL);
	json_text(&path, value);
	if (path.len && path.s[0] == '/') {
		buf_puts(&url, WEB);
		buf_puts(&url, path.s);
	} else {
		buf_puts(&url, buf_str(&path));
	}
	if (!url.full)
		paper_set(p, P_PDF_URL, buf_str(&url));
	if (strstr(buf_str(&url), "//arxiv.org/"))
		paper_set(p, P_ARXIV, url.s);
	buf_free(&path);
	buf_free(&url);
}

/* BibTeX that names another forum belongs to another paper (the ICLR 2017
 * invitations to the workshop all name the same one; seen 2026-10-02). */
static void
set_bibtex(struct paper *p, struct json value, const char *forum)
{
	static const char link[] = "/forum?id=";
	size_t n = strlen(forum);
	const char *s, *at;
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	json_text(&b, value);
	s = buf_str(&b) + strspn(buf_str(&b), " \t\r\n");
	at = strstr(s, link);
	at = at ? at + sizeof(link) - 1 : NULL;
	if (*s == '@' && (!at || (strncmp(at, forum, n) == 0 &&
					 !isalnum((unsigned char)at[n]))))
		paper_set(p, P_BIBTEX, s);
	buf_free(&b);
}

/* pdate is when the paper was made public as accepted: milliseconds. */
static void
set_published(struct paper *p, struct json note)
{
	char day[16];
	struct tm tm;
	int64_t ms;
	time_t t;

	/* No paper is older than 1970 or younger than 2100. */
	if (!json_int(&ms, json_get(note, "pdate")) || ms <= 0 ||
		ms >= INT64_C(4102444800000))
		return;
	t = (time_t)(ms / 1000);
	if (gmtime_r(&t, &tm) && strftime(day, sizeof(day), "%Y-%m-%d", &tm))
		paper_set(p, P_PUBLISHED, day);
}

static void
add_keywords(struct paper *p, struct json value)
{
	struct names words = {0};

	names_read(&words, value);
	for (size_t i = 0; i < words.n; i++)
		paper_keyword(p, words.s[i]);
	names_free(&words);
}

struct paper *
openreview_paper(struct json note, const char *forum,
	const struct openreview_standing *standing, struct sink *sink)
{
	struct json content = json_get(note, "content");
	struct paper *p = paper_new();
	char text[128];

	set_text(p, P_TITLE, openreview_value(content, "title"));
	if (!p->text[P_TITLE]) {
		paper_free(p);
		(void)snprintf(text, sizeof(text), "%s has no title", forum);
		sink->problem(sink, "no-title", text);
		return NULL;
	}
	(void)snprintf(text, sizeof(text), "openreview:%s", forum);
	paper_set(p, P_ID, text);
	paper_id(p, "openreview", forum);
	(void)snprintf(text, sizeof(text), WEB "/forum?id=%s", forum);
	paper_set(p, P_URL, text);
	set_text(p, P_ABSTRACT, openreview_value(content, "abstract"));
	set_pdf(p, openreview_value(content, "pdf"));
	set_bibtex(p, openreview_value(content, "_bibtex"), forum);
	set_published(p, note);
	paper_set(p, P_TRACK, standing->track);
	paper_set(p, P_DECISION, standing->decision);
	add_authors(p, note, content, forum, sink);
	add_keywords(p, openreview_value(content, "keywords"));
	return p;
}
