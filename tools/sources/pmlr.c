/*
 * pmlr.c - Proceedings of Machine Learning Research, one volume at a time.
 *
 * A job's key is a volume: 202, v202, r5. The volume's citeproc.yaml has all
 * papers with their abstracts in one request; its page is asked when that file
 * fails, and to count. With a slash, 202/, the key means the page alone, which
 * has the links to OpenReview, supplements and code: a filler for the list.
 * What has come, YAML or HTML, BibTeX or a feed, the body says itself: a
 * challenge page has been seen with status 200 in place of the file.
 *
 * Prefaces are papers here, as the site counts them (volume 81: 20, of which
 * one is a preface); they get the track "preface". Other headings inside of a
 * volume are sections, not tracks: no marker of position papers exists.
 */
#include <ctype.h>

#include "pmlr.h"

#define HOST "https://proceedings.mlr.press"

bool
pmlr_page_of(struct buf *out, const struct job *job, const char *name)
{
	const char *key = job->key ? job->key : "";
	char kind = 'v';
	size_t n;

	if (*key == 'v' || *key == 'r')
		kind = *key++;
	n = strspn(key, "0123456789");
	if (n == 0 || n > 5 || (key[n] && strcmp(key + n, "/") != 0))
		return false;
	buf_reset(out);
	return buf_printf(out, HOST "/%c%.*s/%s", kind, (int)n, key, name);
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	struct buf list, file;
	bool known;

	buf_init(&list, LIMIT_URL);
	buf_init(&file, LIMIT_URL);
	known = pmlr_page_of(&list, job, "") &&
		pmlr_page_of(&file, job, "assets/bib/citeproc.yaml");
	if (known && (purpose == FOR_COUNT || strchr(job->key, '/')))
		sink->request(sink, purpose, list.s, NULL);
	else if (known)
		sink->request(sink, purpose, file.s, list.s);
	buf_free(&list);
	buf_free(&file);
	return known ? 0
		     : err_set(e, V_FAILED,
			       "'%s' is no volume of PMLR (like 202, v202, r5)",
			       job->key ? job->key : "");
}

/* "/v202/KEY.html": both parts as lengths. */
static bool
split_path(const char *path, size_t *volume, size_t *key)
{
	const char *name;

	if (path[0] != '/' || (path[1] != 'v' && path[1] != 'r'))
		return false;
	*volume = 1 + strspn(path + 2, "0123456789");
	if (*volume < 2 || *volume > 6 || path[1 + *volume] != '/')
		return false;
	name = path + *volume + 2;
	*key = strcspn(name, "/?#");
	if (*key <= 5 || *key > 100 ||
		strncmp(name + *key - 5, ".html", 5) != 0)
		return false;
	*key -= 5;
	return true;
}

bool
pmlr_identify(struct paper *paper, const char *url)
{
	const char *path = url_path(url);
	size_t volume, key;
	char id[160];

	if (!split_path(path, &volume, &key))
		return false;
	(void)snprintf(id, sizeof(id), "pmlr:%.*s:%.*s", (int)volume, path + 1,
		(int)key, path + volume + 2);
	paper_set(paper, P_ID, id);
	paper_id(paper, "pmlr", id + strlen("pmlr:"));
	paper_set(paper, P_URL, url);
	return true;
}

/* Whether this is the preface of a volume: it says so, or its pages are
 * numbered with Roman numerals. */
static bool
is_preface(const struct paper *paper)
{
	const char *title = paper->text[P_TITLE];
	const char *pages = paper->text[P_PAGES];
	size_t n = strlen(title);

	return strncmp(title, "Preface", 7) == 0 ||
	       (n > 9 && strcmp(title + n - 9, ": Preface") == 0) ||
	       strcmp(title, "Frontmatter") == 0 ||
	       strcmp(title, "Front Matter") == 0 ||
	       strcmp(title, "Index") == 0 || /* volume R0 has one */
	       (pages && *pages != '-' &&
		       pages[strspn(pages, "ivxlc-")] == '\0');
}

void
pmlr_emit(struct parser *p, struct paper *paper)
{
	struct sink *sink = p->page->sink;
	const char *title = paper->text[P_TITLE], *id = paper->text[P_ID];

	p->items++;
	if (p->page->purpose != FOR_COUNT && title && id) {
		if (is_preface(paper))
			paper_set(paper, P_TRACK, "preface");
		sink->paper(sink, paper);
		p->stop = sink->enough(sink);
		return;
	}
	if (p->page->purpose != FOR_COUNT)
		sink->problem(sink, title ? "no-id" : "no-title",
			title ? title
			: id  ? id
			      : "a paper without a link");
	paper_free(paper);
}

static void
set_arxiv(struct paper *paper, const char *text)
{
	paper_set(paper, P_ARXIV, text);
	if (paper->text[P_ARXIV])
		paper_id(paper, "arxiv", paper->text[P_ARXIV]);
}

