/*
 * test_acl_plan.c - which collections and volumes of the Anthology a key names.
 */
#include "source_test.h"

extern const struct source source_acl;

#define FILES                                                                  \
	"https://raw.githubusercontent.com/acl-org/acl-anthology/master/"      \
	"data/xml/"
#define DIR "tests/fixtures/acl/"

static const struct job job = {.venue = "acl", .year = 2022};

/* What was asked for, the file's name and what is behind it, with spaces. */
static const char *
requests(const struct collect *c)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, 1 << 16);
	buf_reset(&b);
	for (size_t i = 0; i < c->requests; i++) {
		const char *name = strrchr(c->request[i].url, '/');

		buf_printf(&b, "%s%s", i ? " " : "", name ? name + 1 : "");
	}
	return buf_str(&b);
}

/* --- keys --- */

static void
test_plan(void)
{
	static const char *const keys[][2] = {{"2022.acl", "2022.acl.xml"},
		{"2022.acl:long,short", "2022.acl.xml#long,short"},
		{"P19:1,2", "P19.xml#1,2"}, {"W19-05", "W19.xml#05"},
		{"2022.acl-long", "2022.acl.xml#long"},
		{"2022.acl:long; 2022.findings:acl",
			"2022.acl.xml#long 2022.findings.xml#acl"},
		{"P19, N19", "P19.xml N19.xml"},
		{"acl-2022", "2022.acl.xml#@acl-2022"}};
	static const char *const bad[] = {"", " ; ", "acl", "2022", "2022.",
		"2022.acl:", "2022.acl:,long", "2022.acl:Long", "P9", "P199",
		"2022.acl/../x", "acl-22", "2022.acl:long 2022.ACL"};
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_acl, &j);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		j.key = keys[i][0];
		check_int(keys[i][0], collect_plan(&c, FOR_LIST), 0);
		check_str("asks for", requests(&c), keys[i][1]);
		collect_free(&c);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j.key = bad[i];
		check_int("no key", collect_plan(&c, FOR_LIST), -1);
		check_int("asks for nothing", c.requests, 0);
		collect_free(&c);
	}
	j.key = "emnlp-2018";
	check_int("an older event", collect_plan(&c, FOR_COUNT), 0);
	check_str("is in its own file", requests(&c),
		"2018.emnlp.xml#@emnlp-2018");
	check_str("or with the collection", c.request[0].otherwise,
		FILES "D18.xml#@emnlp-2018");
	check_int("to be counted", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_no_key(void)
{
	struct job j = {.venue = "emnlp", .year = 2023};
	struct collect c;

	collect_init(&c, &source_acl, &j);
	check_int("no key", collect_plan(&c, FOR_LIST), 0);
	check_str("by name", requests(&c), "2023.emnlp.xml");
	collect_free(&c);
	j.year = 2009;
	check_int("an older year", collect_plan(&c, FOR_LIST), 0);
	check_str("by letter", requests(&c), "D09.xml");
	collect_free(&c);
	j.venue = "unheard";
	check_int("nobody knows", collect_plan(&c, FOR_LIST), -1);
	j.venue = "../x";
	j.year = 2023;
	check_int("no name", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
test_event(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("an event",
		load_thrice_file(&c, FOR_LIST, FILES "2022.acl.xml#@acl-2022",
			DIR "2022.acl.xml"),
		0);
	check_int("all volumes of its file", c.papers, 5);
	check_str("and each other collection once", requests(&c),
		"2022.findings.xml#acl W22.xml#05,11 2022.bea.xml#1");
	check_int("another event",
		load(&c, FOR_LIST, FILES "2022.acl.xml#@naacl-2022",
			DIR "2022.acl.xml", 0),
		0);
	check_str("asks for nothing", requests(&c), "");
	check_int("an event alone",
		load_text(&c, FOR_COUNT, FILES "2018.acl.xml#@acl-2018",
			"<collection id='2018.acl'><event id='acl-2018'>"
			"<colocated><volume-id>P18-1</volume-id>"
			"<volume-id>W18-23</volume-id>"
			"<volume-id>W18-x y</volume-id>"
			"<volume-id>L18-../z</volume-id></colocated></event>"
			"</collection>",
			1, true),
		0);
	check_str("leads to the collection of its letter", requests(&c),
		"P18.xml#! W18.xml#23");
	check_int("an event of no letter",
		load_text(&c, FOR_COUNT, FILES "2018.wmt.xml#@wmt-2018",
			"<collection id='2018.wmt'><event id='wmt-2018'>"
			"<colocated><volume-id>W18-63</volume-id></colocated>"
			"</event></collection>",
			1, true),
		0);
	check_str("leads on", requests(&c), "W18.xml#63");
	check_int("in the same sense", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_instead(void)
{
	static const struct {
		const char *url;
		enum verdict verdict;
		bool passed_over;
	} failures[] = {{FILES "I15.xml#!", V_MOVED, true},
		{FILES "I15.xml#!", V_BLOCKED, false},
		{FILES "I15.xml#@ijcnlp-2015", V_MOVED, false},
		{FILES "I15.xml", V_MOVED, false},
		{FILES "2015.acl.xml#@acl-2015", V_MOVED, false}};
	struct page page = {.job = &job};
	struct err e = {0};

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		page.url = failures[i].url;
		e.verdict = failures[i].verdict;
		check_int(failures[i].url, source_acl.instead(&page, &e),
			failures[i].passed_over);
	}
}

/* --- what is wanted, and what is missing --- */

static void
test_volumes(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("what may be missing",
		load(&c, FOR_LIST, FILES "2022.acl.xml#!", DIR "2022.acl.xml",
			0),
		0);
	check_int("is taken whole", c.papers, 5);
	check_int("one volume",
		load(&c, FOR_LIST, FILES "2022.acl.xml#srw", DIR "2022.acl.xml",
			0),
		0);
	check_int("has two papers", c.papers, 2);
	check_int("one of two",
		load(&c, FOR_LIST, FILES "2022.acl.xml#findings,srw",
			DIR "2022.acl.xml", 0),
		0);
	check_str("the other is told", c.problem[c.problems - 1].text,
		"2022.acl has no volume 'findings'");
	check_int("none",
		load(&c, FOR_LIST, FILES "2022.acl.xml#findings,sr",
			DIR "2022.acl.xml", 0),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_str("and says so", c.err.text,
		"2022.acl has no volume 'findings,sr'");
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_no_key();
	test_event();
	test_instead();
	test_volumes();
	return test_end();
}
