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

/* Reads a list that is nothing but these lines. */
static void
read_lines(struct collect *c, const char *volume, const char *lines)
{
	char url[80];

	(void)snprintf(url, sizeof(url), SITE "Proceedings/%s/", volume);
	check_int(
		"list", load_thrice(c, FOR_LIST, url, lines, strlen(lines)), 0);
}

/* The heading above the paper at i. */
static const char *
topic(const struct collect *c, size_t i)
{
	return i < c->papers && c->paper[i]->keywords
		       ? c->paper[i]->keywords->value
		       : NULL;
}

#define PDF(volume, name)                                                      \
	"<a href=\"" SITE "Proceedings/" volume "/Papers/" name ".pdf\">"

static void
test_1971(void)
{
	struct job job = {.venue = "ijcai", .year = 1971};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	read_lines(&c, "1971",
		"<p><b>lst-3rd September 1971</b></p>\n"
		"<p>" PDF("71",
			"005%20A") "A\nMade-up Program </a></p>\n"
				   "<p>&nbsp;by Al B. One, Bo Two and Cy "
				   "Three&nbsp; 40</p>"
				   "<p>" PDF("71",
					   "005%20B") "The "
						      "Model</a></"
						      "p><p>by D. "
						      "Four</p>"
						      "<p>" PDF("99-2",
							      "017A%20-%"
							      "201") "Thi"
								     "rd<"
								     "/a>"
								     "</"
								     "p>"
								     "<p>"
								     "Eve"
								     " Fi"
								     "ve."
								     ". "
								     "7</"
								     "p>"
								     "<p"
								     ">" PDF("9"
									     "9"
									     "-"
									     "2",
									     "0"
									     "1"
									     "4"
									     "%"
									     "2"
									     "0") "Fourth</a></p><p>F. Six.. 8</p>");
	check_int("papers", c.papers, 4);
	check_str("\"by\"", line(&c, 0),
		"A Made-up Program | Al B. One; Bo Two; Cy Three | 40");
	check_str("a space in an address", field(&c, 0, P_ID),
		"ijcai:1971:005-A");
	check_str("a date is no heading", topic(&c, 0), NULL);
	check_str("and no page", line(&c, 1), "The Model | D. Four | -");
	check_str("several", field(&c, 2, P_ID), "ijcai:1999-2:017A-1");
	check_str("at the end", field(&c, 3, P_ID), "ijcai:1999-2:014");
	collect_free(&c);
}

static void
test_1981(void)
{
	struct job job = {.venue = "ijcai", .year = 1981};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	read_lines(&c, "1981-1",
		"<p><b>&mdash;LANGUAGE 1 &mdash;</b><br>\n  " PDF("81-1",
			"001") "Toward a Model</a>&nbsp;&nbsp; 1</p>"
			       "<p>" PDF("81-1",
				       "002") "On a Planner</a> 7</p>"
					      "<p>&mdash;<b>LANGUAGE "
					      "3&mdash;</b></p>"
					      "<p>What Has No File Ada One, Bo "
					      "Two,-NA</p>"
					      "<p>" PDF("81-1",
						      "003") "A Way of "
							     "Reading: "
							     "</a>&nbsp;"
							     "A Report&nbsp; "
							     "25</p>"
							     "<p>" PDF("81-1", "046") "Where Are You in Memory?</a> " PDF(
								     "81-1",
								     "047") "Lu"
									    "nc"
									    "h "
									    "wi"
									    "th"
									    " a"
									    " "
									    "\""
									    "Pa"
									    "rs"
									    "er"
									    "\""
									    "</"
									    "a>"
									    "&n"
									    "bs"
									    "p;"
									    " 2"
									    "34"
									    "</"
									    "p>"
									    "<p"
									    ">" PDF("81-1",
										    "094") "A Filter</a>&nbsp;Cy T. Three, "
											   "Di Four &nbsp;528" PDF(
												   "81-1",
												   "095") ".</a>\n");
	check_int("papers", c.papers, 6);
	check_str("a heading in its paragraph", line(&c, 0),
		"Toward a Model |  | 1");
	check_str("is its topic", topic(&c, 0), "LANGUAGE 1");
	check_str("what follows a page is no author", line(&c, 1),
		"On a Planner |  | 7");
	check_str("a title that goes on behind its link", line(&c, 2),
		"A Way of Reading: A Report |  | 25");
	check_str("two papers in a paragraph", line(&c, 3),
		"Where Are You in Memory? |  | -");
	check_str(
		"the second", line(&c, 4), "Lunch with a \"Parser\" |  | 234");
	check_str("its id", field(&c, 4, P_ID), "ijcai:1981-1:047");
	check_str("a full stop behind the page", line(&c, 5),
		"A Filter | Cy T. Three; Di Four | 528");
	collect_free(&c);
}

