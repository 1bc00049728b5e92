/*
 * The registry: years, ladders, the user's own lines (lib/venue.c, host.c).
 */
#include <unistd.h>

#include "lib/registry.h"
#include "test.h"

static const char *
years(const char *spec)
{
	static char out[512];
	int list[64], n;
	size_t len = 0;
	struct err e;

	n = years_parse(list, 64, spec, &e);
	if (n < 0)
		return "(error)";
	out[0] = '\0';
	for (int i = 0; i < n; i++)
		len += (size_t)snprintf(
			out + len, sizeof(out) - len, "%d ", list[i]);
	return out;
}

static void
parsing(void)
{
	check_str("one year", years("2023"), "2023 ");
	check_str("a range", years("2019-2021"), "2019 2020 2021 ");
	check_str("a mix, sorted, each once", years("2020,2013-2014,2014"),
		"2013 2014 2020 ");
	check_str("backwards", years("2024-2020"), "(error)");
	check_str("not digits", years("20x4"), "(error)");
	check_str("empty", years(""), "(error)");
	check_str("an empty part", years("2020,"), "(error)");
	check_str("two dashes", years("2020-2021-2022"), "(error)");
	check_str("a dash in front", years("-2020"), "(error)");
	check_str("an open end", years("2020-"), "(error)");
	check_str("out of this world", years("1850"), "(error)");
	check_str("too many", years("1900-2100"), "(error)");
}

static void
ladders(void)
{
	const struct rung *r;
	struct buf b;

	buf_init(&b, 4096);
	check_str("any case", venue_find("NeurIPS"), "neurips");
	check_str("an alias", venue_find("nips"), "neurips");
	check("a name that is none", venue_find("nosuch") == NULL);
	r = venue_rung("icml", 2023, ROLE_LIST, 0);
	check_str("the source of a year", r ? r->source : NULL, "pmlr");
	check_str("its key", r ? r->key : NULL, "202");
	check_int("its count", r ? r->count : 0, 1828);
	check("one list only", venue_rung("icml", 2023, ROLE_LIST, 1) == NULL);
	check("two lists in 2021",
		venue_rung("neurips", 2021, ROLE_LIST, 1) != NULL);
	r = venue_rung("neurips", 2024, ROLE_LIST, 0);
	venue_key(&b, r, 2024);
	check_str("the year in a key", b.s,
		"proceedings.neurips.cc/paper_files/paper/2024");
	check("before the first year",
		venue_rung("neurips", 1986, ROLE_LIST, 0) == NULL);
	buf_reset(&b);
	venue_years(&b, "facct");
	check_str("the years of a venue", buf_str(&b), "2018-2026");
	buf_free(&b);
}

static void
own_lines(const char *file)
{
	const struct rung *r;

	r = venue_rung("myconf", 2024, ROLE_LIST, 0);
	check_str("a venue of the user's own", r ? r->key : NULL, "999");
	r = venue_rung("icml", 2022, ROLE_LIST, 0);
	check_int("a count of the user's own", r ? r->count : 0, 7);
	check("replaces the line, adds none",
		venue_rung("icml", 2022, ROLE_LIST, 1) == NULL);
	(void)unlink(file);
}

static void
bad_line(const char *file)
{
	struct err e = {0};
	FILE *f = fopen(file, "w");

	(void)fputs("myconf\t20x4\tlist\tpmlr\t1\n", f);
	(void)fclose(f);
	check_int("a bad line is refused", venue_load(NULL, &e), -1);
	check("with its place", strstr(e.text, ":1:") != NULL);
	f = fopen(file, "w");
	(void)fputs("myconf\t2024\tlist\tnosuch\t1\n", f);
	(void)fclose(f);
	check_int("a source that is none is refused", venue_load(NULL, &e), -1);
}

int
main(void)
{
	char file[] = "/tmp/cf-test-venues-XXXXXX";
	struct err e = {0};
	int fd = mkstemp(file);

	dprintf(fd, "# mine\nmyconf\t2024\tlist\tpmlr\t999\n"
		    "icml\t2022\tlist\tpmlr\t162\t7\n");
	(void)close(fd);
	(void)setenv("CF_VENUES", file, 1);
	check_int("the tables are read", venue_load(NULL, &e), 0);
	parsing();
	ladders();
	own_lines(file);
	bad_line(file);
	(void)unlink(file);
	check("a known host", host_rule("api2.openreview.net").rate < 1);
	check("any other host", host_rule("unheard.example").rate == 1.0);
	venue_free();
	return test_end();
}
