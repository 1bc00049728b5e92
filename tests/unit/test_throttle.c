/*
 * throttle.c: the rate that sinks and rises, and the connections, both of all
 * processes together. What its file may hold is in test_fetch.c too.
 */
#include "throttle_test.h"

/* That of a child which is killed: what somebody still holds is no leak. */
static struct throttle *killed;

/* The time between two slots, in percent of that at the full rate. */
static int
gap(struct throttle *t)
{
	int64_t first = throttle_take(t);

	return (int)((throttle_take(t) - first) * 100 / FULL);
}

/* So many good answers to what is asked from now on. */
static void
answers(struct throttle *t, int n)
{
	while (n--)
		throttle_answered(t, clock_ns() + SECOND);
}

static void
sinks_and_rises(void)
{
	static const int steps[] = {50, 25, 12, 6, 3, 3};
	struct throttle *t = throttle_open("a.example", RATE, NULL);
	int64_t began = clock_ns();

	answers(t, 1000);
	check_int("never above the rate", gap(t), 100);
	check_int("a refusal", throttle_refused(t, began), 50);
	check_int("halves the rate", gap(t), 200);
	check_int("what was asked before is the same one",
		throttle_refused(t, began), 50);
	for (int i = 0; i < 100; i++)
		throttle_answered(t, began);
	check_int("and its answers do not count", gap(t), 200);
	for (size_t i = 1; i < sizeof(steps) / sizeof(steps[0]); i++)
		check_int("each further one halves it, down to 1/32",
			throttle_refused(t, clock_ns() + SECOND), steps[i]);
	check_int("that is the least", gap(t), 3200);
	answers(t, 7);
	check_int("a few answers do not raise it", gap(t), 3200);
	answers(t, 1);
	check_int("eight do, by 1/16", gap(t), 100 * 32 / 3);
	answers(t, 14 * 8);
	check_int("step by step", gap(t), 100 * 32 / 31);
	answers(t, 8);
	check_int("up to the whole", gap(t), 100);
	throttle_close(t);
}

static void
shared_by_processes(void)
{
	struct throttle *t = throttle_open("b.example", RATE, NULL);
	pid_t pid = fork();
	int status = 1;

	if (pid == 0) {
		throttle_close(t);
		killed = throttle_open("b.example", RATE, NULL);
		(void)throttle_refused(killed, clock_ns());
		(void)raise(SIGKILL);
	}
	(void)waitpid(pid, &status, 0);
	check_int("one is refused and killed: all are slower", gap(t), 200);
	pid = fork();
	if (pid == 0) {
		struct throttle *own = throttle_open("b.example", RATE, NULL);

		answers(own, 64);
		throttle_close(own);
		throttle_close(t);
		_exit(0);
	}
	(void)waitpid(pid, &status, 0);
	check_int("another has answers: all are faster", gap(t), 100);
	throttle_close(t);
}

/* Sixteen at once on one number: nothing is lost, as every change counts. */
static void
at_once(void)
{
	struct throttle *t = throttle_open("c.example", RATE, NULL);
	int64_t began = clock_ns();

	for (int i = 0; i < 5; i++)
		(void)throttle_refused(t, began + (i + 1) * SECOND);
	for (int i = 0; i < 15; i++) {
		if (fork())
			continue;
		answers(t, 8);
		throttle_close(t);
		_exit(0);
	}
	while (wait(NULL) > 0)
		;
	check_int("15 times 8 answers are 15 steps", gap(t), 100 * 32 / 31);
	throttle_close(t);
	t = throttle_open("d.example", RATE, NULL);
	for (int i = 0; i < 16; i++) {
		if (fork())
			continue;
		(void)throttle_refused(t, began);
		throttle_close(t);
		_exit(0);
	}
	while (wait(NULL) > 0)
		;
	check_int("16 that are refused at once are one", gap(t), 200);
	throttle_close(t);
}

static void
damaged(void)
{
	int64_t now = clock_ns() / MS;
	const int64_t bad[] = {-1, INT64_MAX, INT64_MIN, now << 16 | 32,
		now << 16 | 200 << 8 | 16, (now + 60000) << 16 | 16,
		(now - 4000000) << 16 | 16};
	struct throttle *t = throttle_open("e.example", RATE, NULL);

	put("e.example", 4, now << 16 | 16);
	check_int("half the rate, as it stands in the file", gap(t), 200);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put("e.example", 4, bad[i]);
		check_int("a number that cannot be is none", gap(t), 100);
		check_int(
			"and is replaced", throttle_refused(t, clock_ns()), 50);
	}
	throttle_pause(t, clock_ns() + 9 * SECOND);
	throttle_close(t);
	put("e.example", 3, 77);
	t = throttle_open("e.example", RATE, NULL);
	check_int("what another format left is forgotten", gap(t), 100);
	check("its pause too", throttle_paused(t) <= clock_ns());
	throttle_close(t);
}

