/*
 * test_openreview.c - the openreview source on bodies of its own: what it asks
 * for, who was accepted in each year, what a paper is made of, and what an
 * answer that is no list means. Each body is fed in portions of 1, 7 and 4096
 * bytes and must give the same.
 */
#include "test.h"

#include "collect.h"

#define DIR "tests/fixtures/openreview/"
#define API1 "https://api.openreview.net/notes?"
#define API2 "https://api2.openreview.net/notes?"
#define LIST24 "content.venueid=ICLR.cc/2024/Conference"
#define SORT "&sort=number%3Aasc"

extern const struct source source_openreview;

static struct buf seen; /* the papers of the last page, a line each */

/* id decision track authors(openreview ids) */
static void
summarize(const struct collect *c)
{
	if (!seen.max)
		buf_init(&seen, 1 << 20);
	buf_reset(&seen);
	buf_puts(&seen, "");
	for (size_t i = 0; i < c->papers; i++) {
		const struct paper *p = c->paper[i];

		buf_printf(&seen, "%s %s %s",
			p->text[P_ID] + strlen("openreview:"),
			p->text[P_DECISION] ? p->text[P_DECISION] : "-",
			p->text[P_TRACK] ? p->text[P_TRACK] : "-");
		buf_putc(&seen, '\n');
	}
}

/* Feeds a body in each portion size; the papers go to `seen`, the rest stays
 * in c. Returns what close returned. */
static int
run(struct collect *c, enum purpose purpose, const char *url, const char *type,
	const char *body, size_t n)
{
	static const size_t portion[] = {1, 7, 4096};
	struct buf first;
	int ret = 0;

	buf_init(&first, 1 << 20);
	for (size_t i = 0; i < 3; i++) {
		collect_free(c);
		ret = collect_page_as(
			c, purpose, url, type, body, n, portion[i], true);
		summarize(c);
		if (i == 0)
			buf_puts(&first, buf_str(&seen));
		else if (strcmp(buf_str(&first), buf_str(&seen)) != 0)
			check_str("the same in any portions", buf_str(&seen),
				buf_str(&first));
	}
	buf_free(&first);
	return ret;
}

static int
run_file(struct collect *c, enum purpose purpose, const char *url,
	const char *path)
{
	size_t n;
	char *body = collect_file(path, &n);
	int ret = run(c, purpose, url, "application/json", body, n);

	free(body);
	return ret;
}

/* --- what is asked for --- */

/* The URLs of a plan, a line each, or the error. */
static const char *
plan(const char *venue, int year, const char *key, bool rejected,
	bool withdrawn, enum purpose purpose)
{
	struct job job = {venue, year, key, rejected, withdrawn};
	static struct buf out;
	struct collect c;

	if (!out.max)
		buf_init(&out, 1 << 16);
	buf_reset(&out);
	buf_puts(&out, "");
	collect_init(&c, &source_openreview, &job);
	if (collect_plan(&c, purpose) < 0)
		buf_printf(&out, "error: %s", c.err.text);
	for (size_t i = 0; i < c.requests; i++) {
		buf_printf(&out, "%s\n", c.request[i].url);
		if (c.request[i].purpose != purpose)
			buf_puts(&out, "with another purpose");
	}
	collect_free(&c);
	return buf_str(&out);
}

static void
test_plan_v2(void)
{
	check_str("a v2 listing",
		plan("iclr", 2024, "ICLR.cc/2024/Conference", false, false,
			FOR_LIST),
		API2 LIST24 "&limit=1000&offset=0" SORT "\n");
	check_str("rejected and withdrawn are listings of their own",
		plan("iclr", 2024, "ICLR.cc/2024/Conference", true, true,
			FOR_LIST),
		API2 LIST24
		"&limit=1000&offset=0" SORT "\n" API2 LIST24
		"/Rejected_Submission&limit=1000&offset=0" SORT "\n" API2 LIST24
		"/Withdrawn_Submission&limit=1000&offset=0" SORT
		"\n" API2 LIST24
		"/Desk_Rejected_Submission&limit=1000&offset=0" SORT "\n");
	check_str("the count costs one small request",
		plan("iclr", 2024, "ICLR.cc/2024/Conference", false, false,
			FOR_COUNT),
		API2 LIST24 "&limit=1&offset=0&select=id\n");
	check_str("a key is made from venue and year",
		plan("icml", 2025, NULL, false, false, FOR_LIST),
		API2 "content.venueid=ICML.cc/2025/Conference&limit=1000"
		     "&offset=0" SORT "\n");
	check_str("a journal's count would be that of all years",
		plan("tmlr", 2024, "TMLR", false, false, FOR_COUNT), "");
	check_str("a journal has other suffixes",
		plan("tmlr", 2024, "TMLR", true, false, FOR_LIST),
		API2 "content.venueid=TMLR&limit=1000&offset=0" SORT "\n" API2
		     "content.venueid=TMLR/Rejected&limit=1000&offset=0" SORT
		     "\n");
}

