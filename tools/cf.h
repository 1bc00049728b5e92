/*
 * cf.h - what the programs and the sources share.
 *
 * Prototypes stand under the name of the .c file in lib/ that holds them, those
 * of the readers of JSON, YAML, HTML, XML and CSV in formats.h; the comment of
 * a function says what goes in and out, who frees it, and what happens on
 * error. Bounds on everything that comes from outside are in bounds.h. Opaque
 * structs have their bodies in the .c file.
 *
 * Conventions: library code never exits, but where nothing can go on: memory
 * that is out (mem.c; in libcurl's or libxml2's hands: retry.c, xml.c), or what
 * was put aside and cannot be read again (waiting.c). A function that can fail
 * returns 0 or -1 and fills a struct err. Strings are NUL-terminated UTF-8.
 */
#ifndef CF_H
#define CF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "banned.h"
#include "bounds.h"
#include "formats.h"

#define CF_VERSION "0.2.0"
/* Where those who are asked can read who asks: for the User-Agent. */
#ifndef CF_PROJECT_URL
#define CF_PROJECT_URL ""
#endif

#if defined(__GNUC__)
#define CF_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define CF_PRINTF(fmt, args)
#endif

/* --- mem.c: allocation that cannot fail --- */

/* As malloc, calloc, realloc, strdup and strndup; when memory is out they say
 * so on stderr and end the program with EXIT_FAILED. */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);

/* An arena: small pieces that are freed together. {0} is an empty one. */
struct arena {
	struct arena_block *block;
};
void *arena_alloc(struct arena *a, size_t n);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_strdup(struct arena *a, const char *s);
void arena_free(struct arena *a);

/* --- buf.c: a growable string with an upper bound --- */

/* Always NUL-terminated once something was added. What would not fit below
 * `max` is not added and sets `full`; the content stays valid. */
struct buf {
	char *s;
	size_t len, cap, max;
	bool full;
};
void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);
void buf_reset(struct buf *b); /* empty it, keep the memory */
bool buf_add(struct buf *b, const void *p, size_t n);
bool buf_puts(struct buf *b, const char *s);
bool buf_putc(struct buf *b, char c);
bool buf_printf(struct buf *b, const char *fmt, ...) CF_PRINTF(2, 3);
void buf_cut(struct buf *b, size_t len);  /* shorten to len */
const char *buf_str(const struct buf *b); /* never NULL: "" when empty */

/* --- err.c: what went wrong, and the exit statuses --- */

/* One table for all programs: cf(7), EXIT STATUS. */
enum {
	EXIT_COMPLETE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_INCOMPLETE = 3,
	EXIT_NOTHING = 4,
	EXIT_BLOCKED = 5,
	EXIT_RETRY = 75,
};

/* How a job ended: the word in its `done` record. */
enum verdict {
	V_COMPLETE,
	V_INCOMPLETE,
	V_EMPTY,
	V_NOT_YET,
	V_MOVED,
	V_BLOCKED,
	V_LOGIN,
	V_LAYOUT,
	V_FAILED,
	V_RETRY_LATER,
};
const char *verdict_name(enum verdict v);
/* False when the word is none of them. */
bool verdict_parse(enum verdict *out, const char *word);
int verdict_exit(enum verdict v);
/* The status of a run of several jobs: the graver of two. */
int exit_worse(int a, int b);

struct err {
	enum verdict verdict; /* the class of the failure */
	long status;	      /* of HTTP; 0: none */
	char text[512];
};
/* Fills e (may be NULL) and returns -1. */
int
err_set(struct err *e, enum verdict v, const char *fmt, ...) CF_PRINTF(3, 4);

/* The verbs of the programs and of what is their engine: http.c, job.c, the
 * files that these are made of, options.c and merge_report.c. Sources and the
 * rest of the library return errors instead. Each line begins with the
 * program's name (msg_name). Bytes that could drive a terminal are replaced. */
extern const char *msg_name;
extern int msg_verbose;				     /* how many -v */
void msg_note(const char *fmt, ...) CF_PRINTF(1, 2); /* only with -v */
void msg_warn(const char *fmt, ...) CF_PRINTF(1, 2);
int msg_fail(int status, const char *fmt, ...) CF_PRINTF(2, 3);
int msg_usage(const char *fmt, ...) CF_PRINTF(1, 2); /* EXIT_USAGE */
/* The end of msg_usage alone, for what getopt has already said. */
int msg_try_help(void);

/* --- text.c, text_key.c, text_refs.c, text_tex.c: the text rules of all
 * sources, in one place --- */

