/*
 * progress_words.c - numbers and ends in the words of people, the same in all
 * views. Every text that came with the stream goes through text_visible().
 */
#include "progress.h"

struct word
word_count(int64_t n)
{
	struct word w;
	char digits[24];
	size_t len, out = 0;

	len = (size_t)snprintf(digits, sizeof(digits), "%lld", (long long)n);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0 && digits[i - 1] != '-')
			w.s[out++] = ',';
		w.s[out++] = digits[i];
	}
	w.s[out] = '\0';
	return w;
}

struct word
word_elapsed(int64_t ns)
{
	long long s = ns / PROGRESS_SECOND;
	struct word w;

	if (s < 3600)
		(void)snprintf(w.s, sizeof(w.s), "%lld:%02lld", s / 60, s % 60);
	else
		(void)snprintf(w.s, sizeof(w.s), "%lld:%02lld:%02lld", s / 3600,
			s / 60 % 60, s % 60);
	return w;
}

struct word
word_span(int64_t ns)
{
	long long s = ns / PROGRESS_SECOND;
	struct word w;

	if (s < 10)
		(void)snprintf(w.s, sizeof(w.s), "%lld.%llds", s,
			(long long)(ns / (PROGRESS_SECOND / 10) % 10));
	else if (s < 60)
		(void)snprintf(w.s, sizeof(w.s), "%llds", s);
	else if (s < 3600)
		(void)snprintf(
			w.s, sizeof(w.s), "%lldm %02llds", s / 60, s % 60);
	else
		(void)snprintf(w.s, sizeof(w.s), "%lldh %02lldm %02llds",
			s / 3600, s / 60 % 60, s % 60);
	return w;
}

struct word
word_bytes(int64_t n)
{
	static const char *const unit[] = {"B", "kB", "MB", "GB", "TB", "PB"};
	double x = (double)n;
	struct word w;
	size_t i = 0;

	for (; x >= 999.95 && i + 1 < sizeof(unit) / sizeof(unit[0]); i++)
		x /= 1000;
	(void)snprintf(w.s, sizeof(w.s), "%.*f %s", i > 0, x, unit[i]);
	return w;
}

struct word
word_memory(int64_t kb)
{
	return word_bytes(kb > INT64_MAX / 1024 ? INT64_MAX : kb * 1024);
}

struct word
word_clock(int64_t wall, int64_t today)
{
	time_t t = (time_t)wall, now = (time_t)today;
	struct tm at = {0}, day = {0};
	struct word w;
	bool same;

	(void)localtime_r(&t, &at);
	(void)localtime_r(&now, &day);
	same = at.tm_yday == day.tm_yday && at.tm_year == day.tm_year;
	if (strftime(w.s, sizeof(w.s), same ? "%H:%M:%S" : "%b %d %H:%M",
		    &at) == 0)
		w.s[0] = '\0';
	return w;
}

void
words_papers(struct buf *b, int64_t papers, int64_t total, bool unknown)
{
	bool of = total > 0 || !unknown;

	buf_puts(b, word_count(papers).s);
	if (of)
		buf_printf(b, " of %s%s", unknown ? "at least " : "",
			word_count(total).s);
	buf_puts(b, papers == 1 && !of ? " paper" : " papers");
}

void
words_closing(struct buf *b, const struct sums *s, int64_t ns)
{
	words_papers(b, s->papers, s->total, s->unknown);
	buf_printf(b, ", %s of ", word_count((int64_t)s->complete).s);
	buf_printf(b, "%s jobs complete", word_count((int64_t)s->jobs).s);
	if (s->incomplete)
		buf_printf(b, ", %s incomplete",
			word_count((int64_t)s->incomplete).s);
	if (s->empty)
		buf_printf(b, ", %s empty", word_count((int64_t)s->empty).s);
	buf_printf(
		b, ", %s failed", word_count((int64_t)(s->failed + s->lost)).s);
	if (s->unfetched)
		buf_printf(b, ", %s pages missing", word_count(s->unfetched).s);
	if (s->stalls)
		buf_printf(b, ", %s stalled", word_count(s->stalls).s);
	if (s->kills)
		buf_printf(b, ", %s killed", word_count(s->kills).s);
	buf_printf(b, ", %s retries", word_count(s->count.retries).s);
	buf_printf(b, ", %s cached", word_count(s->count.cached).s);
	buf_printf(b, ", %s", word_bytes(s->count.bytes).s);
	buf_printf(b, ", %s", word_span(ns).s);
	if (s->full)
		buf_printf(b, " (not more than %s jobs are told apart)",
			word_count(PROGRESS_JOBS).s);
}

