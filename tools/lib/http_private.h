/*
 * http_private.h - what http.c (queues, the loop), transfer.c (one transfer
 * with libcurl) and login.c share; nobody else includes it.
 */
#ifndef CF_HTTP_PRIVATE_H
#define CF_HTTP_PRIVATE_H

#include <curl/curl.h>

#include "fetch.h"

struct host {
	struct host *next;
	char *name;
	struct throttle *throttle;
	int max, active;
	int64_t slot; /* the slot taken for the head of the queue, 0: none */
	struct request *head, **tail;
};

/* One easy handle and the transfer it is on. */
struct transfer {
	struct transfer *next;
	struct http *http;
	CURL *easy;
	struct request *request;
	struct cache_write *write;
	struct curl_slist *headers;
	char detail[CURL_ERROR_SIZE];
	char etag[256], modified[64];
	uint64_t bearer;	  /* the hash of the token sent, 0: none */
	long status;		  /* once it has ended */
	int64_t retry_after;	  /* seconds; -1: not said; once it has ended */
	int64_t remaining, reset; /* the server's rate limit; -1: not said */
	size_t size, head;	  /* bytes of the body, of all headers */
	bool conditional;	  /* a 304 would be an answer */
	bool begun, stopped, busy;
};

struct http {
	struct fetch_options o;
	CURLM *multi;
	struct curl_slist *connect_to;
	struct cache *cache;
	struct host *hosts;
	struct transfer *transfers;
	struct fetch_counts counts;
	struct buf agent, token;
	uint64_t fresh;	  /* the hash of the token of the last login */
	int64_t fresh_at; /* and when that was */
	size_t left;	  /* requests not done */
	bool changed;	  /* something may start: do not sleep */
	bool warned_rate, warned_throttle, warned_cache;
};

/* transfer.c: starts r, which is no longer in a queue, on a free handle. */
void transfer_start(struct http *h, struct request *r);
/* Notes what the server said of its limits, for all workers; first of all at
 * the end of a transfer. */
void transfer_limits(struct transfer *t);
/* What a finished transfer amounts to: 0, or -1 with e; *again says whether
 * trying anew can help. Keeps or drops what was written to the cache. */
int transfer_end(struct transfer *t, CURLcode code, struct err *e, bool *again);
void transfer_free(struct transfer *t);
/* Sets the options of every handle: address, trust, time limits, agent. */
void transfer_options(struct http *h, CURL *c, char *detail);

/* login.c: fetches a token for OpenReview, unless another worker just did;
 * refused is the hash of the token that does not do, 0 when none was sent. -1
 * with e; V_RETRY_LATER: it may do later. */
int http_login(struct http *h, uint64_t refused, struct err *e);
/* Whether a login in this process has just given that token. */
bool http_login_fresh(const struct http *h, uint64_t token);

#endif
