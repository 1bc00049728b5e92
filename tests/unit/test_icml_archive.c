/*
 * test_icml_archive.c - ICML's own pages of 2003 to 2012, a layout a year.
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
test_2008(void)
{
	static const char page[] =
		"<meta http-equiv=\"content-type\" content=\"text/html; charset"
		"=windows-1250\"><h2>ICML 2008 abstracts</h2>\n<a name=\"111\">"
		"</a>\n<p>paper ID: 111</p>\r\n<h3>Learning in $a<b$</h3>\n<p>"
		"<i> Tom\xe1\xb9 One and  Gr\xfcn Two</i><br></p>\n<p>We show "
		"<i>this</i> and more \x96 see <a href=\"http://x.org/\">here"
		"</a>.</p>\n<p>[<a href=\"papers/111.pdf\">Full paper</a>] [<a "
		"href=\"http://www.conflate.net/icml/paper/2008/"
		"111\">Discussion"
		"</a>]</p><hr>\n<a name=\"113\"></a><p>paper ID: 113</p><h3>"
		"Second</h3><p><i>A\xf8</i></p><p>One.</p><p>Two.</p><p>[<a "
		"href=\"papers/113.pdf\">Full paper</a>]</p><hr><p>footer</p>";
	struct collect c;

	read_page(&c, "2008", 2008, ICML "2008/abstracts.shtml.html", page);
	check_str("papers", collect_papers(&c),
		"icml-archive:2008:111 - main\nicml-archive:2008:113 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "Learning in $a<b$");
	check_str("authors in windows-1250", collect_authors(c.paper[0]),
		"Tom\u00e1\u0105 One; Gr\u00fcn Two");
	check_str("another byte", collect_authors(c.paper[1]), "A\u0159");
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"We show this and more \u2013 see here.");
	check_str("two paragraphs", field(&c, 1, P_ABSTRACT), "One. Two.");
	check_str("url", field(&c, 0, P_URL),
		ICML "2008/abstracts.shtml.html#111");
	check_str("PDF", field(&c, 0, P_PDF_URL), ICML "2008/papers/111.pdf");
	check_str("discussion", link_of(c.paper[0], "discussion"),
		"http://www.conflate.net/icml/paper/2008/111");
	collect_free(&c);
}

static void
test_charset(void)
{
	static const struct {
		const char *type, *name;
	} cases[] = {{"", "\u00f8"}, {"text/html", "\u00f8"},
		{"text/html; charset=utf-8", "\u00f8"},
		{"text/html; charset=\"ISO-8859-2\"", "\u0159"},
		{"text/html;charset=windows-1251", "\u0448"},
		{"text/html; charset=koi8-r", "\u042c"},
		{"text/html; charset=windows-125", "\u00f8"},
		{"text/html; charset=../../x", "\u00f8"}};
	static const char page[] = "<a name=1></a><h3>T</h3><p><i>\xf8</i></p>";
	struct collect c;

	job.year = 2008;
	collect_init(&c, &source_icml_archive, &job);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c.type = cases[i].type;
		(void)load_text(&c, FOR_LIST, ICML "x.html", page, 3, true);
		check_str(cases[i].type, collect_authors(c.paper[0]),
			cases[i].name);
	}
	collect_free(&c);
}

static void
test_2009(void)
{
	static const char page[] =
		"<div id = \"left_column\"><h3><a name=\"10\"></a>For "
		"Participants</h3><ul><li><a href=\"r.html\">Registration</a>"
		"</li></ul><h3>For authors</h3><ul><li><a href=\"cfp.html\">"
		"Call for papers</a></li></ul></div><div id = \"right_column\">"
		"<p>Front Matter: <a "
		"href=\"icml09-frontmatter.pdf\">pdf</a></p>"
		"<hr/><h3>ICML 2009 Proceedings</h3>\n<h3><a name=\"10\"></a>"
		"Measures &#40;again&#41;</h3>\n <p><i>Ada One, Bo Two and Cy "
		"Three></i></p>\n <p>paper ID: 10 </p>\n <p>We discuss x<y.\n"
		"</p>\n [<a href=\"papers/10.pdf\">Full paper</a>] [<a href="
		"\"http://conflate.net/icml/paper/2009/10\">Discussion</a>] \n"
		"<hr/></div><div id = \"footer\"><p>Photos</p></div>";
	struct collect c;

	read_page(&c, "2009", 2009, ICML "2009/abstracts.html", page);
	check_str("no sidebar", collect_papers(&c),
		"icml-archive:2009:10 - main\n");
	check_str("title", field(&c, 0, P_TITLE), "Measures (again)");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Cy Three");
	check_str("abstract", field(&c, 0, P_ABSTRACT), "We discuss x<y.");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_2010(void)
{
	static const char page[] =
		"<a name=\"901\"></a>\n<p>Paper ID: 901</p>\n<h3>First</h3>\n"
		"<p><em>Ada One (MIT, USA); Bo Two</em></p>\n<p class=\""
		"abstracts\">An abstract<br /> in\x93quotes\x94.</p>\n<p class="
		"\"discussion\">[<a href=\"papers/901.pdf\">Full Paper</a>]</p>"
		"<hr><br />";
	struct collect c;

	read_page(&c, "2010", 2010, ICML "2010/abstracts.html", page);
	check_str(
		"papers", collect_papers(&c), "icml-archive:2010:901 - main\n");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str(
		"institution", c.paper[0]->authors->affiliation[0], "MIT, USA");
	check_str("abstract in windows-1252", field(&c, 0, P_ABSTRACT),
		"An abstract in\u201cquotes\u201d.");
	collect_free(&c);
}

static void
test_2011(void)
{
	static const char page[] =
		"<a name='awards'></a><h2>Awards</h2><h3>Best Paper</h3>The "
		"award goes to Ada for <a href=\"papers.php#6\"><b>First</b>"
		"</a>.<a name='online'></a><h2>Online</h2><p><a href=\""
		"papers/all.zip\">the whole proceedings</a></p>"
		"<a name='6'><h3 style='margin-top:6ex;'>First </h3>\n<span "
		"class='name'>Ada One, Bo Two, University of Example</span>\n"
		"<p style='width:66em;'><span style='font-weight:bold;'>"
		"Abstract:</span>It is $\\ell_1$. </p></a><p><a name='6'>[</a>"
		"<a href='papers/6_icmlpaper.pdf'>download</a>] &nbsp; [<a "
		"href='papers/6_bibfile.bib'>bibTeX</a>] [<a href='http://x.org"
		"/6/'>discuss</a>]</p><a name=\"cross\"></a><h2>Invited</h2>"
		"<a name=\"X1\"><h3>Second </h3><span class=\"name\">Cy Three; "
		"Di Four</span></a><p><a name=\"X1\">[</a><a href=\"papers/"
		"X1_crossconference.pdf\">download</a>] <a name=\"X2\"></a></p>"
		"<h3><a name=\"X2\">Third </a></h3><a name=\"X2\"><span class="
		"\"name\">Eve Five</span></a><p>[<a href=\"papers/X2_c.pdf\">"
		"download</a>]</p>";
	struct collect c;

	read_page(&c, "2011", 2011, ICML "2011/papers.php.html", page);
	check_str("papers", collect_papers(&c),
		"icml-archive:2011:6 Best Paper main\n"
		"icml-archive:2011:X1 - cross-conference\n"
		"icml-archive:2011:X2 - cross-conference\n");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("institution", c.paper[0]->authors->next->affiliation[0],
		"University of Example");
	check_str("abstract", field(&c, 0, P_ABSTRACT), "It is $\\ell_1$.");
	check_str("bibtex", link_of(c.paper[0], "bibtex"),
		ICML "2011/papers/6_bibfile.bib");
	check_str(
		"semicolons", collect_authors(c.paper[1]), "Cy Three; Di Four");
	check_str("title", field(&c, 2, P_TITLE), "Third");
	collect_free(&c);
}

static const char page_2012[] =
	"<div id=\"menu\"><h2>no paper</h2></div>\r\n"
	"<div class=\"paper\" id=\"paper-943\">\r\n  <h2>First</h2>\n  <p "
	"class=\"authors\">Ada One, Bo Two\n  <p class=\"type\">&ndash; "
	"Invited applications paper\n  <p class=\"abstract\"><strong>Abstract: "
	"</strong>The <i>local</i> x<y holds.\n<p><a href=\"http://icml.cc/"
	"discuss/2012/943.html\">discussion+video</a>, <a href=\"papers/943.pdf"
	"\">ICML version (pdf)</a> <a "
	"href=\"papers/bibfiles/943.bib\">(bib)</a>"
	", <a href=\"http://arxiv.org/abs/1206.6394\">more on ArXiv</a>\n</div>"
	"<div class=\"paper\" id=\"paper-12\"><h2>Second</h2><p class=\"authors"
	"\">Cy Three<p class=\"type\">&ndash; Accepted<p class=\"abstract\">"
	"<strong>Abstract: </strong>Two.</div><div class=\"paper\" id=\""
	"paper-13\"><h2>Third</h2><p class=\"authors\">Di Four<p "
	"class=\"type\">"
	"&ndash; Not for proceedings</div>";

static void
test_2012(void)
{
	struct collect c;

	read_page(&c, "2012", 2012, "https://icml.cc/2012/papers/", page_2012);
	check_str("papers", collect_papers(&c),
		"icml-archive:2012:943 - invited-applications-paper\n"
		"icml-archive:2012:12 - main\n"
		"icml-archive:2012:13 - not-for-proceedings\n");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	check_str("abstract that is not closed", field(&c, 0, P_ABSTRACT),
		"The local x<y holds.");
	check_str("arXiv", field(&c, 0, P_ARXIV), "1206.6394");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"https://icml.cc/2012/papers/papers/943.pdf");
	check_str("url", field(&c, 0, P_URL),
		"https://icml.cc/2012/papers/#paper-943");
	check("an abstract may lack", !c.paper[2]->text[P_ABSTRACT]);
	check_int("one paper of the page",
		load_text(&c, FOR_PAPER,
			"https://icml.cc/2012/papers/#paper-12", page_2012, 9,
			true),
		0);
	check_str("is that alone", collect_papers(&c),
		"icml-archive:2012:12 - main\n");
	check_int("count",
		load_text(&c, FOR_COUNT, "https://icml.cc/2012/papers/",
			page_2012, 0, true),
		0);
	check_int("items", c.count[0].n, 3);
	collect_free(&c);
}

static void
test_papers(void)
{
	static const char page[] =
		"<html><head><title>Synthetic Ti tle</title></head><body>"
		"<table border cellspacing=1 cellpadding=5><tr><th>\nSynthetic "
		"Ti tle\n</th></tr><tr><td>\nAda One - <i>ETH</i><br>\nBo Two "
		"<br>\n</td></tr><tr><td><pre>An abstract\nof lines.\n</pre>"
		"</td></tr></table></body></html>";
	struct collect c;

	read_page(&c, "page of a paper", 2007,
		ICML "2007/proceedings/abstracts/105.htm", page);
	check_str("id", field(&c, 0, P_ID), "icml-archive:2007:105");
	check_str(
		"abstract", field(&c, 0, P_ABSTRACT), "An abstract of lines.");
	check_str("authors", collect_authors(c.paper[0]), "Ada One; Bo Two");
	collect_free(&c);
}

/* The pages of 2001, 2003 and 2004 that archives have. */
static void
test_tables_of_abstracts(void)
{
	static const char page[] =
		"<h1>Accepted Papers</h1><a name=\"top\"></a><a name=\"88\">\n"
		"<table border cellspacing=1><tr><th>A Title</th></tr><tr><td>"
		"Ada One - <i>Some University</i><br>\nBo Two - <i>Other</i>"
		"<br></td></tr><tr><td><pre>We discuss\nx<y.\n</pre></td></tr>"
		"</table>\n<a name=\"7\"><table border><tr><th>\nSecond\n"
		"<tr><td>Cy Three<tr><td>More.</table><p>Text</p>\n<table><tr>"
		"<th>Third</th></tr></table>";
	static const int years[] = {2001, 2003, 2004};
	struct collect c;

	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
		read_page(
			&c, "a table a paper", years[i], ICML "abs.html", page);
		check_int("papers", c.papers, 3);
		check_str("number", strrchr(field(&c, 0, P_ID), ':'), ":88");
		check_str("without end tags", strrchr(field(&c, 1, P_ID), ':'),
			":7");
		check_str("title", field(&c, 1, P_TITLE), "Second");
		check_str("authors", collect_authors(c.paper[0]),
			"Ada One; Bo Two");
		check_str("institution", c.paper[0]->authors->affiliation[0],
			"Some University");
		check_str("abstract", field(&c, 0, P_ABSTRACT),
			"We discuss x<y.");
		check_str("another", field(&c, 1, P_ABSTRACT), "More.");
		check_str(
			"no number", strrchr(field(&c, 2, P_ID), ':'), ":no3");
		check_int("no authors", c.problems, 1);
		collect_free(&c);
	}
}

