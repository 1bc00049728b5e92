/*
 * job_record.c - the records that a job writes (cf-stream(5)).
 */
#include <errno.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <unistd.h>

#include "job_private.h"
#include "registry.h"

/* Standard output is broken: the job ends. */
static void
output_failed(struct run *r, const char *what)
{
	r->closed = r->broken = true;
	msg_warn("cannot write %s: %s", what, strerror(errno));
}

/* A line into the file of --record, which is this process' own. */
static void
record_out(struct run *r)
{
	if (fd_write(r->o->record, r->line.s, r->line.len) < 0)
		output_failed(r, "the file of --record");
}

/* One whole line out; a reader that has left ends the job quietly. */
static void
line_out(struct run *r)
{
	int64_t before = clock_ns();

	if (!r->closed && r->o->record)
		record_out(r);
	if (!r->closed && out_write(buf_str(&r->line), r->line.len) < 0) {
		r->closed = true;
		if (errno != EPIPE)
			output_failed(r, "standard output");
	}
	r->wait_out_ns += clock_ns() - before;
}

static void
line_begin(struct run *r, const char *type)
{
	buf_reset(&r->line);
	record_begin(&r->line, type, r->venue, r->year);
}

static void
line_end(struct run *r)
{
	record_end(&r->line);
	line_out(r);
}

void
run_emit(struct run *r, struct paper *p)
{
	const char *when = r->retrieved[0] ? r->retrieved : NULL;

	buf_reset(&r->line);
	record_paper(&r->line, r->venue, r->year, p, when);
	if (r->line.full) {
		run_error(r, "too-long", p->text[P_URL],
			"a record of more than %lu bytes was left out",
			LIMIT_RECORD);
	} else {
		line_out(r);
		r->emitted++;
		r->without_abstract += !p->text[P_ABSTRACT];
	}
	waiting_drop(&r->ladder.waiting, p->position);
	paper_free(p);
}

void
run_failure(struct run *r, const char *code, const char *url, bool fatal,
	const struct err *e)
{
	r->errors++;
	if (fatal && !r->o->quiet)
		msg_warn("%s %d: %s", r->venue, r->year, e->text);
	else
		msg_note("%s %d: %s", r->venue, r->year, e->text);
	line_begin(r, "error");
	json_put_member(&r->line, "code", code);
	json_put_member(&r->line, "message", e->text);
	if (url)
		json_put_member(&r->line, "url", url);
	if (e->status)
		json_put_int(&r->line, "status", e->status);
	json_put_name(&r->line, "fatal");
	buf_puts(&r->line, fatal ? "true" : "false");
	line_end(r);
}

void
run_error(
	struct run *r, const char *code, const char *url, const char *fmt, ...)
{
	struct err e = {0};
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(e.text, sizeof(e.text), fmt, ap);
	va_end(ap);
	run_failure(r, code, url, false, &e);
}

/* How the expected number is known. */
static void
put_method(struct run *r, bool guessed)
{
	const char *method = guessed ? "history" : "registry";
	bool counted = run_counted(r);

	if (counted)
		method = r->estimating ? r->lists[0].source->counts : "count";
	json_put_member(&r->line, "method", method);
	json_put_name(&r->line, "exact");
	buf_puts(
		&r->line, counted && r->worst == V_COMPLETE ? "true" : "false");
}

void
run_estimate(struct run *r)
{
	size_t n = run_expected(r);

	if (!n || n == r->shown || r->estimating)
		return;
	r->shown = n;
	line_begin(r, "estimate");
	json_put_int(&r->line, "count", (int64_t)n);
	put_method(r, false);
	line_end(r);
}

/* The rungs in the order of the ladder. */
static const struct rung_use *
nth_use(const struct run *r, size_t i)
{
	return i < r->nlists ? &r->lists[i] : &r->fills[i - r->nlists];
}

static void
put_sources(struct run *r)
{
	struct buf names;

	buf_init(&names, 1024);
	for (size_t i = 0; i < r->nlists + r->nfills; i++) {
		const struct rung_use *u = nth_use(r, i);
		bool seen = false;

		for (size_t k = 0; k < i && !seen; k++)
			seen = nth_use(r, k)->source == u->source;
		if (!seen)
			buf_printf(&names, "%s%s", names.len ? "," : "",
				u->source->name);
	}
	json_put_member(&r->line, "source", buf_str(&names));
	buf_free(&names);
}

static int64_t
milliseconds(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000 + t.tv_usec / 1000;
}

static int64_t
cpu_ms(const struct rusage *use)
{
	return milliseconds(use->ru_utime) + milliseconds(use->ru_stime);
}

/* The counters of a job are those since its start: the process may have done
 * other years before. */
static void
begin_counters(struct run *r)
{
	struct rusage use = {0};

	(void)getrusage(RUSAGE_SELF, &use);
	r->base_cpu_ms = cpu_ms(&use);
	http_count_hosts(r->http);
}

void
record_start(struct run *r)
{
	const char *attempt = getenv("CF_ATTEMPT");
	char when[32], host[256] = "", worker[300];

	begin_counters(r);
	(void)gethostname(host, sizeof(host) - 1);
	(void)snprintf(worker, sizeof(worker), "%s:%ld", host, (long)getpid());
	clock_rfc3339(when, clock_wall());
	line_begin(r, "start");
	put_sources(r);
	json_put_member(&r->line, "worker", worker);
	json_put_int(
		&r->line, "attempt", attempt ? strtoll(attempt, NULL, 10) : 1);
	json_put_member(&r->line, "time", when);
	line_end(r);
}

