/*
 * url.c - URLs: resolving, taking apart, encoding. libcurl's URL parser does
 * the work, so that what is parsed here is what libcurl will fetch.
 */
#include <ctype.h>
#include <curl/curl.h>

#include "cf.h"

/* How many bytes of s, up to a fragment, stand for themselves in a path and
 * query; 0 when a dot segment or anything unusual is among them. */
static size_t
plain_path(const char *s)
{
	size_t n =
		strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			  "0123456789-_.~/?=&,;:@!+%");

	for (const char *p = s; p < s + n; p++) {
		if (p[0] == '/' && (p[1] == '.' || p[1] == '/'))
			return 0;
	}
	return *s == '/' && (!s[n] || s[n] == '#') ? n : 0;
}

/* Length of "https://host" at the start of a URL, 0 when it is not that. */
static size_t
plain_origin(const char *url)
{
	size_t scheme = strncmp(url, "https://", 8) == 0  ? 8
			: strncmp(url, "http://", 7) == 0 ? 7
							  : 0;
	size_t host = scheme ? strspn(url + scheme,
				       "abcdefghijklmnopqrstuvwxyz0123456789.-")
			     : 0;

	return host && url[scheme + host] == '/' ? scheme + host : 0;
}

/* Nearly every link of a list is one of two plain forms, and a list has
 * thousands: those need no parser. */
static bool
resolve_plain(struct buf *out, const char *base, const char *ref)
{
	size_t origin = plain_origin(ref), n;

	if (origin)
		base = ref;
	else if (base)
		origin = plain_origin(base);
	n = origin ? plain_path(base == ref ? ref + origin : ref) : 0;
	if (!n || origin + n >= LIMIT_URL)
		return false;
	buf_add(out, base, origin);
	return buf_add(out, base == ref ? ref + origin : ref, n);
}

bool
url_resolve(struct buf *out, const char *base, const char *ref)
{
	CURLU *u;
	char *text = NULL;
	bool good = false;

	buf_reset(out);
	if (resolve_plain(out, base, ref))
		return true;
	u = curl_url();
	if (!u)
		return false;
	if (base && curl_url_set(u, CURLUPART_URL, base, 0) != CURLUE_OK)
		goto end;
	if (*ref && curl_url_set(u, CURLUPART_URL, ref, CURLU_URLENCODE) !=
			    CURLUE_OK)
		goto end;
	(void)curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
	if (curl_url_get(u, CURLUPART_URL, &text, 0) != CURLUE_OK)
		goto end;
	good = (strncmp(text, "http://", 7) == 0 ||
		       strncmp(text, "https://", 8) == 0) &&
	       strlen(text) < LIMIT_URL && buf_puts(out, text);
end:
	curl_free(text);
	curl_url_cleanup(u);
	return good;
}

bool
url_host(struct buf *out, const char *url)
{
	size_t origin = plain_origin(url);
	char *text = NULL;
	bool good = false;
	CURLU *u;

	buf_reset(out);
	if (origin) {
		const char *host = strstr(url, "://") + 3;

		return buf_add(out, host, origin - (size_t)(host - url));
	}
	u = curl_url();
	if (u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
		curl_url_get(u, CURLUPART_HOST, &text, 0) == CURLUE_OK) {
		for (char *p = text; *p; p++)
			buf_putc(out, (char)tolower((unsigned char)*p));
		good = out->len > 0;
	}
	curl_free(text);
	curl_url_cleanup(u);
	return good;
}

const char *
url_path(const char *url)
{
	const char *p = strstr(url, "://");

	p = p ? p + 3 : url;
	p += strcspn(p, "/?#");
	return *p == '/' ? p : "/";
}

void
url_encode(struct buf *out, const char *s, const char *keep)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (isalnum(c) || strchr("-._~", c) || strchr(keep, c)) {
			buf_putc(out, (char)c);
		} else {
			char e[3] = {'%', hex[c >> 4], hex[c & 15]};

			buf_add(out, e, 3);
		}
	}
}

static int
hex_digit(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
url_param(struct buf *out, const char *url, const char *name)
{
	size_t n = strlen(name);
	const char *p = strchr(url, '?');

	buf_reset(out);
	for (; p; p = strchr(p, '&')) {
		p++;
		if (strncmp(p, name, n) == 0 && p[n] == '=')
			break;
	}
	if (!p)
		return false;
	for (p += n + 1; *p && *p != '&' && *p != '#'; p++) {
		int hi = *p == '%' ? hex_digit((unsigned char)p[1]) : -1;
		int lo = hi >= 0 ? hex_digit((unsigned char)p[2]) : -1;

		if (lo >= 0) {
			buf_putc(out, (char)(hi * 16 + lo));
			p += 2;
		} else {
			buf_putc(out, *p == '+' ? ' ' : *p);
		}
	}
	return true;
}

/* Where the parameter stands in url, after its '?' or '&', or NULL. */
static const char *
find_param(const char *url, const char *end, const char *name)
{
	size_t n = strlen(name);
	const char *p = memchr(url, '?', (size_t)(end - url));

	while (p) {
		p++;
		if (strncmp(p, name, n) == 0 && p[n] == '=')
			return p;
		p = memchr(p, '&', (size_t)(end - p));
	}
	return NULL;
}

void
url_with_param(
	struct buf *out, const char *url, const char *name, const char *value)
{
	const char *end = url + strcspn(url, "#");
	const char *at = find_param(url, end, name), *rest = end;

	if (at) {
		rest = at + strcspn(at, "&#");
		/* What is taken out takes one separator along. */
		if (!value && *rest == '&')
			rest++;
		else if (!value)
			at--;
		buf_add(out, url, (size_t)(at - url));
	} else {
		buf_add(out, url, (size_t)(end - url));
		if (value)
			buf_putc(out, memchr(url, '?', (size_t)(end - url))
					      ? '&'
					      : '?');
	}
	if (value) {
		buf_printf(out, "%s=", name);
		url_encode(out, value, "");
	}
	buf_add(out, rest, (size_t)(end - rest));
}
