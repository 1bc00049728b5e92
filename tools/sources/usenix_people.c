/*
 * usenix_people.c - "A and B, <em>Place;</em> C, <em>Place and Other
 * Place</em>": who has written a paper, and where.
 *
 * An affiliation is that of the names since the one before; a second one in a
 * row is of the same people. In italics or in bold, on a line or in a paragraph
 * of its own, it may also be said that the paper got an award, or several; and
 * a list may be under embargo.
 */
#include "usenix.h"

static bool
is_award(const char *text)
{
	return strstr(text, "Award") || strstr(text, "Best Paper") ||
	       strstr(text, "Defense Prize");
}

#define AWARDS_MAX 4096 /* bytes: no paper has as many */

static void
add_award(struct paper *paper, const char *text)
{
	const char *had = paper->text[P_DECISION];
	struct buf b;

	if (had && strlen(had) > AWARDS_MAX)
		return; /* each longer one would stay in memory beside it */
	buf_init(&b, LIMIT_FIELD);
	if (had && !strstr(had, text))
		buf_printf(&b, "%s; ", had);
	buf_puts(&b, had && strstr(had, text) ? had : text);
	paper_set(paper, P_DECISION, buf_str(&b));
	buf_free(&b);
}

static void
add_names(struct parser *p, const char *text)
{
	struct buf b;
	struct author *last = p->paper->authors;

	if (strstr(text, "under embargo"))
		return;
	while (last && last->next)
		last = last->next;
	buf_init(&b, LIMIT_FIELD);
	for (const char *s = text; *s; s++) {
		if (strncmp(s, " and ", 5) == 0) {
			buf_puts(&b, ", ");
			s += 4;
		} else {
			buf_putc(&b, *s == ';' ? ',' : *s);
		}
	}
	if (strcmp(buf_str(&b), "and") != 0)
		list_authors(p->paper, buf_str(&b));
	buf_free(&b);
	last = last ? last->next : p->paper->authors;
	if (last && (!p->run || p->placed)) {
		p->run = last;
		p->placed = false;
	}
}

static void
add_place(struct parser *p, const char *text)
{
	size_t n = strlen(text);
	struct buf b;

	while (n > 0 && strchr(" ;,.", text[n - 1]) &&
		!(text[n - 1] == '.' && n > 3 &&
			(strncmp(text + n - 4, "Inc.", 4) == 0 ||
				strncmp(text + n - 4, "Ltd.", 4) == 0)))
		n--;
	buf_init(&b, LIMIT_FIELD);
	(void)buf_add(&b, text, n);
	if (is_award(text)) {
		add_award(p->paper, buf_str(&b));
	} else {
		for (struct author *a = p->run; a; a = a->next)
			paper_affiliation(p->paper, a, buf_str(&b));
		p->placed = true;
	}
	buf_free(&b);
}

void
usenix_people_end(struct parser *p)
{
	const char *text = html_text(p->list.html);

	if (p->part == IN_NAMES && is_award(text))
		add_award(p->paper, text);
	else if (p->part == IN_NAMES && !p->by_metas)
		add_names(p, text);
	else if (p->part == IN_PLACE && *text)
		add_place(p, text);
	p->part = IN_NOTHING;
}

void
usenix_people_tag(struct parser *p, const struct html_tag *t)
{
	bool place = strcmp(t->name, "em") == 0 || strcmp(t->name, "i") == 0;
	bool bold = strcmp(t->name, "strong") == 0 || strcmp(t->name, "b") == 0;

	if (place && !t->end) {
		usenix_people_end(p);
		usenix_part(p, IN_PLACE, t);
	} else if (html_is(t, "p", false)) {
		usenix_people_end(p);
		p->run = NULL;
		usenix_part(p, IN_NAMES, t);
	} else if (place || html_is(t, "br", false) ||
		   (bold && p->part == IN_NAMES)) {
		usenix_people_end(p);
		usenix_part(p, IN_NAMES, t);
	} else if (html_is(t, "p", true)) {
		usenix_people_end(p);
	}
}
