/*
 * text_key.c - text to compare by, and text to show.
 *
 * Neither changes what is stored: a key only says which titles are one, and
 * what text_visible() makes is for eyes.
 */
#include <utf8proc.h>

#include "text.h"

/* Characters that Unicode does not take apart, as a writer without them would
 * spell them: site and bibliography differ in exactly that. Greek stands in
 * titles as a sign of mathematics, and elsewhere as its TeX command. */
static const char *
plain_letter(utf8proc_int32_t c)
{
	static const char *const greek[] = {"alpha", "beta", "gamma", "delta",
		"epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
		"mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma",
		"tau", "upsilon", "phi", "chi", "psi", "omega"};

	if (c >= 0x3b1 && c <= 0x3c9)
		return greek[c - 0x3b1];
	switch (c) {
	case 0xd7: /* multiplication sign */
		return "x";
	case 0xe6: /* ae */
		return "ae";
	case 0xf8: /* o with stroke */
		return "o";
	case 0x111: /* d with stroke */
		return "d";
	case 0x127: /* h with stroke */
		return "h";
	case 0x131: /* i without dot */
		return "i";
	case 0x142: /* l with stroke */
		return "l";
	case 0x153: /* oe */
		return "oe";
	case 0x221a:
		return "sqrt";
	case 0x221e:
		return "infinity";
	default:
		return NULL;
	}
}

/* Appends one decomposed character when it is a letter or a digit. */
static void
put_key(struct buf *b, utf8proc_int32_t c)
{
	const char *plain = plain_letter(c);

	if (plain) {
		buf_puts(b, plain);
		return;
	}
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		text_put(b, (uint32_t)c);
		break;
	default:
		break;
	}
}

/* One character beyond ASCII: case folded and taken apart. Returns its
 * length. */
static size_t
key_char(struct buf *b, const char *s, size_t n)
{
	utf8proc_int32_t c, part[32]; /* the longest takes 18 */
	int boundary = 0;
	utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)s,
		n < 4 ? (utf8proc_ssize_t)n : 4, &c);
	utf8proc_ssize_t parts;

	if (len <= 0)
		return 1;
	parts = utf8proc_decompose_char(c, part, 32,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
			UTF8PROC_STRIPMARK,
		&boundary);
	for (utf8proc_ssize_t i = 0; i < parts && i < 32; i++)
		put_key(b, part[i]);
	return (size_t)len;
}

/* TeX commands whose name is no word of the title: they set what follows in
 * another type, or are the signs that a key has not got either ("" here). The
 * name of any other counts: \alpha, \LaTeX, \sqrt. */
static const char *
command_word(const char *name, size_t n)
{
	static const char *const words[][2] = {{"ell", "l"},
		{"infty", "infinity"}, {"times", "x"},
		{"varepsilon", "epsilon"}, {"varphi", "phi"},
		{"vartheta", "theta"}};
	static const char silent[] =
		" mathcal mathbb mathbf mathrm mathit mathsf mathfrak mathscr "
		"boldsymbol boldmath bm bf it rm sf em emph text textbf textit "
		"textrm texttt textsc textsf textsuperscript textsubscript "
		"ensuremath left right underline overline tilde hat bar vec "
		"dot widetilde widehat to rightarrow leftarrow leftrightarrow "
		"leq le geq ge neq ne pm cdot sim approx star ast circ otimes "
		"oplus in ";

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i][0]) == n &&
			memcmp(words[i][0], name, n) == 0)
			return words[i][1];
	for (const char *p = silent; (p = strchr(p, ' ')) && *++p;)
		if (strncmp(p, name, n) == 0 && p[n] == ' ')
			return "";
	return NULL;
}

/* The command that follows a backslash. Returns how much of it is done with:
 * nothing when its name is to be read as a word. */
static size_t
key_command(struct buf *b, const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");
	const char *word = n ? command_word(s, n) : NULL;

	if (!word)
		return 0;
	buf_puts(b, word);
	return n;
}

void
text_key(struct buf *b, const char *s)
{
	const char *end = s + strlen(s);
	char run[256];

	while (s < end) {
		size_t n = 0;

		for (; s < end && n < sizeof(run); s++) {
			unsigned char c = (unsigned char)*s;

			if (c >= 0x80 || c == '\\')
				break;
			run[n] = (char)(c | 0x20);
			n += (c >= '0' && c <= '9') ||
			     (run[n] >= 'a' && run[n] <= 'z' && c >= 'A');
		}
		buf_add(b, run, n);
		if (*s == '\\')
			s += 1 + key_command(b, s + 1);
		else if (s < end && (unsigned char)*s >= 0x80)
			s += key_char(b, s, (size_t)(end - s));
	}
}

/* What must never reach a terminal as it is: controls (they could drive it),
 * and the characters that turn the direction of a whole line. */
static bool
is_hostile(utf8proc_int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
	       c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) ||
	       utf8proc_category(c) == UTF8PROC_CATEGORY_CN ||
	       utf8proc_category(c) == UTF8PROC_CATEGORY_CO;
}

size_t
text_visible(struct buf *b, const char *s, size_t max)
{
	const char *end = s + strlen(s);
	size_t columns = 0;

	while (s < end) {
		utf8proc_int32_t c;
		utf8proc_ssize_t left = end - s;
		utf8proc_ssize_t len = utf8proc_iterate(
			(const utf8proc_uint8_t *)s, left < 4 ? left : 4, &c);
		bool bad = len <= 0 || is_hostile(c);
		size_t width = bad ? 1 : (size_t)utf8proc_charwidth(c);

		if (max && columns + width > max)
			break;
		buf_add(b, bad ? "?" : s, bad ? 1 : (size_t)len);
		columns += width;
		s += len > 0 ? len : 1;
	}
	return columns;
}
