/*
 * cf-progress - shows how far a collection is and passes its stream through.
 *
 * The program is options and a choice: which of the views of lib/progress.h
 * looks on while lib/progress_pass.c copies stdin to stdout. stdout has the
 * bytes of stdin and nothing else, in every mode.
 */
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <math.h>
#include <unistd.h>

#include "lib/progress.h"

#define OUT_BYTES (32UL << 20) /* of words for stderr between two writes */
#define PATIENCE (30 * PROGRESS_SECOND) /* six heartbeats */

enum mode {
	M_AUTO,
	M_TTY,
	M_PLAIN,
	M_JSON,
	M_QUIET,
	MODES
};
static const char *const mode_name[MODES] = {
	"auto", "tty", "plain", "json", "quiet"};
static const struct view *const mode_view[MODES] = {
	[M_TTY] = &view_tty,
	[M_PLAIN] = &view_plain,
	[M_JSON] = &view_json,
	[M_QUIET] = &view_quiet,
};

struct options {
	enum mode mode;
	bool exit_status;
	int64_t patience; /* ns */
	bool kill;
	const char *metrics; /* NULL: none */
};

static void
help(void)
{
	(void)printf(
		"usage: cf-progress [options] <stream >stream\n"
		"Shows how far a collection is, on stderr, and passes the\n"
		"stream through.\n\n"
		"  -p, --progress MODE  auto, tty, plain, json or quiet\n"
		"                       (default: $CF_PROGRESS, else auto)\n"
		"  -e, --exit-status    exit with the gravest status of the "
		"jobs\n"
		"      --stall-timeout SECONDS\n"
		"                       a worker that is silent for so long is "
		"stalled\n"
		"                       (default: 30; 0: never)\n"
		"      --kill-stalled   kill it\n"
		"      --metrics FILE   at the end write where the time went, "
		"as JSON\n"
		"  -v, --verbose        say more\n"
		"  -V, --version        print the version\n"
		"  -h, --help           print this help\n");
}

static bool
mode_parse(enum mode *out, const char *word)
{
	for (int m = 0; m < MODES; m++) {
		if (strcmp(mode_name[m], word) == 0) {
			*out = (enum mode)m;
			return true;
		}
	}
	return false;
}

/* The default mode, from the environment; bars without a terminal are asked
 * for in error only on the command line. */
static int
mode_default(struct options *o)
{
	const char *word = getenv("CF_PROGRESS");

	o->mode = M_AUTO;
	if (word && *word && !mode_parse(&o->mode, word))
		return msg_usage(
			"unknown progress mode '%s' in CF_PROGRESS", word);
	if (o->mode == M_TTY && !isatty(STDERR_FILENO))
		o->mode = M_AUTO;
	return EXIT_COMPLETE;
}

/* A number of seconds with decimals; false when it is none or not in bounds. */
static bool
seconds(int64_t *ns, const char *word)
{
	char *end;
	double s = strtod(word, &end);

	if (end == word || *end || !isfinite(s) || s < 0.01 || s > 86400)
		return false;
	*ns = (int64_t)(s * (double)PROGRESS_SECOND);
	return true;
}

/* From the environment, made for tests. */
static int
interval(int64_t *ns)
{
	const char *word = getenv("CF_PROGRESS_INTERVAL");

	*ns = 0;
	if (word && *word && !seconds(ns, word))
		return msg_usage("not a number of seconds from 0.01 to 86400: "
				 "'%s' in CF_PROGRESS_INTERVAL",
			word);
	return EXIT_COMPLETE;
}

static int
patience(int64_t *ns, const char *word)
{
	*ns = 0;
	if (strcmp(word, "0") != 0 && !seconds(ns, word))
		return msg_usage("--stall-timeout wants 0, or a number of "
				 "seconds from 0.01 to 86400, not '%s'",
			word);
	return EXIT_COMPLETE;
}

enum {
	O_STALL = 256,
	O_KILL,
	O_METRICS
};

/* An option that is no question; the status when it is wrong. */
static int
option_take(struct options *o, int c)
{
	switch (c) {
	case 'p':
		if (!mode_parse(&o->mode, optarg))
			return msg_usage("unknown progress mode '%s'", optarg);
		if (o->mode == M_TTY && !isatty(STDERR_FILENO))
			return msg_usage("progress mode 'tty' needs a "
					 "terminal on stderr");
		break;
	case 'e':
		o->exit_status = true;
		break;
	case O_STALL:
		return patience(&o->patience, optarg);
	case O_KILL:
		o->kill = true;
		break;
	case O_METRICS:
		o->metrics = optarg;
		break;
	case 'v':
		msg_verbose++;
		break;
	default:
		return msg_try_help();
	}
	return EXIT_COMPLETE;
}

