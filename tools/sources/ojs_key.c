/*
 * ojs_key.c - the registry's key of a journal.
 */
#include <ctype.h>

#include "ojs.h"

/* HOST/PATH into base and journal. The address of another OAI-PMH server may
 * stand there too; then its last part says so ("host/oai"). */
static bool
set_base(struct ojs_key *k, const char *s, size_t n)
{
	const char *scheme = "https://", *last;
	size_t start = 0, end = n;

	if (n > 7 && strncmp(s, "http://", 7) == 0)
		scheme = "http://";
	if (n > 8 && strncmp(s, scheme, strlen(scheme)) == 0)
		start = strlen(scheme);
	while (end > start && s[end - 1] == '/')
		end--;
	for (size_t i = start; i < end; i++) {
		if (!isalnum((unsigned char)s[i]) && !strchr("-._~/:+", s[i]))
			return false;
	}
	if (end - start < 3 || end - start > 400 || s[start] == '/' ||
		!memchr(s + start, '.', strcspn(s + start, "/ ")))
		return false;
	(void)snprintf(k->base, sizeof(k->base), "%s%.*s", scheme,
		(int)(end - start), s + start);
	last = strrchr(k->base, '/') + 1;
	if (strncmp(last, "oai", 3) == 0)
		return true;
	(void)snprintf(k->journal, sizeof(k->journal), "%.63s", last);
	(void)snprintf(k->base + strlen(k->base), 5, "/oai");
	return true;
}

static bool
set_word(struct ojs_key *k, const char *s, size_t n)
{
	char *end;
	long offset;

	if (n > 7 && strncmp(s, "tracks=", 7) == 0) {
		(void)snprintf(k->tracks, sizeof(k->tracks), ",%.*s,",
			(int)(n - 7), s + 7);
		return n - 7 + 3 <= sizeof(k->tracks);
	}
	if (n < 8 || strncmp(s, "volume", 6) != 0 ||
		(s[6] != '+' && s[6] != '-') || !isdigit((unsigned char)s[7]))
		return false;
	offset = strtol(s + 6, &end, 10);
	k->by_volume = true;
	k->offset = (int)offset;
	return end == s + n && offset > -9999 && offset < 9999;
}

int
ojs_key(struct ojs_key *out, const struct job *job, struct err *e)
{
	const char *s = job->key ? job->key : "";
	bool first = true;

	*out = (struct ojs_key){.journal = ""};
	for (s += strspn(s, " "); *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");

		if (first ? !set_base(out, s, n) : !set_word(out, s, n))
			return err_set(e, V_FAILED,
				"'%.*s' is not part of a key of ojs, such as "
				"'ojs.aaai.org/index.php/AAAI volume+1986 "
				"tracks=main'",
				n < 200 ? (int)n : 200, s);
		first = false;
		s += n;
	}
	if (first)
		return err_set(e, V_FAILED,
			"the ojs source needs the address of a journal as its "
			"key, such as ojs.aaai.org/index.php/AAAI");
	return 0;
}

bool
ojs_wants(const struct ojs_key *key, const char *track)
{
	size_t n = track ? strlen(track) : 0;

	if (!*key->tracks)
		return true;
	for (const char *s = key->tracks; n && (s = strchr(s, ',')); s++) {
		if (strncmp(s + 1, track, n) == 0 && s[1 + n] == ',')
			return true;
	}
	return false;
}
