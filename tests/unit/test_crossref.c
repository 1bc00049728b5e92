/*
 * test_crossref.c - the crossref source: what a key asks for, lists and their
 * pages, the record of a proceedings, single works, and what is no list. What a
 * paper is made of is in test_crossref_work.c.
 */
#include "source_test.h"

#define DIR "tests/fixtures/crossref/"
#define API "https://api.crossref.org/"
#define SELECT                                                                 \
	"&rows=1000&select=DOI,title,subtitle,original-title,author,"          \
	"abstract,type,page,article-number,volume,container-title,"            \
	"short-container-title,event,published,published-print,"               \
	"published-online,issued,link,resource,relation&cursor=%2A"
#define ARTICLES "type:journal-article,type:proceedings-article,"
#define CRAFT                                                                  \
	"prefix=10.1145/3999999;track=craft:681-695;track=tutorial:"           \
	"696-707;track=main"

extern const struct source source_crossref;

static struct collect c;
static struct job job;

static void
begin(int year, const char *key)
{
	job = (struct job){"x", year, key, false, false};
	collect_free(&c);
	collect_init(&c, &source_crossref, &job);
	c.type = "application/json";
}

/* --- what is asked for --- */

/* The only request of a plan, its `otherwise` after a space. */
static const char *
plan(int year, const char *key, enum purpose purpose)
{
	static char text[2 * LIMIT_URL];

	begin(year, key);
	if (collect_plan(&c, purpose) < 0)
		return c.err.text;
	(void)snprintf(text, sizeof(text), "%s%s%s", collect_only_request(&c),
		c.request[0].otherwise ? " " : "",
		c.request[0].otherwise ? c.request[0].otherwise : "");
	return text;
}

static void
test_plans(void)
{
	check_str("a journal", plan(2023, "issn=2041-1723", FOR_LIST),
		API
		"journals/2041-1723/works?filter=" ARTICLES
		"from-pub-date:2023-01-01,until-pub-date:2023-12-31" SELECT);
	check_str("its count", plan(2023, "issn=2041-1723", FOR_COUNT),
		API "journals/2041-1723/works?filter=" ARTICLES
		    "from-pub-date:2023-01-01,until-pub-date:2023-12-31"
		    "&rows=0");
	check_str("another type, the year of print",
		plan(2020, "issn=0302-9743; type=book-chapter ;date=print",
			FOR_LIST),
		API "journals/0302-9743/works?filter=type:book-chapter,"
		    "from-print-pub-date:2020-01-01,"
		    "until-print-pub-date:2020-12-31" SELECT);
	check_str("a proceedings: its record, else the year",
		plan(2020, "prefix=10.1145/3999999", FOR_LIST),
		API "works/10.1145/3999999 " API
		    "works?filter=prefix:10.1145," ARTICLES
		    "from-pub-date:2020-01-01,"
		    "until-pub-date:2020-12-31" SELECT);
	check_str("a prefix that is no DOI",
		plan(2019, "prefix=10.1609/aaai.v33i01.", FOR_LIST),
		API
		"works?filter=prefix:10.1609," ARTICLES
		"from-pub-date:2019-01-01,until-pub-date:2019-12-31" SELECT);
	check_str("days of one's own",
		plan(2020,
			"prefix=10.1145/3999999;from=2020-01-20;"
			"until=2020-02-03",
			FOR_LIST),
		API
		"works?filter=prefix:10.1145," ARTICLES
		"from-pub-date:2020-01-20,until-pub-date:2020-02-03" SELECT);
	check_str("a container of a publisher",
		plan(2023, "prefix=10.1109;container=ICRA", FOR_LIST),
		API "works?filter=prefix:10.1109," ARTICLES
		    "from-pub-date:2023-01-01,until-pub-date:2023-12-31"
		    "&query.container-title=ICRA" SELECT);
	check_str("an event",
		plan(2021, "member=320;event=FAccT '21", FOR_LIST),
		API "works?filter=member:320," ARTICLES
		    "from-pub-date:2021-01-01,until-pub-date:2021-12-31"
		    "&query.event-name=FAccT%20%2721" SELECT);
	begin(2020, "prefix=10.1145/1,10.1145/2;type=proceedings-article");
	check_int("several prefixes", collect_plan(&c, FOR_LIST), 0);
	check_int("one after the other", c.requests, 2);
	begin(2020, "issn=1111-1111,2222-2222");
	check_int("several ISSN", collect_plan(&c, FOR_LIST), 0);
	check_int("a list each", c.requests, 2);
}