void
words_ascii(struct buf *b, size_t from)
{
	size_t to = from;

	for (size_t i = from; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];

		/* One mark for a character, not for each of its bytes. */
		if (c < 0x80)
			b->s[to++] = b->s[i];
		else if (c >= 0xc0)
			b->s[to++] = '?';
	}
	buf_cut(b, to);
}

void
words_job(struct buf *b, const struct job *j)
{
	text_visible(b, j->venue->name, 0);
	if (j->year)
		buf_printf(b, " %d", j->year);
	buf_puts(b, ": ");
}

/* The text of a string member without NUL bytes; false: there is none. */
static bool
member_text(struct buf *b, struct json rec, const char *name)
{
	buf_reset(b);
	if (!json_text(b, json_get(rec, name)) || !b->len)
		return false;
	for (size_t i = 0; i < b->len; i++) {
		if (!b->s[i])
			b->s[i] = '?';
	}
	return true;
}

void
words_error(struct buf *b, struct json rec)
{
	struct buf text;
	int64_t year;

	buf_init(&text, PROGRESS_LINE);
	if (member_text(&text, rec, "venue")) {
		text_visible(b, text.s, PROGRESS_KEY);
		if (json_int(&year, json_get(rec, "year")) && year > 0)
			buf_printf(b, " %lld", (long long)year);
		buf_puts(b, ": ");
	}
	if (!member_text(&text, rec, "message") &&
		!member_text(&text, rec, "code"))
		buf_puts(&text, "error without a message");
	text_visible(b, text.s, PROGRESS_MESSAGE);
	buf_free(&text);
}

bool
words_lost(const struct job *j, size_t *idle)
{
	if (j->state != JOB_LOST)
		return false;
	return j->begin || (*idle)++ < PROGRESS_IDLE;
}

void
words_unnamed(struct buf *b, size_t idle)
{
	if (idle > PROGRESS_IDLE)
		buf_printf(b, "%zu more never started\n", idle - PROGRESS_IDLE);
}

void
words_end(struct buf *b, const struct job *j, int64_t now)
{
	if (j->state == JOB_LOST && !j->begin) {
		buf_puts(b, "never started");
		return;
	}
	if (j->state == JOB_LOST && j->stall.on)
		buf_puts(b, j->stall.kill == KILL_DONE
				    ? "no end (worker killed)"
				    : "no end (stalled)");
	else if (j->state == JOB_LOST)
		buf_puts(b, "no end (worker died?)");
	else if (j->state == JOB_ENDED)
		buf_puts(b, verdict_name(j->verdict));
	else
		buf_puts(b, "end of stream");
	buf_puts(b, ", ");
	words_papers(
		b, job_papers(j), j->total > 0 ? j->total : 0, j->total < 0);
	buf_printf(b, " in %s", word_span(job_elapsed(j, now)).s);
}

const char *
words_kill(enum kill k)
{
	static const char *const why[] = {
		[KILL_GONE] = "there is no such process",
		[KILL_UNNAMED] = "its start record does not name it",
		[KILL_ELSEWHERE] = "it is not on this machine",
		[KILL_FOREIGN] = "it is no worker of this session",
		[KILL_MOVED] = "it is at another venue or year",
		[KILL_REFUSED] = "the system does not permit it",
		[KILL_WAITING] = "it waits for another one to write",
	};

	return k < sizeof(why) / sizeof(why[0]) && why[k] ? why[k] : "";
}

void
words_killed(struct buf *b, const struct job *j)
{
	enum kill k = j->stall.kill;

	if (k == KILL_NOT_ASKED)
		return;
	words_job(b, j);
	buf_puts(b, k == KILL_DONE ? "stalled, killed its worker"
				   : "stalled, cannot kill its worker");
	if (j->worker) {
		buf_putc(b, ' ');
		text_visible(b, j->worker, 0);
	}
	if (k != KILL_DONE)
		buf_printf(b, ": %s", words_kill(k));
}
