/*
 * options.c - the command line of cf-scrape and cf-estimate: one table for
 * getopt_long and --help, one place for defaults and the environment.
 */
#include <errno.h>
#include <getopt.h>
#include <sys/resource.h>
#include <unistd.h>

#include "options.h"
#include "registry.h"
#include "sources/source.h"

#define CONNECT_TIMEOUT 20 /* seconds */
#define TIMEOUT 900
#define SPEED_LIMIT 100 /* bytes a second */
#define SPEED_TIME 60
#define RETRIES 5
#define MAX_WAIT 300

enum {
	O_CONNECT_TIMEOUT = 256,
	O_TIMEOUT,
	O_SPEED_LIMIT,
	O_SPEED_TIME,
	O_RETRIES,
	O_MAX_WAIT,
	O_CACHE,
	O_NO_CACHE,
	O_OFFLINE,
	O_REFRESH,
	O_IGNORE_ROBOTS,
	O_CONNECT_TO,
	O_CACERT,
	O_DETAILS,
	O_INCLUDE,
	O_LIST_VENUES,
	O_LIST_SOURCES,
	O_JSON,
	O_DRY_RUN,
	O_SCRAPER,
	O_KEY,
	O_VENUE_FILE,
	O_VENUES_FILE,
	O_MAX_MEMORY,
	O_RECORD,
};

static const struct {
	struct option option;
	const char *arg, *help;
	bool scrape_only;
} table[] = {
	{{"max-papers", required_argument, NULL, 'n'}, "N",
		"at most N papers of a venue-year; stops the fetching too",
		false},
	{{"source", required_argument, NULL, 's'}, "NAME",
		"one source instead of the venue's ladder", false},
	{{"scraper", required_argument, NULL, O_SCRAPER}, "NAME",
		"the same; knows names such as NeurIPSScraper too", false},
	{{"key", required_argument, NULL, O_KEY}, "KEY",
		"what that source shall look for, instead of the registry's "
		"key",
		false},
	{{"venue-file", required_argument, NULL, O_VENUE_FILE}, "FILE",
		"the venues and years are in a file, YAML or lines VENUE "
		"YEARS",
		false},
	{{"venues-file", required_argument, NULL, O_VENUES_FILE}, "FILE",
		"more lines for the registry: see cf-venues(5)", false},
	{{"details", required_argument, NULL, O_DETAILS}, "WHICH",
		"pages of single papers: none, missing (only for papers "
		"without "
		"an abstract, the default) or all",
		true},
	{{"include", required_argument, NULL, O_INCLUDE}, "LIST",
		"also rejected, withdrawn papers where the site shows them",
		false},
	{{"rate", required_argument, NULL, 'r'}, "R",
		"requests per second and host, instead of the host's own",
		false},
	{{"connections", required_argument, NULL, 'j'}, "N",
		"transfers at a time and host", false},
	{{"connect-timeout", required_argument, NULL, O_CONNECT_TIMEOUT}, "S",
		"seconds for a connection (20)", false},
	{{"timeout", required_argument, NULL, O_TIMEOUT}, "S",
		"seconds for one transfer (900)", false},
	{{"speed-limit", required_argument, NULL, O_SPEED_LIMIT}, "BYTES",
		"a transfer that brings less a second has stalled (100)",
		false},
	{{"speed-time", required_argument, NULL, O_SPEED_TIME}, "S",
		"so many seconds long (60)", false},
	{{"retries", required_argument, NULL, O_RETRIES}, "N",
		"tries after a failure that can pass (5)", false},
	{{"max-wait", required_argument, NULL, O_MAX_WAIT}, "S",
		"the longest wait that a server may ask for, seconds (300)",
		false},
	{{"cache", required_argument, NULL, O_CACHE}, "DIR",
		"where answers are kept", false},
	{{"no-cache", no_argument, NULL, O_NO_CACHE}, NULL,
		"keep no answers and use none", false},
	{{"offline", no_argument, NULL, O_OFFLINE}, NULL,
		"only what the cache holds, nothing from the web", false},
	{{"refresh", no_argument, NULL, O_REFRESH}, NULL,
		"ask again whether kept answers have changed", false},
	{{"ignore-robots", no_argument, NULL, O_IGNORE_ROBOTS}, NULL,
		"ask also for pages that a site's robots.txt closes", false},
	{{"connect-to", required_argument, NULL, O_CONNECT_TO},
		"HOST1:PORT1:HOST2:PORT2", "as curl's", false},
	{{"max-memory", required_argument, NULL, O_MAX_MEMORY}, "SIZE",
		"memory that the process may take: 200M, 2G", false},
	{{"cacert", required_argument, NULL, O_CACERT}, "FILE",
		"certificates to trust, as curl's", false},
	{{"record", required_argument, NULL, O_RECORD}, "FILE",
		"write the records into a file too", true},
	{{"dry-run", no_argument, NULL, O_DRY_RUN}, NULL,
		"only say which jobs there are (plan records)", true},
	{{"list-venues", no_argument, NULL, O_LIST_VENUES}, NULL,
		"the venues, their sources and years", true},
	{{"json", no_argument, NULL, O_JSON}, NULL, "--list-venues as records",
		true},
	{{"list-sources", no_argument, NULL, O_LIST_SOURCES}, NULL,
		"the sources", true},
	{{"quiet", no_argument, NULL, 'q'}, NULL,
		"what the records say is not said on standard error too",
		false},
	{{"verbose", no_argument, NULL, 'v'}, NULL,
		"say more on standard error; repeat for more", false},
	{{"help", no_argument, NULL, 'h'}, NULL, "this text", false},
	{{"version", no_argument, NULL, 'V'}, NULL, "the version", false},
};

