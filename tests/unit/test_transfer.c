/*
 * transfer.c and guard.c: what one request leaves to the next, what a redirect
 * does, and the rest of a large answer.
 */
#include "http_test.h"

/* The rest of a large answer is asked for, and must be the rest. */
static void
parts(void)
{
	static const char half[] = OK_HEAD "Content-Length: 10\r\n\r\n01234";
	static const char *const rest[] = {half,
		"HTTP/1.1 206 Part\r\nContent-Range: bytes 5-9/10\r\n"
		"Content-Length: 5\r\n\r\n56789",
		NULL};
	static const char *const all[] = {
		half, OK_HEAD "Content-Length: 10\r\n\r\n0123456789", NULL};
	static const char *const other[] = {half,
		"HTTP/1.1 206 Part\r\nContent-Range: bytes 4-8/10\r\n"
		"Content-Length: 5\r\n\r\n45678",
		NULL};
	struct fetch_options o = {.retries = 1};

	by_parts = true;
	(void)ask("http://t1.example/", rest, o);
	check_str("the rest", got.body, "0123456789");
	check_int("is what is asked for", asked("Range: bytes=5-"), 1);
	(void)ask("http://t2.example/", all, o);
	check_str("all of it once more", got.body, "0123456789");
	check_str("is whole", got.verdict, "complete");
	(void)ask("http://t3.example/", other, o);
	check("another part is not taken for it",
		strcmp(got.verdict, "complete") != 0);
	check_str("nothing of it", got.body, "01234");
	by_parts = false;
}

/* A handle goes from one request to the next, but what is bounded is each. */
static void
one_after_the_other(void)
{
	static const char *const late[] = {"!late", NULL};
	static const char *const heads[] = {"!heads", NULL};
	static const char urls[] = "http://q1.example/ http://q2.example/ "
				   "http://q3.example/";

	(void)ask(urls, late, (struct fetch_options){.timeout = 2});
	check_int("each has --timeout for itself", got.complete, 3);
	(void)ask(urls, late,
		(struct fetch_options){.speed_limit = 1000, .speed_time = 2});
	check_int("and --speed-time", got.complete, 3);
	(void)ask(urls, heads, (struct fetch_options){0});
	check_int("and the room for headers", got.complete, 3);
}

/* What an answer says that leads elsewhere is not said of that place; where it
 * led to is kept, for links begin there. */
static void
led_on(void)
{
	static const char *const lead[] = {FOUND
		"http://o.example/new/x\r\nETag: \"lead\"\r\n"
		"Last-Modified: Mon, 06 Jul 2020 00:00:00 GMT\r\n"
		"ratelimit-remaining: 0\r\nratelimit-reset: 900\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin1\r\n"
		"Content-Length: 2\r\n\r\nok",
		NULL};
	struct fetch_options o = {.cache_dir = cache_path};
	struct throttle *t;

	(void)ask("http://n.example/old", lead, o);
	check_str("a redirect is followed", got.url, "http://o.example/new/x");
	t = throttle_open("o.example", 1, NULL);
	check("the first host's limits are not the second's",
		throttle_paused(t) <= clock_ns());
	throttle_close(t);
	check_int("what is kept", ask("http://n.example/old", good, o), 0);
	check_str("is from where it was", got.url, "http://o.example/new/x");
	check_str("and of its type", got.type, "text/html; charset=latin1");
	o.refresh = true;
	(void)ask("http://n.example/old", good, o);
	check_int("its validators are its own",
		asked("If-None-Match") + asked("If-Modified-Since"), 0);
}

/* A name that the world knows, and that leads into a private network. */
static void
names(void)
{
	static const char *const lead[] = {
		"!inside", OK_HEAD "Content-Length: 2\r\n\r\nok", NULL};

	mapped = "s.example";
	(void)ask("http://s.example/", lead, (struct fetch_options){0});
	check_str("a name of a private address", got.verdict, "failed");
	check("is not followed", strstr(got.text, ": not followed") != NULL);
	check_int("not even a connection is made", asked("connected"), 1);
	mapped = NULL;
}

int
main(void)
{
	set_up();
	one_after_the_other();
	led_on();
	parts();
	names();
	return test_end_without(dir);
}
