/*
 * test_html.c - what is a tag, what is text, in portions of every size.
 */
#include "../../tools/cf.h"
#include "test.h"

/* Writes down what the tokenizer reports: <name attr=value> and text. */
struct log {
	struct buf out;
};

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct log *l = ctx;

	buf_printf(
		&l->out, "%s<%s%s", html_text(h), t->end ? "/" : "", t->name);
	for (size_t i = 0; i < t->nattr; i++)
		buf_printf(
			&l->out, " %s=%s", t->attr[i].name, t->attr[i].value);
	buf_putc(&l->out, '>');
	html_mark(h);
}

/* The log of a page fed in portions of k bytes, each in its own memory. */
static const char *
run(const char *page, size_t n, size_t k)
{
	static struct log l;
	struct html *h = html_open(on_tag, &l);

	buf_free(&l.out);
	buf_init(&l.out, 1 << 22);
	html_mark(h);
	for (size_t i = 0, len; i < n; i += len) {
		char *piece;

		len = k && k < n - i ? k : n - i;
		piece = xmalloc(len);
		memcpy(piece, page + i, len);
		html_feed(h, piece, len);
		free(piece);
	}
	html_finish(h);
	buf_puts(&l.out, html_text(h));
	html_free(h);
	return buf_str(&l.out);
}

/* The log must not depend on how the page arrives. */
static void
check_html(const char *name, const char *page, const char *want)
{
	size_t n = strlen(page);

	for (size_t k = 1; k < n; k++) {
		const char *got = run(page, n, k);

		if (strcmp(got, want) != 0) {
			check_str(name, got, want);
			printf("# in portions of %zu\n", k);
			return;
		}
	}
	check_str(name, run(page, n, 0), want);
}

static void
test_tags(void)
{
	check_html("tags, attributes, end tags",
		"<A HREF=\"x.html\" class='b c' id=d>t</A>",
		"<a href=x.html class=b c id=d>t</a>");
	check_html("attributes without value, without space, with space",
		"<input disabled name=\"a\"value = b ><br/><img src=/a/ >",
		"<input disabled= name=a value=b><br><img src=/a/>");
	check_html("references in values", "<a href=\"?a=1&amp;b=2&copy=3\">",
		"<a href=?a=1&b=2&copy=3>");
	check_html("a > inside of a value", "<a title=\"a > b\">x</a>",
		"<a title=a > b>x</a>");
	check_html("names of themes",
		"<li track-slug=\"x\" data-n=1 onclick=f>",
		"<li track-slug=x data-n=1 onclick=f>");
	check_html("comments, doctype, declarations",
		"<!DOCTYPE html><?xml v?>a<!-- <b> - -- "
		"-->c<!-->d<![CDATA[<i>]]>e",
		"acde");
	check_html("scripts and styles are skipped",
		"<script>if (a<b) '</b>';</script >x<STYLE>p{}</style>y",
		"<script></script>x<style></style>y");
}

static void
test_text(void)
{
	check_html(
		"inline tags vanish, block tags are a space", " a \n b", "a b");
	check_html("references are decoded once",
		"A &amp;amp; B&#x27;C &mdash;d", "A &amp; B'C \u2014d");
	check_html("a reference to a bracket is no tag", "&lt;b&gt;", "<b>");
}

