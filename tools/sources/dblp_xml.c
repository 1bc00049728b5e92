/*
 * dblp_xml.c - records of dblp in XML: a release or a part of it (<dblp>), a
 * table of contents (<bht>, with a <r> around each record), a record alone.
 */
#include "dblp.h"

static const char *const records[] = {
	"article", "inproceedings", "incollection", NULL};
/* What else a release holds; no papers. */
static const char *const others[] = {"proceedings", "book", "phdthesis",
	"mastersthesis", "www", "person", "data", NULL};
static const char *const fields[] = {"author", "title", "pages", "year",
	"volume", "booktitle", "ee", "crossref", "url", "stream", NULL};

static bool
among(const char *const list[], const char *name)
{
	for (size_t i = 0; list[i]; i++) {
		if (strcmp(list[i], name) == 0)
			return true;
	}
	return false;
}

static void
keep(struct buf *b, const char *text)
{
	buf_reset(b);
	(void)buf_puts(b, text);
}

static void
take_field(struct parser *p, const char *name, const char *text)
{
	struct entry *e = &p->entry;

	if (strcmp(name, "author") == 0)
		entry_author(e, text, buf_str(&p->orcid));
	else if (strcmp(name, "title") == 0)
		entry_title(e, text);
	else if (strcmp(name, "pages") == 0)
		paper_set(e->paper, P_PAGES, text);
	else if (strcmp(name, "year") == 0)
		entry_year(e, text);
	else if (strcmp(name, "volume") == 0)
		paper_set(e->paper, P_VOLUME, text);
	else if (strcmp(name, "booktitle") == 0)
		entry_venue(e, text);
	else if (strcmp(name, "ee") == 0)
		entry_link(e, text);
	else if (strcmp(name, "crossref") == 0)
		keep(&e->crossref, text);
	else if (strcmp(name, "url") == 0)
		keep(&e->url, text);
	else if (strcmp(name, "stream") == 0)
		keep(&e->stream, text);
}

static void
begin_record(struct parser *p, const struct xml_tag *t)
{
	struct sink *sink = p->page->sink;

	if (p->entry.paper)
		sink->problem(sink, "record-open",
			p->entry.key.len ? p->entry.key.s
					 : "a record without a key");
	entry_begin(&p->entry, xml_attr(t, "key"), xml_attr(t, "publtype"));
	/* The heading above it: "Accept (Oral)". */
	entry_venue(&p->entry, buf_str(&p->heading));
}

void
dblp_xml_tag(void *ctx, struct xml *x, const struct xml_tag *t)
{
	struct parser *p = ctx;
	const char *orcid;

	if (p->stop)
		return;
	if (!p->begun && !t->end) {
		p->begun = true;
		p->challenge = strcmp(t->name, "html") == 0;
		p->known = strcmp(t->name, "dblp") == 0 ||
			   strcmp(t->name, "bht") == 0 ||
			   among(others, t->name) || among(records, t->name);
	}
	if (among(records, t->name)) {
		if (!t->end)
			begin_record(p, t);
		else
			entry_emit(p);
	} else if (among(others, t->name)) {
		entry_free(&p->entry);
	} else if (xml_is(t, "h2", true)) {
		keep(&p->heading, xml_text(x));
	} else if (xml_is(t, "h2", false)) {
		xml_mark(x);
	} else if (p->entry.paper && among(fields, t->name)) {
		if (t->end) {
			take_field(p, t->name, xml_text(x));
			return;
		}
		xml_mark(x);
		orcid = xml_attr(t, "orcid");
		keep(&p->orcid, orcid ? orcid : "");
	}
}
