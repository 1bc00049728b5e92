/*
 * throttle.c - one budget per host for all processes of a user on a machine.
 *
 * A small file per host in the state directory is mapped by every worker. It
 * holds the generic cell rate algorithm's one number, the theoretical arrival
 * time of the next request, moved on by atomic compare-and-swap: there is no
 * lock that a killed worker could leave behind. A worker takes a slot before
 * it asks, so slots are spread evenly whoever takes them.
 *
 * Source: GCRA as in ITU-T I.371, annex A, with a tolerance of LATE. Times are
 * CLOCK_MONOTONIC, which all processes of one boot share; a value from before
 * a reboot is recognised because it is too far ahead.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch.h"

struct shared {
	_Atomic int64_t next;  /* when the next request may go */
	_Atomic int64_t pause; /* nobody goes before this */
};

struct throttle {
	struct shared *shared;
	struct shared own; /* when the file cannot be had */
	bool mapped;
	int64_t interval;
};

/* A queue longer than this is a number from before a reboot. */
#define SLOTS_MAX 4096
/* A worker that wakes a little late does not lose the time it was late by. */
#define LATE ((int64_t)20 * 1000000)
#define PAUSE_MAX ((int64_t)24 * 3600 * 1000000000)

static struct shared *
map(const char *host, struct err *e)
{
	struct buf path;
	struct shared *s = NULL;
	int fd;

	buf_init(&path, LIMIT_URL);
	if (state_dir(&path, e) < 0)
		goto end;
	buf_puts(&path, "/throttle-");
	url_encode(&path, host, "");
	fd = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || ftruncate(fd, (off_t)sizeof(*s)) < 0) {
		err_set(e, V_FAILED, "cannot open '%s': %s", path.s,
			strerror(errno));
	} else {
		s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE, MAP_SHARED,
			fd, 0);
		if (s == MAP_FAILED) {
			err_set(e, V_FAILED, "cannot map '%s': %s", path.s,
				strerror(errno));
			s = NULL;
		}
	}
	if (fd >= 0)
		(void)close(fd);
end:
	buf_free(&path);
	return s;
}

struct throttle *
throttle_open(const char *host, double rate, struct err *e)
{
	struct throttle *t = xcalloc(1, sizeof(*t));

	t->interval = rate > 0 ? (int64_t)(1e9 / rate) : 0;
	t->shared = map(host, e);
	t->mapped = t->shared != NULL;
	if (!t->mapped)
		t->shared = &t->own;
	return t;
}

void
throttle_close(struct throttle *t)
{
	if (t && t->mapped)
		(void)munmap(t->shared, sizeof(*t->shared));
	free(t);
}

int64_t
throttle_take(struct throttle *t)
{
	int64_t now = clock_ns(), next = atomic_load(&t->shared->next), go;

	do {
		go = next;
		if (go < now - LATE)
			go = now - LATE;
		else if (go - now > t->interval * SLOTS_MAX)
			go = now;
	} while (!atomic_compare_exchange_weak(
		&t->shared->next, &next, go + t->interval));
	return go;
}

void
throttle_pause(struct throttle *t, int64_t until)
{
	int64_t old = atomic_load(&t->shared->pause);

	while ((old < until || old - clock_ns() > PAUSE_MAX) &&
		!atomic_compare_exchange_weak(&t->shared->pause, &old, until))
		;
}

int64_t
throttle_paused(const struct throttle *t)
{
	int64_t until = atomic_load(&t->shared->pause);

	return until - clock_ns() > PAUSE_MAX ? 0 : until;
}
