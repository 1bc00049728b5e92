/*
 * test_dblp.c - records of dblp in a part of a release, a table of contents and
 * an answer of its search; which of them a key means; what is none of this.
 */
#include "source_test.h"

extern const struct source source_dblp;

#define RELEASE                                                                \
	"https://drops.dagstuhl.de/storage/artifacts/dblp/xml/2026/"           \
	"dblp-2026-10-03.xml.gz"
#define SLICE "tests/fixtures/dblp/slice.xml"

static struct job
job_of(const char *key, int year)
{
	return (struct job){.venue = "icml", .year = year, .key = key};
}

/* --- requests --- */

static void
check_plan(const char *key, const char *want)
{
	struct job job = job_of(key, 2004);
	struct collect c;
	struct buf got;

	collect_init(&c, &source_dblp, &job);
	buf_init(&got, 1 << 16);
	buf_puts(&got, "");
	if (collect_plan(&c, FOR_LIST) < 0)
		buf_puts(&got, "refused");
	for (size_t i = 0; i < c.requests; i++)
		buf_printf(&got, "%s%s", i ? " " : "",
			strchr(c.request[i].url, '#'));
	check_str(key ? key : "no key", got.s, want);
	buf_free(&got);
	collect_free(&c);
}

static void
test_plan(void)
{
	struct job job = job_of("conf/icml/2004", 2004);
	struct collect c;

	collect_init(&c, &source_dblp, &job);
	check_int("plan", collect_plan(&c, FOR_COUNT), 0);
	check_str("the release, and its stream", collect_only_request(&c),
		RELEASE "#conf/icml");
	check_int("purpose", c.request[0].purpose, FOR_COUNT);
	collect_free(&c);
	check_plan("conf/icml", "#conf/icml,2004");
	check_plan("journals/pami", "#journals/pami,2004");
	check_plan("conf/aaai/1986-1,1986-2", "#conf/aaai");
	check_plan("conf/a/1, conf/b/2,conf/a/3", "#conf/a #conf/b");
	check_plan(NULL, "refused");
	check_plan("", "refused");
	check_plan("icml", "refused");
	check_plan("conf/../etc/passwd#", "#conf/..");
	check_plan("/etc/passwd", "refused");
	check_plan("conf/ic ml/x", "refused");
}

/* --- a release --- */

static void
test_fields(void)
{
	struct job job = job_of("conf/icml/1988", 1988);
	struct paper *p;
	struct collect c;

	collect_init(&c, &source_dblp, &job);
	check_int("slice",
		load_thrice_file(&c, FOR_LIST, RELEASE "#conf/icml", SLICE), 0);
	check_str("by crossref, by page, by year", collect_papers(&c),
		"dblp:conf/icml/One88 - -\ndblp:conf/icml/Two88 - -\n"
		"dblp:conf/icml/Three89 - -\ndblp:conf/icml/Four88 - -\n"
		"dblp:conf/other/Guest88 poster -\n"
		"dblp:journals/corr/abs-1 - informal\n");
	p = collect_find(&c, "dblp:conf/icml/One88");
	check_str("title without markup and period", p->text[P_TITLE],
		"On k-Terms, H2O & x2 in cf");
	check_str("names without number", collect_authors(p),
		"J\u00fcrgen M\u00fcller; Ada X\u00e6 B. One");
	check_str("orcid", p->authors->orcid, "0000-0001-2345-6789");
	check("its own only", !p->authors->next->orcid);
	check_str("pages", p->text[P_PAGES], "1-10");
	check_str("published", p->text[P_PUBLISHED], "1988");
	check_str("doi", p->text[P_DOI], "10.1016/b978-0-934613-64-4.50008-7");
	check_str("url", p->text[P_URL],
		"https://doi.org/10.1016/b978-0-934613-64-4.50008-7");
	check_str("pdf", p->text[P_PDF_URL], "https://example.org/one.pdf");
	check_str("id", paper_get_id(p, "dblp"), "conf/icml/One88");
	check_str(
		"a question mark stays", field(&c, 1, P_TITLE), "Is It True?");
	check_str("an ellipsis stays", field(&c, 2, P_TITLE),
		"Published a Year Later...");
	check_str("the record, where there is no link", field(&c, 3, P_URL),
		"https://dblp.org/rec/conf/icml/Four88");
	p = collect_find(&c, "dblp:journals/corr/abs-1");
	check_str("arxiv", p->text[P_ARXIV], "2301.00001");
	check("which is no DOI of a publisher", !p->text[P_DOI]);
	check_str("volume", p->text[P_VOLUME], "abs/1");
	check_int("no problems", c.problems, 0);
	collect_free(&c);
}

