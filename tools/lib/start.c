/*
 * start.c - what every program does first.
 *
 * The three standard descriptors are there, whatever our parent has closed: a
 * file or a socket of ours that got the number of one of them would be written
 * to by messages or records. What cannot be written fails as a write does, with
 * a message: no signal ends the program over a reader that has left or a limit
 * on the size of files. And no core file is left behind: the environment, which
 * may hold a password, would be in it. The home of the user is known: who
 * starts programs with little around them (env -i, a service) has not said it.
 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cf.h"

/* In place of one that is closed: reading or writing it fails as before, only
 * that messages go nowhere. */
static void
open_standard(int fd)
{
	int mode = fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY;

	if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
		(void)open(
			"/dev/null", mode); /* the lowest number that is free */
}

static void
find_home(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (home && *home)
		return;
	user = getpwuid(getuid());
	if (user && user->pw_dir && *user->pw_dir == '/')
		(void)setenv("HOME", user->pw_dir, 1);
}

void
start(const char *name)
{
	struct rlimit core;

	msg_name = name;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		open_standard(fd);
	find_home();
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	if (getrlimit(RLIMIT_CORE, &core) == 0) {
		core.rlim_cur = 0;
		(void)setrlimit(RLIMIT_CORE, &core);
	}
}
