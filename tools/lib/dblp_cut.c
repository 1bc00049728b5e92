/*
 * dblp_cut.c - records out of the bytes of a dblp release.
 *
 * The XML is not parsed here but cut at the start and end tags of its records,
 * which in a release stand right below the root and never nest: many times as
 * fast as a parser, and who asks for a stream later parses those few records
 * anyway. A record that is not closed before the next one begins, or is larger
 * than LIMIT_ENTRY, is left out. Memory: one record and one portion.
 */
#include <ctype.h>

#include "dblp_index.h"

/* So many bytes behind a '<' tell all that is asked of it. */
#define AHEAD 16
#define PORTION (256UL << 10)

struct dblp_cut {
	dblp_record_fn *fn;
	void *ctx;
	char *s;	      /* what came and is not done with */
	size_t start, n, cap; /* its part that counts: start to n */
	size_t at;	      /* looked through up to here */
	const char *element;  /* of the record that begins at start */
	enum {
		PROLOG,
		BETWEEN, /* records that are wanted */
		INSIDE,
		OVER,
		WRONG, /* the root is another */
	} state;
	size_t records;
	char encoding[DBLP_ENCODING_MAX + 1];
	char root[AHEAD + 1];
};

static const char *const kept[] = {"article", "inproceedings", "incollection"};

struct dblp_cut *
dblp_cut_open(dblp_record_fn *fn, void *ctx)
{
	struct dblp_cut *c = xcalloc(1, sizeof(*c));

	c->fn = fn;
	c->ctx = ctx;
	(void)snprintf(c->encoding, sizeof(c->encoding), "UTF-8");
	return c;
}

const char *
dblp_cut_encoding(const struct dblp_cut *c)
{
	return c->encoding;
}

/* --- what a record says of itself --- */

size_t
dblp_stream(const char *s, size_t n)
{
	size_t i, slashes = 0, part = 0;

	for (i = 0; i < n && i <= DBLP_STREAM_MAX; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '/' && (part == 0 || ++slashes == 2))
			break;
		if (!isalnum(c) && !strchr("/-_+.", c))
			break;
		part = c == '/' ? 0 : part + 1;
	}
	if (i > DBLP_STREAM_MAX || part == 0)
		return 0;
	if (slashes == 2 || (slashes == 1 && (i == n || s[i] == '<')))
		return i;
	return 0;
}

static void
add_stream(struct dblp_record *r, const char *s, const char *end)
{
	size_t n = dblp_stream(s, (size_t)(end - s));

	if (!n || r->nstreams == DBLP_STREAMS)
		return;
	for (size_t i = 0; i < r->nstreams; i++) {
		if (r->stream[i].n == n && memcmp(r->stream[i].s, s, n) == 0)
			return;
	}
	r->stream[r->nstreams++] = (struct json){s, n};
}

/* Whether the text at s begins with a word; *after is what follows it. */
static bool
begins(const char *s, const char *end, const char *word, const char **after)
{
	size_t n = strlen(word);

	if ((size_t)(end - s) < n || memcmp(s, word, n) != 0)
		return false;
	*after = s + n;
	return true;
}

/* The key attribute in the start tag of a record. */
static void
read_key(struct dblp_record *r, const char *s, const char *end)
{
	const char *tag = memchr(s, '>', (size_t)(end - s)), *key;

	for (; tag && s < tag; s++) {
		if (isspace((unsigned char)*s) &&
			(begins(s + 1, tag, "key=\"", &key) ||
				begins(s + 1, tag, "key='", &key))) {
			add_stream(r, key, tag);
			return;
		}
	}
}

static void
read_record(struct dblp_record *r)
{
	const char *s = r->s, *end = r->s + r->n, *text;

	read_key(r, s, end);
	while ((s = memchr(s, '<', (size_t)(end - s)))) {
		s++;
		if (begins(s, end, "year>", &text)) {
			if (end - text > 4 && isdigit((unsigned char)*text))
				r->year = (int)strtol(text, NULL, 10) % 10000;
		} else if (begins(s, end, "crossref>", &text) ||
			   begins(s, end, "url>db/", &text) ||
			   begins(s, end, "stream>streams/", &text)) {
			add_stream(r, text, end);
		}
	}
}

/* --- cutting --- */

/* <?xml version="1.0" encoding="ISO-8859-1"?>; what is no name is ignored. */
static void
read_declaration(struct dblp_cut *c, const char *s, const char *end)
{
	const char *name = end;
	size_t n = 0;

	while (s < end && !begins(s, end, "encoding=", &name))
		s++;
	if (name == end)
		return;
	for (name++; name + n < end && n < DBLP_ENCODING_MAX; n++) {
		if (!isalnum((unsigned char)name[n]) && !strchr("-_.", name[n]))
			break;
	}
	if (n)
		(void)snprintf(
			c->encoding, sizeof(c->encoding), "%.*s", (int)n, name);
}

