/*
 * test_cvf.c - CVF Open Access: what is asked for, lists of all years, menus,
 * pages of papers, and what is none of them.
 */
#include "source_test.h"

extern const struct source source_cvf;

#define BASE "https://openaccess.thecvf.com/"
#define DIR "tests/fixtures/cvf/"

static const struct job job = {.venue = "cvpr", .year = 2020};

/* --- what is asked for --- */

static void
test_plan(void)
{
	static const char *const keys[][3] = {
		{"CVPR2013", BASE "CVPR2013", BASE "CVPR2013.py"},
		{"ICCV2019", BASE "ICCV2019", BASE "ICCV2019.py"},
		{"CVPR2020", BASE "CVPR2020", BASE "CVPR2020.py"},
		{"ECCV2018", BASE "ECCV2018", BASE "ECCV2018.py"},
		{"WACV2024", BASE "WACV2024", BASE "WACV2024.py"},
		{"ACCV2022", BASE "ACCV2022", BASE "ACCV2022.py"},
		{"CVPR2021", BASE "CVPR2021?day=all", BASE "CVPR2021#days"},
		{"ICCV2025", BASE "ICCV2025?day=all", BASE "ICCV2025#days"},
		{"WACV2026", BASE "WACV2026?day=all", BASE "WACV2026#days"},
		{"CVPR2026_findings", BASE "CVPR2026_findings?day=all",
			BASE "CVPR2026_findings#days"},
		{"CVPR2021_workshops", BASE "CVPR2021_workshops/menu",
			BASE "CVPR2021_workshops/menu.py"},
		{"CVPR2021_workshops/NTIRE", BASE "CVPR2021_workshops/NTIRE",
			BASE "CVPR2021_workshops/NTIRE.py"},
	};
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_cvf, &j);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		j.key = keys[i][0];
		check_int(j.key, collect_plan(&c, FOR_LIST), 0);
		check_str("the list", collect_only_request(&c), keys[i][1]);
		check_str("and instead", c.request[0].otherwise, keys[i][2]);
		collect_free(&c);
	}
	j.key = NULL;
	check_int("no key", collect_plan(&c, FOR_COUNT), 0);
	check_str("venue and year", collect_only_request(&c), BASE "CVPR2020");
	check_int("is a count", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_bad_keys(void)
{
	static const char *const bad[] = {"", "CVPR", "2020", "cvpr2020",
		"CVPR20201", "CVPR2020/..", "CVPR2020_workshop",
		"CVPR2020?day=all", "CVPR2020_workshops/a b", "X2020"};
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_cvf, &j);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j.key = bad[i];
		check_int(bad[i], collect_plan(&c, FOR_LIST), -1);
	}
	check_int("asks for nothing", c.requests, 0);
	collect_free(&c);
}

/* --- lists --- */

