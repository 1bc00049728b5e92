/*
 * job.c - one venue-year: from the registry's ladder to the records.
 *
 * Three phases. LIST: the list requests, one after the other so that the
 * site's own order is the order of the papers; a paper that nothing can add to
 * leaves at once, the others wait. FILL: the bulk files, one after the other,
 * fill waiting papers. PAGE: what still lacks an abstract costs a page each.
 * Only the list decides completeness.
 */
#include <unistd.h>

#include "job_private.h"
#include "registry.h"

#define WEEK ((int64_t)7 * 24 * 3600)

/* --- requests --- */

static const struct request_ops ask_ops;
static void run_next(struct run *r);

/* A request of this run; NULL when that URL was asked before. */
static struct ask *
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
	a->request.url = xstrdup(url);
	/* The proceedings of past years stand still. */
	a->request.max_age = r->year >= clock_year() - 1 ? WEEK : -1;
	r->asks++;
	if (purpose == FOR_PAPER) {
		http_add(r->http, &a->request);
	} else {
		*r->queue_tail = a;
		r->queue_tail = &a->next;
	}
	return a;
}

static void
ask_free(struct ask *a)
{
	if (a->parser)
		(void)a->use->source->close(a->parser, false, NULL);
	free(a->request.url);
	free(a->otherwise);
	free(a->url);
	free(a->type);
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
	if (e && a->otherwise) {
		msg_note("%s %d: %s; asking '%s' instead", r->venue, r->year,
			e->text, a->otherwise);
		(void)ask_add(r, a->use, a->page.purpose, a->otherwise, NULL);
	} else if (e && asked_instead(a, e)) {
		msg_note("%s %d: %s; asking in other ways", r->venue, r->year,
			e->text);
	} else if (e && r->phase == PHASE_LIST) {
		run_list_failed(r, e, a->request.url);
	} else if (e && e->verdict != V_MOVED && !http_offline(r->http)) {
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
	if (e && !r->closed && r->page_failures < PAGE_FAILURES) {
		run_failure(
			r, verdict_name(e->verdict), a->request.url, false, e);
	} else if (e && !r->closed && !r->no_pages) {
		r->no_pages = true;
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

/* --- what sources say --- */

/* Whether the list alone does not finish a paper. */
static bool
must_wait(struct run *r, const struct paper *p)
{
	return r->nfills > 0 || r->now->use->source->late ||
	       run_wants_page(r, p);
}

/* What another answer of the list, or of a bulk file, adds to the waiting paper
 * at a place; the caller owns what comes back. */
static struct paper *
learn(struct run *r, size_t place, struct paper *p)
{
	struct paper *to = waiting_get(&r->ladder.waiting, place);

	paper_fill(to, p);
	/* Under all of p's names too: a later answer may know only one. */
	p->position = place;
	ladder_update(&r->ladder, p);
	return to;
}

static void
listed(struct run *r, struct paper *p)
{
	bool again = p->text[P_ID] && ladder_has(&r->ladder, p->text[P_ID]);
	size_t twin;

	if (again || !p->text[P_TITLE]) {
		twin = ladder_find(&r->ladder, p);
		if (twin)
			waiting_put(&r->ladder.waiting, learn(r, twin, p));
		else if (!again && !r->now->use->source->late)
			run_error(r, "no-title", r->now->page.url,
				"a paper without a title was left out");
		paper_free(p);
		return;
	}
	if (run_enough(r)) {
		paper_free(p);
		return;
	}
	if (!p->text[P_ID]) {
		run_error(r, "no-id", r->now->page.url,
			"a paper without an id was left out");
		paper_free(p);
		return;
	}
	memcpy(r->retrieved, r->now->retrieved, sizeof(r->retrieved));
	r->listed++;
	if (must_wait(r, p)) {
		ladder_wait(&r->ladder, p);
	} else {
		ladder_add(&r->ladder, p);
		run_emit(r, p);
	}
}

static void
filled(struct run *r, struct paper *p)
{
	size_t place = ladder_find(&r->ladder, p);

	if (place) {
		struct paper *to = learn(r, place, p);

		r->joined++;
		if (to->text[P_ABSTRACT] && run_last_fill(r) &&
			!run_wants_page(r, to))
			run_emit(r, to);
		else
			waiting_put(&r->ladder.waiting, to);
	}
	paper_free(p);
}

/* A paper's own page fills it, if it is the page of that paper. */
static void
paged(struct run *r, struct paper *p)
{
	struct paper *to = r->now->paper;

	if (p->text[P_ID] && strcmp(p->text[P_ID], to->text[P_ID]) != 0)
		run_error(r, "other-paper", r->now->page.url,
			"the page is that of '%s', not of '%s'", p->text[P_ID],
			to->text[P_ID]);
	else
		paper_fill(to, p);
	paper_free(p);
}

static void
sink_paper(struct sink *s, struct paper *p)
{
	struct run *r = (struct run *)s;

	p->source = r->now->use->source->name;
	if (r->estimating) {
		paper_free(p);
	} else if (r->now->page.purpose == FOR_PAPER) {
		paged(r, p);
	} else if (r->phase == PHASE_FILL) {
		filled(r, p);
	} else {
		listed(r, p);
	}
}

static void
sink_request(struct sink *s, enum purpose purpose, const char *url,
	const char *otherwise)
{
	struct run *r = (struct run *)s;
	struct rung_use *use = r->now ? r->now->use : r->planning;

	/* Pages are asked for when the lists are through, not one by one. */
	if (purpose != FOR_PAPER)
		(void)ask_add(r, use, purpose, url, otherwise);
}

static void
sink_count(struct sink *s, const char *scope, size_t n)
{
	struct run *r = (struct run *)s;
	struct rung_use *use = r->now ? r->now->use : r->planning;
	void **slot;

	if (r->phase != PHASE_LIST)
		return;
	slot = table_put(&r->scopes, scope, strlen(scope), NULL);
	use->stated -= (size_t)(uintptr_t)*slot;
	use->stated += n;
	use->any_stated = true;
	*slot = (void *)(uintptr_t)n;
	run_estimate(r);
}

static void
sink_problem(struct sink *s, const char *code, const char *text)
{
	struct run *r = (struct run *)s;

	run_error(r, code, r->now ? r->now->page.url : NULL, "%s", text);
}

static bool
sink_enough(struct sink *s)
{
	return run_enough((struct run *)s);
}

/* --- phases --- */

static void
plan(struct run *r, struct rung_use *use, enum purpose purpose)
{
	struct err e = {0};

	r->planning = use;
	r->now = NULL;
	if (use->source->plan(&use->job, purpose, &r->sink, &e) < 0) {
		if (r->phase == PHASE_LIST)
			run_list_failed(r, &e, NULL);
		else
			msg_note("%s %d: %s", r->venue, r->year, e.text);
	}
}

/* Papers that no page can help leave; then a window of pages is kept open. */
static void
pages_next(struct run *r)
{
	size_t place;

	while (r->pages < PAGES_AHEAD && !r->closed &&
		(place = ladder_each(&r->ladder, &r->page_at))) {
		struct paper *p = waiting_get(&r->ladder.waiting, place);
		struct ask *a = NULL;

		if (run_wants_page(r, p))
			a = ask_add(r, run_use_of(r, p), FOR_PAPER,
				p->text[P_URL], NULL);
		if (a) {
			a->paper = p;
			r->pages++;
		} else {
			run_emit(r, p);
		}
	}
}

/* Starts the next request of the phase, or the next phase. */
static void
run_next(struct run *r)
{
	struct ask *a;

	while (!r->running && !r->closed) {
		if ((a = r->queue)) {
			r->queue = a->next;
			if (!r->queue)
				r->queue_tail = &r->queue;
			a->next = NULL;
			if (run_enough(r)) {
				ask_free(a);
				continue;
			}
			r->running = true;
			http_add(r->http, &a->request);
			return;
		}
		if (r->phase == PHASE_LIST) {
			r->phase = PHASE_FILL;
			r->fill = 0;
		} else if (r->phase == PHASE_FILL) {
			r->fill++;
		}
		if (r->phase == PHASE_FILL && r->fill < r->nfills) {
			if (r->listed && !run_enough(r) && run_wants_fill(r))
				plan(r, &r->fills[r->fill], FOR_LIST);
			continue;
		}
		r->phase = PHASE_PAGE;
		pages_next(r);
		return;
	}
}

/* --- a job --- */

static void
run_free(struct run *r)
{
	struct ask *a;

	while ((a = r->queue)) {
		r->queue = a->next;
		ask_free(a);
	}
	ladder_free(&r->ladder);
	places_free(&r->asked);
	table_free(&r->scopes);
	buf_free(&r->line);
	run_ladder_free(r);
}

static void
run_init(struct run *r, struct http *h, const char *venue, int year,
	const struct job_options *o)
{
	*r = (struct run){
		.sink = {sink_paper, sink_request, sink_count, sink_problem,
			sink_enough},
		.http = h,
		.venue = venue,
		.year = year,
		.o = o,
		.started = clock_ns(),
		.base = *http_counts(h),
		.worst = V_COMPLETE,
	};
	r->queue_tail = &r->queue;
	buf_init(&r->line, LIMIT_RECORD);
	r->login = auth_available();
	run_ladder(r);
	r->beat = r->started;
}

enum verdict
job_scrape(struct http *h, const char *venue, int year,
	const struct job_options *o, bool *closed)
{
	enum verdict v;
	struct run r;

	run_init(&r, h, venue, year, o);
	record_start(&r);
	run_estimate(&r);
	for (size_t i = 0; i < r.nlists; i++)
		plan(&r, &r.lists[i], FOR_LIST);
	run_next(&r);
	while (http_run(h, run_tick, &r) != 0)
		http_drop(h); /* no reader, or no more pages: nothing is asked
				 after that, so this ends */
	v = run_verdict(&r);
	record_done(&r, v);
	*closed = r.closed;
	run_free(&r);
	return v;
}

enum verdict
job_estimate(struct http *h, const char *venue, int year,
	const struct job_options *o, bool *closed)
{
	enum verdict v = V_COMPLETE;
	struct run r;

	run_init(&r, h, venue, year, o);
	r.estimating = true;
	r.nfills = 0;
	for (size_t i = 0; i < r.nlists; i++)
		plan(&r, &r.lists[i], FOR_COUNT);
	run_next(&r);
	if (http_run(h, run_tick, &r) != 0)
		http_drop(h);
	if (!run_counted(&r) && r.worst != V_COMPLETE)
		v = r.worst;
	record_estimate(&r, v);
	*closed = r.closed;
	run_free(&r);
	return v;
}
