/*
 * bars.c - one frame of bars: which jobs are shown, and how wide each column
 * is.
 *
 * A frame is text only, without any movement of the cursor; term.c shows it. It
 * never has more lines or columns than the screen: the jobs that need eyes are
 * chosen first and the others are a number in the last line, but they stand in
 * their own order, so that a bar moves only when it must. Columns are as wide
 * as all jobs need, not only those shown; a narrow screen loses the memory of
 * the workers, then the ETA, then the elapsed time, then length of bar.
 */
#include "progress.h"

#define BAR_MIN 16    /* shorter than this: leave out a column */
#define BAR_ROOMY 24  /* shorter than this: no memory either */
#define BAR_LEAST 6   /* shorter than this: no bar */
#define BAR_MAX 62    /* longer than this says no more */
#define VENUE_MAX 24  /* columns of a venue's name */
#define ELAPSED_MIN 5 /* "12:34" */
#define LAST_WIDTH 14 /* "(ETA 14:03:22)", every verdict with its mark */

/* What needs eyes first. */
enum class {
	C_RUNNING,
	C_FAILED,
	C_WAITING,
	C_DONE,
	CLASSES
};

static enum class class_of(const struct job *j) {
	switch (j->state){case JOB_RUNNING : return C_RUNNING;
		case JOB_NAMED : return C_WAITING;
		case JOB_ENDED : return j->verdict == V_COMPLETE ? C_DONE
								 : C_FAILED;
		case JOB_LOST : return C_FAILED;
		case JOB_OVER : break;
}
return C_DONE;
}

static void
widen(size_t *width, size_t n)
{
	if (n > *width)
		*width = n;
}

static void
measure(struct bars_layout *y, const struct jobs *js)
{
	y->year = 4;
	y->elapsed = ELAPSED_MIN;
	y->last = LAST_WIDTH;
	for (size_t i = 0; i < js->n; i++) {
		const struct job *j = js->list[i];
		struct word papers = word_count(job_papers(j));
		struct word total = word_count(j->total);
		struct word elapsed = word_elapsed(job_elapsed(j, y->now));
		size_t most = strlen(papers.s), of = 1;

		if (j->total >= 0) {
			of = strlen(total.s);
			widen(&most, of);
		}
		widen(&y->venue, j->venue->columns);
		widen(&y->year, j->year > 9999 ? 9 : 4);
		widen(&y->count, most + of + strlen("(/)"));
		widen(&y->elapsed, strlen(elapsed.s));
		if (j->state == JOB_RUNNING && j->rss_kb)
			widen(&y->memory, strlen(word_memory(j->rss_kb).s));
	}
	if (y->venue > VENUE_MAX)
		y->venue = VENUE_MAX;
}

/* What is left for the bar, with two spaces after it; may be negative. */
static long
room(const struct bars_layout *y)
{
	size_t used =
		y->venue + 1 + y->year + 2 + strlen("100.0%") + 2 + y->count;

	if (y->elapsed)
		used += 2 + y->elapsed;
	if (y->memory)
		used += 2 + y->memory;
	if (y->last)
		used += 2 + y->last;
	return (long)y->screen->cols - 1 - (long)used - 2;
}

static void
fit(struct bars_layout *y)
{
	long n;

	if (room(y) < BAR_ROOMY)
		y->memory = 0;
	if (room(y) < BAR_MIN)
		y->last = 1; /* the mark of an end only */
	if (room(y) < BAR_MIN)
		y->elapsed = 0;
	n = room(y);
	if (n > BAR_MAX)
		n = BAR_MAX;
	y->bar = n < BAR_LEAST ? 0 : (size_t)n;
}

static void
end_line(struct frame *f, size_t cols)
{
	buf_putc(&f->text, '\n');
	f->width[f->n++] = cols;
}

/* "... and 85 more: 60 done, 20 waiting" */
static void
rest_line(struct frame *f, const struct screen *s, const size_t hidden[CLASSES])
{
	static const struct {
		enum class class;
		const char *word;
	} part[] = {{C_DONE, "done"}, {C_WAITING, "waiting"},
		{C_RUNNING, "running"}, {C_FAILED, "not complete"}};
	size_t all = 0, len;
	const char *between = ": ";
	char text[160];

	for (int c = 0; c < CLASSES; c++)
		all += hidden[c];
	len = (size_t)snprintf(text, sizeof(text), "... and %zu more", all);
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		size_t n = hidden[part[i].class];

		if (!n)
			continue;
		len += (size_t)snprintf(text + len, sizeof(text) - len,
			"%s%zu %s", between, n, part[i].word);
		between = ", ";
	}
	if (len > s->cols - 1)
		len = s->cols - 1;
	buf_add(&f->text, text, len);
	end_line(f, len);
}

static void
take_some(size_t *take, size_t *hidden, size_t n, size_t *left)
{
	if (n > *hidden)
		n = *hidden;
	*take += n;
	*hidden -= n;
	*left -= n;
}

/* How many of each class get a line. Failures come first, but must not push
 * what runs from the screen. */
static void
choose(size_t take[CLASSES], size_t hidden[CLASSES], size_t left)
{
	take_some(&take[C_FAILED], &hidden[C_FAILED], left / 2, &left);
	for (int c = 0; c < CLASSES; c++)
		take_some(&take[c], &hidden[c], left, &left);
}

void
bars_frame(struct frame *f, struct jobs *js, const struct screen *s,
	int64_t now, int64_t wall)
{
	size_t rows = s->rows - 1, take[CLASSES] = {0}, hidden[CLASSES] = {0};
	struct bars_layout y = {.screen = s, .now = now, .wall = wall};

	f->n = 0;
	f->text.max = LIMIT_RECORD;
	buf_reset(&f->text);
	if (rows > PROGRESS_ROWS)
		rows = PROGRESS_ROWS;
	if (s->rows < 2 || s->cols < 2 || !js->n)
		return;
	jobs_sort(js);
	measure(&y, js);
	fit(&y);
	for (size_t i = 0; i < js->n; i++)
		hidden[class_of(js->list[i])]++;
	choose(take, hidden, js->n > rows ? rows - 1 : js->n);
	for (size_t i = 0; i < js->n; i++) {
		enum class c = class_of(js->list[i]);

		if (!take[c])
			continue;
		take[c]--;
		end_line(f, bars_line(&f->text, &y, js->list[i]));
	}
	if (js->n > rows)
		rest_line(f, s, hidden);
}
