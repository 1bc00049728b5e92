/*
 * jats_private.h - what jats.c (the text), jats_tag.c (its tags) and
 * jats_math.c (formulas) share; nobody else includes it.
 */
#ifndef CF_JATS_PRIVATE_H
#define CF_JATS_PRIVATE_H

#include "jats.h"

/* --- jats_tag.c: tags, and what is none --- */

enum jats_kind {
	JATS_UNKNOWN,
	JATS_INLINE,
	JATS_BLOCK,
	JATS_HEADING, /* a block that may only say "Abstract" */
	JATS_SKIPPED, /* with all that is in it */
	JATS_MATH,
	JATS_TEX,
	JATS_FORMULA, /* <inline-formula>: one, maybe in several forms */
	JATS_CHOICE,  /* <alternatives>: the forms */
};

struct jats_tag {
	char name[24]; /* lower case, without prefix */
	bool prefixed; /* with one of the prefixes of JATS and MathML */
	bool end, empty;
	const char *attrs;
	size_t nattrs;
};

/* The tag that begins at s, n bytes from its '<'; its length, or 0 when that
 * is no tag. */
size_t jats_tag_read(struct jats_tag *t, const char *s, size_t n);
enum jats_kind jats_kind_of(const struct jats_tag *t);

/* --- jats_math.c: presentation MathML as a line of text --- */

#define JATS_MATH_DEPTH 32 /* deeper nesting loses its scripts */

struct jats_frame {
	char name[16];
	size_t child; /* children begun */
	size_t begin; /* where the child we are in begins in out */
};
struct jats_math {
	struct buf *out;
	size_t begin; /* where the formula begins in out */
	struct jats_frame frame[JATS_MATH_DEPTH];
	size_t depth; /* elements open; may exceed the frames kept */
};
/* <math>, an element in it, its end, text, </math>. */
void jats_math_begin(struct jats_math *m, struct buf *out);
void jats_math_open(struct jats_math *m, const char *name, bool empty);
void jats_math_close(struct jats_math *m, const char *name);
void jats_math_text(struct jats_math *m, const char *s, size_t n);
void jats_math_end(struct jats_math *m);

#endif
