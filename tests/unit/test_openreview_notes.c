/*
 * test_openreview_notes.c - what the openreview source makes of a note: titles,
 * abstracts, authors and the other fields of a paper.
 */
#include "source_test.h"

#define DIR "tests/fixtures/openreview/"
#define API1 "https://api.openreview.net/notes?"
#define API2 "https://api2.openreview.net/notes?"
#define LIST24 "content.venueid=ICLR.cc/2024/Conference"

extern const struct source source_openreview;

static void
test_v2_fields(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;
	const struct paper *p;

	collect_init(&c, &source_openreview, &job);
	(void)load(&c, FOR_LIST, API2 LIST24 "&limit=1000&offset=0",
		DIR "v2-listing.json", 7);
	p = collect_find(&c, "openreview:aOral00001");
	check_str("title", p->text[P_TITLE],
		"Deep Roots: Growing Forests from $\\log n$ Seeds");
	check_str("authors", collect_authors(p), "Ana M\303\274ller; Bo Li");
	check_str(
		"a profile id", p->authors->openreview, "~Ana_M\303\274ller1");
	check("a mail address stays behind",
		p->authors->next->openreview == NULL);
	check_str("abstract, folded and decoded", p->text[P_ABSTRACT],
		"Forests are big. We show $W<d$ \\& that R&D helps.");
	check_str("url", p->text[P_URL],
		"https://openreview.net/forum?id=aOral00001");
	check_str("pdf", p->text[P_PDF_URL],
		"https://openreview.net/pdf/"
		"0000000000000000000000000000000000000005.pdf");
	check_str("published", p->text[P_PUBLISHED], "2024-01-16");
	check_str("the forum is an id of its own",
		paper_get_id(p, "openreview"), "aOral00001");
	check("bibtex", p->text[P_BIBTEX] &&
				strncmp(p->text[P_BIBTEX], "@inp", 4) == 0);
	check_str("keywords", p->keywords->next->value, "seeds");
	p = collect_find(&c, "openreview:bSpot-0002");
	check_str("references in a title", p->text[P_TITLE],
		"Sin<GLU> Activations");
	check("no keywords", p->keywords == NULL);
	p = collect_find(&c, "openreview:cPost_0003");
	check_str("a line break in a title", p->text[P_TITLE], "Shallow Roots");
	check("no pdf", p->text[P_PDF_URL] == NULL);
	check("ids of another number are nobody's",
		p->authors->openreview == NULL);
	p = collect_find(&c, "openreview:gRest00007");
	check("a restricted field is absent", p->text[P_ABSTRACT] == NULL);
	collect_free(&c);
}

/* What authors write into the form is no HTML, but looks like it now and then.
 */
static void
test_v2_text(void)
{
	static const struct job job = {
		"iclr", 2024, "ICLR.cc/2024/Conference", false, false};
	static const char body[] =
		"{\"notes\":[{\"id\":\"abcde\",\"content\":{"
		"\"venueid\":{\"value\":\"ICLR.cc/2024/Conference\"},"
		"\"title\":{\"value\":\"Sin&lt;GLU&gt; and\\u0000"
		"H<sub>2</sub>O,\\nfor $a<b$\"},"
		"\"abstract\":{\"value\":\"<p>One.</p>Two\\ud800 <mask>.\"},"
		"\"authors\":{\"value\":[\"A&#x27;B\\u0000 C\",\" \"]},"
		"\"keywords\":{\"value\":[\"<b>x</b>\",\"\"]}}}],"
		"\"count\":1}";
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a note with markup",
		load_thrice(&c, FOR_LIST, API2 LIST24 "&limit=1&offset=0", body,
			sizeof(body) - 1),
		0);
	check_str("title", c.paper[0]->text[P_TITLE],
		"Sin<GLU> and H2O, for $a<b$");
	check_str("abstract", c.paper[0]->text[P_ABSTRACT], "One. Two <mask>.");
	check_str("authors", collect_authors(c.paper[0]), "A'B C");
	check_str("keywords", c.paper[0]->keywords->value, "x");
	check("no empty keyword", !c.paper[0]->keywords->next);
	collect_free(&c);
}

