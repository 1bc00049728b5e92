/*
 * text_key.c - text to compare by, and text to show.
 *
 * Neither changes what is stored: a key only says which titles are one, and
 * what text_visible() makes is for eyes.
 */
#include <ctype.h>
#include <utf8proc.h>

#include "text.h"

/* Letters that Unicode does not take apart, as a writer without them would
 * spell them: site and bibliography differ in exactly that. */
static const char *
plain_letter(utf8proc_int32_t c)
{
	switch (c) {
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

void
text_key(struct buf *b, const char *s)
{
	const char *end = s + strlen(s);
	char run[256];

	while (s < end) {
		size_t n = 0;

		for (; s < end && n < sizeof(run); s++) {
			unsigned char c = (unsigned char)*s;

			if (c >= 0x80)
				break;
			run[n] = (char)(c | 0x20);
			n += (c >= '0' && c <= '9') ||
			     (run[n] >= 'a' && run[n] <= 'z' && c >= 'A');
		}
		buf_add(b, run, n);
		if (s < end && (unsigned char)*s >= 0x80)
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
