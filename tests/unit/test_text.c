/*
 * test_text.c - the text rules: what every string of a record went through.
 */
#include "../../tools/cf.h"
#include "test.h"

static struct buf b;

static const char *
clean_n(const char *s, size_t n)
{
	buf_reset(&b);
	buf_add(&b, s, n);
	text_clean(&b);
	return buf_str(&b);
}

static const char *
clean(const char *s)
{
	return clean_n(s, strlen(s));
}

static const char *
decode(const char *s)
{
	buf_reset(&b);
	text_decode_refs(&b, s, strlen(s));
	return buf_str(&b);
}

static const char *
strip_bytes(const char *s, size_t n)
{
	buf_reset(&b);
	text_strip_markup(&b, s, n);
	return buf_str(&b);
}

static const char *
strip(const char *s)
{
	return strip_bytes(s, strlen(s));
}

static const char *
key(const char *s)
{
	buf_reset(&b);
	text_key(&b, s);
	return buf_str(&b);
}

static const char *
visible(const char *s, size_t max, size_t *columns)
{
	buf_reset(&b);
	*columns = text_visible(&b, s, max);
	return buf_str(&b);
}

static void
test_space(void)
{
	check_str("clean ASCII stays", clean("A plain title (of two)"),
		"A plain title (of two)");
	check_str("nothing stays nothing", clean(""), "");
	check_str("white space alone is nothing", clean(" \t\r\n\u00a0"), "");
	check_str("white space folds and is trimmed",
		clean("  a\t b \r\n\n c\u00a0\u2003d\u3000 "), "a b c d");
	check_str("control characters are white space",
		clean_n("a\0b\x01\x7f\x1b[1mc", 10), "a b [1mc");
	check_str("line separators and undefined C1 controls too",
		clean("a\302\201b\u2028c\302\235d"), "a b c d");
}

static void
test_dropped(void)
{
	check_str("soft hyphen, zero width, byte order mark go",
		clean("\ufeffco\u00adop\u200beration\u2060"), "cooperation");
	check_str("bidirectional controls go",
		clean("\u202eabc\u202c \u2066d\u2069\u200e"), "abc d");
	check_str("the replacement character goes", clean("a\ufffd b"), "a b");
	check_str("a dropped character between blanks leaves one blank",
		clean("a \u200b b"), "a b");
}

static void
test_encoding(void)
{
	check_str("bytes that are no UTF-8 are windows-1252",
		clean("caf\xe9 \x93quoted\x94 M\xfcller"),
		"caf\u00e9 \u201cquoted\u201d M\u00fcller");
	check_str("a cut sequence at the end", clean("na\u00efve\xc3"),
		"na\u00efve\u00c3");
	check_str("an overlong form is no UTF-8", clean("a\xc0\xafz"),
		"a\u00c0\u00afz");
	check_str(
		"a C1 control is windows-1252", clean("LDC\xc2\x92s"), "LDC’s");
	check_str("a surrogate is no UTF-8", clean("\xed\xa0\x80"),
		"\u00ed \u20ac");
	check_str("the result is NFC", clean("Zoe\u0308 Cafe\u0301"),
		"Zo\u00eb Caf\u00e9");
}

static void
test_leftover_refs(void)
{
	check_str("complete leftover references are decoded",
		clean("A &amp; B &quot;c&#39; &#x2014;"), "A & B \"c' \u2014");
	check_str("once only", clean("&amp;lt;b"), "&lt;b");
	check_str("a lone ampersand survives", clean("R&D, AT&T & co"),
		"R&D, AT&T & co");
	check_str("an incomplete reference is text", clean("Q&lt A"), "Q&lt A");
	check_str("an unknown name is text", clean("&nosuch; x"), "&nosuch; x");
	check_str(
		"a reference to white space folds", clean("a &nbsp; b"), "a b");
}

static void
test_cid(void)
{
	check_str("cid 173 joins a divided word",
		clean("princi(cid:173) ples and re(cid:173)\nuse"),
		"principles and reuse");
	check_str("another cid is a blank", clean("a(cid:12)b"), "a b");
	check_str("what only looks like a cid stays",
		clean("(cid:) (cid:1x) (cider)"), "(cid:) (cid:1x) (cider)");
	check_str(
		"cut at the end of the text", clean("a (cid:17"), "a (cid:17");
}

