/*
 * http.c and transfer.c against a server that answers badly.
 */
#include "http_test.h"

static void
answers_that_are_none(void)
{
	static const char *const not_modified[] = {
		"HTTP/1.1 304 Not Modified\r\n\r\n", NULL};
	static const char *const flood[] = {"!flood", NULL};
	static const char *const large[] = {
		OK_HEAD "Content-Length: 2000000000\r\n\r\nx", NULL};
	static const char *const closed[] = {"", NULL};
	static const char *const garbage[] = {"\1\2\3 no http\r\n\r\n", NULL};
	struct fetch_options o = {.max_wait = 0};

	(void)ask("http://b.example/", not_modified, o);
	check_str("304 that nobody asked for", got.verdict, "failed");
	(void)ask("http://c.example/", flood, o);
	check_str("headers without end", got.verdict, "failed");
	check("say so", strstr(got.text, "headers of more than") != NULL);
	check_int("and are not asked for again",
		ask("http://d.example/", large,
			(struct fetch_options){.retries = 3}),
		1);
	check_str("a body over the limit fails before it came", got.verdict,
		"failed");
	check("unseen", got.begun == 0);
	check_int("a connection closed at once is tried again",
		ask("http://e.example/", closed,
			(struct fetch_options){.retries = 1}),
		2);
	check_str("later", got.verdict, "retry-later");
	(void)ask("http://f.example/", garbage, o);
	check("what is not HTTP is no answer",
		strcmp(got.verdict, "complete") != 0 && got.begun == 0);
	check("and called so", strstr(got.text, "answers in no HTTP") != NULL);
}

static void
cut_short(void)
{
	static const char *const answers[] = {OK_HEAD
		"Content-Length: 10\r\n\r\nhalf",
		OK_HEAD "Content-Length: 5\r\n\r\nwhole", NULL};
	static const char *const never[] = {
		OK_HEAD "Content-Length: 10\r\n\r\nhalf", NULL};
	struct fetch_options o = {.cache_dir = cache_path};

	(void)ask("http://a.example/cut", never, o);
	check_str("half an answer is none", got.verdict, "retry-later");
	o.offline = true;
	(void)ask("http://a.example/cut", never, o);
	check_str("and is not in the cache", got.verdict, "failed");
	(void)ask("http://a.example/cut", never,
		(struct fetch_options){.offline = true});
	check("nor in no cache", strstr(got.text, "is not in the cache"));
	o = (struct fetch_options){.cache_dir = cache_path, .retries = 1};
	check_int("it is asked for again",
		ask("http://a.example/cut", answers, o), 2);
	check_str("from the start", got.body, "whole");
	check_int("and kept once whole", ask("http://a.example/cut", never, o),
		0);
	check_str("as it came", got.body, "whole");
}

/* HTTP/1 may end a body with the connection: then nobody knows if it is whole.
 */
static void
no_end(void)
{
	static const char *const open_end[] = {OK_HEAD "\r\nhalf?", NULL};
	static const char *const chunks[] = {OK_HEAD
		"Transfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n0\r\n\r\n",
		NULL};
	struct fetch_options o = {.cache_dir = cache_path};

	check_int("an answer whose end HTTP does not tell",
		ask("http://k.example/open", open_end, o), 1);
	check_str("is used", got.verdict, "complete");
	check_str("as it came", got.body, "half?");
	check_int("and not kept", ask("http://k.example/open", open_end, o), 1);
	(void)ask("http://k.example/chunks", chunks, o);
	check_str("chunks have an end", got.body, "whole");
	check_int("and are kept", ask("http://k.example/chunks", chunks, o), 0);
}

