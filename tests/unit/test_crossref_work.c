/*
 * test_crossref_work.c - what a paper of the crossref source is made of.
 */
#include "source_test.h"

#define DIR "tests/fixtures/crossref/"
#define API "https://api.crossref.org/"

extern const struct source source_crossref;

static struct collect c;
static const struct job job = {"x", 2023, NULL, false, false};

/* The paper of the members of a work. */
static struct paper *
work(const char *members)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_printf(&b,
		"{\"message\":{\"items\":[{\"DOI\":\"10.1/x\",\"title\":[\"T\"]"
		"%s%s}]}}",
		*members ? "," : "", members);
	load_thrice(&c, FOR_LIST, API "works?x", b.s, b.len);
	buf_free(&b);
	return c.papers == 1 ? c.paper[0] : NULL;
}

/* A field of that paper. */
static const char *
field_of(const char *members, enum paper_field f)
{
	const struct paper *p = work(members);

	return p ? p->text[f] : "(no paper)";
}

static const char *
authors_of(const char *list)
{
	struct buf b;
	const struct paper *p;

	buf_init(&b, 1 << 16);
	buf_printf(&b, "\"author\":%s", list);
	p = work(buf_str(&b));
	buf_free(&b);
	return p ? collect_authors(p) : "(no paper)";
}

static void
test_whole(void)
{
	const struct paper *p;

	load_thrice_file(&c, FOR_LIST, API "works?x", DIR "journal.json");
	p = collect_find(&c, "doi:10.1038/s41999-023-00001-x");
	check("a paper", p != NULL);
	if (!p)
		return;
	check_str("title", p->text[P_TITLE],
		"Growth of E. coli at 5 \u00b5m & below");
	check_str("abstract", p->text[P_ABSTRACT], "We grow E. coli (p<0.05).");
	check_str("doi, in lower case", p->text[P_DOI],
		"10.1038/s41999-023-00001-x");
	check_str("url", p->text[P_URL],
		"https://doi.org/10.1038/s41999-023-00001-x");
	check_str("the PDF for readers", p->text[P_PDF_URL],
		"https://www.example.com/articles/s41999-023-00001-x.pdf");
	check_str("arXiv", p->text[P_ARXIV], "2301.01234");
	check_str("volume", p->text[P_VOLUME], "14");
	check_str("the article's number", p->text[P_PAGES], "1234");
	check_str("the earlier date", p->text[P_PUBLISHED], "2023-12-30");
	check_str("the publisher's page", p->links ? p->links->value : NULL,
		"https://www.example.com/articles/s41999-023-00001-x");
	check_int("affiliations once", p->authors->naffiliation, 2);
	check_str("the second", p->authors->affiliation[1], "B Lab");
	p = collect_find(&c, "doi:10.1038/s41999-023-00002-y");
	check_str("a year alone", p ? p->text[P_PUBLISHED] : NULL, "2023");
}

