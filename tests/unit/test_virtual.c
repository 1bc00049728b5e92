/*
 * test_virtual.c - the virtual source on bodies of its own: which events are
 * papers, what is said of them, and the two files and parts of files that make
 * a year. Each body is fed in portions of 1, 7 and 4096 bytes.
 */
#include "source_test.h"

#define DIR "tests/fixtures/virtual/"
#define DATA25                                                                 \
	"https://neurips.cc/static/virtual/data/neurips-2025-orals-posters."   \
	"json"
#define DATA26                                                                 \
	"https://icml.cc/static/virtual/data/icml-2026-orals-posters.json"
#define TEXTS26 "https://icml.cc/static/virtual/data/icml-2026-abstracts.json"
#define UID "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu"

extern const struct source source_virtual;

static int
run_text(struct collect *c, const char *url, const char *body)
{
	return load_thrice(c, FOR_LIST, url, body, strlen(body));
}

static void
test_plan(void)
{
	struct job job = {"neurips", 2025, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_virtual, &job);
	check_int("a default key", collect_plan(&c, FOR_LIST), 0);
	check_str("its file", collect_only_request(&c), DATA25);
	collect_free(&c);
	job.key = "virtual.aistats.org/aistats";
	check_int("a key", collect_plan(&c, FOR_LIST), 0);
	check_str("its file", collect_only_request(&c),
		"https://virtual.aistats.org/static/virtual/data/"
		"aistats-2025-orals-posters.json");
	collect_free(&c);
	check_int("papers cannot be counted", collect_plan(&c, FOR_COUNT), 0);
	check_int("so nothing is asked", c.requests, 0);
	job.key = "neurips.cc";
	check_int("a key without a name", collect_plan(&c, FOR_LIST), -1);
	job.key = "neurips.cc/a/b";
	check_int("a key with a path", collect_plan(&c, FOR_LIST), -1);
	job.key = NULL;
	job.venue = "nowhere";
	check_int("no key", collect_plan(&c, FOR_LIST), -1);
	check_int("asks for nothing", c.requests, 0);
	collect_free(&c);
}

static void
check_first(const struct paper *p)
{
	const struct author *a = p->authors;

	check_str("title", p->text[P_TITLE], "Talking <Trees> & $W<d$");
	check_str("abstract", p->text[P_ABSTRACT],
		"Trees talk. If a<b they whisper.");
	check_str("authors", collect_authors(p),
		"Ann Ash; Bea \"Bee\" Beech; Cy Cedar");
	check_str("affiliation", a->naffiliation ? *a->affiliation : NULL,
		"Texas A&M University");
	check_int("an empty one is none", a->next->naffiliation, 0);
	check_str("keyword", p->keywords ? p->keywords->value : NULL, "bark");
	check_str("keyword without markup", p->keywords->next->value, "roots");
	check_str("topic", p->keywords->next->next->value, "Botany->Trees");
	check_str("url", p->text[P_URL],
		"https://neurips.cc/virtual/2025/oral/101");
	check_str("forum", paper_get_id(p, "openreview"), "vForum0101");
	check_str("event", paper_get_id(p, "event"), "neurips:101");
}

static void
test_events(void)
{
	struct job job = {"neurips", 2025, NULL, false, false};
	struct collect c;
	const struct paper *p;

	collect_init(&c, &source_virtual, &job);
	check_int("a programme is read",
		load_thrice_file(&c, FOR_LIST, DATA25, DIR "events-2025.json"),
		0);
	check_str("papers of the conference's own tracks, once",
		collect_papers(&c),
		"virtual:neurips:2025:" UID "1 oral main\n"
		"virtual:neurips:2025:" UID
		"2 spotlight datasets-and-benchmarks\n"
		"virtual:neurips:2025:" UID "3 - position\n"
		"virtual:neurips:2025:" UID "9 poster main\n");
	check_int("no count: events are not papers", c.counts, 0);
	check_int("no problem", c.problems, 0);
	check_int("no further file", c.requests, 0);
	if (c.papers == 4) {
		check_first(c.paper[0]);
		p = c.paper[1];
		check_str("pdf", p->text[P_PDF_URL],
			"https://example.org/grass.pdf");
		check_str("the page in the proceedings", p->links->next->value,
			"https://proceedings.mlr.press/v299/dogwood25a.html");
		check_str("a placeholder is no forum, another link is",
			paper_get_id(c.paper[3], "openreview"), "kapokForum");
	}
	collect_free(&c);
}

