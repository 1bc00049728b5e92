/*
 * formats.h - the readers of what comes from the web: JSON, YAML, HTML, XML,
 * CSV. All take bytes in any portions and hand over one piece at a time; the
 * conventions are those of cf.h, which includes this file.
 */
#ifndef CF_FORMATS_H
#define CF_FORMATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct err;

/* --- json.c, json_check.c, json_split.c, json_put.c: reading JSON as slices,
 * writing it --- */

/* The raw text of one value, pointing into the caller's memory. */
struct json {
	const char *s;
	size_t n;
};
enum json_type {
	JSON_NONE, /* absent */
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

/* Checks that the n bytes of s are exactly one JSON text (RFC 8259; UTF-8, at
 * most LIMIT_JSON_DEPTH deep), white space around it allowed, and sets *out to
 * it without that white space. On error *at is the offset of the first bad
 * byte. All functions below want a value that passed this test. */
bool json_check(struct json *out, const char *s, size_t n, size_t *at);
/* The same, and each member of the top object is handed out on the way: it is
 * good itself then, but what follows may still prove bad. */
typedef void json_member_fn(void *ctx, struct json key, struct json value);
bool json_check_members(struct json *out, const char *s, size_t n, size_t *at,
	json_member_fn *member, void *ctx);
/* The length of the UTF-8 character at the start of the n bytes of s: 1 to 4,
 * 0 when it is not valid or n is 0. */
size_t json_utf8(const char *s, size_t n);
/* For a text that json_check() refused: appends it with U+FFFD for what is not
 * UTF-8, and without a byte order mark, as jq(1) reads it. False, and nothing
 * appended, when there is nothing of that kind. */
bool json_mend(struct buf *b, const char *s, size_t n);
/* json_check(), and where that refuses once more what json_mend() makes of the
 * text; *out may lie in `mended` then. */
bool json_read(struct json *out, struct buf *mended, const char *s, size_t n,
	size_t *at);
enum json_type json_type(struct json v);
/* The value of a member of an object; {NULL, 0} (JSON_NONE) when v is no
 * object or has no such member. The last of equal names wins. */
struct json json_get(struct json v, const char *name);
/* The same through nested objects: json_path(v, "content", "title", NULL). */
struct json json_path(struct json v, ...);

/* Walks an array or an object in order:
 *     struct json_iter it = json_iter(v);
 *     while (json_next(&it, &key, &value))
 * key is a string value, JSON_NONE inside an array. */
struct json_iter {
	const char *p, *end;
	bool object;
};
struct json_iter json_iter(struct json v);
bool json_next(struct json_iter *it, struct json *key, struct json *value);

/* Appends the decoded text of a string value (lone surrogates become U+FFFD,
 * U+0000 stays a NUL byte); false and nothing appended for any other type. */
bool json_text(struct buf *b, struct json v);
/* Whether a string value equals s. */
bool json_is(struct json v, const char *s);
/* An integer number, or a string that holds one; false otherwise. */
bool json_int(int64_t *out, struct json v);
bool json_bool(struct json v); /* true only for the literal true */

/* Cuts a long answer as it arrives: each element of the array that is the
 * member `array` of the top object (or the top value itself when array is
 * NULL) is handed to item() as soon as it is whole, every other member of the
 * top object to member(). With array "message.items" the array is a member of
 * the member `message`, whose other members come one by one too, as
 * "message.NAME"; a `message` that is no object comes whole. Both get checked
 * values that live during the call; a return above 0 stops the feed. Either may
 * be NULL. A byte order mark at the start is passed over, what is not UTF-8
 * becomes U+FFFD. Constant memory: one element. */
struct json_split;
struct json_split *
json_split_open(const char *array, int (*item)(void *ctx, struct json value),
	int (*member)(void *ctx, const char *name, struct json value),
	void *ctx);
/* 0, the callback's value, or -1 when it is not JSON (then *e says where). */
int
json_split_feed(struct json_split *, const char *p, size_t n, struct err *e);
/* At the end of the input: -1 when the text is not whole. Frees. */
int json_split_close(struct json_split *, struct err *e);

/* Writing: appends a quoted string. Invalid UTF-8 becomes U+FFFD; the output
 * never holds a raw control character. */
void json_put_string(struct buf *b, const char *s, size_t n);
/* Appends `,"name":` - the comma unless the last byte is '{'. */
void json_put_name(struct buf *b, const char *name);
void json_put_member(struct buf *b, const char *name, const char *text);
void json_put_int(struct buf *b, const char *name, int64_t value);

/* --- yaml.c: lists of mappings, entry by entry --- */

/* What makes a text too much for libyaml, or NULL. */
const char *yaml_excess(const char *s, size_t n);

/*
 * Cuts a YAML list (a citeproc.yaml) into its entries as the bytes come, and
 * parses each alone, so that a bad one costs itself only. An entry begins with
 * "- name:" at the start of a line. Bytes that YAML forbids become spaces.
 * item() gets each entry, bad() what was wrong with one; a return of item()
 * other than 0 stops the feed. Memory: one entry (LIMIT_YAML_ITEM).
 */
struct yaml;
struct yaml_split;
struct yaml_split *yaml_split_open(int (*item)(void *ctx, struct yaml *entry),
	void (*bad)(void *ctx, const char *text), void *ctx);
int yaml_split_feed(struct yaml_split *, const char *s, size_t n);
/* At the end of the input: hands on the last entry if the input is whole, and
 * frees. Returns what item() returned. */
int yaml_split_close(struct yaml_split *, bool whole);
/* Values of an entry are named by numbers, 0 is none. yaml_get is a member of a
 * mapping, yaml_at the i-th element of a list, yaml_text the text of a scalar
 * or NULL; all are none when the value is of another kind. */
int yaml_top(struct yaml *entry);
int yaml_get(struct yaml *entry, int value, const char *name);
int yaml_at(struct yaml *entry, int value, size_t i);
const char *yaml_text(struct yaml *entry, int value);

/* --- html.c, html_names.c, html_charset.c: a tokenizer for the HTML that sites
 * send --- */

/*
 * Push: bytes in any portions. A `<` opens a tag only before a known element
 * name whose attributes are all HTML attribute names (or have a value in
 * quotes), before a comment or an end tag; everything else is text (abstracts
 * hold `$W<d$`). Inline tags vanish, block tags become a space, script and
 * style are skipped. Memory: one tag or LIMIT_HTML_TEXT of text.
 */
struct html;
struct html_tag {
	const char *name;    /* lower case */
	bool end;	     /* </name> */
	const char *classes; /* its class attribute, "" when it has none */
	const struct html_attr *attr;
	size_t nattr;
};
struct html_attr {
	const char *name;  /* lower case */
	const char *value; /* references decoded, "" when it has none */
};
typedef void html_fn(void *ctx, struct html *h, const struct html_tag *tag);
struct html *html_open(html_fn *fn, void *ctx);
void html_feed(struct html *h, const char *s, size_t n);
void html_finish(struct html *h); /* end of input: pending text counts */
void html_free(struct html *h);
/* Inside the callback. html_mark() forgets the text before this tag;
 * html_text() is the decoded text since the mark, white space folded, valid
 * until the next mark or feed; "" when it exceeds LIMIT_HTML_TEXT. */
void html_mark(struct html *h);
const char *html_text(struct html *h);
size_t html_length(const struct html *h); /* of the text as sent: cheap */
const char *html_attr(const struct html_tag *t, const char *name); /* or NULL */
bool html_class(const struct html_tag *t, const char *word);
bool html_is(const struct html_tag *t, const char *name, bool end);
/* At the start: the server's content type, which may name an 8-bit character
 * set. A page's own <meta> is seen without this. */
void html_charset(struct html *h, const char *content_type);

/* --- csv.c: comma-separated values as they arrive --- */

/* Rows are handed out with their n fields, which live during the call and may
 * be changed; n is 0 for a row that is longer than LIMIT_CSV_ROW or has more
 * than LIMIT_CSV_FIELDS. A return of fn other than 0 stops the feed. */
struct csv;
typedef int csv_fn(void *ctx, size_t n, char *const *field);
struct csv *csv_open(csv_fn *fn, void *ctx);
int csv_feed(struct csv *c, const char *s, size_t n);
/* At the end of the input; frees. 0, the callback's value, or -1 with e when
 * the last row is not whole (it is not handed out then). */
int csv_close(struct csv *c, bool whole, struct err *e);

/* --- xml.c: XML as it arrives --- */

/*
 * Push: bytes in any portions, as html.c. A fault is passed over where that is
 * possible. Text between elements comes as it stands, with references decoded
 * (XML's and HTML's) and no space added; no DTD and no outside entity is ever
 * read. Memory: one tag or LIMIT_XML_TEXT of text.
 */
struct xml;
struct xml_attr {
	const char *name; /* without prefix */
	const char *value;
};
struct xml_tag {
	const char *name;   /* without prefix */
	const char *prefix; /* "dc", or "" */
	bool end;	    /* </name>, <name/> has one too */
	const struct xml_attr *attr;
	size_t nattr;
};
typedef void xml_fn(void *ctx, struct xml *x, const struct xml_tag *tag);
struct xml *xml_open(xml_fn *fn, void *ctx);
/* 0, or -1 when nothing more can be read (xml_close then says why). What comes
 * behind the end of the root is not looked at. */
int xml_feed(struct xml *x, const char *s, size_t n);
/* At the end of the input; frees. -1 with e: V_LAYOUT when no element was
 * there, V_RETRY_LATER when the root was not closed. */
int xml_close(struct xml *x, bool whole, struct err *e);
/* The first thing that was wrong with the document so far, or NULL. */
const char *xml_fault(const struct xml *x);
/* Inside the callback. xml_mark() forgets the text before this tag; xml_text()
 * is the text since the mark, valid until the next mark or feed, "" when it
 * exceeds LIMIT_XML_TEXT; xml_space() adds one space to it. */
void xml_mark(struct xml *x);
const char *xml_text(struct xml *x);
void xml_space(struct xml *x);
const char *xml_attr(const struct xml_tag *t, const char *name); /* or NULL */
bool xml_is(const struct xml_tag *t, const char *name, bool end);

#endif
