/*
 * venue_name.c - the registry for people: its names, and what a wrong name may
 * have meant.
 */
#include <ctype.h>
#include <limits.h>
#include <unistd.h>

#include "registry.h"

#define NAME_MAX_LEN 80 /* longer names are not compared */
#define SUGGESTED 3

/* How many letters must be added, dropped, changed or swapped to make b of a
 * (Damerau's distance in its restricted form), in any case; INT_MAX when one of
 * them is too long. */
static int
distance(const char *a, const char *b)
{
	int row[3][NAME_MAX_LEN + 1];
	int n = (int)strnlen(a, NAME_MAX_LEN + 1);
	int m = (int)strnlen(b, NAME_MAX_LEN + 1);

	if (n > NAME_MAX_LEN || m > NAME_MAX_LEN)
		return INT_MAX;
	for (int j = 0; j <= m; j++)
		row[0][j] = j;
	for (int i = 1; i <= n; i++) {
		int *now = row[i % 3], *last = row[(i + 2) % 3];
		const int *older = row[(i + 1) % 3];
		int x = tolower(a[i - 1] & 0xff);

		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int y = tolower(b[j - 1] & 0xff);
			int best = last[j - 1] + (x != y);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && x == tolower(b[j - 2] & 0xff) &&
				y == tolower(a[i - 2] & 0xff) &&
				older[j - 2] + 1 < best)
				best = older[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[n % 3][m];
}

/* How far a venue is from what was typed: by its name, by other names of it.
 * What begins with the name is near. */
static int
venue_distance(const char *venue, const char *typed)
{
	size_t n = strlen(typed);
	int best = distance(typed, venue);
	const struct rung *r;

	if (n > 2 && strncmp(venue, typed, n) == 0 && best > 1)
		best = 1;
	for (size_t i = 0; (r = venue_line(venue, i)); i++) {
		int d = r->role == ROLE_ALIAS ? distance(typed, r->source)
					      : INT_MAX;

		if (d < best)
			best = d;
	}
	return best;
}

void
venue_suggest(struct buf *out, const char *name)
{
	int limit = strlen(name) < 5 ? 1 : 2;
	size_t told = 0;
	const char *venue;

	for (int d = 0; d <= limit && told < SUGGESTED; d++) {
		for (size_t i = 0; (venue = venue_name(i)) && told < SUGGESTED;
			i++) {
			if (venue_distance(venue, name) != d)
				continue;
			buf_printf(out, "%s'%s'",
				told++ ? ", " : "; did you mean ", venue);
		}
	}
	if (told)
		buf_puts(out, "?");
}

/* The last year of a run from y on in which each is `step` after the other. */
static int
run_end(const char *venue, int y, int step)
{
	while (y + step <= YEAR_LAST && venue_year(venue, y + 1) == y + step)
		y += step;
	return y;
}

void
venue_years(struct buf *out, const char *venue)
{
	int y = venue_year(venue, 0);

	for (const char *comma = ""; y != INT_MAX; comma = ", ") {
		int last = run_end(venue, y, 1), second = run_end(venue, y, 2);

		buf_printf(out, "%s%d", comma, y);
		if (last >= YEAR_LAST) {
			buf_puts(out, "-");
			return;
		}
		if (second > y + 2) {
			last = second;
			buf_printf(out, "-%d/2", last);
		} else if (last > y) {
			buf_printf(out, "-%d", last);
		}
		y = venue_year(venue, last + 1);
	}
}

/* The sources that list a venue, by comma, each once. */
static void
venue_sources(struct buf *out, const char *venue)
{
	const struct rung *r, *before;

	for (size_t i = 0; (r = venue_line(venue, i)); i++) {
		bool seen = r->role != ROLE_LIST;

		for (size_t k = 0; k < i && !seen; k++) {
			before = venue_line(venue, k);
			seen = before->role == ROLE_LIST &&
			       strcmp(before->source, r->source) == 0;
		}
		if (!seen)
			buf_printf(out, "%s%s", out->len ? "," : "", r->source);
	}
}

static void
venue_aliases(struct buf *out, const char *venue)
{
	const struct rung *r;

	for (size_t i = 0; (r = venue_line(venue, i)); i++) {
		if (r->role == ROLE_ALIAS)
			buf_printf(
				out, "%s%s", out->len ? ", " : "", r->source);
	}
}

/* Columns as wide as their longest entry, but for the last; on a terminal a row
 * is cut to its width. */
struct widths {
	int name, sources, years;
	size_t screen; /* 0: no bound */
};

static void
row_text(struct buf *out, const char *venue, const struct widths *w)
{
	struct buf years, sources, aliases;

	buf_init(&years, LIMIT_LINE);
	buf_init(&sources, LIMIT_LINE);
	buf_init(&aliases, LIMIT_LINE);
	venue_years(&years, venue);
	venue_sources(&sources, venue);
	venue_aliases(&aliases, venue);
	buf_reset(out);
	buf_printf(out, "%-*s  %-*s  %-*s  %s", w->name, venue, w->sources,
		buf_str(&sources), w->years, buf_str(&years),
		buf_str(&aliases));
	buf_free(&years);
	buf_free(&sources);
	buf_free(&aliases);
}

static void
table_print(void)
{
	struct widths w = {.name = 5,
		.sources = 20,
		.years = 24,
		.screen = fold_columns(STDOUT_FILENO)};
	const char *venue;
	struct buf row, visible;

	buf_init(&row, LIMIT_RECORD);
	buf_init(&visible, LIMIT_RECORD);
	for (size_t i = 0; (venue = venue_name(i)); i++) {
		if ((int)strlen(venue) > w.name)
			w.name = (int)strlen(venue);
	}
	printf("%-*s  %-*s  %-*s  %s\n", w.name, "VENUE", w.sources, "SOURCES",
		w.years, "YEARS", "ALSO");
	for (size_t i = 0; (venue = venue_name(i)); i++) {
		row_text(&row, venue, &w);
		while (row.len && row.s[row.len - 1] == ' ')
			buf_cut(&row, row.len - 1);
		buf_reset(&visible);
		(void)text_visible(&visible, row.s, w.screen);
		printf("%s\n", buf_str(&visible));
	}
	buf_free(&row);
	buf_free(&visible);
}

/* A rung as it stands in the table. */
static void
rung_json(struct buf *b, const struct rung *r)
{
	static const char *const roles[] = {[ROLE_LIST] = "list",
		[ROLE_ELSE] = "else",
		[ROLE_FILL] = "fill",
		[ROLE_ALIAS] = "alias"};

	buf_puts(b, b->s[b->len - 1] == '[' ? "{" : ",{");
	json_put_member(b, "role", roles[r->role]);
	json_put_int(b, "first", r->first);
	if (r->last != INT_MAX)
		json_put_int(b, "last", r->last);
	json_put_member(b, "source", r->source);
	if (*r->key)
		json_put_member(b, "key", r->key);
	if (r->count)
		json_put_int(b, "count", (int64_t)r->count);
	if (*r->count_from)
		json_put_member(b, "note", r->count_from);
	buf_putc(b, '}');
}

static void
record_print(const char *venue)
{
	const struct rung *r;
	struct buf b;

	buf_init(&b, LIMIT_RECORD);
	buf_puts(&b, "{");
	json_put_member(&b, "type", "venue");
	json_put_member(&b, "venue", venue);
	json_put_name(&b, "aliases");
	buf_putc(&b, '[');
	for (size_t i = 0; (r = venue_line(venue, i)); i++) {
		if (r->role != ROLE_ALIAS)
			continue;
		if (b.s[b.len - 1] != '[')
			buf_putc(&b, ',');
		json_put_string(&b, r->source, strlen(r->source));
	}
	buf_putc(&b, ']');
	json_put_name(&b, "ladder");
	buf_putc(&b, '[');
	for (size_t i = 0; (r = venue_line(venue, i)); i++) {
		if (r->role != ROLE_ALIAS)
			rung_json(&b, r);
	}
	buf_puts(&b, "]}");
	printf("%s\n", buf_str(&b));
	buf_free(&b);
}

void
venue_print(bool json)
{
	const char *venue;

	if (!json)
		table_print();
	for (size_t i = 0; json && (venue = venue_name(i)); i++)
		record_print(venue);
}
