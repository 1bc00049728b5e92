/*
 * test_pmlr_files.c - the files of PMLR volumes in detail: YAML, BibTeX, feeds.
 */
#include "source_test.h"

extern const struct source source_pmlr;

#define BASE "https://proceedings.mlr.press/"

static const struct job job = {.venue = "icml", .year = 2023, .key = "202"};

/* The same list as BibTeX and as a feed. */
/* The template of citeproc.yaml puts names and addresses into it as they are,
 * some of which YAML takes for something else. */
static void
test_yaml_values(void)
{
	static const char text[] =
		"\n- title: 'One'\n  abstract: 'It''s\n    a key: it is\n"
		"- Theory: text'\n  note: 'Notable paper award'\n"
		"  URL: " BASE "v65/one-a17a.html\n"
		"  PDF: http://proceedings.mlr.press/v65/one a17a/one "
		"a17a.pdf\n"
		"  author: \n  - given: Ada\n    family: 't One\n"
		"  - given: \"Bo\" C.: D.\n    family: O'Two\n"
		"    orcid: https://orcid.org/0000-0002-1825-0097\n"
		"  address: Virtual: Online\n  id: one-a17a\n"
		"- title: 'Two'\n  note: 'Full version on "
		"https://arxiv.org/abs/"
		"2406.07521, v1'\n  URL: " BASE "v65/two17a.html\n"
		"  author: \n  - given: Jo\n    family: Three\n  id: two17a\n";
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("values without quotes",
		load_thrice(&c, FOR_LIST, BASE "v65/assets/bib/citeproc.yaml",
			text, strlen(text)),
		0);
	check_int("papers", c.papers, 2);
	check_int("none is spoilt", c.problems, 0);
	check_str("names", collect_authors(c.paper[0]),
		"Ada 't One; \"Bo\" C.: D. O'Two");
	check_str("a person's number", c.paper[0]->authors->next->orcid,
		"0000-0002-1825-0097");
	check_str("the abstract is whole", field(&c, 0, P_ABSTRACT),
		"It's a key: it is - Theory: text");
	check_str("an address with spaces", field(&c, 0, P_PDF_URL),
		"http://proceedings.mlr.press/v65/one%20a17a/one%20a17a.pdf");
	check_str("an award", field(&c, 0, P_DECISION), "Notable paper award");
	check("a note that is none", !c.paper[1]->text[P_DECISION]);
	check_str("but names another version", field(&c, 1, P_ARXIV),
		"2406.07521");
	collect_free(&c);
}

static void
test_identifiers(void)
{
	static const char page[] =
		"<h2>Volume 330: A Workshop</h2><div class=\"paper\">"
		"<p class=\"title\">One</p><p class=\"details\"><span "
		"class=\"authors\"><a href=\"https://example.org/a\">Ada One"
		"</a>,&nbsp;Bo van der Two III,&nbsp;The "
		"Consortium</span></p><p class=\"links\">"
		"[<a href=\"" BASE "v330/one26a.html\">abs</a>]"
		"[<a href=\"https://doi.org/10.1234/Ab.5\">doi</a>]"
		"[<a href=\"https://arxiv.org/abs/2406.07521\">arXiv version"
		"</a>][<a href=\"https://example.org/\">Website</a>]</p></div>"
		"<div class=\"paper\"><p class=\"title\">Index</p><p "
		"class=\"links"
		"\">[<a href=\"" BASE "v330/one26b.html\">abs</a>]</p></div>";
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("links",
		load_thrice(&c, FOR_LIST, BASE "v330/", page, strlen(page)), 0);
	check_str("names with an address", collect_authors(c.paper[0]),
		"Ada One; Bo van der Two III; The Consortium");
	check_str("a DOI", field(&c, 0, P_DOI), "10.1234/Ab.5");
	check_str("arXiv", field(&c, 0, P_ARXIV), "2406.07521");
	check_str("an index is none of the papers", field(&c, 1, P_TRACK),
		"preface");
	check_str("a website", link_of(c.paper[0], "website"),
		"https://example.org/");
	collect_free(&c);
}