static void
test_authors(void)
{
	struct job job = {"iclr", 2017, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	load_thrice_file(&c, FOR_LIST,
		API1 "invitation=ICLR.cc/2017/conference/-/submission"
		     "&limit=1000&offset=0",
		DIR "v1-2017-authors.json");
	check_int("all of them", c.papers, 8);
	if (c.papers != 8)
		return;
	check_str("one string", collect_authors(c.paper[0]),
		"Ann Ash; Bea Beech; Cy Cedar");
	check_str("one string, counted by mail addresses",
		collect_authors(c.paper[1]), "Ann Ash; Bea Beech; Cy Cedar");
	check_str("one string of one name", collect_authors(c.paper[2]),
		"Ann Ash");
	check_str("an and before a name", collect_authors(c.paper[3]),
		"Ann Ash; Bea Beech; Cy Cedar");
	check_str("whose profile is known", c.paper[3]->authors->openreview,
		"~Ann_Ash1");
	check_str("two names in one", collect_authors(c.paper[4]),
		"Ann Ash; Bea Beech");
	check_str("names that do not fit the ids stay",
		collect_authors(c.paper[5]),
		"Ann Ash and Bea Beech and Cy Cedar");
	check_int("which is the only problem", c.problems, 1);
	check_str("called", c.problem[0].what, "authors");
	check_str("fewer ids alone change nothing", collect_authors(c.paper[6]),
		"Ann Ash; Bea Beech; Cy Cedar");
	check("and name nobody", !c.paper[6]->authors->openreview);
	check_str("an and inside a name", collect_authors(c.paper[7]),
		"Sandy Andrews; Brandand Ole");
	check("bibtex of another forum is dropped",
		!c.paper[7]->text[P_BIBTEX]);
	check("a mail address is no bibtex", !c.paper[0]->text[P_BIBTEX]);
	collect_free(&c);
}

/* Authors as objects, and links of the site and of others. */
static void
test_persons(void)
{
	static const char list[] =
		"{\"notes\":[{\"id\":\"aPers00001\",\"forum\":\"aPers00001\","
		"\"content\":{\"venueid\":{\"value\":\"ICLR.cc/2024/"
		"Conference\"}"
		",\"title\":{\"value\":\"T\"},\"authors\":{\"value\":[{"
		"\"fullname\":\"Ada One\",\"username\":\"~Ada_One1\","
		"\"institutions\":[{\"name\":\"A &amp; B\",\"domain\":\"b.org\""
		"},{\"name\":\"Two\"}]},{\"fullname\":\"Bo Two\",\"username\":"
		"\"bo@example.org\"}]},\"authorids\":{\"value\":[\"~Ada_One1\","
		"\"bo@example.org\"]},\"keywords\":{\"value\":\"one word\"},"
		"\"supplementary_material\":{\"value\":\"/attachment/"
		"00ff.zip\"},"
		"\"code\":{\"value\":\"https://example.org/code\"},"
		"\"video\":{\"value\":\"will follow\"}}}],\"count\":1}";
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;
	const struct paper *p;

	collect_init(&c, &source_openreview, &job);
	check_int("authors as objects",
		load_thrice(&c, FOR_LIST, API2 LIST24 "&limit=1000&offset=0",
			list, strlen(list)),
		0);
	p = collect_find(&c, "openreview:aPers00001");
	check_str("names", collect_authors(p), "Ada One; Bo Two");
	check_str("profile", p->authors->openreview, "~Ada_One1");
	check("a mail address stays behind", !p->authors->next->openreview);
	check_int("institutions", p->authors->naffiliation, 2);
	check_str("decoded", p->authors->affiliation[0], "A & B");
	check_str("a keyword", p->keywords->value, "one word");
	check_str("a path on the site", p->links->value,
		"https://openreview.net/attachment/00ff.zip");
	check_str("an address", p->links->next->value,
		"https://example.org/code");
	check("prose is no link", !p->links->next->next);
	collect_free(&c);
}

int
main(void)
{
	test_v2_fields();
	test_v2_text();
	test_authors();
	test_persons();
	return test_end();
}