static void
test_1983(void)
{
	struct job job = {.venue = "ijcai", .year = 1983};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	read_lines(&c, "1983-2",
		"<b><p>LANGUAGE 3</p><p>" PDF("83-2",
			"001") "Impressions in Dialog</a></p>\n"
			       "<p>&nbsp;The Role of the Listener and "
			       "Values</p></b>\n"
			       "<p>Ada One 616</p><b>"
			       "<p>" PDF("83-2",
				       "009") "Answering</a></p></b>"
					      "<p><b> </b>Bo Two, "
					      "and Cy Three 643</p>"
					      "<b><p>" PDF("83-2",
						      "1"
						      "1"
						      "7") "Towards "
							   "Acquisition</a></"
							   "p><p>" PDF("83-2", "117") "Documents\u2014</a>" PDF(
								   "83-2",
								   "117") "Auto"
									  "mat"
									  "ic "
									  "Mode"
									  "l "
									  "Buil"
									  "din"
									  "g "
									  "From"
									  " "
									  "Hard"
									  "war"
									  "e</"
									  "a></"
									  "p></"
									  "b><"
									  "p>"
									  "Di "
									  "Four"
									  " "
									  "482<"
									  "/p>"
									  "<p>"
									  "Lear"
									  "nin"
									  "g "
									  "of "
									  "Rule"
									  "s "
									  "via "
									  "Nets"
									  "</"
									  "p>"
									  "<p"
									  ">" PDF("83-2",
										  "118") " Eve Five and Flo\nvan Six</a> "
											 "484</p>"
											 "<p>17) " PDF(
												 "83-2",
												 "119") "Interfaces</a></p>"
													"<p>G. Seven (Chmn.), H. Eight,\nMade-up University, Rome "
													"500</p><p>126) " PDF(
														"83-2",
														"120") "INDEX</a></p>");
	check_int("papers", c.papers, 6);
	check_str("a title in two paragraphs", line(&c, 0),
		"Impressions in Dialog The Role of the Listener and Values | "
		"Ada One | 616");
	check_str("bold type around nothing", line(&c, 1),
		"Answering | Bo Two; Cy Three | 643");
	check_str("a title in two links", line(&c, 2),
		"Towards Acquisition Documents\u2014Automatic Model Building "
		"From Hardware | Di Four | 482");
	check_str("the authors alone have the link", line(&c, 3),
		"Learning of Rules via Nets | Eve Five; Flo van Six | 484");
	check_str("a number before the title, a chairman, a university",
		line(&c, 4), "Interfaces | G. Seven; H. Eight; Rome | 500");
	check_str("the university",
		c.papers == 6 && c.paper[4]->authors->naffiliation
			? c.paper[4]->authors->affiliation[0]
			: NULL,
		"Made-up University");
	check_str("a numbered index", field(&c, 5, P_TRACK), "front-matter");
	collect_free(&c);
}

