/*
 * http.c and transfer.c against a server of our own that answers badly: one
 * connection, one answer, from a list.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/fetch.h"
#include "test.h"

#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
#define FOUND "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "

static const char *const good[] = {OK_HEAD "Content-Length: 2\r\n\r\nok", NULL};

static char dir[] = "/tmp/cf-test-http-XXXXXX";
static char asked_path[64], cache_path[64];

/* --- the server --- */

static void
send_all(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t w = write(fd, s, n);

		if (w <= 0)
			return;
		s += w;
		n -= (size_t)w;
	}
}

/* One request: noted in a file, answered, closed. An answer that begins with
 * "!" is a command to the server; "!flood" sends headers without end, "!forget"
 * removes what the cache holds and answers 304. */
static void
serve_one(int fd, const char *answer)
{
	static char line[1100];
	char request[8192];
	ssize_t n = read(fd, request, sizeof(request) - 1);
	FILE *f = fopen(asked_path, "a");

	if (f && n > 0)
		(void)fwrite(request, 1, (size_t)n, f);
	if (f)
		(void)fclose(f);
	if (strcmp(answer, "!flood") == 0) {
		(void)memset(line, 'x', sizeof(line));
		(void)memcpy(line, "X-A: ", 5);
		(void)memcpy(line + sizeof(line) - 2, "\r\n", 2);
		send_all(fd, OK_HEAD, strlen(OK_HEAD));
		for (int i = 0; i < 2000; i++)
			send_all(fd, line, sizeof(line));
		answer = "\r\n";
	} else if (strcmp(answer, "!forget") == 0) {
		(void)snprintf(
			line, sizeof(line), "%s/a.example/page", cache_path);
		(void)unlink(line);
		answer = "HTTP/1.1 304 Not Modified\r\n\r\n";
	}
	send_all(fd, answer, strlen(answer));
	(void)close(fd);
}

/* Answers from the list, one per connection, the last for all further ones;
 * returns the process, and where it listens as a connect-to rule. */
static pid_t
serve(char rule[64], const char *const *answers)
{
	struct sockaddr_in a = {.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(a);
	int s = socket(AF_INET, SOCK_STREAM, 0);
	pid_t pid;

	if (s < 0 || bind(s, (struct sockaddr *)&a, size) < 0 ||
		listen(s, 16) < 0 ||
		getsockname(s, (struct sockaddr *)&a, &size) < 0)
		abort();
	(void)snprintf(rule, 64, "::127.0.0.1:%d", ntohs(a.sin_port));
	(void)unlink(asked_path);
	(void)fflush(stdout);
	pid = fork();
	if (pid == 0) {
		(void)alarm(60); /* whatever happens to its parent */
		for (;;) {
			serve_one(accept(s, NULL, NULL), *answers);
			answers += answers[1] != NULL;
		}
	}
	(void)close(s);
	return pid;
}

/* How often a word stands in what the server was asked. */
static int
asked(const char *word)
{
	char line[8192];
	int n = 0;
	FILE *f = fopen(asked_path, "r");

	while (f && fgets(line, sizeof(line), f))
		n += strstr(line, word) != NULL;
	if (f)
		(void)fclose(f);
	return n;
}

/* --- the client --- */

/* What a request came to. */
static struct {
	char body[256];
	char text[512];
	const char *verdict;
	int begun;
	bool cached;
} got;
static const char *refuse; /* a body with this in it is not what was wanted */
static bool by_proxy;	   /* the server is one */

static int
on_begin(struct request *r, const struct response *about)
{
	(void)r;
	got.begun++;
	got.cached = about->cached;
	got.body[0] = '\0';
	return 0;
}

static int
on_data(struct request *r, const char *s, size_t n)
{
	size_t have = strlen(got.body);

	(void)r;
	(void)snprintf(
		got.body + have, sizeof(got.body) - have, "%.*s", (int)n, s);
	return 0;
}

static int
on_end(struct request *r, bool whole, struct err *e)
{
	(void)r;
	if (whole && refuse && strstr(got.body, refuse))
		return err_set(e, V_LAYOUT, "not what was wanted");
	return 0;
}

static void
on_done(struct request *r, const struct err *e)
{
	(void)r;
	got.verdict = verdict_name(e ? e->verdict : V_COMPLETE);
	(void)snprintf(got.text, sizeof(got.text), "%s", e ? e->text : "");
}

static int
on_tick(void *ctx)
{
	(void)ctx;
	return 0;
}

/* Asks for a URL and fills got; returns how many requests it took. */
static int
ask(const char *url, const char *const *answers, struct fetch_options o)
{
	static const struct request_ops ops = {
		on_begin, on_data, on_end, on_done};
	struct request r = {.ops = &ops, .max_age = -1};
	char rule[64];
	pid_t pid = serve(rule, answers);
	struct err e = {0};
	char proxy[80];
	struct http *h;
	int n;

	(void)memset(&got, 0, sizeof(got));
	o.connect_to = by_proxy ? NULL : rule;
	(void)snprintf(proxy, sizeof(proxy), "%s", by_proxy ? rule + 2 : "");
	(void)setenv("http_proxy", proxy, 1);
	(void)setenv("no_proxy", by_proxy ? "" : "*", 1);
	o.rate = 1;
	o.connect_timeout = 5;
	o.timeout = 20;
	h = http_open(&o, &e);
	r.url = xstrdup(url);
	http_add(h, &r);
	(void)http_run(h, on_tick, NULL);
	n = (int)http_counts(h)->requests;
	http_close(h);
	free(r.url);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	return n;
}

/* --- what is tested --- */

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
		good[0], NULL};
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
	int failed;

	if (!mkdtemp(dir))
		return 1;
	(void)signal(SIGPIPE, SIG_IGN);
	(void)snprintf(asked_path, sizeof(asked_path), "%s/asked", dir);
	(void)snprintf(cache_path, sizeof(cache_path), "%s/cache", dir);
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	(void)setenv("no_proxy", "*", 1);
	answers_that_are_none();
	cut_short();
	no_end();
	cached_answers_of_no_use();
	waits();
	dates();
	secrets();
	proxies();
	agents();
	failed = test_end();
	(void)fflush(stdout);
	execlp("sh", "sh", "-c", "rm -rf \"$1\"; exit $2", "sh", dir,
		failed ? "1" : "0", (char *)NULL);
	return 1;
}
