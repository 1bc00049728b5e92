/*
 * progress_signal.c - signals.
 *
 * Ctrl-C reaches every program of a pipeline: the writers before us end and
 * their last lines must still be passed on, so the first SIGINT is only noted;
 * a second one ends the program. A termination or a hangup, which reaches all
 * of them too (timeout, a scheduler), does not wait for writers that may live
 * on: what there is to say is said. Whatever stops or ends it makes the cursor
 * visible before, and takes a half written file of --metrics away. Handlers are
 * set without SA_RESTART: a read, a write or a poll that waits comes back, so
 * that the main loop can look around.
 */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "progress.h"

static volatile sig_atomic_t interrupts, resumed, ended;

/* As if there had been no handler. */
static void
act_default(int sig)
{
	struct sigaction a = {0};
	sigset_t set;

	a.sa_handler = SIG_DFL;
	(void)sigaction(sig, &a, NULL);
	(void)sigemptyset(&set);
	(void)sigaddset(&set, sig);
	(void)raise(sig);
	(void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void
on_fatal(int sig)
{
	term_restore();
	aside_abort();
	act_default(sig);
}

static void
on_interrupt(int sig)
{
	if (interrupts)
		on_fatal(sig);
	interrupts = 1;
}

/* The alarm: one who is about to wait must come back. */
static void
on_end(int sig)
{
	if (ended)
		on_fatal(sig);
	ended = sig;
	(void)alarm(1);
}

static void
on_stop(int sig)
{
	struct sigaction a = {0};
	int saved = errno;

	term_restore();
	act_default(sig);
	/* Continued. */
	a.sa_handler = on_stop;
	(void)sigaction(sig, &a, NULL);
	resumed = 1;
	errno = saved;
}

static void
on_wake(int sig)
{
	if (sig == SIGCONT)
		resumed = 1;
}

/* What was ignored when we began (nohup, a shell's background) stays so. */
static void
handle(int sig, void (*fn)(int))
{
	struct sigaction a = {0}, old;

	if (sigaction(sig, NULL, &old) == 0 && old.sa_handler == SIG_IGN)
		return;
	a.sa_handler = fn;
	(void)sigemptyset(&a.sa_mask);
	(void)sigaction(sig, &a, NULL);
}

void
signal_watch(void)
{
	handle(SIGINT, on_interrupt);
	handle(SIGTERM, on_end);
	handle(SIGHUP, on_end);
	handle(SIGQUIT, on_fatal);
	handle(SIGTSTP, on_stop);
	handle(SIGCONT, on_wake);
	handle(SIGALRM, on_wake);
#ifdef SIGWINCH
	handle(SIGWINCH, on_wake);
#endif
	handle(SIGPIPE, SIG_IGN);
	handle(SIGTTOU, SIG_IGN);
}

bool
signal_resumed(void)
{
	bool was = resumed;

	resumed = 0;
	return was;
}

bool
signal_ended(void)
{
	return ended;
}

void
signal_finish(void)
{
	if (ended)
		act_default(ended);
	if (interrupts)
		act_default(SIGINT);
}
