/* json: the judge, the slices, the cutter, the writer. */
#include <dirent.h>

#include "cf.h"
#include "test.h"

static bool
valid(const char *s)
{
	return json_check(NULL, s, strlen(s), NULL);
}

static struct json
parse(const char *s)
{
	struct json v = {NULL, 0};

	json_check(&v, s, strlen(s), NULL);
	return v;
}

static void
test_check(void)
{
	static const char *const good[] = {"0", "-0", "1e5", "-1.5E+10", "\"\"",
		"[]", "{}", " [ 1 , 2 ] ", "{\"a\":{\"b\":[]}}", "\"\\ud800\"",
		"\"\\u0000\"", "\"\xc3\xa9\"", "\"\x7f\"",
		"\"\xf4\x8f\xbf\xbf\"", "[null,true,false]",
		"\"eight chars and \xe2\x82\xac then more\"", "{\"\":1,\"\":2}",
		"\t\r\n 1"};
	static const char *const wrong[] = {"", " ", "01", "-", "1.", ".5",
		"1e", "+1", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
		"{\"a\":1,}", "{a:1}", "{'a':1}", "[", "]", "[}", "{]", "\"",
		"\"\\\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u123",
		"\"tab\tinside\"", "nul", "nullx", "true false", "[1]]", "NaN",
		"\"\x80\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xe2\x82\"",
		"\"\xf4\x90\x80\x80\"", "\"\xf5\x80\x80\x80\"",
		"\"a control sign \x01 after eight\"", "\xef\xbb\xbf{}",
		"\"\xc3\xa9\x01\""};
	char name[64];

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(name, sizeof(name), "JSON: no. %zu", i);
		check(name, valid(good[i]));
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(name, sizeof(name), "not JSON: no. %zu", i);
		check(name, !valid(wrong[i]));
	}
	check("a NUL byte is not white space",
		!json_check(NULL, "1\0", 2, NULL));
	check("a NUL byte may not stand in a string",
		!json_check(NULL, "\"\0\"", 3, NULL));
}

static void
test_check_bounds(void)
{
	enum {
		N = LIMIT_JSON_DEPTH
	};
	char deep[2 * N + 3];
	struct json v;
	size_t at = 0;

	memset(deep, '[', N);
	memset(deep + N, ']', N);
	check("as deep as allowed", json_check(NULL, deep, 2 * N, NULL));
	memset(deep, '[', N + 1);
	memset(deep + N + 1, ']', N + 1);
	check("one deeper is refused", !json_check(NULL, deep, 2 * N + 2, &at));
	check_int("and the place is named", at, N);
	check("a value is cut from its white space",
		json_check(&v, " [1] ", 5, NULL) && v.n == 3);
	check("an end in the middle is an error",
		!json_check(NULL, "{\"a\":1", 6, &at));
	check_int("at the end", at, 6);
	check("bytes after n do not count", json_check(NULL, "12x", 2, NULL));
}

static void
note(void *ctx, struct json key, struct json value)
{
	buf_printf(
		ctx, "<%.*s=%.*s>", (int)key.n, key.s, (int)value.n, value.s);
}

static void
test_members(void)
{
	static const char text[] =
		"{\"a\" : 1 ,\"b\":{\"c\":[2,{\"d\":3}],\"e\":{}},\"f\":[ ],"
		"\"g\":\"x\",\"h\": {\"i\":4} }";
	static const char torn[] = "{\"a\":1,\"b\":2";
	struct buf b;

	buf_init(&b, 1000);
	check("checked with members",
		json_check_members(
			NULL, text, sizeof(text) - 1, NULL, note, &b));
	check_str("each of the top, no other", buf_str(&b),
		"<\"a\"=1><\"b\"={\"c\":[2,{\"d\":3}],\"e\":{}}><\"f\"=[ ]>"
		"<\"g\"=\"x\"><\"h\"={\"i\":4}>");
	buf_reset(&b);
	check("torn", !json_check_members(
			      NULL, torn, sizeof(torn) - 1, NULL, note, &b));
	check_str("what was whole came", buf_str(&b), "<\"a\"=1><\"b\"=2>");
	buf_reset(&b);
	check("an array has none",
		json_check_members(NULL, "[{\"a\":1}]", 9, NULL, note, &b));
	check_str("none", buf_str(&b), "");
	buf_free(&b);
}

static const char *
text(struct json v)
{
	static struct buf b;

	buf_free(&b);
	buf_init(&b, 4096);
	return json_text(&b, v) ? buf_str(&b) : NULL;
}

