/*
 * state.c - the directory of what all processes of a user on this machine
 * share while they run: the throttle's files, the login, locks.
 * $XDG_RUNTIME_DIR/cf, or /tmp/cf-UID when that variable is not set or names
 * nothing (as after su); mode 0700 and ours, or it is refused.
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"

int
state_dir(struct buf *out, struct err *e)
{
	const char *run = getenv("XDG_RUNTIME_DIR");
	struct stat st;

	buf_reset(out);
	if (run && *run == '/' && stat(run, &st) == 0)
		buf_printf(out, "%s/cf", run);
	else
		buf_printf(out, "/tmp/cf-%ld", (long)getuid());
	if (mkdir(buf_str(out), 0700) < 0 && errno != EEXIST)
		return err_set(e, V_FAILED, "cannot make directory '%s': %s",
			buf_str(out), strerror(errno));
	if (lstat(out->s, &st) < 0)
		return err_set(e, V_FAILED, "cannot read directory '%s': %s",
			out->s, strerror(errno));
	if (!S_ISDIR(st.st_mode) || st.st_uid != getuid() || (st.st_mode & 077))
		return err_set(e, V_FAILED,
			"'%s' is not a directory of yours with mode 0700: "
			"remove it or set XDG_RUNTIME_DIR",
			out->s);
	return 0;
}
