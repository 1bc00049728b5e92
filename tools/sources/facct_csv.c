/*
 * facct_csv.c - FAccT's accepted papers as a CSV file.
 *
 * The header says what the columns are: TYPE, ID, ABSTRACT, AUTHOR, TITLE, URL,
 * URL-OLD in 2025, with names as BibTeX has them ("Last, First and Last,
 * First"); Paper ID, Title, Authors, Abstract in 2026, with names divided by
 * semicolons. The URL of an archival paper is its DOI; others have one of arXiv
 * or SSRN, or none.
 */
#include "facct.h"

static enum column
column_of(const char *name)
{
	static const struct {
		const char *name;
		enum column column;
	} known[] = {{"id", COLUMN_ID}, {"paper-id", COLUMN_ID},
		{"title", COLUMN_TITLE}, {"paper-title", COLUMN_TITLE},
		{"author", COLUMN_AUTHORS}, {"authors", COLUMN_AUTHORS},
		{"abstract", COLUMN_ABSTRACT}, {"type", COLUMN_TYPE},
		{"track", COLUMN_TYPE}, {"url", COLUMN_URL},
		{"doi", COLUMN_URL}, {"url-old", COLUMN_PDF},
		{"pdf", COLUMN_PDF}};
	enum column column = COLUMN_OTHER;
	struct buf b;

	buf_init(&b, 100);
	label_name(&b, name, strlen(name));
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(buf_str(&b), known[i].name) == 0)
			column = known[i].column;
	buf_free(&b);
	return column;
}

/* A file is known by two of its columns. */
static int
header(struct parser *p, size_t n, char *const *field)
{
	bool title = false, abstract = false;

	p->has_header = true;
	for (size_t i = 0; i < n; i++) {
		p->column[i] = column_of(field[i]);
		title = title || p->column[i] == COLUMN_TITLE;
		abstract = abstract || p->column[i] == COLUMN_ABSTRACT;
	}
	if (!title || !abstract)
		return -1;
	p->columns = n;
	return 0;
}

/* "Last, First and Last, First"; "First Last; First Last"; "First Last, First
 * Last": an "and" says that a comma divides the parts of a name only. */
static void
add_authors(struct paper *paper, const char *text)
{
	const char *next;
	struct buf name;

	if (strchr(text, ';') || !strstr(text, " and ")) {
		if (strchr(text, ';') || !strchr(text, ',') ||
			strchr(strchr(text, ',') + 1, ','))
			list_names(paper, text);
		else
			inverted_author(paper, text);
		return;
	}
	buf_init(&name, LIMIT_FIELD);
	for (; *text; text = *next ? next + 5 : next) {
		next = strstr(text, " and ");
		if (!next)
			next = text + strlen(text);
		buf_reset(&name);
		buf_add(&name, text, (size_t)(next - text));
		inverted_author(paper, buf_str(&name));
	}
	buf_free(&name);
}

/* A quoted field may hold line feeds. */
static void
set_authors(struct paper *paper, const char *text)
{
	struct buf list;

	buf_init(&list, LIMIT_FIELD);
	buf_puts(&list, text);
	text_clean(&list);
	if (!list.full)
		add_authors(paper, buf_str(&list));
	buf_free(&list);
}

static void
set_url(struct paper *paper, const char *url)
{
	if (strstr(url, "arxiv.org/")) {
		paper_set(paper, P_ARXIV, url);
		if (paper->text[P_ARXIV])
			paper_id(paper, "arxiv", paper->text[P_ARXIV]);
	} else if (strstr(url, "doi.org/") || strncmp(url, "10.", 3) == 0) {
		paper_set(paper, P_DOI, url);
	}
	paper_set(paper, P_URL, url);
}

static void
set_field(struct paper *paper, enum column column, const char *text)
{
	struct buf name;
	size_t n = strlen(text);

	switch (column) {
	case COLUMN_TITLE:
		paper_set(paper, P_TITLE, text);
		break;
	case COLUMN_AUTHORS:
		set_authors(paper, text);
		break;
	case COLUMN_ABSTRACT:
		paper_set(paper, P_ABSTRACT, text);
		break;
	case COLUMN_TYPE:
		buf_init(&name, 100);
		label_name(&name, text, n);
		paper_set(paper, P_TRACK,
			strcmp(buf_str(&name), "nonarchival") == 0
				? "non-archival"
				: buf_str(&name));
		buf_free(&name);
		break;
	case COLUMN_URL:
		set_url(paper, text);
		break;
	case COLUMN_PDF:
		if (n > 4 && strcmp(text + n - 4, ".pdf") == 0)
			paper_set(paper, P_PDF_URL, text);
		break;
	default:
		break;
	}
}

int
facct_row(void *ctx, size_t n, char *const *field)
{
	struct parser *p = ctx;
	const char *number = "";

	if (n == 0) {
		p->page->sink->problem(p->page->sink, "row",
			"a row that is longer than any paper");
		return 0;
	}
	if (!p->has_header)
		return header(p, n, field);
	if (n > p->columns)
		n = p->columns;
	for (size_t i = 0; i < n; i++)
		if (p->column[i] == COLUMN_ID)
			number = field[i];
	facct_begin(p, number);
	for (size_t i = 0; i < n; i++)
		set_field(p->paper, p->column[i], field[i]);
	facct_end(p);
	return p->stop ? -1 : 0;
}
