/*
 * run.c - the state of a venue-year: its ladder, what is expected of it, and
 * the verdict on how it ended.
 */
#include "job_private.h"
#include "registry.h"

#define BEAT (5 * SECOND)

static void
use_add(struct run *r, struct rung_use *list, size_t *n,
	const struct source *source, const struct rung *rung)
{
	struct rung_use *u;
	struct buf key;

	if (!source || *n == RUNGS_MAX)
		return;
	u = &list[(*n)++];
	buf_init(&key, LIMIT_LINE);
	if (rung)
		venue_key(&key, rung, r->year);
	else if (r->o->key)
		buf_puts(&key, r->o->key);
	*u = (struct rung_use){.source = source,
		.key = key.len ? xstrdup(key.s) : NULL,
		.count = rung ? rung->count : 0};
	u->job = (struct job){.venue = r->venue,
		.year = r->year,
		.key = u->key,
		.rejected = r->o->rejected,
		.withdrawn = r->o->withdrawn};
	buf_free(&key);
}

/* With --source: its own rungs; a bulk file is a list where it has no other. */
static void
ladder_of_source(struct run *r, const struct source *s)
{
	const struct rung *g;

	for (size_t i = 0; !r->o->key &&
			   (g = venue_rung_of(r->venue, r->year, s->name, i));
		i++) {
		if (g->role == ROLE_FILL)
			use_add(r, r->fills, &r->nfills, s, g);
		else
			use_add(r, r->lists, &r->nlists, s, g);
	}
	if (r->nlists)
		return;
	for (size_t i = 0; i < r->nfills; i++)
		r->lists[i] = r->fills[i];
	r->nlists = r->nfills;
	r->nfills = 0;
	memset(r->fills, 0, sizeof(r->fills));
	if (!r->nlists)
		use_add(r, r->lists, &r->nlists, s, NULL);
}

void
run_ladder(struct run *r)
{
	const struct rung *g;

	if (r->o->source) {
		ladder_of_source(r, source_find(r->o->source));
		return;
	}
	for (size_t i = 0; (g = venue_rung(r->venue, r->year, ROLE_LIST, i));
		i++)
		use_add(r, r->lists, &r->nlists, source_find(g->source), g);
	for (size_t i = 0; (g = venue_rung(r->venue, r->year, ROLE_FILL, i));
		i++)
		use_add(r, r->fills, &r->nfills, source_find(g->source), g);
}

/* The next other list that can be taken without a download of gigabytes, which
 * nobody has asked for. */
static const struct rung *
next_else(struct run *r)
{
	const struct rung *g;

	while ((g = venue_rung(r->venue, r->year, ROLE_ELSE, r->elses))) {
		const char *release = source_find(g->source)->release;

		r->elses++;
		if (!release || http_has_release(r->http, release))
			return g;
		if (!r->o->quiet)
			msg_warn("%s %d: --source %s has it too, after a "
				 "download of '%s', once",
				r->venue, r->year, g->source, release);
	}
	return NULL;
}

bool
run_fall_back(struct run *r)
{
	static const bool lasting[] = {[V_MOVED] = true,
		[V_BLOCKED] = true,
		[V_LOGIN] = true,
		[V_LAYOUT] = true,
		[V_FAILED] = true,
		[V_RETRY_LATER] = false};
	const struct rung *g;

	if (r->listed || r->o->source || r->estimating || !lasting[r->worst])
		return false;
	g = next_else(r);
	if (!g)
		return false;
	if (!r->fallen)
		r->first = r->worst;
	r->fallen = true;
	r->worst = V_COMPLETE;
	for (size_t i = 0; i < r->nlists; i++) {
		free(r->lists[i].key);
		free(r->lists[i].host);
	}
	memset(r->lists, 0, sizeof(r->lists));
	r->nlists = 0;
	table_free(&r->scopes);
	use_add(r, r->lists, &r->nlists, source_find(g->source), g);
	msg_note("%s %d: taking the list of %s instead", r->venue, r->year,
		g->source);
	return true;
}

void
run_ladder_free(struct run *r)
{
	for (size_t i = 0; i < RUNGS_MAX; i++) {
		free(r->lists[i].key);
		free(r->lists[i].host);
		free(r->fills[i].key);
		free(r->fills[i].host);
	}
}

int
job_known(
	const char *venue, int year, const struct job_options *o, struct err *e)
{
	struct buf years;

	if (o->key || venue_rung(venue, year, ROLE_LIST, 0) ||
		(o->source && venue_rung_of(venue, year, o->source, 0)))
		return 0;
	buf_init(&years, LIMIT_LINE);
	venue_years(&years, venue);
	(void)err_set(e, V_FAILED,
		"no source is known for '%s' %d, only for %.300s: a line in "
		"your venues.tsv adds one, see cf-venues(5)",
		venue, year, buf_str(&years));
	buf_free(&years);
	return -1;
}

bool
run_enough(const struct run *r)
{
	if (r->phase == PHASE_LIST && r->flooded)
		return true;
	if (r->estimating || !r->o->max_papers)
		return false;
	if (r->phase == PHASE_FILL)
		return r->emitted >= r->listed;
	return r->listed >= r->o->max_papers;
}

struct rung_use *
run_use_of(struct run *r, const struct paper *p)
{
	for (size_t i = 0; i < r->nlists; i++) {
		if (strcmp(r->lists[i].source->name, p->source) == 0)
			return &r->lists[i];
	}
	return &r->lists[0];
}

