/*
 * guard.c - no redirect leads from a public host to this machine or into a
 * private network: what is there is not for the web to look at through us.
 *
 * An address of that kind that was asked for itself is fine, and so is one that
 * a connect-to rule or a proxy names: the first connection of a request goes
 * where its user wants it. What a redirect names is looked at as it is written
 * and as it resolves, when a connection is made and when one is used again.
 */
#include <arpa/inet.h>
#include <strings.h>
#include <sys/socket.h>

#include "http_private.h"

/* Not for everybody: RFC 6890, and what leads to no single host. */
static bool
private_v4(const unsigned char *a)
{
	return a[0] == 0 || a[0] == 10 || a[0] == 127 || a[0] >= 224 ||
	       (a[0] == 100 && (a[1] & 0xc0) == 64) ||
	       (a[0] == 169 && a[1] == 254) ||
	       (a[0] == 172 && (a[1] & 0xf0) == 16) ||
	       (a[0] == 192 && a[1] == 168) ||
	       (a[0] == 192 && a[1] == 0 && (a[2] == 0 || a[2] == 2)) ||
	       (a[0] == 198 && a[1] == 51 && a[2] == 100) ||
	       (a[0] == 203 && a[1] == 0 && a[2] == 113) ||
	       (a[0] == 198 && (a[1] & 0xfe) == 18);
}

/* An IPv4 address in one of IPv6 (mapped, compatible, NAT64, 6to4) counts as
 * what it is; ::1 and :: are compatible ones. */
static bool
private_v6(const unsigned char *a)
{
	static const unsigned char zero[12], mapped[2] = {0xff, 0xff},
					     nat64[12] = {0, 0x64, 0xff, 0x9b};
	/* A translator's own (RFC 8215), what is thrown away, examples. */
	static const unsigned char local[6] = {0, 0x64, 0xff, 0x9b, 0, 1},
				   nowhere[8] = {1},
				   example[4] = {0x20, 1, 0x0d, 0xb8};

	if (memcmp(a, zero, 12) == 0 || memcmp(a, nat64, 12) == 0 ||
		(memcmp(a, zero, 10) == 0 && memcmp(a + 10, mapped, 2) == 0))
		return private_v4(a + 12);
	if (a[0] == 0x20 && a[1] == 0x02)
		return private_v4(a + 2);
	return memcmp(a, local, 6) == 0 || memcmp(a, nowhere, 8) == 0 ||
	       memcmp(a, example, 4) == 0 || (a[0] & 0xfe) == 0xfc ||
	       a[0] == 0xff || (a[0] == 0xfe && (a[1] & 0x80) == 0x80);
}

/* Whether a host, as a URL or libcurl writes it, is a private address. A dot at
 * its end changes nothing. */
static bool
private_name(const char *host)
{
	char name[256];
	unsigned char a[16];
	bool bracket = *host == '[';
	size_t n;

	(void)snprintf(name, sizeof(name), "%.*s",
		(int)strcspn(host + bracket, "]%"), host + bracket);
	n = strlen(name);
	if (n && name[n - 1] == '.')
		name[--n] = '\0';
	if (n > 10 && strcasecmp(name + n - 10, ".localhost") == 0)
		return true;
	if (inet_pton(AF_INET, name, a) == 1)
		return private_v4(a);
	if (inet_pton(AF_INET6, name, a) == 1)
		return private_v6(a);
	return strcasecmp(name, "localhost") == 0;
}

/* Whether a connect-to rule leads to this address. */
static bool
asked_for(const struct http *h, const char *address)
{
	struct buf host;
	bool found = false;

	buf_init(&host, 128);
	(void)buf_printf(
		&host, strchr(address, ':') ? ":[%s]:" : ":%s:", address);
	for (const struct curl_slist *l = h->connect_to; l && !found;
		l = l->next)
		found = strstr(l->data, buf_str(&host)) ||
			(strstr(l->data, ":localhost:") &&
				private_name(address));
	buf_free(&host);
	return found;
}

/* Whether the environment names a proxy, so that an address may be that one's
 * and says nothing of the host. */
static bool
proxied(void)
{
	static const char *const names[] = {"http_proxy", "https_proxy",
		"HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *v = getenv(names[i]);

		if (v && *v)
			return true;
	}
	return false;
}

/* Whether the transfer may connect to an address. */
static bool
may_connect(struct transfer *t, const char *address)
{
	struct host *host = t->request->host;
	bool private = private_name(address) && !asked_for(t->http, address);
	char *url = NULL;
	long redirects = 0;
	struct buf name;

	(void)curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_COUNT, &redirects);
	if (redirects == 0) {
		host->inside = host->inside || private_name(host->name) ||
			       (private && !proxied());
		if (private)
			(void)snprintf(host->address, sizeof(host->address),
				"%s", address);
		return true;
	}
	private = private && strcmp(address, host->address) != 0;
	(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	buf_init(&name, LIMIT_URL);
	private = private ||
		  (url && url_host(&name, url) && private_name(buf_str(&name)));
	buf_free(&name);
	t->astray = private && !host->inside;
	return !t->astray;
}

static curl_socket_t
on_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	char text[INET6_ADDRSTRLEN] = "";
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	(void)purpose;
	if (a->family == AF_INET) {
		(void)memcpy(&v4, &a->addr, sizeof(v4));
		(void)inet_ntop(AF_INET, &v4.sin_addr, text, sizeof(text));
	} else if (a->family == AF_INET6) {
		(void)memcpy(&v6, &a->addr, sizeof(v6));
		(void)inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof(text));
	}
	if (!may_connect(arg, text))
		return CURL_SOCKET_BAD;
	return socket(a->family, a->socktype, a->protocol);
}

#if LIBCURL_VERSION_NUM >= 0x075000
static int
on_request(void *arg, char *to, char *from, int to_port, int from_port)
{
	struct transfer *t = arg;
	char *url = NULL;
	long redirects = 0;

	(void)from;
	(void)to_port;
	(void)from_port;
	if (!may_connect(t, to))
		return CURL_PREREQFUNC_ABORT;
	(void)curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_COUNT, &redirects);
	(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	if (redirects > 0 && url)
		(void)http_out_of_turn(t->http, url);
	return CURL_PREREQFUNC_OK;
}
#endif

void
guard_options(struct transfer *t)
{
	CURL *c = t->easy;

	(void)curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	(void)curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
#if LIBCURL_VERSION_NUM >= 0x075000
	(void)curl_easy_setopt(c, CURLOPT_PREREQFUNCTION, on_request);
	(void)curl_easy_setopt(c, CURLOPT_PREREQDATA, t);
#endif
}

int
guard_failure(const struct transfer *t, struct err *e)
{
	char *url = NULL;

	(void)curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	return err_set(e, V_FAILED,
		"'%s' leads to '%s', on this machine or in a private network: "
		"not followed",
		t->request->url, url ? url : "");
}
