/*
 * test_openreview.c - the listings of the openreview source: which papers they
 * hold, their pages, counts and forums, and what an answer that is no list
 * means. Each body is fed in portions of several sizes and must give the same.
 * What is asked for is in test_openreview_plan.c, who was accepted in
 * test_openreview_status.c, what a paper is made of in test_openreview_notes.c.
 */
#include "source_test.h"

#define DIR "tests/fixtures/openreview/"
#define API1 "https://api.openreview.net/notes?"
#define API2 "https://api2.openreview.net/notes?"
#define LIST24 "content.venueid=ICLR.cc/2024/Conference"
#define SORT "&sort=number%3Aasc"

extern const struct source source_openreview;

static void
test_v2_listing(void)
{
	struct job job = {
		"iclr", 2024, "ICLR.cc/2024/Conference", false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	c.type = "application/json";
	check_int("a listing is read",
		load_thrice_file(&c, FOR_LIST,
			API2 LIST24 "&limit=1000&offset=0" SORT,
			DIR "v2-listing.json"),
		0);
	check_str("public papers only", collect_papers(&c),
		"openreview:aOral00001 oral main\n"
		"openreview:bSpot-0002 spotlight main\n"
		"openreview:cPost_0003 poster main\n"
		"openreview:gRest00007 poster main\n");
	check_int("one count", c.counts, 1);
	check_str("its scope: the listing", c.count[0].what,
		API2 LIST24 "&limit=1000" SORT);
	check_int("what it says", c.count[0].n, 7);
	check_int("no further page", c.requests, 0);
	check_int("no problem", c.problems, 0);
	collect_free(&c);
}

static void
test_v2_enough(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;
	int ret;

	collect_init(&c, &source_openreview, &job);
	c.enough = 2;
	ret = load(&c, FOR_LIST, API2 LIST24 "&limit=3&offset=0" SORT,
		DIR "v2-listing.json", 100);
	check_int("enough is no error", ret, 0);
	check_int("it stops at enough", c.papers, 2);
	check_int("and asks for no more", c.requests, 0);
	check("without reading on", c.stopped);
	collect_free(&c);
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
		load_thrice_file(&c, FOR_LIST, url, DIR "v2-rejected.json"), 0);
	check_str("nothing of it is accepted", collect_papers(&c), "");
	check_int("nor counted", c.counts, 0);
	job.rejected = true;
	load_thrice_file(&c, FOR_LIST, url, DIR "v2-rejected.json");
	check_str("rejected papers when asked for", collect_papers(&c),
		"openreview:hRej000001 rejected main\n"
		"openreview:iRej000002 rejected main\n");
	check_int("counted then", c.counts, 1);
	check("without authors", !c.paper[1]->authors);
	job.withdrawn = true;
	load_thrice_file(&c, FOR_LIST, url, DIR "v2-rejected.json");
	check_str("desk-rejected go with withdrawn", collect_papers(&c),
		"openreview:hRej000001 rejected main\n"
		"openreview:iRej000002 rejected main\n"
		"openreview:jDesk00003 desk-rejected main\n");
	collect_free(&c);
}

static void
test_v2_count(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a count is read",
		load_thrice_file(&c, FOR_COUNT,
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
	ret = load_thrice(c, FOR_LIST, url, b.s, b.len);
	buf_free(&b);
	return ret;
}

static void
test_paging(void)
{
	struct job job = {"iclr", 2024, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	page_of(&c, 2, 5, API2 LIST24 "&limit=2&offset=0" SORT);
	check_str("the next page", collect_only_request(&c),
		API2 LIST24 "&limit=2&offset=2" SORT);
	page_of(&c, 2, 5, API2 LIST24 "&limit=2&offset=2" SORT);
	check_str("and the next", collect_only_request(&c),
		API2 LIST24 "&limit=2&offset=4" SORT);
	check_int("full pages are no problem", c.problems, 0);
	page_of(&c, 1, 5, API2 LIST24 "&limit=2&offset=4" SORT);
	check_int("not after the last", c.requests, 0);
	check_int("which may be short", c.problems, 0);
	page_of(&c, 2, 4, API2 LIST24 "&limit=2&offset=2" SORT);
	check_int("nor when the last is full", c.requests, 0);
	page_of(&c, 1, 5, API2 "offset=0&" LIST24 "&limit=1");
	check_str("an offset in front", collect_only_request(&c),
		API2 "offset=1&" LIST24 "&limit=1");
	check_str("is no part of the scope", c.count[0].what,
		API2 LIST24 "&limit=1");
	page_of(&c, 1, 5, API2 LIST24 "&limit=2&offset=0" SORT);
	check_str("a short page is a problem", c.problem[0].what, "short-page");
	check_str("with both numbers", c.problem[0].text,
		"1 notes on a page that should have 2 of 5");
	check_str("and loses nothing", collect_only_request(&c),
		API2 LIST24 "&limit=2&offset=2" SORT);
	page_of(&c, 2, -1, API2 LIST24 "&limit=2&offset=0");
	check_str("without a count a full page has a next",
		collect_only_request(&c), API2 LIST24 "&limit=2&offset=2");
	page_of(&c, 1, -1, API2 LIST24 "&limit=2&offset=0");
	check_int("a short one has none", c.requests, 0);
	page_of(&c, 2, 5, API2 LIST24 "&limit=2");
	check_str("an offset is added", collect_only_request(&c),
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

static void
test_forum(void)
{
	struct job job = {"iclr", 2020, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a forum is read",
		load_thrice_file(&c, FOR_LIST, API1 "forum=mForum0001&limit=2",
			DIR "v1-2020-forum.json"),
		0);
	check_str("its decision is among the notes", collect_papers(&c),
		"openreview:mForum0001 oral main\n");
	check_str("its date", c.paper[0]->text[P_PUBLISHED], "2019-12-20");
	check_int("and no page follows", c.requests, 0);
	check_int("a forum without its submission",
		load_thrice_file(&c, FOR_LIST, API1 "forum=another",
			DIR "v1-2020-forum.json"),
		-1);
	check_int("is not what it should be", c.err.verdict, V_LAYOUT);
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
	c.type = type;
	for (size_t k = 1; k < 8; k += 6) {
		ret = collect_page(&c, FOR_LIST,
			API2 LIST24 "&limit=1000&offset=0" SORT, body, n, k,
			whole);
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
		load_thrice(&c, FOR_LIST, API2 LIST24 "&limit=1000&offset=0",
			body, strlen(body)),
		0);
	check_str(
		"as papers", collect_papers(&c), "openreview:inarray - main\n");
	collect_free(&c);
}

int
main(void)
{
	test_v2_listing();
	test_v2_enough();
	test_v2_rejected();
	test_v2_count();
	test_paging();
	test_forum();
	test_answers();
	test_dump();
	return test_end();
}
