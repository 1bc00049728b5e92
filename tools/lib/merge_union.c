/*
 * merge_union.c - joins the copies of one paper to one record.
 *
 * The winner is the copy that says most; then the one retrieved last, then by
 * source, then by bytes. What it says stays. What it does not say comes from
 * the others in the same ranking, and `sources` tells from where. Lists of
 * keywords, links and ids become unions; an author is given the affiliations
 * and identifiers that another copy has for the same name at the same place.
 * The id of a copy that lost is kept in `ids`. Nothing is decoded that need
 * not be: values pass as the bytes they came with.
 */
#include "merge.h"

static int
better(const void *pa, const void *pb)
{
	const struct copy *a = *(struct copy *const *)pa;
	const struct copy *b = *(struct copy *const *)pb;
	int c = (a->fields < b->fields) - (a->fields > b->fields);

	if (c == 0)
		c = value_compare(copy_part(b, PART_RETRIEVED),
			copy_part(a, PART_RETRIEVED));
	if (c == 0)
		c = value_compare(
			copy_part(a, PART_SOURCE), copy_part(b, PART_SOURCE));
	if (c == 0)
		c = value_compare((struct json){a->line, a->n},
			(struct json){b->line, b->n});
	return c;
}

static uint32_t
count_fields(const struct copy *c)
{
	struct json_iter it = json_iter((struct json){c->line, c->n});
	struct json name, value;
	uint32_t n = 0;

	while (json_next(&it, &name, &value))
		n += value_says(value);
	return n;
}

/* Members that are unions of what all copies have. */
static const char *const list_name[] = {"keywords", "links", "ids"};
#define LISTS (sizeof(list_name) / sizeof(list_name[0]))
#define LIST_IDS (LISTS - 1)

struct list {
	bool open, grown, object;
	struct fields fields;
};

struct work {
	struct merge *m;
	struct buf id; /* the winner's: read once, for it may be long */
	struct fields all;
	struct list list[LISTS];
	struct persons persons;
	struct json affiliations_from;
	bool changed;
};

/* A copy that gives. */
struct giver {
	struct fields all, sources;
};

/* The source of one of its fields; absent when it is not known. */
static struct json
origin(const struct giver *g, const char *name)
{
	struct field *x = field_get(&g->sources, name);

	if (!x)
		x = field_get(&g->all, "source");
	return x ? x->value : (struct json){NULL, 0};
}

static struct json
value_of(const struct fields *f, const char *name)
{
	struct field *x = field_get(f, name);

	return x ? x->value : (struct json){NULL, 0};
}

/* Its `sources`; one that is no object tells nothing. */
static struct json
sources_of(const struct fields *f)
{
	struct json v = value_of(f, "sources");

	return json_type(v) == JSON_OBJECT ? v : (struct json){NULL, 0};
}

static struct json
keep(struct work *w, const struct buf *b)
{
	return (struct json){
		arena_strndup(&w->m->mem, buf_str(b), b->len), b->len};
}

/* Adds the value to a list that is there already, or that must be made. */
static void
list_add(struct work *w, size_t which, struct json value)
{
	struct list *l = &w->list[which];
	struct json own = value_of(&w->all, list_name[which]);
	enum json_type type = json_type(value);

	if (own.n > 0 && json_type(own) != type)
		return;
	if (!l->open) {
		fields_read(&l->fields, own);
		l->object = type == JSON_OBJECT;
		l->open = true;
	}
	if (fields_add(&l->fields, value))
		l->grown = w->changed = true;
}

/* The id of a copy that lost, as a member of `ids`: "pmlr:v1/x" as "pmlr". */
static void
keep_id(struct work *w, struct copy *c)
{
	struct buf name, source, object;
	char *colon;

	buf_init(&name, LIMIT_RECORD);
	buf_init(&source, LIMIT_RECORD);
	buf_init(&object, LIMIT_RECORD);
	copy_text(&source, c, PART_ID);
	if (w->id.len > 0 && source.len > 0 && strcmp(w->id.s, source.s) != 0) {
		colon = strchr(source.s, ':');
		buf_putc(&object, '{');
		if (colon && colon > source.s) {
			*colon = '\0';
			json_put_member(&object, source.s, colon + 1);
		} else {
			if (copy_text(&name, c, PART_SOURCE))
				json_put_member(&object, name.s, source.s);
		}
		buf_putc(&object, '}');
		list_add(w, LIST_IDS, keep(w, &object));
	}
	buf_free(&name);
	buf_free(&source);
	buf_free(&object);
}

/* Members that tell about the copy, not about the paper. */
static bool
is_about_copy(struct json name)
{
	static const char *const about[] = {
		"type", "venue", "year", "source", "sources", "retrieved"};

	for (size_t i = 0; i < sizeof(about) / sizeof(about[0]); i++) {
		if (json_is(name, about[i]))
			return true;
	}
	return false;
}

/* Both have the member. */
static void
take_more(struct work *w, const struct giver *g, struct field *own,
	const struct field *other)
{
	for (size_t i = 0; i < LISTS; i++) {
		if (json_is(own->name, list_name[i]))
			list_add(w, i, other->value);
	}
	if (!json_is(own->name, "authors"))
		return;
	if (!w->persons.v)
		persons_read(&w->persons, own->value);
	if (persons_fill(&w->persons, other->value) &&
		w->affiliations_from.n == 0)
		w->affiliations_from = origin(g, "affiliations");
	w->changed = w->changed || w->persons.grown;
}