/* The keys that a key takes out of the fixture. */
static void
check_key(const char *key, int year, bool withdrawn, const char *want)
{
	struct job job = job_of(key, year);
	struct collect c;
	struct buf got;

	job.withdrawn = withdrawn;
	collect_init(&c, &source_dblp, &job);
	(void)load(&c, FOR_LIST, RELEASE "#x", SLICE, 0);
	buf_init(&got, 1 << 16);
	buf_puts(&got, "");
	for (size_t i = 0; i < c.papers; i++)
		buf_printf(&got, "%s%s", i ? " " : "",
			strrchr(c.paper[i]->text[P_ID], '/') + 1);
	check_str(key, got.s, want);
	buf_free(&got);
	collect_free(&c);
}

static void
test_keys(void)
{
	struct job job = job_of("conf/icml/1988", 1988);
	struct collect c;

	check_key("conf/icml/1988sna", 1988, false, "Work88");
	check_key("conf/icml/1988sna,conf/other/1988", 1988, false,
		"Work88 Guest88");
	check_key("conf/icml/1989", 1989, false, "");
	check_key("conf/icml", 1989, false, "Three89");
	check_key("conf/icml", 1988, true,
		"One88 Two88 Four88 Work88 Guest88 Gone88 abs-1");
	check_key("conf/icm", 1988, true, "");
	check_key("conf/other", 1988, false, "Guest88");
	check_key("journals/corr/abs/1", 1988, false, "abs-1");
	check_key("conf/icml/1988", 1988, true,
		"One88 Two88 Three89 Four88 Guest88 Gone88 abs-1");
	collect_init(&c, &source_dblp, &job);
	job.withdrawn = true;
	(void)load(&c, FOR_LIST, RELEASE "#x", SLICE, 0);
	check_str("withdrawn is a decision", field(&c, 5, P_DECISION),
		"withdrawn");
	job.withdrawn = false;
	check_int("count", load(&c, FOR_COUNT, RELEASE "#x", SLICE, 5), 0);
	check_int("counted", c.counts == 1 ? (int)c.count[0].n : -1, 6);
	check_int("no papers then", c.papers, 0);
	job.key = "conf/none/1988";
	check_int("none", load(&c, FOR_LIST, RELEASE "#x", SLICE, 0), -1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	job.key = "conf/icml/1988";
	c.enough = 2;
	check_int("enough", load(&c, FOR_LIST, RELEASE "#x", SLICE, 9), 0);
	check("stops the feed", c.stopped && c.papers == 2);
	collect_free(&c);
}

/* One record with these children, in conf/x. */
static void
read_one(struct collect *c, const char *children)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_printf(&b,
		"<dblp><inproceedings key='conf/x/A'><title>T.</title>"
		"<year>2020</year>%s</inproceedings></dblp>",
		children);
	check_int(children,
		load_thrice(c, FOR_LIST, RELEASE "#conf/x", b.s, b.len), 0);
	buf_free(&b);
}

static void
test_details(void)
{
	static const struct {
		const char *booktitle, *decision, *track;
	} venues[] = {{"ICLR (Workshop)", NULL, "workshop"},
		{"ICLR (Workshop Poster)", NULL, "workshop"},
		{"ICLR (Oral)", "oral", NULL},
		{"CVPR Workshops", NULL, "workshop"},
		{"EMNLP (Industry Track)", NULL, "industry-track"},
		{"ACL (Findings)", NULL, "findings"}, {"ICML (1)", NULL, NULL},
		{"ECCV (XIV)", NULL, NULL}, {"MICCAI (Part II)", NULL, NULL},
		{"()", NULL, NULL}, {")", NULL, NULL}, {"AAAI", NULL, NULL}};
	static const struct {
		const char *ee, *name, *id;
	} links[] = {{"https://openreview.net/forum?id=a-B_9", "openreview",
			     "a-B_9"},
		{"https://openreview.net/forum?id=...", "openreview", NULL},
		{"https://aclanthology.org/2022.acl-long.1/", "acl",
			"2022.acl-long.1"},
		{"https://www.aclweb.org/anthology/P19-1001.pdf", "acl",
			"P19-1001"},
		{"https://doi.org/10.18653/v1/P19-1001", "acl", "P19-1001"},
		{"http://proceedings.mlr.press/v97/abbati19a.html", "pmlr",
			"v97:abbati19a"},
		{"http://proceedings.mlr.press/v97/", "pmlr", NULL}};
	struct job job = job_of("conf/x", 2020);
	struct collect c;
	char text[256];

	collect_init(&c, &source_dblp, &job);
	for (size_t i = 0; i < sizeof(venues) / sizeof(venues[0]); i++) {
		(void)snprintf(text, sizeof(text), "<booktitle>%s</booktitle>",
			venues[i].booktitle);
		read_one(&c, text);
		check_str("decision", field(&c, 0, P_DECISION),
			venues[i].decision);
		check_str("track", field(&c, 0, P_TRACK), venues[i].track);
	}
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		(void)snprintf(text, sizeof(text), "<ee>%s</ee>", links[i].ee);
		read_one(&c, text);
		check_str(links[i].name,
			paper_get_id(c.paper[0], links[i].name), links[i].id);
		check_str("url", field(&c, 0, P_URL), links[i].ee);
	}
	read_one(&c, "<author>Ann 1</author><author> 0001</author>"
		     "<author>Bo 12345</author><author></author>");
	check_str("what is no homonym number", collect_authors(c.paper[0]),
		"Ann 1; 0001; Bo 12345");
	collect_free(&c);
}

