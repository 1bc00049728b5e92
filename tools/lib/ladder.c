/*
 * ladder.c - the listed papers that wait to be filled from other sources.
 *
 * The list says which papers exist; a bulk file knows them by other names. Two
 * records are one paper when they share an identifier, else when they share a
 * title that only one listed paper has: a join that is not certain is not
 * made, since a wrong abstract is worse than none.
 */
#include "job.h"

/* The title of more than one paper has this place. */
#define SEVERAL UINT32_MAX

void
ladder_free(struct ladder *l)
{
	waiting_free(&l->waiting);
	places_free(&l->by_id);
	places_free(&l->by_title);
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

/* --- adding and finding --- */

bool
ladder_has(const struct ladder *l, const char *id)
{
	struct buf key;
	bool there;

	buf_init(&key, LIMIT_FIELD);
	id_key(&key, "id", id);
	there = places_get(&l->by_id, key.s, key.len) != 0;
	buf_free(&key);
	return there;
}

void
ladder_update(struct ladder *l, const struct paper *p)
{
	struct id_walk w;

	id_walk(&w, p);
	while (id_next(&w))
		(void)places_put(
			&l->by_id, w.key.s, w.key.len, (uint32_t)p->position);
}

static void
title_index(struct ladder *l, const struct paper *p)
{
	struct buf key;

	buf_init(&key, LIMIT_FIELD);
	text_key(&key, p->text[P_TITLE]);
	if (key.len &&
		places_put(&l->by_title, key.s, key.len, (uint32_t)p->position))
		(void)places_put(&l->by_title, key.s, key.len, SEVERAL);
	buf_free(&key);
}

void
ladder_add(struct ladder *l, struct paper *p)
{
	p->position = ++l->n;
	ladder_update(l, p);
}

void
ladder_wait(struct ladder *l, struct paper *p)
{
	ladder_add(l, p);
	title_index(l, p);
	waiting_put(&l->waiting, p);
}

size_t
ladder_find(const struct ladder *l, const struct paper *p)
{
	size_t found = 0;
	struct id_walk w;
	struct buf key;

	id_walk(&w, p);
	while (id_next(&w)) {
		uint32_t at = places_get(&l->by_id, w.key.s, w.key.len);

		if (!found && waiting_has(&l->waiting, at))
			found = at;
	}
	if (found || !p->text[P_TITLE])
		return found;
	buf_init(&key, LIMIT_FIELD);
	text_key(&key, p->text[P_TITLE]);
	if (key.len)
		found = places_get(&l->by_title, key.s, key.len);
	buf_free(&key);
	return found != SEVERAL && waiting_has(&l->waiting, found) ? found : 0;
}

size_t
ladder_each(const struct ladder *l, size_t *at)
{
	while (*at < l->n) {
		if (waiting_has(&l->waiting, ++*at))
			return *at;
	}
	return 0;
}
