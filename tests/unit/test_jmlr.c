/*
 * test_jmlr.c - volumes of JMLR of all eras, TMLR, and pages of papers.
 */
#include "source_test.h"

extern const struct source source_jmlr;

#define BASE "https://jmlr.org/"
#define DIR "tests/fixtures/jmlr/"

static struct job job = {.venue = "jmlr", .year = 2025, .key = "v26"};

static void
test_volume(void)
{
	struct collect c;

	collect_init(&c, &source_jmlr, &job);
	check_int("volume of 2025",
		load_thrice_file(&c, FOR_LIST, BASE "papers/v26/",
			DIR "volume-2025.html"),
		0);
	check_str("papers", collect_papers(&c),
		"jmlr:v26:24-0001 - -\n"
		"jmlr:v26:24-0002 - mloss\n"
		"jmlr:v26:24-0004 - -\n");
	check_str(
		"title", field(&c, 0, P_TITLE), "One k-Means & More when a<b");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Two Jr.; C. Three");
	check_str("pages", field(&c, 0, P_PAGES), "1-58");
	check_str("volume", field(&c, 0, P_VOLUME), "26");
	check_str("year", field(&c, 0, P_PUBLISHED), "2025");
	check_str("url", field(&c, 0, P_URL), BASE "papers/v26/24-0001.html");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		BASE "papers/volume26/24-0001/24-0001.pdf");
	check_str("bibtex", link_of(c.paper[0], "bibtex"),
		BASE "papers/v26/24-0001.bib");
	check_str("code", link_of(c.paper[0], "code"),
		"https://example.org/code");
	check_str("id", paper_get_id(c.paper[0], "jmlr"), "v26:24-0001");
	check_int("what is strange costs itself", c.problems, 2);
	check_str("no link", c.problem[0].what, "no-id");
	check_str("no authors", c.problem[1].what, "authors");
	check_int("count",
		load(&c, FOR_COUNT, BASE "papers/v26/", DIR "volume-2025.html",
			0),
		0);
	check_int("items", c.count[0].n, 4);
	check_int("and no papers", c.papers, 0);
	collect_free(&c);
}

