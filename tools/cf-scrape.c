/*
 * cf-scrape - one venue from the web, year by year, as tagged records.
 */
#include <signal.h>

#include "lib/options.h"
#include "lib/registry.h"

#define YEARS_MAX 300

static int
scrape(const struct options *o, const char *venue, const int *years, int n)
{
	struct err e = {0};
	bool closed = false;
	int status = EXIT_COMPLETE;
	struct http *h = http_open(&o->fetch, &e);

	if (!h)
		return msg_fail(EXIT_FAILED, "%s", e.text);
	for (int i = 0; i < n && !closed; i++) {
		int r = job_plan(venue, years[i], &o->job, 0);

		closed = r != 0;
		if (r < 0)
			status = EXIT_FAILED;
	}
	for (int i = 0; i < n && !closed; i++)
		status = exit_worse(
			status, verdict_exit(job_scrape(
					h, venue, years[i], &o->job, &closed)));
	http_close(h);
	return status;
}

int
main(int argc, char **argv)
{
	int years[YEARS_MAX], n, status;
	const char *venue;
	struct options o;
	struct err e = {0};

	msg_name = "cf-scrape";
	(void)signal(SIGPIPE, SIG_IGN);
	status = options_read(&o, argc, argv);
	if (status >= 0)
		return status;
	if (venue_load(&e) < 0)
		return msg_fail(EXIT_USAGE, "%s", e.text);
	if (o.list_venues || o.list_sources)
		return options_lists(&o);
	n = options_jobs(&o, argc, argv, &venue, years, YEARS_MAX);
	if (n < 0)
		return EXIT_USAGE;
	status = EXIT_COMPLETE;
	if (o.dry_run) {
		for (int i = 0; i < n; i++)
			(void)job_plan(venue, years[i], &o.job, 0);
	} else {
		status = scrape(&o, venue, years, n);
	}
	options_free(&o);
	return out_close(status);
}
