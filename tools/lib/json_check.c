/*
 * json_check.c - is this JSON? The one place that judges bytes from outside.
 *
 * A strict RFC 8259 validator, UTF-8 included, in one pass without recursion:
 * the only state is one bit per open container. Everything in json.c relies on
 * it and does not look twice. It builds nothing, so it runs at the speed of
 * memory where the text is long strings, as abstracts are.
 */
#include "cf.h"
#include "json_scan.h"

struct check {
	const char *p, *end;
	size_t depth;
	uint64_t object[LIMIT_JSON_DEPTH / 64 + 1]; /* a bit per open value */

	json_member_fn *member; /* or NULL; of the top object: */
	void *ctx;
	struct json key;
	const char *value;
};

size_t
json_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned char low = 0x80, high = 0xbf;
	size_t len;

	if (n == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n < len)
		return 0;
	/* The second byte excludes long forms, surrogates and what is above
	 * U+10FFFF. */
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	}
	return len;
}

static bool
check_escape(struct check *c)
{
	static const char simple[] = "\"\\/bfnrt";

	c->p++;
	if (c->p == c->end)
		return false;
	if (*c->p == 'u') {
		for (int i = 0; i < 4; i++) {
			c->p++;
			if (c->p == c->end || json_hex(*c->p) < 0)
				return false;
		}
	} else if (!memchr(simple, *c->p, sizeof(simple) - 1)) {
		return false;
	}
	c->p++;
	return true;
}

/* At the opening quote; leaves p after the closing one. */
static bool
check_string(struct check *c)
{
	size_t len;

	c->p++;
	for (;;) {
		c->p = json_plain(c->p, c->end);
		if (c->p == c->end)
			return false;
		if (*c->p == '"')
			break;
		if (*c->p == '\\') {
			if (!check_escape(c))
				return false;
			continue;
		}
		/* Text that is not ASCII comes in runs. */
		while (c->p < c->end && (unsigned char)*c->p >= 0x80) {
			len = json_utf8(c->p, (size_t)(c->end - c->p));
			if (len == 0)
				return false;
			c->p += len;
		}
		if (c->p < c->end && (unsigned char)*c->p < 0x20)
			return false;
	}
	c->p++;
	return true;
}

static bool
check_digits(struct check *c)
{
	const char *start = c->p;

	while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
		c->p++;
	return c->p > start;
}

static bool
check_number(struct check *c)
{
	if (*c->p == '-')
		c->p++;
	if (c->p < c->end && *c->p == '0')
		c->p++;
	else if (!check_digits(c))
		return false;
	if (c->p < c->end && *c->p == '.') {
		c->p++;
		if (!check_digits(c))
			return false;
	}
	if (c->p < c->end && (*c->p == 'e' || *c->p == 'E')) {
		c->p++;
		if (c->p < c->end && (*c->p == '+' || *c->p == '-'))
			c->p++;
		return check_digits(c);
	}
	return true;
}

static bool
check_word(struct check *c, const char *word)
{
	for (; *word; word++, c->p++) {
		if (c->p == c->end || *c->p != *word)
			return false;
	}
	return true;
}

static bool
check_key(struct check *c)
{
	struct json key;

	key.s = c->p = json_space(c->p, c->end);
	if (c->p == c->end || *c->p != '"' || !check_string(c))
		return false;
	key.n = (size_t)(c->p - key.s);
	c->p = json_space(c->p, c->end);
	if (c->p == c->end || *c->p != ':')
		return false;
	c->p = json_space(c->p + 1, c->end);
	if (c->depth == 1) {
		c->key = key;
		c->value = c->p;
	}
	return true;
}

static bool
in_object(const struct check *c)
{
	return c->object[c->depth / 64] >> c->depth % 64 & 1;
}

enum step {
	BAD,
	VALUE_DUE,
	VALUE_DONE
};

/* At the bracket that opens a container. */
static enum step
check_open(struct check *c)
{
	bool object = *c->p == '{';
	uint64_t bit;

	if (c->depth == LIMIT_JSON_DEPTH)
		return BAD;
	c->depth++;
	bit = (uint64_t)1 << c->depth % 64;
	if (object)
		c->object[c->depth / 64] |= bit;
	else
		c->object[c->depth / 64] &= ~bit;
	c->p = json_space(c->p + 1, c->end);
	if (c->p < c->end && *c->p == (object ? '}' : ']')) {
		c->p++;
		c->depth--;
		return VALUE_DONE;
	}
	if (object && !check_key(c))
		return BAD;
	return VALUE_DUE;
}

static enum step
check_value(struct check *c)
{
	bool good;

	c->p = json_space(c->p, c->end);
	if (c->p == c->end)
		return BAD;
	switch (*c->p) {
	case '{':
	case '[':
		return check_open(c);
	case '"':
		good = check_string(c);
		break;
	case 't':
		good = check_word(c, "true");
		break;
	case 'f':
		good = check_word(c, "false");
		break;
	case 'n':
		good = check_word(c, "null");
		break;
	default:
		good = check_number(c);
	}
	return good ? VALUE_DONE : BAD;
}

/* After a value: closes containers until another value is due or all are
 * closed. */
static enum step
check_after(struct check *c)
{
	while (c->depth > 0) {
		bool object = in_object(c);

		if (c->depth == 1 && object && c->member)
			c->member(c->ctx, c->key,
				(struct json){
					c->value, (size_t)(c->p - c->value)});
		c->p = json_space(c->p, c->end);
		if (c->p == c->end)
			return BAD;
		if (*c->p == ',') {
			c->p++;
			if (object && !check_key(c))
				return BAD;
			return VALUE_DUE;
		}
		if (*c->p != (object ? '}' : ']'))
			return BAD;
		c->p++;
		c->depth--;
	}
	return VALUE_DONE;
}

bool
json_check_members(struct json *out, const char *s, size_t n, size_t *at,
	json_member_fn *member, void *ctx)
{
	struct check c = {.p = s, .end = s + n, .member = member, .ctx = ctx};
	const char *start, *stop;
	enum step step;

	start = json_space(s, c.end);
	do {
		step = check_value(&c);
		if (step == VALUE_DONE)
			step = check_after(&c);
	} while (step == VALUE_DUE);
	stop = c.p;
	c.p = json_space(c.p, c.end);
	if (step == BAD || c.p < c.end) {
		if (at)
			*at = (size_t)(c.p - s);
		return false;
	}
	if (out)
		*out = (struct json){start, (size_t)(stop - start)};
	return true;
}

bool
json_check(struct json *out, const char *s, size_t n, size_t *at)
{
	return json_check_members(out, s, n, at, NULL, NULL);
}
