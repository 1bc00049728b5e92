/*
 * http_test.h - what the tests of http.c and transfer.c share: a server of our
 * own that answers badly, one connection, one answer, from a list; and a
 * client.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
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

static int port;

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
 * "!" is a command to the server; "!flood" sends headers without end, "!heads"
 * many, "!late" takes its time, "!inside" leads to a private address,
 * "!forget" removes what the cache holds and answers 304. */
static void
serve_one(int fd, const char *answer)
{
	static char line[1100];
	char request[8192];
	ssize_t n = read(fd, request, sizeof(request) - 1);
	FILE *f = fopen(asked_path, "a");

	if (f)
		(void)fputs("connected\n", f);
	if (f && n > 0)
		(void)fwrite(request, 1, (size_t)n, f);
	if (f)
		(void)fclose(f);
	if (strcmp(answer, "!late") == 0) {
		(void)poll(NULL, 0, 800);
		answer = good[0];
	} else if (strcmp(answer, "!flood") == 0 ||
		   strcmp(answer, "!heads") == 0) {
		int lines = answer[1] == 'f' ? 2000 : 100;

		(void)memset(line, 'x', sizeof(line));
		(void)memcpy(line, "X-A: ", 5);
		(void)memcpy(line + sizeof(line) - 2, "\r\n", 2);
		send_all(fd, OK_HEAD, strlen(OK_HEAD));
		for (int i = 0; i < lines; i++)
			send_all(fd, line, sizeof(line));
		answer = "Content-Length: 2\r\n\r\nok";
	} else if (strcmp(answer, "!inside") == 0) {
		(void)snprintf(line, sizeof(line),
			FOUND "http://inside.example:%d/x\r\n\r\n", port);
		answer = line;
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
	struct sockaddr_in a = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
	socklen_t size = sizeof(a);
	int s = socket(AF_INET, SOCK_STREAM, 0);
	pid_t pid;

	if (s < 0 || bind(s, (struct sockaddr *)&a, size) < 0 ||
		listen(s, 16) < 0 ||
		getsockname(s, (struct sockaddr *)&a, &size) < 0)
		abort();
	port = ntohs(a.sin_port);
	(void)snprintf(rule, 64, "::127.0.0.1:%d", port);
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
	char text[512], url[64], type[64];
	const char *verdict;
	int begun, complete;
	bool cached;
} got;
static const char *refuse; /* a body with this in it is not what was wanted */
static bool by_proxy;	   /* the server is one */
static bool by_parts;	   /* what came of an answer is kept */
static const char *mapped; /* the only host that a rule leads to the server */

/* Every other name is one of this machine's; libcurl asks here. */
int
getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
	struct addrinfo **out)
{
	struct addrinfo *a =
		xcalloc(1, sizeof(*a) + sizeof(struct sockaddr_in));
	struct sockaddr_in *to = (struct sockaddr_in *)(void *)(a + 1);

	if (inet_pton(AF_INET, name, &to->sin_addr) != 1)
		to->sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
	to->sin_family = AF_INET;
	to->sin_port =
		htons((uint16_t)strtol(service ? service : "0", NULL, 10));
	a->ai_family = AF_INET;
	a->ai_socktype = hints ? hints->ai_socktype : SOCK_STREAM;
	a->ai_addr = (struct sockaddr *)to;
	a->ai_addrlen = sizeof(*to);
	*out = a;
	return 0;
}

void
freeaddrinfo(struct addrinfo *a)
{
	free(a);
}

static int
on_begin(struct request *r, const struct response *about)
{
	got.begun++;
	got.cached = about->cached;
	(void)snprintf(got.url, sizeof(got.url), "%s", about->url);
	(void)snprintf(got.type, sizeof(got.type), "%s", about->type);
	got.body[r->have < sizeof(got.body) ? r->have : 0] = '\0';
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
	r->have = r->bulk ? strlen(got.body) : 0;
	if (whole && refuse && strstr(got.body, refuse))
		return err_set(e, V_LAYOUT, "not what was wanted");
	return 0;
}

static void
on_done(struct request *r, const struct err *e)
{
	(void)r;
	got.verdict = verdict_name(e ? e->verdict : V_COMPLETE);
	got.complete += !e;
	(void)snprintf(got.text, sizeof(got.text), "%s", e ? e->text : "");
}

static int
on_tick(void *ctx)
{
	(void)ctx;
	return 0;
}

/* Asks for URLs, one after the other, and fills got with the last; returns how
 * many requests it took. */
static int
ask(const char *urls, const char *const *answers, struct fetch_options o)
{
	static const struct request_ops ops = {
		on_begin, on_data, on_end, on_done};
	char only[128], rule[64], *copy = xstrdup(urls), *save = NULL;
	pid_t pid = serve(rule, answers);
	struct err e = {0};
	char proxy[80];
	struct http *h;
	int n;

	(void)memset(&got, 0, sizeof(got));
	(void)snprintf(only, sizeof(only), "%s%s", mapped ? mapped : "", rule);
	o.connect_to = by_proxy ? NULL : only;
	(void)snprintf(proxy, sizeof(proxy), "%s", by_proxy ? rule + 2 : "");
	(void)setenv("http_proxy", proxy, 1);
	(void)setenv("no_proxy", by_proxy ? "" : "*", 1);
	o.rate = 1;
	o.connect_timeout = 5;
	o.timeout = o.timeout ? o.timeout : 20;
	h = http_open(&o, &e);
	for (char *url = strtok_r(copy, " ", &save); url;
		url = strtok_r(NULL, " ", &save)) {
		struct request r = {.ops = &ops,
			.max_age = -1,
			.url = url,
			.bulk = by_parts};

		http_add(h, &r);
		(void)http_run(h, on_tick, NULL);
	}
	n = (int)http_counts(h)->requests;
	http_close(h);
	free(copy);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	return n;
}

static void
set_up(void)
{
	if (!mkdtemp(dir))
		abort();
	(void)signal(SIGPIPE, SIG_IGN);
	(void)snprintf(asked_path, sizeof(asked_path), "%s/asked", dir);
	(void)snprintf(cache_path, sizeof(cache_path), "%s/cache", dir);
	(void)setenv("XDG_RUNTIME_DIR", dir, 1);
	(void)setenv("no_proxy", "*", 1);
}
