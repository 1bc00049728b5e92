/*
 * html.c - a tokenizer for the HTML that sites really send.
 *
 * It builds no tree and repairs nothing: a source sees tags in their order and
 * asks for the text since a mark. What it does decide is what is a tag at all,
 * because the proceedings hold formulas and tuples with bare `<` that would
 * otherwise swallow text up to the next `>`, or the rest of the page.
 *
 * Memory: one tag (LIMIT_HTML_TAG), the text since the mark (LIMIT_HTML_TEXT;
 * a longer one counts as none), and nothing before the first mark.
 */
#include <strings.h>

#include "html.h"

struct html {
	html_fn *fn;
	void *ctx;
	struct buf rest;  /* a tag whose end has not arrived */
	struct buf text;  /* raw text since the mark */
	struct buf shown; /* what html_text() returns */
	bool marked;
	const char *until; /* inside of a script or comment: what ends it */
	struct html_charset *charset; /* NULL: none but UTF-8 and windows-1252
				       */
	struct buf mem;		      /* the strings of the current tag */
	struct html_slice slice[LIMIT_HTML_ATTRS]; /* its attributes as sent */
	struct html_attr attr[LIMIT_HTML_ATTRS];
};

#define NAME_BYTES 40 /* more are no name of an element */

/* What became of a '<'. Positive numbers: a tag of so many bytes; below
 * NEED_MORE: so many bytes of text. */
enum {
	NO_TAG = 0,
	NEED_MORE = -1,
};

/* Reads one attribute at p. Returns where it ends, NULL for NEED_MORE, or
 * sets *bad. */
static const char *
read_attribute(struct html_slice *a, const char *p, const char *end, bool *bad)
{
	*a = (struct html_slice){.name = p};
	while (p < end && !html_space(*p) && *p != '=' && *p != '>' &&
		*p != '/')
		p++;
	a->nname = (size_t)(p - a->name);
	while (p < end && html_space(*p))
		p++;
	if (p < end && *p == '=') {
		for (p++; p < end && html_space(*p);)
			p++;
		if (p == end)
			return NULL;
		a->quoted = *p == '"' || *p == '\'';
		a->value = p + a->quoted;
		if (a->quoted)
			p = memchr(p + 1, *p, (size_t)(end - p - 1));
		else
			while (p < end && !html_space(*p) && *p != '>' &&
				*p != '<')
				p++;
	}
	if (!p || p == end)
		return NULL;
	if (a->value)
		a->nvalue = (size_t)(p - a->value);
	*bad = a->nname == 0 || !html_attribute(a);
	return p + a->quoted;
}

/*
 * Reads attributes from p up to the '>'. Returns where it stands. What follows
 * a closing quotation mark without a space shows that the mark was part of the
 * value (value="Chiyu "Max" Jiang", seen on the CVF's list of 2020): prose does
 * not look so, and the rest of the tag is then no longer checked.
 */
static const char *
read_attributes(
	struct html *h, size_t *n, const char *p, const char *end, bool *bad)
{
	struct html_slice extra;
	bool quoted = false, torn = false;

	for (*n = 0;;) {
		bool room = *n < LIMIT_HTML_ATTRS;
		struct html_slice *a = room ? &h->slice[*n] : &extra;
		const char *gap = p;

		while (p < end && (html_space(*p) || *p == '/'))
			p++;
		if (p == end)
			return NULL;
		if (*p == '>')
			return p;
		torn = torn || (quoted && p == gap);
		p = read_attribute(a, p, end, bad);
		*bad = *bad && !torn;
		if (!p || *bad)
			return NULL;
		quoted = a->quoted;
		*n += room;
	}
}

/* Appends a string in lower case. */
static void
add_lower(struct buf *b, const char *s, size_t n)
{
	size_t i = b->len;

	buf_add(b, s, n);
	for (; i < b->len; i++)
		b->s[i] = html_lower(b->s[i]);
}

/* Appends bytes of the page as text: in UTF-8, references decoded. */
static void
add_decoded(struct html *h, struct buf *out, const char *s, size_t n)
{
	struct buf b;

	if (!h->charset) {
		text_decode_refs(out, s, n);
		return;
	}
	buf_init(&b, out->max);
	html_charset_read(h->charset, &b, s, n);
	text_decode_refs(out, buf_str(&b), b.len);
	out->full |= b.full;
	buf_free(&b);
}

