/*
 * oai.c - answers of an OAI-PMH 2.0 server, record by record.
 *
 * ListRecords, ListIdentifiers and GetRecord are read alike, and so is a lone
 * <record>. What is inside of <metadata> becomes a list of fields whatever its
 * format is: the sources know the names. Servers differ in prefixes,
 * namespaces and white space; none of these is looked at. In memory: one
 * record.
 *
 * Source: https://www.openarchives.org/OAI/openarchivesprotocol.html
 */
#include <ctype.h>
#include <strings.h>

#include "oai.h"

enum part {
	OUTSIDE,
	IN_HEADER,
	IN_METADATA,
	IN_ABOUT
};

struct oai {
	struct xml *xml;
	oai_fn *fn;
	void *ctx;
	enum part part;
	size_t depth;	/* inside of metadata */
	size_t markup;	/* inside of a text there */
	bool in_record; /* else a header stands alone */
	struct oai_record record;
	struct oai_field **set_tail, **field_tail;
	size_t bytes; /* of this record */
	char lang[16];

	bool fed, known, list, html, stopped;
	char error[40];
	struct buf message, token;
	int64_t size;
};

/* --- one record --- */

static void
record_clear(struct oai *o)
{
	arena_free(&o->record.mem);
	o->record = (struct oai_record){.id = "", .stamp = "", .format = ""};
	o->set_tail = &o->record.sets;
	o->field_tail = &o->record.fields;
	o->bytes = 0;
}

/* A copy that lives as long as the record, without space at its ends. */
static const char *
keep(struct oai *o, const char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	n = strlen(s);
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	o->bytes += n + 1;
	if (o->bytes > LIMIT_OAI_RECORD) {
		o->record.full = true;
		return NULL;
	}
	return n ? arena_strndup(&o->record.mem, s, n) : "";
}

static void
add_field(struct oai *o, struct oai_field ***tail, const char *name,
	const char *text)
{
	const char *kept = keep(o, text);
	struct oai_field *f;

	o->bytes += sizeof(*f) + strlen(name);
	if (!kept)
		return;
	f = arena_alloc(&o->record.mem, sizeof(*f));
	*f = (struct oai_field){.name = arena_strdup(&o->record.mem, name),
		.lang = *o->lang ? arena_strdup(&o->record.mem, o->lang) : "",
		.text = kept};
	**tail = f;
	*tail = &f->next;
}

static void
hand_out(struct oai *o)
{
	if (*o->record.id || o->record.fields)
		o->stopped = o->fn(o->ctx, &o->record) != 0;
	record_clear(o);
}

/* --- tags --- */

static void
header_tag(struct oai *o, struct xml *x, const struct xml_tag *t)
{
	const char *text = t->end ? keep(o, xml_text(x)) : NULL;

	if (text && strcmp(t->name, "identifier") == 0)
		o->record.id = text;
	else if (text && strcmp(t->name, "datestamp") == 0)
		o->record.stamp = text;
	else if (text && strcmp(t->name, "setSpec") == 0)
		add_field(o, &o->set_tail, t->name, text);
	if (!xml_is(t, "header", true))
		return;
	o->part = OUTSIDE;
	if (!o->in_record)
		hand_out(o);
}

/* Markup inside of a text, which some servers forget to escape. A break gives
 * a space. */
static bool
is_markup(struct oai *o, struct xml *x, const struct xml_tag *t)
{
	static const char *const names[] = {"i", "b", "em", "strong", "sub",
		"sup", "u", "tt", "span", "font", "italic", "bold", "p", "br",
		"div", "li", "ul", "ol"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (o->part != IN_METADATA || strcmp(t->name, names[i]) != 0 ||
			(t->end ? o->markup == 0 : o->depth < 2))
			continue;
		o->markup += t->end ? (size_t)-1 : 1;
		if (i >= 12)
			xml_space(x);
		return true;
	}
	return false;
}

static void
metadata_tag(struct oai *o, struct xml *x, const struct xml_tag *t)
{
	const char *lang;

	if (!t->end) {
		if (o->depth++ == 0)
			o->record.format =
				arena_strdup(&o->record.mem, t->name);
		lang = xml_attr(t, "lang");
		(void)snprintf(
			o->lang, sizeof(o->lang), "%.15s", lang ? lang : "");
	} else if (o->depth == 0) {
		o->part = OUTSIDE; /* </metadata> */
	} else {
		if (--o->depth > 0)
			add_field(o, &o->field_tail, t->name, xml_text(x));
		*o->lang = '\0';
	}
}

static void
begin_token(struct oai *o, const struct xml_tag *t)
{
	const char *size = xml_attr(t, "completeListSize");
	char *end;
	long long n;

	buf_reset(&o->token);
	if (!size || !isdigit((unsigned char)*size))
		return;
	n = strtoll(size, &end, 10);
	if (*end == '\0')
		o->size = n;
}