static void
test_failures(void)
{
	static const char url[] = ICML "2008/abstracts.shtml.html";
	struct collect c;

	for (job.year = 2003; job.year <= 2012; job.year++) {
		collect_init(&c, &source_icml_archive, &job);
		check_int("another page",
			load_text(&c, FOR_LIST, "https://icml.cc/x.html",
				"<h1>Hi</h1><h3>No</h3><table><tr><td>x</td>"
				"</tr></table><p class=left>x</p>",
				3, true),
			-1);
		check_int("is a change of layout", c.err.verdict, V_LAYOUT);
		check_int("without papers", c.papers, 0);
		collect_free(&c);
	}
	job.year = 2008;
	collect_init(&c, &source_icml_archive, &job);
	check_int("broken off",
		load_text(&c, FOR_LIST, url,
			"<a name=1></a><h3>A</h3><p><i>B</i></p><hr><a name=2>"
			"</a><h3>C</h3><p><i>D</i></p><p>Half an abs",
			0, false),
		-1);
	check_int("may be asked again", c.err.verdict, V_RETRY_LATER);
	check_int("whole papers only", c.papers, 1);
	c.enough = 1;
	job.year = 2012;
	check_int("enough",
		load_text(&c, FOR_LIST, "https://icml.cc/2012/papers/",
			page_2012, 16, true),
		0);
	check_int("is exact", c.papers, 1);
	collect_free(&c);
}

