/*
 * pmlr.h - what the files of this source have in common. Nobody else includes
 * it.
 */
#ifndef CF_PMLR_H
#define CF_PMLR_H

#include "proceedings.h"

struct parser {
	const struct page *page;
	enum {
		BODY_UNKNOWN, /* nothing but space has come */
		BODY_HTML,
		BODY_YAML,
		BODY_BIB,
		BODY_FEED,
	} body;
	struct html *html;
	struct yaml_split *yaml;
	struct xml *xml;
	struct buf bib; /* the entry that has begun */
	size_t items;
	bool stop;

	/* HTML only */
	enum part {
		IN_NOTHING,
		IN_TITLE,
		IN_AUTHORS,
		IN_INFO,
		IN_LINK,
		IN_HEADING,
		IN_ABSTRACT,
	} part;
	char until[8];	      /* the element whose end ends the part */
	struct paper *paper;  /* of a list: the item; else the page's own */
	size_t depth;	      /* open <div> of the item or the abstract; open
				 braces of a BibTeX entry */
	struct citation cite; /* of a paper's page */
	struct buf url;	      /* the last link */
	bool is_list;	      /* the heading of a volume was seen */
	bool in_extras;	      /* where a paper's page has its links */
	bool is_paper;	      /* it is the page of a paper */
};

/* Gives a paper its identifiers from the address of its page, ".../v202/KEY
 * .html"; false when that names none. */
bool pmlr_identify(struct paper *paper, const char *url);
/* The address of a page of the volume that a job is for, into out (replaced);
 * false when its key is none. */
bool pmlr_page_of(struct buf *out, const struct job *job, const char *name);
/* Hands on (or only counts) a paper of a list, which the sink owns then. */
void pmlr_emit(struct parser *p, struct paper *paper);
/* Takes a link of a paper by what it is called. */
void pmlr_link(struct paper *paper, const char *label, const char *url);
/* Takes the address of a PDF as a file has it, where spaces are just spaces
 * (volume 65); NULL: none. */
void pmlr_pdf(struct parser *p, struct paper *paper, const char *url);
/* What an editor noted of a paper, NULL: nothing. Awards stand there. */
void pmlr_note(struct paper *paper, const char *text);

/* Takes the forum of a paper: its identifier or its address. */
void pmlr_openreview(struct paper *paper, const char *text);

void pmlr_bib_feed(struct parser *p, const char *s, size_t n);
void pmlr_feed_tag(void *ctx, struct xml *x, const struct xml_tag *t);
void pmlr_html_tag(void *ctx, struct html *h, const struct html_tag *t);
int pmlr_html_close(struct parser *p, bool whole, struct err *e);
int pmlr_yaml_item(void *ctx, struct yaml *entry);
void pmlr_yaml_bad(void *ctx, const char *text);

#endif
