/*
 * cvf_read.c - a response of either site: what a tag belongs to, a list or the
 * page of a paper, and what both have, links and quoted texts.
 */
#include "cvf.h"

void
cvf_begin(struct cvf *p, enum cvf_part part)
{
	p->part = part;
	html_mark(p->html);
}

bool
cvf_link_url(struct cvf *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");
	struct buf bare;
	bool good;

	if (!href)
		return false;
	href += strspn(href, " \t\r\n");
	buf_init(&bare, LIMIT_URL);
	buf_add(&bare, href, strcspn(href, "\t\r\n#"));
	while (bare.len && bare.s[bare.len - 1] == ' ')
		buf_cut(&bare, bare.len - 1);
	good = bare.len && !bare.full &&
	       strncmp(bare.s, "javascript:", 11) != 0 &&
	       url_resolve(&p->url, p->page->url, bare.s);
	buf_free(&bare);
	return good;
}

static void
set_doi(struct paper *paper, const char *url)
{
	const char *doi = strstr(url, "/10.");
	char name[200];

	if (!doi)
		return;
	(void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(doi + 1, "?#"),
		doi + 1);
	paper_set(paper, P_DOI, name);
}

void
cvf_link(struct cvf *p, const char *label)
{
	struct paper *paper = p->paper;
	const char *url = p->url.s;
	struct buf name;

	buf_init(&name, 64);
	label_name(&name, label, strlen(label));
	if (strncmp(buf_str(&name), "supp", 4) == 0) {
		paper_link(paper, "supplementary", url);
	} else if (strcmp(buf_str(&name), "pdf") == 0) {
		if (!paper->text[P_PDF_URL])
			paper_set(paper, P_PDF_URL, url);
	} else if (strstr(url, "link.springer.com/") ||
		   strstr(url, "doi.org/10.")) {
		set_doi(paper, url);
		if (!strstr(url, "doi.org/"))
			paper_link(paper, "publisher", url);
	} else if (name.len && !name.full && strcmp(name.s, "bibtex") != 0) {
		paper_link(paper, name.s, url);
	}
	if (strstr(url, "arxiv.org/") && !paper->text[P_ARXIV])
		paper_set(paper, P_ARXIV, url);
	buf_free(&name);
}

/* Whether the n bytes between two quotation marks are in them as a whole: the
 * first mark inside, if any, opens or is doubled. */
static bool
is_wrapped(const char *s, size_t n)
{
	const char *q = memchr(s, '"', n);

	return !q || (q > s && (q[-1] == ' ' || q[-1] == '(')) || q[1] == '"';
}

void
cvf_unquoted(struct paper *paper, enum paper_field f, const char *text)
{
	size_t n = strlen(text);
	struct buf b;

	if (n < 3 || *text != '"' || text[n - 1] != '"' ||
		!is_wrapped(text + 1, n - 2)) {
		paper_set(paper, f, text);
		return;
	}
	buf_init(&b, LIMIT_FIELD);
	for (const char *s = text + 1, *end = text + n - 1; s < end; s++)
		if (*s != '"' || s[1] != '"' || s + 1 == end)
			buf_putc(&b, *s);
	paper_set(paper, f, b.full ? NULL : buf_str(&b));
	buf_free(&b);
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct cvf *p = ctx;
	const char *name;

	(void)h;
	if (p->stop)
		return;
	name = html_is(t, "meta", false) ? html_attr(t, "name")
					 : html_attr(t, "id");
	if (name && !p->paper &&
		(strncmp(name, "citation_", 9) == 0 ||
			strcmp(name, "papertitle") == 0))
		p->is_paper = true;
	if (p->is_paper)
		cvf_page_tag(p, t);
	else
		cvf_list_tag(p, t);
}

void *
cvf_open(const struct page *page, const struct cvf_site *of)
{
	struct cvf *p = xcalloc(1, sizeof(*p));

	p->page = page;
	p->site = of;
	p->html = html_open(on_tag, p);
	p->is_paper = page->purpose == FOR_PAPER;
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->names, LIMIT_FIELD);
	buf_init(&p->spare, LIMIT_FIELD);
	buf_init(&p->ways, 64UL << 10);
	return p;
}

int
cvf_feed(void *state, const char *s, size_t n)
{
	struct cvf *p = state;

	html_feed(p->html, s, n);
	return p->stop ? -1 : 0;
}

int
cvf_close(void *state, bool whole, struct err *e)
{
	struct cvf *p = state;
	int rc = p->is_paper ? cvf_page_close(p, whole, e)
			     : cvf_list_close(p, whole, e);

	paper_free(p->paper);
	html_free(p->html);
	buf_free(&p->url);
	buf_free(&p->names);
	buf_free(&p->spare);
	buf_free(&p->ways);
	table_free(&p->seen);
	free(p);
	return rc;
}
