/* bars.c, bars_line.c, progress_jobs.c, progress_sums.c, progress_words.c: from
 * records to lines, without a terminal. */
#include "lib/progress.h"
#include "test.h"

#define S PROGRESS_SECOND
#define WALL INT64_C(1700000000) /* 2023-11-14 22:13:20 UTC */

static struct jobs jobs;
static struct frame frame;
static struct screen screen = {.rows = 20, .cols = 100};

static enum event
say(int64_t now, const char *line)
{
	struct record_head h;
	struct json rec = {NULL, 0};
	struct job *j;
	size_t at;

	if (!record_head(&h, line, strlen(line)))
		return EV_OTHER;
	(void)json_check(&rec, line, strlen(line), &at);
	return jobs_record(&jobs, &h, rec, now, &j);
}

static void
say_papers(int64_t now, const char *venue, int year, int n)
{
	char line[128];

	(void)snprintf(line, sizeof(line),
		"{\"type\":\"paper\",\"venue\":\"%s\",\"year\":%d}", venue,
		year);
	while (n-- > 0)
		(void)say(now, line);
}

static const char *
paint(int64_t now)
{
	bars_frame(&frame, &jobs, &screen, now, WALL);
	return buf_str(&frame.text);
}

static void
fresh(size_t cols, size_t rows, bool utf8)
{
	jobs_free(&jobs);
	screen = (struct screen){.rows = rows, .cols = cols, .utf8 = utf8};
}

/* The widest line in columns (every character here takes one). */
static size_t
widest(const char *s)
{
	size_t most = 0, n = 0;

	for (; *s; s++) {
		if (*s == '\n')
			n = 0;
		else if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
		if (n > most)
			most = n;
	}
	return most;
}

static void
test_one(void)
{
	fresh(80, 20, false);
	say(0, "{\"type\":\"plan\",\"venue\":\"icml\",\"year\":2023}");
	check_str("a plan makes a bar that waits", paint(S),
		"icml 2023  [                            ]      --  (0/?)      "
		"   "
		"waiting\n");
	say(S, "{\"type\":\"estimate\",\"venue\":\"icml\",\"year\":2023,"
	       "\"count\":1828}");
	say(5 * S, "{\"type\":\"start\",\"venue\":\"icml\",\"year\":2023}");
	say_papers(6 * S, "icml", 2023, 457);
	check_str("papers fill it, time runs from the start", paint(17 * S),
		"icml 2023  [#####               ]   25.0%    (457/1,828)   "
		"0:12 "
		" "
		"(ETA --:--:--)\n");
	say_papers(17 * S, "icml", 2023, 1370);
	check("100 % is not said one paper before the end",
		strstr(paint(17 * S), " 99.9%  (1,827/1,828)") != NULL);
	say(20 * S, "{\"type\":\"done\",\"venue\":\"icml\",\"year\":2023,"
		    "\"verdict\":\"complete\",\"expected\":1827}");
	check_str("done stops the time, the total may change", paint(3600 * S),
		"icml 2023  [####################]  100.0%  (1,827/1,827)   "
		"0:15 "
		" "
		"+ complete\n");
}

static void
test_glyphs(void)
{
	fresh(60, 20, true);
	say(0, "{\"type\":\"estimate\",\"venue\":\"uai\",\"year\":2023,"
	       "\"count\":1000}");
	say_papers(S, "uai", 2023, 510);
	check("UTF-8 bars have eighths",
		strstr(paint(S), "\342\226\210\342\226\217 ") != NULL ||
			strstr(paint(S), "\342\226\210\342\226\216 ") != NULL ||
			strstr(paint(S), "\342\226\214 ") != NULL ||
			strstr(paint(S), "\342\226\213 ") != NULL ||
			strstr(paint(S), "\342\226\212 ") != NULL);
	check_int("and the width that was laid out", widest(paint(S)),
		frame.width[0]);
	check("no colour unless asked", !strchr(paint(S), '\033'));
	say(S, "{\"type\":\"done\",\"venue\":\"uai\",\"year\":2023,"
	       "\"verdict\":\"failed\"}");
	screen.colour = true;
	check("red for a failure", strstr(paint(S), "\033[31m") != NULL);
	check("and back", strstr(paint(S), "\033[0m\n") != NULL);
}

