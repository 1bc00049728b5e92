/*
 * test_semanticscholar.c - the semanticscholar source: what a key asks for,
 * the bulk search with its tokens and its own idea of venues, other answers of
 * the same API, and what is no list.
 */
#include "source_test.h"

#define DIR "tests/fixtures/semanticscholar/"
#define API "https://api.semanticscholar.org/graph/v1/paper/"
#define BULK API "search/bulk?venue=NeurIPS&year=2023&fields=title"

extern const struct source source_semanticscholar;

static struct collect c;
static struct job job;

static void
begin(const char *key)
{
	job = (struct job){"x", 2023, key, false, false};
	collect_free(&c);
	collect_init(&c, &source_semanticscholar, &job);
	c.type = "application/json";
}

static void
test_plan(void)
{
	begin("NeurIPS,Neural Information Processing Systems");
	check_int("a plan", collect_plan(&c, FOR_LIST), 0);
	check_str("by venue and year", collect_only_request(&c),
		API "search/bulk?venue=NeurIPS,Neural%20Information%20"
		    "Processing%20Systems&year=2023&fields=title,abstract,"
		    "authors,externalIds,url,venue,publicationVenue,journal,"
		    "year,publicationDate,openAccessPdf");
	begin("R&D");
	check_int("a count", collect_plan(&c, FOR_COUNT), 0);
	check_str("of the ids", collect_only_request(&c),
		API "search/bulk?venue=R%26D&year=2023&fields=paperId");
	begin(NULL);
	check_int("no key, no plan", collect_plan(&c, FOR_LIST), -1);
}

static void
test_bulk(void)
{
	const struct paper *p;

	begin("NeurIPS");
	check_int("a page is read",
		load_thrice_file(&c, FOR_LIST, BULK, DIR "bulk.json"), 0);
	check_str("the papers of the venue and the year", collect_papers(&c),
		"s2:649def34f8be52c8b66281af98ae884c09aef38b - -\n"
		"s2:aaaadef34f8be52c8b66281af98ae884c09aef38 - -\n"
		"s2:eeeedef34f8be52c8b66281af98ae884c09aef38 - -\n");
	check_str("leads to the next", collect_only_request(&c),
		BULK "&token=PCOA3RZ%2B%2F%3D#seen=7,left=3,taken=3");
	check_int("the estimate, for now", c.count[0].n, 9);
	check_int("what was odd is told", c.problems, 2);
	check_str("a title that is none", c.problem[0].what, "no-title");
	check_str("and other venues", c.problem[1].text,
		"1 of 7 papers are of other venues, the first of 'Academic "
		"Medicine': is 'NeurIPS' the name that semanticscholar "
		"knows?");
	p = c.paper[0];
	check_str("title", p->text[P_TITLE], "Graphs \u2013 Gradients & More");
	check_str("authors", collect_authors(p), "Ada Example; Bo Case");
	check_str("affiliation", p->authors->next->affiliation[0], "Case Lab");
	check_str("abstract", p->text[P_ABSTRACT], "We study \U0001f600.");
	check_str("url", p->text[P_URL],
		"https://www.semanticscholar.org/paper/"
		"649def34f8be52c8b66281af98ae884c09aef38b");
	check_str(
		"PDF", p->text[P_PDF_URL], "https://arxiv.org/pdf/2301.01234");
	check_str("doi", p->text[P_DOI], "10.18653/v1/ex.1");
	check_str("arXiv", p->text[P_ARXIV], "2301.01234");
	check_str("dblp", paper_get_id(p, "dblp"), "conf/ex/CaseE23");
	check_str("acl", paper_get_id(p, "acl"), "2023.ex-1.1");
	check_str("corpus", paper_get_id(p, "s2corpus"), "19170988");
	check_str("s2", paper_get_id(p, "s2"),
		"649def34f8be52c8b66281af98ae884c09aef38b");
	check_str("day", p->text[P_PUBLISHED], "2023-05-01");
	check_str("a year alone", field(&c, 1, P_PUBLISHED), "2023");
	check_str("no abstract", field(&c, 1, P_ABSTRACT), NULL);
	check_str("an empty PDF is none", field(&c, 1, P_PDF_URL), NULL);
}

static int
page(const char *body, const char *url)
{
	c.err.verdict = V_COMPLETE;
	return load_thrice(&c, FOR_LIST, url, body, strlen(body));
}

#define PAPER(n) "{\"paperId\":\"" n "\",\"title\":\"T\",\"year\":2023}"

