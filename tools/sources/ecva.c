/*
 * ecva.c - www.ecva.net: ECCV since 2018, every year on the one page
 * papers.php, in a section each ("ECCV 2024 Papers"). The job's year selects;
 * there is no key.
 *
 * The markup is that of the CVF (cvf_list.c, cvf_page.c), written by hand: the
 * attributes are quoted in both ways or not at all, titles and abstracts may
 * be in quotation marks, and the plain text of the authors carries footnote
 * marks. In 2018 it is "Last, First and Last, First".
 */
#include "cvf.h"

#define LIST "https://www.ecva.net/papers.php"

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	if (job->key && *job->key)
		return err_set(e, V_FAILED,
			"'%.100s': ecva has one page for all years and takes "
			"no key",
			job->key);
	sink->request(sink, purpose, LIST, NULL);
	return 0;
}

/* --- addresses: /papers/eccv_2020/papers_ECCV/html/267_ECCV_2020_paper.php ---
 */

/* The year in the address of a paper, or 0. */
static int
url_year(const char *url)
{
	const char *s = strstr(url_path(url), "/eccv_");

	s = s ? s + strlen("/eccv_") : "";
	return strspn(s, "0123456789") == 4 ? (int)strtol(s, NULL, 10) : 0;
}

/* The length of a page's name without "_ECCV_2020_paper.php", and of what it
 * is without if that is not there; 0 when it is no page's. */
static size_t
name_length(const char *name)
{
	size_t n = strcspn(name, "?#");
	const char *end;

	if (n > 4 && strncmp(name + n - 4, ".php", 4) == 0)
		n -= 4;
	else if (n > 5 && strncmp(name + n - 5, ".html", 5) == 0)
		n -= 5;
	else
		return 0;
	end = strstr(name, "_ECCV_");
	return end && end > name && end < name + n ? (size_t)(end - name) : n;
}

static bool
identify(struct cvf *p, struct paper *paper, const char *url)
{
	const char *name = strstr(url_path(url), "/html/");
	int year = url_year(url);
	char id[300];
	size_t n;

	(void)p;
	name = name ? name + strlen("/html/") : "";
	n = name_length(name);
	if (!year || n == 0 || n > 250 || memchr(name, '/', n))
		return false;
	(void)snprintf(id, sizeof(id), "ecva:%04d:%.*s", year, (int)n, name);
	paper_set(paper, P_ID, id);
	paper_id(paper, "ecva", id + strlen("ecva:"));
	paper_set(paper, P_URL, url);
	paper_set(paper, P_TRACK,
		strstr(url, "orkshop") ||
				(p->section && p->workshops && !p->is_paper)
			? "workshop"
			: "main");
	return true;
}

/* --- sections --- */

/* "ECCV 2024 Papers": a number of four digits that is a year, or 0. */
static int
heading_year(const char *text)
{
	for (; *text; text++) {
		size_t n = strspn(text, "0123456789");

		if (n == 4 && (*text == '1' || *text == '2'))
			return (int)strtol(text, NULL, 10);
		text += n;
		if (!*text)
			break;
	}
	return 0;
}

static bool
is_heading(const struct html_tag *t)
{
	return strcmp(t->name, "button") == 0 || html_class(t, "accordion") ||
	       is_headline(t);
}

static void
between(struct cvf *p, const struct html_tag *t)
{
	const char *text;
	int year;

	if (p->part == CVF_HEADING &&
		((t->end && (is_heading(t) || strcmp(t->name, "div") == 0)) ||
			html_class(t, "accordion-content"))) {
		text = html_text(p->html);
		p->part = CVF_NOTHING;
		year = heading_year(text);
		if (year) {
			p->section = year;
			p->workshops = strstr(text, "orkshop") != NULL;
		}
		if (year > p->newest)
			p->newest = year;
	} else if (!t->end && is_heading(t)) {
		cvf_begin(p, CVF_HEADING);
	}
}

static bool
wanted(const struct cvf *p, const struct paper *paper)
{
	const char *url = paper->text[P_URL];
	int year = p->section;

	if (!year && url)
		year = url_year(url);
	return !year || year == p->page->job->year;
}

