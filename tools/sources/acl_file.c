/*
 * acl_file.c - the outline of a data file of the ACL Anthology: which elements
 * are volumes, papers and their fields.
 *
 * Three forms are read: <collection> with <volume>, <meta> and <paper>; the
 * same without <url> (since 2026); and a <volume> of papers alone, whose ids
 * have four digits (until 2019). Front and back matter is no paper. An element
 * whose end tag is missing ends where the next of its kind begins.
 */
#include <strings.h>

#include "acl.h"

bool
acl_is_event(const struct acl *p)
{
	return *p->wanted == '@';
}

static bool
is_wanted(struct acl *p, const char *volume)
{
	int i;

	if (!*p->wanted || acl_is_event(p))
		return true;
	i = acl_index(p->wanted, volume);
	if (i >= 0)
		p->seen[i] = true;
	return i >= 0;
}

static void
copy(char *out, size_t size, const char *text)
{
	text += strspn(text, " \t\r\n");
	(void)snprintf(out, size, "%s", text);
}

static void
begin_volume(struct acl *p, const struct xml_tag *t)
{
	const char *id = xml_attr(t, "id"), *type = xml_attr(t, "type");

	p->volume = (struct acl_volume){
		.journal = type && strcmp(type, "journal") == 0};
	copy(p->volume.id, sizeof(p->volume.id), id ? id : "");
	p->volume.track = acl_track(p->collection, &p->volume);
	p->open = is_wanted(p, p->volume.id);
	p->place = p->open ? IN_VOLUME : IN_COLLECTION;
	p->place_depth = p->volume_depth = p->depth;
}

static void
take_meta(struct acl *p, const char *name, const char *text)
{
	struct acl_volume *v = &p->volume;

	if (strcmp(name, "booktitle") == 0)
		copy(v->title, sizeof(v->title), text);
	else if (strcmp(name, "year") == 0)
		copy(v->year, sizeof(v->year), text);
	else if (strcmp(name, "month") == 0)
		copy(v->month, sizeof(v->month), text);
	else if (strcmp(name, "journal-volume") == 0)
		copy(v->number, sizeof(v->number), text);
	else if (strcmp(name, "venue") == 0 && strcmp(text, "ws") == 0)
		v->workshop = true;
}

/* Kept until the end, so that a collection is asked for once. */
static void
take_colocated(struct acl *p, const char *volume)
{
	if (strlen(volume) < 2 * ACL_NAME && !strpbrk(volume, " \t\r\n;,"))
		buf_printf(&p->colocated, "%s ", volume);
}

/* --- papers --- */

/* The id of a paper, and whether it is one that is wanted. */
static bool
identify(struct acl *p, const char *id)
{
	char paper[ACL_NAME];

	copy(paper, sizeof(paper), id);
	if (p->flat) {
		p->volume = (struct acl_volume){.track = NULL};
		if (!acl_split(p->volume.id, paper, p->collection, id))
			*paper = '\0';
		else if (!is_wanted(p, p->volume.id))
			return false;
	}
	if (acl_id(p->id, sizeof(p->id), p->collection, p->volume.id, paper))
		return strcmp(paper, "0") != 0;
	(void)snprintf(
		p->id, sizeof(p->id), "%s-%s", p->collection, p->volume.id);
	acl_problem(p, "no-id", "a paper whose id is none");
	return false;
}

static void
begin_paper(struct acl *p, const struct xml_tag *t)
{
	const char *id = xml_attr(t, "id"), *type = xml_attr(t, "type");

	if (!identify(p, id ? id : "") ||
		(type && (strcmp(type, "backmatter") == 0 ||
				 strcmp(type, "frontmatter") == 0)))
		return;
	p->paper = paper_new();
	p->retracted = p->removed = false;
	buf_reset(&p->award);
	p->place = IN_PAPER;
	p->place_depth = p->depth;
}

static void
end_paper(struct acl *p)
{
	struct sink *sink = p->page->sink;
	struct paper *paper = p->paper;

	if (!paper)
		return;
	if (p->removed && !p->page->job->withdrawn) {
		paper_free(paper);
	} else if (!paper->text[P_TITLE]) {
		acl_problem(p, "no-title", "a paper without a title");
		paper_free(paper);
	} else if (p->page->purpose == FOR_COUNT) {
		p->items++;
		paper_free(paper);
	} else {
		if (p->flat)
			p->volume.track = acl_track(p->collection, &p->volume);
		acl_complete(p);
		p->items++;
		sink->paper(sink, paper);
		p->stop = sink->enough(sink);
	}
	p->paper = NULL;
}

static void
set(struct buf *b, const char *text)
{
	buf_reset(b);
	buf_puts(b, text ? text : "");
}

static void
begin_field(struct acl *p, const struct xml_tag *t)
{
	const char *href = xml_attr(t, "href"), *label = xml_attr(t, "type");
	const char *permission = xml_attr(t, "permission");

	if (!href)
		href = xml_attr(t, "url");
	if (permission && strcmp(permission, "false") == 0)
		href = NULL;
	if (!label)
		label = xml_attr(t, "id"); /* of a revision */
	set(&p->href, href);
	set(&p->label, label ? label : t->name);
	set(&p->orcid, xml_attr(t, "orcid"));
	set(&p->profile, xml_attr(t, "openreview"));
	buf_reset(&p->text);
	for (size_t i = 0; i < PARTS; i++)
		buf_reset(&p->part[i]);
	xml_mark(p->xml);
}