static void
test_without_groups(void)
{
	struct job job = {"cvpr", 2026, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_virtual, &job);
	run_text(&c,
		"https://cvpr.thecvf.com/static/virtual/data/"
		"cvpr-2026-orals-posters.json",
		"{\"results\":[{\"id\":1,\"uid\":\"a\",\"name\":\"A\","
		"\"abstract\":\"One abstract.\",\"decision\":\"Accept\","
		"\"sourceurl\":null},{\"id\":2,\"uid\":\"\",\"name\":\"B\"},"
		"{\"id\":3,\"uid\":\"c\",\"name\":\"\"},"
		"{\"id\":4,\"uid\":\"d\",\"name\":\"D\",\"decision\":"
		"\"Reject\"}],\"count\":4}");
	check_str("where no event has a group all are taken",
		collect_papers(&c),
		"virtual:cvpr:2026:a - -\n"
		"virtual:cvpr:2026:event:2 - -\n");
	collect_free(&c);
}

/* The words are of another form in other years. */
static void
test_decisions(void)
{
	static const struct {
		const char *decision, *want;
	} cases[] = {
		{"\"Accept: notable-top-5%\"",
			"virtual:iclr:2022:a notable-top-5% -\n"},
		{"\"Accept (Poster)\"", "virtual:iclr:2022:a poster -\n"},
		{"\"Accepted\"", "virtual:iclr:2022:a - -\n"},
		{"\"accept (Oral)\"", "virtual:iclr:2022:a oral -\n"},
		{"\"Spotlight\"", "virtual:iclr:2022:a spotlight -\n"},
		{"\"Conditional Accept\"", "virtual:iclr:2022:a - -\n"},
		{"null", "virtual:iclr:2022:a - -\n"},
		{"\"Reject\"", ""},
		{"\"Desk Rejected\"", ""},
		{"\"Withdrawn\"", ""},
		{"\"Not accepted\"", ""},
		{"\"Invite to Workshop Track\"", ""},
	};
	struct job job = {"iclr", 2022, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_virtual, &job);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[300];

		(void)snprintf(text, sizeof(text),
			"{\"results\":[{\"id\":1,\"uid\":\"a\",\"name\":\"A\","
			"\"authors\":[\"Ada One\",{\"fullname\":\"Bo Two\"}],"
			"\"abstract\":\"Some.\",\"decision\":%s}],\"count\":1}",
			cases[i].decision);
		run_text(&c,
			"https://iclr.cc/static/virtual/data/"
			"iclr-2022-orals-posters.json",
			text);
		check_str(cases[i].decision, collect_papers(&c), cases[i].want);
		if (c.papers)
			check_str("authors", collect_authors(c.paper[0]),
				"Ada One; Bo Two");
	}
	collect_free(&c);
}

static void
test_two_files(void)
{
	struct job job = {"icml", 2026, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_virtual, &job);
	check_int("a part of a programme",
		load_thrice_file(&c, FOR_LIST, DATA26, DIR "events-2026.json"),
		0);
	check_str("the next part over https", collect_only_request(&c),
		DATA26 "?offset=2");
	check_int("which is no problem", c.problems, 0);
	check("no abstract", !c.paper[0]->text[P_ABSTRACT]);
	check_str("its number", paper_get_id(c.paper[0], "event"), "icml:201");
	run_text(&c, DATA26 "?offset=2",
		"{\"count\":3,\"next\":null,\"previous\":\"x\",\"results\":[{"
		"\"id\":203,\"uid\":\"w3\",\"name\":\"Future Firs\"}]}");
	check_str("after the last part the abstracts", collect_only_request(&c),
		TEXTS26);
	check_int("of a whole list", c.problems, 0);
	check_int("abstracts are read",
		load_thrice_file(
			&c, FOR_LIST, TEXTS26, DIR "abstracts-2026.json"),
		0);
	check_str("by event", collect_papers(&c),
		"virtual:icml:2026:event:201 - -\n"
		"virtual:icml:2026:event:202 - -\n");
	check_str("as text", c.paper[1]->text[P_ABSTRACT], "Figs & more.");
	check_str("with the same number", paper_get_id(c.paper[0], "event"),
		"icml:201");
	check_int("and nothing else is asked for", c.requests, 0);
	collect_free(&c);
}

