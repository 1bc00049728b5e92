/*
 * places.c - which place a string has, for very many strings.
 *
 * Only a keyed 64-bit hash of each string is kept: 16 bytes in place of the
 * string. That two of a million strings meet has a chance of one in thirty
 * million, and with a key drawn by each process nobody can bring it about.
 */
#include "cf.h"

struct place_slot {
	uint64_t hash;
	uint32_t place; /* 0: the slot is free */
};

static struct place_slot *
find(const struct places *t, uint64_t hash)
{
	size_t mask = t->cap - 1;

	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		struct place_slot *s = &t->slot[i];

		if (!s->place || s->hash == hash)
			return s;
	}
}

/* At most three quarters full. */
static void
grow(struct places *t)
{
	struct places old = *t;

	if (t->used < t->cap - t->cap / 4)
		return;
	t->cap = old.cap ? old.cap * 2 : 64;
	t->slot = xcalloc(t->cap, sizeof(t->slot[0]));
	for (size_t i = 0; i < old.cap; i++) {
		if (old.slot[i].place)
			*find(t, old.slot[i].hash) = old.slot[i];
	}
	free(old.slot);
}

uint32_t
places_put(struct places *t, const char *key, size_t n, uint32_t place)
{
	uint64_t hash = hash_secret(key, n);
	struct place_slot *s;
	uint32_t before;

	grow(t);
	s = find(t, hash);
	before = s->place;
	t->used += !before;
	*s = (struct place_slot){hash, place};
	return before;
}

uint32_t
places_get(const struct places *t, const char *key, size_t n)
{
	return t->cap ? find(t, hash_secret(key, n))->place : 0;
}

void
places_free(struct places *t)
{
	free(t->slot);
	*t = (struct places){0};
}