static int
empty(struct cvf *p, struct err *e)
{
	int year = p->page->job->year;

	if (p->newest)
		return err_set(e, year > p->newest ? V_NOT_YET : V_EMPTY,
			"no paper of ECCV %d on the page, whose latest is %d",
			year, p->newest);
	return err_set(e, V_LAYOUT,
		"no section 'ECCV N Papers' and no dt.ptitle on the page");
}

/* --- authors --- */

/* The length of a footnote mark at s, or 0. */
static size_t
mark_length(const char *s)
{
	static const char *const marks[] = {"*", "#", "^", "\u2020", "\u2021",
		"\u00a7", "\u00b6", "\u2217", "\u22c6", "\u2605", "\u2709",
		"\ufe0f", "\u00b9", "\u00b2", "\u00b3", "\u2070", "\u2071",
		"\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = strlen(marks[i]);

		if (strncmp(s, marks[i], n) == 0)
			return n;
	}
	return 0;
}

/* Whether digits that end here are at the end of a name. */
static bool
ends_name(const char *s)
{
	s += strspn(s, " ");
	return !*s || *s == ',' || mark_length(s) || strncmp(s, "and ", 4) == 0;
}

/* Appends a text without marks; digits at the end of a name are one too. */
static void
without_marks(struct buf *out, const char *s)
{
	size_t n;

	for (; *s; s += n) {
		if ((n = mark_length(s)))
			continue;
		n = strspn(s, "0123456789");
		if (n && ends_name(s + n))
			continue;
		n = n ? n : 1;
		buf_add(out, s, n);
	}
}

/* The commas of one part of a list, n bytes. */
static size_t
count_commas(const char *s, size_t n)
{
	size_t commas = 0;

	for (size_t i = 0; i < n; i++)
		commas += s[i] == ',';
	return commas;
}

/* "Last, First" of one author, not two authors: a side is one word. */
static bool
is_one_inverted(const char *text)
{
	const char *comma = strchr(text, ',');
	const char *first = comma + 1 + strspn(comma + 1, " ");

	return *first &&
	       (text + strcspn(text, " ") > comma || !strchr(first, ' '));
}

/* Whether the names are "Last, First and Last, First": each part between the
 * "and"s has its comma ("Jr" adds one), or, in 2018, is one word. */
static bool
is_inverted(const char *text, bool year_2018)
{
	size_t parts = 0, commas = 0;

	for (const char *s = text, *end; s; s = end ? end + 5 : NULL) {
		size_t n, here;

		end = strstr(s, " and ");
		n = end ? (size_t)(end - s) : strlen(s);
		here = count_commas(s, n);
		if (here > 2 ||
			(here == 0 && (!year_2018 || memchr(s, ' ', n))))
			return false;
		parts++;
		commas += here;
	}
	if (parts > 1)
		return commas > 0;
	return year_2018 && commas == 1 && is_one_inverted(text);
}

static void
authors(struct paper *paper, const char *text)
{
	const char *url = paper->text[P_URL];
	struct buf b;

	buf_init(&b, LIMIT_FIELD);
	without_marks(&b, text);
	if (!b.len || !is_inverted(b.s, url && url_year(url) == 2018)) {
		list_names(paper, buf_str(&b));
		buf_free(&b);
		return;
	}
	for (char *s = b.s, *end; s; s = end ? end + 5 : NULL) {
		end = strstr(s, " and ");
		if (end)
			*end = '\0';
		inverted_author(paper, s);
	}
	buf_free(&b);
}

static const struct cvf_site site = {
	.identify = identify,
	.authors = authors,
	.wanted = wanted,
	.between = between,
	.empty = empty,
};

static void *
open_page(const struct page *page)
{
	return cvf_open(page, &site);
}

const struct source source_ecva = {
	.name = "ecva",
	.about = "ECVA: ECCV since 2018, all years on one page",
	.plan = plan,
	.open = open_page,
	.feed = cvf_feed,
	.close = cvf_close,
	.html = true,
	.has_pages = true,
	.counts = "listing",
};
