/*
 * pmlr_bib.c - a volume's bibliography.bib, entry by entry.
 *
 * The file has what citeproc.yaml has, in TeX. Its first entry is the volume
 * itself. Entries are cut where braces balance, or where the next begins.
 */
#include <ctype.h>
#include <strings.h>

#include "pmlr.h"

/* Whether the brace at i is the argument of a command, \c{c} or \textbf{x}, or
 * holds one, {\"o}: the letters that these make need it. */
static bool
is_argument(const char *s, size_t i)
{
	size_t k = i;

	if (s[i + 1] == '\\')
		return true;
	while (k > 0 && isalpha((unsigned char)s[k - 1]))
		k--;
	if (k == i && k > 0 && strchr("\"'`^~=.", s[k - 1]))
		k--;
	return k < i && k > 0 && s[k - 1] == '\\';
}

/* Text without the groups that only keep its case, "{B}ayes", and with spaces
 * for ties; mathematics keeps its braces. */
static void
strip_groups(struct buf *out, const char *s)
{
	bool math = false;
	uint64_t kept = 0; /* of the open groups, the last one lowest */
	size_t open = 0;

	for (size_t i = 0; s[i]; i++) {
		if (s[i] == '\\' && s[i + 1]) {
			buf_putc(out, s[i++]);
			buf_putc(out, s[i]);
			continue;
		}
		math = math != (s[i] == '$');
		if (s[i] == '{' && !math && open < 64) {
			open++;
			kept = kept << 1 | is_argument(s, i);
			if (!(kept & 1))
				continue;
		} else if (s[i] == '}' && !math && open > 0) {
			bool keep = kept & 1;

			open--;
			kept >>= 1;
			if (!keep)
				continue;
		}
		buf_putc(out, s[i] == '~' && !math ? ' ' : s[i]);
	}
}

static void
set_title(struct paper *paper, const char *entry)
{
	struct buf value, text;

	buf_init(&value, LIMIT_FIELD);
	buf_init(&text, LIMIT_FIELD);
	if (bibtex_field(&value, entry, "title"))
		strip_groups(&text, value.s);
	paper_set(paper, P_TITLE, buf_str(&text));
	buf_free(&value);
	buf_free(&text);
}

/* The abstract is no TeX: it is the same text as in citeproc.yaml. */
static void
set_abstract(struct paper *paper, const char *entry)
{
	struct buf value, text;

	buf_init(&value, LIMIT_FIELD);
	buf_init(&text, LIMIT_FIELD);
	if (bibtex_field(&value, entry, "abstract"))
		text_strip_markup(&text, value.s, value.len);
	if (!text.full)
		paper_set(paper, P_ABSTRACT, buf_str(&text));
	buf_free(&value);
	buf_free(&text);
}

static void
set_authors(struct paper *paper, const char *entry)
{
	struct buf value, list;

	buf_init(&value, LIMIT_FIELD);
	buf_init(&list, LIMIT_FIELD);
	if (bibtex_field(&value, entry, "author"))
		strip_groups(&list, value.s);
	if (list.len) {
		for (char *s = list.s, *next; s; s = next) {
			next = strstr(s, " and ");
			if (next) {
				*next = '\0';
				next += strlen(" and ");
			}
			inverted_author(paper, s);
		}
	}
	buf_free(&value);
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
	set_title(paper, entry);
	set_abstract(paper, entry);
	set_authors(paper, entry);
	set_place(p, paper, entry);
	if (bibtex_field(&b, entry, "pdf"))
		pmlr_pdf(p, paper, b.s);
	if (bibtex_field(&b, entry, "note"))
		pmlr_note(paper, b.s);
	if (bibtex_field(&b, entry, "doi"))
		paper_set(paper, P_DOI, b.s);
	if (bibtex_field(&b, entry, "openreview"))
		pmlr_openreview(paper, b.s);
	if (bibtex_field(&b, entry, "volume"))
		paper_set(paper, P_VOLUME, b.s);
	paper_bibtex(paper, entry);
	pmlr_emit(p, paper);
	buf_free(&b);
}

/* An entry whose braces do not balance ends where a line begins the next one,
 * "@Name{", with the brace that comes now: what its values are is lost. */
static void
end_broken(struct parser *p)
{
	struct sink *sink = p->page->sink;
	size_t at = p->bib.len;
	char head[24], text[100];

	while (at > 0 && p->bib.len - at <= 16 &&
		isalpha((unsigned char)p->bib.s[at - 1]))
		at--;
	if (at < 2 || at == p->bib.len || p->bib.len - at > 16 ||
		p->bib.s[at - 1] != '@' || p->bib.s[at - 2] != '\n')
		return;
	(void)snprintf(head, sizeof(head), "%s", p->bib.s + at - 1);
	(void)snprintf(text, sizeof(text), "braces do not balance in '%.*s'",
		(int)strcspn(p->bib.s, ",\n"), p->bib.s);
	sink->problem(sink, "bibtex", text);
	buf_reset(&p->bib);
	(void)buf_puts(&p->bib, head);
	p->depth = 0;
}

void
pmlr_bib_feed(struct parser *p, const char *s, size_t n)
{
	for (size_t i = 0; i < n && !p->stop; i++) {
		if (!p->bib.len && s[i] != '@')
			continue; /* between entries all is comment */
		if (s[i] == '{' && p->depth)
			end_broken(p);
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
