/*
 * test_ecva.c - the one page of ECVA: its sections, its authors, its quotation
 * marks, and the pages of its papers.
 */
#include "source_test.h"

extern const struct source source_ecva;

#define BASE "https://www.ecva.net/"
#define LIST BASE "papers.php"
#define DIR "tests/fixtures/ecva/"
#define PAPERS BASE "papers/eccv_"

static struct job job = {.venue = "eccv", .year = 2024};

static void
test_2024(void)
{
	struct collect c;

	job.year = 2024;
	collect_init(&c, &source_ecva, &job);
	check_int("the section of 2024",
		load_thrice_file(&c, FOR_LIST, LIST, DIR "papers.html"), 0);
	check_str("papers", collect_papers(&c),
		"ecva:2024:4 - main\necva:2024:9 - main\n");
	check_str("marks inside of a title", field(&c, 0, P_TITLE),
		"Is \"All\" You Need?");
	check_str("marks around it", field(&c, 1, P_TITLE), "A Title in Marks");
	check_str("authors without footnotes", collect_authors(c.paper[0]),
		"Ada One; Bo J. Two; Cy Three");
	check_str("and with them in tags", collect_authors(c.paper[1]),
		"Di Four; Ed Five; Fy 3D Six");
	check_str("an address without marks", field(&c, 0, P_URL),
		PAPERS "2024/papers_ECCV/html/4_ECCV_2024_paper.php");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		PAPERS "2024/papers_ECCV/papers/00004.pdf");
	check_str("an address with a line's end", field(&c, 1, P_PDF_URL),
		PAPERS "2024/papers_ECCV/papers/00009.pdf");
	check_str("supplement", link_of(c.paper[0], "supplementary"),
		PAPERS "2024/papers_ECCV/papers/00004-supp.pdf");
	check_str("DOI", field(&c, 0, P_DOI), "10.1007/978-3-031-00001-9_1");
	check_str("id", paper_get_id(c.paper[0], "ecva"), "2024:4");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_2018(void)
{
	struct collect c;

	job.year = 2018;
	collect_init(&c, &source_ecva, &job);
	check_int("the section of 2018",
		load_thrice_file(&c, FOR_LIST, LIST, DIR "papers.html"), 0);
	check_int("papers", c.papers, 3);
	check_str("id", field(&c, 0, P_ID), "ecva:2018:Ida_Nine_Short_Name");
	check_str("family names first", collect_authors(c.paper[0]),
		"Ida Nine; Jo Ten; Ki van der Eleven");
	check_str("of one author", collect_authors(c.paper[1]), "Lu M. Twelve");
	check_str("two authors", collect_authors(c.paper[2]),
		"Mo Thirteen; Na Fourteen");
	collect_free(&c);
}

static void
test_years(void)
{
	struct collect c;

	job.year = 2020;
	collect_init(&c, &source_ecva, &job);
	check_int(
		"a count", load(&c, FOR_COUNT, LIST, DIR "papers.html", 0), 0);
	check_int("of its year", c.count[0].n, 1);
	check_int("gives no papers", c.papers, 0);
	job.year = 2022;
	check_int("a year between",
		load(&c, FOR_LIST, LIST, DIR "papers.html", 0), -1);
	check_int("is not there", c.err.verdict, V_EMPTY);
	job.year = 2026;
	check_int("a year to come",
		load(&c, FOR_LIST, LIST, DIR "papers.html", 0), -1);
	check_int("is not there yet", c.err.verdict, V_NOT_YET);
	check_int("something else",
		load_text(&c, FOR_LIST, LIST, "<h1>Hi</h1>", 0, true), -1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	collect_free(&c);
}

#define HREF "papers/eccv_2024/papers_ECCV/html/7_ECCV_2024_paper.php"

/* Authors as a cell has them. */
static void
test_authors(void)
{
	static const char *const cells[][2] = {
		{"Ada One and Bo Two", "Ada One; Bo Two"},
		{"One, Ada and Two, Jr., Bo", "Ada One; Bo Two Jr."},
		{"Ada One, Bo Two and Mausam", "Ada One; Bo Two; Mausam"},
		{"Mausam, Ada One", "Mausam; Ada One"},
		{"Ada One \u00b9 \u00b2 , Bo Two#", "Ada One; Bo Two"},
		{"Ada One\u2020\u2217, Bo Two\u2709\ufe0f", "Ada One; Bo Two"},
		{"Ada One1, 2, Bo Two 3", "Ada One; Bo Two"},
		{"Ada Andrews, Alexand One", "Ada Andrews; Alexand One"},
		{"*, ,", ""},
		{"", ""},
	};
	char page[400];
	struct collect c;

	job.year = 2024;
	collect_init(&c, &source_ecva, &job);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		(void)snprintf(page, sizeof(page),
			"<dt class=ptitle><a href=" HREF ">T</a></dt><dd>%s"
			"</dd><dd></dd>",
			cells[i][0]);
		check_int(cells[i][0],
			load_text(&c, FOR_LIST, LIST, page, 1, true), 0);
		check_str("authors", collect_authors(c.paper[0]), cells[i][1]);
	}
	collect_free(&c);
}

