/*
 * auth.c - the login of OpenReview: where the credentials come from, and one
 * token for all processes of a user.
 *
 * OpenReview answers no anonymous client since 2026. A user gives a token, or
 * a name and a password, in the environment or in a file that nobody else may
 * read. A login costs a request and is limited, so its token is kept in the
 * state directory until it expires; the process that needs it first takes a
 * lock, logs in and stores it, the others wait for the lock and find it.
 *
 * This file talks to no network (login.c does) and never puts a secret into a
 * message or a URL.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cf.h"

#define LOGIN_URL "https://api2.openreview.net/login"
#define FILE_MAX (64UL << 10)
#define TOKEN_MAX (16UL << 10)
#define TOKEN_LIFE (12 * 3600) /* of a token that does not say */
#define TOKEN_MARGIN 60	       /* one about to expire is expired */
#define LOCK_LOOK 100	       /* ms between two looks at a lock */

const char auth_hint[] =
	"set OPENREVIEW_TOKEN, or OPENREVIEW_USERNAME and "
	"OPENREVIEW_PASSWORD, or write them into ~/.config/cf/openreview with "
	"mode 0600 (cf-scrape(1), ENVIRONMENT)";

/* What the user gave; any may be empty. */
struct credentials {
	struct buf token, username, password;
};

/* The user's own token was refused in this process. */
static bool own_refused;

/* A token that could not be stored: of no use to others, but to this process.
 */
static char *kept;

bool
auth_known_host(const char *host)
{
	return strcmp(host, "api.openreview.net") == 0 ||
	       strcmp(host, "api2.openreview.net") == 0;
}

/* A token goes into a header: visible ASCII only. */
static bool
is_token(const char *s)
{
	size_t n = strlen(s);

	for (const char *p = s; *p; p++) {
		if (*p <= ' ' || *p >= 0x7f)
			return false;
	}
	return n > 0 && n < TOKEN_MAX;
}

/* Whether an open file is fit for secrets; e says why not. */
static int
check_private(int fd, const char *path, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return err_set(e, V_LOGIN, "'%s' is not a regular file", path);
	if (st.st_uid != getuid())
		return err_set(e, V_LOGIN,
			"'%s' belongs to another user: make one of your own",
			path);
	if (st.st_mode & 077)
		return err_set(e, V_LOGIN,
			"'%s' is open to other users: chmod 600 '%s'", path,
			path);
	return 0;
}

/* Whether a path is a link that another user has laid: it would make us read a
 * file of ours that was not meant. Root's are the system's. */
static bool
foreign_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode) &&
	       st.st_uid != getuid() && st.st_uid != 0;
}

/* Appends a small file that is ours alone. 1, 0 when there is none, or -1. */
static int
read_private(struct buf *out, const char *path, struct err *e)
{
	int fd;
	char piece[4096];
	ssize_t n;

	if (foreign_link(path))
		return err_set(e, V_LOGIN,
			"'%s' is a link of another user: it is not followed",
			path);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (fd < 0)
		return err_set(e, V_LOGIN, "cannot open '%s': %s", path,
			strerror(errno));
	if (check_private(fd, path, e) < 0) {
		close(fd);
		return -1;
	}
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		buf_add(out, piece, (size_t)n);
	if (n < 0)
		err_set(e, V_LOGIN, "cannot read '%s': %s", path,
			strerror(errno));
	else if (out->full)
		n = err_set(e, V_LOGIN, "'%s' is too long", path);
	close(fd);
	return n < 0 ? -1 : 1;
}

/* --- what the user gave --- */

static void
credentials_init(struct credentials *c)
{
	buf_init(&c->token, TOKEN_MAX);
	buf_init(&c->username, LIMIT_LINE);
	buf_init(&c->password, LIMIT_LINE);
}

static void
credentials_free(struct credentials *c)
{
	buf_free(&c->token);
	buf_free(&c->username);
	buf_free(&c->password);
}

/* The path of the file; *named says that the user named it. */
static bool
credentials_path(struct buf *out, bool *named)
{
	const char *own = getenv("CF_OPENREVIEW");
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	*named = own && *own;
	if (*named)
		return buf_puts(out, own);
	if (config && *config == '/')
		return buf_printf(out, "%s/cf/openreview", config);
	return home && *home &&
	       buf_printf(out, "%s/.config/cf/openreview", home);
}

/* One line, "name = value" or a comment; the line is cut in place. Messages
 * have its number, not its text. */
