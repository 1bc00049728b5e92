/*
 * progress_lines.c - the stream, cut into records, at the speed of a pipe.
 *
 * Most bytes belong to papers, of which only type, venue and year matter: they
 * stand in the first bytes, the rest is only looked through for another record:
 * a worker that was killed in the middle of a write leaves the head of one, and
 * the next worker's follows on the same line. Other lines are read whole. What
 * is no record, or too long for one, is left out; the stream itself passes
 * elsewhere and is not touched.
 */
#include "progress.h"

static bool
is_paper(const struct record_head *h)
{
	return h->type.n == 5 && memcmp(h->type.s, "paper", 5) == 0;
}

/* The usual order of members: the head says it all. */
static bool
paper_by_head(struct lines *l, const char *s, size_t n)
{
	struct record_head h;

	if (n > PROGRESS_HEAD)
		n = PROGRESS_HEAD;
	if (n == 0 || s[0] != '{' || !record_head(&h, s, n) || !is_paper(&h))
		return false;
	l->record(l->ctx, &h, (struct json){NULL, 0});
	return true;
}

/* The last place behind the first byte where a record may begin, or NULL. */
static const char *
another(const char *s, size_t n)
{
	static const char head[] = "{\"type\":\"";
	const size_t len = sizeof(head) - 1;
	const char *end = s + n, *last = NULL;

	for (s++; s < end && (s = memchr(s, head[0], (size_t)(end - s))); s++) {
		if ((size_t)(end - s) >= len && memcmp(s, head, len) == 0)
			last = s;
	}
	return last;
}

static void
whole_line(struct lines *l, const char *s, size_t n)
{
	const char *next = n > 1 ? another(s, n) : NULL;
	struct record_head h;
	struct json rec;
	size_t at;

	l->whole++;
	if (next && !json_check(&rec, s, n, &at)) {
		l->junk++;
		l->whole++;
		n -= (size_t)(next - s);
		s = next;
	}
	if (paper_by_head(l, s, n))
		return;
	if (n > PROGRESS_LINE || !json_check(&rec, s, n, &at) ||
		!record_head(&h, rec.s, rec.n)) {
		l->junk++;
		return;
	}
	l->record(l->ctx, &h, is_paper(&h) ? (struct json){NULL, 0} : rec);
}

static void
forget_part(struct lines *l)
{
	buf_reset(&l->part);
	l->skip = false;
}

/* A piece of a line that is not all in memory. Of one that is too long the head
 * must do. */
static void
add_part(struct lines *l, const char *s, size_t n)
{
	size_t room = PROGRESS_LINE - l->part.len;

	if (l->skip)
		return;
	l->skip = n > room;
	buf_add(&l->part, s, l->skip ? room : n);
	if (!l->skip)
		return;
	l->whole++;
	l->junk += !paper_by_head(l, l->part.s, l->part.len);
}

void
lines_feed(struct lines *l, const char *s, size_t n)
{
	const char *end = s + n, *nl;

	l->part.max = PROGRESS_LINE + 1;
	if (n)
		l->last = end[-1];
	for (; s < end; s = nl + 1) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (!nl) {
			add_part(l, s, (size_t)(end - s));
			return;
		}
		if (!l->part.len) {
			whole_line(l, s, (size_t)(nl - s));
			continue;
		}
		add_part(l, s, (size_t)(nl - s));
		if (!l->skip)
			whole_line(l, l->part.s, l->part.len);
		forget_part(l);
	}
}

/* A last line without its newline counts when it looks whole; a worker that
 * was killed leaves half a record. */
void
lines_end(struct lines *l)
{
	if (l->part.len && !l->skip && l->last == '}')
		whole_line(l, l->part.s, l->part.len);
	buf_free(&l->part);
	l->skip = false;
}