static void
test_unknown(void)
{
	const char *first;
	char saved[256];

	fresh(80, 20, false);
	say(0, "{\"type\":\"start\",\"venue\":\"uai\",\"year\":2023}");
	say_papers(S, "uai", 2023, 1234);
	first = paint(10 * S);
	check("an unknown total is no percentage",
		strstr(first, "]      --  (1,234/?)") != NULL);
	(void)snprintf(saved, sizeof(saved), "%s", first);
	check("its bar moves", strcmp(saved, paint(12 * S)) != 0);
	for (int64_t t = 0; t < 100; t++) {
		if (widest(paint(t * S / 4)) != frame.width[0])
			check("it stays within its edges", false);
	}
	say(S, "{\"type\":\"done\",\"venue\":\"uai\",\"year\":2023,"
	       "\"verdict\":\"complete\"}");
	check("complete without a total is complete",
		strstr(paint(S), "100.0%  (1,234/1,234)") != NULL);
}

static void
test_narrow(void)
{
	fresh(80, 20, false);
	say(S, "{\"type\":\"start\",\"venue\":\"neurips\",\"year\":2023}");
	say(0, "{\"type\":\"estimate\",\"venue\":\"neurips\",\"year\":2023,"
	       "\"count\":3540}");
	say_papers(S, "neurips", 2023, 100);
	check("80 columns have it all", strstr(paint(2 * S), "(ETA") != NULL);
	check("time takes no more room than it needs",
		strstr(paint(2 * S), "(100/3,540)   0:01  (ETA") != NULL);
	screen.cols = 70;
	check("the ETA goes first",
		!strstr(paint(2 * S), "ETA") && strstr(paint(2 * S), "0:01"));
	screen.cols = 62;
	check("then the time",
		!strstr(paint(2 * S), "0:01") && strchr(paint(2 * S), '['));
	screen.cols = 42;
	check("then the bar", !strchr(paint(2 * S), '[') &&
				      strstr(paint(2 * S), "(100/3,540)"));
	for (size_t c = 1; c < 120; c++) {
		screen.cols = c;
		for (int utf8 = 0; utf8 < 2; utf8++) {
			screen.utf8 = utf8;
			if (widest(paint(2 * S)) > c - 1)
				check("no line is wider than the screen",
					false);
		}
	}
}

static void
test_order(void)
{
	const char *s;

	fresh(80, 20, false);
	say(0, "{\"type\":\"start\",\"venue\":\"walkon\",\"year\":2020}");
	say(0, "{\"type\":\"plan\",\"venue\":\"icml\",\"year\":2024}");
	say(0, "{\"type\":\"plan\",\"venue\":\"icml\",\"year\":2023,"
	       "\"order\":7}");
	say(0, "{\"type\":\"plan\",\"venue\":\"aaai\",\"year\":2023,"
	       "\"order\":3}");
	say(0, "{\"type\":\"plan\",\"venue\":\"late\",\"year\":2023}");
	s = paint(S);
	check_int("every venue-year has its line", frame.n, 5);
	check("plan order, years, then arrival",
		strstr(s, "aaai   2023") < strstr(s, "icml   2023") &&
			strstr(s, "icml   2023") < strstr(s, "icml   2024") &&
			strstr(s, "icml   2024") < strstr(s, "walkon 2020") &&
			strstr(s, "walkon 2020") < strstr(s, "late   2023"));
}

static void
test_many(void)
{
	char line[160];

	fresh(80, 10, false);
	for (int y = 2000; y < 2040; y++) {
		(void)snprintf(line, sizeof(line),
			"{\"type\":\"plan\",\"venue\":\"v\",\"year\":%d}", y);
		say(0, line);
	}
	for (int y = 2020; y < 2023; y++)
		say_papers(S, "v", y, 1);
	say(S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":2030,"
	       "\"verdict\":\"login\"}");
	say(S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":2000,"
	       "\"verdict\":\"complete\"}");
	check("running and failed are shown, in their order",
		strstr(paint(S), "v 2022") < strstr(paint(S), "v 2030"));
	check_int("one row stays free", frame.n, 9);
	check("done ones collapse first", !strstr(paint(S), "v 2000 "));
	check("the rest is a number",
		strstr(paint(S), "\n... and 32 more: 1 done, 31 waiting\n") !=
			NULL);
	for (size_t r = 1; r < 60; r++) {
		screen.rows = r;
		(void)paint(S);
		if (frame.n > r - 1)
			check("never more lines than rows - 1", false);
	}
}

