/*
 * state.c - the directory of what all processes of a user on this machine
 * share while they run: the throttle's files, the login, locks.
 * $XDG_RUNTIME_DIR/cf, or /run/user/UID/cf when that variable is not set, or
 * /tmp/cf-UID where neither can be had (it names nothing, or what is another
 * user's, as after su); mode 0700 and ours, or it is refused.
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"

/* Makes a directory ours; *taken: it is not to be had, whoever tries. */
static int
usable(const struct buf *dir, bool *taken, struct err *e)
{
	struct stat st;

	*taken = false;
	if (mkdir(dir->s, 0700) < 0 && errno != EEXIST) {
		*taken = errno != ENOTDIR;
		return err_set(e, V_FAILED, "cannot make directory '%s': %s",
			dir->s, strerror(errno));
	}
	if (lstat(dir->s, &st) < 0)
		return err_set(e, V_FAILED, "cannot read directory '%s': %s",
			dir->s, strerror(errno));
	*taken = st.st_uid != getuid() ||
		 (access(dir->s, W_OK) < 0 && errno == EROFS);
	if (!S_ISDIR(st.st_mode) || *taken || (st.st_mode & 077))
		return err_set(e, V_FAILED,
			"'%s' is not a directory of yours with mode 0700: "
			"remove it or set XDG_RUNTIME_DIR",
			dir->s);
	return 0;
}

int
state_dir(struct buf *out, struct err *e)
{
	const char *run = getenv("XDG_RUNTIME_DIR");
	char user[64];
	struct stat st;
	bool taken;

	(void)snprintf(user, sizeof(user), "/run/user/%ld", (long)getuid());
	if (!run || *run != '/')
		run = user; /* a job of cron shares with a session */
	if (stat(run, &st) == 0) {
		struct err why = {0};

		buf_reset(out);
		buf_printf(out, "%s/cf", run);
		if (usable(out, &taken, &why) == 0)
			return 0;
		if (!taken)
			return err_set(e, V_FAILED, "%s", why.text);
	}
	buf_reset(out);
	buf_printf(out, "/tmp/cf-%ld", (long)getuid());
	return usable(out, &taken, e);
}
