/* progress_jobs.c, progress_counts.c, progress_sums.c, progress_stall.c, and
 * eta.c with them: from records to the state of a run. */
#include "progress_test.h"

static void
test_attempts(void)
{
	struct sums s;

	jobs_free(&jobs);
	say(0, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1,"
	       "\"worker\":\"a:1\",\"attempt\":1}");
	say_papers(S, "v", 1, 5);
	say(S, "{\"type\":\"heartbeat\",\"venue\":\"v\",\"year\":1,"
	       "\"papers\":5,\"bytes\":100,\"retries\":1,\"cached\":2}");
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1,"
	       "\"worker\":\"a:2\",\"attempt\":2}");
	say_papers(S, "v", 1, 2);
	jobs_sums(&jobs, &s);
	check_int("a new start begins the count again", s.papers, 2);
	check_int("what the first attempt cost stays", s.count.bytes, 100);
	say(S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":1,\"papers\":9,"
	       "\"verdict\":\"complete\",\"bytes\":50,\"retries\":2}");
	say_papers(S, "v", 1, 3);
	say(S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":1,\"papers\":1,"
	       "\"verdict\":\"failed\",\"bytes\":7}");
	jobs_sums(&jobs, &s);
	check_int("a copy after the end counts no papers", s.papers, 9);
	check_int("nor spoils the verdict", s.complete, 1);
	check_int("its bytes were spent", s.count.bytes, 157);
	check_int("retries add up", s.count.retries, 3);
}

static void
test_end_states(void)
{
	struct sums s;
	struct buf b;

	jobs_free(&jobs);
	say(0, "{\"type\":\"plan\",\"venue\":\"a\",\"year\":1}");
	say(S, "{\"type\":\"start\",\"venue\":\"b\",\"year\":1}");
	say(0, "{\"type\":\"estimate\",\"venue\":\"c\",\"year\":1,"
	       "\"count\":4}");
	say_papers(0, "d", 1, 4);
	say(0, "{\"type\":\"done\",\"venue\":\"e\",\"year\":1,"
	       "\"verdict\":\"incomplete\",\"expected\":8,\"papers\":6,"
	       "\"elapsed_ms\":61000}");
	jobs_end(&jobs, 9 * S);
	check_int("a missing done is incomplete", jobs_status(&jobs),
		EXIT_INCOMPLETE);
	jobs_sums(&jobs, &s);
	check_int("an estimate and papers alone are no jobs", s.jobs, 3);
	check_int("two are lost", s.lost, 2);
	buf_init(&b, 1000);
	words_closing(&b, &s, 92 * S);
	check_str("the closing line", b.s,
		"10 of at least 12 papers, 0 of 3 jobs complete, 1 incomplete, "
		"2 failed, 0 retries, 0 cached, 0 B, 1m 32s");
	buf_free(&b);
}

/* A worker that goes on after a bad day: its first seconds bring what the cache
 * has, a thousand papers a second, then the network gives four. What the job
 * forecasts (papers a second) at its boldest, and whether it forecasts at all.
 */
static double
boldest(int cache_seconds, bool *ever)
{
	int64_t cached = 0, asked = 0;
	double most = 0;
	char beat[160];

	jobs_free(&jobs);
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1}");
	*ever = false;
	for (int t = 1; t < 200; t++) {
		int64_t now = S + t * S / 5;
		int n = t <= cache_seconds * 5 ? 200 : t % 5 != 0;
		double rate;

		say_papers(now, "v", 1, n);
		cached += n == 200 ? n : 0;
		asked += n == 200 ? 0 : n;
		if (t % 25 == 0) {
			(void)snprintf(beat, sizeof(beat),
				"{\"type\":\"heartbeat\",\"venue\":\"v\","
				"\"year\":1,\"papers\":%lld,"
				"\"requests\":%lld,\"cached\":%lld}",
				(long long)(cached + asked), (long long)asked,
				(long long)cached);
			say(now, beat);
		}
		jobs_tick(&jobs, now);
		rate = eta_rate(&jobs.list[0]->eta);
		most = rate > most ? rate : most;
		*ever = *ever || rate > 0;
	}
	return most;
}

