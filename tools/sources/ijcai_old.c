/*
 * ijcai_old.c - the lists that were made by hand, 1969 to 2016, and the lines
 * of which the abstract pages of 2007 to 2016 consist.
 *
 * They have paragraphs, and a paper is one or two of them:
 *
 *	1969-2003  <p><a href=PDF>Title</a></p> <p>A, B, and C.. 16</p>
 *	2005       <p class="doctitle"><a href=PDF>Title</a></p>
 *	           <p class="docauthor">A and B</p>
 *	2007       <p><a href=PAGE>Abstract<br /><a href=PDF>Title</a> / 2<br>
 *	           <i>A, B</i></p>
 *	2009-2013  <p><a href=PDF>Title</a> / 2<br /><i>A, B</i><br />
 *	           <a href=PAGE>Abstract</a></p>
 *	2015-2016  <p>Title / 2<br /><i>A, B</i><br />
 *	           <a href=PDF>PDF</a> | <a href=PAGE>Abstract</a></p>
 *
 * So a paragraph is taken whole, as lines, and what it is decides itself at its
 * end. Elements are closed late, twice or never; bold type may begin before its
 * paragraph. Authors may go on in another paragraph, or be a second link to the
 * same PDF (1977). Titles that stand there without a PDF ("--NA") are no
 * papers here: nothing identifies them. A heading may link the page of its
 * section (2013), and the volumes of 2001 have nothing else.
 */
#include <ctype.h>
#include <strings.h>

#include "ijcai.h"

static bool
is_block(const char *name)
{
	static const char *const names[] = {"p", "div", "td", "th", "tr",
		"table", "li", "ul", "ol", "dl", "dt", "dd", "hr", "section",
		"article", "blockquote", "center", "footer", "body"};

	if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Where the text of the paragraph has come to. */
static size_t
here(struct parser *p)
{
	return strlen(html_text(p->html));
}

static void
begin_paragraph(struct parser *p, const struct html_tag *t)
{
	struct paragraph *par = &p->par;

	*par = (struct paragraph){.nline = 1, .bold = p->bold};
	if (t && !t->end) {
		(void)snprintf(
			par->classes, sizeof(par->classes), "%s", t->classes);
		if (t->name[0] == 'h' && isdigit((unsigned char)t->name[1]))
			par->level = t->name[1] - '0';
	}
	html_mark(p->html);
}

static bool
begins(struct span s, const char *word)
{
	return s.n >= strlen(word) && strncasecmp(s.s, word, strlen(word)) == 0;
}

/* When it was, rather than what it was about: "20-23 August 1973". */
static bool
is_date(struct span s)
{
	for (size_t i = 0; i + 5 <= s.n; i++)
		if ((strncmp(s.s + i, " 19", 3) == 0 ||
			    strncmp(s.s + i, " 20", 3) == 0) &&
			isdigit((unsigned char)s.s[i + 3]) &&
			isdigit((unsigned char)s.s[i + 4]))
			return true;
	return false;
}

void
ijcai_set_heading(struct parser *p, int level, struct span s)
{
	const char *dash = NULL;

	while (s.n > 3 && strncmp(s.s, "\u2014", 3) == 0)
		s = span_trim(s.s + 3, s.n - 3);
	while (s.n > 3 && strncmp(s.s + s.n - 3, "\u2014", 3) == 0)
		s = span_trim(s.s, s.n - 3);
	for (const char *q = s.s; s.n > 3 && q < s.s + s.n - 3; q++)
		if (strncmp(q, "\u2014", 3) == 0)
			dash = q;
	buf_reset(&p->topic);
	if (level == 3 && begins(s, "volume ")) /* of paper: no new track */
		return;
	if (level > 0 && level < 4) {
		*p->track = '\0';
		if (level == 3)
			ijcai_track(p->track, s.s,
				dash ? (size_t)(dash - s.s) : s.n);
		if (!dash)
			return;
		s = span_trim(dash + 3, (size_t)(s.s + s.n - dash - 3));
	}
	if (!is_date(s) && (s.n != 8 || strncasecmp(s.s, "contents", s.n) != 0))
		(void)buf_add(&p->topic, s.s, s.n);
}

static bool
is_capitals(struct span s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (islower((unsigned char)s.s[i]))
			return false;
		letters += isupper((unsigned char)s.s[i]) != 0;
	}
	return letters > 1;
}

