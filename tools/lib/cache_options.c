/*
 * cache_options.c - the command line of cf-cache.
 */
#include <getopt.h>

#include "cache_walk.h"

static const char usage[] =
	"usage: cf-cache [-v] [--cache DIR] list [HOST...]\n"
	"       cf-cache [-v] [--cache DIR] size [HOST...]\n"
	"       cf-cache [-v] [--cache DIR] verify [--remove] [HOST...]\n"
	"       cf-cache [-v] [--cache DIR] prune [--older-than DAYS]\n"
	"                [--max-size BYTES[kMG]] [--host HOST] [--dry-run]\n"
	"List what the cache holds, add up its sizes, check it for damage, or\n"
	"remove the oldest of it.\n"
	"\n"
	"      --cache DIR         the cache directory\n"
	"      --remove            verify: remove what is damaged\n"
	"      --older-than DAYS   prune: remove what was fetched before that\n"
	"      --max-size BYTES    prune: remove the oldest until no more is\n"
	"                          left; with k, M or G: times 2^10, 2^20, "
	"2^30\n"
	"      --host HOST         prune: of this host alone; may be repeated\n"
	"      --dry-run           prune: list it instead\n"
	"  -v, --verbose           name what is removed\n"
	"  -h, --help              show this help and exit\n"
	"  -V, --version           show the version and exit\n";

/* A number without a sign, with a unit where there may be one. */
static bool
number(uint64_t *out, const char *s, const char *units, uint64_t most)
{
	size_t digits = strspn(s, "0123456789");
	const char *unit = s[digits] ? strchr(units, s[digits]) : NULL;
	unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;

	if (!digits || digits > 18 || (s[digits] && (!unit || s[digits + 1])))
		return false;
	*out = strtoull(s, NULL, 10);
	if (*out > most >> shift)
		return false;
	*out <<= shift;
	return true;
}

/* Options without a letter. */
enum {
	O_CACHE = 256,
	O_REMOVE,
	O_OLDER,
	O_MOST,
	O_HOST,
	O_DRY_RUN,
};

static int
option(struct cache_options *o, int c)
{
	uint64_t n;

	switch (c) {
	case O_CACHE:
		buf_reset(&o->dir);
		return buf_puts(&o->dir, optarg)
			       ? 0
			       : msg_usage("--cache: the name is too long");
	case O_REMOVE:
		o->remove = true;
		return 0;
	case O_OLDER:
		if (!number(&n, optarg, "", 36500))
			return msg_usage("--older-than '%s': days from 0 to "
					 "36500",
				optarg);
		o->days = (int64_t)n;
		return 0;
	case O_MOST:
		if (!number(&o->most, optarg, "kMG", INT64_MAX))
			return msg_usage("--max-size '%s': bytes, or a number "
					 "with k, M or G",
				optarg);
		return 0;
	case O_HOST:
		o->host[o->nhost++] = optarg;
		return 0;
	case O_DRY_RUN:
		o->dry_run = true;
		return 0;
	default:
		return msg_try_help();
	}
}

/* 0, or a status: what is asked for makes no sense. */
static int
check(struct cache_options *o, char **word, size_t n)
{
	static const char *const known[] = {[CACHE_LIST] = "list",
		[CACHE_SIZE] = "size",
		[CACHE_VERIFY] = "verify",
		[CACHE_PRUNE] = "prune"};
	bool prunes = o->days >= 0 || o->most != UINT64_MAX;
	int i = CACHE_LIST;

	if (n == 0)
		return msg_usage("no command: list, size, verify or prune");
	while (i <= CACHE_PRUNE && strcmp(known[i], word[0]) != 0)
		i++;
	if (i > CACHE_PRUNE)
		return msg_usage("unknown command '%s': list, size, verify or "
				 "prune",
			word[0]);
	o->command = (enum cache_command)i;
	if (o->remove && i != CACHE_VERIFY)
		return msg_usage("--remove goes with verify");
	if (i != CACHE_PRUNE && (prunes || o->dry_run || o->nhost))
		return msg_usage("--older-than, --max-size, --host and "
				 "--dry-run go with prune");
	if (i == CACHE_PRUNE && n > 1)
		return msg_usage(
			"'%s': hosts of prune are said with --host", word[1]);
	if (i == CACHE_PRUNE && !prunes)
		return msg_usage("prune what? Say --older-than or --max-size");
	for (size_t k = 1; k < n; k++)
		o->host[o->nhost++] = word[k];
	return 0;
}

int
cache_options_read(struct cache_options *o, int argc, char **argv)
{
	static const struct option options[] = {
		{"cache", required_argument, NULL, O_CACHE},
		{"remove", no_argument, NULL, O_REMOVE},
		{"older-than", required_argument, NULL, O_OLDER},
		{"max-size", required_argument, NULL, O_MOST},
		{"host", required_argument, NULL, O_HOST},
		{"dry-run", no_argument, NULL, O_DRY_RUN},
		{"verbose", no_argument, NULL, 'v'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	int c, status;

	*o = (struct cache_options){.days = -1, .most = UINT64_MAX};
	buf_init(&o->dir, LIMIT_URL);
	cache_default_dir(&o->dir);
	o->host = xcalloc((size_t)argc + 1, sizeof(o->host[0]));
	while ((c = getopt_long(argc, argv, "vhV", options, NULL)) != -1) {
		if (c == 'v')
			msg_verbose++;
		else if (c == 'h' || c == 'V') {
			(void)fputs(
				c == 'h' ? usage : "cf-cache " CF_VERSION "\n",
				stdout);
			return EXIT_COMPLETE;
		} else if ((status = option(o, c)) != 0)
			return status;
	}
	status = check(o, argv + optind, (size_t)(argc - optind));
	return status ? status : -1;
}

void
cache_options_free(struct cache_options *o)
{
	free(o->host);
	buf_free(&o->dir);
}