void
pmlr_link(struct paper *paper, const char *label, const char *url)
{
	struct buf name, id;

	buf_init(&name, 64);
	buf_init(&id, 64);
	label_name(&name, label, strlen(label));
	if (strncmp(buf_str(&name), "supplementary", 13) == 0)
		buf_cut(&name, 13); /* ...-pdf, ...-material */
	if (strcmp(buf_str(&name), "abs") == 0) {
		(void)pmlr_identify(paper, url);
	} else if (strcmp(buf_str(&name), "pdf") == 0 ||
		   strcmp(buf_str(&name), "download-pdf") == 0) {
		paper_set(paper, P_PDF_URL, url);
	} else if (strcmp(buf_str(&name), "doi") == 0) {
		paper_set(paper, P_DOI, url);
	} else if (strncmp(buf_str(&name), "arxiv", 5) == 0) {
		set_arxiv(paper, url);
	} else if (name.len) {
		paper_link(paper, name.s, url);
		if (strcmp(name.s, "openreview") == 0 &&
			url_param(&id, url, "id"))
			paper_id(paper, "openreview", buf_str(&id));
	}
	buf_free(&name);
	buf_free(&id);
}

void
pmlr_pdf(struct parser *p, struct paper *paper, const char *url)
{
	struct buf b;

	buf_init(&b, LIMIT_URL);
	if (url && url_resolve(&b, p->page->url, url))
		paper_set(paper, P_PDF_URL, b.s);
	buf_free(&b);
}

void
pmlr_note(struct paper *paper, const char *text)
{
	const char *arxiv = text ? strstr(text, "://arxiv.org/abs/") : NULL;

	if (arxiv) {
		char id[40];

		(void)snprintf(id, sizeof(id), "%s",
			arxiv + strlen("://arxiv.org/abs/"));
		id[strcspn(id, " ,;)")] = '\0';
		set_arxiv(paper, id);
	} else if (text && (strstr(text, "award") || strstr(text, "Award"))) {
		paper_set(paper, P_DECISION, text);
	}
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->page = page;
	p->is_paper = page->purpose == FOR_PAPER;
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->bib, LIMIT_YAML_ITEM);
	return p;
}

/* The forms of a volume: the list page, citeproc.yaml, bibliography.bib and the
 * RSS feed are told by how they begin. */
static bool
begins(struct buf *head, const char *word)
{
	return strncmp(buf_str(head), word, strlen(word)) == 0;
}

/* Passes over space (and a byte order mark), keeps the first characters and
 * decides by them. Returns what of the n bytes was used; all of them until
 * enough has come. */
static size_t
begin_body(struct parser *p, const char *s, size_t n)
{
	size_t i = 0;

	for (; i < n && p->url.len < 5; i++) {
		if (p->url.len || (!isspace((unsigned char)s[i]) &&
					  !strchr("\xef\xbb\xbf", s[i])))
			(void)buf_putc(&p->url, s[i]);
	}
	if (p->url.len < 5)
		return n;
	if (begins(&p->url, "<?xml") || begins(&p->url, "<rss")) {
		p->body = BODY_FEED;
		p->xml = xml_open(pmlr_feed_tag, p);
	} else if (begins(&p->url, "<")) {
		p->body = BODY_HTML;
		p->html = html_open(pmlr_html_tag, p);
	} else if (begins(&p->url, "@") || begins(&p->url, "%")) {
		p->body = BODY_BIB;
	} else {
		p->body = BODY_YAML;
		p->yaml = yaml_split_open(pmlr_yaml_item, pmlr_yaml_bad, p);
	}
	return i;
}

static void
feed_body(struct parser *p, const char *s, size_t n)
{
	if (p->body == BODY_HTML)
		html_feed(p->html, s, n);
	else if (p->body == BODY_YAML)
		(void)yaml_split_feed(p->yaml, s, n);
	else if (p->body == BODY_BIB)
		pmlr_bib_feed(p, s, n);
	else if (p->body == BODY_FEED)
		(void)xml_feed(p->xml, s, n);
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;
	size_t used = 0;
	char head[8];

	if (p->body == BODY_UNKNOWN) {
		used = begin_body(p, s, n);
		if (p->body == BODY_UNKNOWN)
			return 0;
		(void)snprintf(head, sizeof(head), "%s", buf_str(&p->url));
		buf_reset(&p->url);
		feed_body(p, head, strlen(head));
	}
	feed_body(p, s + used, n - used);
	return p->stop ? -1 : 0;
}

/* A list without markup: all is there, or it broke off. */
static int
close_list(struct parser *p, bool whole, struct err *e)
{
	struct err cut = {0};

	if (p->yaml)
		(void)yaml_split_close(p->yaml, whole && !p->stop);
	p->yaml = NULL;
	if (p->xml && xml_close(p->xml, whole, &cut) < 0)
		whole = false;
	p->xml = NULL;
	if (p->stop)
		return 0;
	if (!whole || p->bib.len)
		return err_set(e, V_RETRY_LATER,
			"the file broke off after %zu papers", p->items);
	if (p->items == 0)
		return err_set(e, V_LAYOUT,
			"neither HTML nor a list of '- title:' entries");
	return 0;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc;

	if (p->body == BODY_HTML)
		rc = pmlr_html_close(p, whole, e);
	else if (p->body != BODY_UNKNOWN)
		rc = close_list(p, whole, e);
	else
		rc = err_set(e, whole ? V_LAYOUT : V_RETRY_LATER,
			"the body is empty");
	if (rc == 0 && !p->stop && p->page->purpose == FOR_COUNT)
		p->page->sink->count(p->page->sink, p->page->url, p->items);
	paper_free(p->paper);
	html_free(p->html);
	buf_free(&p->url);
	buf_free(&p->bib);
	free(p);
	return rc;
}

const struct source source_pmlr = {
	.name = "pmlr",
	.about = "Proceedings of Machine Learning Research: volumes and papers",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