static void
test_parts(void)
{
	struct job job = {"neurips", 2025, NULL, false, false};
	struct collect c;
#define PART(next, previous, count)                                            \
	"{\"count\":" count ",\"next\":" next ",\"previous\":" previous        \
	",\"results\":[{\"id\":1,\"uid\":\"a\",\"name\":\"A\",\"abstract\":"   \
	"\"One abstract.\"}]}"

	collect_init(&c, &source_virtual, &job);
	run_text(&c, DATA25, PART("\"https://elsewhere.org/x\"", "null", "2"));
	check_int("not to another host", c.requests, 0);
	check_str("but it is told", c.problems ? c.problem[0].what : NULL,
		"short-list");
	run_text(&c, DATA25, PART("\"" DATA25 "\"", "null", "2"));
	check_int("not to itself", c.requests, 0);
	run_text(&c, DATA25 "?offset=4",
		PART("\"" DATA25 "?offset=2\"", "null", "9"));
	check_int("not back", c.requests, 0);
	run_text(&c, DATA25 "?offset=4",
		PART("\"" DATA25 "?offset=8\"", "\"" DATA25 "?offset=8\"",
			"9"));
	check_int("not to where it came from", c.requests, 0);
	run_text(&c, DATA25 "?offset=4", PART("\"?offset=5\"", "\"x\"", "9"));
	check_str("further on", collect_only_request(&c), DATA25 "?offset=5");
	run_text(&c, DATA25, PART("null", "null", "7"));
	check_str("fewer than stated", c.problems ? c.problem[0].text : NULL,
		"1 of 7 events");
	collect_free(&c);
}

static void
test_html(void)
{
	struct job job = {"neurips", 2024, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_virtual, &job);
	check_int("the HTML list is read",
		load_thrice_file(&c, FOR_LIST,
			"https://neurips.cc/virtual/2023/papers.html",
			DIR "papers.html"),
		0);
	check_str("links to posters and orals", collect_papers(&c),
		"virtual:neurips:2023:event:301 - -\n"
		"virtual:neurips:2023:event:302 - -\n");
	check_str("their titles", c.paper[0]->text[P_TITLE],
		"Talking Trees: a Benchmark with $W<d$ & More");
	check_str("their addresses", c.paper[0]->text[P_URL],
		"https://neurips.cc/virtual/2023/poster/301");
	check_int("a page that a browser saved",
		run_text(&c, "https://neurips.cc/virtual/2023/papers.html",
			"<a href=\"https://neurips.cc/virtual/2023/poster/7\">"
			"T&#39;s</a>"),
		0);
	check_str("has whole links", collect_papers(&c),
		"virtual:neurips:2023:event:7 - -\n");
	check_int("a page without any",
		run_text(&c, DATA25, "<html><body>404</body></html>"), -1);
	check_int("is not what it should be", c.err.verdict, V_LAYOUT);
	collect_free(&c);
}

static void
test_answers(void)
{
	struct job job = {"neurips", 2025, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_virtual, &job);
	run_text(&c, DATA25, "");
	check_int("nothing at all", c.err.verdict, V_RETRY_LATER);
	run_text(&c, DATA25, "{\"results\":[{\"id\":1");
	check_int("a part", c.err.verdict, V_RETRY_LATER);
	check_int("another object", run_text(&c, DATA25, "{\"a\":1}"), -1);
	check_int("is not what it should be", c.err.verdict, V_LAYOUT);
	check_int("a programme of nothing",
		run_text(&c, DATA25, "{\"results\":[],\"count\":0}"), -1);
	check_int("is empty", c.err.verdict, V_EMPTY);
	c.enough = 1;
	check_int("enough is no error",
		load(&c, FOR_LIST, DATA25, DIR "events-2025.json", 64), 0);
	check_int("and stops", c.papers, 1);
	check("at once", c.stopped);
	collect_free(&c);
}

int
main(void)
{
	test_plan();
	test_events();
	test_without_groups();
	test_decisions();
	test_two_files();
	test_parts();
	test_html();
	test_answers();
	return test_end();
}
