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

/* --- keys --- */

static void
test_plan(void)
{
	static const char *const keys[][2] = {{"2022.acl", "2022.acl.xml"},
		{"2022.acl:long,short", "2022.acl.xml#long,short"},
		{"P19:1,2", "P19.xml#1,2"}, {"W19-05", "W19.xml#05"},
		{"2022.acl-long", "2022.acl.xml#long"},
		{"2022.acl:long; 2022.findings:acl",
			"2022.acl.xml#long 2022.findings.xml#acl"},
		{"P19, N19", "P19.xml N19.xml"},
		{"acl-2022", "2022.acl.xml#@acl-2022"}};
	static const char *const bad[] = {"", " ; ", "acl", "2022", "2022.",
		"2022.acl:", "2022.acl:,long", "2022.acl:Long", "P9", "P199",
		"2022.acl/../x", "acl-22", "2022.acl:long 2022.ACL"};
	struct job j = job;
	struct collect c;

	collect_init(&c, &source_acl, &j);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		j.key = keys[i][0];
		check_int(keys[i][0], collect_plan(&c, FOR_LIST), 0);
		check_str("asks for", requests(&c), keys[i][1]);
		collect_free(&c);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		j.key = bad[i];
		check_int("no key", collect_plan(&c, FOR_LIST), -1);
		check_int("asks for nothing", c.requests, 0);
		collect_free(&c);
	}
	j.key = "emnlp-2018";
	check_int("an older event", collect_plan(&c, FOR_COUNT), 0);
	check_str("is in its own file", requests(&c),
		"2018.emnlp.xml#@emnlp-2018");
	check_str("or with the collection", c.request[0].otherwise,
		FILES "D18.xml#@emnlp-2018");
	check_int("to be counted", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_no_key(void)
{
	struct job j = {.venue = "emnlp", .year = 2023};
	struct collect c;

	collect_init(&c, &source_acl, &j);
	check_int("no key", collect_plan(&c, FOR_LIST), 0);
	check_str("by name", requests(&c), "2023.emnlp.xml");
	collect_free(&c);
	j.year = 2009;
	check_int("an older year", collect_plan(&c, FOR_LIST), 0);
	check_str("by letter", requests(&c), "D09.xml");
	collect_free(&c);
	j.venue = "unheard";
	check_int("nobody knows", collect_plan(&c, FOR_LIST), -1);
	j.venue = "../x";
	j.year = 2023;
	check_int("no name", collect_plan(&c, FOR_LIST), -1);
	collect_free(&c);
}

static void
test_event(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("an event",
		load_thrice_file(&c, FOR_LIST, FILES "2022.acl.xml#@acl-2022",
			DIR "2022.acl.xml"),
		0);
	check_int("all volumes of its file", c.papers, 5);
	check_str("and each other collection once", requests(&c),
		"2022.findings.xml#acl W22.xml#05,11 2022.bea.xml#1");
	check_int("another event",
		load(&c, FOR_LIST, FILES "2022.acl.xml#@naacl-2022",
			DIR "2022.acl.xml", 0),
		0);
	check_str("asks for nothing", requests(&c), "");
	check_int("an event alone",
		load_text(&c, FOR_COUNT, FILES "2018.acl.xml#@acl-2018",
			"<collection id='2018.acl'><event id='acl-2018'>"
			"<colocated><volume-id>P18-1</volume-id>"
			"<volume-id>W18-23</volume-id>"
			"<volume-id>W18-x y</volume-id>"
			"<volume-id>L18-../z</volume-id></colocated></event>"
			"</collection>",
			1, true),
		0);
	check_str("leads to the collection of its letter", requests(&c),
		"P18.xml#! W18.xml#23");
	check_int("an event of no letter",
		load_text(&c, FOR_COUNT, FILES "2018.wmt.xml#@wmt-2018",
			"<collection id='2018.wmt'><event id='wmt-2018'>"
			"<colocated><volume-id>W18-63</volume-id></colocated>"
			"</event></collection>",
			1, true),
		0);
	check_str("leads on", requests(&c), "W18.xml#63");
	check_int("in the same sense", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
}

static void
test_instead(void)
{
	static const struct {
		const char *url;
		enum verdict verdict;
		bool passed_over;
	} failures[] = {{FILES "I15.xml#!", V_MOVED, true},
		{FILES "I15.xml#!", V_BLOCKED, false},
		{FILES "I15.xml#@ijcnlp-2015", V_MOVED, false},
		{FILES "I15.xml", V_MOVED, false},
		{FILES "2015.acl.xml#@acl-2015", V_MOVED, false}};
	struct page page = {.job = &job};
	struct err e = {0};

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		page.url = failures[i].url;
		e.verdict = failures[i].verdict;
		check_int(failures[i].url, source_acl.instead(&page, &e),
			failures[i].passed_over);
	}
}

/* --- what is wanted, and what is missing --- */

static void
test_volumes(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_int("what may be missing",
		load(&c, FOR_LIST, FILES "2022.acl.xml#!", DIR "2022.acl.xml",
			0),
		0);
	check_int("is taken whole", c.papers, 5);
	check_int("one volume",
		load(&c, FOR_LIST, FILES "2022.acl.xml#srw", DIR "2022.acl.xml",
			0),
		0);
	check_int("has two papers", c.papers, 2);
	check_int("one of two",
		load(&c, FOR_LIST, FILES "2022.acl.xml#findings,srw",
			DIR "2022.acl.xml", 0),
		0);
	check_str("the other is told", c.problem[c.problems - 1].text,
		"2022.acl has no volume 'findings'");
	check_int("none",
		load(&c, FOR_LIST, FILES "2022.acl.xml#findings,sr",
			DIR "2022.acl.xml", 0),
		-1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	check_str("and says so", c.err.text,
		"2022.acl has no volume 'findings,sr'");
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

#define HEAD "<collection id='P19'><volume id='1'>"
#define PAPER(n) "<paper id='" #n "'><title>T" #n "</title></paper>"
#define TAIL "</volume></collection>"

static void
check_failure(struct collect *c, const char *name, const char *text, bool whole,
	enum verdict verdict)
{
	check_int(name, load_text(c, FOR_LIST, FILES "P19.xml", text, 0, whole),
		-1);
	check_int("verdict", c->err.verdict, verdict);
}

static void
test_failures(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_failure(&c, "nothing", "", true, V_RETRY_LATER);
	check_failure(&c, "nothing, cut", "", false, V_RETRY_LATER);
	check_failure(&c, "no file", "404: Not Found", true, V_LAYOUT);
	check_failure(&c, "another file", "<rss><x/></rss>", true, V_LAYOUT);
	check_failure(&c, "a browser check",
		"<!DOCTYPE html><HTML><body>wait</body></HTML>", true,
		V_BLOCKED);
	check_failure(&c, "no papers", HEAD TAIL, true, V_EMPTY);
	check_failure(&c, "cut", HEAD PAPER(1) "<paper id='2'><title>T", false,
		V_RETRY_LATER);
	check_int("what is whole is there", c.papers, 1);
	check_failure(&c, "cut without a sign of it",
		HEAD PAPER(1) "<paper id='2'><title>T2</title>", true,
		V_RETRY_LATER);
	check_int("what is whole is there", c.papers, 1);
	collect_free(&c);
}

static void
test_faults(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	check_failure(&c, "a paper without an end tag",
		HEAD "<paper id='1'><title>T1</title>" PAPER(2) TAIL, true,
		V_RETRY_LATER);
	check_int("is a paper", c.papers, 2);
	check_int("a field without an end tag",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD
			"<paper id='1'><title>T1 </i></title></paper>" PAPER(2)
				TAIL,
			0, true),
		0);
	check_int("goes on", c.papers, 2);
	check_str("the fault is told", problems(&c), "xml");
	check_int("papers without what they need",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD "<paper id='1'/><paper><title>T</title></paper>"
			     "<paper id='x'><title>T</title></paper>" PAPER(4)
				     TAIL,
			3, true),
		0);
	check_str("cost themselves", problems(&c), "no-title no-id no-id");
	check_str("the file goes on", field(&c, 0, P_ID), "acl:P19-1004");
	check_int("a byte that is no UTF-8",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD "<paper id='1'><title>Caf\xe9 au lait</title>"
			     "</paper>" PAPER(2) TAIL,
			1, true),
		0);
	check_int("ends nothing", c.papers, 2);
	check_str("but is told", problems(&c), "xml");
	check_int("control characters",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD PAPER(1) "<paper id='2'><title>A\x01\x1f"
				      "B</title></paper>" TAIL,
			1, true),
		0);
	check_str("are spaces", field(&c, 1, P_TITLE), "A B");
	collect_free(&c);
}

