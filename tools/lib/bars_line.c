/*
 * bars_line.c - the line of one job, within the widths that bars.c laid out.
 *
 *     icml 2022  [#########      ]  61.3%  (1,121/1,828)  1:32  (ETA 14:03:22)
 *
 * No field is wider than its column and no line wider than the screen. Bars are
 * of block characters, in eighths, where the locale is UTF-8, else of ASCII.
 */
#include "progress.h"

#define BAR_EDGES 2 /* its first and last column */

/* A line under construction. */
struct line {
	struct buf *out;
	size_t cols, max;
};

/* ASCII text, cut at the edge of the screen. */
static void
put(struct line *l, const char *s)
{
	size_t n = strlen(s);

	if (n > l->max - l->cols)
		n = l->max - l->cols;
	buf_add(l->out, s, n);
	l->cols += n;
}

static void
put_spaces(struct line *l, size_t n)
{
	while (n-- > 0)
		put(l, " ");
}

/* At the right end of a field of some columns. */
static void
put_right(struct line *l, const char *s, size_t width)
{
	size_t n = strlen(s);

	put_spaces(l, width > n ? width - n : 0);
	put(l, s);
}

/* One character of UTF-8 that takes one column. */
static void
put_glyph(struct line *l, const char *s)
{
	if (l->cols == l->max)
		return;
	buf_puts(l->out, s);
	l->cols++;
}

static void
put_glyphs(struct line *l, const char *s, size_t n)
{
	while (n-- > 0)
		put_glyph(l, s);
}

static void
put_colour(struct line *l, const struct bars_layout *y, const char *sgr)
{
	if (y->screen->colour && *sgr)
		buf_printf(l->out, "\033[%sm", sgr);
}

static bool
is_stalled(const struct job *j)
{
	return j->state == JOB_RUNNING && j->stall.on;
}

static const char *
colour_of(const struct job *j)
{
	if (j->state == JOB_LOST)
		return "31";
	if (is_stalled(j))
		return "33";
	if (j->state != JOB_ENDED)
		return "";
	switch (verdict_exit(j->verdict)) {
	case EXIT_COMPLETE:
		return "32";
	case EXIT_INCOMPLETE:
	case EXIT_NOTHING:
		return "33";
	default:
		return "31";
	}
}

static bool
is_complete(const struct job *j)
{
	return j->state == JOB_ENDED && j->verdict == V_COMPLETE;
}

/* Parts of `of` that are done; of + 1 when nobody knows. 100.0 % is said only
 * when it is true. */
static size_t
share(const struct job *j, size_t of)
{
	int64_t papers = job_papers(j);

	if (is_complete(j) || (j->total > 0 && papers >= j->total))
		return of;
	if (j->total <= 0)
		return of + 1;
	return (size_t)((double)of * (double)papers / (double)j->total);
}

/* A piece that goes to and fro: work of unknown size. */
static void
put_moving(struct line *l, const struct bars_layout *y, size_t width)
{
	size_t piece = width / 6 + 1, way = width - piece;
	size_t at =
		way ? (size_t)(y->now / (PROGRESS_SECOND / 4)) % (2 * way) : 0;
	const char *glyph = y->screen->utf8 ? "\342\226\210" : "=";

	if (at > way)
		at = 2 * way - at;
	put_spaces(l, at);
	put_glyphs(l, glyph, piece);
	put_spaces(l, width - at - piece);
}

static void
put_filled(struct line *l, const struct bars_layout *y, size_t width,
	size_t eighths)
{
	static const char *const part[] = {"", "\342\226\217", "\342\226\216",
		"\342\226\215", "\342\226\214", "\342\226\213", "\342\226\212",
		"\342\226\211"};
	size_t full = eighths / 8, rest = eighths % 8;

	put_glyphs(l, y->screen->utf8 ? "\342\226\210" : "#", full);
	if (y->screen->utf8 && rest)
		put_glyph(l, part[rest]);
	else
		rest = 0;
	put_spaces(l, width - full - (rest > 0));
}

static void
put_bar(struct line *l, const struct bars_layout *y, const struct job *j)
{
	size_t width = y->bar - BAR_EDGES;
	size_t eighths = share(j, 8 * width);

	put_glyph(l, y->screen->utf8 ? "\342\226\225" : "[");
	put_colour(l, y, colour_of(j));
	if (eighths <= 8 * width)
		put_filled(l, y, width, eighths);
	else if (j->state == JOB_RUNNING)
		put_moving(l, y, width);
	else
		put_spaces(l, width);
	put_colour(l, y, *colour_of(j) ? "0" : "");
	put_glyph(l, y->screen->utf8 ? "\342\226\217" : "]");
}

