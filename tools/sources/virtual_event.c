/*
 * virtual_event.c - from an event of a virtual site to a paper.
 *
 * Which events are papers of the conference is decided here: not what is
 * hidden, rejected or withdrawn, and not what came from another OpenReview
 * group than one of the conference's own tracks. An event's type and session
 * are no decision: they only say when somebody stands at a poster.
 */
#include <ctype.h>

#include "openreview.h"
#include "virtual.h"

/* The string of a member in the parser's scratch memory, or "". */
static const char *
member_text(struct programme *p, struct json object, const char *name)
{
	buf_reset(&p->scratch);
	json_text(&p->scratch, json_get(object, name));
	return buf_str(&p->scratch);
}

static void
set_plain(struct programme *p, struct paper *paper, enum paper_field f,
	struct json value)
{
	text_of_json(&p->scratch, value);
	paper_set(paper, f, buf_str(&p->scratch));
}

/* Whether a decision, in lower case, is that of a paper that was not accepted.
 */
static bool
is_refusal(const char *text)
{
	return strstr(text, "reject") || strstr(text, "withdr") ||
	       strstr(text, "invite") || strncmp(text, "not ", 4) == 0;
}

/* "Accept (poster)", "Accept (Oral)", "Accept: notable-top-25%", "Spotlight":
 * the word. False when the event is not of an accepted paper. */
static bool
read_decision(struct paper *paper, const char *text)
{
	static const char *const known[] = {"oral", "spotlight", "poster",
		"regular", "notable-top-5%", "notable-top-25%"};
	char lower[80], *word = lower;
	size_t n = 0;

	for (; text[n] && n + 1 < sizeof(lower); n++)
		lower[n] = (char)tolower((unsigned char)text[n]);
	lower[n] = '\0';
	if (is_refusal(lower))
		return false;
	if (strncmp(word, "accept", 6) == 0)
		word += 6 + strspn(word + 6, "ed");
	word += strspn(word, " (:");
	word[strcspn(word, ")")] = '\0';
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(word, known[i]) == 0)
			paper_set(paper, P_DECISION, word);
	}
	return true;
}

/* The track from the OpenReview group that the event was imported from. False
 * when the event is none of the conference's papers. Where no event has a
 * group the site does not say, and all are taken. */
static bool
read_track(struct programme *p, struct paper *paper, const char *sourceurl)
{
	const char *track;
	struct buf group;

	buf_init(&group, LIMIT_URL);
	if (strstr(sourceurl, "openreview.net/group"))
		(void)url_param(&group, sourceurl, "id");
	if (group.len) {
		p->grouped = true;
		track = openreview_after_year(group.s)
				? openreview_track(group.s)
				: "journal";
	} else {
		track = p->grouped ? "other" : NULL;
	}
	buf_free(&group);
	if (!track)
		return true;
	paper_set(paper, P_TRACK, track);
	return strcmp(track, "main") == 0 || strcmp(track, "position") == 0 ||
	       strcmp(track, "datasets-and-benchmarks") == 0;
}

/* What a link of an event tells: the forum, or the page in the proceedings.
 * Placeholders ("2026-Oral--placeholder") are longer than a forum's id. */
static void
read_link(struct paper *paper, const char *url)
{
	struct buf id;

	buf_init(&id, 64);
	if (strstr(url, "://openreview.net/") && url_param(&id, url, "id") &&
		id.len >= 5 && id.len <= 20 && !id.full &&
		id.s[strspn(id.s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz"
				  "0123456789-_")] == '\0')
		paper_id(paper, "openreview", id.s);
	else if (strstr(url, "://proceedings."))
		paper_link(paper, "proceedings", url);
	buf_free(&id);
}

static void
read_media(struct programme *p, struct paper *paper, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json key, medium;

	while (json_next(&it, &key, &medium))
		read_link(paper, member_text(p, medium, "uri"));
}

static void
read_authors(struct programme *p, struct paper *paper, struct json list)
{
	struct json_iter it = json_iter(list);
	struct json key, person;

	while (json_next(&it, &key, &person)) {
		bool bare = json_type(person) == JSON_STRING;
		struct author *a;

		text_of_json(&p->scratch,
			bare ? person : json_get(person, "fullname"));
		a = paper_author(paper, buf_str(&p->scratch));
		text_of_json(&p->scratch, json_get(person, "institution"));
		if (a && !bare)
			paper_affiliation(paper, a, buf_str(&p->scratch));
	}
}

