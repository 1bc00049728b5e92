/*
 * cache_prune.c - which items of a cache have to go.
 *
 * The items that a walk met are noted with the little that matters here (a
 * cache may hold a million), then put into an order: oldest first, and by path
 * where they are of one age, so that two runs choose the same.
 */
#include "cache_walk.h"

void
cache_prune_note(struct cache_prune *p, const struct cache_item *it)
{
	struct cache_aged *a;

	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 64;
		p->item = xrealloc(p->item, p->cap * sizeof(p->item[0]));
	}
	a = &p->item[p->n++];
	*a = (struct cache_aged){*it, it->about->retrieved, it->about->damaged};
	a->item.host = arena_strdup(&p->mem, it->host);
	a->item.path = arena_strdup(&p->mem, it->path);
	a->item.about = NULL;
	p->size += it->size;
}

static int
older(const void *x, const void *y)
{
	const struct cache_aged *a = x, *b = y;

	if (a->retrieved != b->retrieved)
		return a->retrieved < b->retrieved ? -1 : 1;
	return strcmp(a->item.path, b->item.path);
}

size_t
cache_prune_pick(struct cache_prune *p, int64_t before, uint64_t most)
{
	uint64_t left = p->size;
	size_t i = 0;

	if (p->n)
		qsort(p->item, p->n, sizeof(p->item[0]), older);
	while (i < p->n && (p->item[i].retrieved < before || left > most))
		left -= p->item[i++].item.size;
	return i;
}

void
cache_prune_free(struct cache_prune *p)
{
	free(p->item);
	arena_free(&p->mem);
	*p = (struct cache_prune){0};
}
