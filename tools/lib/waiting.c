/*
 * waiting.c - papers that are put aside, by their place.
 *
 * Packed, and in memory up to LIMIT_WAITING; what is more goes to a file in
 * $TMPDIR that has no name, so that the largest venue-year needs no more memory
 * than a small one. Where no such file can be made or it cannot be written,
 * memory it is.
 */
#include <errno.h>
#include <unistd.h>

#include "job.h"

struct waiting_slot {
	char *mem;     /* the packed paper, or NULL */
	off_t at;      /* where the file has it */
	off_t room;    /* the file's room there; kept when it is dropped */
	uint32_t size; /* 0: no paper waits here */
	bool abstract; /* whether it has one */
};

static int
file_open(void)
{
	const char *dir = getenv("TMPDIR");
	struct buf path;
	int fd;

	buf_init(&path, LIMIT_URL);
	buf_printf(&path, "%s/cf-waiting.XXXXXX", dir && *dir ? dir : "/tmp");
	fd = path.full ? -1 : mkstemp(path.s);
	if (fd >= 0)
		(void)unlink(path.s);
	buf_free(&path);
	return fd;
}

/* Writes at the end of the file; false when the paper has to stay in memory. */
static bool
file_put(struct waiting *w, struct waiting_slot *s, const struct buf *packed)
{
	size_t done = 0;
	bool fits = (off_t)packed->len <= s->room;
	off_t at = fits ? s->at : w->end;

	if (!w->file && !w->no_file) {
		w->file = file_open() + 1;
		w->no_file = !w->file;
	}
	while (w->file && done < packed->len) {
		ssize_t n = pwrite(w->file - 1, packed->s + done,
			packed->len - done, at + (off_t)done);

		if (n <= 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	if (!w->file)
		return false;
	if (!fits) { /* a page may name it again and again, with more */
		s->at = at;
		s->room = (off_t)(packed->len + packed->len / 2);
		w->end += s->room;
	}
	return true;
}

/* A file of ours that cannot be read any more is as the loss of memory: nobody
 * can go on from there. */
static void
file_get(const struct waiting *w, const struct waiting_slot *s, char *out)
{
	size_t done = 0;

	while (done < s->size) {
		ssize_t n = pread(w->file - 1, out + done, s->size - done,
			s->at + (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			exit(msg_fail(EXIT_FAILED,
				"cannot read what was put aside in TMPDIR: %s",
				n < 0 ? strerror(errno) : "it has been cut"));
		done += (size_t)n;
	}
}

static struct waiting_slot *
slot_of(struct waiting *w, size_t place)
{
	while (place > w->cap) {
		size_t cap = w->cap ? w->cap * 2 : 1024;

		w->slot = xrealloc(w->slot, cap * sizeof(*w->slot));
		memset(w->slot + w->cap, 0, (cap - w->cap) * sizeof(*w->slot));
		w->cap = cap;
	}
	return &w->slot[place - 1];
}

void
waiting_put(struct waiting *w, struct paper *p)
{
	struct waiting_slot *s = slot_of(w, p->position);
	struct buf packed;

	waiting_drop(w, p->position);
	buf_init(&packed, SIZE_MAX);
	(void)paper_pack(&packed, p);
	s->size = (uint32_t)packed.len;
	s->abstract = p->text[P_ABSTRACT] != NULL;
	w->lacking += !s->abstract;
	if (w->memory + packed.len <= LIMIT_WAITING ||
		!file_put(w, s, &packed)) {
		s->mem = xmalloc(packed.len);
		memcpy(s->mem, packed.s, packed.len);
		w->memory += packed.len;
	}
	buf_free(&packed);
	paper_free(p);
}

struct paper *
waiting_get(const struct waiting *w, size_t place)
{
	const struct waiting_slot *s;
	struct paper *p;
	char *copy;

	if (!place || place > w->cap || !w->slot[place - 1].size)
		return NULL;
	s = &w->slot[place - 1];
	if (s->mem)
		return paper_unpack(s->mem);
	copy = xmalloc(s->size);
	file_get(w, s, copy);
	p = paper_unpack(copy);
	free(copy);
	return p;
}

bool
waiting_has(const struct waiting *w, size_t place)
{
	return place && place <= w->cap && w->slot[place - 1].size > 0;
}

void
waiting_drop(struct waiting *w, size_t place)
{
	struct waiting_slot *s;

	if (!waiting_has(w, place))
		return;
	s = &w->slot[place - 1];
	w->lacking -= !s->abstract;
	if (s->mem)
		w->memory -= s->size;
	free(s->mem);
	*s = (struct waiting_slot){.at = s->at, .room = s->room};
}

void
waiting_free(struct waiting *w)
{
	for (size_t i = 0; i < w->cap; i++)
		free(w->slot[i].mem);
	free(w->slot);
	if (w->file)
		(void)close(w->file - 1);
	*w = (struct waiting){0};
}