static void
cached_answers_of_no_use(void)
{
	static const char *const old[] = {
		OK_HEAD "ETag: \"1\"\r\nContent-Length: 3\r\n\r\nold", NULL};
	static const char *const dated[] = {OK_HEAD
		"Last-Modified: Mon, 06 Jul 2020 00:00:00 GMT\r\n"
		"Content-Length: 3\r\n\r\nold",
		NULL};
	static const char *const now[] = {
		OK_HEAD "Content-Length: 3\r\n\r\nnew", NULL};
	static const char *const same[] = {"HTTP/1.1 304 Not Modified\r\n\r\n",
		OK_HEAD "Content-Length: 3\r\n\r\nnew", NULL};
	static const char *const forget[] = {
		"!forget", OK_HEAD "Content-Length: 3\r\n\r\nnew", NULL};
	struct fetch_options o = {.cache_dir = cache_path};

	(void)ask("http://a.example/page", old, o);
	refuse = "old";
	check_int("a kept answer that its reader refuses is asked for",
		ask("http://a.example/page", now, o), 1);
	check_str("anew", got.body, "new");
	check_int("without saying what we have", asked("If-None-Match"), 0);
	refuse = NULL;
	(void)ask("http://a.example/page", old,
		(struct fetch_options){
			.cache_dir = cache_path, .refresh = true});
	refuse = "old";
	o.refresh = true;
	check_int("unchanged and refused: asked for anew",
		ask("http://a.example/page", same, o), 2);
	check_str("once", got.body, "new");
	check_int(
		"with the condition only at first", asked("If-None-Match"), 1);
	refuse = NULL;
	(void)ask("http://a.example/page", old, o);
	check_int("304 for an entry that has gone: asked for anew",
		ask("http://a.example/page", forget, o), 2);
	check_str("without condition", got.body, "new");
	check_int("that is", asked("If-None-Match"), 1);
	(void)ask("http://a.example/page", dated, o);
	check_int("without an ETag the date is sent",
		ask("http://a.example/page", same, o), 1);
	check_int("back", asked("If-Modified-Since: Mon, 06 Jul 2020"), 1);
	check_str("and what is kept is used", got.body, "old");
}

static void
waits(void)
{
	static const char *const huge[] = {
		"HTTP/1.1 429 Slow down\r\nRetry-After: 9000000000000000000"
		"\r\n\r\n",
		NULL};
	static const char *const limit[] = {OK_HEAD
		"ratelimit-remaining: 0\r\nratelimit-reset: "
		"9000000000000000000\r\nContent-Length: 2\r\n\r\nok",
		NULL};
	static const char *const reset[] = {
		"HTTP/1.1 429 Slow down\r\nratelimit-remaining: 0\r\n"
		"ratelimit-reset: 900\r\nContent-Length: 0\r\n\r\n",
		OK_HEAD "Content-Length: 2\r\n\r\nok", NULL};
	static const char *const gone[] = {
		"HTTP/1.1 404 Gone\r\nRetry-After: 900\r\n\r\n", NULL};
	struct fetch_options o = {.max_wait = 300, .retries = 5};
	struct throttle *t;

	(void)ask("http://g.example/", huge, o);
	check_str("a wait without end", got.verdict, "retry-later");
	check_int("is everybody's: nobody waits for it, nobody asks",
		ask("http://g.example/", good, o), 0);
	check_str("either", got.verdict, "retry-later");
	check("they say when to come back",
		strstr(got.text, " s, longer than --max-wait") != NULL);
	(void)ask("http://h.example/", limit, o);
	check_str("an answer with which the limit is reached is good",
		got.verdict, "complete");
	t = throttle_open("h.example", 1, NULL);
	check("but the last one", throttle_paused(t) > clock_ns());
	throttle_close(t);
	check_int("a refusal that says when there is more: not asked before",
		ask("http://r.example/", reset, o), 1);
	check_str("also where it is no Retry-After that says so", got.verdict,
		"retry-later");
	check("but when to come back",
		strstr(got.text, " s, longer than --max-wait") != NULL);
	(void)ask("http://j.example/", gone, o);
	check_str("what is not there is not there later", got.verdict, "moved");
}

/* The seconds to come back in that are named after a Retry-After; -1: none. */
static long
come_back(const char *host, const char *after)
{
	char answer[256], url[64];
	const char *const answers[] = {answer, NULL}, *said;
	long left = -1;

	(void)snprintf(answer, sizeof(answer),
		"HTTP/1.1 503 Down\r\nRetry-After: %s\r\n\r\n", after);
	(void)snprintf(url, sizeof(url), "http://%s/", host);
	check_int("a time to come back that is too late: one request",
		ask(url, answers,
			(struct fetch_options){.max_wait = 300, .retries = 5}),
		1);
	check_str("and no wait", got.verdict, "retry-later");
	said = strstr(got.text, "come back in ");
	if (said)
		(void)sscanf(said, "come back in %ld s", &left);
	return left;
}

