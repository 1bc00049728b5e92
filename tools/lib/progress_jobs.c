/*
 * progress_jobs.c - the venue-years of a run and how far they are.
 *
 * One job per venue and year, made by the first record that names it. Several
 * workers or attempts may speak of the same one: a `start` begins its count
 * again, a `done` ends it, and what a copy sends after that is not counted
 * twice. Counters of an attempt replace each other while it runs and are put
 * aside when it ends, so that the sums of a run are right whatever the order. A
 * `done` without a beginning is that of an earlier run: its papers are there,
 * but what they cost is no part of this one.
 *
 * Memory is bounded: beyond PROGRESS_JOBS venue-years only sums are kept.
 */
#include "progress.h"

int64_t
job_papers(const struct job *j)
{
	return j->live > j->told ? j->live : j->told;
}

int64_t
job_elapsed(const struct job *j, int64_t now)
{
	if (!j->begin)
		return 0;
	return (j->state == JOB_RUNNING ? now : j->end) - j->begin;
}

void
jobs_free(struct jobs *js)
{
	for (size_t i = 0; i < js->n; i++) {
		struct venue *v = js->list[i]->venue;

		/* A venue is freed with the last of its jobs. */
		if (--v->jobs == 0) {
			free(v->name);
			free(v);
		}
		free(js->list[i]->worker);
		free(js->list[i]);
	}
	free(js->list);
	hosts_free(js);
	table_free(&js->by_key);
	table_free(&js->venues);
	*js = (struct jobs){0};
}

static struct venue *
venue_of(struct jobs *js, struct json name)
{
	void **slot = table_put(&js->venues, name.s, name.n, NULL);
	struct venue *v = *slot;
	struct buf shown;

	if (!v) {
		v = xcalloc(1, sizeof(*v));
		v->name = xstrndup(name.s, name.n);
		v->len = name.n;
		v->order = INT64_MAX;
		v->arrival = js->nvenue++;
		buf_init(&shown, 4 * PROGRESS_KEY);
		v->columns = text_visible(&shown, v->name, 0);
		buf_free(&shown);
		*slot = v;
	}
	v->jobs++;
	return v;
}

static struct job *
job_new(struct jobs *js, const struct record_head *h)
{
	struct job *j;

	if (js->n == PROGRESS_JOBS) {
		js->full = true;
		return NULL;
	}
	if (js->n == js->cap) {
		js->cap = js->cap ? 2 * js->cap : 16;
		js->list = xrealloc(js->list, js->cap * sizeof(struct job *));
	}
	j = xcalloc(1, sizeof(*j));
	j->venue = venue_of(js, h->venue);
	j->year = h->year;
	j->total = -1;
	js->list[js->n++] = j;
	js->sorted = false;
	return j;
}

static struct job *
job_find(struct jobs *js, const struct record_head *h)
{
	char key[PROGRESS_KEY + 16];
	struct job *j;
	int n;

	if (h->venue.n == 0 || h->venue.n > PROGRESS_KEY)
		return NULL;
	n = snprintf(key, sizeof(key), "%d %.*s", h->year, (int)h->venue.n,
		h->venue.s);
	j = table_get(&js->by_key, key, (size_t)n);
	if (!j) {
		j = job_new(js, h);
		if (j)
			*table_put(&js->by_key, key, (size_t)n, NULL) = j;
	}
	return j;
}

void
job_put_aside(struct job *j, int64_t end)
{
	if (!j->now.elapsed && j->begin && end > j->begin)
		j->now.elapsed = (end - j->begin) / 1000000;
	counters_add(&j->all, &j->now);
	j->now = (struct counters){0};
}

static void
read_counters(struct job *j, struct json rec)
{
	count_read(&j->told, rec, "papers");
	count_read(&j->rss_kb, rec, "rss_kb");
	counters_read(&j->now, rec);
}

static void
on_plan(struct jobs *js, struct job *j, struct json rec)
{
	int64_t order = INT64_MAX;

	j->promised = true;
	count_read(&order, rec, "order");
	if (order < j->venue->order) {
		j->venue->order = order;
		js->sorted = false;
	}
}

static void
set_worker(struct job *j, struct json name)
{
	struct buf text;

	buf_init(&text, PROGRESS_WORKER);
	free(j->worker);
	j->worker = NULL;
	if (json_text(&text, name) && text.len && !text.full &&
		!memchr(text.s, '\0', text.len))
		j->worker = xstrdup(text.s);
	buf_free(&text);
}

static void
on_start(struct jobs *js, struct job *j, struct json rec, int64_t now)
{
	if (j->state == JOB_RUNNING)
		job_put_aside(j, j->heard);
	set_worker(j, json_get(rec, "worker"));
	j->starts++;
	j->start = ++js->starts;
	j->state = JOB_RUNNING;
	j->promised = true;
	j->saved = false;
	j->rss_kb = 0;
	j->live = j->told = 0;
	j->attempt = 1;
	count_read(&j->attempt, rec, "attempt");
	j->begin = now;
	eta_reset(&j->eta);
}

static void
on_estimate(struct job *j, struct json rec)
{
	bool exact = json_bool(json_get(rec, "exact"));

	/* The number of a table does not replace a count. */
	if (j->state == JOB_ENDED || (j->exact && !exact))
		return;
	count_read(&j->total, rec, "count");
	j->exact = exact;
}