static void
test_bib_groups(void)
{
	static const char bib[] =
		"@InProceedings{pmlr-v202-a23a,\n  title = {{B}ayes in "
		"$x_{i}$, {\\\"O}k and \\'{E}t{\\'e} {of} \\textbf{z}},\n"
		"  author = {{Mc~One}, Fionn and Two, Min{-}hwan and {\\O}h, "
		"J{\\\"o}rg and {van der Poel}, Sam},\n"
		"  pdf = {" BASE "v202/a 23a.pdf},\n"
		"  note = {Best Paper Award},\n  doi = {10.1234/x},\n"
		"  abstract = {<em>Sets</em> {A, B} of k^{-C}.}\n}\n"
		"@InProceedings{pmlr-v202-b23a,\n  title = {A {brace too "
		"many},\n  author = {Li, Bo}\n}\n\n"
		"@InProceedings{pmlr-v202-c23a,\n  title = {Three},\n"
		"  author = {Xu, Jo}\n}\n";
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("BibTeX",
		load_thrice(&c, FOR_LIST,
			BASE "v202/assets/bib/bibliography.bib", bib,
			strlen(bib)),
		0);
	check_str("only groups go", field(&c, 0, P_TITLE),
		"Bayes in $x_{i}$, \u00d6k and \u00c9t\u00e9 of "
		"\\textbf{z}");
	check_str("in names too", collect_authors(c.paper[0]),
		"Fionn Mc One; Min-hwan Two; J\u00f6rg \u00d8h; "
		"Sam van der Poel");
	check_str("the abstract is no TeX", field(&c, 0, P_ABSTRACT),
		"Sets {A, B} of k^{-C}.");
	check_str("an award", field(&c, 0, P_DECISION), "Best Paper Award");
	check_str("a DOI", field(&c, 0, P_DOI), "10.1234/x");
	check_str("an address with a space", field(&c, 0, P_PDF_URL),
		BASE "v202/a%2023a.pdf");
	check_int("a brace too many costs its entry", c.problems, 1);
	check_str("and is told", c.problem[0].what, "bibtex");
	check_int("not what follows", c.papers, 2);
	check_str("which is there", field(&c, 1, P_TITLE), "Three");
	collect_free(&c);
}

static void
test_other_forms(void)
{
	static const char bib[] =
		"\n\n@Proceedings{AISTATS2013,\n  title = {Proceedings}\n}\n\n"
		"@InProceedings{pmlr-v202-a23a,\n  title = \t {On "
		"{PF}$^{2}$ES},"
		"\n  author = \t {Hero, III, Alfred and M{\\\"u}ller, Ada and "
		"van der Berg, Jo},\n  pages = {1--9},\n  volume = {202},\n"
		"  pdf = {" BASE "v202/a23a.pdf},\n  url = {" BASE
		"v202/a23a.html},\n  openreview = {Forum1},\n"
		"  abstract = {We use $\\{x\\}$, 5\\% of {all}.}\n}\n"
		"@InProceedings{pmlr-v202-b23a,\n  title = {Two},\n"
		"  author = {Li, Bo}\n}\n";
	static const char feed_text[] =
		"<?xml version=\"1.0\"?><rss><channel><title>PMLR</title>"
		"<link>" BASE "v202/</link>"
		"<item><title>A &amp; B</title><description>Text &lt;i&gt;"
		"here</description><link>" BASE "v202/a23a.html</link></item>"
		"<item><title>No address</title></item></channel></rss>";
	struct collect c;

	collect_init(&c, &source_pmlr, &job);
	check_int("BibTeX",
		load_thrice(&c, FOR_LIST,
			BASE "v202/assets/bib/bibliography.bib", bib,
			strlen(bib)),
		0);
	check_int("not the volume itself", c.papers, 2);
	check_str("a title without groups", field(&c, 0, P_TITLE),
		"On PF$^{2}$ES");
	check_str("names turned round", collect_authors(c.paper[0]),
		"Alfred Hero III; Ada Müller; Jo van der Berg");
	check_str("pages", field(&c, 0, P_PAGES), "1-9");
	check_str("forum", paper_get_id(c.paper[0], "openreview"), "Forum1");
	check_str("an address by the key", field(&c, 1, P_URL),
		BASE "v202/b23a.html");
	check_int("BibTeX cut off",
		load_text(&c, FOR_LIST, BASE "v202/assets/bib/bibliography.bib",
			"@InProceedings{pmlr-v202-a23a,\n title = {On", 7,
			true),
		-1);
	check_int("verdict", c.err.verdict, V_RETRY_LATER);
	check_int("a feed",
		load_thrice(&c, FOR_LIST, BASE "v202/assets/rss/feed.xml",
			feed_text, strlen(feed_text)),
		0);
	check_int("its papers", c.papers, 1);
	check_int("one without an address is told", c.problems, 1);
	check_str("title", field(&c, 0, P_TITLE), "A & B");
	check_int("a feed cut off",
		load_text(&c, FOR_LIST, BASE "v202/assets/rss/feed.xml",
			"<?xml version='1.0'?><rss><item><title>x", 7, true),
		-1);
	check_int("verdict", c.err.verdict, V_RETRY_LATER);
	collect_free(&c);
}

int
main(void)
{
	test_yaml_values();
	test_identifiers();
	test_bib_groups();
	test_other_forms();
	return test_end();
}