static void
other_sizes(void)
{
	char path[400], more[9000];
	int64_t old[3] = {clock_ns() + 40 * SECOND, clock_ns() + 40 * SECOND,
		(int64_t)time(NULL) - clock_ns() / SECOND};
	struct throttle *t;
	struct stat st;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/cf/throttle-f.example", dir);
	f = fopen(path, "w");
	(void)fwrite(old, sizeof(old), 1, f);
	(void)fclose(f);
	t = throttle_open("f.example", RATE, NULL);
	check("a file of the first format is forgotten",
		throttle_take(t) <= clock_ns() &&
			throttle_paused(t) <= clock_ns());
	throttle_close(t);
	(void)memset(more, 0x11, sizeof(more));
	f = fopen(path, "w");
	(void)fwrite(more, sizeof(more), 1, f);
	(void)fclose(f);
	t = throttle_open("f.example", RATE, NULL);
	check("so is a longer one", throttle_take(t) <= clock_ns());
	check_int("for good", gap(t), 100);
	throttle_close(t);
	check("and it is not cut: others may have mapped it",
		stat(path, &st) == 0 && st.st_size == (off_t)sizeof(more));
}

static void
lateness(void)
{
	struct throttle *t = throttle_open("g.example", RATE, NULL);
	int64_t now = clock_ns();

	check("a slot to come is good", !throttle_late(t, now + SECOND));
	check("so is one just due", !throttle_late(t, now - FULL / 2));
	check("an old one is lost", throttle_late(t, now - 3 * FULL));
	throttle_close(t);
}

/* What a server says to one process holds for all. */
static void
told(void)
{
	const int64_t now = clock_ns() / (16 * SECOND); /* as the file has it */
	const int64_t bad[] = {-1, INT64_MAX, INT64_MIN,
		(now + 4) << 38 | 500000, (now - 40) << 38 | 500000};
	struct throttle *t = throttle_open("n.example", RATE, NULL);
	pid_t pid = fork();

	if (pid == 0) {
		throttle_close(t);
		killed = throttle_open("n.example", RATE, NULL);
		throttle_told(killed, 2, 1);
		(void)raise(SIGKILL);
	}
	(void)waitpid(pid, NULL, 0);
	check_int("two a second for everybody", gap(t), 500);
	check("one connection", throttle_enter(t, 4));
	check("for everybody", !throttle_enter(t, 4));
	throttle_told(t, 0, -1);
	throttle_told(t, 5, 3);
	throttle_told(t, 1000, 1000);
	check_int("more is not believed", gap(t), 500);
	check("of either", !throttle_enter(t, 4));
	throttle_told(t, 1, 0);
	check_int("less is", gap(t), 1000);
	(void)throttle_refused(t, clock_ns());
	check_int("and a refusal halves that", gap(t), 2000);
	throttle_close(t);
	t = throttle_open("o.example", RATE, NULL);
	throttle_told(t, 1000, 0);
	check_int("never faster", gap(t), 100);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put("o.example", 5, bad[i]);
		check_int(
			"too old, or what cannot be, is nothing", gap(t), 100);
	}
	put("o.example", 5, (now - 36) << 38 | 500000);
	check_int("ten minutes long", gap(t), 500);
	throttle_told(t, 1e-300, 0);
	check_int("no end",
		throttle_take(t) + 86400 * SECOND <= throttle_take(t), 1);
	throttle_close(t);
}

/* As many as one cf-collect can have wait for a slot each. */
static void
long_queue(void)
{
	struct throttle *t = throttle_open("s.example", RATE, NULL);
	int64_t last = throttle_take(t), slot;
	int n = 1;

	while (n < 1000 && (slot = throttle_take(t)) - last == FULL) {
		last = slot;
		n++;
	}
	check_int("a thousand slots, each after the other", n, 1000);
	throttle_close(t);
}

/* A slot that comes once in a long time is not waited for. */
static void
near(void)
{
	struct throttle *t = throttle_open("t.example", 1.0 / 1000, NULL);
	int64_t away, first = throttle_take_near(t, 900 * SECOND, &away);

	check_int("the first is near", away, 0);
	(void)throttle_take_near(t, 900 * SECOND, &away);
	check("the next is not", away > 990 * SECOND && away <= 1000 * SECOND);
	check_int("and was not taken: who has the time gets it",
		throttle_take_near(t, 1001 * SECOND, &away) - first ==
			1000 * SECOND,
		1);
	throttle_close(t);
	t = throttle_open("t2.example", 1.0 / 50, NULL);
	for (int i = 0; i < 20; i++)
		(void)throttle_take_near(t, 0, &away);
	check_int("a queue is, where all get on", away, 0);
	throttle_close(t);
}

/* Two who ask at different rates: neither faster than it may, and both together
 * not faster than the faster one. */
