/*
 * fuzz_json.c - json_check, the walk over what passed, and json_split. The
 * first byte is the size of the portions.
 */
#include "fuzz.h"

static void
walk(struct json v, int depth)
{
	struct json_iter it = json_iter(v);
	struct json key, value, again;
	struct buf text, written;
	int64_t number;
	size_t at;

	buf_init(&text, LIMIT_RECORD);
	buf_init(&written, LIMIT_RECORD);
	if (json_text(&text, v)) {
		json_put_string(&written, buf_str(&text), text.len);
		fuzz_want(json_check(&again, written.s, written.len, &at),
			"what is written can be read");
	}
	buf_free(&text);
	buf_free(&written);
	(void)json_int(&number, v);
	(void)json_get(v, "a");
	while (depth < 20 && json_next(&it, &key, &value)) {
		fuzz_want(value.s >= v.s && value.s + value.n <= v.s + v.n,
			"a value lies in its container");
		fuzz_want(json_check(&again, value.s, value.n, &at),
			"a part of good JSON is good");
		walk(value, depth + 1);
	}
}

static int
on_item(void *ctx, struct json value)
{
	struct json again;
	size_t at;

	(*(size_t *)ctx)++;
	fuzz_want(json_check(&again, value.s, value.n, &at),
		"an element that is handed out is good");
	return 0;
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	(void)name;
	return on_item(ctx, value);
}

static int
feed(void *ctx, const char *s, size_t n)
{
	struct err e;

	return json_split_feed(ctx, s, n, &e);
}

/* How many values came; ret: what the end said. */
static size_t
split(const char *array, const char *s, size_t n, size_t k, int *ret)
{
	size_t values = 0;
	struct json_split *j =
		json_split_open(array, on_item, on_member, &values);
	struct err e;
	int fed = fuzz_portions(s, n, k, feed, j);

	*ret = json_split_close(j, &e);
	if (fed != 0)
		*ret = fed;
	return values;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const array[] = {NULL, "a", "a.b"};
	static const enum json_type wanted[] = {
		JSON_ARRAY, JSON_OBJECT, JSON_OBJECT};
	size_t k = fuzz_size(&data, &n), at = 0;
	const char *s = (const char *)data;
	struct json v;
	bool good = json_check(&v, s, n, &at);

	if (good)
		walk(v, 0);
	else
		fuzz_want(at <= n, "an error is inside of the text");
	for (size_t i = 0; i < 3; i++) {
		int whole, cut;
		size_t a = split(array[i], s, n, 0, &whole);
		size_t b = split(array[i], s, n, k, &cut);

		fuzz_want(whole == cut && a == b,
			"portions make no difference to json_split");
		fuzz_want(!good || whole == 0 || json_type(v) != wanted[i],
			"json_split reads all that json_check does");
	}
	return 0;
}
