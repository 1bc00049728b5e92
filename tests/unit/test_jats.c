/*
 * test_jats.c - the markup of publishers: headings, blocks, formulas, what is
 * no tag at all, and texts made to take long.
 */
#include "test.h"

#include "../../tools/sources/jats.h"

/* Without its markup and cleaned, as a paper keeps it; valid until the next. */
static const char *
plain(const char *s)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, LIMIT_FIELD);
	buf_reset(&b);
	jats_text(&b, s, strlen(s));
	if (b.len)
		text_clean(&b);
	return buf_str(&b);
}

static void
test_text(void)
{
	static const char *const cases[][3] = {
		{"plain text stays", "R&D, p<0.05 and 3>2", NULL},
		{"inline tags vanish",
			"<jats:italic>k</jats:italic>-means in CO<sub>2</sub>",
			"k-means in CO2"},
		{"blocks are set off",
			"<jats:p>One.</jats:p><jats:p>Two.</jats:p>",
			"One. Two."},
		{"the heading Abstract goes",
			"<jats:title>Abstract</jats:title><jats:p>We.</jats:p>",
			"We."},
		{"in any case, with a colon, as a paragraph",
			"<p>ABSTRACT:</p><p>We.</p>", "We."},
		{"a second one is text", "<p>We.</p><p>Abstract</p>",
			"We. Abstract"},
		{"as is a longer heading",
			"<title>Abstract Interpretation</title><p>It.</p>",
			"Abstract Interpretation It."},
		{"headings of sections stay",
			"<jats:sec>\n <jats:title>Aim</jats:title>\n <jats:p>"
			"We.</jats:p></jats:sec>",
			"Aim We."},
		{"references are decoded once",
			"a &lt; b &amp;amp; c &#x27;d&#x27;", "a < b & c 'd'"},
		{"a bare < is text", "if $a<b$ and c<d>e</d>, <human, action>",
			"if $a<b$ and c<d>e</d>, <human, action>"},
		{"nor is it one before a word", "if a<b and c>d then", NULL},
		{"an address is no tag", "at <https://a.example/x?y=1&z>",
			NULL},
		{"what never closes is text", "a <i b", NULL},
		{"quoted angles are in their tag",
			"a <ext-link href=\"x>y\" b:c = 'd' e=f>b</ext-link >",
			"a b"},
		{"comments and instructions go", "a<!-- <p> --> b<?x y?>",
			"a b"},
		{"CDATA is text", "<![CDATA[a<b]]>", "a<b"},
		{"scripts go", "a<script>alert('<p>')</script> b", "a b"},
		{"an open script is none", "a <script>b", "a b"},
		{"a prefix nobody knows", "<x:p>a</x:p><x:y>", "a <x:y>"},
		{"a name nobody knows", "<jats:y z=\"1\">a</jats:y> b", "a b"},
		{"nothing", "", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_str(cases[i][0], plain(cases[i][1]),
			cases[i][2] ? cases[i][2] : cases[i][1]);
}

#define MATH(x) "<mml:math xmlns:mml=\"m\">" x "</mml:math>"

static void
test_formulas(void)
{
	static const char *const cases[][3] = {
		{"powers",
			MATH("<mml:mtext>22</mml:mtext><mml:mo>\u00d7</mml:mo>"
			     "<mml:msup>\n <mml:mn>10</mml:mn>\n "
			     "<mml:mn>9</mml:mn></mml:msup>"),
			"22\u00d710^9"},
		{"indices of several signs",
			MATH("<mml:msub><mml:mi>x</mml:mi><mml:mrow><mml:mi>i"
			     "</mml:mi><mml:mi>j</mml:mi></mml:mrow></"
			     "mml:msub>"),
			"x_{ij}"},
		{"both",
			MATH("<mml:msubsup><mml:mi>x</mml:mi><mml:mi>i</mml:mi>"
			     "<mml:mn>2</mml:mn></mml:msubsup>"),
			"x_i^2"},
		{"fractions and roots",
			MATH("<mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+"
			     "</mml:mo><mml:mi>b</mml:mi></mml:mrow>"
			     "<mml:msqrt><mml:mi>c</mml:mi></mml:msqrt>"
			     "</mml:mfrac>"),
			"(a+b)/(\u221ac)"},
		{"TeX beside it wins",
			"<mml:math><mml:semantics><mml:mi>x</mml:mi>"
			"<mml:annotation encoding=\"application/x-tex\">x_1"
			"</mml:annotation></mml:semantics></mml:math>, so",
			"$x_1$, so"},
		{"another annotation does not",
			"<math><mi>x</mi><annotation encoding=\"StarMath\">x y"
			"</annotation></math>",
			"x"},
		{"a whole document around it",
			"<jats:tex-math>\\documentclass{minimal}\n\\begin"
			"{document}$$ x_{1} &lt; 2 $$\\end{document}"
			"</jats:tex-math>",
			"$x_{1} < 2$"},
		{"alternatives: one of them",
			"a <jats:alternatives><jats:tex-math>$$x$$"
			"</jats:tex-math>" MATH(
				"<mml:mi>x</mml:mi>") "</jats:alternatives> b",
			"a $x$ b"},
		{"in the other order",
			"a <alternatives>" MATH(
				"<mml:mi>x</mml:mi>") "<tex-math>\\(x\\)</"
						      "tex-math></"
						      "alternatives> b",
			"a $x$ b"},
		{"after the TeX",
			"<inline-formula><tex-math notation=\"LaTeX\">$\\mu$"
			"</tex-math><alternatives>\u03bc<inline-graphic/>"
			"</alternatives></inline-formula>Bench",
			"$\\mu$Bench"},
		{"each formula has its own",
			"<inline-formula><tex-math>$a$</tex-math>"
			"</inline-formula>, <inline-formula>" MATH(
				"<mml:mi>b</mml:mi>") "</inline-formula>",
			"$a$, b"},
		{"a formula that never ends is text", "a <math><mi>x", "a x"},
		{"as is TeX", "a <tex-math>x", "a x"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_str(cases[i][0], plain(cases[i][1]), cases[i][2]);
}

/* Many times the same piece, `times` of them. */
static size_t
length_of_many(const char *piece, const char *end, size_t times)
{
	struct buf in, out;
	size_t n;

	buf_init(&in, LIMIT_FIELD);
	buf_init(&out, LIMIT_FIELD);
	for (size_t i = 0; i < times; i++)
		buf_puts(&in, piece);
	buf_puts(&in, end);
	jats_text(&out, buf_str(&in), in.len);
	n = out.len;
	buf_free(&in);
	buf_free(&out);
	return n;
}

static void
test_hostile(void)
{
	struct json v;
	struct buf b;
	size_t at;

	/* Each would take minutes if its end were looked for every time. */
	check_int(
		"open formulas", length_of_many("<tex-math>", "x", 100000), 1);
	check_int("open scripts", length_of_many("<script>", "x", 100000), 1);
	check_int("open MathML", length_of_many("<math>", "x", 100000), 1);
	check_int("deep MathML",
		length_of_many("<math><msup>", "x</math>", 50000), 1);
	check_int("bare angles", length_of_many("<", "x", 100000), 100001);
	check("open quotes", length_of_many("<a \"<a '", "x", 20000) > 0);
	buf_init(&b, LIMIT_FIELD);
	check("JSON", json_check(&v, "\"a\\u0000<p>b\"", 13, &at));
	jats_of_json(&b, v);
	check_str("a NUL is a space", buf_str(&b), "a  b");
	check("JSON", json_check(&v, "\"&lt;i&gt;k&lt;/i&gt;-means, p &lt; b\"",
			      38, &at));
	jats_of_json(&b, v);
	check_str("escaped markup is markup", buf_str(&b), "k-means, p < b");
	check("no string", json_check(&v, "7", 1, &at));
	jats_of_json(&b, v);
	check_str("is nothing", buf_str(&b), "");
	buf_free(&b);
}

int
main(void)
{
	test_text();
	test_formulas();
	test_hostile();
	return test_end();
}
