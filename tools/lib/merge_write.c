/*
 * merge_write.c - the merged papers go out, in large pieces of whole lines.
 *
 * A file is written aside, brought to the disk and renamed: it is never seen in
 * part, and it may be one of those that were merged.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "merge.h"

#define PORTION (1UL << 20)

static int
write_fd(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, s, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return -1;
		s += w;
		n -= (size_t)w;
	}
	return 0;
}

/* To standard output, under its lock, when fd is -1. */
static int
flush(struct buf *b, int fd)
{
	int r = fd < 0 ? out_write(buf_str(b), b->len)
		       : write_fd(fd, buf_str(b), b->len);

	buf_reset(b);
	return r;
}

static int
write_papers(const struct merge *m, int fd)
{
	struct buf b;
	int r = 0;

	buf_init(&b, LIMIT_RECORD + 2 * PORTION);
	for (size_t i = 0; r == 0 && i < m->ncopy; i++) {
		buf_add(&b, m->copy[i]->line, m->copy[i]->n);
		buf_putc(&b, '\n');
		if (b.len >= PORTION)
			r = flush(&b, fd);
	}
	if (r == 0 && b.len > 0)
		r = flush(&b, fd);
	buf_free(&b);
	return r;
}

/* The name of what is half written, for a signal handler. */
static const char *volatile aside_name;

void
merge_write_abort(void)
{
	if (aside_name)
		(void)unlink(aside_name);
}

/* Written aside, so that nobody ever sees a part of it. */
static int
write_aside(const struct merge *m, const char *name)
{
	struct buf aside;
	mode_t mask = umask(0);
	int fd, r = -1, saved;

	(void)umask(mask);
	buf_init(&aside, LIMIT_LINE);
	buf_printf(&aside, "%s.XXXXXX", name);
	errno = ENAMETOOLONG;
	fd = aside.full ? -1 : mkstemp(aside.s);
	if (fd >= 0) {
		aside_name = aside.s;
		r = fchmod(fd, 0666 & ~mask);
		if (r == 0)
			r = write_papers(m, fd);
		if (r == 0)
			r = fsync(fd);
		if (close(fd) < 0 || r < 0 || rename(aside.s, name) < 0) {
			r = -1;
			saved = errno;
			(void)unlink(aside.s);
			errno = saved;
		}
		aside_name = NULL;
	}
	buf_free(&aside);
	return r;
}

/* The directory is what must be writable: a file is replaced. */
static int
check_directory(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct buf dir;
	int r;

	buf_init(&dir, LIMIT_LINE);
	if (slash)
		buf_add(&dir, name, (size_t)(slash - name) + 1);
	else
		buf_putc(&dir, '.');
	errno = ENAMETOOLONG;
	r = dir.full ? -1 : access(dir.s, W_OK | X_OK);
	buf_free(&dir);
	return r;
}

int
merge_write_check(const char *name)
{
	size_t n = strlen(name);
	struct stat st;
	bool there = stat(name, &st) == 0;

	if (n == 0 || name[n - 1] == '/' || (there && S_ISDIR(st.st_mode))) {
		errno = n == 0 ? ENOENT : EISDIR;
		return -1;
	}
	if (there && !S_ISREG(st.st_mode))
		return access(name, W_OK);
	return check_directory(name);
}

/* A device or a pipe cannot be replaced, so it is written. */
int
merge_write(const struct merge *m, const char *name)
{
	struct stat st;
	int fd, r;

	if (!name)
		return write_papers(m, -1);
	if (stat(name, &st) < 0 || S_ISREG(st.st_mode))
		return write_aside(m, name);
	fd = open(name, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	r = write_papers(m, fd);
	return close(fd) < 0 ? -1 : r;
}
