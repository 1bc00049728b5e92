/*
 * acl_key.c - the names of the ACL Anthology: what a job's key asks for, and
 * what a paper is called.
 *
 * A key is a list, with ";" or spaces between, of
 *
 *	2022.acl		a collection: all volumes of its file
 *	2022.acl:long,short	some of its volumes
 *	2022.acl-long, P19-1	one volume, as the Anthology names it
 *	acl-2022		an event: its own collection, and the volumes of
 *				others that were held with it, as its file says
 *
 * Each collection is one request; the volumes that are wanted of it are in the
 * fragment of the URL, "@acl-2022" for an event, "!" for what may be missing.
 * Nothing is known here but names: whether there is such a collection or
 * volume, the file tells.
 */
#include <ctype.h>

#include "acl.h"

#define FILES                                                                  \
	"https://raw.githubusercontent.com/acl-org/acl-anthology/master/"      \
	"data/xml/"

static const char digits[] = "0123456789";
static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789";

/* --- collections and volumes --- */

/* The length of a collection's name, "2022.acl" or "P19", at the start of s, or
 * 0. Source: python/acl_anthology/utils/ids.py of the Anthology (2026-11). */
static size_t
collection_length(const char *s)
{
	size_t n = strspn(s, digits);

	if (n == 4 && s[4] == '.' && strspn(s + 5, plain) > 0) {
		n = 5 + strspn(s + 5, plain);
		return n < ACL_NAME ? n : 0;
	}
	return n == 0 && isupper((unsigned char)*s) &&
			       strspn(s + 1, digits) == 2
		       ? 3
		       : 0;
}

/* A volume "05" is the file's "5". */
static const char *
without_zeros(const char *s)
{
	while (*s == '0' && isdigit((unsigned char)s[1]))
		s++;
	return s;
}

static bool
is_volume(const char *s, size_t n)
{
	return n > 0 && n < ACL_NAME && strspn(s, plain) >= n;
}

/* Whether s is a list of at most ACL_VOLUMES volumes. */
static bool
is_list(const char *s)
{
	for (size_t i = 0; i < ACL_VOLUMES; i++) {
		size_t n = strcspn(s, ",");

		if (!is_volume(s, n))
			return false;
		if (s[n] == '\0')
			return true;
		s += n + 1;
	}
	return false;
}

void
acl_at(char out[ACL_NAME], const char *list, size_t i)
{
	for (; i > 0 && *list; i--) {
		list += strcspn(list, ",");
		list += *list == ',';
	}
	(void)snprintf(out, ACL_NAME, "%.*s", (int)strcspn(list, ","), list);
}

int
acl_index(const char *list, const char *volume)
{
	char name[ACL_NAME];

	for (int i = 0; i < ACL_VOLUMES; i++) {
		acl_at(name, list, (size_t)i);
		if (!*name)
			return -1;
		if (strcmp(without_zeros(name), without_zeros(volume)) == 0)
			return i;
	}
	return -1;
}

/* --- from a key to requests --- */

static void
file_url(struct buf *out, const char *collection, size_t n, const char *note)
{
	buf_init(out, LIMIT_URL);
	buf_printf(out, FILES "%.*s.xml%s%s", (int)n, collection,
		*note ? "#" : "", note);
}

static void
ask(struct sink *sink, enum purpose purpose, const char *collection, size_t n,
	const char *note)
{
	struct buf url;

	if (!sink)
		return;
	file_url(&url, collection, n, note);
	sink->request(sink, purpose, buf_str(&url), NULL);
	buf_free(&url);
}

/* The length of the venue in "acl-2022", or 0. */
static size_t
event_length(const char *name)
{
	size_t n = strspn(name, plain);

	return is_volume(name, n) && n + 6 <= ACL_NAME && name[n] == '-' &&
			       strspn(name + n + 1, digits) == 4 &&
			       name[n + 5] == '\0'
		       ? n
		       : 0;
}

/* The collection of an event's letter, D18 of emnlp-2018, into out. */
static bool
event_letter(char out[ACL_NAME], const char *event)
{
	char venue[ACL_NAME];
	size_t n = event_length(event);
	struct buf key;
	bool known;

	(void)snprintf(venue, sizeof(venue), "%.*s", (int)n, event);
	buf_init(&key, ACL_NAME);
	known = n > 0 &&
		acl_default_key(
			&key, venue, (int)strtol(event + n + 1, NULL, 10)) &&
		isupper((unsigned char)*key.s);
	(void)snprintf(out, ACL_NAME, "%s", known ? key.s : "");
	buf_free(&key);
	return known;
}

/* Most events have a file, 2018.acl.xml, of older years without a volume. The
 * others are with their collection. */
static bool
ask_event(struct sink *sink, enum purpose purpose, const char *name)
{
	char collection[ACL_NAME + 8], letter[ACL_NAME], note[ACL_NAME + 8];
	size_t n = event_length(name);
	struct buf url, old;

	if (n == 0)
		return false;
	if (!sink)
		return true;
	(void)snprintf(collection, sizeof(collection), "%.4s.%.*s",
		name + n + 1, (int)n, name);
	(void)snprintf(note, sizeof(note), "@%.40s", name);
	file_url(&url, collection, strlen(collection), note);
	(void)event_letter(letter, name);
	file_url(&old, letter, strlen(letter), note);
	sink->request(
		sink, purpose, buf_str(&url), *letter ? buf_str(&old) : NULL);
	buf_free(&url);
	buf_free(&old);
	return true;
}

