/*
 * ijcai.c - the proceedings of IJCAI at www.ijcai.org, 1969 to now.
 *
 * A job's key is a volume, "2018" or "1977-1", or several with commas; without
 * one it is the year. The years 1977 to 2001 had two volumes each. Lists
 * have come in six forms (ijcai_old.c, ijcai_new.c), what they are is seen in
 * them. The addresses of the lists are served with a small and a capital p.
 *
 * What stands around the papers (prefaces, committees, indexes) is listed by
 * the site as if it were papers; it is handed on with the track "front-matter".
 * Papers before 2007 have no page, and no abstract.
 */
#include <inttypes.h>

#include "ijcai.h"

#define SITE "https://www.ijcai.org/"

static void
ask(struct sink *sink, enum purpose purpose, const char *volume)
{
	char url[64], other[64];

	(void)snprintf(url, sizeof(url), SITE "proceedings/%s/", volume);
	(void)snprintf(other, sizeof(other), SITE "Proceedings/%s/", volume);
	sink->request(sink, purpose, url, other);
}

/* A year that had two volumes means both. */
static void
ask_year(struct sink *sink, enum purpose purpose, const char *volume)
{
	long year = strtol(volume, NULL, 10);
	char part[24];

	if (strlen(volume) > 4 || year < 1977 || year > 2001) {
		ask(sink, purpose, volume);
		return;
	}
	for (int i = 1; i <= 2; i++) {
		(void)snprintf(part, sizeof(part), "%.4s-%d", volume, i);
		ask(sink, purpose, part);
	}
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	char year[16], volume[8];
	const char *key = job->key ? job->key : year, *s = key;
	size_t n;

	(void)snprintf(year, sizeof(year), "%d", job->year);
	for (;; s += n + 1) {
		n = strcspn(s, ",");
		if (n < 4 || !ijcai_volume(volume, s, n))
			return err_set(e, V_FAILED,
				"'%s' is no volume of IJCAI (like 2018, "
				"1977-1)",
				key);
		ask_year(sink, purpose, volume);
		if (s[n] == '\0')
			return 0;
	}
}

bool
ijcai_follow(
	struct parser *p, struct ijcai_link *link, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");

	if (!href || !*href || !url_resolve(&p->url, p->base.s, href))
		return false;
	ijcai_link_parse(link, p->url.s);
	return true;
}

void
ijcai_identify(struct parser *p, struct paper *paper)
{
	const char *volume = *p->link.volume ? p->link.volume : p->volume;
	char id[96];

	if (!*p->link.key)
		return;
	(void)snprintf(id, sizeof(id), "ijcai:%s:%s", volume, p->link.key);
	paper_set(paper, P_ID, id);
	paper_id(paper, "ijcai", id + strlen("ijcai:"));
	if (strlen(volume) > 5)
		paper_set(paper, P_VOLUME, volume + 5);
	if (strtol(volume, NULL, 10) < 2017 || paper->text[P_DOI])
		return;
	(void)snprintf(
		id, sizeof(id), "10.24963/ijcai.%s/%s", volume, p->link.key);
	paper_set(paper, P_DOI, id);
}

void
ijcai_begin_item(struct parser *p)
{
	ijcai_end_item(p);
	p->paper = paper_new();
	paper_set(p->paper, P_TRACK, p->track);
	paper_keyword(p->paper, buf_str(&p->topic));
	buf_reset(&p->tail);
	p->awaits = p->paged = p->in_bold = false;
	p->is_list = true;
}

/* Whether this paper was there before. Links of 1977 have been copied with the
 * number of another paper: then it gets a name of its own. */
static bool
is_again(struct parser *p, struct paper *paper)
{
	const char *title = paper->text[P_TITLE];
	uintptr_t hash = (uintptr_t)hash_bytes(title, strlen(title)) | 1;
	char id[112];
	size_t n = 1;
	void **seen;

	(void)snprintf(id, sizeof(id), "%s", paper->text[P_ID]);
	while (*(seen = table_put(&p->seen, id, strlen(id), NULL))) {
		if ((uintptr_t)*seen == hash || n == 100)
			return true;
		(void)snprintf(
			id, sizeof(id), "%.90s-%zu", paper->text[P_ID], ++n);
	}
	*seen = (void *)hash; /* a number is kept, no address */
	paper_set(paper, P_ID, id);
	return false;
}