/* A '<' before the root at c->at; false: more must come first. */
static bool
in_prolog(struct dblp_cut *c, const char *s, const char *end)
{
	const char *close = s, *after;

	if (*s == '?' || *s == '!') {
		close = memchr(s, '>', (size_t)(end - s));
		if (!close)
			return false;
		if (*s == '?')
			read_declaration(c, s, close);
	} else if (begins(s, end, "dblp", &after) &&
		   !isalnum((unsigned char)*after)) {
		c->state = BETWEEN;
	} else {
		(void)snprintf(c->root, sizeof(c->root), "%.*s",
			(int)strcspn(s, " \t\r\n/><") % AHEAD, s);
		c->state = WRONG;
	}
	c->at = (size_t)(close - c->s);
	return true;
}

/* The record that ends at `end` goes out. */
static int
hand_out(struct dblp_cut *c, size_t end)
{
	struct dblp_record r = {.s = c->s + c->start, .n = end - c->start};

	c->state = BETWEEN;
	c->records++;
	read_record(&r);
	return r.nstreams && c->fn ? c->fn(c->ctx, &r) : 0;
}

/* A '<' below the root; s is what follows it. */
static int
in_root(struct dblp_cut *c, const char *s, const char *end)
{
	const char *after;
	size_t i;

	if (*s == '/') {
		if (c->state == INSIDE &&
			begins(s + 1, end, c->element, &after) && *after == '>')
			return hand_out(c, (size_t)(after + 1 - c->s));
		if (begins(s + 1, end, "dblp>", &after))
			c->state = OVER;
		return 0;
	}
	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		if (*s == *kept[i] && begins(s, end, kept[i], &after) &&
			isspace((unsigned char)*after)) {
			c->state = INSIDE;
			c->element = kept[i];
			c->start = (size_t)(s - 1 - c->s);
			return 0;
		}
	}
	return 0;
}

/* Makes room and adds the bytes; what is done with goes. */
static void
append(struct dblp_cut *c, const char *s, size_t n)
{
	size_t from = c->state == INSIDE ? c->start : c->at;

	if (from && c->n > from)
		memmove(c->s, c->s + from, c->n - from);
	c->n -= from;
	c->at -= from;
	c->start = 0;
	if (c->cap < c->n + n + 1) {
		c->cap = c->n + n + 1;
		c->s = xrealloc(c->s, c->cap);
	}
	memcpy(c->s + c->n, s, n);
	c->n += n;
	c->s[c->n] = '\0';
}

/* Looks through the bytes that came, and stops AHEAD of their end. */
static int
look(struct dblp_cut *c)
{
	const char *s, *end = c->s + c->n;
	int r = 0;

	while (r == 0 && c->state != OVER && c->state != WRONG) {
		s = memchr(c->s + c->at, '<', c->n - c->at);
		if (!s) {
			c->at = c->n;
			return 0;
		}
		c->at = (size_t)(s - c->s);
		if (end - s <= AHEAD)
			return 0;
		if (c->state != PROLOG)
			r = in_root(c, s + 1, end);
		else if (!in_prolog(c, s + 1, end))
			return 0;
		c->at++;
	}
	return r;
}

int
dblp_cut_feed(struct dblp_cut *c, const char *s, size_t n)
{
	int r = 0;

	while (n && r == 0 && c->state != OVER && c->state != WRONG) {
		size_t k = n < PORTION ? n : PORTION;

		append(c, s, k);
		r = look(c);
		if (c->state != BETWEEN && c->n - c->start > LIMIT_ENTRY)
			c->state = c->state == INSIDE ? BETWEEN : WRONG;
		s += k;
		n -= k;
	}
	return c->state == WRONG ? -1 : r;
}

int
dblp_cut_close(struct dblp_cut *c, struct err *e)
{
	static const char pad[AHEAD + 1];
	int result = 0;

	/* The last bytes; a record that ends in them has no </dblp>. */
	c->fn = NULL;
	(void)dblp_cut_feed(c, pad, sizeof(pad));
	if (c->state == WRONG)
		result = err_set(e,
			strncmp(c->root, "html", 4) == 0 ? V_BLOCKED : V_LAYOUT,
			"this is no release of dblp: it begins with <%s>",
			c->root);
	else if (c->state == PROLOG)
		result = err_set(e, V_LAYOUT,
			"this is no release of dblp: it has no <dblp>");
	else if (c->state != OVER)
		result = err_set(e, V_RETRY_LATER,
			"the release of dblp is cut off after %zu records",
			c->records);
	else if (!c->records)
		result = err_set(
			e, V_LAYOUT, "the release of dblp has no records");
	free(c->s);
	free(c);
	return result;
}
