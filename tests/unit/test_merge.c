/* merge: what is one paper, what it is made of, in which order it comes. */
#include "lib/merge.h"
#include "test.h"

#define P "{\"type\":\"paper\",\"venue\":\"icml\",\"year\":2023,"

static void
merged(struct buf *out, const char *const line[], const size_t order[],
	size_t n)
{
	struct merge m;

	merge_init(&m);
	for (size_t i = 0; i < n; i++)
		(void)merge_line(
			&m, line[order[i]], strlen(line[order[i]]), i % 2 == 0);
	merge_finish(&m);
	buf_reset(out);
	for (size_t i = 0; i < m.ncopy; i++) {
		buf_add(out, m.copy[i]->line, m.copy[i]->n);
		buf_putc(out, '\n');
	}
	merge_free(&m);
}

/* The next permutation in lexical order; false after the last. */
static bool
permute(size_t *v, size_t n)
{
	size_t i = n - 1, k = n - 1, t;

	while (i > 0 && v[i - 1] > v[i])
		i--;
	if (i == 0)
		return false;
	while (v[k] < v[i - 1])
		k--;
	t = v[k], v[k] = v[i - 1], v[i - 1] = t;
	for (k = n - 1; i < k; i++, k--)
		t = v[k], v[k] = v[i], v[i] = t;
	return true;
}

/* The lines (up to a NULL) give `want` in whatever order they arrive, and so
 * does the result when it is merged again. */
static void
check_merge(const char *name, const char *want, const char *const line[])
{
	size_t order[8] = {0, 1, 2, 3, 4, 5, 6, 7}, n = 0, first[] = {0};
	struct buf out;
	const char *again[1];
	bool stable = true;

	buf_init(&out, 1 << 20);
	while (line[n])
		n++;
	do {
		merged(&out, line, order, n);
		stable = stable && strcmp(buf_str(&out), want) == 0;
	} while (stable && permute(order, n));
	check_str(name, buf_str(&out), want);
	if (strchr(want, '\n') == want + strlen(want) - 1) {
		char *copy = xstrndup(want, strlen(want) - 1);

		again[0] = copy;
		merged(&out, again, first, 1);
		check_str("and again", buf_str(&out), want);
		free(copy);
	}
	buf_free(&out);
}

#define LINES(...)                                                             \
	(const char *const[])                                                  \
	{                                                                      \
		__VA_ARGS__, NULL                                              \
	}

static void
test_order(void)
{
	check_merge("the site's order, then id, then title",
		P "\"id\":\"z\",\"position\":1}\n" P
		  "\"id\":\"a\",\"position\":2}\n" P "\"id\":\"b\"}\n" P
		  "\"id\":\"c\",\"title\":\"T\"}\n",
		LINES(P "\"id\":\"c\",\"title\":\"T\"}", P "\"id\":\"b\"}",
			P "\"id\":\"a\",\"position\":2}",
			P "\"id\":\"z\",\"position\":1}"));
	check_merge("venues by name, then years",
		"{\"venue\":\"b\",\"year\":2,\"id\":\"1\"}\n"
		"{\"venue\":\"b\",\"year\":10,\"id\":\"2\"}\n"
		"{\"venue\":\"c\",\"year\":1,\"id\":\"3\"}\n",
		LINES("{\"venue\":\"c\",\"year\":1,\"id\":\"3\"}",
			"{\"venue\":\"b\",\"year\":10,\"id\":\"2\"}",
			"{\"venue\":\"b\",\"year\":2,\"id\":\"1\"}"));
	check_merge("planned venues first, in the order of the plan",
		"{\"venue\":\"z\",\"year\":1,\"id\":\"1\"}\n"
		"{\"venue\":\"y\",\"year\":1,\"id\":\"2\"}\n"
		"{\"venue\":\"a\",\"year\":1,\"id\":\"3\"}\n",
		LINES("{\"venue\":\"a\",\"year\":1,\"id\":\"3\"}",
			"{\"venue\":\"y\",\"year\":1,\"id\":\"2\"}",
			"{\"venue\":\"z\",\"year\":1,\"id\":\"1\"}",
			"{\"type\":\"plan\",\"venue\":\"z\",\"year\":1,"
			"\"order\":1}",
			"{\"type\":\"plan\",\"venue\":\"a\",\"year\":1}",
			"{\"type\":\"plan\",\"venue\":\"y\",\"year\":1,"
			"\"order\":2}"));
}

