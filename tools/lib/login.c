/*
 * login.c - the one POST of the toolchain: OpenReview's login.
 *
 * All workers of a user share one token (auth.c). Whoever needs it first takes
 * the lock and logs in; the others wait for the lock and find the token. The
 * request is made at once, not in the loop of http.c.
 */
#include "http_private.h"

#define ANSWER_MAX (1 << 17)
#define LOGIN_TIMEOUT 60L /* seconds; the transfers under way wait */
/* A token younger than this that is refused means that the login is not what
 * is missing: another one would only use up the limit on logins. */
#define FRESH (600 * SECOND)

static size_t
on_answer(char *s, size_t one, size_t n, void *arg)
{
	(void)one;
	return buf_add(arg, s, n) ? n : 0;
}

static int
post(struct http *h, const char *url, const char *json, struct buf *answer,
	struct err *e)
{
	char detail[CURL_ERROR_SIZE] = "";
	struct curl_slist *type =
		curl_slist_append(NULL, "Content-Type: application/json");
	CURL *c = curl_easy_init();
	struct outcome o = {0};
	CURLcode code;

	/* Never verbose: no password goes to the terminal. */
	transfer_options(h, c, detail);
	(void)curl_easy_setopt(c, CURLOPT_URL, url);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, json);
	(void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, type);
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_answer);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
	(void)curl_easy_setopt(c, CURLOPT_TIMEOUT,
		h->o.timeout < LOGIN_TIMEOUT ? h->o.timeout : LOGIN_TIMEOUT);
	msg_note("logging in at '%s'", url);
	code = curl_easy_perform(c);
	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &o.status);
	curl_easy_cleanup(c);
	curl_slist_free_all(type);
	h->counts.requests++;
	if (code == CURLE_OK && o.status == 200)
		return 0;
	o.curl = (int)code;
	debug_hush(detail, code);
	o.detail = *detail ? detail : curl_easy_strerror(code);
	if (!outcome_failure(&o, url, e) && code == CURLE_OK)
		return err_set(e, V_LOGIN,
			"'%s' refuses the login (%ld): check the user name and "
			"password, see cf-scrape(1)",
			url, o.status);
	return -1;
}

/* The hash of the token that holds now, 0: there is none. */
static uint64_t
token_now(struct http *h)
{
	return auth_cached(&h->token) > 0 ? hash_bytes(h->token.s, h->token.len)
					  : 0;
}

bool
http_login_fresh(const struct http *h, uint64_t token)
{
	return token && token == h->fresh && clock_ns() - h->fresh_at < FRESH;
}

int
http_login(struct http *h, uint64_t refused, struct err *e)
{
	struct buf url, json, answer;
	int lock = auth_lock(), r = 0;
	uint64_t now = token_now(h);

	buf_init(&url, LIMIT_URL);
	buf_init(&json, LIMIT_URL);
	buf_init(&answer, ANSWER_MAX);
	/* Another worker may have logged in while this one waited. */
	if (!now || now == refused) {
		auth_forget();
		r = auth_login_body(&url, &json, e);
		if (r == 0)
			r = post(h, url.s, json.s, &answer, e);
		if (r == 0)
			r = auth_store(buf_str(&answer), answer.len, e);
	}
	auth_unlock(lock);
	if (r == 0) {
		h->fresh = token_now(h);
		h->fresh_at = clock_ns();
	}
	buf_free(&url);
	buf_free(&json);
	buf_free(&answer);
	return r;
}
