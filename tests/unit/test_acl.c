/*
 * test_acl.c - the data files of the ACL Anthology in their three forms, the
 * keys, and what is no such file.
 */
#include "source_test.h"

#include "../../tools/sources/proceedings.h"

extern const struct source source_acl;

#define FILES                                                                  \
	"https://raw.githubusercontent.com/acl-org/acl-anthology/master/"      \
	"data/xml/"
#define SITE "https://aclanthology.org/"
#define DIR "tests/fixtures/acl/"

static const struct job job = {.venue = "acl", .year = 2022};

static size_t
length(const struct item *i)
{
	size_t n = 0;

	for (; i; i = i->next)
		n++;
	return n;
}

/* What was asked for, the file's name and what is behind it, with spaces. */
static const char *
requests(const struct collect *c)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, 1 << 16);
	buf_reset(&b);
	for (size_t i = 0; i < c->requests; i++) {
		const char *name = strrchr(c->request[i].url, '/');

		buf_printf(&b, "%s%s", i ? " " : "", name ? name + 1 : "");
	}
	return buf_str(&b);
}

static const char *
problems(const struct collect *c)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, 1 << 16);
	buf_reset(&b);
	for (size_t i = 0; i < c->problems; i++)
		buf_printf(&b, "%s%s", i ? " " : "", c->problem[i].what);
	return buf_str(&b);
}

/* --- the form with <url> --- */

static void
check_first(const struct paper *p)
{
	const struct author *a = p->authors;

	check_str("no word is glued, none divided", p->text[P_TITLE],
		"SafeConv: $k$NN at $f \\propto r^{-\\alpha}$, ad hoc R&D when "
		"a < b");
	check_str("authors, no editor, no second script", collect_authors(p),
		"Y\u00e1ng Two; Suharto; Tim Three Jr.; Consortium X");
	check_int("affiliations", a->naffiliation, 1);
	check_str("an affiliation", a->affiliation[0],
		"Institute of Examples, Ltd.");
	check_str("abstract", p->text[P_ABSTRACT],
		"We find $\\frac{1}{2}$ at https://example.org/x?a=1&b=2. A "
		"second part with Markup.");
	check_str("pages", p->text[P_PAGES], "1-14");
	check_str("doi", p->text[P_DOI], "10.18653/v1/2022.acl-long.1");
	check_str("url", p->text[P_URL], SITE "2022.acl-long.1/");
	check_str("PDF", p->text[P_PDF_URL], SITE "2022.acl-long.1.pdf");
	check_str("published", p->text[P_PUBLISHED], "2022-05");
	check_str("track", p->text[P_TRACK], "main");
	check_str("awards", p->text[P_DECISION],
		"Outstanding Paper; Best Resource Paper");
	check("proceedings have no volume", !p->text[P_VOLUME]);
	check_str("its name", paper_get_id(p, "acl"), "2022.acl-long.1");
	check_str(
		"its key", paper_get_id(p, "bibkey"), "two-etal-2022-safeconv");
}

static void
check_links(const struct paper *p)
{
	check_str("software", link_of(p, "software"),
		SITE "attachments/2022.acl-long.1.software.zip");
	check_str("a type of many words", link_of(p, "supplementary"),
		SITE "attachments/"
		     "2022.acl-long.1.OptionalSupplementaryMaterial.zip");
	check_str("no type", link_of(p, "attachment"),
		SITE "attachments/2022.acl-long.1.Attachment.pdf");
	check_str("a second of a kind", link_of(p, "attachment-2"),
		SITE "attachments/2022.acl-long.1.Attachment2.pdf");
	check_str("a version", link_of(p, "revision-2"),
		SITE "2022.acl-long.1v2.pdf");
	check_str("an erratum", link_of(p, "erratum-1"),
		SITE "2022.acl-long.1e1.pdf");
	check_str("a video of the site", link_of(p, "video"),
		SITE "2022.acl-long.1.mp4");
	check_str("a video elsewhere", link_of(p, "video-2"),
		"https://slideslive.com/38929437");
	check_str("code", link_of(p, "code"),
		"https://github.com/example/safeconv");
	check_str("a further dataset", link_of(p, "dataset-2"),
		"https://paperswithcode.com/dataset/squad");
	check_int("and no video without permission", length(p->links), 12);
}

