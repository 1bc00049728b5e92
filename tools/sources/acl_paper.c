/*
 * acl_paper.c - from the elements of a <paper> to a paper.
 *
 * Names without "://" are files of aclanthology.org: the PDF is the paper's own
 * id plus ".pdf" unless <url> names another (2023.acl-long.911 is
 * 2023.acl-long.report.pdf), attachments have a folder of their own. Since 2026
 * an empty <pdf> stands for the <url> that is the id. LREC's papers until 2014
 * lie on lrec-conf.org, and some <url> are a publisher's page.
 *
 * Editors are no authors, spellings of a name in another script (<variant>) no
 * further authors. Not taken: <note>, <language>, <mrf>, bibliographic data
 * that the volume says for all.
 */
#include <ctype.h>

#include "acl.h"

void
acl_problem(struct acl *p, const char *code, const char *text)
{
	char line[300];

	if (p->page->purpose == FOR_COUNT)
		return;
	(void)snprintf(line, sizeof(line), "%s: %.150s", p->id, text);
	p->page->sink->problem(p->page->sink, code, line);
}

static void
take_title(struct acl *p)
{
	paper_set(p->paper, P_TITLE, buf_str(&p->text));
}

static void
take_abstract(struct acl *p)
{
	paper_set(p->paper, P_ABSTRACT, buf_str(&p->text));
}

static void
take_bibkey(struct acl *p)
{
	paper_id(p->paper, "bibkey", buf_str(&p->text));
}

static void
take_pages(struct acl *p)
{
	if (p->text.len && !paper_pages(p->paper, p->text.s))
		acl_problem(p, "pages", p->text.s);
}

/* Theses and such have a handle in the place of a DOI. */
static void
take_doi(struct acl *p)
{
	const char *text = buf_str(&p->text);

	if (!*text)
		return;
	paper_set(p->paper, P_DOI, text);
	if (p->paper->text[P_DOI])
		paper_id(p->paper, "doi", p->paper->text[P_DOI]);
	else if (strstr(text, "://hdl.handle.net/"))
		paper_link(p->paper, "handle", text);
	else
		acl_problem(p, "doi", text);
}

static void
take_author(struct acl *p)
{
	struct buf name;
	struct author *a;

	buf_init(&name, LIMIT_FIELD);
	buf_printf(&name, "%s %s %s", buf_str(&p->part[PART_FIRST]),
		buf_str(&p->part[PART_LAST]), buf_str(&p->part[PART_SUFFIX]));
	a = paper_author(p->paper, buf_str(&name));
	if (!a && !p->part[PART_AFFILIATION].len) /* without any parts */
		a = paper_author(p->paper, buf_str(&p->text));
	buf_free(&name);
	if (!a) {
		acl_problem(p, "authors", "an author without a name");
		return;
	}
	paper_affiliation(p->paper, a, buf_str(&p->part[PART_AFFILIATION]));
	paper_author_id(p->paper, &a->orcid,
		p->orcid.len ? p->orcid.s : buf_str(&p->part[PART_ORCID]));
	paper_author_id(p->paper, &a->openreview, buf_str(&p->profile));
}

/* --- what lies elsewhere --- */

static bool
is_address(const char *name)
{
	return strncmp(name, "http://", 7) == 0 ||
	       strncmp(name, "https://", 8) == 0;
}

/* The file of the site that a name means, or the address that it is. */
static void
address(struct buf *out, const char *folder, const char *name, const char *end)
{
	buf_reset(out);
	if (is_address(name))
		buf_puts(out, name);
	else
		buf_printf(out, ACL_SITE "%s%s%s", folder, name, end);
}

/* Adds a link; a name that is taken gets a number. */
static void
add_link(struct acl *p, const char *key, const char *url)
{
	char name[64];
	const struct item *i;

	for (int n = 1; n < 100; n++) {
		(void)snprintf(
			name, sizeof(name), n == 1 ? "%s" : "%s-%d", key, n);
		for (i = p->paper->links; i; i = i->next) {
			if (strcmp(i->key, name) == 0)
				break;
		}
		if (!i) {
			paper_link(p->paper, name, url);
			return;
		}
		if (strcmp(i->value, url) == 0)
			return;
	}
}

static bool
is_anthology(const char *url)
{
	static const char *const hosts[] = {"aclanthology.org",
		"www.aclanthology.org", "aclweb.org", "www.aclweb.org",
		"aclanthology.info"};
	struct buf host;
	bool found = false;

	buf_init(&host, LIMIT_URL);
	if (url_host(&host, url)) {
		for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
			found = found || strcmp(hosts[i], host.s) == 0;
	}
	buf_free(&host);
	return found;
}

/* <url> and <pdf>. */
static void
take_pdf(struct acl *p)
{
	const char *name = p->text.len ? p->text.s : p->id;
	size_t n = strlen(name);
	struct buf url;

	if (is_address(name) && is_anthology(name))
		name = p->id;
	buf_init(&url, LIMIT_URL);
	address(&url, "", name, ".pdf");
	if (!is_address(name) || (n > 4 && strcmp(name + n - 4, ".pdf") == 0))
		paper_set(p->paper, P_PDF_URL, buf_str(&url));
	else
		paper_link(p->paper, "publisher", buf_str(&url));
	buf_free(&url);
}

