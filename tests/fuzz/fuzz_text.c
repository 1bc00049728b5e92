/*
 * fuzz_text.c - the rules for text: cleaned text is UTF-8 without control
 * characters and cleaning it again changes nothing; what is shown cannot
 * drive a terminal.
 */
#include "fuzz.h"

static void
want_harmless(const struct buf *b, const char *promise)
{
	fuzz_want(fuzz_utf8(buf_str(b), b->len), "text is UTF-8");
	for (size_t i = 0; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];

		fuzz_want(c >= 0x20 && c != 0x7f, promise);
		fuzz_want(c != 0xc2 || (unsigned char)b->s[i + 1] >= 0xa0,
			promise);
	}
}

static void
clean(const char *s, size_t n)
{
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	(void)buf_add(&b, s, n);
	text_clean(&b);
	want_harmless(&b, "cleaned text has no control characters");
	(void)text_is_placeholder(buf_str(&b));
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *s = (const char *)data;
	char *text = xstrndup(s, n);
	struct buf b;

	clean(s, n);
	buf_init(&b, LIMIT_FIELD);
	text_key(&b, text);
	fuzz_want(fuzz_utf8(buf_str(&b), b.len), "a key is UTF-8");
	buf_reset(&b);
	text_decode_refs(&b, s, n);
	buf_reset(&b);
	text_strip_markup(&b, s, n);
	fuzz_want(!b.len || !memchr(b.s, '\0', b.len),
		"text without markup has no NUL");
	buf_reset(&b);
	fuzz_want(text_visible(&b, text, 20) <= 20, "columns are bounded");
	want_harmless(&b, "shown text has no control characters");
	buf_reset(&b);
	fold_line(&b, text, 40);
	buf_free(&b);
	free(text);
	return 0;
}
