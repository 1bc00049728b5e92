/*
 * oai_dc.c - Dublin Core in an OAI-PMH record, and what differs from it only by
 * name (the format of DOAJ).
 *
 * Dublin Core is loose: a field may come any number of times, in any order and
 * in several languages. English is taken where there is a choice, otherwise
 * what comes first. Names are "Last, First"; OJS 2 put "; affiliation" behind
 * them. Descriptions hold HTML, escaped.
 */
#include <ctype.h>
#include <strings.h>

#include "oai.h"
#include "proceedings.h"

static bool
is_english(const struct oai_field *f)
{
	return strncasecmp(f->lang, "en", 2) == 0 &&
	       !isalpha((unsigned char)f->lang[2]);
}

const char *
oai_text(const struct oai_record *r, const char *name)
{
	const char *first = NULL;

	for (const struct oai_field *f = r->fields; f; f = f->next) {
		if (strcmp(f->name, name) != 0 || !*f->text)
			continue;
		if (is_english(f))
			return f->text;
		if (!first)
			first = f->text;
	}
	return first;
}

/* Sets a title or abstract that may hold markup, escaped in the XML. */
static void
set(struct paper *p, enum paper_field f, const char *text)
{
	struct buf b;

	if (!text || p->text[f])
		return;
	buf_init(&b, LIMIT_FIELD);
	text_strip_markup(&b, text, strlen(text));
	if (!b.full)
		paper_set(p, f, buf_str(&b));
	buf_free(&b);
}

static bool
has_letter(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (isalnum((unsigned char)s[i]) || (unsigned char)s[i] >= 0x80)
			return true;
	}
	return false;
}

/* "Last, First; Affiliation". A person with one name has it alone, or beside
 * what the form made of the other: "Mausam, .". */
static void
add_creator(struct paper *p, const char *text)
{
	const char *end = strchr(text, ';');
	size_t n = end ? (size_t)(end - text) : strlen(text), first;
	const struct author *known = p->authors;
	struct author *a;
	struct buf name;

	buf_init(&name, LIMIT_FIELD);
	buf_add(&name, text, n);
	first = strcspn(buf_str(&name), ",");
	if (first < name.len && !has_letter(name.s + first, name.len - first))
		buf_cut(&name, first);
	while (known && known->next)
		known = known->next;
	if (name.len > first && !has_letter(name.s, first))
		inverted_author(p, name.s + first + 1);
	else
		inverted_author(p, buf_str(&name));
	a = known ? known->next : p->authors;
	if (a && end)
		paper_affiliation(p, a, end + 1);
	buf_free(&name);
}

/* Keywords, one per element or all in one with semicolons. */
static void
add_keywords(struct paper *p, const char *text)
{
	struct buf word;

	buf_init(&word, LIMIT_FIELD);
	while (*text) {
		size_t n = strcspn(text, ";");

		buf_reset(&word);
		buf_add(&word, text, n);
		paper_keyword(p, buf_str(&word));
		text += n + (text[n] == ';');
	}
	buf_free(&word);
}

static void
add_identifier(struct paper *p, const char *text)
{
	bool doi = strncmp(text, "10.", 3) == 0 ||
		   strncasecmp(text, "doi:", 4) == 0 ||
		   strstr(text, "doi.org/10.");

	if (doi && !p->text[P_DOI])
		paper_set(p, P_DOI, text);
	else if (!doi && !p->text[P_URL])
		paper_set(p, P_URL, text);
}

void
oai_dc(struct paper *p, const struct oai_record *r)
{
	bool doaj = strcmp(r->format, "doajArticle") == 0;
	bool english = false;
	const char *date = oai_text(r, doaj ? "publicationDate" : "date");

	set(p, P_TITLE, oai_text(r, "title"));
	set(p, P_ABSTRACT, oai_text(r, doaj ? "abstract" : "description"));
	if (date)
		paper_date(p, date);
	for (const struct oai_field *f = r->fields; f; f = f->next)
		english = english ||
			  (strcmp(f->name, "subject") == 0 && is_english(f));
	for (const struct oai_field *f = r->fields; f; f = f->next) {
		if (strcmp(f->name, doaj ? "name" : "creator") == 0)
			add_creator(p, f->text);
		else if (strcmp(f->name, "identifier") == 0 ||
			 (doaj && (strcmp(f->name, "doi") == 0 ||
					  strcmp(f->name, "fullTextUrl") == 0)))
			add_identifier(p, f->text);
		else if (strcmp(f->name, doaj ? "keyword" : "subject") == 0 &&
			 (!english || is_english(f)))
			add_keywords(p, f->text);
	}
}
