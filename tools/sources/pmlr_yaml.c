/*
 * pmlr_yaml.c - an entry of a volume's citeproc.yaml.
 *
 * Text is what the editors of the volume sent: titles and abstracts may hold
 * markup, references and LaTeX. Links are taken as they are written.
 */
#include "answer.h"
#include "pmlr.h"

static const char *
member(struct yaml *y, const char *name)
{
	const char *text = yaml_text(y, yaml_get(y, yaml_top(y), name));

	return text && *text && strcmp(text, "false") != 0 ? text : NULL;
}

static void
set_text(struct yaml *y, struct paper *paper, enum paper_field f,
	const char *name)
{
	const char *text = member(y, name);
	struct buf b;

	if (!text)
		return;
	buf_init(&b, LIMIT_FIELD);
	text_strip_markup(&b, text, strlen(text));
	if (!b.full)
		paper_set(paper, f, b.s);
	buf_free(&b);
}

/* given, prefix, family, suffix: "Mihaela van der Schaar", "Alfred Hero III".
 */
static void
add_author(struct yaml *y, struct paper *paper, int author)
{
	static const char *const parts[] = {
		"given", "prefix", "family", "suffix", "literal"};
	const char *orcid = yaml_text(y, yaml_get(y, author, "orcid"));
	struct author *a;
	struct buf name;

	buf_init(&name, LIMIT_FIELD);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *s = yaml_text(y, yaml_get(y, author, parts[i]));

		if (s && *s)
			buf_printf(&name, "%s%s", name.len ? " " : "", s);
	}
	a = paper_author(paper, buf_str(&name));
	if (a && orcid)
		author_orcid(paper, a, orcid);
	buf_free(&name);
}

/* issued: date-parts: a list of year, month, day (or a list of such). */
static void
set_date(struct yaml *y, struct paper *paper)
{
	int parts =
		yaml_get(y, yaml_get(y, yaml_top(y), "issued"), "date-parts");
	const char *text = member(y, "published");
	char date[24] = "";
	size_t n = 0;

	if (yaml_at(y, yaml_at(y, parts, 0), 0))
		parts = yaml_at(y, parts, 0);
	for (size_t i = 0; i < 3; i++) {
		const char *s = yaml_text(y, yaml_at(y, parts, i));
		long v = s ? strtol(s, NULL, 10) : 0;

		if (v <= 0 || v > 9999)
			break;
		n += (size_t)snprintf(
			date + n, sizeof(date) - n, i ? "-%02ld" : "%04ld", v);
	}
	if (n == 0 && text)
		(void)snprintf(date, sizeof(date), "%.10s", text);
	paper_date(paper, date);
}

void
pmlr_openreview(struct paper *paper, const char *text)
{
	struct buf url;

	buf_init(&url, LIMIT_URL);
	if (strncmp(text, "http", 4) != 0)
		buf_puts(&url, "https://openreview.net/forum?id=");
	buf_puts(&url, text);
	pmlr_link(paper, "OpenReview", buf_str(&url));
	buf_free(&url);
}

/* Without an address the paper's page is beside the file. */
static void
set_url(struct parser *p, struct yaml *y, struct paper *paper)
{
	const char *url = member(y, "URL"), *id = member(y, "id");
	struct buf b, ref;

	if ((url && pmlr_identify(paper, url)) || !id)
		return;
	buf_init(&b, LIMIT_URL);
	buf_init(&ref, LIMIT_URL);
	buf_printf(&ref, "../../%s.html", id);
	if (url_resolve(&b, p->page->url, buf_str(&ref)))
		(void)pmlr_identify(paper, buf_str(&b));
	buf_free(&b);
	buf_free(&ref);
}

int
pmlr_yaml_item(void *ctx, struct yaml *y)
{
	struct parser *p = ctx;
	struct paper *paper = paper_new();
	int authors = yaml_get(y, yaml_top(y), "author"), author;
	static const char *const links[] = {
		"software", "supplementary", "video"};
	const char *forum;

	set_text(y, paper, P_TITLE, "title");
	set_text(y, paper, P_ABSTRACT, "abstract");
	for (size_t i = 0; (author = yaml_at(y, authors, i)); i++)
		add_author(y, paper, author);
	set_url(p, y, paper);
	pmlr_pdf(p, paper, member(y, "PDF"));
	pmlr_note(paper, member(y, "note"));
	paper_set(paper, P_DOI, member(y, "DOI"));
	paper_set(paper, P_PAGES, member(y, "page"));
	paper_set(paper, P_VOLUME, member(y, "volume"));
	set_date(y, paper);
	forum = member(y, "openreview");
	if (forum)
		pmlr_openreview(paper, forum);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		paper_link(paper, links[i], member(y, links[i]));
	pmlr_emit(p, paper);
	return p->stop ? 1 : 0;
}

void
pmlr_yaml_bad(void *ctx, const char *text)
{
	struct parser *p = ctx;
	struct sink *sink = p->page->sink;

	sink->problem(sink, "yaml", text);
}
