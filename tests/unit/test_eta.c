/* eta.c: forecasts on streams of papers whose end is known. */
#include "lib/progress.h"
#include "test.h"

#define S PROGRESS_SECOND
#define WALL INT64_C(1700000000)

/* Papers at a steady rate from second a to b, told five times a second. */
static int64_t
steady(struct eta *e, int64_t count, int a, int b, int rate)
{
	for (int64_t t = a * S; t < b * S; t += S / 5)
		eta_update(e, t, count + rate * (t - a * S) / S);
	return count + (int64_t)rate * (b - a);
}

static void
test_steady(void)
{
	struct eta e = {0};
	int64_t n = steady(&e, 1, 1, 3, 10), end;

	check("no forecast in the first seconds", eta_rate(&e) <= 0);
	check_int("which is no clock time", eta_clock(&e, WALL, 100), 0);
	n = steady(&e, n, 3, 21, 10);
	check("the rate is right early", eta_rate(&e) > 9.5);
	check("and not above", eta_rate(&e) < 10.5);
	end = eta_clock(&e, WALL, 1000);
	check("the end follows", end >= WALL + 95 && end <= WALL + 106);
	eta_clock(&e, WALL + 1, 1000 - 9);
	check_int("small changes do not move it",
		eta_clock(&e, WALL + 1, 1000 - 9), end);
	check_int("nothing left ends now", eta_clock(&e, end, 0), end);
	steady(&e, n, 21, 141, 30);
	check("a new rate is learnt", eta_rate(&e) > 29 && eta_rate(&e) < 31);
}

static void
test_stall(void)
{
	struct eta e = {0};
	int64_t n = steady(&e, 1, 1, 31, 10);
	double before = eta_rate(&e);

	for (int64_t t = 31; t < 61; t++)
		eta_update(&e, t * S, n);
	check("it decays while stalled", eta_rate(&e) < before * 0.6);
	check("but slowly", eta_rate(&e) > before * 0.2);
	for (int64_t t = 61; t < 2000; t++)
		eta_update(&e, t * S, n);
	check_int("a dead job has no end", eta_clock(&e, WALL, 5000), 0);
}

static void
test_burst(void)
{
	struct eta e = {0};
	int64_t n, end;

	/* 2,000 papers in half a second, then two a second. */
	for (int64_t t = 0; t < 5; t++)
		eta_update(&e, S + t * S / 10, 500 * t);
	n = steady(&e, 2000, 2, 12, 2);
	check("a burst at first is left out", eta_rate(&e) < 3);
	end = eta_clock(&e, WALL, 3000 - n);
	check("the end is not absurd", end > WALL + 300);
}

static void
test_cache(void)
{
	struct eta e = {0};
	int64_t n = steady(&e, 1, 1, 20, 500);

	eta_cache(&e, 20 * S, n, true);
	check("no forecast while it lives on the cache", eta_rate(&e) <= 0);
	n = steady(&e, n, 20, 22, 500);
	eta_cache(&e, 22 * S, n, false);
	check("nor directly after", eta_rate(&e) <= 0);
	steady(&e, n, 22, 32, 4);
	check("cached papers do not count", eta_rate(&e) < 5);
	check("those after do", eta_rate(&e) > 3);
}

static void
test_odd(void)
{
	struct eta e = {0};

	for (int64_t t = 1; t < 100; t++)
		eta_update(&e, t * S, 0);
	check("no paper, no forecast", eta_rate(&e) <= 0);
	steady(&e, 100, 100, 120, 10);
	eta_update(&e, 121 * S, 3);
	check("a count that falls is no rate below 0", eta_rate(&e) > 0);
	check_int("more papers than expected", eta_clock(&e, WALL, -5), 0);
	eta_reset(&e);
	check("a reset forgets", eta_rate(&e) <= 0 && !e.begin);
}

int
main(void)
{
	test_steady();
	test_stall();
	test_burst();
	test_cache();
	test_odd();
	return test_end();
}