/* Retry-After as a date; its forms, and clocks, are in test_limits.c. */
static void
dates(void)
{
	time_t then = time(NULL) + 1000;
	char form[64] = "";
	struct tm tm;
	long left;

	if (!gmtime_r(&then, &tm))
		abort();
	(void)strftime(form, 64, "%a, %d %b %Y %H:%M:%S GMT", &tm);
	left = come_back("date0.example", form);
	check("the seconds to it are right", left > 900 && left <= 1000);
	(void)setenv("CF_NOW", "1700000000", 1);
	check_int("seconds are what they are",
		(int)come_back("date9.example", "1000"), 1000);
	(void)unsetenv("CF_NOW");
	check("the time of day is named",
		strstr(got.text, " after 2023-11-14T22:30:00Z") != NULL);
}

static void
secrets(void)
{
	static const char *const evil[] = {OK_HEAD
		"X-Evil: \033[31m\233red\r\nContent-Length: 2\r\n\r\nok",
		NULL};
	char text[16384], path[64];
	int saved = dup(STDERR_FILENO), fd;
	ssize_t n;

	(void)snprintf(path, sizeof(path), "%s/stderr", dir);
	fd = open(path, O_RDWR | O_CREAT, 0600);
	(void)fflush(stderr);
	(void)dup2(fd, STDERR_FILENO);
	msg_verbose = 3;
	(void)setenv("OPENREVIEW_TOKEN", "sesame", 1);
	(void)ask("http://api2.openreview.net/notes", evil,
		(struct fetch_options){0});
	msg_verbose = 0;
	(void)unsetenv("OPENREVIEW_TOKEN");
	(void)dup2(saved, STDERR_FILENO);
	n = pread(fd, text, sizeof(text) - 1, 0);
	text[n > 0 ? n : 0] = '\0';
	(void)close(fd);
	(void)close(saved);
	check_str("a public page", got.verdict, "complete");
	check_int("no token goes out in the clear", asked("sesame"), 0);
	check("-vvv shows headers", strstr(text, "X-Evil: ") != NULL);
	check("fit for a terminal",
		!strchr(text, '\033') && !strchr(text, '\233'));
	check("and no secret", !strstr(text, "sesame"));
}

/* That a proxy is on this machine says nothing of what is behind it. */
static void
proxies(void)
{
	static const char *const lead[] = {
		FOUND "http://10.1.2.3/x\r\n\r\n", OK_HEAD "\r\n", NULL};
	static const char *const other[] = {
		FOUND "http://l.example/x\r\n\r\n", OK_HEAD "\r\n", NULL};

	by_proxy = true;
	(void)ask("http://k.example/", other, (struct fetch_options){0});
	check_str("a redirect by a proxy", got.verdict, "complete");
	check_int("goes there", asked("GET http://l.example/x"), 1);
	(void)ask("http://k.example/", lead, (struct fetch_options){0});
	check_int("but not into a private network", asked("10.1.2.3"), 0);
	by_proxy = false;
}

/* A contact that would add a header of its own is left out. */
static void
agents(void)
{
	(void)ask("http://m.example/", good,
		(struct fetch_options){.contact = "ann@example.org"});
	check_int("the program and the contact",
		asked("User-Agent: cf/" CF_VERSION
		      " (conference paper metadata; mailto:ann@example.org)"),
		1);
	(void)ask("http://m.example/", good,
		(struct fetch_options){.contact = "x\r\nX-Evil: 1"});
	check_int("no header of a contact's", asked("X-Evil"), 0);
}

int
main(void)
{
	set_up();
	answers_that_are_none();
	cut_short();
	no_end();
	cached_answers_of_no_use();
	waits();
	dates();
	secrets();
	proxies();
	agents();
	return test_end_without(dir);
}
