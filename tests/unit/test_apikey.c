/*
 * test_apikey.c - which request carries which key, and what is never sent.
 */
#include "test.h"

#include "../../tools/cf.h"

static struct err e;

/* The header for a URL: "" when there is none, "(refused)" when it cannot be.
 */
static const char *
header(const char *url)
{
	static struct buf b;

	if (!b.max)
		buf_init(&b, 8192);
	return apikey_header(&b, url, &e) < 0 ? "(refused)" : buf_str(&b);
}

static void
test_hosts(void)
{
	check_str("no key, no header",
		header("https://api.openalex.org/works?a=1"), "");
	setenv("OPENALEX_API_KEY", "oa-key", 1);
	setenv("SEMANTIC_SCHOLAR_API_KEY", "s2-old", 1);
	setenv("CROSSREF_PLUS_API_TOKEN", "Bearer cr.token-1_2", 1);
	check_str("openalex", header("https://api.openalex.org/works?a=1"),
		"Authorization: Bearer oa-key");
	check_str("semanticscholar",
		header("https://api.semanticscholar.org/graph/v1/x"),
		"x-api-key: s2-old");
	setenv("S2_API_KEY", "s2-new", 1);
	check_str("the shorter name wins",
		header("https://api.semanticscholar.org/graph/v1/x"),
		"x-api-key: s2-new");
	check_str("crossref, with or without Bearer",
		header("https://api.crossref.org/works"),
		"Crossref-Plus-API-Token: Bearer cr.token-1_2");
	check_str("the host's case does not matter",
		header("https://API.OpenAlex.org/works"),
		"Authorization: Bearer oa-key");
}

static void
test_never(void)
{
	static const char *const urls[] = {"http://api.openalex.org/works",
		"https://openalex.org/",
		"https://api.openalex.org.evil.example/",
		"https://evil.example/api.openalex.org",
		"https://api.openalex.org@evil.example/",
		"https://evil.example/?https://api.openalex.org/",
		"ftp://api.openalex.org/", "api.openalex.org", ""};

	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		check_str(urls[i], header(urls[i]), "");
	setenv("OPENALEX_API_KEY", "two words", 1);
	check_str("a space is no key", header("https://api.openalex.org/"),
		"(refused)");
	check("the message names the variable",
		strstr(e.text, "OPENALEX_API_KEY") != NULL);
	check("and not what it holds", strstr(e.text, "two") == NULL);
	setenv("OPENALEX_API_KEY", "x\r\nEvil: 1", 1);
	check_str("no second header", header("https://api.openalex.org/"),
		"(refused)");
	setenv("OPENALEX_API_KEY", "", 1);
	check_str("an empty one is none", header("https://api.openalex.org/"),
		"");
	setenv("OPENALEX_API_KEY", "Bearer ", 1);
	check_str("nor is a bare Bearer", header("https://api.openalex.org/"),
		"");
}

static void
test_hint(void)
{
	struct buf b;

	buf_init(&b, 256);
	unsetenv("OPENALEX_API_KEY");
	check_int("a host with keys", apikey_hint(&b, "api.openalex.org"), 1);
	check_str("what to do", buf_str(&b),
		"set OPENALEX_API_KEY to a key from openalex.org/settings/api");
	setenv("OPENALEX_API_KEY", "secret", 1);
	check_int("with one", apikey_hint(&b, "api.openalex.org"), 1);
	check_str("what to look at", buf_str(&b),
		"is the key in OPENALEX_API_KEY good?");
	unsetenv("CROSSREF_PLUS_API_TOKEN");
	check_int("one that wants no key", apikey_hint(&b, "api.crossref.org"),
		0);
	setenv("CROSSREF_PLUS_API_TOKEN", "secret", 1);
	check_int("unless one is sent", apikey_hint(&b, "api.crossref.org"), 1);
	unsetenv("CROSSREF_PLUS_API_TOKEN");
	check_int("another host", apikey_hint(&b, "example.org"), 0);
	check_str("nothing", buf_str(&b), "");
	buf_free(&b);
}

int
main(void)
{
	static const char *const names[] = {"OPENALEX_API_KEY", "S2_API_KEY",
		"SEMANTIC_SCHOLAR_API_KEY", "CROSSREF_PLUS_API_TOKEN"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unsetenv(names[i]);
	test_hosts();
	test_never();
	test_hint();
	return test_end();
}
