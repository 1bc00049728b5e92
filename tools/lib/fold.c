/*
 * fold.c - long messages on a terminal.
 *
 * A terminal breaks a line wherever it ends, in the middle of a word. Here it
 * is broken at its spaces, and what follows is indented, so that the name of
 * the program stands out. A word that is too long, as a URL may be, stays
 * whole, so that it can be copied. A log gets its lines as they are.
 */
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "cf.h"

#define INDENT "    "
#define FOLD_MIN 40 /* narrower than this there is nothing to gain */

size_t
fold_columns(int fd)
{
	struct winsize w = {0};

	if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &w) < 0)
		return 0;
	return w.ws_col;
}

/* The bytes of the first word with the spaces before it; its columns. */
static size_t
word(const char *s, size_t *columns)
{
	size_t n = strspn(s, " ");

	*columns = n;
	for (; s[n] && s[n] != ' '; n++)
		*columns += ((unsigned char)s[n] & 0xc0) != 0x80;
	return n;
}

void
fold_line(struct buf *b, const char *s, size_t columns)
{
	const size_t indent = strlen(INDENT);
	size_t at = 0, n, wide;

	for (; *s; s += n) {
		n = word(s, &wide);
		if (columns >= FOLD_MIN && at > indent && at + wide > columns &&
			wide <= columns - indent) {
			size_t spaces = strspn(s, " ");

			buf_puts(b, "\n" INDENT);
			s += spaces;
			n -= spaces;
			wide -= spaces;
			at = indent;
		}
		buf_add(b, s, n);
		at += wide;
		if (columns >= FOLD_MIN && at > columns)
			at = (at - 1) % columns + 1;
	}
}
