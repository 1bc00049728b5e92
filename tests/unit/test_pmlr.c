/*
 * test_pmlr.c - volumes of PMLR as YAML and as HTML, pages of papers, and what
 * is none of them.
 */
#include "source_test.h"

extern const struct source source_pmlr;

#define BASE "https://proceedings.mlr.press/"
#define DIR "tests/fixtures/pmlr/"

static const struct job job = {.venue = "icml", .year = 2023, .key = "202"};

static void
test_old_list(void)
{
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("list as of 2016",
		load(&c, FOR_LIST, BASE "v28/", DIR "list-2016.html", 3), 0);
	check_int("papers", c.papers, 2);
	check_str("id", field(&c, 0, P_ID), "pmlr:v28:one13");
	check_str("a title that is not escaped", field(&c, 0, P_TITLE),
		"Classes & Clusters when a<b");
	check_str("authors, one per line", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Tw\u00f6");
	check_str(
		"pages of a volume with issues", field(&c, 0, P_PAGES), "1-9");
	check_str("volume", field(&c, 0, P_VOLUME), "28");
	check_str("http stays as it is written", field(&c, 0, P_PDF_URL),
		"http://proceedings.mlr.press/v28/one13.pdf");
	check_str("supplementary", link_of(c.paper[0], "supplementary"),
		"http://proceedings.mlr.press/v28/one13-supp.pdf");
	check("a paper has no track", !c.paper[0]->text[P_TRACK]);
	check_str("a preface says so", field(&c, 1, P_TRACK), "preface");
	check_str("a short label for the PDF", field(&c, 1, P_PDF_URL),
		"http://proceedings.mlr.press/v28/three13.pdf");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_new_list(void)
{
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("list as of 2023",
		load(&c, FOR_LIST, BASE "v202/", DIR "list-2023.html", 1), 0);
	check_int("papers", c.papers, 2);
	check_str("mathematics stays", field(&c, 0, P_TITLE),
		"A $1/\\sqrt{n}$ Barrier");
	check_str("no-break spaces, an empty place",
		collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("pages", field(&c, 0, P_PAGES), "1-18");
	check_str("the forum of the href, not of the onclick",
		paper_get_id(c.paper[0], "openreview"), "AbC_dEf-12");
	check_str("its link", link_of(c.paper[0], "openreview"),
		"https://openreview.net/forum?id=AbC_dEf-12");
	check_str("software", link_of(c.paper[0], "software"),
		"https://example.org/code");
	check_str("supplementary", link_of(c.paper[0], "supplementary"),
		BASE "v202/one23a/one23a-supp.zip");
	check_str("the PDF may be elsewhere", field(&c, 0, P_PDF_URL),
		"https://raw.githubusercontent.com/mlresearch/v202/main/"
		"assets/one23a/one23a.pdf");
	check_int("bad items cost themselves", c.problems, 2);
	check_str("one without a link", c.problem[0].what, "no-id");
	check_str("one without a title", c.problem[1].what, "no-title");
	check_str("the list goes on", field(&c, 1, P_ID), "pmlr:v202:five23a");
	check_int("a count",
		load(&c, FOR_COUNT, BASE "v202/", DIR "list-2023.html", 0), 0);
	check_int("counts the items", c.count[0].n, 4);
	check_int("and gives no papers", c.papers, 0);
	check_int("nor problems", c.problems, 0);
	collect_free(&c);
}

static void
test_yaml(void)
{
	struct collect c;
	static const char url[] = BASE "v31/assets/bib/citeproc.yaml";

	collect_init(&c, &source_pmlr, &job);
	check_int("citeproc.yaml",
		load(&c, FOR_LIST, url, DIR "citeproc.yaml", 7), 0);
	check_int("papers", c.papers, 3);
	check_str("id", field(&c, 0, P_ID), "pmlr:v31:one13a");
	check_str("title without markup", field(&c, 0, P_TITLE),
		"Joint distributions: a study of R&D");
	check_str("abstract over several lines", field(&c, 0, P_ABSTRACT),
		"We don't say more. Values $a<b$ are - title: not an entry "
		"kept.");
	check_str("names in natural order", collect_authors(c.paper[0]),
		"Ada One; Mihaela van der Two; Alfred Hero III; Mausam");
	check_str("url", field(&c, 0, P_URL), BASE "v31/one13a.html");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"http://proceedings.mlr.press/v31/one13a.pdf");
	check_str("pages", field(&c, 0, P_PAGES), "1-9");
	check_str("date", field(&c, 0, P_PUBLISHED), "2013-04-09");
	check_str(
		"forum", paper_get_id(c.paper[0], "openreview"), "AbC_dEf-12");
	check_str("software", link_of(c.paper[0], "software"),
		"https://example.org/code");
	check_str("a control character and a byte of Latin-1",
		field(&c, 1, P_TITLE), "A back space and a Latin-1 \u00e9");
	check_str("pages of a preface", field(&c, 1, P_TRACK), "preface");
	check_str("a date in a list of dates", field(&c, 1, P_PUBLISHED),
		"2013-04");
	check_str("without an address it is beside the file",
		field(&c, 2, P_URL), BASE "v31/four13a.html");
	check("\"false\" is no forum",
		c.papers == 3 && !paper_get_id(c.paper[2], "openreview"));
	check_int("bad entries cost themselves", c.problems, 2);
	check_str("one that is no YAML", c.problem[0].what, "yaml");
	check_str("one without a title", c.problem[1].what, "no-title");
	collect_free(&c);
}

static void
test_either(void)
{
	struct collect c;
	static const char url[] = BASE "v202/assets/bib/citeproc.yaml";

	collect_init(&c, &source_pmlr, &job);
	check_int("a list where the file was expected",
		load(&c, FOR_LIST, url, DIR "list-2023.html", 0), 0);
	check_int("is read all the same", c.papers, 2);
	check_int("a challenge where the file was expected",
		load(&c, FOR_LIST, url, DIR "challenge.html", 0), -1);
	check_int("is not", c.err.verdict, V_LAYOUT);
	collect_free(&c);
}

static void
test_paper(void)
{
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("page of a paper",
		load(&c, FOR_PAPER, BASE "v202/one23a.html",
			DIR "paper-2023.html", 1),
		0);
	check_int("one paper", c.papers, 1);
	check_str("id", field(&c, 0, P_ID), "pmlr:v202:one23a");
	check_str("an abstract that is never closed", field(&c, 0, P_ABSTRACT),
		"A bound for $1\\leq p<2$ and for $2<p<\\infty$, where $P_T< "
		"\\! \\!<P_S$ holds.");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Alfred Two III");
	check_str("pages", field(&c, 0, P_PAGES), "37238-37272");
	check_str("volume", field(&c, 0, P_VOLUME), "202");
	check_str("date", field(&c, 0, P_PUBLISHED), "2023-07-03");
	check_str(
		"forum", paper_get_id(c.paper[0], "openreview"), "AbC_dEf-12");
	check("links of the footer are not the paper's",
		!link_of(c.paper[0], "github-account"));
	collect_free(&c);
}

/* A page of a list with one paper, whose links begin so. */
static void
test_same_paper(void)
{
	static const char *const links[] = {"http://proceedings.mlr.press/v54/",
		"https://proceedings.mlr.press/v54/", "/v54/", "",
		"//proceedings.mlr.press/v54/"};
	char page[600];
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	for (size_t i = 0; i < 5; i++) {
		(void)snprintf(page, sizeof(page),
			"<div class=paper><p class=title>T</p><p class=details>"
			"<span class=authors>\n\n  A One, \n\n  B Two III, \n\n"
			"  , \n Jr.</span><span class=info>PMLR 54:-</span>"
			"<p class=links>[<a "
			"href='%sone17a.html'>abs</a>]</div>",
			links[i]);
		(void)load_text(&c, FOR_LIST, BASE "v54/", page, 2, true);
		check_str("the same id", field(&c, 0, P_ID), "pmlr:v54:one17a");
		check_str("authors", collect_authors(c.paper[0]),
			"A One; B Two III Jr.");
		check("no pages are no Roman pages",
			!c.paper[0]->text[P_TRACK]);
		collect_free(&c);
	}
}

static void
test_cut_paper(void)
{
	static const char page[] = "<h1>A Tit";
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("a page that is cut inside of its title",
		load_text(&c, FOR_PAPER, BASE "v54/one17a.html", page, 0, true),
		-1);
	check_int("has none", c.papers, 0);
	collect_free(&c);
}

#define ITEM(key)                                                              \
	"<div class=\"paper\"><p class=\"title\">T</p>[<a href=\"/v202/" key   \
	".html\">abs</a>]"

static void
test_failures(void)
{
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("nothing", load_text(&c, FOR_LIST, BASE "v202/", "", 0, true),
		-1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("another site",
		load_text(&c, FOR_LIST, BASE "v202/", "<h1>Hi</h1>", 0, true),
		-1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("text",
		load_text(
			&c, FOR_LIST, BASE "v202/", "404: Not Found", 0, true),
		-1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("a volume without papers",
		load_text(&c, FOR_LIST, BASE "v202/", "<h2>Volume 202: X</h2>",
			0, true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_int("a list that broke off",
		load_text(&c, FOR_LIST, BASE "v202/",
			ITEM("a23a") "</div>" ITEM("b23a"), 0, false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("and gives its whole papers only", c.papers, 1);
	check_int("a file that broke off",
		load_text(&c, FOR_LIST, BASE "v202/",
			"- title: A\n  id: a23a\n- title: B\n  id: b23", 0,
			false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("items without an end tag",
		load_text(&c, FOR_LIST, BASE "v202/", ITEM("a23a") ITEM("b23a"),
			0, true),
		0);
	check_int("are whole at the next", c.papers, 2);
	collect_free(&c);
}

static void
test_enough(void)
{
	static const char *const pages[] = {
		ITEM("a23a") "</div>" ITEM("b23a") "</div>",
		"- title: A\n  URL: " BASE "v1/a.html\n- title: B\n  URL: " BASE
		"v1/b.html\n"};
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	for (size_t i = 0; i < 2; i++) {
		c.enough = 1;
		check_int("enough is no failure",
			load_text(
				&c, FOR_LIST, BASE "v202/", pages[i], 9, true),
			0);
		check_int("and exact", c.papers, 1);
		check("the feed was stopped", c.stopped);
		collect_free(&c);
	}
}

static void
test_plan(void)
{
	static const char *const bad[] = {
		"", "v", "x12", "12a", "123456", "12//", "/"};
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_pmlr, &j);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("the file first", c.request[0].url,
		BASE "v202/assets/bib/citeproc.yaml");
	check_str("then the page", c.request[0].otherwise, BASE "v202/");
	collect_free(&c);
	j.key = "r5";
	check_int("plan of a count", collect_plan(&c, FOR_COUNT), 0);
	check_str("the page", c.request[0].url, BASE "r5/");
	check("and nothing else", !c.request[0].otherwise);
	collect_free(&c);
	j.key = "v202/";
	check_int("plan for the page alone", collect_plan(&c, FOR_LIST), 0);
	check_str("is the page", collect_only_request(&c), BASE "v202/");
	collect_free(&c);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j.key = bad[i];
		check_int("a key that is none", collect_plan(&c, FOR_LIST), -1);
	}
	j.key = NULL;
	check_int("no key", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

int
main(void)
{
	test_old_list();
	test_new_list();
	test_yaml();
	test_either();
	test_paper();
	test_same_paper();
	test_cut_paper();
	test_failures();
	test_enough();
	test_plan();
	return test_end();
}
