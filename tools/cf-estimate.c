/*
 * cf-estimate - how many papers to expect of a venue-year, in one or two small
 * requests.
 */

#include "lib/options.h"
#include "lib/registry.h"

static int
run(struct options *o, int argc, char **argv)
{
	int status = EXIT_COMPLETE;
	bool closed = false;
	struct err e = {0};
	struct http *h;

	if (venue_load(o->venues_file, &e) < 0)
		return msg_fail(EXIT_USAGE, "%s", e.text);
	if (options_jobs(o, argc, argv) < 0)
		return EXIT_USAGE;
	h = http_open(&o->fetch, &e);
	if (!h)
		return msg_fail(EXIT_FAILED, "%s", e.text);
	for (size_t i = 0; i < o->njobs && !closed; i++) {
		const struct wanted_job *j = &o->jobs[i];

		status = exit_worse(
			status, verdict_exit(job_estimate(h, j->venue, j->year,
					&o->job, &closed)));
	}
	http_close(h);
	return o->unknown ? EXIT_USAGE : status;
}

int
main(int argc, char **argv)
{
	struct options o;
	int status;

	start("cf-estimate");
	status = options_read(&o, argc, argv);
	if (status < 0)
		status = run(&o, argc, argv);
	options_free(&o);
	venue_free();
	return out_close(status);
}
