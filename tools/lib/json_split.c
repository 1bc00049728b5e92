/*
 * json_split.c - cuts a long answer into values as its bytes arrive.
 *
 * Only the top of the text is understood here: the members of one object (and
 * of one object in it), or the elements of one array. Inside a value nothing is
 * counted but brackets outside strings; when the value is whole json_check()
 * judges it. So each byte is looked at twice, memory is one value, and a value
 * that lies whole in one portion is not even copied.
 */
#include "cf.h"
#include "json_scan.h"

enum place {
	AT_TOP,	  /* before the text */
	AT_FIRST, /* after the opening bracket: an entry or its end */
	AT_ENTRY, /* after a comma: an entry must come */
	IN_NAME,  /* in a member's name */
	AT_COLON, /* after it */
	AT_VALUE, /* after the colon */
	IN_VALUE, /* in a value */
	AFTER,	  /* after a value: a comma or the end */
	AT_END,	  /* after the text */
};

struct json_split {
	char *array;
	int (*item)(void *ctx, struct json value);
	int (*member)(void *ctx, const char *name, struct json value);
	void *ctx;

	enum place place;
	bool object; /* the top value is an object */
	bool nested; /* inside the member of it that holds the array */
	bool inner;  /* inside the array that is a member of it */
	size_t bom;  /* bytes of a byte order mark seen */

	/* of the value or name being read */
	size_t depth;
	bool string, escape;
	struct buf value;  /* what earlier portions held of it */
	struct buf mended; /* the same when it was not all UTF-8 */
	struct buf name;   /* the member's name, decoded */

	size_t offset;		  /* bytes seen before this portion */
	const char *start, *from; /* of this portion; of the value in it */
	int stopped;		  /* sticky: what feed returned */
	struct err err;
};

struct json_split *
json_split_open(const char *array, int (*item)(void *ctx, struct json value),
	int (*member)(void *ctx, const char *name, struct json value),
	void *ctx)
{
	struct json_split *s = xcalloc(1, sizeof(*s));

	s->array = array ? xstrdup(array) : NULL;
	s->item = item;
	s->member = member;
	s->ctx = ctx;
	buf_init(&s->value, LIMIT_JSON_ITEM);
	buf_init(&s->mended, LIMIT_JSON_ITEM);
	buf_init(&s->name, LIMIT_JSON_ITEM);
	return s;
}

static int
bad(struct json_split *s, const char *p, const char *what)
{
	return err_set(&s->err, V_LAYOUT, "%s at byte %zu", what,
		s->offset + (size_t)(p - s->start));
}

/* The end of the value or name that began at s->from, or in an earlier
 * portion; p is after it. */
static int
whole(struct json_split *s, const char *p, struct json *out)
{
	struct json raw = {s->from, (size_t)(p - s->from)};
	size_t at;

	if (s->value.len > 0) {
		buf_add(&s->value, raw.s, raw.n);
		raw = (struct json){s->value.s, s->value.len};
	}
	if (s->value.full || raw.n > LIMIT_JSON_ITEM)
		return bad(s, p, "a JSON value that is too long");
	if (!json_read(out, &s->mended, raw.s, raw.n, &at)) {
		at = s->offset + (size_t)(p - s->start) - raw.n + at;
		return err_set(&s->err, V_LAYOUT, "not JSON at byte %zu", at);
	}
	return 0;
}

static int
name_ends(struct json_split *s, const char *p)
{
	struct json v = {NULL, 0};

	if (whole(s, p, &v) < 0)
		return -1;
	buf_reset(&s->name);
	if (s->nested)
		buf_add(&s->name, s->array, strcspn(s->array, ".") + 1);
	json_text(&s->name, v);
	buf_reset(&s->value);
	s->place = AT_COLON;
	return 0;
}

static int
value_ends(struct json_split *s, const char *p)
{
	struct json v = {NULL, 0};
	int ret = 0;

	if (whole(s, p, &v) < 0)
		return -1;
	s->place = AFTER;
	if (!s->object || s->inner) {
		if (s->item)
			ret = s->item(s->ctx, v);
	} else if (s->member) {
		ret = s->member(s->ctx, buf_str(&s->name), v);
	}
	buf_reset(&s->value);
	return ret;
}

/* At the first byte of a value. */
static void
value_begins(struct json_split *s, const char *p)
{
	s->from = p;
	s->depth = 0;
	s->string = s->escape = false;
	s->place = IN_VALUE;
}

/* Inside a string, after its opening quote: to after its closing one. */
static const char *
in_string(struct json_split *s, const char *p, const char *end)
{
	while (p < end) {
		if (s->escape) {
			s->escape = false;
			p++;
			continue;
		}
		p = json_quote(p, end);
		if (p == end)
			break;
		if (*p++ == '"') {
			s->string = false;
			break;
		}
		s->escape = true;
	}
	return p;
}

static bool
ends_scalar(char c)
{
	return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' ||
	       c == '\r' || c == '\t';
}