/*
 * Cleans text of the web in place: what every string of a record went through.
 * Bytes that are not UTF-8 are read as windows-1252; complete leftover
 * character references are decoded once more ("R&D" survives); "(cid:173)"
 * joins, other "(cid:N)" and control characters become a space; U+FFFD,
 * soft hyphens, zero-width and bidirectional controls go; LaTeX accents and
 * ligatures outside of $...$ become letters; white space is folded and
 * trimmed; the result is NFC.
 */
void text_clean(struct buf *b);
/* Decodes HTML character references once; n bytes of s are appended to b.
 * Source: the named character references of the HTML standard. */
void text_decode_refs(struct buf *b, const char *s, size_t n);
/* Appends s without markup (tags of known HTML elements, as html.c knows them)
 * with references decoded and no NUL: for titles and abstracts inside JSON or
 * YAML. */
void text_strip_markup(struct buf *b, const char *s, size_t n);
/* The same of a JSON string, into out (replaced): empty when the value is none,
 * or too long. */
void text_of_json(struct buf *out, struct json value);
/*
 * The key under which equal titles meet: case folded, accents stripped,
 * everything but letters and digits dropped; Greek letters and TeX commands
 * as their names (\alpha, $\ell_1$ and the characters for them are the same).
 * Appended to b.
 */
void text_key(struct buf *b, const char *s);
/* True when a string is a placeholder or a snippet instead of an abstract
 * ("Abstract Unavailable", text that begins or ends with an ellipsis). */
bool text_is_placeholder(const char *s);
/* Appends s for a terminal or a log: control, bidirectional and invalid bytes
 * become '?', at most max columns (0: no bound). Returns the columns used. */
size_t text_visible(struct buf *b, const char *s, size_t max);

/* --- fold.c: long messages on a terminal --- */

/* The columns of a terminal; 0: it is none, or nobody knows. */
size_t fold_columns(int fd);
/* Appends a line, folded at its spaces when it is longer than that. */
void fold_line(struct buf *b, const char *s, size_t columns);

/* --- url.c: URLs as libcurl reads them --- */

/* Resolves ref against base (RFC 3986, 5.2) into out (replaced). Fragments are
 * dropped. Returns false when the result is not an http or https URL. */
bool url_resolve(struct buf *out, const char *base, const char *ref);
/* Host in lower case into out (replaced), without user and port; false when
 * the URL is not absolute http(s). */
bool url_host(struct buf *out, const char *url);
/* The path and query of an absolute URL ("/" at least); points into url. */
const char *url_path(const char *url);
/* Appends s percent-encoded but for unreserved characters and those in keep. */
void url_encode(struct buf *out, const char *s, const char *keep);
/* The value of a query parameter, decoded, into out (replaced). */
bool url_param(struct buf *out, const char *url, const char *name);
/* Appends url with a query parameter set to value, which is encoded; NULL takes
 * it out. Other parameters keep their places, a fragment is dropped. */
void url_with_param(
	struct buf *out, const char *url, const char *name, const char *value);

/* --- paper.c: one paper --- */

enum paper_field {
	P_ID,
	P_TITLE,
	P_ABSTRACT,
	P_URL,
	P_PDF_URL,
	P_DOI,
	P_ARXIV,
	P_TRACK,
	P_DECISION,
	P_PAGES,
	P_VOLUME,
	P_PUBLISHED,
	P_BIBTEX,
	P_TEXTS, /* the fields above are one string each */
	P_AUTHORS = P_TEXTS,
	P_KEYWORDS,
	P_LINKS,
	P_IDS,
	P_AFFILIATIONS, /* no field of its own: only where they came from */
	P_FIELDS,
};
extern const char *const paper_field_name[P_FIELDS];

struct author {
	char *name;
	char *orcid;
	char *openreview; /* profile id, "~First_Last1" */
	char **affiliation;
	size_t naffiliation, room; /* room: for how many paper.c made it */
	struct author *next;
};
struct item { /* a keyword (no key), a link or an identifier */
	char *key, *value;
	struct item *next;
};
struct paper {
	struct arena mem; /* holds everything below */
	char *text[P_TEXTS];
	struct author *authors;
	struct author *last; /* of those that paper.c has counted */
	size_t nauthor;
	char *place; /* the last affiliation, which others may share */
	struct item *keywords, *links, *ids;
	const char *from[P_FIELDS]; /* the source that gave the field, if not
				       the paper's own */
	const char *source;	    /* name of the source that listed it */
	size_t position; /* its place in the site's own order, from 1 */
};
struct paper *paper_new(void);
void paper_free(struct paper *p);
/* Sets a text field after text_clean() (identifiers: after their own check: a
 * DOI loses its resolver prefix, an URL must be http or https). NULL, an
 * empty or an unusable value, or one over LIMIT_FIELD, leaves the field absent.
 * Copies. */
