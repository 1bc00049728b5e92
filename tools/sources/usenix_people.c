/*
 * usenix_people.c - "A and B, <em>Place;</em> C, <em>Place and Other
 * Place</em>": who has written a paper, and where.
 *
 * An affiliation is that of the names since the one before; a second one in a
 * row is of the same people. An <em> may also say that the paper got an award,
 * and a list may be under embargo.
 */
#include "usenix.h"

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
	if (!last && p->paper->authors)
		p->run = p->paper->authors;
	else if (last && last->next)
		p->run = last->next;
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
	if (strncmp(text, "Awarded ", 8) == 0 || strstr(text, "Award"))
		paper_set(p->paper, P_DECISION, buf_str(&b));
	else
		for (struct author *a = p->run; a; a = a->next)
			paper_affiliation(p->paper, a, buf_str(&b));
	buf_free(&b);
}

void
usenix_people_end(struct parser *p)
{
	const char *text = html_text(p->html);

	if (p->part == IN_NAMES && !p->by_metas)
		add_names(p, text);
	else if (p->part == IN_PLACE && *text)
		add_place(p, text);
	p->part = IN_NOTHING;
}

void
usenix_people_tag(struct parser *p, const struct html_tag *t)
{
	bool place = strcmp(t->name, "em") == 0 || strcmp(t->name, "i") == 0;

	if (place && !t->end) {
		usenix_people_end(p);
		usenix_part(p, IN_PLACE, t);
	} else if (place || html_is(t, "p", false)) {
		usenix_people_end(p);
		usenix_part(p, IN_NAMES, t);
	} else if (html_is(t, "p", true)) {
		usenix_people_end(p);
	}
}
