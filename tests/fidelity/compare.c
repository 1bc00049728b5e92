/*
 * compare - what a source read against an independent list of the same papers.
 *
 *	compare [-t exact|loose] [-a exact|family|none] TRUTH <PAPERS
 *
 * TRUTH has one object per line (title, authors, pdf_url, abstract), PAPERS are
 * the records of cf-parse or cf-scrape. Papers are paired by their titles
 * without case and punctuation, else by their PDF. One line comes out, tab
 * separated: papers in the truth, papers read, paired, and of the truth's
 * papers how many have an equal title, author list, PDF, abstract ("-": the
 * truth has none). The first differences go to standard error.
 *
 * Equal means after NFC and folding of white space; -t loose compares the keys
 * of titles, -a family the last words of names, folded too.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "cf.h"

#define SHOWN 5 /* differences of a kind that are told */

enum field {
	TITLE,
	AUTHORS,
	PDF,
	ABSTRACT,
	NFIELDS
};

struct entry {
	char *text[NFIELDS]; /* folded; authors joined with LF */
	char *key;	     /* of the title */
	bool paired;
};
struct list {
	struct entry *e;
	size_t n;
	struct table by_key, by_pdf; /* index + 1 */
};

static bool loose_titles, family_names;

/* NFC, white space folded and trimmed; the caller frees. */
static char *
folded(const struct buf *b)
{
	utf8proc_uint8_t *nfc = NULL;
	struct buf out;
	const char *s;

	if (utf8proc_map((const utf8proc_uint8_t *)buf_str(b),
		    (utf8proc_ssize_t)b->len, &nfc,
		    UTF8PROC_STABLE | UTF8PROC_COMPOSE) < 0)
		nfc = NULL;
	buf_init(&out, LIMIT_FIELD);
	for (s = nfc ? (const char *)nfc : buf_str(b); *s; s++) {
		if (strchr(" \t\r\n\f\v", *s)) {
			if (out.len && out.s[out.len - 1] != ' ')
				buf_putc(&out, ' ');
		} else {
			buf_putc(&out, *s);
		}
	}
	if (out.len && out.s[out.len - 1] == ' ')
		buf_cut(&out, out.len - 1);
	free(nfc);
	return out.s ? out.s : xstrdup("");
}

static char *
text_of(struct json v)
{
	struct buf b;
	char *s;

	buf_init(&b, LIMIT_FIELD);
	if (!json_text(&b, v)) {
		buf_free(&b);
		return NULL;
	}
	s = folded(&b);
	buf_free(&b);
	return s;
}

static char *
authors_of(struct json list)
{
	struct json_iter it;
	struct json key, v;
	struct buf out;

	if (json_type(list) != JSON_ARRAY)
		return NULL;
	buf_init(&out, LIMIT_FIELD);
	it = json_iter(list);
	while (json_next(&it, &key, &v)) {
		char *name = text_of(
			json_type(v) == JSON_OBJECT ? json_get(v, "name") : v);

		if (name)
			buf_printf(&out, "%s%s", out.len ? "\n" : "", name);
		free(name);
	}
	return out.s ? out.s : xstrdup("");
}

static void
add(struct list *l, struct json v)
{
	struct entry e = {.text = {text_of(json_get(v, "title")),
				  authors_of(json_get(v, "authors")),
				  text_of(json_get(v, "pdf_url")),
				  text_of(json_get(v, "abstract"))}};
	struct buf key;
	void **slot;

	buf_init(&key, LIMIT_FIELD);
	if (e.text[TITLE])
		text_key(&key, e.text[TITLE]);
	e.key = xstrdup(buf_str(&key));
	buf_free(&key);
	l->e = xrealloc(l->e, (l->n + 1) * sizeof(*l->e));
	l->e[l->n++] = e;
	slot = table_put(&l->by_key, e.key, strlen(e.key), NULL);
	if (!*slot)
		*slot = (void *)(uintptr_t)l->n;
	if (!e.text[PDF])
		return;
	slot = table_put(&l->by_pdf, e.text[PDF], strlen(e.text[PDF]), NULL);
	if (!*slot)
		*slot = (void *)(uintptr_t)l->n;
}

static void
read_list(struct list *l, int fd, bool records)
{
	struct json line, v;
	struct reader in;
	size_t at;

	reader_init(&in, fd, LIMIT_RECORD);
	while (reader_next(&in, &line) > 0) {
		if (line.s && json_check(&v, line.s, line.n, &at) &&
			(!records || json_is(json_get(v, "type"), "paper")))
			add(l, v);
	}
	reader_free(&in);
}

/* The paper that was read for this one of the truth, or NULL. */
static struct entry *
pair(const struct list *got, const struct entry *want)
{
	uintptr_t i = (uintptr_t)table_get(
		&got->by_key, want->key, strlen(want->key));

	if ((!i || got->e[i - 1].paired) && want->text[PDF]) {
		uintptr_t k = (uintptr_t)table_get(
			&got->by_pdf, want->text[PDF], strlen(want->text[PDF]));

		i = k ? k : i;
	}
	return i ? &got->e[i - 1] : NULL;
}

static void
show(const char *what, const char *want, const char *got)
{
	struct buf b;

	buf_init(&b, 4096);
	(void)text_visible(&b, want, 300);
	fprintf(stderr, "  %s: %s\n", what, buf_str(&b));
	buf_reset(&b);
	(void)text_visible(&b, got ? got : "(none)", 300);
	fprintf(stderr, "  %*s  %s\n", (int)strlen(what), "read", buf_str(&b));
	buf_free(&b);
}

