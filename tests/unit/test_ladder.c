/*
 * Joining what several sources know of one paper (lib/ladder.c).
 */
#include <signal.h>
#include <sys/resource.h>

#include "lib/job.h"
#include "test.h"

static struct paper *
paper(const char *id, const char *title)
{
	struct paper *p = paper_new();

	paper_set(p, P_ID, id);
	paper_set(p, P_TITLE, title);
	return p;
}

static size_t
find(const struct ladder *l, const char *id, const char *title, const char *key,
	const char *value)
{
	struct paper *p = paper(id, title);
	size_t found;

	if (key)
		paper_id(p, key, value);
	found = ladder_find(l, p);
	paper_free(p);
	return found;
}

static void
joins(void)
{
	struct ladder l = {0};
	struct paper *a = paper("n:1", "On the Möbius Strip"),
		     *b = paper("n:2", "Twins"), *c = paper("n:3", "twins!"),
		     *d = paper("n:4", "Gone");
	size_t at = 0;

	paper_id(b, "openreview", "B1");
	paper_set(a, P_ARXIV, "2001.00001");
	paper_set(c, P_DOI, "10.1000/ABC");
	ladder_wait(&l, a);
	ladder_wait(&l, b);
	ladder_wait(&l, c);
	ladder_add(&l, d);
	check_int("positions count all", d->position, 4);
	paper_free(d);
	check("an id is known", ladder_has(&l, "n:4"));
	check("another is not", !ladder_has(&l, "n:5"));
	check_int("the same id", find(&l, "n:1", "x", NULL, NULL), 1);
	check_int("the same title, folded",
		find(&l, "v:9", "on the MOBIUS strip.", NULL, NULL), 1);
	check_int("a title of two papers is nobody's",
		find(&l, "v:9", "Twins", NULL, NULL), 0);
	check_int("a DOI in another case is the same",
		find(&l, "v:9", "x", "doi", "10.1000/aBc"), 3);
	check_int("what is no DOI is not",
		find(&l, "v:9", "x", "openreview", "b1"), 0);
	check_int("an arXiv number",
		find(&l, "v:9", "x", paper_field_name[P_ARXIV], "2001.00001"),
		1);
	check_int("unless an identifier tells them apart",
		find(&l, "v:9", "Twins", "openreview", "B1"), 2);
	check_int("one that does not wait is not found",
		find(&l, "n:4", "Gone", NULL, NULL), 0);
	a = waiting_get(&l.waiting, 1);
	paper_id(a, "event", "17");
	ladder_update(&l, a);
	check_int("what a paper learned finds it",
		find(&l, "v:1", NULL, "event", "17"), 1);
	waiting_drop(&l.waiting, 1);
	check_int("a paper that has left is not found",
		find(&l, "n:1", "On the Möbius Strip", NULL, NULL), 0);
	paper_free(a);
	check_int("the order of the list", ladder_each(&l, &at), 2);
	check_int("goes on", ladder_each(&l, &at), 3);
	check_int("to its end", ladder_each(&l, &at), 0);
	ladder_free(&l);
}

/* A paper with all that one can have. */
static struct paper *
full(size_t position, const char *abstract)
{
	struct paper *p = paper("n:1", "Title");
	struct author *a = paper_author(p, "Ada");

	paper_author_id(p, &a->orcid, "0000-0001");
	paper_affiliation(p, a, "One");
	paper_affiliation(p, a, "Two");
	(void)paper_author(p, "Bob");
	paper_set(p, P_ABSTRACT, abstract);
	paper_keyword(p, "k1");
	paper_keyword(p, "k2");
	paper_link(p, "code", "https://example.org/c");
	paper_id(p, "openreview", "X");
	p->source = "here";
	p->from[P_ABSTRACT] = "there";
	p->position = position;
	return p;
}

static void
check_same(const char *name, struct paper *p, struct paper *want)
{
	struct buf a, b;

	buf_init(&a, LIMIT_RECORD);
	buf_init(&b, LIMIT_RECORD);
	record_paper(&a, "v", 2020, p, NULL);
	record_paper(&b, "v", 2020, want, NULL);
	check_str(name, buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
	paper_free(p);
	paper_free(want);
}

/* More than memory is to hold: the rest is in a file, and all comes back. */
static void
aside(void)
{
	struct waiting w = {0};
	char *text = xcalloc(1, 100001);
	size_t n = LIMIT_WAITING / 100000 + 5;
	struct rlimit before;
	off_t end;

	check_same("a paper as it was",
		(waiting_put(&w, full(1, NULL)), waiting_get(&w, 1)),
		full(1, NULL));
	check_int("it has no abstract", w.lacking, 1);
	memset(text, 'x', 100000);
	for (size_t i = 1; i <= n; i++)
		waiting_put(&w, full(i, text));
	check_int("all have one now", w.lacking, 0);
	check("memory is bounded", w.memory <= LIMIT_WAITING && w.end > 0);
	check_same("the first", waiting_get(&w, 1), full(1, text));
	check_same("the last", waiting_get(&w, n), full(n, text));
	end = w.end;
	for (size_t i = 1; i <= 100; i++)
		waiting_put(&w, full(n, text + i % 7));
	check("put aside again and again it takes its place once",
		w.end == end);
	check_same("as it was last", waiting_get(&w, n), full(n, text + 2));
	waiting_drop(&w, n);
	check("one that was dropped is gone",
		!waiting_get(&w, n) && !waiting_has(&w, n));
	waiting_free(&w);

	setenv("TMPDIR", "/nonexistent", 1);
	for (size_t i = 1; i <= n; i++)
		waiting_put(&w, full(i, text));
	check("without a file it stays in memory", w.memory > LIMIT_WAITING);
	check_same("and comes back", waiting_get(&w, n), full(n, text));
	waiting_free(&w);
	unsetenv("TMPDIR");

	(void)signal(SIGXFSZ, SIG_IGN);
	(void)getrlimit(RLIMIT_FSIZE, &before);
	(void)setrlimit(
		RLIMIT_FSIZE, &(struct rlimit){250000, before.rlim_max});
	for (size_t i = 1; i <= n; i++)
		waiting_put(&w, full(i, text));
	(void)setrlimit(RLIMIT_FSIZE, &before);
	check("some are in a file that is full", w.end > 0);
	for (size_t i = 1; i <= n; i++)
		check_same("what it has no room for stays in memory",
			waiting_get(&w, i), full(i, text));
	waiting_free(&w);
	free(text);
}

int
main(void)
{
	joins();
	aside();
	return test_end();
}