static void
test_unchanged(void)
{
	check_merge("a record alone keeps its bytes",
		"{ \"x\" : null, \"id\":\"1\", \"abstract\":\"\" }\n",
		LINES("{ \"x\" : null, \"id\":\"1\", \"abstract\":\"\" }"));
	check_merge("so do equal lines, whatever stands around them",
		"{\"id\":\"1\",\"x\":null}\n",
		LINES("{\"id\":\"1\",\"x\":null}", "{\"id\":\"1\",\"x\":null}",
			" {\"id\":\"1\",\"x\":null} \r"));
	check_merge("and a copy that knows everything",
		"{\"id\":\"1\",\"title\":\"A\",\"url\":\"u\",\"y\":null}\n",
		LINES("{\"id\":\"1\",\"title\":\"A\",\"url\":\"u\",\"y\":null}",
			"{\"id\":\"1\",\"title\":\"B\"}"));
}

static void
test_same_id(void)
{
	check_merge("the same id is the same paper, also in another year",
		P "\"id\":\"1\",\"title\":\"A\",\"url\":\"u\"}\n",
		LINES(P "\"id\":\"1\",\"title\":\"A\"}",
			"{\"type\":\"paper\",\"venue\":\"x\",\"year\":2024,"
			"\"id\":\"\\u0031\",\"title\":\"B\",\"url\":\"u\"}",
			P "\"id\":\"1\",\"title\":\"A\",\"url\":\"u\"}")
		/* two say as much; "icml" comes before "x" */);
	check_merge("no id is no id",
		P "\"title\":\"A\"}\n" P "\"title\":\"B\"}\n",
		LINES(P "\"title\":\"B\"}", P "\"title\":\"A\"}"));
}

static void
test_same_number(void)
{
	check_merge("the same DOI, however written",
		P "\"id\":\"a:1\",\"title\":\"A\",\"doi\":\"10.1/X\","
		  "\"ids\":{\"b\":\"2\"}}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"A\",\"doi\":\"10.1/X\"}",
			P "\"id\":\"b:2\","
			  "\"doi\":\"https://doi.org/10.1/x\"}"));
	check_merge("the same arXiv number, whatever version",
		P "\"id\":\"a:1\",\"url\":\"u\",\"arxiv\":\"2301.00001\","
		  "\"ids\":{\"b\":\"2\"}}\n",
		LINES(P "\"id\":\"a:1\",\"arxiv\":\"2301.00001\","
			"\"url\":\"u\"}",
			P "\"id\":\"b:2\",\"arxiv\":\"arXiv:2301.00001v2\"}"));
	check_merge("the same forum",
		P "\"id\":\"pmlr:1\",\"url\":\"u\","
		  "\"ids\":{\"openreview\":\"F\"}}\n",
		LINES(P "\"id\":\"openreview:F\"}",
			P "\"id\":\"pmlr:1\",\"url\":\"u\","
			  "\"ids\":{\"openreview\":\"F\"}}"));
	check_merge("a DOI in another year is another record",
		P "\"id\":\"a:1\",\"doi\":\"10.1/x\"}\n"
		  "{\"venue\":\"icml\",\"year\":2024,\"id\":\"b:2\","
		  "\"doi\":\"10.1/x\"}\n",
		LINES(P "\"id\":\"a:1\",\"doi\":\"10.1/x\"}",
			"{\"venue\":\"icml\",\"year\":2024,\"id\":\"b:2\","
			"\"doi\":\"10.1/x\"}"));
	check_merge("a DOI of two titles of one source is that of a volume",
		P "\"id\":\"a:1\",\"doi\":\"10.1/x\",\"title\":\"A\"}\n" P
		  "\"id\":\"a:2\",\"doi\":\"10.1/x\",\"title\":\"B\"}\n" P
		  "\"id\":\"b:1\",\"doi\":\"10.1/x\"}\n",
		LINES(P "\"id\":\"a:1\",\"doi\":\"10.1/x\",\"title\":\"A\"}",
			P "\"id\":\"a:2\",\"doi\":\"10.1/x\",\"title\":\"B\"}",
			P "\"id\":\"b:1\",\"doi\":\"10.1/x\"}"));
	check_merge("different forums are different papers, whatever the DOI",
		P "\"id\":\"openreview:F\",\"doi\":\"10.1/x\"}\n" P
		  "\"id\":\"openreview:G\",\"doi\":\"10.1/x\"}\n",
		LINES(P "\"id\":\"openreview:G\",\"doi\":\"10.1/x\"}",
			P "\"id\":\"openreview:F\",\"doi\":\"10.1/x\"}"));
}