static void
test_plan_v1(void)
{
	check_str("v1 by the key",
		plan("iclr", 2023, "v1:ICLR.cc/2023/Conference", true, false,
			FOR_LIST),
		API1 "invitation=ICLR.cc/2023/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0\n");
	check_str("v1 by the year",
		plan("neurips", 2022, "NeurIPS.cc/2022/Conference", false,
			false, FOR_LIST),
		API1 "invitation=NeurIPS.cc/2022/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0\n");
	check_str("decisions that are replies are asked for",
		plan("iclr", 2018, NULL, false, false, FOR_LIST),
		API1 "invitation=ICLR.cc/2018/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0&details=directReplies\n");
	check_str("2017 is lower case",
		plan("iclr", 2017, NULL, false, true, FOR_LIST),
		API1 "invitation=ICLR.cc/2017/conference/-/submission"
		     "&limit=1000&offset=0\n");
	check_str("withdrawn and desk-rejected in v1",
		plan("iclr", 2022, NULL, false, true, FOR_LIST),
		API1 "invitation=ICLR.cc/2022/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0\n" API1
		     "invitation=ICLR.cc/2022/Conference/-/Withdrawn_Submission"
		     "&limit=1000&offset=0\n" API1
		     "invitation=ICLR.cc/2022/Conference/-/"
		     "Desk_Rejected_Submission&limit=1000&offset=0\n");
	check_str("two rounds in 2021",
		plan("neurips", 2021,
			"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks", false,
			true, FOR_LIST),
		API1 "invitation=NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/"
		     "Round1/-/Submission&limit=1000&offset=0\n" API1
		     "invitation=NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/"
		     "Round2/-/Submission&limit=1000&offset=0\n");
	check_str("one listing in 2022",
		plan("neurips", 2022,
			"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks", false,
			false, FOR_LIST),
		API1 "invitation=NeurIPS.cc/2022/Track/Datasets_and_Benchmarks/"
		     "-/Submission&limit=1000&offset=0\n");
	check_str("v1 cannot count what was accepted",
		plan("iclr", 2023, NULL, false, false, FOR_COUNT), "");
}

static void
test_plan_errors(void)
{
	check("no key for a venue that has no default",
		strncmp(plan("corl", 2024, NULL, false, false, FOR_LIST),
			"error: ", 7) == 0);
	check("a year that OpenReview cannot judge",
		strncmp(plan("iclr", 2015, NULL, false, false, FOR_LIST),
			"error: ", 7) == 0);
	check("a key that would end the query",
		strncmp(plan("x", 2024, "ICLR.cc/2024&x=1", false, false,
				FOR_LIST),
			"error: ", 7) == 0);
	check("an empty key",
		strncmp(plan("x", 2024, "v1:", false, false, FOR_LIST),
			"error: ", 7) == 0);
}

/* --- a v2 listing --- */

static void
test_v2_fields(const struct collect *c)
{
	const struct paper *p = collect_find(c, "openreview:aOral00001");

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
	p = collect_find(c, "openreview:bSpot-0002");
	check_str("references in a title", p->text[P_TITLE],
		"Sin<GLU> Activations");
	check("no keywords", p->keywords == NULL);
	p = collect_find(c, "openreview:cPost_0003");
	check_str("a line break in a title", p->text[P_TITLE], "Shallow Roots");
	check("no pdf", p->text[P_PDF_URL] == NULL);
	check("ids of another number are nobody's",
		p->authors->openreview == NULL);
	p = collect_find(c, "openreview:gRest00007");
	check("a restricted field is absent", p->text[P_ABSTRACT] == NULL);
}

