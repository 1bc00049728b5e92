/*
 * ojs_window.c - which records to ask for: windows of datestamps.
 *
 * Datestamps say when a record was last touched, not when its paper appeared,
 * and the server cannot be asked for a volume. So a journal is read from
 * datestamps on that are early enough for the year; a large one in fixed
 * half-years, which are the same for each year, so that the answers kept for
 * one year serve the others.
 *
 * Where the server cannot give a page, nothing behind it can be had either: the
 * token for it stands on that page. The headers are not affected, so they say
 * where to cut: each part is asked for alone, until the bad record stands
 * alone. A part is shorter in time than the whole, so this ends.
 *
 * The window of a request travels in its fragment: "#FROM/UNTIL[/again]".
 */
#include "ojs.h"

#define PARTS 8
#define DAY 86400

/* Where the datestamps of a site begin, of those whose volumes are older
 * (Identify; read 2026-10-09). */
static const struct {
	const char *host;
	int year;
} earliest[] = {{"ojs.aaai.org", 2020}};

/* --- times --- */

/* Days from 1970-01-01; the proleptic Gregorian calendar. Source: Fliegel and
 * van Flandern, "A Machine Algorithm for Processing Calendar Dates", 1968. */
static int64_t
days(int year, int month, int day)
{
	int64_t a = (month - 14) / 12, y = year + 4800 + a;

	return day - 32075 + 1461 * y / 4 + 367 * (month - 2 - a * 12) / 12 -
	       3 * ((y + 100) / 100) / 4 - 2440588;
}

/* "2021-09-12T12:50:00Z" or "2021-09-12", which a `last` of true takes as the
 * end of that day. */
static bool
parse_time(int64_t *out, const char *s, bool last)
{
	int y, mon, d, h = 0, min = 0, sec = 0;
	int n = sscanf(
		s, "%4d-%2d-%2dT%2d:%2d:%2dZ", &y, &mon, &d, &h, &min, &sec);

	if (n < 3 || y < 1900 || y > 9999 || mon < 1 || mon > 12 || d < 1 ||
		d > 31 || h < 0 || h > 23 || min < 0 || min > 59 || sec < 0 ||
		sec > 60)
		return false;
	*out = days(y, mon, d) * DAY + h * 3600 + min * 60 + sec;
	if (n == 3 && last)
		*out += DAY - 1;
	return true;
}

static void
format_time(char out[24], int64_t t, bool with_time)
{
	char text[32];

	clock_rfc3339(text, t);
	(void)snprintf(out, 24, "%.*s", with_time ? 20 : 10, text);
}

/* --- requests --- */

void
ojs_window(struct ojs_window *w, const char *url)
{
	const char *s = strchr(url, '#'), *slash = s ? strchr(s, '/') : NULL;
	size_t n;

	*w = (struct ojs_window){.from = ""};
	if (!slash || slash - s > 21)
		return;
	(void)snprintf(
		w->from, sizeof(w->from), "%.*s", (int)(slash - s - 1), s + 1);
	n = strcspn(slash + 1, "/");
	(void)snprintf(w->until, sizeof(w->until), "%.*s", n < 20 ? (int)n : 20,
		slash + 1);
	w->again = strcmp(slash + 1 + n, "/again") == 0;
}

/* The address without its query, and the verb. */
static void
begin_url(struct buf *out, const char *url, const char *verb)
{
	buf_init(out, LIMIT_URL);
	buf_add(out, url, strcspn(url, "?#"));
	buf_printf(out, "?verb=%s", verb);
}

static void
end_url(struct buf *url, const struct ojs_window *w, struct sink *sink)
{
	if (*w->from || *w->until || w->again)
		buf_printf(url, "#%s/%s%s", w->from, w->until,
			w->again ? "/again" : "");
	if (!url->full)
		sink->request(sink, FOR_LIST, buf_str(url), NULL);
	buf_free(url);
}

