/*
 * xml.c - XML as it arrives: libxml2's push parser behind the shape of html.c.
 *
 * Repairs what it can, as browsers do: a document with a fault goes on behind
 * it, and what is nearly XML is made XML before (xml_mend.c). Nothing is ever
 * read from outside of the document: no DTD, no entity of its own; a named
 * reference is one of HTML's, as the DTDs of the bibliographic world declare.
 * Memory: one tag, or LIMIT_XML_TEXT of text.
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "cf.h"
#include "xml_mend.h"

#define PIECE 8192 /* bytes that are looked through at a time */

struct xml {
	xml_fn *fn;
	void *ctx;
	xmlParserCtxt *parser;
	struct buf text;
	bool started, over; /* an element was there; the root has been closed */
	bool fed, wide;	    /* a byte was there; it begins UTF-16 */
	struct xml_mend mend;
	size_t depth;
	size_t declarations; /* of entities */
	struct xml_attr attr[LIMIT_XML_ATTRS];
	char *values[LIMIT_XML_ATTRS];
	char entity_text[32];
	xmlEntity entity;
	char fault[200]; /* the first thing that was wrong */
};

/* --- what libxml2 calls --- */

/* Behind a fault libxml2 drops all references of the document, "&amp;" too: it
 * is told that there was none. */
static void
go_on(struct xml *x)
{
	x->parser->wellFormed = 1;
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nspaces, const xmlChar **spaces, int nattr,
	int ndefaulted, const xmlChar **attr)
{
	struct xml *x = arg;
	struct xml_tag tag = {.name = (const char *)name,
		.prefix = prefix ? (const char *)prefix : "",
		.attr = x->attr};

	(void)uri;
	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	go_on(x);
	x->started = true;
	x->depth++;
	for (int i = 0; i < nattr && tag.nattr < LIMIT_XML_ATTRS; i++) {
		const xmlChar **a = attr + 5 * (size_t)i;
		char *value =
			xstrndup((const char *)a[3], (size_t)(a[4] - a[3]));

		x->values[tag.nattr] = value;
		x->attr[tag.nattr++] =
			(struct xml_attr){(const char *)a[0], value};
	}
	x->fn(x->ctx, x, &tag);
	for (size_t i = 0; i < tag.nattr; i++)
		free(x->values[i]);
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	struct xml *x = arg;
	const struct xml_tag tag = {.name = (const char *)name,
		.prefix = prefix ? (const char *)prefix : "",
		.end = true};

	(void)uri;
	go_on(x);
	x->fn(x->ctx, x, &tag);
	x->over = --x->depth == 0;
}

static void
on_text(void *arg, const xmlChar *s, int n)
{
	struct xml *x = arg;

	go_on(x);
	if (n > 0)
		(void)buf_add(&x->text, s, (size_t)n);
}

/* A named reference. libxml2 copies the content at once; in an attribute it
 * takes only the first byte of a predefined entity. */
static xmlEntity *
on_entity(void *arg, const xmlChar *name)
{
	struct xml *x = arg;
	xmlEntity *known = xmlGetPredefinedEntity(name);
	struct buf b;
	char reference[40];

	if (known)
		return known;
	(void)snprintf(
		reference, sizeof(reference), "&%.36s;", (const char *)name);
	buf_init(&b, sizeof(x->entity_text) - 1);
	text_decode_refs(&b, reference, strlen(reference));
	if (b.full || !b.len || b.s[0] == '&') {
		buf_free(&b);
		return NULL;
	}
	memcpy(x->entity_text, b.s, b.len + 1);
	x->entity = (xmlEntity){.type = XML_ENTITY_DECL,
		.name = name,
		.content = (xmlChar *)x->entity_text,
		.orig = (xmlChar *)x->entity_text,
		.length = (int)b.len,
		.etype = x->parser->instate == XML_PARSER_ATTRIBUTE_VALUE
				 ? XML_INTERNAL_GENERAL_ENTITY
				 : XML_INTERNAL_PREDEFINED_ENTITY};
	buf_free(&b);
	return &x->entity;
}

/* Declarations are not used, yet libxml2 keeps them: not without end. */
static void
on_declaration(void *arg, const xmlChar *name, int type,
	const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
	struct xml *x = arg;

	(void)name;
	(void)type;
	(void)public_id;
	(void)system_id;
	(void)content;
	if (++x->declarations > LIMIT_XML_DECLARATIONS)
		xmlStopParser(x->parser);
}