static void
test_v2_listing(void)
{
	struct job job = {
		"iclr", 2024, "ICLR.cc/2024/Conference", false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a listing is read",
		run_file(&c, FOR_LIST, API2 LIST24 "&limit=1000&offset=0" SORT,
			DIR "v2-listing.json"),
		0);
	check_str("public papers only", seen.s,
		"aOral00001 oral main\n"
		"bSpot-0002 spotlight main\n"
		"cPost_0003 poster main\n"
		"gRest00007 poster main\n");
	check_int("one count", c.counts, 1);
	check_str("its scope: the listing", c.count[0].what,
		API2 LIST24 "&limit=1000" SORT);
	check_int("what it says", c.count[0].n, 7);
	check_int("no further page", c.requests, 0);
	check_int("no problem", c.problems, 0);
	test_v2_fields(&c);
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
		run(&c, FOR_LIST, API2 LIST24 "&limit=1&offset=0",
			"application/json", body, sizeof(body) - 1),
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
test_v2_enough(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;
	size_t n;
	char *body = collect_file(DIR "v2-listing.json", &n);
	int ret;

	collect_init(&c, &source_openreview, &job);
	c.enough = 2;
	ret = collect_page(&c, FOR_LIST, API2 LIST24 "&limit=3&offset=0" SORT,
		body, n, 100, true);
	check_int("enough is no error", ret, 0);
	check_int("it stops at enough", c.papers, 2);
	check_int("and asks for no more", c.requests, 0);
	check("without reading on", c.stopped);
	collect_free(&c);
	free(body);
}

static void
test_v2_rejected(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;
	const char *url =
		API2 LIST24 "/Rejected_Submission&limit=1000&offset=0" SORT;

	collect_init(&c, &source_openreview, &job);
	check_int("a listing of rejected papers is read",
		run_file(&c, FOR_LIST, url, DIR "v2-rejected.json"), 0);
	check_str("nothing of it is accepted", seen.s, "");
	check_int("nor counted", c.counts, 0);
	job.rejected = true;
	run_file(&c, FOR_LIST, url, DIR "v2-rejected.json");
	check_str("rejected papers when asked for", seen.s,
		"hRej000001 rejected main\niRej000002 rejected main\n");
	check_int("counted then", c.counts, 1);
	check("without authors", !c.paper[1]->authors);
	job.withdrawn = true;
	run_file(&c, FOR_LIST, url, DIR "v2-rejected.json");
	check_str("desk-rejected go with withdrawn", seen.s,
		"hRej000001 rejected main\niRej000002 rejected main\n"
		"jDesk00003 desk-rejected main\n");
	collect_free(&c);
}

static void
test_v2_count(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a count is read",
		run_file(&c, FOR_COUNT,
			API2 LIST24 "&limit=1&offset=0&select=id",
			DIR "v2-count.json"),
		0);
	check_int("one", c.counts, 1);
	check_int("2260", c.count[0].n, 2260);
	check_int("nothing else is asked for", c.requests, 0);
	check_int("and nothing is wrong", c.problems, 0);
	collect_free(&c);
}

/* --- pages --- */

/* A page of n notes that says there are `count` (negative: says nothing). */
static int
page_of(struct collect *c, size_t n, long count, const char *url)
{
	struct buf b;
	int ret;

	buf_init(&b, 1 << 20);
	buf_puts(&b, "{\"notes\":[");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b,
			"%s{\"id\":\"paper%zu\",\"forum\":\"paper%zu\","
			"\"readers\":[\"everyone\"],\"content\":{\"title\":"
			"{\"value\":\"T%zu\"},\"venueid\":{\"value\":"
			"\"ICLR.cc/2024/Conference\"}}}",
			i ? "," : "", i, i, i);
	buf_puts(&b, "]");
	if (count >= 0)
		buf_printf(&b, ",\"count\":%ld", count);
	buf_puts(&b, "}");
	ret = run(c, FOR_LIST, url, "", b.s, b.len);
	buf_free(&b);
	return ret;
}

static const char *
only_request(const struct collect *c)
{
	return c->requests == 1 ? c->request[0].url : "";
}

