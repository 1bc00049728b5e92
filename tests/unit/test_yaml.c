/*
 * test_yaml.c - cutting YAML lists into entries, in portions of every size.
 */
#include "../../tools/cf.h"
#include "test.h"

static struct buf out;

static int
on_item(void *ctx, struct yaml *y)
{
	const char *a = yaml_text(y, yaml_get(y, yaml_top(y), "a"));
	int list = yaml_get(y, yaml_top(y), "list"), v;

	buf_printf(&out, "a=%s", a ? a : "-");
	for (size_t i = 0; (v = yaml_at(y, list, i)); i++)
		buf_printf(
			&out, ",%s", yaml_text(y, v) ? yaml_text(y, v) : "?");
	buf_putc(&out, ';');
	return ctx && a && strcmp(a, ctx) == 0 ? 7 : 0;
}

static void
on_bad(void *ctx, const char *text)
{
	(void)ctx;
	buf_printf(&out, "bad(%s);", text);
}

static int
run(const char *s, size_t n, size_t k, char *stop, bool whole)
{
	struct yaml_split *y = yaml_split_open(on_item, on_bad, stop);
	int rc = 0;

	buf_reset(&out);
	for (size_t i = 0, len; i < n && rc == 0; i += len) {
		char *piece;

		len = k && k < n - i ? k : n - i;
		piece = xmalloc(len);
		memcpy(piece, s + i, len);
		rc = yaml_split_feed(y, piece, len);
		free(piece);
	}
	return yaml_split_close(y, whole);
}

static void
check_yaml(const char *name, const char *s, const char *want)
{
	size_t n = strlen(s);

	for (size_t k = 0; k < n; k++) {
		(void)run(s, n, k, NULL, true);
		if (strcmp(buf_str(&out), want) != 0)
			break;
	}
	check_str(name, buf_str(&out), want);
}

int
main(void)
{
	static char stop[] = "1";
	static const char two[] = "- a: 1\n- a: 2\n";
	struct buf big;

	buf_init(&out, 1 << 20);
	check_yaml("entries with lists",
		"- a: 1\n  list:\n  - x\n  - y\n- a: 2", "a=1,x,y;a=2;");
	check_yaml("what stands before the first entry is passed over",
		"---\n# a comment\n\n- a: 1\r\n", "a=1;");
	check_yaml("a dash inside of a text begins no entry",
		"- a: 'x\n\n- y\n  - b: z'\n", "a=x\n- y - b: z;");
	check_yaml("a bad entry costs itself",
		"- a: \"x\n- a: 2\n- a: [\n- a: 4\n",
		"bad(found unexpected end of stream in the entry 'a: \"x');"
		"a=2;bad(did not find expected node content in the entry "
		"'a: [');a=4;");
	check_yaml("nor does one that looks like the start of one",
		"- a: 'x\n- Theory: don''t\n- Proof: y'\n- a: 2\n",
		"a=x - Theory: don't - Proof: y;a=2;");
	check_yaml("an open quote does not swallow the entries behind it",
		"- a: 'x\n- a: 2\n",
		"bad(found unexpected end of stream in the entry 'a: 'x');"
		"a=2;");
	check_yaml("values that want quotes and have none",
		"- a: 'x: don''t\n    b: y'\n  c: Virtual: now\n"
		"  d: [z\n  e: it's: so\n- a: 2\n",
		"a=x: don't b: y;a=2;");
	check_yaml("bytes that YAML forbids",
		"- a: x\010y\xe9z\xc2\x81q\xef\xbb\xbfw\n",
		"a=x y\u00e9z q w;");
	check_yaml("no list at all", "{\"a\": 1}\n<html>\n", "");
	check_yaml("values of another kind are none",
		"- a: {b: c}\n  list: x\n- list: [{a: b}]\n", "a=-;a=-,?;");
	check_int("a callback stops the feed",
		run(two, sizeof(two) - 1, 0, stop, true), 7);
	check_str("at once", buf_str(&out), "a=1;");
	(void)run(two, sizeof(two) - 1, 0, NULL, false);
	check_str("what broke off gives no last entry", buf_str(&out), "a=1;");

	buf_init(&big, 2 * LIMIT_YAML_ITEM);
	buf_puts(&big, "- a:\n  - ");
	for (size_t i = 0; i < 1000000; i++)
		buf_putc(&big, '[');
	buf_puts(&big, "\n- a: \"[[{{");
	for (size_t i = 0; i < LIMIT_YAML_DEPTH; i++)
		buf_puts(&big, "[a]");
	buf_puts(&big, "\"\n  list: [[[x]], y]\n");
	(void)run(big.s, big.len, 65536, NULL, true);
	check("an entry that is nested too deep costs itself",
		strncmp(buf_str(&out),
			"bad(too deep a nesting in the entry 'a:');a=[[{{",
			48) == 0);
	buf_free(&big);

	buf_puts(&big, "- a: 1\n  b: ");
	while (big.len < LIMIT_YAML_ITEM)
		buf_puts(&big, "a text that is much too long ");
	buf_puts(&big, "\n- a: 2\n");
	(void)run(big.s, big.len, 65536, NULL, true);
	check_str("an entry beyond the limit costs itself", buf_str(&out),
		"bad(too many bytes in the entry 'a: 1');a=2;");
	buf_free(&big);
	buf_free(&out);
	return test_end();
}
