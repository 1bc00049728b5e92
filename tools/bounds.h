/*
 * bounds.h - the bound on everything that comes from outside, in one place.
 *
 * A limit that is reached is an error with a message, never a crash and never a
 * silent cut.
 */
#ifndef CF_BOUNDS_H
#define CF_BOUNDS_H

#define LIMIT_BODY (1UL << 30)	     /* bytes of one response, decompressed */
#define LIMIT_RELEASE (16ULL << 30)  /* bytes of a release of dblp, as XML */
#define LIMIT_RATIO 100		     /* bytes that one packed byte may make */
#define LIMIT_DENSE (64UL << 20)     /* bytes of one response at any ratio */
#define LIMIT_ENTRY (4UL << 20)	     /* bytes of one record of it */
#define LIMIT_HEADERS (256UL << 10)  /* bytes of the headers of one response */
#define LIMIT_URL 4096		     /* bytes of a URL */
#define LIMIT_REDIRECTS 5	     /* redirects followed for one request */
#define LIMIT_ROBOTS (500UL << 10)   /* bytes of a robots.txt that count */
#define LIMIT_REQUESTS 200000	     /* requests of one venue-year */
#define LIMIT_BARREN 2000	     /* list answers in a row without a paper */
#define LIMIT_PAPERS 1000000	     /* papers of one venue-year */
#define LIMIT_WAITING (12UL << 20)   /* bytes of waiting papers in memory */
#define LIMIT_JSON_DEPTH 512	     /* nesting of JSON */
#define LIMIT_JSON_ITEM (64UL << 20) /* bytes of one element of an answer */
#define LIMIT_YAML_DEPTH 64	     /* nesting of YAML */
#define LIMIT_YAML_ANCHORS 1000	     /* in one entry, or file */
#define LIMIT_YAML_ITEM (8UL << 20)  /* bytes of one entry of a YAML list */
#define LIMIT_HTML_TAG (64UL << 10)  /* bytes of one tag with its attributes */
#define LIMIT_HTML_ATTRS 64	     /* attributes of one tag */
#define LIMIT_HTML_TEXT (4UL << 20)  /* bytes of text between two marks */
#define LIMIT_XML_ATTRS 64	     /* attributes of one tag */
#define LIMIT_XML_TEXT (4UL << 20)   /* bytes of text between two marks */
#define LIMIT_XML_DECLARATIONS 1000  /* of entities, in one document */
#define LIMIT_OAI_RECORD (8UL << 20) /* bytes of one record of OAI-PMH */
#define LIMIT_OAI_HEADERS 5000	     /* records that one answer may name */
#define LIMIT_CSV_ROW (8UL << 20)    /* bytes of one row of a CSV */
#define LIMIT_CSV_FIELDS 256	     /* fields of one row */
#define LIMIT_FIELD (1UL << 20)	     /* bytes of one text field of a paper */
#define LIMIT_AUTHORS 10000	     /* authors of one paper */
#define LIMIT_PLACES 100	     /* affiliations of one author */
#define LIMIT_ITEMS 10000	     /* keywords, links or ids of one paper */
#define LIMIT_WORDS (1UL << 17)	     /* words of an inverted abstract */
#define LIMIT_RECORD (64UL << 20)    /* bytes of one line of a stream */
#define LIMIT_LINE 4096		     /* bytes of a line of venues or hosts */
#define LIMIT_RUNGS 20000 /* entries of the registry, the user's too */
#define LIMIT_JOBS 20000  /* venue-years of one run of a program */

#endif
