/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target is one file, fuzz_NAME.c, with the one entry point that libFuzzer
 * calls; replay.c calls the same for files, without clang. A target takes any
 * bytes, frees what it made, and ends by fuzz_want() when a promise is broken
 * that no sanitizer sees.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "cf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A promise of the code under test. */
static inline void
fuzz_want(bool kept, const char *promise)
{
	if (kept)
		return;
	(void)fprintf(stderr, "fuzz: broken promise: %s\n", promise);
	abort();
}

/* Hands the n bytes of s on in portions of k bytes (0: all at once), each in
 * memory of its own so that a read past its end is seen. Stops when feed()
 * returns other than 0, and returns that. */
static inline int
fuzz_portions(const char *s, size_t n, size_t k,
	int (*feed)(void *ctx, const char *s, size_t n), void *ctx)
{
	int ret = 0;

	for (size_t at = 0, len; at < n && ret == 0; at += len) {
		char *portion;

		len = k && k < n - at ? k : n - at;
		portion = xmalloc(len);
		memcpy(portion, s + at, len);
		ret = feed(ctx, portion, len);
		free(portion);
	}
	return ret;
}

/* The first byte of an input as the size of its portions. */
static inline size_t
fuzz_size(const uint8_t **data, size_t *n)
{
	size_t k;

	if (*n == 0)
		return 0;
	k = **data % 64;
	(*data)++;
	(*n)--;
	return k;
}

/* Whether all of it is UTF-8. */
static inline bool
fuzz_utf8(const char *s, size_t n)
{
	while (n > 0) {
		size_t len = json_utf8(s, n);

		if (len == 0)
			return false;
		s += len;
		n -= len;
	}
	return true;
}

#endif
