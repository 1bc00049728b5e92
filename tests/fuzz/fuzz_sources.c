/*
 * fuzz_sources.c - every source, on a page in portions. The input is a line
 *
 *	SOURCE KIND SIZE URL TAB KEY
 *
 * (the first three are one character each, without the spaces; without a key
 * there is no TAB, without a URL it is the first of the plan) and the page.
 * SOURCE: a letter, the place in the list below; KIND: l, p or c (upper case:
 * the transfer broke off); SIZE: of the portions. What a source hands on must
 * be good records, and the same in any portions (but of damaged XML).
 *
 * CF_FUZZ_SOURCE=NAME: inputs of other sources are passed over.
 */
#include "fuzz.h"
#include "sources/source.h"

/* Inputs that are kept name a source by its place: append only. */
static const char *const name[] = {"neurips", "pmlr", "openreview", "virtual",
	"acl", "ijcai", "usenix", "isca", "rss", "cvf", "ecva", "crossref",
	"openalex", "semanticscholar", "dblp", "ojs", "arxiv", "jmlr",
	"iclr-archive", "icml-archive", "facct"};
#define NAMES (sizeof(name) / sizeof(name[0]))

struct seen {
	struct sink sink; /* first: sources hand it back */
	size_t papers, requests, sum;
	struct buf *first; /* the first URL asked for */
};

static void
on_paper(struct sink *s, struct paper *p)
{
	struct seen *seen = (struct seen *)s;
	struct json v;
	struct buf line;
	size_t at;

	buf_init(&line, LIMIT_RECORD);
	p->source = "fuzz";
	p->position = ++seen->papers;
	record_paper(&line, "venue", 2023, p, NULL);
	fuzz_want(json_check(&v, buf_str(&line), line.len, &at),
		"a paper is a good record");
	for (size_t i = 0; i < line.len; i++)
		seen->sum = seen->sum * 31 + (unsigned char)line.s[i];
	buf_free(&line);
	paper_free(p);
}

static void
on_request(struct sink *s, enum purpose purpose, const char *url,
	const char *otherwise)
{
	struct seen *seen = (struct seen *)s;

	(void)purpose;
	fuzz_want(!otherwise || *otherwise, "another address is one");
	if (seen->first && !seen->first->len)
		(void)buf_puts(seen->first, url);
	seen->requests++;
}

static void
on_count(struct sink *s, const char *scope, size_t n)
{
	(void)s;
	fuzz_want(scope && n <= SIZE_MAX / 2, "a count has a scope");
}

static void
on_problem(struct sink *s, const char *code, const char *text)
{
	(void)s;
	fuzz_want(*code && *text, "a problem has words");
}

static bool
never_enough(struct sink *s)
{
	(void)s;
	return false;
}

static const struct sink sink = {
	on_paper, on_request, on_count, on_problem, never_enough};

/* A new source wants its place in the list above. */
static const struct source *
choose(uint8_t letter)
{
	const struct source *source = source_find(
		name[(size_t)(letter >= 'a' ? letter - 'a' : letter) % NAMES]);
	size_t n = 0;

	while (sources[n])
		n++;
	fuzz_want(source && n == NAMES,
		"the list of this target has all sources");
	return source;
}

/* The head of an input, taken apart. */
struct head {
	const struct source *source;
	enum purpose purpose;
	bool whole;
	size_t size;
	struct job job;
	char *url; /* holds the key too */
};

/* The page behind it, or NULL. */
static const char *
head_read(struct head *h, const char *s, size_t n)
{
	const char *lf = memchr(s, '\n', n), *only = getenv("CF_FUZZ_SOURCE");
	char *tab;

	if (!lf || lf - s < 3 || lf - s > LIMIT_URL)
		return NULL;
	h->source = choose((uint8_t)s[0]);
	if (only && strcmp(h->source->name, only) != 0)
		return NULL;
	h->purpose = (s[1] | 0x20) == 'p'   ? FOR_PAPER
		     : (s[1] | 0x20) == 'c' ? FOR_COUNT
					    : FOR_LIST;
	h->whole = (s[1] & 0x20) != 0;
	h->size = (unsigned char)s[2] % 128;
	h->url = xstrndup(s + 3, (size_t)(lf - s - 3));
	h->job = (struct job){.venue = "venue", .year = 2023};
	tab = strchr(h->url, '\t');
	if (tab) {
		*tab = '\0';
		h->job.key = tab + 1;
		h->job.rejected = true;
	}
	return lf + 1;
}

static struct seen
load(const struct head *h, const char *url, const char *s, size_t n, size_t k)
{
	struct seen seen = {.sink = sink};
	struct page page = {&h->job, &seen.sink, url, "", h->purpose};
	struct err e = {0};
	void *parser = h->source->open(&page);
	int stop = fuzz_portions(s, n, k, h->source->feed, parser);

	if (h->source->close(parser, h->whole && !stop, &e) < 0) {
		fuzz_want(e.text[0], "a failure has a message");
		if (h->source->instead)
			(void)h->source->instead(&page, &e);
	}
	return seen;
}

static void
on_tag(void *ctx, struct xml *x, const struct xml_tag *tag)
{
	(void)ctx;
	(void)x;
	(void)tag;
}

/* What libxml2 makes of XML with a fault does depend on the portions; the
 * promise is for the rest. */
static bool
promises_the_same(const struct source *source, const char *s, size_t n)
{
	static const char *const reader[] = {"acl", "dblp", "ojs", "arxiv"};
	bool reads_xml = false, good;
	struct xml *x;

	for (size_t i = 0; i < sizeof(reader) / sizeof(reader[0]); i++)
		reads_xml = reads_xml || strcmp(source->name, reader[i]) == 0;
	if (!reads_xml)
		return true;
	x = xml_open(on_tag, NULL);
	good = xml_feed(x, s, n) == 0 && !xml_fault(x);
	return xml_close(x, true, NULL) == 0 && good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *s = (const char *)data, *body;
	struct head h = {.url = NULL};
	struct seen plan = {.sink = sink}, a, b;
	struct buf first;
	struct err e = {0};
	size_t left;

	body = head_read(&h, s, n);
	if (!body)
		return 0;
	left = n - (size_t)(body - s);
	buf_init(&first, LIMIT_URL);
	plan.first = &first;
	fuzz_want(h.source->plan(&h.job,
			  h.purpose == FOR_COUNT ? FOR_COUNT : FOR_LIST,
			  &plan.sink, &e) == 0 ||
			  e.text[0],
		"a failure has a message");
	a = load(&h, *h.url ? h.url : buf_str(&first), body, left, 0);
	b = load(&h, *h.url ? h.url : buf_str(&first), body, left, h.size);
	fuzz_want((a.papers == b.papers && a.requests == b.requests &&
			  a.sum == b.sum) ||
			  !promises_the_same(h.source, body, left),
		"portions make no difference to a source");
	buf_free(&first);
	free(h.url);
	return 0;
}