#define NTABLE (sizeof(table) / sizeof(table[0]))

static bool
known(size_t i)
{
	return !table[i].scrape_only || strcmp(msg_name, "cf-scrape") == 0;
}

static void
help(void)
{
	printf("usage: %s [options] VENUE YEARS...\n\n"
	       "YEARS: 2023, 2019-2023, 2013-2015,2020\n\n",
		msg_name);
	for (size_t i = 0; i < NTABLE; i++) {
		const struct option *o = &table[i].option;
		char left[80];
		int n = 0;

		if (!known(i))
			continue;
		if (o->val < 256)
			n = snprintf(left, sizeof(left), "-%c, ", o->val);
		(void)snprintf(left + n, sizeof(left) - (size_t)n, "--%s%s%s",
			o->name, table[i].arg ? " " : "",
			table[i].arg ? table[i].arg : "");
		printf("  %-24s  %s%s\n", left,
			strlen(left) > 24 ? "\n                            "
					  : "",
			table[i].help);
	}
	printf("\nmanual: man %s, man cf\n", msg_name);
}

/* A number from the command line; false after a message. */
static bool
number(long *out, const char *option, const char *text, long min, long max)
{
	char *end;

	errno = 0;
	*out = strtol(text, &end, 10);
	if (errno == 0 && end != text && !*end && *out >= min && *out <= max)
		return true;
	(void)msg_usage("--%s wants a number from %ld to %ld, not '%s'", option,
		min, max, text);
	return false;
}

static bool
details(enum details *out, const char *word)
{
	static const char *const names[] = {"none", "missing", "all"};

	for (int i = 0; i < 3; i++) {
		if (strcmp(names[i], word) == 0) {
			*out = (enum details)i;
			return true;
		}
	}
	(void)msg_usage("--details wants none, missing or all, not '%s'", word);
	return false;
}

static bool
include(struct job_options *o, const char *list)
{
	if (source_include(&o->rejected, &o->withdrawn, list))
		return true;
	(void)msg_usage(
		"--include wants rejected, withdrawn or both, not '%s'", list);
	return false;
}

static bool
rate(double *out, const char *text)
{
	char *end;

	*out = strtod(text, &end);
	if (end != text && !*end && *out > 0 && *out <= 1e7)
		return true;
	(void)msg_usage(
		"--rate wants requests per second, such as 0.5, not '%s'",
		text);
	return false;
}

/* One option with a whole number; false after a message. */
static bool
apply_number(struct options *o, int option)
{
	struct fetch_options *f = &o->fetch;
	long n = 0;
	bool good;

	switch (option) {
	case O_CONNECT_TIMEOUT:
		return number(&f->connect_timeout, "connect-timeout", optarg, 1,
			3600);
	case O_TIMEOUT:
		return number(&f->timeout, "timeout", optarg, 1, 86400);
	case O_SPEED_LIMIT:
		return number(
			&f->speed_limit, "speed-limit", optarg, 0, 1000000);
	case O_SPEED_TIME:
		return number(&f->speed_time, "speed-time", optarg, 1, 86400);
	case O_RETRIES:
		good = number(&n, "retries", optarg, 0, 100);
		f->retries = (int)n;
		return good;
	case O_MAX_WAIT:
		good = number(&n, "max-wait", optarg, 0, 86400);
		f->max_wait = (int)n;
		return good;
	case 'j':
		good = number(&n, "connections", optarg, 1, 256);
		f->connections = (int)n;
		return good;
	default:
		good = number(&n, "max-papers", optarg, 1, LIMIT_PAPERS);
		o->job.max_papers = (size_t)n;
		return good;
	}
}

/* A size in bytes, or with k, M or G behind it; the system then refuses more to
 * this process, which ends with a message. */
static bool
max_memory(const char *text)
{
	struct rlimit limit;
	char *end;
	unsigned long long n = strtoull(text, &end, 10);
	const char *units = "kMG", *unit = *end ? strchr(units, *end) : NULL;

	for (const char *u = units; unit && u <= unit && n < 1ULL << 40; u++)
		n *= 1024;
	if (end == text || (*end && (!unit || end[1])) || n < 1 << 20 ||
		*text == '-') {
		(void)msg_usage("--max-memory wants a size from 1M on, such as "
				"200M or 2G, not '%s'",
			text);
		return false;
	}
	limit.rlim_cur = limit.rlim_max = (rlim_t)n;
	if (setrlimit(RLIMIT_DATA, &limit) == 0)
		return true;
	(void)msg_usage("--max-memory: %s", strerror(errno));
	return false;
}

