/*
 * openreview_note.c - from a submission of OpenReview to a paper.
 *
 * Takes what readers of a paper want and nothing else: reviews and contact
 * addresses stay behind. Whether the paper was accepted is decided in
 * openreview_status.c.
 */
#include <ctype.h>

#include "openreview.h"

#define WEB "https://openreview.net"

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

/* An address as it is, or a path on the site itself, "/pdf/HASH.pdf". */
static bool
read_address(struct buf *url, struct json value)
{
	struct buf path;

	buf_reset(url);
	buf_init(&path, LIMIT_URL);
	json_text(&path, value);
	if (path.len && path.s[0] == '/')
		buf_puts(url, WEB);
	buf_puts(url, buf_str(&path));
	buf_free(&path);
	return url->len > 0 && !url->full;
}

/* In 2013 the PDF is on arXiv. */
static void
set_pdf(struct paper *p, struct json value)
{
	struct buf url;

	buf_init(&url, LIMIT_URL);
	if (read_address(&url, value))
		paper_set(p, P_PDF_URL, url.s);
	if (strstr(buf_str(&url), "//arxiv.org/"))
		paper_set(p, P_ARXIV, url.s);
	buf_free(&url);
}

/* Many of these are prose, or "" (2022): only addresses are links. */
static void
add_links(struct paper *p, struct json content)
{
	static const char *const links[][2] = {
		{"supplementary_material", "supplementary"}, {"code", "code"},
		{"software", "software"}, {"video", "video"},
		{"slides", "slides"}, {"dataset_url", "dataset"}};
	struct buf url;

	buf_init(&url, LIMIT_URL);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		if (read_address(&url, openreview_value(content, links[i][0])))
			paper_link(p, links[i][1], url.s);
	}
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

/* A list of words, or one string. */
static void
add_keywords(struct paper *p, struct json value)
{
	struct json_iter it = json_iter(value);
	struct json key, word;
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	text_of_json(&b, value);
	paper_keyword(p, buf_str(&b));
	while (!it.object && json_next(&it, &key, &word)) {
		text_of_json(&b, word);
		paper_keyword(p, buf_str(&b));
	}
	buf_free(&b);
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
	openreview_authors(p, note, content, forum, sink);
	add_keywords(p, openreview_value(content, "keywords"));
	add_links(p, content);
	return p;
}
