/*
 * options_jobs.c - the venues and years of a command line, or of a file.
 */
#include <getopt.h>
#include <unistd.h>

#include "options.h"
#include "registry.h"

static int
job_add(struct options *o, const char *venue, int year, struct err *e)
{
	for (size_t i = 0; i < o->njobs; i++) {
		if (o->jobs[i].year == year &&
			strcmp(o->jobs[i].venue, venue) == 0)
			return 0;
	}
	if (o->njobs == LIMIT_JOBS)
		return err_set(e, V_FAILED,
			"more than %d venue-years: divide them into several "
			"runs",
			LIMIT_JOBS);
	o->jobs = xrealloc(o->jobs, (o->njobs + 1) * sizeof(*o->jobs));
	o->jobs[o->njobs++] = (struct wanted_job){xstrdup(venue), year};
	return 0;
}

/* The registry's name of a venue; with a source and a key it may be any. */
static const char *
venue_of(const struct options *o, const char *name, struct err *e)
{
	const char *venue = venue_find(name);
	struct buf like;

	if (venue)
		return venue;
	/* It becomes a label in records and a word in lists of jobs. */
	if (o->job.key && *name && !name[strcspn(name, " \t\r\n\"\\")])
		return name;
	buf_init(&like, 400);
	venue_suggest(&like, name);
	(void)err_set(e, V_FAILED, "unknown venue '%.80s'%s", name,
		like.len ? like.s : ": cf-scrape --list-venues names them");
	buf_free(&like);
	return NULL;
}

/* One entry of a file. A year that the venue did not have is left out with a
 * word; a venue with none at all makes the run fail, but not the others. */
static int
entry_add(void *ctx, const char *name, const char *spec, struct err *e)
{
	struct options *o = ctx;
	int years[YEARS_MAX], n = years_parse(years, YEARS_MAX, spec, e);
	const char *venue = n < 0 ? NULL : venue_of(o, name, e);
	int known = 0;

	if (n < 0)
		return -1;
	for (int i = 0; venue && i < n; i++) {
		if (job_known(venue, years[i], &o->job, e) < 0)
			continue;
		known++;
		if (job_add(o, venue, years[i], e) < 0)
			return -1;
	}
	if (!known) {
		o->unknown = true;
		msg_warn("%s", e->text);
	}
	for (int i = 0; known && i < n; i++) {
		if (job_known(venue, years[i], &o->job, e) < 0)
			msg_warn("left out: %s", e->text);
	}
	return 0;
}

static int
jobs_of_file(struct options *o, const char *years)
{
	struct err e = {0};

	if (venue_file_read(o->venue_file, years, entry_add, o, &e) < 0) {
		(void)msg_usage("%s", e.text);
		return -1;
	}
	return 0;
}

int
options_jobs(struct options *o, int argc, char **argv)
{
	int years[YEARS_MAX], n, first = optind + !o->venue_file;
	const char *venue = NULL;
	struct err e = {0};
	struct buf spec;

	if (!o->venue_file && argc - optind < 2) {
		(void)msg_usage(argc == optind ? "which venue, which years?"
					       : "which years?");
		return -1;
	}
	buf_init(&spec, LIMIT_LINE);
	for (int i = first; i < argc; i++)
		buf_printf(&spec, "%s%s", spec.len ? "," : "", argv[i]);
	if (o->venue_file) {
		n = jobs_of_file(o, spec.len ? spec.s : NULL);
	} else {
		n = years_parse(years, YEARS_MAX, buf_str(&spec), &e);
		if (n >= 0 && !(venue = venue_of(o, argv[optind], &e)))
			n = -1;
		for (int i = 0; i < n; i++) {
			if (job_known(venue, years[i], &o->job, &e) < 0 ||
				job_add(o, venue, years[i], &e) < 0)
				n = -1;
		}
		if (n < 0)
			(void)msg_usage("%s", e.text);
	}
	buf_free(&spec);
	return n < 0 ? -1 : 0;
}
