/*
 * throttle_connections.c - how many requests to a host are under way, of all
 * processes of a user on a machine together.
 *
 * A connection is a request under way, from its start to the end of its answer,
 * also where HTTP/2 carries several on one wire: that is what a server has to
 * work on, and no fewer than the wires in use. Each is a byte of the file that
 * is locked (fcntl): the system frees it when a process dies, however it does.
 * These locks are a process's, not a descriptor's: one that opens the throttle
 * of a host twice lets go of all its connections when it closes one.
 *
 * A process that is stopped (or waits for the reader of its records) keeps its
 * locks. So who works says so in the file. One that has not for LEASE, and not
 * for DOUBT from when somebody noticed, gives its connections to others: they
 * lock the same byte of another row. When it goes on, more are under way for a
 * while, until its own have ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "throttle_private.h"

/* The bytes that are locked lie behind all that any format writes. */
#define LOCKS 65536
#define CLAIM (LOCKS - 1)

/* A process at work looks at the network every second, or is busy with what it
 * brought. */
#define LEASE (10 * SECOND)
#define DOUBT (2 * SECOND)

/* Locks or frees a byte behind what the file holds; when it cannot be locked at
 * all, the bound is this process's own. */
static bool
lock_byte(struct throttle *t, off_t at, short type)
{
	struct flock l = {.l_type = type,
		.l_whence = SEEK_SET,
		.l_start = at,
		.l_len = 1};

	return t->fd < 0 || fcntl(t->fd, F_SETLK, &l) == 0 ||
	       (errno != EACCES && errno != EAGAIN);
}

static bool
lock_connection(struct throttle *t, size_t row, size_t i, short type)
{
	return lock_byte(t, LOCKS + (off_t)(row * CONNECTIONS_MAX + i), type);
}

/* Whether who holds a connection is stopped. Doubt is noted as a negative time,
 * which a holder at work overwrites: who has just taken it is in no danger. */
static bool
idle(_Atomic int64_t *seen)
{
	int64_t now = clock_ns(), then = atomic_load(seen);

	if (then > now - LEASE && then > 0 && then <= now)
		return false;
	if (then < 0 && then >= -now)
		return -then < now - DOUBT;
	(void)atomic_compare_exchange_strong(seen, &then, -now);
	return false;
}

/* Takes a connection, in the first row where nobody at work has it. */
static bool
enter(struct throttle *t, size_t i)
{
	for (size_t row = 0; row < ROWS; row++) {
		_Atomic int64_t *seen = &t->shared->seen[row][i];

		if (lock_connection(t, row, i, F_WRLCK)) {
			atomic_store(seen, clock_ns());
			t->mine[i] = (unsigned char)(row + 1);
			return true;
		}
		if (!idle(seen))
			return false;
	}
	return false;
}

void
throttle_alive(struct throttle *t)
{
	int64_t now = clock_ns();

	if (t->held)
		throttle_follow(t);
	for (size_t i = 0; t->held && i < CONNECTIONS_MAX; i++) {
		if (t->mine[i])
			atomic_store(&t->shared->seen[t->mine[i] - 1][i], now);
	}
}

void
throttle_relock(struct throttle *t)
{
	for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
		if (t->mine[i])
			(void)lock_connection(t, t->mine[i] - 1, i, F_WRLCK);
	}
	throttle_alive(t);
}

bool
throttle_enter(struct throttle *t, int most)
{
	size_t n = most < CONNECTIONS_MAX ? (size_t)most : CONNECTIONS_MAX;
	size_t told;

	throttle_follow(t);
	told = (size_t)told_read(&t->shared->most).value;
	if (told && told < n)
		n = told;
	for (size_t i = 0; i < n; i++) {
		if (t->mine[i] || !enter(t, i))
			continue;
		t->held++;
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
	(void)lock_connection(t, t->mine[i - 1] - 1, i - 1, F_UNLCK);
	t->mine[i - 1] = 0;
	t->held--;
}

size_t
throttle_busy(struct throttle *t, int most)
{
	size_t n = 0;

	for (int i = 0; i < most && i < CONNECTIONS_MAX; i++) {
		struct flock l = {.l_type = F_WRLCK,
			.l_whence = SEEK_SET,
			.l_start = LOCKS + i,
			.l_len = 1};

		n += t->mine[i] ||
		     (t->fd >= 0 && fcntl(t->fd, F_GETLK, &l) == 0 &&
			     l.l_type != F_UNLCK);
	}
	return n;
}

bool
throttle_claim(struct throttle *t)
{
	return lock_byte(t, CLAIM, F_WRLCK);
}

void
throttle_disclaim(struct throttle *t)
{
	(void)lock_byte(t, CLAIM, F_UNLCK);
}
