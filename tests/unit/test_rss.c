/*
 * test_rss.c - volumes of Robotics: Science and Systems, pages of papers, and
 * what is none of them.
 */
#include "source_test.h"

extern const struct source source_rss;

#define SITE "https://www.roboticsproceedings.org/"
#define DIR "tests/fixtures/rss/"

static const struct job job = {.venue = "rss", .year = 2023};

static void
test_plan(void)
{
	struct job other = job;
	struct collect c;

	collect_init(&c, &source_rss, &other);
	check_int("a year", collect_plan(&c, FOR_LIST), 0);
	check_str("is a volume", collect_only_request(&c),
		SITE "rss19/index.html");
	collect_free(&c);
	other.year = 2005;
	check_int("the first", collect_plan(&c, FOR_LIST), 0);
	check_str("has two digits", collect_only_request(&c),
		SITE "rss01/index.html");
	collect_free(&c);
	other.year = 2004;
	check_int("a year before", collect_plan(&c, FOR_LIST), -1);
	other.key = "1x";
	check_int("a key that is none", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
test_list(void)
{
	struct collect c;

	collect_init(&c, &source_rss, &job);
	check_int("an index",
		load_thrice_file(&c, FOR_LIST, SITE "rss19/index.html",
			DIR "list-19.html"),
		0);
	check_str("papers, each once", collect_papers(&c),
		"rss:19/001 - -\nrss:19/002 - -\nrss:19/003 - -\n");
	check_str("title", field(&c, 0, P_TITLE),
		"Grasping Made-up Things when a<b");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Cy Three III");
	check_str("page", field(&c, 0, P_URL), SITE "rss19/p001.html");
	check_str("PDF", field(&c, 0, P_PDF_URL), SITE "rss19/p001.pdf");
	check_str("DOI", field(&c, 0, P_DOI), "10.15607/RSS.2023.XIX.001");
	check_str("volume", field(&c, 0, P_VOLUME), "19");
	check_str("italics in a title are no authors", field(&c, 1, P_TITLE),
		"Fast and Slow");
	check_str("nor lost", collect_authors(c.paper[1]), "Dee F\u00f3ur");
	check("a paper without authors", !c.paper[2]->authors);
	check_int("one without a title", c.problems, 1);
	check_int("an early volume",
		load_text(&c, FOR_LIST, SITE "rss05/index.html",
			"<td><a href=p35.html>A</a><br><i>B</i></td>", 1, true),
		0);
	check_str(
		"has numbers of two digits", field(&c, 0, P_ID), "rss:05/035");
	check_str("and DOIs of three", field(&c, 0, P_DOI),
		"10.15607/RSS.2009.V.035");
	check_int("a row with its PDF in front",
		load_text(&c, FOR_LIST, SITE "rss02/index.html",
			"<tr><td><a href=p07.pdf>PDF</a></td>"
			"<td><a href=p07.html>A</a><br><i>B</i></td></tr>",
			1, true),
		0);
	check_str("has it all the same", field(&c, 0, P_PDF_URL),
		SITE "rss02/p07.pdf");
	check_int("for a count",
		load(&c, FOR_COUNT, SITE "rss19/index.html", DIR "list-19.html",
			0),
		0);
	check_int("papers are counted", c.count[0].n, 3);
	collect_free(&c);
}

static void
test_page(void)
{
	struct collect c;

	collect_init(&c, &source_rss, &job);
	check_int("a paper",
		load_thrice_file(&c, FOR_PAPER, SITE "rss19/p001.html",
			DIR "page-19.html"),
		0);
	check_str("id", field(&c, 0, P_ID), "rss:19/001");
	check_str("bold type does not end the abstract",
		field(&c, 0, P_ABSTRACT),
		"We grasp things if a<b. And let go.");
	check_str("date", field(&c, 0, P_PUBLISHED), "2023-07-10");
	check_str("DOI", field(&c, 0, P_DOI), "10.15607/RSS.2023.XIX.001");
	check("BibTeX", field(&c, 0, P_BIBTEX) != NULL);
	check_str("authors, once", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_int("a page without metas and ends",
		load_text(&c, FOR_LIST, SITE "rss01/p02.html",
			"<h3>A Title</h3><i>Ada One, Bo Two</i><p><b>Abstract:"
			"</b> All of it",
			1, true),
		0);
	check_str("title", field(&c, 0, P_TITLE), "A Title");
	check_str("abstract", field(&c, 0, P_ABSTRACT), "All of it");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	collect_free(&c);
}

static void
test_none(void)
{
	struct collect c;
	const char *url = SITE "rss19/index.html";

	collect_init(&c, &source_rss, &job);
	check_int("another page",
		load_text(&c, FOR_LIST, url, "<a href=x.html>x</a>", 1, true),
		-1);
	check_int("is no index", c.err.verdict, V_LAYOUT);
	check_int("an index that breaks off",
		load_text(&c, FOR_LIST, url,
			"<a href=p001.html>A</a><a href=p002.html>B", 1, false),
		-1);
	check_int("is asked for again", c.err.verdict, V_RETRY_LATER);
	check_int("what is whole is kept", c.papers, 1);
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_list();
	test_page();
	test_none();
	return test_end();
}