static void
test_2013(void)
{
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a list of 2013",
		load_thrice_file(
			&c, FOR_LIST, BASE "CVPR2013.py", DIR "list-2013.html"),
		0);
	check_int("papers", c.papers, 2);
	check_str("id", field(&c, 0, P_ID),
		"cvf:CVPR2013:One_Lines_and_Planes_2013_CVPR_paper");
	check_str("nothing is escaped", field(&c, 0, P_TITLE),
		"Lines & Planes: What Is \"Straight\"?");
	check_str("the link's name, not the bibtex's",
		collect_authors(c.paper[0]), "Ada One; Bj\u00f6rn Two");
	check_str("url", field(&c, 0, P_URL),
		BASE "content_cvpr_2013/html/"
		     "One_Lines_and_Planes_2013_CVPR_paper.html");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		BASE "content_cvpr_2013/papers/"
		     "One_Lines_and_Planes_2013_CVPR_paper.pdf");
	check_str("supplement", link_of(c.paper[0], "supplementary"),
		BASE "content_cvpr_2013/supplemental/"
		     "One_Lines_2013_CVPR_supplemental.zip");
	check_str("date", field(&c, 0, P_PUBLISHED), "2013-06");
	check_str("track", field(&c, 0, P_TRACK), "main");
	check_str("bibtex, a field a line", field(&c, 0, P_BIBTEX),
		"@InProceedings{One_2013_CVPR,\n"
		"  author = {Ada One and Bjorn Two},\n"
		"  title = {Lines & Planes: What Is \"Straight\"?},\n"
		"  journal = {The IEEE Conference on Computer Vision and "
		"Pattern Recognition (CVPR)},\n"
		"  month = {June},\n"
		"  year = {2013}\n}");
	check_str("a bare <", field(&c, 1, P_TITLE), "When a<b Holds in $L_1$");
	check("no authors", c.papers == 2 && !c.paper[1]->authors);
	check_str("the PDF beside the page", field(&c, 1, P_PDF_URL),
		BASE "content_cvpr_2013/papers/"
		     "Three_When_a_2013_CVPR_paper.pdf");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_2020(void)
{
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a list of 2020",
		load_thrice_file(
			&c, FOR_LIST, BASE "CVPR2020", DIR "list-2020.html"),
		0);
	check_int("papers", c.papers, 2);
	check_str("marks inside of a value, an empty link, a Jr.",
		collect_authors(c.paper[0]), "Di \"Max\" Four; Eva Five Jr.");
	check_str("arXiv", field(&c, 0, P_ARXIV), "2003.01234");
	check_str("its link", link_of(c.paper[0], "arxiv"),
		"http://arxiv.org/abs/2003.01234v2");
	check_str("video", link_of(c.paper[0], "video"),
		"https://www.youtube.com/watch?v=abcdefghijk");
	check_str("dataset", link_of(c.paper[0], "dataset"),
		"https://example.org/grids/");
	check("the bibtex is no link", !link_of(c.paper[0], "bibtex"));
	check_int("bad items cost themselves", c.problems, 2);
	check_str("one without a link", c.problem[0].what, "no-id");
	check_str("is named", c.problem[0].text, "A Title Without a Link");
	check_str("one without a title", c.problem[1].what, "no-title");
	check_str("a paper of a workshop", field(&c, 1, P_ID),
		"cvf:CVPR2020W/w28:Seven_Small_Things_CVPRW_2020_paper");
	check_str(
		"is not of the main track", field(&c, 1, P_TRACK), "workshop");
	check_str("names without forms", collect_authors(c.paper[1]),
		"Gil Seven; Hal Eight");
	check_str("a link behind the cells", field(&c, 1, P_PDF_URL),
		BASE "content_CVPRW_2020/papers/w28/"
		     "Seven_Small_Things_CVPRW_2020_paper.pdf");
	check_int("a count",
		load(&c, FOR_COUNT, BASE "CVPR2020", DIR "list-2020.html", 0),
		0);
	check_int("counts the items", c.count[0].n, 4);
	check_int("and gives no papers", c.papers, 0);
	check_int("nor problems", c.problems, 0);
	collect_free(&c);
}

static void
test_2025(void)
{
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a list of 2025",
		load_thrice_file(&c, FOR_LIST, BASE "CVPR2025?day=all",
			DIR "list-2025.html"),
		0);
	check_int("papers", c.papers, 2);
	check_str("id", field(&c, 0, P_ID),
		"cvf:CVPR2025:Nine_Cut__Paste_CVPR_2025_paper");
	check_str("its name without the site", paper_get_id(c.paper[0], "cvf"),
		"CVPR2025:Nine_Cut__Paste_CVPR_2025_paper");
	check_str("title", field(&c, 0, P_TITLE), "Cut & Paste");
	check_str("authors", collect_authors(c.paper[0]),
		"Ida Nine; Ng\u1ecdc Ten");
	check_str("pages of the bibtex", field(&c, 0, P_PAGES), "101-110");
	check_str("date of the bibtex", field(&c, 0, P_PUBLISHED), "2025-06");
	check_str("arXiv", field(&c, 0, P_ARXIV), "2412.00001");
	check_str("a workshop", field(&c, 1, P_ID),
		"cvf:CVPR2025W/NTIRE:Eleven_A_Challenge_CVPRW_2025_paper");
	check_str("a form without a link", collect_authors(c.paper[1]),
		"Jo Eleven; Ki Twelve");
	check_int("a list leads nowhere else", c.requests, 0);
	collect_free(&c);
}