static void
test_bare(void)
{
	static const char *const texts[] = {"$W<d$ and $1<p<\\infty$",
		"if a<b and c>d then", "<human, action, object>",
		"<projektor>, <https://a.b/c>", "a < b", "x <3 y", "a<", "a</",
		"a <! b", "<b <i", "<p-value>", "a<b only>c",
		"1<a<2 for all b>0", "</unknown>", "< b>", "<b,c>",
		"<a foo=bar>", "<a href=\"never closed"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_html(texts[i], texts[i], texts[i]);
	check_html("undecidable by design: as a browser reads it", "a<b>c",
		"a<b>c");
}

static void
test_long(void)
{
	size_t n = 3 * LIMIT_HTML_TAG;
	char *page = xmalloc(n + 64);
	const char *got;

	/* a value that never ends is text, and what follows is found again */
	memset(page, 'x', n);
	memcpy(page, "<a href='", 9);
	memcpy(page + n, "<b>y", 5);
	got = run(page, n + 4, 4096);
	check("a tag beyond the limit is text",
		strncmp(got, "<a href='xxx", 12) == 0);
	check_str("and the next one is a tag", got + n, "<b>y");
	for (size_t k = 0; k < 3; k++) {
		static const size_t portion[] = {0, 4096, 65537};

		/* the last byte that may be the end of a tag, and the next */
		page[LIMIT_HTML_TAG - 2] = '\'';
		page[LIMIT_HTML_TAG - 1] = '>';
		got = run(page, n, portion[k]);
		check("a tag of the longest size is one",
			strncmp(got, "<a href=xxx", 11) == 0);
		page[LIMIT_HTML_TAG - 2] = 'x';
		page[LIMIT_HTML_TAG - 1] = '\'';
		page[LIMIT_HTML_TAG] = '>';
		got = run(page, n, portion[k]);
		check("a longer one is none, in whatever portions",
			strncmp(got, "<a href='xxx", 12) == 0);
		page[LIMIT_HTML_TAG] = 'x';
	}
	free(page);
}

static void
keep_text(void *ctx, struct html *h, const struct html_tag *t)
{
	if (html_is(t, "p", true))
		*(size_t *)ctx = strlen(html_text(h));
	html_mark(h);
}

static void
test_long_text(void)
{
	char *page = xmalloc(LIMIT_HTML_TEXT + 64);
	size_t len = 1;
	struct html *h = html_open(keep_text, &len);

	memset(page, 'x', LIMIT_HTML_TEXT + 1);
	html_feed(h, "<p>", 3);
	html_feed(h, page, LIMIT_HTML_TEXT + 1);
	html_feed(h, "the end</p>", 11);
	check_int("a text beyond the limit is none, not its end", len, 0);
	html_feed(h, "<p>short</p>", 12);
	check_int("the next one is as it should be", len, 5);
	html_free(h);
	free(page);
}

static void
test_many(void)
{
	struct buf page, want;

	buf_init(&page, 1 << 16);
	buf_init(&want, 1 << 16);
	buf_puts(&page, "<a");
	buf_puts(&want, "<a");
	for (int i = 0; i < LIMIT_HTML_ATTRS + 6; i++) {
		buf_printf(&page, " data-%d=%d", i, i);
		if (i < LIMIT_HTML_ATTRS)
			buf_printf(&want, " data-%d=%d", i, i);
	}
	buf_puts(&page, ">x");
	buf_puts(&want, ">x");
	check_str("attributes beyond the limit are left out",
		run(page.s, page.len, 0), want.s);
	buf_free(&page);
	buf_free(&want);
}

static void
test_nul(void)
{
	static const char page[] =
		"<b\0 id=x>a\0b<a\0href=\"y\"><i id=\"\0\">c";

	check_str("NUL bytes are in no tag", run(page, sizeof(page) - 1, 1),
		"<b id=x>a b<a href=\"y\"><i id=\" \">c");
}

static void
test_block(void)
{
	struct buf b;
	static const char page[] = "<i>k</i>-means<br>two<p>three<td>four";

	buf_init(&b, 1000);
	text_strip_markup(&b, page, sizeof(page) - 1);
	check_str("words of different blocks are apart", buf_str(&b),
		"k-means two three four");
	buf_free(&b);
}

static void
ignore(void *ctx, struct html *h, const struct html_tag *t)
{
	(void)h;
	*(int *)ctx += html_class(t, "paper") + html_class(t, "list") +
		       (html_class(t, "pape") ? 100 : 0) +
		       (html_attr(t, "id") ? 100 : 0);
}

static void
test_class(void)
{
	static const char page[] = "<ul class=\" paper-list\n paper  list\">";
	int found = 0;
	struct html *h = html_open(ignore, &found);

	html_feed(h, page, sizeof(page) - 1);
	check_str("no text without a mark", html_text(h), "");
	html_free(h);
	check_int("classes are whole words", found, 2);
}

/* Marks inside of a value that the page has not escaped. */
static void
test_torn(void)
{
	check_html("a mark inside of a value",
		"<a href=\"x\" title=\"A \"B\" C\">t</a>",
		"<a href=x title=A  b\"= c\"=>t</a>");
	check_html("in an attribute that no tag has",
		"<form id=\"a\"B\"c d\" action=\"y\">",
		"<form id=a b\"c= d\"= action=y>");
	check_html("a mark before a space is no such thing",
		"a<b x=\"1\" y z>c", "a<b x=\"1\" y z>c");
}

int
main(void)
{
	test_tags();
	test_torn();
	test_text();
	test_bare();
	test_long();
	test_long_text();
	test_many();
	test_nul();
	test_block();
	test_class();
	return test_end();
}
