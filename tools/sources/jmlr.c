/*
 * jmlr.c - the Journal of Machine Learning Research, and Transactions (TMLR).
 *
 * A job's key says which list: "v23", a volume (without a key that of the year,
 * 1999 + volume); "tmlr" and "mloss", lists of all years; "topic/NAME" and
 * "special/NAME", special topics and issues. The papers of a volume are its
 * own whatever year they bear (volume 3 runs from July 2002 to March 2003); of
 * the other lists those of the job's year are taken.
 */
#include "jmlr.h"

#define HOST "https://jmlr.org"

/* Whether a string is a plain file name. */
static bool
is_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

	return n > 0 && n < 100 && s[n] == '\0';
}

/* The address of a list from its key; false when the key is none. */
static bool
list_url(struct buf *url, const char *key)
{
	size_t n = strspn(key + (*key != '\0'), "0123456789");

	if (*key == 'v' && n > 0 && n < 5 && key[1 + n] == '\0')
		return buf_printf(url, HOST "/papers/%s/", key);
	if (strcmp(key, "tmlr") == 0)
		return buf_puts(url, HOST "/tmlr/papers/");
	if (strcmp(key, "mloss") == 0)
		return buf_puts(url, HOST "/mloss/");
	if ((strncmp(key, "topic/", 6) == 0 && is_name(key + 6)) ||
		(strncmp(key, "special/", 8) == 0 && is_name(key + 8)))
		return buf_printf(url, HOST "/papers/%s.html", key);
	return false;
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	struct buf url;
	char volume[16];
	const char *key = job->key;
	int rc = 0;

	if (!key || !*key) {
		(void)snprintf(volume, sizeof(volume), "v%d", job->year - 1999);
		key = volume;
	}
	buf_init(&url, LIMIT_URL);
	if (list_url(&url, key))
		sink->request(sink, purpose, url.s, NULL);
	else
		rc = err_set(e, V_FAILED,
			"'%s' is no list of JMLR (v23, tmlr, mloss, "
			"topic/NAME, special/NAME)",
			key);
	buf_free(&url);
	return rc;
}

void
jmlr_begin(struct parser *p, enum part part)
{
	p->part = part;
	html_mark(p->html);
}

bool
jmlr_href(struct parser *p, const struct html_tag *t)
{
	const char *href = html_attr(t, "href");

	return href && *href && url_resolve(&p->url, p->page->url, href);
}

/* ".../papers/v23/21-0001.html" and ".bib", ".../papers/volume23/21-0001/...":
 * both parts, key NULL when it is another address. */
static const char *
split_path(const char *path, size_t *volume, const char **key, size_t *nkey)
{
	const char *p = strstr(path, "/papers/v"), *dot;

	if (!p)
		return NULL;
	p += strlen("/papers/v");
	if (strncmp(p, "olume", 5) == 0)
		p += 5;
	*volume = strspn(p, "0123456789");
	if (*volume == 0 || *volume > 4 || p[*volume] != '/')
		return NULL;
	*key = p + *volume + 1;
	*nkey = strcspn(*key, "/?#");
	if ((*key)[*nkey] != '/') {
		for (dot = *key + *nkey; dot > *key && *dot != '.';)
			dot--;
		if (dot == *key)
			return NULL;
		*nkey = (size_t)(dot - *key);
	}
	return *nkey > 0 && *nkey <= 100 ? p : NULL;
}

bool
jmlr_identify(struct paper *paper, const char *url)
{
	const char *volume, *key;
	size_t nvolume, nkey;
	char id[128];

	volume = split_path(url_path(url), &nvolume, &key, &nkey);
	if (!volume)
		return false;
	(void)snprintf(id, sizeof(id), "jmlr:v%.*s:%.*s", (int)nvolume, volume,
		(int)nkey, key);
	paper_set(paper, P_ID, id);
	paper_id(paper, "jmlr", id + strlen("jmlr:"));
	if (!paper->text[P_VOLUME]) {
		(void)snprintf(id, sizeof(id), "%.*s", (int)nvolume, volume);
		paper_set(paper, P_VOLUME, id);
	}
	return true;
}

static void
on_tag(void *ctx, struct html *h, const struct html_tag *t)
{
	struct parser *p = ctx;

	(void)h;
	if (p->stop)
		return;
	p->is_paper = p->is_paper || is_citation(t);
	if (p->is_paper)
		jmlr_paper_tag(p, t);
	else if (strstr(url_path(p->page->url), "/tmlr/"))
		jmlr_tmlr_tag(p, t);
	else
		jmlr_list_tag(p, t);
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->page = page;
	p->is_paper = page->purpose == FOR_PAPER;
	p->by_year = !strstr(url_path(page->url), "/papers/v");
	p->html = html_open(on_tag, p);
	html_charset(p->html, page->content_type);
	buf_init(&p->url, LIMIT_URL);
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
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	int rc = 0;

	if (whole && !p->stop)
		html_finish(p->html);
	if (p->stop)
		rc = 0;
	else if (!whole)
		rc = err_set(e, V_RETRY_LATER,
			"the page broke off after %zu papers", p->items);
	else
		rc = p->is_paper ? jmlr_paper_close(p, e)
				 : jmlr_list_close(p, e);
	paper_free(p->paper);
	html_free(p->html);
	buf_free(&p->url);
	free(p);
	return rc;
}

const struct source source_jmlr = {
	.name = "jmlr",
	.about = "Journal of Machine Learning Research, TMLR, MLOSS",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
