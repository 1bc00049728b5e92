/*
 * ijcai.h - what the files ijcai*.c have in common. Nobody else includes it.
 */
#ifndef CF_IJCAI_H
#define CF_IJCAI_H

#include "proceedings.h"

/* What an address of the site says. */
struct ijcai_link {
	enum {
		IJCAI_OTHER,
		IJCAI_PDF,  /* of one paper */
		IJCAI_PAGE, /* of one paper: its abstract or its details */
	} kind;
	char volume[8]; /* "2018", "1977-1"; "" when it does not say */
	char key[40];	/* the paper in it: "4", "003A", "post-0011" */
};

/* A piece of text in somebody else's memory. */
struct span {
	const char *s;
	size_t n;
};

#define PARAGRAPH_LINES 8    /* lines of one that are told apart */
#define PARAGRAPH_TAGS 100   /* tags of one that are looked at */
#define PARAGRAPH_TEXT 16384 /* bytes of one that may hold a paper */

/* The text between two block tags of a page made by hand. Offsets are into its
 * text with white space folded. */
struct paragraph {
	int level;	    /* of a heading, or 0 */
	char classes[24];   /* of its element */
	bool bold;	    /* it begins in bold type */
	bool is_link;	    /* a link is open */
	size_t tags, nline; /* lines are divided by <br> */
	struct {
		size_t start;
		bool italic, bold; /* it begins so */
	} line[PARAGRAPH_LINES];
	size_t link, link_end; /* where the link to the PDF stands */
	size_t more, more_end; /* and one to another PDF of the same paper */
	struct ijcai_link pdf, page, more_pdf;
};

struct parser {
	const struct page *page;
	struct html *html;
	struct buf base; /* the page's address, as its links are meant */
	struct buf url;	 /* the last link */
	char volume[8];	 /* of the page */
	bool is_paper;	 /* it is the page of a paper */
	bool is_new;	 /* its list is made by a program: 2017 and later */
	bool is_list;	 /* a landmark of such a list was seen */
	bool stop;
	size_t items;
	size_t sections;   /* PDF files of more than one paper */
	struct table seen; /* ids, with a hash of the title */

	struct paper *paper; /* of a list: the item; else the page's own */
	struct ijcai_link link;
	char track[128];
	struct buf topic; /* the heading under which papers stand */

	/* pages made by hand */
	struct paragraph par;
	struct buf text, pdf_url, page_url, more_url, tail;
	struct buf loose; /* the last paragraph, if nothing is known of it */
	bool bold;	  /* bold type is on */
	bool awaits;	  /* the authors of the item are still to come */
	bool paged;	  /* its page is known, so there may be none */
	bool in_bold;	  /* its title was in bold type */
	bool over;	  /* what follows is no content any more */
	bool page_first;  /* a number of a page stands before its paper */
	char first_page[16];

	/* pages made by a program */
	enum part {
		IN_NOTHING,
		IN_TITLE,
		IN_AUTHORS,
		IN_TRACK,
		IN_TOPIC,
		IN_LINK,
		IN_ABSTRACT,
		IN_KEYWORD,
	} part;
	char until[8];
	bool in_details, in_keywords;
	struct citation cite;
	struct buf abstract;
};

/* ijcai.c */
void ijcai_begin_item(struct parser *p);
/* Hands on the item, or only counts it, if there is one. */
void ijcai_end_item(struct parser *p);
/* Gives a paper its identifiers. */
void ijcai_identify(struct parser *p, struct paper *paper);
/* Puts the address of an <a> into p->url and takes it apart; false when it has
 * none. */
bool ijcai_follow(
	struct parser *p, struct ijcai_link *link, const struct html_tag *t);

/* ijcai_link.c */
void ijcai_link_parse(struct ijcai_link *out, const char *url);
/* Whether it is the address of a page of 2007 to 2016. */
bool ijcai_is_abstract(const char *url);
/* "77-1" or "1977-1" as "1977-1", into out; false when it is no volume. */
bool ijcai_volume(char out[8], const char *s, size_t n);

/* ijcai_text.c */
struct span span_trim(const char *s, size_t n);
/* Whether a line is nothing but labels of links: "PDF | Abstract". */
bool ijcai_is_labels(struct span s);
/* Cuts " / 229" or " / xxvii" off a line; false when it does not end so. */
bool ijcai_cut_page(struct span *s, char page[16]);
/* Cuts the number of the page, or that there is none ("-NA"), off the end. */
bool ijcai_cut_number(struct span *s, char page[16]);
/* Cuts off what leads the eye to the page: "..", " .", "--". */
void ijcai_cut_leader(struct span *s);
/* Adds the authors of a line and sets the page behind them; a scanned line has
 * known faults, which are repaired. True when the line breaks off and another
 * follows. */
bool ijcai_add_authors(struct paper *paper, struct span s, bool scanned);
/* Whether this is what stands around the papers of a volume. */
bool ijcai_is_front(const char *title, const char *page);
/* The name of a track in all its spellings, "" when a heading is none. */
void ijcai_track(char out[128], const char *label, size_t n);

/* ijcai_scan.c: what a line of a scanned list is */

/* Whether all of it can be names: "A. One, Bo van Two and Cy Three". */
bool ijcai_is_names(struct span s);
/* Whether it is no names: it has words like "of", and no number. */
bool ijcai_is_prose(struct span s);
/* Adds names, divided by commas, without what stands around them: "by A",
 * "A (Chair)", "A et al"; an institution is that of all. */
void ijcai_add_names(struct paper *paper, const char *s);
/* Cuts "17) " off the front of a title. */
void ijcai_cut_item_number(struct span *s);

/* ijcai_old.c: what is made by hand, until 2016 */
void ijcai_old_tag(struct parser *p, const struct html_tag *t);
void ijcai_old_end(struct parser *p);
/* Sets the heading under which the next papers stand. */
void ijcai_set_heading(struct parser *p, int level, struct span s);

/* ijcai_item.c */
/* Takes the paper out of a paragraph that holds one, into p->paper. */
void ijcai_old_item(struct parser *p);
/* Takes the link and the rest out of a remark about the item: "(Corrected
 * version. For historical reasons, the previous version is here)". */
void ijcai_old_note(struct parser *p);
void ijcai_set_doi(struct paper *paper, struct span s);
/* Puts a span on the end of the title. */
void ijcai_more_title(struct paper *paper, struct span s);

/* ijcai_new.c: the lists since 2017 */
void ijcai_new_tag(struct parser *p, const struct html_tag *t);
/* Begins a text; the end of this element ends it. */
void ijcai_part(struct parser *p, enum part part, const struct html_tag *t);

/* ijcai_page.c: pages of single papers */
void ijcai_page_tag(struct parser *p, const struct html_tag *t);
void ijcai_page_text(struct parser *p);
int ijcai_page_close(struct parser *p, struct err *e);

#endif