static void
on_error(void *arg, xmlError *error)
{
	struct xml *x = arg;

	if (*x->fault || !error->message || error->level < XML_ERR_ERROR ||
		error->domain == XML_FROM_NAMESPACE)
		return;
	(void)snprintf(x->fault, sizeof(x->fault), "line %d: %.150s",
		error->line, error->message);
	x->fault[strcspn(x->fault, "\r\n")] = '\0';
}

/* --- in --- */

struct xml *
xml_open(xml_fn *fn, void *ctx)
{
	struct xml *x = xcalloc(1, sizeof(*x));
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
		.getEntity = on_entity,
		.entityDecl = on_declaration,
		.serror = (xmlStructuredErrorFunc)on_error};

	x->fn = fn;
	x->ctx = ctx;
	buf_init(&x->text, LIMIT_XML_TEXT);
	x->parser = xmlCreatePushParserCtxt(&sax, x, NULL, 0, NULL);
	if (!x->parser) {
		(void)fputs("out of memory\n", stderr);
		exit(EXIT_FAILED);
	}
	(void)xmlCtxtUseOptions(x->parser, XML_PARSE_RECOVER | XML_PARSE_NONET |
						   XML_PARSE_NOENT |
						   XML_PARSE_COMPACT);
	return x;
}

/* libxml2's own words for standard error. */
static void
hush(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

/* That bytes are nothing in the encoding of the document is an error of no
 * parser of libxml2's, but of all. */
static void
chunk(struct xml *x, const char *s, size_t n, bool last)
{
	xmlSetStructuredErrorFunc(x, (xmlStructuredErrorFunc)on_error);
	xmlSetGenericErrorFunc(NULL, hush);
	(void)xmlParseChunk(x->parser, s, (int)n, last);
	xmlSetStructuredErrorFunc(NULL, NULL);
}

static int
parse(struct xml *x, const char *s, size_t n)
{
	if (n > 0 && !x->over)
		chunk(x, s, n, false);
	return x->parser->disableSAX ? -1 : 0;
}

int
xml_feed(struct xml *x, const char *s, size_t n)
{
	char piece[PIECE];
	size_t used;

	if (!x->fed && n > 0) {
		x->fed = true;
		x->wide = (unsigned char)*s >= 0xfe; /* a byte order mark */
	}
	for (; n > 0 && !x->over; s += used, n -= used) {
		size_t k;

		if (x->wide) { /* of UTF-16, which is passed as it is */
			k = used = n < PIECE ? n : PIECE;
			memcpy(piece, s, k);
		} else {
			k = xml_mend(&x->mend, piece, PIECE, s, n, &used);
		}
		if (parse(x, piece, k) < 0)
			return -1;
	}
	if (x->mend.guessed && !*x->fault)
		(void)snprintf(x->fault, sizeof(x->fault),
			"bytes that are no UTF-8 were taken for windows-1252");
	return 0;
}

int
xml_close(struct xml *x, bool whole, struct err *e)
{
	char rest[XML_MEND_HOLD + 8];
	int result = 0;

	if (whole && !x->over) {
		(void)parse(x, rest, xml_mend_end(&x->mend, rest));
		chunk(x, "", 0, true);
	}
	if (!x->started)
		result = err_set(e, V_LAYOUT, "this is no XML%s%s",
			*x->fault ? ": " : "", x->fault);
	else if (!x->over)
		result = err_set(e, V_RETRY_LATER, "the XML is cut off%s%s",
			*x->fault ? ": " : "", x->fault);
	xmlFreeDoc(x->parser->myDoc); /* libxml2 keeps declarations there */
	xmlFreeParserCtxt(x->parser);
	buf_free(&x->text);
	free(x);
	return result;
}

const char *
xml_fault(const struct xml *x)
{
	return *x->fault ? x->fault : NULL;
}

/* --- inside the callback --- */

void
xml_mark(struct xml *x)
{
	buf_reset(&x->text);
}

const char *
xml_text(struct xml *x)
{
	return x->text.full ? "" : buf_str(&x->text);
}

void
xml_space(struct xml *x)
{
	(void)buf_putc(&x->text, ' ');
}

const char *
xml_attr(const struct xml_tag *t, const char *name)
{
	for (size_t i = 0; i < t->nattr; i++) {
		if (strcmp(t->attr[i].name, name) == 0)
			return t->attr[i].value;
	}
	return NULL;
}

bool
xml_is(const struct xml_tag *t, const char *name, bool end)
{
	return t->end == end && strcmp(t->name, name) == 0;
}
