/*
 * dblp_entry.c - what a record of dblp says of its paper.
 *
 * Names carry a number where several people have one ("Wei Wang 0001"), titles
 * end in a period, links tell identifiers, and the name of a volume tells the
 * track ("ICLR (Workshop)", "CVPR Workshops").
 */
#include <ctype.h>
#include <strings.h>

#include "answer.h"
#include "dblp.h"
#include "proceedings.h"

/* An identifier of OpenReview. */
#define NAME_CHARS                                                             \
	"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-"

static bool
starts(const char *s, const char *prefix, const char **rest)
{
	size_t n = strlen(prefix);

	if (strncasecmp(s, prefix, n) != 0)
		return false;
	*rest = s + n;
	return true;
}

static bool
has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = list; (s = strstr(s, word)); s += n) {
		if ((s == list || s[-1] == ' ') && strchr(" ,", s[n]))
			return true;
	}
	return false;
}

/* --- both ends --- */

void
entry_begin(struct entry *e, const char *key, const char *publtype)
{
	char *id;

	entry_free(e);
	e->paper = paper_new();
	buf_init(&e->key, LIMIT_URL);
	buf_init(&e->crossref, LIMIT_URL);
	buf_init(&e->url, LIMIT_URL);
	buf_init(&e->stream, LIMIT_URL);
	if (publtype && has_word(publtype, "informal"))
		paper_set(e->paper, P_TRACK, "informal");
	if (publtype && has_word(publtype, "withdrawn")) {
		e->withdrawn = true;
		paper_set(e->paper, P_DECISION, "withdrawn");
	}
	if (!key || !buf_puts(&e->key, key) || !e->key.len)
		return;
	id = xmalloc(e->key.len + 32);
	(void)snprintf(id, e->key.len + 32, "dblp:%s", key);
	paper_set(e->paper, P_ID, id);
	paper_id(e->paper, "dblp", key);
	(void)snprintf(id, e->key.len + 32, "https://dblp.org/rec/%s", key);
	paper_link(e->paper, "dblp", id);
	free(id);
}

void
entry_free(struct entry *e)
{
	paper_free(e->paper);
	buf_free(&e->key);
	buf_free(&e->crossref);
	buf_free(&e->url);
	buf_free(&e->stream);
	*e = (struct entry){0};
}

void
entry_emit(struct parser *p)
{
	struct sink *sink = p->page->sink;
	struct entry *e = &p->entry;
	struct paper *paper = e->paper;

	if (!paper || !key_wants(p->page->job, e) ||
		(e->withdrawn && !p->page->job->withdrawn)) {
		entry_free(e);
		return;
	}
	p->taken++;
	if (p->page->purpose == FOR_COUNT) {
		entry_free(e);
		return;
	}
	if (!paper->text[P_ID] || !paper->text[P_TITLE]) {
		sink->problem(sink, paper->text[P_ID] ? "no-title" : "no-id",
			e->key.len ? e->key.s : "a record without a key");
		entry_free(e);
		return;
	}
	if (!paper->text[P_URL] && paper->links)
		paper_set(paper, P_URL, paper->links->value);
	e->paper = NULL;
	sink->paper(sink, paper);
	entry_free(e);
	p->stop = sink->enough(sink);
}

/* --- fields --- */

void
entry_author(struct entry *e, const char *name, const char *orcid)
{
	size_t n = strlen(name), digits = 0;
	struct author *a;
	char *plain;

	while (n && isspace((unsigned char)name[n - 1]))
		n--;
	while (digits < n && isdigit((unsigned char)name[n - 1 - digits]))
		digits++;
	if (digits == 4 && n > 5 && name[n - 5] == ' ')
		n -= 5;
	plain = xstrndup(name, n);
	a = paper_author(e->paper, plain);
	free(plain);
	if (a && orcid && *orcid)
		author_orcid(e->paper, a, orcid);
}

/* The period at the end is dblp's, an ellipsis is the title's. */
void
entry_title(struct entry *e, const char *title)
{
	size_t n = strlen(title);
	char *plain;

	while (n && isspace((unsigned char)title[n - 1]))
		n--;
	if (n > 1 && title[n - 1] == '.' && title[n - 2] != '.')
		n--;
	plain = xstrndup(title, n);
	paper_set(e->paper, P_TITLE, plain);
	free(plain);
}

void
entry_year(struct entry *e, const char *year)
{
	e->year = (int)strtol(year, NULL, 10);
	paper_date(e->paper, year);
}

