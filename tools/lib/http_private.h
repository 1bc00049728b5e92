/*
 * http_private.h - what http.c (queues, the loop), transfer.c (one transfer
 * with libcurl) and the files that stand below as headings share; nobody else
 * includes it.
 */
#ifndef CF_HTTP_PRIVATE_H
#define CF_HTTP_PRIVATE_H

#include <curl/curl.h>

#include "fetch.h"

/* The longest time spent on what needs no asking before the web is looked at.
 */
#define TURN (SECOND / 4)

struct host {
	struct host *next;
	char *name;
	struct throttle *throttle;
	int max, active;
	int64_t slot; /* the slot taken for the head of the queue, 0: none */
	struct host_counts counts, base; /* in all; at http_count_hosts() */
	struct request *head, **tail;
	bool rare;     /* it may hardly ever be asked */
	bool draining; /* nothing new until what is under way has ended */
	bool inside;   /* it is on this machine or in a private network */
	/* The private address of its first connection: its own or a proxy's. */
	char address[46];
};

/* limits.c: what a server said of its limits; -1: nothing. */
struct limits {
	int64_t remaining; /* requests that are left now */
	int64_t reset;	   /* seconds until there are more */
	bool reset_known;  /* said in seconds for certain */
	int64_t requests;  /* so many in `interval` seconds */
	int64_t interval;
	int64_t quota, window; /* the same, of a policy; 0: none */
	int64_t connections;   /* at a time */
	int64_t retry;	       /* seconds until it may be asked again */
	int64_t date;	       /* the answer's own; 0 or less: it has none */
	bool reset_of_day, retry_of_day; /* until limits_settle() */
	long status;			 /* of the answer; for http_limits() */
	int64_t asked;			 /* when it was asked for; the same */
};
void limits_none(struct limits *l);
/* Takes a header line of n bytes; false when it says nothing of limits. */
bool limits_header(struct limits *l, const char *line, size_t n);
/* After the last header: what was said as a time of day becomes seconds. */
void limits_settle(struct limits *l);
/* Requests per second, or 0. */
double limits_rate(const struct limits *l);
/* Whether a header line has this name: its value without spaces into out. */
bool header_value(
	const char *line, size_t n, const char *name, char *out, size_t size);
/* The number at the start of a value, or -1. */
int64_t header_number(const char *value);

/* One easy handle and the transfer it is on. */
struct transfer {
	struct transfer *next;
	struct http *http;
	CURL *easy;
	struct request *request;
	struct cache_write *write;
	struct curl_slist *headers;
	char detail[CURL_ERROR_SIZE];
	char excess[96]; /* why it was broken off as too large, or "" */
	char etag[256], modified[64];
	uint64_t bearer;     /* the hash of the token sent, 0: none */
	long status;	     /* once it has ended */
	int64_t began;	     /* when it was started */
	int64_t retry_after; /* seconds; -1: not said; once it has ended */
	struct limits limits;
	size_t size, head;    /* bytes of the body, of all headers */
	int64_t age;	      /* how long it has been under way, for watch.c */
	int64_t quiet, heard; /* since when too little came, and what had */
	int64_t range;	      /* where a part of the body begins, or -1 */
	bool conditional;     /* a 304 would be an answer */
	bool begun, stopped, busy;
	bool framed; /* HTTP tells where the body ends */
	bool bulk;   /* the handle has the options of such a request */
	bool astray; /* a redirect led into a private network */
};

struct http {
	struct fetch_options o;
	CURLM *multi;
	struct curl_slist *connect_to;
	struct cache *cache;
	struct dblp *dblp; /* NULL until something of dblp is asked for */
	struct host *hosts;
	struct transfer *transfers;
	struct site *sites; /* http_robots.c */
	struct fetch_counts counts;
	struct buf agent, token;
	uint64_t fresh;	     /* the hash of the token of the last login */
	int64_t fresh_at;    /* and when that was */
	size_t left;	     /* requests not done */
	int64_t watched;     /* the last watch_step() */
	int64_t begun;	     /* what was kept since then is not refreshed */
	int (*tick)(void *); /* of http_run() */
	void *tick_ctx;
	bool changed; /* something may start: do not sleep */
	bool warned_rate, warned_throttle, warned_cache, warned_key;
};

