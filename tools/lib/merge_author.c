/*
 * merge_author.c - do two author lists belong to one paper?
 *
 * Sites differ in initials, order of the names and completeness, hardly ever in
 * family names. So two lists agree when at least half of the family names of
 * the shorter one occur among the names of the other; a missing list agrees
 * with any. That is enough beside an equal title in the same year.
 */
#include "merge.h"

/* The words of a list's names, hashed; the family names apart. */
struct names {
	uint64_t *word, *family;
	size_t nword, nfamily, cap, authors;
};

static void
put(struct names *out, uint64_t word)
{
	if (out->nword == out->cap) {
		out->cap = out->cap ? out->cap * 2 : 64;
		out->word =
			xrealloc(out->word, out->cap * sizeof(out->word[0]));
		out->family = xrealloc(
			out->family, out->cap * sizeof(out->family[0]));
	}
	out->word[out->nword++] = word;
}

static struct json
name_of(struct json author)
{
	return json_type(author) == JSON_OBJECT ? json_get(author, "name")
						: author;
}

static bool
is_suffix(const char *key)
{
	static const char *const suffix[] = {"jr", "sr", "ii", "iii", "iv"};

	for (size_t i = 0; i < sizeof(suffix) / sizeof(suffix[0]); i++) {
		if (strcmp(key, suffix[i]) == 0)
			return true;
	}
	return false;
}

/* Takes a name apart. The family name is the last word, or the last one before
 * a comma ("van den Berg, Jan"). */
static void
put_name(struct names *out, char *name, struct buf *key)
{
	uint64_t family = 0;
	bool comma = false, found = false;
	char *end;

	for (; *name; name = end) {
		char c;

		end = name + strcspn(name, " ,");
		c = *end;
		*end = '\0';
		buf_reset(key);
		text_key(key, name);
		if (key->len > 0) {
			uint64_t word = hash_secret(key->s, key->len);

			put(out, word);
			if (!comma && !(found && is_suffix(key->s)))
				family = word;
			found = true;
		}
		comma = comma || (c == ',' && found);
		if (c)
			end++;
	}
	if (found)
		out->family[out->nfamily++] = family;
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void
read_names(struct names *out, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json none, author;
	struct buf name, key;

	*out = (struct names){0};
	buf_init(&name, LIMIT_RECORD);
	buf_init(&key, LIMIT_RECORD);
	while (out->authors < LIMIT_AUTHORS && json_next(&it, &none, &author)) {
		out->authors++;
		buf_reset(&name);
		if (json_text(&name, name_of(author)) && name.len > 0)
			put_name(out, name.s, &key);
	}
	if (out->nword > 1)
		qsort(out->word, out->nword, sizeof(out->word[0]), compare);
	buf_free(&name);
	buf_free(&key);
}

static void
free_names(struct names *n)
{
	free(n->word);
	free(n->family);
}

/* How many family names of a occur in the names of b. */
static size_t
families_in(const struct names *a, const struct names *b)
{
	size_t hits = 0;

	for (size_t i = 0; i < a->nfamily; i++)
		hits += bsearch(&a->family[i], b->word, b->nword,
				sizeof(b->word[0]), compare) != NULL;
	return hits;
}

bool
authors_agree(struct json a, struct json b)
{
	struct names x, y;
	bool agree = true;
	size_t hits;

	read_names(&x, a);
	read_names(&y, b);
	if (x.nfamily > 0 && y.nfamily > 0) {
		hits = 0;
		if (x.nfamily <= y.nfamily)
			hits = families_in(&x, &y);
		if (y.nfamily <= x.nfamily) {
			size_t back = families_in(&y, &x);

			hits = back > hits ? back : hits;
		}
		agree = 2 * hits >=
			(x.nfamily < y.nfamily ? x.nfamily : y.nfamily);
	}
	free_names(&x);
	free_names(&y);
	return agree;
}

static const char *const gift_name[PERSON_GIFTS] = {
	"affiliations", "orcid", "openreview"};
static const struct json gift_json[PERSON_GIFTS] = {
	{"\"affiliations\"", 14}, {"\"orcid\"", 7}, {"\"openreview\"", 12}};

void
persons_read(struct persons *p, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json none, author;
	size_t cap = 16;

	*p = (struct persons){.v = xmalloc(cap * sizeof(p->v[0]))};
	while (json_next(&it, &none, &author)) {
		if (p->n == cap) {
			cap *= 2;
			p->v = xrealloc(p->v, cap * sizeof(p->v[0]));
		}
		p->v[p->n] = (struct person){
			.author = author, .name = name_of(author)};
		for (size_t i = 0; i < PERSON_GIFTS; i++)
			p->v[p->n].has[i] =
				value_says(json_get(author, gift_name[i]));
		p->n++;
	}
}

void
persons_free(struct persons *p)
{
	free(p->v);
	*p = (struct persons){0};
}

static bool
same_name(struct json a, struct json b)
{
	struct buf text, x, y;
	bool same;

	if (a.n == b.n && a.n > 0 && memcmp(a.s, b.s, a.n) == 0)
		return true;
	buf_init(&text, LIMIT_RECORD);
	buf_init(&x, LIMIT_RECORD);
	buf_init(&y, LIMIT_RECORD);
	json_text(&text, a);
	text_key(&x, buf_str(&text));
	buf_reset(&text);
	json_text(&text, b);
	text_key(&y, buf_str(&text));
	same = x.len > 0 && strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_free(&text);
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* Returns whether affiliations were among what was given. */
static bool
person_fill(struct persons *p, struct person *to, struct json from)
{
	bool affiliated = false;

	for (size_t i = 0; i < PERSON_GIFTS; i++) {
		struct json gift = json_get(from, gift_name[i]);

		if (!value_says(gift) || to->gift[i].n > 0 || to->has[i])
			continue;
		to->gift[i] = gift;
		p->grown = true;
		affiliated = affiliated || i == 0;
	}
	return affiliated;
}

bool
persons_fill(struct persons *p, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json none, author;
	bool affiliated = false;
	size_t n = 0;

	while (json_next(&it, &none, &author))
		n++;
	if (n != p->n)
		return false;
	it = json_iter(list);
	for (size_t i = 0; json_next(&it, &none, &author); i++) {
		if (same_name(p->v[i].name, name_of(author)) &&
			person_fill(p, &p->v[i], author))
			affiliated = true;
	}
	return affiliated;
}

static void
person_write(struct buf *b, const struct person *p)
{
	struct fields f = {0};
	size_t given = 0;

	for (size_t i = 0; i < PERSON_GIFTS; i++)
		given += p->gift[i].n > 0;
	if (given == 0) {
		buf_add(b, p->author.s, p->author.n);
		return;
	}
	if (json_type(p->author) == JSON_OBJECT)
		fields_read(&f, p->author);
	else
		field_put(&f, (struct json){"\"name\"", 6})->value = p->author;
	for (size_t i = 0; i < PERSON_GIFTS; i++) {
		if (p->gift[i].n > 0)
			field_put(&f, gift_json[i])->value = p->gift[i];
	}
	fields_write(b, &f, true);
	fields_free(&f);
}

void
persons_write(struct buf *b, const struct persons *p)
{
	for (size_t i = 0; i < p->n; i++) {
		buf_putc(b, i ? ',' : '[');
		person_write(b, &p->v[i]);
	}
	buf_putc(b, ']');
}