/* The address of a paper on a list, and what it gives. */
static void
test_places(void)
{
	static const char *const places[][3] = {
		{"content_iccv_2013/html/X.html", "cvf:ICCV2013:X", "main"},
		{"/content_ICCV_2019/html/X.html", "cvf:ICCV2019:X", "main"},
		{"/content_ECCV_2018/html/X.html", "cvf:ECCV2018:X", "main"},
		{"content_WACV_2020/html/X.html", "cvf:WACV2020:X", "main"},
		{"/content/WACV2024/html/X.html", "cvf:WACV2024:X", "main"},
		{"/content/ACCV2022/html/X.html", "cvf:ACCV2022:X", "main"},
		{"/content_cvpr_workshops_2014/W08/html/X.html",
			"cvf:CVPR2014W/W08:X", "workshop"},
		{"content_cvpr_2017_workshops/w17/html/X.html",
			"cvf:CVPR2017W/w17:X", "workshop"},
		{"/content_WACVW_2020/html/w5/X.html", "cvf:WACV2020W/w5:X",
			"workshop"},
		{"/content/ICCV2023W/AMFG/html/X.html", "cvf:ICCV2023W/AMFG:X",
			"workshop"},
		{"/content/CVPR2026F/html/X.html", "cvf:CVPR2026F:X",
			"findings"},
		{"http://openaccess.thecvf.com/content_cvpr_2017/html/X.html",
			"cvf:CVPR2017:X", "main"},
		{"http://www.cv-foundation.org/openaccess/content_cvpr_2013/"
		 "html/X.html",
			"cvf:CVPR2013:X", "main"},
	};
	static const char *const bad[] = {"/menu", "#", "", "/content/x.html",
		"/content/CVPR/html/X.html", "/content/CVPR2021/X.html",
		"/content/CVPR2021/html/", "/contents/CVPR2021/html/X.html",
		"/content/CVPR20211/html/X.html", "javascript:x()",
		"/content_cvpr_2018", "/content_cvpr_2018/"};
	char page[600];
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		(void)snprintf(page, sizeof(page),
			"<dl><dt class=\"ptitle\"><br><a href=\"%s\">T</a></dt>"
			"<dd>A One, B Two</dd></dl>",
			places[i][0]);
		(void)load_text(&c, FOR_LIST, BASE "X2020", page, 3, true);
		check_str(places[i][0], field(&c, 0, P_ID), places[i][1]);
		check_str("track", field(&c, 0, P_TRACK), places[i][2]);
		check_str(
			"authors", collect_authors(c.paper[0]), "A One; B Two");
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		(void)snprintf(page, sizeof(page),
			"<dt class=ptitle><a href=\"%s\">T</a></dt>", bad[i]);
		(void)load_text(&c, FOR_LIST, BASE "X2020", page, 0, true);
		check_int(bad[i], c.papers, 0);
		check_str("has no id", c.problem[0].what, "no-id");
	}
	collect_free(&c);
}

/* What may be missing or out of place in an item. */
static void
test_items(void)
{
#define ITEM "<dt class=\"ptitle\"><a href=\"/content/C2021/html/X.html\">T</a>"
	static const struct {
		const char *name, *page, *authors, *pdf;
	} items[] = {
		{"no end tags",
			ITEM "<dd>A One, B Two<dd>[<a href=/a.pdf>pdf</a>]",
			"A One; B Two", BASE "a.pdf"},
		{"no cell of authors", ITEM "<dd>[<a href=\"/a.pdf\">pdf</a>]",
			"", BASE "a.pdf"},
		{"both in one",
			ITEM "<dd>A One, B Two<br>[<a href='a.pdf'>pdf</a>]",
			"A One; B Two", BASE "a.pdf"},
		{"links saved by a browser",
			ITEM "<dd><form><a href=\"" BASE
			     "C2021#\">A O&#39;Ne</a>,</form><form><a href=\""
			     "" BASE "C2021#\">B Two</a></form></dd>",
			"A O'Ne; B Two", BASE "content/C2021/papers/X.pdf"},
		{"links without commas",
			ITEM "<dd><a>A One</a><a>B Two</a></dd>",
			"A One; B Two", BASE "content/C2021/papers/X.pdf"},
		{"inputs alone",
			ITEM "<dd><form><input type=hidden name=query "
			     "value=\"A One\"></form><form><input "
			     "name=\"query_author\" value=\" B Two\"></form>",
			"A One; B Two", BASE "content/C2021/papers/X.pdf"},
		{"inputs alone in a form",
			ITEM "<dd><form><input name=query_author value=\"A "
			     "One\"><input name=query_author value=\"B Two\">"
			     "</form></dd>",
			"A One; B Two", BASE "content/C2021/papers/X.pdf"},
		{"inputs alone without a form",
			ITEM "<dd><input name=query_author value=\"A One\">"
			     "<input name=query_author value=\"B Two\"></dd>",
			"A One; B Two", BASE "content/C2021/papers/X.pdf"},
		{"a page cut off inside of a tag",
			ITEM
			"<dd><form id=\"a\"><a href=\"#\">A One</a>,</form>"
			"\n<form id=\"form-BTwo",
			"A One", BASE "content/C2021/papers/X.pdf"},
		{"a link without an address",
			ITEM "<dd>A One<dd>[<a class=fakelink>bibtex</a>]"
			     "[<a href=\"#\">pdf</a>][<a href=\" b.pdf \n\">"
			     "PDF</a>]",
			"A One", BASE "b.pdf"},
	};
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a title that links to the PDF",
		load_text(&c, FOR_LIST, BASE "C2021",
			"<dt class=ptitle><a href=/content/C2021/papers/X.pdf>"
			"T</a></dt><dd>A One</dd>",
			0, true),
		0);
	check_str("names the paper", field(&c, 0, P_ID), "cvf:C2021:X");
	check_str("and has its PDF", field(&c, 0, P_PDF_URL),
		BASE "content/C2021/papers/X.pdf");
	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		(void)load_text(
			&c, FOR_LIST, BASE "C2021", items[i].page, 1, true);
		check_int(items[i].name, c.papers, 1);
		check_str("authors", collect_authors(c.paper[0]),
			items[i].authors);
		check_str("PDF", field(&c, 0, P_PDF_URL), items[i].pdf);
	}
	collect_free(&c);
}

