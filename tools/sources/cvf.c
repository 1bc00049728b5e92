/*
 * cvf.c - openaccess.thecvf.com: CVPR, ICCV, WACV, ACCV and ECCV 2018, with
 * their workshops and findings.
 *
 * A job's key is the conference as the site names it: CVPR2020, WACV2024,
 * CVPR2026_findings, CVPR2021_workshops, CVPR2021_workshops/NTIRE; without a
 * key it is the venue and the year. Its page was one list until 2017 (and
 * still is for WACV); from 2018 to 2020 it is a menu of days without a list of
 * all; since 2021 `?day=all` has all papers. In the weeks after a conference a
 * menu has been a list too (CVPR 2020, read 2020-07-12), so what a page is, the
 * page decides: one without papers that leads to days or workshops is a menu.
 *
 * Main conference, findings and workshops have lists of their own; a paper's
 * track is what its address says.
 */
#include <ctype.h>

#include "cvf.h"

#define HOST "https://openaccess.thecvf.com/"

/* The note on a request: the list of all days has failed. */
#define NOT_ALL "#days"

/* --- what to ask for --- */

/* "CVPR2026", "_findings" or "_workshops" or "_workshops/NAME". */
static bool
check_key(const char *key, size_t *letters, long *year, const char **rest)
{
	*letters = strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (*letters < 3 || *letters > 8 ||
		strspn(key + *letters, "0123456789") != 4)
		return false;
	*year = strtol(key + *letters, NULL, 10);
	*rest = key + *letters + 4;
	if (strncmp(*rest, "_workshops", 10) == 0 &&
		((*rest)[10] == '/' || !(*rest)[10]))
		return !strpbrk(*rest, " ?#%<>\"\\") && strlen(*rest) < 200;
	return !**rest || strcmp(*rest, "_findings") == 0;
}

/* Whether a conference has a page with the papers of all days. */
static bool
is_in_days(const char *key, size_t letters, long year, const char *rest)
{
	if (strcmp(rest, "_findings") == 0)
		return true;
	if (*rest || letters != 4)
		return false;
	if (strncmp(key, "WACV", 4) == 0)
		return year >= 2026;
	return year >= 2021 &&
	       (strncmp(key, "CVPR", 4) == 0 || strncmp(key, "ICCV", 4) == 0);
}

