/*
 * openalex.h - what the files of the openalex source share.
 */
#ifndef CF_OPENALEX_H
#define CF_OPENALEX_H

#include "answer.h"

/* Whether a record is a work: its id is W and a number. */
bool openalex_is_work(struct json v);
/* The paper of a work, or NULL after a problem (openalex_work.c). */
struct paper *openalex_paper(struct json work, struct sink *sink);
/* The text of an abstract_inverted_index, {"word":[positions],...}, into out
 * (replaced): empty when it is none. */
void openalex_abstract(struct buf *out, struct json index);

#endif
