/*
 * progress_sums.c - all venue-years together: their order, sums, end, status.
 */
#include "progress.h"

/* Venues in the order of their plans, those without one after them as they
 * came; the years of a venue together. */
static int
compare(const void *a, const void *b)
{
	const struct job *x = *(struct job *const *)a;
	const struct job *y = *(struct job *const *)b;

	if (x->venue->order != y->venue->order)
		return x->venue->order < y->venue->order ? -1 : 1;
	if (x->venue->arrival != y->venue->arrival)
		return x->venue->arrival < y->venue->arrival ? -1 : 1;
	return (x->year > y->year) - (x->year < y->year);
}

void
jobs_sort(struct jobs *js)
{
	if (!js->sorted && js->n)
		qsort(js->list, js->n, sizeof(struct job *), compare);
	js->sorted = true;
}

void
jobs_tick(struct jobs *js, int64_t now)
{
	for (size_t i = 0; i < js->n; i++) {
		if (js->list[i]->state == JOB_RUNNING)
			eta_update(&js->list[i]->eta, now,
				job_papers(js->list[i]));
	}
}

void
jobs_end(struct jobs *js, int64_t now)
{
	for (size_t i = 0; i < js->n; i++) {
		struct job *j = js->list[i];

		if (j->state == JOB_ENDED)
			continue;
		j->end = j->begin ? now : 0;
		if (j->stall.on)
			j->stall.ns =
				count_add(j->stall.ns, now - j->stall.since);
		job_put_aside(j, j->heard);
		j->state = j->promised ? JOB_LOST : JOB_OVER;
	}
}

static void
add_verdict(struct sums *s, enum verdict v)
{
	switch (verdict_exit(v)) {
	case EXIT_COMPLETE:
		s->complete++;
		break;
	case EXIT_INCOMPLETE:
		s->incomplete++;
		break;
	case EXIT_NOTHING:
		s->empty++;
		break;
	default:
		s->failed++;
	}
}

void
jobs_sums(const struct jobs *js, struct sums *s)
{
	*s = (struct sums){.papers = js->beyond, .count = js->past};
	s->unknown = s->full = js->full;
	for (size_t i = 0; i < js->n; i++) {
		const struct job *j = js->list[i];

		s->papers = count_add(s->papers, job_papers(j));
		if (j->total >= 0)
			s->total = count_add(s->total, j->total);
		else
			s->unknown = true;
		counters_add(&s->count, &j->all);
		counters_add(&s->count, &j->now);
		if (j->saved)
			s->saved = count_add(s->saved, job_papers(j));
		s->unfetched = count_add(s->unfetched, j->unfetched);
		s->stalls = count_add(s->stalls, j->stall.times);
		s->kills = count_add(s->kills, j->stall.kills);
		s->stalled += j->state == JOB_RUNNING && j->stall.on;
		if (j->state == JOB_ENDED)
			add_verdict(s, j->verdict);
		s->lost += j->state == JOB_LOST;
		s->running += j->state == JOB_RUNNING;
		s->waiting += j->state == JOB_NAMED;
		/* Papers alone, or an estimate alone, are no job. */
		s->jobs += j->promised || j->state == JOB_ENDED;
	}
}

int
jobs_status(const struct jobs *js)
{
	int status = js->beyond_status;

	for (size_t i = 0; i < js->n; i++) {
		const struct job *j = js->list[i];

		if (j->state == JOB_ENDED)
			status = exit_worse(status, verdict_exit(j->verdict));
		else if (j->state == JOB_LOST)
			status = exit_worse(status, EXIT_INCOMPLETE);
	}
	return status;
}
