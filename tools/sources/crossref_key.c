/*
 * crossref_key.c - which works a key of the registry asks for.
 *
 *	issn=1476-4687           a journal (several ISSN with commas)
 *	prefix=10.1145/3287560   DOIs that begin so; a publisher's is "10.1145"
 *	container=ICRA           a word or phrase of the container's title
 *	event=FAccT              the same of the event's name or acronym
 *	isbn=, member=, type=    filters of the API; type instead of journal and
 *	                         proceedings articles ("book-chapter")
 *	date=print, online       whose year is meant; else the earlier
 *	from=, until=            days instead of the year
 *	track=craft:681-695      pages that are a track, track=main all others
 *
 * Parts are joined with a semicolon and all must hold. The API's filters do
 * not know DOIs beyond the publisher nor exact titles (2026-10), so what it
 * sends is sifted here.
 */
#include <ctype.h>
#include <strings.h>

#include "crossref.h"

static void
words_add(struct crossref_key *k, struct crossref_words *w, const char *s,
	size_t n)
{
	while (n && *s == ' ')
		s++, n--;
	while (n && s[n - 1] == ' ')
		n--;
	if (n && w->n < CROSSREF_WORDS)
		w->s[w->n++] = arena_strndup(&k->mem, s, n);
}

/* Alternatives with commas between. */
static void
words_split(struct crossref_key *k, struct crossref_words *w, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, ",");

		words_add(k, w, s, n);
		s += n + (s[n] == ',');
	}
}

/* "craft:681-695,702" or "main". */
static int
track_read(struct crossref_key *k, const char *s, struct err *e)
{
	size_t n = strcspn(s, ":");
	const char *name = arena_strndup(&k->mem, s, n);
	char *end;

	if (s[n] != ':') {
		if (k->tracks < CROSSREF_WORDS)
			k->track[k->tracks++] =
				(struct crossref_track){.name = name};
		return 0;
	}
	for (s += n; *s; s = end) {
		struct crossref_track t = {.name = name};

		if (!isdigit((unsigned char)s[1]))
			return err_set(e, V_FAILED,
				"track '%s' wants pages, \"%s:681-695\"", name,
				name);
		t.first = t.last = strtoul(s + 1, &end, 10);
		if (*end == '-' && isdigit((unsigned char)end[1]))
			t.last = strtoul(end + 1, &end, 10);
		if (*end && *end != ',')
			return err_set(e, V_FAILED,
				"'%s' are no pages of track '%s'", s + 1, name);
		if (k->tracks < CROSSREF_WORDS)
			k->track[k->tracks++] = t;
	}
	return 0;
}

static bool
is_day(const char *s)
{
	return strlen(s) == 10 && strspn(s, "0123456789-") == 10 &&
	       s[4] == '-' && s[7] == '-';
}

static int
part_read(struct crossref_key *k, const char *name, const char *value,
	struct err *e)
{
	struct {
		const char *name;
		struct crossref_words *words;
	} lists[] = {{"issn", &k->issn}, {"prefix", &k->prefix},
		{"isbn", &k->isbn}, {"member", &k->member}, {"type", &k->type}};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (strcmp(name, lists[i].name) == 0) {
			words_split(k, lists[i].words, value);
			return 0;
		}
	}
	if (strcmp(name, "container") == 0)
		words_add(k, &k->container, value, strlen(value));
	else if (strcmp(name, "event") == 0)
		words_add(k, &k->event, value, strlen(value));
	else if (strcmp(name, "track") == 0)
		return track_read(k, value, e);
	else if (strcmp(name, "date") == 0 && strcmp(value, "print") == 0)
		k->date = "print-";
	else if (strcmp(name, "date") == 0 && strcmp(value, "online") == 0)
		k->date = "online-";
	else if (strcmp(name, "from") == 0 && is_day(value))
		k->from = arena_strdup(&k->mem, value);
	else if (strcmp(name, "until") == 0 && is_day(value))
		k->until = arena_strdup(&k->mem, value);
	else
		return err_set(e, V_FAILED,
			"'%s=%s' says nothing to crossref: it wants issn=, "
			"prefix=, container=, event=, isbn= or member=",
			name, value);
	return 0;
}

int
crossref_key_read(struct crossref_key *k, const char *key, struct err *e)
{
	struct buf name, value;
	int ret = 0;

	*k = (struct crossref_key){.date = ""};
	buf_init(&name, LIMIT_LINE);
	buf_init(&value, LIMIT_LINE);
	while (key && ret == 0 && key_next(&name, &value, &key))
		ret = part_read(k, buf_str(&name), buf_str(&value), e);
	k->any = k->issn.n || k->prefix.n || k->isbn.n || k->member.n ||
		 k->container.n || k->event.n;
	buf_free(&name);
	buf_free(&value);
	return ret;
}

void
crossref_key_free(struct crossref_key *k)
{
	arena_free(&k->mem);
}

bool
crossref_is_doi(const char *prefix)
{
	return strchr(prefix, '/') != NULL;
}

bool
crossref_is_exact(const struct crossref_key *k)
{
	for (size_t i = 0; i < k->prefix.n; i++) {
		if (crossref_is_doi(k->prefix.s[i]))
			return false;
	}
	return !k->container.n && !k->event.n;
}

/* --- sifting --- */

/* A prefix ends where a DOI's part ends: 10.1145/32875 is not the beginning of
 * 10.1145/3287560.1. */
