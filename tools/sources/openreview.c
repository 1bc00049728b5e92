/*
 * openreview.c - the source for OpenReview: reading its answers.
 *
 * A listing comes in pages of up to 1000 notes, 50 MB with the replies; one
 * note is in memory at a time. Read too: a forum, a note by its id, a saved
 * array of notes. An answer in HTML means "not logged in" (with status 200;
 * seen 2026-09-27), never "no papers".
 *
 * What to ask is in openreview_plan.c, who was accepted in
 * openreview_status.c, what a paper is made of in openreview_note.c. Not done:
 * the login (auth.c), and joining the notes that exist twice (NeurIPS 2021 has
 * 300 such papers): nothing is remembered between pages.
 */
#include <ctype.h>

#include "openreview.h"

struct parser {
	struct page page;
	struct json_split *split; /* from the first byte of JSON on */
	bool html, enough, broken;
	struct err err;

	/* from the URL */
	struct buf venueid; /* the listing's, or "" */
	struct buf forum;   /* of an answer about one forum, or "" */
	bool listing;	    /* has further pages */
	bool main;	    /* of what may be accepted: never empty */
	bool only_ids;	    /* select=id: nothing to read but the count */
	int64_t limit, offset;

	/* what came */
	struct buf submission, replies; /* of one forum, until the end */
	size_t notes, submissions, unknown;
	int64_t count; /* -1: not stated */
	struct buf example;
	struct buf name, message; /* of an error */
};

static int64_t
int_param(const char *url, const char *name, int64_t otherwise)
{
	char *end;
	struct buf b;
	long long n = -1;

	buf_init(&b, 32);
	if (url_param(&b, url, name) && b.len && isdigit((unsigned char)*b.s)) {
		n = strtoll(b.s, &end, 10);
		if (*end)
			n = -1;
	}
	buf_free(&b);
	return n >= 0 ? n : otherwise;
}

static void *
openreview_open(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	const char *type = page->content_type;
	struct buf b;

	p->page = *page;
	p->count = -1;
	p->html = type && strncmp(type, "text/html", 9) == 0;
	buf_init(&p->venueid, LIMIT_URL);
	buf_init(&p->forum, LIMIT_URL);
	buf_init(&p->submission, LIMIT_JSON_ITEM);
	buf_init(&p->replies, LIMIT_JSON_ITEM);
	buf_init(&p->example, 512);
	buf_init(&p->name, 128);
	buf_init(&p->message, 512);
	buf_init(&b, LIMIT_URL);
	if (url_param(&p->venueid, page->url, "content.venueid")) {
		p->listing = true;
		p->main = openreview_venueid(buf_str(&p->venueid), NULL) ==
			  OPENREVIEW_ACCEPTED;
	} else if (url_param(&b, page->url, "invitation")) {
		p->listing = true;
		p->main = !strstr(buf_str(&b), "Withdrawn_") &&
			  !strstr(buf_str(&b), "Desk_Rejected_");
	}
	(void)url_param(&p->forum, page->url, "forum");
	p->only_ids = page->purpose == FOR_COUNT ||
		      (url_param(&b, page->url, "select") &&
			      strcmp(buf_str(&b), "id") == 0);
	buf_free(&b);
	p->limit = int_param(page->url, "limit", OPENREVIEW_PAGE);
	if (p->limit < 1 || p->limit > OPENREVIEW_PAGE)
		p->limit = OPENREVIEW_PAGE;
	p->offset = int_param(page->url, "offset", 0);
	return p;
}

static void
parser_free(struct parser *p)
{
	buf_free(&p->venueid);
	buf_free(&p->forum);
	buf_free(&p->submission);
	buf_free(&p->replies);
	buf_free(&p->example);
	buf_free(&p->name);
	buf_free(&p->message);
	free(p);
}

/* The venue id that was asked for, if the job names one of API v2. */
static const char *
wanted_key(const struct parser *p)
{
	const char *key = p->page.job->key;

	return key && strncmp(key, "v1:", 3) != 0 ? key : NULL;
}

static bool
is_wanted(const struct parser *p, enum openreview_status status)
{
	switch (status) {
	case OPENREVIEW_ACCEPTED:
		return true;
	case OPENREVIEW_REJECTED:
		return p->page.job->rejected;
	case OPENREVIEW_WITHDRAWN:
	case OPENREVIEW_DESK_REJECTED:
		return p->page.job->withdrawn;
	default:
		return false;
	}
}

/* The list of a journal holds all years; a paper is of the year in which it
 * was published. */
static bool
is_of_year(const struct parser *p, const struct paper *paper)
{
	const char *day = paper->text[P_PUBLISHED];
	int year;

	if (!p->venueid.len || openreview_after_year(p->venueid.s))
		return true;
	return day && sscanf(day, "%4d-", &year) == 1 &&
	       year == p->page.job->year;
}