void paper_set(struct paper *p, enum paper_field f, const char *text);
/* Appends one author; the name is cleaned; returns NULL when nothing is left.
 * The returned author may be given more with the functions below. */
struct author *paper_author(struct paper *p, const char *name);
void paper_affiliation(struct paper *p, struct author *a, const char *text);
void paper_author_id(struct paper *p, char **field, const char *text);
void paper_keyword(struct paper *p, const char *text);
void paper_link(struct paper *p, const char *key, const char *url);
void paper_id(struct paper *p, const char *key, const char *id);
const char *paper_get_id(const struct paper *p, const char *key); /* or NULL */
/* Fills what `to` has not got with what `from` has, and notes the source.
 * Decision and affiliations included; existing text never changes. */
void paper_fill(struct paper *to, const struct paper *from);

/* --- paper_pack.c: a paper as one string of bytes --- */

/* Packs into out (replaced), for paper_unpack in the same process; false when
 * it does not fit. The unpacked paper is the caller's. */
bool paper_pack(struct buf *out, const struct paper *p);
struct paper *paper_unpack(const char *packed);

/* --- record.c: the lines of cf-stream(5) --- */

/* record_paper appends one whole line with its LF to b, or nothing when it does
 * not fit (b->full). Other records are made of record_begin, json_put_* and
 * record_end. */
void record_paper(struct buf *b, const char *venue, int year,
	const struct paper *p, const char *retrieved);
void record_begin(struct buf *b, const char *type, const char *venue, int year);
void record_end(struct buf *b);

/* Reads the head of a line fast: type, venue and year as writers promise them
 * (first three members, in order, without escapes; what follows is then not
 * looked at), else by a full parse. venue may be "" and year 0 when the line
 * has none. False: not a record. */
struct record_head {
	struct json type, venue; /* text without quotes, not unescaped */
	int year;
};
bool record_head(struct record_head *out, const char *line, size_t n);

/* --- reader.c: the lines of a file or a pipe --- */

struct reader {
	int fd;
	size_t max, number; /* the bound; of the line handed out, from 1 */
	bool cut;	    /* it has no LF: the input ends in it */
	bool mapped;	    /* lines live until reader_free, not reader_next */
	char *buf;
	size_t start, end, cap;
	bool ended;
};
void reader_init(struct reader *in, int fd, size_t max);
/* The next line without its LF. 1, 0 at the end, -1 with errno. A line of more
 * than max bytes is passed over: line->s is NULL. */
int reader_next(struct reader *in, struct json *line);
void reader_free(struct reader *in); /* does not close */
/* From now on readers take what is there and wait for no more; safe inside a
 * signal handler. */
void reader_stop(void);

/* --- out.c: standard output shared by many writers --- */

/* Writes whole lines in one go under a record lock, so that nothing can stand
 * inside a record of ours. 0, or -1 with errno (EPIPE: the reader has left). */
int out_write(const char *s, size_t n);
/* At the end of every main: makes sure that all reached the system; returns
 * status, or EXIT_FAILED after a message when stdout cannot be written. */
int out_close(int status);

/* Writes all n bytes to a descriptor, which may be non-blocking. 0, or -1 with
 * errno. */
int fd_write(int fd, const char *s, size_t n);
/* Brings what was written to the disk, as far as the file system knows how. 0,
 * or -1 with errno. */
int fd_sync(int fd);

/* --- aside.c: a file that appears whole or not at all --- */

struct aside {
	char *name;	 /* of the file, behind all links */
	struct buf path; /* where it is written; empty: in its place */
	int fd;
};
/* Whether that file can be written, as far as can be told before the work: 0,
 * or -1 with errno. */
int aside_check(const char *name);
/* Opens what is written until aside_close(), one file at a time. It gets the
 * mode less the umask, or what a file in its place has of the mode; where that
 * is a link, it stays, and the file behind it is meant. A device or a pipe is
 * opened itself. The descriptor, or -1 with errno: then there is nothing to
 * close. */
int aside_open(struct aside *a, const char *name, mode_t mode);
/* good: brings it to the disk and gives it its name; otherwise removes it. 0,
 * or -1 with errno (that of the caller when not good), and nothing is left. */
int aside_close(struct aside *a, bool good);
/* Removes what is half written; safe inside a signal handler. */
void aside_abort(void);

/* --- start.c: the first call of every main --- */

