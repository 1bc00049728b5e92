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
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"
#include "lib/merge.h"

#define BAD_SHOWN 5

static const char usage[] =
	"usage: cf-merge [-kqv] [-o FILE] [FILE...]\n"
	"Write each paper of the streams or paper records once, in an order "
	"that\n"
	"does not depend on how they arrive. Without FILE, or with '-', read\n"
	"standard input.\n"
	"\n"
	"  -o, --output FILE  write FILE (when all is done) instead of "
	"standard\n"
	"                     output\n"
	"  -k, --keep         where FILE has more papers and not all came, it "
	"stays,\n"
	"                     and what came goes to FILE.new; given twice: "
	"also\n"
	"                     where all came\n"
	"  -q, --quiet        no report\n"
	"  -v, --verbose      report every venue-year and more errors\n"
	"  -h, --help         show this help and exit\n"
	"  -V, --version      show the version and exit\n";

/* What is open while the merge lasts: it points into mapped files. */
struct input {
	struct merge merge;
	struct reader *reader;
	size_t nreaders, bad;
	const char *output; /* the file to be replaced, or NULL */
	struct stat first;  /* that file as it was at the start */
	struct stat then;   /* and when it was read */
	bool both;	    /* it is one of the inputs */
	bool lost;	    /* and could not be read */
};

/* Ctrl-C reaches every program of a pipeline: the writers before us end, and
 * what they had written is still to be merged. So the first one is only noted;
 * a second one ends the program. A termination does not wait for writers that
 * may live on: what has arrived is written. */
static volatile sig_atomic_t caught;
static volatile sig_atomic_t piping; /* to a reader who may let us wait */

static void
on_signal(int sig)
{
	if (piping || (sig == SIGINT && caught == SIGINT)) {
		aside_abort();
		(void)signal(sig, SIG_DFL);
		(void)raise(sig);
	}
	caught = sig;
	if (sig != SIGINT)
		reader_stop();
}

