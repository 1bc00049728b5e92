/*
 * test_acl_faults.c - files of the Anthology that are not what they should be.
 */
#include "source_test.h"

extern const struct source source_acl;

#define FILES                                                                  \
	"https://raw.githubusercontent.com/acl-org/acl-anthology/master/"      \
	"data/xml/"

static const struct job job = {.venue = "acl", .year = 2022};

static const char *
problems(const struct collect *c)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, 1 << 16);
	buf_reset(&b);
	for (size_t i = 0; i < c->problems; i++)
		buf_printf(&b, "%s%s", i ? " " : "", c->problem[i].what);
	return buf_str(&b);
}

#define HEAD "<collection id='P19'><volume id='1'>"
#define PAPER(n) "<paper id='" #n "'><title>T" #n "</title></paper>"
#define TAIL "</volume></collection>"

static void
check_failure(struct collect *c, const char *name, const char *text, bool whole,
	enum verdict verdict)
{
	check_int(name, load_text(c, FOR_LIST, FILES "P19.xml", text, 0, whole),
		-1);
	check_int("verdict", c->err.verdict, verdict);
}

static void
test_failures(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_failure(&c, "nothing", "", true, V_RETRY_LATER);
	check_failure(&c, "nothing, cut", "", false, V_RETRY_LATER);
	check_failure(&c, "no file", "404: Not Found", true, V_LAYOUT);
	check_failure(&c, "another file", "<rss><x/></rss>", true, V_LAYOUT);
	check_failure(&c, "a browser check",
		"<!DOCTYPE html><HTML><body>wait</body></HTML>", true,
		V_BLOCKED);
	check_failure(&c, "no papers", HEAD TAIL, true, V_EMPTY);
	check_failure(&c, "cut", HEAD PAPER(1) "<paper id='2'><title>T", false,
		V_RETRY_LATER);
	check_int("what is whole is there", c.papers, 1);
	check_failure(&c, "cut without a sign of it",
		HEAD PAPER(1) "<paper id='2'><title>T2</title>", true,
		V_RETRY_LATER);
	check_int("what is whole is there", c.papers, 1);
	collect_free(&c);
}

static void
test_faults(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_failure(&c, "a paper without an end tag",
		HEAD "<paper id='1'><title>T1</title>" PAPER(2) TAIL, true,
		V_RETRY_LATER);
	check_int("is a paper", c.papers, 2);
	check_int("a field without an end tag",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD
			"<paper id='1'><title>T1 </i></title></paper>" PAPER(2)
				TAIL,
			0, true),
		0);
	check_int("goes on", c.papers, 2);
	check_str("the fault is told", problems(&c), "xml");
	check_int("papers without what they need",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD "<paper id='1'/><paper><title>T</title></paper>"
			     "<paper id='x'><title>T</title></paper>" PAPER(4)
				     TAIL,
			3, true),
		0);
	check_str("cost themselves", problems(&c), "no-title no-id no-id");
	check_str("the file goes on", field(&c, 0, P_ID), "acl:P19-1004");
	check_int("a byte that is no UTF-8",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD "<paper id='1'><title>Caf\xe9 au lait</title>"
			     "</paper>" PAPER(2) TAIL,
			1, true),
		0);
	check_int("ends nothing", c.papers, 2);
	check_str("but is told", problems(&c), "xml");
	check_int("control characters",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD PAPER(1) "<paper id='2'><title>A\x01\x1f"
				      "B</title></paper>" TAIL,
			1, true),
		0);
	check_str("are spaces", field(&c, 1, P_TITLE), "A B");
	collect_free(&c);
}

static void
test_enough(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	c.enough = 1;
	check_int("enough is no failure",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD PAPER(1) PAPER(2) TAIL, 9, true),
		0);
	check_int("and exact", c.papers, 1);
	check("the feed was stopped", c.stopped);
	collect_free(&c);
	c.enough = 1;
	(void)load_text(&c, FOR_LIST, FILES "P19.xml",
		HEAD PAPER(1) PAPER(2) TAIL, 0, true);
	check_int("also within a portion", c.papers, 1);
	collect_free(&c);
}

static void
test_long(void)
{
	struct buf b;
	struct collect c;

	buf_init(&b, 1 << 24);
	buf_puts(&b, HEAD "<paper id='1'><title>T</title><abstract>");
	for (size_t i = 0; i < LIMIT_FIELD / 8 + 1; i++)
		buf_puts(&b, "<i>word </i>");
	buf_puts(&b, "</abstract></paper>" PAPER(2) TAIL);
	collect_init(&c, &source_acl, &job);
	check_int("a long abstract",
		load_text(&c, FOR_LIST, FILES "P19.xml", b.s, 4096, true), 0);
	check_int("costs no paper", c.papers, 2);
	check_str("but is told", problems(&c),
		c.paper[0]->text[P_ABSTRACT] ? "" : "too-long");
	check("if it is left out",
		c.paper[0]->text[P_ABSTRACT] != NULL || c.problems == 1);
	collect_free(&c);
	buf_free(&b);
}

int
main(void)
{
	test_failures();
	test_faults();
	test_enough();
	test_long();
	return test_end();
}
