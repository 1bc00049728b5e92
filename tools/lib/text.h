/*
 * text.h - what text.c, text_key.c, text_refs.c, text_tex.c and yaml.c have in
 * common. Nobody else includes it.
 */
#ifndef CF_TEXT_H
#define CF_TEXT_H

#include "cf.h"

/*
 * Reads the character reference at the '&' that s (n bytes) begins with and
 * appends what it stands for. Returns its length, 0 when it is none. A complete
 * one ends in ';'; the others that browsers know ("&amp", "&#39") are read only
 * when `lax`, and a name never before a letter, a digit or '=': titles are
 * sent unescaped ("Q&notes") and so are URLs ("?a=1&copy=2").
 */
size_t text_ref(struct buf *out, const char *s, size_t n, bool lax);

/* Appends s (n bytes, UTF-8) with LaTeX accents outside of $...$ as letters
 * (still decomposed: the caller composes). */
void text_tex(struct buf *out, const char *s, size_t n);

/* The code point of a byte of windows-1252. */
uint32_t text_windows_1252(unsigned char c);

/* Appends one code point. */
void text_put(struct buf *out, uint32_t c);

#endif
