/*
 * eta.c - when will it be done.
 *
 * The rate is a mean over time in which old seconds fade with a constant of 30
 * seconds. Papers and seconds fade alike, so the mean is right from the first
 * sample on (a filter that starts at zero would be too low for a minute), and
 * it falls while nothing comes. What would spoil it is left out: the first
 * second, in which a worker empties what it had buffered or cached, and every
 * time in which the worker says that it lives on its cache.
 */
#include <math.h>

#include "progress.h"

#define ETA_TAU 30.0
#define ETA_SKIP PROGRESS_SECOND	/* after the first paper */
#define ETA_STEP (PROGRESS_SECOND / 10) /* samples are not closer */
#define ETA_SAMPLES 3			/* with papers, before a forecast */
#define ETA_SECONDS 4.5 /* observed: a heartbeat tells of the cache first */
#define ETA_FAR (30 * 86400.0) /* later than this is no forecast */

void
eta_reset(struct eta *e)
{
	*e = (struct eta){0};
}

void
eta_update(struct eta *e, int64_t now, int64_t count)
{
	double seconds, keep;
	int64_t more;

	if (!e->begin) {
		if (count <= 0)
			return;
		e->begin = e->last = now;
		e->count = count;
	}
	if (now - e->begin < ETA_SKIP) {
		e->last = now;
		e->count = count;
	}
	if (now - e->last < ETA_STEP)
		return;
	seconds = (double)(now - e->last) / (double)PROGRESS_SECOND;
	more = count > e->count ? count - e->count : 0;
	keep = exp(-seconds / ETA_TAU);
	/* The papers are spread evenly over the step. */
	e->weight = e->weight * keep + ETA_TAU * (1 - keep);
	e->sum = e->sum * keep + (double)more / seconds * ETA_TAU * (1 - keep);
	e->samples += more > 0;
	e->last = now;
	e->count = count;
}

void
eta_cache(struct eta *e, int64_t now, int64_t count, bool cached)
{
	if (e->cached && !cached) {
		/* From here on it is the network: observe afresh. */
		e->sum = e->weight = 0;
		e->samples = 0;
		e->shown = 0;
		e->last = now;
		e->count = count;
	}
	e->cached = cached;
}

double
eta_rate(const struct eta *e)
{
	if (e->cached || e->samples < ETA_SAMPLES || e->weight < ETA_SECONDS)
		return 0;
	return e->sum / e->weight;
}

int64_t
eta_clock(struct eta *e, int64_t wall, int64_t left)
{
	double rate = eta_rate(e), seconds;
	int64_t end, slack;

	if (rate <= 0 || left < 0) {
		e->shown = 0;
		return 0;
	}
	seconds = (double)left / rate;
	if (seconds > ETA_FAR) {
		e->shown = 0;
		return 0;
	}
	end = wall + (int64_t)ceil(seconds);
	slack = (int64_t)(seconds / 50) + 1;
	if (!e->shown || e->shown < wall || llabs(end - e->shown) > slack)
		e->shown = end;
	return e->shown;
}
