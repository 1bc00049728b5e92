/*
 * ladder.c - the listed papers that wait to be filled from other sources.
 *
 * The list says which papers exist; a bulk file knows them by other names. Two
 * records are one paper when they share an identifier, else when they share a
 * title that only one listed paper has: a join that is not certain is not
 * made, since a wrong abstract is worse than none.
 */
#include "job.h"

/* The tables hold places (position of the paper), never pointers: a paper may
 * have left. SEVERAL is the place of a title that more than one paper has. */
#define SEVERAL SIZE_MAX

static void *
place(size_t position)
{
	return (void *)(uintptr_t)position;
}

void
ladder_free(struct ladder *l)
{
	for (size_t i = 0; i < l->n; i++)
		paper_free(l->paper[i]);
	free(l->paper);
	table_free(&l->by_id);
	table_free(&l->by_title);
	*l = (struct ladder){0};
}

/* --- the identifiers of a paper, one after the other --- */

struct id_walk {
	const struct paper *p;
	size_t text;
	const struct item *item;
	struct buf key;
};

/* A DOI is the same in any case. */
static void
id_key(struct buf *out, const char *key, const char *value)
{
	bool fold = strcmp(key, "doi") == 0;

	buf_reset(out);
	buf_printf(out, "%s:", key);
	for (; *value; value++)
		buf_putc(out, fold && *value >= 'A' && *value <= 'Z'
				      ? (char)(*value + 32)
				      : *value);
}

static void
id_walk(struct id_walk *w, const struct paper *p)
{
	*w = (struct id_walk){.p = p, .item = p->ids};
	buf_init(&w->key, LIMIT_FIELD);
}

static bool
id_next(struct id_walk *w)
{
	static const enum paper_field texts[] = {P_ID, P_DOI, P_ARXIV};

	while (w->text < sizeof(texts) / sizeof(texts[0])) {
		enum paper_field f = texts[w->text++];

		if (w->p->text[f]) {
			id_key(&w->key, paper_field_name[f], w->p->text[f]);
			return true;
		}
	}
	if (!w->item) {
		buf_free(&w->key);
		return false;
	}
	id_key(&w->key, w->item->key, w->item->value);
	w->item = w->item->next;
	return true;
}

/* --- adding, finding, taking --- */

bool
ladder_has(const struct ladder *l, const char *id)
{
	struct buf key;
	bool there;

	buf_init(&key, LIMIT_FIELD);
	id_key(&key, "id", id);
	there = table_get(&l->by_id, key.s, key.len) != NULL;
	buf_free(&key);
	return there;
}

void
ladder_update(struct ladder *l, const struct paper *p)
{
	struct id_walk w;

	id_walk(&w, p);
	while (id_next(&w))
		*table_put(&l->by_id, w.key.s, w.key.len, NULL) =
			place(p->position);
}

static void
title_index(struct ladder *l, const struct paper *p)
{
	struct buf key;
	void **slot;
	bool made;

	buf_init(&key, LIMIT_FIELD);
	text_key(&key, p->text[P_TITLE]);
	if (key.len) {
		slot = table_put(&l->by_title, key.s, key.len, &made);
		*slot = place(made ? p->position : SEVERAL);
	}
	buf_free(&key);
}

void
ladder_add(struct ladder *l, struct paper *p, bool waits)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 1024;
		l->paper = xrealloc(l->paper, l->cap * sizeof(*l->paper));
	}
	l->paper[l->n++] = waits ? p : NULL;
	p->position = l->n;
	ladder_update(l, p);
	if (waits)
		title_index(l, p);
}

/* The paper at a place that a table gave, if it still waits. */
static struct paper *
waiting(const struct ladder *l, const void *found)
{
	size_t position = (size_t)(uintptr_t)found;

	return position && position <= l->n ? l->paper[position - 1] : NULL;
}

struct paper *
ladder_find(const struct ladder *l, const struct paper *p)
{
	struct paper *found = NULL;
	struct id_walk w;
	struct buf key;

	id_walk(&w, p);
	while (id_next(&w)) {
		if (!found)
			found = waiting(
				l, table_get(&l->by_id, w.key.s, w.key.len));
	}
	if (found || !p->text[P_TITLE])
		return found;
	buf_init(&key, LIMIT_FIELD);
	text_key(&key, p->text[P_TITLE]);
	if (key.len)
		found = waiting(l, table_get(&l->by_title, key.s, key.len));
	buf_free(&key);
	return found;
}

void
ladder_take(struct ladder *l, const struct paper *p)
{
	l->paper[p->position - 1] = NULL;
}

struct paper *
ladder_each(const struct ladder *l, size_t *at)
{
	while (*at < l->n) {
		struct paper *p = l->paper[(*at)++];

		if (p)
			return p;
	}
	return NULL;
}