static void
test_old_volume(void)
{
	struct job j = {.venue = "jmlr", .year = 2002, .key = "v3"};
	struct collect c;

	collect_init(&c, &source_jmlr, &j);
	check_int("volume of 2002",
		load_thrice_file(&c, FOR_LIST, BASE "papers/v3/",
			DIR "volume-2002.html"),
		0);
	check_str("papers of all its years", collect_papers(&c),
		"jmlr:v3:one02a - -\n"
		"jmlr:v3:three03a - special-issue-on-variable-and-feature-"
		"selection\n"
		"jmlr:v3:five03a - -\n");
	check_str("an open <dt>", field(&c, 0, P_TITLE), "The First Old Paper");
	check_str("names with 'and'", collect_authors(c.paper[0]),
		"Andr\u00e1s One; G\u00e1bor Two");
	check_str("a relative link", field(&c, 0, P_URL),
		BASE "papers/v3/one02a.html");
	check_str("brackets inside of a link", field(&c, 0, P_PDF_URL),
		BASE "papers/volume3/one02a/one02a.pdf");
	check_str("PostScript", link_of(c.paper[0], "ps-gz"),
		BASE "papers/volume3/one02a/one02a.ps.gz");
	check_str("a month for an issue", field(&c, 0, P_VOLUME), "3");
	check_str("a hyphen", field(&c, 0, P_PAGES), "1-29");
	check_str("wrong nesting", collect_authors(c.paper[1]),
		"Cy Three; Di Four");
	check_str("two hyphens", field(&c, 1, P_PAGES), "1157-1182");
	check_str("the year it bears", field(&c, 1, P_PUBLISHED), "2003");
	check_str("a dash, no markup", field(&c, 2, P_PAGES), "7-9");
	check_str("nor around the names", collect_authors(c.paper[2]),
		"Eve Five");
	check_str("a PDF names the paper too", field(&c, 2, P_ID),
		"jmlr:v3:five03a");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_tmlr(void)
{
	struct job j = {.venue = "tmlr", .year = 2024, .key = "tmlr"};
	struct collect c;

	collect_init(&c, &source_jmlr, &j);
	check_int("TMLR",
		load_thrice_file(
			&c, FOR_LIST, BASE "tmlr/papers/", DIR "tmlr.html"),
		0);
	check_int("papers of the year", c.papers, 2);
	check_str("id", field(&c, 0, P_ID), "tmlr:AbC_1");
	check_str("forum", paper_get_id(c.paper[0], "openreview"), "AbC_1");
	check_str("title", field(&c, 0, P_TITLE),
		"Concept Sliders for $W<d$ & Video");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Zo\u00eb Two");
	check_str("month", field(&c, 0, P_PUBLISHED), "2024-03");
	check_str("forum's page", link_of(c.paper[0], "openreview"),
		"https://openreview.net/forum?id=AbC_1");
	check_str("is the paper's", field(&c, 0, P_URL),
		"https://openreview.net/forum?id=AbC_1");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"https://openreview.net/pdf?id=AbC_1");
	check_str("bibtex", link_of(c.paper[0], "bibtex"),
		BASE "tmlr/papers/bib/AbC_1.bib");
	check_str(
		"certifications", field(&c, 0, P_DECISION), "survey, featured");
	check("none", !c.paper[1]->text[P_DECISION]);
	check_str("unclosed", field(&c, 1, P_ID), "tmlr:ghi789");
	check_int("one bad item", c.problems, 1);
	check_str("without a forum", c.problem[0].what, "no-id");
	j.year = 2031;
	check_int("a year without papers",
		load(&c, FOR_LIST, BASE "tmlr/papers/", DIR "tmlr.html", 0),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	collect_free(&c);
}

static void
test_mloss(void)
{
	struct job j = {.venue = "mloss", .year = 2025, .key = "mloss"};
	static const char page[] =
		"<h1>Machine Learning Open Source Software</h1>"
		"<dl><dt>New<dd><b><i>A One</i></b>; (2):1-6, 2025.<br>"
		"[<a href=/papers/v26/a.html>abs</a>]</dl>"
		"<dl><dt>Old<dd><b><i>B Two</i></b>; 8(Jan):1-6, 2007.<br>"
		"[<a href=/papers/v8/b07a.html>abs</a>]</dl>";
	struct collect c;

	collect_init(&c, &source_jmlr, &j);
	check_int("MLOSS",
		load_text(&c, FOR_LIST, BASE "mloss/", page, 5, true), 0);
	check_str("papers of the year", collect_papers(&c),
		"jmlr:v26:a - mloss\n");
	check_int("a count",
		load_text(&c, FOR_COUNT, BASE "mloss/", page, 0, true), 0);
	check_int("of the year", c.count[0].n, 1);
	collect_free(&c);
}

static void
test_paper(void)
{
	struct collect c;

	collect_init(&c, &source_jmlr, &job);
	check_int("page of 2021",
		load_thrice_file(&c, FOR_PAPER, BASE "papers/v22/20-1380.html",
			DIR "paper-2021.html"),
		0);
	check_str("id", field(&c, 0, P_ID), "jmlr:v22:20-1380");
	check_str("title", field(&c, 0, P_TITLE),
		"River: \"learning\" on streams");
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"We keep $a<b$ and k apart.");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("pages", field(&c, 0, P_PAGES), "1-8");
	check_str("code", link_of(c.paper[0], "code"),
		"https://example.org/river");
	check("no navigation", !link_of(c.paper[0], "edit") &&
				       !link_of(c.paper[0], "bibliography"));
	check_int("page of 2002",
		load_thrice_file(&c, FOR_PAPER, BASE "papers/v3/one02a.html",
			DIR "paper-2002.html"),
		0);
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"The text stands here without a paragraph. It goes on for a "
		"while.");
	check_str("authors", collect_authors(c.paper[0]),
		"Andr\u00e1s One; Bo Two");
	check_str("pages", field(&c, 0, P_PAGES), "73-98");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		BASE "papers/volume3/one02a/one02a.pdf");
	check_int("an element with an id",
		load_text(&c, FOR_PAPER, BASE "papers/v9/x08a.html",
			"<h2>T</h2><div id=abstract>Here.</div>", 1, true),
		0);
	check_str("is the abstract", field(&c, 0, P_ABSTRACT), "Here.");
	check_int("an abstract without end",
		load_text(&c, FOR_PAPER, BASE "papers/v9/x08a.html",
			"<h2>T</h2><h3>Abstract</h3>Up to here", 1, true),
		0);
	check_str("ends with the page", field(&c, 0, P_ABSTRACT), "Up to here");
	collect_free(&c);
}

