/*
 * progress_metrics.c - where the time went, as one JSON object for programs:
 * the file of --metrics. Its members are written down in cf-progress(1).
 */
#include <errno.h>

#include "progress.h"

#define METRICS_MAX (64UL << 20) /* bytes: PROGRESS_JOBS of the largest */

/* --- the text --- */

static void
put_null(struct buf *b, const char *name)
{
	json_put_name(b, name);
	buf_puts(b, "null");
}

/* A quotient, null when it has no meaning. */
static void
put_ratio(struct buf *b, const char *name, double part, double whole)
{
	if (whole <= 0) {
		put_null(b, name);
		return;
	}
	json_put_name(b, name);
	buf_printf(b, "%.3f", part / whole);
}

static void
put_requests(struct buf *b, const struct counters *c)
{
	json_put_int(b, "requests", c->requests);
	json_put_int(b, "retries", c->retries);
	json_put_int(b, "bytes", c->bytes);
}

/* The time a worker had, and what it made of it. */
static void
put_times(struct buf *b, const struct counters *c)
{
	double waited = (double)c->rate + (double)c->out;
	double worked = (double)c->elapsed - waited;

	json_put_int(b, "rate_ms", c->rate);
	json_put_int(b, "network_ms", c->net);
	json_put_int(b, "parsing_ms", c->cpu);
	json_put_int(b, "downstream_ms", c->out);
	put_ratio(b, "efficiency", worked > 0 ? worked : 0, (double)c->elapsed);
}

static void
put_verdict(struct buf *b, const struct job *j)
{
	if (j->state == JOB_ENDED)
		json_put_member(b, "verdict", verdict_name(j->verdict));
	else
		put_null(b, "verdict");
}

static void
put_venue(struct buf *b, const struct job *j)
{
	struct counters c = job_counters(j);
	double papers = (double)job_papers(j);

	buf_puts(b, b->s[b->len - 1] == '[' ? "\n{" : ",\n{");
	json_put_member(b, "venue", j->venue->name);
	json_put_int(b, "year", j->year);
	json_put_int(b, "papers", job_papers(j));
	if (j->total >= 0)
		json_put_int(b, "expected", j->total);
	else
		put_null(b, "expected");
	put_verdict(b, j);
	json_put_name(b, "saved");
	buf_puts(b, j->saved ? "true" : "false");
	json_put_int(b, "attempts", (int64_t)j->starts);
	put_requests(b, &c);
	json_put_int(b, "cached", c.cached);
	put_ratio(b, "requests_per_paper", (double)c.requests,
		j->saved ? 0 : papers);
	json_put_int(b, "elapsed_ms", c.elapsed);
	put_times(b, &c);
	put_ratio(b, "papers_per_second", papers,
		j->saved ? 0 : (double)c.elapsed / 1000);
	if (j->rss_kb)
		json_put_int(b, "rss_kb", j->rss_kb);
	else
		put_null(b, "rss_kb");
	if (j->worker)
		json_put_member(b, "worker", j->worker);
	else
		put_null(b, "worker");
	json_put_int(b, "stalls", j->stall.times);
	json_put_int(b, "stalled_ms", j->stall.ns / 1000000);
	json_put_int(b, "killed", j->stall.kills);
	buf_putc(b, '}');
}

static void
put_totals(struct buf *b, const struct run *r, int64_t now)
{
	double seconds = (double)(now - r->begin) / (double)PROGRESS_SECOND;
	struct sums s;

	jobs_sums(&r->jobs, &s);
	json_put_name(b, "totals");
	buf_putc(b, '{');
	json_put_int(b, "papers", s.papers);
	if (s.unknown)
		put_null(b, "expected");
	else
		json_put_int(b, "expected", s.total);
	json_put_int(b, "saved", s.saved);
	json_put_int(b, "jobs", (int64_t)s.jobs);
	json_put_int(b, "complete", (int64_t)s.complete);
	json_put_int(b, "incomplete", (int64_t)s.incomplete);
	json_put_int(b, "empty", (int64_t)s.empty);
	json_put_int(b, "failed", (int64_t)s.failed);
	json_put_int(b, "missing", (int64_t)s.lost);
	json_put_int(b, "errors", s.count.errors);
	json_put_int(b, "unfetched", s.unfetched);
	put_requests(b, &s.count);
	json_put_int(b, "cached", s.count.cached);
	put_ratio(b, "requests_per_paper", (double)s.count.requests,
		(double)(s.papers - s.saved));
	json_put_int(b, "elapsed_ms", (now - r->begin) / 1000000);
	put_ratio(
		b, "papers_per_second", (double)(s.papers - s.saved), seconds);
	json_put_int(b, "worker_ms", s.count.elapsed);
	put_times(b, &s.count);
	json_put_int(b, "stalls", s.stalls);
	json_put_int(b, "killed", s.kills);
	buf_putc(b, '}');
}

static void
put_hosts(struct buf *b, const struct jobs *js)
{
	json_put_name(b, "hosts");
	buf_putc(b, '{');
	for (size_t i = 0; i < js->nhost; i++) {
		const struct host_use *h = js->host[i];

		json_put_name(b, h->name);
		buf_putc(b, '{');
		put_requests(b, &h->count);
		json_put_int(b, "rate_ms", h->count.rate);
		json_put_int(b, "network_ms", h->count.net);
		buf_putc(b, '}');
	}
	buf_putc(b, '}');
}

static void
put_all(struct buf *b, const struct run *r, int64_t now)
{
	buf_putc(b, '{');
	put_totals(b, r, now);
	json_put_name(b, "venues");
	buf_putc(b, '[');
	for (size_t i = 0; i < r->jobs.n; i++)
		put_venue(b, r->jobs.list[i]);
	buf_putc(b, ']');
	put_hosts(b, &r->jobs);
	buf_puts(b, "}\n");
}

/* --- the file --- */

int
metrics_write(const char *name, const struct run *r, int64_t now)
{
	struct aside a;
	struct buf text;
	int result = -1;

	buf_init(&text, METRICS_MAX);
	put_all(&text, r, now);
	errno = EFBIG;
	if (!text.full && aside_open(&a, name, 0666) >= 0)
		result = aside_close(&a, fd_write(a.fd, text.s, text.len) == 0);
	buf_free(&text);
	return result;
}
