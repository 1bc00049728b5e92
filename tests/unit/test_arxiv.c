/*
 * test_arxiv.c - arXiv: the API's Atom in slices, years and months, what it
 * answers when it does not feel well; OAI-PMH in its three formats.
 */
#include "source_test.h"

extern const struct source source_arxiv;

#define QUERY(from, to, start, max)                                            \
	"https://export.arxiv.org/api/query?search_query=cat:cs.LG+AND+"       \
	"submittedDate:%5B" from "0000+TO+" to "2359%5D&sortBy="               \
	"submittedDate&sortOrder=ascending&start=" start "&max_results=" max
#define YEAR QUERY("20230101", "20231231", "0", "1000")
#define FEED                                                                   \
	"<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch='o' "  \
	"xmlns:arxiv='a' xmlns='http://www.w3.org/2005/Atom'>\n"
#define TOTAL(total, start)                                                    \
	"<opensearch:totalResults>" total "</opensearch:totalResults>"         \
	"<opensearch:startIndex>" start "</opensearch:startIndex>"
#define ENTRY                                                                  \
	"<entry><id>http://arxiv.org/abs/2301.00001v3</id><title>A\n  Title "  \
	"&amp; More</title><updated>2023-05-01T00:00:00Z</updated>"            \
	"<link href='https://arxiv.org/abs/2301.00001v3' rel='alternate'/>"    \
	"<summary>  Some $a&lt;b$\n  text.\n</summary><category "              \
	"term='cs.LG' scheme='s'/><category term='stat.ML' scheme='s'/>"       \
	"<published>2023-01-01T10:00:00Z</published>"                          \
	"<arxiv:primary_category term='cs.LG'/><author><name>Ada One</name>"   \
	"<arxiv:affiliation>Here</arxiv:affiliation></author>"                 \
	"<author><name>Bj&#246;rn Two</name></author>"                         \
	"<arxiv:doi>10.5555/one 10.5555/two</arxiv:doi>"                       \
	"<link rel='related' href='https://doi.org/10.5555/x' title='doi'/>"   \
	"</entry>\n"
#define OLD                                                                    \
	"<entry><id>http://arxiv.org/abs/cs/0503050v1</id>"                    \
	"<title>0</title></entry>"

static const struct job job = {.venue = "cs-lg", .year = 2023, .key = "cs.LG"};

static void
test_entries(void)
{
	static const char text[] =
		FEED TOTAL("3", "0") ENTRY OLD "<entry><title>x</title>"
					       "</entry></feed>";
	struct collect c;

	collect_init(&c, &source_arxiv, &job);
	check_int("a feed",
		load_thrice(&c, FOR_LIST, YEAR, text, sizeof(text) - 1), 0);
	check_str("papers", collect_papers(&c),
		"arxiv:2301.00001 - cs.LG\narxiv:cs/0503050 - -\n");
	check_str("title", field(&c, 0, P_TITLE), "A Title & More");
	check_str("abstract", field(&c, 0, P_ABSTRACT), "Some $a<b$ text.");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Two");
	check_str("affiliation", c.paper[0]->authors->affiliation[0], "Here");
	check_str("the date of the first version", field(&c, 0, P_PUBLISHED),
		"2023-01-01");
	check_str("DOI", field(&c, 0, P_DOI), "10.5555/one");
	check_str("address without version", field(&c, 0, P_URL),
		"https://arxiv.org/abs/2301.00001");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"https://arxiv.org/pdf/2301.00001");
	check_str("arXiv id", field(&c, 0, P_ARXIV), "2301.00001");
	check_str("categories", c.paper[0]->keywords->next->value, "stat.ML");
	check_int("an entry without id costs itself", c.problems, 1);
	check_int("the count of the year", c.count[0].n, 3);
	check_int("all were there", c.requests, 0);
	collect_free(&c);
}