/* --- pages and answers --- */

static void
test_contents(void)
{
	static const char page[] =
		"<bht key=\"db/conf/iclr/iclr2025.bht\" title=\"ICLR 2025\">\n"
		"<h1>13th ICLR</h1><dblpcites><r><proceedings "
		"key=\"conf/iclr/2025\"><title>Front.</title></proceedings>"
		"</r></dblpcites><h2>Accept (Oral)</h2>\n<dblpcites>"
		"<r style=\"ee\"><inproceedings key=\"conf/iclr/A25\" "
		"mdate=\"2025-06-13\">\n<author pid=\"1/2\">Ann Bell</author>\n"
		"<title>One.</title>\n<year>2025</year>\n<crossref>conf/iclr/"
		"2025</crossref></inproceedings></r></dblpcites>\n"
		"<h2>Accept (Poster)</h2><dblpcites><r><inproceedings "
		"key=\"conf/iclr/B25\"><title>Two.</title><crossref>conf/iclr/"
		"2025</crossref></inproceedings></r></dblpcites></bht>";
	struct job job = job_of("conf/iclr/2025", 2025);
	struct collect c;

	collect_init(&c, &source_dblp, &job);
	check_int("table of contents",
		load_thrice(&c, FOR_LIST, "https://dblp.org/x", page,
			sizeof(page) - 1),
		0);
	check_str("papers under their headings", collect_papers(&c),
		"dblp:conf/iclr/A25 oral -\ndblp:conf/iclr/B25 poster -\n");
	check_int("a record alone",
		load_text(&c, FOR_LIST, "https://dblp.org/rec/x.xml",
			"<article key='journals/j/X'><title>X.</title>"
			"<year>2025</year></article>",
			1, true),
		-1);
	check_int("of another table", c.err.verdict, V_EMPTY);
	collect_free(&c);
}

static void
test_search(void)
{
	static const char answer[] =
		"{\"result\":{\"query\":\"x\",\"hits\":{\"@total\":\"3\","
		"\"@sent\":\"3\",\"hit\":[{\"@score\":\"1\",\"info\":{"
		"\"authors\":{\"author\":[{\"@pid\":\"1/2\",\"text\":\"Ann "
		"Bell 0009\"},{\"@pid\":\"3\",\"text\":\"Bo Two\"}]},\"title\":"
		"\"A &amp; B.\",\"venue\":\"DAC\",\"pages\":\"169-174\","
		"\"year\":\"2021\",\"type\":\"Conference and Workshop Papers\","
		"\"key\":\"conf/dac/A21\",\"doi\":\"10.1109/DAC.2021.1\","
		"\"ee\":\"https://doi.org/10.1109/DAC.2021.1\"}},{\"info\":{"
		"\"authors\":{\"author\":{\"text\":\"Cy Three\"}},\"title\":"
		"\"Sole.\",\"venue\":[\"DAC\",\"X (Workshop)\"],\"year\":"
		"\"2021\",\"type\":\"Informal and Other Publications\","
		"\"key\":\"conf/dac/B21\",\"ee\":[\"https://arxiv.org/abs/"
		"2101.00001\",\"https://x.example/b\"]}},{\"info\":{\"type\":"
		"\"Editorship\",\"key\":\"conf/dac/2021\",\"year\":\"2021\"}}]"
		"}}}";
	struct job job = job_of("conf/dac", 2021);
	struct collect c;

	collect_init(&c, &source_dblp, &job);
	check_int("answer of the search",
		load_thrice(&c, FOR_LIST, "https://dblp.org/search/publ/api",
			answer, sizeof(answer) - 1),
		0);
	check_str("papers", collect_papers(&c),
		"dblp:conf/dac/A21 - -\ndblp:conf/dac/B21 - informal\n");
	check_int("stated", (int)c.count[0].n, 3);
	check_str("title", field(&c, 0, P_TITLE), "A & B");
	check_str("authors", collect_authors(c.paper[0]), "Ann Bell; Bo Two");
	check_str("one author", collect_authors(c.paper[1]), "Cy Three");
	check_str("doi", field(&c, 0, P_DOI), "10.1109/DAC.2021.1");
	check_str("arxiv", field(&c, 1, P_ARXIV), "2101.00001");
	check_int("no hits",
		load_text(&c, FOR_COUNT, "https://dblp.org/x",
			"{\"result\":{\"hits\":{\"@total\":\"370\"}}}", 3,
			true),
		0);
	check_int("total", (int)c.count[0].n, 370);
	check_int("cut off",
		load_text(&c, FOR_LIST, "https://dblp.org/x",
			"{\"result\":{\"hits\":{\"@total\":\"370\"", 3, false),
		-1);
	check_int("to be tried again", c.err.verdict, V_RETRY_LATER);
	check_int("another JSON",
		load_text(&c, FOR_LIST, "https://dblp.org/x", "{\"a\":1}", 0,
			true),
		-1);
	check_int("is none of dblp's", c.err.verdict, V_LAYOUT);
	collect_free(&c);
}