#define A(name) "\"authors\":[{\"name\":\"" name "\"}]"

static void
test_same_title(void)
{
	check_merge("the same title of two sources",
		P "\"id\":\"a:1\",\"title\":\"The R\xc3\xa9sum\xc3\xa9: I\","
		  "\"url\":\"u\",\"ids\":{\"b\":\"2\"}}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"The "
			"R\xc3\xa9sum\xc3\xa9: I\",\"url\":\"u\"}",
			P "\"id\":\"b:2\",\"title\":\"the resume - i\"}"));
	check_merge("not in another year",
		P "\"id\":\"a:1\",\"title\":\"A\"}\n"
		  "{\"venue\":\"icml\",\"year\":2024,\"id\":\"b:1\","
		  "\"title\":\"A\"}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"A\"}",
			"{\"venue\":\"icml\",\"year\":2024,\"id\":\"b:1\","
			"\"title\":\"A\"}"));
	check_merge("not without a year",
		"{\"venue\":\"icml\",\"id\":\"a:1\",\"title\":\"A\"}\n"
		"{\"venue\":\"icml\",\"id\":\"b:1\",\"title\":\"A\"}\n",
		LINES("{\"venue\":\"icml\",\"id\":\"a:1\",\"title\":\"A\"}",
			"{\"venue\":\"icml\",\"id\":\"b:1\",\"title\":\"A\"}"));
	check_merge("not on a title without a letter",
		P "\"id\":\"a:1\",\"title\":\"?!\"}\n" P
		  "\"id\":\"b:1\",\"title\":\"!!\"}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"?!\"}",
			P "\"id\":\"b:1\",\"title\":\"!!\"}"));
	check_merge("not of one source",
		P "\"id\":\"1\",\"title\":\"A\",\"source\":\"s\"}\n" P
		  "\"id\":\"2\",\"title\":\"A\",\"source\":\"s\"}\n",
		LINES(P "\"id\":\"1\",\"title\":\"A\",\"source\":\"s\"}",
			P "\"id\":\"2\",\"title\":\"A\",\"source\":\"s\"}"));
	check_merge("nor a third that could be either of them",
		P "\"id\":\"a:1\",\"title\":\"A\"}\n" P
		  "\"id\":\"a:2\",\"title\":\"A\"}\n" P
		  "\"id\":\"b:1\",\"title\":\"A\"}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"A\"}",
			P "\"id\":\"a:2\",\"title\":\"A\"}",
			P "\"id\":\"b:1\",\"title\":\"A\"}"));
	check_merge("nor two forums",
		P "\"id\":\"openreview:F\",\"title\":\"A\","
		  "\"source\":\"v1\"}\n" P
		  "\"id\":\"openreview:G\",\"title\":\"A\","
		  "\"source\":\"v2\"}\n",
		LINES(P "\"id\":\"openreview:F\",\"title\":\"A\","
			"\"source\":\"v1\"}",
			P "\"id\":\"openreview:G\",\"title\":\"A\","
			  "\"source\":\"v2\"}"));
	check_merge("other authors, another paper; the third fits one of them",
		P "\"id\":\"a:1\",\"title\":\"A\"," A(
			"Xu Li") ","
				 "\"ids\":{\"c\":\"1\"}}\n" P "\"id\":\"b:1\","
				 "\"title\":\"A\"," A("Ann Ray") "}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"A\"," A("Xu Li") "}",
			P "\"id\":\"b:1\",\"title\":\"A\"," A("Ann Ray") "}",
			P "\"id\":\"c:1\",\"title\":\"A\"," A("Li, X.") "}"));
	check_merge("a third that fits both fits none",
		P "\"id\":\"a:1\",\"title\":\"A\"," A(
			"Xu Li") "}\n" P
				 "\"id\":\"b:1\",\"title\":\"A\"," A(
					 "Ann Ray") "}\n" P
						    "\"id\":\"c:1\",\"title\":"
						    "\"A\"}\n",
		LINES(P "\"id\":\"a:1\",\"title\":\"A\"," A("Xu Li") "}",
			P "\"id\":\"b:1\",\"title\":\"A\"," A("Ann Ray") "}",
			P "\"id\":\"c:1\",\"title\":\"A\"}"));
}

