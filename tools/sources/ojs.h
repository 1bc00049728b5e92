/*
 * ojs.h - what the files of the source for OJS share.
 */
#ifndef CF_OJS_H
#define CF_OJS_H

#include "oai.h"

#define OJS_MANY 2000 /* records of a journal from which on it is cut up */

/* --- ojs_key.c --- */

/* HOST/PATH [volume+N] [tracks=a,b] */
struct ojs_key {
	char base[512];	  /* where OAI-PMH is spoken: https://HOST/PATH/oai */
	char journal[64]; /* the last part of PATH */
	bool by_volume;	  /* year = volume + offset */
	int offset;
	char tracks[256]; /* ",a,b,", or "": all */
};
int ojs_key(struct ojs_key *out, const struct job *job, struct err *e);
bool ojs_wants(const struct ojs_key *key, const char *track);

/* --- ojs_section.c --- */

/* The track of a section (a setSpec, "AAAI:SA") with the label of its issue;
 * "" when it has none, NULL when the section is not known. *front: its records
 * are no papers. */
const char *ojs_track(const char *set, const char *issue, bool *front);

/* --- ojs_paper.c --- */

/* What dc:source says: "Journal; Vol. 34 No. 01 (2020): Issue; 540-547". */
struct ojs_source {
	int volume, year;  /* 0: not said */
	const char *issue; /* the label, or "" */
	const char *pages; /* or NULL */
};
void ojs_source(struct ojs_source *out, const struct oai_record *r);
/* A paper with all that its record says; its track is the caller's. */
struct paper *ojs_paper(const struct oai_record *r, const char *journal,
	const struct ojs_source *source);

/* --- ojs_window.c --- */

/* A stretch of datestamps, "" at an end that is open. */
struct ojs_window {
	char from[24], until[24];
	bool again; /* asked for the second time: its token had died */
};
/* The window that a request was made for. */
void ojs_window(struct ojs_window *w, const char *url);
/* Asks for the first answer of a window, or for the one behind a token. */
void ojs_ask(struct sink *sink, const char *url, const char *verb,
	const struct ojs_window *w, const char *token);
/* Asks for the half-years in which records of that year can have their
 * datestamps. */
void ojs_ask_years(struct sink *sink, const char *url, int year);
/* Asks for one record. */
void ojs_ask_record(struct sink *sink, const char *url, const char *id);
/* Asks for the parts of a window that has records of these datestamps (n of
 * them, which are sorted; all, or only some). False when it cannot be divided.
 */
bool ojs_divide(struct sink *sink, const char *url, const struct ojs_window *w,
	char (*stamp)[24], size_t n, bool all);

#endif
