/*
 * iclr_archive_link.c - what the links of ICLR's old lists say.
 *
 * The lists have no pages of their own for papers: a paper is known by where
 * its link leads, most to arXiv, some to a forum of OpenReview (in 2016 on its
 * beta host), a few to a PDF.
 */
#include "iclr_archive.h"

/* Google Sites leads out through google.com/url?q=ADDRESS. */
static bool
real_address(struct buf *url, const char *base, const char *href)
{
	struct buf host, q;
	bool good;

	if (!href || !url_resolve(url, base, href))
		return false;
	buf_init(&host, LIMIT_URL);
	buf_init(&q, LIMIT_URL);
	good = url_host(&host, url->s);
	if (good && strcmp(host.s, "www.google.com") == 0 &&
		strncmp(url_path(url->s), "/url?", 5) == 0 &&
		url_param(&q, url->s, "q"))
		good = url_resolve(url, NULL, buf_str(&q));
	buf_free(&host);
	buf_free(&q);
	return good;
}

/* The id of arXiv in a path, without version and ending. */
static bool
arxiv_key(char key[200], const char *path)
{
	struct paper *p;
	bool good;

	if (strncmp(path, "/abs/", 5) != 0 && strncmp(path, "/pdf/", 5) != 0)
		return false;
	p = paper_new(); /* which knows what an id is */
	paper_set(p, P_ARXIV, path + 5);
	good = p->text[P_ARXIV] != NULL;
	if (good)
		(void)snprintf(key, 200, "%s", p->text[P_ARXIV]);
	paper_free(p);
	return good;
}

/* The id of a forum: ?id=ID, or /document/ID of 2013. */
static bool
forum_key(char key[200], const char *url)
{
	static const char document[] = "/document/";
	const char *path = url_path(url);
	struct buf id;
	bool good;

	buf_init(&id, 100);
	if (strncmp(path, document, sizeof(document) - 1) == 0) {
		path += sizeof(document) - 1;
		buf_add(&id, path, strcspn(path, "/?#"));
	} else {
		(void)url_param(&id, url, "id");
	}
	good = id.len > 0 && !id.full;
	if (good)
		(void)snprintf(key, 200, "%s", id.s);
	buf_free(&id);
	return good;
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

bool
iclr_target(struct target *t, const char *base, const char *href)
{
	struct buf url, host;
	bool good;

	buf_init(&url, LIMIT_URL);
	buf_init(&host, LIMIT_URL);
	good = real_address(&url, base, href) && url_host(&host, url.s);
	t->kind = TARGET_OTHER;
	if (good) {
		const char *bare = strstr(url.s, "://") + 3;

		(void)snprintf(t->url, sizeof(t->url), "%s", url.s);
		if (ends_with(host.s, "arxiv.org") &&
			arxiv_key(t->key, url_path(url.s)))
			t->kind = TARGET_ARXIV;
		else if (ends_with(host.s, "openreview.net") &&
			 forum_key(t->key, url.s))
			t->kind = TARGET_OPENREVIEW;
		else
			(void)snprintf(t->key, sizeof(t->key), "%s", bare);
	}
	buf_free(&url);
	buf_free(&host);
	return good;
}

void
iclr_identify(struct paper *paper, const struct target *t, int year)
{
	char s[256];

	if (!paper->text[P_ID]) {
		(void)snprintf(
			s, sizeof(s), "iclr-archive:%d:%s", year, t->key);
		paper_set(paper, P_ID, s);
		paper_set(paper, P_URL, t->url);
	}
	if (t->kind == TARGET_ARXIV) {
		paper_set(paper, P_ARXIV, t->key);
		paper_id(paper, "arxiv", t->key);
		(void)snprintf(
			s, sizeof(s), "https://arxiv.org/pdf/%s", t->key);
		paper_set(paper, P_PDF_URL, s);
	} else if (t->kind == TARGET_OPENREVIEW) {
		paper_id(paper, "openreview", t->key);
		/* before 2017 the papers themselves were elsewhere */
		(void)snprintf(s, sizeof(s), "https://openreview.net/pdf?id=%s",
			t->key);
		if (year >= 2017 && !paper->text[P_PDF_URL])
			paper_set(paper, P_PDF_URL, s);
	} else if (ends_with(t->url, ".pdf") && !paper->text[P_PDF_URL]) {
		paper_set(paper, P_PDF_URL, t->url);
	}
}
