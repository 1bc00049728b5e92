/*
 * dblp_index.h - a release of dblp, cut into the records of its conferences and
 * journals: what dblp_cut.c (records out of the bytes), dblp_build.c (the
 * index), dblp_index.c (answers out of it) and dblp_slice.c (requests) share.
 *
 * A release is one XML file of several gigabytes. It is read once; each record
 * goes into one of DBLP_BUCKETS files, which the name of its stream ("conf/
 * icml", "journals/pami") selects. A question reads one of them.
 */
#ifndef CF_DBLP_INDEX_H
#define CF_DBLP_INDEX_H

#include "cf.h"

/* Where releases are. Requests below this with a fragment that names a stream,
 * ".../dblp-2026-10-03.xml.gz#conf/icml", with ",2004" for one year alone, are
 * answered from the index, as a document <dblp> with these records. */
#define DBLP_RELEASES "https://drops.dagstuhl.de/storage/artifacts/dblp/xml/"

#define DBLP_BUCKETS 256
#define DBLP_STREAMS 8	     /* that one record may belong to */
#define DBLP_STREAM_MAX 100  /* bytes of the name of a stream */
#define DBLP_ENCODING_MAX 40 /* bytes of the name of an encoding */

/* The stream at the start of a key or a path: its first two parts, as a length;
 * 0: there is none. */
size_t dblp_stream(const char *s, size_t n);

/* --- dblp_cut.c: records out of the bytes of a release --- */

/* One <article>, <inproceedings> or <incollection>, as it stands there. */
struct dblp_record {
	const char *s;
	size_t n;
	int year;			  /* 0: it has none */
	struct json stream[DBLP_STREAMS]; /* by its key, crossref, url... */
	size_t nstreams;
};
/* A return other than 0 stops the feed. */
typedef int dblp_record_fn(void *ctx, const struct dblp_record *r);
struct dblp_cut;
struct dblp_cut *dblp_cut_open(dblp_record_fn *fn, void *ctx);
/* 0, what fn returned, or -1 when this is no release of dblp. */
int dblp_cut_feed(struct dblp_cut *c, const char *s, size_t n);
/* The encoding that the release declares, or "UTF-8"; once a record came. */
const char *dblp_cut_encoding(const struct dblp_cut *c);
/* At the end of the input; frees. -1 with e when there was no whole <dblp>:
 * V_RETRY_LATER if it was cut off. */
int dblp_cut_close(struct dblp_cut *c, struct err *e);

/* --- dblp_build.c: making the index --- */

struct dblp_build;
/* Begins an index that shall stand at path; release is its address, for the
 * description. What a killed build left is removed: the caller holds the lock.
 * NULL with e. */
struct dblp_build *
dblp_build_open(const char *path, const char *release, struct err *e);
/* Bytes of the release, XML or that in gzip. -1 with e: nothing more is of
 * use. */
int
dblp_build_feed(struct dblp_build *b, const char *s, size_t n, struct err *e);
/* Ends; frees. When all has come the index takes its place, at once and whole;
 * otherwise -1 with e and nothing is left. dblp_build_drop only removes. */
int dblp_build_close(struct dblp_build *b, struct err *e);
void dblp_build_drop(struct dblp_build *b);

/* --- dblp_index.c: reading the index --- */

struct dblp_index {
	char *path;
	char encoding[DBLP_ENCODING_MAX + 1];
	int64_t retrieved; /* wall time */
	uint64_t size[DBLP_BUCKETS];
};
/* The place of a release's index below the cache directory, into out
 * (replaced). A local file that changes has another place. */
void dblp_index_path(struct buf *out, const char *cache, const char *release);
/* False when there is none at path, or not a whole one. */
bool dblp_index_open(struct dblp_index *x, const char *path);
void dblp_index_free(struct dblp_index *x);
/* Hands the document with the records of a stream (year 0: of all years) to fn,
 * in portions. 0, or what fn returned other than 0; -2 with e when the index
 * is damaged. */
int dblp_index_slice(const struct dblp_index *x, const char *stream, int year,
	int (*fn)(void *ctx, const char *s, size_t n), void *ctx,
	struct err *e);
/* Which file holds a stream. */
unsigned dblp_bucket(const char *stream, size_t n);
void dblp_bucket_name(char out[16], unsigned bucket);
/* Name of the description of an index, written last. */
#define DBLP_ABOUT "release"

#endif
