/*
 * http_counts.c - what went over the network, in all and per host, and what was
 * waited for.
 *
 * A host keeps us waiting with its rate while a request could go but for its
 * turn: a free connection is there, and the slot, a pause that the host asked
 * for, or the delay before another try is what it waits for. Otherwise it is
 * the network, while an answer is under way. Several hosts may keep us waiting
 * at once; then each has the time, and the sum over all hosts is more than the
 * time that went by.
 */
#include "http_private.h"

const struct fetch_counts *
http_counts(const struct http *h)
{
	return &h->counts;
}

/* Whether a request waits for nothing but its turn. */
static bool
waits_for_turn(const struct http *h, const struct host *s)
{
	const struct request *r = s->head;

	while (r && (http_held(h, r) || (h->cache && !r->cache_tried)))
		r = r->next;
	return r && s->active < s->max && !s->draining;
}

void
http_slept(struct http *h, bool running, int64_t ns)
{
	bool turn = !running;

	for (struct host *s = h->hosts; s; s = s->next) {
		if (waits_for_turn(h, s)) {
			s->counts.wait_rate_ns += ns;
			turn = true;
		} else if (s->active) {
			s->counts.wait_net_ns += ns;
		}
	}
	if (turn)
		h->counts.wait_rate_ns += ns;
	else
		h->counts.wait_net_ns += ns;
}

void
http_count_hosts(struct http *h)
{
	for (struct host *s = h->hosts; s; s = s->next)
		s->base = s->counts;
}

/* a - b, member by member. */
static struct host_counts
since(const struct host_counts *a, const struct host_counts *b)
{
	return (struct host_counts){
		.requests = a->requests - b->requests,
		.bytes = a->bytes - b->bytes,
		.retries = a->retries - b->retries,
		.wait_rate_ns = a->wait_rate_ns - b->wait_rate_ns,
		.wait_net_ns = a->wait_net_ns - b->wait_net_ns,
	};
}

static bool
any(const struct host_counts *c)
{
	return c->requests || c->bytes || c->retries || c->wait_rate_ns ||
	       c->wait_net_ns;
}

static void
add(struct host_counts *to, const struct host_counts *c)
{
	to->requests += c->requests;
	to->bytes += c->bytes;
	to->retries += c->retries;
	to->wait_rate_ns += c->wait_rate_ns;
	to->wait_net_ns += c->wait_net_ns;
}

size_t
http_hosts(const struct http *h, struct host_counts out[HOSTS_COUNTED])
{
	size_t n = 0;

	for (const struct host *s = h->hosts; s; s = s->next) {
		struct host_counts c = since(&s->counts, &s->base);

		if (!any(&c))
			continue;
		if (n < HOSTS_COUNTED) {
			out[n] = c;
			out[n++].host = s->name;
			continue;
		}
		add(&out[n - 1], &c);
		out[n - 1].host = "*";
	}
	return n;
}
