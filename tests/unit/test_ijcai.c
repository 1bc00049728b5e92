/*
 * test_ijcai.c - the lists of IJCAI since 2005, and what is none. The scanned
 * ones and the pages of papers are in test_ijcai_old.c.
 */
#include "source_test.h"

extern const struct source source_ijcai;

#define SITE "https://www.ijcai.org/"
#define DIR "tests/fixtures/ijcai/"

static const char *
keyword_of(const struct collect *c, size_t i)
{
	if (i >= c->papers || !c->paper[i]->keywords)
		return "";
	return c->paper[i]->keywords->value;
}

static void
test_plan(void)
{
	struct job job = {.venue = "ijcai", .year = 2018};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("without a key", collect_plan(&c, FOR_LIST), 0);
	check_str("the year is asked for", collect_only_request(&c),
		SITE "proceedings/2018/");
	check_str("with its other address", c.request[0].otherwise,
		SITE "Proceedings/2018/");
	collect_free(&c);
	job.year = 1991;
	check_int("a year of two volumes", collect_plan(&c, FOR_COUNT), 0);
	check_int("asks for both", c.requests, 2);
	check_str("the second", c.request[1].url, SITE "proceedings/1991-2/");
	collect_free(&c);
	job.key = "1977-1,1977-2";
	check_int("volumes as a key", collect_plan(&c, FOR_LIST), 0);
	check_int("ask for both", c.requests, 2);
	collect_free(&c);
	job.key = "77/../x";
	check_int("a key that is none", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
	job.key = "1977-1,";
	check_int("a key that ends too early", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
test_2018(void)
{
	struct job job = {.venue = "ijcai", .year = 2018};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 2018",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/2018/",
			DIR "list-2018.html"),
		0);
	check_int("papers, not those of the script", c.papers, 4);
	check_str("sections are tracks", collect_papers(&c),
		"ijcai:2018:1 - invited-speakers\n"
		"ijcai:2018:4 - main\n"
		"ijcai:2018:6 - main\n"
		"ijcai:2018:870 - sister-conferences-best-papers\n");
	check_str("title over two lines, with a bare <", field(&c, 1, P_TITLE),
		"Robust Norms when $a<b$");
	check_str("authors", collect_authors(c.paper[1]),
		"Bo Two; Cy Three; Dee Four Jr.");
	check_str("details", field(&c, 1, P_URL), SITE "proceedings/2018/4");
	check_str("the PDF is relative to the list", field(&c, 1, P_PDF_URL),
		SITE "proceedings/2018/0004.pdf");
	check_str("DOI", field(&c, 1, P_DOI), "10.24963/ijcai.2018/4");
	check_str("subject", keyword_of(&c, 1), "Agent-based Systems");
	check_str("no subject", keyword_of(&c, 0), "");
	check_str("other links", c.paper[1]->links->key, "video");
	check("a paper may have no authors and no links",
		!c.paper[2]->authors && !c.paper[2]->text[P_URL]);
	check_int("an empty title costs its paper", c.problems, 1);
	check_str("and is told", c.problem[0].what, "no-title");
	check_int("a list without a slash at its end",
		load(&c, FOR_LIST, SITE "proceedings/2018",
			DIR "list-2018.html", 0),
		0);
	check_str("has the same PDF", field(&c, 3, P_PDF_URL),
		SITE "proceedings/2018/0870.pdf");
	check_int("for a count",
		load(&c, FOR_COUNT, SITE "proceedings/2018/",
			DIR "list-2018.html", 0),
		0);
	check_int("the papers are counted", c.count[0].n, 4);
	check_int("and not handed on", c.papers, 0);
	collect_free(&c);
	c.enough = 2;
	check_int("enough",
		load(&c, FOR_LIST, SITE "proceedings/2018/",
			DIR "list-2018.html", 1),
		0);
	check_int("is enough", c.papers, 2);
	check("and stops", c.stopped);
	collect_free(&c);
}

static void
test_2016(void)
{
	struct job job = {.venue = "ijcai", .year = 2016};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 2016",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/2016/",
			DIR "list-2016.html"),
		0);
	check_str("papers, awards, tracks", collect_papers(&c),
		"ijcai:2016:001 - front-matter\n"
		"ijcai:2016:009 - main\n"
		"ijcai:2016:010 IJCAI-16 Distinguished Paper main\n"
		"ijcai:2016:011 - main\n"
		"ijcai:2016:658 - demos\n");
	check_str("the page behind a title is none of it",
		field(&c, 1, P_TITLE), "Task/Resource Planning \u2013 Made Up");
	check_str("the page", field(&c, 1, P_PAGES), "10");
	check_str("Roman pages", field(&c, 0, P_PAGES), "xxxiii");
	check_str("authors", collect_authors(c.paper[1]),
		"Fran\u00e7ois One; Bo Two; Sons; Cy Three");
	check_str("page of the abstract", field(&c, 1, P_URL),
		SITE "Abstract/16/009");
	check_str("PDF", field(&c, 1, P_PDF_URL),
		SITE "Proceedings/16/Papers/009.pdf");
	check_str("erratum", c.paper[1]->links->value,
		SITE "Proceedings/16/Papers/009erratum.pdf");
	check_str("subject", keyword_of(&c, 1), "Agents");
	check_str("a bare <", field(&c, 2, P_TITLE), "A Prized One when a<b");
	check("nobody", !c.paper[3]->authors);
	check_int("a line without a title", c.problems, 1);
	collect_free(&c);
}

