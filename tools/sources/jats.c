/*
 * jats.c - from the markup of publishers to plain text.
 *
 * Deposited titles and abstracts are fragments: prefixes without a namespace,
 * tags that never close, a bare < in between. So this is no XML parser: it
 * knows names, and a < that does not begin one of them is text. Nothing is
 * recursive. What stands inside a formula of MathML is jats_math.c's.
 */
#include <ctype.h>
#include <strings.h>

#include "jats_private.h"

struct reader_state {
	struct buf *out;
	size_t begin;	/* where our text begins in out */
	size_t heading; /* where the heading we are in begins */
	char skip[24];	/* the element whose end ends the skipping, or "" */
	size_t choice;	/* where the alternatives begin in out */
	bool in_choice, in_formula;
	bool chosen; /* the TeX of the formula or choice we are in */
	bool in_math;
	struct jats_math math;
	unsigned endless; /* names, as bits, whose end does not come any more */
};

/* Whether the text from `at` on is "Abstract" and nothing else, with nothing
 * before it. */
static bool
is_abstract_heading(const struct reader_state *r, size_t at)
{
	const char *s = buf_str(r->out) + r->begin;
	const char *word = buf_str(r->out) + at;
	size_t n;

	if (strspn(s, " \t\r\n") < (size_t)(word - s))
		return false;
	word += strspn(word, " \t\r\n");
	n = strcspn(word, " \t\r\n:.");
	return n == 8 && strncasecmp(word, "abstract", n) == 0 &&
	       !word[n + strspn(word + n, " \t\r\n:.")];
}

/* Cuts s down to the formula in it: publishers deposit whole LaTeX documents
 * around one, and any kind of delimiters. */
static void
tex_bare(const char **s, size_t *n)
{
	static const char head[] = "\\begin{document}",
			  foot[] = "\\end{document}";
	static const char *const around[][2] = {
		{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}};

	for (size_t i = 0; i + sizeof(head) - 1 <= *n; i++) {
		if (strncmp(*s + i, head, sizeof(head) - 1) == 0) {
			*s += i + sizeof(head) - 1;
			*n -= i + sizeof(head) - 1;
			break;
		}
	}
	for (size_t i = 0; i + sizeof(foot) - 1 <= *n; i++) {
		if (strncmp(*s + i, foot, sizeof(foot) - 1) == 0)
			*n = i;
	}
	for (size_t i = 0; i <= sizeof(around) / sizeof(around[0]); i++) {
		size_t a;

		while (*n && isspace((unsigned char)**s))
			(*s)++, (*n)--;
		while (*n && isspace((unsigned char)(*s)[*n - 1]))
			(*n)--;
		if (i == sizeof(around) / sizeof(around[0]))
			break;
		a = strlen(around[i][0]);
		if (*n > 2 * a && strncmp(*s, around[i][0], a) == 0 &&
			strncmp(*s + *n - a, around[i][1], a) == 0) {
			*s += a;
			*n -= 2 * a;
		}
	}
}

static void
put_tex(struct buf *out, const char *s, size_t n)
{
	tex_bare(&s, &n);
	if (n == 0)
		return;
	buf_putc(out, '$');
	text_decode_refs(out, s, n);
	buf_putc(out, '$');
}

/* The end tag of `name` in the n bytes of s: its offset, or n. The names are
 * few; what was looked for in vain once is not looked for again, or a text full
 * of beginnings would be read as often as it has some. */
static size_t
find_end(struct reader_state *r, const char *s, size_t n, const char *name)
{
	static const char *const names[] = {"tex-math", "math", "annotation",
		"annotation-xml", "script", "style", "alternatives"};
	unsigned bit = 1;
	struct jats_tag t;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], name) == 0)
			break;
		bit <<= 1;
	}
	for (size_t i = 0; i + 2 < n && !(r->endless & bit); i++) {
		if (s[i] == '<' && s[i + 1] == '/' &&
			jats_tag_read(&t, s + i, n - i) &&
			strcmp(t.name, name) == 0)
			return i;
	}
	r->endless |= bit;
	return n;
}

