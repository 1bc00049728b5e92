/*
 * cf-scrape - one venue from the web, year by year, as tagged records.
 */
#include <signal.h>

#include "lib/options.h"
#include "lib/registry.h"

/* Announces all years first, so that their bars are there from the start. */
static int
plan(const struct options *o, const char *venue, const int *years, int n)
{
	int r = 0;

	for (int i = 0; i < n && r == 0; i++)
		r = job_plan(venue, years[i], &o->job);
	return r;
}

static int
scrape(const struct options *o, const char *venue, const int *years, int n)
{
	struct err e = {0};
	struct http *h = http_open(&o->fetch, &e);
	int status = EXIT_COMPLETE;
	bool closed = false;

	if (!h)
		return msg_fail(EXIT_FAILED, "%s", e.text);
	for (int i = 0; i < n && !closed; i++)
		status = exit_worse(
			status, verdict_exit(job_scrape(
					h, venue, years[i], &o->job, &closed)));
	http_close(h);
	return status;
}

static int
run(const struct options *o, int argc, char **argv)
{
	int years[YEARS_MAX], n, r;
	const char *venue;
	struct err e = {0};

	if (venue_load(&e) < 0)
		return msg_fail(EXIT_USAGE, "%s", e.text);
	if (o->list_venues || o->list_sources)
		return options_lists(o);
	n = options_jobs(o, argc, argv, &venue, years);
	if (n < 0)
		return EXIT_USAGE;
	r = plan(o, venue, years, n);
	if (r != 0 || o->dry_run)
		return r < 0 ? EXIT_FAILED : EXIT_COMPLETE;
	return scrape(o, venue, years, n);
}

int
main(int argc, char **argv)
{
	struct options o;
	int status;

	msg_name = "cf-scrape";
	(void)signal(SIGPIPE, SIG_IGN);
	status = options_read(&o, argc, argv);
	if (status < 0)
		status = run(&o, argc, argv);
	options_free(&o);
	venue_free();
	return out_close(status);
}
