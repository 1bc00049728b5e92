/*
 * out.c - standard output shared by many writers.
 *
 * A pipe takes a write of up to PIPE_BUF bytes in one piece, but an abstract
 * makes a record longer, and then two workers under xargs -P would tear each
 * other's lines. So every write is made under a record lock on the standard
 * output itself: Linux grants fcntl(2) locks on a pipe. Where the system does
 * not, a lock file in the state directory serves (all writers of a user on
 * this machine then take turns). A terminal or a device needs no lock.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"

static enum {
	LOCK_UNKNOWN,
	LOCK_NONE,
	LOCK_STDOUT,
	LOCK_FILE
} how;
static int lock_fd = -1;

static int
lock(int fd, short type)
{
	struct flock l = {.l_type = type, .l_whence = SEEK_SET};
	int r;

	do
		r = fcntl(fd, F_SETLKW, &l);
	while (r < 0 && errno == EINTR);
	return r;
}

/* Finds out once which lock this standard output can have. */
static void
lock_choose(void)
{
	struct stat st;
	struct buf path;

	how = LOCK_NONE;
	if (fstat(STDOUT_FILENO, &st) < 0 ||
		(!S_ISFIFO(st.st_mode) && !S_ISREG(st.st_mode) &&
			!S_ISSOCK(st.st_mode)))
		return;
	if (lock(STDOUT_FILENO, F_WRLCK) == 0) {
		(void)lock(STDOUT_FILENO, F_UNLCK);
		lock_fd = STDOUT_FILENO;
		how = LOCK_STDOUT;
		return;
	}
	buf_init(&path, LIMIT_URL);
	if (state_dir(&path, NULL) == 0 && buf_puts(&path, "/stdout.lock")) {
		lock_fd = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		if (lock_fd >= 0)
			how = LOCK_FILE;
	}
	buf_free(&path);
}

int
fd_write(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t w = write(fd, s, n);

		if (w >= 0) {
			s += w;
			n -= (size_t)w;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			struct pollfd p = {fd, POLLOUT, 0};

			(void)poll(&p, 1, -1);
		} else if (errno != EINTR) {
			return -1;
		}
	}
	return 0;
}

int
fd_sync(int fd)
{
	/* EINVAL: such a file system has nothing to bring down. */
	return fdatasync(fd) < 0 && errno != EINVAL ? -1 : 0;
}

int
out_write(const char *s, size_t n)
{
	int r, saved;

	if (how == LOCK_UNKNOWN)
		lock_choose();
	if (how == LOCK_NONE)
		return fd_write(STDOUT_FILENO, s, n);
	if (lock(lock_fd, F_WRLCK) < 0)
		return -1;
	r = fd_write(STDOUT_FILENO, s, n);
	saved = errno;
	(void)lock(lock_fd, F_UNLCK);
	errno = saved;
	return r;
}

int
out_close(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout) && close(STDOUT_FILENO) == 0)
		return status;
	if (errno == EPIPE)
		return status;
	return msg_fail(EXIT_FAILED, "cannot write standard output: %s",
		strerror(errno));
}
