/*
 * iclr_archive.h - what iclr_archive.c, iclr_archive_list.c and
 * iclr_archive_link.c have in common. Nobody else includes it.
 */
#ifndef CF_ICLR_ARCHIVE_H
#define CF_ICLR_ARCHIVE_H

#include "proceedings.h"

/* Where a link leads. */
struct target {
	enum target_kind {
		TARGET_OTHER,
		TARGET_ARXIV,
		TARGET_OPENREVIEW,
	} kind;
	char key[200]; /* arXiv id, forum, or the address without its scheme */
	char url[LIMIT_URL];
};

/* Resolves a link of the page; false when it leads nowhere. Two links to the
 * same thing get the same key: versions, PDF and abstract, http and https, and
 * Google's redirection make no difference. */
bool iclr_target(struct target *t, const char *base, const char *href);
/* Gives a paper what its target says. */
void iclr_identify(struct paper *paper, const struct target *t, int year);

struct parser {
	const struct page *page;
	struct html *html;
	enum part {
		IN_NOTHING,
		IN_HEADING,
		IN_TITLE, /* of an item: inside its link */
		IN_ITEM,  /* behind it: authors */
		IN_LINK,  /* a further link of the item */
	} part;
	struct paper *paper;  /* the item */
	struct target target; /* of the item */
	struct target link;   /* the further link */
	struct buf title, after;
	size_t skip;	   /* so much of the text since the mark is the title */
	struct table seen; /* keys of papers that were handed on */
	struct table awards; /* keys of papers that got one */
	enum section {
		SECTION_OTHER,
		SECTION_AWARDS,
		SECTION_PAPERS,
	} section;
	bool lists;	/* a whole page of papers, not a section */
	bool workshop;	/* the section's track */
	bool main_only; /* no key, and the page is that of the conference */
	const char *decision; /* the section's, or NULL */
	size_t depth;	      /* open <li> and <td> */
	bool stop;
	size_t items;
};

/* Which tracks the key asks for. */
bool iclr_wants(const char *key, bool workshop);
void iclr_list_tag(struct parser *p, const struct html_tag *t);
/* Hands on the item, if there is one. */
void iclr_end_item(struct parser *p);

#endif