static void
test_file(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("a file",
		load_thrice_file(
			&c, FOR_LIST, FILES "2022.acl.xml", DIR "2022.acl.xml"),
		0);
	check_str("its papers", collect_papers(&c),
		"acl:2022.acl-long.911 - main\n"
		"acl:2022.acl-long.1 Outstanding Paper; Best Resource Paper "
		"main\n"
		"acl:2022.acl-long.2 retracted main\n"
		"acl:2022.acl-srw.1 - srw\n"
		"acl:2022.acl-srw.2 - srw\n");
	check_first(c.paper[1]);
	check_links(c.paper[1]);
	check_str("a file with a name of its own", field(&c, 0, P_PDF_URL),
		SITE "2022.acl-long.report.pdf");
	check_str("and the page of its number", field(&c, 0, P_URL),
		SITE "2022.acl-long.911/");
	check_str("Roman pages", field(&c, 0, P_PAGES), "xl-lxxv");
	check_str("two hyphens", field(&c, 2, P_PAGES), "15-28");
	check_str("no event was wanted", requests(&c), "");
	collect_free(&c);
}

static void
test_degrade(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	(void)load(&c, FOR_LIST, FILES "2022.acl.xml", DIR "2022.acl.xml", 0);
	check("a publisher's page is no PDF", !field(&c, 3, P_PDF_URL));
	check_str("but a link", link_of(c.paper[3], "publisher"),
		"https://link.springer.example/chapter/1");
	check_str("a handle is no DOI", link_of(c.paper[3], "handle"),
		"http://hdl.handle.net/2065/12142");
	check("so there is none", !field(&c, 3, P_DOI));
	check_str("a PDF elsewhere", field(&c, 4, P_PDF_URL),
		"http://www.lrec-conf.org/proceedings/lrec2012/pdf/"
		"106_Paper.pdf");
	check("no name", !c.paper[4]->authors);
	check("no pages", !field(&c, 4, P_PAGES));
	check("no DOI", !field(&c, 4, P_DOI));
	check_str("each is told", problems(&c), "authors pages doi");
	check_str("and where", c.problem[0].text,
		"2022.acl-srw.2: an author without a name");
	collect_free(&c);
}

static void
test_withdrawn(void)
{
	struct job j = job;
	struct collect c;

	j.withdrawn = true;
	collect_init(&c, &source_acl, &j);
	(void)load(&c, FOR_LIST, FILES "2022.acl.xml", DIR "2022.acl.xml", 0);
	check_int("one more", c.papers, 6);
	check_str("the removed one", field(&c, 3, P_ID), "acl:2022.acl-long.3");
	check_str("says so", field(&c, 3, P_DECISION), "removed");
	collect_free(&c);
}

/* --- other forms --- */