static void
test_cached(void)
{
	bool ever;

	for (int seconds = 0; seconds < 14; seconds++) {
		if (boldest(seconds, &ever) > 5 || !ever) {
			(void)printf("# %d s of cache\n", seconds);
			check("only the network makes a forecast", false);
		}
	}
	check("a job that began in the cache has a forecast", ever);
}

/* What an earlier run has done is there, and cost this one nothing. */
static void
test_saved(void)
{
	struct sums s;

	jobs_free(&jobs);
	say(S, "{\"type\":\"plan\",\"venue\":\"v\",\"year\":1}");
	for (int n = 0; n < 2; n++)
		say(70 * S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":1,"
			    "\"papers\":9,\"verdict\":\"complete\","
			    "\"bytes\":5,\"elapsed_ms\":61000,"
			    "\"rss_kb\":7}");
	check_int("it took the time it took", job_elapsed(jobs.list[0], 99 * S),
		61 * S);
	jobs_sums(&jobs, &s);
	check_int("its papers are known", s.saved, 9);
	check_int("what it cost is not counted", s.count.bytes, 0);
	check_int("nor the time it took", s.count.elapsed, 0);
	say(71 * S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1}");
	say(72 * S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":1,"
		    "\"papers\":8,\"verdict\":\"complete\",\"bytes\":4}");
	jobs_sums(&jobs, &s);
	check_int("once it starts again it is work of this run", s.saved, 0);
	check_int("which costs", s.count.bytes, 4);
	check_int("and takes time", s.count.elapsed, 1000);
	say(80 * S, "{\"type\":\"start\",\"venue\":\"w\",\"year\":1}");
	say_papers(83 * S, "w", 1, 1);
	say(99 * S, "{\"type\":\"start\",\"venue\":\"w\",\"year\":1}");
	jobs_sums(&jobs, &s);
	check_int("of a worker that died the time until it was last heard",
		s.count.elapsed, 4000);
}

static int told;

static void
on_stall(struct run *r, const struct job *j, int64_t now)
{
	(void)r;
	(void)now;
	told += j->stall.on ? 1 : 100;
}

static const struct view watch = {.stall = on_stall};

/* A minute with a look every second, in each of which our own reader keeps us
 * from reading for so long; returns when the job was found to be stalled. */
static int
minute(struct run *r, int64_t blocked)
{
	jobs_free(&r->jobs);
	*r = (struct run){.patience = 30 * S};
	told = 0;
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1}");
	r->jobs = jobs;
	jobs = (struct jobs){0};
	for (int t = 1; t <= 60; t++) {
		stall_look(r, &watch, t * S);
		if (told)
			return t;
		stall_deaf(r, blocked);
	}
	return 0;
}

static void
test_stall(void)
{
	struct run r = {0};
	struct job *j;
	int at;

	jobs_free(&jobs);
	at = minute(&r, 0);
	check("silence is a stall when its time is over", at > 30 && at < 36);
	check_int("told once", told, 1);
	j = r.jobs.list[0];
	for (int t = at; t < 50; t++)
		stall_look(&r, &watch, t * S);
	check_int("and not again", told, 1);
	j->heard = 51 * S;
	stall_heard(&r, &watch, EV_OTHER, j, 51 * S);
	check_int("until it goes on", told, 101);
	check("how long it was is known",
		!j->stall.on && j->stall.ns == 50 * S);
	check_int("a slow reader's time does not count", minute(&r, S * 9 / 10),
		0);
	check("half of it half", minute(&r, S / 2) > 58 || !told);
	r.patience = 0;
	told = 0;
	for (int t = 60; t < 500; t++)
		stall_look(&r, &watch, t * S);
	check_int("0 is never", told, 0);
	jobs_free(&r.jobs);
}

int
main(void)
{
	test_attempts();
	test_end_states();
	test_cached();
	test_saved();
	test_stall();
	jobs_free(&jobs);
	return test_end();
}
