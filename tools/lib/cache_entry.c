/*
 * cache_entry.c - one entry of the cache: its description and its checksum.
 *
 * A description is lines "name: value"; `length` is the last that has to be
 * there, so that one that was cut off is none, and `description` the hash of
 * those before it: all links of an answer follow from the address in it, so it
 * must be right to the bit. The checksum of the body is there against damage,
 * by a disk, a power cut or a hand, not against forgery: 4096 bytes at a time,
 * the hash of what came before in front of them, go through hash_bytes().
 * Entries of a time without checksums have none, and are judged by their
 * length.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "cache_private.h"

/* --- the checksum --- */

static void
sum_fold(struct cache_sum *sum)
{
	for (unsigned i = 0; i < 8; i++)
		sum->block[i] = (unsigned char)(sum->hash >> 8 * i);
	sum->hash = hash_bytes(sum->block, 8 + sum->n);
	sum->n = 0;
}

void
cache_sum_add(struct cache_sum *sum, const void *s, size_t n)
{
	const unsigned char *p = s;
	size_t room = sizeof(sum->block) - 8;

	while (n > 0) {
		size_t k = n < room - sum->n ? n : room - sum->n;

		(void)memcpy(sum->block + 8 + sum->n, p, k);
		sum->n += k;
		p += k;
		n -= k;
		if (sum->n == room)
			sum_fold(sum);
	}
}

void
cache_sum_end(struct cache_sum *sum, char out[20])
{
	sum_fold(sum);
	(void)snprintf(out, 20, "%016llx", (unsigned long long)sum->hash);
}

/* --- the description --- */

static void
line_get(char *out, size_t size, const char *line, const char *name)
{
	size_t n = strlen(name);

	if (strncmp(line, name, n) == 0 && strncmp(line + n, ": ", 2) == 0)
		(void)snprintf(out, size, "%.*s",
			(int)strcspn(line + n + 2, "\n"), line + n + 2);
}

/* Opens a regular file; nothing else (a FIFO would be waited for): that is as
 * if there were none. */
static int
open_file(const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd >= 0 && (fstat(fd, st) < 0 || !S_ISREG(st->st_mode))) {
		(void)close(fd);
		fd = -1;
		errno = ENOENT;
	}
	return fd;
}

static void
hash_text(char out[20], const struct buf *text)
{
	(void)snprintf(out, 20, "%016llx",
		(unsigned long long)hash_bytes(buf_str(text), text->len));
}

bool
cache_entry_read(struct cache_entry *out, const char *meta)
{
	char line[LIMIT_URL + 64], length[24] = "", when[24] = "";
	char sum[20] = "", want[20] = "";
	struct buf text;
	struct stat st;
	int fd = open_file(meta, &st);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "r");

	if (!f) {
		if (fd >= 0)
			(void)close(fd);
		return false;
	}
	buf_init(&text, 2 * sizeof(line));
	while (fgets(line, sizeof(line), f)) {
		line_get(sum, sizeof(sum), line, "description");
		if (*sum && !*want)
			hash_text(want, &text);
		(void)buf_puts(&text, line);
		line_get(out->url, sizeof(out->url), line, "url");
		line_get(out->type, sizeof(out->type), line, "content-type");
		line_get(out->etag, sizeof(out->etag), line, "etag");
		line_get(out->modified, sizeof(out->modified), line,
			"last-modified");
		line_get(
			out->checksum, sizeof(out->checksum), line, "checksum");
		line_get(length, sizeof(length), line, "length");
		line_get(when, sizeof(when), line, "retrieved");
	}
	(void)fclose(f);
	buf_free(&text);
	out->size = (size_t)strtoull(length, NULL, 10);
	out->retrieved = strtoll(when, NULL, 10);
	if (out->retrieved < 0)
		out->retrieved = 0;
	return *out->url && *length && strcmp(sum, want) == 0;
}

int
cache_entry_write(int fd, const struct cache_entry *about)
{
	struct buf b;
	char sum[20];
	int r, error;

	buf_init(&b, 2 * LIMIT_URL);
	buf_printf(&b,
		"url: %s\ncontent-type: %s\netag: %s\n"
		"last-modified: %s\nretrieved: %lld\n",
		about->url, about->type, about->etag, about->modified,
		(long long)about->retrieved);
	if (*about->checksum)
		buf_printf(&b, "checksum: %s\n", about->checksum);
	buf_printf(&b, "length: %zu\n", about->size);
	hash_text(sum, &b);
	buf_printf(&b, "description: %s\n", sum);
	r = fd_write(fd, b.s, b.len) == 0 ? fd_sync(fd) : -1;
	error = errno;
	buf_free(&b);
	if (close(fd) == 0 && r == 0)
		return 0;
	errno = r < 0 ? error : errno;
	return -1;
}

/* --- finding --- */

void
cache_parent(struct buf *out, const char *path)
{
	buf_init(out, 8 * LIMIT_URL);
	buf_add(out, path, (size_t)(strrchr(path, '/') - path));
}

int
cache_lock(const char *meta)
{
	struct buf dir;
	int fd;

	cache_parent(&dir, meta);
	/* Nothing else: a FIFO in its place would be waited for. */
	fd = open(buf_str(&dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_free(&dir);
	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	return fd;
}

void
cache_unlock(int lock)
{
	if (lock >= 0)
		(void)close(lock);
}

/* Whether the body is what was kept; leaves the file at its start. */
static bool
sum_holds(const struct cache_entry *e)
{
	struct cache_sum sum = {0};
	char block[65536], got[20];
	ssize_t n;

	if (!*e->checksum)
		return true;
	while ((n = read(e->fd, block, sizeof(block))) > 0)
		cache_sum_add(&sum, block, (size_t)n);
	cache_sum_end(&sum, got);
	return n == 0 && strcmp(got, e->checksum) == 0 &&
	       lseek(e->fd, 0, SEEK_SET) == 0;
}

static bool
look(struct cache_entry *out, const char *body, const char *meta, bool sum)
{
	struct stat st;
	bool described;

	*out = (struct cache_entry){.fd = -1};
	described = cache_entry_read(out, meta);
	out->fd = open_file(body, &st);
	if (out->fd < 0) {
		out->denied = errno == EACCES;
		out->damaged = out->denied || errno == EIO;
		return false;
	}
	if (described && (size_t)st.st_size == out->size &&
		(!sum || sum_holds(out)))
		return true;
	(void)close(out->fd);
	out->fd = -1;
	out->damaged = true;
	return false;
}

bool
cache_entry_find(
	struct cache_entry *out, const char *body, const char *meta, bool sum)
{
	int lock;
	bool good = look(out, body, meta, sum);

	if (good || !out->damaged)
		return good;
	/* Another process may have replaced the entry between our looks at
	 * its two files. */
	lock = cache_lock(meta);
	good = look(out, body, meta, sum);
	cache_unlock(lock);
	return good;
}