static void
test_paging(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	page_of(&c, 2, 5, API2 LIST24 "&limit=2&offset=0" SORT);
	check_str("the next page", only_request(&c),
		API2 LIST24 "&limit=2&offset=2" SORT);
	page_of(&c, 2, 5, API2 LIST24 "&limit=2&offset=2" SORT);
	check_str("and the next", only_request(&c),
		API2 LIST24 "&limit=2&offset=4" SORT);
	check_int("full pages are no problem", c.problems, 0);
	page_of(&c, 1, 5, API2 LIST24 "&limit=2&offset=4" SORT);
	check_int("not after the last", c.requests, 0);
	check_int("which may be short", c.problems, 0);
	page_of(&c, 2, 4, API2 LIST24 "&limit=2&offset=2" SORT);
	check_int("nor when the last is full", c.requests, 0);
	page_of(&c, 1, 5, API2 "offset=0&" LIST24 "&limit=1");
	check_str("an offset in front", only_request(&c),
		API2 "offset=1&" LIST24 "&limit=1");
	check_str("is no part of the scope", c.count[0].what,
		API2 LIST24 "&limit=1");
	page_of(&c, 1, 5, API2 LIST24 "&limit=2&offset=0" SORT);
	check_str("a short page is a problem", c.problem[0].what, "short-page");
	check_str("with both numbers", c.problem[0].text,
		"1 notes on a page that should have 2 of 5");
	check_str("and loses nothing", only_request(&c),
		API2 LIST24 "&limit=2&offset=2" SORT);
	page_of(&c, 2, -1, API2 LIST24 "&limit=2&offset=0");
	check_str("without a count a full page has a next", only_request(&c),
		API2 LIST24 "&limit=2&offset=2");
	page_of(&c, 1, -1, API2 LIST24 "&limit=2&offset=0");
	check_int("a short one has none", c.requests, 0);
	page_of(&c, 2, 5, API2 LIST24 "&limit=2");
	check_str("an offset is added", only_request(&c),
		API2 LIST24 "&limit=2&offset=2");
	page_of(&c, 1, 3, API2 "id=paper0");
	check_int("one note has no pages", c.requests, 0);
	check_int("nothing there is empty",
		page_of(&c, 0, 0, API2 LIST24 "&limit=2&offset=0"), -1);
	check_int("as a verdict", c.err.verdict, V_EMPTY);
	check_int("no rejected papers is not",
		page_of(&c, 0, 0,
			API2 LIST24 "/Rejected_Submission&limit=2&offset=0"),
		0);
	check_int("a listing that shrank is a problem only",
		page_of(&c, 0, 5, API2 LIST24 "&limit=2&offset=4"), 0);
	check_int("short", c.problems, 1);
	check_int("and stops there", c.requests, 0);
	collect_free(&c);
}

/* --- who was accepted, v2 --- */

static const struct v2_case {
	const char *venueid, *venue, *want;
} v2_cases[] = {
	{"ICLR.cc/2024/Conference", "ICLR 2024 oral", "oral main"},
	{"ICLR.cc/2024/Conference", "ICLR 2024 spotlight", "spotlight main"},
	{"ICLR.cc/2024/Conference", "ICLR 2024 poster", "poster main"},
	{"ICLR.cc/2025/Conference", "ICLR 2025 Oral", "oral main"},
	{"ICLR.cc/2025/Conference", "ICLR 2025 Spotlight", "spotlight main"},
	{"ICLR.cc/2025/Conference", "ICLR 2025 Poster", "poster main"},
	{"ICLR.cc/2026/Conference", "ICLR 2026 ConditionalPoster",
		"poster main"},
	{"ICLR.cc/2024/BlogPosts", "BT@ICLR2024", "- blog-posts"},
	{"ICLR.cc/2025/BlogPosts", "ICLR 2025 Blogpost Track", "- blog-posts"},
	{"ICLR.cc/2024/TinyPapers", "Tiny Papers @ ICLR 2024 Archive",
		"- tiny-papers"},
	{"ICLR.cc/2024/TinyPapers", "Tiny Papers @ ICLR 2024 Notable",
		"notable tiny-papers"},
	{"ICML.cc/2023/Conference", "ICML 2023 OralPoster", "oral main"},
	{"ICML.cc/2025/Conference", "ICML 2025 spotlightposter",
		"spotlight main"},
	{"ICML.cc/2025/Position_Paper_Track",
		"ICML 2025 Position Paper Track oral", "oral position"},
	{"ICML.cc/2026/Conference", "ICML 2026 regular", "regular main"},
	{"NeurIPS.cc/2023/Track/Datasets_and_Benchmarks",
		"NeurIPS 2023 Datasets and Benchmarks Spotlight",
		"spotlight datasets-and-benchmarks"},
	{"NeurIPS.cc/2024/Datasets_and_Benchmarks_Track",
		"NeurIPS 2024 Track Datasets and Benchmarks Poster",
		"poster datasets-and-benchmarks"},
	{"NeurIPS.cc/2026/Evaluations_and_Datasets_Track", "x",
		"- datasets-and-benchmarks"},
	{"NeurIPS.cc/2024/Competition_Track", "NeurIPS 2024 Competition Track",
		"- competition"},
	{"NeurIPS.cc/2025/Creative_AI_Track", "NeurIPS Creative AI Track 2025",
		"- creative-ai"},
	{"NeurIPS.cc/2025/Position_Paper_Track",
		"NeurIPS 2025 Position Paper Track", "- position"},
	{"NeurIPS.cc/2025/Workshop_Mexico_City/ResponsibleFM",
		"ResponsibleFM @ NeurIPS 2025", "- workshop"},
	{"NeurIPS.cc/2025/Workshop/Rejected_Submission", "a name, no status",
		"- workshop"},
	{"NeurIPS.cc/2024/Education_Track", "x", "- other"},
	{"colmweb.org/COLM/2024/Conference", "COLM", "- main"},
	{"robot-learning.org/CoRL/2023/Conference", "CoRL 2023 Oral",
		"oral main"},
	{"ICLR.cc/2025/Workshop/ICBINB/Rejected_Submission", "Submitted to x",
		"rejected workshop"},
	{"ICLR.cc/2024/Conference/Withdrawn_Submission", "ICLR 2024 poster",
		"withdrawn main"},
	{"ICLR.cc/2024/Conference/Desk_Rejected_Submission", "x",
		"desk-rejected main"},
	{"ICLR.cc/2024/Conference/Submission", "ICLR 2024 poster", ""},
	{"TMLR/Decision_Pending", "x", ""},
	{"TMLR/Something_New", "x", "unknown"},
	{"", "ICLR 2024 poster", "unknown"},
};