static void
test_no_plans(void)
{
	static const char *const wrong[] = {NULL, "", "nature",
		"issn=", "title=x", "type=journal-article",
		"prefix=10.1/x;from=2020", "prefix=10.1/x;date=later",
		"prefix=10.1/x;track=craft:", "prefix=10.1/x;track=craft:1-",
		"prefix=10.1/x;track=a:b", "prefix=10.1/x;track=a:1,x"};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		begin(2020, wrong[i]);
		check_int(wrong[i] ? wrong[i] : "(none)",
			collect_plan(&c, FOR_LIST), -1);
		check("with a reason", c.err.text[0] != '\0');
	}
	begin(2020, "title=x");
	check_int("nor can it be read with",
		load_text(&c, FOR_LIST, API "works", "{}", 0, true), -1);
	check_int("which is ours to fix", c.err.verdict, V_FAILED);
}

/* --- lists --- */

#define WINDOW                                                                 \
	API "works?filter=prefix:10.1145," ARTICLES                            \
	    "from-pub-date:2020-01-20,until-pub-date:2020-02-03" SELECT

static void
test_proceedings(void)
{
	begin(2020, CRAFT);
	check_int("a list is read",
		load_thrice_file(&c, FOR_LIST, WINDOW, DIR "proceedings.json"),
		0);
	check_str("the papers of the proceedings, by pages", collect_papers(&c),
		"doi:10.1145/3999999.1000001 - main\n"
		"doi:10.1145/3999999.1000002 - craft\n"
		"doi:10.1145/3999999.1000003 - tutorial\n"
		"doi:10.1145/3999999.1000007 - tutorial\n");
	check_int("all works are there: no further page", c.requests, 0);
	check_int("the total is the publisher's: not counted", c.counts, 0);
	check_int("one has no title", c.problems, 1);
	check_str("which is told", c.problem[0].what, "no-title");
	begin(2020, NULL);
	check_int("without a key",
		load_thrice_file(
			&c, FOR_LIST, API "works?x", DIR "proceedings.json"),
		0);
	check_int("all that has a title", c.papers, 8);
	begin(2020, CRAFT);
	check_int("a count is read",
		load_thrice_file(&c, FOR_COUNT, WINDOW, DIR "proceedings.json"),
		0);
	check_int("no papers then", c.papers, 0);
	check_int("one count", c.counts, 1);
	check_int("of what fits", c.count[0].n, 5);
}

static void
test_journal(void)
{
	static const char url[] =
		API "journals/2041-1723/works?filter=x&rows=1000&cursor=%2A";

	begin(2023, "issn=2041-1723");
	check_int("a journal is read",
		load_thrice_file(&c, FOR_LIST, url, DIR "journal.json"), 0);
	check_str("the papers of the year", collect_papers(&c),
		"doi:10.1038/s41999-023-00001-x - -\n"
		"doi:10.1038/s41999-023-00002-y - -\n");
	check_int("counted", c.counts, 1);
	check_int("without what was left out", c.count[0].n, 2);
	check_str("as the list", c.count[0].what,
		API "journals/2041-1723/works?filter=x&rows=1000");
	begin(2024, "issn=2041-1723;date=print");
	load_thrice_file(&c, FOR_LIST, url, DIR "journal.json");
	check_int("by the year of print", c.papers, 3);
	check_str(
		"which is the date then", field(&c, 0, P_PUBLISHED), "2024-01");
	begin(2023, "issn=2041-1723;container=Else");
	check_int("a container that nothing is of",
		load_thrice_file(&c, FOR_LIST, url, DIR "journal.json"), -1);
	check_int("is an empty list", c.err.verdict, V_EMPTY);
	begin(2020, "prefix=10.1145;container=examples;event=ex");
	load_thrice_file(&c, FOR_LIST, API "works?x", DIR "proceedings.json");
	check_str("words of the container and the event", collect_papers(&c),
		"doi:10.1145/3999999.1000001 - -\n");
}

/* A page of n articles of which the list has `total`. */
static int
page_of(size_t n, int total, const char *next, const char *url)
{
	struct buf b;
	int ret;

	buf_init(&b, 1 << 20);
	buf_printf(&b, "{\"message\":{\"total-results\":%d,\"items\":[", total);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b,
			"%s{\"DOI\":\"10.1/%s%zu\",\"title\":[\"T %zu\"],"
			"\"container-title\":[\"ICRA\"]}",
			i ? "," : "", strstr(url, "seen") ? "b" : "a", i, i);
	buf_puts(&b, "]");
	if (next)
		buf_printf(&b, ",\"next-cursor\":\"%s\"", next);
	buf_puts(&b, "},\"message-type\":\"work-list\",\"status\":\"ok\"}");
	ret = load_thrice(&c, FOR_LIST, url, b.s, b.len);
	buf_free(&b);
	return ret;
}

