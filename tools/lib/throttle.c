/*
 * throttle.c - one budget per host for all processes of a user on a machine.
 *
 * A small file per host in the state directory is mapped by every worker. It
 * holds the generic cell rate algorithm's one number, the theoretical arrival
 * time of the next request, moved on by atomic compare-and-swap: there is no
 * lock that a killed worker could leave behind. A worker takes a slot before
 * it asks, so slots are spread evenly whoever takes them.
 *
 * A server that refused is asked half as often by all of them, down to 1/32;
 * good answers raise that again, 1/16 of the rate for every RAISE of them. What
 * was asked before the last halving counts neither way: sixteen workers that
 * are refused at once are one refusal.
 *
 * A connection is a request under way, from its start to the end of its answer,
 * also where HTTP/2 carries several on one wire: that is what a server has to
 * work on, and no fewer than the wires in use. Each is a byte of the file that
 * is locked (fcntl): the system frees it when a process dies, however it does.
 * These locks are a process's, not a descriptor's: one that opens the throttle
 * of a host twice lets go of all its connections when it closes one.
 *
 * Source: GCRA as in ITU-T I.371, annex A, with a tolerance of LATE. Times are
 * CLOCK_MONOTONIC, which all processes of one boot share; the file says of
 * which boot its times are, and what an earlier one left is forgotten, and so
 * is what another format left. A number that cannot be (a damaged file) is
 * taken for none.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fetch.h"

#define CONNECTIONS_MAX 256 /* of one host; as --connections has it */

struct shared {
	_Atomic int64_t next;  /* when the next request may go */
	_Atomic int64_t pause; /* nobody goes before this */
	_Atomic int64_t boot;  /* when the clock of these times began */
	_Atomic int64_t format;
	_Atomic int64_t slow; /* see struct slow; 0: not at all */
};

/* How much slower than it may be a host is asked; one number in the file, so
 * that its parts change together. */
struct slow {
	int64_t since; /* the last halving, in milliseconds */
	int64_t good;  /* answers since the last change */
	int64_t less;  /* by so many parts of PARTS */
};

struct throttle {
	struct shared *shared;
	struct shared own; /* when the file cannot be had */
	int fd;		   /* for its locks; -1: none */
	bool mapped;
	int64_t interval;
	bool mine[CONNECTIONS_MAX]; /* the connections of this process */
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
/* A slot that was not used for so long, and until the next one was due, is
 * lost: what many workers kept shall not go all at once. */
#define OVERDUE (SECOND / 10)
#define PAUSE_MAX (24 * 3600 * SECOND)

#define FORMAT 2
/* The bytes that are locked lie behind all that any format writes. */
#define LOCKS 4096

#define PARTS 32
#define STEP 2 /* parts that RAISE good answers give back */
#define RAISE 8
#define MS ((int64_t)1000000)
/* So long after the last refusal it is of no account any more. */
#define SLOW_MAX (3600 * SECOND / MS)

/* What an earlier boot or another format left is forgotten. Two processes may
 * both do so: that costs one slot given twice, once per boot. */
static void
forget_others(struct shared *s)
{
	int64_t now = clock_ns() / SECOND, boot = (int64_t)time(NULL) - now;
	int64_t then = atomic_load(&s->boot);

	if (then >= boot - BOOT_NEAR && then <= boot + BOOT_NEAR &&
		atomic_load(&s->format) == FORMAT)
		return;
	atomic_store(&s->next, 0);
	atomic_store(&s->pause, 0);
	atomic_store(&s->slow, 0);
	atomic_store(&s->boot, boot);
	atomic_store(&s->format, FORMAT);
}

/* The descriptor stays open: closing it would give up the locks. */
static struct shared *
map(const char *host, int *keep, struct err *e)
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
	if (s)
		*keep = fd;
	else if (fd >= 0)
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
	t->fd = -1;
	t->shared = map(host, &t->fd, e);
	t->mapped = t->shared != NULL;
	if (!t->mapped)
		t->shared = &t->own;
	forget_others(t->shared);
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
	if (t && t->fd >= 0)
		(void)close(t->fd);
	free(t);
}

