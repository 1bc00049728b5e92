/*
 * hash.c - hashing, and a set of strings.
 *
 * SipHash-1-3 (Aumasson and Bernstein; as in the tables of Rust and Python):
 * the same value on every machine, several bytes a cycle on long input, and
 * with a secret key nobody can choose strings that all meet in one place.
 * hash_bytes() has the key 0, so its values may be kept in files; tables use a
 * key that each process draws at random.
 */
#include <fcntl.h>
#include <unistd.h>

#include "cf.h"

struct sip {
	uint64_t a, b, c, d;
};

static inline uint64_t
rotate(uint64_t x, unsigned n)
{
	return x << n | x >> (64 - n);
}

static inline void
sip_round(struct sip *s)
{
	s->a += s->b;
	s->c += s->d;
	s->b = rotate(s->b, 13) ^ s->a;
	s->d = rotate(s->d, 16) ^ s->c;
	s->a = rotate(s->a, 32) + s->d;
	s->c += s->b;
	s->d = rotate(s->d, 21) ^ s->a;
	s->b = rotate(s->b, 17) ^ s->c;
	s->c = rotate(s->c, 32);
}

/* The compilers know this as one load. */
static inline uint64_t
load(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	       (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

static uint64_t
sip13(const uint64_t key[2], const void *data, size_t n)
{
	const unsigned char *p = data;
	struct sip s = {key[0] ^ 0x736f6d6570736575,
		key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
		key[1] ^ 0x7465646279746573};
	uint64_t w, last = (uint64_t)n << 56;

	for (; n >= 8; n -= 8, p += 8) {
		w = load(p);
		s.d ^= w;
		sip_round(&s);
		s.a ^= w;
	}
	while (n > 0) {
		n--;
		last |= (uint64_t)p[n] << 8 * n;
	}
	s.d ^= last;
	sip_round(&s);
	s.a ^= last;
	s.c ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(&s);
	return s.a ^ s.b ^ s.c ^ s.d;
}

uint64_t
hash_bytes(const void *p, size_t n)
{
	static const uint64_t zero[2];

	return sip13(zero, p, n);
}

/* Where there is no random device the time and the place in memory must do:
 * flooding a table costs time, not safety. */
static void
draw_key(uint64_t key[2])
{
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	ssize_t got = -1;

	if (fd >= 0) {
		got = read(fd, key, 16);
		(void)close(fd);
	}
	if (got != 16) {
		key[0] = (uint64_t)time(NULL) ^ (uint64_t)getpid() << 32;
		key[1] = (uint64_t)(uintptr_t)key;
	}
}

uint64_t
hash_secret(const void *p, size_t n)
{
	static uint64_t key[2];
	static bool drawn;

	if (!drawn) {
		draw_key(key);
		drawn = true;
	}
	return sip13(key, p, n);
}

struct table_slot {
	uint64_t hash;
	char *key; /* NULL: free */
	size_t n;
	void *value;
};

/* The slot of the key, or the free one where it belongs. */
static struct table_slot *
find(const struct table *t, uint64_t hash, const char *key, size_t n)
{
	size_t mask = t->cap - 1;

	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		struct table_slot *s = &t->slot[i];

		if (!s->key)
			return s;
		if (s->hash == hash && s->n == n && memcmp(s->key, key, n) == 0)
			return s;
	}
}

/* At most two thirds full. */
static void
grow(struct table *t)
{
	struct table old = *t;

	if (t->used < t->cap - t->cap / 3)
		return;
	t->cap = old.cap ? old.cap * 2 : 16;
	t->slot = xcalloc(t->cap, sizeof(t->slot[0]));
	for (size_t i = 0; i < old.cap; i++) {
		struct table_slot *s = &old.slot[i];

		if (s->key)
			*find(t, s->hash, s->key, s->n) = *s;
	}
	free(old.slot);
}

void **
table_put(struct table *t, const char *key, size_t n, bool *made)
{
	uint64_t hash = hash_secret(key, n);
	struct table_slot *s;

	grow(t);
	s = find(t, hash, key, n);
	if (made)
		*made = !s->key;
	if (!s->key) {
		*s = (struct table_slot){
			hash, arena_strndup(&t->keys, key, n), n, NULL};
		t->used++;
	}
	return &s->value;
}

void *
table_get(const struct table *t, const char *key, size_t n)
{
	return t->cap ? find(t, hash_secret(key, n), key, n)->value : NULL;
}

void
table_free(struct table *t)
{
	free(t->slot);
	arena_free(&t->keys);
	*t = (struct table){0};
}