static void
test_failures(void)
{
	static const char list[] = BASE "papers/v26/";
	struct collect c;

	collect_init(&c, &source_jmlr, &job);
	check_int("nothing", load_text(&c, FOR_LIST, list, "", 0, true), -1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("another page",
		load_text(
			&c, FOR_LIST, list, "<h1>Just a moment</h1>", 0, true),
		-1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("no papers yet",
		load_text(
			&c, FOR_LIST, list, "<h1>JMLR Volume 26</h1>", 0, true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_int("broken off",
		load_text(&c, FOR_LIST, list,
			"<dt>A<dd>B; (1):1-2, 2025.[<a href=a.html>abs</a>]"
			"<dt>C<dd>D; (1):1-2, 2025.[<a href=b.ht",
			0, false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("whole papers only", c.papers, 1);
	c.enough = 1;
	check_int("enough",
		load(&c, FOR_LIST, list, DIR "volume-2025.html", 16), 0);
	check_int("is exact", c.papers, 1);
	check("the feed was stopped", c.stopped);
	collect_free(&c);
}

static void
test_plan(void)
{
	static const struct {
		const char *key, *url;
	} good[] = {{"v23", BASE "papers/v23/"}, {"tmlr", BASE "tmlr/papers/"},
		{"mloss", BASE "mloss/"}, {NULL, BASE "papers/v26/"},
		{"topic/bayesian_opt", BASE "papers/topic/bayesian_opt.html"},
		{"special/feature03", BASE "papers/special/feature03.html"}};
	static const char *const bad[] = {"v", "v12x", "x", "topic/",
		"topic/a/b", "special/a b", "v123456"};
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_jmlr, &j);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		j.key = good[i].key;
		check_int("plan", collect_plan(&c, FOR_LIST), 0);
		check_str("url", collect_only_request(&c), good[i].url);
		collect_free(&c);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j.key = bad[i];
		check_int("a key that is none", collect_plan(&c, FOR_LIST), -1);
	}
	collect_free(&c);
}

static void
test_sections(void)
{
	static const char page[] =
		"<h1>JMLR Volume 2</h1><dl>\n<dt>Made-up Kernels (and More)\n "
		"(Kernel Machines Section)</dt>\n<dd><b><i>A. One</i></b>; "
		"2(Dec):1--9, 2001.\n<br>[<a "
		"href=\"/papers/v2/one01a.html\">abs"
		"</a>]</dd></dl><dl><dt>Bandits (Special Topic on "
		"Learning)</dt>"
		"<dd><b><i>B. Two</i></b>; 2(Dec):10--19, 2001.\n"
		"<br>[<a href=\"/papers/v2/two01a.html\">abs</a>]</dd></dl>"
		"<dl><dt>A Toolbox (T3F)</dt><dd><b><i>C. Three</i></b>; "
		"2(Dec):20--29, 2001.\n"
		"<br>[<a href=\"/papers/v2/three01a.html\">abs</a>]</dd></dl>";
	struct job j = {.venue = "jmlr", .year = 2001, .key = "v2"};
	struct collect c;

	collect_init(&c, &source_jmlr, &j);
	check_int("sections of a volume",
		load_thrice(&c, FOR_LIST, BASE "papers/v2/", page,
			sizeof(page) - 1),
		0);
	check_str("are tracks", collect_papers(&c),
		"jmlr:v2:one01a - kernel-machines-section\n"
		"jmlr:v2:two01a - special-topic-on-learning\n"
		"jmlr:v2:three01a - -\n");
	check_str("and not of the title", field(&c, 0, P_TITLE),
		"Made-up Kernels (and More)");
	check_str("nor topics", field(&c, 1, P_TITLE), "Bandits");
	check_str("what is stays", field(&c, 2, P_TITLE), "A Toolbox (T3F)");
	collect_free(&c);
}

int
main(void)
{
	test_volume();
	test_old_volume();
	test_tmlr();
	test_mloss();
	test_paper();
	test_failures();
	test_plan();
	test_sections();
	return test_end();
}