static int
take_line(struct credentials *c, char *line)
{
	static const char space[] = " \t\r";
	char *name = line + strspn(line, space), *value, *end;
	size_t n = strcspn(name, " \t\r=");
	struct buf *to;

	if (!*name || *name == '#')
		return 0;
	value = name + n;
	value += strspn(value, space);
	if (*value != '=')
		return -1;
	value += 1 + strspn(value + 1, space);
	for (end = value + strlen(value); end > value; end--) {
		if (!strchr(space, end[-1]))
			break;
	}
	if (n == 5 && strncmp(name, "token", n) == 0)
		to = &c->token;
	else if (n == 8 && strncmp(name, "username", n) == 0)
		to = &c->username;
	else if (n == 8 && strncmp(name, "password", n) == 0)
		to = &c->password;
	else
		return -1;
	buf_reset(to);
	return buf_add(to, value, (size_t)(end - value)) ? 0 : -1;
}

static int
credentials_file(struct credentials *c, struct err *e)
{
	struct buf path, text;
	bool named;
	int ret = 0, line = 0;

	buf_init(&path, LIMIT_LINE);
	buf_init(&text, FILE_MAX);
	if (credentials_path(&path, &named)) {
		ret = read_private(&text, path.s, e);
		if (ret == 0 && named)
			ret = err_set(e, V_LOGIN, "cannot open '%s': %s",
				path.s, strerror(ENOENT));
	}
	for (char *s = text.s, *next; ret > 0 && s && *s; s = next) {
		next = s + strcspn(s, "\n");
		if (*next)
			*next++ = '\0';
		line++;
		if (take_line(c, s) < 0)
			ret = err_set(e, V_LOGIN,
				"line %d of '%s' is not 'token = ...', "
				"'username = ...' or 'password = ...'",
				line, path.s);
	}
	buf_free(&text);
	buf_free(&path);
	return ret < 0 ? -1 : 0;
}

/* The environment first: what it has, the file is not asked for. */
static int
credentials_read(struct credentials *c, struct err *e)
{
	const char *token = getenv("OPENREVIEW_TOKEN");
	const char *username = getenv("OPENREVIEW_USERNAME");
	const char *password = getenv("OPENREVIEW_PASSWORD");

	if (token && *token)
		buf_puts(&c->token, token);
	if (username && *username && password && *password) {
		buf_puts(&c->username, username);
		buf_puts(&c->password, password);
	}
	if (c->token.len || c->password.len)
		return 0;
	return credentials_file(c, e);
}

/* --- the token that a login left --- */

static bool
state_path(struct buf *out, const char *name, struct err *e)
{
	buf_init(out, LIMIT_LINE);
	return state_dir(out, e) == 0 && buf_printf(out, "/%s", name);
}

/* Six bits of base64url. */
static int
base64_digit(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789-_";
	const char *p = c ? strchr(digits, c) : NULL;

	return p ? (int)(p - digits) : -1;
}

/* When a token expires: the exp claim of a JSON Web Token (RFC 7519), which is
 * base64url of JSON between two dots; else in TOKEN_LIFE. One that has just
 * come and seems to have expired is good: the clock here is ahead. */
static int64_t
token_expires(const char *token)
{
	const char *p = strchr(token, '.');
	int64_t when = clock_wall() + TOKEN_LIFE, exp;
	unsigned bits = 0, have = 0;
	struct json claims;
	struct buf text;
	size_t at;
	int d;

	if (!p)
		return when;
	buf_init(&text, TOKEN_MAX);
	for (p++; (d = base64_digit(*p)) >= 0; p++) {
		bits = (bits << 6 | (unsigned)d) & 0xffff;
		have += 6;
		if (have >= 8) {
			have -= 8;
			buf_putc(&text, (char)(bits >> have & 0xff));
		}
	}
	if (*p == '.' && json_check(&claims, buf_str(&text), text.len, &at) &&
		json_int(&exp, json_get(claims, "exp")) &&
		exp > clock_wall() + TOKEN_MARGIN)
		when = exp;
	buf_free(&text);
	return when;
}

/* The file is one line: when it expires, a space, the token. */
static bool
stored_token(struct buf *token)
{
	struct buf path, text;
	char *end = NULL;
	long long expires;
	bool good = false;

	buf_init(&text, FILE_MAX);
	if (state_path(&path, "openreview.token", NULL) &&
		read_private(&text, path.s, NULL) > 0 && text.len) {
		expires = strtoll(text.s, &end, 10);
		text.s[strcspn(text.s, "\n")] = '\0';
		good = *end == ' ' && is_token(end + 1) &&
		       expires > clock_wall() + TOKEN_MARGIN;
	}
	if (good)
		good = buf_puts(token, end + 1);
	buf_free(&text);
	buf_free(&path);
	return good;
}

