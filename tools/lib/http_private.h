/*
 * http_private.h - what http.c (queues, the loop) and transfer.c (one transfer
 * with libcurl) share; nobody else includes it.
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
	struct cache_entry old; /* what a refresh asks about */
	struct curl_slist *headers;
	char detail[CURL_ERROR_SIZE];
	char etag[256], modified[64];
	int64_t retry_after;
	long remaining, reset; /* the server's rate limit; -1: not said */
	size_t size;
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
	size_t left;  /* requests not done */
	bool changed; /* something may start: do not sleep */
};

/* transfer.c: starts r, which is no longer in a queue, on a free handle. */
void transfer_start(struct http *h, struct request *r);
/* What a finished transfer amounts to: 0, or -1 with e; *again says whether
 * trying anew can help. Keeps or drops what was written to the cache. */
int transfer_end(struct transfer *t, CURLcode code, struct err *e, bool *again);
void transfer_free(struct transfer *t);
/* Sets the options of every handle: address, trust, time limits, agent. */
void transfer_options(struct http *h, CURL *c, const char *url, char *detail);

/* login.c: fetches a token for OpenReview, unless another worker just did. */
int http_login(struct http *h, struct err *e);

#endif