/* What stands in brackets: a decision, or a track unless it only numbers the
 * volumes ("ICML (1)", "ECCV (XIV)", "MICCAI (Part II)"). */
static void
take_qualifier(struct paper *p, const char *s, size_t n)
{
	static const char *const decisions[] = {"oral", "spotlight", "poster"};
	struct buf name;

	buf_init(&name, LIMIT_FIELD);
	label_name(&name, s, n);
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(buf_str(&name), decisions[i]) == 0) {
			if (!p->text[P_DECISION])
				paper_set(p, P_DECISION, decisions[i]);
			buf_reset(&name);
		}
	}
	if (strncmp(buf_str(&name), "workshop", 8) == 0)
		buf_cut(&name, 8);
	if (name.len > 2 && !isdigit((unsigned char)*name.s) &&
		strspn(name.s, "ivxlc") != name.len &&
		strncmp(name.s, "part-", 5) != 0 &&
		strncmp(name.s, "vol", 3) != 0 && !p->text[P_TRACK])
		paper_set(p, P_TRACK, name.s);
	buf_free(&name);
}

void
entry_venue(struct entry *e, const char *text)
{
	const char *open = strrchr(text, '('), *rest;
	size_t n = strlen(text);

	if (open && text[n - 1] == ')')
		take_qualifier(
			e->paper, open + 1, (size_t)(text + n - 1 - open - 1));
	else if ((n > 10 && starts(text + n - 10, " Workshops", &rest)) ||
		 (n > 9 && starts(text + n - 9, " Workshop", &rest)))
		take_qualifier(e->paper, "workshop", 8);
}

/* --- links --- */

static void
take_id(struct paper *p, const char *name, const char *id, size_t n)
{
	char *copy = xstrndup(id, n);

	if (*copy)
		paper_id(p, name, copy);
	free(copy);
}

static void
take_doi(struct paper *p, const char *doi)
{
	const char *rest;

	if (starts(doi, "10.48550/arxiv.", &rest)) {
		paper_set(p, P_ARXIV, rest);
		return;
	}
	if (p->text[P_DOI])
		return;
	paper_set(p, P_DOI, doi);
	if (starts(doi, "10.18653/v1/", &rest))
		take_id(p, "acl", rest, strlen(rest));
}

/* The name that the site itself has for the paper. */
static void
take_site_id(struct paper *p, const char *host)
{
	const char *rest;
	struct buf b;
	size_t n;

	if (starts(host, "openreview.net/forum?", &rest) ||
		starts(host, "openreview.net/pdf?", &rest)) {
		buf_init(&b, LIMIT_URL);
		if (url_param(&b, rest - 1, "id") && b.len &&
			strspn(b.s, NAME_CHARS) == b.len)
			paper_id(p, "openreview", buf_str(&b));
		buf_free(&b);
	} else if (starts(host, "aclanthology.org/", &rest) ||
		   starts(host, "www.aclweb.org/anthology/", &rest)) {
		n = strcspn(rest, "/?#");
		if (n > 4 && strncmp(rest + n - 4, ".pdf", 4) == 0)
			n -= 4;
		take_id(p, "acl", rest, n);
	} else if (starts(host, "proceedings.mlr.press/", &rest)) {
		const char *key = strchr(rest, '/');

		n = key ? strcspn(key, ".?#") : 0;
		if (n > 1 && strncmp(key + n, ".html", 5) == 0) {
			buf_init(&b, LIMIT_URL);
			buf_printf(&b, "%.*s:%.*s", (int)(key - rest), rest,
				(int)n - 1, key + 1);
			paper_id(p, "pmlr", buf_str(&b));
			buf_free(&b);
		}
	}
}

void
entry_link(struct entry *e, const char *url)
{
	struct paper *p = e->paper;
	const char *host = strstr(url, "://"), *rest;
	size_t n = strlen(url);

	if (!host)
		return;
	host += 3;
	if (starts(host, "doi.org/", &rest) ||
		starts(host, "dx.doi.org/", &rest))
		take_doi(p, rest);
	else if (starts(host, "arxiv.org/", &rest) && !p->text[P_ARXIV])
		paper_arxiv(p, url);
	else
		take_site_id(p, host);
	if (!p->text[P_PDF_URL] && n > 4 &&
		strcasecmp(url + n - 4, ".pdf") == 0)
		paper_set(p, P_PDF_URL, url);
	if (!p->text[P_URL])
		paper_set(p, P_URL, url);
}