static void
submission(struct parser *p, struct json note, struct json replies)
{
	struct openreview_standing standing;
	struct sink *sink = p->page.sink;
	struct paper *paper;
	struct buf forum;

	p->submissions++;
	if (!openreview_public(note))
		return;
	openreview_standing(&standing, note, replies, wanted_key(p));
	buf_init(&forum, 128);
	openreview_forum(&forum, note);
	if (standing.status == OPENREVIEW_UNKNOWN && p->unknown++ == 0)
		buf_printf(&p->example, "%s: '%s'", forum.s, standing.text);
	if (is_wanted(p, standing.status)) {
		paper = openreview_paper(note, forum.s, &standing, sink);
		if (paper && is_of_year(p, paper))
			sink->paper(sink, paper);
		else
			paper_free(paper);
	}
	buf_free(&forum);
}

/* One note of an answer about a forum, which are in no order: the submission
 * and what may be its decision wait for the end. */
static void
keep(struct parser *p, struct json note)
{
	struct json content = json_get(note, "content");

	if (json_is(json_get(note, "id"), p->forum.s)) {
		buf_reset(&p->submission);
		buf_add(&p->submission, note.s, note.n);
	} else if (json_is(json_get(note, "replyto"), p->forum.s) &&
		   (json_get(content, "decision").n ||
			   json_get(content, "recommendation").n)) {
		buf_putc(&p->replies, p->replies.len ? ',' : '[');
		buf_add(&p->replies, note.s, note.n);
	}
}

static int
on_note(void *ctx, struct json note)
{
	struct parser *p = ctx;
	struct sink *sink = p->page.sink;
	struct json replies;
	struct buf forum;

	p->notes++;
	if (p->only_ids)
		return 0;
	if (p->forum.len) {
		keep(p, note);
		return 0;
	}
	replies = json_path(note, "details", "directReplies", NULL);
	if (!replies.n)
		replies = json_path(note, "details", "replies", NULL);
	buf_init(&forum, 128);
	if (openreview_forum(&forum, note))
		submission(p, note, replies);
	buf_free(&forum);
	p->enough = sink->enough(sink);
	return p->enough ? 1 : 0;
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	struct parser *p = ctx;
	int64_t n;

	if (strcmp(name, "count") == 0 && json_int(&n, value) && n >= 0)
		p->count = n;
	else if (strcmp(name, "name") == 0)
		json_text(&p->name, value);
	else if (strcmp(name, "message") == 0)
		json_text(&p->message, value);
	return 0;
}

static int
openreview_feed(void *parser, const char *s, size_t n)
{
	struct parser *p = parser;
	int ret;

	if (!p->split) {
		/* White space, and a byte order mark, which may be cut. */
		while (n && strchr(" \t\r\n\xef\xbb\xbf", *s) && *s) {
			s++;
			n--;
		}
		if (!n)
			return 0;
		if (*s != '{' && *s != '[' && (p->html || *s == '<')) {
			p->html = true;
			return -1;
		}
		p->html = false;
		/* A dump may be the array alone. */
		p->split = json_split_open(
			*s == '[' ? NULL : "notes", on_note, on_member, p);
	}
	ret = json_split_feed(p->split, s, n, &p->err);
	p->broken = ret < 0;
	return ret == 0 ? 0 : -1;
}

/* --- at the end of an answer --- */

static int
api_error(const struct parser *p, struct err *e)
{
	static const struct {
		const char *name;
		enum verdict verdict;
	} known[] = {
		{"ForbiddenError", V_LOGIN},
		{"ChallengeRequiredError", V_LOGIN},
		{"TokenExpiredError", V_LOGIN},
		{"UnauthorizedError", V_LOGIN},
		{"RateLimitError", V_RETRY_LATER},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].name, p->name.s) != 0)
			continue;
		if (known[i].verdict == V_LOGIN)
			return err_set(e, V_LOGIN,
				"openreview refuses (%s): %s", p->name.s,
				auth_hint);
		return err_set(e, known[i].verdict, "openreview: %s: %s",
			p->name.s, buf_str(&p->message));
	}
	return err_set(e, V_FAILED, "openreview: %s: %s", p->name.s,
		buf_str(&p->message));
}

/* The URL of the page with another offset, or (negative) without any. */
static void
with_offset(struct buf *out, const char *url, int64_t offset)
{
	const char *at = strstr(url, "&offset="), *rest;

	if (!at)
		at = strstr(url, "?offset=");
	rest = at ? at + 1 + strcspn(at + 1, "&#") : "";
	buf_add(out, url, at ? (size_t)(at - url) : strlen(url));
	if (offset >= 0)
		buf_printf(out, "%coffset=%lld", at ? *at : '&',
			(long long)offset);
	else if (at && *at == '?' && *rest == '&' && buf_putc(out, '?'))
		rest++;
	buf_puts(out, rest);
}