static void
test_1999(void)
{
	struct job job = {.venue = "ijcai", .year = 1999};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	read_lines(&c, "1999-1",
		"<p><b>THEOREM PROVING</b></p>"
		"<p><b>" PDF("99-1",
			"001") "Lemmas for\nModels</a></b></p>"
			       "<p><b>Ada One.. 4</b></p>"
			       "<p><b>" PDF("99-1",
				       "002") "Provers</a>\n</b></p>"
					      "<p><b>Bo Two and Cy "
					      "Three..10</b></p>"
					      "<p><b>REASONING 1</b></p>"
					      "<p><b>" PDF("99-1",
						      "003") "Author "
							     "Index..1450</a></"
							     "b></p>");
	check_int("papers", c.papers, 3);
	check_str("authors in bold type", line(&c, 0),
		"Lemmas for Models | Ada One | 4");
	check_str("no heading", topic(&c, 1), "THEOREM PROVING");
	check_str("two", line(&c, 1), "Provers | Bo Two; Cy Three | 10");
	check_str("dots and a page in the link", line(&c, 2),
		"Author Index |  | 1450");
	check_str("is no paper", field(&c, 2, P_TRACK), "front-matter");
	collect_free(&c);
}

static void
test_2011(void)
{
	struct job job = {.venue = "ijcai", .year = 2011};
	struct collect c;

	collect_init(&c, &source_ijcai, &job);
	read_lines(&c, "2011",
		"<h3>Technical Papers and Posters</h3>"
		"<p>" PDF("11",
			"015") "<p>Graphs</a> / 18<br />\n"
			       "<i>Ada One, Bo Two</i><br />\ndoi: "
			       "10.5591/x/IJCAI11-015<br/>"
			       "<a href=\"" SITE
			       "Abstract/11/015\">Abstract</a></p>"
			       "<h3>VOLUME TWO</h3>"
			       "<p>" PDF("11",
				       "089") "Voting</a> / 490<br />\n"
					      "<i>Cy Three</i></p>\ndoi: "
					      "10.5591/x/IJCAI11-089<br />\n"
					      "<p>" PDF("11",
						      "381") "Arguments</a> / "
							     "22<br />\n"
							     "<i>Di "
							     "Four</i><br "
							     "/>\n<p>("
							     "Corrected "
							     "version. The "
							     "previous "
							     "version is " PDF(
								     "11",
								     "381-old_"
								     "version") "here</a>)</p>\n"
										"doi: 10.5591/x/IJCAI11-381<br />\n"
										"<a href=\"" SITE
										"Abstract/11/381\">Abstract</a></p>"
										"<p>" PDF(
											"11",
											"382") "Windows</a> / 30<br />\n"
											       "<i>Eve Five</i><br />"
											       "<a href=\"" SITE
											       "Abstract/11/383\">Abstract</a></p>");
	check_int("papers", c.papers, 4);
	check_str("a paragraph in the link", field(&c, 0, P_PDF_URL),
		SITE "Proceedings/11/Papers/015.pdf");
	check_str(
		"a volume of paper is no track", field(&c, 1, P_TRACK), "main");
	check_str("a DOI behind the paragraph", field(&c, 1, P_DOI),
		"10.5591/x/IJCAI11-089");
	check_str(
		"a remark with a link", c.paper[2]->links->key, "old-version");
	check_str("the PDF", field(&c, 2, P_PDF_URL),
		SITE "Proceedings/11/Papers/381.pdf");
	check_str("the link to another's page", field(&c, 3, P_ID),
		"ijcai:2011:382");
	check("is not its page", !field(&c, 3, P_URL));
	collect_free(&c);
}

int
main(void)
{
	test_1971();
	test_1981();
	test_1983();
	test_1999();
	test_2011();
	test_1969();
	test_1977();
	test_2003();
	test_2001();
	test_other_forms();
	test_new_page();
	test_abstract_pages();
	return test_end();
}
