/*
 * cvf_place.c - the addresses of papers on openaccess.thecvf.com.
 *
 * These are in use (and the same with papers/NAME.pdf for html/NAME.html):
 *
 *	/content_cvpr_2013/html/NAME.html (2013 to 2018)
 *	/content_CVPR_2020/html/NAME.html (2019, 2020)
 *	/content/CVPR2021/html/NAME.html
 *	/content_cvpr_workshops_2014/W08/html/NAME.html
 *	/content_cvpr_2017_workshops/w17/html/NAME.html
 *	/content_CVPRW_2020/html/w28/NAME.html
 *	/content/CVPR2021W/NTIRE/html/NAME.html
 *	/content/CVPR2026F/html/NAME.html (findings)
 *
 * The conference is named the same for all of them, so that an identifier
 * survives a move; of its name the case does not count.
 */
#include <ctype.h>
#include <strings.h>

#include "cvf.h"

/* "CVPRW" and "CVPRF": the letter is not the conference's. */
static char
take_suffix(char *name)
{
	static const char *const known[] = {
		"CVPR", "ICCV", "ECCV", "WACV", "ACCV"};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t n = strlen(known[i]);
		char last = name[n < strlen(name) ? n : 0];

		if (strlen(name) == n + 1 && (last == 'W' || last == 'F') &&
			strncmp(name, known[i], n) == 0) {
			name[n] = '\0';
			return last;
		}
	}
	return '\0';
}

/* "cvpr_2017_workshops", "CVPRW_2020", "CVPR2021W": n bytes. */
static bool
parse_conference(struct cvf_place *out, const char *s, size_t n)
{
	char name[16] = "", kind = '\0';
	const char *end = s + n;
	long year = 0;

	while (s < end) {
		size_t len = 0;

		if (*s == '_') {
			s++;
			continue;
		}
		if (isdigit((unsigned char)*s)) {
			len = strspn(s, "0123456789");
			if (len != 4 || year)
				return false;
			year = strtol(s, NULL, 10);
			s += len;
			continue;
		}
		while (s + len < end && isalpha((unsigned char)s[len]))
			len++;
		if (len == 0 || len >= sizeof(name))
			return false;
		if ((len == 9 && strncasecmp(s, "workshops", 9) == 0) ||
			(len == 1 && year && strchr("WwFf", *s)))
			kind = (char)toupper((unsigned char)*s);
		else if (*name)
			return false;
		else
			(void)snprintf(name, sizeof(name), "%.*s", (int)len, s);
		s += len;
	}
	for (char *c = name; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	if (!kind)
		kind = take_suffix(name);
	if (!*name || !year)
		return false;
	(void)snprintf(out->conference, sizeof(out->conference),
		kind ? "%s%04ld%c" : "%s%04ld", name, year, kind);
	out->track = kind == 'W'   ? "workshop"
		     : kind == 'F' ? "findings"
				   : "main";
	return true;
}

/* A component of a path. */
static bool
is_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

bool
cvf_place(struct cvf_place *out, const char *url)
{
	const char *s = strstr(url_path(url), "/content");
	bool in_html = false;
	size_t n;

	*out = (struct cvf_place){.track = "main"};
	if (!s)
		return false;
	s += strlen("/content");
	if (*s != '/' && *s != '_')
		return false;
	s++;
	n = strcspn(s, "/?#");
	if (!parse_conference(out, s, n))
		return false;
	s += n;
	for (n = 0; *s == '/'; s += n) {
		s++;
		n = strcspn(s, "/?#");
		if (s[n] != '/')
			break;
		if (is_word(s, n, "html") || is_word(s, n, "papers"))
			in_html = true;
		else if (n < sizeof(out->part) && !*out->part)
			(void)snprintf(out->part, sizeof(out->part), "%.*s",
				(int)n, s);
		else
			return false;
	}
	if (n > 5 && strncmp(s + n - 5, ".html", 5) == 0)
		n -= 5;
	else if (n > 4 && strncmp(s + n - 4, ".pdf", 4) == 0)
		n -= 4;
	else
		return false;
	if (!in_html || n >= sizeof(out->file))
		return false;
	(void)snprintf(out->file, sizeof(out->file), "%.*s", (int)n, s);
	return true;
}

bool
cvf_pdf_beside(struct buf *out, const char *url)
{
	const char *dir = strstr(url_path(url), "/html/");
	size_t n = strcspn(url, "?#");

	buf_reset(out);
	if (!dir || n < 5 || strncmp(url + n - 5, ".html", 5) != 0)
		return false;
	buf_add(out, url, (size_t)(dir - url));
	buf_puts(out, "/papers/");
	dir += strlen("/html/");
	buf_add(out, dir, (size_t)(url + n - 5 - dir));
	return buf_puts(out, ".pdf");
}
