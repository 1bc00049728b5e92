/*
 * robots.c - what a site asks of programs in its robots.txt: RFC 9309.
 *
 * The groups that name us count, all of them together; without one, those of
 * `*`. Of the rules that fit an address the longest decides, and of two as long
 * the one that allows. Crawl-delay is no part of the standard, but sites use
 * it; it counts as a rule of its group, as in "User-agent: *, Crawl-delay: 10,
 * User-agent: Other, Disallow: /", where the standard would join both groups
 * and close the site to everybody.
 *
 * Pure: bytes in, answers out. Any bytes do; a line that is none of these is
 * passed over, so a page of HTML in the place of a robots.txt forbids nothing.
 */
#include <ctype.h>
#include <strings.h>

#include "fetch.h"

#define BOM "\xEF\xBB\xBF"
#define DELAY_MAX 86000.0 /* seconds: less than the slowest throttle's day */

struct rule {
	char *words;	   /* as it is written, for people */
	struct buf match;  /* with one spelling of every character */
	bool allow, whole; /* whole: a $ was behind it */
};

struct rules {
	struct rule *list;
	size_t n, cap;
	double delay;
};

struct robots {
	struct rules ours, any;
	bool named; /* a group names us */
};

/* A line "key: value" without its comment, as it is read. */
struct line {
	const char *key, *value;
	size_t key_len, len;
};

/* The groups that the last user-agent lines began. */
struct group {
	bool ours, any;
	bool ruled; /* a rule has come: the next user-agent begins another */
};

static int
hex(unsigned char c)
{
	if (isdigit(c))
		return c - '0';
	c = (unsigned char)tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Appends a path with one spelling of every character: those that need no
 * percent-encoding without, all that is not ASCII with it. A star or a dollar
 * that is meant as such is encoded; in a rule `*` stays, for it has a meaning.
 */
static void
spell(struct buf *out, const char *s, size_t n, bool rule)
{
	static const char keep[] = "-._~/?#[]@!&'()+,;=:";

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		bool coded = c == '%' && n - i > 2 &&
			     hex((unsigned char)s[i + 1]) >= 0 &&
			     hex((unsigned char)s[i + 2]) >= 0;

		if (coded) {
			c = (unsigned char)(hex((unsigned char)s[i + 1]) * 16 +
					    hex((unsigned char)s[i + 2]));
			i += 2;
		}
		if ((c < 128 && isalnum(c)) || (c && strchr("-._~", c)) ||
			(!coded && c && strchr(keep, c)) ||
			(!coded && c == '*' && rule))
			(void)buf_putc(out, (char)c);
		else
			(void)buf_printf(out, "%%%02X", (unsigned)c);
	}
}

static void
rule_add(struct rules *r, bool allow, const char *s, size_t n)
{
	struct rule *rule;

	if (!n)
		return; /* "Disallow:" closes nothing */
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 8;
		r->list = xrealloc(r->list, r->cap * sizeof(*r->list));
	}
	rule = &r->list[r->n++];
	*rule = (struct rule){.allow = allow, .words = xstrndup(s, n)};
	rule->whole = s[n - 1] == '$';
	buf_init(&rule->match, 4 * LIMIT_ROBOTS);
	spell(&rule->match, s, n - rule->whole, true);
}

static void
delay_add(struct rules *r, const char *s, size_t n)
{
	char number[32];
	double delay;

	(void)snprintf(
		number, sizeof(number), "%.*s", (int)(n < 31 ? n : 31), s);
	delay = isdigit((unsigned char)*number) ? strtod(number, NULL) : 0;
	if (delay > DELAY_MAX)
		delay = DELAY_MAX;
	if (delay > r->delay)
		r->delay = delay;
}

static bool
is(const struct line *l, const char *key)
{
	return l->key_len == strlen(key) &&
	       strncasecmp(l->key, key, l->key_len) == 0;
}

/* Whether a user-agent line names this product: what follows a name, as a
 * version, does not count. */
static bool
names(const struct line *l, const char *agent)
{
	size_t n = 0;

	while (n < l->len && (isalpha((unsigned char)l->value[n]) ||
				     memchr("_-", l->value[n], 2)))
		n++;
	return n == strlen(agent) && strncasecmp(l->value, agent, n) == 0;
}