static void
test_new_form(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("a file without <url>",
		load_thrice_file(
			&c, FOR_LIST, FILES "2026.acl.xml", DIR "2026.acl.xml"),
		0);
	check_str("its papers", collect_papers(&c),
		"acl:2026.acl-short.1 - main\n"
		"acl:2026.acl-short.3 - main\n"
		"acl:2026.acl-demo.1 - demo\n"
		"acl:2026.acl-industry.1 - industry\n"
		"acl:2026.acl-tutorials.1 - tutorial\n");
	check_str("PDF", field(&c, 0, P_PDF_URL), SITE "2026.acl-short.1.pdf");
	check("or none", !field(&c, 1, P_PDF_URL));
	check_str("orcid", c.paper[0]->authors->orcid, "0000-0001-2345-6789");
	check_str("profile", c.paper[0]->authors->next->openreview, "~Bo_Two2");
	check_str("affiliation", c.paper[0]->authors->affiliation[0],
		"Texas A&M University");
	check("the next has none of it", !c.paper[0]->authors->next->orcid);
	check_str("published", field(&c, 2, P_PUBLISHED), "2026");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

static void
test_flat(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("a file of 2019",
		load_thrice_file(
			&c, FOR_LIST, FILES "N19.xml", DIR "N19-2019.xml"),
		0);
	check_str("its papers", collect_papers(&c),
		"acl:N19-1001 - main\nacl:N19-3012 - srw\n");
	check_str("PDF", field(&c, 0, P_PDF_URL), SITE "N19-1001.pdf");
	check_str("a control character", field(&c, 0, P_ABSTRACT),
		"In exactly $4n 2$ transitions.");
	check_str("published", field(&c, 0, P_PUBLISHED), "2019-06");
	check_str("an element as type", link_of(c.paper[0], "software"),
		SITE "attachments/N19-1001.Software.zip");
	check_str("a version by its text", link_of(c.paper[0], "revision-2"),
		SITE "N19-1001v2.pdf");
	check_str("one without an id", problems(&c), "no-id");
	check_int("volumes of it",
		load(&c, FOR_LIST, FILES "N19.xml#3", DIR "N19-2019.xml", 7),
		0);
	check_str("only those", field(&c, 0, P_ID), "acl:N19-3012");
	check_int("one", c.papers, 1);
	collect_free(&c);
}

static void
test_journal(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("a journal",
		load_thrice_file(
			&c, FOR_LIST, FILES "2023.cl.xml", DIR "2023.cl.xml"),
		0);
	check_str("its papers", collect_papers(&c),
		"acl:2023.cl-1.1 - -\nacl:2023.cl-1.2 - book-review\n");
	check_str("volume", field(&c, 0, P_VOLUME), "49");
	check_str("published", field(&c, 0, P_PUBLISHED), "2023-03");
	check_str("pages", field(&c, 0, P_PAGES), "1-72");
	collect_free(&c);
}

static void
test_letters(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("a collection of workshops",
		load_thrice_file(&c, FOR_LIST, FILES "W05.xml", DIR "W05.xml"),
		0);
	check_str("its papers", collect_papers(&c),
		"acl:W05-0607 - main\nacl:W05-1712 - workshop\n"
		"acl:W05-1801 - workshop\n");
	check_str("the year of the collection", field(&c, 0, P_PUBLISHED),
		"2005");
	check_str("or of the volume", field(&c, 1, P_PUBLISHED), "2006-11");
	check_str("a month in digits", field(&c, 2, P_PUBLISHED), "2005-06");
	check_int("volumes by number",
		load(&c, FOR_LIST, FILES "W05.xml#06,18", DIR "W05.xml", 0), 0);
	check_str("with a zero or without", collect_papers(&c),
		"acl:W05-0607 - main\nacl:W05-1801 - workshop\n");
	collect_free(&c);
}

/* Source of the rule: the Anthology's own code (build_id). */
static void
test_names(void)
{
	static const char *const names[][4] = {{"P19", "1", "7", "P19-1007"},
		{"J79", "1", "36", "J79-1036"}, {"W19", "5", "2", "W19-0502"},
		{"W19", "52", "10", "W19-5210"}, {"C69", "1", "1", "C69-0101"},
		{"C65", "1", "1", "C65-1001"}, {"D19", "1", "670", "D19-1670"},
		{"D19", "5", "1", "D19-0501"}, {"D19", "57", "2", "D19-5702"},
		{"D18", "5", "1", "D18-5001"},
		{"2023.findings", "emnlp", "3", "2023.findings-emnlp.3"},
		{"2006.amta", "panel1", "1", "2006.amta-panel1.1"}};
	char text[300], id[80];
	struct collect c;

	collect_init(&c, &source_acl, &job);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(text, sizeof(text),
			"<collection id='%s'><volume id='%s'><paper id='%s'>"
			"<title>T</title></paper></volume></collection>",
			names[i][0], names[i][1], names[i][2]);
		(void)snprintf(id, sizeof(id), "acl:%s", names[i][3]);
		(void)load_text(&c, FOR_LIST, FILES "x.xml", text, 0, true);
		check_str("an id", field(&c, 0, P_ID), id);
	}
	check_str("its track", field(&c, 0, P_TRACK), "panel");
	collect_free(&c);
}