/* http and https are one place. */
static bool
same_address(const char *a, const char *b)
{
	a += strncmp(a, "http:", 5) == 0    ? 5
	     : strncmp(a, "https:", 6) == 0 ? 6
					    : 0;
	b += strncmp(b, "http:", 5) == 0    ? 5
	     : strncmp(b, "https:", 6) == 0 ? 6
					    : 0;
	return strcmp(a, b) == 0;
}

/* The key of the last word of a name, or of one part of it: "Quiñonero-Candela"
 * (whole, first, last). German umlauts may be written out. */
static void
family_key(struct buf *out, const char *name, size_t n, int part)
{
	struct buf word, key;
	size_t start = n, end = n;

	buf_init(&word, LIMIT_FIELD);
	buf_init(&key, LIMIT_FIELD);
	while (start && name[start - 1] != ' ' &&
		!(part > 0 && name[start - 1] == '-' && start < n))
		start--;
	if (part < 0) {
		const char *hyphen = memchr(name + start, '-', n - start);

		end = hyphen ? (size_t)(hyphen - name) : n;
	}
	buf_add(&word, name + start, end - start);
	text_key(&key, buf_str(&word));
	buf_reset(out);
	for (size_t i = 0; i < key.len; i++) {
		if (!(key.s[i] == 'e' && i && strchr("aou", key.s[i - 1])))
			buf_putc(out, key.s[i]);
	}
	buf_free(&word);
	buf_free(&key);
}

/* Whether two names may be of one family: the whole last words are equal, or
 * the last parts, or one is a part of the other. */
static bool
same_family(const char *a, size_t na, const char *b, size_t nb)
{
	struct buf x, y;
	bool found = false;

	buf_init(&x, LIMIT_FIELD);
	buf_init(&y, LIMIT_FIELD);
	for (int i = -1; i < 2 && !found; i++) {
		for (int k = -1; k < 2 && !found; k++) {
			family_key(&x, a, na, i);
			family_key(&y, b, nb, k);
			found = strcmp(buf_str(&x), buf_str(&y)) == 0;
		}
	}
	buf_free(&x);
	buf_free(&y);
	return found;
}

static bool
same_families(const char *a, const char *b)
{
	while (*a && *b) {
		size_t na = strcspn(a, "\n"), nb = strcspn(b, "\n");

		if (!same_family(a, na, b, nb))
			return false;
		a += na + (a[na] != '\0');
		b += nb + (b[nb] != '\0');
	}
	return !*a && !*b;
}

static bool
same(enum field f, const struct entry *want, const struct entry *got)
{
	if (f == TITLE && loose_titles)
		return strcmp(want->key, got->key) == 0;
	if (!got->text[f])
		return false;
	if (f == AUTHORS && family_names)
		return same_families(want->text[f], got->text[f]);
	if (f == PDF)
		return same_address(want->text[f], got->text[f]);
	return strcmp(want->text[f], got->text[f]) == 0;
}

static void
compare(const struct list *truth, const struct list *got)
{
	static const char *const names[] = {
		"title", "authors", "pdf", "abstract"};
	size_t has[NFIELDS] = {0}, equal[NFIELDS] = {0},
	       shown[NFIELDS + 1] = {0};
	size_t paired = 0;

	for (size_t i = 0; i < truth->n; i++) {
		const struct entry *want = &truth->e[i];
		struct entry *e = pair(got, want);

		if (!e && shown[NFIELDS]++ < SHOWN)
			show("not read", want->text[TITLE], NULL);
		paired += e != NULL;
		if (e)
			e->paired = true;
		for (int f = 0; f < NFIELDS; f++) {
			has[f] += want->text[f] != NULL;
			if (!e || !want->text[f])
				continue;
			if (same((enum field)f, want, e))
				equal[f]++;
			else if (shown[f]++ < SHOWN)
				show(names[f], want->text[f], e->text[f]);
		}
	}
	for (size_t i = 0, more = 0; i < got->n && more < SHOWN; i++) {
		if (!got->e[i].paired && ++more)
			show("not in the truth", buf_str(&(struct buf){0}),
				got->e[i].text[TITLE]);
	}
	printf("%zu\t%zu\t%zu", truth->n, got->n, paired);
	for (int f = 0; f < NFIELDS; f++) {
		if (has[f])
			printf("\t%zu", equal[f]);
		else
			printf("\t-");
	}
	printf("\n");
}

int
main(int argc, char **argv)
{
	struct list truth = {0}, got = {0};
	int c, fd;

	msg_name = "compare";
	while ((c = getopt(argc, argv, "t:a:")) != -1) {
		if (c == 't')
			loose_titles = strcmp(optarg, "loose") == 0;
		else if (c == 'a')
			family_names = strcmp(optarg, "family") == 0;
		else
			return EXIT_USAGE;
	}
	if (argc - optind != 1)
		return msg_fail(EXIT_USAGE, "which truth?");
	fd = open(argv[optind], O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return msg_fail(EXIT_USAGE, "cannot open '%s': %s",
			argv[optind], strerror(errno));
	read_list(&truth, fd, false);
	read_list(&got, STDIN_FILENO, true);
	compare(&truth, &got);
	return out_close(EXIT_COMPLETE);
}
