/*
 * dblp_slice.h - what dblp_slice.c (requests that wait) and dblp_make.c (the
 * index that they wait for) share; nobody else includes it.
 */
#ifndef CF_DBLP_SLICE_H
#define CF_DBLP_SLICE_H

#include "dblp_index.h"
#include "http_private.h"

struct dblp {
	struct http *http;
	struct request *waiting, **tail;
	char *release;	      /* of the first that waits; NULL: not looked at */
	struct buf path;      /* of its index */
	int lock;	      /* held while the index is made, or -1 */
	bool told;	      /* that another process makes it */
	bool made;	      /* by this process */
	struct request whole; /* the release, while it is under way */
	bool asked;	      /* it is */
	int file;	      /* or it is this file, or -1 */
	struct dblp_build *build;
	struct err err; /* of the build */
	int64_t news;
};

/* --- dblp_slice.c --- */

/* Gives up the lock and ends all that wait with the same error. */
void dblp_fail(struct dblp *d, const struct err *e);

/* --- dblp_make.c --- */

/* Whether a release is on the web; else it is a file. */
bool dblp_is_url(const char *release);
/* 1: this process may make the index; 0: another one is at it; -1 with e. */
int dblp_lock(struct dblp *d, struct err *e);
void dblp_unlock(struct dblp *d);
/* Begins to make the index, under the lock: then either d->asked is set until
 * the release has come, or d->file is to be read. -1 with e. */
int dblp_make(struct dblp *d, struct err *e);
/* Reads on in the file of a release, for a while. */
void dblp_read_file(struct dblp *d);
/* Gives up what is half made. */
void dblp_abandon(struct dblp *d);

#endif
