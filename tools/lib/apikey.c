/*
 * apikey.c - the keys that users have for bibliographic APIs.
 *
 * A key comes from the environment and goes out as a header of a request to its
 * own host, over https only. It is in no URL, so it is in no log, no cache and
 * no error message; what cannot be a header is refused, not sent. The hosts
 * take headers (OpenAlex documents the URL, its front door reads Authorization
 * first; read 2026-08-21).
 */
#include "cf.h"

#define KEY_MAX 4096 /* Crossref's are signed tokens of some hundred bytes */

static const struct api {
	const char *host;
	const char *names[3]; /* of the variables, the first that is set wins */
	const char *header;
	const char *where; /* to get one; NULL: it is never needed */
} apis[] = {
	{"api.openalex.org", {"OPENALEX_API_KEY", NULL, NULL},
		"Authorization: Bearer ", "openalex.org/settings/api"},
	{"api.semanticscholar.org",
		{"S2_API_KEY", "SEMANTIC_SCHOLAR_API_KEY", NULL},
		"x-api-key: ", "semanticscholar.org/product/api"},
	{"api.crossref.org", {"CROSSREF_PLUS_API_TOKEN", NULL, NULL},
		"Crossref-Plus-API-Token: Bearer ", NULL},
};

static const struct api *
find(const char *host)
{
	for (size_t i = 0; i < sizeof(apis) / sizeof(apis[0]); i++) {
		if (strcmp(apis[i].host, host) == 0)
			return &apis[i];
	}
	return NULL;
}

/* The variable that holds a key, NULL when none does. */
static const char *
variable(const struct api *api)
{
	for (size_t i = 0; api->names[i]; i++) {
		const char *value = getenv(api->names[i]);

		if (value && *value)
			return api->names[i];
	}
	return NULL;
}

int
apikey_header(struct buf *line, const char *url, struct err *e)
{
	const struct api *api;
	const char *name, *key;
	struct buf host;

	buf_reset(line);
	buf_init(&host, LIMIT_URL);
	api = strncmp(url, "https://", 8) == 0 && url_host(&host, url)
		      ? find(buf_str(&host))
		      : NULL;
	buf_free(&host);
	name = api ? variable(api) : NULL;
	key = name ? getenv(name) : NULL;
	if (!key)
		return 0;
	if (strncmp(key, "Bearer ", 7) == 0)
		key += 7;
	for (const char *s = key; *s; s++) {
		if (*s <= ' ' || *s >= 0x7f || s - key >= KEY_MAX)
			return err_set(e, V_FAILED,
				"%s holds no key (a space, a control character "
				"or too much): it is not sent",
				name);
	}
	if (!*key)
		return 0;
	buf_puts(line, api->header);
	buf_puts(line, key);
	return 1;
}

int
apikey_hint(struct buf *out, const char *host)
{
	const struct api *api = find(host);

	buf_reset(out);
	if (!api || (!api->where && !variable(api)))
		return 0;
	if (variable(api))
		buf_printf(out, "is the key in %s good?", variable(api));
	else
		buf_printf(out, "set %s to a key from %s", api->names[0],
			api->where);
	return 1;
}

bool
apikey_known(const char *host)
{
	const struct api *api = find(host);

	return api && variable(api);
}
