/*
 * pmlr_bib.c - a volume's bibliography.bib, entry by entry.
 *
 * The file has what citeproc.yaml has, in TeX. Its first entry is the volume
 * itself. Entries are cut where braces balance; one that does not end costs
 * itself and what follows it.
 */
#include <ctype.h>
#include <strings.h>

#include "pmlr.h"

/* A field as text: TeX groups lose their braces, mathematics keeps them. */
static void
set_field(struct paper *paper, enum paper_field f, const char *entry,
	const char *name)
{
	struct buf value, text;
	bool math = false;

	buf_init(&value, LIMIT_FIELD);
	buf_init(&text, LIMIT_FIELD);
	(void)bibtex_field(&value, entry, name);
	for (const char *s = buf_str(&value); *s; s++) {
		bool escaped = s > value.s && s[-1] == '\\';

		if (*s == '$' && !escaped)
			math = !math;
		/* \"{o} is one letter: the accents need their braces */
		if (math || !strchr("{}", *s) || escaped ||
			memchr(value.s, '\\', value.len))
			buf_putc(&text, *s);
	}
	paper_set(paper, f, buf_str(&text));
	buf_free(&value);
	buf_free(&text);
}

static void
set_authors(struct paper *paper, const char *entry)
{
	struct buf list;

	buf_init(&list, LIMIT_FIELD);
	if (bibtex_field(&list, entry, "author")) {
		for (char *s = list.s, *next; s; s = next) {
			next = strstr(s, " and ");
			if (next) {
				*next = '\0';
				next += strlen(" and ");
			}
			inverted_author(paper, s);
		}
	}
	buf_free(&list);
}

/* The key "pmlr-v31-banerjee13a" names the page when no address does: beside
 * the file, or in the volume that was asked for. */
static void
set_place(struct parser *p, struct paper *paper, const char *entry)
{
	struct buf b, ref;
	const char *key = strchr(entry, '{');
	size_t n;

	buf_init(&b, LIMIT_URL);
	buf_init(&ref, LIMIT_URL);
	if (!(bibtex_field(&b, entry, "url") && pmlr_identify(paper, b.s)) &&
		key) {
		n = strcspn(++key, ", \t\r\n");
		if (strncmp(key, "pmlr-", 5) == 0) {
			const char *dash = memchr(key + 5, '-', n - 5);

			n -= dash ? (size_t)(dash + 1 - key) : 0;
			key = dash ? dash + 1 : key;
		}
		buf_printf(
			&ref, "../../%.*s.html", (int)(n < 200 ? n : 200), key);
		if (!(url_resolve(&b, p->page->url, buf_str(&ref)) &&
			    pmlr_identify(paper, b.s)) &&
			pmlr_page_of(
				&b, p->page->job, ref.s + strlen("../../")))
			(void)pmlr_identify(paper, b.s);
	}
	buf_free(&b);
	buf_free(&ref);
}

static void
take_entry(struct parser *p, const char *entry)
{
	struct paper *paper;
	struct buf b;

	if (strncasecmp(entry, "@proceedings", 12) == 0 ||
		strncasecmp(entry, "@comment", 8) == 0 ||
		strncasecmp(entry, "@string", 7) == 0)
		return;
	paper = paper_new();
	buf_init(&b, LIMIT_FIELD);
	set_field(paper, P_TITLE, entry, "title");
	set_field(paper, P_ABSTRACT, entry, "abstract");
	set_authors(paper, entry);
	set_place(p, paper, entry);
	if (bibtex_field(&b, entry, "pdf"))
		paper_set(paper, P_PDF_URL, b.s);
	if (bibtex_field(&b, entry, "openreview"))
		pmlr_openreview(paper, b.s);
	if (bibtex_field(&b, entry, "volume"))
		paper_set(paper, P_VOLUME, b.s);
	paper_bibtex(paper, entry);
	pmlr_emit(p, paper);
	buf_free(&b);
}

void
pmlr_bib_feed(struct parser *p, const char *s, size_t n)
{
	for (size_t i = 0; i < n && !p->stop; i++) {
		if (!p->bib.len && s[i] != '@')
			continue; /* between entries all is comment */
		(void)buf_putc(&p->bib, s[i]);
		p->depth += s[i] == '{';
		if (s[i] != '}' || !p->depth || --p->depth)
			continue;
		if (p->bib.full)
			p->page->sink->problem(p->page->sink, "too-long",
				"an entry is too long and was left out");
		else
			take_entry(p, p->bib.s);
		buf_reset(&p->bib);
	}
}