static void
run_unstarted(struct job *j, int64_t now)
{
	if (j->state == JOB_NAMED) {
		j->state = JOB_RUNNING;
		j->begin = now;
	}
}

static void
on_heartbeat(struct job *j, struct json rec, int64_t now)
{
	struct counters was = j->now;
	int64_t cached, asked;

	if (j->state == JOB_ENDED)
		return;
	run_unstarted(j, now);
	read_counters(j, rec);
	cached = j->now.cached - was.cached;
	asked = j->now.requests - was.requests;
	if (cached > 0 || asked > 0)
		eta_cache(&j->eta, now, job_papers(j), cached > asked / 2);
}

static void
on_done(struct jobs *js, struct job *j, struct json rec, int64_t now)
{
	struct counters was = j->now;
	bool copy = j->state == JOB_ENDED && j->verdict == V_COMPLETE;
	int64_t papers = job_papers(j);
	enum verdict v = V_FAILED;
	struct buf word;
	int64_t ms = 0;

	buf_init(&word, 64);
	if (json_text(&word, json_get(rec, "verdict")))
		(void)verdict_parse(&v, buf_str(&word));
	buf_free(&word);
	read_counters(j, rec);
	count_read(&j->now.errors, rec, "errors");
	j->unfetched = 0;
	count_read(&j->unfetched, rec, "unfetched");
	/* Two copies at a time were counted together. */
	if (json_type(json_get(rec, "papers")) == JSON_NUMBER)
		j->live = j->told;
	j->saved = j->saved || j->state == JOB_NAMED;
	if (j->saved) {
		j->now = was;
		j->rss_kb = 0;
	} else {
		hosts_read(js, j, rec);
		job_put_aside(j, now);
	}
	if (copy) {
		j->live = j->told = papers;
		return;
	}
	j->state = JOB_ENDED;
	j->verdict = v;
	j->end = now;
	if (!j->begin) {
		count_read(&ms, rec, "elapsed_ms");
		if (ms < now / 1000000)
			j->begin = now - ms * 1000000;
	}
	count_read(&j->total, rec, "expected");
	if (v == V_COMPLETE &&
		json_type(json_get(rec, "expected")) != JSON_NUMBER)
		j->total = job_papers(j);
}

static void
on_paper(struct jobs *js, struct job *j, int64_t now)
{
	if (!j) {
		js->beyond++;
		return;
	}
	js->recent = j;
	/* A copy that still runs after the first one is done. */
	if (j->state == JOB_ENDED)
		return;
	run_unstarted(j, now);
	j->live++;
}

/* What still matters of a job above the bound: its verdict. */
static void
on_beyond(struct jobs *js, struct json rec)
{
	struct job j = {.total = -1, .state = JOB_RUNNING};

	on_done(js, &j, rec, 0);
	js->beyond_status =
		exit_worse(js->beyond_status, verdict_exit(j.verdict));
	counters_add(&js->past, &j.all);
}

static bool
type_is(const struct record_head *h, const char *word)
{
	size_t n = strlen(word);

	return h->type.n == n && memcmp(h->type.s, word, n) == 0;
}

static bool
is_recent(const struct jobs *js, const struct record_head *h)
{
	const struct job *j = js->recent;

	return j && j->year == h->year && j->venue->len == h->venue.n &&
	       memcmp(j->venue->name, h->venue.s, h->venue.n) == 0;
}

static enum event
take(struct jobs *js, struct job *j, const struct record_head *h,
	struct json rec, int64_t now)
{
	if (type_is(h, "paper"))
		on_paper(js, j, now);
	else if (type_is(h, "error"))
		return EV_ERROR;
	else if (!j && type_is(h, "done"))
		on_beyond(js, rec);
	else if (!j)
		return EV_OTHER;
	else if (type_is(h, "plan"))
		on_plan(js, j, rec);
	else if (type_is(h, "estimate"))
		on_estimate(j, rec);
	else if (type_is(h, "heartbeat"))
		on_heartbeat(j, rec, now);
	else if (type_is(h, "start")) {
		on_start(js, j, rec, now);
		return EV_START;
	} else if (type_is(h, "done")) {
		on_done(js, j, rec, now);
		return EV_DONE;
	}
	return EV_OTHER;
}

/* The name of a venue as text, however a writer escapes it: it is shown, and
 * written into JSON anew. What cannot be a string of C stays as it is. */
static void
unescape(struct record_head *h, struct buf *text)
{
	struct json quoted = {h->venue.s - 1, h->venue.n + 2};

	if (h->venue.n && memchr(h->venue.s, '\\', h->venue.n) &&
		json_text(text, quoted) &&
		!memchr(buf_str(text), '\0', text->len))
		h->venue = (struct json){buf_str(text), text->len};
}

enum event
jobs_record(struct jobs *js, const struct record_head *head, struct json rec,
	int64_t now, struct job **job)
{
	struct record_head plain = *head, *h = &plain;
	struct buf text;
	struct job *j;
	enum event ev;

	buf_init(&text, PROGRESS_KEY + 1);
	unescape(h, &text);
	j = is_recent(js, h) ? js->recent : job_find(js, h);
	ev = take(js, j, h, rec, now);
	buf_free(&text);
	*job = j;
	/* A plan may be somebody else's word. */
	if (j && !type_is(h, "plan")) {
		j->heard = now;
		j->stall.deaf = js->deaf;
	}
	return ev;
}