/* --- slower and faster --- */

static struct slow
slow_read(int64_t number)
{
	struct slow s = {number >> 16, number >> 8 & 0xff, number & 0xff};
	int64_t now = clock_ns() / MS;

	if (s.less >= PARTS || s.good >= RAISE || s.since > now ||
		s.since < now - SLOW_MAX)
		s = (struct slow){0};
	return s;
}

static int64_t
slow_number(const struct slow *s)
{
	return s->less ? s->since << 16 | s->good << 8 | s->less : 0;
}

/* The time between two slots as things are. */
static int64_t
interval_now(const struct throttle *t)
{
	struct slow s = slow_read(atomic_load(&t->shared->slow));
	int64_t interval = t->interval;

	if (!s.less)
		return interval;
	interval = interval * PARTS / (PARTS - s.less);
	return interval < INTERVAL_MAX ? interval : INTERVAL_MAX;
}

int
throttle_refused(struct throttle *t, int64_t began)
{
	int64_t old = atomic_load(&t->shared->slow);
	struct slow s;

	do {
		s = slow_read(old);
		if (s.less && began / MS <= s.since)
			break;
		s.less = PARTS - (PARTS - s.less + 1) / 2;
		s.good = 0;
		s.since = clock_ns() / MS;
	} while (!atomic_compare_exchange_weak(
		&t->shared->slow, &old, slow_number(&s)));
	return (int)(100 * (PARTS - s.less) / PARTS);
}

void
throttle_answered(struct throttle *t, int64_t began)
{
	int64_t old = atomic_load(&t->shared->slow);
	struct slow s;

	do {
		s = slow_read(old);
		if (!s.less || began / MS <= s.since)
			return;
		if (++s.good == RAISE) {
			s.good = 0;
			s.less = s.less > STEP ? s.less - STEP : 0;
		}
	} while (!atomic_compare_exchange_weak(
		&t->shared->slow, &old, slow_number(&s)));
}

/* --- slots --- */

int64_t
throttle_take(struct throttle *t)
{
	int64_t now = clock_ns(), next = atomic_load(&t->shared->next), go;
	int64_t interval = interval_now(t), far = interval * SLOTS_MAX;

	if (far < QUEUE_MIN)
		far = QUEUE_MIN;
	do {
		go = next;
		if (go < now - LATE)
			go = now - LATE;
		else if (go > now + far)
			go = now;
	} while (!atomic_compare_exchange_weak(
		&t->shared->next, &next, go + interval));
	return go;
}

bool
throttle_late(const struct throttle *t, int64_t slot)
{
	return clock_ns() - slot > interval_now(t) + OVERDUE;
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

/* --- connections --- */

/* Locks or frees one; when the file cannot be locked at all, the bound is this
 * process's own. */
static bool
lock_connection(struct throttle *t, size_t i, short type)
{
	struct flock l = {.l_type = type,
		.l_whence = SEEK_SET,
		.l_start = LOCKS + (off_t)i,
		.l_len = 1};

	return t->fd < 0 || fcntl(t->fd, F_SETLK, &l) == 0 ||
	       (errno != EACCES && errno != EAGAIN);
}

bool
throttle_enter(struct throttle *t, int most)
{
	size_t n = most < CONNECTIONS_MAX ? (size_t)most : CONNECTIONS_MAX;

	for (size_t i = 0; i < n; i++) {
		if (t->mine[i] || !lock_connection(t, i, F_WRLCK))
			continue;
		t->mine[i] = true;
		return true;
	}
	return false;
}

/* The last one first: who allows fewer looks only at the first ones. */
void
throttle_leave(struct throttle *t)
{
	size_t i = CONNECTIONS_MAX;

	while (i && !t->mine[i - 1])
		i--;
	if (!i)
		return;
	t->mine[i - 1] = false;
	(void)lock_connection(t, i - 1, F_UNLCK);
}
