/*
 * arxiv_oai.c - papers from the OAI-PMH of arXiv, and what names a paper.
 *
 * Three formats: arXiv (authors in parts, affiliations), arXivRaw (authors as
 * one line, as they were typed, and the dates of all versions), oai_dc. The
 * first version's date is the paper's. Abstracts begin with two spaces and hold
 * line ends; in oai_dc a second description is the comment.
 */
#include "arxiv.h"
#include "proceedings.h"

void
arxiv_identify(struct paper *p, const char *id)
{
	char text[100];

	paper_set(p, P_ARXIV, id);
	id = p->text[P_ARXIV];
	if (!id)
		return;
	(void)snprintf(text, sizeof(text), "arxiv:%s", id);
	paper_set(p, P_ID, text);
	(void)snprintf(text, sizeof(text), "https://arxiv.org/abs/%s", id);
	paper_set(p, P_URL, text);
	(void)snprintf(text, sizeof(text), "https://arxiv.org/pdf/%s", id);
	paper_set(p, P_PDF_URL, text);
}

/* By spaces: keywords, and the first is the track. */
static void
add_categories(struct paper *p, const char *text)
{
	char word[64];

	for (text += strspn(text, " \t\r\n"); *text;
		text += strspn(text, " \t\r\n")) {
		size_t n = strcspn(text, " \t\r\n");

		(void)snprintf(
			word, sizeof(word), "%.*s", n < 63 ? (int)n : 63, text);
		paper_keyword(p, word);
		if (!p->text[P_TRACK])
			paper_set(p, P_TRACK, word);
		text += n;
	}
}

/* The fields of one <author>, up to its end. */
struct person {
	const char *key, *fore, *suffix;
	const struct oai_field *start;
};

static void
add_person(struct paper *p, const struct person *w, const struct oai_field *end)
{
	struct author *a;
	struct buf name;

	buf_init(&name, LIMIT_FIELD);
	buf_printf(&name, "%s %s %s", w->fore ? w->fore : "",
		w->key ? w->key : "", w->suffix ? w->suffix : "");
	a = paper_author(p, buf_str(&name));
	for (const struct oai_field *f = w->start; a && f != end; f = f->next) {
		if (strcmp(f->name, "affiliation") == 0)
			paper_affiliation(p, a, f->text);
	}
	buf_free(&name);
}

static void
add_people(struct paper *p, const struct oai_record *r)
{
	struct person w = {.start = r->fields};

	for (const struct oai_field *f = r->fields; f; f = f->next) {
		if (strcmp(f->name, "keyname") == 0) {
			w.key = f->text;
		} else if (strcmp(f->name, "forenames") == 0) {
			w.fore = f->text;
		} else if (strcmp(f->name, "suffix") == 0) {
			w.suffix = f->text;
		} else if (strcmp(f->name, "author") == 0) {
			add_person(p, &w, f);
			w = (struct person){.start = f->next};
		}
	}
}

/* "A. One (1), B. Two (1 and 2) ((1) Here, (2) There)": what stands in brackets
 * is no name. */
static void
add_names(struct paper *p, const char *text)
{
	struct buf b;
	size_t depth = 0;

	buf_init(&b, LIMIT_FIELD);
	for (; *text; text++) {
		if (*text == '(')
			depth++;
		else if (*text == ')' && depth > 0)
			depth--;
		else if (depth == 0)
			buf_putc(&b, strchr("\r\n\t", *text) ? ' ' : *text);
	}
	list_names(p, buf_str(&b));
	buf_free(&b);
}

/* "Mon, 2 Apr 2007 19:18:42 GMT" */
static void
set_mail_date(struct paper *p, const char *text)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char month[4], date[40];
	const char *at;
	int day, year;

	if (sscanf(text, "%*3s, %2d %3s %4d", &day, month, &year) != 3)
		return;
	at = strstr(months, month);
	if (strlen(month) != 3 || !at || (at - months) % 3 != 0)
		return;
	(void)snprintf(date, sizeof(date), "%04d-%02d-%02d", year,
		(int)((at - months) / 3 + 1), day);
	paper_date(p, date);
}

static void
set_raw(struct paper *p, const struct oai_record *r)
{
	const char *names = oai_text(r, "authors");
	const char *date = oai_text(r, "date"); /* of the first version */

	if (names)
		add_names(p, names);
	if (date)
		set_mail_date(p, date);
}

/* Neither markup nor a second description: nothing here is HTML. */
static void
set_texts(struct paper *p, const struct oai_record *r)
{
	const char *text;

	if ((text = oai_text(r, "title")))
		paper_set(p, P_TITLE, text);
	if ((text = oai_text(r, "abstract")) ||
		(text = oai_text(r, "description")))
		paper_set(p, P_ABSTRACT, text);
	if ((text = oai_text(r, "doi")))
		paper_set(p, P_DOI, text);
	if ((text = oai_text(r, "categories")))
		add_categories(p, text);
}

struct paper *
arxiv_record(const struct oai_record *r)
{
	const char *id = oai_text(r, "id"), *created;
	const char *prefix = strstr(r->id, "arXiv.org:");
	struct paper *p = paper_new();

	arxiv_identify(p, id ? id : prefix ? prefix + 10 : r->id);
	set_texts(p, r);
	if (strcmp(r->format, "arXivRaw") == 0)
		set_raw(p, r);
	else if ((created = oai_text(r, "created")))
		paper_date(p, created);
	add_people(p, r);
	oai_dc(p, r); /* what is left */
	return p;
}
