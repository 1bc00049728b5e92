/*
 * dblp.c - dblp, the bibliography of computer science: any conference or
 * journal, from the monthly release (CC0) that Schloss Dagstuhl keeps.
 *
 * dblp.org itself asks programs to stay away (robots.txt, 2026-10); the release
 * is the way that it names. A job's key is a table of contents or a stream
 * (dblp_key.c); the request names the release and, in its fragment, the stream:
 * whoever fetches finds the records of that stream (lib/dblp_slice.c). There
 * are no abstracts.
 */
#include <ctype.h>

#include "dblp.h"
#include "lib/dblp_index.h"

/* One a month; doi:10.4230/dblp.xml.2026-10-03. */
#define RELEASE DBLP_RELEASES "2026/dblp-2026-10-03.xml.gz"

/* Whether a part before this one has its stream, and so its request. */
static bool
asked(const struct job *job, const struct part *p, size_t before)
{
	const char *key = job->key;
	struct part q = {0};

	while (before-- && part_next(&q, &key)) {
		if (q.nstream == p->nstream &&
			memcmp(q.stream, p->stream, p->nstream) == 0)
			return true;
	}
	return false;
}

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	const char *key = job->key ? job->key : "";
	struct part p = {0};
	size_t n = 0;

	while (part_next(&p, &key))
		n++;
	if (!n || key[strspn(key, ", ")])
		return err_set(e, V_FAILED,
			"'%s' is no key of dblp (like conf/icml/2004, "
			"conf/icml, journals/pami)",
			job->key ? job->key : "");
	key = job->key;
	for (size_t i = 0; part_next(&p, &key); i++) {
		char url[sizeof(RELEASE) + DBLP_STREAM_MAX + 16];

		if (asked(job, &p, i))
			continue;
		(void)snprintf(url, sizeof(url), RELEASE "#%.*s",
			(int)p.nstream, p.stream);
		/* A table can hold records of the year after. */
		if (n == 1 && !p.ntoc)
			(void)snprintf(url, sizeof(url), RELEASE "#%.*s,%d",
				(int)p.nstream, p.stream, job->year);
		sink->request(sink, purpose, url, NULL);
	}
	return 0;
}

static void *
open_page(const struct page *page)
{
	struct parser *p = xcalloc(1, sizeof(*p));

	p->page = page;
	buf_init(&p->heading, LIMIT_FIELD);
	buf_init(&p->orcid, 64);
	return p;
}

static size_t
begin_body(struct parser *p, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (isspace((unsigned char)s[i]) ||
				(s[i] && strchr("\xef\xbb\xbf", s[i]))))
		i++;
	if (i == n)
		return n;
	if (s[i] == '{') {
		p->body = BODY_JSON;
		p->json = json_split_open(NULL, NULL, dblp_json_member, p);
	} else {
		p->body = BODY_XML;
		p->xml = xml_open(dblp_xml_tag, p);
	}
	return i;
}

/* Remembers the last bytes: they tell whether a document whose elements do not
 * fit is there to its end. */
static void
keep_tail(struct parser *p, const char *s, size_t n)
{
	const size_t max = sizeof(p->tail) - 1;
	size_t len = strlen(p->tail);

	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	if (n > max) {
		s += n - max;
		n = max;
	}
	if (len + n > max) {
		memmove(p->tail, p->tail + len + n - max, max - n + 1);
		len = max - n;
	}
	memcpy(p->tail + len, s, n);
	p->tail[len + n] = '\0';
}

/* An element that is not closed leaves the root open in the eyes of the parser;
 * that is no reason to ask again. */
static bool
is_ended(const struct parser *p)
{
	size_t n = strlen(p->tail);

	return (n >= 7 && strcmp(p->tail + n - 7, "</dblp>") == 0) ||
	       (n >= 6 && strcmp(p->tail + n - 6, "</bht>") == 0);
}

static int
feed(void *state, const char *s, size_t n)
{
	struct parser *p = state;
	size_t used = p->body == BODY_UNKNOWN ? begin_body(p, s, n) : 0;
	int r = 0;

	keep_tail(p, s, n);
	if (p->body == BODY_XML)
		r = xml_feed(p->xml, s + used, n - used);
	else if (p->body == BODY_JSON && !*p->err.text)
		r = json_split_feed(p->json, s + used, n - used, &p->err);
	return p->stop || r < 0 ? -1 : 0;
}

static int
end_body(struct parser *p, bool whole, struct err *e)
{
	struct err why = {.verdict = V_LAYOUT};
	int r = -1;

	if (p->body == BODY_XML)
		r = xml_close(p->xml, whole, &why);
	else if (p->body == BODY_JSON)
		r = json_split_close(p->json, &why);
	else
		(void)err_set(&why, V_RETRY_LATER, "the body is empty");
	if (*p->err.text)
		why = p->err;
	if (p->stop)
		return 0;
	if (p->challenge)
		return err_set(e, V_BLOCKED, "a web page instead of records");
	if (p->begun && !p->known)
		return err_set(
			e, V_LAYOUT, "neither <dblp>, <bht> nor a record");
	if (r < 0 && whole && p->known && is_ended(p)) {
		p->page->sink->problem(p->page->sink, "xml", why.text);
		return 0;
	}
	if (r < 0 && !whole)
		why.verdict = V_RETRY_LATER;
	if (r < 0 && e)
		*e = why;
	if (r == 0 && !p->known)
		r = err_set(e, V_LAYOUT, "this is no answer of a search");
	return r;
}

static int
close_page(void *state, bool whole, struct err *e)
{
	struct parser *p = state;
	const struct job *job = p->page->job;
	struct sink *sink = p->page->sink;
	int r = end_body(p, whole, e);

	if (r == 0 && !p->stop && p->body == BODY_XML) {
		if (p->page->purpose == FOR_COUNT)
			sink->count(sink, p->page->url, p->taken);
		else if (!p->taken)
			r = err_set(e, V_EMPTY, "no record of '%s' in %d",
				job->key ? job->key : "dblp", job->year);
	}
	entry_free(&p->entry);
	buf_free(&p->heading);
	buf_free(&p->orcid);
	free(p);
	return r;
}

const struct source source_dblp = {
	.name = "dblp",
	.about = "dblp's monthly release: any conference or journal, no "
		 "abstracts",
	.plan = plan,
	.open = open_page,
	.feed = feed,
	.close = close_page,
	.counts = "listing",
	.release = RELEASE,
};