static void
test_plan(void)
{
	struct job j = {.venue = "icml", .year = 2012};
	struct collect c;

	collect_init(&c, &source_icml_archive, &j);
	check_int("plan", collect_plan(&c, FOR_LIST), 0);
	check_str("page", collect_only_request(&c),
		"https://icml.cc/2012/papers/");
	check_str("or", c.request[0].otherwise,
		"https://icml.cc/2012/papers.1.html");
	collect_free(&c);
	j.key = "example.org/copy.html";
	check_int("another copy", collect_plan(&c, FOR_LIST), 0);
	check_str("is asked for", collect_only_request(&c),
		"https://example.org/copy.html");
	collect_free(&c);
	j.key = "nothing";
	check_int("no address", collect_plan(&c, FOR_LIST), -1);
	j.key = NULL;
	j.year = 2001;
	check_int("no page but in archives", collect_plan(&c, FOR_LIST), -1);
	j.key = "example.org/abstracts.html";
	check_int("of which one can be named", collect_plan(&c, FOR_LIST), 0);
	collect_free(&c);
	j.key = NULL;
	j.year = 2002;
	check_int("no page", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

int
main(void)
{
	test_2008();
	test_charset();
	test_2009();
	test_2010();
	test_2011();
	test_2012();
	test_papers();
	test_tables_of_abstracts();
	test_failures();
	test_plan();
	return test_end();
}
