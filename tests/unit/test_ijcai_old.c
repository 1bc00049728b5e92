/*
 * test_ijcai_old.c - the scanned lists of IJCAI, 1969 to 2003, and the pages
 * of its papers.
 */
#include "source_test.h"

extern const struct source source_ijcai;

#define SITE "https://www.ijcai.org/"
#define DIR "tests/fixtures/ijcai/"

/* "title | authors | page" of the paper at i. */
static const char *
line(const struct collect *c, size_t i)
{
	static char s[500];
	const char *page = field(c, i, P_PAGES);

	if (i >= c->papers)
		return "(no such paper)";
	(void)snprintf(s, sizeof(s), "%s | %s | %s", field(c, i, P_TITLE),
		collect_authors(c->paper[i]), page ? page : "-");
	return s;
}

static void
test_1969(void)
{
	struct job job = {.venue = "ijcai", .year = 1969};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 1969",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/1969/",
			DIR "list-1969.html"),
		0);
	check_int("papers", c.papers, 6);
	check_str("a plain one", line(&c, 0),
		"Toward a Made-up Laboratory | Ada One | 1");
	check_str("a full stop behind the title, Jr.", line(&c, 1),
		"On the Invention of FOO/G | Bo D. Two; Cy A. Three Jr. | 9");
	check_str("a full stop in the link, a comma before the page",
		line(&c, 2), "Blobs | E. A. Four; F. Five | 63");
	check_str("an \"and\" without its space", line(&c, 3),
		"Sorting the Unsorted | Gil Six; Hal Seven | 73");
	check_str("a comma for a dot, a page without space", line(&c, 4),
		"The Hand Project | J. A. Eight; Dan G. Nine; R. B. Ten | 495");
	check_str("a second link to the same PDF", line(&c, 5),
		"Analogy Between Errors | Ivo Eleven; Joe Twelve | 715");
	check_str(
		"numbers with letters", field(&c, 4, P_ID), "ijcai:1969:046A");
	check_str(
		"headings", c.paper[2]->keywords->value, "PATTERN RECOGNITION");
	check_str("the heading before, not after", c.paper[3]->keywords->value,
		"PATTERN RECOGNITION");
	check("no page to ask for", !field(&c, 0, P_URL));
	check_str("PDF", field(&c, 0, P_PDF_URL),
		SITE "Proceedings/69/Papers/001.pdf");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_1977(void)
{
	struct job job = {.venue = "ijcai", .year = 1977};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("a volume of 1977",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/1977-1/",
			DIR "list-1977.html"),
		0);
	check_int("papers", c.papers, 5);
	check_str("authors in a link", line(&c, 0),
		"A Note on Adjectives | Al One; B. Two | 139");
	check_str("a link of another paper", line(&c, 1),
		"From Talks to Stories | A. D. Three; B. | 141");
	check_str("gets an id of its own", field(&c, 1, P_ID),
		"ijcai:1977-1:023B-2");
	check_str("what has no PDF is passed over; a title before its link",
		line(&c, 2), "NUDGE: A Scheduling Program | I. P. Seven | 257");
	check_str("a first letter before the link", line(&c, 3),
		"Interactive Transfer | R. Eight | 321");
	check_str("a paper without authors", line(&c, 4),
		"Nobody's Paper |  | -");
	check_str("volume", field(&c, 0, P_VOLUME), "1");
	collect_free(&c);
}

static void
test_2003(void)
{
	struct job job = {.venue = "ijcai", .year = 2003};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("list of 2003",
		load_thrice_file(&c, FOR_LIST, SITE "proceedings/2003/",
			DIR "list-2003.html"),
		0);
	check_int("papers", c.papers, 4);
	check_str("dots before the page", line(&c, 0),
		"Learning Made-up Plans | Ada One; Bo \u00c5str\u00f6m | 3");
	check_str("authors in two paragraphs", line(&c, 1),
		"Quantifying Test actions | Cy Three; Dee Four; Eve Five | "
		"106");
	check_str("dots with spaces; no third paragraph", line(&c, 2),
		"Where is it going? | Flo Six; Gus Seven | 191");
	check_str(
		"the index is no paper", field(&c, 3, P_TRACK), "front-matter");
	collect_free(&c);
}

static void
test_2001(void)
{
	struct job job = {.venue = "ijcai", .year = 2001};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("a volume of 2001",
		load(&c, FOR_LIST, SITE "proceedings/2001-1/",
			DIR "list-2001.html", 3),
		-1);
	check_int("has sections, no papers", c.err.verdict, V_EMPTY);
	check_str("and says so", c.err.text,
		"the page has no papers, only 2 PDF files of whole sections");
	collect_free(&c);
}

