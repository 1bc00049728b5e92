/*
 * fuzz_yaml.c - lists of mappings; the first byte is the size of the portions,
 * which must make no difference.
 */
#include "fuzz.h"

struct seen {
	size_t entries, bad, bytes;
};

static void
walk(struct seen *seen, struct yaml *y, int value, int depth)
{
	static const char *const name[] = {"a", "title", "author", "family"};
	const char *text = yaml_text(y, value);

	if (!value || depth > 4)
		return;
	if (text)
		seen->bytes += strlen(text);
	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		walk(seen, y, yaml_get(y, value, name[i]), depth + 1);
	for (size_t i = 0; i < 4; i++)
		walk(seen, y, yaml_at(y, value, i), depth + 1);
}

static int
on_item(void *ctx, struct yaml *entry)
{
	struct seen *seen = ctx;

	seen->entries++;
	walk(seen, entry, yaml_top(entry), 0);
	return 0;
}

static void
on_bad(void *ctx, const char *text)
{
	struct seen *seen = ctx;

	fuzz_want(*text, "a bad entry has a message");
	seen->bad++;
}

static int
feed(void *ctx, const char *s, size_t n)
{
	return yaml_split_feed(ctx, s, n);
}

static struct seen
split(const char *s, size_t n, size_t k)
{
	struct seen seen = {0};
	struct yaml_split *y = yaml_split_open(on_item, on_bad, &seen);

	(void)fuzz_portions(s, n, k, feed, y);
	(void)yaml_split_close(y, true);
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	size_t k = fuzz_size(&data, &n);
	struct seen a = split((const char *)data, n, 0);
	struct seen b = split((const char *)data, n, k);

	fuzz_want(
		a.entries == b.entries && a.bad == b.bad && a.bytes == b.bytes,
		"portions make no difference to YAML");
	return 0;
}
