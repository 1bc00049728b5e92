/*
 * options.h - the options that cf-scrape and cf-estimate share.
 */
#ifndef CF_OPTIONS_H
#define CF_OPTIONS_H

#include "job.h"

#define YEARS_MAX 300 /* as many as the registry can tell apart */

struct wanted_job {
	char *venue;
	int year;
};

struct options {
	struct fetch_options fetch;
	struct job_options job;
	struct buf cache_dir;
	const char *venue_file;	 /* what is wanted */
	const char *venues_file; /* what is known besides */
	const char *record;	 /* a file for the records too */
	bool no_cache, list_venues, list_sources, json, dry_run;
	struct wanted_job *jobs; /* after options_jobs, each once */
	size_t njobs;
	bool unknown; /* a venue of the file could not be served */
};

/* Reads the command line with getopt_long: fetch and selection options, and
 * those of msg_name ("cf-scrape" knows more than "cf-estimate"). Returns
 * -1 to go on (optind is at VENUE), else the status to exit with. */
int options_read(struct options *o, int argc, char **argv);
/* VENUE YEARS..., or the file of --venue-file, into jobs. -1 after a message
 * (EXIT_USAGE). */
int options_jobs(struct options *o, int argc, char **argv);
/* What --list-venues and --list-sources print; the exit status. */
int options_lists(const struct options *o);
void options_free(struct options *o);

#endif
