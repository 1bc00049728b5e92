/*
 * ask.c - one request of a job: from a source's wish to the source's parser,
 * and what its end means for the job.
 */
#include "job_private.h"

#define WEEK ((int64_t)7 * 24 * 3600)

static const struct request_ops ask_ops;

/* For run_distrust_lists(): what has no room any more is trusted. A release is
 * no answer to this job alone. */
static void
note_list(struct run *r, const struct rung_use *use, enum purpose purpose,
	const char *url)
{
	if (r->phase == PHASE_LIST && purpose == FOR_LIST &&
		!use->source->release)
		(void)buf_add(&r->lists_asked, url, strlen(url) + 1);
}

struct ask *
ask_add(struct run *r, struct rung_use *use, enum purpose purpose,
	const char *url, const char *otherwise)
{
	struct ask *a;

	if (purpose != FOR_PAPER &&
		places_put(&r->asked, url, strlen(url), 1) != 0)
		return NULL; /* "see also" links point both ways */
	if (r->asks >= LIMIT_REQUESTS) {
		run_error(r, "too-many-requests", url,
			"more requests than a venue-year can need");
		return NULL;
	}
	a = xcalloc(1, sizeof(*a));
	a->run = r;
	a->use = use;
	a->otherwise = otherwise ? xstrdup(otherwise) : NULL;
	a->page.job = &use->job;
	a->page.sink = &r->sink;
	a->page.purpose = purpose;
	a->request.ops = &ask_ops;
	a->request.ctx = a;
	a->request.html = use->source->html;
	a->request.url = xstrdup(url);
	/* The proceedings of past years stand still. */
	a->request.max_age = r->year >= clock_year() - 1 ? WEEK : -1;
	r->asks++;
	note_list(r, use, purpose, url);
	if (purpose == FOR_PAPER) {
		http_add(r->http, &a->request);
	} else {
		*r->queue_tail = a;
		r->queue_tail = &a->next;
	}
	return a;
}

void
ask_free(struct ask *a)
{
	if (a->parser)
		(void)a->use->source->close(a->parser, false, NULL);
	free(a->request.url);
	free(a->otherwise);
	free(a->url);
	free(a->type);
	free(a->head);
	free(a);
}

/* The address of an answer: where redirects led, with what the source noted in
 * the fragment of its request. */
static char *
answer_url(const char *asked, const char *url)
{
	const char *note = strchr(asked, '#');
	struct buf b;

	buf_init(&b, 2 * LIMIT_URL);
	(void)buf_add(&b, url, strcspn(url, "#"));
	(void)buf_puts(&b, note ? note : "");
	return b.s ? b.s : xstrdup("");
}

/* The site that a list is on, for its pages. */
static void
note_host(struct ask *a)
{
	struct buf host;

	buf_init(&host, LIMIT_URL);
	if (a->page.purpose == FOR_LIST && url_host(&host, a->url)) {
		free(a->use->host);
		a->use->host = xstrdup(host.s);
	}
	buf_free(&host);
}

static int
on_begin(struct request *q, const struct response *about)
{
	struct ask *a = q->ctx;
	struct run *r = a->run;

	r->now = a;
	if (a->parser)
		(void)a->use->source->close(a->parser, false, NULL);
	free(a->url);
	free(a->type);
	a->url = answer_url(q->url, about->url);
	a->type = xstrdup(about->type);
	a->page.url = a->url;
	a->page.content_type = a->type;
	if (!a->head)
		a->head = xcalloc(1, sizeof(*a->head));
	a->head->n = 0;
	note_host(a);
	clock_rfc3339(a->retrieved, about->retrieved);
	a->parser = a->use->source->open(&a->page);
	return 0;
}

static int
on_data(struct request *q, const char *s, size_t n)
{
	struct ask *a = q->ctx;
	struct run *r = a->run;

	r->now = a;
	challenge_note(a->head, s, n);
	if (a->use->source->feed(a->parser, s, n) != 0)
		return -1;
	a->enough =
		r->closed || (a->page.purpose != FOR_PAPER && run_enough(r));
	return a->enough ? -1 : 0;
}

static int
on_end(struct request *q, bool whole, struct err *e)
{
	struct ask *a = q->ctx;
	void *parser = a->parser;
	int result;

	a->run->now = a;
	a->parser = NULL;
	result = a->use->source->close(parser, whole, e);
	if (result < 0)
		challenge_explain(a->head, e);
	return a->enough ? 0 : result;
}

/* Whether the source knows another way to what a request was to bring. */
static bool
asked_instead(struct ask *a, const struct err *e)
{
	if (!a->use->source->instead)
		return false;
	a->page.url = a->request.url;
	return a->use->source->instead(&a->page, e);
}

/* A list or bulk request has ended for good. */
static void
list_done(struct ask *a, const struct err *e)
{
	struct run *r = a->run;

	r->running = false;
	if (r->closed)
		return;
	r->barren = r->listed > r->fertile ? 0 : r->barren + 1;
	r->fertile = r->listed;
	if (e && a->otherwise) {
		/* It may have known less. */
		r->unfetched += e->verdict == V_RETRY_LATER;
		msg_note("%s %d: %s; asking '%s' instead", r->venue, r->year,
			e->text, a->otherwise);
		(void)ask_add(r, a->use, a->page.purpose, a->otherwise, NULL);
	} else if (e && asked_instead(a, e)) {
		msg_note("%s %d: %s; asking in other ways", r->venue, r->year,
			e->text);
	} else if (e && r->phase == PHASE_LIST) {
		run_list_failed(r, e, a->request.url);
	} else if (e && e->verdict != V_MOVED && !http_offline(r->http)) {
		r->unfetched += e->verdict == V_RETRY_LATER;
		run_failure(r, "fill", a->request.url, false, e);
	} else if (e) {
		msg_note("%s %d: %s", r->venue, r->year, e->text);
	} else if (r->phase == PHASE_FILL) {
		msg_note("%s %d: '%s' knows %zu of %zu papers", r->venue,
			r->year, a->request.url, r->joined, r->listed);
		r->joined = 0;
	}
}

/* A paper leaves whether or not its page came. When a host has died there is no
 * sense in asking it for thousands of pages: after some failures in a row the
 * rest goes without. A page that is not there says nothing of its host. */
static void
page_done(struct ask *a, const struct err *e)
{
	struct run *r = a->run;

	r->pages--;
	if (!e)
		r->page_failures = 0;
	else if (e->verdict != V_MOVED)
		r->page_failures++;
	if (e)
		r->unfetched += e->verdict == V_RETRY_LATER || r->pages_later;
	if (e && !r->closed && r->page_failures < PAGE_FAILURES) {
		run_failure(
			r, verdict_name(e->verdict), a->request.url, false, e);
	} else if (e && !r->closed && !r->no_pages) {
		r->no_pages = true;
		r->pages_later = e->verdict == V_RETRY_LATER;
		run_error(r, "pages", a->request.url,
			"%d pages in a row failed, the last so: %.400s; the "
			"others are not asked for: run it again for them",
			PAGE_FAILURES, e->text);
	}
	run_emit(r, a->paper);
}

static void
on_done(struct request *q, const struct err *e)
{
	struct ask *a = q->ctx;
	struct run *r = a->run;

	r->now = a;
	if (a->page.purpose == FOR_PAPER)
		page_done(a, e);
	else
		list_done(a, e);
	ask_free(a);
	run_next(r);
}

static const struct request_ops ask_ops = {on_begin, on_data, on_end, on_done};
