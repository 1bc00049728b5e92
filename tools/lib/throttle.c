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
 * What a server says of its limits in headers makes all processes slower, until
 * it has not said so for ten minutes. Connections are in
 * throttle_connections.c.
 *
 * Source: GCRA as in ITU-T I.371, annex A, with a tolerance of LATE. Times are
 * CLOCK_MONOTONIC, which all processes of one boot share and nobody sets; the
 * file says of which boot its times are, and what an earlier one left is
 * forgotten, and so is what another format left. A number that cannot be (a
 * damaged file) is taken for none. A file that was removed (a session's runtime
 * directory goes when its user logs out) is soon left for the one that the
 * others use.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "throttle_private.h"

/* A slot farther ahead than so many of ours, and than QUEUE_MIN (others may ask
 * more slowly than we do), is nobody's queue but a damaged number. */
#define SLOTS_MAX 2048 /* twice as many as one cf-collect has workers */
#define QUEUE_MIN (60 * SECOND)
#define INTERVAL_MAX (24 * 3600 * SECOND)
#define NEAR_MIN (60 * SECOND) /* so long anybody waits for the next slot */
/* The start of a boot is known to so many seconds where it has no name. */
#define BOOT_NEAR 5
/* A worker that wakes a little late does not lose the time it was late by. */
#define LATE ((int64_t)20 * 1000000)
/* A slot that was not used for so long, and until the next one was due, is
 * lost: what many workers kept shall not go all at once. */
#define OVERDUE (SECOND / 10)
#define PAUSE_MAX (24 * 3600 * SECOND)

#define FORMAT 5
/* Times of what was told are in units of so many seconds: 25 bits of them are
 * enough for 17 years without a boot. */
#define TOLD_UNIT 16
#define TOLD (608 / TOLD_UNIT)
#define TOLD_BITS 38
#define TOLD_MASK (((int64_t)1 << TOLD_BITS) - 1)

#define PARTS 32
#define STEP 2 /* parts that RAISE good answers give back */
#define RAISE 8
#define MS ((int64_t)1000000)
/* So long after the last refusal it is of no account any more. */
#define SLOW_MAX (3600 * SECOND / MS)

/* A number for this boot. Linux has a name for each; elsewhere it is the time
 * when its clock began, which is another one once somebody sets the clock. */
static int64_t
boot_number(int64_t *near)
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	char name[64];
	ssize_t n = fd < 0 ? 0 : read(fd, name, sizeof(name));

	if (fd >= 0)
		(void)close(fd);
	*near = n > 0 ? 0 : BOOT_NEAR;
	if (n > 0)
		return (int64_t)(hash_bytes(name, (size_t)n) >> 1);
	return (int64_t)time(NULL) - clock_ns() / SECOND;
}

/* What an earlier boot or another format left is forgotten. Two processes may
 * both do so: that costs one slot given twice, once per boot. */
static void
forget_others(struct shared *s)
{
	int64_t near, boot = boot_number(&near);
	int64_t then = atomic_load(&s->boot);

	if (then >= boot - near && then <= boot + near &&
		atomic_load(&s->format) == FORMAT)
		return;
	atomic_store(&s->next, 0);
	atomic_store(&s->pause, 0);
	atomic_store(&s->slow, 0);
	atomic_store(&s->told, 0);
	atomic_store(&s->most, 0);
	for (size_t row = 0; row < ROWS; row++) {
		for (size_t i = 0; i < CONNECTIONS_MAX; i++)
			atomic_store(&s->seen[row][i], 0);
	}
	atomic_store(&s->boot, boot);
	atomic_store(&s->format, FORMAT);
}

/* Opens the file of a host, whole: a full disk must not be found out by SIGBUS.
 * A link, a pipe, a folder or another user's file is none. -1 with e. */