static void
test_titles(void)
{
	static const char *const cases[][2] = {
		{"\"title\":[\"A\"],\"subtitle\":[\"B\"]", "A: B"},
		{"\"title\":[\"A?\"],\"subtitle\":[\"B\"]", "A? B"},
		{"\"title\":[\"A:\"],\"subtitle\":[\"B\"]", "A: B"},
		{"\"title\":[\"A: b c\"],\"subtitle\":[\"B, C\"]", "A: b c"},
		{"\"title\":[\"A\"],\"subtitle\":[]", "A"},
		{"\"title\":[\"\",\"Second\"]", "Second"},
		{"\"title\":\"A string\"", "A string"},
		{"\"title\":[\"x<sub>i<\\/sub> &lt; y &amp; z\"]",
			"xi < y & z"},
		{"\"title\":[\"On\\n   <i>K<\\/i>\\n   \\/ <i>N<\\/i>\"]",
			"On K / N"},
		{"\"title\":[\"Not &lt;i&gt;Free&lt;\\/i&gt;\"]", "Not Free"},
		{"\"title\":[],\"original-title\":[\"\u00dcber\"]",
			"\u00dcber"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_str(cases[i][1], field_of(cases[i][0], P_TITLE),
			cases[i][1]);
	check("null is no title", work("\"title\":null") == NULL);
	check_str("which is told", c.problems ? c.problem[0].text : "",
		"10.1/x has no title");
}

static void
test_authors(void)
{
	check_str("all forms",
		authors_of("[{\"given\":\"Ada B.\",\"family\":\"Example\"},"
			   "{\"family\":\"Alone\"},{\"given\":\"First\"},"
			   "{\"name\":\"The <b>A<\\/b> &amp; B Group\"},"
			   "{\"given\":\"C\",\"family\":\"D\",\"suffix\":"
			   "\"III\"},{},null,7,{\"given\":null,\"family\":"
			   "\"E\"}]"),
		"Ada B. Example; Alone; First; The A & B Group; C D III; E");
	check_str("no list", authors_of("{\"given\":\"A\"}"), "");
	check_str("none", authors_of("[]"), "");
	authors_of("[{\"family\":\"A\",\"ORCID\":"
		   "\"https://orcid.org/0000-0001-5109-3700\"}]");
	check_str("ORCID", c.paper[0]->authors->orcid, "0000-0001-5109-3700");
	authors_of("[{\"family\":\"A\",\"ORCID\":\"0000-0001-510\"}]");
	check_str("half of one", c.paper[0]->authors->orcid, NULL);
}

static void
test_places(void)
{
	check_str("no PDF",
		field_of("\"link\":[{\"URL\":\"https://x.example/"
			 "a.xml\",\"content-type\":\"text/xml\"}]",
			P_PDF_URL),
		NULL);
	check_str("an unspecified link to one",
		field_of("\"link\":[{\"URL\":\"https://x.example/a.pdf\","
			 "\"content-type\":\"unspecified\"}]",
			P_PDF_URL),
		"https://x.example/a.pdf");
	check_str("pages",
		field_of("\"page\":\"695-701\",\"article-number\":"
			 "\"7\"",
			P_PAGES),
		"695-701");
	check_str("odd dates are passed over",
		field_of("\"published\":{\"date-parts\":[[]]},\"issued\":"
			 "{\"date-parts\":[[\"2020\",99]]}",
			P_PUBLISHED),
		"2020");
	check_str("or absent",
		field_of("\"issued\":{\"date-parts\":[[null]]}", P_PUBLISHED),
		NULL);
	check_str("a date that is none",
		field_of("\"issued\":{\"date-parts\":7}", P_PUBLISHED), NULL);
	check_str("an old DOI in a URL",
		field_of("\"DOI\":\"10.1002/(SICI)1097-0258(19980815/30)17:"
			 "15/16<1661::AID-SIM968>3.0.CO;2-2\"",
			P_URL),
		"https://doi.org/10.1002/(sici)1097-0258(19980815/30)17:15/16"
		"%3C1661::aid-sim968%3E3.0.co;2-2");
	check_str("arXiv by its own id",
		field_of("\"relation\":{\"has-preprint\":[{\"id-type\":"
			 "\"arxiv\",\"id\":\"2301.01234\"}]}",
			P_ARXIV),
		"2301.01234");
	check_str("another preprint",
		field_of("\"relation\":{\"has-preprint\":[{\"id-type\":\"doi\","
			 "\"id\":\"10.1101/2020.01.01\"}]}",
			P_ARXIV),
		NULL);
	check_str("a placeholder is no abstract",
		field_of("\"abstract\":\"<jats:p>N\\/A<\\/jats:p>\"",
			P_ABSTRACT),
		NULL);
}

/* A work of a megabyte of authors, or of nesting, costs itself at most. */
static void
test_hostile(void)
{
	struct buf b;

	buf_init(&b, 1 << 24);
	buf_puts(&b, "{\"message\":{\"total-results\":3,\"items\":[{\"DOI\":"
		     "\"10.1/a\",\"title\":[\"A\"],\"author\":[");
	for (size_t i = 0; i < LIMIT_AUTHORS + 10; i++)
		buf_printf(&b, "%s{\"family\":\"N%zu\"}", i ? "," : "", i);
	buf_puts(&b, "]},{\"DOI\":\"10.1/b\",\"title\":[\"");
	for (size_t i = 0; i < LIMIT_FIELD / 8 + 1; i++)
		buf_puts(&b, "too long ");
	buf_puts(&b, "\"]},{\"DOI\":\"10.1/\\u0000c\",\"title\":"
		     "[\"C\\ud800\"]}]}}");
	check_int("a list with all of it",
		load_text(&c, FOR_LIST, API "works?x", b.s, 4096, true), 0);
	check_int("two papers", c.papers, 2);
	check_str("the last is whole", field(&c, 1, P_TITLE), "C");
	check_int("one without a title", c.problems, 1);
	buf_free(&b);
}

int
main(void)
{
	collect_init(&c, &source_crossref, &job);
	test_whole();
	test_titles();
	test_authors();
	test_places();
	test_hostile();
	collect_free(&c);
	return test_end();
}