static void
test_text(void)
{
	struct buf b;

	check_str("plain", text(parse("\"abc\"")), "abc");
	check_str("empty", text(parse("\"\"")), "");
	check_str("escapes", text(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")),
		"\"\\/\b\f\n\r\t");
	check_str("two and three bytes", text(parse("\"\\u00e9\\u20AC\"")),
		"\xc3\xa9\xe2\x82\xac");
	check_str("a surrogate pair", text(parse("\"\\ud83d\\uDE00\"")),
		"\xf0\x9f\x98\x80");
	check_str("a lone first surrogate", text(parse("\"\\ud83dx\"")),
		"\xef\xbf\xbdx");
	check_str("a lone second surrogate", text(parse("\"\\ude00\"")),
		"\xef\xbf\xbd");
	check_str("two first ones", text(parse("\"\\ud83d\\ud83d\\ude00\"")),
		"\xef\xbf\xbd\xf0\x9f\x98\x80");
	check_str("a number has no text", text(parse("12")), NULL);
	check_str("nothing has no text", text((struct json){NULL, 0}), NULL);
	buf_init(&b, 100);
	json_text(&b, parse("\"a\\u0000b\""));
	check("U+0000 stays", b.len == 3 && memcmp(b.s, "a\0b", 3) == 0);
	buf_free(&b);
}

static void
test_get(void)
{
	struct json v = parse("{\"a\" : 1, \"b\":{\"c\":[\"x\",{\"d\":2}]},"
			      "\"q\\\"\":\"}\",\"a\":\"last\",\"\\u0065\":-7}");
	int64_t n = 0;

	check_str("the last of equal names", text(json_get(v, "a")), "last");
	check_str("a bracket in a string", text(json_get(v, "q\"")), "}");
	check("an escaped name", json_int(&n, json_get(v, "e")) && n == -7);
	check_int(
		"a path", json_type(json_path(v, "b", "c", NULL)), JSON_ARRAY);
	check_int("a path that breaks off",
		json_type(json_path(v, "b", "x", "y", NULL)), JSON_NONE);
	check_int("no member of that name", json_type(json_get(v, "z")),
		JSON_NONE);
	check_int(
		"no object", json_type(json_get(parse("[1]"), "a")), JSON_NONE);
	check("equal", json_is(parse("\"abc\""), "abc"));
	check("equal when decoded", json_is(parse("\"a\\u0062c\""), "abc"));
	check("shorter", !json_is(parse("\"a\\u0062\""), "abc"));
	check("longer", !json_is(parse("\"a\\u0062cd\""), "abc"));
	check("NUL is not an end", !json_is(parse("\"abc\\u0000\""), "abc"));
	check("true", json_bool(parse("true")));
	check("the word is not the literal", !json_bool(parse("\"true\"")));
}

static void
test_integers(void)
{
	static const char *const wrong[] = {"1.0", "1e3", "\"\"", "\"x\"",
		"\"-\"", "9223372036854775808", "-9223372036854775809",
		"99999999999999999999", "true", "null", "[1]", "{}"};
	int64_t n = 0;
	char name[64];

	check("integer", json_int(&n, parse("2024")) && n == 2024);
	check("in a string", json_int(&n, parse("\"2024\"")) && n == 2024);
	check("the largest",
		json_int(&n, parse("9223372036854775807")) && n == INT64_MAX);
	check("the smallest",
		json_int(&n, parse("-9223372036854775808")) && n == INT64_MIN);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(name, sizeof(name), "no integer: %s", wrong[i]);
		check(name, !json_int(&n, parse(wrong[i])));
	}
	check("absent", !json_int(&n, (struct json){NULL, 0}));
}

static void
test_iter(void)
{
	struct json v = parse("[ 1 ,\"a,]\", [2,[3]] , {\"x\":\"}\"} ]"), k, e;
	struct json_iter it = json_iter(v);
	struct buf b;

	buf_init(&b, 1000);
	while (json_next(&it, &k, &e))
		buf_printf(&b, "<%.*s>", (int)e.n, e.s);
	check_str("elements", buf_str(&b),
		"<1><\"a,]\"><[2,[3]]><{\"x\":\"}\"}>");
	buf_reset(&b);
	it = json_iter(parse("{ \"a\" : 1 , \"\\\"\":{}, \"c\":null}"));
	while (json_next(&it, &k, &e))
		buf_printf(&b, "<%.*s=%.*s>", (int)k.n, k.s, (int)e.n, e.s);
	check_str("members", buf_str(&b), "<\"a\"=1><\"\\\"\"={}><\"c\"=null>");
	it = json_iter(parse("[]"));
	check("an empty array", !json_next(&it, &k, &e));
	it = json_iter(parse("{ }"));
	check("an empty object", !json_next(&it, &k, &e));
	it = json_iter(parse("1"));
	check("a number", !json_next(&it, &k, &e));
	buf_free(&b);
}

