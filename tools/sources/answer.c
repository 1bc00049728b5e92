/*
 * answer.c - the answers of bibliographic APIs: pages of JSON records, what is
 * sent instead of them, and the way from one page to the next.
 *
 * A source keeps nothing between pages, yet a list must know how far it has
 * come: the counters travel in the fragment of the next request's URL, which
 * no server sees ("#seen=2000,left=3,taken=1997").
 */
#include <ctype.h>
#include <strings.h>

#include "answer.h"

static int
on_item(void *ctx, struct json value)
{
	struct answer *a = ctx;

	a->items++;
	a->seen++;
	buf_reset(&a->single);
	return a->item(a->ctx, value);
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	struct answer *a = ctx;
	size_t outer = a->array ? strcspn(a->array, ".") : 0;
	const char *own = name;

	if (a->array && a->array[outer] == '.')
		own = strncmp(name, a->array, outer + 1) == 0 ? name + outer + 1
							      : NULL;
	if (own && !a->items) {
		buf_puts(&a->single, a->single.len ? "" : "{");
		json_put_name(&a->single, own);
		buf_add(&a->single, value.s, value.n);
	}
	return a->member(a->ctx, name, value);
}

/* A number that the fragment of the URL carries, 0 when it has none. */
static size_t
carried(const char *url, const char *name)
{
	const char *s = strchr(url, '#');

	s = s ? strstr(s, name) : NULL;
	return s && isdigit((unsigned char)s[strlen(name)])
		       ? (size_t)strtoul(s + strlen(name), NULL, 10)
		       : 0;
}

void
answer_open(struct answer *a, const struct page *page, const char *array,
	int (*item)(void *ctx, struct json value),
	int (*member)(void *ctx, const char *name, struct json value),
	void *ctx)
{
	*a = (struct answer){.page = *page,
		.array = array,
		.item = item,
		.member = member,
		.ctx = ctx,
		.seen = carried(page->url, "seen="),
		.left = carried(page->url, "left="),
		.taken = carried(page->url, "taken="),
		.total = -1};
	a->taken_before = a->taken;
	buf_init(&a->text, 512);
	buf_init(&a->single, LIMIT_JSON_ITEM);
	buf_init(&a->next, LIMIT_URL);
}

void
answer_free(struct answer *a)
{
	buf_free(&a->text);
	buf_free(&a->single);
	buf_free(&a->next);
}

int
answer_feed(struct answer *a, const char *s, size_t n)
{
	int ret;

	if (!a->split) {
		/* White space, and a byte order mark, which may be cut. */
		while (n && !a->text.len && *s &&
			strchr(" \t\r\n\xef\xbb\xbf", *s)) {
			s++;
			n--;
		}
		if (!n)
			return 0;
		if (a->text.len || (*s != '{' && *s != '[')) {
			size_t room = a->text.max - a->text.len - 1;

			buf_add(&a->text, s, n < room ? n : room);
			return n < room ? 0 : -1;
		}
		/* A dump may be the array alone. */
		a->split = json_split_open(
			*s == '[' ? NULL : a->array, on_item, on_member, a);
	}
	ret = json_split_feed(a->split, s, n, &a->err);
	a->broken = ret < 0;
	return ret == 0 ? 0 : -1;
}

static bool
says(const struct buf *text, const char *words)
{
	size_t n = strlen(words);

	for (const char *s = buf_str(text); *s; s++) {
		if (strncasecmp(s, words, n) == 0)
			return true;
	}
	return false;
}

/* An answer that is no JSON: gateways and the APIs' front doors speak HTML and
 * plain text. */
static int
no_json(const struct answer *a, const char *what, struct err *e)
{
	static const char *const later[] = {"429 Too Many", "Too Many Requests",
		"502 Bad Gateway", "503 Service", "504 Gateway",
		"Gateway Time-out"};

	if (!a->text.len)
		return err_set(e, V_RETRY_LATER, "the answer is empty");
	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		if (says(&a->text, later[i]))
			return err_set(e, V_RETRY_LATER,
				"%s answers '%s' instead of data", what,
				later[i]);
	}
	if (says(&a->text, "Resource not found"))
		return err_set(e, V_MOVED,
			"%s does not know what was asked for ('Resource not "
			"found')",
			what);
	if (a->text.s[0] == '<')
		return err_set(e, V_BLOCKED,
			"%s answers with a page for people instead of data",
			what);
	return err_set(e, V_LAYOUT,
		"the answer of %s is no JSON, it begins '%.60s'", what,
		a->text.s);
}

int
answer_end(struct answer *a, bool whole, const char *what, struct err *e)
{
	bool enough = a->page.sink->enough(a->page.sink);
	struct json_split *split = a->split;
	int ret;

	if (!split)
		return no_json(a, what, e);
	a->split = NULL;
	ret = json_split_close(split, &a->err);
	if (enough && !a->broken)
		return 0;
	if (ret < 0 && a->err.verdict != V_RETRY_LATER)
		return err_set(e, whole ? V_LAYOUT : V_RETRY_LATER,
			"the answer of %s is broken: %s", what, a->err.text);
	if (ret < 0 || !whole)
		return err_set(e, V_RETRY_LATER, "the answer is not whole: %s",
			ret < 0 ? a->err.text : "it broke off");
	return 0;
}

