/*
 * merge_key.c - by what a copy can be recognised: its identifiers in one
 * spelling, the key of its title, its source.
 */
#include "merge.h"

static bool
starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static void
lower(char *s)
{
	for (; *s; s++) {
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s | 0x20);
	}
}

/* The text after the first of the prefixes that it has. */
static const char *
after(const char *s, const char *const prefix[])
{
	for (; *prefix; prefix++) {
		if (starts(s, *prefix))
			return s + strlen(*prefix);
	}
	return s;
}

static const char *
plain_doi(char *s)
{
	static const char *const prefix[] = {"https://doi.org/",
		"http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
		"doi:", NULL};

	lower(s);
	return after(s, prefix);
}

/* Without "arXiv:" and the version. */
static const char *
plain_arxiv(char *s)
{
	static const char *const prefix[] = {"https://arxiv.org/abs/",
		"http://arxiv.org/abs/", "arxiv:", NULL};
	size_t n, digits;

	lower(s);
	n = strlen(s);
	for (digits = 0; n > 0 && s[n - 1] >= '0' && s[n - 1] <= '9'; n--)
		digits++;
	if (n > 0 && digits > 0 && s[n - 1] == 'v')
		s[n - 1] = '\0';
	return after(s, prefix);
}

bool
key_forum(struct buf *b, const struct copy *c)
{
	static const char *const prefix[] = {FORUM_PREFIX, NULL};
	size_t start = b->len;
	struct buf raw;

	if (c->part[PART_FORUM].n == 0)
		return false;
	buf_init(&raw, LIMIT_RECORD);
	copy_text(&raw, c, PART_FORUM);
	buf_puts(b, after(buf_str(&raw), prefix));
	buf_free(&raw);
	return b->len > start;
}

bool
key_title(struct buf *b, const struct copy *c)
{
	size_t start = b->len;
	struct buf title;

	buf_init(&title, LIMIT_RECORD);
	if (copy_text(&title, c, PART_TITLE))
		text_key(b, buf_str(&title));
	buf_free(&title);
	return b->len > start;
}

static bool
number_of(struct buf *b, const struct copy *c, enum part p)
{
	size_t start = b->len;
	struct buf raw;

	if (c->part[p].n == 0)
		return false;
	buf_init(&raw, LIMIT_RECORD);
	if (copy_text(&raw, c, p) && raw.len > 0)
		buf_puts(b,
			p == PART_DOI ? plain_doi(raw.s) : plain_arxiv(raw.s));
	buf_free(&raw);
	return b->len > start;
}

bool
key_source(struct buf *b, const struct copy *c)
{
	size_t start = b->len;
	const char *colon;

	if (copy_text(b, c, PART_SOURCE))
		return true;
	copy_text(b, c, PART_ID);
	colon = strchr(buf_str(b) + start, ':');
	buf_cut(b, colon ? (size_t)(colon - b->s) : start);
	return colon;
}

bool
key_of(struct buf *b, const struct copy *c, enum key_kind kind)
{
	buf_reset(b);
	if (kind == KEY_ID)
		return copy_text(b, c, PART_ID) && b->len > 0;
	buf_add(b, &c->job, sizeof(c->job));
	switch (kind) {
	case KEY_FORUM:
		return key_forum(b, c);
	case KEY_DOI:
		return number_of(b, c, PART_DOI);
	case KEY_ARXIV:
		return number_of(b, c, PART_ARXIV);
	default:
		return c->job->year > 0 && c->job->venue->name[0] &&
		       key_title(b, c);
	}
}

uint64_t
key_hash(struct buf *b, const struct copy *c, enum key_kind kind)
{
	uint64_t hash;

	if (!key_of(b, c, kind))
		return 0;
	hash = hash_secret(b->s, b->len);
	return hash ? hash : 1;
}
