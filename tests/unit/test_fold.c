/* fold.c: messages that are longer than a terminal is wide. */
#include "../../tools/cf.h"
#include "test.h"

static struct buf b;

static const char *
fold(const char *s, size_t columns)
{
	buf_reset(&b);
	fold_line(&b, s, columns);
	return buf_str(&b);
}

int
main(void)
{
	const char *line =
		"cf-merge: neurips 2025: moved: 0 of 30 papers: gone";

	buf_init(&b, 4096);
	check_str("no terminal, no folding", fold(line, 0), line);
	check_str("nor on one that has no room", fold(line, 20), line);
	check_str("a line that fits", fold(line, strlen(line)), line);
	check_str("one more is too long", fold(line, strlen(line) - 1),
		"cf-merge: neurips 2025: moved: 0 of 30 papers:\n    gone");
	check_str("a long word begins a line",
		fold("cf-merge: 'https://example.org/a/long/path' is gone", 40),
		"cf-merge:\n    'https://example.org/a/long/path' is\n    "
		"gone");
	check_str("one that no line holds does not",
		fold("cf-merge: 'https://example.org/a/long/path/of/it' is",
			40),
		"cf-merge: 'https://example.org/a/long/path/of/it' is");
	check_str("and what follows goes on where it ends",
		fold("cf-merge: icml 2023: "
		     "'https://example.org/a/long/path/too' "
		     "is gone",
			40),
		"cf-merge: icml 2023: 'https://example.org/a/long/path/too' "
		"is gone");
	check_str("a character is a column, not its bytes",
		fold("\303\244\303\244\303\244\303\244\303\244\303\244\303\244"
		     "\303\244\303\244\303\244 aaaaaaaaa aaaaaaaaa aaaaaaaaa x",
			42),
		"\303\244\303\244\303\244\303\244\303\244\303\244\303\244"
		"\303\244\303\244\303\244 aaaaaaaaa aaaaaaaaa aaaaaaaaa x");
	check_str("nothing", fold("", 80), "");
	check_int("a file is no terminal", (int64_t)fold_columns(-1), 0);
	buf_free(&b);
	return test_end();
}
