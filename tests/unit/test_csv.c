/*
 * test_csv.c - rows of CSV in any portions, and what is none.
 */
#include "test.h"

#include "../../tools/cf.h"

struct rows {
	struct buf text; /* fields with | between, rows with a LF */
	size_t n, too_long, stop;
};

static int
on_row(void *ctx, size_t n, char *const *field)
{
	struct rows *r = ctx;

	r->n++;
	r->too_long += n == 0;
	for (size_t i = 0; i < n; i++)
		buf_printf(&r->text, "%s%s", i ? "|" : "", field[i]);
	buf_puts(&r->text, "\n");
	return r->stop && r->n >= r->stop ? 7 : 0;
}

/* Returns what close returned. */
static int
read_rows(struct rows *r, const char *s, size_t n, size_t k, bool whole)
{
	struct csv *c = csv_open(on_row, r);
	struct err e = {0};
	int stopped = 0;

	buf_reset(&r->text);
	r->n = r->too_long = 0;
	for (size_t at = 0; at < n && !stopped; at += k) {
		size_t len = k < n - at ? k : n - at;
		char *portion = xmalloc(len);

		memcpy(portion, s + at, len);
		stopped = csv_feed(c, portion, len);
		free(portion);
	}
	return csv_close(c, whole, &e);
}

static void
check_rows(const char *name, const char *s, const char *want)
{
	static const size_t portion[] = {1, 2, 7, 4096};
	struct rows r = {.stop = 0};

	buf_init(&r.text, 1 << 20);
	for (size_t i = 0; i < 4; i++) {
		check_int(
			name, read_rows(&r, s, strlen(s), portion[i], true), 0);
		check_str(name, buf_str(&r.text), want);
	}
	buf_free(&r.text);
}

static void
test_forms(void)
{
	check_rows("rows", "a,b\nc,d\n", "a|b\nc|d\n");
	check_rows("no LF at the end", "a,b\nc,d", "a|b\nc|d\n");
	check_rows("CR LF, and LF inside of quotes",
		"a,b\r\n\"one\ntwo\",d\r\n", "a|b\none\ntwo|d\n");
	check_rows("CR LF inside of quotes", "\"one\r\ntwo\",d\r\n",
		"one\r\ntwo|d\n");
	check_rows("two quotes are one", "\"say \"\"hi\"\"\",b\n",
		"say \"hi\"|b\n");
	check_rows("a quote inside of a field", "5\" disk,b\n", "5\" disk|b\n");
	check_rows(
		"text behind a quoted field", "\"a\" x\"y,b\n", "a x\"y|b\n");
	check_rows("empty fields", ",,\n\"\",x,\n", "||\n|x|\n");
	check_rows("empty lines are none", "a\n\n\r\nb\n", "a\nb\n");
	check_rows("commas inside of quotes", "\"a,b\",c\n", "a,b|c\n");
	check_rows("a byte order mark",
		"\xef\xbb\xbf"
		"a,b\n",
		"a|b\n");
	check_rows("half of one",
		"\xef\xbb"
		"a,b\n",
		"\xef\xbb"
		"a|b\n");
	check_rows("rows may differ", "a\nb,c,d\n", "a\nb|c|d\n");
	check_rows("nothing", "", "");
}

static void
test_ends(void)
{
	struct rows r = {.stop = 0};
	char *s;

	buf_init(&r.text, 1 << 20);
	check_int("broken off", read_rows(&r, "a,b\nc,d", 7, 3, false), -1);
	check_str("the last row stays behind", buf_str(&r.text), "a|b\n");
	check_int("open quotes at the end",
		read_rows(&r, "a,b\n\"c,d\n", 9, 3, true), -1);
	check_str("are no row", buf_str(&r.text), "a|b\n");
	check_int("a NUL", read_rows(&r, "a\0b,c\n", 6, 1, true), 0);
	check_str("is a space", buf_str(&r.text), "a b|c\n");
	r.stop = 1;
	check_int("stopped", read_rows(&r, "a\nb\nc\n", 6, 6, true), 7);
	check_int("at once", r.n, 1);
	r.stop = 0;
	s = xmalloc(LIMIT_CSV_ROW + 20);
	memset(s, 'x', LIMIT_CSV_ROW + 10);
	memcpy(s + LIMIT_CSV_ROW + 10, "\na,b\n", 5);
	check_int("a row without end",
		read_rows(&r, s, LIMIT_CSV_ROW + 15, 65536, true), 0);
	check_int("is told", r.too_long, 1);
	check_int("and the next is good", r.n, 2);
	memset(s, ',', 1000);
	memcpy(s + 1000, "\na\n", 3);
	check_int("too many fields", read_rows(&r, s, 1003, 100, true), 0);
	check_int("are told", r.too_long, 1);
	check_int("and the next row is good", r.n, 2);
	free(s);
	buf_free(&r.text);
}

int
main(void)
{
	test_forms();
	test_ends();
	return test_end();
}