static void
test_pages(void)
{
	static const char url[] =
		API "journals/1-2/works?filter=f&rows=4&cursor=%2A";

	begin(2023, "issn=1-2");
	check_int("a page", page_of(4, 9, "c+/=1", url), 0);
	check_str("leads to the next", collect_only_request(&c),
		API "journals/1-2/works?filter=f&rows=4&cursor=c%2B%2F%3D1"
		    "#seen=4,left=0,taken=4");
	check_int("even a short one",
		page_of(3, 9, "c2",
			API "works?cursor=c1#seen=4,left=0,taken=4"),
		0);
	check_str("with what was seen so far", collect_only_request(&c),
		API "works?cursor=c2#seen=7,left=0,taken=7");
	check_int("the last",
		page_of(2, 9, "c3",
			API "works?cursor=c2#seen=7,left=0,taken=7"),
		0);
	check_int("leads nowhere", c.requests, 0);
	check_int("and all is well", c.problems, 0);
	check_int("counted as a whole", c.count[0].n, 9);
	check_int("an empty last page",
		page_of(0, 9, NULL,
			API "works?cursor=c3#seen=9,left=0,taken=9"),
		0);
	check_int("too", c.problems, 0);
	check_int("a list that ends early",
		page_of(0, 9, NULL,
			API "works?cursor=c3#seen=5,left=0,taken=5"),
		0);
	check_str("is told", c.problems ? c.problem[0].what : "", "short-list");
	check_int("a cursor that stays",
		page_of(2, 9, "c1",
			API "works?cursor=c1#seen=2,left=0,taken=2"),
		0);
	check_int("is not followed for ever", c.requests, 0);
	check_str("and told", c.problems ? c.problem[0].what : "", "cursor");
	check_int("a first page without works", page_of(0, 9, "c", url), -1);
	check_int("is asked for again", c.err.verdict, V_RETRY_LATER);
	check_int("nothing at all", page_of(0, 0, NULL, url), -1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	begin(2023, "issn=1-2");
	c.enough = 2;
	check_int("enough is no error", page_of(4, 9, "c1", url), 0);
	check_int("and asks for no more", c.requests, 0);
	check_int("two papers", c.papers, 2);
}

/* With a query the likely works come first. */
static void
test_query_ends(void)
{
	begin(2023, "prefix=10.1;container=ICRA");
	check_int("a page that fits", page_of(4, 900, "c1", API "works?q"), 0);
	check_int("leads on", c.requests, 1);
	begin(2023, "prefix=10.1;container=IROS");
	check_int("a page that does not",
		page_of(4, 900, "c2",
			API "works?cursor=c1#seen=9,left=0,taken=9"),
		0);
	check_int("is the end", c.requests, 0);
	check_int("and no fault", c.problems, 0);
}

/* --- single works --- */

#define RECORD(date)                                                           \
	"{\"status\":\"ok\",\"message-type\":\"work\",\"message\":{"           \
	"\"reference\":[{\"key\":\"1\"}],\"DOI\":\"10.1145/3999999\","         \
	"\"type\":\"proceedings\",\"title\":[\"Proceedings\"]," date           \
	"\"ISBN\":[\"9781450361255\"]}}"
#define ISSUED(date) "\"issued\":{\"date-parts\":[[" date "]]},"

static const char *
window(const char *body, enum purpose purpose)
{
	begin(2021, "prefix=10.1145/3999999");
	if (load_thrice(&c, purpose, API "works/10.1145/3999999", body,
		    strlen(body)) < 0)
		return c.err.text;
	return c.requests == 1 && !c.papers ? strstr(c.request[0].url, "from-")
					    : "(something else)";
}

static void
test_record(void)
{
	check_str("a day: the week before and after",
		window(RECORD(ISSUED("2020,3,1")), FOR_LIST),
		"from-pub-date:2020-02-23,until-pub-date:2020-03-08" SELECT);
	check_str("over the new year",
		window(RECORD(ISSUED("2018,12,27")), FOR_LIST),
		"from-pub-date:2018-12-20,until-pub-date:2019-01-03" SELECT);
	check_str("a month: all of it",
		window(RECORD(ISSUED("2021,3")), FOR_LIST),
		"from-pub-date:2021-02-22,until-pub-date:2021-04-07" SELECT);
	check_str("December", window(RECORD(ISSUED("2021,12")), FOR_LIST),
		"from-pub-date:2021-11-24,until-pub-date:2022-01-07" SELECT);
	check_str("a year", window(RECORD(ISSUED("2021")), FOR_LIST),
		"from-pub-date:2020-12-25,until-pub-date:2022-01-07" SELECT);
	check_str("no date: the year asked for",
		window(RECORD(ISSUED("null")), FOR_LIST),
		"from-pub-date:2021-01-01,until-pub-date:2021-12-31" SELECT);
	check_int("a window without one of them",
		page_of(3, 3, NULL,
			API "works?filter=prefix:10.1145,"
			    "from-pub-date:2020-02-23&cursor=%2A"),
		0);
	check_str("leads to the year",
		strstr(collect_only_request(&c), "from-"),
		"from-pub-date:2021-01-01,until-pub-date:2021-12-31" SELECT);
	check_int("which is the last resort",
		page_of(3, 3, NULL,
			API "works?filter=prefix:10.1145," ARTICLES
			    "from-pub-date:2021-01-01,until-pub-date:2021-12-"
			    "31" SELECT),
		-1);
	check_int("then it is empty", c.err.verdict, V_EMPTY);
	begin(2021, NULL);
	check_int("without a key",
		load_text(&c, FOR_LIST, API "works/10.1145/3999999",
			RECORD(ISSUED("2021")), 7, true),
		0);
	check_str("a single work is a paper", collect_papers(&c),
		"doi:10.1145/3999999 - -\n");
}

/* --- what is no list --- */

static void
test_refusals(void)
{
	static const struct {
		const char *name, *body;
		enum verdict verdict;
	} cases[] = {
		{"a validation failure",
			"{\"status\":\"failed\",\"message-type\":"
			"\"validation-failure\",\"message\":[{\"type\":"
			"\"parameter-not-allowed\",\"value\":\"x\",\"message\":"
			"\"This route does not support x\"}]}",
			V_FAILED},
		{"an exception",
			"{\"status\":\"error\",\"message-type\":\"exception\","
			"\"message\":{\"name\":\"class X\",\"message\":"
			"\"Response Exception\",\"stack\":[\"a\"]}}",
			V_RETRY_LATER},
		{"plain text", "Resource not found.", V_MOVED},
		{"too many requests",
			"<html><body><h1>429 Too Many Requests</h1>",
			V_RETRY_LATER},
		{"a gateway", "<html>504 Gateway Time-out</html>",
			V_RETRY_LATER},
		{"a page for people", "<!DOCTYPE html><title>Hi</title>",
			V_BLOCKED},
		{"nothing", "", V_RETRY_LATER},
		{"some text", "@article{x}", V_LAYOUT},
		{"a list of members",
			"{\"status\":\"ok\",\"message-type\":\"member-list\","
			"\"message\":{\"total-results\":1,\"items\":[{\"id\":"
			"1}]}}",
			V_LAYOUT},
		{"records without DOIs",
			"{\"message\":{\"total-results\":1,\"items\":[{\"id\":"
			"1},2,null,\"x\"]}}",
			V_LAYOUT},
		{"another JSON", "{\"a\":1}", V_LAYOUT},
		{"an array", "[1]", V_LAYOUT},
		{"a message that is none", "{\"message\":7}", V_LAYOUT},
		{"bytes that are not JSON", "{\"message\":{x}}", V_LAYOUT},
		{"half of it", "{\"message\":{\"items\":[{\"DOI\":\"10.1/x\"",
			V_RETRY_LATER},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin(2020, "issn=1-2");
		c.err.verdict = V_COMPLETE;
		check_int(cases[i].name,
			load_thrice(&c, FOR_LIST, API "works?x", cases[i].body,
				strlen(cases[i].body)),
			-1);
		check_str("its verdict", verdict_name(c.err.verdict),
			verdict_name(cases[i].verdict));
		check_int("no papers", c.papers, 0);
	}
	begin(2020, "issn=1-2");
	check_int("a body that broke off",
		load_text(&c, FOR_LIST, API "works?x",
			"{\"message\":{\"total-results\":1,\"items\":[]}}", 0,
			false),
		-1);
	check_int("is asked for again", c.err.verdict, V_RETRY_LATER);
}

int
main(void)
{
	collect_init(&c, &source_crossref, &job);
	test_plans();
	test_no_plans();
	test_proceedings();
	test_journal();
	test_pages();
	test_query_ends();
	test_record();
	test_refusals();
	collect_free(&c);
	return test_end();
}