bool
acl_ask_letter(char letter[ACL_NAME], struct sink *sink, enum purpose purpose,
	const char *event)
{
	if (!event_letter(letter, event))
		return false;
	ask(sink, purpose, letter, strlen(letter), "!");
	return true;
}

static bool
ask_word(struct sink *sink, enum purpose purpose, const char *word)
{
	size_t n = collection_length(word);

	if (n == 0)
		return ask_event(sink, purpose, word);
	if (word[n] == '\0')
		ask(sink, purpose, word, n, "");
	else if ((word[n] == ':' && is_list(word + n + 1)) ||
		 (word[n] == '-' &&
			 is_volume(word + n + 1, strlen(word + n + 1))))
		ask(sink, purpose, word, n, word + n + 1);
	else
		return false;
	return true;
}

/* Without a sink: only looks whether all words are good. */
static int
ask_words(
	struct sink *sink, enum purpose purpose, const char *key, struct err *e)
{
	static const char gap[] = "; \t";
	struct buf word;
	size_t words = 0;
	bool good = true;

	buf_init(&word, LIMIT_URL);
	for (key += strspn(key, gap); *key && good; key += strspn(key, gap)) {
		size_t n = strcspn(key, gap);

		buf_reset(&word);
		/* "2022.acl, 2022.findings" */
		buf_add(&word, key, n - (key[n - 1] == ','));
		good = ask_word(sink, purpose, buf_str(&word));
		key += n;
		words++;
	}
	good = good && words > 0;
	if (!good)
		(void)err_set(e, V_FAILED,
			"'%.100s' names nothing in the ACL Anthology (like "
			"2022.acl:long,short, P19:1, or the event acl-2022)",
			buf_str(&word));
	buf_free(&word);
	return good ? 0 : -1;
}

int
acl_ask(struct sink *sink, enum purpose purpose, const char *key, struct err *e)
{
	if (ask_words(NULL, purpose, key, e) < 0)
		return -1;
	return ask_words(sink, purpose, key, e);
}

bool
acl_default_key(struct buf *out, const char *venue, int year)
{
	/* The letters that venues had until 2019. Source: <venue> in the
	 * files of those years (2024-08). */
	static const struct {
		const char *venue;
		char letter;
	} letters[] = {{"acl", 'P'}, {"anlp", 'A'}, {"cl", 'J'},
		{"coling", 'C'}, {"conll", 'K'}, {"eacl", 'E'}, {"emnlp", 'D'},
		{"hlt", 'H'}, {"ijcnlp", 'I'}, {"lrec", 'L'}, {"muc", 'M'},
		{"naacl", 'N'}, {"paclic", 'Y'}, {"ranlp", 'R'},
		{"rocling", 'O'}, {"semeval", 'S'}, {"tacl", 'Q'},
		{"alta", 'U'}, {"ws", 'W'}};

	if (!venue || !is_volume(venue, strlen(venue)))
		return false;
	if (year >= 2020)
		return buf_printf(out, "%d.%s", year, venue);
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		if (strcmp(letters[i].venue, venue) == 0 && year >= 1960)
			return buf_printf(
				out, "%c%02d", letters[i].letter, year % 100);
	}
	return false;
}

int
acl_year(const char *collection)
{
	int n;

	if (collection_length(collection) == 0)
		return 0;
	n = (int)strtol(collection + (isupper((unsigned char)*collection) != 0),
		NULL, 10);
	return n >= 100 ? n : n >= 60 ? 1900 + n : 2000 + n;
}

/* --- the names of papers --- */

/* Until 2019 an id has four digits. Workshops take two of them for the volume,
 * the others one. Source: as above. */
static bool
two_digits(const char *collection, int volume)
{
	return *collection == 'W' || strcmp(collection, "C69") == 0 ||
	       (strcmp(collection, "D19") == 0 && volume >= 5);
}

static bool
number(int *out, const char *s)
{
	size_t n = strspn(s, digits);

	if (n == 0 || n > 4 || s[n] != '\0')
		return false;
	*out = (int)strtol(s, NULL, 10);
	return true;
}

bool
acl_id(char *out, size_t size, const char *collection, const char *volume,
	const char *paper)
{
	int v, n;

	if (isdigit((unsigned char)*collection)) {
		if (!is_volume(volume, strlen(volume)) ||
			!is_volume(paper, strlen(paper)))
			return false;
		(void)snprintf(
			out, size, "%s-%s.%s", collection, volume, paper);
		return true;
	}
	if (!number(&v, volume) || !number(&n, paper))
		return false;
	if (two_digits(collection, v))
		(void)snprintf(out, size, "%s-%02d%02d", collection, v, n);
	else
		(void)snprintf(out, size, "%s-%d%03d", collection, v, n);
	return true;
}

bool
acl_split(char volume[ACL_NAME], char paper[ACL_NAME], const char *collection,
	const char *id)
{
	size_t n = two_digits(collection, *id - '0') ? 2 : 1;

	if (strlen(id) != 4 || strspn(id, digits) != 4)
		return false;
	(void)snprintf(volume, ACL_NAME, "%.*s", (int)n, id);
	(void)snprintf(paper, ACL_NAME, "%s", id + n);
	(void)memmove(volume, without_zeros(volume),
		strlen(without_zeros(volume)) + 1);
	(void)memmove(
		paper, without_zeros(paper), strlen(without_zeros(paper)) + 1);
	return true;
}