static void
test_other_forms(void)
{
	struct job job = {.venue = "ijcai", .year = 1985};
	struct collect c;
	const char *url = SITE "proceedings/1985-1/";

	collect_init(&c, &source_ijcai, &job);
	check_int("authors behind the link",
		load_text(&c, FOR_LIST, url,
			"<p><a href=/Proceedings/85-1/Papers/001.pdf>A Title"
			"</a> Ada One, Bo Two 12</p>"
			"<p><a href=/Proceedings/85-1/Papers/002.pdf>Another"
			"</a><br>Cy Three and Dee Four 17</p>",
			2, true),
		0);
	check_str("in the same line", line(&c, 0),
		"A Title | Ada One; Bo Two | 12");
	check_str("in the next line", line(&c, 1),
		"Another | Cy Three; Dee Four | 17");
	check_int("a link in pieces, the first one empty",
		load_text(&c, FOR_LIST, url,
			"<p><a href=/Proceedings/85-1/Papers/001.pdf></a>"
			"<a href=/Proceedings/85-1/Papers/001.pdf>A </a><b><a "
			"href=/Proceedings/85-1/Papers/001.pdf>Title</a></b>. "
			"</p><p>Ada One 12</p>",
			2, true),
		0);
	check_str("is one", line(&c, 0), "A Title | Ada One | 12");
	check_int("many papers in one paragraph",
		load_text(&c, FOR_LIST, url,
			"<p><a href=/Proceedings/85-1/Papers/001.pdf>One</a>"
			"<br><a href=/Proceedings/85-1/Papers/002.pdf>Two</a>"
			"<br><a href=/Proceedings/85-1/Papers/003.pdf>Three"
			"</a></p>",
			0, true),
		0);
	check_str("are papers", collect_papers(&c),
		"ijcai:1985-1:001 - -\nijcai:1985-1:002 - -\n"
		"ijcai:1985-1:003 - -\n");
	check_str("with a title each", field(&c, 1, P_TITLE), "Two");
	collect_free(&c);
}

static void
test_new_page(void)
{
	struct job job = {.venue = "ijcai", .year = 2018};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("a page of 2018",
		load_thrice_file(&c, FOR_PAPER, SITE "proceedings/2018/4",
			DIR "page-2018.html"),
		0);
	check_str("id and track", collect_papers(&c), "ijcai:2018:4 - main\n");
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"We say little. It holds if a<b and R&D agree; see here.");
	check_str("pages", field(&c, 0, P_PAGES), "28-34");
	check_str("DOI", field(&c, 0, P_DOI), "10.24963/ijcai.2018/4");
	check_str("authors", collect_authors(c.paper[0]), "Bo Two; Cy Three");
	check_str(
		"keywords", c.paper[0]->keywords->next->value, "Humans and AI");
	check_str("BibTeX", c.paper[0]->links->value,
		SITE "proceedings/2018/bibtex/4");
	check_int("a page without metas",
		load_text(&c, FOR_LIST, SITE "proceedings/2019/12",
			"<h1>A Title</h1><h2>Ada One, Bo Two</h2><hr><div "
			"class=\"col-md-12\">The abstract",
			1, true),
		0);
	check_str("is one too", collect_papers(&c), "ijcai:2019:12 - -\n");
	check_str("its abstract is not closed", field(&c, 0, P_ABSTRACT),
		"The abstract");
	check_str("authors of a heading", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_int("another page",
		load_text(&c, FOR_PAPER, SITE "proceedings/2018/4", "<p>x", 0,
			true),
		-1);
	check_int("is none", c.err.verdict, V_LAYOUT);
	check_int("a page that breaks off",
		load_text(&c, FOR_PAPER, SITE "proceedings/2018/4",
			"<h1>A Title</h1>", 0, false),
		-1);
	check_int("is asked for again", c.err.verdict, V_RETRY_LATER);
	collect_free(&c);
}

static void
test_abstract_pages(void)
{
	struct job job = {.venue = "ijcai", .year = 2011};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	check_int("an abstract of 2011",
		load_thrice_file(&c, FOR_PAPER, SITE "Abstract/11/017",
			DIR "page-2011.html"),
		0);
	check_str("id", field(&c, 0, P_ID), "ijcai:2011:017");
	check_str("its text alone", field(&c, 0, P_ABSTRACT),
		"We study games. They are made up.");
	job.year = 2016;
	check_int("an abstract of 2016",
		load_thrice_file(&c, FOR_PAPER, SITE "Abstract/16/009",
			DIR "page-2016.html"),
		0);
	check_str("title", field(&c, 0, P_TITLE),
		"Task/Resource Planning \u2013 Made Up");
	check_str("authors", collect_authors(c.paper[0]),
		"Fran\u00e7ois One; Bo Two");
	check_str("two paragraphs", field(&c, 0, P_ABSTRACT),
		"First paragraph. Second, with a<b in it.");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		SITE "Proceedings/16/Papers/009.pdf");
	check_int("an odd address of 2013",
		load(&c, FOR_PAPER, SITE "Abstract/13/0017.html",
			DIR "page-2016.html", 0),
		0);
	check_str("is that of a paper", field(&c, 0, P_ID), "ijcai:2013:017");
	collect_free(&c);
}

int
main(void)
{
	test_1969();
	test_1977();
	test_2003();
	test_2001();
	test_other_forms();
	test_new_page();
	test_abstract_pages();
	return test_end();
}
