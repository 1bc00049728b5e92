/*
 * test_xml.c - XML in portions: text without added spaces, references, what
 * real files do wrong, and what must never happen.
 */
#include "test.h"

#include "../../tools/cf.h"

struct seen {
	struct buf out;
};

/* "<name attr=value>" for a start, "text</name>" for an end. */
static void
on_tag(void *ctx, struct xml *x, const struct xml_tag *tag)
{
	struct seen *seen = ctx;

	if (tag->end)
		(void)buf_puts(&seen->out, xml_text(x));
	(void)buf_printf(&seen->out, "<%s%s%s%s", tag->end ? "/" : "",
		tag->prefix, *tag->prefix ? ":" : "", tag->name);
	for (size_t i = 0; i < tag->nattr; i++)
		(void)buf_printf(&seen->out, " %s=%s", tag->attr[i].name,
			tag->attr[i].value);
	(void)buf_puts(&seen->out, ">");
	xml_mark(x);
}

static struct seen seen;
static struct err err;

/* What comes out of a document in portions of k bytes; err says how it ended.
 */
static const char *
read_in(const char *s, size_t k, bool whole, int *result)
{
	struct xml *x = xml_open(on_tag, &seen);
	size_t n = strlen(s);

	err = (struct err){0};
	buf_reset(&seen.out);
	for (size_t at = 0; at < n; at += k) {
		if (xml_feed(x, s + at, k < n - at ? k : n - at) < 0)
			break;
	}
	*result = xml_close(x, whole, &err);
	return buf_str(&seen.out);
}

static void
check_xml(const char *name, const char *s, const char *want)
{
	static const size_t portion[] = {1, 7, 4096};
	int result;

	for (size_t i = 0; i < 3; i++) {
		check_str(name, read_in(s, portion[i], true, &result), want);
		check_int(name, result, 0);
	}
}

static void
good(void)
{
	check_xml("text", "<a><b x='1' y=\"&lt;&amp;\">q</b></a>",
		"<a><b x=1 y=<&>q</b></a>");
	check_xml("empty element", "<a><b/></a>", "<a><b></b></a>");
	check_xml("prefixes",
		"<o:a xmlns:o='u' xmlns:xsi='v' xsi:k='1'><o:b>t</o:b></o:a>",
		"<o:a k=1><o:b>t</o:b></o:a>");
	check_xml("a prefix that nobody declared", "<a><dc:t>x</dc:t></a>",
		"<a><dc:t>x</dc:t></a>");
	check_xml("CDATA", "<a><![CDATA[x < y & z]]></a>", "<a>x < y & z</a>");
	check_xml("references of HTML",
		"<!DOCTYPE dblp SYSTEM 'dblp.dtd'><a>J&ouml;rg &mdash; "
		"&#233;&lt;</a>",
		"<a>J\xc3\xb6rg \xe2\x80\x94 \xc3\xa9<</a>");
	check_xml("references in an attribute",
		"<!DOCTYPE d SYSTEM 'd'><a b='&eacute;'/>",
		"<a b=\xc3\xa9></a>");
	check_xml("ISO-8859-1",
		"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>",
		"<a>\xc3\xa9</a>");
	check_xml("behind the end", "<a>x</a>\n<b>junk", "<a>x</a>");
}

