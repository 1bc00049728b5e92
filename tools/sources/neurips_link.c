/*
 * neurips_link.c - the addresses of the proceedings software.
 *
 * These grammars are in use on the hosts of neurips.c:
 *
 *	/paper_files/paper/2024/hash/HASH-Abstract-Conference.html
 *	/paper_files/paper/2024/file/HASH-Paper-Conference.pdf
 *	/paper/6827-slug and /paper/6827-slug.pdf (until 2020)
 *	/book/3241.pdf (proceedings.icml.cc, 2020)
 *
 * A hash is unique within a year, but for the datasets and benchmarks of 2021:
 * their two rounds and the main conference number their papers separately
 * (27 hashes are in both rounds, read 2026-09-27), so the round is part of the
 * key.
 */
#include "neurips.h"

/* "/2024" followed by the end of a name, or a name that ends in "-2017"; but
 * the slug of "/paper/6827-slug-2017" is a title, whatever it ends in. */
int
link_year(const char *url)
{
	const char *p = url_path(url);

	if (strncmp(p, "/paper/", 7) == 0 &&
		p[7 + strspn(p + 7, "0123456789")] == '-')
		return 0;
	for (; *p && *p != '?'; p++) {
		size_t n;

		if (*p != '/' && *p != '-')
			continue;
		n = strspn(p + 1, "0123456789");
		if (n == 4 && (p[5] == '\0' || p[5] == '/' || p[5] == '?') &&
			(p[1] == '1' || p[1] == '2'))
			return (int)strtol(p + 1, NULL, 10);
	}
	return 0;
}

/* What identifiers of a host begin with. */
static const char *
prefix_of(const char *url)
{
	static const char *const hosts[][2] = {{"iclr.cc", "iclr"},
		{"icml.cc", "icml"}, {"mlsys.org", "mlsys"}};
	const char *prefix = "neurips";
	struct buf host;

	buf_init(&host, LIMIT_URL);
	(void)url_host(&host, url);
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		size_t n = strlen(hosts[i][0]);

		if (host.len >= n &&
			strcmp(host.s + host.len - n, hosts[i][0]) == 0)
			prefix = hosts[i][1];
	}
	buf_free(&host);
	return prefix;
}

void
link_track(char out[64], const char *label, size_t n)
{
	static const char *const same[][2] = {{"", "main"}, {"none", "main"},
		{"conference", "main"}, {"main-conference", "main"},
		{"position-paper", "position"}, {"position-papers", "position"},
		{"evaluations-and-datasets", /* its name since 2026 */
			"datasets-and-benchmarks"},
		{"round1", "datasets-and-benchmarks"},
		{"round2", "datasets-and-benchmarks"}};
	struct buf b;

	buf_init(&b, 63);
	label_name(&b, label, n);
	if (b.len >= 6 && strcmp(b.s + b.len - 6, "-track") == 0)
		buf_cut(&b, b.len - 6);
	(void)snprintf(out, 64, "%s", buf_str(&b));
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (strcmp(out, same[i][0]) == 0)
			(void)snprintf(out, 64, "%s", same[i][1]);
	buf_free(&b);
}

/* HASH-Abstract[-Track].html or HASH-Paper[-Track].pdf at name. */
static bool
parse_hash(struct link *l, const char *name, const char *middle)
{
	size_t n = strspn(name, "0123456789abcdef"), len = strlen(middle);
	const char *track = name + n + len;

	if (n < 16 || n > 64 || strncmp(name + n, middle, len) != 0 ||
		(*track != '-' && *track != '.'))
		return false;
	track += *track == '-';
	len = strcspn(track, ".?");
	if (len > 0)
		link_track(l->track, track, len);
	if (len == 6 && strncmp(track, "round", 5) == 0)
		(void)snprintf(l->key, sizeof(l->key), "%.*s-%.6s", (int)n,
			name, track);
	else
		(void)snprintf(l->key, sizeof(l->key), "%.*s", (int)n, name);
	return true;
}

/* A number at name that `end` follows; the name ends in .pdf or not. */
static bool
parse_number(struct link *l, const char *name, char end)
{
	size_t n = strspn(name, "0123456789"), len = strcspn(name, "?/");
	bool pdf = len > 4 && strncmp(name + len - 4, ".pdf", 4) == 0;

	if (n == 0 || n > 10 || name[n] != end || name[len] == '/')
		return false;
	l->kind = pdf ? LINK_PDF : LINK_PAPER;
	(void)snprintf(l->key, sizeof(l->key), "%.*s", (int)n, name);
	return true;
}

void
link_parse(struct link *out, const char *url)
{
	const char *path = url_path(url), *p;

	*out = (struct link){.kind = LINK_OTHER};
	if ((p = strstr(path, "/hash/")) &&
		parse_hash(out, p + 6, "-Abstract")) {
		out->kind = LINK_PAPER;
		out->year = link_year(url);
	} else if ((p = strstr(path, "/file/")) &&
		   parse_hash(out, p + 6, "-Paper")) {
		out->kind = LINK_PDF;
		out->year = link_year(url);
	} else if (strncmp(path, "/paper/", 7) == 0) {
		(void)parse_number(out, path + 7, '-');
	} else if (strncmp(path, "/book/", 6) == 0) {
		(void)parse_number(out, path + 6, '.');
	}
}

/* Appends the address of the PDF; false when it cannot be known. */
static bool
pdf_of(struct buf *out, const struct link *link, const char *url)
{
	const char *p = strstr(url, "/hash/");
	const char *q = p ? strstr(p, "-Abstract") : NULL;
	size_t n = strcspn(url, "?");

	if (link->kind == LINK_PDF)
		return buf_add(out, url, n);
	if (link->kind != LINK_PAPER)
		return false;
	if (!q || q > url + n) /* a query may say anything */
		return buf_add(out, url, n) && buf_puts(out, ".pdf");
	buf_add(out, url, (size_t)(p - url));
	buf_puts(out, "/file/");
	buf_add(out, p + 6, (size_t)(q - p - 6));
	buf_puts(out, "-Paper");
	q += strlen("-Abstract");
	buf_add(out, q, strcspn(q, ".?"));
	return buf_puts(out, ".pdf");
}

void
link_identify(struct paper *paper, const struct link *link, const char *url,
	const struct page *page)
{
	const char *prefix = prefix_of(url);
	int year = link->year ? link->year : link_year(page->url);
	struct buf b;

	buf_init(&b, LIMIT_URL);
	buf_printf(&b, "%s:%d:%s", prefix, year ? year : page->job->year,
		link->key);
	paper_set(paper, P_ID, buf_str(&b));
	paper_id(paper, prefix, link->key);
	buf_reset(&b);
	if (paper->text[P_PDF_URL])
		buf_add(&b, paper->text[P_PDF_URL],
			strcspn(paper->text[P_PDF_URL], "?"));
	else if (!pdf_of(&b, link, url))
		buf_reset(&b);
	if (b.len)
		paper_set(paper, P_PDF_URL, b.s);
	buf_reset(&b);
	buf_add(&b, url, strcspn(url, "?"));
	if (link->kind == LINK_PAPER)
		paper_set(paper, P_URL, buf_str(&b));
	buf_free(&b);
}
