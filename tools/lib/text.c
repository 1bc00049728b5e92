/*
 * text.c - the text rules of all sources, in one place.
 *
 * text_clean() is what every string of a record went through: whatever bytes
 * come in, NFC UTF-8 on one line without markup leftovers comes out. The
 * functions work on what they are given, keep no state, and never fail; what
 * does not fit into a buffer is marked there (`full`).
 */
#include <utf8proc.h>

#include "text.h"

#define MARKS 30    /* upon one letter */
#define SNIPPET 400 /* bytes of an abstract that was cut off, at most */

void
text_put(struct buf *out, uint32_t c)
{
	utf8proc_uint8_t s[4];
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)c, s);

	buf_add(out, s, (size_t)n);
}

/* The code point at s, n bytes at least 1, and its length in *len. A byte that
 * is not UTF-8 counts as windows-1252, and so does a C1 control: it is one that
 * somebody took for ISO 8859-1 ("LDC\u0092s", 500 abstracts of the ACL
 * Anthology in 2024). */
static uint32_t
next_char(const char *s, size_t n, size_t *len)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t got = utf8proc_iterate((const utf8proc_uint8_t *)s,
		n < 4 ? (utf8proc_ssize_t)n : 4, &c);

	*len = got > 0 ? (size_t)got : 1;
	if (got <= 0)
		c = (unsigned char)*s;
	return c < 0x100 ? text_windows_1252((unsigned char)c) : (uint32_t)c;
}

/* White space and control characters: all are one space to a reader. */
static bool
is_space(uint32_t c)
{
	return c <= 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Characters that show nothing but break a comparison, or turn the direction
 * of what follows; and U+FFFD, which only says that something was lost. U+FFFC
 * shows, and stays: the proceedings of 2014 have it in titles. */
static bool
is_dropped(uint32_t c)
{
	return c == 0xad || c == 0x61c || c == 0x180e ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xfffd && c <= 0xffff) ||
	       (c >= 0xe0000 && c <= 0xe007f);
}

/* What stands for itself: printable ASCII that begins nothing else. */
static bool
is_plain(char c)
{
	return (unsigned char)(c - '!') < 0x7f - '!' && c != '&' && c != '(' &&
	       c != '\\';
}

/* Most strings are one line of clean ASCII and need no work. */
static bool
is_clean(const char *s, size_t n)
{
	char before = ' ';

	for (size_t i = 0; i < n; before = s[i++])
		if (!is_plain(s[i]) && (s[i] != ' ' || before == ' ') &&
			(s[i] != '(' || strncmp(s + i, "(cid:", 5) == 0))
			return false;
	return n == 0 || before != ' ';
}

/* Text on its way out: white space is held back until something follows. */
struct folder {
	struct buf out;
	bool space; /* white space is due */
	bool join;  /* but not here: a word was divided */
};

static void
fold_space(struct folder *f)
{
	f->space = !f->join && f->out.len > 0;
}

/* Appends a run without white space. */
static void
fold_plain(struct folder *f, const char *s, size_t n)
{
	if (f->space)
		buf_putc(&f->out, ' ');
	f->space = f->join = false;
	buf_add(&f->out, s, n);
}

/* Appends the character at s and returns its length. */
static size_t
fold_char(struct folder *f, const char *s, size_t n)
{
	size_t len;
	uint32_t c = next_char(s, n, &len);

	if (is_space(c)) {
		fold_space(f);
	} else if (!is_dropped(c)) {
		fold_plain(f, "", 0);
		text_put(&f->out, c);
	}
	return len;
}

/* "(cid:173)": a glyph that a PDF reader could not name. In the proceedings up
 * to 2012 number 173 is the hyphen of a divided word ("princi(cid:173) ples");
 * what the others stood for is lost. Returns its length or 0. */
static size_t
fold_cid(struct folder *f, const char *s, size_t n)
{
	size_t i = 5;

	if (n < 7 || memcmp(s, "(cid:", 5) != 0)
		return 0;
	while (i < n && i < 12 && s[i] >= '0' && s[i] <= '9')
		i++;
	if (i == 5 || i == n || s[i] != ')')
		return 0;
	if (i == 8 && memcmp(s + 5, "173", 3) == 0) {
		f->join = true;
		f->space = false;
	} else {
		fold_space(f);
	}
	return i + 1;
}

/* A complete reference; n bytes from the '&'. Returns its length or 0. */
static size_t
fold_ref(struct folder *f, const char *s, size_t n)
{
	struct buf b;
	size_t len;

	buf_init(&b, 64);
	len = text_ref(&b, s, n, false);
	for (size_t i = 0; i < b.len;)
		i += fold_char(f, b.s + i, b.len - i);
	buf_free(&b);
	return len;
}

/* How much from s on is plain words with one space between them. */
static size_t
plain_run(const char *s, const char *end)
{
	const char *p = s;

	while (p < end) {
		if (is_plain(*p))
			p++;
		else if (*p == ' ' && p > s && p + 1 < end && is_plain(p[1]))
			p += 2;
		else
			break;
	}
	return (size_t)(p - s);
}

static void
fold(struct folder *f, const char *s, size_t n)
{
	const char *end = s + n;

	for (size_t len; s < end; s += len) {
		len = plain_run(s, end);
		if (len)
			fold_plain(f, s, len);
		else if (*s == '&')
			len = fold_ref(f, s, (size_t)(end - s));
		else if (*s == '(')
			len = fold_cid(f, s, (size_t)(end - s));
		if (len == 0)
			len = fold_char(f, s, (size_t)(end - s));
	}
}

