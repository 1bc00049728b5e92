/*
 * reader.c - the lines of a file or a pipe, of any length up to a bound.
 *
 * A regular file is mapped, so that its lines need not be copied by whoever
 * wants to keep them; the price is that a file must not be cut short while it
 * is read (replacing it is no harm). Anything else is read in portions, and a
 * line lives until the next call.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"

#define PORTION (1UL << 20)

/* For the signal handler: what is read just now. */
static volatile sig_atomic_t stopped, reading = -1;
/* What it was before it was told not to wait: others may read it after us. */
static volatile sig_atomic_t flags_before = -1;

/* A read that waits is interrupted, and one that is about to wait does not. */
static void
wait_no_more(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || (flags & O_NONBLOCK))
		return;
	flags_before = flags;
	(void)fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

static void
wait_again(int fd)
{
	if (flags_before >= 0)
		(void)fcntl(fd, F_SETFL, flags_before);
	flags_before = -1;
}

void
reader_stop(void)
{
	int saved = errno;

	stopped = 1;
	if (reading >= 0)
		wait_no_more(reading);
	errno = saved;
}

void
reader_init(struct reader *in, int fd, size_t max)
{
	struct stat st;
	void *map;

	*in = (struct reader){.fd = fd, .max = max};
	/* Only from its beginning: standard input may be read up to somewhere
	 * already. */
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size <= 0 ||
		(uintmax_t)st.st_size > SIZE_MAX || lseek(fd, 0, SEEK_CUR) != 0)
		return;
	map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		return;
	in->buf = map;
	in->cap = in->end = (size_t)st.st_size;
	in->mapped = in->ended = true;
}

void
reader_free(struct reader *in)
{
	if (in->mapped)
		(void)munmap(in->buf, in->cap);
	else
		free(in->buf);
	*in = (struct reader){0};
}

/* Makes room behind what is there, and reads. 1, 0 at the end, -1. */
static int
fill(struct reader *in)
{
	ssize_t got;
	int error;

	if (in->ended)
		return 0;
	if (in->start > 0) {
		in->end -= in->start;
		memmove(in->buf, in->buf + in->start, in->end);
		in->start = 0;
	}
	if (in->cap - in->end < PORTION) {
		in->cap = in->cap ? in->cap * 2 : 2 * PORTION;
		in->buf = xrealloc(in->buf, in->cap);
	}
	reading = in->fd;
	if (stopped)
		wait_no_more(in->fd);
	do
		got = read(in->fd, in->buf + in->end, PORTION);
	while (got < 0 && errno == EINTR);
	reading = -1;
	error = errno;
	wait_again(in->fd);
	errno = error;
	if (got < 0 && stopped && (errno == EAGAIN || errno == EWOULDBLOCK))
		got = 0;
	if (got < 0)
		return -1;
	in->end += (size_t)got;
	in->ended = got == 0;
	return got > 0;
}

/* The line feed in what is there, not looking at the first `seen` bytes. */
static char *
line_feed(const struct reader *in, size_t seen)
{
	size_t n = in->end - in->start;

	return n > seen ? memchr(in->buf + in->start + seen, '\n', n - seen)
			: NULL;
}

/* Drops the rest of a line that is longer than it may be, so that memory stays
 * bounded. */
static int
drop(struct reader *in)
{
	char *lf;
	int r = 1;

	do {
		lf = line_feed(in, 0);
		in->start = lf ? (size_t)(lf - in->buf) + 1 : in->end;
		if (!lf)
			r = fill(in);
	} while (!lf && r > 0);
	return r < 0 ? -1 : 1;
}

int
reader_next(struct reader *in, struct json *line)
{
	size_t seen = 0;
	char *lf;
	int r = 1;

	while (!(lf = line_feed(in, seen)) && r > 0 &&
		in->end - in->start <= in->max) {
		seen = in->end - in->start;
		r = fill(in);
	}
	if (r < 0)
		return -1;
	in->number++;
	in->cut = !lf;
	line->n = (lf ? (size_t)(lf - in->buf) : in->end) - in->start;
	if (line->n > in->max) {
		line->s = NULL;
		return drop(in);
	}
	line->s = in->buf + in->start;
	in->start += line->n + (lf != NULL);
	return lf || line->n > 0;
}