void
ijcai_end_item(struct parser *p)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;

	p->paper = NULL;
	p->part = IN_NOTHING;
	if (!paper)
		return;
	if (!paper->authors && p->tail.len)
		(void)ijcai_add_authors(
			paper, (struct span){p->tail.s, p->tail.len}, true);
	ijcai_identify(p, paper);
	if (!paper->text[P_TITLE] || !paper->text[P_ID]) {
		if (p->page->purpose != FOR_COUNT)
			sink->problem(sink,
				paper->text[P_TITLE] ? "no-id" : "no-title",
				paper->text[P_TITLE] ? paper->text[P_TITLE]
				: paper->text[P_ID]  ? paper->text[P_ID]
						     : "an empty item");
		paper_free(paper);
		return;
	}
	if (is_again(p, paper)) {
		paper_free(paper);
		return;
	}
	p->items++;
	if (p->page->purpose == FOR_COUNT) {
		paper_free(paper);
		return;
	}
	sink->paper(sink, paper);
	p->stop = sink->enough(sink);
}

/* Whether its tags go to ijcai_old.c. */
static bool
is_by_hand(const struct parser *p)
{
	return p->is_paper ? ijcai_is_abstract(p->page->url) : !p->is_new;
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->stop)
		return;
	p->is_paper = p->is_paper || is_citation(t);
	if (!p->is_paper && !p->is_new &&
		(html_class(t, "section_title") ||
			html_class(t, "paper_wrapper"))) {
		p->is_new = true;
		p->sections = 0;
	}
	p->is_list = p->is_list || html_class(t, "proceedings");
	if (p->is_paper)
		ijcai_page_tag(p, t);
	else if (p->is_new)
		ijcai_new_tag(p, t);
	else
		ijcai_old_tag(p, t);
}

/* Links are relative to the folder that the address of a list names, with or
 * without its slash. */
static void
set_base(struct parser *p, const char *url)
{
	const char *path = url_path(url), *last = strrchr(path, '/');
	size_t n = last ? strcspn(last + 1, "?#") : 0;

	(void)buf_add(&p->base, url, strcspn(url, "?#"));
	if (n > 0 && ijcai_volume(p->volume, last + 1, n))
		(void)buf_puts(&p->base, "/");
	while (last && last > path && n == 0) {
		const char *end = last;

		while (last > path && last[-1] != '/')
			last--;
		if (ijcai_volume(p->volume, last, (size_t)(end - last)))
			return;
		n = 1;
	}
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	struct ijcai_link link;

	p->page = page;
	buf_init(&p->base, LIMIT_URL + 2);
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->topic, 300);
	buf_init(&p->text, LIMIT_HTML_TEXT);
	buf_init(&p->pdf_url, LIMIT_URL);
	buf_init(&p->page_url, LIMIT_URL);
	buf_init(&p->more_url, LIMIT_URL);
	buf_init(&p->tail, LIMIT_FIELD);
	buf_init(&p->loose, LIMIT_FIELD);
	buf_init(&p->abstract, LIMIT_FIELD);
	set_base(p, page->url);
	if (!*p->volume)
		(void)snprintf(
			p->volume, sizeof(p->volume), "%d", page->job->year);
	ijcai_link_parse(&link, page->url);
	p->is_paper = page->purpose == FOR_PAPER || link.kind == IJCAI_PAGE;
	p->par.nline = 1;
	p->html = html_open(on_tag, p);
	html_mark(p->html);
	return p;
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;

	html_feed(p->html, s, n);
	return p->stop ? -1 : 0;
}

static int
close_list(struct parser *p, struct err *e)
{
	if (p->is_new)
		ijcai_end_item(p);
	if (p->items == 0 && p->sections > 0)
		return err_set(e, V_EMPTY,
			"the page has no papers, only %zu PDF files of whole "
			"sections",
			p->sections);
	if (p->items == 0 && p->is_list)
		return err_set(e, V_EMPTY, "the list has no papers");
	if (p->items == 0)
		return err_set(e, V_LAYOUT,
			"neither a list of papers nor a paper: no "
			"div.paper_wrapper, no link like "
			"'/Proceedings/16/Papers/001.pdf' or "
			"'/Abstract/16/001'");
	if (p->page->purpose == FOR_COUNT)
		p->page->sink->count(p->page->sink, p->page->url, p->items);
	return 0;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc = 0;

	if (!whole && !p->stop) {
		rc = err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", p->items);
	} else if (!p->stop) {
		html_finish(p->html);
		if (is_by_hand(p))
			ijcai_old_end(p);
		rc = p->is_paper ? ijcai_page_close(p, e) : close_list(p, e);
	}
	paper_free(p->paper);
	html_free(p->html);
	table_free(&p->seen);
	buf_free(&p->base);
	buf_free(&p->url);
	buf_free(&p->topic);
	buf_free(&p->text);
	buf_free(&p->pdf_url);
	buf_free(&p->page_url);
	buf_free(&p->more_url);
	buf_free(&p->tail);
	buf_free(&p->loose);
	buf_free(&p->abstract);
	free(p);
	return rc;
}

const struct source source_ijcai = {
	.name = "ijcai",
	.about = "proceedings of IJCAI since 1969: lists and papers",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