static void
test_pages(void)
{
	begin("NeurIPS");
	check_int("the last page",
		page("{\"total\":99,\"token\":null,\"data\":[" PAPER("ab") "]}",
			BULK "&token=t#seen=7,left=3,taken=4"),
		0);
	check_int("leads nowhere", c.requests, 0);
	check_int("what came is the count", c.count[0].n, 5);
	check_str("of the same list", c.count[0].what, BULK);
	check_int("an empty last page",
		page("{\"total\":9,\"token\":null,\"data\":[]}",
			BULK "&token=t#seen=7,left=3,taken=4"),
		0);
	check_int("an empty page in the midst",
		page("{\"total\":9,\"token\":\"u\",\"data\":[]}",
			BULK "&token=t#seen=7,left=3,taken=4"),
		-1);
	check_int("may come another time", c.err.verdict, V_RETRY_LATER);
	check_int("tokens without end",
		page("{\"total\":9,\"token\":\"u\",\"data\":[" PAPER("ab") "]}",
			BULK "&token=t#seen=10090,left=0,taken=10090"),
		0);
	check_int("are not followed for ever", c.requests, 0);
	check_str("and told", c.problems ? c.problem[0].what : "", "cursor");
	check_int("a day that is none",
		page("{\"total\":1,\"data\":[{\"paperId\":\"ab\",\"title\":"
		     "\"T\",\"year\":2023,\"publicationDate\":\"soon\"}]}",
			BULK),
		0);
	check_str("leaves the year", field(&c, 0, P_PUBLISHED), "2023");
	check_int("a count",
		load_text(&c, FOR_COUNT, BULK,
			"{\"data\":[" PAPER(
				"ab") "],\"total\":4321,\"token\":\"x\"}",
			3, true),
		0);
	check_int("is stated", c.counts ? c.count[0].n : 0, 4321);
	check_int("and nothing more", c.requests + c.papers, 0);
	c.enough = 1;
	check_int("enough",
		page("{\"total\":9,\"token\":\"t\",\"data\":[" PAPER(
			     "ab") "," PAPER("ac") "]}",
			BULK),
		0);
	check_int("is enough", c.papers, 1);
	check_int("no further page", c.requests, 0);
}

static void
test_others(void)
{
	begin(NULL);
	check_int("a paper alone", page(PAPER("ab"), API "ab"), 0);
	check_str("is one", collect_papers(&c), "s2:ab - -\n");
	check_int("a batch",
		page("[null," PAPER("ab") "," PAPER("cd") "]", API "batch"), 0);
	check_int("without what nobody knows", c.papers, 2);
	check_int("nor a word of it", c.problems, 0);
	check_int("citations",
		page("{\"offset\":0,\"next\":1,\"data\":[{"
		     "\"citingPaper\":" PAPER("ab") "},{\"citedPaper\":" PAPER(
			     "cd") "},"
				   "{\"citingPaper\":{\"paperId\":null,"
				   "\"title\":\"x\"}}]}",
			API "ab/citations"),
		0);
	check_str("are papers", collect_papers(&c), "s2:ab - -\ns2:cd - -\n");
	check_str("what has no id is told", c.problems ? c.problem[0].text : "",
		"1 of 3 records have not a paperId");
	check_int("a search by relevance",
		page("{\"total\":9,\"offset\":0,\"next\":100,\"data\":[" PAPER(
			     "ab") "]}",
			API "search?query=x"),
		0);
	check_int("is one page", c.requests, 0);
}

static void
test_refusals(void)
{
	static const struct {
		const char *name, *body;
		enum verdict verdict;
	} cases[] = {
		{"a bad key", "{\"message\":\"Forbidden\"}", V_LOGIN},
		{"too many",
			"{\"message\":\"Too Many Requests. Please wait\","
			"\"code\":\"429\"}",
			V_RETRY_LATER},
		{"a bad field",
			"{\"error\":\"Unrecognized or unsupported "
			"fields: [x]\"}",
			V_FAILED},
		{"no such paper", "{\"error\":\"Paper with id 0 not found\"}",
			V_MOVED},
		{"nothing", "{\"total\":0,\"token\":null,\"data\":[]}",
			V_EMPTY},
		{"nothing of something",
			"{\"total\":7,\"token\":null,\"data\":[]}",
			V_RETRY_LATER},
		{"a time-out", "{\"message\":\"Endpoint request timed out\"}",
			V_RETRY_LATER},
		{"nothing, without data", "{\"total\":0,\"offset\":0}",
			V_EMPTY},
		{"authors", "{\"data\":[{\"authorId\":\"1\",\"name\":\"A\"}]}",
			V_LAYOUT},
		{"an author", "{\"authorId\":\"1\",\"name\":\"A\"}", V_LAYOUT},
		{"an id that is none",
			"{\"paperId\":\"..\\/x\",\"title\":"
			"\"T\"}",
			V_LAYOUT},
		{"HTML", "<html><body>502 Bad Gateway", V_RETRY_LATER},
		{"an empty body", "  \n", V_RETRY_LATER},
		{"half", "{\"total\":1,\"data\":[{\"paperId\":", V_RETRY_LATER},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin("NeurIPS");
		check_int(cases[i].name, page(cases[i].body, BULK), -1);
		check_str("its verdict", verdict_name(c.err.verdict),
			verdict_name(cases[i].verdict));
		check_int("no papers", c.papers, 0);
	}
}

int
main(void)
{
	collect_init(&c, &source_semanticscholar, &job);
	test_plan();
	test_bulk();
	test_pages();
	test_others();
	test_refusals();
	collect_free(&c);
	return test_end();
}
