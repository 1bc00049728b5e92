/*
 * test_iclr_archive.c - the lists of ICLR 2013 to 2017 in both wikis' markup.
 */
#include "source_test.h"

extern const struct source source_iclr_archive;

#define ARCHIVE "https://iclr.cc/archive/"
#define WIKI ARCHIVE "www/doku.php%3Fid="
#define DIR "tests/fixtures/iclr_archive/"

static struct job job = {.venue = "iclr", .year = 2015};

static void
test_google(void)
{
	struct job j = {.venue = "iclr", .year = 2014};
	struct collect c;

	collect_init(&c, &source_iclr_archive, &j);
	check_int("list of 2014",
		load_thrice_file(&c, FOR_LIST,
			ARCHIVE "2014/conference-proceedings/",
			DIR "google-2014.html"),
		0);
	check_str("papers, repeats left out", collect_papers(&c),
		"iclr-archive:2014:1312.6173 - main\n"
		"iclr-archive:2014:1312.5650 - main\n"
		"iclr-archive:2014:1312.6055 - main\n"
		"iclr-archive:2014:1312.6086 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "First Paper: k<n");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bj\u00f6rn Two");
	check_str("url", field(&c, 0, P_URL), "http://arxiv.org/abs/1312.6173");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"https://arxiv.org/pdf/1312.6173");
	check_str("arXiv", field(&c, 0, P_ARXIV), "1312.6173");
	check_str(
		"a title in two links", field(&c, 1, P_TITLE), "Second Paper");
	check_str("a redirection of Google's", field(&c, 1, P_URL),
		"http://arxiv.org/pdf/1312.5650v3.pdf");
	check_str("an empty paragraph between", collect_authors(c.paper[1]),
		"Cy Three");
	check_str("no block around the link", collect_authors(c.paper[2]),
		"Di Four; Eve Five");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_wiki(void)
{
	struct collect c;

	collect_init(&c, &source_iclr_archive, &job);
	check_int("main page of 2015",
		load_thrice_file(&c, FOR_LIST, WIKI "iclr2015:main.html",
			DIR "wiki-2015.html"),
		0);
	check_str("its sections of papers", collect_papers(&c),
		"iclr-archive:2015:1412.6623 oral main\n"
		"iclr-archive:2015:1406.2751 oral main\n"
		"iclr-archive:2015:1412.6550 poster main\n"
		"iclr-archive:2015:1411.0001 poster main\n"
		"iclr-archive:2015:example.org/papers/file.pdf poster main\n"
		"iclr-archive:2015:1411.0002 poster main\n"
		"iclr-archive:2015:k80kv3zj poster workshop\n");
	check_str("title", field(&c, 0, P_TITLE), "First Talk (m-RNN)");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Cy Three");
	check_str("in a cell", collect_authors(c.paper[2]), "Cy Three");
	check_str("below the title", collect_authors(c.paper[3]),
		"Di Four; Eve Five");
	check_str("a label is no author", c.paper[3]->links->value,
		"https://example.org/x");
	check_str("a file", field(&c, 4, P_PDF_URL),
		"http://example.org/papers/file.pdf");
	check_str(
		"a forum", paper_get_id(c.paper[6], "openreview"), "k80kv3zj");
	check_str("its title", field(&c, 6, P_TITLE), "A Forum's");
	check_int("one problem", c.problems, 1);
	check_str("no authors", c.problem[0].what, "authors");
	collect_free(&c);
}

static void
test_tracks(void)
{
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_iclr_archive, &j);
	j.key = "workshop";
	(void)load(&c, FOR_LIST, WIKI "iclr2015:main.html",
		DIR "wiki-2015.html", 0);
	check_str("the workshop alone", collect_papers(&c),
		"iclr-archive:2015:k80kv3zj poster workshop\n");
	j.key = "main";
	(void)load(&c, FOR_COUNT, WIKI "iclr2015:main.html",
		DIR "wiki-2015.html", 0);
	check_int("a count of the conference", c.count[0].n, 6);
	check_int("without papers", c.papers, 0);
	check_int("a list without the track",
		load(&c, FOR_LIST, ARCHIVE "2014/workshop-proceedings/",
			DIR "google-2014.html", 0),
		0);
	j.key = "workshop";
	check_int("is empty",
		load(&c, FOR_LIST, ARCHIVE "2014/conference-proceedings/",
			DIR "google-2014.html", 0),
		-1);
	check_int("and says so", c.err.verdict, V_EMPTY);
	collect_free(&c);
}

