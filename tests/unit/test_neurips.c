/*
 * test_neurips.c - the proceedings software: all forms of its lists, and what
 * is none. Its other pages are in test_neurips_paper.c.
 */
#include "source_test.h"

extern const struct source source_neurips;

#define BASE "https://proceedings.neurips.cc/paper_files/paper/"
#define DIR "tests/fixtures/neurips/"

static const struct job job = {.venue = "neurips", .year = 2024};

static void
test_old_list(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("list of 2017",
		load(&c, FOR_LIST,
			"http://papers.nips.cc/book/advances-in-"
			"neural-information-processing-systems-30-2017",
			DIR "list-2017.html", 5),
		0);
	check_int("its items are the papers, nothing else", c.papers, 3);
	check_str("id: year of the address, number", field(&c, 0, P_ID),
		"neurips:2017:7001");
	check_str("title", field(&c, 0, P_TITLE), "First & Plain Title");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("the page's own scheme stays", field(&c, 0, P_URL),
		"http://papers.nips.cc/paper/7001-first-plain-title");
	check_str("the PDF is beside the page", field(&c, 0, P_PDF_URL),
		"http://papers.nips.cc/paper/7001-first-plain-title.pdf");
	check_str("volume", field(&c, 0, P_VOLUME), "30");
	check_str("markup and LaTeX in a title", field(&c, 1, P_TITLE),
		"A Sparse k-Means in H\u00f6lder Spaces");
	check("a paper may have no authors",
		c.papers == 3 && !c.paper[2]->authors);
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_middle_list(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("list of 2020",
		load(&c, FOR_LIST, BASE "2020", DIR "list-2020.html", 3), 0);
	check_int("papers", c.papers, 2);
	check_str("an <i> in the title is no list of authors",
		field(&c, 0, P_TITLE), "On Tilted Things");
	check_str("commas divide, \"and\" does not, Jr. is nobody",
		collect_authors(c.paper[0]),
		"Ada One; Bo Two and Sons; Cy Three Jr.");
	check_str("empty places are passed over", collect_authors(c.paper[1]),
		"Dee Four");
	check_str("queries go", field(&c, 1, P_URL),
		BASE
		"2020/hash/22222222222222222222222222222222-Abstract.html");
	check_str("PDF", field(&c, 1, P_PDF_URL),
		BASE "2020/file/22222222222222222222222222222222-Paper.pdf");
	check_str("no token: main", field(&c, 0, P_TRACK), "main");
	check_int("what cannot be used is a problem", c.problems, 2);
	check_str("a link of a new kind", c.problem[0].what, "no-id");
	check_str("an item without a title", c.problem[1].what, "no-title");
	collect_free(&c);
}

static void
test_rounds(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("list of the datasets of 2021",
		load(&c, FOR_LIST,
			"https://datasets-benchmarks-proceedings.neurips.cc/"
			"paper/2021",
			DIR "list-2021-rounds.html", 0),
		0);
	check_int("papers", c.papers, 2);
	check_str("one hash in two rounds are two papers", field(&c, 0, P_ID),
		"neurips:2021:44444444444444444444444444444444-round1");
	check_str("and the other", field(&c, 1, P_ID),
		"neurips:2021:44444444444444444444444444444444-round2");
	check_str("track", field(&c, 0, P_TRACK), "datasets-and-benchmarks");
	check_int("no count is stated", c.counts, 0);
	check_int("for a count the items are counted",
		load(&c, FOR_COUNT,
			"https://datasets-benchmarks-proceedings.neurips.cc/"
			"paper/2021",
			DIR "list-2021-rounds.html", 0),
		0);
	check_int("without papers", c.papers, 0);
	check_int("one count", c.counts, 1);
	check_int("of two", c.count[0].n, 2);
	collect_free(&c);
}

static void
test_new_list(void)
{
	static const char *const tracks[] = {"main", "datasets-and-benchmarks",
		"position", "main", "workshop-on-things"};
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("list of 2024",
		load(&c, FOR_LIST, BASE "2024", DIR "list-2024.html", 1), 0);
	check_int("papers", c.papers, 5);
	check_int("the stated count is handed on", c.count[0].n, 5);
	check_str("its scope is the page", c.count[0].what, BASE "2024");
	check_str("a bare < in a title", field(&c, 0, P_TITLE),
		"Learning when $W<d$ in R&D");
	check_str("double escaping", collect_authors(c.paper[0]),
		"Ada One; Chen \"xdd\" Dai");
	check_str("volume", field(&c, 0, P_VOLUME), "37");
	for (size_t i = 0; i < c.papers; i++)
		check_str("track", field(&c, i, P_TRACK), tracks[i]);
	check_str("PDF with its track", field(&c, 1, P_PDF_URL),
		BASE "2024/file/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb-Paper-"
		     "Datasets_and_Benchmarks_Track.pdf");
	check_str("identifiers", paper_get_id(c.paper[1], "neurips"),
		"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
	check_int("a count",
		load(&c, FOR_COUNT, BASE "2024", DIR "list-2024.html", 64), 0);
	check("stops the feed as soon as it is read", c.stopped);
	check_int("and gives no papers", c.papers, 0);
	collect_free(&c);
}

static void
test_split_year(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("list of 2025",
		load(&c, FOR_LIST, BASE "2025", DIR "list-2025.html", 9), 0);
	check_int("thousands separators", c.count[0].n, 1064);
	check_int("the companion is asked, not the page itself", c.requests, 1);
	check_str("its address", c.request[0].url,
		BASE "2025/vol38-main-conference");
	check_int("for the same purpose", c.request[0].purpose, FOR_LIST);
	check_int("other hosts and years are not followed", c.problems, 2);
	check_str("track", field(&c, 0, P_TRACK), "creative-ai");
	(void)load(&c, FOR_COUNT, BASE "2025", DIR "list-2025.html", 0);
	check_int("a count asks it too", c.requests, 1);
	check_int("for a count", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_other_hosts(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("list of ICML 2020",
		load(&c, FOR_LIST, "https://proceedings.icml.cc/book/2020",
			DIR "list-icml-2020.html", 2),
		0);
	check_int("papers", c.papers, 2);
	check_str("id", field(&c, 0, P_ID), "icml:2020:3241");
	check_str("the link is the PDF", field(&c, 0, P_PDF_URL),
		"https://proceedings.icml.cc/book/3241.pdf");
	check("and there is no page", !c.paper[0]->text[P_URL]);
	(void)load(&c, FOR_LIST,
		"https://proceedings.iclr.cc/paper_files/paper/2024",
		DIR "list-2024.html", 0);
	check_str("ICLR", field(&c, 0, P_ID),
		"iclr:2024:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	collect_free(&c);
}

#define H3 "0123456789abcdef0123456789abcdef"

/* One paper is one paper under all names of the site. */
static void
test_same_paper(void)
{
	static const char *const urls[] = {"http://papers.nips.cc/paper/2019",
		"https://papers.neurips.cc/paper/2019/",
		"https://proceedings.neurips.cc/paper_files/paper/2019?page=1",
		"https://proceedings.neurips.cc/paper/2019#top"};
	static const char *const links[] = {"/paper/2019/hash/" H3
					    "-Abstract.html",
		"/paper_files/paper/2019/hash/" H3 "-Abstract.html?x=1",
		"http://papers.nips.cc/paper/2019/hash/" H3 "-Abstract.html#a",
		"hash/../../paper/2019/hash/" H3 "-Abstract.html",
		"/paper/2019/file/" H3 "-Paper.pdf"};
	char page[400];
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	for (size_t i = 0; i < 4; i++) {
		for (size_t k = 0; k < 5; k++) {
			(void)snprintf(page, sizeof(page),
				"<li><a href='%s'>A &#39;Title&#39;</a>",
				links[k]);
			check_int("a list",
				load_text(&c, FOR_LIST, urls[i], page, 3, true),
				0);
			check_str("the same id", field(&c, 0, P_ID),
				"neurips:2019:" H3);
			check("an address without query and fragment",
				!strpbrk(c.paper[0]->text[P_PDF_URL], "?#") &&
					(k == 4 ||
						!strpbrk(
							c.paper[0]->text[P_URL],
							"?#")));
			check("the PDF",
				strstr(c.paper[0]->text[P_PDF_URL],
					"/2019/file/" H3 "-Paper.pdf"));
			collect_free(&c);
		}
	}
}

static void
test_careless_pages(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("a page in windows-1252",
		load_text(&c, FOR_LIST, BASE "2001",
			"<meta charset=iso-8859-1><li><a href=\"/paper/7-x\">"
			"Na\xefve Bayes \x96 a \x93model\x94</a> "
			"<a class=author>J\xf6rg M\xfcller</a></li>",
			3, true),
		0);
	check_str("its title", field(&c, 0, P_TITLE),
		"Na\u00efve Bayes \u2013 a \u201cmodel\u201d");
	check_str("its author", collect_authors(c.paper[0]),
		"J\u00f6rg M\u00fcller");
	check_int("a see-also that is never closed",
		load_text(&c, FOR_LIST, BASE "2025",
			"<p class=\"book-see-also\">See also: <a href=\"/"
			"paper_files/paper/2025/more\">More</a>"
			"<ul><li><a href=\"/paper_files/paper/2025/hash/" H3
			"-Abstract.html\">T</a>",
			3, true),
		0);
	check_int("asks the other page", c.requests, 1);
	check_int("and has papers still", c.papers, 1);
	check_int("a track of 2026",
		load_text(&c, FOR_LIST, BASE "2026",
			"<li data-track=evaluations_and_datasets_track>"
			"<a href='/paper_files/paper/2026/hash/" H3
			"-Abstract.html'>T</a>",
			3, true),
		0);
	check_str("is an old one renamed", field(&c, 0, P_TRACK),
		"datasets-and-benchmarks");
	check_int("an item with 'and'",
		load_text(&c, FOR_LIST, BASE "2020",
			"<li><a href=\"/paper/2020/hash/" H3
			"-Abstract.html\">T</a><i>Ada One, Bo Two, and "
			"Andrea Three, Jr., III</i>",
			3, true),
		0);
	check_str("before the last author", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Andrea Three Jr. III");
	collect_free(&c);
}

#define ITEM(hash, title)                                                      \
	"<li><a href=\"/paper_files/paper/2024/hash/" hash                     \
	"-Abstract.html\">" title "</a> <i>A</i></li>"
#define H1 "11111111111111111111111111111111"
#define H2 "22222222222222222222222222222222"

static void
test_failures(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("another site's page",
		load_text(&c, FOR_LIST, BASE "2024", "<html><h1>Welcome</h1>",
			0, true),
		-1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("an empty list",
		load_text(&c, FOR_LIST, BASE "2024",
			"<h1 class=\"book-title\">B</h1><ul "
			"class=\"paper-list\"></ul>",
			0, true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_int("a count without papers",
		load_text(&c, FOR_LIST, BASE "2024",
			"<span class=\"paper-count\">7 papers</span>", 0, true),
		-1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("a list that broke off",
		load_text(&c, FOR_LIST, BASE "2024",
			ITEM(H1, "One") "<li><a href=\"/paper_files/paper/"
					"2024/hash/" H2 "-Abstract.html\">Tw",
			0, false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("and gives its whole papers only", c.papers, 1);
	check_int("a paper's page that broke off",
		load_text(&c, FOR_PAPER, BASE "2024",
			"<meta name=\"citation_title\" content=\"T\">", 0,
			false),
		-1);
	check_int("gives none", c.papers, 0);
	check_int("a page without a paper",
		load_text(&c, FOR_PAPER, BASE "2024", "<html>", 0, true), -1);
	check_int("is a change of layout", c.err.verdict, V_LAYOUT);
	check_int("a page whose paper has no name",
		load_text(&c, FOR_PAPER, BASE "2024",
			"<meta name=\"citation_title\" content=\"T\">", 0,
			true),
		-1);
	collect_free(&c);
}

static void
test_enough(void)
{
	static const char page[] = ITEM(H1, "One") ITEM(H2, "Two");
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	c.enough = 1;
	check_int("enough is no failure",
		load_text(&c, FOR_LIST, BASE "2024", page, 0, true), 0);
	check_int("and exact", c.papers, 1);
	check("the feed was stopped", c.stopped);
	collect_free(&c);
}

static void
test_plan(void)
{
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_neurips, &j);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("the default page of a year", c.request[0].url, BASE "2024");
	collect_free(&c);
	j.key = "proceedings.iclr.cc/paper_files/paper/2025";
	check_int("plan with a key", collect_plan(&c, FOR_COUNT), 0);
	check_str("the page of the key", c.request[0].url,
		"https://proceedings.iclr.cc/paper_files/paper/2025");
	check_int("for a count", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
	j.key = "no host at all";
	check_int("a key that is none", collect_plan(&c, FOR_LIST), -1);
	j.key = "host/with space";
	check_int("another", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

int
main(void)
{
	test_old_list();
	test_middle_list();
	test_rounds();
	test_new_list();
	test_split_year();
	test_other_hosts();
	test_same_paper();
	test_careless_pages();
	test_failures();
	test_enough();
	test_plan();
	return test_end();
}
