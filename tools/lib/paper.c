/*
 * paper.c - one paper: what a site said, cleaned, and nothing else.
 *
 * Every string goes through text_clean() on its way in, so that no source can
 * forget a rule; what is unusable leaves the field absent, never empty.
 */
#include <ctype.h>
#include <strings.h>

#include "cf.h"

#define DOI_ENDS " \t\r\n\"<>"

const char *const paper_field_name[P_FIELDS] = {
	[P_ID] = "id",
	[P_TITLE] = "title",
	[P_ABSTRACT] = "abstract",
	[P_URL] = "url",
	[P_PDF_URL] = "pdf_url",
	[P_DOI] = "doi",
	[P_ARXIV] = "arxiv",
	[P_TRACK] = "track",
	[P_DECISION] = "decision",
	[P_PAGES] = "pages",
	[P_VOLUME] = "volume",
	[P_PUBLISHED] = "published",
	[P_BIBTEX] = "bibtex",
	[P_AUTHORS] = "authors",
	[P_KEYWORDS] = "keywords",
	[P_LINKS] = "links",
	[P_IDS] = "ids",
	[P_AFFILIATIONS] = "affiliations",
};

struct paper *
paper_new(void)
{
	return xcalloc(1, sizeof(struct paper));
}

void
paper_free(struct paper *p)
{
	if (!p)
		return;
	arena_free(&p->mem);
	free(p);
}

/* Cleaned text in the paper's memory, or NULL when nothing is left, or too
 * much: half a text would pass for a whole one. `same`, or NULL, serves when
 * it is that. */
static char *
clean_or(struct paper *p, const char *text, char *same)
{
	struct buf b;
	char *copy = NULL;

	if (!text || !*text)
		return NULL;
	buf_init(&b, LIMIT_FIELD);
	if (buf_puts(&b, text))
		text_clean(&b);
	if (b.len && !b.full)
		copy = same && strcmp(same, b.s) == 0
			       ? same
			       : arena_strndup(&p->mem, b.s, b.len);
	buf_free(&b);
	return copy;
}

static char *
clean(struct paper *p, const char *text)
{
	return clean_or(p, text, NULL);
}

/* An http or https URL without spaces and control characters, or NULL. */
static char *
clean_url(struct paper *p, const char *url)
{
	size_t n = url ? strlen(url) : 0;

	if (n < 10 || n >= LIMIT_URL ||
		(strncmp(url, "http://", 7) != 0 &&
			strncmp(url, "https://", 8) != 0))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)url[i];

		if (c <= ' ' || c >= 0x7f || strchr("<>\"", c))
			return NULL;
	}
	return arena_strdup(&p->mem, url);
}

/* What goes on behind "<" in the DOI of an old article, which holds a SICI:
 * "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2"; else 0, it is a tag.
 * Source: ANSI/NISO Z39.56, the contribution and the version. */
static size_t
sici_length(const char *s)
{
	size_t n = *s == '<' ? 1 + strcspn(s + 1, DOI_ENDS) : 0;

	if (n == 0 || s[n] != '>' || !memchr(s, ':', n) ||
		!isdigit((unsigned char)s[n + 1]) || s[n + 2] != '.')
		return 0;
	return n + 1 + strcspn(s + n + 1, DOI_ENDS);
}

/* The name of a DOI without its resolver: "10." and a slash, or NULL. */
static char *
clean_doi(struct paper *p, const char *doi)
{
	const char *name = doi ? strstr(doi, "10.") : NULL;
	size_t n = name ? strcspn(name, DOI_ENDS) : 0;

	if (name)
		n += sici_length(name + n);
	if (n < 7 || n > 500 || !memchr(name, '/', n))
		return NULL;
	if (name != doi && name[-1] != '/' && name[-1] != ':' &&
		name[-1] != ' ')
		return NULL;
	/* Of any bytes, UTF-8. */
	return clean(p, arena_strndup(&p->mem, name, n));
}

/* "2301.01234" or "cs/0112017" without prefix and version, or NULL.
 * Source: https://info.arxiv.org/help/arxiv_identifier.html */
