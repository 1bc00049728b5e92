/*
 * job.c - one venue-year: from the registry's ladder to the records.
 *
 * Three phases. LIST: the list requests, one after the other so that the
 * site's own order is the order of the papers; a paper that nothing can add to
 * leaves at once, the others wait. FILL: the bulk files, one after the other,
 * fill waiting papers. PAGE: what still lacks an abstract costs a page each.
 * Only the list decides completeness.
 */
#include "job_private.h"

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

/* A page may name papers for ever: told once, the rest is not read. */
static bool
is_flood(struct run *r)
{
	struct err e = {0};

	if (r->listed < LIMIT_PAPERS || r->flooded)
		return r->flooded;
	r->flooded = true;
	(void)err_set(&e, V_FAILED,
		"the list has more than %d papers: the rest is left out",
		LIMIT_PAPERS);
	run_list_failed(r, &e, r->now->page.url);
	return true;
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
	if (run_enough(r) || is_flood(r)) {
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

		if (run_wants_page(r, p) && r->no_pages)
			r->unfetched += r->pages_later;
		else if (run_wants_page(r, p))
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

/* A server may hand out cursors for ever: told once, the rest is not asked. */
static bool
is_endless(struct run *r, const struct ask *a)
{
	struct err e = {0};

	if (r->phase != PHASE_LIST || r->barren < LIMIT_BARREN)
		return false;
	(void)err_set(&e, V_FAILED,
		"%d answers in a row brought no paper: the list has no end",
		LIMIT_BARREN);
	if (r->barren == LIMIT_BARREN)
		run_list_failed(r, &e, a->request.url);
	r->barren = LIMIT_BARREN + 1;
	return true;
}

void
run_next(struct run *r)
{
	struct ask *a;

	while (!r->running && !r->closed) {
		if ((a = r->queue)) {
			r->queue = a->next;
			if (!r->queue)
				r->queue_tail = &r->queue;
			a->next = NULL;
			if (run_enough(r) || is_endless(r, a)) {
				ask_free(a);
				continue;
			}
			r->running = true;
			http_add(r->http, &a->request);
			return;
		}
		if (r->phase == PHASE_LIST && run_fall_back(r)) {
			plan(r, &r->lists[0], FOR_LIST);
			continue;
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
	buf_free(&r->lists_asked);
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
	buf_init(&r->lists_asked, LISTS_NOTED);
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
	run_distrust_lists(&r, v);
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
	if (r.broken)
		v = V_FAILED;
	*closed = r.closed;
	run_free(&r);
	return v;
}
