/*
 * test_ijcai_scan.c - the lists of IJCAI that a scanner made, line by line.
 */
#include "source_test.h"

extern const struct source source_ijcai;

#define SITE "https://www.ijcai.org/"

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
	return test_end();
}
