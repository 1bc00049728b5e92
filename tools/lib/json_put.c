/*
 * json_put.c - writing JSON.
 *
 * What is written is always valid: control characters are escaped and bytes
 * that are not UTF-8 become U+FFFD. A buffer that is full is the caller's to
 * notice (buf.full).
 */
#include "cf.h"
#include "json_scan.h"

static void
put_escape(struct buf *b, char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *which = memchr(from, c, sizeof(from) - 1);

	if (which)
		buf_printf(b, "\\%c", to[which - from]);
	else
		buf_printf(b, "\\u%04x", (unsigned)(unsigned char)c);
}

void
json_put_string(struct buf *b, const char *s, size_t n)
{
	const char *p = s, *end = s + n, *start;
	size_t len;

	buf_putc(b, '"');
	while (p < end) {
		start = p;
		p = json_plain(p, end);
		while (p < end && (unsigned char)*p >= 0x80) {
			len = json_utf8(p, (size_t)(end - p));
			if (len == 0)
				break;
			p += len;
		}
		buf_add(b, start, (size_t)(p - start));
		if (p == end)
			break;
		if ((unsigned char)*p >= 0x80)
			buf_puts(b, "\xef\xbf\xbd");
		else if (*p == '"' || *p == '\\' || (unsigned char)*p < 0x20)
			put_escape(b, *p);
		else
			continue; /* ASCII after a run of other text */
		p++;
	}
	buf_putc(b, '"');
}

/* How many bytes at s, which are no character, one U+FFFD stands for: a first
 * byte and as many of the next as could belong to it, as jq(1) counts. */
static size_t
broken(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t len = p[0] < 0xc2   ? 1
		     : p[0] < 0xe0 ? 2
		     : p[0] < 0xf0 ? 3
		     : p[0] < 0xf5 ? 4
				   : 1;
	size_t k = 1;

	while (k < len && k < n && (p[k] & 0xc0) == 0x80)
		k++;
	return k;
}

bool
json_mend(struct buf *b, const char *s, size_t n)
{
	size_t before = b->len, len;
	bool mended = n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0;

	for (size_t i = mended ? 3 : 0; i < n; i += len) {
		len = json_utf8(s + i, n - i);
		if (len) {
			buf_add(b, s + i, len);
			continue;
		}
		buf_puts(b, "\xef\xbf\xbd");
		len = broken(s + i, n - i);
		mended = true;
	}
	if (!mended)
		buf_cut(b, before);
	return mended;
}

bool
json_read(struct json *out, struct buf *mended, const char *s, size_t n,
	size_t *at)
{
	if (json_check(out, s, n, at))
		return true;
	buf_reset(mended);
	return json_mend(mended, s, n) && !mended->full &&
	       json_check(out, buf_str(mended), mended->len, NULL);
}

void
json_put_name(struct buf *b, const char *name)
{
	if (b->len > 0 && b->s[b->len - 1] != '{')
		buf_putc(b, ',');
	json_put_string(b, name, strlen(name));
	buf_putc(b, ':');
}

void
json_put_member(struct buf *b, const char *name, const char *text)
{
	json_put_name(b, name);
	json_put_string(b, text, strlen(text));
}

void
json_put_int(struct buf *b, const char *name, int64_t value)
{
	json_put_name(b, name);
	buf_printf(b, "%lld", (long long)value);
}