static int
options_parse(struct options *o, int argc, char **argv)
{
	static const struct option table[] = {
		{"progress", required_argument, NULL, 'p'},
		{"exit-status", no_argument, NULL, 'e'},
		{"stall-timeout", required_argument, NULL, O_STALL},
		{"kill-stalled", no_argument, NULL, O_KILL},
		{"metrics", required_argument, NULL, O_METRICS},
		{"verbose", no_argument, NULL, 'v'},
		{"version", no_argument, NULL, 'V'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	int c, status;

	*o = (struct options){.mode = MODES, .patience = PATIENCE};
	while ((c = getopt_long(argc, argv, "p:evVh", table, NULL)) != -1) {
		if (c == 'V') {
			(void)printf("cf-progress %s\n", CF_VERSION);
			exit(out_close(EXIT_COMPLETE));
		}
		if (c == 'h') {
			help();
			exit(out_close(EXIT_COMPLETE));
		}
		status = option_take(o, c);
		if (status)
			return status;
	}
	if (optind < argc)
		return msg_usage("unexpected argument '%s': the stream is read "
				 "from stdin",
			argv[optind]);
	if (o->kill && !o->patience)
		return msg_usage("--kill-stalled and --stall-timeout 0: when "
				 "is a worker stalled?");
	return o->mode == MODES ? mode_default(o) : EXIT_COMPLETE;
}

static int
cannot_write(const char *name)
{
	return msg_fail(
		EXIT_FAILED, "cannot write '%s': %s", name, strerror(errno));
}

/* Everything that is said after the stream; the status of the program. */
static int
finish(struct pass *p, const struct options *o)
{
	struct run *r = &p->run;
	int status;

	p->now = clock_ns();
	jobs_end(&r->jobs, p->now);
	jobs_sort(&r->jobs);
	/* A reader that has left wants to hear no more. */
	if (p->out_error != EPIPE)
		p->view->close(r, p->now);
	pass_words(r);
	if (r->term)
		term_close(r->term);
	msg_note("%zu bytes in %zu lines, %zu of them no records", p->bytes,
		p->lines, p->junk);
	status = o->exit_status ? jobs_status(&r->jobs) : EXIT_COMPLETE;
	if (p->in_error)
		status = msg_fail(EXIT_FAILED, "cannot read standard input: %s",
			strerror(p->in_error));
	if (o->metrics && metrics_write(o->metrics, r, p->now) < 0)
		status = cannot_write(o->metrics);
	if (p->out_error && p->out_error != EPIPE)
		return msg_fail(EXIT_FAILED, "cannot write standard output: %s",
			strerror(p->out_error));
	return out_close(status);
}

static void
choose_view(
	struct pass *p, enum mode mode, struct term *term, struct frame *frame)
{
	struct run *r = &p->run;

	r->visible = isatty(STDERR_FILENO);
	if (mode == M_AUTO)
		mode = term_usable(STDERR_FILENO) ? M_TTY : M_PLAIN;
	/* msg_usage() is never 0, so that the mode is not MODES here */
	p->view = mode_view[mode]; /* NOLINT(clang-analyzer-core.*) */
	if (mode == M_TTY) {
		term_open(term, STDERR_FILENO);
		r->term = term;
		r->frame = frame;
	}
}

int
main(int argc, char **argv)
{
	static struct pass p;
	static struct term term;
	static struct frame frame;
	struct options o;
	int status;

	start("cf-progress");
	(void)setlocale(LC_CTYPE, "");
	status = options_parse(&o, argc, argv);
	if (!status)
		status = interval(&p.run.interval);
	if (status)
		return status;
	/* Said now, not after an hour. */
	if (o.metrics && aside_check(o.metrics) < 0)
		return cannot_write(o.metrics);
	p.run.patience = o.patience;
	p.run.kill = o.kill;
	signal_watch();
	pipe_widen(STDIN_FILENO);
	pipe_widen(STDOUT_FILENO);
	p.run.begin = p.run.last = clock_ns();
	buf_init(&p.run.out, OUT_BYTES);
	choose_view(&p, o.mode, &term, &frame);
	pass_stream(&p);
	status = finish(&p, &o);
	buf_free(&p.run.out);
	buf_free(&frame.text);
	jobs_free(&p.run.jobs);
	signal_finish();
	return status;
}
