/*
 * merge_same.c - which copies are one paper.
 *
 * The evidence, in this order:
 *   1. The same id: an id is meant to be unique in the world, so this alone
 *      holds across venues and years.
 *   2. Within a venue and year: the same OpenReview forum, DOI or arXiv number.
 *      (A preprint that is listed under another venue or year is another
 *      record.) A number that one source gives to papers of different titles
 *      is no identity - a whole volume's DOI - and is passed over; so is one
 *      of papers that have neither title nor authors in common.
 *   3. Within a venue and a known year: the same title key, from different
 *      sources, with authors that agree. A source that has the title twice (a
 *      main paper and its workshop version) makes it ambiguous: then none of
 *      them is joined.
 * Papers with different OpenReview forums are never joined by 2 or 3. A
 * duplicate that is left is better than two papers made one.
 *
 * The copies are sorted before, and everything here goes by that order, so the
 * result does not depend on how they arrived.
 */
#include "merge.h"

/* No paper is known to more sources; a key that has more is an accident. */
#define MOST_PAPERS 16
/* Nor has one so many different lines of the same id; with more only the id
 * counts, or comparing them could take forever. */
#define MOST_COPIES 4096

/* One paper among those with a key in common, and what speaks against joining
 * it; sets are sets of hashes. */
struct set {
	uint64_t v[MOST_PAPERS];
	size_t n;
};
struct party {
	struct copy *root;
	struct set sources, forums, title;
	struct json authors;
	bool strange; /* too much to compare */
};

static struct copy *
root_of(struct copy *c)
{
	while (c->root != c) {
		c->root = c->root->root;
		c = c->root;
	}
	return c;
}

/* What is known of a paper hangs on its root. */
static void
join(struct copy *a, struct copy *b)
{
	struct copy *next;

	a = root_of(a);
	b = root_of(b);
	if (a == b)
		return;
	b->root = a;
	a->size += b->size;
	next = a->ring;
	a->ring = b->ring;
	b->ring = next;
}

/* Adds the content of b; false when the set is full. */
static bool
set_add(struct set *set, const struct buf *b)
{
	uint64_t hash = hash_secret(buf_str(b), b->len);

	for (size_t i = 0; i < set->n; i++) {
		if (set->v[i] == hash)
			return true;
	}
	if (set->n == MOST_PAPERS)
		return false;
	set->v[set->n++] = hash;
	return true;
}

static bool
meet(const struct set *a, const struct set *b)
{
	for (size_t i = 0; i < a->n; i++) {
		for (size_t k = 0; k < b->n; k++) {
			if (a->v[i] == b->v[k])
				return true;
		}
	}
	return false;
}

/* Both are known and have nothing in common. */
static bool
differ(const struct set *a, const struct set *b)
{
	return a->n > 0 && b->n > 0 && !meet(a, b);
}

/* Adds what is known of the copy to the set; false when the set is full. */
static bool
set_read(struct set *set, const struct copy *c,
	bool (*get)(struct buf *b, const struct copy *c), struct buf *scratch)
{
	buf_reset(scratch);
	return !get(scratch, c) || set_add(set, scratch);
}

/* Looks at the copies of a paper. One whose copies stand in several
 * venue-years belongs to none of them. */
static void
party_read(struct party *p, struct copy *root, struct buf *scratch)
{
	struct copy *c = root;

	*p = (struct party){.root = root, .strange = root->size > MOST_COPIES};
	do {
		if (p->strange || c->job != root->job ||
			!set_read(&p->sources, c, key_source, scratch) ||
			!set_read(&p->forums, c, key_forum, scratch) ||
			!set_read(&p->title, c, key_title, scratch)) {
			p->strange = true;
			return;
		}
		if (p->authors.n == 0)
			p->authors = copy_part(c, PART_AUTHORS);
	} while ((c = c->ring) != root);
}

/* The papers that have a key in common; 0 when they are too many. */
static size_t
parties(struct party party[MOST_PAPERS], struct copy *head, struct buf *b)
{
	size_t n = 0, i;

	for (struct copy *c = head; c; c = c->chain) {
		struct copy *root = root_of(c);

		for (i = 0; i < n && party[i].root != root; i++)
			;
		if (i < n)
			continue;
		if (n == MOST_PAPERS)
			return 0;
		party[n++].root = root;
	}
	if (n == 1)
		return 1;
	for (i = 0; i < n; i++) {
		party_read(&party[i], party[i].root, b);
		if (party[i].strange)
			return 0;
	}
	return n;
}

