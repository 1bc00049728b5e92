/*
 * test_auth.c - the login of OpenReview: where credentials may come from, what
 * file is fit for them, and the token that all processes share. No secret may
 * be in a message.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include "../../tools/cf.h"

#define SECRET "s3cret\\\"word"

static char dir[64] = "/tmp/cf-test-auth-XXXXXX";
static char path[256]; /* the last one made by in_dir() */

static const char *
in_dir(const char *name)
{
	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void
write_file(const char *name, mode_t mode, const char *text)
{
	int fd;

	(void)unlink(in_dir(name));
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, text, strlen(text)) < 0 ||
		fchmod(fd, mode) < 0) {
		printf("Bail out! cannot write %s\n", path);
		exit(1);
	}
	close(fd);
}

/* An environment without a login, and with directories of our own. */
static void
fresh(void)
{
	unsetenv("OPENREVIEW_TOKEN");
	unsetenv("OPENREVIEW_USERNAME");
	unsetenv("OPENREVIEW_PASSWORD");
	unsetenv("CF_OPENREVIEW");
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", in_dir("home"), 1);
	setenv("XDG_RUNTIME_DIR", dir, 1);
	setenv("CF_NOW", "1500000000", 1);
}

/* The token in use, or "". */
static const char *
cached(void)
{
	static struct buf token;
	int found;

	if (!token.max)
		buf_init(&token, 1 << 16);
	found = auth_cached(&token);
	return found == 1 ? buf_str(&token) : token.len ? "half" : "";
}

/* The login request as "URL JSON", or the message. */
static const char *
body(void)
{
	static struct buf out;
	struct buf url, json;
	struct err e = {.verdict = V_FAILED, .text = ""};

	if (!out.max)
		buf_init(&out, 1 << 16);
	buf_reset(&out);
	buf_init(&url, 1 << 12);
	buf_init(&json, 1 << 12);
	if (auth_login_body(&url, &json, &e) == 0)
		buf_printf(&out, "%s %s", url.s, json.s);
	else
		buf_printf(&out, "%s: %s", verdict_name(e.verdict), e.text);
	buf_free(&json);
	buf_free(&url);
	return buf_str(&out);
}

static void
test_hosts(void)
{
	check("the first API", auth_known_host("api.openreview.net"));
	check("the second API", auth_known_host("api2.openreview.net"));
	check("not the web site", !auth_known_host("openreview.net"));
	check("not another host",
		!auth_known_host("api2.openreview.net.example.org"));
}

static void
test_nothing(void)
{
	fresh();
	check_str("no token", cached(), "");
	check("no login", strncmp(body(), "login: ", 7) == 0);
	check("and what to do", strstr(body(), "OPENREVIEW_USERNAME") != NULL);
	setenv("OPENREVIEW_USERNAME", "ann@example.org", 1);
	check("a name alone is no login", strncmp(body(), "login: ", 7) == 0);
}

static void
test_environment(void)
{
	fresh();
	setenv("OPENREVIEW_TOKEN", "tok.en-1", 1);
	check_str("a token", cached(), "tok.en-1");
	setenv("OPENREVIEW_TOKEN", "tok\r\nX-Header: y", 1);
	check_str("a token that would be two headers", cached(), "");
	fresh();
	setenv("OPENREVIEW_USERNAME", "ann@example.org", 1);
	setenv("OPENREVIEW_PASSWORD", SECRET, 1);
	check_str("no token by name and password", cached(), "");
	check_str("but a login", body(),
		"https://api2.openreview.net/login {\"id\":\"ann@example.org\","
		"\"password\":\"s3cret\\\\\\\"word\"}");
}

