/*
 * throttle_private.h - what throttle.c (the file of a host, its slots) and
 * throttle_connections.c share; nobody else includes it.
 */
#ifndef CF_THROTTLE_PRIVATE_H
#define CF_THROTTLE_PRIVATE_H

#include <stdatomic.h>

#include "fetch.h"

#define CONNECTIONS_MAX 256 /* of one host; as --connections has it */
#define ROWS 4		    /* how often a connection may be given on */

struct shared {
	_Atomic int64_t next;  /* when the next request may go */
	_Atomic int64_t pause; /* nobody goes before this */
	_Atomic int64_t boot;  /* whose clock these times are of */
	_Atomic int64_t format;
	_Atomic int64_t slow; /* see struct slow; 0: not at all */
	_Atomic int64_t told; /* see struct told; 0: nothing */
	_Atomic int64_t most; /* the same, of connections at a time */
	/* When who holds a connection was last seen at work. */
	_Atomic int64_t seen[ROWS][CONNECTIONS_MAX];
};

/* How much slower than it may be a host is asked; one number in the file, so
 * that its parts change together. */
struct slow {
	int64_t since; /* the last halving, in milliseconds */
	int64_t good;  /* answers since the last change */
	int64_t less;  /* by so many parts of PARTS */
};

/* What the server said of its limits, as one number, too. */
struct told {
	int64_t since; /* when it said so last, in units of its own */
	int64_t value; /* microseconds between two requests, or connections */
};

struct throttle {
	char *host;
	struct shared *shared;
	struct shared own; /* when the file cannot be had */
	int fd;		   /* for its locks; -1: none */
	bool mapped;
	int64_t interval;
	/* The row of each connection of this process, from 1; 0: not ours. */
	unsigned char mine[CONNECTIONS_MAX];
	size_t held;
};

/* What the server said and still counts; all 0: nothing. */
struct told told_read(_Atomic int64_t *from);

/* The connections of this process are locked in the new file of t->fd. */
void throttle_relock(struct throttle *t);
/* Makes the file whole where it was cut, for to touch what is not there is
 * SIGBUS; leaves it for a new one where it was removed. Before every use. */
void throttle_follow(struct throttle *t);

#endif