/* http.c: into and out of the queue of its host; the end of a request. */
void http_enqueue(struct http *h, struct request *r);
void http_dequeue(struct request *r);
void http_finish(struct http *h, struct request *r, const struct err *e);
/* The host that a redirect led to; NULL: there are too many. */
struct host *http_led_to(struct http *h, const char *url);
/* A request was made out of turn (a redirect, a login): the next turn of its
 * host pays. Returns the host; NULL: there are too many. */
struct host *http_out_of_turn(struct http *h, const char *url);

/* What must not wait for a login: the heartbeat, and that connections under way
 * are seen to be ours. */
void http_alive(void *http);

/* http_counts.c: some time was slept; running: with a transfer under way. */
void http_slept(struct http *h, bool running, int64_t ns);

/* http_cache.c: answers what can be answered from a host's queue without
 * asking. */
void http_from_cache(struct http *h, struct host *s);
/* Whether a transfer ended in "not modified": then the cache answered. */
bool http_unchanged(struct http *h, struct transfer *t, CURLcode code);

/* http_robots.c: asks for the robots.txt that the pages of a host's queue wait
 * for, lets go those that it allows and ends those that it does not. Returns
 * when to look again. */
int64_t http_robots(struct http *h, struct host *s);
/* Whether a request has to wait for that. */
bool http_held(const struct http *h, const struct request *r);
void http_robots_close(struct http *h);

/* guard.c: no redirect leads from a public host into a private network. Sets
 * the options of a transfer's handle. */
void guard_options(struct transfer *t);
/* The failure of a transfer that was led astray: -1 with e. */
int guard_failure(const struct transfer *t, struct err *e);

/* dblp_slice.c: takes a request for a part of a dblp release; false when it is
 * none of these. */
bool dblp_take(struct http *h, struct request *r);
/* Works on those for a while; returns when to look again. */
int64_t dblp_work(struct http *h, int64_t now);
/* Ends them all as http_drop does. */
void dblp_drop(struct http *h, const struct err *e);
void dblp_close(struct http *h);

/* transfer.c: starts r, which is no longer in a queue, on a free handle; the
 * caller has entered the host. */
void transfer_start(struct http *h, struct request *r);
/* The transfer leaves libcurl and its host. */
void transfer_leave(struct http *h, struct transfer *t);
/* Notes what a server said of its limits, for all workers: they ask the host
 * more slowly, a little faster again, or not at all for a while. attempt: which
 * one of a request this was. Returns the seconds of Retry-After, -1: it said
 * none. */
int64_t
http_limits(struct http *h, struct host *s, struct limits *l, int attempt);
/* The same with those of a transfer, first of all at its end. */
void transfer_limits(struct transfer *t);
/* What a finished transfer amounts to: 0, or -1 with e; *again says whether
 * trying anew can help. Keeps or drops what was written to the cache. */
int transfer_end(struct transfer *t, CURLcode code, struct err *e, bool *again);
void transfer_free(struct transfer *t);
/* Sets the options of every handle: address, trust, time limits, agent. */
void transfer_options(struct http *h, CURL *c, char *detail);

/* debug.c: what libcurl says goes to standard error, but for secrets. */
void debug_options(CURL *c);
/* libcurl's words for a failure (CURL_ERROR_SIZE bytes) without what may be a
 * secret. */
void debug_hush(char *detail, CURLcode code);

/* watch.c: the time since the last call, as far as it was spent on the network;
 * and whether a transfer, by that much older, takes too long: then it says so
 * in its detail and is to be ended. */
int64_t watch_step(struct http *h);
bool watch_late(struct transfer *t, int64_t step);
/* Whether what came is more than can be meant, by its size or by what it
 * unpacks to: then t->excess says so. And the bytes that a body may have. */
bool watch_excess(struct transfer *t);
uint64_t watch_limit(const struct transfer *t);

/* login.c: fetches a token for OpenReview, which a request wants, unless
 * another worker just did; refused is the hash of the token that does not do, 0
 * when none was sent. -1 with e; V_RETRY_LATER: it may do later, after the
 * seconds of *retry_after (-1: that was not said). */
int http_login(struct http *h, struct request *r, uint64_t refused,
	int64_t *retry_after, struct err *e);
/* Whether a login in this process has just given that token. */
bool http_login_fresh(const struct http *h, uint64_t token);

#endif