static bool
agree(const char *a, const char *b)
{
	struct json x, y;

	return json_check(&x, a, strlen(a), NULL) &&
	       json_check(&y, b, strlen(b), NULL) && authors_agree(x, y) &&
	       authors_agree(y, x);
}

static void
test_authors(void)
{
	check("initials", agree("[\"Ann B. Ray\"]", "[\"A. Ray\"]"));
	check("accents and case",
		agree("[\"J. M\xc3\xbcller\"]", "[\"Jan MULLER\"]"));
	check("family name first", agree("[\"Ray, Ann\"]", "[\"Ann Ray\"]"));
	check("names the other way round",
		agree("[\"Zhang Wei\"]", "[\"Wei Zhang\"]"));
	check("a suffix is no family name",
		agree("[\"Ann Ray Jr.\"]", "[\"A. Ray\"]"));
	check("a particle", agree("[\"van den Berg, Jan\"]", "[\"J Berg\"]"));
	check("a list cut short", agree("[\"A B\"]", "[\"C D\",\"A B\"]"));
	check("objects and strings",
		agree("[{\"name\":\"A B\"}]", "[\"A B\"]"));
	check("half of them", agree("[\"A B\",\"C D\"]", "[\"A B\",\"E F\"]"));
	check("less than half", !agree("[\"A B\",\"C D\",\"E F\"]",
					"[\"A B\",\"G H\",\"I J\"]"));
	check("nobody in common", !agree("[\"A B\"]", "[\"C D\"]"));
	check("no names agree with any", agree("[null,{}]", "[\"C D\"]"));
	check("Chinese", agree("[\"\xe7\x8e\x8b\"]", "[\"\xe7\x8e\x8b\"]"));
}

