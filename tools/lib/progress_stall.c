/*
 * progress_stall.c - workers that say nothing.
 *
 * A worker sends a heartbeat every few seconds whatever happens, so one that is
 * silent for much longer hangs, or is stopped, or has died without its `done`.
 * Its job is stalled until something comes again; if we are asked to, we kill
 * it, so that its parent can start another.
 *
 * Only silence that we could have heard counts. While our own reader is slow we
 * do not read, and the workers cannot write: that time counts for nobody. After
 * a time in which we did nothing at all (a reader that was blocked for long, a
 * stop, a machine that slept) every silence begins anew.
 *
 * Who is killed is what a stream says, and anybody can write one. So it must be
 * a process of this machine and of our session, and neither we, nor our parent,
 * nor the session's leader: the shell somebody works in.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include "progress.h"

#define LOOKS 8 /* so often in the time of a stall */
#define GAP 4	/* not looked for 1 / GAP of it: begin anew */

/* --- the worker --- */

/* The number behind the last colon, when the name before it is ours; 0. */
static pid_t
local_pid(const char *worker)
{
	const char *colon = strrchr(worker, ':');
	char host[256] = "", *end;
	size_t n = colon ? (size_t)(colon - worker) : 0;
	long pid;

	(void)gethostname(host, sizeof(host) - 1);
	if (!colon || strlen(host) != n || memcmp(host, worker, n) != 0)
		return 0;
	errno = 0;
	pid = strtol(colon + 1, &end, 10);
	if (errno || end == colon + 1 || *end || pid < 2 ||
		(long)(pid_t)pid != pid)
		return 0;
	return (pid_t)pid;
}

/* A process does the years of a venue one after the other: it is at the one
 * that it has started last. */
static bool
moved_on(const struct jobs *js, const struct job *j)
{
	for (size_t i = 0; i < js->n; i++) {
		const struct job *k = js->list[i];

		if (k->start > j->start && k->worker &&
			strcmp(k->worker, j->worker) == 0)
			return true;
	}
	return false;
}

/* Who has the lock under which records are written into our standard input;
 * 0: nobody. One that hangs with it silences all the others. */
static pid_t
writer(void)
{
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	return fcntl(STDIN_FILENO, F_GETLK, &l) == 0 && l.l_type != F_UNLCK &&
			       l.l_pid > 0
		       ? l.l_pid
		       : 0;
}

static enum kill
kill_worker(const struct run *r, const struct job *j)
{
	pid_t pid, session, own = getsid(0);

	if (!j->worker)
		return KILL_UNNAMED;
	pid = local_pid(j->worker);
	if (!pid)
		return KILL_ELSEWHERE;
	if (moved_on(&r->jobs, j))
		return KILL_MOVED;
	session = getsid(pid);
	if (session < 0)
		return errno == ESRCH ? KILL_GONE : KILL_FOREIGN;
	if (session != own || pid == own || pid == getpid() || pid == getppid())
		return KILL_FOREIGN;
	if (r->writer && r->writer != pid)
		return KILL_WAITING;
	if (kill(pid, SIGKILL) == 0)
		return KILL_DONE;
	return errno == ESRCH ? KILL_GONE : KILL_REFUSED;
}

/* --- stalls --- */

static int64_t
silence(const struct run *r, const struct job *j, int64_t now)
{
	int64_t deaf = r->jobs.deaf - j->stall.deaf, ns = now - j->heard - deaf;

	return now - r->anew < ns ? now - r->anew : ns;
}

static void
judge(struct run *r, struct stall *s, const struct job *j)
{
	s->kill = kill_worker(r, j);
	s->judged = s->kill != KILL_WAITING;
	s->kills += s->kill == KILL_DONE;
}

/* Who was seen to wait may have met a writer that was at work. */
static void
judge_again(struct run *r, const struct view *v, struct job *j, int64_t now)
{
	judge(r, &j->stall, j);
	if (j->stall.kill == KILL_WAITING)
		return;
	r->dirty = true;
	v->stall(r, j, now);
}

static void
begin(struct run *r, const struct view *v, struct job *j, int64_t now)
{
	struct stall *s = &j->stall;

	s->on = true;
	s->since = now - silence(r, j, now);
	s->times++;
	s->kill = KILL_NOT_ASKED;
	if (r->kill && !s->judged)
		judge(r, s, j);
	r->dirty = true;
	v->stall(r, j, now);
}

void
stall_look(struct run *r, const struct view *v, int64_t now)
{
	if (!r->patience)
		return;
	if (!r->looked || now - r->looked > r->patience / GAP)
		r->anew = now;
	r->looked = now;
	if (now < r->due)
		return;
	r->due = now + r->patience / LOOKS;
	/* Once: who waited for one that we kill is at work a moment later, but
	 * we did not hear of it yet. */
	r->writer = r->kill ? writer() : 0;
	for (size_t i = 0; i < r->jobs.n; i++) {
		struct job *j = r->jobs.list[i];

		if (j->state == JOB_RUNNING && !j->stall.on &&
			silence(r, j, now) >= r->patience)
			begin(r, v, j, now);
		else if (j->stall.on && j->stall.kill == KILL_WAITING)
			judge_again(r, v, j, now);
	}
}

int64_t
stall_wait(const struct run *r, int64_t now)
{
	return r->patience ? r->due - now : INT64_MAX;
}

void
stall_deaf(struct run *r, int64_t ns)
{
	r->jobs.deaf += ns;
}

/* A new start says itself that the job goes on. */
void
stall_heard(struct run *r, const struct view *v, enum event ev, struct job *j,
	int64_t now)
{
	struct stall *s = &j->stall;

	if (ev == EV_START)
		s->judged = false;
	if (!s->on || j->heard < s->since || j->heard != now)
		return;
	s->on = false;
	s->ns = count_add(s->ns, now - s->since);
	if (ev != EV_START)
		v->stall(r, j, now);
}