/* <tex-math>: takes its content, n bytes; where there are alternatives it is
 * the one. Returns what it took. */
static size_t
take_tex(struct reader_state *r, const char *s, size_t n)
{
	size_t len = find_end(r, s, n, "tex-math");

	if (len == n) /* never closed: then it is no formula but text */
		return 0;
	if (r->in_choice)
		buf_cut(r->out, r->choice);
	put_tex(r->out, s, len);
	r->chosen = r->in_choice || r->in_formula;
	return len;
}

static bool
is_tex_annotation(const struct jats_tag *t)
{
	for (size_t i = 0; i + 3 <= t->nattrs; i++) {
		if (strncasecmp(t->attrs + i, "tex", 3) == 0)
			return true;
	}
	return false;
}

/* A tag inside <math>. Returns how much of the content it took. */
static size_t
on_math_tag(struct reader_state *r, const struct jats_tag *t, const char *s,
	size_t n)
{
	size_t len;

	if (strcmp(t->name, "math") == 0 && t->end) {
		jats_math_end(&r->math);
		r->in_math = false;
		return 0;
	}
	if (strcmp(t->name, "annotation") == 0 && !t->end && !t->empty) {
		len = find_end(r, s, n, "annotation");
		if (is_tex_annotation(t) && len < n) {
			buf_cut(r->out, r->math.begin);
			put_tex(r->out, s, len);
			(void)snprintf(r->skip, sizeof(r->skip), "math");
		}
		return len < n ? len : 0;
	}
	if (strcmp(t->name, "annotation-xml") == 0 && !t->end && !t->empty) {
		len = find_end(r, s, n, "annotation-xml");
		return len < n ? len : 0;
	}
	if (t->end)
		jats_math_close(&r->math, t->name);
	else
		jats_math_open(&r->math, t->name, t->empty);
	return 0;
}

static void
on_heading(struct reader_state *r, const struct jats_tag *t)
{
	if (t->end && is_abstract_heading(r, r->heading))
		buf_cut(r->out, r->heading);
	buf_putc(r->out, ' ');
	r->heading = r->out->len;
}

/* The forms may come after the TeX too (IEEE). */
static void
on_choice(struct reader_state *r, const struct jats_tag *t, const char *s,
	size_t n)
{
	if (t->empty)
		return;
	if (!t->end && r->chosen && find_end(r, s, n, "alternatives") < n) {
		(void)snprintf(r->skip, sizeof(r->skip), "alternatives");
		return;
	}
	r->in_choice = !t->end;
	r->chosen = r->chosen && r->in_formula;
	r->choice = r->out->len;
}

/* A tag outside of formulas. Returns how much of the content it took. */
static size_t
on_tag(struct reader_state *r, const struct jats_tag *t, enum jats_kind kind,
	const char *s, size_t n)
{
	switch (kind) {
	case JATS_BLOCK:
		buf_putc(r->out, ' ');
		return 0;
	case JATS_HEADING:
		on_heading(r, t);
		return 0;
	case JATS_SKIPPED:
		if (!t->end && !t->empty && find_end(r, s, n, t->name) < n)
			(void)snprintf(r->skip, sizeof(r->skip), "%s", t->name);
		return 0;
	case JATS_FORMULA:
		buf_puts(r->out, *t->name == 'd' ? " " : "");
		r->in_formula = !t->end && !t->empty;
		r->chosen = false;
		return 0;
	case JATS_CHOICE:
		on_choice(r, t, s, n);
		return 0;
	case JATS_TEX:
		return t->end || t->empty ? 0 : take_tex(r, s, n);
	case JATS_MATH:
		if (t->end || t->empty || find_end(r, s, n, "math") == n)
			return 0;
		if (r->chosen) {
			(void)snprintf(r->skip, sizeof(r->skip), "math");
			return 0;
		}
		r->in_math = true;
		jats_math_begin(&r->math, r->out);
		return 0;
	default:
		return 0;
	}
}

