/*
 * progress_counts.c - what workers tell of their work: the counters of
 * heartbeats and done records, and the hosts of the latter.
 *
 * Numbers of a stream are not to be trusted: none is negative and sums have an
 * end. Hosts are bounded; those above the bound are "*" together, the name
 * that workers use for their own rest.
 */
#include "progress.h"

void
count_read(int64_t *out, struct json rec, const char *name)
{
	int64_t n;

	if (json_int(&n, json_get(rec, name)) && n >= 0)
		*out = n;
}

/* Neither is negative: count_read() sees to that. */
int64_t
count_add(int64_t a, int64_t b)
{
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

void
counters_add(struct counters *to, const struct counters *c)
{
	to->requests = count_add(to->requests, c->requests);
	to->cached = count_add(to->cached, c->cached);
	to->bytes = count_add(to->bytes, c->bytes);
	to->retries = count_add(to->retries, c->retries);
	to->errors = count_add(to->errors, c->errors);
	to->rate = count_add(to->rate, c->rate);
	to->net = count_add(to->net, c->net);
	to->out = count_add(to->out, c->out);
	to->cpu = count_add(to->cpu, c->cpu);
	to->elapsed = count_add(to->elapsed, c->elapsed);
}

void
counters_read(struct counters *c, struct json rec)
{
	count_read(&c->requests, rec, "requests");
	count_read(&c->cached, rec, "cached");
	count_read(&c->bytes, rec, "bytes");
	count_read(&c->retries, rec, "retries");
	count_read(&c->rate, rec, "wait_rate_ms");
	count_read(&c->net, rec, "wait_net_ms");
	count_read(&c->out, rec, "wait_out_ms");
	count_read(&c->cpu, rec, "cpu_ms");
	count_read(&c->elapsed, rec, "elapsed_ms");
}

struct counters
job_counters(const struct job *j)
{
	struct counters sum = j->all;

	counters_add(&sum, &j->now);
	return sum;
}

static struct host_use *
host_of(struct jobs *js, struct json key)
{
	struct host_use *h = NULL;
	struct buf name;

	buf_init(&name, PROGRESS_KEY);
	if (!json_text(&name, key) || name.full || !name.len ||
		memchr(name.s, '\0', name.len))
		goto out;
	h = table_get(&js->by_host, name.s, name.len);
	if (!h && js->nhost >= PROGRESS_HOSTS - 1) {
		buf_reset(&name);
		buf_putc(&name, '*');
		h = table_get(&js->by_host, name.s, name.len);
	}
	if (!h) {
		h = xcalloc(1, sizeof(*h));
		h->name = xstrdup(name.s);
		js->host = xrealloc(
			js->host, (js->nhost + 1) * sizeof(struct host_use *));
		js->host[js->nhost++] = h;
		*table_put(&js->by_host, name.s, name.len, NULL) = h;
	}
out:
	buf_free(&name);
	return h;
}

void
hosts_read(struct jobs *js, struct job *j, struct json rec)
{
	struct json_iter it = json_iter(json_get(rec, "hosts"));
	struct json key, value;

	while (it.object && json_next(&it, &key, &value)) {
		struct counters c = {0};
		struct host_use *h = host_of(js, key);

		if (!h)
			continue;
		counters_read(&c, value);
		counters_add(&h->count, &c);
		if (c.rate > j->rate_most) {
			j->rate_most = c.rate;
			j->rate_host = h;
		}
		if (c.net > j->net_most) {
			j->net_most = c.net;
			j->net_host = h;
		}
	}
}

void
hosts_free(struct jobs *js)
{
	for (size_t i = 0; i < js->nhost; i++) {
		free(js->host[i]->name);
		free(js->host[i]);
	}
	free(js->host);
	table_free(&js->by_host);
}
