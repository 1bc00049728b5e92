/*
 * test.h - TAP for the unit tests. A test program is
 *     #include "test.h"
 *     int main(void) { check_str("name of the behaviour", got, want); ...
 *                      return test_end(); }
 */
#ifndef TEST_H
#define TEST_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int test_count, test_failed;

static inline void
test_line(bool good, const char *name, const char *file, int line)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++test_count, name);
	if (!good) {
		test_failed++;
		printf("# at %s:%d\n", file, line);
	}
}

static inline void
test_str(const char *name, const char *got, const char *want, const char *file,
	int line)
{
	bool same = got && want ? strcmp(got, want) == 0 : got == want;

	test_line(same, name, file, line);
	if (!same)
		printf("# got:  %s\n# want: %s\n", got ? got : "(null)",
			want ? want : "(null)");
}

static inline void
test_int(const char *name, long long got, long long want, const char *file,
	int line)
{
	test_line(got == want, name, file, line);
	if (got != want)
		printf("# got:  %lld\n# want: %lld\n", got, want);
}

#define check(name, cond) test_line((cond), (name), __FILE__, __LINE__)
#define check_str(name, got, want)                                             \
	test_str((name), (got), (want), __FILE__, __LINE__)
#define check_int(name, got, want)                                             \
	test_int((name), (long long)(got), (long long)(want), __FILE__,        \
		__LINE__)

/* How many files are in DIR, but for those whose names begin with a dot. */
static inline int
test_files(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *f;
	int n = 0;

	while (d && (f = readdir(d)))
		n += f->d_name[0] != '.';
	if (d)
		(void)closedir(d);
	return n;
}

static inline int
test_end(void)
{
	printf("1..%d\n", test_count);
	return test_failed ? 1 : 0;
}

/* The same, where DIR was made for the tests: it goes, whatever is in it. */
static inline int
test_end_without(const char *dir)
{
	int failed = test_end();

	(void)fflush(stdout);
	execlp("sh", "sh", "-c", "rm -rf \"$1\"; exit $2", "sh", dir,
		failed ? "1" : "0", (char *)NULL);
	return 1;
}

#endif
