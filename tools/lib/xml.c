/*
 * xml.c - XML as it arrives: libxml2's push parser behind the shape of html.c.
 *
 * Repairs what it can, as browsers do: a document with a fault goes on behind
 * it. Nothing is ever read from outside of the document: no DTD, no entity of
 * its own; a named reference is one of HTML's, as the DTDs of the bibliographic
 * world declare. Memory: one tag, or LIMIT_XML_TEXT of text.
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "cf.h"

#define PIECE 8192 /* bytes that are looked through at a time */

struct xml {
	xml_fn *fn;
	void *ctx;
	xmlParserCtxt *parser;
	struct buf text;
	bool started, over; /* an element was there; the root has been closed */
	size_t depth;
	struct xml_attr attr[LIMIT_XML_ATTRS];
	char *values[LIMIT_XML_ATTRS];
	char entity_text[32];
	xmlEntity entity;
	char fault[200]; /* the first thing that was wrong */
};

/* --- what libxml2 calls --- */

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
	x->fn(x->ctx, x, &tag);
	x->over = --x->depth == 0;
}

static void
on_text(void *arg, const xmlChar *s, int n)
{
	struct xml *x = arg;

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

int
xml_feed(struct xml *x, const char *s, size_t n)
{
	char piece[PIECE];

	/* Characters that XML 1.0 forbids (section 2.2) are in real files; in
	 * UTF-8 and in all ISO 8859 the byte alone tells. */
	while (n > 0 && !x->over) {
		size_t k = n < PIECE ? n : PIECE;

		for (size_t i = 0; i < k; i++) {
			unsigned char c = (unsigned char)s[i];

			piece[i] =
				c < 0x20 && !strchr("\t\n\r", c) ? ' ' : s[i];
		}
		(void)xmlParseChunk(x->parser, piece, (int)k, 0);
		if (x->parser->disableSAX)
			return -1;
		s += k;
		n -= k;
	}
	return 0;
}

int
xml_close(struct xml *x, bool whole, struct err *e)
{
	int result = 0;

	if (whole && !x->over)
		(void)xmlParseChunk(x->parser, "", 0, 1);
	if (!x->started)
		result = err_set(e, V_LAYOUT, "this is no XML%s%s",
			*x->fault ? ": " : "", x->fault);
	else if (!x->over)
		result = err_set(e, V_RETRY_LATER, "the XML is cut off%s%s",
			*x->fault ? ": " : "", x->fault);
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