/* Whether a page declares its character set here. The first time counts. */
static void
see_charset(struct html *h, const struct html_tag *tag)
{
	const char *set, *content;

	if (h->charset || !html_is(tag, "meta", false))
		return;
	set = html_attr(tag, "charset");
	content = html_attr(tag, "content");
	if (set)
		h->charset = html_charset_new(set, strlen(set));
	else if (content && html_attr(tag, "http-equiv"))
		h->charset = html_charset_find(content);
}

void
html_charset(struct html *h, const char *content_type)
{
	if (!h->charset)
		h->charset = html_charset_find(content_type);
}

/* Hands on a tag of the source. The strings are put together first: the memory
 * may move until the last is in. */
static void
emit(struct html *h, const char *name, size_t n, size_t nattr, bool end)
{
	struct html_tag tag = {
		.end = end, .classes = "", .attr = h->attr, .nattr = nattr};
	const char *p;

	buf_reset(&h->mem);
	add_lower(&h->mem, name, n);
	buf_putc(&h->mem, '\0');
	for (size_t i = 0; i < nattr; i++) {
		const struct html_slice *a = &h->slice[i];

		add_lower(&h->mem, a->name, a->nname);
		buf_putc(&h->mem, '\0');
		if (a->nvalue)
			add_decoded(h, &h->mem, a->value, a->nvalue);
		buf_putc(&h->mem, '\0');
	}
	tag.name = p = h->mem.s;
	for (size_t i = 0; i < nattr; i++) {
		h->attr[i].name = p += strlen(p) + 1;
		h->attr[i].value = p += strlen(p) + 1;
		if (strcmp(h->attr[i].name, "class") == 0)
			tag.classes = p;
	}
	see_charset(h, &tag);
	h->fn(h->ctx, h, &tag);
}

/* <!doctype>, <!-- -->, <![CDATA[ ]]>, <?xml ?>. What is to be skipped is left
 * to scan(), which needs no more than the end of it in memory. */
static long
declaration(struct html *h, const char *p, size_t n)
{
	static const char *const begin[] = {
		"<!--", "<!doctype", "<![cdata[", "<?xml"};
	static const char *const until[] = {"-->", ">", "]]>", ">"};

	for (size_t i = 0; i < sizeof(begin) / sizeof(begin[0]); i++) {
		size_t len = strlen(begin[i]);

		if (html_starts(p, n, begin[i])) {
			h->until = until[i];
			return 2; /* "<!-->" is whole */
		}
		if (n < len && strncasecmp(begin[i], p, n) == 0)
			return NEED_MORE;
	}
	return NO_TAG;
}

static long
tag(struct html *h, const char *p, const char *end)
{
	const char *start = p, *name;
	size_t n, nattr = 0;
	bool closing, block = false, bad = false;

	if (end - p < 2)
		return NEED_MORE;
	if (p[1] == '!' || p[1] == '?')
		return declaration(h, p, (size_t)(end - p));
	closing = p[1] == '/';
	name = p += 1 + closing;
	while (p < end && !html_space(*p) && *p != '/' && *p != '>' &&
		*p != '<')
		p++;
	n = (size_t)(p - name);
	if (p == end && n < NAME_BYTES)
		return NEED_MORE;
	if (n >= NAME_BYTES || *p == '<' || !html_element(name, n, &block))
		return NO_TAG;
	p = read_attributes(h, &nattr, p, end, &bad);
	if (bad)
		return NO_TAG;
	if (!p)
		return NEED_MORE;
	if (memchr(start, '\0', (size_t)(p - start)))
		return start - p - 1; /* all of it: see scan() */
	emit(h, name, n, closing ? 0 : nattr, closing);
	if (block && h->marked)
		buf_putc(&h->text, ' ');
	if (!closing && n == 6 && html_starts(name, n, "script"))
		h->until = "</script";
	if (!closing && n == 5 && html_starts(name, n, "style"))
		h->until = "</style";
	return p + 1 - start;
}

/* Skips to the end of a script or comment. Returns where to go on. */
static const char *
skip(struct html *h, const char *p, const char *end)
{
	size_t len = strlen(h->until);

	while ((p = memchr(p, *h->until, (size_t)(end - p)))) {
		if (html_starts(p, (size_t)(end - p), h->until)) {
			if (*h->until != '<')
				p += len;
			h->until = NULL;
			return p;
		}
		if ((size_t)(end - p) < len)
			return p;
		p++;
	}
	return end;
}

static void
add_text(struct html *h, const char *s, size_t n)
{
	if (h->marked && n)
		buf_add(&h->text, s, n);
}

