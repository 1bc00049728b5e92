/*
 * buf.c - a growable string with an upper bound given at the start.
 *
 * Whoever fills a buffer from outside decides how long it may get; reaching
 * the bound keeps what is there and sets `full`, so that a loop may add
 * without a test and look once at the end.
 */
#include <stdarg.h>

#include "cf.h"

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.max = max};
}

void
buf_free(struct buf *b)
{
	free(b->s);
	buf_init(b, b->max);
}

void
buf_reset(struct buf *b)
{
	b->full = false;
	buf_cut(b, 0);
}

void
buf_cut(struct buf *b, size_t len)
{
	if (len > b->len || !b->s)
		return;
	b->len = len;
	b->s[len] = '\0';
}

const char *
buf_str(const struct buf *b)
{
	return b->s ? b->s : "";
}

/* Whether n more bytes and the NUL fit where they are. */
static bool
fits(const struct buf *b, size_t n)
{
	return b->s && n < b->cap - b->len && n <= b->max - b->len;
}

/* Makes room for n more bytes and the NUL. */
static bool
grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 64;

	if (fits(b, n))
		return true;
	if (n > b->max - b->len) {
		b->full = true;
		return false;
	}
	while (cap <= b->len + n)
		cap *= 2;
	b->s = xrealloc(b->s, cap);
	b->cap = cap;
	return true;
}

bool
buf_add(struct buf *b, const void *p, size_t n)
{
	if (!fits(b, n) && !grow(b, n))
		return false;
	if (n)
		memcpy(b->s + b->len, p, n);
	b->len += n;
	b->s[b->len] = '\0';
	return true;
}

bool
buf_puts(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

bool
buf_putc(struct buf *b, char c)
{
	if (!fits(b, 1))
		return buf_add(b, &c, 1);
	b->s[b->len++] = c;
	b->s[b->len] = '\0';
	return true;
}

bool
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !grow(b, (size_t)n))
		return false;
	va_start(ap, fmt);
	(void)vsnprintf(b->s + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
	return true;
}
