/*
 * merge_index.c - copies by a hash of their line or of a key.
 *
 * Open addressing; what makes two copies equal is the caller's business, so
 * that no key is ever stored.
 */
#include "merge.h"

struct index_slot *
index_find(const struct index *ix, uint64_t hash,
	bool (*same)(void *ctx, const struct copy *c), void *ctx)
{
	size_t mask = ix->cap - 1;

	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		struct index_slot *s = &ix->slot[i];

		if (!s->copy || (s->hash == hash && same(ctx, s->copy))) {
			s->hash = hash;
			return s;
		}
	}
}

/* With room for n copies at two thirds. */
void
index_init(struct index *ix, size_t n)
{
	ix->used = 0;
	ix->cap = 64;
	while (ix->cap - ix->cap / 3 <= n)
		ix->cap *= 2;
	ix->slot = xcalloc(ix->cap, sizeof(ix->slot[0]));
}

/* After a slot was taken. */
void
index_grow(struct index *ix)
{
	struct index old = *ix;

	ix->used++;
	if (ix->used < ix->cap - ix->cap / 3)
		return;
	index_init(ix, ix->cap);
	ix->used = old.used + 1;
	for (size_t i = 0; i < old.cap; i++) {
		size_t at = (size_t)old.slot[i].hash & (ix->cap - 1);

		if (!old.slot[i].copy)
			continue;
		while (ix->slot[at].copy)
			at = (at + 1) & (ix->cap - 1);
		ix->slot[at] = old.slot[i];
	}
	free(old.slot);
}