/* Goes through n bytes; returns how many are done with. What is left is the
 * beginning of a tag, shorter than LIMIT_HTML_TAG. What does not end within
 * that limit, or holds a NUL, is text up to there, not only its '<': else a
 * page could have each of its bytes read as often as it likes. */
static size_t
scan(struct html *h, const char *s, size_t n, bool last)
{
	const char *p = s, *end = s + n, *lt;
	bool whole; /* as much is there as a tag may be long */
	long len;

	while (p < end) {
		if (h->until) {
			p = skip(h, p, end);
			if (h->until)
				break;
			continue;
		}
		lt = memchr(p, '<', (size_t)(end - p));
		add_text(h, p, (size_t)((lt ? lt : end) - p));
		if (!lt)
			return n;
		p = lt;
		whole = end - p >= (long)LIMIT_HTML_TAG;
		len = tag(h, p, whole ? p + LIMIT_HTML_TAG : end);
		if (len == NEED_MORE && !last && !whole)
			break;
		if (len <= 0) {
			if (len < NEED_MORE)
				len = -len;
			else
				len = len == NEED_MORE && whole
					      ? (long)LIMIT_HTML_TAG
					      : 1;
			add_text(h, p, (size_t)len);
		}
		p += len;
	}
	return (size_t)(p - s);
}

struct html *
html_open(html_fn *fn, void *ctx)
{
	struct html *h = xcalloc(1, sizeof(*h));

	h->fn = fn;
	h->ctx = ctx;
	buf_init(&h->rest, 2 * LIMIT_HTML_TAG);
	buf_init(&h->text, LIMIT_HTML_TEXT);
	buf_init(&h->shown, LIMIT_HTML_TEXT);
	/* a byte of an old character set may take three */
	buf_init(&h->mem, 4 * LIMIT_HTML_TAG);
	return h;
}

void
html_free(struct html *h)
{
	if (!h)
		return;
	buf_free(&h->rest);
	buf_free(&h->text);
	buf_free(&h->shown);
	buf_free(&h->mem);
	free(h->charset);
	free(h);
}

void
html_feed(struct html *h, const char *s, size_t n)
{
	size_t used, more;

	while (n > 0 && h->rest.len > 0) {
		more = n < LIMIT_HTML_TAG ? n : LIMIT_HTML_TAG;
		buf_add(&h->rest, s, more);
		s += more;
		n -= more;
		used = scan(h, h->rest.s, h->rest.len, false);
		memmove(h->rest.s, h->rest.s + used, h->rest.len - used);
		buf_cut(&h->rest, h->rest.len - used);
	}
	if (n > 0) {
		used = scan(h, s, n, false);
		buf_add(&h->rest, s + used, n - used);
	}
}

void
html_finish(struct html *h)
{
	if (h->rest.len)
		(void)scan(h, h->rest.s, h->rest.len, true);
	buf_reset(&h->rest);
}

void
html_mark(struct html *h)
{
	h->marked = true;
	buf_reset(&h->text);
}

size_t
html_length(const struct html *h)
{
	return h->text.len;
}

const char *
html_text(struct html *h)
{
	char *to;
	bool space = false;

	buf_reset(&h->shown);
	add_decoded(h, &h->shown, buf_str(&h->text), h->text.len);
	if (h->shown.len == 0 || h->text.full || h->shown.full)
		return "";
	to = h->shown.s;
	for (const char *p = to, *end = to + h->shown.len; p < end; p++) {
		if (html_space(*p) || *p == '\0') {
			space = to > h->shown.s;
			continue;
		}
		if (space)
			*to++ = ' ';
		space = false;
		*to++ = *p;
	}
	buf_cut(&h->shown, (size_t)(to - h->shown.s));
	return h->shown.s;
}

const char *
html_attr(const struct html_tag *t, const char *name)
{
	for (size_t i = 0; i < t->nattr; i++)
		if (strcmp(t->attr[i].name, name) == 0)
			return t->attr[i].value;
	return NULL;
}

bool
html_class(const struct html_tag *t, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = t->classes; *p;) {
		const char *start = p;

		while (*p && !html_space(*p))
			p++;
		if ((size_t)(p - start) == n && memcmp(start, word, n) == 0)
			return true;
		while (html_space(*p))
			p++;
	}
	return false;
}

bool
html_is(const struct html_tag *t, const char *name, bool end)
{
	return t->end == end && strcmp(t->name, name) == 0;
}
