/*
 * json_echo.c - reads a JSON text with the project's reader and writes it
 * again: strings decoded and encoded, numbers as they came. For a comparison
 * with jq.
 *
 *     json_echo <FILE
 *
 * Ends with 1 when the text is refused.
 */
#include <stdio.h>

#include "cf.h"
#include "formats.h"

#define FILE_MAX (4UL << 20)

static void
echo(struct buf *out, struct json v)
{
	struct json_iter it = json_iter(v);
	enum json_type type = json_type(v);
	struct json key, value;
	struct buf text;
	bool first = true;

	if (type == JSON_STRING) {
		buf_init(&text, FILE_MAX);
		(void)json_text(&text, v);
		json_put_string(out, buf_str(&text), text.len);
		buf_free(&text);
		return;
	}
	if (type != JSON_OBJECT && type != JSON_ARRAY) {
		buf_add(out, v.s, v.n);
		return;
	}
	buf_putc(out, type == JSON_OBJECT ? '{' : '[');
	while (json_next(&it, &key, &value)) {
		if (!first)
			buf_putc(out, ',');
		first = false;
		if (type == JSON_OBJECT) {
			echo(out, key);
			buf_putc(out, ':');
		}
		echo(out, value);
	}
	buf_putc(out, type == JSON_OBJECT ? '}' : ']');
}

int
main(void)
{
	static char text[FILE_MAX];
	size_t n = fread(text, 1, sizeof(text), stdin), at = 0;
	struct json v;
	struct buf out, mended;

	buf_init(&mended, 3 * FILE_MAX);
	if (!json_read(&v, &mended, text, n, &at)) {
		(void)fprintf(stderr, "json_echo: refused at byte %zu\n", at);
		return 1;
	}
	buf_init(&out, 8 * FILE_MAX);
	echo(&out, v);
	(void)printf("%s\n", buf_str(&out));
	buf_free(&out);
	buf_free(&mended);
	return 0;
}