static void
test_union(void)
{
	check_merge("every field, and where it came from",
		P "\"id\":\"a:1\",\"title\":\"A\",\"abstract\":\"B\","
		  "\"url\":\"u\",\"doi\":\"d\",\"decision\":\"oral\","
		  "\"mine\":1,\"more\":2,\"extra\":{\"deep\":[1]},\"source\":"
		  "\"a\","
		  "\"sources\":{\"doi\":\"z\",\"abstract\":\"b\","
		  "\"decision\":\"virtual\",\"extra\":\"b\"},"
		  "\"retrieved\":\"2026\"}\n",
		LINES(P "\"title\":\"A\",\"id\":\"a:1\",\"mine\":1,"
			"\"url\":\"u\",\"doi\":\"d\",\"abstract\":null,"
			"\"more\":2,"
			"\"decision\":\"\",\"source\":\"a\","
			"\"sources\":{\"doi\":\"z\"},\"retrieved\":\"2026\"}",
			P "\"id\":\"a:1\",\"title\":\"Other\","
			  "\"abstract\":\"B\",\"decision\":\"oral\","
			  "\"extra\":{\"deep\":[1]},\"source\":\"b\","
			  "\"sources\":{\"decision\":\"virtual\"},"
			  "\"retrieved\":\"2027\"}"));
	check_merge("lists are united, objects too",
		P "\"id\":\"1\",\"title\":\"T\",\"url\":\"u\","
		  "\"keywords\":[\"Deep Learning\",\"b\",\"c\"],"
		  "\"links\":{\"code\":\"x\",\"blog\":\"z\"}}\n",
		LINES(P "\"id\":\"1\",\"title\":\"T\",\"url\":\"u\","
			"\"keywords\":[\"Deep Learning\",\"b\"],"
			"\"links\":{\"code\":\"x\"}}",
			P "\"id\":\"1\",\"keywords\":[\"c\",\"deep-learning\"],"
			  "\"links\":{\"code\":\"y\",\"blog\":\"z\"}}"));
	check_merge("authors are given what they lack",
		P "\"id\":\"1\",\"title\":\"T\",\"authors\":["
		  "{\"name\":\"A\",\"orcid\":\"o\",\"affiliations\":[\"X\"]},"
		  "{\"name\":\"B\",\"affiliations\":[\"Y\"]},\"C\"],"
		  "\"url\":\"u\",\"source\":\"s\",\"sources\":{"
		  "\"affiliations\":\"v\"}}\n",
		LINES(P "\"id\":\"1\",\"title\":\"T\",\"url\":\"u\","
			"\"authors\":[{\"name\":\"A\",\"orcid\":\"o\"},\"B\","
			"\"C\"],\"source\":\"s\"}",
			P "\"id\":\"1\",\"source\":\"v\",\"authors\":["
			  "{\"name\":\"A\",\"affiliations\":[\"X\"],"
			  "\"orcid\":\"p\"},{\"name\":\"b\","
			  "\"affiliations\":[\"Y\"]},{\"name\":\"D\","
			  "\"affiliations\":[\"Z\"]}]}"));
	check_merge("but not from a list of another length",
		P "\"id\":\"1\",\"title\":\"T\",\"authors\":[\"A\"]}\n",
		LINES(P "\"id\":\"1\",\"title\":\"T\",\"authors\":[\"A\"]}",
			P "\"id\":\"1\",\"authors\":[{\"name\":\"A\","
			  "\"orcid\":\"p\"},\"B\"]}"));
	check_merge("a place in the list moves the paper",
		P "\"id\":\"b\",\"title\":\"B\",\"position\":1}\n" P
		  "\"id\":\"a\"}\n",
		LINES(P "\"id\":\"a\"}", P "\"id\":\"b\",\"title\":\"B\"}",
			P "\"id\":\"b\",\"position\":1}"));
	check_merge("of equal copies the one retrieved last",
		P "\"id\":\"1\",\"title\":\"new\",\"retrieved\":\"2026-02\"}\n",
		LINES(P "\"id\":\"1\",\"title\":\"old\","
			"\"retrieved\":\"2026-01\"}",
			P "\"id\":\"1\",\"title\":\"new\","
			  "\"retrieved\":\"2026-02\"}"));
	check_merge("the last of equal names, an escaped name",
		P "\"id\":\"1\",\"title\":\"T\",\"url\":\"v\",\"doi\":\"d\"}\n",
		LINES(P "\"id\":\"1\",\"title\":\"x\",\"\\u0074itle\":\"T\","
			"\"url\":\"v\"}",
			P "\"id\":\"1\",\"doi\":\"d\"}"));
}

