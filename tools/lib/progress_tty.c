/*
 * progress_tty.c - the view for a terminal: bars, messages above them, and the
 * closing line below the last frame, which stays.
 */

#include "progress.h"

#define SOON (PROGRESS_SECOND / 10)  /* between two frames */
#define MOVING (PROGRESS_SECOND / 4) /* while a bar moves by itself */
#define CLOSING "cf-progress: "

static void
record(struct run *r, enum event ev, const struct job *j, struct json rec,
	int64_t now)
{
	struct buf line;

	(void)j;
	(void)now;
	if (ev != EV_ERROR)
		return;
	/* More than anybody could read in a tenth of a second. */
	if (r->out.len > PROGRESS_MESSAGES) {
		r->dropped++;
		return;
	}
	buf_init(&line, PROGRESS_LINE);
	words_error(&line, rec);
	fold_line(&r->out, buf_str(&line), r->term->screen.cols);
	buf_putc(&r->out, '\n');
	buf_free(&line);
}

/* The bar says that it is stalled; what was done about it, a message. */
static void
stall(struct run *r, const struct job *j, int64_t now)
{
	struct buf line;

	(void)now;
	if (!j->stall.on || j->stall.kill == KILL_NOT_ASKED)
		return;
	buf_init(&line, PROGRESS_LINE);
	words_killed(&line, j);
	fold_line(&r->out, buf_str(&line), r->term->screen.cols);
	buf_putc(&r->out, '\n');
	buf_free(&line);
}

static int64_t
wait_next(const struct run *r, int64_t now)
{
	int64_t gap = PROGRESS_SECOND;

	if (r->dirty)
		gap = SOON;
	else if (r->moving)
		gap = MOVING;
	return r->last + gap - now;
}

static bool
any_moving(const struct jobs *js)
{
	for (size_t i = 0; i < js->n; i++) {
		if (js->list[i]->state == JOB_RUNNING && js->list[i]->total < 1)
			return true;
	}
	return false;
}

static void
finish_messages(struct run *r)
{
	if (r->dropped)
		buf_printf(&r->out, "... and %zu more messages\n", r->dropped);
	r->dropped = 0;
	if (!r->term->screen.utf8)
		words_ascii(&r->out, 0);
}

static void
report(struct run *r, int64_t now)
{
	struct term *t = r->term;

	jobs_tick(&r->jobs, now);
	if (signal_resumed())
		term_leave(t);
	if (!term_foreground(t))
		return;
	term_size(t);
	bars_frame(r->frame, &r->jobs, &t->screen, now, clock_wall());
	finish_messages(r);
	if (r->frame->n || r->out.len)
		term_paint(t, r->frame, buf_str(&r->out));
	buf_reset(&r->out);
	r->moving = any_moving(&r->jobs);
}

/* Of jobs that have no bar on the screen nobody would know. */
static void
name_lost(struct run *r, int64_t now)
{
	size_t idle = 0;

	if (r->term->shown.n >= r->jobs.n)
		return;
	for (size_t i = 0; i < r->jobs.n; i++) {
		const struct job *j = r->jobs.list[i];

		if (!words_lost(j, &idle))
			continue;
		words_job(&r->out, j);
		words_end(&r->out, j, now);
		buf_putc(&r->out, '\n');
	}
	words_unnamed(&r->out, idle);
}

static void
close_view(struct run *r, int64_t now)
{
	struct buf line;
	struct sums s;

	report(r, now);
	name_lost(r, now);
	finish_messages(r);
	jobs_sums(&r->jobs, &s);
	buf_init(&line, PROGRESS_LINE);
	buf_puts(&line, CLOSING);
	words_closing(&line, &s, now - r->begin);
	fold_line(&r->out, buf_str(&line), r->term->screen.cols);
	buf_putc(&r->out, '\n');
	buf_free(&line);
	where_lines(r, now, r->term->screen.cols);
}

const struct view view_tty = {record, stall, wait_next, report, close_view};
