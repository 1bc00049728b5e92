/*
 * openreview.h - what the files of the openreview source share. The virtual
 * source borrows its names of tracks, which are OpenReview's.
 */
#ifndef CF_OPENREVIEW_H
#define CF_OPENREVIEW_H

#include "source.h"

#define OPENREVIEW_PAGE 1000 /* notes on a page: the API refuses more */

enum openreview_status {
	OPENREVIEW_ACCEPTED,
	OPENREVIEW_REJECTED,
	OPENREVIEW_WITHDRAWN,
	OPENREVIEW_DESK_REJECTED,
	OPENREVIEW_PENDING, /* under review */
	OPENREVIEW_UNKNOWN,
};

/* --- openreview_plan.c --- */

int openreview_plan(const struct job *job, enum purpose purpose,
	struct sink *sink, struct err *e);

/* --- openreview_status.c --- */

/* What became of a submission, and where. The strings are constants. */
struct openreview_standing {
	enum openreview_status status;
	const char *decision; /* the word for the record, or NULL */
	const char *track;
	char text[200]; /* when the status is unknown: what the note says */
};
/* The standing of a submission. replies is an array of notes, or none; key is
 * the venue id that was asked for, or NULL. */
void openreview_standing(struct openreview_standing *out, struct json note,
	struct json replies, const char *key);
/* The status that a venue id of API v2 spells. */
enum openreview_status openreview_venueid(const char *venueid, const char *key);
/* The part of a venue id after its year ("Conference"), or NULL when it has no
 * year: a journal, whose list goes on for ever. */
const char *openreview_after_year(const char *venueid);
/* The track that a venue id names: "main", "workshop", ..., "other". */
const char *openreview_track(const char *venueid);

/* --- openreview_note.c --- */

/* A member of the content of a note, of either API: v2 wraps it into
 * {"value":..} and may restrict its readers; what not everyone may read is as
 * good as absent. */
struct json openreview_value(struct json content, const char *name);
/* Whether everyone may read the note and nobody deleted it. */
bool openreview_public(struct json note);
/* The forum of a note if the note is a submission: its id is the forum's and
 * it answers to nothing. Replaces out. */
bool openreview_forum(struct buf *out, struct json note);
/* Adds the authors of a submission. */
void openreview_authors(struct paper *p, struct json note, struct json content,
	const char *forum, struct sink *sink);
/* The paper of a submission, or NULL after a problem. */
struct paper *openreview_paper(struct json note, const char *forum,
	const struct openreview_standing *standing, struct sink *sink);

#endif
