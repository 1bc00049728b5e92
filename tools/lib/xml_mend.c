/*
 * xml_mend.c - makes XML of what is nearly XML, before the parser sees it.
 *
 * Templates that forget to escape leave "R&D" and "p < 0.05" in a text. The
 * parser would drop a bare "&" with what follows it, and give up the document
 * at a bare "<". Here an "&" that begins no reference becomes "&amp;", a "<"
 * that begins no tag "&lt;"; control characters that XML 1.0 forbids become
 * spaces. CDATA sections pass as they are. A "<" before a letter is taken for a
 * tag: nobody can tell. Where the document is UTF-8, or says nothing, a byte
 * that is not is taken for windows-1252: the parser would give up at some.
 *
 * For ASCII and what extends it: UTF-8, ISO 8859, windows-125x.
 */
#include <ctype.h>
#include <strings.h>
#include <utf8proc.h>

#include "text.h"
#include "xml_mend.h"

static const char cdata[] = "<![CDATA[";

struct out {
	char *s;
	size_t n;
};

static void
put(struct out *o, const char *s, size_t n)
{
	memcpy(o->s + o->n, s, n);
	o->n += n;
}

/* --- encoding --- */

/* Looks at the head of the document, up to its first ">". */
static void
declare(struct xml_mend *m, char c)
{
	const char *name;

	m->head[m->nhead++] = c;
	m->declared = c == '>' || m->nhead == sizeof(m->head) - 1;
	name = m->declared ? strstr(m->head, "encoding") : NULL;
	if (name) {
		name += 8 + strspn(name + 8, " \t\r\n=\"'");
		m->other = strncasecmp(name, "utf-8", 5) != 0 &&
			   strncasecmp(name, "utf8", 4) != 0 &&
			   strncasecmp(name, "us-ascii", 8) != 0;
	}
}

/* What there is of a character: as it is when it is one, else byte by byte. */
static void
end_sequence(struct xml_mend *m, struct out *o)
{
	utf8proc_int32_t c;
	size_t n = m->nsequence;

	m->nsequence = 0;
	if (utf8proc_iterate((const utf8proc_uint8_t *)m->sequence,
		    (utf8proc_ssize_t)n, &c) == (utf8proc_ssize_t)n) {
		put(o, m->sequence, n);
		return;
	}
	m->guessed = true;
	for (size_t i = 0; i < n; i++) {
		utf8proc_uint8_t s[4];
		uint32_t w = text_windows_1252((unsigned char)m->sequence[i]);

		put(o, (char *)s,
			(size_t)utf8proc_encode_char((utf8proc_int32_t)w, s));
	}
}

/* How many bytes a character has that begins with c; 1: it begins none. */
static size_t
length(unsigned char c)
{
	return c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 1;
}

/* A byte that is not ASCII. */
static void
sequence(struct xml_mend *m, struct out *o, char c)
{
	if (((unsigned char)c & 0xc0) != 0x80 && m->nsequence)
		end_sequence(m, o);
	m->sequence[m->nsequence++] = c;
	if (m->nsequence == length((unsigned char)*m->sequence))
		end_sequence(m, o);
}

/* --- markup --- */

/* What was held, its first character as a reference if it stands for itself. */
static void
release(struct xml_mend *m, struct out *o, bool itself)
{
	const char *name = *m->held == '&' ? "&amp;" : "&lt;";

	if (itself)
		put(o, name, strlen(name));
	put(o, m->held + itself, m->nheld - itself);
	m->nheld = 0;
}

/* Whether c may follow "<" in XML. */
static bool
begins_tag(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80 ||
	       (c && strchr("_:/!?", c));
}

/* Takes c behind what is held. False: c is not part of that, which has been
 * released. */
static bool
hold(struct xml_mend *m, struct out *o, char c)
{
	size_t n = m->nheld;
	bool goes_on;

	if (*m->held == '&')
		goes_on = isalnum((unsigned char)c) || (c == '#' && n == 1) ||
			  (c == ';' && n > 1);
	else
		goes_on = c == cdata[n];
	if (!goes_on || n == XML_MEND_HOLD) {
		release(m, o, *m->held == '&' || (n == 1 && !begins_tag(c)));
		return false;
	}
	m->held[m->nheld++] = c;
	if (*m->held == '<') {
		m->cdata = m->nheld == sizeof(cdata) - 1;
		m->brackets = 0;
	}
	if (c == ';' || m->cdata)
		release(m, o, false);
	return true;
}

static void
pass(struct xml_mend *m, struct out *o, char c)
{
	if ((unsigned char)c >= 0x80 && !m->other) {
		m->brackets = 0;
		sequence(m, o, c);
		return;
	}
	if (m->nsequence)
		end_sequence(m, o);
	if ((c == '&' || c == '<') && !m->cdata) {
		m->held[m->nheld++] = c;
		return;
	}
	if (m->cdata) {
		m->cdata = c != '>' || m->brackets < 2;
		m->brackets = c == ']' ? m->brackets + 1 : 0;
	}
	o->s[o->n++] =
		(unsigned char)c >= ' ' || (c && strchr("\t\n\r", c)) ? c : ' ';
}

/* The length of what needs no look at it: most of a document. */
static size_t
plain(const struct xml_mend *m, const char *s, size_t n)
{
	size_t i = 0;

	if (m->nheld || m->nsequence || m->cdata || !m->declared)
		return 0;
	while (i < n && s[i] >= ' ' && s[i] < 0x7f && s[i] != '&' &&
		s[i] != '<')
		i++;
	return i;
}

size_t
xml_mend(struct xml_mend *m, char *out, size_t size, const char *s, size_t n,
	size_t *used)
{
	const size_t most = size - XML_MEND_HOLD - 8;
	struct out o = {out, 0};
	size_t i = 0;

	while (i < n && o.n < most) {
		size_t k = plain(
			m, s + i, most - o.n < n - i ? most - o.n : n - i);

		put(&o, s + i, k);
		i += k;
		if (k > 0)
			continue;
		if (!m->declared)
			declare(m, s[i]);
		if (!m->nheld || !hold(m, &o, s[i]))
			pass(m, &o, s[i]);
		i++;
	}
	*used = i;
	return o.n;
}

size_t
xml_mend_end(struct xml_mend *m, char *out)
{
	struct out o = {out, 0};

	if (m->nsequence)
		end_sequence(m, &o);
	if (m->nheld)
		release(m, &o, *m->held == '&' || m->nheld == 1);
	return o.n;
}
