/*
 * cf-scrape - one venue from the web, year by year, as tagged records.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "lib/options.h"
#include "lib/registry.h"

/* Announces all jobs first, so that their bars are there from the start. */
static int
plan(const struct options *o)
{
	int r = 0;

	for (size_t i = 0; i < o->njobs && r == 0; i++)
		r = job_plan(o->jobs[i].venue, o->jobs[i].year, &o->job);
	return r;
}

static int
scrape(const struct options *o)
{
	struct err e = {0};
	struct http *h = http_open(&o->fetch, &e);
	int status = EXIT_COMPLETE;
	bool closed = false;

	if (!h)
		return msg_fail(EXIT_FAILED, "%s", e.text);
	for (size_t i = 0; i < o->njobs && !closed; i++) {
		const struct wanted_job *j = &o->jobs[i];

		status =
			exit_worse(status, verdict_exit(job_scrape(h, j->venue,
						   j->year, &o->job, &closed)));
	}
	http_close(h);
	return status;
}

/* The file of --record is this process' own, and begins anew. */
static int
open_record(struct options *o)
{
	o->job.record =
		open(o->record, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (o->job.record > 0)
		return 0;
	(void)msg_fail(EXIT_FAILED, "cannot write '%s': %s", o->record,
		strerror(errno));
	return -1;
}

/* What a disk tells only now, a remote one above all, is a failure too. */
static int
close_record(const struct options *o, int status)
{
	if (!o->job.record || close(o->job.record) == 0)
		return status;
	return msg_fail(EXIT_FAILED, "cannot write '%s': %s", o->record,
		strerror(errno));
}

static int
run(struct options *o, int argc, char **argv)
{
	struct err e = {0};
	int r;

	if (venue_load(o->venues_file, &e) < 0)
		return msg_fail(EXIT_USAGE, "%s", e.text);
	if (o->list_venues || o->list_sources)
		return options_lists(o);
	if (options_jobs(o, argc, argv) < 0)
		return EXIT_USAGE;
	if (o->record && o->venue_file && strcmp(o->record, o->venue_file) == 0)
		return msg_usage("'%s' names the venues: record another file",
			o->record);
	if (o->record && !o->dry_run && open_record(o) < 0)
		return EXIT_FAILED;
	r = plan(o);
	if (r < 0)
		return close_record(o, EXIT_FAILED);
	r = r != 0 || o->dry_run ? EXIT_COMPLETE : scrape(o);
	return close_record(o, o->unknown ? EXIT_USAGE : r);
}

int
main(int argc, char **argv)
{
	struct options o;
	int status;

	start("cf-scrape");
	status = options_read(&o, argc, argv);
	if (status < 0)
		status = run(&o, argc, argv);
	options_free(&o);
	venue_free();
	return out_close(status);
}
