/*
 * virtual.h - what the files of the virtual source share.
 */
#ifndef CF_VIRTUAL_H
#define CF_VIRTUAL_H

#include "source.h"

/* Reading one page. */
struct programme {
	struct page page;
	struct json_split *split; /* one of these two, from the first byte on */
	struct html *html;
	struct err err;
	bool enough;

	char name[64]; /* of the conference in the site's files */
	int year;
	struct buf host, scratch;

	struct table uids; /* what was told of each */
	size_t events, papers, abstracts;
	bool grouped; /* an event named its OpenReview group */
	int64_t count;
	struct buf next, previous;

	char event[24]; /* of the link that is open, HTML only */
};

/* --- virtual_event.c: what is said of one event becomes a paper --- */

/* An element of "results". */
void virtual_event(struct programme *p, struct json event);
/* An entry of the file of abstracts: an event's number, and its text. */
void
virtual_abstract(struct programme *p, const char *event, struct json value);
/* A link of the HTML list: an event's number, its address, its title. */
void virtual_link(struct programme *p, const char *event, const char *href,
	const char *title);

#endif
