/*
 * test_openalex.c - the openalex source: what a key asks for, works of both
 * layouts, abstracts from their index, pages, and what is no list.
 */
#include "source_test.h"

#include "../../tools/sources/openalex.h"

#define DIR "tests/fixtures/openalex/"
#define API "https://api.openalex.org/works"
#define URL API "?filter=x&per_page=100&cursor=%2A"

extern const struct source source_openalex;

static struct collect c;
static struct job job;

static void
begin(int year, const char *key)
{
	job = (struct job){"x", year, key, false, false};
	collect_free(&c);
	collect_init(&c, &source_openalex, &job);
	c.type = "application/json";
}

static const char *
plan(const char *key, enum purpose purpose)
{
	begin(2023, key);
	return collect_plan(&c, purpose) < 0 ? c.err.text
					     : collect_only_request(&c);
}

static void
test_plan(void)
{
	static const char *const wrong[] = {
		NULL, "", "S123", "source=", "type=article", "title=x"};

	check_str("the count of a source", plan("source=S41", FOR_COUNT),
		API "?filter=primary_location.source.id:S41,"
		    "publication_year:2023,is_paratext:false&per_page=1"
		    "&select=id");
	check_str("a list by ISSN and type",
		plan("issn=2640-3498; type=article|review", FOR_LIST),
		API "?filter=primary_location.source.issn:2640-3498,"
		    "type:article|review,publication_year:2023,"
		    "is_paratext:false&per_page=100&select=id,doi,title,"
		    "display_name,publication_year,publication_date,ids,"
		    "primary_location,best_oa_location,locations,open_access,"
		    "authorships,biblio,is_paratext,keywords,"
		    "abstract_inverted_index&cursor=%2A");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		begin(2023, wrong[i]);
		check_int(wrong[i] ? wrong[i] : "(none)",
			collect_plan(&c, FOR_LIST), -1);
		check_int("asks for nothing", c.requests, 0);
	}
}

static void
test_works(void)
{
	const struct paper *p;

	begin(2023, "source=S1");
	check_int("a list is read",
		load_thrice_file(&c, FOR_LIST, URL, DIR "works.json"), 0);
	check_str("the works of the year", collect_papers(&c),
		"openalex:W4300000001 - -\nopenalex:W3000000003 - -\n");
	check_int("counted without what was left out", c.count[0].n, 2);
	check_int("all were there", c.requests, 0);
	check_int("nothing is wrong", c.problems, 0);
	p = c.paper[0];
	check_str("title", p->text[P_TITLE], "Graphs & Gradients");
	check_str("authors", collect_authors(p),
		"Ada Example; Bo Case; Only, Raw");
	check_str("affiliation", p->authors->affiliation[0],
		"Example University, Town");
	check_int("once", p->authors->naffiliation, 1);
	check_str("an institution", p->authors->next->affiliation[0],
		"Case Institute");
	check_str(
		"a raw one", p->authors->next->next->affiliation[0], "Raw Lab");
	check_str("ORCID", p->authors->orcid, "0000-0002-1825-0097");
	check_str("abstract", p->text[P_ABSTRACT],
		"We graphs study and graphs \U0001f600.");
	check_str("doi", p->text[P_DOI], "10.1145/example.1");
	check_str("url", p->text[P_URL], "https://doi.org/10.1145/Example.1");
	check_str(
		"PDF", p->text[P_PDF_URL], "https://arxiv.org/pdf/2301.01234");
	check_str("arXiv", p->text[P_ARXIV], "2301.01234");
	check_str("pages", p->text[P_PAGES], "99-107");
	check_str("volume", p->text[P_VOLUME], "12");
	check_str("published", p->text[P_PUBLISHED], "2023-05-01");
	check_str("its id", paper_get_id(p, "openalex"), "W4300000001");
	check_str("MAG", paper_get_id(p, "mag"), "2900000001");
	check_str("PubMed", paper_get_id(p, "pmid"), "29456894");
	check_str("keywords", p->keywords ? p->keywords->value : NULL, "Graph");
	check_str("of both forms",
		p->keywords && p->keywords->next ? p->keywords->next->value
						 : NULL,
		"old form");
}

static void
test_old_layout(void)
{
	const struct paper *p;

	begin(2023, NULL);
	load_thrice_file(&c, FOR_LIST, URL, DIR "works.json");
	check_int("without a key all of a page", c.papers, 3);
	check_int("and no count", c.counts, 0);
	p = collect_find(&c, "openalex:W3000000003");
	check("the old layout", p != NULL);
	if (!p)
		return;
	check_str("title", p->text[P_TITLE], "The Old Layout");
	check_str("url", p->text[P_URL], "https://example.org/old");
	check_str("PDF", p->text[P_PDF_URL],
		"https://example.org/doi/pdf/10.1145/1");
	check_str("arXiv", p->text[P_ARXIV], "cs/0112017");
	check_str("one page", p->text[P_PAGES], "218");
	check_str("affiliation", p->authors->affiliation[0],
		"School of Age, Old University");
	check_str("a number for MAG", paper_get_id(p, "mag"), "3000000003");
	check_str("abstract", p->text[P_ABSTRACT], "Abstract Old text.");
	p = collect_find(&c, "openalex:W4300000002");
	check_str("no place: OpenAlex's own page", p ? p->text[P_URL] : NULL,
		"https://openalex.org/W4300000002");
}

/* What is no day leaves the year. */
static void
test_dates(void)
{
	begin(2023, "source=S41");
	check_int("a work",
		load_text(&c, FOR_LIST, URL,
			"{\"id\":\"https://openalex.org/W9\",\"title\":\"T\","
			"\"publication_year\":2023,\"publication_date\":"
			"\"soon\"}",
			5, true),
		0);
	check_str("its year", field(&c, 0, P_PUBLISHED), "2023");
}