static int
open_file(const char *path, struct err *e)
{
	int fd = open(path,
		O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	int error = fd < 0 ? errno : 0;
	struct stat st;
	bool strange = error == ELOOP || error == EISDIR;

	if (fd >= 0 && fstat(fd, &st) == 0)
		strange = !S_ISREG(st.st_mode) || st.st_uid != getuid();
	if (fd >= 0 && !strange)
		error = posix_fallocate(fd, 0, (off_t)sizeof(struct shared));
	if (!strange && !error)
		return fd;
	if (fd >= 0)
		(void)close(fd);
	return strange ? err_set(e, V_FAILED,
				 "'%s' is no file of yours: remove it", path)
		       : err_set(e, V_FAILED, "cannot use '%s': %s", path,
				 strerror(error));
}

/* The descriptor stays open: closing it would give up the locks. */
static struct shared *
map(const char *host, int *keep, struct err *e)
{
	struct buf path;
	struct shared *s = NULL;
	int fd;

	buf_init(&path, LIMIT_URL);
	if (state_dir(&path, e) < 0)
		goto end;
	buf_puts(&path, "/throttle-");
	url_encode(&path, host, "");
	fd = open_file(buf_str(&path), e);
	if (fd < 0)
		goto end;
	s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (s == MAP_FAILED) {
		err_set(e, V_FAILED, "cannot map '%s': %s", path.s,
			strerror(errno));
		(void)close(fd);
		s = NULL;
	} else {
		*keep = fd;
	}
end:
	buf_free(&path);
	return s;
}

struct throttle *
throttle_open(const char *host, double rate, struct err *e)
{
	struct throttle *t = xcalloc(1, sizeof(*t));

	t->host = xstrdup(host);
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
	if (t)
		free(t->host);
	free(t);
}

static void
raise_to(_Atomic int64_t *to, int64_t least)
{
	int64_t old = atomic_load(to);

	while (old < least && !atomic_compare_exchange_weak(to, &old, least))
		;
}

/* Where the file was removed, the others use a new one: so shall we, with what
 * we knew. Without one (there is no directory) things stay as they are. A file
 * that was cut is made whole, for to touch what is not there is SIGBUS. */
void
throttle_follow(struct throttle *t)
{
	struct shared *s;
	struct stat st;
	int fd = -1;

	if (!t->mapped || fstat(t->fd, &st) < 0)
		return;
	if (st.st_size < (off_t)sizeof(*s) &&
		posix_fallocate(t->fd, 0, (off_t)sizeof(*s)) == 0)
		forget_others(t->shared);
	if (st.st_nlink > 0 || !(s = map(t->host, &fd, NULL)))
		return;
	forget_others(s);
	raise_to(&s->next, atomic_load(&t->shared->next));
	raise_to(&s->pause, atomic_load(&t->shared->pause));
	raise_to(&s->slow, atomic_load(&t->shared->slow));
	raise_to(&s->told, atomic_load(&t->shared->told));
	raise_to(&s->most, atomic_load(&t->shared->most));
	(void)munmap(t->shared, sizeof(*t->shared));
	(void)close(t->fd);
	t->shared = s;
	t->fd = fd;
	throttle_relock(t);
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

static int64_t
told_now(void)
{
	return clock_ns() / (TOLD_UNIT * SECOND);
}

/* What was said, unless it is too old or cannot be. */
struct told
told_read(_Atomic int64_t *from)
{
	int64_t number = atomic_load(from), now = told_now();
	struct told t = {number >> TOLD_BITS, number & TOLD_MASK};

	if (number < 0 || t.since > now || t.since < now - TOLD ||
		t.value > INTERVAL_MAX / 1000)
		t = (struct told){0};
	return t;
}

/* A tighter limit takes the place of the last one, the same makes it last; a
 * wider one waits until that is too old. */
static void
told_write(_Atomic int64_t *to, int64_t value)
{
	atomic_store(to, told_now() << TOLD_BITS | value);
}

/* The time between two slots as things are. */
static int64_t
interval_now(const struct throttle *t)
{
	struct slow s = slow_read(atomic_load(&t->shared->slow));
	int64_t told = told_read(&t->shared->told).value * 1000;
	int64_t interval = told > t->interval ? told : t->interval;

	if (!s.less)
		return interval;
	interval = interval * PARTS / (PARTS - s.less);
	return interval < INTERVAL_MAX ? interval : INTERVAL_MAX;
}

void
throttle_told(struct throttle *t, double rate, int64_t connections)
{
	int64_t us = INTERVAL_MAX / 1000;
	int64_t most;

	throttle_follow(t);
	most = told_read(&t->shared->most).value;
	if (rate > 0 && rate * (double)INTERVAL_MAX > (double)SECOND)
		us = (int64_t)(1e6 / rate);
	if (rate > 0 && us >= told_read(&t->shared->told).value)
		told_write(&t->shared->told, us);
	if (connections > 0 && connections <= CONNECTIONS_MAX &&
		(!most || connections <= most))
		told_write(&t->shared->most, connections);
}

int
throttle_refused(struct throttle *t, int64_t began)
{
	int64_t old;
	struct slow s;

	throttle_follow(t);
	old = atomic_load(&t->shared->slow);
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
	int64_t old;
	struct slow s;

	throttle_follow(t);
	old = atomic_load(&t->shared->slow);
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
throttle_take_near(struct throttle *t, int64_t most, int64_t *away)
{
	int64_t now = clock_ns(), next, go, interval, far;

	throttle_follow(t);
	next = atomic_load(&t->shared->next);
	interval = interval_now(t);
	far = interval * SLOTS_MAX;
	if (far < QUEUE_MIN)
		far = QUEUE_MIN;
	if (most < NEAR_MIN)
		most = NEAR_MIN;
	do {
		go = next;
		if (go < now - LATE)
			go = now - LATE;
		else if (go > now + far)
			go = now;
		*away = interval > most && go - now > most ? go - now : 0;
	} while (!*away && !atomic_compare_exchange_weak(
				   &t->shared->next, &next, go + interval));
	return go;
}

int64_t
throttle_take(struct throttle *t)
{
	int64_t away;

	return throttle_take_near(t, INT64_MAX, &away);
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
throttle_paused(struct throttle *t)
{
	int64_t until;

	throttle_follow(t);
	until = atomic_load(&t->shared->pause);
	return until > clock_ns() + PAUSE_MAX ? 0 : until;
}
