/*
 * rss.c - Robotics: Science and Systems at www.roboticsproceedings.org.
 *
 * The volume is the year less 2004 (a job's key may name another). Its index is
 * a table, a row for each paper:
 *
 *	<td><a href="p001.html">Title</a><br/><i>A, B</i></td>
 *	<td><a href="p001.pdf">PDF</a></td>
 *
 * (or the cells in the other order: a PDF is beside its page). Pages of papers
 * are in rss_page.c. Numbers have two digits in the
 * first volumes, three in the DOI: 10.15607/RSS.2019.XV.028 for rss15/p28.
 */
#include "rss.h"

#define SITE "https://www.roboticsproceedings.org/"

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	long volume = job->key ? strtol(job->key, NULL, 10) : job->year - 2004;
	char url[96];

	if (volume < 1 || volume > 99 ||
		(job->key && job->key[strspn(job->key, "0123456789")]))
		return err_set(e, V_FAILED,
			"'%s' is no volume of RSS (1 is that of 2005)",
			job->key ? job->key : "");
	(void)snprintf(url, sizeof(url), SITE "rss%02ld/index.html", volume);
	sink->request(sink, purpose, url, NULL);
	return 0;
}

/* 19 as XIX; up to 39. */
static void
roman(char out[16], long n)
{
	static const char *const ones[] = {
		"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};

	(void)snprintf(out, 16, "%.*s%s", (int)(n / 10), "XXX", ones[n % 10]);
}

/* ".../rss19/p001.html" or .pdf: the volume and the number; false when it is
 * neither. */
static bool
parse_link(const char *url, long *volume, long *number, bool *pdf)
{
	const char *path = url_path(url);
	size_t n;

	if (strncmp(path, "/rss", 4) != 0)
		return false;
	path += 4;
	n = strspn(path, "0123456789");
	*volume = strtol(path, NULL, 10);
	if (n < 1 || n > 2 || strncmp(path + n, "/p", 2) != 0)
		return false;
	path += n + 2;
	n = strspn(path, "0123456789");
	*number = strtol(path, NULL, 10);
	*pdf = strncmp(path + n, ".pdf", 4) == 0;
	return n > 0 && n < 6 && (*pdf || strncmp(path + n, ".html", 5) == 0);
}

bool
rss_identify(struct paper *paper, const char *url)
{
	long volume, number;
	char text[96], numeral[16];
	struct buf b;
	bool pdf;

	if (!parse_link(url, &volume, &number, &pdf) || pdf)
		return false;
	(void)snprintf(text, sizeof(text), "rss:%02ld/%03ld", volume, number);
	paper_set(paper, P_ID, text);
	paper_id(paper, "rss", text + strlen("rss:"));
	(void)snprintf(text, sizeof(text), "%ld", volume);
	paper_set(paper, P_VOLUME, text);
	if (volume < 40 && !paper->text[P_DOI]) {
		roman(numeral, volume);
		(void)snprintf(text, sizeof(text), "10.15607/RSS.%ld.%s.%03ld",
			2004 + volume, numeral, number);
		paper_set(paper, P_DOI, text);
	}
	buf_init(&b, LIMIT_URL);
	(void)buf_add(&b, url, strcspn(url, "?#"));
	paper_set(paper, P_URL, buf_str(&b));
	buf_free(&b);
	return true;
}

void
rss_part(struct parser *p, enum part part, const struct html_tag *t)
{
	p->part = part;
	(void)snprintf(p->until, sizeof(p->until), "%s", t->name);
	html_mark(p->list.html);
}

/* "p001.pdf" for "p001.html". */
static void
set_pdf(struct paper *paper)
{
	const char *url = paper->text[P_URL];
	size_t n = url ? strlen(url) : 0;
	struct buf b;

	if (paper->text[P_PDF_URL] || n < 5 ||
		strcmp(url + n - 5, ".html") != 0)
		return;
	buf_init(&b, LIMIT_URL);
	(void)buf_add(&b, url, n - 4);
	(void)buf_puts(&b, "pdf");
	paper_set(paper, P_PDF_URL, buf_str(&b));
	buf_free(&b);
}

static void
end_item(struct parser *p)
{
	struct paper *paper = p->paper;

	p->paper = NULL;
	p->part = IN_NOTHING;
	if (!paper)
		return;
	set_pdf(paper);
	listing_emit(&p->list, paper);
}

static void
begin_link(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");
	struct paper *paper;
	long volume, number;
	bool pdf;

	if (!href || !url_resolve(&p->url, p->list.page->url, href) ||
		!parse_link(p->url.s, &volume, &number, &pdf))
		return;
	if (pdf) {
		if (p->paper && !p->paper->text[P_PDF_URL])
			paper_set(p->paper, P_PDF_URL, p->url.s);
		return;
	}
	paper = paper_new();
	(void)rss_identify(paper, p->url.s);
	if (p->paper && strcmp(p->paper->text[P_ID], paper->text[P_ID]) == 0) {
		paper_free(paper); /* a second link to the same paper */
		return;
	}
	end_item(p);
	p->paper = paper;
	rss_part(p, IN_TITLE, t);
}

static void
list_tag(struct parser *p, const struct html_tag *t)
{
	if (p->part != IN_NOTHING && html_is(t, p->until, true) && p->paper) {
		const char *text = html_text(p->list.html);

		if (p->part == IN_TITLE)
			paper_set(p->paper, P_TITLE, text);
		else
			list_authors(p->paper, text);
		p->part = IN_NOTHING;
	} else if (strcmp(t->name, "tr") == 0) {
		end_item(p);
	} else if (html_is(t, "a", false)) {
		begin_link(p, t);
	} else if ((html_is(t, "i", false) || html_is(t, "em", false)) &&
		   p->part == IN_NOTHING && p->paper && !p->paper->authors) {
		rss_part(p, IN_AUTHORS, t);
	}
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
		rss_page_tag(p, t);
	else
		list_tag(p, t);
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	long volume, number;
	bool pdf;

	listing_open(&p->list, page, on_tag);
	p->list.is_paper = p->list.is_paper ||
			   parse_link(page->url, &volume, &number, &pdf);
	buf_init(&p->url, LIMIT_URL);
	return p;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc = listing_finish(&p->list, whole, e);

	if (rc > 0 && p->list.is_paper) {
		rc = rss_page_close(p, e);
	} else if (rc > 0) {
		end_item(p);
		rc = listing_close(&p->list,
			"no link like 'p001.html', no citation_title", e);
	}
	paper_free(p->paper);
	listing_free(&p->list);
	buf_free(&p->url);
	free(p);
	return rc;
}

const struct source source_rss = {
	.name = "rss",
	.about = "Robotics: Science and Systems: volumes and papers",
	.plan = plan,
	.open = open_page,
	.feed = listing_feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
