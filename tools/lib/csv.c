/*
 * csv.c - comma-separated values as they arrive (RFC 4180, and what programs
 * really write).
 *
 * A row ends with LF or CR LF; inside of quotes both are text, so that a file
 * may end its rows with the one and break its abstracts with the other. A byte
 * order mark is passed over; a quote that does not begin a field is text, and
 * so is what follows the end of a quoted field; empty lines are no rows.
 * Memory: one row (LIMIT_CSV_ROW).
 */
#include "cf.h"

struct csv {
	csv_fn *fn;
	void *ctx;
	struct buf row;			/* the fields, each with its NUL */
	size_t start[LIMIT_CSV_FIELDS]; /* where in it they begin */
	size_t n;			/* fields begun; 0: between two rows */
	enum {
		PLAIN,	/* outside of quotes */
		QUOTED, /* inside */
		CLOSED, /* behind a quote that may be the first of two */
	} state;
	size_t mark;   /* bytes of a byte order mark seen */
	bool too_long; /* the row has more than is held */
	int result;    /* what fn returned, when it was not 0 */
};

struct csv *
csv_open(csv_fn *fn, void *ctx)
{
	struct csv *c = xcalloc(1, sizeof(*c));

	c->fn = fn;
	c->ctx = ctx;
	buf_init(&c->row, LIMIT_CSV_ROW);
	return c;
}

static void
begin_field(struct csv *c)
{
	if (c->n >= LIMIT_CSV_FIELDS)
		c->too_long = true;
	else
		c->start[c->n++] = c->row.len;
	c->state = PLAIN;
}

/* NUL would be taken for the end of a field. */
static void
add(struct csv *c, char s)
{
	buf_putc(&c->row, s == '\0' ? ' ' : s);
}

static void
end_row(struct csv *c)
{
	char *field[LIMIT_CSV_FIELDS];
	bool empty = c->n == 1 && c->row.len == c->start[0];

	buf_putc(&c->row, '\0');
	for (size_t i = 0; i < c->n; i++)
		field[i] = c->row.s + c->start[i];
	if (c->row.full || c->too_long)
		c->result = c->fn(c->ctx, 0, NULL);
	else if (!empty)
		c->result = c->fn(c->ctx, c->n, field);
	buf_reset(&c->row);
	c->row.full = c->too_long = false;
	c->n = 0;
	c->state = PLAIN;
}

/* A byte outside of quotes. */
static void
plain(struct csv *c, char s)
{
	bool first = c->row.len == c->start[c->n - 1];

	if (s == ',') {
		buf_putc(&c->row, '\0');
		begin_field(c);
	} else if (s == '\n') {
		if (c->row.len > c->start[c->n - 1] &&
			c->row.s[c->row.len - 1] == '\r')
			buf_cut(&c->row, c->row.len - 1);
		end_row(c);
	} else if (s == '"' && first && c->state == PLAIN) {
		c->state = QUOTED;
	} else {
		c->state = PLAIN;
		add(c, s);
	}
}

static void
take(struct csv *c, char s)
{
	if (c->n == 0)
		begin_field(c);
	if (c->state == QUOTED && s == '"') {
		c->state = CLOSED;
	} else if (c->state == QUOTED) {
		add(c, s);
	} else if (c->state == CLOSED && s == '"') {
		add(c, s);
		c->state = QUOTED;
	} else {
		plain(c, s);
	}
}

int
csv_feed(struct csv *c, const char *s, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf";

	for (size_t i = 0; i < n && c->result == 0; i++) {
		if (c->mark < 3 && s[i] == mark[c->mark]) {
			c->mark++;
			continue;
		}
		for (size_t m = 0; m < c->mark && c->mark < 3; m++)
			take(c, mark[m]); /* it was none */
		c->mark = 3;
		take(c, s[i]);
	}
	return c->result;
}

int
csv_close(struct csv *c, bool whole, struct err *e)
{
	int result = c->result;

	if (result == 0 && (!whole || c->state == QUOTED)) {
		result = err_set(e, V_RETRY_LATER,
			whole ? "the file ends inside of quotes"
			      : "the file broke off");
	} else if (result == 0 && c->n > 0) {
		plain(c, '\n');
		result = c->result;
	}
	buf_free(&c->row);
	free(c);
	return result;
}