static void
line_take(struct robots *r, struct group *g, const struct line *l,
	const char *agent)
{
	bool allow = is(l, "allow"), delay = is(l, "crawl-delay");
	struct rules *to[] = {
		g->ours ? &r->ours : NULL, g->any ? &r->any : NULL};

	if (is(l, "user-agent")) {
		if (g->ruled)
			*g = (struct group){0};
		g->ours = g->ours || names(l, agent);
		g->any = g->any || (l->len == 1 && *l->value == '*');
		r->named = r->named || g->ours;
		return;
	}
	if (!allow && !delay && !is(l, "disallow"))
		return; /* a Sitemap may stand anywhere */
	g->ruled = true;
	for (size_t i = 0; i < 2; i++) {
		if (to[i] && delay)
			delay_add(to[i], l->value, l->len);
		else if (to[i])
			rule_add(to[i], allow, l->value, l->len);
	}
}

/* Takes space off both ends. */
static void
trim(const char **s, size_t *n)
{
	for (; *n && strchr(" \t", **s) && **s; (*n)--)
		(*s)++;
	while (*n && (*s)[*n - 1] && strchr(" \t", (*s)[*n - 1]))
		(*n)--;
}

static bool
line_read(struct line *l, const char *s, size_t n)
{
	const char *comment = memchr(s, '#', n), *colon;

	if (comment)
		n = (size_t)(comment - s);
	colon = memchr(s, ':', n);
	if (!colon)
		return false;
	l->key = s;
	l->key_len = (size_t)(colon - s);
	l->value = colon + 1;
	l->len = n - l->key_len - 1;
	trim(&l->key, &l->key_len);
	trim(&l->value, &l->len);
	return true;
}

struct robots *
robots_parse(const char *s, size_t n, const char *agent)
{
	struct robots *r = xcalloc(1, sizeof(*r));
	struct group g = {0};
	struct line l;
	size_t end;

	if (n > LIMIT_ROBOTS) { /* a line that is cut says something else */
		for (n = LIMIT_ROBOTS; n && !strchr("\r\n", s[n - 1]);)
			n--;
	}
	if (n >= 3 && memcmp(s, BOM, 3) == 0) {
		s += 3;
		n -= 3;
	}
	for (; n; s += end, n -= end) {
		for (end = 0; end < n && s[end] != '\n' && s[end] != '\r';)
			end++;
		if (line_read(&l, s, end))
			line_take(r, &g, &l, agent);
		end += end < n;
	}
	return r;
}

static void
rules_free(struct rules *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->list[i].words);
		buf_free(&r->list[i].match);
	}
	free(r->list);
}

void
robots_free(struct robots *r)
{
	if (!r)
		return;
	rules_free(&r->ours);
	rules_free(&r->any);
	free(r);
}

/* --- asking --- */

/* Whether the n bytes of word stand at s. */
static bool
at(const char *s, const char *word, size_t n)
{
	return strncmp(s, word, n) == 0;
}

/* Whether a rule fits a path: what is between two stars is looked for as early
 * as it may come, the last part of a rule with $ at the end. */
static bool
fits(const struct rule *r, const char *path)
{
	const char *p = buf_str(&r->match), *s = path;
	size_t n = strcspn(p, "*");

	if (!at(s, p, n))
		return false;
	for (s += n, p += n; *p; s += n, p += n) {
		p++;
		n = strcspn(p, "*");
		if (!p[n] && r->whole) {
			size_t left = strlen(s);

			return left >= n && at(s + left - n, p, n);
		}
		while (*s && !at(s, p, n))
			s++;
		if (!*s && n)
			return false;
	}
	return !r->whole || !*s;
}

/* The path and query of a URL, spelled as rules are. */
static void
path_of(struct buf *out, const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? p + 3 : url;
	p += strcspn(p, "/?#");
	if (*p != '/')
		(void)buf_putc(out, '/');
	spell(out, p, strcspn(p, "#"), false);
}

static const struct rules *
rules_of(const struct robots *r)
{
	return r->named ? &r->ours : &r->any;
}

const char *
robots_forbids(const struct robots *r, const char *url)
{
	const struct rules *rules = rules_of(r);
	const struct rule *best = NULL;
	struct buf path;

	buf_init(&path, 4 * LIMIT_URL);
	path_of(&path, url);
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *n = &rules->list[i];

		if ((!best ||
			    n->match.len + n->whole >
				    best->match.len + best->whole ||
			    (n->match.len + n->whole ==
					    best->match.len + best->whole &&
				    n->allow)) &&
			fits(n, buf_str(&path)))
			best = n;
	}
	if (strcmp(buf_str(&path), "/robots.txt") == 0)
		best = NULL;
	buf_free(&path);
	return best && !best->allow ? best->words : NULL;
}

double
robots_delay(const struct robots *r)
{
	return rules_of(r)->delay;
}
