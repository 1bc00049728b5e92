/*
 * text_tex.c - LaTeX accents and ligatures as letters.
 *
 * Titles and names come from BibTeX: "H{\"o}lder", "Erd\H{o}s", "\'{\i}".
 * Formulas between dollars are left alone, and so is every other command.
 * Braces go only where they belong to an accent.
 */
#include <utf8proc.h>

#include "text.h"

struct accent {
	char command;
	uint16_t mark; /* the combining character */
};
/* A sign as command takes the letter right after it; a letter as command wants
 * a brace, a space or a backslash between, else it is another command. */
static const struct accent accents[] = {{'"', 0x308}, {'\'', 0x301},
	{'`', 0x300}, {'^', 0x302}, {'~', 0x303}, {'=', 0x304}, {'.', 0x307},
	{'c', 0x327}, {'v', 0x30c}, {'H', 0x30b}, {'u', 0x306}, {'k', 0x328},
	{'r', 0x30a}, {'b', 0x331}, {'d', 0x323}};

static const struct {
	const char *command, *letter;
} letters[] = {{"AA", "\u00c5"}, {"AE", "\u00c6"}, {"L", "\u0141"},
	{"O", "\u00d8"}, {"OE", "\u0152"}, {"aa", "\u00e5"}, {"ae", "\u00e6"},
	{"i", "\u0131"}, {"j", "\u0237"}, {"l", "\u0142"}, {"o", "\u00f8"},
	{"oe", "\u0153"}, {"ss", "\u00df"}};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether the byte before i belongs to a word: an ASCII letter, or a part of
 * another. */
static bool
is_word(const char *s, size_t i)
{
	return i > 0 &&
	       (is_letter(s[i - 1]) || (unsigned char)s[i - 1] >= 0x80);
}

/* The byte at i, or NUL behind the end. */
static char
at(const char *s, size_t n, size_t i)
{
	return i < n ? s[i] : '\0';
}

/* An accent makes sense when Unicode has the letter that it makes; a diaeresis
 * only on a vowel: \" is also how quotation marks arrive escaped twice. */
