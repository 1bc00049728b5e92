/*
 * ijcai_item.c - a paper out of the lines of its paragraph.
 */
#include <ctype.h>

#include "ijcai.h"

/* What the lines are. */
struct lines {
	struct span line[PARAGRAPH_LINES];
	bool italic[PARAGRAPH_LINES];
	size_t n;
	struct span award, doi, heading;
};

static bool
holds(struct span s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if (strncmp(s.s + i, word, n) == 0)
			return true;
	return false;
}

/* Whether the text of the link to the PDF is a title. */
static bool
links_title(const struct parser *p)
{
	const struct paragraph *par = &p->par;
	struct span s;

	if (par->pdf.kind == IJCAI_OTHER || par->link_end <= par->link)
		return false;
	s = span_trim(buf_str(&p->text) + par->link, par->link_end - par->link);
	return s.n > 0 && !ijcai_is_labels(s);
}

/* Leaves the lines of title and authors, in their order. */
static void
read_lines(struct lines *out, const struct parser *p)
{
	const struct paragraph *par = &p->par;
	const char *text = buf_str(&p->text);

	*out = (struct lines){0};
	for (size_t i = 0; i < par->nline; i++) {
		size_t start = par->line[i].start;
		size_t end = i + 1 < par->nline ? par->line[i + 1].start
						: p->text.len;
		struct span s =
			span_trim(text + start, end > start ? end - start : 0);

		if (s.n == 0 || ijcai_is_labels(s)) {
			continue;
		} else if (holds(s, "doi:")) {
			out->doi = s;
		} else if (par->line[i].bold && !out->n && i + 2 < par->nline &&
			   (holds(s, "Paper") || holds(s, "Award") ||
				   holds(s, "Mention"))) {
			out->award = s;
		} else if (par->line[i].bold && start + s.n <= par->link &&
			   i + 1 < par->nline && links_title(p)) {
			out->heading = s;
		} else {
			out->italic[out->n] = par->line[i].italic;
			out->line[out->n++] = s;
		}
	}
}

static void
set_span(struct paper *paper, enum paper_field f, struct span s)
{
	struct buf b;

	if (s.n == 0)
		return;
	buf_init(&b, LIMIT_FIELD);
	(void)buf_add(&b, s.s, s.n);
	paper_set(paper, f, buf_str(&b));
	buf_free(&b);
}

/* The text of the link alone, with what stands before it; what follows may be
 * the authors, or a page. */
static struct span
scanned_title(struct parser *p, struct span s, char page[16])
{
	const struct paragraph *par = &p->par;
	const char *text = buf_str(&p->text);
	struct span link, rest;
	size_t letters = 0;

	if (par->pdf.kind == IJCAI_OTHER || par->link_end <= par->link)
		return s;
	link = span_trim(text + par->link, par->link_end - par->link);
	rest = span_trim(text + par->link_end, p->text.len - par->link_end);
	if (link.n == 0) /* spaces alone */
		return s;
	if (ijcai_is_labels(link)) /* "Title PDF" */
		return span_trim(text, par->link);
	for (size_t i = 0; i < rest.n; i++)
		letters += isalpha((unsigned char)rest.s[i]) != 0;
	buf_reset(&p->tail);
	if (link.s[link.n - 1] == ':' && letters) {
		p->paged = ijcai_cut_number(&s, page);
		return s;
	}
	if (letters > 3 && memchr(rest.s, ' ', rest.n))
		(void)buf_add(&p->tail, rest.s, rest.n);
	else if (letters == 0)
		p->paged = ijcai_cut_number(&rest, page);
	if (s.s >= text + par->link_end) /* it is of a line before */
		return s;
	return span_trim(s.s, (size_t)(text + par->link_end - s.s));
}

/* The authors have the link, and the title is the paragraph before. */
static struct span
swap_title(struct parser *p, struct span s)
{
	if (!p->paged || p->loose.len == 0 || !ijcai_is_names(s))
		return s;
	(void)ijcai_add_authors(p->paper, s, true);
	p->awaits = false;
	return span_trim(buf_str(&p->loose), p->loose.len);
}

/* The number of the line of the authors, or how many lines there are. */
static size_t
find_authors(const struct lines *l)
{
	for (size_t i = l->n; i-- > 1;)
		if (l->italic[i])
			return i;
	return l->n > 1 ? l->n - 1 : l->n;
}

void
ijcai_set_doi(struct paper *paper, struct span s)
{
	struct buf b;

	buf_init(&b, 256);
	for (size_t i = 0; i + 4 <= s.n; i++) {
		if (strncmp(s.s + i, "doi:", 4) != 0)
			continue;
		s = span_trim(s.s + i + 4, s.n - i - 4);
		while (s.n > 0 && strchr(").", s.s[s.n - 1]))
			s.n--;
		(void)buf_add(&b, s.s, s.n);
		paper_set(paper, P_DOI, buf_str(&b));
		break;
	}
	buf_free(&b);
}