/* One note through the source; "decision track", "" or "unknown". */
static const char *
judge(const struct job *job, const char *note)
{
	static struct buf out;
	struct collect c;
	struct buf b;

	if (!out.max)
		buf_init(&out, 1 << 10);
	buf_reset(&out);
	buf_puts(&out, "");
	buf_init(&b, 1 << 16);
	buf_printf(&b, "{\"notes\":[%s],\"count\":1}", note);
	collect_init(&c, &source_openreview, job);
	run(&c, FOR_LIST, API1 "id=theforum", "", b.s, b.len);
	if (c.papers == 1)
		buf_add(&out, seen.s + strlen("theforum "),
			seen.len - strlen("theforum ") - 1);
	for (size_t i = 0; i < c.problems; i++) {
		if (strcmp(c.problem[i].what, "unknown-status") == 0)
			buf_puts(&out, "unknown");
	}
	collect_free(&c);
	buf_free(&b);
	return buf_str(&out);
}

static void
test_v2_status(void)
{
	struct job job = {"x", 2024, NULL, true, true};
	char note[1024];

	for (size_t i = 0; i < sizeof(v2_cases) / sizeof(v2_cases[0]); i++) {
		const struct v2_case *v = &v2_cases[i];

		(void)snprintf(note, sizeof(note),
			"{\"content\":{\"title\":{\"value\":\"T\"},"
			"\"venue\":{\"value\":\"%s\"},\"venueid\":{\"value\":"
			"\"%s\"}},\"id\":\"theforum\",\"forum\":\"theforum\","
			"\"invitations\":[\"x/-/Submission\"],\"readers\":"
			"[\"everyone\"]}",
			v->venue, v->venueid);
		check_str(*v->venueid ? v->venueid : "no venue id",
			judge(&job, note), v->want);
	}
	job.key = "ICLR.cc/2024/Conference";
	check_str("a suffix that is new is unknown",
		judge(&job, "{\"content\":{\"title\":{\"value\":\"T\"},"
			    "\"venueid\":{\"value\":\"ICLR.cc/2024/Conference/"
			    "New\"}},\"id\":\"theforum\",\"forum\":"
			    "\"theforum\",\"readers\":[\"everyone\"]}"),
		"unknown");
}

static void
test_journal_year(void)
{
	struct job job = {"tmlr", 2024, "TMLR", false, false};
	static const char body[] =
		"{\"count\":3,\"notes\":["
		"{\"id\":\"of2023\",\"pdate\":1680000000000,\"content\":{"
		"\"title\":{\"value\":\"A\"},\"venue\":{\"value\":\"Accepted "
		"by TMLR\"},\"venueid\":{\"value\":\"TMLR\"}}},"
		"{\"id\":\"of2024\",\"pdate\":1710000000000,\"content\":{"
		"\"title\":{\"value\":\"B\"},\"venueid\":{\"value\":"
		"\"TMLR\"}}},"
		"{\"id\":\"nodate\",\"content\":{\"title\":{\"value\":"
		"\"C\"},\"venueid\":{\"value\":\"TMLR\"}}}]}";
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	run(&c, FOR_LIST, API2 "content.venueid=TMLR&limit=1000&offset=0" SORT,
		"", body, strlen(body));
	check_str("a journal's papers are of their own year", seen.s,
		"of2024 - main\n");
	check_int("and its count is not the year's", c.counts, 0);
	collect_free(&c);
}

/* --- who was accepted, v1 --- */