void
ojs_ask(struct sink *sink, const char *url, const char *verb,
	const struct ojs_window *w, const char *token)
{
	struct buf b;

	begin_url(&b, url, verb);
	if (token) {
		buf_puts(&b, "&resumptionToken=");
		url_encode(&b, token, "");
		end_url(&b, w, sink);
		return;
	}
	/* The order of arguments is free: another one is another address, of
	 * which no dead token is kept. */
	if (!w->again)
		buf_puts(&b, "&metadataPrefix=oai_dc");
	if (*w->from) {
		buf_puts(&b, "&from=");
		url_encode(&b, w->from, ":");
	}
	if (*w->until) {
		buf_puts(&b, "&until=");
		url_encode(&b, w->until, ":");
	}
	if (w->again)
		buf_puts(&b, "&metadataPrefix=oai_dc");
	end_url(&b, w, sink);
}

void
ojs_ask_record(struct sink *sink, const char *url, const char *id)
{
	const struct ojs_window none = {.from = ""};
	struct buf b;

	begin_url(&b, url, "GetRecord");
	buf_puts(&b, "&metadataPrefix=oai_dc&identifier=");
	url_encode(&b, id, ":/");
	end_url(&b, &none, sink);
}

void
ojs_ask_years(struct sink *sink, const char *url, int year)
{
	int now = clock_year(), first = year - 1, half = 1;
	struct ojs_window w = {.from = ""};
	struct buf host;
	char today[32];

	buf_init(&host, 256);
	(void)url_host(&host, url);
	for (size_t i = 0; i < sizeof(earliest) / sizeof(earliest[0]); i++) {
		if (strcmp(buf_str(&host), earliest[i].host) == 0 &&
			first < earliest[i].year) {
			first = earliest[i].year;
			half = 0;
		}
	}
	buf_free(&host);
	clock_rfc3339(today, clock_wall());
	for (; first <= now; first++, half = 0) {
		for (; half < 2; half++) {
			(void)snprintf(w.from, sizeof(w.from), "%04d-%s", first,
				half ? "07-01" : "01-01");
			(void)snprintf(w.until, sizeof(w.until), "%04d-%s",
				first, half ? "12-31" : "06-30");
			if (strncmp(w.from, today, 10) <= 0)
				ojs_ask(sink, url, "ListRecords", &w, NULL);
		}
	}
}

/* --- cutting --- */

/* Where to cut, in ascending order: at some of the datestamps. When all are the
 * same, what else there may be is before or after it. */
static size_t
find_cuts(int64_t cut[PARTS + 1], char (*stamp)[24], size_t n, int64_t unit)
{
	size_t k = 0;
	int64_t t;

	for (size_t i = 0; i < PARTS; i++) {
		if (parse_time(&t, stamp[i * n / PARTS], false) &&
			(k == 0 || t > cut[k - 1]))
			cut[k++] = t;
	}
	if (k == 1) {
		cut[1] = cut[0] + unit;
		k = 2;
	}
	return k;
}

bool
ojs_divide(struct sink *sink, const char *url, const struct ojs_window *w,
	char (*stamp)[24], size_t n, bool all)
{
	bool with_time = n > 0 && strchr(stamp[0], 'T');
	int64_t unit = with_time ? 1 : DAY;
	int64_t cut[PARTS + 1], from = INT64_MIN, until = INT64_MAX;
	struct ojs_window part = *w;
	bool divided = false;
	size_t k = n ? find_cuts(cut, stamp, n, unit) : 0;

	(void)parse_time(&from, w->from, false);
	(void)parse_time(&until, w->until, true);
	part.again = false;
	if (from != INT64_MIN)
		format_time(part.from, from, with_time);
	for (size_t i = 0; i < k; i++) {
		if (cut[i] <= from || cut[i] > until)
			continue;
		format_time(part.until, cut[i] - unit, with_time);
		if (i > 0 || !all)
			ojs_ask(sink, url, "ListRecords", &part, NULL);
		format_time(part.from, cut[i], with_time);
		divided = true;
	}
	if (!divided)
		return false;
	*part.until = '\0';
	if (until != INT64_MAX)
		format_time(part.until, until, with_time);
	ojs_ask(sink, url, "ListRecords", &part, NULL);
	return true;
}