/* --- menus --- */

static void
test_menu(void)
{
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a menu of days",
		load_thrice_file(
			&c, FOR_COUNT, BASE "CVPR2019", DIR "menu-2019.html"),
		0);
	check_int("leads to each once", c.requests, 3);
	check_str("the first", c.request[0].url,
		BASE "CVPR2019.py?day=2019-06-18");
	check_int("for the same", c.request[0].purpose, FOR_COUNT);
	check_str(
		"the second", c.request[1].url, BASE "CVPR2019?day=2019-06-19");
	check_str("the third", c.request[2].url,
		"http://openaccess.thecvf.com/CVPR2019.py?day=2019-06-20");
	check_int("counts nothing", c.counts, 0);
	check_int("the same as the page of a day",
		load(&c, FOR_LIST, BASE "CVPR2019?day=2019-06-18",
			DIR "menu-2019.html", 0),
		-1);
	check_int("is an empty list", c.err.verdict, V_EMPTY);
	check_int("and leads nowhere", c.requests, 0);
	collect_free(&c);
}

static void
test_menu_all(void)
{
	static const char page[] =
		"<a href=\"/CVPR2022?day=2022-06-21\">Day 1</a>"
		"<a href=\"/CVPR2022?day=2022-06-22\">Day 2</a>"
		"<a href=\"/CVPR2022?day=all\">All Papers</a>";
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a menu with all days",
		load_text(&c, FOR_LIST, BASE "CVPR2022", page, 0, true), 0);
	check_str("leads to them at once", collect_only_request(&c),
		BASE "CVPR2022?day=all");
	check_int("the same when that has failed",
		load_text(&c, FOR_LIST, BASE "CVPR2022#days", page, 0, true),
		0);
	check_int("leads to the days", c.requests, 2);
	check_str("the last", c.request[1].url, BASE "CVPR2022?day=2022-06-22");
	collect_free(&c);
}

static void
test_menu_workshops(void)
{
	static const char page[] =
		"<div id=content><dl><dd><a href=\"/CVPR2021_workshops/menu\">"
		"Back</a></dd><dd><a href=\"/CVPR2021_workshops/EarthVision\">"
		"EarthVision</a> [<a href=\"/CVPR2021_workshops/EarthVision\">"
		"Papers</a>]</dd><dd><a href=\"AI4Space\">AI4Space</a></dd>"
		"<dd><a href=\"https://example.org/CVPR2021_workshops/X\">X"
		"</a> <a href=\"/CVPR2021\">Main</a></dd></dl></div>";
	struct collect c;

	collect_init(&c, &source_cvf, &job);
	check_int("a menu of workshops",
		load_text(&c, FOR_LIST, BASE "CVPR2021_workshops/menu", page, 5,
			true),
		0);
	check_int("leads to each once", c.requests, 2);
	check_str("the first", c.request[0].url,
		BASE "CVPR2021_workshops/EarthVision");
	check_str("the second", c.request[1].url,
		BASE "CVPR2021_workshops/AI4Space");
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_bad_keys();
	test_2013();
	test_2020();
	test_2025();
	test_places();
	test_items();
	test_menu();
	test_menu_all();
	test_menu_workshops();
	return test_end();
}