/* Whether a line in bold type is the authors below a title in bold type. */
static bool
is_bold_names(const struct parser *p, struct span s)
{
	char page[16];

	return p->par.level == 0 && p->paper && p->awaits && p->in_bold &&
	       !p->paper->authors && !is_capitals(s) &&
	       (ijcai_cut_number(&s, page) || ijcai_is_names(s));
}

static bool
is_list(struct span s)
{
	for (size_t i = 0; i + 5 < s.n; i++)
		if (s.s[i] == ',' || strncmp(s.s + i, " and ", 5) == 0)
			return true;
	return false;
}

/* A line where the authors of the item are to come. */
static void
add_line(struct parser *p, struct span s)
{
	struct span rest = s;
	char page[16] = "";
	bool whole = ijcai_cut_number(&rest, page), is_prose;

	is_prose = !p->paper->authors &&
		   (p->par.pdf.kind == IJCAI_OTHER ? ijcai_is_prose(rest)
						   : !ijcai_is_names(rest));
	if (!whole && p->paged && !(ijcai_is_names(s) && is_list(s)))
		p->awaits = false;
	else if (whole && !*page && (p->paged || is_prose)) /* "Title A--NA" */
		p->awaits = false;
	else if (!whole && is_prose)
		ijcai_more_title(p->paper, s);
	else
		p->awaits = ijcai_add_authors(p->paper, s, true);
}

/* A paragraph without a paper. */
static void
end_text(struct parser *p, struct span s)
{
	buf_reset(&p->loose);
	if (p->is_paper) {
		ijcai_page_text(p);
	} else if (begins(s, "DISCLAIMER") || begins(s, "Copyright")) {
		ijcai_end_item(p);
	} else if (strcmp(p->par.classes, "docpage") == 0) {
		p->page_first = p->page_first || p->items == 0;
		if (p->page_first || !p->paper)
			(void)snprintf(p->first_page, sizeof(p->first_page),
				"%.*s", (int)s.n, s.s);
		else
			paper_set(p->paper, P_PAGES, s.s);
	} else if (p->par.level || (p->par.bold && !is_bold_names(p, s)) ||
		   strcmp(p->par.classes, "docsection") == 0 ||
		   ((!p->awaits || p->paged) && is_capitals(s))) {
		ijcai_set_heading(p, p->par.level, s);
	} else if (p->paper && begins(s, "doi:")) {
		ijcai_set_doi(p->paper, s);
	} else if (p->paper && p->awaits) {
		add_line(p, s);
	} else if (ijcai_is_prose(s) && s.s[s.n - 1] != '.') {
		(void)buf_add(&p->loose, s.s, s.n);
	}
}

/* The same PDF as that of the item: its link goes on over the authors, or they
 * have another by mistake. */
static bool
is_same_link(const struct parser *p, struct span s)
{
	const char *url = p->paper ? p->paper->text[P_PDF_URL] : NULL;
	bool same = url && strcmp(url, buf_str(&p->pdf_url)) == 0;
	char page[16];

	if (!url || !p->awaits || p->paper->authors || p->par.nline > 1 ||
		p->par.pdf.kind != IJCAI_PDF)
		return false;
	if (same && !p->paged)
		return true;
	return ijcai_cut_number(&s, page) && ijcai_is_names(s) &&
	       (same || (!p->paged && is_list(s)));
}

/* A remark below the item, with a link to another file of it. */
static bool
is_note(const struct parser *p, struct span s)
{
	const struct paragraph *par = &p->par;

	return p->paper && par->pdf.kind == IJCAI_PDF && *s.s == '(' &&
	       par->link_end > par->link && par->link_end - par->link <= 12;
}

