/*
 * test_ojs.c - journals on OJS: papers of a year among the others, sections,
 * windows, and what is asked when the server fails.
 */
#include <stdlib.h>

#include "source_test.h"

#include "../../tools/sources/ojs.h"

extern const struct source source_ojs;

#define BASE "https://ojs.aaai.org/index.php/AAAI/oai?verb="
#define LIST BASE "ListRecords&metadataPrefix=oai_dc"
#define HEADERS BASE "ListIdentifiers&metadataPrefix=oai_dc"
#define FILE_RECORDS "tests/fixtures/ojs/records.xml"

static const struct job job = {.venue = "aaai",
	.year = 2020,
	.key = "ojs.aaai.org/index.php/AAAI volume+1986"};

static void
test_paper(void)
{
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	check_int("records", load_thrice_file(&c, FOR_LIST, LIST, FILE_RECORDS),
		0);
	check_str("papers of the year, no front matter", collect_papers(&c),
		"ojs:AAAI:101 - main\nojs:AAAI:102 - iaai\n");
	check_str("title in English, without markup", field(&c, 0, P_TITLE),
		"When a < b & k-Means");
	check_str("names turned round", collect_authors(c.paper[0]),
		"Ada B. One; Bj\u00f6rn van der Two; Carl Three Jr.; Mausam; "
		"Suharto; Dora Four");
	check_str("an affiliation behind the name",
		c.paper[0]
			->authors->next->next->next->next->next->affiliation[0],
		"University of Example");
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"We show that $x < y$. And more.");
	check_str("keywords of the same language", c.paper[0]->keywords->value,
		"Learning");
	check_str("keywords with semicolons", c.paper[0]->keywords->next->value,
		"Theory");
	check_str("DOI", field(&c, 0, P_DOI), "10.1609/aaai.v34i01.101");
	check_str("url", field(&c, 0, P_URL),
		"https://ojs.aaai.org/index.php/AAAI/article/view/101");
	check_str("the galley that is a PDF", field(&c, 0, P_PDF_URL),
		"https://ojs.aaai.org/index.php/AAAI/article/download/101/201");
	check_str("pages", field(&c, 0, P_PAGES), "540-547");
	check_str("volume", field(&c, 0, P_VOLUME), "34");
	check_str("date", field(&c, 0, P_PUBLISHED), "2020-04-03");
	check_str("id", paper_get_id(c.paper[0], "ojs"), "AAAI:101");
	check_str("volume without a dot", field(&c, 1, P_VOLUME), "34");
	check("no galley, no PDF", !c.paper[1]->text[P_PDF_URL]);
	check_int("problems", c.problems, 2);
	check_str("one without a title", c.problem[0].what, "no-title");
	check_str("one in no volume", c.problem[1].what, "no-volume");
	check_str("the next answer", collect_only_request(&c),
		BASE "ListRecords&resumptionToken=a%2Ftoken%3D1%262");
	collect_free(&c);
}

/* A paper that is nowhere but at its DOI. */
static void
test_address(void)
{
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	check_int("a record",
		load_text(&c, FOR_LIST, LIST,
			"<record><header><identifier>oai:x:article/7</"
			"identifier>"
			"<setSpec>AAAI:ART</setSpec></"
			"header><metadata><dc><title>T"
			"</title><source>AAAI; Vol. 34 No. 1; "
			"1</source><identifier>"
			"10.1609/x.7</identifier></dc></metadata></record>",
			9, true),
		0);
	check_str("leads there", field(&c, 0, P_URL),
		"https://doi.org/10.1609/x.7");
	collect_free(&c);
}

static void
test_years(void)
{
	static const struct job
		tracks = {.year = 2020,
			.key = "ojs.aaai.org/index.php/AAAI volume+1986 "
			       "tracks=iaai,eaai"},
		by_date = {.year = 2020, .key = "ojs.aaai.org/index.php/AAAI"},
		any = {.year = 1999};
	struct collect c;

	collect_init(&c, &source_ojs, &tracks);
	(void)load(&c, FOR_LIST, LIST, FILE_RECORDS, 0);
	check_str("tracks of the key", collect_papers(&c),
		"ojs:AAAI:102 - iaai\n");
	collect_free(&c);
	collect_init(&c, &source_ojs, &by_date);
	(void)load(&c, FOR_LIST, LIST, FILE_RECORDS, 0);
	check_str("by date when no rule is given", collect_papers(&c),
		"ojs:AAAI:101 - main\nojs:AAAI:103 - main\nojs:AAAI:106 - "
		"main\n");
	collect_free(&c);
	collect_init(&c, &source_ojs, &any);
	(void)load(&c, FOR_LIST, LIST, FILE_RECORDS, 0);
	check_int("all years without a key", c.papers, 4);
	collect_free(&c);
}