/* The text of an index. */
static const char *
abstract(const char *index)
{
	static struct buf b;
	struct json v;
	size_t at;

	if (!b.max)
		buf_init(&b, LIMIT_FIELD);
	if (!json_check(&v, index, strlen(index), &at))
		return "(no JSON)";
	openalex_abstract(&b, v);
	return buf_str(&b);
}

static void
test_abstracts(void)
{
	struct buf b;

	check_str("in the order of the positions",
		abstract("{\"b\":[1],\"a\":[0,3],\"c\":[2]}"), "a b c a");
	check_str(
		"with gaps", abstract("{\"b\":[900000000],\"a\":[5]}"), "a b");
	check_str("two words in a place", abstract("{\"a\":[0],\"b\":[0]}"),
		"a b");
	check_str("places that are none",
		abstract("{\"a\":[0],\"b\":[-1,\"x\",null,1.5,{}],\"c\":7}"),
		"a");
	check_str("null", abstract("null"), "");
	check_str("an array", abstract("[1,2]"), "");
	check_str("empty", abstract("{}"), "");
	buf_init(&b, 1 << 24);
	buf_puts(&b, "{\"w\":[");
	for (size_t i = 0; i < LIMIT_WORDS + 1; i++)
		buf_printf(&b, "%s%zu", i ? "," : "", i);
	buf_puts(&b, "]}");
	check_str("too many words are none", abstract(b.s), "");
	buf_free(&b);
}

static int
page(const char *body, const char *url)
{
	c.err.verdict = V_COMPLETE;
	return load_thrice(&c, FOR_LIST, url, body, strlen(body));
}

#define WORK(n)                                                                \
	"{\"id\":\"https://openalex.org/W" n "\",\"title\":\"T\","             \
	"\"publication_year\":2023}"

static void
test_pages(void)
{
	begin(2023, "source=S1");
	page("{\"meta\":{\"count\":3,\"next_cursor\":\"a=\"},\"results\":"
	     "[" WORK("1") "," WORK("2") "]}",
		URL);
	check_str("more to come", collect_only_request(&c),
		API "?filter=x&per_page=100&cursor=a%3D#seen=2,left=0,taken=2");
	page("{\"results\":[" WORK("3") "],\"meta\":{\"count\":3,"
					"\"next_cursor\":\"b\"}}",
		API "?cursor=a%3D#seen=2,left=0,taken=2");
	check_int("the last is known as such", c.requests, 0);
	check_int("and complete", c.problems, 0);
	page("{\"results\":[],\"meta\":{\"count\":3,\"next_cursor\":null}}",
		API "?cursor=b#seen=2,left=0,taken=2");
	check_str("one that comes too early",
		c.problems ? c.problem[0].what : "", "short-list");
	check_int("a count",
		load_text(&c, FOR_COUNT, API "?per_page=1",
			"{\"meta\":{\"count\":77},\"results\":[" WORK("1") "]}",
			3, true),
		0);
	check_int("is stated", c.counts ? c.count[0].n : 0, 77);
	begin(2023, NULL);
	check_int("a work alone", page(WORK("5"), API "/W5"), 0);
	check_str("is a paper", collect_papers(&c), "openalex:W5 - -\n");
	check_int("works of an array", page("[" WORK("5") "]", API), 0);
	check_int("too", c.papers, 1);
}

static void
test_refusals(void)
{
	static const struct {
		const char *name, *body;
		enum verdict verdict;
	} cases[] = {
		{"no key",
			"{\"error\":\"Unauthorized\",\"message\":\"An API "
			"key is required for cursor paging\"}",
			V_LOGIN},
		{"too fast",
			"{\"error\":\"Rate limit exceeded\",\"message\":"
			"\"10 requests per second\",\"retryAfter\":1}",
			V_RETRY_LATER},
		{"no budget",
			"{\"error\":\"Rate limit exceeded\",\"message\":"
			"\"Insufficient budget.\"}",
			V_RETRY_LATER},
		{"a bad filter",
			"{\"error\":\"Invalid query parameters "
			"error.\",\"message\":\"x is not valid\"}",
			V_FAILED},
		{"no works",
			"{\"meta\":{\"count\":0,\"next_cursor\":null},"
			"\"results\":[]}",
			V_EMPTY},
		{"none of five",
			"{\"meta\":{\"count\":5,\"next_cursor\":null},"
			"\"results\":[]}",
			V_RETRY_LATER},
		{"groups",
			"{\"meta\":{\"count\":2},\"results\":[],"
			"\"group_by\":[{\"key\":\"a\",\"count\":1}]}",
			V_LAYOUT},
		{"authors",
			"{\"meta\":{\"count\":1},\"results\":[{\"id\":"
			"\"https://openalex.org/A1\"}]}",
			V_LAYOUT},
		{"a venue", "{\"id\":\"https://openalex.org/V1\"}", V_LAYOUT},
		{"a page for people", "<html><title>Just a moment...</title>",
			V_BLOCKED},
		{"nothing", "", V_RETRY_LATER},
		{"half", "{\"meta\":{\"count\":1},\"results\":[{\"id\":\"",
			V_RETRY_LATER},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin(2023, "source=S1");
		check_int(cases[i].name, page(cases[i].body, URL), -1);
		check_str("its verdict", verdict_name(c.err.verdict),
			verdict_name(cases[i].verdict));
		check_int("no papers", c.papers, 0);
	}
}

int
main(void)
{
	collect_init(&c, &source_openalex, &job);
	test_plan();
	test_works();
	test_old_layout();
	test_dates();
	test_abstracts();
	test_pages();
	test_refusals();
	collect_free(&c);
	return test_end();
}