/* The text up to a tag inside of a field. Mathematics is between dollars in
 * all records. */
static void
inner_tag(struct acl *p, const struct xml_tag *t)
{
	static const char *const parts[PARTS] = {
		"first", "last", "suffix", "affiliation", "orcid"};
	const char *text = xml_text(p->xml);
	bool math = strcmp(t->name, "tex-math") == 0;

	for (size_t i = 0; i < PARTS && p->depth == p->place_depth + 2; i++) {
		if (xml_is(t, parts[i], true))
			set(&p->part[i], text);
	}
	buf_puts(&p->text, text);
	if (math && t->end && !*text && p->text.len &&
		p->text.s[p->text.len - 1] == '$')
		buf_cut(&p->text, p->text.len - 1);
	else if (math)
		buf_putc(&p->text, '$');
	else if (strcmp(t->name, "par") == 0)
		buf_putc(&p->text, ' ');
	xml_mark(p->xml);
}

static void
end_field(struct acl *p, const char *name)
{
	size_t n;

	buf_puts(&p->text, xml_text(p->xml));
	if (p->text.full) {
		acl_problem(p, "too-long", name);
		return;
	}
	for (n = p->text.len; n && strchr(" \t\r\n", p->text.s[n - 1]); n--)
		;
	buf_cut(&p->text, n);
	if (!acl_field(p, name) && p->flat)
		take_meta(p, name, buf_str(&p->text));
}

/* --- the outline --- */

static void
begin_root(struct acl *p, const struct xml_tag *t)
{
	const char *id = xml_attr(t, "id");

	p->html = strcasecmp(t->name, "html") == 0;
	p->flat = strcmp(t->name, "volume") == 0;
	if (!p->flat && strcmp(t->name, "collection") != 0)
		return;
	copy(p->collection, sizeof(p->collection), id ? id : "");
	p->place = IN_COLLECTION;
	p->place_depth = p->depth;
	p->open = p->flat;
}

/* Back to what the place is in. */
static void
leave(struct acl *p)
{
	if (p->place == IN_PAPER)
		end_paper(p);
	else if (p->place == IN_META)
		p->volume.track = acl_track(p->collection, &p->volume);
	if ((p->place == IN_PAPER && !p->flat) || p->place == IN_META)
		p->place = IN_VOLUME;
	else
		p->place = IN_COLLECTION;
	p->place_depth = p->place == IN_VOLUME ? p->volume_depth : 1;
}

static void
begin_tag(struct acl *p, const struct xml_tag *t)
{
	bool paper = xml_is(t, "paper", false);

	if (p->depth == 1) {
		begin_root(p, t);
		return;
	}
	if (p->place == IN_NOTHING)
		return;
	/* An element whose end tag is missing ends here. */
	if (p->place == IN_PAPER && paper)
		leave(p);
	if (xml_is(t, "volume", false) && xml_attr(t, "id") && !p->flat) {
		end_paper(p);
		begin_volume(p, t);
	} else if (xml_is(t, "event", false)) {
		const char *id = xml_attr(t, "id");

		if (acl_is_event(p) && id && strcmp(id, p->wanted + 1) == 0)
			p->place = IN_EVENT;
		p->place_depth = p->depth;
	} else if (p->place == IN_VOLUME && xml_is(t, "meta", false)) {
		p->place = IN_META;
		p->place_depth = p->depth;
	} else if (paper && p->open) {
		begin_paper(p, t);
	} else if (p->place == IN_PAPER && p->depth == p->place_depth + 1) {
		begin_field(p, t);
	} else if (p->place == IN_PAPER) {
		inner_tag(p, t);
	}
}

static void
end_tag(struct acl *p, const struct xml_tag *t)
{
	if (p->place == IN_NOTHING || p->depth < 2)
		return;
	if (p->depth == p->place_depth) {
		leave(p);
	} else if (p->place == IN_PAPER) {
		if (p->depth == p->place_depth + 1)
			end_field(p, t->name);
		else
			inner_tag(p, t);
	} else if (p->place == IN_META && p->depth == p->place_depth + 1) {
		take_meta(p, t->name, xml_text(p->xml));
	} else if (p->place == IN_EVENT && xml_is(t, "volume-id", true)) {
		take_colocated(p, xml_text(p->xml));
	}
}

void
acl_tag(void *ctx, struct xml *x, const struct xml_tag *t)
{
	struct acl *p = ctx;

	p->depth += !t->end;
	if (p->stop)
		;
	else if (t->end)
		end_tag(p, t);
	else
		begin_tag(p, t);
	p->depth -= t->end;
	/* Text is kept within a field only, and within its markup. */
	if (p->place != IN_PAPER &&
		!(p->place == IN_META && p->depth > p->place_depth + !t->end))
		xml_mark(x);
}