/* Two papers on a line: the second link is about as long as a title. */
static bool
is_two(const struct parser *p)
{
	const struct paragraph *par = &p->par;

	return !p->is_paper && !par->level && par->nline == 1 &&
	       par->more_pdf.kind == IJCAI_PDF && par->link_end <= par->more &&
	       par->more_end >= par->more + 20 && par->more_end <= p->text.len;
}

/* The text, with a no-break space as two of the others. */
static struct span
take_text(struct parser *p)
{
	buf_reset(&p->text);
	(void)buf_puts(&p->text, html_text(p->html));
	for (size_t i = 0; i + 1 < p->text.len; i++)
		if (strncmp(p->text.s + i, "\u00a0", 2) == 0)
			p->text.s[i] = p->text.s[i + 1] = ' ';
	return span_trim(buf_str(&p->text), p->text.len);
}

/* Whether its class says that it is no title, whatever links are in it. */
static bool
is_marked(const struct paragraph *par)
{
	return strcmp(par->classes, "docpage") == 0 ||
	       strcmp(par->classes, "docauthor") == 0 ||
	       strcmp(par->classes, "docsection") == 0;
}

static void
end_item(struct parser *p, struct span s)
{
	if (is_same_link(p, s))
		add_line(p, s);
	else if (is_note(p, s))
		ijcai_old_note(p);
	else
		ijcai_old_item(p);
	buf_reset(&p->loose);
}

/* The first of two papers is done; what is left is the second. */
static struct span
next_item(struct parser *p)
{
	struct paragraph *par = &p->par;
	struct buf rest;
	struct span s = {p->text.s, par->more};

	buf_init(&rest, LIMIT_HTML_TEXT);
	(void)buf_puts(&rest, p->text.s + par->more);
	p->text.s[p->text.len = par->more] = '\0';
	end_item(p, span_trim(s.s, s.n));
	buf_reset(&p->text);
	(void)buf_puts(&p->text, buf_str(&rest));
	buf_free(&rest);
	buf_reset(&p->pdf_url);
	(void)buf_puts(&p->pdf_url, buf_str(&p->more_url));
	*par = (struct paragraph){.nline = 1,
		.pdf = par->more_pdf,
		.link_end = par->more_end - par->more};
	return span_trim(buf_str(&p->text), p->text.len);
}

/* A reference that a tag divides is shorter once it is whole: the places that
 * were noted while it was not may be behind the end of the text. */
static void
bound_places(struct paragraph *par, size_t n)
{
	for (size_t i = 0; i < par->nline; i++)
		par->line[i].start =
			par->line[i].start < n ? par->line[i].start : n;
	par->link_end = par->link_end < n ? par->link_end : n;
	par->link = par->link < n ? par->link : n;
	par->more_end = par->more_end < n ? par->more_end : n;
	par->more = par->more < n ? par->more : n;
}

static void
end_paragraph(struct parser *p)
{
	struct paragraph *par = &p->par;
	struct span s = take_text(p);

	if (par->is_link)
		par->link_end = p->text.len;
	bound_places(par, p->text.len);
	par->is_link = false;
	if (s.n == 0 || p->over)
		return;
	if (is_two(p))
		s = next_item(p);
	if ((par->pdf.kind == IJCAI_OTHER && par->page.kind == IJCAI_OTHER) ||
		par->level || p->text.full || is_marked(par))
		end_text(p, s);
	else if (p->is_paper)
		ijcai_page_text(p);
	else
		end_item(p, s);
}