static void
test_sections(void)
{
	static const char page[] =
		"<h1>Conference Posters</h1><h3>Monday Morning</h3><ul>"
		"<li><div class=li>C1: <a class=urlextern "
		"href=https://openreview.net/forum?id=BkbY4psgg>One</a><br>"
		"Ada One, Bo Two</div></li><li><div>C2: <a class=urlextern "
		"href='https://openreview.net/forum?id=rkE3y85ee&noteId=x'>Two"
		"</a> <a href='https://arxiv.org/abs/1611.01144'>[arXiv]</a> / "
		"Cy Three</div></li></ul><h3>Best Paper Awards</h3><li><a "
		"href=https://openreview.net/forum?id=xxx>Three</a>, D</li>";
	struct job j = {.venue = "iclr", .year = 2017};
	struct collect c;

	collect_init(&c, &source_iclr_archive, &j);
	check_int("a page that is all list",
		load_text(&c, FOR_LIST, WIKI "iclr2017:conference_posters.html",
			page, 3, true),
		0);
	check_str("has papers below any heading", collect_papers(&c),
		"iclr-archive:2017:BkbY4psgg - main\n"
		"iclr-archive:2017:rkE3y85ee - main\n");
	check_str("a forum has the PDF", field(&c, 0, P_PDF_URL),
		"https://openreview.net/pdf?id=BkbY4psgg");
	check_str("a second link names it too", field(&c, 1, P_ARXIV),
		"1611.01144");
	check_str("and is no author", collect_authors(c.paper[1]), "Cy Three");
	collect_free(&c);
}

static void
test_failures(void)
{
	static const char url[] = WIKI "iclr2015:accepted-main.html";
	struct collect c;

	collect_init(&c, &source_iclr_archive, &job);
	check_int("the list of the conference",
		load_thrice_file(&c, FOR_LIST, url, DIR "wiki-2015.html"), 0);
	check("has no paper of its workshop",
		c.papers > 0 && !strstr(collect_papers(&c), "workshop"));
	check_int("another page",
		load_text(&c, FOR_LIST, url, "<h1>Hi</h1>", 0, true), -1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("broken off",
		load_text(&c, FOR_LIST, url,
			"<h3>Oral</h3><li><a href=http://arxiv.org/abs/"
			"1412.0001>A</a>, B One</li><li><a href=http://"
			"arxiv.org/abs/1412.0002>C</a>, D",
			0, false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("whole papers only", c.papers, 1);
	c.enough = 1;
	check_int(
		"enough", load(&c, FOR_LIST, url, DIR "wiki-2015.html", 1), 0);
	check_int("is exact", c.papers, 1);
	collect_free(&c);
}

static void
test_plan(void)
{
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_iclr_archive, &j);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("the list", collect_only_request(&c),
		WIKI "iclr2015:accepted-main.html");
	check_str("or the main page", c.request[0].otherwise,
		WIKI "iclr2015:main.html");
	collect_free(&c);
	j.year = 2013;
	j.key = "main,workshop";
	check_int("both tracks", collect_plan(&c, FOR_LIST), 0);
	check_int("of 2013 are two pages", c.requests, 2);
	check_str("one of them", c.request[0].url,
		ARCHIVE "2013/conference-proceedings.html");
	collect_free(&c);
	j.key = "posters";
	check_int("no track", collect_plan(&c, FOR_LIST), -1);
	j.key = NULL;
	j.year = 2018;
	check_int("no year", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

int
main(void)
{
	test_google();
	test_wiki();
	test_tracks();
	test_sections();
	test_failures();
	test_plan();
	return test_end();
}