static void
read_keywords(struct programme *p, struct paper *paper, struct json event)
{
	struct json_iter it = json_iter(json_get(event, "keywords"));
	struct json key, word;

	while (json_next(&it, &key, &word)) {
		text_of_json(&p->scratch, word);
		paper_keyword(paper, buf_str(&p->scratch));
	}
	text_of_json(&p->scratch, json_get(event, "topic"));
	paper_keyword(paper, buf_str(&p->scratch));
}

/* The id of the record, and that of the event, by which the abstracts of the
 * second file find their papers. */
static void
set_ids(struct programme *p, struct paper *paper, const char *event,
	const char *uid)
{
	char text[256];

	(void)snprintf(text, sizeof(text), "virtual:%s:%d:%s%s", p->name,
		p->year, *uid ? "" : "event:", *uid ? uid : event);
	paper_set(paper, P_ID, text);
	(void)snprintf(text, sizeof(text), "%s:%s", p->name, event);
	if (*event)
		paper_id(paper, "event", text);
}

static void
set_url(struct programme *p, struct paper *paper, const char *path)
{
	struct buf url;

	buf_init(&url, LIMIT_URL);
	if (*path && url_resolve(&url, p->page.url, path)) {
		paper_set(paper, P_URL, url.s);
		paper_link(paper, "virtual", url.s);
	}
	buf_free(&url);
}

/* Whether an event tells more of its paper than the events of the same uid
 * before it. Where the abstracts are in the second file each does: its number
 * may be the one that stands there. */
static bool
adds(struct programme *p, const struct paper *paper, const char *uid)
{
	uintptr_t know = 1, knew;
	void **slot;

	if (!*uid)
		return true;
	know |= paper->text[P_ABSTRACT] ? 2 : 0;
	know |= paper->text[P_DECISION] ? 4 : 0;
	know |= paper->text[P_PDF_URL] ? 8 : 0;
	know |= paper->authors ? 16 : 0;
	know |= paper_get_id(paper, "openreview") ? 32 : 0;
	for (const struct item *i = paper->links; i; i = i->next)
		know |= strcmp(i->key, "proceedings") == 0 ? 64 : 0;
	slot = table_put(&p->uids, uid, strlen(uid), NULL);
	knew = (uintptr_t)*slot;
	*slot = (void *)(knew | know);
	return !(knew & 2) || (know & ~knew);
}

static void
emit(struct programme *p, struct paper *paper)
{
	p->papers++;
	p->page.sink->paper(p->page.sink, paper);
}

void
virtual_event(struct programme *p, struct json event)
{
	struct paper *paper = paper_new();
	char uid[128], id[24];
	int64_t number;

	(void)snprintf(uid, sizeof(uid), "%s", member_text(p, event, "uid"));
	if (json_int(&number, json_get(event, "id")))
		(void)snprintf(id, sizeof(id), "%lld", (long long)number);
	else
		*id = '\0';
	set_plain(p, paper, P_TITLE, json_get(event, "name"));
	if (!paper->text[P_TITLE] || (!*id && !*uid) ||
		!read_decision(paper, member_text(p, event, "decision")) ||
		!read_track(p, paper, member_text(p, event, "sourceurl"))) {
		paper_free(paper);
		return;
	}
	set_ids(p, paper, id, uid);
	set_plain(p, paper, P_ABSTRACT, json_get(event, "abstract"));
	if (paper->text[P_ABSTRACT])
		p->abstracts++;
	set_url(p, paper, member_text(p, event, "virtualsite_url"));
	paper_set(paper, P_PDF_URL, member_text(p, event, "paper_pdf_url"));
	read_authors(p, paper, json_get(event, "authors"));
	read_keywords(p, paper, event);
	read_link(paper, member_text(p, event, "paper_url"));
	read_media(p, paper, json_get(event, "eventmedia"));
	if (adds(p, paper, uid))
		emit(p, paper);
	else
		paper_free(paper);
}

void
virtual_abstract(struct programme *p, const char *event, struct json value)
{
	struct paper *paper = paper_new();

	set_plain(p, paper, P_ABSTRACT, value);
	if (!paper->text[P_ABSTRACT]) {
		paper_free(paper);
		return;
	}
	p->abstracts++;
	set_ids(p, paper, event, "");
	emit(p, paper);
}

void
virtual_link(struct programme *p, const char *event, const char *href,
	const char *title)
{
	struct paper *paper = paper_new();

	paper_set(paper, P_TITLE, title);
	if (!paper->text[P_TITLE]) {
		paper_free(paper);
		return;
	}
	set_ids(p, paper, event, "");
	set_url(p, paper, href);
	emit(p, paper);
}
