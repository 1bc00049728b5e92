/*
 * URLs: resolving, hosts, parameters (lib/url.c).
 */
#include "cf.h"
#include "test.h"

static const char *
resolve(const char *base, const char *ref)
{
	static char out[LIMIT_URL];
	struct buf b;

	buf_init(&b, LIMIT_URL);
	(void)snprintf(out, sizeof(out), "%s",
		url_resolve(&b, base, ref) ? buf_str(&b) : "(none)");
	buf_free(&b);
	return out;
}

int
main(void)
{
	static const char *const with[][3] = {
		{"https://a/?c=*&d=2#f", "x/=", "https://a/?c=x%2F%3D&d=2"},
		{"https://a/?b=1&c=2", "", "https://a/?b=1&c="},
		{"https://a/?b=1&d=2", "3", "https://a/?b=1&d=2&c=3"},
		{"https://a/p", "3", "https://a/p?c=3"},
		{"https://a/?cc=1&c=2&d", NULL, "https://a/?cc=1&d"},
		{"https://a/?b=1&c=2", NULL, "https://a/?b=1"},
		{"https://a/?c=2", NULL, "https://a/"},
		{"https://a/?b=1#c=2", NULL, "https://a/?b=1"}};
	struct buf b;

	buf_init(&b, LIMIT_URL);
	check_str("a path of the host", resolve("https://a.example/x/y", "/z"),
		"https://a.example/z");
	check_str("a relative path",
		resolve("https://a.example/x/y", "../p/q.pdf"),
		"https://a.example/p/q.pdf");
	check_str("an address of its own",
		resolve("https://a.example/", "http://b.example/c"),
		"http://b.example/c");
	check_str("fragments go", resolve("https://a.example/x", "y#z"),
		"https://a.example/y");
	check_str("mail is no page",
		resolve("https://a.example/", "mailto:a@b.example"), "(none)");
	check_str("script is no page",
		resolve("https://a.example/", "javascript:void(0)"), "(none)");
	check_str("a percent sequence stays",
		resolve(NULL, "https://a.example/doku.php%3Fid=1"),
		"https://a.example/doku.php%3Fid=1");
	check("a host", url_host(&b, "https://A.Example:8080/x"));
	check_str("in lower case", b.s, "a.example");
	check("no host", !url_host(&b, "/x/y"));
	check_str("the path", url_path("https://a.example/x?y"), "/x?y");
	check_str("no path", url_path("https://a.example"), "/");
	check("a parameter", url_param(&b, "https://a/?x=1&of=a%2Fb+c", "of"));
	check_str("decoded", b.s, "a/b c");
	for (size_t i = 0; i < sizeof(with) / sizeof(with[0]); i++) {
		buf_reset(&b);
		url_with_param(&b, with[i][0], "c", with[i][1]);
		check_str(with[i][0], buf_str(&b), with[i][2]);
	}
	check("not the end of another's name",
		!url_param(&b, "https://a/?xof=1", "of"));
	buf_free(&b);
	return test_end();
}
