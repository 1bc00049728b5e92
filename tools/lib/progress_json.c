/*
 * progress_json.c - the view for another program: one JSON object per line on
 * stderr. Every record but the papers is passed on as it came; between them
 * stand `progress` records, at the end a `missing` record for every job without
 * an end and one `summary`. The members are written down in cf-progress(1).
 */
#include "progress.h"

/* Ends the line that begins there. Bytes of the stream that could drive a
 * terminal do not reach one. */
static void
end_line(struct run *r, size_t from)
{
	char *line;

	if (r->visible) {
		line = xstrndup(r->out.s + from, r->out.len - from);
		buf_cut(&r->out, from);
		text_visible(&r->out, line, 0);
		free(line);
	}
	buf_putc(&r->out, '\n');
}

static void
record(struct run *r, enum event ev, const struct job *j, struct json rec,
	int64_t now)
{
	size_t from = r->out.len;

	(void)ev;
	(void)j;
	(void)now;
	if (!rec.s)
		return;
	buf_add(&r->out, rec.s, rec.n);
	end_line(r, from);
}

static void
stall(struct run *r, const struct job *j, int64_t now)
{
	const struct stall *s = &j->stall;
	struct buf *b = &r->out;
	size_t from = b->len;

	record_begin(b, s->on ? "stalled" : "resumed", j->venue->name, j->year);
	json_put_int(b, "silent_ms", (now - s->since) / 1000000);
	if (s->on && j->worker)
		json_put_member(b, "worker", j->worker);
	if (s->on && s->kill != KILL_NOT_ASKED) {
		json_put_name(b, "killed");
		buf_puts(b, s->kill == KILL_DONE ? "true" : "false");
	}
	if (s->on && *words_kill(s->kill))
		json_put_member(b, "reason", words_kill(s->kill));
	buf_putc(b, '}');
	end_line(r, from);
}

static int64_t
wait_next(const struct run *r, int64_t now)
{
	return r->last + (r->interval ? r->interval : PROGRESS_SECOND) - now;
}

static void
put_known(struct buf *b, const char *name, bool known, int64_t n)
{
	if (known) {
		json_put_int(b, name, n);
		return;
	}
	json_put_name(b, name);
	buf_puts(b, "null");
}

static void
put_job(struct buf *b, const char *type, const struct job *j)
{
	record_begin(b, type, j->venue->name, j->year);
	json_put_int(b, "done", job_papers(j));
	put_known(b, "total", j->total >= 0, j->total);
}

static void
progress(struct run *r, struct job *j, int64_t now)
{
	int64_t left = j->total - job_papers(j), end = 0;
	struct buf *b = &r->out;
	size_t from = b->len;
	char text[32];

	put_job(b, "progress", j);
	json_put_int(b, "elapsed_ms", job_elapsed(j, now) / 1000000);
	if (j->rss_kb)
		json_put_int(b, "rss_kb", j->rss_kb);
	if (j->total >= 0 && left >= 0)
		end = eta_clock(&j->eta, clock_wall(), left);
	if (end) {
		clock_rfc3339(text, end);
		json_put_member(b, "eta", text);
	} else {
		put_known(b, "eta", false, 0);
	}
	buf_putc(b, '}');
	end_line(r, from);
}

static void
report(struct run *r, int64_t now)
{
	jobs_tick(&r->jobs, now);
	jobs_sort(&r->jobs);
	for (size_t i = 0; i < r->jobs.n; i++) {
		if (r->jobs.list[i]->state == JOB_RUNNING)
			progress(r, r->jobs.list[i], now);
	}
}

static void
summary(struct buf *b, const struct sums *s, int64_t ns)
{
	buf_putc(b, '{');
	json_put_member(b, "type", "summary");
	json_put_int(b, "papers", s->papers);
	put_known(b, "expected", !s->unknown, s->total);
	json_put_int(b, "jobs", (int64_t)s->jobs);
	json_put_int(b, "complete", (int64_t)s->complete);
	json_put_int(b, "incomplete", (int64_t)s->incomplete);
	json_put_int(b, "empty", (int64_t)s->empty);
	json_put_int(b, "failed", (int64_t)s->failed);
	json_put_int(b, "missing", (int64_t)s->lost);
	json_put_int(b, "stalls", s->stalls);
	json_put_int(b, "killed", s->kills);
	json_put_int(b, "errors", s->count.errors);
	json_put_int(b, "requests", s->count.requests);
	json_put_int(b, "retries", s->count.retries);
	json_put_int(b, "cached", s->count.cached);
	json_put_int(b, "bytes", s->count.bytes);
	json_put_int(b, "elapsed_ms", ns / 1000000);
	record_end(b);
}

static void
close_view(struct run *r, int64_t now)
{
	struct sums s;

	for (size_t i = 0; i < r->jobs.n; i++) {
		size_t from = r->out.len;

		if (r->jobs.list[i]->state == JOB_LOST) {
			put_job(&r->out, "missing", r->jobs.list[i]);
			buf_putc(&r->out, '}');
			end_line(r, from);
		}
	}
	jobs_sums(&r->jobs, &s);
	summary(&r->out, &s, now - r->begin);
}

const struct view view_json = {record, stall, wait_next, report, close_view};