/* "Title.. 16", "Title." */
static void
cut_leader_and_page(struct parser *p, struct span *title, char page[16])
{
	struct span s = *title;
	char number[16];

	if (ijcai_cut_number(&s, number) && s.n > 2 &&
		strncmp(s.s + s.n - 2, "..", 2) == 0) {
		(void)snprintf(page, 16, "%s", number);
		*title = s;
		p->paged = true;
	}
	ijcai_cut_leader(title);
}

/* Title, authors, page, DOI and award of p->paper. */
static void
set_fields(struct parser *p, const struct lines *l, char page[16])
{
	size_t authors = find_authors(l);
	struct span title = {"", 0};

	if (l->n > 0) {
		const char *end =
			l->line[authors - 1].s + l->line[authors - 1].n;

		title = span_trim(l->line[0].s, (size_t)(end - l->line[0].s));
	}
	p->awaits = !ijcai_cut_page(&title, page) && l->n == 1;
	if (p->awaits)
		title = scanned_title(p, title, page);
	if (p->awaits && ijcai_cut_page(&title, page))
		p->awaits = false;
	if (p->awaits) {
		cut_leader_and_page(p, &title, page);
		ijcai_cut_item_number(&title);
		title = swap_title(p, title);
	}
	set_span(p->paper, P_TITLE, title);
	if (*page)
		paper_set(p->paper, P_PAGES, page);
	if (authors < l->n)
		(void)ijcai_add_authors(p->paper, l->line[authors], false);
	set_span(p->paper, P_DECISION, l->award);
	ijcai_set_doi(p->paper, l->doi);
}

/* "PDF | Erratum": what the second is called. */
static void
set_more(struct parser *p)
{
	const struct paragraph *par = &p->par;
	struct buf name;

	if (par->more_end <= par->more || par->more_end - par->more > 40)
		return;
	buf_init(&name, 64);
	label_name(&name, p->text.s + par->more, par->more_end - par->more);
	if (name.len)
		paper_link(p->paper, name.s, buf_str(&p->more_url));
	buf_free(&name);
}

/* Whether the link to the page is that of another paper, as a few are in 2013:
 * the PDF is the right one, unless that was there before. */
static bool
is_other_page(struct parser *p)
{
	const struct ijcai_link *pdf = &p->par.pdf;
	char id[96];

	if (pdf->kind != IJCAI_PDF || !isdigit((unsigned char)*pdf->key) ||
		strtol(pdf->key, NULL, 10) == strtol(p->par.page.key, NULL, 10))
		return false;
	(void)snprintf(id, sizeof(id), "ijcai:%s:%s",
		*pdf->volume ? pdf->volume : p->volume, pdf->key);
	return !table_get(&p->seen, id, strlen(id));
}

void
ijcai_old_item(struct parser *p)
{
	const struct paragraph *par = &p->par;
	struct lines l;
	char page[16] = "";
	const char *title;

	read_lines(&l, p);
	if (l.n == 0 && !p->is_paper) /* a link around nothing */
		return;
	if (l.heading.n)
		ijcai_set_heading(p, 0, l.heading);
	if (!p->is_paper)
		ijcai_begin_item(p);
	p->in_bold = par->bold && !l.heading.n;
	if (par->page.kind != IJCAI_OTHER && !is_other_page(p)) {
		p->link = par->page;
		paper_set(p->paper, P_URL, buf_str(&p->page_url));
	} else if (par->pdf.kind != IJCAI_OTHER) {
		p->link = par->pdf;
	}
	if (par->pdf.kind != IJCAI_OTHER)
		paper_set(p->paper, P_PDF_URL, buf_str(&p->pdf_url));
	if (*p->first_page)
		paper_set(p->paper, P_PAGES, p->first_page);
	*p->first_page = '\0';
	set_fields(p, &l, page);
	set_more(p);
	title = p->paper->text[P_TITLE];
	if (title && ijcai_is_front(title, page)) {
		paper_set(p->paper, P_TRACK, "front-matter");
		p->paper->keywords = NULL;
	}
}

void
ijcai_old_note(struct parser *p)
{
	const char *tail = strchr(p->par.pdf.key, '-');
	struct lines l;
	struct buf name;

	read_lines(&l, p);
	ijcai_set_doi(p->paper, l.doi);
	if (p->par.page.kind != IJCAI_OTHER && !p->paper->text[P_URL])
		paper_set(p->paper, P_URL, buf_str(&p->page_url));
	buf_init(&name, 64);
	if (tail)
		label_name(&name, tail, strlen(tail));
	if (name.len)
		paper_link(p->paper, name.s, buf_str(&p->pdf_url));
	buf_free(&name);
}

#define TITLE_MAX 4096 /* bytes: no title is as long */

void
ijcai_more_title(struct paper *paper, struct span s)
{
	struct buf b;

	if (paper->text[P_TITLE] && strlen(paper->text[P_TITLE]) > TITLE_MAX)
		return; /* each longer one would stay in memory beside it */
	buf_init(&b, LIMIT_FIELD);
	buf_puts(&b, paper->text[P_TITLE] ? paper->text[P_TITLE] : "");
	buf_putc(&b, ' ');
	buf_add(&b, s.s, s.n);
	paper_set(paper, P_TITLE, buf_str(&b));
	buf_free(&b);
}
