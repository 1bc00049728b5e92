/*
 * acl.h - what acl.c and its parts have in common. Nobody else includes it.
 */
#ifndef CF_ACL_H
#define CF_ACL_H

#include "proceedings.h"

#define ACL_SITE "https://aclanthology.org/"
#define ACL_NAME 40	/* bytes of the name of a collection or a volume */
#define ACL_VOLUMES 256 /* volumes that a key may name of one collection */

/* What a volume says of all its papers. */
struct acl_volume {
	char id[ACL_NAME];
	char title[512]; /* of the book; a longer one is cut */
	char year[8], month[64], number[32];
	bool journal, workshop;
	const char *track; /* or NULL */
};

/* The parts of a name, as <author> has them. */
enum acl_part {
	PART_FIRST,
	PART_LAST,
	PART_SUFFIX,
	PART_AFFILIATION,
	PART_ORCID,
	PARTS
};

struct acl {
	const struct page *page;
	struct xml *xml;
	char collection[ACL_NAME];
	struct acl_volume volume;

	/* where in the file */
	enum acl_place {
		IN_NOTHING, /* the root is neither <collection> nor <volume> */
		IN_COLLECTION,
		IN_VOLUME,
		IN_META,
		IN_PAPER,
		IN_EVENT,
	} place;
	size_t depth, place_depth; /* of elements; of the place's own */
	size_t volume_depth;
	bool flat; /* the papers stand in the root (2019) */
	bool open; /* the papers that come are wanted */
	bool html; /* it is a page, not a file */
	bool fed;  /* a byte of it was there */

	/* the paper, and the field of it that is being read */
	struct paper *paper; /* NULL: this one is left out */
	char id[2 * ACL_NAME + 32];
	struct buf text, href, label, orcid, profile, award;
	struct buf part[PARTS];
	bool retracted, removed;

	/* what is wanted, from the fragment of the URL, and what came */
	const char *wanted; /* "long,short"; "@acl-2022"; "": all */
	bool seen[ACL_VOLUMES];
	struct buf colocated; /* "2022.findings-acl 2022.bea-1" */
	size_t items;
	bool stop;
};

/* acl_file.c: takes a tag of the file; ctx is a struct acl. */
void acl_tag(void *ctx, struct xml *x, const struct xml_tag *t);
/* Whether an event, with all that was held with it, is wanted. */
bool acl_is_event(const struct acl *p);

/* acl_key.c: asks for the collections that a key, or a list of volume ids,
 * names. -1 with e when it names none. */
int acl_ask(struct sink *sink, enum purpose purpose, const char *key,
	struct err *e);
/* Asks for the collection of an event whose file has no volumes, P18 for
 * acl-2018, and says which; false when nobody knows it. */
bool acl_ask_letter(char letter[ACL_NAME], struct sink *sink,
	enum purpose purpose, const char *event);
/* The key of a job that has none, into out; false when nobody knows it. */
bool acl_default_key(struct buf *out, const char *venue, int year);
/* The year of a collection, 0 when its name is none. */
int acl_year(const char *collection);
/* The place of a volume in a list such as "long,short", or -1. */
int acl_index(const char *list, const char *volume);
/* The name at the place i of the list, "" behind its end. */
void acl_at(char out[ACL_NAME], const char *list, size_t i);
/* The Anthology's name of a paper into out; false when the parts make none. */
bool acl_id(char *out, size_t size, const char *collection, const char *volume,
	const char *paper);
/* Cuts the id of a paper of the time before 2020, "1007", in two. */
bool acl_split(char volume[ACL_NAME], char paper[ACL_NAME],
	const char *collection, const char *id);

/* acl_track.c: the track of a volume's papers; NULL: none (a journal). */
const char *acl_track(const char *collection, const struct acl_volume *v);
/* The track of a single paper of a journal, by its title, or NULL. */
const char *acl_journal_track(const char *title);

/* acl_paper.c: takes a field that has ended (its text and attributes are in
 * p); false when it is none that a paper has. */
bool acl_field(struct acl *p, const char *name);
/* What stands in p->retracted, award and volume, at the end of the paper. */
void acl_complete(struct acl *p);
/* Tells of a fault of this paper; counting tells of none. */
void acl_problem(struct acl *p, const char *code, const char *text);

#endif