static void
test_file(void)
{
	fresh();
	write_file("own", 0600,
		"# my account\n\n username = ann@example.org\r\n"
		"password=p w # 1 \n");
	setenv("CF_OPENREVIEW", in_dir("own"), 1);
	check_str("a file", body(),
		"https://api2.openreview.net/login {\"id\":\"ann@example.org\","
		"\"password\":\"p w # 1\"}");
	write_file("own", 0600, "token = from.the.file\n");
	check_str("a token in a file", cached(), "from.the.file");
	setenv("OPENREVIEW_TOKEN", "from.the.environment", 1);
	check_str(
		"the environment goes first", cached(), "from.the.environment");
	fresh();
	(void)mkdir(in_dir("config"), 0700);
	setenv("XDG_CONFIG_HOME", path, 1);
	(void)mkdir(in_dir("config/cf"), 0700);
	write_file("config/cf/openreview", 0600, "token = from.config");
	check_str("the file of the configuration", cached(), "from.config");
	fresh();
	(void)mkdir(in_dir("home"), 0700);
	(void)mkdir(in_dir("home/.config"), 0700);
	(void)mkdir(in_dir("home/.config/cf"), 0700);
	write_file("home/.config/cf/openreview", 0400, "token = from.home");
	check_str("the file at home", cached(), "from.home");
	(void)unlink(path);
}

static void
test_bad_file(void)
{
	static const char text[] = "username = ann\npassword = hunter2\n";

	fresh();
	write_file("own", 0640, text);
	setenv("CF_OPENREVIEW", in_dir("own"), 1);
	check("a file that others read", strstr(body(), "chmod 600") != NULL);
	check("is not told", !strstr(body(), "hunter2"));
	check_str("nor used", cached(), "");
	write_file("own", 0602, text);
	check("a file that others write", strstr(body(), "chmod 600") != NULL);
	write_file("own", 0600, "username = ann\nhunter2\n");
	check("a line that is none has its number",
		strstr(body(), "line 2") != NULL);
	check("but not its text", !strstr(body(), "hunter2"));
	write_file("own", 0600, "user = ann\n");
	check("an unknown name", strstr(body(), "line 1") != NULL);
	setenv("CF_OPENREVIEW", in_dir("missing"), 1);
	check("a file that is not there", strstr(body(), "missing") != NULL);
	setenv("CF_OPENREVIEW", dir, 1);
	check("a directory", strstr(body(), "regular file") != NULL);
}

static int
store(const char *answer, struct err *e)
{
	*e = (struct err){.verdict = V_FAILED};
	return auth_store(answer, strlen(answer), e);
}

static void
test_store(void)
{
	struct stat st;
	struct err e;

	fresh();
	check_int("an answer with a token",
		store("{\"user\":{\"id\":\"~A1\"},\"token\":\"abc.def.ghi\"}",
			&e),
		0);
	check_str("is kept", cached(), "abc.def.ghi");
	check("in a file", stat(in_dir("cf/openreview.token"), &st) == 0);
	check_int("that is ours alone", st.st_mode & 0777, 0600);
	setenv("CF_NOW", "1500043000", 1);
	check_str("for nearly twelve hours", cached(), "abc.def.ghi");
	setenv("CF_NOW", "1500043200", 1);
	check_str("and no longer", cached(), "");
	fresh();
	setenv("OPENREVIEW_TOKEN", "mine", 1);
	check_str("the user's own goes first", cached(), "mine");
	fresh();
	/* {"exp":1500003600,"user":"..."} with - and _ in its base64url */
	store("{\"token\":\"eyJh.eyJleHAiOjE1MDAwMDM2MDAsInVzZXIiOiLDv8O-fj8i"
	      "fQ.c2ln\"}",
		&e);
	setenv("CF_NOW", "1500003500", 1);
	check("a token that says when", *cached() != '\0');
	setenv("CF_NOW", "1500003600", 1);
	check_str("expires then", cached(), "");
	store("{\"token\":\"eyJh.eyJleHAiOjE1MDAwMDM2MDAsInVzZXIiOiLDv8O-fj8i"
	      "fQ.c2ln\"}",
		&e);
	check("but for one that has just come the clock is wrong",
		*cached() != '\0');
	fresh();
	(void)unlink(in_dir("cf/openreview.token"));
	check_int("no place for it", mkdir(in_dir("cf/openreview.token"), 0700),
		0);
	check_int("is no fault", store("{\"token\":\"abc\"}", &e), 0);
	check_str("this process has it", cached(), "abc");
	auth_forget();
	check_str("until it is refused", cached(), "");
	(void)rmdir(in_dir("cf/openreview.token"));
}

