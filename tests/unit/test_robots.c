/*
 * test_robots.c - robots.txt, as RFC 9309 reads it (lib/robots.c).
 */
#include <stdlib.h>

#include "lib/fetch.h"
#include "test.h"

#define HOST "https://a.example"

/* The rule of a robots.txt that closes a path to "cf", or "". */
static const char *
closed(const char *text, const char *path)
{
	static char out[256];
	struct robots *r = robots_parse(text, strlen(text), "cf");
	char url[4200];
	const char *rule;

	(void)snprintf(url, sizeof(url), HOST "%s", path);
	rule = robots_forbids(r, url);
	(void)snprintf(out, sizeof(out), "%s", rule ? rule : "");
	robots_free(r);
	return out;
}

static double
delay(const char *text)
{
	struct robots *r = robots_parse(text, strlen(text), "cf");
	double d = robots_delay(r);

	robots_free(r);
	return d;
}

static void
groups(void)
{
	static const char two[] = "User-agent: *\nDisallow: /all\n"
				  "User-agent: CF\nDisallow: /cf\n";

	check_str("nothing closes nothing", closed("", "/x"), "");
	check_str("everybody", closed("User-agent: *\nDisallow: /", "/x"), "/");
	check_str("our own group, in any case", closed(two, "/cf"), "/cf");
	check_str("goes before that of all", closed(two, "/all"), "");
	check_str("an empty one of ours opens all",
		closed("User-agent: *\nDisallow: /\nUser-agent: cf\n"
		       "Disallow:\n",
			"/x"),
		"");
	check_str("a version behind the name",
		closed("User-agent: cf/1.0\nDisallow: /", "/x"), "/");
	check_str("a longer name is another",
		closed("User-agent: cf-bot\nDisallow: /\n"
		       "User-agent: c\nDisallow: /",
			"/x"),
		"");
	check_str("one group, many names",
		closed("User-agent: a\nUser-agent: cf\nUser-agent: b\n"
		       "Disallow: /x",
			"/x"),
		"/x");
	check_str("groups of one name are one",
		closed("User-agent: cf\nDisallow: /x\n\nUser-agent: b\n"
		       "Disallow: /\n\nUser-agent: cf\nDisallow: /y",
			"/y"),
		"/y");
	check_str("a rule before any group is nobody's",
		closed("Disallow: /\nUser-agent: b\nDisallow: /", "/x"), "");
	check_str("an empty line ends no group",
		closed("User-agent: *\n\nDisallow: /x", "/x"), "/x");
	check_str("nor does a Sitemap",
		closed("User-agent: cf\nSitemap: https://a/s\nUser-agent: b\n"
		       "Disallow: /x",
			"/x"),
		"/x");
}

static void
lines(void)
{
	check_str("CRLF, CR and LF",
		closed("user-agent: *\r\ndisallow: /a\rDISALLOW: /b\n", "/b"),
		"/b");
	check_str("a byte order mark",
		closed("\xEF\xBB\xBFUser-agent: *\nDisallow: /x", "/x"), "/x");
	check_str("comments and spaces",
		closed("# all\n User-agent :\t* # us\n Disallow\t: /x # y\n",
			"/x"),
		"/x");
	check_str("what is no line of it",
		closed("<!DOCTYPE html>\nUser-agent\n: x\nUser-agent: *\n"
		       "Dissallow: /a\nDisallow: /x",
			"/x"),
		"/x");
	check_str(
		"a page of HTML", closed("<html><p>Disallow: /</p>", "/x"), "");
}

static void
rules(void)
{
#define ALL "User-agent: *\n"
	static const char both[] = ALL "Allow: /p\nDisallow: /\n"
				       "Disallow: /p/a\nAllow: /p/a/b\n";

	check_str("the longest decides: none", closed(both, "/q"), "/");
	check_str("allowed", closed(both, "/p/x"), "");
	check_str("closed", closed(both, "/p/abc"), "/p/a");
	check_str("allowed again", closed(both, "/p/a/b"), "");
	check_str("of two as long the one that allows",
		closed(ALL "Disallow: /p\nAllow: /p\n", "/p"), "");
	check_str("in any order", closed(ALL "Allow: /p\nDisallow: /p\n", "/p"),
		"");
	check_str("case counts", closed(ALL "Disallow: /P", "/p"), "");
	check_str("the query counts",
		closed(ALL "Disallow: /p?day=", "/p?day=all"), "/p?day=");
	check_str("the fragment does not", closed(ALL "Disallow: /*z$", "/y#z"),
		"");
	check_str("no path is /", closed(ALL "Disallow: /$", ""), "/$");
	check_str("nor is a query", closed(ALL "Disallow: /?", "?x"), "/?");
	check_str("robots.txt is always open",
		closed(ALL "Disallow: /", "/robots.txt"), "");
}