/* What stands around the records. */
static void
begin_tag(struct oai *o, const struct xml_tag *t)
{
	const char *code;

	if (strcmp(t->name, "record") == 0) {
		record_clear(o);
		o->list = o->in_record = true;
	} else if (strcmp(t->name, "header") == 0) {
		const char *status = xml_attr(t, "status");

		if (!o->in_record)
			record_clear(o);
		o->record.deleted = status && strcmp(status, "deleted") == 0;
		o->list = true;
		o->part = IN_HEADER;
	} else if (strcmp(t->name, "metadata") == 0 && o->in_record) {
		o->part = IN_METADATA;
		o->depth = o->markup = 0;
	} else if (strcmp(t->name, "about") == 0) {
		o->part = IN_ABOUT;
	} else if (strcmp(t->name, "resumptionToken") == 0) {
		begin_token(o, t);
	} else if (strcmp(t->name, "error") == 0) {
		code = xml_attr(t, "code");
		(void)snprintf(o->error, sizeof(o->error), "%.39s",
			code && *code ? code : "unknown");
	} else if (strcmp(t->name, "ListRecords") == 0 ||
		   strcmp(t->name, "ListIdentifiers") == 0) {
		o->list = true;
	}
}

static void
end_tag(struct oai *o, struct xml *x, const struct xml_tag *t)
{
	const char *text = xml_text(x);

	if (strcmp(t->name, "record") == 0) {
		hand_out(o);
		o->in_record = false;
	} else if (strcmp(t->name, "resumptionToken") == 0) {
		(void)buf_puts(&o->token, text + strspn(text, " \t\r\n"));
		while (o->token.len &&
			isspace((unsigned char)o->token.s[o->token.len - 1]))
			buf_cut(&o->token, o->token.len - 1);
	} else if (strcmp(t->name, "error") == 0) {
		(void)buf_printf(&o->message, "%.200s", text);
		text_clean(&o->message);
	}
}

static void
on_tag(void *ctx, struct xml *x, const struct xml_tag *t)
{
	struct oai *o = ctx;

	if (o->stopped)
		return;
	if (!o->known && strcmp(t->name, "OAI-PMH") != 0 &&
		strcmp(t->name, "record") != 0 &&
		strcmp(t->name, "ListRecords") != 0) {
		o->html = o->html || strcasecmp(t->name, "html") == 0;
		return;
	}
	o->known = true;
	if (is_markup(o, x, t))
		return;
	if (o->part == IN_HEADER)
		header_tag(o, x, t);
	else if (o->part == IN_METADATA)
		metadata_tag(o, x, t);
	else if (o->part == IN_ABOUT)
		o->part = xml_is(t, "about", true) ? OUTSIDE : IN_ABOUT;
	else if (t->end)
		end_tag(o, x, t);
	else
		begin_tag(o, t);
	xml_mark(x);
}

/* --- in and out --- */

struct oai *
oai_open(oai_fn *fn, void *ctx)
{
	struct oai *o = xcalloc(1, sizeof(*o));

	o->fn = fn;
	o->ctx = ctx;
	o->size = -1;
	buf_init(&o->message, 512);
	buf_init(&o->token, LIMIT_URL / 4);
	record_clear(o);
	o->xml = xml_open(on_tag, o);
	return o;
}

int
oai_feed(struct oai *o, const char *s, size_t n)
{
	o->fed = o->fed || n > 0;
	if (xml_feed(o->xml, s, n) < 0 || o->html)
		return -1;
	return o->stopped ? -1 : 0;
}

static int
stated_error(const struct oai *o, struct err *e)
{
	if (strcmp(o->error, "noRecordsMatch") == 0)
		return err_set(e, V_EMPTY, "the server has no such records");
	return err_set(e, V_FAILED, "the server says %s: %s", o->error,
		buf_str(&o->message));
}

int
oai_end(struct oai *o, bool whole, struct err *e)
{
	int result;

	if (o->stopped)
		return 0;
	result = o->xml ? xml_close(o->xml, whole, e) : -1;
	o->xml = NULL;
	if (!o->fed)
		return err_set(e, V_RETRY_LATER, "the answer is empty");
	if (o->html)
		return err_set(e, V_BLOCKED,
			"a page for browsers came in place of OAI-PMH: the "
			"site blocks programs or this address");
	if (*o->error)
		return stated_error(o, e);
	if (result < 0)
		return result;
	if (!whole)
		return err_set(e, V_RETRY_LATER, "the answer broke off");
	if (!o->known)
		return err_set(e, V_LAYOUT,
			"no element <OAI-PMH> or <record> in the answer");
	if (!o->list)
		return err_set(e, V_LAYOUT,
			"neither records nor headers nor an error in the "
			"OAI-PMH answer");
	if (o->token.full)
		return err_set(e, V_FAILED, "the resumptionToken is too long");
	return 0;
}

void
oai_free(struct oai *o)
{
	if (o->xml)
		(void)xml_close(o->xml, false, NULL);
	arena_free(&o->record.mem);
	buf_free(&o->message);
	buf_free(&o->token);
	free(o);
}

const char *
oai_error(const struct oai *o)
{
	return o->error;
}

const char *
oai_token(const struct oai *o)
{
	return buf_str(&o->token);
}

int64_t
oai_size(const struct oai *o)
{
	return o->size;
}

const char *
oai_fault(const struct oai *o)
{
	return o->xml ? xml_fault(o->xml) : NULL;
}