static void
test_tex(void)
{
	check_str("accents with braces",
		clean("H\\\"{o}lder Erd\\H{o}s \\c{C}elik \\v{s}\\u{a}\\k{a}"),
		"H\u00f6lder Erd\u0151s \u00c7elik \u0161\u0103\u0105");
	check_str("accents without",
		clean("G\\\"odel Poincar\\'e \\`a la c\\^ote se\\~nor \\.zak"),
		"G\u00f6del Poincar\u00e9 \u00e0 la c\u00f4te se\u00f1or "
		"\u017cak");
	check_str("the braces of an accent go with it",
		clean("{\\\"O}zg{\\\"u}r {\\'{e}} {Title} {\\'\\i}"),
		"\u00d6zg\u00fcr \u00e9 {Title} \u00ed");
	check_str("dotless letters and a space as argument",
		clean("Garc\\'{\\i}a \\c c \\v Cech"),
		"Garc\u00eda \u00e7 \u010cech");
	check_str("ligatures and letters of their own",
		clean("Gau\\ss{} S{\\o}ren \\AA ke {\\ae} \\L ukasz \\oe"),
		"Gau\u00df S\u00f8ren \u00c5ke \u00e6 \u0141ukasz \u0153");
	check_str("formulas keep theirs",
		clean("H\\\"older $\\'e \\\"{o} \\o$ \\'e $$\\o$$"),
		"H\u00f6lder $\\'e \\\"{o} \\o$ \u00e9 $$\\o$$");
	check_str("dollars that are money open nothing",
		clean("$5 for G\\\"odel"), "$5 for G\u00f6del");
	check_str("other commands stay",
		clean("\\ell_1 \\omega \\iid \\alpha \\l_2 \\cite{a} \\_"),
		"\\ell_1 \\omega \\iid \\alpha \\l_2 \\cite{a} \\_");
	check_str("escaped apostrophes and quotes are none",
		clean("it\\'s we\\'ll \\\"quoted\\\""),
		"it\\'s we\\'ll \\\"quoted\\\"");
	check_str("an escaped apostrophe behind any letter",
		clean("Poincar\u00e9\\'s \\v S\\'s Andr\\'e\\'s"),
		"Poincar\u00e9\\'s \u0160\\'s Andr\u00e9\\'s");
	check_str("quotation marks around a word with a vowel",
		clean("\\\"attention\\\" is \\'all\\' you"),
		"\\\"attention\\\" is \\'all\\' you");
	check_str("accents at the beginning of a word",
		clean("\\\"Uber \\\"Ozg\\\"ur \\'Etude"),
		"\u00dcber \u00d6zg\u00fcr \u00c9tude");
	check_str("a capital behind an accent's space is another word",
		clean("Tom\\'a\\v S. Gedeon, \\v Sorm, Tom\\'a\\v s"),
		"Tom\u00e1\\v S. Gedeon, \u0160orm, Tom\u00e1\u0161");
	check_str("paths are no accents", clean("C:\\users\\data\\b\\c"),
		"C:\\users\\data\\b\\c");
	check_str("an accent without a letter stays", clean("\\'{} \\^ x\\"),
		"\\'{} \\^ x\\");
}

static void
test_refs(void)
{
	char once[64];

	check_str("the semicolon ends a reference: numbers",
		decode("&#x27;Catch &#39;7"), "'Catch '7");
	check_str("the semicolon ends a reference: names", decode("&mdash;a"),
		"\u2014a");
	check_str("decoded once", decode("&amp;quot;"), "&quot;");
	(void)snprintf(once, sizeof(once), "%s",
		decode("Chenyue &amp;quot;xdd44&amp;quot; Dai, R&amp;D"));
	check_str("what was escaped twice is clean with what is left over",
		clean(once), "Chenyue \"xdd44\" Dai, R&D");
	check_str("browsers know some without it", decode("a &lt b &amp"),
		"a < b &");
	check_str("but not inside of a word", decode("Q&notes &copy=1 &lt5"),
		"Q&notes &copy=1 &lt5");
	check_str("names of two characters", decode("&NotEqualTilde;"),
		"\u2242\u0338");
	check_str("the longest and the first name",
		decode("&CounterClockwiseContourIntegral;&AElig;&zwnj;"),
		"\u2233\u00c6\u200c");
	check_str("numbers of windows-1252", decode("&#150;&#x92;"),
		"\u2013\u2019");
	check_str("numbers that are no character",
		decode("&#0;&#xd800;&#99999999999;"), "\ufffd\ufffd\ufffd");
	check_str("nothing after the ampersand", decode("&;&#;&#x;& &"),
		"&;&#;&#x;& &");
}

