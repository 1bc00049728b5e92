/*
 * merge.c - takes the lines of any number of streams and keeps each distinct
 * paper line once; at the end brings the papers into an order that does not
 * depend on how the lines arrived.
 *
 * A line that came before costs a hash and a comparison. A new one is checked,
 * walked once for the places of the few values that matter, and copied unless
 * it stays where it is (in a mapped file). Memory: the distinct paper lines
 * that were copied, and about 200 bytes for each paper.
 */
#include <limits.h>

#include "merge.h"

/* What is hashed of a long line. */
#define SAMPLE 128
#define SAMPLE_END 32

void
merge_init(struct merge *m)
{
	*m = (struct merge){0};
	index_init(&m->lines, 0);
	buf_init(&m->scratch, 2 * LIMIT_RECORD);
	buf_init(&m->mended, 3 * LIMIT_RECORD);
}

void
merge_free(struct merge *m)
{
	free(m->lines.slot);
	buf_free(&m->scratch);
	buf_free(&m->mended);
	free(m->copy);
	free(m->job);
	table_free(&m->jobs);
	table_free(&m->venues);
	arena_free(&m->mem);
}

static struct merge_job *
read_job(struct merge *m, const struct json v[MEMBERS])
{
	struct merge_job *job;
	struct buf venue;
	int64_t year;

	buf_init(&venue, LIMIT_RECORD);
	json_text(&venue, v[M_VENUE]);
	if (!json_int(&year, v[M_YEAR]) || year < 0 || year > INT_MAX)
		year = 0;
	job = merge_job_of(m, buf_str(&venue), (int)year);
	buf_free(&venue);
	return job;
}

struct probe {
	struct json line;
	bool missed; /* met a line with the same hash that is another */
};

static bool
same_line(void *ctx, const struct copy *c)
{
	struct probe *p = ctx;
	bool same =
		c->n == p->line.n && memcmp(c->line, p->line.s, p->line.n) == 0;

	p->missed = p->missed || !same;
	return same;
}

/* Where this line was seen before, or belongs. The beginning, which holds the
 * id, the end and the length nearly always tell lines apart; only those that
 * they do not are hashed whole. */
static struct index_slot *
find_line(struct merge *m, struct json line)
{
	struct probe p = {line, false};
	struct index_slot *slot;
	char sample[SAMPLE + sizeof(line.n)];

	if (line.n > SAMPLE) {
		memcpy(sample, line.s, SAMPLE - SAMPLE_END);
		memcpy(sample + SAMPLE - SAMPLE_END,
			line.s + line.n - SAMPLE_END, SAMPLE_END);
		memcpy(sample + SAMPLE, &line.n, sizeof(line.n));
		slot = index_find(&m->lines,
			hash_secret(sample, sizeof(sample)), same_line, &p);
		if (slot->copy || !p.missed)
			return slot;
	}
	return index_find(
		&m->lines, hash_secret(line.s, line.n), same_line, &p);
}

/* The line's text is copied unless it stays. */
static void
add_copy(struct merge *m, struct index_slot *slot, struct json line,
	struct json v[MEMBERS], bool stays)
{
	struct copy *c = arena_alloc(&m->mem, sizeof(*c));

	*c = (struct copy){
		.line = line.s, .n = (uint32_t)line.n, .times = 1, .size = 1};
	copy_set(c, v);
	if (!stays)
		c->line = arena_strndup(&m->mem, line.s, line.n);
	c->arrival = m->ncopy;
	c->root = c->ring = c;
	c->job = read_job(m, v);
	c->id_hash = key_hash(&m->scratch, c, KEY_ID);
	c->title_hash = key_hash(&m->scratch, c, KEY_TITLE);
	slot->copy = c;
	index_grow(&m->lines);
	if (m->ncopy == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 1024;
		m->copy = xrealloc(m->copy, m->cap * sizeof(m->copy[0]));
	}
	m->copy[m->ncopy++] = c;
}

/* A worker that was killed in the middle of a write leaves the head of a line,
 * and the next worker's record follows it on the same line. */
