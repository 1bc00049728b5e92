/*
 * fuzz_html.c - the tokenizer for HTML; the first byte is the size of the
 * portions, which must make no difference, and chooses a character set.
 */
#include "fuzz.h"

struct seen {
	size_t tags, sum;
};

static void
note(struct seen *seen, const char *s)
{
	while (*s)
		seen->sum = seen->sum * 31 + (unsigned char)*s++;
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *tag)
{
	struct seen *seen = ctx;

	seen->tags++;
	note(seen, tag->name);
	note(seen, tag->classes);
	for (size_t i = 0; i < tag->nattr; i++)
		note(seen, tag->attr[i].value);
	(void)html_attr(tag, "href");
	(void)html_class(tag, "a");
	(void)html_length(h);
	note(seen, html_text(h));
	if (html_is(tag, "p", true) || html_is(tag, "li", false))
		html_mark(h);
}

static int
feed(void *ctx, const char *s, size_t n)
{
	html_feed(ctx, s, n);
	return 0;
}

static struct seen
tokens(const char *s, size_t n, size_t k, const char *charset)
{
	struct seen seen = {0};
	struct html *h = html_open(on_tag, &seen);

	html_charset(h, charset);
	(void)fuzz_portions(s, n, k, feed, h);
	html_finish(h);
	note(&seen, html_text(h));
	html_free(h);
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *charset = n && *data & 64
				      ? "text/html; charset=windows-1250"
				      : "text/html";
	size_t k = fuzz_size(&data, &n);
	struct seen a = tokens((const char *)data, n, 0, charset);
	struct seen b = tokens((const char *)data, n, k, charset);

	fuzz_want(a.tags == b.tags && a.sum == b.sum,
		"portions make no difference to HTML");
	return 0;
}
