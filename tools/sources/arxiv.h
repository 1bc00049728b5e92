/*
 * arxiv.h - what the files of the source for arXiv share.
 */
#ifndef CF_ARXIV_H
#define CF_ARXIV_H

#include "oai.h"

#define ARXIV_SLICE 1000 /* papers of one answer */

/* --- arxiv_plan.c --- */

int arxiv_plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e);
/* Asks for the first slices of a year, month by month. */
void arxiv_ask_months(struct sink *sink, const struct job *job);
/* Whether a query is that of a whole year. */
bool arxiv_is_year(const char *url);

/* --- arxiv_oai.c --- */

/* Names a paper by its arXiv id, with or without address and version. */
void arxiv_identify(struct paper *p, const char *id);
/* A paper from a record in the format arXiv, arXivRaw or oai_dc. */
struct paper *arxiv_record(const struct oai_record *r);

#endif
