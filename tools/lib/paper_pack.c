/*
 * paper_pack.c - a paper as one string of bytes, for those that wait.
 *
 * Fields follow each other in a fixed order, each ended by a NUL; an absent one
 * is empty, since no field of a paper is. Only for the process that packed it:
 * the names of sources go as pointers.
 */
#include "cf.h"

static void
put_text(struct buf *out, const char *s)
{
	(void)buf_add(out, s ? s : "", (s ? strlen(s) : 0) + 1);
}

static void
put_raw(struct buf *out, const void *p, size_t n)
{
	(void)buf_add(out, p, n);
}

/* A list ends with an empty value. */
static void
put_items(struct buf *out, const struct item *i)
{
	for (; i; i = i->next) {
		put_text(out, i->value);
		put_text(out, i->key);
	}
	put_text(out, NULL);
}

bool
paper_pack(struct buf *out, const struct paper *p)
{
	buf_reset(out);
	put_raw(out, &p->source, sizeof(p->source));
	put_raw(out, &p->position, sizeof(p->position));
	put_raw(out, p->from, sizeof(p->from));
	for (size_t f = 0; f < P_TEXTS; f++)
		put_text(out, p->text[f]);
	for (const struct author *a = p->authors; a; a = a->next) {
		put_text(out, a->name);
		put_text(out, a->orcid);
		put_text(out, a->openreview);
		for (size_t i = 0; i < a->naffiliation; i++)
			put_text(out, a->affiliation[i]);
		put_text(out, NULL);
	}
	put_text(out, NULL);
	put_items(out, p->keywords);
	put_items(out, p->links);
	put_items(out, p->ids);
	return !out->full;
}

/* --- and back --- */

struct packed {
	struct paper *p;
	const char *s;
};

static void
get_raw(struct packed *in, void *out, size_t n)
{
	memcpy(out, in->s, n);
	in->s += n;
}

/* The next text in the paper's own memory; NULL when it was absent. */
static char *
get_text(struct packed *in)
{
	size_t n = strlen(in->s);
	char *copy = n ? arena_strndup(&in->p->mem, in->s, n) : NULL;

	in->s += n + 1;
	return copy;
}

static void
get_affiliations(struct packed *in, struct author *a)
{
	size_t n = 0;

	for (const char *s = in->s; *s; s += strlen(s) + 1)
		n++;
	if (n)
		a->affiliation =
			arena_alloc(&in->p->mem, n * sizeof(a->affiliation[0]));
	while (a->naffiliation < n)
		a->affiliation[a->naffiliation++] = get_text(in);
	(void)get_text(in);
}

static void
get_authors(struct packed *in)
{
	struct author **end = &in->p->authors;
	char *name;

	while ((name = get_text(in))) {
		struct author *a = arena_alloc(&in->p->mem, sizeof(*a));

		*a = (struct author){.name = name};
		a->orcid = get_text(in);
		a->openreview = get_text(in);
		get_affiliations(in, a);
		*end = a;
		end = &a->next;
	}
}

static void
get_items(struct packed *in, struct item **end)
{
	char *value;

	while ((value = get_text(in))) {
		*end = arena_alloc(&in->p->mem, sizeof(**end));
		**end = (struct item){.value = value, .key = get_text(in)};
		end = &(*end)->next;
	}
}

struct paper *
paper_unpack(const char *s)
{
	struct packed in = {paper_new(), s};
	struct paper *p = in.p;

	get_raw(&in, &p->source, sizeof(p->source));
	get_raw(&in, &p->position, sizeof(p->position));
	get_raw(&in, p->from, sizeof(p->from));
	for (size_t f = 0; f < P_TEXTS; f++)
		p->text[f] = get_text(&in);
	get_authors(&in);
	get_items(&in, &p->keywords);
	get_items(&in, &p->links);
	get_items(&in, &p->ids);
	return p;
}