static void
take(struct work *w, struct copy *c)
{
	struct giver g;
	struct buf name;

	buf_init(&name, LIMIT_RECORD);
	fields_read(&g.all, (struct json){c->line, c->n});
	fields_read(&g.sources, sources_of(&g.all));
	for (size_t i = 0; i < g.all.n; i++) {
		const struct field *other = &g.all.v[i];
		struct field *own;

		if (!value_says(other->value) || is_about_copy(other->name))
			continue;
		own = field_put(&w->all, other->name);
		if (field_says(own)) {
			take_more(w, &g, own, other);
			continue;
		}
		buf_reset(&name);
		json_text(&name, other->name);
		own->value = other->value;
		own->source = origin(&g, buf_str(&name));
		w->changed = true;
	}
	buf_free(&name);
	fields_free(&g.all);
	fields_free(&g.sources);
}

/* Where a field came from, if not from the winner's own source. */
static void
note_source(struct fields *sources, struct json own, struct json name,
	struct json source)
{
	struct field *x;

	if (source.n == 0)
		return;
	x = field_put(sources, name);
	x->value = source;
	if (source.n == own.n && memcmp(source.s, own.s, own.n) == 0)
		x->value.n = 0;
}

static void
put_sources(struct buf *b, struct work *w)
{
	static const char affiliations[] = "\"affiliations\"";
	struct json own = value_of(&w->all, "source");
	struct fields sources;
	size_t start = b->len;

	fields_read(&sources, sources_of(&w->all));
	for (size_t i = 0; i < w->all.n; i++)
		note_source(
			&sources, own, w->all.v[i].name, w->all.v[i].source);
	note_source(&sources, own,
		(struct json){affiliations, sizeof(affiliations) - 1},
		w->affiliations_from);
	json_put_name(b, "sources");
	fields_write(b, &sources, true);
	if (b->s[b->len - 2] == '{')
		buf_cut(b, start);
	fields_free(&sources);
}

static void
put(struct buf *b, struct field *f)
{
	if (f->written || !field_says(f))
		return;
	f->written = true;
	if (b->s[b->len - 1] != '{')
		buf_putc(b, ',');
	buf_add(b, f->name.s, f->name.n);
	buf_putc(b, ':');
	buf_add(b, f->value.s, f->value.n);
}

static void
put_named(struct buf *b, struct work *w, const char *const name[])
{
	struct field *f;

	for (; *name; name++) {
		f = field_get(&w->all, *name);
		if (f)
			put(b, f);
	}
}

/* The order of record_paper(); members it does not know before the origin. */
static void
put_record(struct buf *b, struct work *w)
{
	static const char *const first[] = {"type", "venue", "year", "id",
		"title", "authors", "abstract", "url", "pdf_url", "doi",
		"arxiv", "track", "decision", "keywords", "pages", "volume",
		"published", "bibtex", "links", "ids", "position", NULL};
	static const char *const source[] = {"source", NULL};
	static const char *const retrieved[] = {"retrieved", NULL};
	struct field *last[] = {field_get(&w->all, "source"),
		field_get(&w->all, "sources"), field_get(&w->all, "retrieved")};

	buf_putc(b, '{');
	put_named(b, w, first);
	for (size_t i = 0; i < w->all.n; i++) {
		struct field *f = &w->all.v[i];

		if (f != last[0] && f != last[1] && f != last[2])
			put(b, f);
	}
	put_named(b, w, source);
	put_sources(b, w);
	put_named(b, w, retrieved);
	buf_putc(b, '}');
}

/* The lists and the authors that were added to, as values; one that would grow
 * beyond all bounds stays what it was. */
static void
write_lists(struct work *w)
{
	static const struct json quoted[] = {
		{"\"keywords\"", 10}, {"\"links\"", 7}, {"\"ids\"", 5}};
	struct buf b;

	buf_init(&b, LIMIT_RECORD);
	for (size_t i = 0; i < LISTS; i++) {
		struct list *l = &w->list[i];

		buf_reset(&b);
		if (l->grown)
			fields_write(&b, &l->fields, l->object);
		if (l->grown && !b.full)
			field_put(&w->all, quoted[i])->value = keep(w, &b);
		fields_free(&l->fields);
	}
	buf_reset(&b);
	if (w->persons.grown)
		persons_write(&b, &w->persons);
	if (w->persons.grown && !b.full)
		field_get(&w->all, "authors")->value = keep(w, &b);
	persons_free(&w->persons);
	buf_free(&b);
}

struct copy *
union_make(struct merge *m, struct copy **v, size_t n)
{
	struct work w = {.m = m};
	struct buf b;

	for (size_t i = 0; i < n; i++)
		v[i]->fields = count_fields(v[i]);
	qsort(v, n, sizeof(v[0]), better);
	buf_init(&w.id, LIMIT_RECORD);
	copy_text(&w.id, v[0], PART_ID);
	fields_read(&w.all, (struct json){v[0]->line, v[0]->n});
	for (size_t i = 1; i < n; i++)
		take(&w, v[i]);
	for (size_t i = 1; i < n; i++)
		keep_id(&w, v[i]);
	buf_free(&w.id);
	write_lists(&w);
	buf_init(&b, LIMIT_RECORD);
	if (w.changed)
		put_record(&b, &w);
	/* A union beyond all bounds is not made: the winner stands as it is. */
	if (w.changed && !b.full) {
		v[0]->line = arena_strndup(&m->mem, b.s, b.len);
		v[0]->n = (uint32_t)b.len;
		copy_read(v[0]);
	}
	buf_free(&b);
	fields_free(&w.all);
	return v[0];
}