static void
test_markup(void)
{
	check_str("inline tags vanish, block tags divide",
		strip("<p><i>k</i>-means</p><p>H<sub>2</sub>O</p>"),
		"k-means H2O");
	check_str("a formula is no tag", strip("if $W<d$ & a<b and c>d"),
		"if $W<d$ & a<b and c>d");
	check_str("elements of journals",
		strip("<jats:p>A <mml:mi>x</mml:mi>"
		      "</jats:p><jats:sec>B</jats:sec>"),
		"A x B");
	check_str("references without any tag", strip("A &amp; B"), "A & B");
	check_str("a NUL is no end", strip_bytes("A\0B", 3), "A B");
	check_str("nor beside a tag", strip_bytes("<i>A</i>\0B", 10), "A B");
}

static void
test_key(void)
{
	check_str("case and punctuation do not count",
		key("Is Attention All? You Need-42!"),
		"isattentionallyouneed42");
	check_str("accents neither", key("\u00c9cole K\u00e4hler Zoe\u0308"),
		"ecolekahlerzoe");
	check_str("letters that Unicode does not take apart",
		key("\u0141\u00f8\u00e6\u0131"), "loaei");
	check_str("ligatures and sharp s", key("\ufb01nite Stra\u00dfe"),
		"finitestrasse");
	check_str("other scripts stay", key("\u0416\u0436 \u4e2d\u6587"),
		"\u0436\u0436\u4e2d\u6587");
	check_str("TeX is its characters",
		key("$\\ell_{1}$ and $\\varepsilon$-$\\alpha\\times\\infty$"),
		"l1andepsilonalphaxinfinity");
	check_str("and the characters themselves",
		key("\u2113\u2081 and \u03f5-\u03b1\u00d7\u221e"),
		"l1andepsilonalphaxinfinity");
	check_str("which a writer without them spells",
		key("L1 and epsilon-alphaxinfinity"),
		"l1andepsilonalphaxinfinity");
	check_str("type and accents do not count",
		key("\\textbf{A} $\\tilde{\\mathcal{O}}(\\sqrt{T})$"),
		"aosqrtt");
	check_str("the sign of a root", key("\u221aT"), "sqrtt");
	check_str("other commands are words", key("\\LaTeX \\in a \\input \\"),
		"latexainput");
	check_str("signs alone make no key", key("$ \u2217 -- @[`{"), "");
	check_str("whichever sign it is",
		key("Pareto-Improving Data-Sharing\u2217\u2731"),
		"paretoimprovingdatasharing");
}

static void
test_placeholder(void)
{
	char longer[600];

	check("a phrase", text_is_placeholder("Abstract Unavailable"));
	check("a phrase with a stop", text_is_placeholder("N/A."));
	check("begins with an ellipsis",
		text_is_placeholder("\u2026and so on"));
	check("ends with an ellipsis", text_is_placeholder("We show that..."));
	check("an abstract",
		!text_is_placeholder("We show \u2026 that. Done."));
	memset(longer, 'a', sizeof(longer));
	memcpy(longer + sizeof(longer) - 4, "...", 4);
	check("a whole abstract may end in periods",
		!text_is_placeholder(longer));
	check("nothing", text_is_placeholder(""));
}

static void
test_visible(void)
{
	size_t n;

	check_str("what could drive a terminal is replaced",
		visible("a\x1b[2Jb\u202ec\xff\302\233d\n", 0, &n),
		"a?[2Jb?c??d?");
	check_int("and counted", n, 12);
	check_str("wide characters count twice",
		visible("\u4e2d\u6587\u5b57", 5, &n), "\u4e2d\u6587");
	check_int("and are not cut in half", n, 4);
	check_str("accents are no columns", visible("e\u0301x", 2, &n),
		"e\u0301x");
}

int
main(void)
{
	buf_init(&b, 1 << 20);
	test_space();
	test_dropped();
	test_encoding();
	test_leftover_refs();
	test_cid();
	test_tex();
	test_refs();
	test_markup();
	test_key();
	test_placeholder();
	test_visible();
	buf_free(&b);
	return test_end();
}