static void
ask_next(const struct parser *p)
{
	struct sink *sink = p->page.sink;
	struct buf next;

	buf_init(&next, LIMIT_URL);
	with_offset(&next, p->page.url, p->offset + p->limit);
	if (!next.full)
		sink->request(sink, FOR_LIST, buf_str(&next), NULL);
	buf_free(&next);
}

static void
check_page(const struct parser *p)
{
	struct sink *sink = p->page.sink;
	int64_t left = p->count - p->offset, want = p->limit;
	char text[200];

	if (left < want)
		want = left;
	if (p->count >= 0 && (int64_t)p->notes < want) {
		(void)snprintf(text, sizeof(text),
			"%zu notes on a page that should have %lld of %lld",
			p->notes, (long long)want, (long long)p->count);
		sink->problem(sink, "short-page", text);
	}
	if (p->notes == 0 || sink->enough(sink))
		return;
	if (p->count >= 0 ? left > p->limit : (int64_t)p->notes >= p->limit)
		ask_next(p);
}

/* The count of a listing is that of papers only if the listing has one status,
 * so never in v1, and one year. */
static void
report_count(const struct parser *p)
{
	struct sink *sink = p->page.sink;
	struct buf scope;

	if (p->count < 0 || !p->venueid.len ||
		!openreview_after_year(p->venueid.s) ||
		!is_wanted(p, openreview_venueid(p->venueid.s, wanted_key(p))))
		return;
	buf_init(&scope, LIMIT_URL);
	with_offset(&scope, p->page.url, -1);
	sink->count(sink, buf_str(&scope), (size_t)p->count);
	buf_free(&scope);
}

static int
finish_forum(struct parser *p, struct err *e)
{
	struct sink *sink = p->page.sink;
	struct json note = {p->submission.s, p->submission.len};
	struct json replies = {NULL, 0};
	struct buf forum;
	bool good;

	if (p->submission.full || p->replies.full)
		return err_set(
			e, V_FAILED, "the forum '%s' is too long", p->forum.s);
	if (p->replies.len) {
		buf_putc(&p->replies, ']');
		replies = (struct json){p->replies.s, p->replies.len};
	}
	buf_init(&forum, 128);
	good = note.n && openreview_forum(&forum, note);
	buf_free(&forum);
	if (!good)
		return err_set(e, V_LAYOUT,
			"no submission among the notes of the forum '%s'",
			p->forum.s);
	if (!sink->enough(sink))
		submission(p, note, replies);
	return 0;
}

static void
report_unknown(const struct parser *p)
{
	char text[800];

	if (!p->unknown)
		return;
	(void)snprintf(text, sizeof(text),
		"%zu of %zu submissions do not say whether they were accepted, "
		"the first is %s",
		p->unknown, p->submissions, buf_str(&p->example));
	p->page.sink->problem(p->page.sink, "unknown-status", text);
}

static int
finish(struct parser *p, struct err *e)
{
	if (p->name.len && !p->notes)
		return api_error(p, e);
	if (!p->notes && p->count != 0 && !(p->offset && p->count > 0))
		return err_set(e, V_LAYOUT, "no notes in the answer");
	if (p->page.purpose == FOR_COUNT && p->count < 0)
		return err_set(e, V_LAYOUT, "no count in the answer");
	report_count(p);
	if (p->listing && !p->only_ids)
		check_page(p);
	if (!p->notes && !p->offset && p->main)
		return err_set(e, V_EMPTY, "openreview lists nothing there");
	if (p->only_ids || !p->notes)
		return 0;
	if (p->forum.len && finish_forum(p, e) < 0)
		return -1;
	report_unknown(p);
	if (!p->submissions)
		return err_set(e, V_LAYOUT, "no submissions among %zu notes",
			p->notes);
	return 0;
}

static int
openreview_close(void *parser, bool whole, struct err *e)
{
	struct parser *p = parser;
	int ret;

	if (p->html && !p->split) {
		ret = err_set(e, V_LOGIN,
			"openreview answers with a browser check: %s",
			auth_hint);
	} else if (!p->split) {
		ret = err_set(e, V_RETRY_LATER, "the answer is empty");
	} else {
		ret = json_split_close(p->split, &p->err);
		if (p->enough && !p->broken) {
			ret = 0;
			report_count(p);
			report_unknown(p);
		} else if (ret < 0 || !whole) {
			ret = err_set(e, V_RETRY_LATER,
				"the answer is not whole: %s",
				ret < 0 ? p->err.text : "it broke off");
		} else {
			ret = finish(p, e);
		}
	}
	parser_free(p);
	return ret;
}

const struct source source_openreview = {
	.name = "openreview",
	.about = "OpenReview, both APIs (login since 2026)",
	.plan = openreview_plan,
	.open = openreview_open,
	.feed = openreview_feed,
	.close = openreview_close,
	.needs_login = true,
	.counts = "count",
};
