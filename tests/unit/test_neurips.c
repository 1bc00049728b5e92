/*
 * test_neurips.c - the proceedings software: all forms of its lists, its
 * pages, and what is neither.
 */
#include "test.h"

#include "collect.h"

extern const struct source source_neurips;

#define BASE "https://proceedings.neurips.cc/paper_files/paper/"

static const struct job job = {.venue = "neurips", .year = 2024};

/* Runs a fixture through the source in portions of k bytes. */
static int
load(struct collect *c, enum purpose purpose, const char *url, const char *file,
	size_t k)
{
	char path[256];
	size_t n;
	char *body;
	int rc;

	(void)snprintf(path, sizeof(path), "tests/fixtures/neurips/%s", file);
	body = collect_file(path, &n);
	collect_init(c, &source_neurips, &job);
	rc = collect_page(c, purpose, url, body, n, k, true);
	free(body);
	return rc;
}

static const char *
text(const struct collect *c, size_t i, enum paper_field f)
{
	return i < c->papers ? c->paper[i]->text[f] : "(no such paper)";
}

static void
test_old_list(void)
{
	struct collect c;

	check_int("list of 2017",
		load(&c, FOR_LIST,
			"http://papers.nips.cc/book/advances-in-"
			"neural-information-processing-systems-30-2017",
			"list-2017.html", 5),
		0);
	check_int("its items are the papers, nothing else", c.papers, 3);
	check_str("id: year of the address, number", text(&c, 0, P_ID),
		"neurips:2017:7001");
	check_str("title", text(&c, 0, P_TITLE), "First & Plain Title");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("the page's own scheme stays", text(&c, 0, P_URL),
		"http://papers.nips.cc/paper/7001-first-plain-title");
	check_str("the PDF is beside the page", text(&c, 0, P_PDF_URL),
		"http://papers.nips.cc/paper/7001-first-plain-title.pdf");
	check_str("volume", text(&c, 0, P_VOLUME), "30");
	check_str("markup and LaTeX in a title", text(&c, 1, P_TITLE),
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

	check_int("list of 2020",
		load(&c, FOR_LIST, BASE "2020", "list-2020.html", 3), 0);
	check_int("papers", c.papers, 2);
	check_str("an <i> in the title is no list of authors",
		text(&c, 0, P_TITLE), "On Tilted Things");
	check_str("commas divide, \"and\" does not, Jr. is nobody",
		collect_authors(c.paper[0]),
		"Ada One; Bo Two and Sons; Cy Three Jr.");
	check_str("empty places are passed over", collect_authors(c.paper[1]),
		"Dee Four");
	check_str("queries go", text(&c, 1, P_URL),
		BASE
		"2020/hash/22222222222222222222222222222222-Abstract.html");
	check_str("PDF", text(&c, 1, P_PDF_URL),
		BASE "2020/file/22222222222222222222222222222222-Paper.pdf");
	check_str("no token: main", text(&c, 0, P_TRACK), "main");
	check_int("what cannot be used is a problem", c.problems, 2);
	check_str("a link of a new kind", c.problem[0].what, "no-id");
	check_str("an item without a title", c.problem[1].what, "no-title");
	collect_free(&c);
}

static void
test_rounds(void)
{
	struct collect c;

	check_int("list of the datasets of 2021",
		load(&c, FOR_LIST,
			"https://datasets-benchmarks-proceedings.neurips.cc/"
			"paper/2021",
			"list-2021-rounds.html", 0),
		0);
	check_int("papers", c.papers, 2);
	check_str("one hash in two rounds are two papers", text(&c, 0, P_ID),
		"neurips:2021:44444444444444444444444444444444-round1");
	check_str("and the other", text(&c, 1, P_ID),
		"neurips:2021:44444444444444444444444444444444-round2");
	check_str("track", text(&c, 0, P_TRACK), "datasets-and-benchmarks");
	check_int("no count is stated", c.counts, 0);
	collect_free(&c);
	check_int("for a count the items are counted",
		load(&c, FOR_COUNT,
			"https://datasets-benchmarks-proceedings.neurips.cc/"
			"paper/2021",
			"list-2021-rounds.html", 0),
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

	check_int("list of 2024",
		load(&c, FOR_LIST, BASE "2024", "list-2024.html", 1), 0);
	check_int("papers", c.papers, 5);
	check_int("the stated count is handed on", c.count[0].n, 5);
	check_str("its scope is the page", c.count[0].what, BASE "2024");
	check_str("a bare < in a title", text(&c, 0, P_TITLE),
		"Learning when $W<d$ in R&D");
	check_str("double escaping", collect_authors(c.paper[0]),
		"Ada One; Chen \"xdd\" Dai");
	check_str("volume", text(&c, 0, P_VOLUME), "37");
	for (size_t i = 0; i < c.papers; i++)
		check_str("track", text(&c, i, P_TRACK), tracks[i]);
	check_str("PDF with its track", text(&c, 1, P_PDF_URL),
		BASE "2024/file/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb-Paper-"
		     "Datasets_and_Benchmarks_Track.pdf");
	check_str("identifiers", paper_get_id(c.paper[1], "neurips"),
		"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
	collect_free(&c);
	check_int("a count",
		load(&c, FOR_COUNT, BASE "2024", "list-2024.html", 64), 0);
	check("stops the feed as soon as it is read", c.stopped);
	check_int("and gives no papers", c.papers, 0);
	collect_free(&c);
}

static void
test_split_year(void)
{
	struct collect c;

	check_int("list of 2025",
		load(&c, FOR_LIST, BASE "2025", "list-2025.html", 9), 0);
	check_int("thousands separators", c.count[0].n, 1064);
	check_int("the companion is asked, not the page itself", c.requests, 1);
	check_str("its address", c.request[0].url,
		BASE "2025/vol38-main-conference");
	check_int("for the same purpose", c.request[0].purpose, FOR_LIST);
	check_int("other hosts and years are not followed", c.problems, 2);
	check_str("track", text(&c, 0, P_TRACK), "creative-ai");
	collect_free(&c);
	(void)load(&c, FOR_COUNT, BASE "2025", "list-2025.html", 0);
	check_int("a count asks it too", c.requests, 1);
	check_int("for a count", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_other_hosts(void)
{
	struct collect c;

	check_int("list of ICML 2020",
		load(&c, FOR_LIST, "https://proceedings.icml.cc/book/2020",
			"list-icml-2020.html", 2),
		0);
	check_int("papers", c.papers, 2);
	check_str("id", text(&c, 0, P_ID), "icml:2020:3241");
	check_str("the link is the PDF", text(&c, 0, P_PDF_URL),
		"https://proceedings.icml.cc/book/3241.pdf");
	check("and there is no page", !c.paper[0]->text[P_URL]);
	collect_free(&c);
	(void)load(&c, FOR_LIST,
		"https://proceedings.iclr.cc/paper_files/paper/2024",
		"list-2024.html", 0);
	check_str("ICLR", text(&c, 0, P_ID),
		"iclr:2024:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	collect_free(&c);
}

static void
test_paper(void)
{
	struct collect c;
	static const char url[] =
		BASE "2024/hash/abababababababababababababababab-Abstract-"
		     "Datasets_and_Benchmarks_Track.html";

	check_int("page of 2024",
		load(&c, FOR_PAPER, url, "paper-2024.html", 1), 0);
	check_int("one paper", c.papers, 1);
	check_str("id", text(&c, 0, P_ID),
		"neurips:2024:abababababababababababababababab");
	check_str("title", text(&c, 0, P_TITLE), "Bare Signs & 'Catch' Words");
	check_str("authors in natural order", collect_authors(c.paper[0]),
		"Ada One; Synthetic Author 2; Jim Jones Jr.");
	check_str("abstract: never closed, full of bare signs",
		text(&c, 0, P_ABSTRACT),
		"A flow when $W<d$. If a<b and c>d then, for $1<p\\le2$, a "
		"model <projektor> predicts <human, action, object> with "
		"care. Code: <https://example.org/x>.");
	check_str("DOI", text(&c, 0, P_DOI), "10.52202/000000-0001");
	check_str("pages", text(&c, 0, P_PAGES), "101-124");
	check_str("date", text(&c, 0, P_PUBLISHED), "2024-12-16");
	check_str("track", text(&c, 0, P_TRACK), "datasets-and-benchmarks");
	check_str("url", text(&c, 0, P_URL), url);
	check_str("the first link beside the paper", c.paper[0]->links->key,
		"bibtex");
	check_str("the second", c.paper[0]->links->next->key, "supplemental");
	collect_free(&c);
	check_int("a page is known by its metas too",
		load(&c, FOR_LIST, BASE "2024", "paper-2024.html", 0), 0);
	check_str("and named by its PDF", text(&c, 0, P_ID),
		"neurips:2024:abababababababababababababababab");
	collect_free(&c);
}

static void
test_old_papers(void)
{
	struct collect c;

	check_int("page of 2020",
		load(&c, FOR_PAPER,
			BASE "2020/hash/12121212121212121212121212121212-"
			     "Abstract.html",
			"paper-2020.html", 4),
		0);
	check_str("paragraphs in a paragraph, up to the end of the division",
		text(&c, 0, P_ABSTRACT), "A first paragraph. And a second.");
	check_str("authors below a heading", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	collect_free(&c);
	check_int("page of 1987",
		load(&c, FOR_PAPER,
			BASE "1987/hash/13131313131313131313131313131313-"
			     "Abstract.html",
			"paper-1987.html", 0),
		0);
	check("a placeholder is no abstract", !c.paper[0]->text[P_ABSTRACT]);
	check_str("the PDF follows from the address", text(&c, 0, P_PDF_URL),
		BASE "1987/file/13131313131313131313131313131313-Paper.pdf");
	collect_free(&c);
}

static int
close_of(const char *page, enum purpose purpose, bool whole,
	enum verdict *verdict, size_t *papers)
{
	struct collect c;
	int rc;

	collect_init(&c, &source_neurips, &job);
	rc = collect_page(
		&c, purpose, BASE "2024", page, strlen(page), 0, whole);
	*verdict = c.err.verdict;
	*papers = c.papers;
	collect_free(&c);
	return rc;
}

#define ITEM(hash, title)                                                      \
	"<li><a href=\"/paper_files/paper/2024/hash/" hash                     \
	"-Abstract.html\">" title "</a> <i>A</i></li>"
#define H1 "11111111111111111111111111111111"
#define H2 "22222222222222222222222222222222"

static void
test_failures(void)
{
	enum verdict v;
	size_t n;

	check_int("another site's page",
		close_of("<html><h1>Welcome</h1>", FOR_LIST, true, &v, &n), -1);
	check_int("is a change of layout", v, V_LAYOUT);
	check_int("an empty list",
		close_of("<h1 class=\"book-title\">B</h1><ul "
			 "class=\"paper-list\"></ul>",
			FOR_LIST, true, &v, &n),
		-1);
	check_int("is empty", v, V_EMPTY);
	check_int("a count without papers",
		close_of("<span class=\"paper-count\">7 papers</span>",
			FOR_LIST, true, &v, &n),
		-1);
	check_int("is a change of layout", v, V_LAYOUT);
	check_int("a list that broke off",
		close_of(ITEM(H1, "One") "<li><a href=\"/paper_files/paper/"
					 "2024/hash/" H2 "-Abstract.html\">Tw",
			FOR_LIST, false, &v, &n),
		-1);
	check_int("may be asked again", v, V_RETRY_LATER);
	check_int("and gives its whole papers only", n, 1);
	check_int("a paper's page that broke off",
		close_of("<meta name=\"citation_title\" content=\"T\">",
			FOR_PAPER, false, &v, &n),
		-1);
	check_int("gives none", n, 0);
	check_int("a page without a paper",
		close_of("<html>", FOR_PAPER, true, &v, &n), -1);
	check_int("is a change of layout", v, V_LAYOUT);
	check_int("a page whose paper has no name",
		close_of("<meta name=\"citation_title\" content=\"T\">",
			FOR_PAPER, true, &v, &n),
		-1);
}

static void
test_enough(void)
{
	static const char page[] = ITEM(H1, "One") ITEM(H2, "Two");
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	c.enough = 1;
	check_int("enough is no failure",
		collect_page(&c, FOR_LIST, BASE "2024", page, sizeof(page) - 1,
			0, true),
		0);
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
	test_paper();
	test_old_papers();
	test_failures();
	test_enough();
	test_plan();
	return test_end();
}