static void
test_attempts(void)
{
	struct sums s;

	fresh(80, 10, false);
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

	fresh(90, 10, false);
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
	check("never started", strstr(paint(9 * S), "x not started") != NULL);
	check("no end", strstr(paint(9 * S), "x no end") != NULL);
	check("time of a job without a start",
		strstr(paint(9 * S), "  1:01  ! incomplete") == NULL);
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

static void
test_words(void)
{
	struct buf b;

	check_str("thousands", word_count(1234567).s, "1,234,567");
	check_str("hundreds", word_count(999).s, "999");
	check_str("seconds", word_elapsed(59 * S).s, "0:59");
	check_str("hours", word_elapsed(3723 * S).s, "1:02:03");
	check_str("a short span", word_span(4 * S + S / 5).s, "4.2s");
	check_str("a long span", word_span(3723 * S).s, "1h 02m 03s");
	check_str("bytes", word_bytes(999).s, "999 B");
	check_str("megabytes", word_bytes(14249999).s, "14.2 MB");
	check_str("no 1000.0 kB", word_bytes(999990).s, "1.0 MB");
	check_str("a clock time", word_clock(WALL + 60, WALL).s, "22:14:20");
	check_str("another day", word_clock(WALL + 86400, WALL).s,
		"Nov 15 22:13");
	buf_init(&b, 1000);
	buf_puts(&b, "na\303\257ve \342\234\223");
	words_ascii(&b, 0);
	check_str("only ASCII", b.s, "na?ve ?");
	buf_free(&b);
}

static void
test_hostile(void)
{
	char line[512];
	size_t longest;

	fresh(80, 10, true);
	say(0, "{\"type\":\"paper\",\"venue\":\"a\033[2Jb\",\"year\":1}");
	check("no escape from a venue's name", !strchr(paint(0), '\033'));
	say(0, "{\"type\":\"estimate\",\"venue\":\"x\",\"year\":999999999,"
	       "\"count\":9223372036854775807}");
	say(0, "{\"type\":\"heartbeat\",\"venue\":\"x\",\"year\":999999999,"
	       "\"papers\":9223372036854775807,\"cached\":-5}");
	say(0, "{\"type\":\"estimate\",\"venue\":\"y\",\"year\":1,"
	       "\"count\":-5}");
	(void)paint(0);
	longest = 0;
	for (size_t i = 0; i < frame.n; i++)
		longest = frame.width[i] > longest ? frame.width[i] : longest;
	check("absurd numbers fit", longest <= 79);
	memset(line, 'v', sizeof(line));
	(void)snprintf(line, 40, "{\"type\":\"start\",\"venue\":\"");
	line[strlen(line)] = 'v';
	(void)snprintf(line + 400, 100, "\",\"year\":1}");
	(void)say(0, line);
	check_int("a name without end is no job", jobs.n, 3);
	for (int i = 0; i < PROGRESS_JOBS + 5; i++) {
		(void)snprintf(line, sizeof(line),
			"{\"type\":\"done\",\"venue\":\"n%d\",\"year\":1,"
			"\"verdict\":\"complete\",\"bytes\":1}",
			i);
		say(0, line);
	}
	check_int("jobs are bounded", jobs.n, PROGRESS_JOBS);
	say(0, "{\"type\":\"done\",\"venue\":\"more\",\"year\":1,"
	       "\"verdict\":\"login\"}");
	check_int("a verdict beyond counts", jobs_status(&jobs), EXIT_BLOCKED);
	check("the frame does not grow", paint(0) && frame.n == 9);
}

int
main(void)
{
	(void)setenv("TZ", "UTC", 1);
	tzset();
	test_one();
	test_glyphs();
	test_unknown();
	test_narrow();
	test_order();
	test_many();
	test_attempts();
	test_end_states();
	test_words();
	test_hostile();
	jobs_free(&jobs);
	buf_free(&frame.text);
	return test_end();
}