/* --- what goes wrong --- */

static void
check_bad(const char *body, bool whole, enum verdict want)
{
	struct job job = job_of("conf/x", 2020);
	struct collect c;

	collect_init(&c, &source_dblp, &job);
	check_int(body,
		load_text(&c, FOR_LIST, RELEASE "#conf/x", body, 2, whole), -1);
	check_str("verdict", verdict_name(c.err.verdict), verdict_name(want));
	collect_free(&c);
}

static void
test_bad(void)
{
	struct job job = job_of("conf/x", 2020);
	struct collect c;
	struct buf b;

	check_bad("", true, V_RETRY_LATER);
	check_bad("", false, V_RETRY_LATER);
	check_bad("<dblp></dblp>", true, V_EMPTY);
	check_bad("<dblp>", true, V_RETRY_LATER);
	check_bad("<rss><item>x</item></rss>", true, V_LAYOUT);
	check_bad("<!DOCTYPE html><html><head><meta><title>x</title>", true,
		V_BLOCKED);
	check_bad("<dblp><inproceedings key='conf/x/A'><title>Half", false,
		V_RETRY_LATER);
	check_bad("plain text", true, V_LAYOUT);
	collect_init(&c, &source_dblp, &job);
	check_int("a record that is not closed, and others",
		load_text(&c, FOR_LIST, RELEASE "#conf/x",
			"<dblp><inproceedings key='conf/x/A'><title>Lost"
			"<inproceedings key='conf/x/B'><title>B.</title><year>"
			"2020</year></inproceedings><inproceedings key='conf/x/"
			"C'><year>2020</year></inproceedings><inproceedings>"
			"<title>No key.</title><year>2020</year><url>db/conf/x/"
			"x2020.html</url></inproceedings>\x01</dblp> \n",
			1, true),
		0);
	check_str("costs itself alone", collect_papers(&c),
		"dblp:conf/x/B - -\n");
	check_int("and is told", (int)c.problems, 4);
	buf_init(&b, 64 << 20);
	buf_puts(&b, "<dblp><inproceedings key='conf/x/A'><title>");
	while (b.len < (5 << 20))
		buf_puts(&b, "Long words ");
	buf_puts(&b, "</title><year>2020</year></inproceedings><inproceedings "
		     "key='conf/x/B'><title>B.</title><year>2020</year>"
		     "</inproceedings></dblp>");
	check_int("a title without end",
		load_text(&c, FOR_LIST, RELEASE "#conf/x", b.s, 4096, true), 0);
	check_str("is left out", collect_papers(&c), "dblp:conf/x/B - -\n");
	buf_reset(&b);
	buf_puts(&b, "<dblp>");
	for (int i = 0; i < 5000; i++)
		buf_puts(&b, "<inproceedings key='conf/x/A'><title>");
	(void)load_text(&c, FOR_LIST, RELEASE "#conf/x", b.s, 4096, true);
	check("nested without end", c.papers == 0);
	buf_free(&b);
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_fields();
	test_keys();
	test_details();
	test_contents();
	test_search();
	test_bad();
	return test_end();
}