/* Without a section the address has the year; a section of workshops is one.
 */
static void
test_sections(void)
{
	struct collect c;

	job.year = 2024;
	collect_init(&c, &source_ecva, &job);
	check_int("no sections",
		load_text(&c, FOR_LIST, LIST,
			"<dt class=ptitle><a href='papers/eccv_2022/x/html/1_"
			"ECCV_2022_paper.php'>U</a><dd>A<dt class=ptitle><a "
			"href=" HREF ">T</a><dd>B",
			0, true),
		0);
	check_str("the year of the address", collect_papers(&c),
		"ecva:2024:7 - main\n");
	check_int("a section of workshops",
		load_text(&c, FOR_LIST, LIST,
			"<button class='accordion'>ECCV 2024 Workshop Papers"
			"</button><dl><dt class=ptitle><a href=" HREF ">T</a>"
			"<dd>B</dl>",
			0, true),
		0);
	check_str("is told apart", collect_papers(&c),
		"ecva:2024:7 - workshop\n");
	check_int("a page that broke off",
		load_text(&c, FOR_LIST, LIST,
			"<dt class=ptitle><a href=" HREF ">T</a>", 0, false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("and gives whole papers only", c.papers, 0);
	collect_free(&c);
}

static void
test_paper(void)
{
	static const char url[] =
		PAPERS "2020/papers_ECCV/html/267_ECCV_2020_paper.php";
	struct collect c;

	job.year = 2020;
	collect_init(&c, &source_ecva, &job);
	check_int("the page of a paper",
		load_thrice_file(&c, FOR_PAPER, url, DIR "paper-2020.html"), 0);
	check_str("papers", collect_papers(&c), "ecva:2020:267 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "Capsules & Clouds");
	check_str(
		"authors", collect_authors(c.paper[0]), "Gil Seven; Hal Eight");
	check_str("an abstract in marks", field(&c, 0, P_ABSTRACT),
		"We say \"no\" where $a<b$, and show why.");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		PAPERS "2020/papers_ECCV/papers/123460001.pdf");
	check_str("DOI", field(&c, 0, P_DOI), "10.1007/978-3-030-00001-5_1");
	check_str("at the publisher", link_of(c.paper[0], "publisher"),
		"https://link.springer.com/chapter/10.1007/"
		"978-3-030-00001-5_1");
	check("links of the site are not the paper's",
		!link_of(c.paper[0], "imprint"));
	check_int("text between two quotations",
		load_text(&c, FOR_PAPER, url,
			"<div id=papertitle>\"A\" or \"B\"</div>", 0, true),
		0);
	check_str("keeps its marks", field(&c, 0, P_TITLE), "\"A\" or \"B\"");
	collect_free(&c);
}

static void
test_plan(void)
{
	struct collect c;

	job.year = 2024;
	collect_init(&c, &source_ecva, &job);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("one page for all", collect_only_request(&c), LIST);
	collect_free(&c);
	job.key = "2024";
	check_int("a key", collect_plan(&c, FOR_LIST), -1);
	job.key = NULL;
	collect_free(&c);
}

int
main(void)
{
	test_2024();
	test_2018();
	test_years();
	test_authors();
	test_sections();
	test_paper();
	test_plan();
	return test_end();
}