static void
put_numbers(struct line *l, const struct bars_layout *y, const struct job *j)
{
	size_t mille = share(j, 1000);
	char text[128];

	if (mille > 1000)
		put_right(l, "--", 6);
	else {
		(void)snprintf(text, sizeof(text), "%zu.%zu%%", mille / 10,
			mille % 10);
		put_right(l, text, 6);
	}
	put_spaces(l, 2);
	(void)snprintf(text, sizeof(text), "(%s/%s)",
		word_count(job_papers(j)).s,
		j->total < 0 ? "?" : word_count(j->total).s);
	put_right(l, text, y->count);
}

static void
put_eta(struct line *l, const struct bars_layout *y, struct job *j)
{
	int64_t left = j->total - job_papers(j), end = 0;
	char text[64];

	if (j->total > 0 && left > 0)
		end = eta_clock(&j->eta, y->wall, left);
	(void)snprintf(text, sizeof(text), "(ETA %s)",
		end ? word_clock(end, y->wall).s : "--:--:--");
	put(l, text);
}

static const char *
mark_of(const struct job *j, bool utf8)
{
	if (is_complete(j))
		return utf8 ? "\342\234\223" : "+";
	if (is_stalled(j))
		return "~";
	if (j->state == JOB_ENDED &&
		(verdict_exit(j->verdict) == EXIT_INCOMPLETE ||
			verdict_exit(j->verdict) == EXIT_NOTHING))
		return "!";
	return utf8 ? "\342\234\227" : "x";
}

static void
put_verdict(struct line *l, const struct bars_layout *y, const struct job *j)
{
	put_colour(l, y, colour_of(j));
	put_glyph(l, mark_of(j, y->screen->utf8));
	put(l, " ");
	if (j->state == JOB_ENDED)
		put(l, verdict_name(j->verdict));
	else
		put(l, j->begin ? "no end" : "not started");
	put_colour(l, y, "0");
}

/* Not wider than a forecast: of hours no seconds. */
static void
put_stalled(struct line *l, const struct bars_layout *y, const struct job *j)
{
	int64_t ns = y->now - j->stall.since;
	long long minutes = ns / PROGRESS_SECOND / 60;
	char text[64];

	if (minutes < 60)
		(void)snprintf(
			text, sizeof(text), "stalled %s", word_elapsed(ns).s);
	else
		(void)snprintf(text, sizeof(text), "stalled %lldh%02lldm",
			minutes / 60, minutes % 60);
	put_colour(l, y, colour_of(j));
	put(l, text);
	put_colour(l, y, "0");
}

static void
put_last_short(struct line *l, const struct bars_layout *y, const struct job *j)
{
	if (j->state != JOB_ENDED && j->state != JOB_LOST && !is_stalled(j))
		return;
	put_colour(l, y, colour_of(j));
	put_glyph(l, mark_of(j, y->screen->utf8));
	put_colour(l, y, "0");
}

static void
put_last(struct line *l, const struct bars_layout *y, struct job *j)
{
	switch (j->state) {
	case JOB_NAMED:
		put(l, "waiting");
		break;
	case JOB_RUNNING:
		if (j->stall.on)
			put_stalled(l, y, j);
		else
			put_eta(l, y, j);
		break;
	case JOB_ENDED:
	case JOB_LOST:
		put_verdict(l, y, j);
		break;
	case JOB_OVER:
		break;
	}
}

static void
put_name(struct line *l, const struct bars_layout *y, const struct job *j)
{
	size_t room = y->venue < l->max ? y->venue : l->max, used;
	size_t at = l->out->len;
	char year[16];

	used = room ? text_visible(l->out, j->venue->name, room) : 0;
	if (!y->screen->utf8)
		words_ascii(l->out, at);
	l->cols += used;
	put_spaces(l, y->venue - used);
	(void)snprintf(year, sizeof(year), "%d", j->year);
	put(l, " ");
	put_right(l, j->year ? year : "", y->year);
}

size_t
bars_line(struct buf *out, const struct bars_layout *y, struct job *j)
{
	struct line l = {.out = out, .max = y->screen->cols - 1};

	put_name(&l, y, j);
	put_spaces(&l, 2);
	if (y->bar) {
		put_bar(&l, y, j);
		put_spaces(&l, 2);
	}
	put_numbers(&l, y, j);
	if (y->elapsed) {
		struct word w = word_elapsed(job_elapsed(j, y->now));

		put_spaces(&l, 2);
		put_right(&l, j->begin ? w.s : "", y->elapsed);
	}
	if (y->memory) {
		put_spaces(&l, 2);
		put_right(&l,
			j->state == JOB_RUNNING && j->rss_kb
				? word_memory(j->rss_kb).s
				: "",
			y->memory);
	}
	if (y->last) {
		put_spaces(&l, 2);
		if (y->last > 1)
			put_last(&l, y, j);
		else
			put_last_short(&l, y, j);
	}
	return l.cols;
}
