/*
 * jats_math.c - presentation MathML as a line of text: scripts with ^ and _,
 * fractions with a slash, roots with their sign. What reads well in a line is
 * the aim, not TeX: formulas of more than one line lose their shape.
 */
#include <ctype.h>

#include "jats_private.h"

/* What stands before the second and the third child of an element. */
static const char *
separator(const char *name, size_t child)
{
	static const struct {
		const char *name, *second, *third;
	} known[] = {{"msup", "^", ""}, {"msub", "_", ""},
		{"msubsup", "_", "^"}, {"munder", "_", ""}, {"mover", "^", ""},
		{"munderover", "_", "^"}, {"mfrac", "/", ""}, {"mtr", " ", " "},
		{"mtable", "; ", "; "}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].name, name) == 0)
			return child == 2   ? known[i].second
			       : child >= 3 ? known[i].third
					    : "";
	}
	return "";
}

/* Puts brackets around what was written since `at` when it is more than one
 * character. */
static void
wrap(struct buf *out, size_t at, const char *brackets)
{
	size_t len = out->len - at;
	struct buf copy;

	if (len == 0 || json_utf8(out->s + at, len) == len)
		return;
	buf_init(&copy, LIMIT_FIELD);
	buf_add(&copy, out->s + at, len);
	buf_cut(out, at);
	buf_putc(out, brackets[0]);
	buf_add(out, buf_str(&copy), copy.len);
	buf_putc(out, brackets[1]);
	buf_free(&copy);
}

/* A child of the innermost frame has ended. */
static void
child_ends(struct jats_math *m)
{
	struct jats_frame *f;

	if (m->depth == 0 || m->depth > JATS_MATH_DEPTH)
		return;
	f = &m->frame[m->depth - 1];
	if (strcmp(f->name, "mfrac") == 0)
		wrap(m->out, f->begin, "()");
	else if (f->child > 1 && strchr("^_", *separator(f->name, f->child)) &&
		 *separator(f->name, f->child))
		wrap(m->out, f->begin, "{}");
}

void
jats_math_begin(struct jats_math *m, struct buf *out)
{
	*m = (struct jats_math){.out = out, .begin = out->len};
}

void
jats_math_open(struct jats_math *m, const char *name, bool empty)
{
	struct jats_frame *f;

	if (m->depth && m->depth <= JATS_MATH_DEPTH) {
		f = &m->frame[m->depth - 1];
		f->child++;
		buf_puts(m->out, separator(f->name, f->child));
		f->begin = m->out->len;
	}
	if (empty) {
		child_ends(m);
		return;
	}
	if (m->depth++ >= JATS_MATH_DEPTH)
		return;
	f = &m->frame[m->depth - 1];
	*f = (struct jats_frame){.begin = m->out->len};
	(void)snprintf(f->name, sizeof(f->name), "%s", name);
	if (strcmp(name, "msqrt") == 0 || strcmp(name, "mroot") == 0)
		buf_puts(m->out, "\u221a");
}

void
jats_math_close(struct jats_math *m, const char *name)
{
	const struct jats_frame *f;

	if (m->depth == 0)
		return;
	if (m->depth <= JATS_MATH_DEPTH) {
		f = &m->frame[m->depth - 1];
		if (strcmp(f->name, name) != 0)
			return; /* the end of something else: not ours */
	}
	m->depth--;
	child_ends(m);
}

/* White space between elements is layout; the ends of a token too. */
void
jats_math_text(struct jats_math *m, const char *s, size_t n)
{
	while (n && isspace((unsigned char)*s))
		s++, n--;
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	text_decode_refs(m->out, s, n);
}

void
jats_math_end(struct jats_math *m)
{
	m->depth = 0;
}
