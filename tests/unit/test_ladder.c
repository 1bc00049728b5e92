/*
 * Joining what several sources know of one paper (lib/ladder.c).
 */
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

static struct paper *
find(const struct ladder *l, const char *id, const char *title, const char *key,
	const char *value)
{
	struct paper *p = paper(id, title), *found;

	if (key)
		paper_id(p, key, value);
	found = ladder_find(l, p);
	paper_free(p);
	return found;
}

int
main(void)
{
	struct ladder l = {0};
	struct paper *a = paper("n:1", "On the Möbius Strip"),
		     *b = paper("n:2", "Twins"), *c = paper("n:3", "twins!"),
		     *d = paper("n:4", "Gone");
	size_t at = 0;

	paper_id(b, "openreview", "B1");
	paper_set(c, P_DOI, "10.1000/ABC");
	ladder_add(&l, a, true);
	ladder_add(&l, b, true);
	ladder_add(&l, c, true);
	ladder_add(&l, d, false);
	check_int("positions count all", d->position, 4);
	paper_free(d);
	check("an id is known", ladder_has(&l, "n:4"));
	check("another is not", !ladder_has(&l, "n:5"));
	check("the same id", find(&l, "n:1", "x", NULL, NULL) == a);
	check("the same title, folded",
		find(&l, "v:9", "on the MOBIUS strip.", NULL, NULL) == a);
	check("a title of two papers is nobody's",
		find(&l, "v:9", "Twins", NULL, NULL) == NULL);
	check("unless an identifier tells them apart",
		find(&l, "v:9", "Twins", "openreview", "B1") == b);
	check("one that does not wait is not found",
		find(&l, "n:4", "Gone", NULL, NULL) == NULL);
	paper_id(a, "event", "17");
	ladder_update(&l, a);
	check("what a paper learned finds it",
		find(&l, "v:1", NULL, "event", "17") == a);
	ladder_take(&l, a);
	check("a paper that has left is not found",
		find(&l, "n:1", "On the Möbius Strip", NULL, NULL) == NULL);
	paper_free(a);
	check("the order of the list", ladder_each(&l, &at) == b);
	check("to its end", ladder_each(&l, &at) == c && !ladder_each(&l, &at));
	ladder_free(&l);
	return test_end();
}