static void
test_slices(void)
{
	struct collect c;

	collect_init(&c, &source_arxiv, &job);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("the year", collect_only_request(&c), YEAR);
	collect_free(&c);
	check_int("count", collect_plan(&c, FOR_COUNT), 0);
	check_str("the smallest answer", collect_only_request(&c),
		QUERY("20230101", "20231231", "0", "1"));
	check_int("its answer",
		load_text(&c, FOR_COUNT,
			QUERY("20230101", "20231231", "0", "1"),
			FEED TOTAL("9000", "0") ENTRY "</feed>", 0, true),
		0);
	check_int("counts", c.count[0].n, 9000);
	check_int("and that is all", c.papers + c.requests, 0);
	check_int("a short slice",
		load_text(&c, FOR_LIST, YEAR,
			FEED TOTAL("9000", "0") ENTRY "</feed>", 0, true),
		0);
	check_str("is gone on from its end", collect_only_request(&c),
		QUERY("20230101", "20231231", "1", "1000"));
	check_int("a year of many",
		load_text(&c, FOR_LIST, YEAR,
			FEED TOTAL("40000", "0") ENTRY "</feed>", 0, true),
		0);
	check_int("is asked by months", c.requests, 12);
	check_str("February", c.request[1].url,
		QUERY("20230201", "20230228", "0", "1000"));
	check_str("December", c.request[11].url,
		QUERY("20231201", "20231231", "0", "1000"));
	check_int("a month",
		load_text(&c, FOR_LIST,
			QUERY("20231201", "20231231", "0", "1000"),
			FEED TOTAL("2", "0") ENTRY "</feed>", 0, true),
		0);
	check_int("has no count of its own", c.counts, 0);
	check_str("goes on too", collect_only_request(&c),
		QUERY("20231201", "20231231", "1", "1000"));
	c.job = &(struct job){.year = 2023, .key = "cs LG"};
	check_int("a bad key", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
failure(const char *name, const char *url, const char *text, enum verdict v)
{
	struct collect c;

	collect_init(&c, &source_arxiv, &job);
	check_int(name, load_text(&c, FOR_LIST, url, text, 5, true), -1);
	check_str(name, verdict_name(c.err.verdict), verdict_name(v));
	collect_free(&c);
}

static bool
accepted(const char *url, const char *text)
{
	struct collect c;
	struct page page = {&job, &c.sink, url, "", FOR_LIST};
	struct err e = {.verdict = V_RETRY_LATER};

	collect_init(&c, &source_arxiv, &job);
	(void)snprintf(e.text, sizeof(e.text), "%s", text);
	return source_arxiv.instead(&page, &e);
}

static void
test_failures(void)
{
	static const char none[] = FEED TOTAL("0", "0") "</feed>";

	failure("an empty slice", QUERY("20230101", "20231231", "1000", "1000"),
		FEED TOTAL("2500", "1000") "</feed>", V_RETRY_LATER);
	failure("an empty year is asked again", YEAR, none, V_RETRY_LATER);
	check("and believed at last",
		accepted(YEAR, "arXiv gives an empty answer: no papers"));
	check("an empty month is not",
		!accepted(QUERY("20230201", "20230228", "0", "1000"),
			"arXiv gives an empty answer: no papers"));
	check("nor a year that cannot be had",
		!accepted(YEAR, "cannot reach 'export.arxiv.org'"));
	failure("an unknown id",
		"https://export.arxiv.org/api/query?id_list=0000.0000", none,
		V_EMPTY);
	failure("an error in an entry", YEAR,
		FEED TOTAL("1", "0") "<entry><id>https://arxiv.org/api/errors#"
				     "x</id><title>Error</title><summary>bad "
				     "query</summary></entry></feed>",
		V_FAILED);
	failure("nothing", YEAR, "", V_RETRY_LATER);
	failure("half an answer", YEAR, FEED ENTRY "<entry>", V_RETRY_LATER);
	failure("text", YEAR, "Rate exceeded.", V_LAYOUT);
	failure("a page", YEAR, "<html><body>x</body></html>", V_BLOCKED);
	failure("no feed", YEAR, "<rss><channel>x</channel></rss>", V_LAYOUT);
	failure("nothing known", YEAR, FEED "</feed>", V_LAYOUT);
}

#define OAI "https://oaipmh.arxiv.org/oai?verb=ListRecords"
#define RECORD(id, body)                                                       \
	"<record><header><identifier>oai:arXiv.org:" id "</identifier>"        \
	"<datestamp>2024-01-01</datestamp><setSpec>cs</setSpec></header>"      \
	"<metadata>" body "</metadata></record>"

static const char oai[] = "<OAI-PMH><ListRecords>" RECORD("2301.1",
	"<arXiv><id>2301.00001</id><created>2023-01-01</created>"
	"<updated>2024-01-01</updated><authors><author><keyname>One"
	"</keyname><forenames>Ada</forenames><suffix>Jr</suffix>"
	"<affiliation>Here</affiliation><affiliation>There"
	"</affiliation></author><author><keyname>The Team</keyname>"
	"</author></authors><title>A\n  Title</title><categories>cs.LG "
	"stat.ML</categories><doi>10.5555/one</doi><abstract>  If $a "
	"&lt;b$\nthen.\n</abstract></arXiv>") RECORD("2301.2",
	"<arXivRaw><id>2301.00002</id><submitter>S</submitter>"
	"<version version='v1'><date>Mon, 2 Jan 2023 19:18:42 "
	"GMT</date><size>1kb</size></version><version "
	"version='v2'><date>Tue, 3 Jan 2024 19:18:42 GMT</date>"
	"</version><title>Raw</title><authors>A. One (1), B. "
	"Two (2) and\n C. Three ((1) Here, (2) There)</authors>"
	"<categories>cs.AI</categories><abstract>  X."
	"</abstract></arXivRaw>")
	RECORD("2301.00003", "<oai_dc:dc><dc:title>Core</dc:title>"
			     "<dc:creator>One, Ada</dc:creator><dc:subject>"
			     "Computer Science - Learning</dc:subject>"
			     "<dc:description>  Y.</dc:description>"
			     "<dc:description>Comment: 9 pages"
			     "</dc:description><dc:date>2023-01-03</dc:date>"
			     "<dc:date>2024-02-02</dc:date><dc:identifier>"
			     "http://arxiv.org/abs/2301.00003"
			     "</dc:identifier></oai_dc:dc>") RECORD("2212.9",
		"<arXiv><id>2212.00009</id><created>"
		"2022-12-31</created><title>Old"
		"</title></arXiv>") "<resumptionToken>6|1</resumptionToken>"
				    "</ListRecords></OAI-PMH>";

static void
test_oai(void)
{
	struct collect c;

	collect_init(&c, &source_arxiv, &job);
	check_int("OAI-PMH",
		load_thrice(&c, FOR_LIST, OAI, oai, sizeof(oai) - 1), 0);
	check_str("papers of the year", collect_papers(&c),
		"arxiv:2301.00001 - cs.LG\narxiv:2301.00002 - cs.AI\n"
		"arxiv:2301.00003 - -\n");
	check_str("authors in parts", collect_authors(c.paper[0]),
		"Ada One Jr; The Team");
	check_str("affiliations", c.paper[0]->authors->affiliation[1], "There");
	check_str("abstract", field(&c, 0, P_ABSTRACT), "If $a <b$ then.");
	check_str("date", field(&c, 0, P_PUBLISHED), "2023-01-01");
	check_str("authors in a line", collect_authors(c.paper[1]),
		"A. One; B. Two; C. Three");
	check_str("the first version's date", field(&c, 1, P_PUBLISHED),
		"2023-01-02");
	check_str(
		"authors turned round", collect_authors(c.paper[2]), "Ada One");
	check_str("the comment is no abstract", field(&c, 2, P_ABSTRACT), "Y.");
	check_str("the first date", field(&c, 2, P_PUBLISHED), "2023-01-03");
	check_str("the next answer", collect_only_request(&c),
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&"
		"resumptionToken=6%7C1");
	c.job = &(struct job){.year = 1999};
	(void)load_text(&c, FOR_LIST, OAI, oai, 0, true);
	check_int("all years without a key", c.papers, 4);
	collect_free(&c);
}

int
main(void)
{
	test_entries();
	test_slices();
	test_failures();
	test_oai();
	return test_end();
}
