/*
 * test_facct.c - FAccT's page of 2022, its CSV files, and walls.
 */
#include "source_test.h"

extern const struct source source_facct;

#define SITE "https://facctconference.org/"
#define PAGE SITE "2022/acceptedpapers.html"
#define FILE_2025 SITE "static/docs/facct2025-final.csv"
#define FILE_2026 SITE "static/docs/facct2026-final.csv"

static struct job job = {.venue = "facct", .year = 2025};

static const char csv_2025[] =
	"TYPE,ID,ABSTRACT,AUTHOR,TITLE,URL,URL-OLD\r\n"
	"archival,8,\"One, line\nand \"\"more\"\".\",\"One, Ada\nand Tw\u00f6, "
	"Bj\u00f6rn\",\"A Title, with a Comma\",https://doi.org/10.1145/3715275"
	".3732002,https://facctconference.org/static/docs/"
	"8-acmpaginated.pdf\r\n"
	"nonarchival,245,Two.,Solo Author,No Address,,\r\n"
	"nonarchival,282,Three.,\"Last, First\",arXiv's,https://arxiv.org/abs/"
	"2410.08418v2,https://arxiv.org/abs/2410.08418\r\n"
	"archival,300,Four.,A B,,,\r\n";

static void
test_2025(void)
{
	struct collect c;

	collect_init(&c, &source_facct, &job);
	check_int("2025",
		load_thrice(
			&c, FOR_LIST, FILE_2025, csv_2025, strlen(csv_2025)),
		0);
	check_str("papers", collect_papers(&c),
		"facct:2025:8 - archival\n"
		"facct:2025:245 - non-archival\n"
		"facct:2025:282 - non-archival\n");
	check_str("title", field(&c, 0, P_TITLE), "A Title, with a Comma");
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"One, line and \"more\".");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Tw\u00f6");
	check_str("DOI", field(&c, 0, P_DOI), "10.1145/3715275.3732002");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		SITE "static/docs/8-acmpaginated.pdf");
	check_str("one author", collect_authors(c.paper[1]), "Solo Author");
	check("no address", !c.paper[1]->text[P_URL]);
	check_str("arXiv", field(&c, 2, P_ARXIV), "2410.08418");
	check_str("turned round", collect_authors(c.paper[2]), "First Last");
	check_int("a row without a title", c.problems, 1);
	check_str("costs itself", c.problem[0].what, "no-title");
	check_int("count",
		load_text(&c, FOR_COUNT, FILE_2025, csv_2025, 0, true), 0);
	check_int("rows", c.count[0].n, 4);
	collect_free(&c);
}

