/*
 * progress_where.c - where the time went, in a few lines for people.
 *
 * The time is that of the workers, as they counted it: of sixteen at work for a
 * minute it is sixteen minutes. First the shares of all of it, then the slowest
 * venue-years and hosts, each with what it waited for most. What no counter
 * explains (the disk, a busy machine) is the rest.
 */
#include "progress.h"

#define SHORT (10 * PROGRESS_SECOND) /* a run that needs no explanation */
#define FEW 5
#define LITTLE 1000 /* ms: less is not worth a line */

enum reason {
	R_RATE,
	R_NET,
	R_CPU,
	R_OUT,
	R_ELSE,
	REASONS
};

/* Milliseconds by reason; returns their sum. */
static int64_t
reasons(int64_t ms[REASONS], const struct counters *c)
{
	int64_t known = 0;

	ms[R_RATE] = c->rate;
	ms[R_NET] = c->net;
	ms[R_CPU] = c->cpu;
	ms[R_OUT] = c->out;
	for (int i = 0; i < R_ELSE; i++)
		known = count_add(known, ms[i]);
	ms[R_ELSE] = c->elapsed > known ? c->elapsed - known : 0;
	return count_add(known, ms[R_ELSE]);
}

/* Whether workers told anything of their time. */
static bool
told(const struct counters *c)
{
	return c->rate || c->net || c->cpu || c->out;
}

static int
percent(int64_t part, int64_t whole)
{
	return (int)(100.0 * (double)part / (double)whole + 0.5);
}

/* Hostile numbers must not overflow. */
static struct word
span(int64_t ms)
{
	const int64_t most = INT64_MAX / 1000000;

	return word_span((ms < most ? ms : most) * 1000000);
}

static void
put_shares(struct buf *b, const struct counters *c)
{
	static const char *const words[REASONS] = {
		[R_RATE] = "waiting for rate limits",
		[R_NET] = "waiting for the network",
		[R_CPU] = "parsing",
		[R_OUT] = "waiting for the reader of the stream",
		[R_ELSE] = "else",
	};
	int64_t ms[REASONS], all = reasons(ms, c);
	const char *between = ": ";

	buf_printf(b, "%s of work", span(all).s);
	for (int i = 0; i < REASONS; i++) {
		if (percent(ms[i], all) == 0)
			continue;
		buf_printf(b, "%s%d %% %s", between, percent(ms[i], all),
			words[i]);
		between = ", ";
	}
}

static void
put_host(struct buf *b, const struct host_use *h)
{
	if (h && strcmp(h->name, "*") != 0)
		text_visible(b, h->name, 0);
	else
		buf_puts(b, "its hosts");
}

/* "icml 2023: 81 % of 5m 12s waiting for the rate limit of HOST" */
static void
put_job(struct buf *b, const struct job *j)
{
	struct counters c = job_counters(j);
	int64_t ms[REASONS], all = reasons(ms, &c);
	int chief = 0;

	for (int i = 1; i < REASONS; i++)
		chief = ms[i] > ms[chief] ? i : chief;
	words_job(b, j);
	buf_printf(b, "%d %% of %s ", percent(ms[chief], all), span(all).s);
	switch (chief) {
	case R_RATE:
		buf_puts(b, "waiting for the rate limit of ");
		put_host(b, j->rate_host);
		break;
	case R_NET:
		buf_puts(b, "waiting for answers of ");
		put_host(b, j->net_host);
		break;
	case R_CPU:
		buf_puts(b, "parsing");
		break;
	case R_OUT:
		buf_puts(b, "waiting for the reader of the stream");
		break;
	default:
		buf_puts(b, "neither waiting nor parsing");
	}
	if (j->stall.times)
		buf_printf(b, ", stalled for %s", word_span(j->stall.ns).s);
}

static void
put_use(struct buf *b, const struct host_use *h)
{
	buf_puts(b, "from ");
	if (strcmp(h->name, "*") == 0)
		buf_puts(b, "other hosts");
	else
		text_visible(b, h->name, 0);
	buf_printf(b, ": %s requests", word_count(h->count.requests).s);
	buf_printf(b, ", %s retries", word_count(h->count.retries).s);
	buf_printf(b, ", %s", word_bytes(h->count.bytes).s);
	buf_printf(b, ", %s waiting for its rate limit", span(h->count.rate).s);
	buf_printf(b, ", %s for its answers", span(h->count.net).s);
}

/* The largest few of n, largest first: by(js, i) is how large. */
static size_t
largest(size_t top[FEW], size_t n, const struct jobs *js,
	int64_t (*by)(const struct jobs *js, size_t i))
{
	int64_t least = msg_verbose ? 1 : LITTLE;
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = found;

		if (by(js, i) < least)
			continue;
		while (at > 0 && by(js, top[at - 1]) < by(js, i))
			at--;
		if (at == FEW)
			continue;
		if (found < FEW)
			found++;
		for (size_t k = found - 1; k > at; k--)
			top[k] = top[k - 1];
		top[at] = i;
	}
	return found;
}

static int64_t
by_elapsed(const struct jobs *js, size_t i)
{
	return job_counters(js->list[i]).elapsed;
}

static int64_t
by_wait(const struct jobs *js, size_t i)
{
	const struct counters *c = &js->host[i]->count;

	return count_add(c->rate, c->net);
}

static void
end_line(struct run *r, struct buf *line, size_t columns)
{
	fold_line(&r->out, buf_str(line), columns);
	buf_putc(&r->out, '\n');
	buf_reset(line);
	buf_printf(line, "%s: ", msg_name);
}

void
where_lines(struct run *r, int64_t now, size_t columns)
{
	size_t top[FEW], n;
	struct buf line;
	struct sums s;

	jobs_sums(&r->jobs, &s);
	if (!told(&s.count) || (now - r->begin < SHORT && !msg_verbose))
		return;
	buf_init(&line, PROGRESS_LINE);
	buf_printf(&line, "%s: ", msg_name);
	put_shares(&line, &s.count);
	end_line(r, &line, columns);
	n = largest(top, r->jobs.n, &r->jobs, by_elapsed);
	for (size_t i = 0; i < n; i++) {
		put_job(&line, r->jobs.list[top[i]]);
		end_line(r, &line, columns);
	}
	n = largest(top, r->jobs.nhost, &r->jobs, by_wait);
	for (size_t i = 0; i < n; i++) {
		put_use(&line, r->jobs.host[top[i]]);
		end_line(r, &line, columns);
	}
	buf_free(&line);
}