static void
test_2013(void)
{
	struct job job = {.venue = "ijcai", .year = 2013};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 2013",
		load_thrice_file(&c, FOR_LIST, SITE "Proceedings/2013/",
			DIR "list-2013.html"),
		0);
	check_str("links of headings are no papers", collect_papers(&c),
		"ijcai:2013:002 - front-matter\n"
		"ijcai:2013:017 - main\n"
		"ijcai:2013:300 - main\n"
		"ijcai:2013:301 - main\n"
		"ijcai:2013:474 - journal\n"
		"ijcai:2013:513 - front-matter\n");
	check_str("subject", keyword_of(&c, 1), "Constraints");
	check("no DOI out of a comment", !field(&c, 1, P_DOI));
	check_str("but out of a line", field(&c, 2, P_DOI),
		"10.5591/978-1-57735-516-0/IJCAI11-300");
	check_str("the DOI is nobody", collect_authors(c.paper[2]), "Cy Three");
	check_str(
		"a page inside of the link", field(&c, 0, P_TITLE), "Preface");
	check_str("no page", field(&c, 4, P_TITLE), "No Number Here");
	collect_free(&c);
}

static void
test_2007(void)
{
	struct job job = {.venue = "ijcai", .year = 2007};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 2007",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/2007/",
			DIR "list-2007.html"),
		0);
	check_str("papers", collect_papers(&c),
		"ijcai:2007:477 - front-matter\n"
		"ijcai:2007:483 - front-matter\n"
		"ijcai:2007:003 - main\n"
		"ijcai:2007:488 - front-matter\n");
	check_str("italics in a title are no authors", field(&c, 2, P_TITLE),
		"The Logic of k-Colour/Graph Problems");
	check_str("authors", collect_authors(c.paper[2]),
		"Ada On\u00e9; Bo O'Two");
	check_str("a link that is not closed", field(&c, 2, P_URL),
		SITE "Abstract/07/003");
	check("what has no abstract has no page", !field(&c, 0, P_URL));
	collect_free(&c);
}

static void
test_2005(void)
{
	struct job job = {.venue = "ijcai", .year = 2005};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 2005",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/2005/",
			DIR "list-2005.html"),
		0);
	check_str("papers", collect_papers(&c),
		"ijcai:2005:0045 - -\n"
		"ijcai:2005:post-0011 - -\n"
		"ijcai:2005:0046 - -\n");
	check_str("references", field(&c, 0, P_TITLE), "Agents \u2013 a Study");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("the page stands before", field(&c, 1, P_PAGES), "7");
	check_str("section", keyword_of(&c, 2), "Search");
	check_str(
		"nothing is closed", field(&c, 2, P_TITLE), "Unclosed Search");
	check_str("and all is there", collect_authors(c.paper[2]), "Eve Five");
	collect_free(&c);
}

static void
test_none(void)
{
	struct job job = {.venue = "ijcai", .year = 2018};
	struct collect c;
	const char *url = SITE "proceedings/2018/";

	collect_init(&c, &source_ijcai, &job);
	check_int("another page",
		load_text(&c, FOR_LIST, url, "<html><p>Hello</p>", 3, true),
		-1);
	check_int("is no list", c.err.verdict, V_LAYOUT);
	check_int(
		"an empty body", load_text(&c, FOR_LIST, url, "", 0, true), -1);
	check_int("is none either", c.err.verdict, V_LAYOUT);
	check_int("a list of nothing",
		load_text(&c, FOR_LIST, url,
			"<div class=\"proceedings\"><div class=\"section\">"
			"</div></div>",
			1, true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_int("a list that breaks off",
		load_text(&c, FOR_LIST, url,
			"<div class=\"paper_wrapper\" id=\"paper1\">"
			"<div class=\"title\">A</div></div>"
			"<div class=\"paper_wrapper\" id=\"paper2\">"
			"<div class=\"title\">B",
			0, false),
		-1);
	check_int("is asked for again", c.err.verdict, V_RETRY_LATER);
	check_str("what is whole is kept", collect_papers(&c),
		"ijcai:2018:1 - -\n");
	collect_free(&c);
}

/* A page that wants its text read again at each of its tags. */
static void
test_hostile(void)
{
	struct job job = {.venue = "ijcai", .year = 1969};
	struct collect c;
	struct buf b;

	buf_init(&b, 1 << 22);
	for (int i = 0; i < 20000; i++)
		(void)buf_puts(&b, "a text <b>");
	for (int i = 0; i < 20000; i++)
		(void)buf_puts(
			&b, "<i><a href=\"/Proceedings/69/Papers/\xff.pdf\">");
	for (int i = 0; i < 2000; i++)
		(void)buf_puts(&b, "<div><p>");
	(void)buf_puts(&b, "<a href=\"/Proceedings/69/Papers/1.pdf\">T\xe9<br>"
			   "<br><br><br><br><br><br><br><br>A<br>B 7");
	collect_init(&c, &source_ijcai, &job);
	check_int("a deep page without ends",
		load_text(&c, FOR_LIST, SITE "proceedings/1969/", buf_str(&b),
			4096, true),
		0);
	check_int("has its paper", c.papers, 1);
	check_str("of windows-1252", field(&c, 0, P_TITLE), "T\u00e9");
	buf_free(&b);
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_2018();
	test_2016();
	test_2013();
	test_2007();
	test_2005();
	test_none();
	test_hostile();
	return test_end();
}
