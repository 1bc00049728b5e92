/*
 * progress_pipe.c - the size of a pipe.
 *
 * Linux gives a pipe 64 kB; with 1 MB the programs around it change over 16
 * times less often. The call is no part of POSIX, hence this file of its own.
 * A pipe that cannot grow works as well, only slower: errors are no news.
 */
#ifdef __linux__
#define _GNU_SOURCE
#endif
#include <fcntl.h>

#include "progress.h"

#ifdef F_SETPIPE_SZ
#define PIPE_BYTES (1 << 20)

void
pipe_widen(int fd)
{
	(void)fcntl(fd, F_SETPIPE_SZ, PIPE_BYTES);
}
#else
void
pipe_widen(int fd)
{
	(void)fd;
}
#endif