static bool
doi_begins(const char *doi, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncasecmp(doi, prefix, n) == 0 &&
	       (!isalnum((unsigned char)prefix[n - 1]) || doi[n] == '/' ||
		       (crossref_is_doi(prefix) && doi[n] &&
			       !isalnum((unsigned char)doi[n])));
}

/* Whether a phrase stands in a text, as words: "CHI" is not in "Machines". */
static bool
has_phrase(const char *text, const char *phrase)
{
	size_t n = strlen(phrase);

	for (const char *s = text; *s; s++) {
		if (strncasecmp(s, phrase, n) == 0 &&
			(s == text || !isalnum((unsigned char)s[-1])) &&
			!isalnum((unsigned char)s[n]))
			return true;
	}
	return false;
}

/* A string, or one of the strings of an array. */
static bool
says(struct json value, const struct crossref_words *phrases)
{
	struct json_iter it = json_iter(value);
	struct json key, element;
	struct buf text;
	bool found = false;

	if (json_type(value) == JSON_ARRAY) {
		while (!found && json_next(&it, &key, &element))
			found = json_type(element) == JSON_STRING &&
				says(element, phrases);
		return found;
	}
	buf_init(&text, LIMIT_FIELD);
	text_of_json(&text, value);
	for (size_t i = 0; i < phrases->n && !found; i++)
		found = has_phrase(buf_str(&text), phrases->s[i]);
	buf_free(&text);
	return found;
}

static bool
has_prefix(const struct crossref_key *k, struct json work)
{
	struct buf doi;
	bool found = !k->prefix.n;

	buf_init(&doi, LIMIT_FIELD);
	crossref_doi(&doi, work);
	for (size_t i = 0; i < k->prefix.n && !found; i++)
		found = doi_begins(buf_str(&doi), k->prefix.s[i]);
	buf_free(&doi);
	return found;
}

static bool
has_type(const struct crossref_key *k, struct json work)
{
	struct json type = json_get(work, "type");

	if (json_type(type) != JSON_STRING)
		return true; /* not selected */
	for (size_t i = 0; i < k->type.n; i++) {
		if (json_is(type, k->type.s[i]))
			return true;
	}
	return !k->type.n && (json_is(type, "journal-article") ||
				     json_is(type, "proceedings-article"));
}

static bool
of_year(const struct crossref_key *k, struct json work, int year)
{
	int date[3];

	/* The DOI of a proceedings says which one it is; it may appear in
	 * the December before. */
	if (k->from || k->until)
		return true;
	for (size_t i = 0; i < k->prefix.n; i++) {
		if (crossref_is_doi(k->prefix.s[i]))
			return true;
	}
	return !crossref_date(date, work, crossref_dates(k)) || date[0] == year;
}

/* Proceedings have DOIs for their covers and committees; IEEE puts such titles
 * into brackets. What has authors is never taken for one. */
static bool
is_front_matter(struct json work)
{
	static const char *const words[] = {"abouttheauthors", "authorindex",
		"authorsindex", "backcover", "backmatter", "bookofabstracts",
		"committee", "committees", "conferencecommittee",
		"conferencecommittees", "conferenceorganization",
		"conferenceorganizers", "contents", "copyright",
		"copyrightnotice", "copyrightpage", "cover", "coverpage",
		"covers", "foreword", "frontcover", "frontmatter",
		"fullprogram", "halftitlepage", "index", "indexofauthors",
		"issueinformation", "listofreviewers", "masthead", "organizers",
		"organizingcommittee", "organizingcommittees", "preface",
		"program", "programcommittee", "reviewers", "reviewerlist",
		"sponsors", "steeringcommittee", "subjectindex",
		"tableofcontents", "technicalprogram",
		"technicalprogramcommittee", "titlepage"};
	struct json author = json_get(work, "author"), title, key;
	struct json_iter it = json_iter(author);
	struct buf text, plain;
	bool found = false;

	if (json_type(author) == JSON_ARRAY && json_next(&it, &key, &title))
		return false;
	it = json_iter(json_get(work, "title"));
	if (!json_next(&it, &key, &title))
		return false;
	buf_init(&text, LIMIT_FIELD);
	buf_init(&plain, LIMIT_FIELD);
	text_of_json(&text, title);
	if (text.len)
		text_clean(&text);
	if (text.len && text.s[0] == '[' && text.s[text.len - 1] == ']')
		found = true;
	text_key(&plain, buf_str(&text));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		found = found || strcmp(words[i], buf_str(&plain)) == 0;
	buf_free(&text);
	buf_free(&plain);
	return found;
}

bool
crossref_fits(const struct crossref_key *k, struct json work, int year)
{
	struct json event = json_get(work, "event");

	return has_prefix(k, work) && has_type(k, work) &&
	       of_year(k, work, year) &&
	       (!k->container.n ||
		       says(json_get(work, "container-title"), &k->container) ||
		       says(json_get(work, "short-container-title"),
			       &k->container)) &&
	       (!k->event.n || says(json_get(event, "name"), &k->event) ||
		       says(json_get(event, "acronym"), &k->event)) &&
	       !is_front_matter(work);
}

const char *
crossref_track(const struct crossref_key *k, const char *pages)
{
	const char *other = NULL;
	unsigned long first = pages && isdigit((unsigned char)*pages)
				      ? strtoul(pages, NULL, 10)
				      : 0;

	for (size_t i = 0; i < k->tracks; i++) {
		const struct crossref_track *t = &k->track[i];

		if (!t->first && !t->last)
			other = t->name;
		else if (first >= t->first && first <= t->last)
			return t->name;
	}
	return other;
}
