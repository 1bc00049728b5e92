/*
 * usenix.h - what usenix.c, usenix_list.c, usenix_field.c and usenix_people.c
 * have in common. Nobody else includes it.
 */
#ifndef CF_USENIX_H
#define CF_USENIX_H

#include "proceedings.h"

struct parser {
	struct listing list; /* first: the parser of listing.c */
	enum part {
		IN_NOTHING,
		IN_HEADING, /* a session, or the title of the next paper */
		IN_TITLE,
		IN_NAMES,    /* of people, up to their affiliation */
		IN_PLACE,    /* an affiliation, or an award */
		IN_ABSTRACT, /* its paragraphs */
		IN_LINK,
		IN_BIBTEX,
	} part;
	char until[16];
	size_t depth;	     /* open <div> of a field */
	size_t text_depth;   /* where the abstract begins */
	size_t nested;	     /* open <article> in that of the paper */
	size_t open;	     /* open <div> of the paper, if it is one */
	struct paper *paper; /* of a list: the item; else the page's own */
	struct author *run;  /* the first of the names before a place */
	bool placed;	     /* and that has come */
	struct citation cite;
	struct buf url, session, abstract;
	char field[48]; /* the field that the tags are in */
	bool is_list;	/* a landmark of a programme was seen */
	bool by_metas;	/* the metas have named the authors */
	bool people;	/* a programme names the authors of the item */
};

/* usenix.c */
void usenix_part(struct parser *p, enum part part, const struct html_tag *t);
/* Puts the address of an <a> into p->url; false when it has none. */
bool usenix_follow(struct parser *p, const struct html_tag *t);
/* Gives a paper its identifiers from the address of its page; false when that
 * is none. */
bool usenix_identify(struct paper *paper, const char *url);
/* Takes a text as abstract, but not that it is under embargo. */
void usenix_abstract(struct parser *p, const char *text);
/* Takes a link by the field it is in and what it is called. */
void usenix_link(struct parser *p, const char *label);

/* usenix_people.c: tags inside of the field of the authors */
void usenix_people_tag(struct parser *p, const struct html_tag *t);
void usenix_people_end(struct parser *p);

/* usenix_field.c: the fields of an article, in a programme or on its page */
bool usenix_field_tag(struct parser *p, const struct html_tag *t);

/* usenix_list.c */
void usenix_list_tag(struct parser *p, const struct html_tag *t);
int usenix_list_close(struct parser *p, struct err *e);

#endif
