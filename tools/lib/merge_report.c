/*
 * merge_report.c - what cf-merge tells people: what is not complete and why,
 * what was merged, and the sums.
 *
 * Venue-years of which there is nothing to say are not named, unless with -v.
 */
#include <inttypes.h>

#include "merge.h"

/* Of all venue-years, without -v. */
#define ERRORS_SHOWN 5
#define IDLE_SHOWN 20 /* that never started */

/* "120 of 3540 papers" into b (replaced). */
static const char *
count(struct buf *b, const struct merge_job *job)
{
	int64_t expected = job->expected >= 0 ? job->expected : job->estimate;

	buf_reset(b);
	buf_printf(b, "%zu", job->papers);
	if (expected >= 0)
		buf_printf(b, " of %" PRId64, expected);
	buf_puts(b, job->papers == 1 && expected < 0 ? " paper" : " papers");
	return buf_str(b);
}

static void
report_errors(const struct merge_job *job, size_t *room)
{
	for (size_t i = 0; i < job->errors && i < MERGE_ERRORS; i++) {
		if (*room == 0 && !msg_verbose)
			return;
		*room -= *room > 0;
		msg_warn("%s %d: %s", job->venue->name, job->year,
			job->error[i]);
	}
	if (msg_verbose && job->errors > MERGE_ERRORS)
		msg_warn("%s %d: and %zu more errors", job->venue->name,
			job->year, job->errors - MERGE_ERRORS);
}

/* Why a venue-year is not complete, and what to do. */
static void
report_missing(const struct merge_job *job, bool interrupted)
{
	const char *venue = job->venue->name, *cause = merge_job_cause(job);
	struct buf b;

	buf_init(&b, 256);
	if (job->done)
		msg_warn("%s %d: %s: %s%s%s", venue, job->year,
			verdict_name(job->verdict), count(&b, job),
			cause ? ": " : "", cause ? cause : "");
	else if (interrupted)
		msg_warn("%s %d: interrupted: %s", venue, job->year,
			count(&b, job));
	else if (job->started)
		msg_warn("%s %d: incomplete: %s: worker died, run it again",
			venue, job->year, count(&b, job));
	else
		msg_warn("%s %d: incomplete: %s: never started, run it again",
			venue, job->year, count(&b, job));
	buf_free(&b);
}

/* Whether nobody has taken a venue-year up, and that was said often enough. */
static bool
is_idle(const struct merge_job *job, size_t *idle)
{
	return !job->done && !job->started && !job->papers &&
	       (*idle)++ >= IDLE_SHOWN && !msg_verbose;
}

static void
report_job(const struct merge_job *job, bool interrupted, size_t *room,
	size_t *idle)
{
	size_t merged = job->copies - job->papers;

	report_errors(job, room);
	if (!merge_job_good(job) && is_idle(job, idle))
		return;
	if (!merge_job_good(job))
		report_missing(job, interrupted);
	else if (msg_verbose || merged > 0)
		msg_warn("%s %d: %zu papers, %zu copies merged",
			job->venue->name, job->year, job->papers, merged);
}

static void
report_sums(const struct merge *m, const char *output, size_t copies,
	size_t planned, size_t missing)
{
	struct buf b;

	buf_init(&b, LIMIT_LINE);
	buf_printf(&b, "%zu paper%s", m->ncopy, m->ncopy == 1 ? "" : "s");
	if (output)
		buf_printf(&b, " in '%s'", output);
	if (copies > m->ncopy)
		buf_printf(&b, ", %zu copies merged", copies - m->ncopy);
	if (missing > 0)
		buf_printf(&b, ", %zu of %zu venue-years not complete", missing,
			planned);
	else if (planned > 0)
		buf_printf(&b, ", %zu of %zu venue-years complete", planned,
			planned);
	msg_warn("%s", buf_str(&b));
	buf_free(&b);
}

static int
by_order(const void *a, const void *b)
{
	return merge_job_compare(
		*(struct merge_job *const *)a, *(struct merge_job *const *)b);
}

size_t
merge_missing(const struct merge *m)
{
	size_t missing = m->njob == 0;

	for (size_t i = 0; i < m->njob; i++)
		missing += !merge_job_good(m->job[i]);
	return missing;
}

size_t
merge_report(struct merge *m, const struct merge_notes *o)
{
	size_t copies = 0, planned = 0, missing = 0, errors = 0;
	size_t room = ERRORS_SHOWN, idle = 0;

	if (m->njob > 1)
		qsort(m->job, m->njob, sizeof(m->job[0]), by_order);
	for (size_t i = 0; i < m->njob; i++) {
		const struct merge_job *job = m->job[i];

		copies += job->copies;
		errors += job->errors;
		planned += job->planned;
		missing += !merge_job_good(job);
		if (!o->quiet)
			report_job(job, o->interrupted, &room, &idle);
	}
	if (o->quiet)
		return missing;
	if (!msg_verbose && idle > IDLE_SHOWN)
		msg_warn("and %zu more venue-years never started: -v names "
			 "them",
			idle - IDLE_SHOWN);
	if (!msg_verbose && errors > ERRORS_SHOWN)
		msg_warn("and %zu more errors: -v shows more",
			errors - ERRORS_SHOWN);
	if (!o->failed)
		report_sums(m, o->output, copies, planned, missing);
	return missing;
}
