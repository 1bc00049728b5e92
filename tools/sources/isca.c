/*
 * isca.c - the archive of the International Speech Communication Association:
 * Interspeech and the workshops.
 *
 * A job's key is a folder of www.isca-archive.org, "interspeech_2021" or
 * "odyssey_2022"; without one it is Interspeech. Its index has
 *
 *	<h4>Session</h4>
 *	<a class="w3-text" href="penney21_interspeech.html"><p>Title<br>
 *	<span class="w3-text w3-text-theme">A, B</span></p></a>
 *
 * A paper may stand in two sessions; it is one paper. Its PDF is beside its
 * page, or, at www.isca-speech.org/archive/ until 2023, in a folder "pdfs"
 * beside that of the pages. Abstract, pages and DOI are on the page
 *(isca_page.c).
 */
#include <ctype.h>
#include <strings.h>

#include "isca.h"

#define SITE "https://www.isca-archive.org/"

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	char key[64], url[160], other[160];
	size_t n;

	(void)snprintf(key, sizeof(key), "interspeech_%d", job->year);
	if (job->key)
		(void)snprintf(key, sizeof(key), "%s", job->key);
	n = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_-");
	if (n == 0 || key[n] != '\0')
		return err_set(e, V_FAILED,
			"'%s' is no folder of the archive (like "
			"interspeech_2021)",
			job->key);
	(void)snprintf(url, sizeof(url), SITE "%s/index.html", key);
	(void)snprintf(other, sizeof(other), SITE "%s/", key);
	sink->request(sink, purpose, url, other);
	return 0;
}

void
isca_part(struct parser *p, enum part part, const struct html_tag *t)
{
	p->part = part;
	(void)snprintf(p->until, sizeof(p->until), "%s", t->name);
	html_mark(p->list.html);
}

/* ".../interspeech_2021/penney21_interspeech.html": where folder and name
 * begin, and the length of the name, which has an underscore; 0 when it is none
 * such. */
static size_t
split_name(const char *url, const char **folder, const char **name)
{
	const char *path = url_path(url);
	size_t n;

	*name = strrchr(path, '/') + 1;
	*folder = *name - 1;
	while (*folder > path && (*folder)[-1] != '/')
		(*folder)--;
	n = strcspn(*name, "?#");
	if (n < 6 || n > 100 || *name - *folder < 2 || *name - *folder > 60 ||
		strncmp(*name + n - 5, ".html", 5) != 0 ||
		!memchr(*name, '_', n - 5))
		return 0;
	return n - 5;
}

bool
isca_identify(struct paper *paper, const char *url)
{
	const char *folder, *name;
	size_t n = split_name(url, &folder, &name);
	struct buf b;

	if (!n)
		return false;
	buf_init(&b, LIMIT_URL);
	buf_printf(&b, "isca:%.*s%.*s", (int)(name - folder), folder, (int)n,
		name);
	paper_set(paper, P_ID, buf_str(&b));
	paper_id(paper, "isca", buf_str(&b) + strlen("isca:"));
	buf_reset(&b);
	(void)buf_add(&b, url, (size_t)(name - url) + n);
	(void)buf_puts(&b, ".html");
	paper_set(paper, P_URL, buf_str(&b));
	buf_reset(&b);
	(void)buf_add(&b, url, (size_t)(folder - url));
	if (strncmp(url_path(url), "/archive/", 9) == 0)
		(void)buf_puts(&b, "pdfs/");
	(void)buf_add(&b, folder, (size_t)(name - folder) + n);
	(void)buf_puts(&b, ".pdf");
	if (!paper->text[P_PDF_URL])
		paper_set(paper, P_PDF_URL, buf_str(&b));
	buf_free(&b);
	return true;
}

/* Sessions that are no session of papers have a track of their own. */
static void
set_session(struct paper *paper, const char *session)
{
	static const char *const tracks[] = {"Keynote", "Show and Tell",
		"Show & Tell", "Survey", "Tutorial", "Panel", "Plenary"};
	struct buf b;

	for (size_t i = 0; i < sizeof(tracks) / sizeof(tracks[0]); i++) {
		size_t n = strlen(tracks[i]);

		if (strncasecmp(session, tracks[i], n) != 0)
			continue;
		buf_init(&b, 64);
		label_name(&b,
			strchr(tracks[i], '&') ? "show and tell" : tracks[i],
			strchr(tracks[i], '&') ? 13 : n);
		paper_set(paper, P_TRACK, buf_str(&b));
		buf_free(&b);
	}
	paper_keyword(paper, session);
}

static void
end_item(struct parser *p)
{
	struct paper *paper = p->paper;

	p->paper = NULL;
	p->part = IN_NOTHING;
	if (!paper)
		return;
	set_session(paper, buf_str(&p->session));
	listing_emit(&p->list, paper);
}

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->list.html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_SESSION) {
		buf_reset(&p->session);
		(void)buf_puts(&p->session, text);
	} else if (part == IN_TITLE && p->paper && !p->paper->text[P_TITLE]) {
		paper_set(p->paper, P_TITLE, text);
	} else if (part == IN_AUTHORS && p->paper && !p->paper->authors) {
		list_authors(p->paper, text);
	}
}

static void
begin_item(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");
	struct paper *paper;

	end_item(p);
	if (p->list.stop || !href || !strstr(href, ".html") ||
		!url_resolve(&p->url, p->list.page->url, href))
		return;
	paper = paper_new();
	if (!isca_identify(paper, p->url.s)) {
		paper_free(paper);
		return;
	}
	p->paper = paper;
	isca_part(p, IN_TITLE, t);
}

static void
list_tag(struct parser *p, const struct html_tag *t)
{
	if (p->part == IN_TITLE &&
		(html_is(t, "br", false) || html_is(t, "span", false)))
		end_part(p);
	else if (p->part != IN_NOTHING && html_is(t, p->until, true))
		end_part(p);
	if (html_is(t, "a", true))
		end_item(p);
	else if (t->end)
		return;
	else if (t->name[0] == 'h' && t->name[1] >= '3' && t->name[1] <= '5')
		isca_part(p, IN_SESSION, t);
	else if (html_is(t, "a", false))
		begin_item(p, t);
	else if (html_is(t, "span", false) && p->paper && !p->paper->authors)
		isca_part(p, IN_AUTHORS, t);
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
		isca_page_tag(p, t);
	else
		list_tag(p, t);
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));
	const char *folder, *name;

	listing_open(&p->list, page, on_tag);
	p->list.is_paper =
		p->list.is_paper || split_name(page->url, &folder, &name) > 0;
	buf_init(&p->url, LIMIT_URL);
	buf_init(&p->session, 500);
	return p;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc = listing_finish(&p->list, whole, e);

	if (rc > 0 && p->list.is_paper) {
		rc = isca_page_close(p, e);
	} else if (rc > 0) {
		end_item(p);
		rc = listing_close(&p->list,
			"no link like 'name21_interspeech.html', no "
			"citation_title",
			e);
	}
	paper_free(p->paper);
	listing_free(&p->list);
	buf_free(&p->url);
	buf_free(&p->session);
	free(p);
	return rc;
}

const struct source source_isca = {
	.name = "isca",
	.about = "ISCA archive: Interspeech and the workshops",
	.plan = plan,
	.open = open_page,
	.feed = listing_feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
