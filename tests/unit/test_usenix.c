/*
 * test_usenix.c - programmes of USENIX conferences, pages of papers, and what
 * is none of them.
 */
#include "source_test.h"

extern const struct source source_usenix;

#define SITE "https://www.usenix.org/conference/"
#define DIR "tests/fixtures/usenix/"

static const struct job job = {.venue = "nsdi", .year = 2023, .key = "nsdi23"};

static void
test_plan(void)
{
	struct job other = job;
	struct collect c;

	collect_init(&c, &source_usenix, &other);
	check_int("a conference", collect_plan(&c, FOR_LIST), 0);
	check_str("has a programme", collect_only_request(&c),
		SITE "nsdi23/technical-sessions");
	collect_free(&c);
	other.key = "usenixsecurity24/summer-accepted-papers,"
		    "fall-accepted-papers";
	check_int("pages of one", collect_plan(&c, FOR_COUNT), 0);
	check_int("are two", c.requests, 2);
	check_str("the second", c.request[1].url,
		SITE "usenixsecurity24/fall-accepted-papers");
	collect_free(&c);
	other.key = NULL;
	check_int("no key", collect_plan(&c, FOR_LIST), -1);
	other.key = "../x";
	check_int("a bad key", collect_plan(&c, FOR_LIST), -1);
	other.key = "nsdi23/a,,b";
	check_int("a bad page", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
test_list(void)
{
	struct collect c;
	const struct author *a;
	const char *url = SITE "nsdi23/technical-sessions";

	collect_init(&c, &source_usenix, &job);
	check_int("a programme",
		load_thrice_file(&c, FOR_LIST, url, DIR "list-2023.html"), 0);
	check_str("papers: no keynote, none twice", collect_papers(&c),
		"usenix:nsdi23/one Awarded Best Paper! -\n"
		"usenix:nsdi23/two - -\n"
		"usenix:nsdi23/three - -\n");
	check_str("title", field(&c, 0, P_TITLE), "Made-up Channels");
	check_str("authors", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Cy Three; Dee Four");
	a = c.paper[0]->authors;
	check_str("a place", a->affiliation[0], "Example Univ");
	check_str("a place of two", a->next->affiliation[0],
		"Example Labs, Inc.");
	check_str("and another of them", a->next->next->affiliation[1],
		"ETH Z\u00fcrich");
	check_int("not of the one before", a->naffiliation, 1);
	check_str("abstract", field(&c, 0, P_ABSTRACT),
		"We leak a<b. Then we stop: now");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"https://www.usenix.org/system/files/nsdi23-one.pdf");
	check_str("slides", link_of(c.paper[0], "slides"),
		"https://www.usenix.org/system/files/nsdi23_s_one.pdf");
	check_str(
		"session", c.paper[0]->keywords->value, "Side Channels & More");
	check("authors under embargo", !c.paper[1]->authors);
	check("an abstract under embargo", !field(&c, 1, P_ABSTRACT));
	check_str("an abstract that is there", field(&c, 2, P_ABSTRACT),
		"It is here.");
	check_str("semicolons divide too", collect_authors(c.paper[2]),
		"Eve Five; Flo Six");
	check_int("a paper without a title", c.problems, 1);
	check_str("of an older address", c.problem[0].text,
		"usenix:osdi14/eight");
	check_int("for a count",
		load(&c, FOR_COUNT, url, DIR "list-2023.html", 0), 0);
	check_int("papers are counted", c.count[0].n, 3);
	check_int("not handed on", c.papers, 0);
	collect_free(&c);
}

static void
test_page(void)
{
	struct collect c;
	const char *url = SITE "nsdi22/presentation/one";

	collect_init(&c, &source_usenix, &job);
	check_int("a paper",
		load_thrice_file(&c, FOR_PAPER, url, DIR "page-2022.html"), 0);
	check_str("id and award", collect_papers(&c),
		"usenix:nsdi22/one Distinguished Paper Award Winner -\n");
	check_str("authors, once", collect_authors(c.paper[0]),
		"Ada One; Bo Two");
	check_str("institution", c.paper[0]->authors->next->affiliation[0],
		"Example Labs, Inc.");
	check_int("once", c.paper[0]->authors->next->naffiliation, 1);
	check_str("abstract without its label", field(&c, 0, P_ABSTRACT),
		"We leak. Then we stop.");
	check_str("pages", field(&c, 0, P_PAGES), "779-805");
	check_str("year", field(&c, 0, P_PUBLISHED), "2022");
	check("BibTeX", field(&c, 0, P_BIBTEX) != NULL);
	check_str("its file", link_of(c.paper[0], "bibtex"),
		"https://www.usenix.org/biblio/export/bibtex/276958");
	check_str("appendix", link_of(c.paper[0], "appendix"),
		"https://www.usenix.org/system/files/nsdi22-one.pdf");
	check_str("video", link_of(c.paper[0], "video"),
		"https://www.youtube.com/embed/abc");
	collect_free(&c);
}

static void
test_none(void)
{
	struct collect c;
	const char *url = SITE "nsdi23/technical-sessions";

	collect_init(&c, &source_usenix, &job);
	check_int("another page", load_text(&c, FOR_LIST, url, "<p>x", 1, true),
		-1);
	check_int("is no programme", c.err.verdict, V_LAYOUT);
	check_int("a programme without papers",
		load_text(&c, FOR_LIST, url,
			"<article class=\"node node-session\"><h2>Lunch</h2>"
			"</article>",
			1, true),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_int("one that breaks off",
		load_text(&c, FOR_LIST, url,
			"<article class=\"node-paper\"><h2><a href=\"/"
			"conference/x1/presentation/a\">A</a></h2><div class="
			"\"field-name-field-paper-people-text\"><p>B</p></div>",
			3, false),
		-1);
	check_int("is asked for again", c.err.verdict, V_RETRY_LATER);
	check_int("what may be cut is not handed on", c.papers, 0);
	check_int("articles that are never closed, ends that were never open",
		load_text(&c, FOR_LIST, url,
			"</article></div><div class=\"field-name-field-x\">"
			"</div></div></div><article class=\"node-paper\"><h2>"
			"<a href=\"/conference/x1/presentation/a\">A</a><div "
			"class=\"field-name-field-paper-people-text\">B, <em>C"
			"<article class=\"node-paper\"><a href=\"/conference/"
			"x1/presentation/b\">D</a><div class=\"field-name-"
			"field-paper-people-text\"><p>E",
			2, true),
		0);
	check_int("cost nothing", c.papers, 2);
	collect_free(&c);
}

/* Programmes until 2016, and a copy of one in an archive. */
static void
test_divisions(void)
{
	static const char page[] =
		"<div id=\"node-1\" class=\"node node-session clearfix\">"
		"<h2>First Attacks</h2>\n"
		"<div id=\"node-2\" class=\"node node-paper node-teaser "
		"paper-type-0 clearfix\">\n"
		"<h2 class=\"node-title clearfix\"><a href=\"/conference/"
		"usenixsecurity16/technical-sessions/presentation/one\">"
		"Flipping a Made-up Bit</a></h2>\n<div class=\"content\">"
		"<div class=\"field field-name-field-paper-people-text\"><div "
		"class=\"field-items\"><div class=\"field-item odd\">"
		"<p class=\"p1\">Ada One and Bo Two, <i>University A;</i> "
		"<b>Cy Three</b>, and Di Four, <i>University B</i></p>\n"
		"<p>Distinguished Paper Award Winner</p></div></div></div>"
		"<div class=\"field field-name-field-presentation-pdf\"><div>"
		"<span><a href=\"/system/files/conference/usenixsecurity16/"
		"sec16_paper_one.pdf\">One PDF</a></span></div></div>"
		"</div></div>\n"
		"<div class=\"node node-paper node-teaser\"><h2><a href=\"/web/"
		"20160811/https://www.usenix.org/conference/usenixsecurity16/"
		"technical-sessions/presentation/two\">Second</a></h2>"
		"<div class=\"field field-name-field-paper-people-text\"><p>"
		"Eve Five, <em>C</em><br /><em>Awarded Best Paper!</em><br />"
		"<strong>Distinguished Artifact Award Winner</strong></p></div>"
		"</div></div><h2>Second Attacks</h2>";
	const char *url = SITE "usenixsecurity16/technical-sessions";
	struct collect c;

	collect_init(&c, &source_usenix, &job);
	check_int("divisions",
		load_thrice(&c, FOR_LIST, url, page, sizeof(page) - 1), 0);
	check_str("are talks", collect_papers(&c),
		"usenix:usenixsecurity16/one Distinguished Paper Award "
		"Winner -\n"
		"usenix:usenixsecurity16/two Awarded Best Paper!; "
		"Distinguished "
		"Artifact Award Winner -\n");
	if (c.papers != 2) {
		collect_free(&c);
		return;
	}
	check_str("title", field(&c, 0, P_TITLE), "Flipping a Made-up Bit");
	check_str("no award is an author", collect_authors(c.paper[0]),
		"Ada One; Bo Two; Cy Three; Di Four");
	check_str("in bold, with the others",
		c.paper[0]->authors->next->next->affiliation[0],
		"University B");
	check_str("PDF", field(&c, 0, P_PDF_URL),
		"https://www.usenix.org/system/files/conference/"
		"usenixsecurity16/sec16_paper_one.pdf");
	check_str("session", c.paper[0]->keywords->value, "First Attacks");
	check_str("no talk is a session", c.paper[1]->keywords->value,
		"First Attacks");
	check_str("an archive's address", field(&c, 1, P_URL),
		SITE "usenixsecurity16/technical-sessions/presentation/two");
	collect_free(&c);
}

/* A programme whose end says that it is the page of a paper. */
static void
test_both(void)
{
	static const char page[] =
		"<article class=\"node-paper\"><h2><a href=\"/conference/"
		"nsdi23/presentation/one\">One</a></h2>"
		"<div class=\"field-name-field-paper-people-text\">"
		"<p>Ada One, <em>A;</em></p></div></article>"
		"<meta name=\"citation_title\" content=\"Two\">"
		"<div class=\"field-name-field-paper-people-text\">"
		"<em>B</em></div>";
	struct collect c;

	collect_init(&c, &source_usenix, &job);
	(void)load_thrice(&c, FOR_LIST, SITE "nsdi23/technical-sessions", page,
		sizeof(page) - 1);
	check_str("a talk", collect_papers(&c), "usenix:nsdi23/one - -\n");
	check_int("has its own place", c.paper[0]->authors->naffiliation, 1);
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_list();
	test_page();
	test_none();
	test_divisions();
	test_both();
	return test_end();
}
