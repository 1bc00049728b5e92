/*
 * merge_copy.c - what a paper's line says, as places in it.
 *
 * A line is checked and walked once, and only for the few members by which
 * papers are known and ordered; the rest is not looked at before papers are
 * joined (merge_union.c).
 */
#include "merge.h"

bool
value_says(struct json v)
{
	switch (json_type(v)) {
	case JSON_NONE:
	case JSON_NULL:
		return false;
	case JSON_STRING:
		return v.n > 2;
	case JSON_ARRAY:
	case JSON_OBJECT:
		for (size_t i = 1; i + 1 < v.n; i++) {
			if (!strchr(" \t\r\n", v.s[i]))
				return true;
		}
		return false;
	default:
		return true;
	}
}

int
value_compare(struct json a, struct json b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.s, b.s, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

struct json
copy_part(const struct copy *c, enum part p)
{
	if (c->part[p].n == 0)
		return (struct json){NULL, 0};
	return (struct json){c->line + c->part[p].at, c->part[p].n};
}

bool
copy_text(struct buf *b, const struct copy *c, enum part p)
{
	struct json v = copy_part(c, p);

	/* Some number their papers. */
	if (json_type(v) == JSON_NUMBER)
		return buf_add(b, v.s, v.n);
	return json_text(b, v);
}

static const struct json member_name[MEMBERS] = {[PART_ID] = {"id", 2},
	[PART_TITLE] = {"title", 5},
	[PART_AUTHORS] = {"authors", 7},
	[PART_DOI] = {"doi", 3},
	[PART_ARXIV] = {"arxiv", 5},
	[PART_SOURCE] = {"source", 6},
	[PART_RETRIEVED] = {"retrieved", 9},
	[M_TYPE] = {"type", 4},
	[M_VENUE] = {"venue", 5},
	[M_YEAR] = {"year", 4},
	[M_IDS] = {"ids", 3},
	[M_POSITION] = {"position", 8}};

static int
which_member(struct json key)
{
	bool escaped = memchr(key.s, '\\', key.n);

	for (int i = 0; i < MEMBERS; i++) {
		struct json name = member_name[i];

		if (!name.s)
			continue;
		if (escaped ? json_is(key, name.s)
			    : name.n == key.n - 2 &&
					memcmp(key.s + 1, name.s, name.n) == 0)
			return i;
	}
	return -1;
}

/* Notes one member of a record; the last of equal names wins. */
static void
note_member(void *ctx, struct json key, struct json value)
{
	struct json *v = ctx;
	int i = which_member(key);

	if (i >= 0)
		v[i] = value;
}

bool
members_read(
	struct json *record, struct json v[MEMBERS], const char *s, size_t n)
{
	memset(v, 0, MEMBERS * sizeof(v[0]));
	return json_check_members(record, s, n, NULL, note_member, v);
}

static bool
fits(enum part p, struct json v)
{
	enum json_type type = json_type(v);

	if (p == PART_AUTHORS)
		return type == JSON_ARRAY && value_says(v);
	return (type == JSON_STRING && v.n > 2) ||
	       (p == PART_ID && type == JSON_NUMBER);
}

static bool
is_forum(struct json id)
{
	const size_t n = sizeof(FORUM_PREFIX) - 1;

	return id.n > n + 2 && id.s[0] == '"' &&
	       memcmp(id.s + 1, FORUM_PREFIX, n) == 0;
}

void
copy_set(struct copy *c, struct json v[MEMBERS])
{
	v[PART_FORUM] = json_get(v[M_IDS], "openreview");
	if (!fits(PART_FORUM, v[PART_FORUM]) && is_forum(v[PART_ID]))
		v[PART_FORUM] = v[PART_ID];
	for (int p = 0; p < PARTS; p++) {
		c->part[p] = (struct span){0, 0};
		if (fits((enum part)p, v[p]))
			c->part[p] = (struct span){
				(uint32_t)(v[p].s - c->line), (uint32_t)v[p].n};
	}
	if (!json_int(&c->position, v[M_POSITION]) || c->position < 1)
		c->position = INT64_MAX;
}

void
copy_read(struct copy *c)
{
	struct json v[MEMBERS];

	(void)members_read(NULL, v, c->line, c->n);
	copy_set(c, v);
}