static const struct v1_case {
	const char *invitation, *own, *text, *want;
} v1_cases[] = {
#define I13 "ICLR.cc/2013/conference/-/submission"
	{I13, "decision", "conferenceOral-iclr2013-conference", "oral main"},
	{I13, "decision", "conferencePoster-iclr2013-conference",
		"poster main"},
	{I13, "decision", "conferencePoster-iclr2013-workshop",
		"poster workshop"},
	{I13, "decision", "conferenceOral-iclr2013-workshop", "oral workshop"},
	{I13, "decision", "reject", "rejected main"},
	{I13, "decision", "Reject", "unknown"},
	{"ICLR.cc/2014/conference/-/submission", "decision",
		"submitted, no decision", "unknown"},
	{"ICLR.cc/2016/workshop/-/submission", "venue", "", "unknown"},
#define I17 "ICLR.cc/2017/conference/-/submission"
	{I17, "venue", "ICLR 2017 Oral", "oral main"},
	{I17, "venue", "ICLR 2017 Poster", "poster main"},
	{I17, "venue", "ICLR 2017 Invite to Workshop",
		"invited-to-workshop main"},
	{I17, "venue", "Submitted to ICLR 2017", "rejected main"},
	{I17, "venue", "ICLR 2017 poster", "unknown"},
	{"ICLR.cc/2017/workshop/-/submission", "venue", "ICLR 2017 Poster",
		"unknown"},
#define I21 "ICLR.cc/2021/Conference/-/Blind_Submission"
	{I21, "venue", "ICLR 2021 Oral", "oral main"},
	{I21, "venue", "ICLR 2021 Spotlight", "spotlight main"},
	{I21, "venue", "ICLR 2021 Poster", "poster main"},
	{I21, "venue", "", "unknown"},
	{"ICLR.cc/2021/Conference/-/Withdrawn_Submission", "venue",
		"ICLR 2021 Poster", "withdrawn main"},
#define I22 "ICLR.cc/2022/Conference/-/Blind_Submission"
	{I22, "venue", "ICLR 2022 Oral", "oral main"},
	{I22, "venue", "ICLR 2022 Spotlight", "spotlight main"},
	{I22, "venue", "ICLR 2022 Poster", "poster main"},
	{I22, "venue", "ICLR 2022 Submitted", "rejected main"},
	{I22, "venue", "ICLR 2023 poster", "unknown"},
	{"ICLR.cc/2022/Conference/-/Desk_Rejected_Submission", "venue", "",
		"desk-rejected main"},
#define I23 "ICLR.cc/2023/Conference/-/Blind_Submission"
	{I23, "venue", "ICLR 2023 notable top 5%", "notable-top-5% main"},
	{I23, "venue", "ICLR 2023 notable top 25%", "notable-top-25% main"},
	{I23, "venue", "ICLR 2023 poster", "poster main"},
	{I23, "venue", "Submitted to ICLR 2023", "rejected main"},
	{"ICLR.cc/2023/BlogPosts/-/Blind_Submission", "venue",
		"Blogposts @ ICLR 2023", "- blog-posts"},
	{"ICLR.cc/2023/BlogPosts/-/Blind_Submission", "venue",
		"Submitted to Blogposts @ ICLR 2023", "rejected blog-posts"},
	{"ICLR.cc/2023/TinyPapers/-/Blind_Submission", "venue",
		"Submitted to Tiny Papers @ ICLR 2023", "unknown"},
#define N21 "NeurIPS.cc/2021/Conference/-/Blind_Submission"
	{N21, "venue", "NeurIPS 2021 Oral", "oral main"},
	{N21, "venue", "NeurIPS 2021 Spotlight", "spotlight main"},
	{N21, "venue", "NeurIPS 2021 Poster", "poster main"},
	{N21, "venue", "NeurIPS 2021 Submitted", "rejected main"},
#define ND21 "NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round"
	{ND21 "1/-/Submission", "venue",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 1)",
		"- datasets-and-benchmarks"},
	{ND21 "2/-/Submission", "venue",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 2)",
		"- datasets-and-benchmarks"},
	{ND21 "1/-/Submission", "venue",
		"Submitted to NeurIPS 2021 Datasets and Benchmarks Track "
		"(Round 1)",
		"rejected datasets-and-benchmarks"},
	{ND21 "1/-/Submission", "venue",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 2)",
		"unknown"},
