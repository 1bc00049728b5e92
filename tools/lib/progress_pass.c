/*
 * progress_pass.c - passes the stream through while the view looks on.
 *
 * Every byte of stdin goes to stdout, records or not. Input may pause and the
 * reader may be slow: the view goes on in both cases, since poll(2) waits no
 * longer than until the next report and an alarm interrupts write(2). Words of
 * the view go to stderr as they come.
 */
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/time.h>
#include <unistd.h>

#include "progress.h"

#define READ_BYTES (256UL << 10)

/* Words that are no frame go out as they come. */
void
pass_words(struct run *r)
{
	if (r->visible && strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		words_ascii(&r->out, 0);
	(void)fd_write(STDERR_FILENO, buf_str(&r->out), r->out.len);
	buf_reset(&r->out);
}

static void
report_when_due(struct pass *p)
{
	int64_t now = clock_ns();

	if (p->view->wait(&p->run, now) <= 0) {
		p->view->report(&p->run, now);
		p->run.last = now;
		p->run.dirty = false;
	}
	if (!p->run.term)
		pass_words(&p->run);
}

static void
on_record(void *ctx, const struct record_head *h, struct json rec)
{
	struct pass *p = ctx;
	struct run *r = &p->run;
	struct job *j;
	enum event ev = jobs_record(&r->jobs, h, rec, p->now, &j);

	r->dirty = true;
	if (j && (j->stall.on || ev == EV_START))
		stall_heard(r, p->view, ev, j, p->now);
	if (rec.s)
		p->view->record(r, ev, j, rec, p->now);
}

/* An alarm each second, or none: one that came just before a call that waits,
 * as when the machine sleeps there, would be the last. */
static void
alarms(time_t seconds)
{
	struct itimerval each = {{seconds, 0}, {seconds, 0}};

	(void)setitimer(ITIMER_REAL, &each, NULL);
}

/* A reader that is slow makes write(2) wait; the alarm wakes it so that the
 * display can go on. 0, or -1 with errno. */
static int
pass_on(struct pass *p, const char *s, size_t n)
{
	struct pollfd full = {STDOUT_FILENO, POLLOUT, 0};

	while (n && !signal_ended()) {
		ssize_t w;
		int error;

		alarms(1);
		w = write(STDOUT_FILENO, s, n);
		error = errno;
		alarms(0);
		if (w > 0) {
			s += w;
			n -= (size_t)w;
		} else if (error == EAGAIN || error == EWOULDBLOCK) {
			(void)poll(&full, 1, 1000);
		} else if (error != EINTR) {
			errno = error;
			return -1;
		}
		report_when_due(p);
	}
	return 0;
}

/* Waits for input, not longer than until the next report; whether it came. */
static bool
wait_for_input(struct pass *p)
{
	struct pollfd in = {STDIN_FILENO, POLLIN, 0};
	int64_t now = clock_ns(), ns = p->view->wait(&p->run, now);
	int64_t stall = stall_wait(&p->run, now);
	int n;

	if (stall < ns)
		ns = stall;
	/* Rounded up, or the last millisecond would be spent in a loop. */
	n = poll(&in, 1, ns > 0 ? (int)(ns / 1000000) + 1 : 0);

	/* A signal: the window may have another size now. */
	if (n < 0)
		p->run.dirty = true;
	return n > 0;
}

/* Reads to the end. What went wrong on the way is said after the last frame. */
void
pass_stream(struct pass *p)
{
	struct lines lines = {.record = on_record, .ctx = p};
	bool silent = isatty(STDOUT_FILENO);
	char *piece = xmalloc(READ_BYTES);
	ssize_t n;

	while (!signal_ended()) {
		stall_look(&p->run, p->view, clock_ns());
		report_when_due(p);
		if (!wait_for_input(p))
			continue;
		n = read(STDIN_FILENO, piece, READ_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			p->in_error = errno;
		if (n <= 0)
			break;
		p->now = clock_ns();
		p->bytes += (size_t)n;
		lines_feed(&lines, piece, (size_t)n);
		if (!silent && pass_on(p, piece, (size_t)n) < 0) {
			p->out_error = errno;
			break;
		}
		stall_deaf(&p->run, clock_ns() - p->now);
	}
	lines_end(&lines);
	p->lines = lines.whole;
	p->junk = lines.junk;
	free(piece);
}
