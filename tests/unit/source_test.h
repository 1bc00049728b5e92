/*
 * source_test.h - what the tests of sources share: fixtures and texts through
 * a source, in portions of one size or of several, and what came out of it in
 * a form that can be compared. It is all a test of a source includes.
 *
 *	struct collect c;
 *	collect_init(&c, &source_virtual, &job);
 *	check_int("read", load_thrice_file(&c, FOR_LIST, url, path), 0);
 *	check_str("papers", collect_papers(&c), "virtual:1 oral main\n");
 *	collect_free(&c);
 */
#ifndef SOURCE_TEST_H
#define SOURCE_TEST_H

#include "test.h"

#include "collect.h"

/* --- in --- */

/* A fixture as a string the caller frees; ends the test when it is missing.
 * Paths are relative to the project's root. */
static inline char *
collect_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	char piece[4096];
	size_t got;

	if (!f) {
		printf("Bail out! cannot open %s\n", path);
		exit(1);
	}
	buf_init(&b, 1 << 24);
	(void)buf_add(&b, "", 0);
	while ((got = fread(piece, 1, sizeof(piece), f)) > 0)
		(void)buf_add(&b, piece, got);
	fclose(f);
	*n = b.len;
	return b.s;
}

/* A text, or a file, in portions of k bytes (0: all at once), instead of
 * what was collected before. Both return what close returned. */
static inline int
load_text(struct collect *c, enum purpose purpose, const char *url,
	const char *text, size_t k, bool whole)
{
	collect_free(c);
	return collect_page(c, purpose, url, text, strlen(text), k, whole);
}

static inline int
load(struct collect *c, enum purpose purpose, const char *url, const char *path,
	size_t k)
{
	size_t n;
	char *body = collect_file(path, &n);
	int ret;

	collect_free(c);
	ret = collect_page(c, purpose, url, body, n, k, true);
	free(body);
	return ret;
}

/* --- out --- */

/* The first paper with this id, or NULL. */
static inline struct paper *
collect_find(const struct collect *c, const char *id)
{
	size_t i;

	for (i = 0; i < c->papers; i++)
		if (c->paper[i]->text[P_ID] &&
			strcmp(c->paper[i]->text[P_ID], id) == 0)
			return c->paper[i];
	return NULL;
}

/* A field of the paper at i. */
static inline const char *
field(const struct collect *c, size_t i, enum paper_field f)
{
	return i < c->papers ? c->paper[i]->text[f] : "(no such paper)";
}

/* The URL asked for, when there is just one, otherwise "". */
static inline const char *
collect_only_request(const struct collect *c)
{
	return c->requests == 1 ? c->request[0].url : "";
}

/* The authors' names with "; " between, valid until the next call. */
static inline const char *
collect_authors(const struct paper *p)
{
	static struct buf b;
	const struct author *a;

	if (!b.max)
		buf_init(&b, 1 << 20);
	buf_reset(&b);
	for (a = p->authors; a; a = a->next) {
		(void)buf_puts(&b, b.len ? "; " : "");
		(void)buf_puts(&b, a->name);
	}
	return buf_str(&b);
}

/* The address of a link of a paper by its name, or NULL. */
static inline const char *
link_of(const struct paper *p, const char *key)
{
	for (const struct item *i = p ? p->links : NULL; i; i = i->next) {
		if (strcmp(i->key, key) == 0)
			return i->value;
	}
	return NULL;
}

/* The papers, "id decision track" a line, with - for what is not known; valid
 * until the next call. */
static inline const char *
collect_papers(const struct collect *c)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, 1 << 20);
	buf_reset(&b);
	(void)buf_puts(&b, "");
	for (size_t i = 0; i < c->papers; i++) {
		const struct paper *p = c->paper[i];

		(void)buf_printf(&b, "%s %s %s\n", p->text[P_ID],
			p->text[P_DECISION] ? p->text[P_DECISION] : "-",
			p->text[P_TRACK] ? p->text[P_TRACK] : "-");
	}
	return buf_str(&b);
}

/* --- in any portions --- */

/* A body in portions of 1, 7 and 4096 bytes, which must give the same papers;
 * all else in c is that of the last. Returns what close returned. */
static inline int
load_thrice(struct collect *c, enum purpose purpose, const char *url,
	const char *body, size_t n)
{
	static const size_t portion[] = {1, 7, 4096};
	struct buf first;
	int ret = 0;

	buf_init(&first, 1 << 20);
	for (size_t i = 0; i < 3; i++) {
		collect_free(c);
		ret = collect_page(c, purpose, url, body, n, portion[i], true);
		if (i == 0)
			(void)buf_puts(&first, collect_papers(c));
		else if (strcmp(buf_str(&first), collect_papers(c)) != 0)
			check_str("the same in any portions", collect_papers(c),
				buf_str(&first));
	}
	buf_free(&first);
	return ret;
}

static inline int
load_thrice_file(struct collect *c, enum purpose purpose, const char *url,
	const char *path)
{
	size_t n;
	char *body = collect_file(path, &n);
	int ret = load_thrice(c, purpose, url, body, n);

	free(body);
	return ret;
}

#endif
