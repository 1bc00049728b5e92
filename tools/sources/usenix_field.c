/*
 * usenix_field.c - the fields of an article, in a programme or on its page.
 *
 * Each is a <div class="field field-name-field-NAME ..."> with divisions in it;
 * on the page its label may be one of them. What is known: paper-people-text,
 * paper-description and -description-long, the files (final-paper-pdf,
 * presentation-pdf, paper-slides-file...), bibtex-node, embed-video.
 */
#include "usenix.h"

static void
end_part(struct parser *p)
{
	const char *text = html_text(p->list.html);
	enum part part = p->part;

	p->part = IN_NOTHING;
	if (part == IN_ABSTRACT)
		usenix_abstract(p, text);
	else if (part == IN_BIBTEX)
		paper_bibtex(p->paper, text);
	else if (part == IN_LINK)
		usenix_link(p, text);
}

/* The field's name in a class "field-name-field-NAME". */
static const char *
field_class(const struct html_tag *t)
{
	static const char prefix[] = "field-name-field-";
	const char *s = strstr(t->classes, prefix);

	return s ? s + sizeof(prefix) - 1 : NULL;
}

static bool
in_people(const struct parser *p)
{
	return strcmp(p->field, "paper-people-text") == 0 ||
	       strcmp(p->field, "presented-by") == 0;
}

static bool
in_description(const struct parser *p)
{
	return strncmp(p->field, "paper-description", 17) == 0;
}

static void
begin_field(struct parser *p, const char *name)
{
	(void)snprintf(p->field, sizeof(p->field), "%.*s",
		(int)strcspn(name, " \t\r\n"), name);
	p->depth = 1;
	p->people = p->people || in_people(p);
}

/* From here on the text of an abstract; a label before it is forgotten. */
static void
begin_abstract(struct parser *p, const struct html_tag *t)
{
	usenix_part(p, IN_ABSTRACT, t);
	*p->until = '\0';
	p->text_depth = p->depth;
}

/* The end of the field, or of a division in it. */
static void
end_division(struct parser *p)
{
	if (p->part == IN_ABSTRACT && p->depth <= p->text_depth)
		end_part(p);
	if (p->depth > 0 && --p->depth > 0)
		return;
	if (in_people(p))
		usenix_people_end(p);
	*p->field = '\0';
}

static void
video(struct parser *p, const struct html_tag *t)
{
	const char *src = html_attr(t, "src");
	size_t n;

	if (!src || !url_resolve(&p->url, p->list.page->url, src))
		return;
	n = strcspn(p->url.s, "?");
	buf_cut(&p->url, n);
	paper_link(p->paper, "video", p->url.s);
}

bool
usenix_field_tag(struct parser *p, const struct html_tag *t)
{
	const char *name = t->end ? NULL : field_class(t);

	if (p->part != IN_NOTHING && html_is(t, p->until, true) &&
		!in_people(p))
		end_part(p);
	if (name && html_is(t, "div", false)) {
		begin_field(p, name);
		if (in_description(p))
			begin_abstract(p, t);
		return true;
	}
	if (html_class(t, "bibtex-text-entry") && !t->end) {
		usenix_part(p, IN_BIBTEX, t);
		p->depth += *p->field != '\0';
		return true;
	}
	if (html_is(t, "iframe", false) && strstr(t->classes, "media")) {
		video(p, t);
		return true;
	}
	if (!*p->field)
		return false;
	if (html_is(t, "div", false)) {
		p->depth++;
		if (in_description(p) && html_class(t, "field-item"))
			begin_abstract(p, t);
	} else if (html_is(t, "div", true)) {
		end_division(p);
	} else if (in_people(p)) {
		usenix_people_tag(p, t);
	} else if (!in_description(p) && html_is(t, "a", false) &&
		   usenix_follow(p, t)) {
		usenix_part(p, IN_LINK, t);
	}
	return true;
}
