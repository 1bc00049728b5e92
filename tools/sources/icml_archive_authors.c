/*
 * icml_archive_authors.c - the ways in which ICML's own pages list authors:
 * names in a line, with institutions in brackets (2010) or with that of the
 * last author behind them (2011), and one author a line with a dash (2004).
 */
#include "icml_archive.h"

void
icml_author_line(struct paper *paper, const char *line)
{
	const char *dash = strstr(line, " - ");
	struct buf name;
	struct author *a;

	if (dash == NULL && strncmp(line, "- ", 2) == 0)
		return;
	buf_init(&name, LIMIT_FIELD);
	buf_add(&name, line, dash ? (size_t)(dash - line) : strlen(line));
	a = paper_author(paper, buf_str(&name));
	if (a && dash)
		paper_affiliation(paper, a, dash + 3);
	buf_free(&name);
}

/* "A; B, University of Example": an institution at the end of a list of names
 * is the last author's. Returns where it begins, or NULL. */
static const char *
institution_in(const char *list)
{
	static const char *const heads[] = {
		", University of ", ", Dept. of ", ", Department of "};
	const char *found = NULL;

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (!found)
			found = strstr(list, heads[i]);
	return found;
}

static void
plain_list(struct paper *paper, const char *list)
{
	const char *place = institution_in(list);
	struct author *last;
	struct buf names;

	buf_init(&names, LIMIT_FIELD);
	buf_add(&names, list, place ? (size_t)(place - list) : strlen(list));
	for (size_t i = 0; i < names.len; i++)
		if (names.s[i] == '<' || names.s[i] == '>')
			names.s[i] = ' '; /* of a tag that was written twice */
	list_names(paper, buf_str(&names));
	for (last = paper->authors; last && last->next;)
		last = last->next;
	if (place)
		paper_affiliation(paper, last, place + 2);
	buf_free(&names);
}

/* "A (Institution); B (Other, Inc.)" has institutions. */
static void
list_with_places(struct paper *paper, const char *list)
{
	struct buf name, place;

	buf_init(&name, LIMIT_FIELD);
	buf_init(&place, LIMIT_FIELD);
	while (*list) {
		size_t n = strcspn(list, ";"), open = strcspn(list, "(;");
		size_t close = strcspn(list, ");");
		struct author *a;

		buf_reset(&name);
		buf_reset(&place);
		buf_add(&name, list, open);
		if (close > open + 1)
			buf_add(&place, list + open + 1, close - open - 1);
		a = paper_author(paper, buf_str(&name));
		if (a)
			paper_affiliation(paper, a, buf_str(&place));
		list += n + (list[n] == ';');
	}
	buf_free(&name);
	buf_free(&place);
}

void
icml_author_list(struct paper *paper, const char *list)
{
	if (strchr(list, '('))
		list_with_places(paper, list);
	else
		plain_list(paper, list);
}
