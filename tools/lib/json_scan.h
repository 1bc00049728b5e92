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

/* Passes over what stands for itself in a string: printable ASCII but for the
 * quote and the backslash. Eight bytes at a time; the word that holds the end
 * is gone through byte by byte, so the byte order does not matter. */
static inline const char *
json_plain(const char *p, const char *end)
{
	uint64_t w;

	while (end - p >= 8) {
		memcpy(&w, p, 8);
		if ((w & JSON_EACH(0x80)) |
			((w - JSON_EACH(0x20)) & ~w & JSON_EACH(0x80)) |
			json_zero_byte(w ^ JSON_EACH('"')) |
			json_zero_byte(w ^ JSON_EACH('\\')))
			break;
		p += 8;
	}
	while (p < end && (unsigned char)*p >= 0x20 && (unsigned char)*p < 0x80 &&
		*p != '"' && *p != '\\')
		p++;
	return p;
}

/* Passes over a checked string's text up to its quote or a backslash. */
static inline const char *
json_quote(const char *p, const char *end)
{
	uint64_t w;

	while (end - p >= 8) {
		memcpy(&w, p, 8);
		if (json_zero_byte(w ^ JSON_EACH('"')) |
			json_zero_byte(w ^ JSON_EACH('\\')))
			break;
		p += 8;
	}
	while (p < end && *p != '"' && *p != '\\')
		p++;
	return p;
}

#endif
