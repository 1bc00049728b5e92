/*
 * challenge.c - pages that want a browser, in place of what was asked for.
 *
 * They come with status 200 too (OpenReview and Cloudflare, 2026-09). Looked
 * for only where a source knew nothing on a page, so a paper about challenges
 * is never taken for one.
 */
#include <strings.h>

#include "cf.h"

/* What such pages say in their first few kilobytes. */
static const char *const marks[] = {
	"<title>Just a moment",
	"Attention Required! | Cloudflare",
	"/cdn-cgi/challenge-platform/",
	"cf-browser-verification",
	"Verifying your browser",
	"Checking your browser",
	"Making sure you&#39;re not a bot",
	"Making sure you're not a bot",
	"<title>Access Denied",
	"Incapsula incident",
	"captcha-delivery.com",
	"awswaf.com",
	"DDoS-Guard",
	"Please enable JS and disable any ad blocker",
	"<title>Radware",
};

void
challenge_note(struct challenge *c, const char *s, size_t n)
{
	size_t room = sizeof(c->head) - 1 - c->n;

	if (n > room)
		n = room;
	memcpy(c->head + c->n, s, n);
	c->n += n;
}

/* Bytes of a page may be NUL. */
static bool
holds(const struct challenge *c, const char *mark)
{
	size_t n = strlen(mark);

	for (size_t i = 0; i + n <= c->n; i++) {
		if (strncasecmp(c->head + i, mark, n) == 0)
			return true;
	}
	return false;
}

void
challenge_explain(const struct challenge *c, struct err *e)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (e && e->verdict == V_LAYOUT && holds(c, marks[i])) {
			err_set(e, V_BLOCKED,
				"a page came that wants a browser (it says "
				"'%s'): the site turns programs away",
				marks[i] + (*marks[i] == '<' ? 7 : 0));
			return;
		}
	}
}
