/*
 * merge_write.c - the merged papers go out, in large pieces of whole lines. A
 * file may be one of those that were merged (aside.c).
 */
#include "merge.h"

#define PORTION (1UL << 20)

/* To standard output, under its lock, when fd is -1. */
static int
flush(struct buf *b, int fd)
{
	int r = fd < 0 ? out_write(buf_str(b), b->len)
		       : fd_write(fd, buf_str(b), b->len);

	buf_reset(b);
	return r;
}

static int
write_papers(const struct merge *m, int fd)
{
	struct buf b;
	int r = 0;

	buf_init(&b, LIMIT_RECORD + 2 * PORTION);
	for (size_t i = 0; r == 0 && i < m->ncopy; i++) {
		buf_add(&b, m->copy[i]->line, m->copy[i]->n);
		buf_putc(&b, '\n');
		if (b.len >= PORTION)
			r = flush(&b, fd);
	}
	if (r == 0 && b.len > 0)
		r = flush(&b, fd);
	buf_free(&b);
	return r;
}

int
merge_write(const struct merge *m, const char *name)
{
	struct aside a;

	if (!name)
		return write_papers(m, -1);
	if (aside_open(&a, name, 0666) < 0)
		return -1;
	return aside_close(&a, write_papers(m, a.fd) == 0);
}
