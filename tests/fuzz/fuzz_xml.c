/*
 * fuzz_xml.c - XML as it arrives; the first byte is the size of the portions.
 * A document without a fault is the same in any portions.
 */
#include "fuzz.h"

struct seen {
	size_t tags, sum;
	bool fault;
	int end;
};

static void
note(struct seen *seen, const char *s)
{
	while (*s)
		seen->sum = seen->sum * 31 + (unsigned char)*s++;
}

static void
on_tag(void *ctx, struct xml *x, const struct xml_tag *tag)
{
	struct seen *seen = ctx;

	seen->tags++;
	note(seen, tag->name);
	note(seen, tag->prefix);
	for (size_t i = 0; i < tag->nattr; i++)
		note(seen, tag->attr[i].value);
	(void)xml_attr(tag, "a");
	note(seen, xml_text(x));
	if (xml_is(tag, "p", true))
		xml_mark(x);
	else if (xml_is(tag, "b", false))
		xml_space(x);
}

static int
feed(void *ctx, const char *s, size_t n)
{
	return xml_feed(ctx, s, n);
}

static struct seen
document(const char *s, size_t n, size_t k)
{
	struct seen seen = {0};
	struct err e = {0};
	struct xml *x = xml_open(on_tag, &seen);

	(void)fuzz_portions(s, n, k, feed, x);
	seen.fault = xml_fault(x) != NULL;
	seen.end = xml_close(x, true, &e);
	fuzz_want(seen.end == 0 || e.text[0], "a failure has a message");
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	size_t k = fuzz_size(&data, &n);
	struct seen a = document((const char *)data, n, 0);
	struct seen b = document((const char *)data, n, k);

	fuzz_want(a.fault || b.fault || a.end || b.end ||
			  (a.tags == b.tags && a.sum == b.sum),
		"portions make no difference to good XML");
	return 0;
}
