/*
 * xml_mend.h - what xml.c has of xml_mend.c. Nobody else includes it.
 */
#ifndef CF_XML_MEND_H
#define CF_XML_MEND_H

#include <stdbool.h>
#include <stddef.h>

#define XML_MEND_HOLD 40 /* bytes that wait for what follows them */

/* Zeroed at the start of a document. */
struct xml_mend {
	char held[XML_MEND_HOLD]; /* from "&" or "<" on */
	size_t nheld;
	bool cdata;	 /* inside of a CDATA section */
	size_t brackets; /* how many "]" came last there */
	char head[128];	 /* how the document begins */
	size_t nhead;
	bool declared, other; /* its head is through; it names an encoding that
				 is not UTF-8 */
	bool guessed;	      /* a byte was taken for windows-1252 */
	char sequence[4];     /* of one character in UTF-8 */
	size_t nsequence;
};

/* Mends n bytes at s into out, as much of them as fits into size bytes, at
 * least XML_MEND_HOLD + 8; returns the bytes there. *used: how many of s were
 * taken, at least one; some may wait in m. */
size_t xml_mend(struct xml_mend *m, char *out, size_t size, const char *s,
	size_t n, size_t *used);
/* What waits at the end of the document, into out as above. */
size_t xml_mend_end(struct xml_mend *m, char *out);

#endif
