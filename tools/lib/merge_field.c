/*
 * merge_field.c - the members of an object, or the elements of an array, as a
 * set that keeps its order.
 *
 * Values stay the bytes they came with. Names are looked up in a table, so a
 * hostile record with a million members costs no more than its length.
 */
#include "merge.h"

void
fields_free(struct fields *f)
{
	free(f->v);
	table_free(&f->index);
	*f = (struct fields){0};
}

bool
field_says(struct field *f)
{
	if (f->judged != f->value.s || f->value.n == 0) {
		f->judged = f->value.s;
		f->says = value_says(f->value);
	}
	return f->says;
}

/* Where the field with that key stands; made, without a name, when it is new.
 */
static struct field *
at_key(struct fields *f, const char *key, size_t n)
{
	bool made;
	void **slot = table_put(&f->index, key, n, &made);

	if (made) {
		if (f->n == f->cap) {
			f->cap = f->cap ? f->cap * 2 : 32;
			f->v = xrealloc(f->v, f->cap * sizeof(f->v[0]));
		}
		f->v[f->n++] = (struct field){.written = false};
		*slot = (void *)(uintptr_t)f->n; /* its place + 1 */
	}
	return &f->v[(uintptr_t)*slot - 1];
}

struct field *
field_put(struct fields *f, struct json name)
{
	struct field *x;
	struct buf key;

	if (!memchr(name.s, '\\', name.n)) {
		x = at_key(f, name.s + 1, name.n - 2);
	} else {
		buf_init(&key, LIMIT_RECORD);
		json_text(&key, name);
		x = at_key(f, buf_str(&key), key.len);
		buf_free(&key);
	}
	if (x->name.n == 0)
		x->name = name;
	return x;
}

/* Keywords that differ in case or in a hyphen are one. */
static struct field *
at_element(struct fields *f, struct json value)
{
	struct field *x;
	struct buf text, key;

	buf_init(&text, LIMIT_RECORD);
	buf_init(&key, LIMIT_RECORD);
	if (json_text(&text, value))
		text_key(&key, buf_str(&text));
	if (key.len == 0)
		buf_add(&key, value.s, value.n);
	x = at_key(f, buf_str(&key), key.len);
	buf_free(&text);
	buf_free(&key);
	return x;
}

struct field *
field_get(const struct fields *f, const char *name)
{
	uintptr_t at = (uintptr_t)table_get(&f->index, name, strlen(name));

	return at && field_says(&f->v[at - 1]) ? &f->v[at - 1] : NULL;
}

/* The last of equal names wins. */
void
fields_read(struct fields *f, struct json v)
{
	struct json_iter it = json_iter(v);
	struct json name, value;

	*f = (struct fields){0};
	while (json_next(&it, &name, &value)) {
		if (it.object)
			field_put(f, name)->value = value;
		else
			at_element(f, value)->value = value;
	}
}

bool
fields_add(struct fields *f, struct json v)
{
	struct json_iter it = json_iter(v);
	struct json name, value;
	bool grown = false;

	while (json_next(&it, &name, &value)) {
		struct field *x =
			it.object ? field_put(f, name) : at_element(f, value);

		if (!value_says(value) || field_says(x))
			continue;
		x->value = value;
		grown = true;
	}
	return grown;
}

void
fields_write(struct buf *b, const struct fields *f, bool object)
{
	char before = object ? '{' : '[';

	for (size_t i = 0; i < f->n; i++) {
		if (!field_says(&f->v[i]))
			continue;
		buf_putc(b, before);
		before = ',';
		if (object) {
			buf_add(b, f->v[i].name.s, f->v[i].name.n);
			buf_putc(b, ':');
		}
		buf_add(b, f->v[i].value.s, f->v[i].value.n);
	}
	if (before != ',')
		buf_putc(b, before);
	buf_putc(b, object ? '}' : ']');
}
