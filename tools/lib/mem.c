/*
 * mem.c - allocation that cannot fail, and arenas.
 *
 * The programs are short-lived processes that a scheduler restarts: when
 * memory is out there is nothing better to do than to say so and end, so no
 * caller tests for NULL.
 */
#include "cf.h"

static void
out_of_memory(size_t n)
{
	(void)msg_fail(EXIT_FAILED, "out of memory (asked for %zu bytes)", n);
	exit(EXIT_FAILED);
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		out_of_memory(n);
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory(n);
	return p;
}

void *
xrealloc(void *old, size_t n)
{
	void *p = realloc(old, n ? n : 1);

	if (!p)
		out_of_memory(n);
	return p;
}

char *
xstrndup(const char *s, size_t n)
{
	char *p = xmalloc(n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

/* Blocks double, so a paper of 500 bytes costs one small block and one of
 * 100 kB a handful. */
struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(max_align_t) char mem[];
};

#define ARENA_FIRST 480

void *
arena_alloc(struct arena *a, size_t n)
{
	struct arena_block *b = a->block;
	size_t align = _Alignof(max_align_t);
	void *p;

	n = (n + align - 1) / align * align;
	if (!b || b->size - b->used < n) {
		size_t size = b ? b->size * 2 : ARENA_FIRST;

		if (size < n)
			size = n;
		b = xmalloc(sizeof(*b) + size);
		b->next = a->block;
		b->used = 0;
		b->size = size;
		a->block = b;
	}
	p = b->mem + b->used;
	b->used += n;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

void
arena_free(struct arena *a)
{
	struct arena_block *b, *next;

	for (b = a->block; b; b = next) {
		next = b->next;
		free(b);
	}
	a->block = NULL;
}
