/*
 * test_isca.c - indexes of the ISCA archive, pages of papers, and what is none
 * of them.
 */
#include "source_test.h"

extern const struct source source_isca;

#define SITE "https://www.isca-archive.org/"
#define DIR "tests/fixtures/isca/"

static const struct job job = {.venue = "interspeech", .year = 2021};

static void
test_plan(void)
{
	struct job other = job;
	struct collect c;

	collect_init(&c, &source_isca, &other);
	check_int("without a key", collect_plan(&c, FOR_LIST), 0);
	check_str("it is Interspeech", collect_only_request(&c),
		SITE "interspeech_2021/index.html");
	collect_free(&c);
	other.key = "odyssey_2022";
	check_int("a workshop", collect_plan(&c, FOR_LIST), 0);
	check_str("has a folder", collect_only_request(&c),
		SITE "odyssey_2022/index.html");
	collect_free(&c);
	other.key = "a/b";
	check_int("a key that is none", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
test_list(void)
{
	struct collect c;
	const char *url = SITE "interspeech_2021/index.html";

	collect_init(&c, &source_isca, &job);
	check_int("an index",
		load_thrice_file(&c, FOR_LIST, url, DIR "list-2021.html"), 0);
	check_str("papers, each once", collect_papers(&c),
		"isca:interspeech_2021/one21_interspeech - keynote\n"
		"isca:interspeech_2021/two21b_interspeech - -\n"
		"isca:interspeech_2021/three21_interspeech - -\n"
		"isca:interspeech_2021/five21_interspeech - show-and-tell\n");
	check_str("title over lines", field(&c, 0, P_TITLE),
		"Towards Made-up Speech");
	check_str("a title with markup and a bare <", field(&c, 1, P_TITLE),
		"The influence of x and a<b on names");
	check_str("authors", collect_authors(c.paper[1]),
		"Bo Tw\u00f3; Cy Three Jr.; Dee Four");
	check_str("session", c.paper[1]->keywords->value, "Voice & Quality");
	check_str("page", field(&c, 1, P_URL),
		SITE "interspeech_2021/two21b_interspeech.html");
	check_str("PDF", field(&c, 1, P_PDF_URL),
		SITE "interspeech_2021/two21b_interspeech.pdf");
	check("a paper without authors", !c.paper[2]->authors);
	check_int("one without a title", c.problems, 1);
	check_int("for a count",
		load(&c, FOR_COUNT, url, DIR "list-2021.html", 0), 0);
	check_int("papers are counted", c.count[0].n, 4);
	collect_free(&c);
}

static void
test_page(void)
{
	struct collect c;
	const char *url = SITE "interspeech_2021/two21b_interspeech.html";

	collect_init(&c, &source_isca, &job);
	check_int("a paper",
		load_thrice_file(&c, FOR_PAPER, url, DIR "page-2021.html"), 0);
	check_str("id", field(&c, 0, P_ID),
		"isca:interspeech_2021/two21b_interspeech");
	check_str("abstract with a division in it", field(&c, 0, P_ABSTRACT),
		"We hear names. And more.");
	check_str("DOI", field(&c, 0, P_DOI), "10.21437/Interspeech.2021-729");
	check_str("pages", field(&c, 0, P_PAGES), "1389-1393");
	check_str("year", field(&c, 0, P_PUBLISHED), "2021");
	check_str("authors, once", collect_authors(c.paper[0]),
		"Bo Tw\u00f3; Cy Three");
	check_int("a paper of a workshop without metas",
		load_text(&c, FOR_LIST,
			"https://www.isca-speech.org/archive/odyssey_2022/"
			"a22_odyssey.html",
			"<h3>A Title</h3><h5>Ada One, Bo Two</h5>"
			"<div id=abstract><p>Not closed <pre>@x{a, "
			"doi={10.21437/Odyssey.2022-1}}</pre>",
			1, true),
		0);
	check_str("has an id", field(&c, 0, P_ID),
		"isca:odyssey_2022/a22_odyssey");
	check_str("its PDF in another folder, on the old host",
		field(&c, 0, P_PDF_URL),
		"https://www.isca-speech.org/archive/pdfs/odyssey_2022/"
		"a22_odyssey.pdf");
	check_str("its abstract", field(&c, 0, P_ABSTRACT), "Not closed");
	check_str("a DOI", field(&c, 0, P_DOI), "10.21437/Odyssey.2022-1");
	collect_free(&c);
}

static void
test_none(void)
{
	struct collect c;
	const char *url = SITE "interspeech_2021/index.html";

	collect_init(&c, &source_isca, &job);
	check_int("another page",
		load_text(&c, FOR_LIST, url, "<a href=x.html>x</a>", 1, true),
		-1);
	check_int("is no index", c.err.verdict, V_LAYOUT);
	check_int("an index that breaks off",
		load_text(&c, FOR_LIST, url,
			"<a href=a21_x.html>A</a><a href=b21_x.html>B", 1,
			false),
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
