/*
 * fuzz_registry.c - a user's lines of the registry, years, and files of venues
 * (lines and YAML). The first byte chooses. The built-in table is a small one
 * of its own here, as it is read each time.
 */
#include <unistd.h>

#include "fuzz.h"
#include "lib/registry.h"

const char *const venue_lines[] = {
	"neurips\tnips,NeurIPS\talias", "neurips\t1987-\tlist\tneurips", NULL};
const char *const host_lines[] = {NULL};

static char path[64];

static void
path_remove(void)
{
	(void)unlink(path);
}

/* A file of that content, the same name each time. */
static void
file_put(const uint8_t *data, size_t n)
{
	FILE *f;

	if (!path[0]) {
		int fd;

		(void)snprintf(path, sizeof(path), "/tmp/cf-fuzz.XXXXXX");
		fd = mkstemp(path);
		fuzz_want(fd >= 0 && close(fd) == 0, "a file can be had");
		(void)atexit(path_remove);
		(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
		(void)unsetenv("CF_VENUES");
	}
	f = fopen(path, "wb");
	fuzz_want(f && fwrite(data, 1, n, f) == n && fclose(f) == 0,
		"a file can be written");
}

static void
registry(void)
{
	struct err e = {0};
	struct buf b;
	const struct rung *r;
	const char *name;

	buf_init(&b, LIMIT_LINE);
	fuzz_want(venue_load(path, &e) == 0 || e.text[0],
		"a failure has a message");
	for (size_t i = 0; (name = venue_name(i)); i++) {
		venue_years(&b, name);
		for (size_t k = 0; (r = venue_line(name, k)); k++)
			venue_key(&b, r, 2023);
		(void)venue_year(name, YEAR_FIRST);
		(void)venue_history(name, 2023);
		(void)venue_rung(name, 2023, ROLE_LIST, 0);
		(void)venue_rung_of(name, 2023, "pmlr", 0);
		buf_reset(&b);
	}
	venue_suggest(&b, "neurisp");
	buf_free(&b);
	venue_free();
}

static int
on_venue(void *ctx, const char *venue, const char *years, struct err *e)
{
	int list[32];

	(void)ctx;
	fuzz_want(venue && *venue && years, "an entry has a venue and years");
	return years_parse(list, 32, years, e) < 0 ? -1 : 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct err e = {0};
	uint8_t choice = n ? data[0] : 0;

	if (n == 0)
		return 0;
	file_put(data + 1, n - 1);
	if (choice % 2)
		registry();
	else
		fuzz_want(venue_file_read(path, choice % 4 ? "2023" : NULL,
				  on_venue, NULL, &e) == 0 ||
				  e.text[0],
			"a failure has a message");
	return 0;
}
