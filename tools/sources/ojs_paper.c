/*
 * ojs_paper.c - a paper from a record of OJS (oai_dc).
 *
 * Volume, issue and pages stand in one line of dc:source, in the words of the
 * journal's language; front matter has no pages. The galleys are in
 * dc:relation, as pages to read: the same address with "download" in place of
 * "view" is the file. dc:format lists their types in the same order.
 */
#include <ctype.h>
#include <strings.h>

#include "ojs.h"
#include "proceedings.h"

/* "Vol. 34 No. 01", "v. 5 n. 2", "Bd. 3": the volume, or 0. */
static int
volume_of(const char *s)
{
	static const char *const words[] = {"volume", "vol", "v", "band", "bd",
		"jahrg", "jg", "tomo", "tome", "t"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (strncasecmp(s, words[i], n) != 0)
			continue;
		n += strspn(s + n, ". ");
		if (isdigit((unsigned char)s[n]) &&
			strspn(s + n, "0123456789") < 6)
			return (int)strtol(s + n, NULL, 10);
	}
	return 0;
}

/* The year in brackets, or 0. */
static int
year_of(const char *s, const char *end)
{
	int year;

	while ((s = strchr(s, '(')) && s < end) {
		s++;
		if (strspn(s, "0123456789") == 4 && s[4] == ')' &&
			sscanf(s, "%4d", &year) == 1)
			return year;
	}
	return 0;
}

/* Digits, or letters before digits ("e123"), joined by dashes; Roman ones. */
static bool
is_pages(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n < 40 && !strchr(s, ';') &&
	       (strpbrk(s, "0123456789") ||
		       s[strspn(s, "ivxlcIVXLC-")] == '\0') &&
	       s[strspn(s,
		       "0123456789-:.,+ "
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		       "\xe2\x80\x93\x94")] == '\0';
}

void
ojs_source(struct ojs_source *out, const struct oai_record *r)
{
	const char *s = oai_text(r, "source"), *part, *next, *label;

	*out = (struct ojs_source){.issue = ""};
	if (!s)
		return;
	for (part = s; part; part = next ? next + 1 : NULL) {
		next = strchr(part, ';');
		part += strspn(part, "; ");
		if (part == s || out->volume)
			continue;
		out->volume = volume_of(part);
		out->year = year_of(part, next ? next : part + strlen(part));
		label = strchr(part, ':');
		if (label && (!next || label < next))
			out->issue = label + 1 + strspn(label + 1, " ");
	}
	part = strrchr(s, ';');
	part = part ? part + 1 + strspn(part + 1, " ") : "";
	if (is_pages(part) && !volume_of(part))
		out->pages = part;
}

/* --- links --- */

/* The first field with that name from f on, or NULL. */
static const struct oai_field *
named(const struct oai_field *f, const char *name)
{
	while (f && strcmp(f->name, name) != 0)
		f = f->next;
	return f;
}

static void
set_pdf(struct paper *p, const char *view)
{
	static const char from[] = "/article/view/",
			  to[] = "/article/download/";
	const char *at = strstr(view, from);
	struct buf b;

	/* Without a galley behind the article it leads to a page. */
	if (!at || !strchr(at + strlen(from), '/'))
		return;
	buf_init(&b, LIMIT_URL);
	buf_add(&b, view, (size_t)(at - view));
	buf_puts(&b, to);
	buf_puts(&b, at + strlen(from));
	paper_set(p, P_PDF_URL, buf_str(&b));
	buf_free(&b);
}

static void
set_galleys(struct paper *p, const struct oai_record *r)
{
	const struct oai_field *view = named(r->fields, "relation");
	const struct oai_field *format = named(r->fields, "format");
	const char *type;

	for (; view; view = named(view->next, "relation")) {
		type = format ? format->text : NULL;
		format = format ? named(format->next, "format") : NULL;
		if (!p->text[P_PDF_URL] && (!type || strstr(type, "pdf")))
			set_pdf(p, view->text);
		else if (type && strncmp(type, "text/html", 9) == 0)
			paper_link(p, "html", view->text);
	}
}

/* The article's page, which may be among other addresses. */
static void
set_url(struct paper *p, const struct oai_record *r)
{
	const struct oai_field *f = named(r->fields, "identifier");

	while (f && !strstr(f->text, "/article/view/"))
		f = named(f->next, "identifier");
	if (f)
		paper_set(p, P_URL, f->text);
}

/* "oai:ojs.aaai.org:article/3745" is ojs:AAAI:3745. */
static void
set_id(struct paper *p, const struct oai_record *r, const char *journal)
{
	const char *article = strstr(r->id, ":article/");
	const char *set = r->sets ? r->sets->text : "";
	struct buf id;

	buf_init(&id, 512);
	buf_puts(&id, "ojs:");
	if (*journal)
		buf_puts(&id, journal);
	else
		buf_add(&id, set, strcspn(set, ":"));
	buf_printf(&id, ":%s", article ? article + 9 : r->id);
	if (*r->id) {
		paper_set(p, P_ID, buf_str(&id));
		paper_id(p, "ojs", buf_str(&id) + 4);
	}
	buf_free(&id);
}

struct paper *
ojs_paper(const struct oai_record *r, const char *journal,
	const struct ojs_source *source)
{
	struct paper *p = paper_new();
	char volume[16];

	set_id(p, r, journal);
	set_url(p, r);
	oai_dc(p, r);
	set_galleys(p, r);
	if (!p->text[P_URL] && p->text[P_DOI]) {
		char url[600];

		(void)snprintf(
			url, sizeof(url), "https://doi.org/%s", p->text[P_DOI]);
		paper_set(p, P_URL, url);
	}
	if (source->pages)
		paper_set(p, P_PAGES, source->pages);
	if (source->volume) {
		(void)snprintf(volume, sizeof(volume), "%d", source->volume);
		paper_set(p, P_VOLUME, volume);
	}
	return p;
}