int
auth_cached(struct buf *token)
{
	struct credentials c;
	bool found;

	buf_reset(token);
	credentials_init(&c);
	found = !own_refused && credentials_read(&c, NULL) == 0 &&
		is_token(buf_str(&c.token));
	if (found)
		found = buf_puts(token, c.token.s);
	credentials_free(&c);
	return found || stored_token(token) || (kept && buf_puts(token, kept))
		       ? 1
		       : 0;
}

int
auth_login_body(struct buf *url, struct buf *json, struct err *e)
{
	struct credentials c;
	int ret;

	buf_reset(url);
	buf_reset(json);
	credentials_init(&c);
	ret = credentials_read(&c, e);
	if (ret == 0 && own_refused && !c.password.len)
		ret = err_set(e, V_LOGIN,
			"openreview refuses the token: get a new one and %s",
			auth_hint);
	else if (ret == 0 && (!c.username.len || !c.password.len))
		ret = err_set(
			e, V_LOGIN, "openreview wants a login: %s", auth_hint);
	if (ret == 0) {
		buf_puts(url, LOGIN_URL);
		buf_putc(json, '{');
		json_put_member(json, "id", c.username.s);
		json_put_member(json, "password", c.password.s);
		buf_putc(json, '}');
		if (json->full)
			ret = err_set(e, V_LOGIN,
				"the credentials for openreview are too long");
	}
	credentials_free(&c);
	return ret;
}

static int
write_token(const char *path, const char *token, struct err *e)
{
	struct aside a;
	struct buf text;
	int r = -1;

	buf_init(&text, FILE_MAX);
	buf_printf(&text, "%lld %s\n", (long long)token_expires(token), token);
	if (aside_open(&a, path, 0600) >= 0)
		r = aside_close(&a, fd_write(a.fd, text.s, text.len) == 0);
	if (r < 0)
		err_set(e, V_LOGIN, "cannot keep the token in '%s': %s", path,
			strerror(errno));
	buf_free(&text);
	return r;
}

int
auth_store(const char *response, size_t n, struct err *e)
{
	struct buf token, path;
	struct json answer;
	struct err why = {0};
	int ret = -1;
	size_t at;

	buf_init(&token, TOKEN_MAX);
	buf_init(&path, LIMIT_LINE);
	if (json_check(&answer, response, n, &at))
		json_text(&token, json_get(answer, "token"));
	if (is_token(buf_str(&token)))
		ret = 0;
	else
		err_set(e, V_LOGIN,
			"openreview's answer to the login has no token (an "
			"account with a second factor needs OPENREVIEW_TOKEN)");
	if (ret == 0 && (!state_path(&path, "openreview.token", &why) ||
				write_token(path.s, token.s, &why) < 0)) {
		msg_warn("%s: every process logs in", why.text);
		free(kept);
		kept = xstrdup(token.s);
	}
	buf_free(&path);
	buf_free(&token);
	return ret;
}

void
auth_forget(void)
{
	struct credentials c;
	struct buf path;

	credentials_init(&c);
	if (credentials_read(&c, NULL) == 0 && c.token.len)
		own_refused = true;
	credentials_free(&c);
	free(kept);
	kept = NULL;
	if (state_path(&path, "openreview.token", NULL))
		(void)unlink(path.s);
	buf_free(&path);
}

int
auth_lock(int64_t most, void (*meanwhile)(void *ctx), void *ctx)
{
	int64_t end = clock_ns() + most;
	struct buf path;
	int fd = -1;

	if (state_path(&path, "openreview.lock", NULL))
		fd = open(path.s, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			0600);
	buf_free(&path);
	while (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EWOULDBLOCK && clock_ns() < end) {
			if (meanwhile)
				meanwhile(ctx);
			(void)poll(NULL, 0, LOCK_LOOK);
		} else if (errno != EINTR) {
			close(fd);
			fd = -1;
		}
	}
	return fd;
}

void
auth_unlock(int lock)
{
	if (lock < 0)
		return;
	/* Not by close() alone: a child may have inherited it. */
	(void)flock(lock, LOCK_UN);
	close(lock);
}

bool
auth_available(void)
{
	struct buf a, b;
	bool known;

	buf_init(&a, FILE_MAX);
	buf_init(&b, FILE_MAX);
	known = auth_cached(&a) > 0 || auth_login_body(&a, &b, NULL) == 0;
	buf_free(&a);
	buf_free(&b);
	return known;
}
