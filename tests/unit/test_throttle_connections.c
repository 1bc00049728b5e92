/*
 * throttle_connections.c: the connections of all processes together, those of
 * processes that die or are stopped, and the claim.
 */
#include "throttle_test.h"

static void
connections(void)
{
	struct throttle *t = throttle_open("h.example", RATE, NULL);
	int got = 0;
	pid_t pid;

	check("a connection", throttle_enter(t, 4));
	pid = holder("h.example", 4, &got);
	check_int("another process has the other three", got, 3);
	check("there is no fifth", !throttle_enter(t, 4));
	check("but for who may have more", throttle_enter(t, 5));
	throttle_leave(t);
	throttle_leave(t);
	check("one's own that is given back is free", throttle_enter(t, 4));
	check("once", !throttle_enter(t, 4));
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	for (int i = 0; i < 3; i++)
		check("those of a killed process are free",
			throttle_enter(t, 4));
	check("and no more", !throttle_enter(t, 4));
	pid = holder("h.example", 4, &got);
	check_int("nothing is left for others", got, 0);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	throttle_close(t);
	t = throttle_open("h.example", RATE, NULL);
	for (got = 0; throttle_enter(t, 100000); got++)
		;
	check_int("256 are the most", got, 256);
	for (int i = 0; i < 300; i++)
		throttle_leave(t);
	check("more given back than taken does no harm", throttle_enter(t, 1));
	throttle_close(t);
}

/* How many of so many another process gets now. */
static int
left_of(const char *host, int most)
{
	int got = 0;
	pid_t pid = holder(host, most, &got);

	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	return got;
}

/* Who may have fewer looks at the first ones only: these go last. */
static void
order(void)
{
	struct throttle *t = throttle_open("u.example", RATE, NULL);

	for (int i = 0; i < 3; i++)
		check("a connection", throttle_enter(t, 3));
	throttle_leave(t);
	throttle_leave(t);
	check_int("of one that is in use nothing is left for who may have one",
		left_of("u.example", 1), 0);
	check_int("who may have three has two", left_of("u.example", 3), 2);
	throttle_close(t);
}

/* Words of the file: when a connection's holder was seen. */
#define SEEN 7

static void
stopped(void)
{
	struct throttle *t = throttle_open("l.example", RATE, NULL);
	int64_t now = clock_ns();
	int got = 0;
	pid_t pid = holder("l.example", 2, &got);

	check_int("one has both connections", got, 2);
	check("who is at work keeps them", !throttle_enter(t, 2));
	put("l.example", SEEN, now - 11 * SECOND);
	check("who was not for a while is doubted", !throttle_enter(t, 2));
	check("first", !throttle_enter(t, 2));
	put("l.example", SEEN, -(now - 3 * SECOND));
	check("then its connection is given to another", throttle_enter(t, 2));
	check("once", !throttle_enter(t, 2));
	throttle_leave(t);
	put("l.example", SEEN, clock_ns());
	check("back at work it has it again", !throttle_enter(t, 2));
	put("l.example", SEEN, INT64_MAX);
	check("a time that cannot be", !throttle_enter(t, 2));
	check("is noted as doubt", get("l.example", SEEN) < 0);
	put("l.example", SEEN, INT64_MIN);
	check("is doubted, too", !throttle_enter(t, 2));
	put("l.example", SEEN, 0);
	check("and none: it was taken just now", !throttle_enter(t, 2));
	put("l.example", SEEN, -(now - 3 * SECOND));
	check("another has it", throttle_enter(t, 1));
	throttle_alive(t);
	put("l.example", SEEN, -(now - 3 * SECOND));
	check("who works on", !throttle_enter(t, 1));
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	throttle_close(t);
}

static void
counted(void)
{
	struct throttle *t = throttle_open("m.example", RATE, NULL);
	int got = 0;
	pid_t pid;

	check_int("nothing is under way", (int)throttle_busy(t, 5), 0);
	check("a connection", throttle_enter(t, 5));
	pid = holder("m.example", 3, &got);
	check_int("with two of another", got, 2);
	check_int("three are", (int)throttle_busy(t, 5), 3);
	check_int("of two", (int)throttle_busy(t, 2), 2);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	throttle_close(t);
}

static void
claims(void)
{
	struct throttle *t = throttle_open("q.example", RATE, NULL);
	int fds[2], status = 1;
	char c = 0;
	pid_t pid;

	if (pipe(fds) < 0)
		abort();
	pid = fork();
	if (pid == 0) {
		struct throttle *own = throttle_open("q.example", RATE, NULL);

		(void)alarm(60);
		c = throttle_claim(own) ? 'y' : 'n';
		if (write(fds[1], &c, 1) < 0)
			_exit(1);
		for (;;)
			(void)pause();
	}
	check("another has the claim", read(fds[0], &c, 1) == 1 && c == 'y');
	check("so we have not", !throttle_claim(t));
	check("connections are something else", throttle_enter(t, 1));
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	check("it is killed: we have", throttle_claim(t));
	throttle_disclaim(t);
	pid = fork();
	if (pid == 0) {
		bool claimed;

		throttle_close(t);
		t = throttle_open("q.example", RATE, NULL);
		claimed = throttle_claim(t);
		throttle_close(t);
		_exit(claimed ? 0 : 1);
	}
	(void)waitpid(pid, &status, 0);
	check_int("given back, another has it", status, 0);
	(void)close(fds[0]);
	(void)close(fds[1]);
	throttle_close(t);
}

int
main(void)
{
	if (!mkdtemp(dir))
		return 1;
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	connections();
	order();
	stopped();
	counted();
	claims();
	return test_end_without(dir);
}