/* Whether a paper's page is on a site that a list of its source came from: a
 * list may link to papers elsewhere (TMLR's are on OpenReview). */
static bool
has_page(const struct run *r, const struct paper *p)
{
	struct buf host;
	bool found = false;

	buf_init(&host, LIMIT_URL);
	if (p->text[P_URL] && url_host(&host, p->text[P_URL])) {
		for (size_t i = 0; i < r->nlists && !found; i++) {
			const struct rung_use *u = &r->lists[i];

			found = u->source->has_pages && u->host &&
				strcmp(u->source->name, p->source) == 0 &&
				strcmp(u->host, host.s) == 0;
		}
	}
	buf_free(&host);
	return found;
}

bool
run_wants_page(struct run *r, const struct paper *p)
{
	if (r->o->details == DETAILS_NONE ||
		(r->o->details == DETAILS_MISSING && p->text[P_ABSTRACT]))
		return false;
	return has_page(r, p);
}

/* Whether the user is known where a bulk file wants that. */
static bool
may_ask(const struct run *r, const struct source *s)
{
	if (s->needs_login)
		return r->login;
	return !s->key_host || apikey_known(s->key_host);
}

bool
run_wants_fill(struct run *r)
{
	const struct source *s = r->fills[r->fill].source;

	if (!s->needs_login && !s->key_host)
		return true;
	return may_ask(r, s) && r->ladder.waiting.lacking > 0;
}

bool
run_last_fill(const struct run *r)
{
	for (size_t i = r->fill + 1; i < r->nfills; i++) {
		if (may_ask(r, r->fills[i].source))
			return false;
	}
	return true;
}

/* What the site states of a list counts, else the registry's number; until all
 * lists are through (one may name others), the larger of the two. */
size_t
run_expected(const struct run *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nlists; i++) {
		const struct rung_use *u = &r->lists[i];
		bool larger = r->phase == PHASE_LIST && u->count > u->stated;

		n += u->any_stated && !larger ? u->stated : u->count;
	}
	if (r->o->max_papers && n > r->o->max_papers)
		n = r->o->max_papers;
	return n;
}

bool
run_counted(const struct run *r)
{
	for (size_t i = 0; i < r->nlists; i++) {
		if (!r->lists[i].any_stated)
			return false;
	}
	return r->nlists > 0;
}

/* A 404 means something else for a year that is known to be there. */
static void
explain_404(const struct run *r, struct err *e)
{
	bool known = false;
	char why[sizeof(e->text)];

	for (size_t i = 0; i < r->nlists; i++)
		known = known || r->lists[i].count > 0;
	memcpy(why, e->text, sizeof(why));
	if (r->listed)
		err_set(e, V_MOVED, "%.400s: a part of the list is missing",
			why);
	else if (!known && r->year >= clock_year() - 1)
		err_set(e, V_NOT_YET, "%.400s: not published yet", why);
	else
		err_set(e, V_MOVED, "%.400s: it has moved, or was never there",
			why);
}

void
run_list_failed(struct run *r, const struct err *e, const char *url)
{
	struct err full = *e;
	size_t expected = run_expected(r);

	/* An official number says otherwise. */
	if (full.verdict == V_EMPTY && expected && !r->listed)
		err_set(&full, V_LAYOUT,
			"%.300s: no paper where %zu are expected", e->text,
			expected);
	if (full.verdict == V_MOVED)
		explain_404(r, &full);
	if (full.verdict == V_COMPLETE)
		full.verdict = V_FAILED;
	if (url && !strstr(full.text, url)) {
		size_t n = strlen(full.text);

		(void)snprintf(
			full.text + n, sizeof(full.text) - n, " ('%s')", url);
	}
	/* The first failure is the cause, later ones may follow from it. */
	if (r->worst == V_COMPLETE)
		r->worst = full.verdict;
	run_failure(r, verdict_name(full.verdict), url, true, &full);
}

enum verdict
run_verdict(struct run *r)
{
	size_t expected = run_expected(r);

	if (r->broken)
		return V_FAILED;
	if (r->worst != V_COMPLETE && !r->listed)
		return r->fallen ? r->first : r->worst;
	if (r->worst != V_COMPLETE &&
		!(r->o->max_papers && r->listed >= r->o->max_papers))
		return V_INCOMPLETE;
	if (!r->listed && expected && !r->closed) {
		struct err e = {0};

		(void)err_set(&e, V_LAYOUT,
			"the list on '%s' was read and no paper found, where "
			"%zu are expected",
			r->lists[0].host ? r->lists[0].host : "", expected);
		run_failure(r, verdict_name(e.verdict), NULL, true, &e);
		return V_LAYOUT;
	}
	if (!r->listed)
		return expected ? V_LAYOUT : V_EMPTY;
	return r->emitted < expected ? V_INCOMPLETE : V_COMPLETE;
}

void
run_distrust_lists(struct run *r, enum verdict v)
{
	const char *url = buf_str(&r->lists_asked);
	const char *end = url + r->lists_asked.len;

	if (r->closed || r->worst != V_COMPLETE ||
		(v != V_INCOMPLETE && v != V_LAYOUT))
		return;
	for (; url < end; url += strlen(url) + 1)
		http_forget(r->http, url);
}

int
run_tick(void *arg)
{
	struct run *r = arg;
	int64_t now = clock_ns();

	if (!r->estimating && now - r->beat >= BEAT) {
		r->beat = now;
		record_heartbeat(r);
	}
	return r->closed || (r->no_pages && r->pages > 0) ? 1 : 0;
}
