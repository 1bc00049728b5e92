/*
 * test_icml_archive_tables.c - ICML's lists of 2003 to 2007.
 */
#include "source_test.h"

extern const struct source source_icml_archive;

#define ICML "https://icml.cc/Conferences/"

static struct job job = {.venue = "icml"};

static void
read_page(struct collect *c, const char *name, int year, const char *url,
	const char *page)
{
	job.year = year;
	collect_init(c, &source_icml_archive, &job);
	check_int(name, load_thrice(c, FOR_LIST, url, page, strlen(page)), 0);
}

static void
test_2003(void)
{
	static const char page[] =
		"<h3 class=\"left\"><a href=\"2003/icml03-000.php\">Contents"
		"</a></h3><p class=\"left\"><a href=\"2003/icml03-001.php\" "
		"onclick=\"window.open (this.href); return false\">Preface</a> "
		"/ xiii<br /><i>Tom Editor</i></p>"
		"<p class=\"left\"><a href=\"2003/icml03-002.php\">Sponsors</a>"
		" / xviii</p><p class=\"left\">"
		"<a href=\"2003/icml03-004.php\">Hidden Markov / Support"
		"</a> / 3<br /><i>Jes&uuml;s One, Bo Two, and Cy Three</i></p>"
		"<p class=\"left\"><a href=\"2003/icml03-120.php\">Index</a>"
		" / 945</p><p>Copyright</p>";
	struct collect c;

	read_page(&c, "2003", 2003,
		"https://aaai.org/Library/ICML/icml03contents.php", page);
	check_str("no front matter", collect_papers(&c),
		"icml-archive:2003:004 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "Hidden Markov / Support");
	check_str("authors", collect_authors(c.paper[0]),
		"Jes\u00fcs One; Bo Two; Cy Three");
	check_str("first page", field(&c, 0, P_PAGES), "3");
	check_str("AAAI's page", link_of(c.paper[0], "aaai"),
		"https://aaai.org/Library/ICML/2003/icml03-004.php");
	check("is none to ask for", !c.paper[0]->text[P_URL]);
	collect_free(&c);
	read_page(&c, "the address knows the year", 2011,
		"https://aaai.org/Library/ICML/icml03contents.php", page);
	check_str("and the layout", collect_papers(&c),
		"icml-archive:2003:004 - main\n");
	collect_free(&c);
}

static void
test_2004(void)
{
	static const char page[] =
		"<META http-equiv=\"Content-Type\" content=\"text/html; "
		"charset=UTF-8\"><META CONTENT=\"text/html; charset=iso-8859-1"
		"\" HTTP-EQUIV=\"Content-Type\"><h1>Accepted Papers</h1>"
		"<table class=\"proceedings\"><tr class=\"proc_2004_title\">"
		"<td colspan=\"2\">\n A Title\n of  Two Lines </td></tr>\n<tr>"
		"<td colspan=\"2\"><a href=\"proceedings/abstracts/45.htm\">"
		"[Abstract]</a><a href=\"proceedings/papers/45.ps\">[Paper]</a>"
		"</td></tr><tr class=\"proc_2004_authors\"><td width=\"16%\">"
		"</td><td width=\"84%\">\n  Lourdes One\n - <em>Otto-von-X "
		"University - B</em>\n<br>\n Bo Tw\xf6\n<br></td></tr>"
		"<tr class=\"proc_2004_title\"><td>Other</td></tr><tr><td>"
		"<a href=\"proceedings/abstracts/2.htm\">[Abstract]</a></td>"
		"</tr></table><hr><div>visited - often</div>";
	struct collect c;

	read_page(&c, "2004", 2004, ICML "2004/proceedings.html", page);
	check_str("papers", collect_papers(&c),
		"icml-archive:2004:45 - main\nicml-archive:2004:2 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "A Title of Two Lines");
	check_str("authors, Latin-1 for all that", collect_authors(c.paper[0]),
		"Lourdes One; Bo Tw\u00f6");
	check_str("institution", c.paper[0]->authors->affiliation[0],
		"Otto-von-X University - B");
	check_str("page", field(&c, 0, P_URL),
		ICML "2004/proceedings/abstracts/45.htm");
	check_str("PostScript", field(&c, 0, P_PDF_URL),
		ICML "2004/proceedings/papers/45.ps");
	check_int("one without authors", c.problems, 1);
	collect_free(&c);
}

static void
test_2005(void)
{
	static const char page[] =
		"<table class=\"proceedings\"><tr class=\"proc_2005_link\"><td>"
		"<a href=\"proceedings/papers/003_Tempering_AC.pdf\">Bayesian "
		"C&amp;RT</a></td></tr><tr class=\"proc_2005_authors\"><td>Ada "
		"One,Bo Two, Bernhard Sch&ouml;n</td></tr></table>";
	struct collect c;

	read_page(&c, "2005", 2005, ICML "2005/proceedings.html", page);
	check_str(
		"papers", collect_papers(&c), "icml-archive:2005:003 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "Bayesian C&RT");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Bernhard Sch\u00f6n");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		ICML "2005/proceedings/papers/003_Tempering_AC.pdf");
	collect_free(&c);
}

static void
test_2006(void)
{
	static const char page[] =
		"<table class=\"proceedings\"><table class=\"content\"><tbody>"
		"<tr><td><sup><sub><strong>Order</strong></sub></sup></td><td>"
		"Paper</td><td>Authors</td></tr>\n<tr>\n<td>\n<p>\n<sup><sub>"
		"001</sub></sup>\n</p></td><td><p><sup><sub><a href=\"http://"
		"example.org/icml2006/001_Using.pdf\"><em>\nUsing Models in "
		"Learning </em></a></sub></sup></p></td><td><p><sup><sub>Pieter"
		" One, "
		"Andrew\nTwo</sub></sup></p></td></tr><tr><td>002</td><td>"
		"<a href=\"http://example.org/icml2006/002_B.pdf\">B</a></td>"
		"<td>C\u00e9dric Three</td></tr></tbody></table>";
	struct collect c;

	read_page(&c, "2006", 2006, ICML "2006/proceedings.html", page);
	check_str("papers", collect_papers(&c),
		"icml-archive:2006:001 - main\nicml-archive:2006:002 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "Using Models in Learning");
	check_str("authors", collect_authors(c.paper[0]),
		"Pieter One; Andrew Two");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"http://example.org/icml2006/001_Using.pdf");
	check_str("UTF-8", collect_authors(c.paper[1]), "C\u00e9dric Three");
	collect_free(&c);
}

static void
test_2007(void)
{
	static const char sections[] =
		"<h1>Proceedings</h1><div class=\"section\"><h2>First</h2>"
		"<p><a class=\"reference external\" href=\"proceedings/"
		"abstracts/105.htm\">[Abstract]</a> <a class=\"reference\" "
		"href=\"proceedings/papers/105.pdf\">[Paper]</a></"
		"p><blockquote>"
		"<p>Ada One - ETH</p><p>Bo Two - Some Place, USA</p>"
		"</blockquote></div>";
	static const char rows[] =
		"<table><tr class=\"header\"><td colspan=\"2\">\n <a name=\"105"
		"\"> First</a>\n</td></tr><tr><td colspan=\"2\"><a href=\""
		"abstracts/105.htm\">[Abstract]</a><a href=\"papers/105.pdf\">"
		"[Paper]</a></td></tr><tr><td></td><td>Ada One - ETH<br>Bo Two"
		" - Some Place, USA<br></td></tr></table>";
	struct collect c;

	read_page(&c, "2007", 2007, ICML "2007/proceedings.html", sections);
	check_str(
		"papers", collect_papers(&c), "icml-archive:2007:105 - main\n");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("place", c.paper[0]->authors->next->affiliation[0],
		"Some Place, USA");
	check_str("page", field(&c, 0, P_URL),
		ICML "2007/proceedings/abstracts/105.htm");
	collect_free(&c);
	read_page(
		&c, "2007 as a table", 2007, ICML "2007/paperlist.html", rows);
	check_str("the same papers", collect_papers(&c),
		"icml-archive:2007:105 - main\n");
	check_str("the same authors", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_str("PDF", field(&c, 0, P_PDF_URL), ICML "2007/papers/105.pdf");
	collect_free(&c);
}

int
main(void)
{
	test_2003();
	test_2004();
	test_2005();
	test_2006();
	test_2007();
	return test_end();
}
