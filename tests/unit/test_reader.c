/* reader: lines from files and pipes. */
#include <stdlib.h>
#include <unistd.h>

#include "cf.h"
#include "test.h"

static void
read_all(struct buf *out, int fd, size_t max)
{
	struct reader r;
	struct json line;
	int got;

	buf_reset(out);
	reader_init(&r, fd, max);
	while ((got = reader_next(&r, &line)) > 0)
		buf_printf(out, "%zu:%.*s%s;", r.number,
			line.s ? (int)line.n : 4, line.s ? line.s : "LONG",
			r.cut ? "!" : "");
	buf_puts(out, got < 0 ? "error" : "end");
	reader_free(&r);
}

/* The same through a file and through a pipe. */
static void
check_lines(const char *name, const char *text, size_t max, const char *want)
{
	char path[] = "/tmp/test_reader.XXXXXX";
	size_t n = strlen(text);
	int fd = mkstemp(path), p[2];
	struct buf out;

	buf_init(&out, 1 << 16);
	if (fd < 0 || write(fd, text, n) != (ssize_t)n ||
		lseek(fd, 0, SEEK_SET) != 0 || pipe(p) < 0 ||
		write(p[1], text, n) != (ssize_t)n) {
		check("could not prepare", false);
		return;
	}
	close(p[1]);
	unlink(path);
	read_all(&out, fd, max);
	check_str(name, buf_str(&out), want);
	read_all(&out, p[0], max);
	check_str(name, buf_str(&out), want);
	close(fd);
	close(p[0]);
	buf_free(&out);
}

int
main(void)
{
	struct buf out;
	char *many = xmalloc(60001);

	check_lines("nothing", "", 10, "end");
	check_lines("lines", "a\n\nbc\n", 10, "1:a;2:;3:bc;end");
	check_lines("no LF at the end", "a\nbc", 10, "1:a;2:bc!;end");
	check_lines("as long as allowed", "abc\n", 3, "1:abc;end");
	check_lines("longer is passed over", "a\nabcd\nb\n", 3,
		"1:a;2:LONG;3:b;end");
	check_lines("also at the end", "a\nabcd", 3, "1:a;2:LONG!;end");
	memset(many, 'x', 60000);
	many[50000] = '\n';
	many[60000] = '\0';
	check_lines("much longer", many, 3, "1:LONG;2:LONG!;end");
	free(many);
	buf_init(&out, 100);
	read_all(&out, -1, 10);
	check_str("what cannot be read", buf_str(&out), "error");
	buf_free(&out);
	return test_end();
}