/* Goes on inside a value; sets *done when it ends before the portion. */
static const char *
in_value(struct json_split *s, const char *p, const char *end, bool *done)
{
	*done = false;
	while (p < end && !*done) {
		if (s->string) {
			p = in_string(s, p, end);
			*done = !s->string && s->depth == 0;
		} else if (*p == '"') {
			s->string = true;
			p++;
		} else if (*p == '{' || *p == '[') {
			s->depth++;
			p++;
		} else if (s->depth == 0 && ends_scalar(*p)) {
			*done = true;
		} else {
			if (*p == '}' || *p == ']')
				*done = --s->depth == 0;
			p++;
		}
	}
	return p;
}

/* The bracket at p closes the array or the object, if it is the right one. */
static int
close_with(struct json_split *s, const char *p)
{
	if (s->inner && *p == ']') {
		s->inner = false;
		s->place = AFTER;
		return 0;
	}
	if (s->inner || *p != (s->object ? '}' : ']'))
		return bad(s, p, "not JSON");
	s->place = s->nested ? AFTER : AT_END;
	s->nested = false;
	return 0;
}

static int
top_begins(struct json_split *s, const char *p)
{
	static const char bom[] = "\xef\xbb\xbf";
	size_t at = s->offset + (size_t)(p - s->start);

	/* Some servers put a byte order mark before the text. */
	if (s->bom < 3 && at == s->bom && *p == bom[at]) {
		s->bom++;
		return 0;
	}
	if (s->bom == 1 || s->bom == 2)
		return bad(s, p, "not JSON");
	s->object = *p == '{';
	if (!s->object && *p != '[')
		return bad(s, p, "not a JSON object or array");
	if (!s->object && s->array)
		return bad(s, p, "a JSON array where an object was expected");
	s->place = AT_FIRST;
	return 0;
}

/* Where a member or an element may begin. */
static int
entry(struct json_split *s, const char *p)
{
	if (s->place == AT_FIRST && (*p == ']' || *p == '}'))
		return close_with(s, p);
	if (!s->object || s->inner) {
		value_begins(s, p);
		return 0;
	}
	if (*p != '"')
		return bad(s, p, "not JSON");
	value_begins(s, p);
	s->place = IN_NAME;
	return 0;
}

static int
member_value(struct json_split *s, const char *p)
{
	if (*p == '[' && s->array && !s->inner &&
		strlen(s->array) == s->name.len &&
		memcmp(s->array, buf_str(&s->name), s->name.len) == 0) {
		s->inner = true;
		s->place = AT_FIRST;
		return 0;
	}
	if (*p == '{' && s->array && !s->nested &&
		strcspn(s->array, ".") == s->name.len &&
		s->array[s->name.len] == '.' &&
		memcmp(s->array, buf_str(&s->name), s->name.len) == 0) {
		s->nested = true;
		s->place = AT_FIRST;
		return 0;
	}
	value_begins(s, p);
	return 0;
}

/* One byte between values. value_begins() does not consume it. */
static int
between(struct json_split *s, const char *p)
{
	switch (s->place) {
	case AT_TOP:
		return top_begins(s, p);
	case AT_FIRST:
	case AT_ENTRY:
		return entry(s, p);
	case AT_COLON:
		s->place = AT_VALUE;
		return *p == ':' ? 0 : bad(s, p, "not JSON");
	case AT_VALUE:
		return member_value(s, p);
	case AFTER:
		if (*p != ',')
			return close_with(s, p);
		s->place = AT_ENTRY;
		return 0;
	default:
		return bad(s, p, "something after the end of the JSON text");
	}
}

static int
feed(struct json_split *s, const char *p, const char *end)
{
	bool done;
	int ret = 0;

	while (ret == 0) {
		if (s->place != IN_VALUE && s->place != IN_NAME) {
			p = json_space(p, end);
			if (p == end)
				return 0;
			ret = between(s, p);
			if (s->place != IN_VALUE && s->place != IN_NAME)
				p++;
			continue;
		}
		p = in_value(s, p, end, &done);
		if (!done) {
			buf_add(&s->value, s->from, (size_t)(p - s->from));
			return s->value.full ? bad(s, p,
						       "a JSON value that is "
						       "too long")
					     : 0;
		}
		ret = s->place == IN_NAME ? name_ends(s, p) : value_ends(s, p);
	}
	return ret;
}

int
json_split_feed(struct json_split *s, const char *p, size_t n, struct err *e)
{
	if (s->stopped == 0) {
		s->start = s->from = p;
		s->stopped = feed(s, p, p + n);
		s->offset += n;
	}
	if (s->stopped < 0 && e)
		*e = s->err;
	return s->stopped;
}

int
json_split_close(struct json_split *s, struct err *e)
{
	int ret = s->stopped < 0 ? -1 : 0;

	if (s->stopped == 0 && s->place != AT_END)
		ret = err_set(&s->err, V_RETRY_LATER,
			"the JSON text breaks off after %zu bytes", s->offset);
	if (ret < 0 && e)
		*e = s->err;
	buf_free(&s->value);
	buf_free(&s->mended);
	buf_free(&s->name);
	free(s->array);
	free(s);
	return ret;
}
