/*
 * fetch.h - asking the web: what http.c offers to job.c, and the parts it is
 * made of (throttle.c, cache.c, retry.c; the others are in http_private.h).
 */
#ifndef CF_FETCH_H
#define CF_FETCH_H

#include "cf.h"

/* --- throttle.c: one budget per host for all processes of a user --- */

struct throttle;
/* The throttle of a host at so many requests per second (one a day at least).
 * Never fails: when the shared file cannot be had (then *e, which may be NULL,
 * says why and is else left alone) the budget is this process's own. */
struct throttle *throttle_open(const char *host, double rate, struct err *e);
/* The server bears no more than this (0: it did not say): this process asks no
 * faster from now on. */
void throttle_slow(struct throttle *t, double rate);
/* The server said so in the headers of an answer (0, and -1: not): for a while
 * all processes ask no faster, with no more connections at a time. */
void throttle_told(struct throttle *t, double rate, int64_t connections);
void throttle_close(struct throttle *t);
/* Takes the next slot: the time (clock_ns) at which the request may go. */
int64_t throttle_take(struct throttle *t);
/* The same where one slot may come longer than `most` (a minute at least) after
 * another, so rarely is the host asked: when the next one is farther away than
 * that, takes none and says how far in *away, which else is 0. */
int64_t throttle_take_near(struct throttle *t, int64_t most, int64_t *away);
/* Whether a slot was not used for so long that it is better given up. */
bool throttle_late(const struct throttle *t, int64_t slot);
/* The host refused what was asked at that time (429, 503): all processes ask
 * half as often from now on. Returns the rate in percent of the full one. */
int throttle_refused(struct throttle *t, int64_t began);
/* It gave a good answer: after some of these the rate rises again. */
void throttle_answered(struct throttle *t, int64_t began);
/* Takes one of so many connections, which all processes share; false: all are
 * in use. They are given back one by one, or when the process ends. */
bool throttle_enter(struct throttle *t, int most);
void throttle_leave(struct throttle *t);
/* How many of so many connections are in use, by all processes. */
size_t throttle_busy(struct throttle *t, int most);
/* This process looks at the network: its connections are in use. Who does not
 * say so for a while (it is stopped) has others use them, too. */
void throttle_alive(struct throttle *t);
/* One process at a time does what need be done but once for a host; false:
 * another one does. */
bool throttle_claim(struct throttle *t);
void throttle_disclaim(struct throttle *t);
/* Nobody asks this host before that time, or for a day. */
void throttle_pause(struct throttle *t, int64_t until);
/* When a pause that somebody set ends; not ahead of now: there is none. */
int64_t throttle_paused(struct throttle *t);

/* --- cache.c, cache_entry.c: responses under their URL, and the checkpoint of
 * a job --- */

struct cache;
struct cache_entry {
	int fd;		     /* the body, open for reading; the caller closes */
	size_t size;	     /* its length */
	char url[LIMIT_URL]; /* where it came from, after redirects */
	char type[128];	     /* Content-Type */
	char etag[256], modified[64];
	char checksum[20]; /* of the body; "" in an entry of old */
	int64_t retrieved; /* wall time */
	bool damaged;	   /* it is there, and not as it was kept */
	bool denied;	   /* damaged: it may not be read */
	bool news;	   /* the first time that this was noticed */
};
/* A cache below dir (made when it is missing); NULL with e. */
struct cache *cache_open(const char *dir, struct err *e);
void cache_close(struct cache *c);
/* False when there is none, or one that its length shows to be damaged. */
bool cache_get(struct cache *c, struct cache_entry *out, const char *url);
/* The same, and reads the body once, so that damage inside of it is known
 * before a byte of it is used. */
bool cache_load(struct cache *c, struct cache_entry *out, const char *url);
/* The entry's age counts from now again (it was found unchanged). */
void cache_touch(struct cache *c, const char *url);
/* The entry is of no use any more: as if it had never been kept. */
void cache_forget(struct cache *c, const char *url);
/* Writing aside: begin, any number of adds, then commit or drop. */
struct cache_write;
struct cache_write *cache_begin(struct cache *c, const char *url);
void cache_add(struct cache_write *w, const char *s, size_t n);
int cache_commit(
	struct cache_write *w, const struct cache_entry *about, struct err *e);
void cache_drop(struct cache_write *w);
/* The directory of the user's cache: $CF_CACHE, $XDG_CACHE_HOME/cf or
 * ~/.cache/cf, into out (replaced). */
void cache_default_dir(struct buf *out);

/* --- robots.c: what a site asks of programs, RFC 9309 --- */

struct robots;
/* Reads a robots.txt of n bytes (what is behind LIMIT_ROBOTS does not count)
 * for a program of that name; never fails. */
struct robots *robots_parse(const char *s, size_t n, const char *agent);
void robots_free(struct robots *r);
/* The rule that closes an address to us, or NULL. */
const char *robots_forbids(const struct robots *r, const char *url);
/* Seconds between two requests, 0: it does not say. */
double robots_delay(const struct robots *r);

/* --- http.c: many requests, a few at a time --- */