/* What was ignored when we began (nohup, a shell's background) stays so. */
static void
signals_watch(void)
{
	static const int sig[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction a = {0}, old;

	(void)sigemptyset(&a.sa_mask);
	a.sa_handler = on_signal;
	for (size_t i = 0; i < sizeof(sig) / sizeof(sig[0]); i++) {
		if (sigaction(sig[i], NULL, &old) == 0 &&
			old.sa_handler != SIG_IGN)
			(void)sigaction(sig[i], &a, NULL);
	}
}

/* Ends by the signal, so that a shell knows. */
static void
signals_finish(void)
{
	int sig = caught;

	if (sig) {
		(void)signal(sig, SIG_DFL);
		(void)raise(sig);
	}
}

static void
bad_line(struct input *in, const char *name, const char *wrong)
{
	const struct reader *r = &in->reader[in->nreaders - 1];

	/* A writer that was interrupted leaves half a line. */
	if (caught && r->cut)
		return;
	if (in->bad++ < BAD_SHOWN)
		msg_warn("'%s' line %zu is %s%s", name, r->number, wrong,
			r->cut ? " (the input ends in it)" : "");
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return S_ISREG(a->st_mode) && a->st_dev == b->st_dev &&
	       a->st_ino == b->st_ino;
}

/* Whether an input is the file that will be replaced, as it is now, or was at
 * the start: standard input was open before another program replaced it. */
static bool
is_output(struct input *in, const struct stat *st)
{
	struct stat now;

	if (!in->output ||
		(!same_file(&in->first, st) &&
			(stat(in->output, &now) < 0 || !same_file(&now, st))))
		return false;
	in->both = true;
	in->then = *st;
	return true;
}

static int
read_lines(struct input *in, int fd, const char *name)
{
	struct reader *r = &in->reader[in->nreaders++];
	const char *wrong;
	struct json line;
	struct stat st;
	bool same = fstat(fd, &st) == 0 && is_output(in, &st);
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
	in->lost = in->lost || (same && got < 0);
	return got < 0 ? msg_fail(EXIT_FAILED, "cannot read '%s': %s", name,
				 strerror(errno))
		       : EXIT_COMPLETE;
}

static int
read_file(struct input *in, const char *name)
{
	int fd, status;
	struct stat st;

	if (strcmp(name, "-") == 0)
		return read_lines(in, STDIN_FILENO, "standard input");
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		status = msg_fail(EXIT_FAILED, "cannot open '%s': %s", name,
			strerror(errno));
		in->lost = in->lost ||
			   (stat(name, &st) == 0 && is_output(in, &st));
		return status;
	}
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

/* 0, 1 when it failed, -1 when the reader has left and wants to hear no more.
 */
static int
write_all(const struct merge *m, const char *output, int *status)
{
	if (merge_write(m, output) == 0)
		return 0;
	if (!output && errno == EPIPE)
		return -1;
	*status = msg_fail(EXIT_FAILED, "cannot write '%s': %s",
		output ? output : "standard output", strerror(errno));
	return 1;
}

/* Whether there is a file by that name, which a new one would replace: what
 * /dev/stdout leads to is written where it stands. */
static bool
is_file(const char *name)
{
	struct stat st;

	return strncmp(name, "/dev/", 5) != 0 && stat(name, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

/* Whether a file has more lines than n; one that cannot be read may have. */
static bool
has_more(const char *name, size_t n)
{
	size_t lines = 0;
	char s[65536], last = '\n';
	ssize_t got = 0;
	int fd;

	if (!is_file(name))
		return false;
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return true;
	while (lines <= n && (got = read(fd, s, sizeof(s))) > 0) {
		for (const char *p = s;
			(p = memchr(p, '\n', (size_t)(s + got - p))); p++)
			lines++;
		last = s[got - 1];
	}
	(void)close(fd);
	return got < 0 || lines + (last != '\n') > n;
}

/* Whether the file to be replaced is an input and has what was not read: it
 * could not be, or another program has written it since. */
static bool
has_unread(const struct input *in)
{
	struct stat now;

	if (!in->both || stat(in->output, &now) < 0)
		return false;
	return in->lost || now.st_dev != in->then.st_dev ||
	       now.st_ino != in->then.st_ino ||
	       now.st_size != in->then.st_size ||
	       now.st_mtim.tv_sec != in->then.st_mtim.tv_sec ||
	       now.st_mtim.tv_nsec != in->then.st_mtim.tv_nsec;
}

/* Whether it can be written, and with keep what may take its place: 0, or -1
 * after a message. */
static int
check_output(const char *output, bool keep)
{
	struct buf other;
	int r;

	buf_init(&other, LIMIT_LINE);
	buf_puts(&other, output);
	r = aside_check(output);
	if (r == 0 && keep && is_file(output)) {
		buf_puts(&other, ".new");
		r = aside_check(buf_str(&other));
	}
	if (r < 0)
		(void)msg_fail(EXIT_FAILED, "cannot write '%s': %s",
			buf_str(&other), strerror(errno));
	buf_free(&other);
	return r;
}

/* With --keep: where the papers go, in `name` where that is another place. A
 * bad day shall not take away what a good one brought. */
static const char *
beside(const struct merge *m, const char *output, int keep, struct buf *name)
{
	if ((keep < 2 && merge_missing(m) == 0) || !has_more(output, m->ncopy))
		return output;
	buf_printf(name, "%s.new", output);
	msg_warn("what came is less than '%s' has, which stays: it goes to "
		 "'%s'",
		output, name->s);
	return name->s;
}

static int
merge(char **name, size_t n, const char *output, int keep, bool quiet)
{
	struct merge_notes notes = {.quiet = quiet};
	struct input in = {.output = output};
	struct buf other;
	int status, r;

	buf_init(&other, LIMIT_LINE);
	merge_init(&in.merge);
	if (output)
		(void)stat(output, &in.first);
	status = read_all(&in, name, n);
	merge_finish(&in.merge);
	/* What is no file and there already is written itself. */
	piping = !output || (!is_file(output) && access(output, F_OK) == 0);
	if (has_unread(&in)) {
		buf_printf(&other, "%s.new", output);
		status = exit_worse(status,
			msg_fail(EXIT_FAILED,
				"'%s' has what was not read, and stays: what "
				"came goes to '%s': merge the two",
				output, other.s));
		output = other.s;
	} else if (keep && output) {
		output = beside(&in.merge, output, keep, &other);
	}
	r = write_all(&in.merge, output, &status);
	notes.quiet = quiet || r < 0;
	notes.failed = r > 0;
	notes.output = output;
	notes.interrupted = caught;
	if (in.merge.healed > 0 && !quiet)
		msg_warn("of these lines %zu came again from the next worker",
			in.merge.healed);
	/* A damaged line is a symptom where a venue-year is not complete, so
	 * it must not hide that status. */
	if (merge_report(&in.merge, &notes) > 0)
		status = exit_worse(status, EXIT_INCOMPLETE);
	else if (in.bad > in.merge.healed)
		status = exit_worse(status, EXIT_FAILED);
	merge_free(&in.merge);
	for (size_t i = 0; i < in.nreaders; i++)
		reader_free(&in.reader[i]);
	free(in.reader);
	buf_free(&other);
	return status;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{"output", required_argument, NULL, 'o'},
		{"keep", no_argument, NULL, 'k'},
		{"quiet", no_argument, NULL, 'q'},
		{"verbose", no_argument, NULL, 'v'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}};
	const char *output = NULL;
	bool quiet = false;
	int c, keep = 0;

	start("cf-merge");
	while ((c = getopt_long(argc, argv, "o:kqvhV", options, NULL)) != -1) {
		switch (c) {
		case 'o':
			output = strcmp(optarg, "-") == 0 ? NULL : optarg;
			break;
		case 'k':
			keep++;
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
			return msg_try_help();
		}
	}
	if (output && check_output(output, keep) < 0)
		return EXIT_FAILED;
	signals_watch();
	c = out_close(merge(
		argv + optind, (size_t)(argc - optind), output, keep, quiet));
	signals_finish();
	return c;
}