/* The types of attachments are free words; the first that is in one counts. */
static const char *
attachment_key(const char *type)
{
	static const char *const keys[][2] = {{"software", "software"},
		{"source", "software"}, {"code", "software"},
		{"suppl", "supplementary"}, {"appendi", "supplementary"},
		{"data", "dataset"}, {"presentation", "presentation"},
		{"poster", "poster"}, {"note", "notes"},
		{"copyright", "copyright"}};
	char lower[64];
	size_t i;

	for (i = 0; i < sizeof(lower) - 1 && type[i]; i++)
		lower[i] = (char)tolower((unsigned char)type[i]);
	lower[i] = '\0';
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strstr(lower, keys[i][0]))
			return keys[i][1];
	}
	return "attachment";
}

static void
take_attachment(struct acl *p)
{
	struct buf url;

	if (!p->text.len)
		return;
	buf_init(&url, LIMIT_URL);
	address(&url, "attachments/", p->text.s, "");
	add_link(p, attachment_key(buf_str(&p->label)), buf_str(&url));
	buf_free(&url);
}

static void
take_video(struct acl *p)
{
	struct buf url;

	if (!p->href.len)
		return;
	buf_init(&url, LIMIT_URL);
	address(&url, "", p->href.s, "");
	add_link(p, "video", buf_str(&url));
	buf_free(&url);
}

static void
take_code(struct acl *p)
{
	if (p->href.len)
		add_link(p, "code", p->href.s);
}

static void
take_dataset(struct acl *p)
{
	if (p->href.len)
		add_link(p, "dataset", p->href.s);
}

/* "2022.acl-long.1v2": the PDF as it was, or is, in version 2. */
static void
take_version(struct acl *p, const char *what)
{
	const char *n = buf_str(&p->label);
	char key[32];
	struct buf url;

	if (!p->href.len || strlen(n) > 2 || !isdigit((unsigned char)*n))
		return;
	(void)snprintf(key, sizeof(key), "%s-%.2s", what, n);
	buf_init(&url, LIMIT_URL);
	address(&url, "", p->href.s, ".pdf");
	paper_link(p->paper, key, buf_str(&url));
	buf_free(&url);
}

static void
take_revision(struct acl *p)
{
	if (!p->href.len) /* until 2019 */
		buf_puts(&p->href, buf_str(&p->text));
	take_version(p, "revision");
}

static void
take_erratum(struct acl *p)
{
	buf_reset(&p->href);
	buf_puts(&p->href, buf_str(&p->text));
	take_version(p, "erratum");
}

/* --- what became of it --- */

static void
take_award(struct acl *p)
{
	if (p->text.len && p->award.len)
		buf_puts(&p->award, "; ");
	buf_puts(&p->award, buf_str(&p->text));
}

static void
take_retracted(struct acl *p)
{
	p->retracted = true;
}

static void
take_removed(struct acl *p)
{
	p->removed = true;
}

/* Meetings have "May 22-27" and "6" for a month, "Septemer" too; until 2021
 * many volumes had no year, which is the collection's then. */
static void
set_published(struct acl *p)
{
	const struct acl_volume *v = &p->volume;
	int month = month_of_text(v->month);
	int year = *v->year ? (int)strtol(v->year, NULL, 10)
			    : acl_year(p->collection);
	char date[24];

	if (year < 1000 || year > 9999)
		return;
	(void)snprintf(
		date, sizeof(date), month ? "%d-%02d" : "%d", year, month);
	paper_date(p->paper, date);
}

void
acl_complete(struct acl *p)
{
	struct paper *paper = p->paper;
	const char *track = p->volume.track;
	struct buf url;

	buf_init(&url, LIMIT_URL);
	buf_printf(&url, "acl:%s", p->id);
	paper_set(paper, P_ID, buf_str(&url));
	paper_id(paper, "acl", p->id);
	buf_reset(&url);
	buf_printf(&url, ACL_SITE "%s/", p->id);
	paper_set(paper, P_URL, buf_str(&url));
	buf_free(&url);
	if (p->volume.journal)
		track = acl_journal_track(paper->text[P_TITLE]);
	paper_set(paper, P_TRACK, track);
	paper_set(paper, P_VOLUME, p->volume.number);
	set_published(p);
	paper_set(paper, P_DECISION,
		p->removed     ? "removed"
		: p->retracted ? "retracted"
			       : buf_str(&p->award));
}

bool
acl_field(struct acl *p, const char *name)
{
	static const struct {
		const char *name;
		void (*take)(struct acl *);
	} fields[] = {
		{"title", take_title},
		{"author", take_author},
		{"abstract", take_abstract},
		{"pages", take_pages},
		{"doi", take_doi},
		{"url", take_pdf},
		{"pdf", take_pdf},
		{"bibkey", take_bibkey},
		{"attachment", take_attachment},
		{"software", take_attachment},
		{"dataset", take_attachment},
		{"video", take_video},
		{"pwccode", take_code},
		{"pwcdataset", take_dataset},
		{"revision", take_revision},
		{"erratum", take_erratum},
		{"award", take_award},
		{"retracted", take_retracted},
		{"removed", take_removed},
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(fields[i].name, name) == 0) {
			fields[i].take(p);
			return true;
		}
	}
	return false;
}