static void
test_enough(void)
{
	struct collect c;

	collect_init(&c, &source_acl, &job);
	c.enough = 1;
	check_int("enough is no failure",
		load_text(&c, FOR_LIST, FILES "P19.xml",
			HEAD PAPER(1) PAPER(2) TAIL, 9, true),
		0);
	check_int("and exact", c.papers, 1);
	check("the feed was stopped", c.stopped);
	collect_free(&c);
	c.enough = 1;
	(void)load_text(&c, FOR_LIST, FILES "P19.xml",
		HEAD PAPER(1) PAPER(2) TAIL, 0, true);
	check_int("also within a portion", c.papers, 1);
	collect_free(&c);
}

static void
test_long(void)
{
	struct buf b;
	struct collect c;

	buf_init(&b, 1 << 24);
	buf_puts(&b, HEAD "<paper id='1'><title>T</title><abstract>");
	for (size_t i = 0; i < LIMIT_FIELD / 8 + 1; i++)
		buf_puts(&b, "<i>word </i>");
	buf_puts(&b, "</abstract></paper>" PAPER(2) TAIL);
	collect_init(&c, &source_acl, &job);
	check_int("a long abstract",
		load_text(&c, FOR_LIST, FILES "P19.xml", b.s, 4096, true), 0);
	check_int("costs no paper", c.papers, 2);
	check_str("but is told", problems(&c),
		c.paper[0]->text[P_ABSTRACT] ? "" : "too-long");
	check("if it is left out",
		c.paper[0]->text[P_ABSTRACT] != NULL || c.problems == 1);
	collect_free(&c);
	buf_free(&b);
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
	test_plan();
	test_no_key();
	test_event();
	test_instead();
	test_volumes();
	test_counting();
	test_failures();
	test_faults();
	test_enough();
	test_long();
	test_imprint();
	return test_end();
}