/* Whether a character may change under NFC, or change one before it: it has a
 * combining class or a canonical decomposition, or it is of a script where
 * letters without a class compose too (Indic ones, conjoining Hangul). Nothing
 * below U+0300 ever does, nor the composed Latin letters of U+1E00. */
static bool
is_composing(uint32_t c)
{
	const utf8proc_property_t *p;

	if (c < 0x300 || (c >= 0x1e00 && c < 0x1f00))
		return false;
	if ((c >= 0x900 && c < 0x1200) || (c >= 0x1b00 && c < 0x1b80) ||
		(c >= 0x11000 && c < 0x12000))
		return true;
	p = utf8proc_get_property((utf8proc_int32_t)c);
	return p->combining_class != 0 ||
	       (p->decomp_seqindex != UINT16_MAX && p->decomp_type == 0);
}

static bool
may_compose(const struct buf *b)
{
	size_t len;

	for (size_t i = 0; i < b->len; i += len) {
		len = 1;
		if ((unsigned char)b->s[i] >= 0xcc &&
			is_composing(next_char(b->s + i, b->len - i, &len)))
			return true;
	}
	return false;
}

/* Appends a text with no more than MARKS marks upon one letter. No writing has
 * as many (UAX 15, Stream-Safe Text Format), and to put them in order would
 * take the square of their number: minutes for an abstract that is made of
 * them. */
static void
bound_marks(struct buf *to, const struct buf *from)
{
	size_t len, marks = 0;

	for (size_t i = 0; i < from->len; i += len) {
		uint32_t c = (unsigned char)from->s[i];

		len = 1;
		if (c >= 0xcc)
			c = next_char(from->s + i, from->len - i, &len);
		marks = utf8proc_get_property((utf8proc_int32_t)c)
					->combining_class
				? marks + 1
				: 0;
		if (marks <= MARKS)
			buf_add(to, from->s + i, len);
	}
}

/* Replaces the content of `to` by the NFC of `from`. */
static void
compose(struct buf *to, const struct buf *from)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t n;

	buf_reset(to);
	if (!may_compose(from)) {
		buf_add(to, buf_str(from), from->len);
		return;
	}
	bound_marks(to, from);
	n = utf8proc_map((const utf8proc_uint8_t *)to->s,
		(utf8proc_ssize_t)to->len, &nfc,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n >= 0) {
		buf_reset(to);
		buf_add(to, nfc, (size_t)n);
	}
	free(nfc);
}

void
text_clean(struct buf *b)
{
	struct folder f = {.space = false};

	if (is_clean(buf_str(b), b->len))
		return;
	buf_init(&f.out, b->max);
	fold(&f, b->s, b->len);
	if (f.out.len && memchr(f.out.s, '\\', f.out.len)) {
		buf_reset(b);
		text_tex(b, f.out.s, f.out.len);
		buf_reset(&f.out);
		buf_add(&f.out, buf_str(b), b->len);
	}
	compose(b, &f.out);
	b->full |= f.out.full;
	buf_free(&f.out);
}

void
text_decode_refs(struct buf *b, const char *s, size_t n)
{
	const char *end = s + n, *amp;

	while (s < end && (amp = memchr(s, '&', (size_t)(end - s)))) {
		size_t len;

		buf_add(b, s, (size_t)(amp - s));
		len = text_ref(b, amp, (size_t)(end - amp), true);
		if (len == 0)
			buf_putc(b, '&');
		s = amp + (len ? len : 1);
	}
	buf_add(b, s, (size_t)(end - s));
}

static void
ignore_tag(void *ctx, struct html *h, const struct html_tag *tag)
{
	(void)ctx, (void)h, (void)tag;
}

void
text_strip_markup(struct buf *b, const char *s, size_t n)
{
	size_t start = b->len;
	struct html *h;

	if (n > 0 && memchr(s, '<', n)) {
		h = html_open(ignore_tag, NULL);
		html_mark(h);
		html_feed(h, s, n);
		html_finish(h);
		buf_puts(b, html_text(h));
		html_free(h);
	} else {
		text_decode_refs(b, s, n);
	}
	/* JSON may hold a NUL, which would be taken for the end */
	for (size_t i = start; i < b->len; i++)
		if (b->s[i] == '\0')
			b->s[i] = ' ';
}

/* Authors write HTML into the forms of sites, and sites escape for HTML. */
void
text_of_json(struct buf *out, struct json value)
{
	struct buf raw;

	buf_init(&raw, LIMIT_FIELD);
	buf_reset(out);
	if (json_text(&raw, value) && !raw.full)
		text_strip_markup(out, buf_str(&raw), raw.len);
	if (out->full)
		buf_reset(out);
	buf_free(&raw);
}

bool
text_is_placeholder(const char *s)
{
	static const char *const words[] = {"abstractunavailable",
		"abstractnotavailable", "noabstractavailable", "noabstract",
		"abstract", "na", "none", "tba", "tbd", ""};
	static const char dots[] = "\u2026";
	size_t n = strlen(s), d = sizeof(dots) - 1;
	struct buf key;
	bool found = false;

	if (n >= d &&
		(memcmp(s, dots, d) == 0 || memcmp(s + n - d, dots, d) == 0))
		return true;
	/* Three periods end a snippet too, but also abstracts that are whole
	 * ("in science, the arts..."): those are longer than a snippet. */
	if (n >= 3 && n <= SNIPPET &&
		(memcmp(s, "...", 3) == 0 || memcmp(s + n - 3, "...", 3) == 0))
		return true;
	if (n > 40)
		return false;
	buf_init(&key, 200);
	text_key(&key, s);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		found = found || strcmp(buf_str(&key), words[i]) == 0;
	buf_free(&key);
	return found;
}
