/*
 * cf-parse - a source as a filter: one saved page in, its papers and the
 * requests it leads to out. No network, no state.
 */
#include <errno.h>
#include <getopt.h>
#include <unistd.h>

#include "lib/registry.h"
#include "sources/source.h"

struct printer {
	struct sink sink; /* first: sources hand it back */
	const struct job *job;
	const char *source, *venues_file;
	struct buf key, line;
	struct buf first; /* the URL of the plan's first request */
	size_t position;
	int errors;
};

static void
line_begin(struct printer *p, const char *type)
{
	buf_reset(&p->line);
	record_begin(&p->line, type, p->job->venue, p->job->year);
}

/* A reader that has left ends the program quietly. */
static void
line_write(struct printer *p)
{
	if (out_write(buf_str(&p->line), p->line.len) == 0)
		return;
	if (errno == EPIPE)
		exit(EXIT_COMPLETE);
	exit(msg_fail(EXIT_FAILED, "cannot write standard output: %s",
		strerror(errno)));
}

static void
line_end(struct printer *p)
{
	record_end(&p->line);
	line_write(p);
}

static void
print_request(struct sink *s, enum purpose purpose, const char *url,
	const char *otherwise)
{
	static const char *const names[] = {[FOR_LIST] = "list",
		[FOR_PAPER] = "paper",
		[FOR_COUNT] = "count"};
	struct printer *p = (struct printer *)s;

	line_begin(p, "request");
	json_put_member(&p->line, "url", url);
	json_put_member(&p->line, "purpose", names[purpose]);
	if (otherwise)
		json_put_member(&p->line, "otherwise", otherwise);
	line_end(p);
}

static void
print_count(struct sink *s, const char *scope, size_t n)
{
	struct printer *p = (struct printer *)s;

	line_begin(p, "estimate");
	json_put_int(&p->line, "count", (int64_t)n);
	json_put_member(&p->line, "method", "count");
	json_put_name(&p->line, "exact");
	buf_puts(&p->line, "true");
	json_put_member(&p->line, "url", scope);
	line_end(p);
}

static void
print_problem(struct sink *s, const char *code, const char *text)
{
	struct printer *p = (struct printer *)s;

	p->errors++;
	msg_warn("%s: %s", code, text);
	line_begin(p, "error");
	json_put_member(&p->line, "code", code);
	json_put_member(&p->line, "message", text);
	json_put_name(&p->line, "fatal");
	buf_puts(&p->line, "false");
	line_end(p);
}

static void
print_paper(struct sink *s, struct paper *paper)
{
	struct printer *p = (struct printer *)s;

	paper->source = p->source;
	paper->position = ++p->position;
	buf_reset(&p->line);
	record_paper(&p->line, p->job->venue, p->job->year, paper, NULL);
	if (p->line.full)
		print_problem(s, "too-long",
			paper->text[P_ID] ? paper->text[P_ID] : "a paper");
	else
		line_write(p);
	paper_free(paper);
}

static bool
never_enough(struct sink *s)
{
	(void)s;
	return false;
}

/* While planning, only the first address is wanted. */
static void
keep_request(struct sink *s, enum purpose purpose, const char *url,
	const char *otherwise)
{
	struct printer *p = (struct printer *)s;

	(void)purpose;
	(void)otherwise;
	if (!p->first.len)
		buf_puts(&p->first, url);
}

