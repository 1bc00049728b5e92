/*
 * progress_plain.c - the views without bars: plain lines for a log, without a
 * control byte, and silence.
 */
#include "progress.h"

#define INTERVAL (30 * PROGRESS_SECOND)
#define LATER (3600 * PROGRESS_SECOND)

static void
begin_line(struct run *r)
{
	buf_printf(&r->out, "%s: ", msg_name);
}

static void
start_line(struct run *r, const struct job *j)
{
	begin_line(r);
	words_job(&r->out, j);
	buf_puts(&r->out, "started");
	if (j->attempt > 1)
		buf_printf(&r->out, ", attempt %lld", (long long)j->attempt);
	if (j->total >= 0)
		buf_printf(&r->out, ", %s papers expected",
			word_count(j->total).s);
	buf_putc(&r->out, '\n');
}

static void
end_line(struct run *r, const struct job *j, int64_t now)
{
	begin_line(r);
	words_job(&r->out, j);
	words_end(&r->out, j, now);
	if (j->rss_kb)
		buf_printf(&r->out, ", %s of memory", word_memory(j->rss_kb).s);
	buf_putc(&r->out, '\n');
}

static void
plain_stall(struct run *r, const struct job *j, int64_t now)
{
	struct word span = word_span(now - j->stall.since);

	begin_line(r);
	words_job(&r->out, j);
	if (!j->stall.on) {
		buf_printf(&r->out, "goes on after %s\n", span.s);
		return;
	}
	buf_printf(&r->out, "stalled: nothing came for %s\n", span.s);
	if (j->stall.kill == KILL_NOT_ASKED)
		return;
	begin_line(r);
	words_killed(&r->out, j);
	buf_putc(&r->out, '\n');
}

static void
plain_record(struct run *r, enum event ev, const struct job *j, struct json rec,
	int64_t now)
{
	switch (ev) {
	case EV_ERROR:
		begin_line(r);
		words_error(&r->out, rec);
		buf_putc(&r->out, '\n');
		break;
	case EV_START:
		start_line(r, j);
		break;
	case EV_DONE:
		end_line(r, j, now);
		break;
	case EV_OTHER:
		break;
	}
}

static int64_t
plain_wait(const struct run *r, int64_t now)
{
	return r->last + (r->interval ? r->interval : INTERVAL) - now;
}

static void
plain_report(struct run *r, int64_t now)
{
	struct sums s;

	jobs_sums(&r->jobs, &s);
	begin_line(r);
	words_papers(&r->out, s.papers, s.total, s.unknown);
	buf_printf(&r->out, ", %zu of %zu jobs complete, %zu running, ",
		s.complete, s.jobs, s.running);
	if (s.stalled)
		buf_printf(&r->out, "%zu of them stalled, ", s.stalled);
	buf_printf(&r->out, "%zu waiting, %s\n", s.waiting,
		word_span(now - r->begin).s);
}

static void
plain_close(struct run *r, int64_t now)
{
	struct sums s;
	size_t idle = 0;

	for (size_t i = 0; i < r->jobs.n; i++) {
		if (words_lost(r->jobs.list[i], &idle))
			end_line(r, r->jobs.list[i], now);
	}
	if (idle > PROGRESS_IDLE) {
		begin_line(r);
		words_unnamed(&r->out, idle);
	}
	jobs_sums(&r->jobs, &s);
	begin_line(r);
	words_closing(&r->out, &s, now - r->begin);
	buf_putc(&r->out, '\n');
	where_lines(r, now, 0);
}

const struct view view_plain = {
	plain_record, plain_stall, plain_wait, plain_report, plain_close};

static void
quiet_record(struct run *r, enum event ev, const struct job *j, struct json rec,
	int64_t now)
{
	(void)r;
	(void)ev;
	(void)j;
	(void)rec;
	(void)now;
}

static void
quiet_stall(struct run *r, const struct job *j, int64_t now)
{
	(void)r;
	(void)j;
	(void)now;
}

static int64_t
quiet_wait(const struct run *r, int64_t now)
{
	return r->last + LATER - now;
}

static void
quiet_report(struct run *r, int64_t now)
{
	(void)r;
	(void)now;
}

const struct view view_quiet = {
	quiet_record, quiet_stall, quiet_wait, quiet_report, quiet_report};