static bool
source(struct job_options *o, const char *name)
{
	o->source = source_name(name);
	if (o->source)
		return true;
	(void)msg_usage(
		"unknown source '%s': cf-scrape --list-sources names them",
		name);
	return false;
}

/* One option without an argument. */
static void
apply_flag(struct options *o, int option)
{
	switch (option) {
	case 'q':
		o->job.quiet = true;
		break;
	case O_NO_CACHE:
		o->fetch.cache_dir = NULL;
		o->no_cache = true;
		break;
	case O_OFFLINE:
		o->fetch.offline = true;
		break;
	case O_REFRESH:
		o->fetch.refresh = true;
		break;
	case O_IGNORE_ROBOTS:
		o->fetch.ignore_robots = true;
		break;
	case O_JSON:
		o->json = true;
		break;
	case O_DRY_RUN:
		o->dry_run = true;
		break;
	case O_LIST_VENUES:
		o->list_venues = true;
		break;
	case O_LIST_SOURCES:
		o->list_sources = true;
		break;
	default:
		msg_verbose++;
	}
}

/* One option; false after a message. */
static bool
apply(struct options *o, int option)
{
	switch (option) {
	case 'n':
	case 'j':
	case O_CONNECT_TIMEOUT:
	case O_TIMEOUT:
	case O_SPEED_LIMIT:
	case O_SPEED_TIME:
	case O_RETRIES:
	case O_MAX_WAIT:
		return apply_number(o, option);
	case 's':
	case O_SCRAPER:
		return source(&o->job, optarg);
	case O_KEY:
		o->job.key = optarg;
		return true;
	case O_VENUE_FILE:
		o->venue_file = optarg;
		return true;
	case O_VENUES_FILE:
		o->venues_file = optarg;
		return true;
	case 'r':
		return rate(&o->fetch.rate, optarg);
	case O_CACHE:
		buf_reset(&o->cache_dir);
		return buf_puts(&o->cache_dir, optarg);
	case O_CONNECT_TO:
		o->fetch.connect_to = optarg;
		return true;
	case O_CACERT:
		o->fetch.cacert = optarg;
		return true;
	case O_MAX_MEMORY:
		return max_memory(optarg);
	case O_RECORD:
		o->record = optarg;
		return true;
	case O_DETAILS:
		return details(&o->job.details, optarg);
	case O_INCLUDE:
		return include(&o->job, optarg);
	default:
		apply_flag(o, option);
		return true;
	}
}

/* getopt's two tables from ours. */
static void
getopt_tables(struct option *longs, char *shorts)
{
	size_t n = 0;

	for (size_t i = 0; i < NTABLE; i++) {
		if (!known(i))
			continue;
		longs[n++] = table[i].option;
		if (table[i].option.val < 256) {
			*shorts++ = (char)table[i].option.val;
			if (table[i].arg)
				*shorts++ = ':';
		}
	}
	longs[n] = (struct option){0};
	*shorts = '\0';
}

int
options_read(struct options *o, int argc, char **argv)
{
	struct option longs[NTABLE + 1];
	char shorts[2 * NTABLE + 1];
	int c;

	*o = (struct options){0};
	o->fetch = (struct fetch_options){.connect_timeout = CONNECT_TIMEOUT,
		.timeout = TIMEOUT,
		.speed_limit = SPEED_LIMIT,
		.speed_time = SPEED_TIME,
		.retries = RETRIES,
		.max_wait = MAX_WAIT,
		.connect_to = getenv("CF_CONNECT_TO"),
		.contact = getenv("CF_CONTACT"),
		.begun = getenv("CF_BEGUN")};
	o->job.details = DETAILS_MISSING;
	buf_init(&o->cache_dir, LIMIT_URL);
	cache_default_dir(&o->cache_dir);
	getopt_tables(longs, shorts);
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == 'h') {
			help();
			return EXIT_COMPLETE;
		}
		if (c == 'V') {
			printf("%s %s\n", msg_name, CF_VERSION);
			return EXIT_COMPLETE;
		}
		if (c == '?')
			return msg_try_help();
		if (!apply(o, c))
			return EXIT_USAGE;
	}
	if (o->job.key && !o->job.source)
		return msg_usage("--key is for one source: say --source too");
	if (o->no_cache && o->fetch.offline)
		return msg_usage(
			"--offline and --no-cache leave nothing to read");
	if (!o->no_cache)
		o->fetch.cache_dir = buf_str(&o->cache_dir);
	return -1;
}

int
options_lists(const struct options *o)
{
	if (o->list_venues)
		venue_print(o->json);
	for (size_t i = 0; o->list_sources && sources[i]; i++)
		printf("%s\t%s\n", sources[i]->name, sources[i]->about);
	return EXIT_COMPLETE;
}

void
options_free(struct options *o)
{
	for (size_t i = 0; i < o->njobs; i++)
		free(o->jobs[i].venue);
	free(o->jobs);
	buf_free(&o->cache_dir);
}