static void
test_2026(void)
{
	static const char csv[] =
		"\xef\xbb\xbfPaper ID,Title,Authors,Abstract\n"
		"10,First,Ada One; Bj\u00f6rn Tw\u00f6,\"We <b>do</b>, x<y.\"\n"
		"17,Second,\"Cy Three, Di Four, Eve Five\",Two.\n"
		"18,Third,Flo Six,Three.";
	struct job j = {.venue = "facct", .year = 2026};
	struct collect c;

	collect_init(&c, &source_facct, &j);
	check_int("2026",
		load_thrice(&c, FOR_LIST, FILE_2026, csv, strlen(csv)), 0);
	check_str("papers", collect_papers(&c),
		"facct:2026:10 - -\nfacct:2026:17 - -\nfacct:2026:18 - -\n");
	check_str("semicolons", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Tw\u00f6");
	check_str("commas", collect_authors(c.paper[1]),
		"Cy Three; Di Four; Eve Five");
	collect_free(&c);
}

static void
test_2022(void)
{
	static const char page[] =
		"<div class=\"page-header\"><h1>ACM FAccT 2022 Accepted Papers"
		"</h1></div><div class=\"alert\"><p>Disclaimer</p></div>"
		"<div class=\"col-lg-12\">\n"
		"<h4 id=\"1002\"><b>First &amp; $x<y$</b></h4>\n<p><i>Ada One "
		"and Bo Two</i></p> <br>\n<p>An <i>abstract</i>.</p>\n<p><span "
		"class=\"label label-primary\"><a "
		"href=\"https://doi.org/10.1145"
		"/3531146.3533138\">Paper</a></span>\n</p><p><span "
		"class=\"label"
		"\"><a href=\"https://www.youtube.com/watch?v=x\">Video</a>"
		"</span></p>\n"
		"<h4 id = \"17\"><b>Second</b></h4><h5>Distinguished Paper"
		"</h5><p><i>Cy Three, Di Four, and Eve Five</i></p><br>\n"
		"<p>Two.</p>\n<p>And more.</p><p><span class=\"label\"><a "
		"href=\"https://doi.org/"
		"10.1145/3531146.3533138\">Paper</a></span></p>"
		"<h4 id=\"3\"><b>Third</b></h4><p>Without authors.</p></div>"
		"<footer><p>CC-BY</p></footer>";
	struct job j = {.venue = "facct", .year = 2022};
	struct collect c;

	collect_init(&c, &source_facct, &j);
	check_int(
		"2022", load_thrice(&c, FOR_LIST, PAGE, page, strlen(page)), 0);
	check_str("papers", collect_papers(&c),
		"facct:2022:1002 - -\n"
		"facct:2022:17 Distinguished Paper -\n"
		"facct:2022:3 - -\n");
	check_str("title", field(&c, 0, P_TITLE), "First & $x<y$");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("abstract", field(&c, 0, P_ABSTRACT), "An abstract.");
	check("no DOI: the page has wrong ones", !c.paper[0]->text[P_DOI]);
	check_str("video", c.paper[0]->links->value,
		"https://www.youtube.com/watch?v=x");
	check_str("authors", collect_authors(c.paper[1]),
		"Cy Three; Di Four; Eve Five");
	check_str("all of an abstract", field(&c, 1, P_ABSTRACT),
		"Two. And more.");
	check_str("an abstract all the same", field(&c, 2, P_ABSTRACT),
		"Without authors.");
	check_int("one problem", c.problems, 1);
	collect_free(&c);
}

static void
test_failures(void)
{
	static const struct {
		const char *name, *url, *body;
		bool whole;
		enum verdict verdict;
	} cases[] = {
		{"nothing", FILE_2025, "", true, V_LAYOUT},
		{"a wall", FILE_2025, "<html><h1>Just a moment", true,
			V_BLOCKED},
		{"other columns", FILE_2025, "a,b\n1,2\n", true, V_LAYOUT},
		{"no rows", FILE_2025, "Title,Abstract,ID\n", true, V_EMPTY},
		{"broken off", FILE_2025, "Title,Abstract,ID\na,b,1\nc,\"d",
			false, V_RETRY_LATER},
		{"open quotes", FILE_2025, "Title,Abstract,ID\na,\"b,1\n", true,
			V_RETRY_LATER},
		{"another page", PAGE, "<h1>Hi</h1>", true, V_LAYOUT},
		{"no papers yet", PAGE, "<h1>Accepted Papers</h1>", true,
			V_EMPTY},
		{"page broken off", PAGE, "<h4 id=1><b>T</b></h4>", false,
			V_RETRY_LATER},
	};
	struct collect c;

	collect_init(&c, &source_facct, &job);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		check_int(cases[i].name,
			load_text(&c, FOR_LIST, cases[i].url, cases[i].body, 2,
				cases[i].whole),
			-1);
		check_int("verdict", c.err.verdict, cases[i].verdict);
	}
	c.enough = 1;
	check_int("enough",
		load_text(&c, FOR_LIST, FILE_2025, csv_2025, 16, true), 0);
	check_int("is exact", c.papers, 1);
	check("the feed was stopped", c.stopped);
	collect_free(&c);
}

static void
test_plan(void)
{
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_facct, &j);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("file", collect_only_request(&c), FILE_2025);
	collect_free(&c);
	j.year = 2022;
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("page", collect_only_request(&c), PAGE);
	collect_free(&c);
	j.year = 2023;
	check_int("no abstracts", collect_plan(&c, FOR_LIST), -1);
	j.key = "example.org/facct2023.csv";
	check_int("another file", collect_plan(&c, FOR_LIST), 0);
	check_str("is asked for", collect_only_request(&c),
		"https://example.org/facct2023.csv");
	collect_free(&c);
}

int
main(void)
{
	test_2025();
	test_2026();
	test_2022();
	test_failures();
	test_plan();
	return test_end();
}