static char *
clean_arxiv(struct paper *p, const char *id)
{
	static const char *const heads[] = {
		"arxiv.org/abs/", "arxiv.org/pdf/", "arxiv:"};
	size_t n, v;

	if (!id)
		return NULL;
	for (size_t h = 0; h < sizeof(heads) / sizeof(heads[0]); h++) {
		size_t len = strlen(heads[h]);

		for (const char *s = id; *s; s++) {
			if (strncasecmp(s, heads[h], len) == 0) {
				id = s + len;
				break;
			}
		}
	}
	n = strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		       "0123456789./-");
	if (n > 4 && strncasecmp(id + n - 4, ".pdf", 4) == 0)
		n -= 4;
	for (v = n; v && isdigit((unsigned char)id[v - 1]); v--)
		;
	if (v && v < n && id[v - 1] == 'v')
		n = v - 1;
	if (n < 7 || n > 40 || !(memchr(id, '.', n) || memchr(id, '/', n)))
		return NULL;
	return arena_strndup(&p->mem, id, n);
}

/* BibTeX keeps its lines and its LaTeX; only what no text may hold goes:
 * control characters, and U+FFFD, which says that something was lost. */
static char *
clean_bibtex(struct paper *p, const char *text)
{
	static const char lost[] = "\ufffd";
	size_t n = text ? strlen(text) : 0;
	char *copy, *to;

	while (n && isspace((unsigned char)text[n - 1]))
		n--;
	if (!n || n > LIMIT_FIELD)
		return NULL;
	to = copy = arena_strndup(&p->mem, text, n);
	for (const char *s = copy; *s; s++) {
		if (strncmp(s, lost, sizeof(lost) - 1) == 0)
			s += sizeof(lost) - 2;
		else if (((unsigned char)*s < ' ' && *s != '\n' &&
				 *s != '\t') ||
			 *s == 0x7f)
			*to++ = ' ';
		else
			*to++ = *s;
	}
	*to = '\0';
	return copy;
}

void
paper_set(struct paper *p, enum paper_field f, const char *text)
{
	switch (f) {
	case P_URL:
	case P_PDF_URL:
		p->text[f] = clean_url(p, text);
		break;
	case P_DOI:
		p->text[f] = clean_doi(p, text);
		break;
	case P_ARXIV:
		p->text[f] = clean_arxiv(p, text);
		break;
	case P_BIBTEX:
		p->text[f] = clean_bibtex(p, text);
		break;
	default:
		p->text[f] = clean(p, text);
		if (f == P_ABSTRACT && p->text[f] &&
			text_is_placeholder(p->text[f]))
			p->text[f] = NULL;
	}
}

/* Behind the last author. Only those are walked over that were not before: a
 * page may name a million, one by one. */
static struct author **
authors_end(struct paper *p)
{
	struct author **end;

	if (!p->authors) {
		p->last = NULL;
		p->nauthor = 0;
	}
	for (end = p->last ? &p->last->next : &p->authors; *end;
		end = &(*end)->next) {
		p->last = *end;
		p->nauthor++;
	}
	return end;
}

struct author *
paper_author(struct paper *p, const char *name)
{
	struct author **end = authors_end(p), *a;
	char *text = p->nauthor < LIMIT_AUTHORS ? clean(p, name) : NULL;

	if (!text)
		return NULL;
	a = arena_alloc(&p->mem, sizeof(*a));
	*a = (struct author){.name = text};
	*end = a;
	return a;
}

void
paper_affiliation(struct paper *p, struct author *a, const char *text)
{
	bool room = a && a->naffiliation < LIMIT_PLACES;
	char *copy = room ? clean_or(p, text, p->place) : NULL;
	char **list;

	if (!copy)
		return;
	p->place = copy; /* of ten thousand authors, perhaps */
	for (size_t i = 0; i < a->naffiliation; i++) {
		if (strcmp(a->affiliation[i], copy) == 0)
			return;
	}
	if (a->naffiliation >= a->room) { /* the old one stays in the arena */
		a->room = 2 * a->naffiliation + 1;
		list = arena_alloc(&p->mem, a->room * sizeof(*list));
		if (a->naffiliation)
			memcpy(list, a->affiliation,
				a->naffiliation * sizeof(*list));
		a->affiliation = list;
	}
	a->affiliation[a->naffiliation++] = copy;
}

void
paper_author_id(struct paper *p, char **field, const char *text)
{
	*field = clean(p, text);
}

/* Appends to a list unless the same key (or, without one, the same value) is
 * there. */
static void
item_add(struct paper *p, struct item **end, const char *key, char *value)
{
	size_t n = 0;

	if (!value)
		return;
	for (; *end; end = &(*end)->next) {
		if (strcmp(key ? (*end)->key : (*end)->value,
			    key ? key : value) == 0 ||
			++n >= LIMIT_ITEMS)
			return;
	}
	*end = arena_alloc(&p->mem, sizeof(**end));
	**end = (struct item){.value = value};
	if (key)
		(*end)->key = arena_strdup(&p->mem, key);
}