/* Whether neither title nor authors of two papers agree: a list has given one
 * of them the number of the other. */
static bool
strangers(const struct party *a, const struct party *b)
{
	return differ(&a->title, &b->title) &&
	       !authors_agree(a->authors, b->authors);
}

/* Same number: all of them are one paper, or nothing is said. */
static void
join_numbers(struct party party[], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++) {
			struct party *a = &party[k], *b = &party[i];

			if (differ(&a->forums, &b->forums) || strangers(a, b) ||
				(meet(&a->sources, &b->sources) &&
					differ(&a->title, &b->title)))
				return;
		}
	}
	for (size_t i = 1; i < n; i++)
		join(party[0].root, party[i].root);
}

/* Same title: those that agree with each other and with no others, as long as
 * no source leaves a choice. agree[i] has a bit for each paper that i agrees
 * with. */
static void
join_titles(struct party party[], size_t n)
{
	unsigned agree[MOST_PAPERS];
	size_t i, k;

	for (i = 0; i < n; i++) {
		agree[i] = 1U << i;
		for (k = 0; k < i; k++) {
			struct party *a = &party[k], *b = &party[i];

			if (meet(&a->sources, &b->sources))
				return;
			if (differ(&a->forums, &b->forums) ||
				!authors_agree(a->authors, b->authors))
				continue;
			agree[i] |= 1U << k;
			agree[k] |= 1U << i;
		}
	}
	for (i = 0; i < n; i++) {
		for (k = 0; k < n; k++) {
			if (agree[i] >> k & 1 && agree[k] != agree[i])
				break;
		}
		if (k < n)
			continue;
		for (k = i + 1; k < n; k++) {
			if (agree[i] >> k & 1)
				join(party[i].root, party[k].root);
		}
	}
}

struct wanted {
	enum key_kind kind;
	const struct copy *copy; /* whose key is wanted */
	struct buf key, other;
};

static bool
same_key(void *ctx, const struct copy *c)
{
	struct wanted *w = ctx;

	return key_of(&w->key, w->copy, w->kind) &&
	       key_of(&w->other, c, w->kind) && w->key.len == w->other.len &&
	       memcmp(w->key.s, w->other.s, w->key.len) == 0;
}

static uint64_t
hash_of(struct wanted *w)
{
	switch (w->kind) {
	case KEY_ID:
		return w->copy->id_hash;
	case KEY_TITLE:
		return w->copy->title_hash;
	default:
		return key_hash(&w->key, w->copy, w->kind);
	}
}

/* Chains the copies that have a key in common; the first is a chain's head. */
static void
chain(struct merge *m, struct wanted *w)
{
	struct index ix;
	struct index_slot *slot;
	uint64_t hash;

	index_init(&ix, m->ncopy);
	for (size_t i = 0; i < m->ncopy; i++) {
		struct copy *c = m->copy[i];

		c->chain = NULL;
		c->last = NULL;
		w->copy = c;
		hash = hash_of(w);
		if (hash == 0)
			continue;
		slot = index_find(&ix, hash, same_key, w);
		if (slot->copy) {
			slot->copy->last->chain = c;
			slot->copy->last = c;
		} else {
			slot->copy = c->last = c;
			index_grow(&ix);
		}
	}
	free(ix.slot);
}

static void
join_chain(struct wanted *w, struct copy *head)
{
	struct party party[MOST_PAPERS];
	size_t n;

	if (w->kind == KEY_ID) {
		for (struct copy *c = head->chain; c; c = c->chain)
			join(head, c);
		return;
	}
	n = parties(party, head, &w->key);
	if (n > 1 && w->kind == KEY_TITLE)
		join_titles(party, n);
	else if (n > 1)
		join_numbers(party, n);
}

void
same_find(struct merge *m)
{
	struct wanted w;

	buf_init(&w.key, 2 * LIMIT_RECORD);
	buf_init(&w.other, 2 * LIMIT_RECORD);
	for (int kind = 0; kind < KEY_KINDS; kind++) {
		w.kind = (enum key_kind)kind;
		chain(m, &w);
		for (size_t i = 0; i < m->ncopy; i++) {
			if (m->copy[i]->last && m->copy[i]->chain)
				join_chain(&w, m->copy[i]);
		}
	}
	buf_free(&w.key);
	buf_free(&w.other);
}