#define N22 "NeurIPS.cc/2022/Conference/-/Blind_Submission"
	{N22, "venue", "NeurIPS 2022 Accept", "- main"},
	{N22, "venue", "NeurIPS 2022 Submitted", "rejected main"},
	{"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks/-/Submission", "venue",
		"NeurIPS 2022 Datasets and Benchmarks ",
		"- datasets-and-benchmarks"},
	{"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks/-/Submission", "venue",
		"NeurIPS 2022 Datasets and Benchmarks", "unknown"},
	{"NIPS.cc/2018/Workshop/CDNNRIA/-/Blind_Submission", "venue",
		"Accept (Oral)", "unknown"},
};

static void
test_v1_status(void)
{
	struct job job = {"x", 2024, NULL, true, true};
	char note[1024];

	for (size_t i = 0; i < sizeof(v1_cases) / sizeof(v1_cases[0]); i++) {
		const struct v1_case *v = &v1_cases[i];

		(void)snprintf(note, sizeof(note),
			"{\"content\":{\"title\":\"T\",\"%s\":\"%s\","
			"\"venueid\":\"ICLR.cc/2017/conference\"},\"id\":"
			"\"theforum\",\"forum\":\"theforum\",\"replyto\":null,"
			"\"number\":7,\"invitation\":\"%s\",\"readers\":"
			"[\"everyone\"],\"nonreaders\":null,\"ddate\":null}",
			v->own, v->text, v->invitation);
		check_str(*v->text ? v->text : v->invitation, judge(&job, note),
			v->want);
	}
}

