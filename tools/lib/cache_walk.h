/*
 * cache_walk.h - the cache as a whole, for cf-cache: what it holds
 * (cache_walk.c), what of it has to go (cache_prune.c), and how that is told
 * (cache_report.c); and its command line (cache_options.c).
 */
#ifndef CF_CACHE_WALK_H
#define CF_CACHE_WALK_H

#include "fetch.h"

/* --- cache_walk.c: all that a cache holds --- */

/* An answer, or the index of a release of dblp. */
struct cache_item {
	const char *host, *path; /* its folder's name; the body, or the index */
	const struct cache_entry *about; /* its url is "" when unknown */
	uint64_t size, inode;		 /* of what is there */
	int64_t changed;		 /* when it was written, nanoseconds */
	bool index;
};
/* Calls fn for each item, hosts and names in the order of their bytes; with
 * sum, bodies are read and damage inside of them is found too. A return other
 * than 0 ends the walk and is returned; -1 with e when dir cannot be read. */
int cache_walk(const char *dir, bool sum,
	int (*fn)(void *ctx, const struct cache_item *), void *ctx,
	struct err *e);
/* What is known of an answer, for its item's about, which is not kept for all
 * of a cache. */
void cache_look(struct cache_entry *about, const struct cache_item *it);
/* Removes an item: 1; 0 when it is being written or has changed since the walk
 * met it; -1 with errno. Uses path, index, size, inode and changed. */
int cache_remove(const struct cache_item *it);

/* --- cache_prune.c: which of them have to go --- */

struct cache_aged {
	struct cache_item item; /* without about */
	int64_t retrieved;
	bool damaged;
};
/* {0} is empty. */
struct cache_prune {
	struct cache_aged *item;
	size_t n, cap;
	uint64_t size; /* of all */
	struct arena mem;
};
void cache_prune_note(struct cache_prune *p, const struct cache_item *it);
/* Orders them, and says how many of the first have to go: those retrieved
 * before that time, and the oldest as long as there are more than so many
 * bytes. */
size_t cache_prune_pick(struct cache_prune *p, int64_t before, uint64_t most);
void cache_prune_free(struct cache_prune *p);

/* --- cache_report.c: an item as a line of JSON, and sums per host --- */

void cache_report_item(struct buf *b, const struct cache_item *it);

/* {0} is empty. Items of one host come one after the other. */
struct cache_sums {
	struct cache_sum_of {
		char *host;
		uint64_t size, entries;
	} * host;
	size_t n;
};
void cache_sums_note(struct cache_sums *s, const struct cache_item *it);
/* Lines "size<TAB>entries<TAB>host", the largest host first, "total" last. */
void cache_sums_report(struct buf *b, struct cache_sums *s);
void cache_sums_free(struct cache_sums *s);

/* --- cache_options.c --- */

enum cache_command {
	CACHE_LIST,
	CACHE_SIZE,
	CACHE_VERIFY,
	CACHE_PRUNE
};
struct cache_options {
	enum cache_command command;
	struct buf dir;
	char **host; /* of these alone; 0: of all */
	size_t nhost;
	bool remove, dry_run;
	int64_t days;  /* -1: of any age */
	uint64_t most; /* bytes; UINT64_MAX: any number */
};
/* -1, or the status to end with: help was shown, or the words make no sense.
 * Freed in either case. */
int cache_options_read(struct cache_options *o, int argc, char **argv);
void cache_options_free(struct cache_options *o);

#endif
