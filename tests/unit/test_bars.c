/* bars.c, bars_line.c, progress_words.c: from records to lines, without a
 * terminal. */
#include "progress_test.h"

#define WALL INT64_C(1700000000) /* 2023-11-14 22:13:20 UTC */

static struct frame frame;
static struct screen screen = {.rows = 20, .cols = 100};

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
test_memory(void)
{
	fresh(100, 10, false);
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1}");
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":2}");
	check("nobody knows the memory",
		strstr(paint(2 * S), "B  (ETA") == NULL);
	say(S, "{\"type\":\"heartbeat\",\"venue\":\"v\",\"year\":1,"
	       "\"rss_kb\":47168}");
	check("a worker's memory",
		strstr(paint(2 * S), "(0/?)   0:01  48.3 MB  (ETA") != NULL);
	check("where there is none the place is empty",
		strstr(paint(2 * S), "(0/?)   0:01           (ETA") != NULL);
	screen.cols = 72;
	check("it is the first to go", strstr(paint(2 * S), "MB") == NULL &&
					       strstr(paint(2 * S), "(ETA"));
	say(S, "{\"type\":\"heartbeat\",\"venue\":\"v\",\"year\":2,"
	       "\"rss_kb\":9223372036854775807}");
	for (size_t c = 1; c < 120; c++) {
		screen.cols = c;
		if (widest(paint(2 * S)) > c - 1)
			check("no line is wider than the screen", false);
	}
	screen.cols = 100;
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":2}");
	say(S, "{\"type\":\"done\",\"venue\":\"v\",\"year\":1,"
	       "\"verdict\":\"complete\"}");
	check("a worker that has gone has none",
		strstr(paint(2 * S), "MB") == NULL);
}

static void
test_stalled(void)
{
	struct job *j;

	fresh(80, 10, false);
	say(S, "{\"type\":\"start\",\"venue\":\"v\",\"year\":1}");
	j = jobs.list[0];
	j->stall.on = true;
	j->stall.since = 2 * S;
	check("the word, and for how long",
		strstr(paint(47 * S), "  0:46  stalled 0:45\n") != NULL);
	check("hours have no seconds",
		strstr(paint(3602 * S), "  stalled 1h00m\n") != NULL);
	screen.cols = 45;
	check("a mark where there is no room",
		strstr(paint(47 * S), "  ~\n") != NULL);
	screen.cols = 80;
	jobs_end(&jobs, 50 * S);
	check("at the end of the stream it has no end",
		strstr(paint(50 * S), "x no end") != NULL);
	check_int("and its silence is known", j->stall.ns, 48 * S);
}

static void
test_ends(void)
{
	const char *done =
		"{\"type\":\"done\",\"venue\":\"e\",\"year\":1,"
		"\"verdict\":\"incomplete\",\"expected\":8,\"papers\":6,"
		"\"elapsed_ms\":61000}";

	fresh(90, 10, false);
	say(0, "{\"type\":\"plan\",\"venue\":\"a\",\"year\":1}");
	say(S, "{\"type\":\"start\",\"venue\":\"b\",\"year\":1}");
	say(0, done);
	jobs_end(&jobs, 9 * S);
	check("never started", strstr(paint(9 * S), "x not started") != NULL);
	check("no end", strstr(paint(9 * S), "x no end") != NULL);
	check("no time before the clock began",
		strstr(paint(9 * S), "  1:01  ! incomplete") == NULL);
	fresh(90, 10, false);
	say(70 * S, done);
	check("the bar of an earlier run stands where it ended",
		strstr(paint(99 * S), "(6/8)   1:01  ! incomplete") != NULL);
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
	test_ends();
	test_memory();
	test_stalled();
	test_words();
	test_hostile();
	jobs_free(&jobs);
	buf_free(&frame.text);
	return test_end();
}