static bool
has_letter(char base, uint16_t mark)
{
	utf8proc_uint8_t pair[4] = {(utf8proc_uint8_t)base};
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_int32_t c;
	utf8proc_ssize_t n;
	bool one;

	if (mark == 0x308 && !strchr("aeiouyAEIOUY", base))
		return false;
	(void)utf8proc_encode_char(mark, pair + 1);
	n = utf8proc_map(pair, 3, &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	one = n > 0 && utf8proc_iterate(nfc, n, &c) == n;
	free(nfc);
	return one;
}

/* don\'t, it\'s: an apostrophe that somebody escaped. The sign is at i. */
static bool
is_contraction(const char *s, size_t n, size_t i)
{
	static const char *const tails[] = {"s", "ll", "re", "d", "m", "t"};

	if (s[i] != '\'' || !is_word(s, i - 1))
		return false;
	for (size_t t = 0; t < sizeof(tails) / sizeof(tails[0]); t++) {
		size_t len = strlen(tails[t]);

		if (i + 1 + len <= n && memcmp(s + i + 1, tails[t], len) == 0 &&
			!is_letter(at(s, n, i + 1 + len)))
			return true;
	}
	return false;
}

/* \"attention\": quotation marks that somebody escaped: the first begins a
 * word and the next ends one. The sign is at i. */
static bool
is_quotation(const char *s, size_t n, size_t i)
{
	size_t k = i + 1;

	if ((s[i] != '"' && s[i] != '\'') || is_word(s, i - 1) ||
		(i > 1 && s[i - 2] == '{'))
		return false;
	while (k + 1 < n && (s[k] != '\\' || s[k + 1] != s[i]))
		k++;
	return k + 1 < n && !is_letter(at(s, n, k + 2)) &&
	       at(s, n, k + 2) != '{' && at(s, n, k + 2) != '\\';
}

/* Reads the letter that an accent stands on, from i: o {o} \i {\i}. Returns
 * the offset behind it, 0 when there is none. */
static size_t
read_base(const char *s, size_t n, size_t i, char *base)
{
	bool brace = at(s, n, i) == '{';

	i += brace;
	if (at(s, n, i) == '\\' &&
		(at(s, n, i + 1) == 'i' || at(s, n, i + 1) == 'j') &&
		!is_letter(at(s, n, i + 2)))
		i++;
	*base = at(s, n, i++);
	if (!is_letter(*base))
		return 0;
	if (brace && at(s, n, i++) != '}')
		return 0;
	return i;
}

/* An accent whose backslash is at i. Returns the offset behind it or 0. */
static size_t
put_accent(struct buf *out, const char *s, size_t n, size_t i)
{
	const struct accent *a = accents;
	const struct accent *end = a + sizeof(accents) / sizeof(accents[0]);
	char command = at(s, n, ++i), base;
	size_t behind;
	bool word;

	while (a < end && a->command != command)
		a++;
	if (a == end || is_contraction(s, n, i) || is_quotation(s, n, i))
		return 0;
	word = is_word(s, i - 1);
	i++;
	if (is_letter(command)) {
		if (is_letter(at(s, n, i)))
			return 0;
		while (at(s, n, i) == ' ')
			i++;
	}
	behind = read_base(s, n, i, &base);
	if (!behind || !has_letter(base, a->mark))
		return 0;
	/* "Tom\'a\v S. Gedeon": a capital in a word is the next word, which
	 * somebody took for one (NeurIPS 2002). */
	if (word && s[i - 1] == ' ' && base >= 'A' && base <= 'Z')
		return 0;
	buf_putc(out, base);
	text_put(out, a->mark);
	return behind;
}

/* A letter of its own: \ss, {\o}. TeX eats the space after such a command.
 * Before a subscript it is part of a formula without dollars. */
static size_t
put_letter(struct buf *out, const char *s, size_t n, size_t i)
{
	size_t len = 0, k;

	for (i++; is_letter(at(s, n, i + len));)
		len++;
	for (k = 0; k < sizeof(letters) / sizeof(letters[0]); k++)
		if (strlen(letters[k].command) == len &&
			memcmp(letters[k].command, s + i, len) == 0)
			break;
	i += len;
	if (k == sizeof(letters) / sizeof(letters[0]) || at(s, n, i) == '_' ||
		at(s, n, i) == '^')
		return 0;
	buf_puts(out, letters[k].letter);
	if (at(s, n, i) == '{' && at(s, n, i + 1) == '}')
		return i + 2;
	return i + (at(s, n, i) == ' ' && is_letter(at(s, n, i + 1)));
}

/* The offset behind the formula that begins with the dollars at i, or 0 when
 * they are never closed: then they are money. */
static size_t
formula_end(const char *s, size_t n, size_t i)
{
	bool two = at(s, n, i + 1) == '$';

	for (i += two ? 2 : 1; i < n; i++) {
		if (s[i] == '\\')
			i++;
		else if (s[i] == '$' && (!two || at(s, n, i + 1) == '$'))
			return i + (two ? 2 : 1);
	}
	return 0;
}

/* The command whose backslash is at i; braces right around it go with it.
 * Returns the offset behind it or 0. */
static size_t
put_command(struct buf *out, const char *s, size_t n, size_t i)
{
	bool brace = i > 0 && s[i - 1] == '{' && (i < 2 || s[i - 2] != '\\');
	size_t mark = out->len, next = put_accent(out, s, n, i);

	if (!next)
		next = put_letter(out, s, n, i);
	if (!next || !brace || at(s, n, next) != '}' || out->full)
		return next;
	memmove(out->s + mark - 1, out->s + mark, out->len - mark);
	buf_cut(out, out->len - 1);
	return next + 1;
}

void
text_tex(struct buf *out, const char *s, size_t n)
{
	size_t run = 0; /* where what is copied as it is begins */

	for (size_t i = 0, next; i < n; i = next) {
		size_t end = 0;

		next = i + 1;
		if (s[i] == '$') {
			end = formula_end(s, n, i);
		} else if (s[i] == '\\') {
			buf_add(out, s + run, i - run);
			run = i;
			end = put_command(out, s, n, i);
			if (end)
				run = end;
			else if (i + 1 < n)
				/* "\$" and "\\": no formula begins there */
				end = i + 2;
		}
		if (end)
			next = end;
	}
	buf_add(out, s + run, n - run);
}
