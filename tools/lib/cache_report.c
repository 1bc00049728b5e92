/*
 * cache_report.c - what is told about the items of a cache.
 *
 * Names and addresses come from outside: JSON escapes them, and in the lines
 * for people they can drive no terminal.
 */
#include "cache_walk.h"

static void
put_known(struct buf *b, const char *name, const char *text)
{
	if (*text)
		json_put_member(b, name, text);
}

void
cache_report_item(struct buf *b, const struct cache_item *it)
{
	const struct cache_entry *about = it->about;
	char when[32];

	buf_putc(b, '{');
	put_known(b, "url", about->url);
	json_put_member(b, "host", it->host);
	json_put_int(b, "size", (int64_t)it->size);
	if (about->retrieved > 0) {
		clock_rfc3339(when, about->retrieved);
		json_put_member(b, "retrieved", when);
	}
	put_known(b, "content_type", about->type);
	put_known(b, "etag", about->etag);
	put_known(b, "last_modified", about->modified);
	put_known(b, "checksum", about->checksum);
	json_put_member(b, "file", it->path);
	if (about->damaged)
		buf_puts(b, ",\"damaged\":true");
	buf_puts(b, "}\n");
}

void
cache_sums_note(struct cache_sums *s, const struct cache_item *it)
{
	struct cache_sum_of *h = s->n ? &s->host[s->n - 1] : NULL;

	if (!h || strcmp(h->host, it->host) != 0) {
		s->host = xrealloc(s->host, (s->n + 1) * sizeof(*h));
		h = &s->host[s->n++];
		*h = (struct cache_sum_of){.host = xstrdup(it->host)};
	}
	h->entries++;
	h->size += it->size;
}

static int
larger(const void *a, const void *b)
{
	const struct cache_sum_of *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	return strcmp(x->host, y->host);
}

static void
put_sum(struct buf *b, uint64_t size, uint64_t entries, const char *host)
{
	buf_printf(b, "%llu\t%llu\t", (unsigned long long)size,
		(unsigned long long)entries);
	(void)text_visible(b, host, 0);
	buf_putc(b, '\n');
}

void
cache_sums_report(struct buf *b, struct cache_sums *s)
{
	uint64_t size = 0, entries = 0;

	if (s->n)
		qsort(s->host, s->n, sizeof(s->host[0]), larger);
	for (size_t i = 0; i < s->n; i++) {
		const struct cache_sum_of *h = &s->host[i];

		size += h->size;
		entries += h->entries;
		put_sum(b, h->size, h->entries, h->host);
	}
	put_sum(b, size, entries, "total");
}

void
cache_sums_free(struct cache_sums *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->host[i].host);
	free(s->host);
	*s = (struct cache_sums){0};
}
