/*
 * err.c - verdicts, exit statuses and messages: one table for all programs
 * (cf(7), EXIT STATUS), one form for all lines on stderr.
 */
#include <stdarg.h>
#include <unistd.h>

#include "cf.h"

static const struct {
	const char *name;
	int status;
} verdicts[] = {
	[V_COMPLETE] = {"complete", EXIT_COMPLETE},
	[V_INCOMPLETE] = {"incomplete", EXIT_INCOMPLETE},
	[V_EMPTY] = {"empty", EXIT_NOTHING},
	[V_NOT_YET] = {"not-yet", EXIT_NOTHING},
	[V_MOVED] = {"moved", EXIT_FAILED},
	[V_BLOCKED] = {"blocked", EXIT_BLOCKED},
	[V_LOGIN] = {"login", EXIT_BLOCKED},
	[V_LAYOUT] = {"layout", EXIT_FAILED},
	[V_FAILED] = {"failed", EXIT_FAILED},
	[V_RETRY_LATER] = {"retry-later", EXIT_RETRY},
};

const char *
verdict_name(enum verdict v)
{
	return verdicts[v].name;
}

bool
verdict_parse(enum verdict *out, const char *word)
{
	for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
		if (strcmp(verdicts[i].name, word) == 0) {
			*out = (enum verdict)i;
			return true;
		}
	}
	return false;
}

int
verdict_exit(enum verdict v)
{
	return verdicts[v].status;
}

/* What a person must look at comes first; what a scheduler can simply run
 * again comes after; "nothing there" is the mildest. */
int
exit_worse(int a, int b)
{
	static const int order[] = {EXIT_USAGE, EXIT_FAILED, EXIT_BLOCKED,
		EXIT_RETRY, EXIT_INCOMPLETE, EXIT_NOTHING};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (a == order[i] || b == order[i])
			return order[i];
	}
	return a ? a : b;
}

int
err_set(struct err *e, enum verdict v, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return -1;
	e->verdict = v;
	va_start(ap, fmt);
	(void)vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	return -1;
}

const char *msg_name = "cf";
int msg_verbose;

/* One line, one write: lines of parallel workers do not mix. */
CF_PRINTF(1, 0)
static void
say(const char *fmt, va_list ap)
{
	char text[2048];
	struct buf line, out;

	(void)vsnprintf(text, sizeof(text), fmt, ap);
	buf_init(&line, 4 * sizeof(text));
	buf_init(&out, 16 * sizeof(text));
	buf_printf(&line, "%s: ", msg_name);
	text_visible(&line, text, 0);
	fold_line(&out, buf_str(&line), fold_columns(STDERR_FILENO));
	buf_putc(&out, '\n');
	(void)fwrite(out.s, 1, out.len, stderr);
	(void)fflush(stderr);
	buf_free(&line);
	buf_free(&out);
}

void
msg_note(const char *fmt, ...)
{
	va_list ap;

	if (!msg_verbose)
		return;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void
msg_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

int
msg_fail(int status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	return status;
}

int
msg_usage(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	return msg_try_help();
}

int
msg_try_help(void)
{
	(void)fprintf(stderr, "%s: try '%s --help'\n", msg_name, msg_name);
	return EXIT_USAGE;
}