struct json
answer_single(struct answer *a)
{
	struct json out = {NULL, 0};
	size_t at;

	if (a->items || !a->single.len || a->single.full ||
		!buf_putc(&a->single, '}') ||
		!json_check(&out, a->single.s, a->single.len, &at))
		return (struct json){NULL, 0};
	return out;
}

int
answer_paper(struct answer *a, struct paper *paper)
{
	struct sink *sink = a->page.sink;

	if (paper) {
		a->taken++;
		sink->paper(sink, paper);
	} else {
		a->left++;
	}
	return sink->enough(sink) ? 1 : 0;
}

void
answer_check_total(const struct answer *a)
{
	struct sink *sink = a->page.sink;
	char text[128];

	if (a->total <= 0 || a->seen >= (size_t)a->total)
		return;
	(void)snprintf(text, sizeof(text),
		"the list ends after %zu of %lld records", a->seen,
		(long long)a->total);
	sink->problem(sink, "short-list", text);
}

int
answer_strange(const struct answer *a, const char *what, struct err *e)
{
	struct sink *sink = a->page.sink;
	char text[160];

	if (a->strange && a->strange == a->items)
		return err_set(
			e, V_LAYOUT, "no record in the answer has %s", what);
	if (a->strange) {
		(void)snprintf(text, sizeof(text),
			"%zu of %zu records have not %s", a->strange, a->items,
			what);
		sink->problem(sink, "no-id", text);
	}
	return 0;
}

bool
answer_more(const struct answer *a)
{
	return a->next.len && !a->next.full && a->items &&
	       (a->total < 0 || a->seen < (size_t)a->total) &&
	       !a->page.sink->enough(a->page.sink);
}

void
answer_next(struct answer *a, const char *param)
{
	struct sink *sink = a->page.sink;
	struct buf url, old;

	buf_init(&url, LIMIT_URL);
	buf_init(&old, LIMIT_URL);
	(void)url_param(&old, a->page.url, param);
	url_with_param(&url, a->page.url, param, a->next.s);
	buf_printf(&url, "#seen=%zu,left=%zu,taken=%zu", a->seen, a->left,
		a->taken);
	/* The same page again and again would be the whole list. */
	if (strcmp(buf_str(&old), a->next.s) == 0)
		sink->problem(sink, "cursor",
			"the next page has the cursor of this one: the list "
			"ends here");
	else if (url.full)
		sink->problem(sink, "cursor",
			"the cursor to the next page is too long");
	else
		sink->request(sink, a->page.purpose, url.s, NULL);
	buf_free(&old);
	buf_free(&url);
}

void
answer_count(struct answer *a, const char *param, size_t n)
{
	struct buf scope;

	buf_init(&scope, LIMIT_URL);
	url_with_param(&scope, a->page.url, param, NULL);
	a->page.sink->count(a->page.sink, buf_str(&scope), n);
	buf_free(&scope);
}

static void
trimmed(struct buf *out, const char *s, size_t n)
{
	while (n && isspace((unsigned char)*s))
		s++, n--;
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	buf_reset(out);
	buf_add(out, s, n);
}

bool
key_next(struct buf *name, struct buf *value, const char **key)
{
	const char *s = *key;
	size_t n, eq;

	while (*s == ';' || *s == ' ')
		s++;
	n = strcspn(s, ";");
	eq = strcspn(s, "=");
	*key = s + n;
	if (eq < n) {
		trimmed(name, s, eq);
		trimmed(value, s + eq + 1, n - eq - 1);
	} else {
		trimmed(name, "", 0);
		trimmed(value, s, n);
	}
	return n > 0;
}

void
doi_lower(struct buf *out, const char *s)
{
	const char *name = strstr(s, "10.");

	/* Only ASCII has no case (DOI Handbook, 2.4). */
	for (; name && *name; name++)
		buf_putc(out, (char)tolower((unsigned char)*name));
}

void
author_orcid(struct paper *p, struct author *a, const char *text)
{
	const char *s = strrchr(text, '/');
	size_t n = 0;

	s = s ? s + 1 : text;
	for (; n < 19; n++) {
		bool dash = n == 4 || n == 9 || n == 14;
		bool good = dash ? s[n] == '-'
				 : isdigit((unsigned char)s[n]) ||
					    (n == 18 && s[n] == 'X');

		if (!good)
			return;
	}
	if (a && !s[n])
		paper_author_id(p, &a->orcid, s);
}

void
paper_arxiv(struct paper *p, const char *text)
{
	static const char *const marks[] = {
		"10.48550/arxiv.", "arxiv.org/abs/", "arxiv.org/pdf/"};

	if (strlen(text) > LIMIT_URL)
		return; /* every place in it would cost all that follows */
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = strlen(marks[i]);

		for (const char *s = text; *s && !p->text[P_ARXIV]; s++) {
			if (strncasecmp(s, marks[i], n) == 0)
				paper_set(p, P_ARXIV, s + n);
		}
	}
}
