/*
 * debug.c - what libcurl has to say, for -vvv, and what of it nobody shall see.
 *
 * A header that may hold a secret is shown by its name alone; a line of
 * libcurl's own words that may hold one (the address of a proxy with its
 * password, a header in HTTP/2's form) is left out whole. Both are told by what
 * they look like, so rather too much is hidden than too little. All else is
 * shown line by line and fit for a terminal.
 */
#include <ctype.h>
#include <strings.h>

#include "http_private.h"

/* Whether a word stands in the n bytes of s, in any case. */
static bool
has(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	for (; n >= len; s++, n--) {
		if (strncasecmp(s, word, len) == 0)
			return true;
	}
	return false;
}

static bool
has_any(const char *s, size_t n, const char *const *words)
{
	while (*words && !has(s, n, *words))
		words++;
	return *words != NULL;
}

/* Headers whose names have one of these in them carry a secret. */
static const char *const names[] = {"authorization", "authentication-info",
	"cookie", "token", "secret", "password", "session", "api-key", "apikey",
	"access-key", "auth-key", "signature", NULL};

/* libcurl's words with a header that we send, the user of a proxy, or the
 * variable that names it. */
static const char *const phrases[] = {"authorization:", "cookie", "token",
	"-key:", "proxy env variable", "with user '", "unsupported proxy", "@",
	NULL};

static bool
may_be_secret(const char *text, size_t n)
{
	return has_any(text, n, phrases);
}

/* The bytes of a header line that may be shown: up to its value, or to the name
 * and password in an address. */
static size_t
plain(const char *line, size_t n)
{
	const char *colon = memchr(line, ':', n), *address, *at;
	size_t name = colon ? (size_t)(colon - line) + 1 : 0;

	if (has_any(line, name, names))
		return name;
	for (address = line; (size_t)(address - line) + 3 < n; address++) {
		if (strncmp(address, "://", 3) != 0)
			continue;
		address += 3;
		at = memchr(address, '@', n - (size_t)(address - line));
		if (at && !memchr(address, '/', (size_t)(at - address)))
			return (size_t)(address - line);
	}
	return n;
}

static void
show_line(const char *mark, const char *line, size_t n, bool header)
{
	size_t shown;

	while (n && strchr("\r\n", line[n - 1]))
		n--;
	shown = header ? plain(line, n) : n;
	msg_note("%s %.*s%s", mark, (int)shown, line,
		shown < n ? " (not shown)" : "");
}

static int
on_debug(CURL *c, curl_infotype type, char *s, size_t n, void *arg)
{
	const char *mark = "*", *end = s + n;

	(void)c;
	(void)arg;
	if (type == CURLINFO_HEADER_IN)
		mark = "<";
	else if (type == CURLINFO_HEADER_OUT)
		mark = ">";
	else if (type != CURLINFO_TEXT)
		return 0;
	if (type == CURLINFO_TEXT && may_be_secret(s, n)) {
		msg_note("* (not shown)");
		return 0;
	}
	for (const char *line = s, *next; line < end; line = next) {
		next = memchr(line, '\n', (size_t)(end - line));
		next = next ? next + 1 : end;
		show_line(mark, line, (size_t)(next - line),
			type != CURLINFO_TEXT);
	}
	return 0;
}

void
debug_options(CURL *c)
{
	(void)curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_debug);
}

void
debug_hush(char *detail, CURLcode code)
{
	if (may_be_secret(detail, strlen(detail)))
		(void)snprintf(detail, CURL_ERROR_SIZE,
			"%s (its words may hold a password and are not shown: "
			"see https_proxy)",
			curl_easy_strerror(code));
}