static void
test_put(void)
{
	struct buf b;

	buf_init(&b, 4096);
	buf_putc(&b, '{');
	json_put_member(&b, "a", "q\" b\\ n\n \x01 \x7f \xc3\xa9");
	json_put_member(&b, "bad", "x\xffy\xe2\x82z\xc3");
	json_put_int(&b, "n", -5);
	json_put_name(&b, "s");
	json_put_string(&b, "\0tail", 5);
	buf_putc(&b, '}');
	check_str("written", buf_str(&b),
		"{\"a\":\"q\\\" b\\\\ n\\n \\u0001 \x7f \xc3\xa9\","
		"\"bad\":"
		"\"x\xef\xbf\xbdy\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd\","
		"\"n\":-5,\"s\":\"\\u0000tail\"}");
	check("what is written is JSON", valid(buf_str(&b)));
	check_str("and reads back", text(json_get(parse(buf_str(&b)), "a")),
		"q\" b\\ n\n \x01 \x7f \xc3\xa9");
	buf_free(&b);
}

/* What the cutter hands out, as one string. */
struct seen {
	struct buf b;
	int stop_after;
};

static int
seen_item(void *ctx, struct json v)
{
	struct seen *s = ctx;

	buf_printf(&s->b, "<%.*s>", (int)v.n, v.s);
	return s->stop_after > 0 && --s->stop_after == 0 ? 7 : 0;
}

static int
seen_member(void *ctx, const char *name, struct json v)
{
	struct seen *s = ctx;

	buf_printf(&s->b, "%s=%.*s;", name, (int)v.n, v.s);
	return 0;
}

/* Feeds `text` in portions of `step` bytes; the result of close, or of feed
 * when that is not 0. */
static int
split(struct seen *s, const char *array, const char *text, size_t step,
	struct err *e)
{
	struct json_split *sp =
		json_split_open(array, seen_item, seen_member, s);
	size_t n = strlen(text);
	int ret = 0, end;

	buf_init(&s->b, 1 << 20);
	for (size_t i = 0; i < n && ret == 0; i += step)
		ret = json_split_feed(
			sp, text + i, n - i < step ? n - i : step, e);
	end = json_split_close(sp, e);
	return ret ? ret : end;
}

static void
test_split(void)
{
	static const char whole[] =
		"\xef\xbb\xbf {\"count\" : 2,\"notes\":[ {\"id\":\"a]}\\\"\"} "
		", 5,"
		"\"s\\\\\",true],\"more\":{\"x\":[1]},\"\\u0065nd\":null} \n";
	static const char want[] =
		"count=2;<{\"id\":\"a]}\\\"\"}><5><\"s\\\\\">"
		"<true>more={\"x\":[1]};end=null;";
	struct seen s = {.stop_after = 0};
	struct err e;
	char name[64];

	for (size_t step = 1; step < 12; step++) {
		snprintf(name, sizeof(name), "portions of %zu", step);
		check_int(name, split(&s, "notes", whole, step, &e), 0);
		check_str(name, buf_str(&s.b), want);
		buf_free(&s.b);
	}
	check_int("in one piece", split(&s, "notes", whole, 1000, &e), 0);
	check_str("in one piece", buf_str(&s.b), want);
	buf_free(&s.b);
	check_int(
		"an array on top", split(&s, NULL, "[1,[2],\"x\"]", 3, &e), 0);
	check_str("an array on top", buf_str(&s.b), "<1><[2]><\"x\">");
	buf_free(&s.b);
	check_int("not the array asked for",
		split(&s, "notes", "{\"notes\":null,\"error\":\"e\"}", 4, &e),
		0);
	check_str("is a member", buf_str(&s.b), "notes=null;error=\"e\";");
	buf_free(&s.b);
	check_int("an object where an array was expected",
		split(&s, NULL, "{\"error\":[1]}", 4, &e), 0);
	check_str("comes as members", buf_str(&s.b), "error=[1];");
	buf_free(&s.b);
	s.stop_after = 2;
	check_int("stopped", split(&s, NULL, "[1,2,3,4]", 2, &e), 7);
	check_str("stopped", buf_str(&s.b), "<1><2>");
	buf_free(&s.b);
}

/* An array inside a member: its siblings come one by one, by their full name.
 */
