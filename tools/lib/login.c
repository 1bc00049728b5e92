/*
 * login.c - the one POST of the toolchain: OpenReview's login.
 *
 * All workers of a user share one token (auth.c). Whoever needs it first takes
 * the lock and logs in; the others wait for the lock and find the token. The
 * request is made at once, not in the loop of http.c; the host's budget pays
 * for it, and what it says of its limits holds for all. Heartbeats go on in
 * both waits.
 */
#include <poll.h>

#include "http_private.h"

#define ANSWER_MAX (1 << 17)
#define HEAD_MAX (1 << 18)
#define LOGIN_WAIT (10 * SECOND) /* for a host that is left alone; the same */
#define LOGIN_LOOK 100		 /* ms between two looks at it */
#define LOGIN_TIMEOUT 60L	 /* seconds; the transfers under way wait */
/* As long as another worker's login may take, and a little more. */
#define LOCK_MOST (LOGIN_WAIT + (LOGIN_TIMEOUT + 20) * SECOND)
/* A token younger than this that is refused means that the login is not what
 * is missing: another one would only use up the limit on logins. */
#define FRESH (600 * SECOND)

struct login {
	struct buf url, json, answer;
	struct limits limits;
	size_t head; /* bytes of headers */
};

static size_t
on_answer(char *s, size_t one, size_t n, void *arg)
{
	(void)one;
	return buf_add(arg, s, n) ? n : 0;
}

static size_t
on_header(char *s, size_t one, size_t n, void *arg)
{
	struct login *l = arg;

	(void)one;
	l->head += n;
	if (n > 5 && strncmp(s, "HTTP/", 5) == 0)
		limits_none(&l->limits);
	else
		(void)limits_header(&l->limits, s, n);
	return l->head <= HEAD_MAX ? n : 0;
}

static int
on_progress(void *arg, curl_off_t down, curl_off_t got, curl_off_t up,
	curl_off_t sent)
{
	(void)down;
	(void)got;
	(void)up;
	(void)sent;
	http_alive(arg);
	return 0;
}

static int
post(struct http *h, struct login *l, struct err *e)
{
	char detail[CURL_ERROR_SIZE] = "";
	struct curl_slist *type =
		curl_slist_append(NULL, "Content-Type: application/json");
	CURL *c = curl_easy_init();
	struct outcome o = {0};
	int64_t began = clock_ns();
	curl_off_t sent = 0;
	CURLcode code;

	/* Never verbose: no password goes to the terminal. */
	transfer_options(h, c, detail);
	(void)curl_easy_setopt(c, CURLOPT_URL, l->url.s);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, l->json.s);
	(void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, type);
	(void)curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	(void)curl_easy_setopt(c, CURLOPT_HEADERDATA, l);
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_answer);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, &l->answer);
	(void)curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	(void)curl_easy_setopt(c, CURLOPT_XFERINFODATA, h);
	(void)curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	(void)curl_easy_setopt(c, CURLOPT_TIMEOUT,
		h->o.timeout < LOGIN_TIMEOUT ? h->o.timeout : LOGIN_TIMEOUT);
	msg_note("logging in at '%s'", l->url.s);
	limits_none(&l->limits);
	code = curl_easy_perform(c);
	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &o.status);
	(void)curl_easy_getinfo(c, CURLINFO_PRETRANSFER_TIME_T, &sent);
	o.connected = sent > 0;
	curl_easy_cleanup(c);
	curl_slist_free_all(type);
	h->counts.requests++;
	l->limits.status = o.status;
	l->limits.asked = began;
	if (code == CURLE_OK && o.status == 200)
		return 0;
	o.curl = (int)code;
	debug_hush(detail, code);
	o.detail = *detail ? detail : curl_easy_strerror(code);
	if (!outcome_failure(&o, l->url.s, e) && code == CURLE_OK)
		return err_set(e, V_LOGIN,
			"'%s' refuses the login (%ld): check the user name and "
			"password, see cf-scrape(1)",
			l->url.s, o.status);
	return -1;
}

/* How long the host is still left alone. What will pass soon is waited for: the
 * answer that wants the login may itself say that no request is left. */
static int64_t
pause_of(struct http *h, const struct host *s)
{
	int64_t until = clock_ns() + LOGIN_WAIT, pause;

	while ((pause = throttle_paused(s->throttle) - clock_ns()) > 0 &&
		clock_ns() + pause < until) {
		http_alive(h);
		(void)poll(NULL, 0, LOGIN_LOOK);
	}
	return pause;
}

/* Logs in, unless the host is left alone for long: a worker that was refused
 * before this one had the lock is a refusal for both. */
static int
post_in_turn(struct http *h, struct login *l, struct request *r,
	int64_t *retry_after, struct err *e)
{
	struct host *s = http_out_of_turn(h, l->url.s);
	int64_t pause = s ? pause_of(h, s) : 0;
	int result;

	if (pause > 0) {
		*retry_after = (pause + SECOND - 1) / SECOND;
		return err_set(e, V_RETRY_LATER,
			"the login at '%s' has to wait: it is left alone for "
			"%lld s",
			l->url.s, (long long)*retry_after);
	}
	result = post(h, l, e);
	if (s)
		*retry_after = http_limits(h, s, &l->limits, r->attempt);
	return result;
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
http_login(struct http *h, struct request *r, uint64_t refused,
	int64_t *retry_after, struct err *e)
{
	struct login l = {0};
	int lock = auth_lock(LOCK_MOST, http_alive, h), result = 0;
	uint64_t now = token_now(h);

	buf_init(&l.url, LIMIT_URL);
	buf_init(&l.json, LIMIT_URL);
	buf_init(&l.answer, ANSWER_MAX);
	/* Another worker may have logged in while this one waited. */
	if (!now || now == refused) {
		auth_forget();
		result = auth_login_body(&l.url, &l.json, e);
		if (result == 0)
			result = post_in_turn(h, &l, r, retry_after, e);
		if (result == 0)
			result =
				auth_store(buf_str(&l.answer), l.answer.len, e);
	}
	auth_unlock(lock);
	if (result == 0) {
		h->fresh = token_now(h);
		h->fresh_at = clock_ns();
	}
	buf_free(&l.url);
	buf_free(&l.json);
	buf_free(&l.answer);
	return result;
}
