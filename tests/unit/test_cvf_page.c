/*
 * test_cvf_page.c - CVF Open Access: pages of papers, and pages that are none.
 */
#include "source_test.h"

extern const struct source source_cvf;

#define BASE "https://openaccess.thecvf.com/"
#define DIR "tests/fixtures/cvf/"

#define ITEM "<dt class=\"ptitle\"><a href=\"/content/C2021/html/X.html\">T</a>"

static const struct job job = {.venue = "cvpr", .year = 2020};

/* --- pages of papers --- */

static void
test_paper(void)
{
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("the page of a paper",
		load_thrice_file(&c, FOR_PAPER,
			BASE "content_cvpr_2018/html/One_Maps_CVPR_2018_paper"
			     ".html",
			DIR "paper-2018.html"),
		0);
	check_int("one paper", c.papers, 1);
	check_str("id", field(&c, 0, P_ID),
		"cvf:CVPR2018:One_Maps_CVPR_2018_paper");
	check_str("a title that the meta has cut", field(&c, 0, P_TITLE),
		"Maps \"In-the-Wild\" and Beyond");
	check_str("authors as they are shown", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Two");
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"For $W<d$ and if a<b and c>d, k-maps of R&D hold.");
	check_str("pages", field(&c, 0, P_PAGES), "11-20");
	check_str("date", field(&c, 0, P_PUBLISHED), "2018");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"http://openaccess.thecvf.com/content_cvpr_2018/papers/"
		"One_Maps_CVPR_2018_paper.pdf");
	check_str("supplement", link_of(c.paper[0], "supplementary"),
		BASE "content_cvpr_2018/Supplemental/1234-supp.pdf");
	check_str("arXiv", field(&c, 0, P_ARXIV), "1801.00001");
	check("bibtex", c.paper[0]->text[P_BIBTEX] != NULL);
	check("links of the site are not the paper's",
		!link_of(c.paper[0], "imprint") &&
			!link_of(c.paper[0], "cvpr-2018"));
	collect_free(&c);
}

/* A page of a paper by its pieces. */
static void
test_paper_pieces(void)
{
#define TITLE "<div id=\"papertitle\">T</div>"
	static const char url[] = BASE "content/CVPR2021/html/X.html";
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a title alone", load_text(&c, FOR_LIST, url, TITLE, 0, true),
		0);
	check_str("is a paper", field(&c, 0, P_ID), "cvf:CVPR2021:X");
	check("without an abstract", !c.paper[0]->text[P_ABSTRACT]);
	check_int("pages behind the authors",
		load_text(&c, FOR_PAPER, url,
			TITLE "<div id=\"authors\"><b><i>A One</i></b>; Proc. "
			      "2013, pp. 7-9</div><div id=\"abstract\" >\nAn "
			      "abstract <div>with a box</div> that is not "
			      "closed<font size=\"5\">Related</font>",
			1, true),
		0);
	check_str("pages", field(&c, 0, P_PAGES), "7-9");
	check_str("an abstract without its end", field(&c, 0, P_ABSTRACT),
		"An abstract with a box that is not closed");
	check_int("a page known by its PDF",
		load_text(&c, FOR_PAPER, BASE "x?y",
			"<meta name=\"citation_title\" content=\"T\"><meta "
			"name=\"citation_author\" content=\"van One, Ada\">"
			"<meta name=\"citation_pdf_url\" content=\"" BASE
			"content_CVPR_2020/papers/Y.pdf\">",
			0, true),
		0);
	check_str("id", field(&c, 0, P_ID), "cvf:CVPR2020:Y");
	check_str("authors of the metas", collect_authors(c.paper[0]),
		"Ada van One");
	check_int("one that nothing names",
		load_text(&c, FOR_PAPER, BASE "x", TITLE, 0, true), -1);
	check_int("is not known", c.err.verdict, V_LAYOUT);
	check_int("one without a title",
		load_text(&c, FOR_PAPER, url, "<h1>Hi</h1>", 0, true), -1);
	check_int("is not known", c.err.verdict, V_LAYOUT);
	check_int("one that broke off",
		load_text(&c, FOR_PAPER, url, TITLE "<div id=abstract>An", 0,
			false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("and gives nothing", c.papers, 0);
	collect_free(&c);
}

/* --- the rest --- */

static void
test_failures(void)
{
	static const char *const bad[] = {"", "404: Not Found",
		"<h1>Just a moment...</h1>", "<a href=\"/CVPR2019?day=1\">x"};
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		check_int(bad[i],
			load_text(
				&c, FOR_LIST, BASE "CVPR2020", bad[i], 0, true),
			-1);
		check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	}
	check_int("an empty list",
		load_text(&c, FOR_LIST, BASE "CVPR2020?day=all",
			"<h3>Papers</h3><dl></dl>", 0, true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_int("a list that broke off",
		load_text(&c, FOR_LIST, BASE "CVPR2020", ITEM "</dt>" ITEM, 0,
			false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("and gives its whole papers only", c.papers, 1);
	c.enough = 1;
	check_int("enough is no failure",
		load_text(
			&c, FOR_LIST, BASE "CVPR2020", ITEM ITEM ITEM, 9, true),
		0);
	check_int("and exact", c.papers, 1);
	check("the feed was stopped", c.stopped);
	collect_free(&c);
}

/* Values of BibTeX that break what reads them. */
static void
test_bibtex(void)
{
	static const char *const entries[][3] = {
		{"@X{k, pages = {1--8}, month = oct, year = 2019}", "1-8",
			"2019-10"},
		{"@X{k, title = {a, pages = {3}}, year = {2019", NULL, NULL},
		{"@X{k, title = {{P}}, pages=\"5-6\", year = {2019},}", "5-6",
			"2019"},
		{"@X{k, YEAR = {2019}, MONTH = {13}}", NULL, "2019"},
		{"@X{}}}{{{,,,", NULL, NULL},
		{"pages = {1}", NULL, NULL},
	};

	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		char page[300];
		struct collect c;

		(void)snprintf(page, sizeof(page),
			ITEM "<dd>A<dd><div class=\"bibref\">%s</div>",
			entries[i][0]);
		collect_init(&c, &source_cvf, &job);
		(void)load_text(&c, FOR_LIST, BASE "C2021", page, 0, true);
		check_str(entries[i][0], field(&c, 0, P_PAGES), entries[i][1]);
		check_str("date", field(&c, 0, P_PUBLISHED), entries[i][2]);
		collect_free(&c);
	}
}

/* A list of authors, and a title, that are too long for anyone. */
static void
test_huge(void)
{
	size_t n = (2UL << 20) + 200;
	char *page = xmalloc(n + 100);
	struct collect c;
	int len;

	collect_init(&c, &source_cvf, &job);
	len = snprintf(page, 100, ITEM "<dd>");
	memset(page + len, 'a', n - (size_t)len);
	page[n] = '\0';
	check_int("a huge cell of authors",
		load_text(&c, FOR_LIST, BASE "C2021", page, 4096, true), 0);
	check_int(
		"costs the authors", c.papers == 1 && !c.paper[0]->authors, 1);
	check_str("and says so", c.problem[0].what, "authors");
	collect_free(&c);
	free(page);
}

int
main(void)
{
	test_paper();
	test_paper_pieces();
	test_failures();
	test_bibtex();
	test_huge();
	return test_end();
}