void
paper_keyword(struct paper *p, const char *text)
{
	item_add(p, &p->keywords, NULL, clean(p, text));
}

void
paper_link(struct paper *p, const char *key, const char *url)
{
	item_add(p, &p->links, key, clean_url(p, url));
}

void
paper_id(struct paper *p, const char *key, const char *id)
{
	item_add(p, &p->ids, key, clean(p, id));
}

const char *
paper_get_id(const struct paper *p, const char *key)
{
	for (const struct item *i = p->ids; i; i = i->next) {
		if (strcmp(i->key, key) == 0)
			return i->value;
	}
	return NULL;
}

/* Where a field of p came from. */
static const char *
origin(const struct paper *p, enum paper_field f)
{
	return p->from[f] ? p->from[f] : p->source;
}

static bool
same_name(const char *a, const char *b)
{
	struct buf x, y;
	bool same;

	if (strcmp(a, b) == 0)
		return true;
	buf_init(&x, LIMIT_FIELD);
	buf_init(&y, LIMIT_FIELD);
	text_key(&x, a);
	text_key(&y, b);
	same = x.len && x.len == y.len && memcmp(x.s, y.s, x.len) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* What the other copy knows of an author that this list has. */
static void
author_fill(struct paper *to, struct author *a, const struct author *b,
	const char *source)
{
	if (!a->orcid)
		paper_author_id(to, &a->orcid, b->orcid);
	if (!a->openreview)
		paper_author_id(to, &a->openreview, b->openreview);
	if (a->naffiliation || !b->naffiliation)
		return;
	for (size_t i = 0; i < b->naffiliation; i++)
		paper_affiliation(to, a, b->affiliation[i]);
	to->from[P_AFFILIATIONS] = source;
}

/* What a name is known by; one without letters, by itself. */
static void
name_key(struct buf *key, const char *name)
{
	buf_reset(key);
	text_key(key, name);
	if (!key->len)
		buf_puts(key, name);
}

/* The first author of that name. The table is made when it is first asked: two
 * lists of 10,000 may have no name in common. */
static struct author *
author_find(struct table *t, const struct paper *p, const char *name)
{
	struct author *found;
	struct buf key;

	buf_init(&key, LIMIT_FIELD);
	for (struct author *a = t->used ? NULL : p->authors; a; a = a->next) {
		void **slot;

		name_key(&key, a->name);
		slot = table_put(t, buf_str(&key), key.len, NULL);
		if (!*slot)
			*slot = a;
	}
	name_key(&key, name);
	found = table_get(t, buf_str(&key), key.len);
	buf_free(&key);
	return found;
}

/* Authors of one name are one author; a name that is there twice is matched by
 * place, since each match is searched from the last one on first. */
static void
authors_fill(struct paper *to, const struct paper *from)
{
	bool empty = !to->authors;
	struct table known = {0};
	struct author *a;

	if (empty && from->authors)
		to->from[P_AUTHORS] = origin(from, P_AUTHORS);
	a = to->authors;
	for (const struct author *b = from->authors; b; b = b->next) {
		if (empty) {
			a = paper_author(to, b->name);
		} else if (!a || !same_name(a->name, b->name)) {
			a = author_find(&known, to, b->name);
		}
		if (a) {
			author_fill(to, a, b, origin(from, P_AFFILIATIONS));
			a = a->next;
		}
	}
	table_free(&known);
}

static void
items_fill(struct paper *to, const struct paper *from, enum paper_field f,
	struct item **list, const struct item *add)
{
	if (add && !*list)
		to->from[f] = origin(from, f);
	for (; add; add = add->next)
		item_add(
			to, list, add->key, arena_strdup(&to->mem, add->value));
}

void
paper_fill(struct paper *to, const struct paper *from)
{
	for (size_t f = 0; f < P_TEXTS; f++) {
		if (to->text[f] || !from->text[f])
			continue;
		to->text[f] = arena_strdup(&to->mem, from->text[f]);
		to->from[f] = origin(from, (enum paper_field)f);
	}
	authors_fill(to, from);
	items_fill(to, from, P_KEYWORDS, &to->keywords, from->keywords);
	items_fill(to, from, P_LINKS, &to->links, from->links);
	items_fill(to, from, P_IDS, &to->ids, from->ids);
}