/* What a link is, and where its text begins. */
static void
begin_link(struct parser *p, const struct html_tag *t)
{
	struct paragraph *par = &p->par;
	struct ijcai_link link;
	size_t n = here(p);

	if (!ijcai_follow(p, &link, t))
		return;
	if (link.kind == IJCAI_OTHER) {
		n = strlen(p->url.s);
		if (n > 4 && strcasecmp(p->url.s + n - 4, ".pdf") == 0)
			p->sections++;
		return;
	}
	if (link.kind == IJCAI_PAGE && par->page.kind == IJCAI_OTHER) {
		par->page = link;
		buf_reset(&p->page_url);
		(void)buf_puts(&p->page_url, p->url.s);
	}
	if (link.kind != IJCAI_PDF)
		return;
	if (par->pdf.kind != IJCAI_OTHER &&
		strcmp(p->url.s, buf_str(&p->pdf_url)) == 0) {
		/* the link goes on, unless on another line */
		par->is_link = par->link >= par->line[par->nline - 1].start;
		return;
	}
	if (par->pdf.kind != IJCAI_OTHER &&
		n > par->line[par->nline - 1].start) { /* an erratum */
		par->more = n;
		par->more_end = 0;
		par->more_pdf = link;
		buf_reset(&p->more_url);
		(void)buf_puts(&p->more_url, p->url.s);
		return;
	}
	if (par->pdf.kind != IJCAI_OTHER) { /* a line of another paper */
		end_paragraph(p);
		begin_paragraph(p, NULL);
		n = 0;
	}
	par->pdf = link;
	par->link = n;
	par->is_link = true;
	p->bold = false; /* it was left open if it still is */
	buf_reset(&p->pdf_url);
	(void)buf_puts(&p->pdf_url, p->url.s);
}

static void
inline_tag(struct parser *p, const struct html_tag *t)
{
	struct paragraph *par = &p->par;
	size_t n = par->nline - 1;

	if (strcmp(t->name, "b") == 0 || strcmp(t->name, "strong") == 0) {
		p->bold = !t->end;
		if (p->bold && here(p) <= par->line[n].start) {
			par->line[n].bold = true;
			par->bold = par->bold || n == 0;
		}
		if (!p->bold && here(p) <= par->line[n].start) {
			par->line[n].bold = false; /* around nothing */
			par->bold = par->bold && n > 0;
		}
	} else if ((html_is(t, "i", false) || html_is(t, "em", false)) &&
		   here(p) <= par->line[n].start) {
		par->line[n].italic = true;
	} else if (html_is(t, "br", false) && n + 1 < PARAGRAPH_LINES) {
		par->line[par->nline++].start = here(p);
	} else if (html_is(t, "a", true) && par->is_link) {
		par->link_end = here(p);
		par->is_link = false;
	} else if (html_is(t, "a", true) && par->more && !par->more_end) {
		par->more_end = here(p);
	} else if (html_is(t, "a", false)) {
		begin_link(p, t);
	}
}

/* A link may begin before the paragraph that it is about. */
static void
begin_block(struct parser *p, const struct html_tag *t)
{
	struct ijcai_link pdf = p->par.pdf;
	bool is_link = p->par.is_link && !t->end && here(p) == 0;

	end_paragraph(p);
	begin_paragraph(p, t);
	if (is_link) {
		p->par.pdf = pdf;
		p->par.is_link = true;
	}
}

void
ijcai_old_tag(struct parser *p, const struct html_tag *t)
{
	static const char *const known[] = {
		"a", "b", "strong", "i", "em", "br"};
	const char *id = html_attr(t, "id");

	if (is_block(t->name)) {
		begin_block(p, t);
		p->over = p->over || strcmp(t->name, "footer") == 0 ||
			  (id && strcmp(id, "footer") == 0);
		return;
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i], t->name) != 0)
			continue;
		/* Each of these costs the whole text: it must not grow. */
		if (++p->par.tags > PARAGRAPH_TAGS ||
			here(p) > PARAGRAPH_TEXT) {
			end_paragraph(p);
			begin_paragraph(p, NULL);
		}
		inline_tag(p, t);
	}
}

void
ijcai_old_end(struct parser *p)
{
	end_paragraph(p);
	if (!p->is_paper)
		ijcai_end_item(p);
}
