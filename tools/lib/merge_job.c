/*
 * merge_job.c - what the streams say about a venue-year: that it was planned,
 * taken, how many papers to expect, what went wrong, how it ended.
 *
 * Of several runs the best counts: a venue-year that one run completed is
 * complete. Nothing depends on the order in which records come, but for the
 * choice of the errors that are shown.
 */
#include "merge.h"

#define ERROR_MAX 1000

struct merge_job *
merge_job_of(struct merge *m, const char *venue, int year)
{
	size_t n = strlen(venue);
	struct merge_venue **v;
	struct merge_job **job;
	struct buf key;
	bool made;

	buf_init(&key, LIMIT_RECORD + sizeof(year));
	buf_add(&key, &year, sizeof(year));
	buf_add(&key, venue, n);
	job = (struct merge_job **)table_put(&m->jobs, key.s, key.len, &made);
	buf_free(&key);
	if (!made)
		return *job;
	*job = arena_alloc(&m->mem, sizeof(**job));
	v = (struct merge_venue **)table_put(&m->venues, venue, n, &made);
	if (made) {
		*v = arena_alloc(&m->mem, sizeof(**v));
		(*v)->name = arena_strdup(&m->mem, venue);
		(*v)->order = INT64_MAX;
	}
	**job = (struct merge_job){
		.venue = *v, .year = year, .expected = -1, .estimate = -1};
	if (m->njob == m->job_cap) {
		m->job_cap = m->job_cap ? m->job_cap * 2 : 64;
		m->job = xrealloc(m->job, m->job_cap * sizeof(m->job[0]));
	}
	m->job[m->njob++] = *job;
	return *job;
}

/* Of several numbers the largest. */
static void
take_count(int64_t *count, struct json v)
{
	int64_t n;

	if (json_int(&n, v) && n > *count)
		*count = n;
}

static void
take_plan(struct merge_job *job, struct json record)
{
	int64_t order;

	job->planned = true;
	if (json_int(&order, json_get(record, "order")) &&
		order < job->venue->order)
		job->venue->order = order;
}

/* The verdicts from the best to the worst: the first asks least of the user. */
static int
rank(enum verdict v)
{
	static const enum verdict best_first[] = {V_COMPLETE, V_INCOMPLETE,
		V_NOT_YET, V_EMPTY, V_MOVED, V_RETRY_LATER, V_BLOCKED, V_LOGIN,
		V_LAYOUT};
	const int n = sizeof(best_first) / sizeof(best_first[0]);
	int i;

	for (i = 0; i < n && best_first[i] != v; i++)
		;
	return i;
}

static void
take_done(struct merge *m, struct merge_job *job, struct json record)
{
	enum verdict v = V_FAILED;
	struct buf word;

	buf_init(&word, LIMIT_RECORD);
	if (!json_text(&word, json_get(record, "verdict")) ||
		!verdict_parse(&v, buf_str(&word)))
		v = V_FAILED;
	buf_free(&word);
	if (!job->done || rank(v) < rank(job->verdict))
		job->verdict = v;
	job->done = true;
	if (v == V_COMPLETE) {
		m->healed += job->again;
		job->again = 0;
	}
	take_count(&job->expected, json_get(record, "expected"));
}

/* The message, and the URL unless it is in it. */
static char *
error_text(struct merge *m, struct json record)
{
	struct buf b, url;
	char *text;

	buf_init(&b, LIMIT_RECORD);
	buf_init(&url, LIMIT_RECORD);
	if (!json_text(&b, json_get(record, "message")) || b.len == 0)
		(void)json_text(&b, json_get(record, "code"));
	if (json_text(&url, json_get(record, "url")) && url.len > 0 &&
		!strstr(buf_str(&b), buf_str(&url)))
		buf_printf(&b, " ('%s')", url.s);
	buf_cut(&b, ERROR_MAX);
	text = arena_strdup(&m->mem, b.len > 0 ? buf_str(&b) : "no message");
	buf_free(&b);
	buf_free(&url);
	return text;
}

/* The code of a fatal error is the verdict to which it led. */
static enum verdict
error_verdict(struct json record)
{
	enum verdict v = V_FAILED;
	struct buf code;

	buf_init(&code, LIMIT_RECORD);
	if (!json_text(&code, json_get(record, "code")) ||
		!verdict_parse(&v, buf_str(&code)))
		v = V_FAILED;
	buf_free(&code);
	return v;
}

static void
take_error(struct merge *m, struct merge_job *job, struct json record)
{
	if (json_bool(json_get(record, "fatal"))) {
		char **cause = &job->cause[error_verdict(record)];

		if (!*cause)
			*cause = error_text(m, record);
	} else if (job->errors++ < MERGE_ERRORS) {
		job->error[job->errors - 1] = error_text(m, record);
	}
}

const char *
merge_job_cause(const struct merge_job *job)
{
	if (job->done && job->cause[job->verdict])
		return job->cause[job->verdict];
	for (size_t v = 0; v < sizeof(job->cause) / sizeof(job->cause[0]);
		v++) {
		if (job->cause[v])
			return job->cause[v];
	}
	return NULL;
}

/* A worker that was killed while it wrote leaves the head of a record. The next
 * one for that venue-year sends all of it again, so that nothing is missing
 * once that one has completed it. A head may be too short to tell whose it was:
 * the next worker that says that it stands in for another heals it. */
void
merge_job_torn(struct merge *m, const char *s, size_t n)
{
	struct record_head h;
	char *venue;

	if (!record_head(&h, s, n)) {
		m->torn += *s == '{';
		return;
	}
	venue = xstrndup(h.venue.s, h.venue.n);
	merge_job_of(m, venue, h.year)->torn++;
	free(venue);
}

static void
take_start(struct merge *m, struct merge_job *job, struct json record)
{
	int64_t attempt;

	job->again += job->torn;
	job->torn = 0;
	if (json_int(&attempt, json_get(record, "attempt")) && attempt > 1) {
		job->again += m->torn;
		m->torn = 0;
	}
}

static const char *const types[] = {
	"plan", "start", "heartbeat", "estimate", "error", "done", NULL};

bool
merge_job_is_type(struct json type)
{
	size_t i;

	for (i = 0; types[i] && !json_is(type, types[i]); i++)
		;
	return types[i];
}

void
merge_job_record(struct merge *m, struct merge_job *job, struct json record,
	struct json type)
{
	if (json_is(type, "plan")) {
		take_plan(job, record);
	} else if (json_is(type, "estimate")) {
		take_count(&job->estimate, json_get(record, "count"));
	} else if (json_is(type, "error")) {
		take_error(m, job, record);
	} else {
		job->planned = job->started = true;
		if (json_is(type, "start"))
			take_start(m, job, record);
		else if (json_is(type, "done"))
			take_done(m, job, record);
	}
}

bool
merge_job_good(const struct merge_job *job)
{
	return !job->planned || (job->done && job->verdict == V_COMPLETE);
}

int
merge_job_compare(const struct merge_job *a, const struct merge_job *b)
{
	if (a->venue != b->venue) {
		if (a->venue->order != b->venue->order)
			return a->venue->order < b->venue->order ? -1 : 1;
		return strcmp(a->venue->name, b->venue->name);
	}
	return (a->year > b->year) - (a->year < b->year);
}