/* Text without tags. */
static void
on_text(struct reader_state *r, const char *s, size_t n)
{
	if (*r->skip || n == 0)
		return;
	if (r->in_math)
		jats_math_text(&r->math, s, n);
	else
		text_decode_refs(r->out, s, n);
}

/* What begins with "<!" or "<?": a comment and an instruction are nothing, a
 * CDATA section is its text. Returns its length, 0 when it is none. */
static size_t
on_special(struct reader_state *r, const char *s, size_t n)
{
	const unsigned first = 1U << 8; /* behind the bits of the names */
	static const char *const marks[][2] = {
		{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

	for (size_t k = 0; k < 3; k++) {
		size_t a = strlen(marks[k][0]), b = strlen(marks[k][1]);

		if (n < a + b || r->endless & first << k ||
			strncmp(s, marks[k][0], a) != 0)
			continue;
		for (size_t i = a; i + b <= n; i++) {
			if (strncmp(s + i, marks[k][1], b) != 0)
				continue;
			if (k == 1 && !*r->skip)
				buf_add(r->out, s + a, i - a);
			return i + b;
		}
		r->endless |= first << k;
	}
	return 0;
}

/* What stands at a '<'. Returns how much of it was taken, 1 at least. */
static size_t
on_angle(struct reader_state *r, const char *s, size_t n)
{
	struct jats_tag t;
	size_t len = on_special(r, s, n);
	enum jats_kind kind;

	if (len)
		return len;
	len = jats_tag_read(&t, s, n);
	kind = len ? jats_kind_of(&t) : JATS_UNKNOWN;
	if (*r->skip) {
		if (len && t.end && strcmp(t.name, r->skip) == 0) {
			*r->skip = '\0';
			r->in_math = false;
		}
		return len ? len : 1;
	}
	if (len && r->in_math)
		return len + on_math_tag(r, &t, s + len, n - len);
	if (kind == JATS_UNKNOWN) {
		on_text(r, s, 1);
		return 1;
	}
	return len + on_tag(r, &t, kind, s + len, n - len);
}

void
jats_text(struct buf *out, const char *s, size_t n)
{
	struct reader_state r = {
		.out = out, .begin = out->len, .heading = out->len};
	const char *end = s + n;

	while (s < end) {
		const char *angle = memchr(s, '<', (size_t)(end - s));

		if (!angle)
			angle = end;
		on_text(&r, s, (size_t)(angle - s));
		s = angle;
		if (s < end)
			s += on_angle(&r, s, (size_t)(end - s));
	}
	if (r.in_math && !*r.skip)
		jats_math_end(&r.math);
	/* JSON may hold a NUL, which would be taken for the end. */
	for (size_t i = r.begin; i < out->len; i++) {
		if (out->s[i] == '\0')
			out->s[i] = ' ';
	}
}

/* Depositors escape markup that is markup already: what still closes a tag
 * after one reading is read again. */
static void
read_again(struct buf *out)
{
	struct buf once;

	buf_init(&once, LIMIT_FIELD);
	buf_add(&once, buf_str(out), out->len);
	buf_reset(out);
	jats_text(out, buf_str(&once), once.len);
	buf_free(&once);
}

void
jats_of_json(struct buf *out, struct json value)
{
	struct buf raw;

	buf_init(&raw, LIMIT_FIELD);
	buf_reset(out);
	if (json_text(&raw, value) && !raw.full)
		jats_text(out, buf_str(&raw), raw.len);
	if (strstr(buf_str(out), "</"))
		read_again(out);
	if (out->full)
		buf_reset(out);
	buf_free(&raw);
}

void
jats_set(struct paper *p, enum paper_field f, struct json value)
{
	struct buf text;

	buf_init(&text, LIMIT_FIELD);
	jats_of_json(&text, value);
	if (text.len)
		paper_set(p, f, text.s);
	buf_free(&text);
}
