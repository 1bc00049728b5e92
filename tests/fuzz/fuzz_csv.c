/*
 * fuzz_csv.c - comma-separated values; the first byte is the size of the
 * portions, which must make no difference.
 */
#include "fuzz.h"

struct seen {
	size_t rows, sum;
	int end;
};

static int
on_row(void *ctx, size_t n, char *const *field)
{
	struct seen *seen = ctx;

	seen->rows++;
	fuzz_want(n <= LIMIT_CSV_FIELDS, "fields are bounded");
	for (size_t i = 0; i < n; i++)
		for (const char *s = field[i]; *s; s++)
			seen->sum = seen->sum * 31 + (unsigned char)*s;
	return 0;
}

static int
feed(void *ctx, const char *s, size_t n)
{
	return csv_feed(ctx, s, n);
}

static struct seen
rows(const char *s, size_t n, size_t k)
{
	struct seen seen = {0};
	struct err e = {0};
	struct csv *c = csv_open(on_row, &seen);

	(void)fuzz_portions(s, n, k, feed, c);
	seen.end = csv_close(c, true, &e);
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	size_t k = fuzz_size(&data, &n);
	struct seen a = rows((const char *)data, n, 0);
	struct seen b = rows((const char *)data, n, k);

	fuzz_want(a.rows == b.rows && a.sum == b.sum && a.end == b.end,
		"portions make no difference to CSV");
	return 0;
}
