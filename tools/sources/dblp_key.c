/*
 * dblp_key.c - which records of dblp a job wants.
 *
 * A key names tables of contents ("conf/icml/1988", "conf/aaai/1986-1,1986-2",
 * "journals/pami/45") or a stream ("conf/icml", "journals/pami"), of which the
 * job's year is taken. A record is in the table that its crossref names, else
 * in the one that its url leads to, else in that of its key and year: a
 * workshop's table ("conf/icml/2006sna") is never part of the conference's.
 */
#include <ctype.h>

#include "dblp.h"
#include "lib/dblp_index.h"

bool
part_next(struct part *p, const char **key)
{
	const char *s = *key + strspn(*key, ", "), *toc = s;
	size_t n = strcspn(s, ","), stream;

	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	if (!n)
		return false;
	*key = s + strcspn(s, ",");
	if (memchr(s, '/', n)) {
		stream = dblp_stream(s, n);
		if (!stream)
			return false;
		p->stream = s;
		p->nstream = stream;
		toc = s + stream + (stream < n);
	}
	p->toc = toc;
	p->ntoc = (size_t)(s + n - toc);
	return p->nstream > 0;
}

/* What follows a stream in a key or path; NULL: it is in another stream. */
static const char *
behind(const struct part *p, const char *path)
{
	return dblp_stream(path, strlen(path)) == p->nstream &&
			       memcmp(path, p->stream, p->nstream) == 0
		       ? path + p->nstream + (path[p->nstream] == '/')
		       : NULL;
}

/* Early tables have two digits: "86-1" is "1986-1". */
static bool
same_toc(const struct part *p, const char *name, size_t n)
{
	const char *toc = p->toc;
	size_t ntoc = p->ntoc;

	if (ntoc == n + 2 && strncmp(toc, "19", 2) == 0 && n >= 2 &&
		isdigit((unsigned char)name[0]) &&
		isdigit((unsigned char)name[1])) {
		toc += 2;
		ntoc -= 2;
	}
	return ntoc == n && memcmp(toc, name, n) == 0;
}

/* "icml1988.html#Angluin88" of conf/icml is its table 1988, "neurips2023.html"
 * of conf/nips its 2023, "www2020c.html" of conf/www its 2020c. */
static bool
page_is(const struct part *p, const char *page)
{
	const char *slash = memchr(p->stream, '/', p->nstream);
	const char *acronym = slash + 1;
	size_t n = p->nstream - (size_t)(acronym - p->stream);
	const char *end = page + strcspn(page, "#");

	if (end - page > 5 && strncmp(end - 5, ".html", 5) == 0)
		end -= 5;
	if (same_toc(p, page, (size_t)(end - page)))
		return true;
	if ((size_t)(end - page) > n && strncmp(page, acronym, n) == 0)
		page += n;
	while (page < end && !isdigit((unsigned char)*page))
		page++;
	return same_toc(p, page, (size_t)(end - page));
}

static bool
in_toc(const struct part *p, const struct entry *e)
{
	const char *volume = e->paper->text[P_VOLUME];
	const char *path = behind(p, buf_str(&e->crossref));
	char year[16];

	if (path)
		return same_toc(p, path, strlen(path));
	if (strncmp(p->stream, "journals/", 9) == 0 && volume &&
		behind(p, buf_str(&e->key)) &&
		same_toc(p, volume, strlen(volume)))
		return true;
	if (strncmp(buf_str(&e->url), "db/", 3) == 0 &&
		(path = behind(p, e->url.s + 3)))
		return page_is(p, path);
	(void)snprintf(year, sizeof(year), "%d", e->year);
	return behind(p, buf_str(&e->key)) && same_toc(p, year, strlen(year));
}

static bool
in_stream(const struct part *p, const struct entry *e)
{
	const char *url = buf_str(&e->url), *stream = buf_str(&e->stream);

	return behind(p, buf_str(&e->key)) ||
	       behind(p, buf_str(&e->crossref)) ||
	       (strncmp(url, "db/", 3) == 0 && behind(p, url + 3)) ||
	       (strncmp(stream, "streams/", 8) == 0 && behind(p, stream + 8));
}

bool
key_wants(const struct job *job, const struct entry *e)
{
	const char *key = job->key;
	struct part p = {0};

	if (!key || !*key)
		return true;
	while (part_next(&p, &key)) {
		if (p.ntoc ? in_toc(&p, e)
			   : e->year == job->year && in_stream(&p, e))
			return true;
	}
	return false;
}