static void
test_sources(void)
{
	static const struct {
		const char *text;
		int volume, year;
		const char *issue, *pages;
	} list[] = {
		{"J; Vol. 34 No. 01: T 1; 540-547", 34, 0, "T 1; 540-547",
			"540-547"},
		{"J; Vol. 15 No. 1 (2022): Fifteenth; 2-10", 15, 2022,
			"Fifteenth; 2-10", "2-10"},
		{"R; v. 5 n. 2 (2019); e12345", 5, 2019, "", "e12345"},
		{"Z; Bd. 3 (2011)", 3, 2011, "", NULL},
		{"R; Vol. 5 N\u00fam. 2 (2019): Verano", 5, 2019, "Verano",
			NULL},
		{"Front; Vol. 2 No. 1: IASEAI'26", 2, 0, "IASEAI'26", NULL},
		{"2374-3468", 0, 0, "", NULL},
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		struct oai_field f = {"source", "", list[i].text, NULL};
		struct oai_record r = {.fields = &f};
		struct ojs_source s;

		ojs_source(&s, &r);
		check_int(list[i].text, s.volume, list[i].volume);
		check_int("year", s.year, list[i].year);
		check_str("issue", s.issue, list[i].issue);
		check_str("pages", s.pages, list[i].pages);
	}
}

static void
test_sections(void)
{
	static const char *const list[][2] = {{"AAAI:ML", "main"},
		{"AAAI:SAO", "main"}, {"AAAI:SA", "student-abstract"},
		{"AAAI:SA-PP23", "student-abstract"}, {"AAAI:DMKM", "main"},
		{"AAAI:DM", "demo"}, {"AAAI:DOAP", "main"},
		{"AAAI:DOC23", "consortium"}, {"AAAI:EAAI-Full", "eaai"},
		{"AAAI:EAAIFP", "eaai"}, {"AAAI:IAAI-EMERI23", "iaai"},
		{"AAAI:ST", "other"}, {"AAAI:ST-CS", "main"},
		{"AAAI:STCOMPS", "main"}, {"AAAI:SHORT", "main"},
		{"AAAI:2024-149", "main"}, {"AAAI:AI24-29", "main"},
		{"AAAI:AI24-33", "other"}, {"AAAI:AI24-34", "main"},
		{"AAAI:AI24-46", "student-abstract"}, {"AAAI:AI25-45", "iaai"},
		{"AAAI:AI26-54", "iaai"}, {"AAAI:AI26-61", "other"},
		{"AAAI:AI26-65", "demo"}, {"AAAI:AI26-66", NULL},
		{"AAAI:AI27-1", NULL}, {"AAAI:FRNT", ""}, {"AAAI:Errata", ""},
		{"AIES:FUL", "main"}, {"AIES:A25-SA-2", "student-abstract"},
		{"AIES:A25-3", "main"}, {"AIES:X", NULL}, {"IASEAI:FMT", ""},
		{"IASEAI:IASEAI", "main"}, {"JAIR:ART", ""},
		{"ICWSM:Posters", "Posters"}, {"1:2", ""}};
	bool front;

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		check_str(list[i][0], ojs_track(list[i][0], "", &front),
			list[i][1]);
	check_str("the issue tells",
		ojs_track("AAAI:AI27-1", "AAAI-27 Technical Tracks 1", &front),
		"main");
	(void)ojs_track("AIES:FMT", "", &front);
	check("front matter", front);
	(void)ojs_track("AIES:FUL", "", &front);
	check("is not a paper", !front);
}

static void
test_plan(void)
{
	static const char *const bad[] = {"", "AAAI", "ojs.aaai.org/x volume",
		"ojs.aaai.org/x volume+", "ojs.aaai.org/x tracks", "a b.org/x",
		"ojs.aaai.org/\"x"};
	struct collect c;
	struct job j = job;

	collect_init(&c, &source_ojs, &job);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("the list of all", collect_only_request(&c), LIST);
	collect_free(&c);
	check_int("no honest count", collect_plan(&c, FOR_COUNT), 0);
	check_int("is asked for", c.requests, 0);
	c.job = &j;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j.key = bad[i];
		check_int("a bad key", collect_plan(&c, FOR_LIST), -1);
	}
	j.key = "http://dspace.example.org/oai/request/oai";
	check_int("another server", collect_plan(&c, FOR_LIST), 0);
	check_str("stays as it is", collect_only_request(&c),
		"http://dspace.example.org/oai/request/oai?verb=ListRecords"
		"&metadataPrefix=oai_dc");
	collect_free(&c);
}

