/*
 * ijcai_scan.c - what a line of a scanned list is: names, the end of a title,
 * or something else. The lists do not say it, so it is told by the words.
 *
 * It is only asked where a line is not what it is everywhere else: then a line
 * of names has nothing but capitalized words and particles, and a title has
 * words like "of".
 */
#include <ctype.h>
#include <strings.h>

#include "ijcai.h"

static bool
is_one_of(struct span s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(words[i]) == s.n && strncmp(words[i], s.s, s.n) == 0)
			return true;
	return false;
}

/* Takes the first word off a line. */
static struct span
next_word(struct span *s)
{
	struct span word;

	*s = span_trim(s->s, s->n);
	word = (struct span){s->s, 0};
	while (word.n < s->n && word.s[word.n] != ' ')
		word.n++;
	*s = (struct span){s->s + word.n, s->n - word.n};
	return word;
}

bool
ijcai_is_names(struct span s)
{
	static const char *const particles[] = {"van", "von", "de", "der",
		"den", "du", "del", "della", "di", "da", "dos", "la", "le",
		"ten", "ter", "el", "al", "bin"};
	static const char *const marks[] = {"and", "&"};
	static const char *const others[] = {
		"From", "For", "Of", "With", "Using", "Towards"};
	size_t words = 0;

	ijcai_cut_leader(&s);
	if (s.n == 0)
		return false;
	while (s.n > 0) {
		struct span word = next_word(&s);

		if (is_one_of(word, marks, 2)) {
			words = 0;
			continue;
		}
		if (is_one_of(word, others, 6))
			return false;
		if (++words > 5 || memchr(word.s, ':', word.n) ||
			(!isupper((unsigned char)*word.s) &&
				!(*word.s & 0x80) &&
				!is_one_of(word, particles,
					sizeof(particles) /
						sizeof(particles[0]))))
			return false;
		if (word.n > 0 && word.s[word.n - 1] == ',')
			words = 0;
	}
	return true;
}

bool
ijcai_is_prose(struct span s)
{
	static const char *const common[] = {"of", "the", "a", "in", "for",
		"to", "with", "by", "from", "on", "using", "via", "an"};
	bool is_prose = false;

	if (s.n > 3 && strncmp(s.s, "by ", 3) == 0)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (isdigit((unsigned char)s.s[i]))
			return false;
	while (s.n > 0)
		if (is_one_of(next_word(&s), common,
			    sizeof(common) / sizeof(common[0])))
			is_prose = true;
	return is_prose;
}

static bool
is_institution(struct span s)
{
	static const char *const words[] = {"University", "Laboratory",
		"Laboratories", "Institute", "Center", "Corporation"};

	while (s.n > 0)
		if (is_one_of(next_word(&s), words,
			    sizeof(words) / sizeof(words[0])))
			return true;
	return false;
}

/* Cuts what is no part of a name off its end: "(Chair)", "et al". */
static struct span
cut_role(struct span s)
{
	static const char *const roles[] = {"(Chair)", "(Chmn.)", "(Chairman)",
		"(late addition)", "et al", "et al."};

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		size_t n = strlen(roles[i]);

		if (s.n > n && strncmp(s.s + s.n - n, roles[i], n) == 0 &&
			s.s[s.n - n - 1] == ' ')
			return span_trim(s.s, s.n - n);
	}
	return s;
}

void
ijcai_add_names(struct paper *paper, const char *s)
{
	struct buf names, place;

	buf_init(&names, LIMIT_FIELD);
	buf_init(&place, LIMIT_FIELD);
	s += strspn(s, " ");
	if (strncmp(s, "by ", 3) == 0 && !paper->authors)
		s += 3;
	for (; *s; s += strspn(s, ",")) {
		size_t n = strcspn(s, ",");
		struct span part = cut_role(span_trim(s, n));
		bool is_place = names.len > 0 && is_institution(part);
		struct buf *to = is_place ? &place : &names;

		if (to->len)
			buf_puts(to, ", ");
		buf_add(to, part.s, part.n);
		s += n;
	}
	list_authors(paper, buf_str(&names));
	for (struct author *a = paper->authors; a && place.len; a = a->next)
		paper_affiliation(paper, a, buf_str(&place));
	buf_free(&names);
	buf_free(&place);
}

void
ijcai_cut_item_number(struct span *s)
{
	size_t n = 0;

	while (n < s->n && n < 4 && isdigit((unsigned char)s->s[n]))
		n++;
	if (n == 0 || n > 3 || s->n < n + 3 || s->s[n] != ')' ||
		s->s[n + 1] != ' ')
		return;
	*s = span_trim(s->s + n + 1, s->n - n - 1);
}
