/*
 * usenix.c - the programmes of USENIX conferences and the pages of their
 * papers.
 *
 * A job's key is a conference, "usenixsecurity23", or pages of one:
 * "usenixsecurity23/summer-accepted-papers,fall-accepted-papers". Without a
 * page it is the programme, "technical-sessions", which has the abstracts too,
 * so that a year is one request. What is older than 2010 ("legacy") was made by
 * hand and is not read.
 */
#include <ctype.h>

#include "usenix.h"

#define SITE "https://www.usenix.org/conference/"

static bool
is_name(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && s[i] != '-' && s[i] != '_')
			return false;
	return n > 0 && n < 64;
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	const char *key = job->key ? job->key : "", *page;
	size_t n = strcspn(key, "/"), len;
	char url[256];

	page = key[n] == '/' ? key + n + 1 : "technical-sessions";
	for (;; page += len + 1) {
		len = strcspn(page, ",");
		if (!is_name(key, n) || !is_name(page, len))
			return err_set(e, V_FAILED,
				"'%s' is no conference of USENIX (like nsdi22)",
				key);
		(void)snprintf(url, sizeof(url), SITE "%.*s/%.*s", (int)n, key,
			(int)len, page);
		sink->request(sink, purpose, url, NULL);
		if (page[len] == '\0')
			return 0;
	}
}

void
usenix_part(struct parser *p, enum part part, const struct html_tag *t)
{
	p->part = part;
	(void)snprintf(p->until, sizeof(p->until), "%s", t->name);
	html_mark(p->list.html);
}

bool
usenix_follow(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href"), *s, *own = NULL;
	struct buf b;

	if (!href || !*href || !url_resolve(&p->url, p->list.page->url, href))
		return false;
	for (s = url_path(p->url.s); (s = strstr(s, "/http")); s++)
		if (strncmp(s + 5, "://", 3) == 0 ||
			strncmp(s + 5, "s://", 4) == 0)
			own = s + 1;
	if (own) { /* "/web/20160811/https://...": a copy in an archive */
		buf_init(&b, LIMIT_URL);
		(void)buf_puts(&b, own);
		buf_reset(&p->url);
		(void)buf_puts(&p->url, b.s);
		buf_free(&b);
	}
	return true;
}

/* "/conference/nsdi22/presentation/goyal", and before 2017
 * "/conference/osdi14/technical-sessions/presentation/muralidhar". */
bool
usenix_identify(struct paper *paper, const char *url)
{
	const char *path = url_path(url), *name = strrchr(path, '/') + 1;
	size_t conference, n = strcspn(name, "?#");
	char id[160];

	if (strncmp(path, "/conference/", 12) != 0 ||
		(!strstr(path, "/presentation/") && !strstr(path, "/paper/")))
		return false;
	path += 12;
	conference = strcspn(path, "/");
	if (!is_name(path, conference) || !is_name(name, n))
		return false;
	(void)snprintf(id, sizeof(id), "usenix:%.*s/%.*s", (int)conference,
		path, (int)n, name);
	paper_set(paper, P_ID, id);
	paper_id(paper, "usenix", id + strlen("usenix:"));
	paper_set(paper, P_URL, url);
	return true;
}

void
usenix_abstract(struct parser *p, const char *text)
{
	static const char embargo[] = "This paper is currently under embargo",
			  end[] = "of the conference.";

	if (strncmp(text, embargo, sizeof(embargo) - 1) == 0) {
		text = strstr(text, end);
		if (!text)
			return;
		text += sizeof(end) - 1;
		text += strspn(text, " ");
	}
	if (*text == '\0')
		return;
	(void)buf_puts(&p->abstract, p->abstract.len ? " " : "");
	(void)buf_puts(&p->abstract, text);
}

/* The names of links, by what stands in the field, the address or the label. */
void
usenix_link(struct parser *p, const char *label)
{
	static const char *const names[][2] = {{"slides", "slides"},
		{"appendix", "appendix"}, {"Appendix", "appendix"},
		{"prepub", "prepublication"}, {"Prepub", "prepublication"},
		{"poster", "poster"}, {"audio", "audio"}};
	const char *url = p->url.s, *file = strrchr(url, '/');

	if (strstr(p->field, "bibtex") || strstr(url, "/biblio/export/")) {
		paper_link(p->paper, "bibtex", url);
		return;
	}
	if (!file || !strstr(url, "/files/"))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strstr(p->field, names[i][0]) ||
			strstr(file, names[i][0]) ||
			strstr(label, names[i][0])) {
			paper_link(p->paper, names[i][1], url);
			return;
		}
	}
	if (strstr(file, ".pdf") && !p->paper->text[P_PDF_URL])
		paper_set(p->paper, P_PDF_URL, url);
}

/* The page of one paper. */
static void
page_tag(struct parser *p, const struct html_tag *t)
{
	if (!p->paper)
		p->paper = paper_new();
	if (citation_meta(&p->cite, p->paper, t)) {
		p->by_metas = p->paper->authors != NULL;
		return;
	}
	if (p->part == IN_HEADING && html_is(t, p->until, true)) {
		if (!p->paper->text[P_TITLE])
			paper_set(p->paper, P_TITLE, html_text(p->list.html));
		p->part = IN_NOTHING;
	} else if (usenix_field_tag(p, t)) {
		return;
	} else if (html_is(t, "h1", false)) {
		usenix_part(p, IN_HEADING, t);
	}
}

static int
close_paper(struct parser *p, struct err *e)
{
	struct paper *paper = p->paper;

	if (!paper || !paper->text[P_TITLE])
		return err_set(e, V_LAYOUT,
			"no citation_title and no <h1> on the page");
	if (!usenix_identify(paper, p->list.page->url))
		return err_set(
			e, V_LAYOUT, "'%s' names no paper", p->list.page->url);
	paper_set(paper, P_ABSTRACT, buf_str(&p->abstract));
	p->paper = NULL;
	p->list.page->sink->paper(p->list.page->sink, paper);
	return 0;
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->list.stop)
		return;
	p->list.is_paper = p->list.is_paper || is_citation(t);
	if (p->list.is_paper)
		page_tag(p, t);
	else
		usenix_list_tag(p, t);
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	listing_open(&p->list, page, on_tag);
	p->list.is_paper =
		p->list.is_paper || strstr(page->url, "/presentation/") != NULL;
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->session, 500);
	buf_init(&p->abstract, LIMIT_FIELD);
	return p;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc = listing_finish(&p->list, whole, e);

	if (rc > 0)
		rc = p->list.is_paper ? close_paper(p, e)
				      : usenix_list_close(p, e);
	paper_free(p->paper);
	listing_free(&p->list);
	buf_free(&p->url);
	buf_free(&p->session);
	buf_free(&p->abstract);
	free(p);
	return rc;
}

const struct source source_usenix = {
	.name = "usenix",
	.about = "USENIX conferences since 2010: programmes and papers",
	.plan = plan,
	.open = open_page,
	.feed = listing_feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