static void
wildcards(void)
{
	check_str("a star", closed(ALL "Disallow: /*.pdf", "/a/b.pdf?x"),
		"/*.pdf");
	check_str("the end", closed(ALL "Disallow: /*.pdf$", "/b.pdf"),
		"/*.pdf$");
	check_str(
		"not the end", closed(ALL "Disallow: /*.pdf$", "/b.pdf?x"), "");
	check_str("the end, behind the first that fits",
		closed(ALL "Disallow: /*.pdf$", "/a.pdf.pdf"), "/*.pdf$");
	check_str("several", closed(ALL "Disallow: /a*b*c$", "/a-b-b-c"),
		"/a*b*c$");
	check_str("parts do not overlap",
		closed(ALL "Disallow: /a*bc*cd$", "/abcd"), "");
	check_str("no star: the whole", closed(ALL "Disallow: /a$", "/ab"), "");
	check_str(
		"a star at the start", closed(ALL "Disallow: *x", "/ax"), "*x");
	check_str("a dollar inside is one",
		closed(ALL "Disallow: /a$b", "/a$bc"), "/a$b");
	check_str("a star that is meant",
		closed(ALL "Disallow: /a%2Ab", "/aXb"), "");
	check_str("a star in an address",
		closed(ALL "Disallow: /a%2ab", "/a*b"), "/a%2ab");
	check_str("a dollar that is meant",
		closed(ALL "Disallow: /a%24", "/a$b"), "/a%24");
}

static void
encoding(void)
{
	check_str("what needs no code", closed(ALL "Disallow: /%7Ejo", "/~jo/"),
		"/%7Ejo");
	check_str("the other way", closed(ALL "Disallow: /~jo", "/%7ejo"),
		"/~jo");
	check_str("what does", closed(ALL "Disallow: /a%2fb", "/a/b"), "");
	check_str("small and large digits",
		closed(ALL "Disallow: /a%2fb", "/a%2Fb"), "/a%2fb");
	check_str("UTF-8 as it is",
		closed(ALL "Disallow: /\u30c4", "/%E3%83%84"), "/\u30c4");
	check_str("UTF-8 in code",
		closed(ALL "Disallow: /%e3%83%84", "/\u30c4"), "/%e3%83%84");
	check_str("a percent sign alone",
		closed(ALL "Disallow: /a%zz", "/a%zz"), "/a%zz");
}

static void
delays(void)
{
	check("none", delay(ALL "Disallow: /") == 0);
	check("seconds", delay(ALL "Crawl-delay: 10") == 10);
	check("a part of one", delay(ALL "crawl-delay:0.5") == 0.5);
	check("the larger of two",
		delay(ALL "Crawl-delay: 3\nCrawl-delay: 2") == 3);
	check("of our group",
		delay(ALL "Crawl-delay: 9\nUser-agent: cf\nDisallow: /x") == 0);
	check("no number", delay(ALL "Crawl-delay: -1") == 0);
	check("nor this", delay(ALL "Crawl-delay: inf") == 0);
	check("for ever is less than a day",
		delay(ALL "Crawl-delay: 1e99") == 86000);
	check_str("it ends the names of a group",
		closed(ALL "Crawl-delay: 10\n\nUser-agent: b\nDisallow: /",
			"/x"),
		"");
}

/* A file of n bytes that ends in a rule. */
static const char *
long_file(size_t n, const char *rule)
{
	size_t len = strlen(rule);
	char *s = malloc(n + 1);
	const char *r;

	memset(s, '\n', n);
	memcpy(s, ALL, strlen(ALL));
	memcpy(s + n - len, rule, len + 1);
	r = closed(s, "/x");
	free(s);
	return r;
}

static void
bounds(void)
{
	static const char nul[] = ALL "Disallow: /a\0b\nDisallow: /x\0";
	struct robots *r = robots_parse(nul, sizeof(nul), "cf");
	char *stars = malloc(LIMIT_ROBOTS), *path = malloc(4001);

	check_str("500 KiB count", long_file(LIMIT_ROBOTS, "\nDisallow: /x"),
		"/x");
	check_str("a line that is cut does not",
		long_file(LIMIT_ROBOTS + 1, "\nDisallow: /xyz"), "");
	check_str("nor what follows",
		long_file(LIMIT_ROBOTS + 40, "\nDisallow: /x"), "");
	check("bytes that are none of a path",
		!robots_forbids(r, HOST "/a") && !robots_forbids(r, HOST "/x"));
	robots_free(r);
	memset(stars, '*', LIMIT_ROBOTS);
	memcpy(stars, ALL "Disallow: /", strlen(ALL) + 11);
	stars[LIMIT_ROBOTS - 2] = '!';
	stars[LIMIT_ROBOTS - 1] = '\0';
	memset(path, 'a', 4000);
	path[0] = '/';
	path[4000] = '\0';
	check_str("stars without end", closed(stars, path), "");
	free(stars);
	free(path);
}

int
main(void)
{
	groups();
	lines();
	rules();
	wildcards();
	encoding();
	delays();
	bounds();
	return test_end();
}
