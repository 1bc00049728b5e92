/*
 * fuzz_merge.c - a stream through the merge. What comes out is good JSON, and
 * the same when the lines arrive backwards.
 */
#include "fuzz.h"
#include "lib/merge.h"

#define LINES_HERE 64

static void
merged(struct buf *out, const struct json *line, size_t n, bool backwards)
{
	struct merge m;
	struct json v;
	size_t at;

	merge_init(&m);
	for (size_t i = 0; i < n; i++) {
		struct json l = line[backwards ? n - 1 - i : i];

		(void)merge_line(&m, l.s, l.n, i % 2 == 0);
	}
	merge_finish(&m);
	for (size_t i = 0; i < m.ncopy; i++) {
		fuzz_want(json_check(&v, m.copy[i]->line, m.copy[i]->n, &at),
			"the merge writes JSON");
		(void)buf_add(out, m.copy[i]->line, m.copy[i]->n);
		(void)buf_putc(out, '\n');
	}
	for (size_t i = 0; i < m.njob; i++) {
		(void)merge_job_good(m.job[i]);
		(void)merge_job_cause(m.job[i]);
	}
	merge_free(&m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct json line[LINES_HERE];
	const char *s = (const char *)data, *end = s + n;
	struct buf there, back;
	size_t lines = 0;

	while (s < end && lines < LINES_HERE) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));
		const char *stop = lf ? lf : end;

		line[lines++] = (struct json){s, (size_t)(stop - s)};
		s = lf ? lf + 1 : end;
	}
	buf_init(&there, LIMIT_RECORD);
	buf_init(&back, LIMIT_RECORD);
	merged(&there, line, lines, false);
	merged(&back, line, lines, true);
	fuzz_want(strcmp(buf_str(&there), buf_str(&back)) == 0,
		"the order of lines makes no difference");
	buf_free(&there);
	buf_free(&back);
	return 0;
}