static void
test_tracks(void)
{
	static const char *const tracks[][4] = {
		{"2021.findings", "emnlp", "Findings: EMNLP 2021", "findings"},
		{"2021.acl", "long", "Long Papers", "main"},
		{"2021.acl", "short", "Short Papers", "main"},
		{"2020.emnlp", "demos", "System Demonstrations", "demo"},
		{"2023.emnlp", "tutorial", "Tutorial Abstracts", "tutorial"},
		{"P19", "2", "Meeting: Student Research Workshop", "srw"},
		{"P19", "3", "System Demonstrations", "demo"},
		{"P12", "4", "Tutorial Abstracts", "tutorial"},
		{"N18", "3", "Volume 3 (Industry Papers)", "industry"},
		{"N06", "3", "Companion: Doctoral Consortium", "srw"},
		{"N06", "1", "Main Conference", "main"},
		{"C12", "2", "COLING 2012: Posters", "poster"},
		{"K18", "2", "CoNLL 2018 Shared Task", "shared-task"},
		{"W18", "26", "Workshop on Reading", "workshop"},
		{"W18", "63", "Third Conference on MT", "main"},
		{"2010.iwslt", "keynotes", "Workshop: Plenaries", "keynote"}};
	char text[400];
	struct collect c;

	collect_init(&c, &source_acl, &job);
	for (size_t i = 0; i < sizeof(tracks) / sizeof(tracks[0]); i++) {
		(void)snprintf(text, sizeof(text),
			"<collection id='%s'><volume id='%s' "
			"type='proceedings'><meta><booktitle>%s</booktitle>"
			"</meta><paper id='1'><title>T</title></paper>"
			"</volume></collection>",
			tracks[i][0], tracks[i][1], tracks[i][2]);
		(void)load_text(&c, FOR_LIST, FILES "x.xml", text, 0, true);
		check_str(tracks[i][2], field(&c, 0, P_TRACK), tracks[i][3]);
	}
	collect_free(&c);
}

static void
test_counting(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("a count",
		load(&c, FOR_COUNT, FILES "2022.acl.xml#long",
			DIR "2022.acl.xml", 0),
		0);
	check_int("of the papers", c.count[0].n, 3);
	check_int("gives none", c.papers, 0);
	check_int("nor problems", c.problems, 0);
	collect_free(&c);
}

/* The shared rules that stand in imprint.c. */
static void
test_imprint(void)
{
	static const char *const pages[][2] = {{"1 \u2013 9", "1-9"},
		{"397-403-", "397-403"}, {"1\u20149", "1-9"}, {" 7 ", "7"},
		{"-", NULL}, {"", NULL}, {"S1--S2", "S1-S2"}};
	static const struct {
		const char *text;
		int month;
	} months[] = {{"July", 7}, {"12--13 November", 11}, {"sEPTEMBER", 9},
		{"September/December", 9}, {"May 31--2 June", 5}, {"6", 6},
		{"13", 0}, {"6th", 0}, {"", 0}, {"Summer", 0}, {"Dismay", 0}};
	struct paper *p;

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		p = paper_new();
		(void)paper_pages(p, pages[i][0]);
		check_str("pages", p->text[P_PAGES], pages[i][1]);
		paper_free(p);
	}
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		check_int(months[i].text, month_of_text(months[i].text),
			months[i].month);
}

int
main(void)
{
	test_file();
	test_degrade();
	test_withdrawn();
	test_new_form();
	test_flat();
	test_journal();
	test_letters();
	test_names();
	test_tracks();
	test_counting();
	test_imprint();
	return test_end();
}
