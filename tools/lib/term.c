/*
 * term.c - a block of lines at the bottom of a terminal.
 *
 * A frame is one write: up to the first line of the block, every line over the
 * old one with the rest of its row erased, nothing cleared first, between the
 * marks of a synchronised update (mode 2026; terminals without it ignore them).
 * The cursor rests below the block, hidden, so the block has at most one row
 * less than the terminal and whatever another program writes begins on a line
 * of its own. The cursor is visible again after every end but SIGKILL.
 */
#include <langinfo.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "progress.h"

#define SYNC_ON "\033[?2026h"
#define SYNC_OFF "\033[?2026l"
#define CURSOR_OFF "\033[?25l"
#define CURSOR_ON "\033[?25h"
#define ERASE_LINE "\033[K"
#define ERASE_BELOW "\033[J"

/* For the signal handlers. */
static volatile sig_atomic_t hidden;
static int hidden_fd = -1;

static bool
is_dumb(void)
{
	const char *name = getenv("TERM");

	return !name || !*name || strcmp(name, "dumb") == 0;
}

bool
term_usable(int fd)
{
	return isatty(fd) && !is_dumb();
}

void
term_open(struct term *t, int fd)
{
	const char *plain = getenv("NO_COLOR");

	*t = (struct term){.fd = fd};
	buf_init(&t->out, LIMIT_RECORD);
	buf_init(&t->shown.text, LIMIT_RECORD);
	t->screen.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	t->screen.colour = !is_dumb() && !(plain && *plain);
	hidden_fd = fd;
	term_size(t);
}

void
term_size(struct term *t)
{
	const char *columns = getenv("COLUMNS");
	struct winsize w = {0};
	long n = columns ? strtol(columns, NULL, 10) : 0;

	if (ioctl(t->fd, TIOCGWINSZ, &w) < 0)
		w.ws_row = w.ws_col = 0;
	t->screen.rows = w.ws_row ? w.ws_row : 24;
	t->screen.cols = w.ws_col ? w.ws_col : 80;
	/* More than there are would wrap. */
	if (n > 0 && (!w.ws_col || n < w.ws_col))
		t->screen.cols = (size_t)n;
}

bool
term_foreground(const struct term *t)
{
	pid_t group = tcgetpgrp(t->fd);

	/* A terminal that is not ours to control has no background. */
	return group < 0 || group == getpgrp();
}

/* Most terminals fold lines that have become too long, so the block may take
 * more rows after the window got narrower. xterm and the Linux console cut. */
static bool
folds(void)
{
	const char *name = getenv("TERM");

	return !getenv("XTERM_VERSION") &&
	       !(name && strcmp(name, "linux") == 0);
}

/* The rows that the block shown takes on the screen of now. */
static size_t
rows_shown(const struct term *t)
{
	size_t rows = 0;

	if (t->screen.cols >= t->shown_cols || !folds())
		return t->shown.n;
	for (size_t i = 0; i < t->shown.n; i++) {
		size_t w = t->shown.width[i];

		rows += w ? (w + t->screen.cols - 1) / t->screen.cols : 1;
	}
	return rows;
}

/* Text whose lines end in LF; the terminal may be raw, so CR as well. */
static void
add_lines(struct buf *out, const char *s, const char *end)
{
	for (size_t n; *s; s += n + (s[n] != '\0')) {
		n = strcspn(s, "\n");
		buf_add(out, s, n);
		buf_puts(out, end);
	}
}

static void
remember(struct term *t, const struct frame *f)
{
	buf_reset(&t->shown.text);
	buf_add(&t->shown.text, buf_str(&f->text), f->text.len);
	memcpy(t->shown.width, f->width, f->n * sizeof(f->width[0]));
	t->shown.n = f->n;
	t->shown_cols = t->screen.cols;
	t->shown_rows = t->screen.rows;
}

void
term_paint(struct term *t, const struct frame *f, const char *above)
{
	size_t up = rows_shown(t);
	bool resized = t->shown_cols != t->screen.cols ||
		       t->shown_rows != t->screen.rows;

	if (!resized && !*above && f->n == t->shown.n &&
		strcmp(buf_str(&f->text), buf_str(&t->shown.text)) == 0)
		return;
	buf_reset(&t->out);
	if (!is_dumb())
		buf_puts(&t->out, SYNC_ON);
	if (!hidden)
		buf_puts(&t->out, CURSOR_OFF);
	hidden = 1;
	buf_putc(&t->out, '\r');
	if (up)
		buf_printf(&t->out, "\033[%zuA", up);
	/* Long messages may take several rows of what was the block. */
	if (*above || resized)
		buf_puts(&t->out, ERASE_BELOW);
	add_lines(&t->out, above, "\r\n");
	add_lines(&t->out, buf_str(&f->text), ERASE_LINE "\r\n");
	/* Lines of a longer block, and what others wrote, as the echo of a
	 * Ctrl-C. */
	buf_puts(&t->out, ERASE_BELOW);
	if (!is_dumb())
		buf_puts(&t->out, SYNC_OFF);
	(void)fd_write(t->fd, buf_str(&t->out), t->out.len);
	remember(t, f);
}

void
term_leave(struct term *t)
{
	t->shown.n = 0;
	buf_reset(&t->shown.text);
}

void
term_restore(void)
{
	static const char bytes[] = SYNC_OFF CURSOR_ON;

	if (hidden && write(hidden_fd, bytes, sizeof(bytes) - 1) > 0)
		hidden = 0;
}

void
term_close(struct term *t)
{
	term_restore();
	buf_free(&t->out);
	buf_free(&t->shown.text);
}
