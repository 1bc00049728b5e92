/*
 * collect.h - a sink for unit tests: keeps all that a source hands over, and
 * feeds a page to a source in portions of any size. What the tests of sources
 * do with it is in source_test.h.
 *
 *	struct collect c;
 *	collect_init(&c, &source_neurips, &job);
 *	rc = collect_page(&c, FOR_LIST, url, body, strlen(body), 7, true);
 *	check_str("title", c.paper[0]->text[P_TITLE], "...");
 *	collect_free(&c);
 */
#ifndef COLLECT_H
#define COLLECT_H

#include "../../tools/sources/source.h"

struct collect_request {
	enum purpose purpose;
	char *url, *otherwise; /* otherwise may be NULL */
};
struct collect_note { /* a problem: code and text; a count: scope and n */
	char *what, *text;
	size_t n;
};
struct collect {
	struct sink sink; /* first: the callbacks get this pointer back */
	const struct source *source;
	const struct job *job;
	struct paper **paper;
	struct collect_request *request;
	struct collect_note *count, *problem;
	size_t papers, requests, counts, problems;
	const char *type; /* the content type of its pages, "" at first */
	size_t enough;	  /* sink->enough() says so at this many; 0: never */
	bool stopped;	  /* the last page's feed returned -1 */
	struct err err;	  /* of the last page or plan */
};

/* Makes room for one more element of an array of n. */
static inline void *
collect_grow(void *array, size_t n, size_t size)
{
	return xrealloc(array, (n + 1) * size);
}

static inline void
collect_on_paper(struct sink *s, struct paper *p)
{
	struct collect *c = (struct collect *)s;

	c->paper = collect_grow(c->paper, c->papers, sizeof(*c->paper));
	c->paper[c->papers++] = p;
}

static inline void
collect_on_request(struct sink *s, enum purpose purpose, const char *url,
	const char *otherwise)
{
	struct collect *c = (struct collect *)s;

	c->request = collect_grow(c->request, c->requests, sizeof(*c->request));
	c->request[c->requests++] = (struct collect_request){
		purpose, xstrdup(url), otherwise ? xstrdup(otherwise) : NULL};
}

static inline void
collect_on_count(struct sink *s, const char *scope, size_t n)
{
	struct collect *c = (struct collect *)s;

	c->count = collect_grow(c->count, c->counts, sizeof(*c->count));
	c->count[c->counts++] =
		(struct collect_note){xstrdup(scope), xstrdup(""), n};
}

static inline void
collect_on_problem(struct sink *s, const char *code, const char *text)
{
	struct collect *c = (struct collect *)s;

	c->problem = collect_grow(c->problem, c->problems, sizeof(*c->problem));
	c->problem[c->problems++] =
		(struct collect_note){xstrdup(code), xstrdup(text), 0};
}

static inline bool
collect_enough(struct sink *s)
{
	struct collect *c = (struct collect *)s;

	return c->enough && c->papers >= c->enough;
}

static inline void
collect_init(
	struct collect *c, const struct source *source, const struct job *job)
{
	*c = (struct collect){
		.sink = {collect_on_paper, collect_on_request, collect_on_count,
			collect_on_problem, collect_enough},
		.source = source,
		.job = job,
		.type = ""};
}

/* Forgets what was collected; the collector can be used on, with the type and
 * the number that are enough as they were. */
static inline void
collect_free(struct collect *c)
{
	const char *type = c->type;
	size_t i, enough = c->enough;

	for (i = 0; i < c->papers; i++)
		paper_free(c->paper[i]);
	for (i = 0; i < c->requests; i++) {
		free(c->request[i].url);
		free(c->request[i].otherwise);
	}
	for (i = 0; i < c->counts; i++) {
		free(c->count[i].what);
		free(c->count[i].text);
	}
	for (i = 0; i < c->problems; i++) {
		free(c->problem[i].what);
		free(c->problem[i].text);
	}
	free(c->paper);
	free(c->request);
	free(c->count);
	free(c->problem);
	collect_init(c, c->source, c->job);
	c->type = type;
	c->enough = enough;
}

/* The source's plan: what it returns; requests and c->err are filled. */
static inline int
collect_plan(struct collect *c, enum purpose purpose)
{
	c->err = (struct err){.verdict = V_FAILED};
	return c->source->plan(c->job, purpose, &c->sink, &c->err);
}

/* Runs a body through the source in portions of k bytes (0: all at once), each
 * in memory of its own so that a sanitizer sees a read past its end. Returns
 * what close returned. */
static inline int
collect_page(struct collect *c, enum purpose purpose, const char *url,
	const char *body, size_t n, size_t k, bool whole)
{
	struct page page = {c->job, &c->sink, url, c->type, purpose};
	void *state = c->source->open(&page);
	size_t at, len;

	c->err = (struct err){.verdict = V_FAILED};
	c->stopped = false;
	for (at = 0; at < n && !c->stopped; at += len) {
		char *portion;

		len = k && k < n - at ? k : n - at;
		portion = xmalloc(len);
		memcpy(portion, body + at, len);
		c->stopped = c->source->feed(state, portion, len) != 0;
		free(portion);
	}
	return c->source->close(state, whole, &c->err);
}

#endif