static void
test_lines(void)
{
	static const char *const wrong[] = {"x", "[]", "\"a\"", "1", "{}",
		"{\"type\":1}", "{\"a\":1}", "{\"type\":\"paper\"",
		"{\"type\":\"paper\",\"id\":\"\xff\"", "{\"id\":\"1\"} {}"};
	static const char torn[] = P "\"id\":\"1\",\"ti" P "\"id\":\"2\"}";
	static const char torn_in_a_character[] =
		P "\"id\":\"3\",\"title\":\"caf\xc3" P "\"id\":\"4\"}";
	struct merge m;
	char name[64];

	merge_init(&m);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(name, sizeof(name), "a bad line: no. %zu", i);
		check(name, merge_line(&m, wrong[i], strlen(wrong[i]), false));
	}
	check_str("an empty line is nothing", merge_line(&m, " \r", 2, false),
		NULL);
	check_str("nor is a record of a type unknown here",
		merge_line(&m, "{\"type\":\"new\"}", 14, false), NULL);
	check_int("they leave nothing", m.ncopy, 0);
	check("a torn line is bad",
		merge_line(&m, torn, sizeof(torn) - 1, false));
	check_int("but the record after it counts", m.ncopy, 1);
	check("one torn in the middle of a character too",
		merge_line(&m, torn_in_a_character,
			sizeof(torn_in_a_character) - 1, false));
	check_int("and the record after it counts", m.ncopy, 2);
	merge_finish(&m);
	merge_free(&m);
}

/* Records with random damage: nothing may crash, what is written must be JSON
 * and must not depend on the order. */
static void
test_damage(void)
{
	static const char *const seed[] = {P
		"\"id\":\"a:1\",\"title\":\"T\",\"authors\":[{\"name\":"
		"\"A B\",\"affiliations\":[\"X\"]}],\"doi\":\"10.1/x\"}",
		P "\"id\":\"b:1\",\"title\":\"t\",\"authors\":[\"A B\"],"
		  "\"keywords\":[\"k\"],\"source\":\"s\",\"position\":3}",
		P "\"id\":\"a:1\",\"links\":{\"a\":\"b\"},\"ids\":"
		  "{\"openreview\":\"F\"},\"sources\":{\"doi\":\"q\"}}"};
	static const char bytes[] = "\"\\{}[],: 01an\xff\xc3\r";
	enum {
		ROUNDS = 3000,
		N = 6
	};
	size_t order[N] = {0, 1, 2, 3, 4, 5}, back[N] = {5, 4, 3, 2, 1, 0};
	size_t wrong = 0;
	uint64_t r = 1;
	struct buf one, two;
	char *line[N];

	buf_init(&one, 1 << 20);
	buf_init(&two, 1 << 20);
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < N; i++) {
			line[i] = xstrdup(seed[i % 3]);
			for (int k = 0; k < 2; k++) {
				r = r * 6364136223846793005 +
				    1442695040888963407;
				if (r >> 62)
					line[i][(r >> 33) % strlen(line[i])] =
						bytes[(r >> 20) %
							(sizeof(bytes) - 1)];
			}
		}
		merged(&one, (const char *const *)line, order, N);
		merged(&two, (const char *const *)line, back, N);
		wrong += strcmp(buf_str(&one), buf_str(&two)) != 0;
		for (char *p = one.len ? one.s : NULL, *lf; p && *p;
			p = lf + 1) {
			lf = strchr(p, '\n');
			wrong += !json_check(NULL, p, (size_t)(lf - p), NULL);
		}
		for (size_t i = 0; i < N; i++)
			free(line[i]);
	}
	check_int("damaged records do no harm", wrong, 0);
	buf_free(&one);
	buf_free(&two);
}

int
main(void)
{
	test_order();
	test_unchanged();
	test_same_id();
	test_same_number();
	test_same_title();
	test_authors();
	test_union();
	test_lines();
	test_damage();
	return test_end();
}