static void
bad(void)
{
	int result;

	check_xml("control characters", "<a>x\x12y\tz</a>", "<a>x y\tz</a>");
	check_xml("bare ampersands",
		"<a k='u?x=1&y=2&amp;z'><b>R&D, A & B, &amp;c; &;</b>&#</a>",
		"<a k=u?x=1&y=2&z><b>R&D, A & B, &c; &;</b>&#</a>");
	check_xml("bare signs of a tag", "<a><b>p < 0.05 <= x << y</b></a>",
		"<a><b>p < 0.05 <= x << y</b></a>");
	check_xml("a CDATA section stays",
		"<a><![CDATA[a < b & ]\u00e9]> ]] > <![CDATA[ ]]]>&amp; < & "
		"<!-- & < "
		"--></a>",
		"<a>a < b & ]\u00e9]> ]] > <![CDATA[ ]& < & </a>");
	check_xml("references behind a fault",
		"<a><b>x&nosuch; y &lt;p&gt; &amp; z</b><c>&amp;</c></a>",
		"<a><b>x y <p> & z</b><c>&</c></a>");
	check_xml("bytes that are no UTF-8",
		"<a><b k='\xe9'>\x93 \xc3\xa9 \xe2\x80\x99</b>\xff<c>\xc3</c>"
		"\xe2\x80</a>",
		"<a><b k=\u00e9>\u201c \u00e9 \u2019</b><c>\u00c3</c>"
		"\u00e2\u20ac</a>");
	check_xml("another encoding is left alone",
		"<?xml version='1.0' encoding = 'iso-8859-2'?><a>\xe8</a>",
		"<a>\u010d</a>");
	check_xml("an unknown reference", "<a><b>x&nosuch;y</b><c>z</c></a>",
		"<a><b>xy</b><c>z</c></a>");
	check_str("cut off", read_in("<a><b>x</b><c>y", 5, false, &result),
		"<a><b>x</b><c>");
	check_int("cut off", result, -1);
	check_int("verdict", err.verdict, V_RETRY_LATER);
	(void)read_in("<a><b>x</b><c>y", 5, true, &result);
	check_int("ends without its end", err.verdict, V_RETRY_LATER);
	(void)read_in("hello", 5, true, &result);
	check_int("no XML", err.verdict, V_LAYOUT);
	(void)read_in("", 1, true, &result);
	check_int("nothing", err.verdict, V_LAYOUT);
}

/* Nothing is read from outside, nothing grows without bound. */
static void
hostile(void)
{
	struct buf deep;
	int result;

	check_str("an outside entity",
		read_in("<!DOCTYPE a [<!ENTITY f SYSTEM '/etc/passwd'>]>"
			"<a>x&f;y</a>",
			4096, true, &result),
		"<a>xy</a>");
	check_str("entities of its own",
		read_in("<!DOCTYPE a [<!ENTITY b 'bomb'><!ENTITY c "
			"'&b;&b;&b;'>]><a>x&c;y</a>",
			4096, true, &result),
		"<a>xy</a>");
	buf_init(&deep, 1 << 20);
	for (int i = 0; i < 10000; i++)
		(void)buf_puts(&deep, "<a>");
	(void)read_in(deep.s, 4096, true, &result);
	check_int("a deep document ends", result, -1);
	buf_free(&deep);
}

/* Text beyond its bound is none, what follows is there. */
static void
bounds(void)
{
	struct buf b;
	int result;
	const char *out;

	buf_init(&b, 2 * LIMIT_XML_TEXT);
	(void)buf_puts(&b, "<a><b>");
	while (b.len < LIMIT_XML_TEXT + 100)
		(void)buf_puts(&b, "0123456789abcdef");
	(void)buf_puts(&b, "</b><c>x</c></a>");
	out = read_in(b.s, 4096, true, &result);
	check_str("text beyond its bound", out, "<a><b></b><c>x</c></a>");
	buf_reset(&b);
	(void)buf_puts(&b, "<!DOCTYPE a [");
	for (int i = 0; i < LIMIT_XML_DECLARATIONS + 100; i++)
		(void)buf_printf(&b, "<!ENTITY e%d 'x'>", i);
	(void)buf_puts(&b, "]><a>x</a>");
	out = read_in(b.s, 4096, true, &result);
	check_str("declarations without end", out, "");
	check_int("declarations without end", result, -1);
	buf_free(&b);
}

/* UTF-16 says so with its first two bytes; half of its bytes are zero. */
static void
wide(void)
{
	static const char doc[] = "\xff\xfe<\0a\0>\0\xe9\0b\0<\0/\0a\0>\0";

	for (size_t k = 1; k < sizeof(doc); k += 5) {
		struct xml *x = xml_open(on_tag, &seen);
		size_t n = sizeof(doc) - 1;

		buf_reset(&seen.out);
		for (size_t at = 0; at < n; at += k)
			(void)xml_feed(x, doc + at, k < n - at ? k : n - at);
		check_int("UTF-16", xml_close(x, true, &err), 0);
		check_str("UTF-16", buf_str(&seen.out), "<a>\u00e9b</a>");
	}
}

int
main(void)
{
	buf_init(&seen.out, 1 << 20);
	good();
	bad();
	hostile();
	bounds();
	wide();
	buf_free(&seen.out);
	return test_end();
}