/* The counters of heartbeat and done. */
static void
put_counters(struct run *r)
{
	const struct fetch_counts *c = http_counts(r->http);
	struct rusage use = {0};

	(void)getrusage(RUSAGE_SELF, &use);
	json_put_int(&r->line, "papers", (int64_t)r->emitted);
	json_put_int(&r->line, "requests",
		(int64_t)(c->requests - r->base.requests));
	json_put_int(&r->line, "bytes", (int64_t)(c->bytes - r->base.bytes));
	json_put_int(&r->line, "cached", (int64_t)(c->cached - r->base.cached));
	json_put_int(
		&r->line, "retries", (int64_t)(c->retries - r->base.retries));
	json_put_int(&r->line, "rss_kb", use.ru_maxrss);
	json_put_int(&r->line, "wait_rate_ms",
		(c->wait_rate_ns - r->base.wait_rate_ns) / 1000000);
	json_put_int(&r->line, "wait_net_ms",
		(c->wait_net_ns - r->base.wait_net_ns) / 1000000);
	json_put_int(&r->line, "wait_out_ms", r->wait_out_ns / 1000000);
	json_put_int(&r->line, "cpu_ms", cpu_ms(&use) - r->base_cpu_ms);
	json_put_int(
		&r->line, "elapsed_ms", (clock_ns() - r->started) / 1000000);
}

/* What each host had to do with it. */
static void
put_hosts(struct run *r)
{
	struct host_counts host[HOSTS_COUNTED];
	size_t n = http_hosts(r->http, host);

	json_put_name(&r->line, "hosts");
	buf_putc(&r->line, '{');
	for (size_t i = 0; i < n; i++) {
		const struct host_counts *c = &host[i];

		json_put_name(&r->line, c->host);
		buf_putc(&r->line, '{');
		json_put_int(&r->line, "requests", (int64_t)c->requests);
		json_put_int(&r->line, "bytes", (int64_t)c->bytes);
		json_put_int(&r->line, "retries", (int64_t)c->retries);
		json_put_int(
			&r->line, "wait_rate_ms", c->wait_rate_ns / 1000000);
		json_put_int(&r->line, "wait_net_ms", c->wait_net_ns / 1000000);
		buf_putc(&r->line, '}');
	}
	buf_putc(&r->line, '}');
}

void
record_heartbeat(struct run *r)
{
	line_begin(r, "heartbeat");
	put_counters(r);
	line_end(r);
}

/* What is not as it should be, in a line each. */
static void
say_end(struct run *r, enum verdict v, size_t expected)
{
	if (v == V_INCOMPLETE && r->emitted < expected)
		msg_warn("%s %d: incomplete: %zu of %zu papers", r->venue,
			r->year, r->emitted, expected);
	else if (v == V_INCOMPLETE)
		msg_warn("%s %d: incomplete: %zu papers, the list was not read "
			 "to its end",
			r->venue, r->year, r->emitted);
	else if (v == V_EMPTY)
		msg_warn("%s %d: empty: the list is there and has no papers",
			r->venue, r->year);
	if (r->unfetched)
		msg_warn("%s %d: %zu page%s could not be had: run again to "
			 "fill in",
			r->venue, r->year, r->unfetched,
			r->unfetched == 1 ? "" : "s");
}

void
record_done(struct run *r, enum verdict v)
{
	size_t expected = run_expected(r);

	line_begin(r, "done");
	json_put_member(&r->line, "verdict", verdict_name(v));
	json_put_int(&r->line, "expected",
		(int64_t)(expected ? expected : r->listed));
	put_counters(r);
	json_put_int(&r->line, "errors", (int64_t)r->errors);
	json_put_int(
		&r->line, "without_abstract", (int64_t)r->without_abstract);
	json_put_int(&r->line, "unfetched", (int64_t)r->unfetched);
	put_hosts(r);
	line_end(r);
	if (!r->closed && !r->o->quiet)
		say_end(r, v, expected);
}

void
record_estimate(struct run *r, enum verdict v)
{
	const struct fetch_counts *c = http_counts(r->http);
	size_t n = run_expected(r);
	bool guessed = !n && !run_counted(r) && !r->o->source;

	/* Where nobody says, the year beside it is better than nothing. */
	if (guessed)
		n = venue_history(r->venue, r->year);
	if (!n && v != V_COMPLETE)
		return;
	if (r->o->max_papers && n > r->o->max_papers)
		n = r->o->max_papers;
	line_begin(r, "estimate");
	if (n || run_counted(r))
		json_put_int(&r->line, "count", (int64_t)n);
	put_method(r, guessed && n);
	json_put_int(&r->line, "requests",
		(int64_t)(c->requests - r->base.requests));
	line_end(r);
}

int
job_plan(const char *venue, int year, const struct job_options *o)
{
	struct run r = {.venue = venue, .year = year, .o = o};

	buf_init(&r.line, LIMIT_RECORD);
	run_ladder(&r);
	line_begin(&r, "plan");
	put_sources(&r);
	line_end(&r);
	run_ladder_free(&r);
	buf_free(&r.line);
	return r.broken ? -1 : r.closed ? 1 : 0;
}
