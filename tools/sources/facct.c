/*
 * facct.c - the abstracts of FAccT, which ACM does not give to Crossref, from
 * the conference's own site: a page for 2022, a CSV file each for 2025 and 2026
 * (read 2026-10-10). Other years have none.
 *
 * A job needs no key; one is HOST/PATH of a file like them.
 */
#include <ctype.h>

#include "facct.h"

#define SITE "https://facctconference.org/"

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	char url[LIMIT_URL];

	if (job->key && *job->key) {
		if (!strchr(job->key, '/') || strpbrk(job->key, " {}<>\"") ||
			strlen(job->key) + 9 > sizeof(url))
			return err_set(e, V_FAILED,
				"'%s' is no address (HOST/PATH)", job->key);
		(void)snprintf(url, sizeof(url), "https://%s", job->key);
	} else if (job->year == 2022) {
		(void)snprintf(
			url, sizeof(url), SITE "2022/acceptedpapers.html");
	} else if (job->year >= 2025) {
		(void)snprintf(url, sizeof(url),
			SITE "static/docs/facct%d-final.csv", job->year);
	} else {
		return err_set(e, V_FAILED,
			"FAccT's site has abstracts for 2022 and since 2025, "
			"not for %d",
			job->year);
	}
	sink->request(sink, purpose, url, NULL);
	return 0;
}

void
facct_begin(struct parser *p, const char *number)
{
	char id[80];

	p->paper = paper_new();
	p->labelled = false;
	buf_reset(&p->abstract);
	if (!*number)
		return;
	(void)snprintf(
		id, sizeof(id), "facct:%d:%.40s", p->page->job->year, number);
	paper_set(p->paper, P_ID, id);
}

void
facct_end(struct parser *p)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;
	const char *title;

	p->paper = NULL;
	p->part = IN_NOTHING;
	if (!paper)
		return;
	title = paper->text[P_TITLE];
	if (p->abstract.len && !p->abstract.full)
		paper_set(paper, P_ABSTRACT, buf_str(&p->abstract));
	p->items++;
	if (p->page->purpose == FOR_COUNT || !title || !paper->text[P_ID]) {
		if (p->page->purpose != FOR_COUNT)
			sink->problem(sink, title ? "no-id" : "no-title",
				title		    ? title
				: paper->text[P_ID] ? paper->text[P_ID]
						    : "a row without both");
		paper_free(paper);
		return;
	}
	if (!paper->authors)
		sink->problem(sink, "authors", title);
	sink->paper(sink, paper);
	p->stop = sink->enough(sink);
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->page = page;
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->abstract, LIMIT_FIELD);
	return p;
}

/* Passes over space and a byte order mark, and decides by what follows. */
static size_t
begin_body(struct parser *p, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n &&
		(isspace((unsigned char)s[i]) || strchr("\xef\xbb\xbf", s[i])))
		i++;
	if (i == n)
		return n;
	p->body = s[i] == '<' ? BODY_HTML : BODY_CSV;
	if (p->body == BODY_HTML) {
		p->html = html_open(facct_tag, p);
		html_charset(p->html, p->page->content_type);
	} else {
		p->csv = csv_open(facct_row, p);
	}
	return i;
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;
	size_t used = p->body == BODY_UNKNOWN ? begin_body(p, s, n) : 0;

	if (p->body == BODY_HTML)
		html_feed(p->html, s + used, n - used);
	else if (p->body == BODY_CSV && csv_feed(p->csv, s + used, n - used))
		return -1;
	return p->stop ? -1 : 0;
}

static int
finish_csv(struct parser *p, bool whole, struct err *e)
{
	int rc = csv_close(p->csv, whole && !p->stop, e);

	if (p->stop)
		return 0;
	if (p->has_header && p->columns == 0)
		return err_set(e, V_LAYOUT,
			"the file has no columns for title and abstract");
	if (rc < 0)
		return -1;
	if (p->items == 0)
		return err_set(e, p->has_header ? V_EMPTY : V_LAYOUT,
			"the file has no rows of papers");
	return 0;
}

/* A page in the place of a file is somebody's wall. */
static int
finish_html(struct parser *p, bool whole, struct err *e)
{
	const char *dot = strrchr(p->page->url, '.');

	if (p->stop)
		return 0;
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", p->items);
	html_finish(p->html);
	facct_html_end(p);
	if (p->items > 0)
		return 0;
	if (dot && strncmp(dot, ".csv", 4) == 0)
		return err_set(e, V_BLOCKED, "a web page came for the file");
	if (p->is_list)
		return err_set(e, V_EMPTY, "the page has no papers");
	return err_set(e, V_LAYOUT, "no <h4 id=N> with the title of a paper");
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc;

	if (p->body == BODY_CSV)
		rc = finish_csv(p, whole, e);
	else if (p->body == BODY_HTML)
		rc = finish_html(p, whole, e);
	else
		rc = err_set(e, whole ? V_LAYOUT : V_RETRY_LATER,
			"the body is empty");
	if (rc == 0 && !p->stop && p->page->purpose == FOR_COUNT)
		p->page->sink->count(p->page->sink, p->page->url, p->items);
	paper_free(p->paper);
	html_free(p->html);
	buf_free(&p->url);
	buf_free(&p->abstract);
	free(p);
	return rc;
}

const struct source source_facct = {
	.name = "facct",
	.about = "FAccT 2022 and since 2025: abstracts on its own site",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.counts = "listing",
};
