/*
 * record.c - the lines of cf-stream(5): one JSON object per line, `type`,
 * `venue` and `year` first, so that a filter routes a line by its head.
 *
 * What a paper does not know is absent. A line that does not fit into the
 * buffer is taken back whole (buf.full tells), never cut.
 */
#include <limits.h>

#include "cf.h"

void
record_begin(struct buf *b, const char *type, const char *venue, int year)
{
	buf_putc(b, '{');
	json_put_member(b, "type", type);
	json_put_member(b, "venue", venue);
	json_put_int(b, "year", year);
}

void
record_end(struct buf *b)
{
	buf_puts(b, "}\n");
}

static void
put_value(struct buf *b, const char *s)
{
	json_put_string(b, s, strlen(s));
}

static void
put_text(struct buf *b, const struct paper *p, enum paper_field f)
{
	if (p->text[f] && p->text[f][0])
		json_put_member(b, paper_field_name[f], p->text[f]);
}

static void
put_optional(struct buf *b, const char *name, const char *text)
{
	if (text && text[0])
		json_put_member(b, name, text);
}

static void
put_author(struct buf *b, const struct author *a)
{
	buf_putc(b, '{');
	json_put_member(b, "name", a->name);
	if (a->naffiliation > 0) {
		json_put_name(b, "affiliations");
		for (size_t i = 0; i < a->naffiliation; i++) {
			buf_putc(b, i ? ',' : '[');
			put_value(b, a->affiliation[i]);
		}
		buf_putc(b, ']');
	}
	put_optional(b, "orcid", a->orcid);
	put_optional(b, "openreview", a->openreview);
	buf_putc(b, '}');
}

static void
put_authors(struct buf *b, const struct author *a)
{
	if (!a)
		return;
	json_put_name(b, paper_field_name[P_AUTHORS]);
	for (char c = '['; a; a = a->next, c = ',') {
		buf_putc(b, c);
		put_author(b, a);
	}
	buf_putc(b, ']');
}

static void
put_list(struct buf *b, enum paper_field f, const struct item *it)
{
	if (!it)
		return;
	json_put_name(b, paper_field_name[f]);
	for (char c = '['; it; it = it->next, c = ',') {
		buf_putc(b, c);
		put_value(b, it->value);
	}
	buf_putc(b, ']');
}

static void
put_map(struct buf *b, enum paper_field f, const struct item *it)
{
	if (!it)
		return;
	json_put_name(b, paper_field_name[f]);
	buf_putc(b, '{');
	for (; it; it = it->next)
		json_put_member(b, it->key, it->value);
	buf_putc(b, '}');
}

/* Whether the field is there at all: only then its origin is worth a word. */
static bool
has(const struct paper *p, enum paper_field f)
{
	switch (f) {
	case P_AUTHORS:
		return p->authors;
	case P_KEYWORDS:
		return p->keywords;
	case P_LINKS:
		return p->links;
	case P_IDS:
		return p->ids;
	case P_AFFILIATIONS:
		for (const struct author *a = p->authors; a; a = a->next) {
			if (a->naffiliation > 0)
				return true;
		}
		return false;
	default:
		return p->text[f] && p->text[f][0];
	}
}

static void
put_sources(struct buf *b, const struct paper *p)
{
	bool open = false;

	for (int f = 0; f < P_FIELDS; f++) {
		const char *from = p->from[f];

		if (!from || !from[0] || !has(p, (enum paper_field)f) ||
			(p->source && strcmp(from, p->source) == 0))
			continue;
		if (!open) {
			json_put_name(b, "sources");
			buf_putc(b, '{');
			open = true;
		}
		json_put_member(b, paper_field_name[f], from);
	}
	if (open)
		buf_putc(b, '}');
}

void
record_paper(struct buf *b, const char *venue, int year, const struct paper *p,
	const char *retrieved)
{
	size_t start = b->len;

	record_begin(b, "paper", venue, year);
	put_text(b, p, P_ID);
	put_text(b, p, P_TITLE);
	put_authors(b, p->authors);
	put_text(b, p, P_ABSTRACT);
	put_text(b, p, P_URL);
	put_text(b, p, P_PDF_URL);
	put_text(b, p, P_DOI);
	put_text(b, p, P_ARXIV);
	put_text(b, p, P_TRACK);
	put_text(b, p, P_DECISION);
	put_list(b, P_KEYWORDS, p->keywords);
	put_text(b, p, P_PAGES);
	put_text(b, p, P_VOLUME);
	put_text(b, p, P_PUBLISHED);
	put_text(b, p, P_BIBTEX);
	put_map(b, P_LINKS, p->links);
	put_map(b, P_IDS, p->ids);
	if (p->position > 0)
		json_put_int(b, "position", (int64_t)p->position);
	put_optional(b, "source", p->source);
	put_sources(b, p);
	put_optional(b, "retrieved", retrieved);
	record_end(b);
	if (b->full)
		buf_cut(b, start);
}

/* Steps over `word` and the spaces behind it. */
static bool
pass(const char **p, const char *end, const char *word)
{
	size_t n = strlen(word);
	const char *s = *p;

	if ((size_t)(end - s) < n || memcmp(s, word, n) != 0)
		return false;
	for (s += n; s < end && *s == ' '; s++)
		;
	*p = s;
	return true;
}

/* A string without escapes, with the quotes; v is its content. */
static bool
pass_string(const char **p, const char *end, struct json *v)
{
	const char *quote;

	if (*p == end || **p != '"')
		return false;
	quote = memchr(*p + 1, '"', (size_t)(end - *p - 1));
	if (!quote)
		return false;
	*v = (struct json){*p + 1, (size_t)(quote - *p - 1)};
	if (memchr(v->s, '\\', v->n))
		return false;
	*p = quote;
	return pass(p, end, "\"");
}

static bool
pass_year(const char **p, const char *end, int *year)
{
	const char *s = *p;
	int n = 0;

	for (; s < end && *s >= '0' && *s <= '9' && s - *p < 9; s++)
		n = n * 10 + (*s - '0');
	if (s == *p)
		return false;
	*year = n;
	*p = s;
	while (s < end && *s == ' ')
		s++;
	return s < end && (*s == ',' || *s == '}');
}

static bool
fast_head(struct record_head *h, const char *p, const char *end)
{
	return pass(&p, end, "{") && pass(&p, end, "\"type\"") &&
	       pass(&p, end, ":") && pass_string(&p, end, &h->type) &&
	       pass(&p, end, ",") && pass(&p, end, "\"venue\"") &&
	       pass(&p, end, ":") && pass_string(&p, end, &h->venue) &&
	       pass(&p, end, ",") && pass(&p, end, "\"year\"") &&
	       pass(&p, end, ":") && pass_year(&p, end, &h->year);
}

static struct json
content(struct json v)
{
	if (json_type(v) != JSON_STRING)
		return (struct json){"", 0};
	return (struct json){v.s + 1, v.n - 2};
}

bool
record_head(struct record_head *out, const char *line, size_t n)
{
	struct json v, type;
	int64_t year;

	if (fast_head(out, line, line + n))
		return true;
	if (!json_check(&v, line, n, NULL))
		return false;
	type = json_get(v, "type");
	if (json_type(type) != JSON_STRING)
		return false;
	out->type = content(type);
	out->venue = content(json_get(v, "venue"));
	out->year = 0;
	if (json_int(&year, json_get(v, "year")) && year > 0 && year <= INT_MAX)
		out->year = (int)year;
	return true;
}