static int
parse(struct printer *p, const struct source *source, const char *url)
{
	struct page page = {.job = p->job,
		.sink = &p->sink,
		.url = url,
		.content_type = "",
		.purpose = FOR_LIST};
	void *parser = source->open(&page);
	struct challenge head = {.n = 0};
	struct err e = {0};
	char block[65536];
	ssize_t n;
	int stop = 0;

	while (!stop && (n = read(STDIN_FILENO, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return msg_fail(EXIT_FAILED,
				"cannot read standard input: %s",
				strerror(errno));
		challenge_note(&head, block, (size_t)n);
		stop = source->feed(parser, block, (size_t)n);
	}
	if (source->close(parser, !stop, &e) < 0) {
		challenge_explain(&head, &e);
		return msg_fail(verdict_exit(e.verdict), "%s", e.text);
	}
	msg_note("%zu papers, %d problems", p->position, p->errors);
	return p->errors ? EXIT_FAILED : EXIT_COMPLETE;
}

static const struct option longs[] = {
	{"source", required_argument, NULL, 's'},
	{"url", required_argument, NULL, 'u'},
	{"key", required_argument, NULL, 'k'},
	{"venues-file", required_argument, NULL, 'f'},
	{"include", required_argument, NULL, 'i'},
	{"verbose", no_argument, NULL, 'v'},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

static int
help(void)
{
	printf("usage: cf-parse -s SOURCE [--url URL] VENUE YEAR <PAGE\n\n"
	       "  -s, --source NAME     the source that reads the page\n"
	       "  -u, --url URL         where the page came from: tells its "
	       "kind, resolves its\n"
	       "                        links (default: the source's list "
	       "page)\n"
	       "      --key KEY         what the source looks for, instead of "
	       "the registry's key\n"
	       "      --venues-file F   more lines for the registry\n"
	       "      --include LIST    also rejected, withdrawn papers\n"
	       "  -v, --verbose         say more on standard error\n"
	       "  -h, --help            this text\n"
	       "  -V, --version         the version\n\n"
	       "manual: man cf-parse, man cf\n");
	return out_close(EXIT_COMPLETE);
}

/* The registry's key for this venue and year, if it knows them. */
static void
find_key(struct buf *key, const char *venue, int year, const char *source)
{
	const char *name = venue_find(venue);
	const struct rung *r =
		name ? venue_rung_of(name, year, source, 0) : NULL;

	if (r)
		venue_key(key, r, year);
}

static int
run(struct printer *p, struct job *job, const char *name, const char *url,
	char **words)
{
	const struct source *source = name && source_name(name)
					      ? source_find(source_name(name))
					      : NULL;
	struct err e = {0};

	if (!source)
		return msg_usage(
			"unknown source '%s': cf-scrape --list-sources "
			"names them",
			name ? name : "");
	if (years_parse(&job->year, 1, words[1], &e) != 1)
		return msg_usage("'%s' is not a year", words[1]);
	if (venue_load(p->venues_file, &e) < 0)
		return msg_fail(EXIT_USAGE, "%s", e.text);
	find_key(&p->key, words[0], job->year, source->name);
	job->venue = words[0];
	if (!job->key)
		job->key = p->key.len ? p->key.s : NULL;
	p->job = job;
	p->source = source->name;
	if (!url && source->plan(job, FOR_LIST, &p->sink, &e) < 0)
		return msg_usage("%s: say --url", e.text);
	p->sink.request = print_request;
	return parse(p, source, url ? url : buf_str(&p->first));
}

int
main(int argc, char **argv)
{
	const char *name = NULL, *url = NULL;
	struct printer p = {.sink = {print_paper, keep_request, print_count,
				    print_problem, never_enough}};
	struct job job = {0};
	int c, status;

	start("cf-parse");
	while ((c = getopt_long(argc, argv, "s:u:vhV", longs, NULL)) != -1) {
		switch (c) {
		case 's':
			name = optarg;
			break;
		case 'u':
			url = optarg;
			break;
		case 'k':
			job.key = optarg;
			break;
		case 'f':
			p.venues_file = optarg;
			break;
		case 'i':
			if (!source_include(
				    &job.rejected, &job.withdrawn, optarg))
				return msg_usage("--include wants rejected, "
						 "withdrawn or both, not '%s'",
					optarg);
			break;
		case 'v':
			msg_verbose++;
			break;
		case 'h':
			return help();
		case 'V':
			printf("cf-parse %s\n", CF_VERSION);
			return out_close(EXIT_COMPLETE);
		default:
			return msg_try_help();
		}
	}
	if (!name || argc - optind != 2)
		return msg_usage("wants -s SOURCE, a venue and a year");
	buf_init(&p.key, LIMIT_LINE);
	buf_init(&p.line, LIMIT_RECORD);
	buf_init(&p.first, LIMIT_URL);
	status = run(&p, &job, name, url, argv + optind);
	buf_free(&p.key);
	buf_free(&p.line);
	buf_free(&p.first);
	venue_free();
	return out_close(status);
}
