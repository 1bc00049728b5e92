/*
 * acl_track.c - what kind of papers a volume holds: the conference's own, its
 * findings, demonstrations, tutorials, a workshop...
 *
 * Told by the name of the volume where names are words (since 2020), else by
 * the title of the book. Long and short papers are both the main conference.
 */
#include <ctype.h>

#include "acl.h"

struct rule {
	const char *word, *track;
};

static const struct rule by_volume[] = {
	{"demo", "demo"},
	{"demos", "demo"},
	{"demonstration", "demo"},
	{"demonstrations", "demo"},
	{"showcase", "demo"},
	{"srw", "srw"},
	{"stud", "srw"},
	{"recital", "srw"},
	{"recitalposter", "srw"},
	{"recitalcourt", "srw"},
	{"rjc", "srw"},
	{"industry", "industry"},
	{"tutorial", "tutorial"},
	{"tutorials", "tutorial"},
	{"tutoriel", "tutorial"},
	{"shared", "shared-task"},
	{"sharedtask", "shared-task"},
	{"genchal", "shared-task"},
	{"poster", "poster"},
	{"posters", "poster"},
	{"keynote", "keynote"},
	{"keynotes", "keynote"},
	{"plenaries", "keynote"},
	{"invited", "keynote"},
	{"invite", "keynote"},
	{"talks", "keynote"},
	{"panels", "panel"},
	{"panel1", "panel"},
	{"panel2", "panel"},
};

/* The first that is in the title counts, so that the student research workshop
 * is none, and a workshop with a shared task is one. */
static const struct rule by_title[] = {
	{"findings of the", "findings"},
	{"student research workshop", "srw"},
	{"student workshop", "srw"},
	{"student session", "srw"},
	{"doctoral consortium", "srw"},
	{"workshop", "workshop"},
	{"main conference", "main"},
	{"conference on parsing technologies", "main"},
	{"poster", "poster"},
	{"tutorial", "tutorial"},
	{"demonstration", "demo"},
	{"demo session", "demo"},
	{"interactive presentation", "demo"},
	{"industry", "industry"},
	{"shared task", "shared-task"},
};

static const char *
find_title(const char *title)
{
	char lower[512];
	size_t i;

	for (i = 0; i < sizeof(lower) - 1 && title[i]; i++)
		lower[i] = (char)tolower((unsigned char)title[i]);
	lower[i] = '\0';
	for (i = 0; i < sizeof(by_title) / sizeof(by_title[0]); i++) {
		if (strstr(lower, by_title[i].word))
			return by_title[i].track;
	}
	return NULL;
}

const char *
acl_track(const char *collection, const struct acl_volume *v)
{
	const char *kind = strchr(collection, '.'), *track;

	if (kind && strcmp(kind, ".findings") == 0)
		return "findings";
	if (v->journal)
		return NULL;
	for (size_t i = 0; i < sizeof(by_volume) / sizeof(by_volume[0]); i++) {
		if (strcmp(by_volume[i].word, v->id) == 0)
			return by_volume[i].track;
	}
	track = find_title(v->title);
	if (track)
		return track;
	return v->workshop ? "workshop" : "main";
}

const char *
acl_journal_track(const char *title)
{
	return strncmp(title, "Book Review", 11) == 0 ||
			       strncmp(title, "Review: ", 8) == 0
		       ? "book-review"
		       : NULL;
}