/* The address of a conference, and another to try after it. */
static bool
addresses(struct buf *url, struct buf *otherwise, const char *key)
{
	const char *rest = "";
	size_t letters = 0;
	long year = 0;

	if (!check_key(key, &letters, &year, &rest))
		return false;
	buf_printf(url, HOST "%s", key);
	buf_puts(otherwise, url->s);
	if (strcmp(rest, "_workshops") == 0) {
		buf_puts(url, "/menu");
		buf_puts(otherwise, "/menu.py");
	} else if (is_in_days(key, letters, year, rest)) {
		buf_puts(url, "?day=all");
		buf_puts(otherwise, NOT_ALL);
	} else {
		buf_puts(otherwise, ".py");
	}
	return true;
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	char own[32] = "";
	const char *key = job->key;
	struct buf url, otherwise;
	int rc = 0;

	if (!key) {
		(void)snprintf(own, sizeof(own), "%.16s%d",
			job->venue ? job->venue : "", job->year);
		for (char *c = own; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		key = own;
	}
	buf_init(&url, LIMIT_URL);
	buf_init(&otherwise, LIMIT_URL);
	if (addresses(&url, &otherwise, key))
		sink->request(sink, purpose, url.s, otherwise.s);
	else
		rc = err_set(e, V_FAILED,
			"'%s' is no conference of the CVF (like CVPR2020, "
			"WACV2024, CVPR2021_workshops)",
			key);
	buf_free(&url);
	buf_free(&otherwise);
	return rc;
}

/* --- menus --- */

/* Host and path of an address. Links said http until 2020. */
static const char *
place_of(const char *url)
{
	const char *s = strstr(url, "://");

	return s ? s + 3 : url;
}

/* The length of that without query and ".py". */
static size_t
stem(const char *place)
{
	size_t n = strcspn(place, "?#");

	return n > 3 && strncmp(place + n - 3, ".py", 3) == 0 ? n - 3 : n;
}

/* A day of the page's own conference. */
static bool
is_day(const struct cvf *p, const char *url)
{
	const char *here = place_of(p->page->url), *there = place_of(url);
	size_t n = stem(there);

	return !strstr(here, "day=") && strstr(there + n, "day=") &&
	       n == stem(here) && strncmp(there, here, n) == 0;
}

/* A workshop, from the menu of workshops it stands in. */
static bool
is_workshop(const struct cvf *p, const char *url)
{
	const char *here = place_of(p->page->url), *there = place_of(url);
	const char *dir = strstr(here, "_workshops/menu");
	size_t n = dir ? (size_t)(dir - here) + strlen("_workshops/") : 0;

	return n && strncmp(there, here, n) == 0 && there[n] != '\0' &&
	       strncmp(there + n, "menu", 4) != 0 && !strchr(there + n, '/');
}

/* Keeps a way that a menu leads, once. */
static void
add_way(struct cvf *p, const char *url)
{
	size_t n = strlen(url);
	bool made;

	if (p->ways.len + n + 1 >= p->ways.max)
		return;
	(void)table_put(&p->seen, url, n, &made);
	if (made)
		buf_printf(&p->ways, "%s\n", url);
	if (strstr(url, "day=all"))
		p->has_all = true;
}

static void
between(struct cvf *p, const struct html_tag *t)
{
	if (p->part == CVF_HEADING && is_headline(t)) {
		p->has_heading = p->has_heading ||
				 strcmp(html_text(p->html), "Papers") == 0;
		p->part = CVF_NOTHING;
	} else if (!t->end && is_headline(t)) {
		cvf_begin(p, CVF_HEADING);
	} else if (html_is(t, "a", false) && cvf_link_url(p, t) &&
		   (is_day(p, p->url.s) || is_workshop(p, p->url.s))) {
		add_way(p, p->url.s);
	}
}

/* Asks for what a menu leads to: all days at once, if there is such a page
 * and it has not failed. */
static int
empty(struct cvf *p, struct err *e)
{
	struct sink *sink = p->page->sink;
	bool all = p->has_all && !strstr(p->page->url, NOT_ALL);
	size_t asked = 0, n;

	for (char *s = p->ways.s; s && *s; s += n + 1) {
		n = strcspn(s, "\n");
		s[n] = '\0';
		if (p->has_all && !strstr(s, "day=all") == all)
			continue;
		sink->request(sink, p->page->purpose, s, NULL);
		asked++;
	}
	if (asked)
		return 0;
	if (p->has_heading)
		return err_set(e, V_EMPTY, "the list has no papers");
	return err_set(e, V_LAYOUT,
		"no dt.ptitle, and no link to a day or a workshop of it");
}

/* --- papers --- */

static bool
identify(struct cvf *p, struct paper *paper, const char *url)
{
	struct cvf_place place;
	char id[400];
	size_t n = strcspn(url, "?#");

	(void)p;
	if (!cvf_place(&place, url))
		return false;
	(void)snprintf(id, sizeof(id), "cvf:%s%s%s:%s", place.conference,
		*place.part ? "/" : "", place.part, place.file);
	paper_set(paper, P_ID, id);
	paper_id(paper, "cvf", id + strlen("cvf:"));
	paper_set(paper, P_TRACK, place.track);
	if (n > 5 && strncmp(url + n - 5, ".html", 5) == 0)
		paper_set(paper, P_URL, url);
	else if (!paper->text[P_PDF_URL])
		paper_set(paper, P_PDF_URL, url);
	return true;
}

static const struct cvf_site site = {
	.identify = identify,
	.authors = list_authors,
	.between = between,
	.empty = empty,
};

static void *
open_page(const struct page *page)
{
	return cvf_open(page, &site);
}

const struct source source_cvf = {
	.name = "cvf",
	.about = "CVF Open Access: CVPR, ICCV, WACV, ACCV, ECCV 2018",
	.plan = plan,
	.open = open_page,
	.feed = cvf_feed,
	.close = cvf_close,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
