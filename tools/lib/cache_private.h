/*
 * cache_private.h - what cache.c (names, writing), cache_entry.c (one entry:
 * its description, its checksum) and cache_walk.c (all of them) share; nobody
 * else includes it.
 */
#ifndef CF_CACHE_PRIVATE_H
#define CF_CACHE_PRIVATE_H

#include <sys/stat.h>

#include "fetch.h"

#define CACHE_PART ".part-" /* begins the name of a file being written */

/* --- cache_entry.c --- */

/* The checksum of a body that comes in portions of any size. {0} begins. */
struct cache_sum {
	uint64_t hash;
	size_t n;
	unsigned char block[8 + 4096];
};
void cache_sum_add(struct cache_sum *sum, const void *s, size_t n);
/* The checksum as it stands in a description. */
void cache_sum_end(struct cache_sum *sum, char out[20]);

/* Reads a description; false when there is none, or not a whole one. */
bool cache_entry_read(struct cache_entry *out, const char *meta);
/* Writes one to a new file, down to the disk; closes. 0, or -1 with errno. */
int cache_entry_write(int fd, const struct cache_entry *about);
/* As cache_get, or with sum as cache_load, by the paths of the two files. */
bool cache_entry_find(
	struct cache_entry *out, const char *body, const char *meta, bool sum);
/* Changes of the entries of a host are made one at a time: the lock is on its
 * folder of descriptions. Where it cannot be had (-1), a reader may meet a body
 * that does not fit its description, and takes none. */
int cache_lock(const char *meta);
void cache_unlock(int lock);
/* Appends the part of a path before the last slash to out, which is made. */
void cache_parent(struct buf *out, const char *path);

#endif
