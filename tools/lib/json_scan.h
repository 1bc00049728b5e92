/*
 * json_scan.h - the inner loops that json_check.c, json.c, json_put.c and
 * json_split.c have in common. Nobody else includes it.
 */
#ifndef CF_JSON_SCAN_H
#define CF_JSON_SCAN_H

#include "cf.h"

#define JSON_EACH(byte) (~(uint64_t)0 / 255 * (byte))

static inline uint64_t
json_zero_byte(uint64_t w)
{
	return (w - JSON_EACH(1)) & ~w & JSON_EACH(0x80);
}

static inline const char *
json_space(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
		p++;
	return p;
}

/* The value of a hexadecimal digit, or -1. */
static inline int
json_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Not 0 when a byte of w is not ASCII, a control character, a quote or a
 * backslash. */
static inline uint64_t
json_special(uint64_t w)
{
	return (w & JSON_EACH(0x80)) |
	       ((w - JSON_EACH(0x20)) & ~w & JSON_EACH(0x80)) |
	       json_zero_byte(w ^ JSON_EACH('"')) |
	       json_zero_byte(w ^ JSON_EACH('\\'));
}

/* Which byte in memory the lowest mark of a word stands for. Marks above the
 * lowest may be false (a borrow), so it is the only one that counts. */
static inline size_t
json_first(uint64_t marks)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (size_t)__builtin_ctzll(marks) / 8;
#else
	(void)marks;
	return 0; /* the bytes are gone through one by one */
#endif
}

/* Passes over what stands for itself in a string: printable ASCII but for the
 * quote and the backslash. */
static inline const char *
json_plain(const char *p, const char *end)
{
	uint64_t w, marks;

	for (; end - p >= 8; p += 8) {
		memcpy(&w, p, 8);
		marks = json_special(w);
		if (marks) {
			p += json_first(marks);
			break;
		}
	}
	while (p < end && (unsigned char)*p >= 0x20 &&
		(unsigned char)*p < 0x80 && *p != '"' && *p != '\\')
		p++;
	return p;
}

/* Passes over a checked string's text up to its quote or a backslash. */
static inline const char *
json_quote(const char *p, const char *end)
{
	uint64_t w, marks;

	for (; end - p >= 8; p += 8) {
		memcpy(&w, p, 8);
		marks = json_zero_byte(w ^ JSON_EACH('"')) |
			json_zero_byte(w ^ JSON_EACH('\\'));
		if (marks) {
			p += json_first(marks);
			break;
		}
	}
	while (p < end && *p != '"' && *p != '\\')
		p++;
	return p;
}

#endif
