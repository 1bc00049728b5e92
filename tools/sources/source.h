/*
 * source.h - the whole contract between a source and the rest.
 *
 * A source knows one family of sites. It is one file, NAME.c, that may go on in
 * NAME_*.c. It does no input or output and keeps no state between responses: it
 * is given a job and names the first requests; it is given a response in
 * portions and hands papers, further requests and what it noticed to a sink.
 * cf-scrape fetches and joins, cf-parse prints, a unit test collects: the
 * source cannot tell.
 */
#ifndef CF_SOURCE_H
#define CF_SOURCE_H

#include "cf.h"

/* What a source is asked for. */
struct job {
	const char *venue; /* "neurips": a label for the source */
	int year;	   /* likewise */
	const char *key;   /* the registry's key for this source: a PMLR volume,
			      an OpenReview group, a host...; NULL: none given,
			      the source assumes its default */
	bool rejected;	   /* --include rejected */
	bool withdrawn;	   /* --include withdrawn (desk-rejected too) */
};

/* Why a request is made; it decides what its failure means. */
enum purpose {
	FOR_LIST, /* says which papers exist: without it the job is not complete
		   */
	FOR_PAPER, /* one paper's page: without it that paper lacks fields */
	FOR_COUNT, /* the smallest answer that tells how many there are */
};

/* Where a source puts what it finds. The functions copy their arguments but
 * for the paper, which the sink owns from then on. */
struct sink {
	void (*paper)(struct sink *, struct paper *);
	/* A further request. `otherwise`, or NULL: what to ask if this fails
	 * for good. A fragment of the URL is not sent, but is there again in
	 * the address of the answer: a source's own note. */
	void (*request)(struct sink *, enum purpose, const char *url,
		const char *otherwise);
	/* What the site itself says: n papers in `scope` (a list of its own: a
	 * volume, a track; counts of different scopes add up). */
	void (*count)(struct sink *, const char *scope, size_t n);
	/* Something is wrong with a part of the answer; the rest goes on. The
	 * code is a short word for programs: "no-title", "authors", ... */
	void (*problem)(struct sink *, const char *code, const char *text);
	/* True when the sink has enough (--max-papers): stop early. */
	bool (*enough)(struct sink *);
};

/* One response, as its bytes come. */
struct page {
	const struct job *job;
	struct sink *sink;
	const char *url;	  /* its own address, after redirects, with the
				     fragment of the request */
	const char *content_type; /* as the server says, or "" */
	enum purpose purpose;
};

struct source {
	const char *name;  /* what --source takes */
	const char *about; /* one line for --list-sources */

	/* The first requests of a job, to sink->request: FOR_LIST, or FOR_COUNT
	 * when the purpose says so. Returns -1 with e when the job has no sense
	 * (a key that is none). */
	int (*plan)(
		const struct job *, enum purpose, struct sink *, struct err *e);

	/* Parsing one response: open returns the parser's own memory; feed may
	 * be called any number of times and returns 0, or -1 to stop (close
	 * then tells why); close frees and returns 0 when the body was what
	 * this source expects. Otherwise it returns -1 and e->verdict says
	 * which failure: V_LOGIN, V_BLOCKED, V_LAYOUT (nothing known on the
	 * page), V_EMPTY (the page is right and says there is nothing),
	 * V_RETRY_LATER (the body is not whole). whole is false when the
	 * transfer broke off; a paper that may be cut is not handed on then. */
	void *(*open)(const struct page *);
	int (*feed)(void *, const char *s, size_t n);
	int (*close)(void *, bool whole, struct err *e);

	/* NULL, or: a FOR_LIST or FOR_COUNT request has failed for good and had
	 * no `otherwise`. True when the source has asked page->sink for other
	 * things in its place; page->url is the address that was asked for. */
	bool (*instead)(const struct page *, const struct err *e);

	bool html;	/* reads pages for people: robots.txt says which */
	bool has_pages; /* a paper's url leads to a page that this source parses
			 */
	bool needs_login;     /* nothing without an account */
	const char *release;  /* a file of gigabytes behind its requests: as
				 another list only once that is here; or NULL */
	const char *key_host; /* a host that wants the user's key: as a bulk
				 file only with one; NULL: none */
	bool late;	    /* later answers of a list add to earlier papers */
	const char *counts; /* how FOR_COUNT counts: "count", the site states
			       its number, or "listing", items are counted */
};

/* NULL-terminated; sources.c. A new source is one line there. */
extern const struct source *const sources[];
const struct source *source_find(const char *name); /* or NULL */
/* The name of a source by that name or by one of the class names of the Python
 * program before us ("NeurIPSScraper"); NULL: neither. */
const char *source_name(const char *name);
/* The words of --include, "rejected,withdrawn", for struct job; false when one
 * is neither. */
bool source_include(bool *rejected, bool *withdrawn, const char *list);

#endif
