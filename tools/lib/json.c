/*
 * json.c - reading JSON as slices of the caller's memory.
 *
 * Nothing is built and nothing allocated: a value is the bytes it was written
 * with, and whoever asks for a member walks to it. That suits records, which
 * have a score of members and are read once. The values must have passed
 * json_check(); the code still never leaves the slice it is given.
 */
#include <stdarg.h>

#include "cf.h"
#include "json_scan.h"

enum json_type
json_type(struct json v)
{
	if (v.n == 0)
		return JSON_NONE;
	switch (v.s[0]) {
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case '"':
		return JSON_STRING;
	case 't':
		return JSON_TRUE;
	case 'f':
		return JSON_FALSE;
	case 'n':
		return JSON_NULL;
	default:
		return JSON_NUMBER;
	}
}

/* From the opening quote to after the closing one. */
static const char *
skip_string(const char *p, const char *end)
{
	for (p = json_quote(p + 1, end); p < end; p = json_quote(p, end)) {
		if (*p == '"')
			return p + 1;
		p += end - p > 1 ? 2 : 1; /* what is escaped ends nothing */
	}
	return end;
}

static const char *
skip_container(const char *p, const char *end)
{
	size_t depth = 0;

	while (p < end) {
		switch (*p) {
		case '"':
			p = skip_string(p, end);
			continue;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			if (--depth == 0)
				return p + 1;
			break;
		default:
			break;
		}
		p++;
	}
	return end;
}

static const char *
skip_value(const char *p, const char *end)
{
	if (p == end)
		return end;
	if (*p == '"')
		return skip_string(p, end);
	if (*p == '{' || *p == '[')
		return skip_container(p, end);
	while (p < end && *p != ',' && *p != '}' && *p != ']' && *p != ' ' &&
		*p != '\n' && *p != '\r' && *p != '\t')
		p++;
	return p;
}

struct json_iter
json_iter(struct json v)
{
	struct json_iter it = {NULL, NULL, false};
	enum json_type type = json_type(v);

	if (type == JSON_OBJECT || type == JSON_ARRAY) {
		it.p = v.s + 1;
		it.end = v.s + v.n - 1; /* without the closing bracket */
		it.object = type == JSON_OBJECT;
	}
	return it;
}

bool
json_next(struct json_iter *it, struct json *key, struct json *value)
{
	const char *p, *start;

	*key = *value = (struct json){NULL, 0};
	if (it->p >= it->end)
		return false;
	p = json_space(it->p, it->end);
	if (p < it->end && *p == ',')
		p = json_space(p + 1, it->end);
	if (p == it->end)
		return false;
	if (it->object) {
		start = p;
		p = skip_string(p, it->end);
		*key = (struct json){start, (size_t)(p - start)};
		p = json_space(p, it->end);
		if (p < it->end)
			p = json_space(p + 1, it->end); /* the colon */
	}
	start = p;
	p = skip_value(p, it->end);
	*value = (struct json){start, (size_t)(p - start)};
	it->p = p;
	return true;
}

struct json
json_get(struct json v, const char *name)
{
	struct json found = {NULL, 0}, key, value;
	struct json_iter it = json_iter(v);

	if (!it.object)
		return found;
	while (json_next(&it, &key, &value)) {
		if (json_is(key, name))
			found = value;
	}
	return found;
}

struct json
json_path(struct json v, ...)
{
	const char *name;
	va_list ap;

	va_start(ap, v);
	while ((name = va_arg(ap, const char *)) != NULL)
		v = json_get(v, name);
	va_end(ap);
	return v;
}

static unsigned
hex4(const char *p)
{
	unsigned u = 0;

	for (int i = 0; i < 4; i++)
		u = u << 4 | ((unsigned)json_hex(p[i]) & 15);
	return u;
}

static size_t
utf8_put(char out[4], unsigned u)
{
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t n = u < 0x80 ? 1 : u < 0x800 ? 2 : u < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (u & 0x3f));
		u >>= 6;
	}
	out[0] = (char)(n == 1 ? u : lead[n] | u);
	return n;
}

/* Decodes the escape at *p, which is a backslash, and steps over it. */
static size_t
unescape(const char **p, const char *end, char out[4])
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *s = *p + 1, *which;
	unsigned u, v;

	*p = end - s >= 1 ? s + 1 : end;
	if (s == end)
		return 0;
	if (*s != 'u') {
		which = memchr(from, *s, sizeof(from) - 1);
		out[0] = which ? to[which - from] : *s;
		return 1;
	}
	if (end - s < 5)
		return 0;
	u = hex4(s + 1);
	*p = s + 5;
	if (u < 0xd800 || u > 0xdfff)
		return utf8_put(out, u);
	s = *p;
	if (u < 0xdc00 && end - s >= 6 && s[0] == '\\' && s[1] == 'u') {
		v = hex4(s + 2);
		if (v >= 0xdc00 && v <= 0xdfff) {
			*p = s + 6;
			return utf8_put(out,
				0x10000 + ((u - 0xd800) << 10) + (v - 0xdc00));
		}
	}
	return utf8_put(out, 0xfffd);
}

bool
json_text(struct buf *b, struct json v)
{
	const char *p, *end, *stop;
	char out[4];
	size_t n;

	if (json_type(v) != JSON_STRING || v.n < 2)
		return false;
	p = v.s + 1;
	end = v.s + v.n - 1;
	while (p < end) {
		stop = memchr(p, '\\', (size_t)(end - p));
		if (!stop)
			stop = end;
		buf_add(b, p, (size_t)(stop - p));
		p = stop;
		if (p < end) {
			n = unescape(&p, end, out);
			buf_add(b, out, n);
		}
	}
	return true;
}

bool
json_is(struct json v, const char *s)
{
	const char *p, *end;
	size_t left = strlen(s), n;
	char out[4];

	if (json_type(v) != JSON_STRING || v.n < 2)
		return false;
	p = v.s + 1;
	end = v.s + v.n - 1;
	if (!memchr(p, '\\', (size_t)(end - p)))
		return (size_t)(end - p) == left && memcmp(p, s, left) == 0;
	while (p < end) {
		if (*p == '\\') {
			n = unescape(&p, end, out);
		} else {
			out[0] = *p++;
			n = 1;
		}
		if (n > left || memcmp(s, out, n) != 0)
			return false;
		s += n;
		left -= n;
	}
	return left == 0;
}

bool
json_int(int64_t *out, struct json v)
{
	const char *p, *end;
	bool minus;
	uint64_t u = 0, max;

	if (v.n == 0)
		return false;
	p = v.s;
	end = v.s + v.n;
	if (*p == '"') {
		p++;
		end--;
	}
	minus = p < end && *p == '-';
	if (minus)
		p++;
	if (p == end || end - p > 19)
		return false;
	max = (uint64_t)INT64_MAX + minus;
	for (; p < end; p++) {
		if (*p < '0' || *p > '9')
			return false;
		u = u * 10 + (uint64_t)(*p - '0');
	}
	if (u > max)
		return false;
	if (minus)
		*out = u == max ? INT64_MIN : -(int64_t)u;
	else
		*out = (int64_t)u;
	return true;
}

bool
json_bool(struct json v)
{
	return json_type(v) == JSON_TRUE;
}
