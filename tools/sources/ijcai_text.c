/*
 * ijcai_text.c - the lines of lists that were typed or scanned: authors with
 * the page behind them, titles with the page behind them, headings.
 *
 * What a scanner has misread stays as it is; only the signs between names are
 * known in all the forms they came in: "A, B, and C", "A & B", "A and B.. 16",
 * "A495", "A--NA" (not available).
 */
#include <ctype.h>
#include <strings.h>

#include "ijcai.h"

struct span
span_trim(const char *s, size_t n)
{
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	while (n > 0 && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	return (struct span){s, n};
}

bool
ijcai_is_labels(struct span s)
{
	static const char *const labels[] = {
		"PDF", "Abstract", "Details", "BibTeX", "Erratum", "Video"};
	size_t words = 0;

	while (s.n > 0) {
		size_t i, n = 0;

		if (strchr(" |()[],.", *s.s)) {
			s = (struct span){s.s + 1, s.n - 1};
			continue;
		}
		while (n < s.n && isalpha((unsigned char)s.s[n]))
			n++;
		for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
			if (strlen(labels[i]) == n &&
				strncasecmp(labels[i], s.s, n) == 0)
				break;
		if (i == sizeof(labels) / sizeof(labels[0]))
			return false;
		s = (struct span){s.s + n, s.n - n};
		words++;
	}
	return words > 0;
}

bool
ijcai_cut_page(struct span *s, char page[16])
{
	size_t n = s->n, digits, end;

	while (n > 0 && isdigit((unsigned char)s->s[n - 1]))
		n--;
	if (n == s->n)
		while (n > 0 && strchr("ivxlc", s->s[n - 1]))
			n--;
	digits = s->n - n;
	end = n;
	while (n > 0 && s->s[n - 1] == ' ')
		n--;
	if (digits == 0 || digits > 12 || n == 0 || s->s[n - 1] != '/' ||
		(n == end && (n < 2 || s->s[n - 2] != ' ')))
		return false;
	(void)snprintf(page, 16, "%.*s", (int)digits, s->s + end);
	*s = span_trim(s->s, n - 1);
	return true;
}

/* Whether the dot at the end belongs to what is before it: "A.", "Jr.". */
static bool
is_abbreviation(struct span s)
{
	size_t end = s.n - 1, start = end, letters = 0;

	while (start > 0 && (isalpha((unsigned char)s.s[start - 1]) ||
				    (s.s[start - 1] & 0x80))) {
		start--;
		letters += (s.s[start] & 0xc0) != 0x80;
	}
	return letters == 1 ||
	       (end - start == 2 &&
		       (strncmp(s.s + start, "Jr", 2) == 0 ||
			       strncmp(s.s + start, "Sr", 2) == 0));
}

bool
ijcai_cut_number(struct span *s, char page[16])
{
	size_t n, end = s->n;

	if (end > 1 && s->s[end - 1] == '.' &&
		isdigit((unsigned char)s->s[end - 2]))
		end--;
	n = end;
	while (n > 0 && isdigit((unsigned char)s->s[n - 1]))
		n--;
	if (n < end && end - n <= 5) {
		(void)snprintf(page, 16, "%.*s", (int)(end - n), s->s + n);
		*s = span_trim(s->s, n);
		return true;
	}
	if (s->n > 3 && strncmp(s->s + s->n - 3, "-NA", 3) == 0) {
		s->n -= 2;
		return true;
	}
	return false;
}

void
ijcai_cut_leader(struct span *s)
{
	while (s->n > 0 && strchr(" .,;:-", s->s[s->n - 1])) {
		if (s->s[s->n - 1] == '.' && is_abbreviation(*s))
			return;
		s->n--;
	}
}

static bool
ends_open(struct span s)
{
	return s.n > 0 &&
	       (strchr(",&", s.s[s.n - 1]) ||
		       (s.n > 4 && strncmp(s.s + s.n - 4, " and", 4) == 0));
}

/* Whether the byte at i is a capital letter that stands alone: an initial. */
static bool
is_initial(struct span s, size_t i)
{
	return isupper((unsigned char)s.s[i]) && (i == 0 || s.s[i - 1] == ' ');
}

/* The length of the sign at i that divides names, or 0. */
static size_t
divider(struct span s, size_t i, bool scanned)
{
	size_t left = s.n - i;

	/* "H&hnel" is a faulty name, no two */
	if (s.s[i] == ';' ||
		(s.s[i] == '&' && left > 1 &&
			(s.s[i + 1] == ' ' || (i > 0 && s.s[i - 1] == ' '))))
		return 1;
	if (left <= 5 || strncmp(s.s + i, " and", 4) != 0)
		return 0;
	if (s.s[i + 4] == ' ')
		return 5;
	return scanned && isupper((unsigned char)s.s[i + 4]) ? 4 : 0;
}

/* The same list with commas alone. In scanned lines "Leo Soh andXin Li",
 * "J, M. Ten" and "K.Krulee" are what they look like. */
static void
put_commas(struct buf *b, struct span s, bool scanned)
{
	for (size_t i = 0; i < s.n; i++) {
		size_t n = divider(s, i, scanned);

		if (n) {
			buf_puts(b, ", ");
			i += n - 1;
		} else if (scanned && i > 0 && s.s[i] == ',' &&
			   is_initial(s, i - 1)) {
			buf_putc(b, '.');
		} else {
			buf_putc(b, s.s[i]);
		}
		if (scanned && i > 0 && i + 2 < s.n && s.s[i] == '.' &&
			is_initial(s, i - 1) &&
			isupper((unsigned char)s.s[i + 1]) &&
			islower((unsigned char)s.s[i + 2]))
			buf_putc(b, ' ');
	}
}

bool
ijcai_add_authors(struct paper *paper, struct span s, bool scanned)
{
	char page[16] = "";
	bool whole, open;
	struct buf b;

	s = span_trim(s.s, s.n);
	/* The end of a title has slipped into this line: "(SARF) A, B". */
	if (s.n > 0 && *s.s == '(' && memchr(s.s, ')', s.n)) {
		const char *end = (const char *)memchr(s.s, ')', s.n) + 1;

		s = span_trim(end, s.n - (size_t)(end - s.s));
	}
	whole = ijcai_cut_number(&s, page);
	open = !whole && ends_open(s);
	ijcai_cut_leader(&s);
	if (open && s.n > 4 && strncmp(s.s + s.n - 4, " and", 4) == 0)
		s.n -= 4;
	buf_init(&b, LIMIT_FIELD);
	put_commas(&b, s, scanned);
	if (scanned)
		ijcai_add_names(paper, buf_str(&b));
	else
		list_authors(paper, buf_str(&b));
	buf_free(&b);
	if (*page)
		paper_set(paper, P_PAGES, page);
	return open;
}

bool
ijcai_is_front(const char *title, const char *page)
{
	static const char *const names[] = {"preface", "foreword", "index",
		"author index", "contents", "table of contents", "front matter",
		"title page", "copyright", "program committee",
		"conference organization", "conference committee", "reviewers",
		"ordering information", "invited speakers",
		"organizers and sponsors", "conference organizers and sponsors",
		"awards and distinguished papers", "ijcai organization",
		"past ijcai conferences", "keynote and invited speakers",
		"conference sponsorship", "author indx", "schedule", "referees",
		"author/co-author index", "topic index for technical papers",
		"invited talks", "invited panels", "supplement",
		"computers & thought lecture",
		"ijcai distinguished service award lecture",
		"alphabetical by first author, a-m",
		"alphabetical by first author, n-z"};
	size_t n = strspn(title, "0123456789");

	if (page && *page && page[strspn(page, "ivxlc")] == '\0')
		return true;
	if (n > 0 && title[n] == '.') /* "2. Foreword" */
		title += n + 1 + strspn(title + n + 1, " ");
	if (strncasecmp(title, "IJCAI-", 6) == 0) {
		n = 6 + strspn(title + 6, "0123456789");
		title += n + (title[n] == ' ');
	}
	n = strlen(title);
	while (n > 0 && strchr(" .", title[n - 1]))
		n--;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == n &&
			strncasecmp(names[i], title, n) == 0)
			return true;
	return false;
}

void
ijcai_track(char out[128], const char *label, size_t n)
{
	static const char *const main_names[] = {"main", "technical-papers",
		"technical-papers-and-posters", "papers", "regular-papers"};
	struct buf b;
	const char *s;

	buf_init(&b, 127);
	label_name(&b, label, n);
	s = buf_str(&b);
	if (strncmp(s, "ijcai-", 6) == 0)
		s += 6 + strspn(s + 6, "0123456789-");
	(void)snprintf(out, 128, "%s", s);
	n = strlen(out);
	if (n > 6 && strcmp(out + n - 6, "-track") == 0)
		out[n - 6] = '\0';
	for (size_t i = 0; i < sizeof(main_names) / sizeof(main_names[0]); i++)
		if (strcmp(out, main_names[i]) == 0)
			(void)snprintf(out, 128, "main");
	buf_free(&b);
}