static void
test_bad_answer(void)
{
	struct err e;

	fresh();
	auth_forget();
	check_int("an answer without a token",
		store("{\"mfaPending\":true}", &e), -1);
	check("names the second factor",
		strstr(e.text, "second factor") != NULL);
	check_int("as a verdict", e.verdict, V_LOGIN);
	check_int("no JSON", store("<html>", &e), -1);
	check_int("a token that would be two headers",
		store("{\"token\":\"a\\r\\nb\"}", &e), -1);
	check_int("a token that is none", store("{\"token\":7}", &e), -1);
	check_str("nothing is kept", cached(), "");
	write_file("cf/openreview.token", 0644, "1600000000 abc\n");
	check_str("nor taken from a file that others read", cached(), "");
	write_file("cf/openreview.token", 0600, "abc\n");
	check_str("nor from one that is no token", cached(), "");
	write_file("cf/openreview.token", 0600, "1600000000 abc\n");
	check_str("but from one that is", cached(), "abc");
}

static void
test_forget(void)
{
	struct err e;

	fresh();
	store("{\"token\":\"abc\"}", &e);
	auth_forget();
	check_str("a refused token is forgotten", cached(), "");
	check("by all processes", access(in_dir("cf/openreview.token"), F_OK));
	setenv("OPENREVIEW_TOKEN", "mine", 1);
	check_str("the user's own was not refused", cached(), "mine");
	auth_forget();
	check_str("until it is", cached(), "");
	check("which is said", strstr(body(), "refuses the token") != NULL);
	check("without the token", !strstr(body(), "mine"));
	setenv("OPENREVIEW_USERNAME", "ann", 1);
	setenv("OPENREVIEW_PASSWORD", "pw", 1);
	check("a name and password can replace it",
		strncmp(body(), "https://", 8) == 0);
	store("{\"token\":\"abc\"}", &e);
	check_str("and their token holds", cached(), "abc");
}

/* Whether another process could take the lock now. */
static bool
is_free(void)
{
	int status = 0;
	pid_t child;

	(void)fflush(stdout);
	child = fork();
	if (child == 0) {
		int fd = open(in_dir("cf/openreview.lock"), O_RDWR);

		_exit(flock(fd, LOCK_EX | LOCK_NB) == 0 ? 1 : 0);
	}
	return waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 1;
}

static void
test_lock(void)
{
	int lock;

	fresh();
	lock = auth_lock(SECOND, NULL, NULL);
	check("a lock", lock >= 0);
	check("keeps others out", !is_free());
	check("which do not wait for ever",
		auth_lock(SECOND / 5, NULL, NULL) < 0);
	auth_unlock(lock);
	check("until it is given back", is_free());
	auth_unlock(-1);
}

int
main(void)
{
	static const char *const left[] = {"own", "config/cf/openreview",
		"config/cf", "config", "home/.config/cf", "home/.config",
		"home", "cf/openreview.token", "cf/openreview.lock", "cf"};

	if (!mkdtemp(dir)) {
		printf("Bail out! cannot make %s: %s\n", dir, strerror(errno));
		return 1;
	}
	test_hosts();
	test_nothing();
	test_environment();
	test_file();
	test_bad_file();
	test_store();
	test_bad_answer();
	test_lock();
	test_forget();
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		(void)remove(in_dir(left[i]));
	check("nothing else was written", rmdir(dir) == 0);
	return test_end();
}