static const struct reply_case {
	int year;
	const char *invitation, *field, *text, *want;
} reply_cases[] = {
	{2018, "ICLR.cc/2018/Conference/-/Acceptance_Decision", "decision",
		"Accept (Oral)", "oral main"},
	{2018, "ICLR.cc/2018/Conference/-/Acceptance_Decision", "decision",
		"Invite to Workshop Track", "invited-to-workshop main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Meta_Review", "recommendation",
		"Accept (Oral)", "oral main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Meta_Review", "recommendation",
		"Accept (Poster)", "poster main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Meta_Review", "recommendation",
		"Reject", "rejected main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper77/Meta_Review",
		"recommendation", "Accept (Oral)", "unknown"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Official_Review",
		"recommendation", "Accept (Oral)", "unknown"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Accept (Talk)", "oral main"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Accept (Spotlight)", "spotlight main"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Accept (Poster)", "poster main"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Reject", "rejected main"},
	{2021, "ICLR.cc/2021/Conference/Paper7/-/Decision", "decision",
		"Reject", "rejected main"},
	{2021, "ICLR.cc/2021/Conference/Paper7/-/Decision", "decision",
		"Accept (Poster)", "poster main"},
	{2021, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Reject", "unknown"},
};

static void
test_reply_status(void)
{
	struct job job = {"iclr", 2020, NULL, true, true};
	char note[1024];

	for (size_t i = 0; i < sizeof(reply_cases) / sizeof(reply_cases[0]);
		i++) {
		const struct reply_case *v = &reply_cases[i];

		(void)snprintf(note, sizeof(note),
			"{\"content\":{\"title\":\"T\"},\"id\":\"theforum\","
			"\"forum\":\"theforum\",\"number\":7,\"invitation\":"
			"\"ICLR.cc/%d/Conference/-/Blind_Submission\","
			"\"readers\":[\"everyone\"],\"details\":{"
			"\"directReplies\":[{\"id\":\"d\",\"forum\":"
			"\"theforum\",\"replyto\":\"theforum\",\"invitation\":"
			"\"%s\",\"readers\":[\"everyone\"],\"content\":{\"%s\":"
			"\"%s\"}}]}}",
			v->year, v->invitation, v->field, v->text);
		check_str(v->invitation, judge(&job, note), v->want);
	}
}

static void
test_v1_replies(void)
{
	struct job job = {"iclr", 2018, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a listing with replies is read",
		run_file(&c, FOR_LIST,
			API1 "invitation=ICLR.cc/2018/Conference/-/"
			     "Blind_Submission&limit=9&offset=0"
			     "&details=directReplies",
			DIR "v1-2018-replies.json"),
		0);
	check_str("only its own decision accepts a paper", seen.s,
		"k1 oral main\nk2 poster main\n");
	check_int("no count: it is that of submissions", c.counts, 0);
	check_str("the next page keeps its details", only_request(&c),
		API1 "invitation=ICLR.cc/2018/Conference/-/Blind_Submission"
		     "&limit=9&offset=9&details=directReplies");
	check_int("one problem for all that say nothing", c.problems, 1);
	check_str("with their number and the first", c.problem[0].text,
		"5 of 9 submissions do not say whether they were accepted, the "
		"first is k5: 'no decision'");
	job.rejected = true;
	run_file(&c, FOR_LIST, API1 "invitation=x", DIR "v1-2018-replies.json");
	check_str("rejected ones stand in the same listing", seen.s,
		"k1 oral main\nk2 poster main\n"
		"k3 invited-to-workshop main\nk4 rejected main\n");
	collect_free(&c);
}

static void
test_forum(void)
{
	struct job job = {"iclr", 2020, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a forum is read",
		run_file(&c, FOR_LIST, API1 "forum=mForum0001&limit=2",
			DIR "v1-2020-forum.json"),
		0);
	check_str("its decision is among the notes", seen.s,
		"mForum0001 oral main\n");
	check_str("its date", c.paper[0]->text[P_PUBLISHED], "2019-12-20");
	check_int("and no page follows", c.requests, 0);
	check_int("a forum without its submission",
		run_file(&c, FOR_LIST, API1 "forum=another",
			DIR "v1-2020-forum.json"),
		-1);
	check_int("is not what it should be", c.err.verdict, V_LAYOUT);
	collect_free(&c);
}

/* --- authors --- */

static void
test_authors(void)
{
	struct job job = {"iclr", 2017, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	run_file(&c, FOR_LIST,
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

/* --- answers that are no list --- */

static void
answer(const char *name, const char *type, const char *body, size_t n,
	bool whole, enum verdict want)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;
	int ret;

	collect_init(&c, &source_openreview, &job);
	for (size_t k = 1; k < 8; k += 6) {
		ret = collect_page_as(&c, FOR_LIST,
			API2 LIST24 "&limit=1000&offset=0" SORT, type, body, n,
			k, whole);
		check_str(name, ret < 0 ? verdict_name(c.err.verdict) : "fine",
			verdict_name(want));
	}
	if (want == V_LOGIN)
		check("it says what to do",
			strstr(c.err.text, "OPENREVIEW_TOKEN") != NULL);
	collect_free(&c);
}

static const struct {
	const char *name, *type, *body;
	bool whole;
	enum verdict want;
} bodies[] = {
	{"text that is called html", "text/html; charset=utf-8",
		"Verifying your browser", true, V_LOGIN},
	{"nothing, called html", "text/html", "", true, V_LOGIN},
	{"nothing", "", "", true, V_RETRY_LATER},
	{"no JSON", "", "upstream error", true, V_RETRY_LATER},
	{"a part of JSON", "", "{\"notes\":[{\"id\":\"a", false, V_RETRY_LATER},
	{"another thing", "", "{\"groups\":[],\"count\":1}", true, V_LAYOUT},
	{"an empty object", "", "{}", true, V_LAYOUT},
	{"notes that are no submissions", "",
		"{\"notes\":[{\"id\":\"a\",\"forum\":\"b\"}],\"count\":1}",
		true, V_LAYOUT},
};

static void
test_answers(void)
{
	static const char *const files[] = {"challenge.html", "forbidden.json",
		"ratelimit.json", "notfound.json"};
	static const enum verdict want[] = {
		V_LOGIN, V_LOGIN, V_RETRY_LATER, V_FAILED};
	char path[128];
	size_t n;
	char *body;

	for (size_t i = 0; i < 4; i++) {
		(void)snprintf(path, sizeof(path), DIR "%s", files[i]);
		body = collect_file(path, &n);
		answer(files[i], i ? "application/json" : "", body, n, true,
			want[i]);
		free(body);
	}
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		answer(bodies[i].name, bodies[i].type, bodies[i].body,
			strlen(bodies[i].body), bodies[i].whole,
			bodies[i].want);
}

static void
test_dump(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	static const char body[] =
		"\xef\xbb\xbf [{\"id\":\"inarray\",\"readers\":[\"everyone\"],"
		"\"content\":{\"title\":{\"value\":\"T\"},\"venueid\":{"
		"\"value\":\"ICLR.cc/2024/Conference\"}}}, 1, null]";
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("an array of notes is read",
		run(&c, FOR_LIST, API2 LIST24 "&limit=1000&offset=0", "", body,
			strlen(body)),
		0);
	check_str("as papers", seen.s, "inarray - main\n");
	collect_free(&c);
}

int
main(void)
{
	test_plan_v2();
	test_plan_v1();
	test_plan_errors();
	test_v2_listing();
	test_v2_text();
	test_v2_enough();
	test_v2_rejected();
	test_v2_count();
	test_paging();
	test_v2_status();
	test_journal_year();
	test_v1_status();
	test_reply_status();
	test_v1_replies();
	test_forum();
	test_authors();
	test_answers();
	test_dump();
	buf_free(&seen);
	return test_end();
}
