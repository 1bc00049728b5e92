/*
 * options.h - the options that cf-scrape and cf-estimate share.
 */
#ifndef CF_OPTIONS_H
#define CF_OPTIONS_H

#include "job.h"

#define YEARS_MAX 300 /* as many as the registry can tell apart */

struct options {
	struct fetch_options fetch;
	struct job_options job;
	struct buf cache_dir;
	bool no_cache, list_venues, list_sources, dry_run;
};

/* Reads the command line with getopt_long: fetch and selection options, and
 * those of msg_name ("cf-scrape" knows more than "cf-estimate"). Returns
 * -1 to go on (optind is at VENUE), else the status to exit with. */
int options_read(struct options *o, int argc, char **argv);
/* VENUE YEARS... into a list of years; *venue is the registry's name of it.
 * Returns the number of years, or -1 after a message (EXIT_USAGE). */
int options_jobs(const struct options *o, int argc, char **argv,
	const char **venue, int years[YEARS_MAX]);
/* What --list-venues and --list-sources print; the exit status. */
int options_lists(const struct options *o);
void options_free(struct options *o);

#endif