static void
test_split_nested(void)
{
	static const char whole[] =
		"{\"s\":\"ok\",\"m\":{\"n\":3,\"items\":[{\"m\":{\"items\":[1]}"
		"},2],"
		"\"m\":{\"items\":[4]},\"o\":{}},\"items\":[5]}";
	static const char want[] = "s=\"ok\";m.n=3;<{\"m\":{\"items\":[1]}}><2>"
				   "m.m={\"items\":[4]};m.o={};items=[5];";
	struct seen s = {.stop_after = 0};
	struct err e;

	for (size_t step = 1; step < 12; step++) {
		check_int("an array in a member",
			split(&s, "m.items", whole, step, &e), 0);
		check_str("what is in it", buf_str(&s.b), want);
		buf_free(&s.b);
	}
	check_int("a member that is no object",
		split(&s, "m.items", "{\"m\":[1],\"x\":2}", 3, &e), 0);
	check_str("comes whole", buf_str(&s.b), "m=[1];x=2;");
	buf_free(&s.b);
	check_int("an empty one",
		split(&s, "m.items", "{\"m\":{},\"x\":2}", 3, &e), 0);
	check_str("is nothing", buf_str(&s.b), "x=2;");
	buf_free(&s.b);
	check_int("one that breaks off",
		split(&s, "m.items", "{\"m\":{\"items\":[1]}", 3, &e), -1);
	check_int("may be whole later", e.verdict, V_RETRY_LATER);
	buf_free(&s.b);
	check_int("one with the wrong bracket",
		split(&s, "m.items", "{\"m\":{\"items\":[1]]}", 3, &e), -1);
	check_int("is no JSON", e.verdict, V_LAYOUT);
	buf_free(&s.b);
}

static void
test_split_errors(void)
{
	static const char *const wrong[] = {"", "x", "1", "\"a\"", "[1,2",
		"[1,,2]", "[1,]", "[,1]", "[1}", "{]", "{\"a\":1,}",
		"{\"a\" 1}", "{a:1}", "{\"a\":}", "[1]x", "[nul]",
		"[{\"a\":01}]", "[\"\t\"]", "[1 2]", "[[1}]", "{\"n\":[1}",
		"{\"n\":[}", "{\"n\":[1,]}", "\xef[1]", "\xef\xbb\xbf",
		"<html>", "[\"\\\"]", "[]]"};
	struct seen s = {.stop_after = 0};
	struct err e;
	char name[64];

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *array = strstr(wrong[i], "\"n\"") ? "n" : NULL;

		for (size_t step = 1; step < 30; step += 14) {
			e.text[0] = '\0';
			snprintf(name, sizeof(name), "refused: %s", wrong[i]);
			check_int(
				name, split(&s, array, wrong[i], step, &e), -1);
			check("with a message", e.text[0] != '\0');
			buf_free(&s.b);
		}
	}
	check_int("what is not UTF-8 is no reason",
		split(&s, NULL, "[\"\xe9\xe2\x82\"]", 3, &e), 0);
	check_str("it becomes U+FFFD", buf_str(&s.b),
		"<\"\xef\xbf\xbd\xef\xbf\xbd\">");
	buf_free(&s.b);
	split(&s, NULL, "[1,2,x]", 3, &e);
	check_str("the place is named", e.text, "not JSON at byte 5");
	buf_free(&s.b);
	split(&s, NULL, "[1,2", 3, &e);
	check_int("broken off: try again", e.verdict, V_RETRY_LATER);
	buf_free(&s.b);
	check_int("an array where an object was expected",
		split(&s, "notes", "[1]", 3, &e), -1);
	check_int("is another layout", e.verdict, V_LAYOUT);
	buf_free(&s.b);
}

static bool
file_good(const char *folder, const char *name)
{
	char text[1 << 18];
	FILE *f;
	size_t n = 0;

	(void)snprintf(text, sizeof(text), "%s/%s", folder, name);
	f = fopen(text, "rb");
	if (f) {
		n = fread(text, 1, sizeof(text), f);
		(void)fclose(f);
	}
	if (!f || n == sizeof(text)) {
		printf("Bail out! cannot read %s\n", name);
		exit(1);
	}
	return json_check(NULL, text, n, NULL);
}

/* JSONTestSuite: y_ must be taken, n_ must not, i_ is as one likes. */
static void
test_suite(void)
{
	const char *corpus = getenv("CORPUS");
	char folder[LIMIT_URL];
	struct dirent *entry;
	int good = 0, bad = 0;
	DIR *d;

	(void)snprintf(folder, sizeof(folder), "%s/jsontestsuite",
		corpus ? corpus : "");
	d = corpus && *corpus ? opendir(folder) : NULL;
	if (!d) {
		printf("ok %d - the JSON test suite # skip no CORPUS\n",
			++test_count);
		return;
	}
	while ((entry = readdir(d))) {
		char kind = entry->d_name[0];

		if (entry->d_name[1] != '_' || (kind != 'y' && kind != 'n'))
			continue;
		good += kind == 'y';
		bad += kind == 'n';
		check(entry->d_name,
			file_good(folder, entry->d_name) == (kind == 'y'));
	}
	(void)closedir(d);
	check("there are files of both kinds", good > 0 && bad > 0);
}

int
main(void)
{
	test_check();
	test_check_bounds();
	test_members();
	test_text();
	test_get();
	test_integers();
	test_iter();
	test_put();
	test_split();
	test_split_nested();
	test_split_errors();
	test_suite();
	return test_end();
}
