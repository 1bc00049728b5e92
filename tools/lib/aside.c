/*
 * aside.c - a file that appears whole or not at all.
 *
 * It is written beside its place under a name of its own, brought to the disk
 * and renamed: nobody ever sees a part of it, and it may be one of the files
 * that it is made of. A device or a pipe cannot be replaced and is written
 * itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"

#define LINKS 40 /* one behind the other */

/* What is half written, for a signal handler. */
static const char *volatile half;

void
aside_abort(void)
{
	if (half)
		(void)unlink(half);
}

static mode_t
mode_mask(void)
{
	mode_t mask = umask(0);

	(void)umask(mask);
	return mask;
}

static void
aside_free(struct aside *a)
{
	int saved = errno;

	buf_free(&a->path);
	free(a->name);
	errno = saved;
}

/* The name of what is behind all links, also where nothing is there yet. */
static char *
behind(const char *name)
{
	char *at = realpath(name, NULL), to[PATH_MAX];
	ssize_t n = 0;

	if (at)
		return at;
	at = xstrdup(name);
	for (int i = 0; i < LINKS && (n = readlink(at, to, sizeof(to))) > 0 &&
			n < (ssize_t)sizeof(to);
		i++) {
		char *slash = strrchr(at, '/'), *next;
		size_t dir = slash && *to != '/' ? (size_t)(slash + 1 - at) : 0;

		next = xmalloc(dir + (size_t)n + 1);
		memcpy(next, at, dir);
		memcpy(next + dir, to, (size_t)n);
		next[dir + (size_t)n] = '\0';
		free(at);
		at = next;
	}
	return at;
}

/* The descriptor that /dev/stdout or /dev/fd/N names, or -1. What it is open on
 * is not ours to replace: others write there before and after us. */
static int
descriptor(const char *name)
{
	char *end;
	long n;

	if (strcmp(name, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(name, "/dev/stderr") == 0)
		return STDERR_FILENO;
	if (strncmp(name, "/dev/fd/", 8) != 0)
		return -1;
	n = strtol(name + 8, &end, 10);
	return end > name + 8 && !*end && n >= 0 && n <= INT_MAX ? (int)n : -1;
}

int
aside_open(struct aside *a, const char *name, mode_t mode)
{
	struct stat st;
	bool there = stat(name, &st) == 0;
	int error = errno;

	buf_init(&a->path, LIMIT_LINE);
	a->name = NULL;
	if (descriptor(name) >= 0)
		return a->fd = fcntl(descriptor(name), F_DUPFD_CLOEXEC, 0);
	if (there && !S_ISREG(st.st_mode))
		return a->fd = open(name, O_WRONLY | O_CLOEXEC);
	/* A link that the system does not follow, as one that another user has
	 * laid in /tmp, is not for behind() to follow. */
	if (!there && error != ENOENT) {
		errno = error;
		return a->fd = -1;
	}
	a->name = behind(name);
	buf_printf(&a->path, "%s.XXXXXX", a->name);
	errno = ENAMETOOLONG;
	a->fd = a->path.full ? -1 : mkstemp(a->path.s);
	if (a->fd < 0) {
		aside_free(a);
		return -1;
	}
	half = a->path.s;
	mode &= there ? st.st_mode : ~mode_mask();
	if (fcntl(a->fd, F_SETFD, FD_CLOEXEC) < 0 || fchmod(a->fd, mode) < 0)
		return aside_close(a, false);
	return a->fd;
}

int
aside_close(struct aside *a, bool good)
{
	bool device = !a->path.len;
	int saved = errno;

	if (good && !device && fd_sync(a->fd) < 0) {
		saved = errno;
		good = false;
	}
	if (close(a->fd) < 0 && good) {
		saved = errno;
		good = false;
	}
	if (good && !device && rename(a->path.s, a->name) < 0) {
		saved = errno;
		good = false;
	}
	if (!device) {
		if (!good)
			(void)unlink(a->path.s);
		half = NULL;
	}
	errno = saved;
	aside_free(a);
	return good ? 0 : -1;
}

int
aside_check(const char *name)
{
	size_t n = strlen(name);
	struct aside a;
	struct stat st;
	bool there = stat(name, &st) == 0;

	if (n == 0 || name[n - 1] == '/' || (there && S_ISDIR(st.st_mode))) {
		errno = n == 0 ? ENOENT : EISDIR;
		return -1;
	}
	if (descriptor(name) >= 0 || (there && !S_ISREG(st.st_mode)))
		return access(name, W_OK);
	if (aside_open(&a, name, 0600) < 0)
		return -1;
	(void)aside_close(&a, false);
	return 0;
}