#define LARGE                                                                  \
	"<OAI-PMH><ListRecords><resumptionToken completeListSize='26185'>t"    \
	"</resumptionToken></ListRecords></OAI-PMH>"

static void
test_windows(void)
{
	static const struct job now = {
		.year = 2026, .key = "ojs.aaai.org/index.php/AAAI volume+1986"};
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	check_int("a large journal",
		load_text(&c, FOR_LIST, LIST, LARGE, 0, true), 0);
	check_int("is cut in half-years", c.requests, 14);
	check_str("from the first datestamp on", c.request[0].url,
		LIST "&from=2020-01-01&until=2020-06-30#2020-01-01/2020-06-30");
	check_str("to this one", c.request[13].url,
		LIST "&from=2026-07-01&until=2026-12-31#2026-07-01/2026-12-31");
	collect_free(&c);
	collect_init(&c, &source_ojs, &now);
	(void)load_text(&c, FOR_LIST, LIST, LARGE, 0, true);
	check_int("a recent year needs few", c.requests, 3);
	check_str("from the half-year before it", c.request[0].url,
		LIST "&from=2025-07-01&until=2025-12-31#2025-07-01/2025-12-31");
	check_int("a window",
		load_text(&c, FOR_LIST, LIST "&from=a&until=b#a/b", LARGE, 0,
			true),
		0);
	check_str("goes on by token", collect_only_request(&c),
		BASE "ListRecords&resumptionToken=t#a/b");
	check_int("a window without records",
		load_text(&c, FOR_LIST, LIST "&from=a&until=b#a/b",
			"<OAI-PMH><error code='noRecordsMatch'/></OAI-PMH>", 0,
			true),
		0);
	check_int("is no failure; a journal without any",
		load_text(&c, FOR_LIST, LIST,
			"<OAI-PMH><error code='noRecordsMatch'/></OAI-PMH>", 0,
			true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	collect_free(&c);
}

#define DEAD                                                                   \
	"<OAI-PMH><error code='badResumptionToken'>expired</error></OAI-PMH>"

static void
test_dead_token(void)
{
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	check_int("a token that has died",
		load_text(&c, FOR_LIST,
			BASE "ListRecords&resumptionToken=t#a/b", DEAD, 0,
			true),
		0);
	check_str("its window is asked anew", collect_only_request(&c),
		BASE "ListRecords&from=a&until=b&metadataPrefix=oai_dc"
		     "#a/b/again");
	check_int("a second time",
		load_text(&c, FOR_LIST,
			BASE "ListRecords&resumptionToken=t#a/b/again", DEAD, 0,
			true),
		-1);
	check_int("it fails", c.err.verdict, V_FAILED);
	collect_free(&c);
}

/* --- a record that the server cannot give --- */

static bool
ask_instead(struct collect *c, const char *url, enum verdict v, long status)
{
	struct page page = {c->job, &c->sink, url, "", FOR_LIST};
	struct err e = {.verdict = v, .status = status, .text = "it failed"};

	collect_free(c);
	return c->source->instead(&page, &e);
}

static void
test_instead(void)
{
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	check("a page fails",
		ask_instead(&c, BASE "ListRecords&resumptionToken=t#a/b",
			V_RETRY_LATER, 500));
	check_str("its headers are asked for", collect_only_request(&c),
		HEADERS "&from=a&until=b#a/b");
	check("a busy server is no bad record",
		!ask_instead(&c, LIST, V_RETRY_LATER, 503));
	check("nor is one that refuses us",
		!ask_instead(&c, LIST, V_BLOCKED, 403));
	check("headers fail",
		!ask_instead(&c, HEADERS "#a/b", V_RETRY_LATER, 500));
	check("a record fails",
		ask_instead(&c,
			BASE "GetRecord&metadataPrefix=oai_dc&identifier=oai:"
			     "ojs.aaai.org:article/39173",
			V_RETRY_LATER, 500));
	check_int("nothing is asked", c.requests, 0);
	check_str("it is reported", c.problem[0].what, "bad-record");
	check("by its name",
		strstr(c.problem[0].text, "oai:ojs.aaai.org:article/39173"));
	check("a record behind a dead wire",
		!ask_instead(
			&c, BASE "GetRecord&identifier=x", V_RETRY_LATER, 0));
	collect_free(&c);
}

/* An answer with n headers, each of its own second, or all of one. */
static char *
headers(size_t n, bool same, const char *token)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	(void)buf_puts(&b, "<OAI-PMH><ListIdentifiers>");
	for (size_t i = n; i-- > 0;)
		(void)buf_printf(&b,
			"<header%s><identifier>oai:x:article/%zu</identifier>"
			"<datestamp>2026-03-14T00:%02zu:%02zuZ</datestamp>"
			"</header>",
			i % 10 == 9 ? " status='deleted'" : "", i,
			same ? 0 : i / 60, same ? 0 : i % 60);
	(void)buf_printf(&b,
		"<resumptionToken>%s</resumptionToken>"
		"</ListIdentifiers></OAI-PMH>",
		token);
	return b.s;
}

static void
given(struct collect *c, const char *window, char *body)
{
	char url[300];

	(void)snprintf(url, sizeof(url), HEADERS "#%s", window);
	check_int("headers", load_text(c, FOR_LIST, url, body, 100, true), 0);
	free(body);
}

static void
test_divide(void)
{
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	given(&c, "2026-01-01/2026-06-30", headers(80, false, ""));
	check_int("eight parts", c.requests, 8);
	check_str("the first begins with the first header", c.request[0].url,
		LIST "&from=2026-03-14T00:00:00Z&until=2026-03-14T00:00:09Z"
		     "#2026-03-14T00:00:00Z/2026-03-14T00:00:09Z");
	check_str("the last ends with the window", c.request[7].url,
		LIST "&from=2026-03-14T00:01:10Z&until=2026-06-30T23:59:59Z"
		     "#2026-03-14T00:01:10Z/2026-06-30T23:59:59Z");
	given(&c, "2026-01-01/2026-06-30", headers(80, false, "t"));
	check_int("what is not shown may lie before", c.requests, 9);
	check_str("from the window's begin", c.request[0].url,
		LIST "&from=2026-01-01T00:00:00Z&until=2026-03-13T23:59:59Z"
		     "#2026-01-01T00:00:00Z/2026-03-13T23:59:59Z");
	given(&c, "2026-01-01/2026-06-30", headers(20, false, ""));
	check_int("few are asked for one by one", c.requests, 18);
	check_str("but the deleted ones", c.request[17].url,
		BASE "GetRecord&metadataPrefix=oai_dc&identifier=oai:x:"
		     "article/0");
	given(&c, "2026-01-01/2026-06-30", headers(80, true, ""));
	check_int("all of one second", c.requests, 2);
	check_str("are cut out", c.request[0].url,
		LIST "&from=2026-03-14T00:00:00Z&until=2026-03-14T00:00:00Z"
		     "#2026-03-14T00:00:00Z/2026-03-14T00:00:00Z");
	given(&c, "2026-03-14T00:00:00Z/2026-03-14T00:00:00Z",
		headers(80, true, "t"));
	check_int("a second cannot be cut", c.requests, 73);
	check_str("and goes on", c.request[72].url,
		BASE "ListIdentifiers&resumptionToken=t#2026-03-14T00:00:00Z/"
		     "2026-03-14T00:00:00Z");
	given(&c, "/", headers(80, false, "t"));
	check_int("without bounds", c.requests, 9);
	check_str("the first part has no begin", c.request[0].url,
		LIST "&until=2026-03-13T23:59:59Z#/2026-03-13T23:59:59Z");
	check_str("the last no end", c.request[8].url,
		LIST "&from=2026-03-14T00:01:10Z#2026-03-14T00:01:10Z/");
	collect_free(&c);
}

static void
test_failures(void)
{
	static const char part[] =
		"<OAI-PMH><ListRecords><record><header><identifier>oai:x:"
		"article/1</identifier></header><metadata><dc><title>T</title>"
		"<source>J; Vol. 34</source></dc></metadata></record><record>";
	struct collect c;

	collect_init(&c, &source_ojs, &job);
	check_int("an answer that is cut",
		load_text(&c, FOR_LIST, LIST, part, 9, false), -1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("and gives its whole papers", c.papers, 1);
	check_int("asks for nothing", c.requests, 0);
	c.enough = 1;
	check_int("enough", load(&c, FOR_LIST, LIST, FILE_RECORDS, 0), 0);
	check_int("is enough", c.papers, 1);
	check_int("no more is asked", c.requests, 0);
	collect_free(&c);
}

int
main(void)
{
	(void)setenv("CF_NOW", "1795305600", 1); /* 2026-11-22 */
	test_paper();
	test_address();
	test_years();
	test_sources();
	test_sections();
	test_plan();
	test_windows();
	test_dead_token();
	test_instead();
	test_divide();
	test_failures();
	return test_end();
}