static struct json
after_torn(const char *s, size_t n)
{
	static const char head[] = "{\"type\":\"";
	const size_t len = sizeof(head) - 1;

	for (size_t i = n; i-- > 1;) {
		if (n - i >= len && memcmp(s + i, head, len) == 0)
			return (struct json){s + i, n - i};
	}
	return (struct json){s, 0};
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* A second run repeats the lines of the first in their order: what came after
 * the last line that was known is tried first. */
static bool
repeats(struct merge *m, const char *s, size_t n)
{
	struct copy *c;

	if (m->expected >= m->ncopy)
		return false;
	c = m->copy[m->expected];
	if (c->n != n || memcmp(c->line, s, n) != 0)
		return false;
	c->times++;
	m->expected++;
	return true;
}

/* A record is a paper by its type; without one, by what a paper has. */
static bool
is_paper(const struct json v[MEMBERS])
{
	if (!value_says(v[M_TYPE]))
		return value_says(v[PART_TITLE]) || value_says(v[PART_ID]);
	return json_is(v[M_TYPE], "paper");
}

/* A line that was not seen before. */
static const char *
new_line(struct merge *m, struct index_slot *slot, struct json line,
	struct json v[MEMBERS], bool stays)
{
	if (is_paper(v))
		add_copy(m, slot, line, v, stays);
	else if (merge_job_is_type(v[M_TYPE]))
		merge_job_record(m, read_job(m, v), line, v[M_TYPE]);
	else if (json_type(v[M_TYPE]) != JSON_STRING)
		return "neither a record nor a paper";
	return NULL;
}

const char *
merge_line(struct merge *m, const char *s, size_t n, bool stays)
{
	struct json line, rest, v[MEMBERS];
	struct index_slot *slot;
	const char *why;

	while (n > 0 && is_space(s[n - 1]))
		n--;
	for (; n > 0 && is_space(*s); n--)
		s++;
	if (n == 0)
		return NULL;
	if (n > LIMIT_RECORD)
		return "too long";
	if (repeats(m, s, n))
		return NULL;
	slot = find_line(m, (struct json){s, n});
	if (slot->copy) {
		slot->copy->times++;
		m->expected = slot->copy->arrival + 1;
		return NULL;
	}
	if (members_read(&line, v, s, n))
		return new_line(m, slot, line, v, stays);
	if (m->mended.len == 0 && json_mend(&m->mended, s, n)) {
		why = merge_line(m, m->mended.s, m->mended.len, false);
		buf_reset(&m->mended);
		return why;
	}
	rest = after_torn(s, n);
	merge_job_torn(m, s, n);
	if (json_check(&line, rest.s, rest.n, NULL))
		(void)merge_line(m, rest.s, rest.n, stays);
	return "not a JSON object, or a part of one";
}

/* The order of the output: venues as planned, years, the site's own order. */
static int
compare_copies(const void *pa, const void *pb)
{
	const struct copy *a = *(struct copy *const *)pa;
	const struct copy *b = *(struct copy *const *)pb;
	int c = a->job == b->job ? 0 : merge_job_compare(a->job, b->job);

	if (c == 0)
		c = (a->position > b->position) - (a->position < b->position);
	if (c == 0)
		c = value_compare(copy_part(a, PART_ID), copy_part(b, PART_ID));
	if (c == 0)
		c = value_compare(
			copy_part(a, PART_TITLE), copy_part(b, PART_TITLE));
	if (c == 0)
		c = value_compare((struct json){a->line, a->n},
			(struct json){b->line, b->n});
	return c;
}

/* What one worker wrote is mostly in order already. */
static void
sort(struct merge *m)
{
	size_t i = 1;

	while (i < m->ncopy &&
		compare_copies(&m->copy[i - 1], &m->copy[i]) <= 0)
		i++;
	if (i < m->ncopy)
		qsort(m->copy, m->ncopy, sizeof(m->copy[0]), compare_copies);
}

/* Replaces all copies of each paper by one. True when a line changed. */
static bool
unite(struct merge *m)
{
	struct copy **ring = NULL, *c, *one;
	size_t kept = 0, cap = 0, n;
	bool changed = false;

	for (size_t i = 0; i < m->ncopy; i++) {
		c = m->copy[i];
		if (c->root != c)
			continue;
		n = 0;
		do {
			if (n == cap) {
				cap = cap ? cap * 2 : 16;
				ring = xrealloc(ring, cap * sizeof(ring[0]));
			}
			ring[n++] = c;
			c = c->ring;
		} while (c != m->copy[i]);
		one = n > 1 ? union_make(m, ring, n) : c;
		changed = changed || n > 1;
		one->job->papers++;
		for (size_t k = 0; k < n; k++)
			one->job->copies += ring[k]->times;
		m->copy[kept++] = one;
	}
	free(ring);
	m->ncopy = kept;
	return changed;
}

/* The plan's order of venues is known only now, so this is the first time that
 * the copies can be ordered; what a union changes may order them anew. */
void
merge_finish(struct merge *m)
{
	free(m->lines.slot);
	m->lines.slot = NULL;
	sort(m);
	same_find(m);
	if (unite(m))
		sort(m);
}
