/*
 * cf-merge - writes each paper of any number of streams once.
 *
 * lib/merge.c and its neighbours do the work; here are the options, the files,
 * and what is told to people. Nothing is written before all input was read,
 * and a file given with --output appears whole or not at all.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <unistd.h>

#include "cf.h"
#include "lib/merge.h"

#define BAD_SHOWN 5

static const char usage[] =
	"usage: cf-merge [-qv] [-o FILE] [FILE...]\n"
	"Write each paper of the streams or paper records once, in an order "
	"that\n"
	"does not depend on how they arrive. Without FILE, or with '-', read\n"
	"standard input.\n"
	"\n"
	"  -o, --output FILE  write FILE (when all is done) instead of "
	"standard\n"
	"                     output\n"
	"  -q, --quiet        no report\n"
	"  -v, --verbose      report every venue-year\n"
	"  -h, --help         show this help and exit\n"
	"  -V, --version      show the version and exit\n";

/* What is open while the merge lasts: it points into mapped files. */
struct input {
	struct merge merge;
	struct reader *reader;
	size_t nreaders, bad;
};

static void
bad_line(struct input *in, const char *name, const char *wrong)
{
	const struct reader *r = &in->reader[in->nreaders - 1];

	if (in->bad++ < BAD_SHOWN)
		msg_warn("'%s' line %zu is %s%s", name, r->number, wrong,
			r->cut ? " (the input ends in it)" : "");
}

static int
read_lines(struct input *in, int fd, const char *name)
{
	struct reader *r = &in->reader[in->nreaders++];
	const char *wrong;
	struct json line;
	int got;

	reader_init(r, fd, LIMIT_RECORD);
	while ((got = reader_next(r, &line)) > 0) {
		if (r->number == 1 && line.s && line.n >= 3 &&
			memcmp(line.s, "\xef\xbb\xbf", 3) == 0)
			line = (struct json){line.s + 3, line.n - 3};
		wrong = line.s ? merge_line(
					 &in->merge, line.s, line.n, r->mapped)
			       : "too long";
		if (wrong)
			bad_line(in, name, wrong);
	}
	if (!r->mapped)
		reader_free(r);
	return got < 0 ? msg_fail(EXIT_FAILED, "cannot read '%s': %s", name,
				 strerror(errno))
		       : EXIT_COMPLETE;
}

static int
read_file(struct input *in, const char *name)
{
	int fd, status;

	if (strcmp(name, "-") == 0)
		return read_lines(in, STDIN_FILENO, "standard input");
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return msg_fail(EXIT_FAILED, "cannot open '%s': %s", name,
			strerror(errno));
	status = read_lines(in, fd, name);
	(void)close(fd);
	return status;
}

/* All files are read, whatever happens to one. */
static int
read_all(struct input *in, char **name, size_t n)
{
	int status = EXIT_COMPLETE;

	in->reader = xcalloc(n + 1, sizeof(in->reader[0]));
	for (size_t i = 0; i < n; i++)
		status = exit_worse(status, read_file(in, name[i]));
	if (n == 0)
		status = read_file(in, "-");
	if (in->bad > BAD_SHOWN)
		msg_warn("and %zu more such lines", in->bad - BAD_SHOWN);
	return status;
}

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
report_job(const struct merge_job *job)
{
	const char *venue = job->venue->name;
	size_t shown = job->errors < MERGE_ERRORS ? job->errors : MERGE_ERRORS;
	size_t merged = job->copies - job->papers;
	struct buf b;

	buf_init(&b, 256);
	for (size_t i = 0; i < shown; i++)
		msg_warn("%s %d: error: %s", venue, job->year, job->error[i]);
	if (job->errors > shown)
		msg_warn("%s %d: and %zu more errors", venue, job->year,
			job->errors - shown);
	if (merge_job_good(job) && (job->planned || msg_verbose))
		msg_warn("%s %d: %zu papers, %zu copies merged", venue,
			job->year, job->papers, merged);
	else if (job->done && !merge_job_good(job))
		msg_warn("%s %d: %s: %s", venue, job->year,
			verdict_name(job->verdict), count(&b, job));
	else if (job->started && !merge_job_good(job))
		msg_warn("%s %d: incomplete: %s; no 'done' record: the worker "
			 "died or was killed, run it again",
			venue, job->year, count(&b, job));
	else if (!merge_job_good(job))
		msg_warn("%s %d: incomplete: %s; planned, but no worker took "
			 "it, run it",
			venue, job->year, count(&b, job));
	buf_free(&b);
}

static int
by_order(const void *a, const void *b)
{
	return merge_job_compare(
		*(struct merge_job *const *)a, *(struct merge_job *const *)b);
}

/* What was merged and what is missing. Returns how many venue-years are. */
static size_t
report(struct merge *m, bool quiet)
{
	size_t copies = 0, missing = 0;

	if (m->njob > 1)
		qsort(m->job, m->njob, sizeof(m->job[0]), by_order);
	for (size_t i = 0; i < m->njob; i++) {
		copies += m->job[i]->copies;
		missing += !merge_job_good(m->job[i]);
		if (!quiet)
			report_job(m->job[i]);
	}
	if (!quiet)
		msg_warn("%zu papers, %zu copies merged", m->ncopy,
			copies - m->ncopy);
	if (!quiet && missing > 0)
		msg_warn("%zu of %zu venue-years not complete", missing,
			m->njob);
	return missing;
}

static int
merge(char **name, size_t n, const char *output, bool quiet)
{
	struct input in = {.nreaders = 0};
	int status, r;

	merge_init(&in.merge);
	status = read_all(&in, name, n);
	merge_finish(&in.merge);
	r = merge_write(&in.merge, output);
	if (r < 0 && (output || errno != EPIPE))
		status = msg_fail(EXIT_FAILED, "cannot write '%s': %s",
			output ? output : "standard output", strerror(errno));
	/* A damaged line is a symptom where a venue-year is not complete, so
	 * it must not hide that status. */
	if (report(&in.merge, quiet) > 0)
		status = exit_worse(status, EXIT_INCOMPLETE);
	else if (in.bad > 0)
		status = exit_worse(status, EXIT_FAILED);
	merge_free(&in.merge);
	for (size_t i = 0; i < in.nreaders; i++)
		reader_free(&in.reader[i]);
	free(in.reader);
	return status;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{"output", required_argument, NULL, 'o'},
		{"quiet", no_argument, NULL, 'q'},
		{"verbose", no_argument, NULL, 'v'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	const char *output = NULL;
	bool quiet = false;
	int c;

	msg_name = "cf-merge";
	while ((c = getopt_long(argc, argv, "o:qvhV", options, NULL)) != -1) {
		switch (c) {
		case 'o':
			output = strcmp(optarg, "-") == 0 ? NULL : optarg;
			break;
		case 'q':
			quiet = true;
			break;
		case 'v':
			msg_verbose++;
			break;
		case 'h':
			(void)fputs(usage, stdout);
			return out_close(EXIT_COMPLETE);
		case 'V':
			(void)puts("cf-merge " CF_VERSION);
			return out_close(EXIT_COMPLETE);
		default:
			return msg_usage("that is not an option");
		}
	}
	return out_close(
		merge(argv + optind, (size_t)(argc - optind), output, quiet));
}
