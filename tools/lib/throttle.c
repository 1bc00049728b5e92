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
 * CLOCK_MONOTONIC, which all processes of one boot share; the file says of
 * which boot its times are, and what an earlier one left is forgotten. A number
 * that cannot be (a damaged file) is taken for none.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fetch.h"

struct shared {
	_Atomic int64_t next;  /* when the next request may go */
	_Atomic int64_t pause; /* nobody goes before this */
	_Atomic int64_t boot;  /* when the clock of these times began */
};

struct throttle {
	struct shared *shared;
	struct shared own; /* when the file cannot be had */
	bool mapped;
	int64_t interval;
};

/* A slot farther ahead than so many of ours, and than QUEUE_MIN (others may ask
 * more slowly than we do), is nobody's queue but a damaged number. */
#define SLOTS_MAX 512
#define QUEUE_MIN (60 * SECOND)
#define INTERVAL_MAX (24 * 3600 * SECOND)
/* The start of a boot is known to so many seconds. */
#define BOOT_NEAR 5
/* A worker that wakes a little late does not lose the time it was late by. */
#define LATE ((int64_t)20 * 1000000)
#define PAUSE_MAX (24 * 3600 * SECOND)

/* What an earlier boot left is forgotten. Two processes may both do so: that
 * costs one slot given twice, once per boot. */
static void
forget_earlier_boot(struct shared *s)
{
	int64_t now = clock_ns() / SECOND, boot = (int64_t)time(NULL) - now;
	int64_t then = atomic_load(&s->boot);

	if (then >= boot - BOOT_NEAR && then <= boot + BOOT_NEAR)
		return;
	atomic_store(&s->next, 0);
	atomic_store(&s->pause, 0);
	atomic_store(&s->boot, boot);
}

static struct shared *
map(const char *host, struct err *e)
{
	struct buf path;
	struct shared *s = NULL;
	int fd, error = 0;

	buf_init(&path, LIMIT_URL);
	if (state_dir(&path, e) < 0)
		goto end;
	buf_puts(&path, "/throttle-");
	url_encode(&path, host, "");
	fd = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		error = errno;
	else /* with its blocks: a full disk must not be found out by SIGBUS */
		error = posix_fallocate(fd, 0, (off_t)sizeof(*s));
	if (error) {
		err_set(e, V_FAILED, "cannot use '%s': %s", path.s,
			strerror(error));
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

	t->interval = INTERVAL_MAX;
	if (rate * (double)INTERVAL_MAX > (double)SECOND)
		t->interval = (int64_t)((double)SECOND / rate);
	t->shared = map(host, e);
	t->mapped = t->shared != NULL;
	if (!t->mapped)
		t->shared = &t->own;
	forget_earlier_boot(t->shared);
	return t;
}

void
throttle_slow(struct throttle *t, double rate)
{
	int64_t interval = t->interval;

	if (rate > 0 && rate * (double)INTERVAL_MAX > (double)SECOND)
		interval = (int64_t)((double)SECOND / rate);
	if (interval > t->interval)
		t->interval = interval;
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
	int64_t far = t->interval * SLOTS_MAX;

	if (far < QUEUE_MIN)
		far = QUEUE_MIN;
	do {
		go = next;
		if (go < now - LATE)
			go = now - LATE;
		else if (go > now + far)
			go = now;
	} while (!atomic_compare_exchange_weak(
		&t->shared->next, &next, go + t->interval));
	return go;
}

void
throttle_pause(struct throttle *t, int64_t until)
{
	int64_t old = atomic_load(&t->shared->pause);
	int64_t last = clock_ns() + PAUSE_MAX;

	if (until > last)
		until = last;
	while ((old < until || old > last) &&
		!atomic_compare_exchange_weak(&t->shared->pause, &old, until))
		;
}

int64_t
throttle_paused(const struct throttle *t)
{
	int64_t until = atomic_load(&t->shared->pause);

	return until > clock_ns() + PAUSE_MAX ? 0 : until;
}
