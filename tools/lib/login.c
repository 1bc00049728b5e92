/*
 * login.c - the one POST of the toolchain: OpenReview's login.
 *
 * All workers of a user share one token (auth.c). Whoever needs it first takes
 * the lock and logs in; the others wait for the lock and find the token.
 */
#include "http_private.h"

#define ANSWER_MAX (1 << 17)

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
	long status = 0;
	CURLcode code;

	transfer_options(h, c, url, detail);
	/* Not even with -vvv does a password go to the terminal. */
	(void)curl_easy_setopt(c, CURLOPT_VERBOSE, 0L);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, json);
	(void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, type);
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_answer);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
	code = curl_easy_perform(c);
	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(c);
	curl_slist_free_all(type);
	h->counts.requests++;
	if (code != CURLE_OK)
		return err_set(e, V_RETRY_LATER, "cannot log in at '%s': %s",
			url, *detail ? detail : curl_easy_strerror(code));
	if (status != 200)
		return err_set(e, V_LOGIN,
			"'%s' refuses the login (%ld): check the user name and "
			"password, see cf-scrape(1)",
			url, status);
	return 0;
}

int
http_login(struct http *h, struct err *e)
{
	struct buf url, json, answer, refused;
	int lock = auth_lock(), r = 0;

	buf_init(&url, LIMIT_URL);
	buf_init(&json, LIMIT_URL);
	buf_init(&answer, ANSWER_MAX);
	buf_init(&refused, ANSWER_MAX);
	/* Another worker may have logged in while this one waited. */
	buf_puts(&refused, buf_str(&h->token));
	if (auth_cached(&h->token) <= 0 ||
		strcmp(buf_str(&refused), buf_str(&h->token)) == 0) {
		auth_forget();
		r = auth_login_body(&url, &json, e);
		if (r == 0)
			r = post(h, url.s, json.s, &answer, e);
		if (r == 0)
			r = auth_store(buf_str(&answer), answer.len, e);
	}
	auth_unlock(lock);
	buf_free(&url);
	buf_free(&json);
	buf_free(&answer);
	buf_free(&refused);
	return r;
}