/* Sets msg_name. Standard descriptors that are closed are opened on /dev/null,
 * a write that cannot be is an error and no signal (SIGPIPE, SIGXFSZ), and no
 * core file is left, which might hold a secret. HOME is set where it was not.
 */
void start(const char *name);

/* --- state.c: where the processes of a user meet --- */

/* The directory of what all processes of a user on this machine share
 * ($XDG_RUNTIME_DIR/cf or /tmp/cf-UID), made with mode 0700, into out
 * (replaced). -1 with e when it cannot be made or is somebody else's. */
int state_dir(struct buf *out, struct err *e);

/* --- auth.c: the login of OpenReview --- */

/* What a user does to be logged in, as the end of a message. */
extern const char auth_hint[];
/* Whether requests to this host carry the token. */
bool auth_known_host(const char *host);
/* The token that holds now into token (replaced): the user's own, or the one a
 * login of any process left. 1, or 0 when there is none. */
int auth_cached(struct buf *token);
/* Whether there is a token, or what it takes to get one. */
bool auth_available(void);
/* The request that logs in: a POST of json (replaced) to url (replaced). -1
 * when no credentials are known, or their file is readable by others; e then
 * says what to do. Neither a message nor a URL holds a secret. */
int auth_login_body(struct buf *url, struct buf *json, struct err *e);
/* Takes the answer to that request and keeps its token for all processes. */
int auth_store(const char *response, size_t n, struct err *e);
/* The token was refused: no process shall use it again. */
void auth_forget(void);
/* Around a login, so that one process logs in and the others wait. A lock that
 * cannot be had (-1) costs a second login, nothing else; so does one that
 * another has for longer than `most` (of clock_ns()), for that may be stopped.
 * While it is waited for, meanwhile(), unless that is NULL, is called several
 * times a second. */
int auth_lock(int64_t most, void (*meanwhile)(void *ctx), void *ctx);
void auth_unlock(int lock);

/* --- apikey.c: the keys of bibliographic APIs --- */

/* The header that shows the user's key to the host of an https URL, into line
 * (replaced). 1; 0 when the host wants none or the user has none (line is
 * empty); -1 with e when what the environment holds cannot be one. libcurl
 * would send it on to wherever the host redirects to: follow nothing then. */
int apikey_header(struct buf *line, const char *url, struct err *e);
/* What a user does when the host refuses, as the end of a message, into out
 * (replaced). 1, or 0 for a host without keys. */
int apikey_hint(struct buf *out, const char *host);
/* Whether the user has a key for a host. */
bool apikey_known(const char *host);

/* --- challenge.c: pages that want a browser, not what was asked for --- */

/* The start of an answer; {0} is empty. */
struct challenge {
	char head[4096];
	size_t n;
};
void challenge_note(struct challenge *c, const char *s, size_t n);
/* A V_LAYOUT in e becomes V_BLOCKED when the answer was such a page. */
void challenge_explain(const struct challenge *c, struct err *e);

/* --- clock.c: time to measure by, and time of day --- */

#define SECOND INT64_C(1000000000) /* of clock_ns() */

int64_t clock_ns(void);	  /* monotonic */
int64_t clock_wall(void); /* seconds since 1970; CF_NOW sets it for tests */
void clock_rfc3339(char out[32], int64_t wall);
int clock_year(void); /* the current year, UTC */

/* --- hash.c: hashes, and a table of strings --- */

/* SipHash-1-3 with the key 0: the same on every machine, fit for files. */
uint64_t hash_bytes(const void *p, size_t n);
/* The same with a key drawn at random by each process: for tables in memory
 * that strangers fill. */
uint64_t hash_secret(const void *p, size_t n);

/* A set of strings with one pointer each; keys are copied. {0} is empty. */
struct table {
	struct table_slot *slot;
	size_t used, cap;
	struct arena keys;
};
/* The place of the key's value, made when it is not there (*made, may be
 * NULL, says so); valid until the next table_put. */
void **table_put(struct table *t, const char *key, size_t n, bool *made);
void *table_get(const struct table *t, const char *key, size_t n);
void table_free(struct table *t); /* not what the values point to */

/* --- places.c: which place a string has, for very many strings --- */

/* A set of strings with a place each, from 1; the strings are not kept. {0} is
 * empty. */
struct places {
	struct place_slot *slot;
	size_t used, cap;
};
/* Sets the place of a string; returns the one it had, 0: it is new. */
uint32_t
places_put(struct places *t, const char *key, size_t n, uint32_t place);
uint32_t places_get(const struct places *t, const char *key, size_t n);
void places_free(struct places *t);

#endif
