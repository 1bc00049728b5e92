/*
 * test_neurips_paper.c - the proceedings software: the pages of papers.
 */
#include "source_test.h"

extern const struct source source_neurips;

#define BASE "https://proceedings.neurips.cc/paper_files/paper/"
#define DIR "tests/fixtures/neurips/"

static const struct job job = {.venue = "neurips", .year = 2024};

static void
test_paper(void)
{
	struct collect c;
	static const char url[] =
		BASE "2024/hash/abababababababababababababababab-Abstract-"
		     "Datasets_and_Benchmarks_Track.html";

	collect_init(&c, &source_neurips, &job);
	check_int("page of 2024",
		load(&c, FOR_PAPER, url, DIR "paper-2024.html", 1), 0);
	check_int("one paper", c.papers, 1);
	check_str("id", field(&c, 0, P_ID),
		"neurips:2024:abababababababababababababababab");
	check_str("title", field(&c, 0, P_TITLE), "Bare Signs & 'Catch' Words");
	check_str("authors in natural order", collect_authors(c.paper[0]),
		"Ada One; Synthetic Author 2; Jim Jones Jr.");
	check_str("abstract: never closed, full of bare signs",
		field(&c, 0, P_ABSTRACT),
		"A flow when $W<d$. If a<b and c>d then, for $1<p\\le2$, a "
		"model <projektor> predicts <human, action, object> with "
		"care. Code: <https://example.org/x>.");
	check_str("DOI", field(&c, 0, P_DOI), "10.52202/000000-0001");
	check_str("pages", field(&c, 0, P_PAGES), "101-124");
	check_str("date", field(&c, 0, P_PUBLISHED), "2024-12-16");
	check_str("track", field(&c, 0, P_TRACK), "datasets-and-benchmarks");
	check_str("url", field(&c, 0, P_URL), url);
	check_str("the first link beside the paper", c.paper[0]->links->key,
		"bibtex");
	check_str("the second", c.paper[0]->links->next->key, "supplemental");
	check_int("a page is known by its metas too",
		load(&c, FOR_LIST, BASE "2024", DIR "paper-2024.html", 0), 0);
	check_str("and named by its PDF", field(&c, 0, P_ID),
		"neurips:2024:abababababababababababababababab");
	collect_free(&c);
}

static void
test_old_papers(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_int("page of 2020",
		load(&c, FOR_PAPER,
			BASE "2020/hash/12121212121212121212121212121212-"
			     "Abstract.html",
			DIR "paper-2020.html", 4),
		0);
	check_str("paragraphs in a paragraph, up to the end of the division",
		field(&c, 0, P_ABSTRACT), "A first paragraph. And a second.");
	check_str("authors below a heading", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_int("page without metas",
		load_text(&c, FOR_LIST, "https://papers.nips.cc/paper/8296-t",
			"<h1 class=sitename><a href='/'>NIPS</a></h1>"
			"<h2 class=subtitle>A <i>T</i></h2>"
			"<a href='/paper/8296-t.pdf'>[PDF]</a>"
			"<h3>Authors</h3><ul class=authors>"
			"<li class=author><a href='/author/ada-1'>Ada One</a>"
			"<li class=author><a href='/author/bo-2'>Bo Two</a>"
			"</ul><h3>Abstract</h3><p class=abstract>W.</p><h3>N",
			3, true),
		0);
	check_str("has its title in a heading", field(&c, 0, P_TITLE), "A T");
	check_str("authors by their links", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_str("and an abstract", field(&c, 0, P_ABSTRACT), "W.");
	check_str("id", field(&c, 0, P_ID), "neurips:2024:8296");
	check_int("one that is cut inside of its title",
		load_text(&c, FOR_LIST, "https://papers.nips.cc/paper/8296-t",
			"<h2 class=subtitle>A Tit", 3, true),
		-1);
	check_int("has none", c.papers, 0);
	check_int("a cutting of one",
		load_text(&c, FOR_LIST, "https://papers.nips.cc/paper/8296-t",
			"<li><a href='/paper/8296-t'>T</a> <a class=author "
			"href='/author/ada-1'>Ada One</a>, <a class=author "
			"href='/author/bo-2'>Bo Two</a></li>",
			3, true),
		0);
	check_str("has it in the link to itself", field(&c, 0, P_TITLE), "T");
	check_str("its authors too", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_int("page of 1987",
		load(&c, FOR_PAPER,
			BASE "1987/hash/13131313131313131313131313131313-"
			     "Abstract.html",
			DIR "paper-1987.html", 0),
		0);
	check("a placeholder is no abstract", !c.paper[0]->text[P_ABSTRACT]);
	check_str("the PDF follows from the address", field(&c, 0, P_PDF_URL),
		BASE "1987/file/13131313131313131313131313131313-Paper.pdf");
	collect_free(&c);
}

#define META(name, value)                                                      \
	"<meta name=\"citation_" name "\" content=\"" value "\">"

static const char *
date_of(const char *date)
{
	static char out[32];
	char page[400];
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	(void)snprintf(page, sizeof(page),
		META("title", "T") META("publication_date", "%s")
			META("author", "%s"),
		date, date);
	(void)load_text(&c, FOR_LIST, "http://papers.nips.cc/paper/12-t", page,
		3, true);
	(void)snprintf(out, sizeof(out), "%s",
		c.papers && c.paper[0]->text[P_PUBLISHED]
			? c.paper[0]->text[P_PUBLISHED]
			: "(none)");
	collect_free(&c);
	return out;
}

static void
test_metas(void)
{
	struct collect c;

	collect_init(&c, &source_neurips, &job);
	check_str("a year", date_of("2013"), "2013");
	check_str("a month", date_of("2013/06"), "2013-06");
	check_str("a day", date_of("2017/7/3"), "2017-07-03");
	check_str("with a time", date_of("2024-12-16T10:00"), "2024-12-16");
	check_str("no month is no day", date_of("2024-00-16"), "2024");
	check_str("no day", date_of("2024-12-99"), "2024-12");
	check_str("the year last", date_of("31/12/2013"), "(none)");
	check_str("words", date_of("June 2013"), "(none)");
	check_int("a page of 2012",
		load_text(&c, FOR_LIST,
			"http://papers.nips.cc/paper/4824-results-of-2010",
			META("title", "Results of 2010") META(
				"author", ", Mausam") META("author",
				"Hero, Alfred, III") META("author",
				"Two, Ada B.") META("pdf_url",
				"http://"
				"papers.nips."
				"cc/paper/4824-"
				"results-of-"
				"2010.pdf?x=1") "<h3>Abstract</h3><p "
						"class=\"abstract\">We.</p>",
			3, true),
		0);
	check_str("a year in a title is not the year", field(&c, 0, P_ID),
		"neurips:2024:4824");
	check_str("names with commas", collect_authors(c.paper[0]),
		"Mausam; Alfred Hero III; Ada B. Two");
	check_str("the PDF without a query", field(&c, 0, P_PDF_URL),
		"http://papers.nips.cc/paper/4824-results-of-2010.pdf");
	collect_free(&c);
}

int
main(void)
{
	test_paper();
	test_old_papers();
	test_metas();
	return test_end();
}