struct fetch_options {
	double rate;	 /* requests per second and host; 0: the host's own */
	int connections; /* at a time and host; 0: the host's own */
	long connect_timeout, timeout; /* seconds */
	/* A transfer that brings fewer bytes a second for so many seconds has
	 * stalled; 0 bytes: none has. */
	long speed_limit, speed_time;
	int retries;  /* of one request */
	int max_wait; /* the longest single wait, seconds; more gives up */
	const char *cache_dir; /* NULL: no cache */
	bool offline;	       /* what the cache has not got fails */
	bool refresh; /* kept answers are asked for again, if they changed */
	const char *begun;	/* but those kept since then; NULL: the start */
	bool ignore_robots;	/* ask what a robots.txt closes too */
	const char *connect_to; /* HOST1:PORT1:HOST2:PORT2, several by space */
	const char *cacert;
	const char *contact; /* mail address for the User-Agent */
};

struct response {
	const char *url, *type; /* after redirects; Content-Type or "" */
	int64_t retrieved;	/* wall time of the answer */
	bool cached;
};

struct request;
struct request_ops {
	/* A body comes; called again, from the start, when it is tried anew. */
	int (*begin)(struct request *, const struct response *);
	/* Bytes of the body; -1: no more are wanted. */
	int (*data)(struct request *, const char *s, size_t n);
	/* The end of the body. -1 with e (NULL when nobody asks) when it was
	 * not what it should be: V_RETRY_LATER is tried again, V_LOGIN after a
	 * login, and a cached answer is asked for once more. */
	int (*end)(struct request *, bool whole, struct err *e);
	/* Once per request, last: e is NULL when all went well. The request may
	 * be freed. */
	void (*done)(struct request *, const struct err *e);
};
struct request {
	const struct request_ops *ops;
	char *url;
	void *ctx;
	int64_t max_age; /* of a cached answer, seconds; -1: any */
	/* A file of up to LIMIT_RELEASE bytes that its reader keeps: it is not
	 * put into the cache, may take any time, and when it breaks off behind
	 * `have` bytes (which the reader counts) the rest is asked for. The
	 * reader sees in begin() that it comes from the start: have is 0. */
	bool bulk;
	uint64_t have;
	/* A page for people: the site's robots.txt is obeyed. */
	bool html;
	/* The rest is http.c's. */
	struct request *next;
	struct host *host;
	int attempt;
	long status; /* HTTP's, of the last answer; 0: none */
	bool login_tried, cache_tried;
	bool allowed; /* robots.txt has nothing against it */
	bool aside;   /* not what a job wants: it does not count */
	bool anew;    /* the cached answer is of no use: ask without it */
	int64_t not_before;
};

struct fetch_counts {
	uint64_t requests, bytes, cached, retries;
	int64_t wait_rate_ns, wait_net_ns;
};
/* Of one host: what went over the network. */
struct host_counts {
	const char *host;
	uint64_t requests, bytes, retries;
	int64_t wait_rate_ns, wait_net_ns;
};
#define HOSTS_COUNTED 16 /* hosts of a job that are told apart */

struct http;
struct http *http_open(const struct fetch_options *o, struct err *e);
void http_close(struct http *h);
void http_add(struct http *h, struct request *r);
/* Works until no request is left. tick is called at least once a second; a
 * return other than 0 ends the run and leaves the rest for http_drop. */
int http_run(struct http *h, int (*tick)(void *), void *ctx);
/* Breaks off what is under way and forgets what waits: done() is called for
 * each with V_FAILED. */
void http_drop(struct http *h);
/* http_counts.c: in all; and of each host that had anything to do since the
 * last http_count_hosts(). There are HOSTS_COUNTED at most: the last is "*"
 * then and stands for all others. The names live as long as h. */
const struct fetch_counts *http_counts(const struct http *h);
void http_count_hosts(struct http *h);
size_t http_hosts(const struct http *h, struct host_counts out[HOSTS_COUNTED]);
bool http_offline(const struct http *h);
/* http_cache.c: the answer that is kept for this URL shall not be used again,
 * nor brought back by its validators. Not with --offline. */
void http_forget(struct http *h, const char *url);
/* dblp_slice.c: whether questions about a release can be answered without
 * fetching it. */
bool http_has_release(const struct http *h, const char *release);

/* --- retry.c: which failures are tried again, when, and what they mean --- */

struct outcome {
	int curl;	    /* CURLcode, 0: a response came */
	long status;	    /* HTTP status, 0: none */
	const char *detail; /* libcurl's words */
	bool connected;	    /* the request was sent */
};
/* Fills e with verdict and words for a failure; returns whether trying again
 * can help. */
bool outcome_failure(const struct outcome *o, const char *url, struct err *e);
/* A wait of so many seconds that is too long for us: says until when. */
void outcome_later(const char *url, int64_t seconds, struct err *e);
/* Nanoseconds to wait after attempt n (from 1): exponential with full jitter,
 * at most so many seconds, but at least what the server asked for (-1: it did
 * not). */
int64_t retry_delay(int attempt, int64_t retry_after, int64_t most);

#endif
