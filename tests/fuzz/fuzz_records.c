/*
 * fuzz_records.c - the heads of records, and the reader of lines: from a file
 * and, what fits into one, from a pipe. Both must find the same lines.
 */
#include <unistd.h>

#include "fuzz.h"

#define LINE_MAX_HERE 200 /* so that lines can be too long */
#define PIPE_HERE 4096	  /* what any pipe takes without a reader */

static size_t
read_lines(int fd, size_t *sum)
{
	struct reader in;
	struct json line;
	size_t lines = 0;

	*sum = 0;
	reader_init(&in, fd, LINE_MAX_HERE);
	while (reader_next(&in, &line) > 0) {
		struct record_head head;

		lines++;
		*sum = *sum * 31 + line.n;
		if (!line.s)
			continue;
		fuzz_want(line.n <= LINE_MAX_HERE, "no line over the bound");
		(void)record_head(&head, line.s, line.n);
	}
	reader_free(&in);
	return lines;
}

static size_t
from_pipe(const uint8_t *data, size_t n, size_t *sum)
{
	int fd[2];
	size_t lines;

	fuzz_want(pipe(fd) == 0, "a pipe can be had");
	fuzz_want(n == 0 || write(fd[1], data, n) == (ssize_t)n,
		"a pipe takes it");
	(void)close(fd[1]);
	lines = read_lines(fd[0], sum);
	(void)close(fd[0]);
	return lines;
}

static size_t
from_file(const uint8_t *data, size_t n, size_t *sum)
{
	FILE *f = tmpfile();
	size_t lines;

	fuzz_want(f && fwrite(data, 1, n, f) == n && fflush(f) == 0 &&
			  lseek(fileno(f), 0, SEEK_SET) == 0,
		"a file can be had");
	lines = read_lines(fileno(f), sum);
	(void)fclose(f);
	return lines;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct record_head head;
	size_t a, b;

	(void)record_head(&head, (const char *)data, n);
	if (n > PIPE_HERE)
		n = PIPE_HERE;
	fuzz_want(from_file(data, n, &a) == from_pipe(data, n, &b) && a == b,
		"a file and a pipe have the same lines");
	return 0;
}
