/* record: the lines of cf-stream(5). */
#include "cf.h"
#include "test.h"

static char affiliation[] = "ETH \"Z\"", text[] = "v";
static char *affiliations[] = {affiliation};

static void
test_minimal(void)
{
	struct paper p = {.text = {[P_ID] = (char[]){"x:1"}}};
	struct buf b;

	buf_init(&b, 4096);
	record_paper(&b, "icml", 2023, &p, NULL);
	check_str("what is absent is not there", buf_str(&b),
		"{\"type\":\"paper\",\"venue\":\"icml\",\"year\":2023,"
		"\"id\":\"x:1\"}\n");
	buf_reset(&b);
	p.text[P_TITLE] = (char[]){""};
	p.from[P_TITLE] = "virtual";
	p.from[P_KEYWORDS] = p.from[P_AFFILIATIONS] = "virtual";
	p.source = "";
	record_paper(&b, "icml", 2023, &p, "");
	check_str("nor is what is empty", buf_str(&b),
		"{\"type\":\"paper\",\"venue\":\"icml\",\"year\":2023,"
		"\"id\":\"x:1\"}\n");
	buf_free(&b);
}

static void
test_full(void)
{
	struct author two = {.name = (char[]){"B"}},
		      one = {.name = (char[]){"A \xc3\x89"},
			      .orcid = (char[]){"0000-0001"},
			      .openreview = (char[]){"~A1"},
			      .affiliation = affiliations,
			      .naffiliation = 1,
			      .next = &two};
	struct item k2 = {NULL, (char[]){"k2"}, NULL},
		    k1 = {NULL, (char[]){"k1"}, &k2},
		    code = {(char[]){"code"}, (char[]){"https://x/"}, NULL},
		    forum = {(char[]){"openreview"}, (char[]){"F1"}, NULL};
	struct paper p = {.authors = &one,
		.keywords = &k1,
		.links = &code,
		.ids = &forum,
		.source = "pmlr",
		.position = 7};
	struct buf b;

	for (int f = 0; f < P_TEXTS; f++) {
		p.text[f] = text;
		p.from[f] = "pmlr";
	}
	p.from[P_ABSTRACT] = p.from[P_AUTHORS] = "virtual";
	p.from[P_AFFILIATIONS] = "openreview";
	buf_init(&b, 4096);
	record_paper(&b, "icml", 2023, &p, "2026-01-02T03:04:05Z");
	check_str("every member in its order", buf_str(&b),
		"{\"type\":\"paper\",\"venue\":\"icml\",\"year\":2023,"
		"\"id\":\"v\",\"title\":\"v\",\"authors\":[{\"name\":"
		"\"A \xc3\x89\",\"affiliations\":[\"ETH \\\"Z\\\"\"],"
		"\"orcid\":\"0000-0001\",\"openreview\":\"~A1\"},"
		"{\"name\":\"B\"}],\"abstract\":\"v\",\"url\":\"v\","
		"\"pdf_url\":\"v\",\"doi\":\"v\",\"arxiv\":\"v\","
		"\"track\":\"v\",\"decision\":\"v\","
		"\"keywords\":[\"k1\",\"k2\"],\"pages\":\"v\","
		"\"volume\":\"v\",\"published\":\"v\",\"bibtex\":\"v\","
		"\"links\":{\"code\":\"https://x/\"},"
		"\"ids\":{\"openreview\":\"F1\"},\"position\":7,"
		"\"source\":\"pmlr\",\"sources\":{\"abstract\":\"virtual\","
		"\"authors\":\"virtual\",\"affiliations\":\"openreview\"},"
		"\"retrieved\":\"2026-01-02T03:04:05Z\"}\n");
	check("which is JSON", json_check(NULL, b.s, b.len, NULL));
	buf_free(&b);
}

static void
test_bound(void)
{
	struct paper p = {.text = {[P_ID] = (char[]){"0123456789"}}};
	struct buf b;

	buf_init(&b, 60);
	buf_puts(&b, "before\n");
	record_paper(&b, "icml", 2023, &p, NULL);
	check_str("a line that does not fit is not begun", buf_str(&b),
		"before\n");
	check("and the buffer says so", b.full);
	buf_free(&b);
}

static void
test_other(void)
{
	struct buf b;

	buf_init(&b, 4096);
	record_begin(&b, "done", "icml", 2023);
	json_put_member(&b, "verdict", "complete");
	json_put_int(&b, "papers", 12);
	record_end(&b);
	check_str("a record of another type", buf_str(&b),
		"{\"type\":\"done\",\"venue\":\"icml\",\"year\":2023,"
		"\"verdict\":\"complete\",\"papers\":12}\n");
	buf_free(&b);
}

static void
head(const char *name, const char *line, const char *want)
{
	struct record_head h;
	char got[256];

	snprintf(got, sizeof(got), "none");
	if (record_head(&h, line, strlen(line)))
		snprintf(got, sizeof(got), "%.*s %.*s %d", (int)h.type.n,
			h.type.s, (int)h.venue.n, h.venue.s, h.year);
	check_str(name, got, want);
}

static void
test_head(void)
{
	head("as writers promise",
		"{\"type\":\"paper\",\"venue\":\"icml\",\"year\":2023,\"id\":1}"
		"\n",
		"paper icml 2023");
	head("with spaces",
		"{ \"type\" : \"paper\", \"venue\": \"icml\", \"year\": 2023 }",
		"paper icml 2023");
	head("in another order",
		"{\"year\":2023,\"venue\":\"icml\",\"type\":\"paper\"}",
		"paper icml 2023");
	head("a year in quotes",
		"{\"type\":\"paper\",\"venue\":\"icml\",\"year\":\"2023\"}",
		"paper icml 2023");
	head("no venue, no year", "{\"type\":\"note\"}", "note  0");
	head("a venue that is no text", "{\"type\":\"a\",\"venue\":[1]}",
		"a  0");
	head("a year that is none",
		"{\"type\":\"a\",\"venue\":\"b\",\"year\":20.5}", "a b 0");
	head("a year beyond all years",
		"{\"type\":\"a\",\"venue\":\"b\",\"year\":20230000000}",
		"a b 0");
	head("an escape in the head goes the long way",
		"{\"type\":\"a\",\"venue\":\"b\\\"\",\"year\":2023}",
		"a b\\\" 2023");
	head("no type", "{\"venue\":\"icml\",\"year\":2023}", "none");
	head("a type that is no text", "{\"type\":1}", "none");
	head("no object", "[\"type\",\"a\"]", "none");
	head("no JSON", "type=paper", "none");
	head("an empty line", "", "none");
	head("a torn line", "{\"type\":\"paper\",\"venue\":\"icml\",\"ye",
		"none");
	head("a torn year",
		"{\"type\":\"paper\",\"venue\":\"icml\",\"year\":20", "none");
}

int
main(void)
{
	test_minimal();
	test_full();
	test_bound();
	test_other();
	test_head();
	return test_end();
}