static void
two_rates(void)
{
	struct throttle *fast = throttle_open("p.example", 10, NULL);
	struct throttle *slow = throttle_open("p.example", 2, NULL);
	int64_t first = throttle_take(fast), a, b;

	a = throttle_take(slow);
	b = throttle_take(fast);
	check("after a fast one: soon", a - first == FULL);
	check("after a slow one: late", b - a == 5 * FULL);
	check("and so on", throttle_take(slow) - b == FULL);
	throttle_close(fast);
	throttle_close(slow);
}

/* A file that somebody cuts while it is mapped: to touch it would be SIGBUS. */
static void
cut(void)
{
	struct throttle *t = throttle_open("r.example", RATE, NULL);
	char path[400];

	(void)snprintf(path, sizeof(path), "%s/cf/throttle-r.example", dir);
	throttle_pause(t, clock_ns() + 9 * SECOND);
	check("cut", truncate(path, 0) == 0);
	check("it is made whole", throttle_paused(t) <= clock_ns());
	check("cut again", truncate(path, 20) == 0);
	check_int("and again", gap(t), 100);
	throttle_close(t);
}

/* The end of a login removes the runtime directory with all in it; workers that
 * live on meet those that start later, wherever that is. */
static void
removed(void)
{
	char path[400];
	struct throttle *t = throttle_open("j.example", RATE, NULL), *other;
	int64_t first;
	int got = 0;
	pid_t pid;

	(void)snprintf(path, sizeof(path), "%s/cf/throttle-j.example", dir);
	check("a connection", throttle_enter(t, 2));
	throttle_pause(t, clock_ns() + 5 * SECOND);
	throttle_pause(t, clock_ns() + SECOND);
	check("a shorter pause does not end a longer one",
		throttle_paused(t) > clock_ns() + 4 * SECOND);
	check_int("refused", throttle_refused(t, clock_ns()), 50);
	check("its file goes", unlink(path) == 0);
	first = throttle_take(t);
	other = throttle_open("j.example", RATE, NULL);
	check_int("one that starts then takes the next slot",
		throttle_take(other) - first == 2 * FULL, 1);
	check("and knows of the pause", throttle_paused(other) > clock_ns());
	(void)unlink(path);
	check("once more", throttle_take(t) - first == 4 * FULL);
	throttle_close(other);
	throttle_close(t);
	t = throttle_open("v.example", RATE, NULL);
	(void)snprintf(path, sizeof(path), "%s/cf/throttle-v.example", dir);
	throttle_told(t, 2, 1);
	(void)unlink(path);
	check_int("what the server said is not lost with it", gap(t), 500);
	check("of connections neither",
		throttle_enter(t, 2) && !throttle_enter(t, 2));
	(void)unlink(path);
	throttle_told(t, 1, 1);
	other = throttle_open("v.example", RATE, NULL);
	check_int("what it says then is said to all", gap(other), 1000);
	throttle_close(other);
	throttle_close(t);
	t = throttle_open("h2.example", RATE, NULL);
	check("a connection under way", throttle_enter(t, 2));
	(void)snprintf(path, sizeof(path), "%s/cf/throttle-h2.example", dir);
	check("is not lost", unlink(path) == 0 && throttle_take(t) > 0);
	pid = holder("h2.example", 2, &got);
	check_int("with the file: another has one of two", got, 1);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	throttle_close(t);
}

/* A process of an earlier boot, when the clock of times showed more: its pause
 * would last for most of a day, and more with every boot. */
static void
boots(void)
{
	struct throttle *t = throttle_open("k.example", RATE, NULL);

	throttle_pause(t, clock_ns() + 20 * 3600 * SECOND);
	throttle_close(t);
	t = throttle_open("k.example", RATE, NULL);
	check("a pause of this boot holds", throttle_paused(t) > clock_ns());
	throttle_close(t);
	put("k.example", 0, clock_ns() + 20 * 3600 * SECOND);
	put("k.example", 2, (int64_t)time(NULL) - 40 * 86400);
	t = throttle_open("k.example", RATE, NULL);
	check("one of another is none", throttle_paused(t) <= clock_ns());
	check("nor its queue", throttle_take(t) <= clock_ns());
	throttle_close(t);
}

/* Without a directory for the file. */
static void
alone(void)
{
	struct throttle *t;

	(void)setenv("XDG_RUNTIME_DIR", "/dev/null", 1);
	t = throttle_open("i.example", RATE, NULL);
	check("alone: a connection", throttle_enter(t, 1));
	check("alone: no other", !throttle_enter(t, 1));
	throttle_leave(t);
	check("alone: free again", throttle_enter(t, 1));
	(void)throttle_refused(t, clock_ns());
	check_int("alone: slower", gap(t), 200);
	throttle_close(t);
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
}

int
main(void)
{
	if (!mkdtemp(dir))
		return 1;
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	sinks_and_rises();
	shared_by_processes();
	at_once();
	damaged();
	other_sizes();
	lateness();
	told();
	two_rates();
	long_queue();
	near();
	cut();
	removed();
	boots();
	alone();
	return test_end_without(dir);
}
