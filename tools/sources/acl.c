/*
 * acl.c - the ACL Anthology, from the data files that it is built from.
 *
 * One file of github.com/acl-org/acl-anthology is a collection: volumes, and in
 * each the papers with all that is known of them. What a key may ask for is in
 * acl_key.c. The site's own pages stand behind a browser check and are never
 * asked for.
 *
 * The papers of a file are its own: also those of a volume of another year than
 * the collection (nine are, W05-17 of 2006); `published` has its year then. A
 * retracted paper says so in `decision`; one that was removed from the
 * Anthology is left out unless withdrawn ones are wanted.
 *
 * The event of a conference names volumes of other collections that were held
 * with it. Only its own job asks for them.
 */
#include <ctype.h>

#include "acl.h"

static int
plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	struct buf key;
	int ret;

	if (job->key)
		return acl_ask(sink, purpose, job->key, e);
	buf_init(&key, LIMIT_URL);
	if (acl_default_key(&key, job->venue, job->year))
		ret = acl_ask(sink, purpose, buf_str(&key), e);
	else
		ret = err_set(e, V_FAILED,
			"the ACL Anthology needs a key, such as 2022.acl");
	buf_free(&key);
	return ret;
}

/* --- in --- */

static void *
open_file(const struct page *page)
{
	struct acl *p = xcalloc(1, sizeof(*p));
	const char *note = strchr(page->url, '#');

	p->page = page;
	p->wanted = note && note[1] != '!' ? note + 1 : "";
	p->xml = xml_open(acl_tag, p);
	buf_init(&p->text, LIMIT_FIELD);
	buf_init(&p->href, LIMIT_URL);
	buf_init(&p->label, LIMIT_URL);
	buf_init(&p->orcid, LIMIT_URL);
	buf_init(&p->profile, LIMIT_URL);
	buf_init(&p->award, LIMIT_URL);
	for (size_t i = 0; i < PARTS; i++)
		buf_init(&p->part[i], LIMIT_URL);
	buf_init(&p->colocated, 64 << 10);
	return p;
}

static int
feed(void *state, const char *s, size_t n)
{
	struct acl *p = state;
	int ret = xml_feed(p->xml, s, n);

	p->fed = p->fed || n > 0;
	return p->stop || ret < 0 ? -1 : 0;
}

/* --- at the end of a file --- */

/* Whether an id of this collection stands before s in the list. */
static bool
asked_before(const char *list, const char *s, size_t n)
{
	for (; list < s; list += strcspn(list, " ") + 1) {
		if (strncmp(list, s, n + 1) == 0)
			return true;
	}
	return false;
}

/* Asks for the volumes that were held with the conference, each collection
 * once; its own is here, or has been asked for. */
static void
ask_colocated(struct acl *p, const char *own)
{
	const char *list = buf_str(&p->colocated);
	struct buf key;

	(void)snprintf(p->id, sizeof(p->id), "%s", p->collection);
	if (p->colocated.full)
		acl_problem(p, "colocated", "the list of volumes is too long");
	buf_init(&key, LIMIT_URL);
	for (const char *s = list; *s; s += strcspn(s, " ") + 1) {
		size_t n = strcspn(s, "- ");

		if (s[n] != '-' || asked_before(list, s, n) ||
			(strncmp(s, own, n) == 0 && own[n] == '\0'))
			continue;
		buf_reset(&key);
		buf_add(&key, s, n);
		for (const char *v = s; *v; v += strcspn(v, " ") + 1) {
			if (strncmp(v, s, n + 1) == 0)
				buf_printf(&key, "%c%.*s",
					key.len == n ? ':' : ',',
					(int)strcspn(v + n + 1, " "),
					v + n + 1);
		}
		if (key.full || acl_ask(p->page->sink, p->page->purpose,
					buf_str(&key), NULL) < 0)
			acl_problem(p, "colocated", buf_str(&key));
	}
	buf_free(&key);
}

/* Volumes that the key names and the file has not. True: it has none. */
static bool
report_missing(struct acl *p)
{
	char name[ACL_NAME], text[2 * ACL_NAME + 32];
	size_t there = 0, i;

	if (!*p->wanted || acl_is_event(p))
		return false;
	for (i = 0; i < ACL_VOLUMES; i++)
		there += p->seen[i];
	for (i = 0; i < ACL_VOLUMES && there > 0; i++) {
		acl_at(name, p->wanted, i);
		if (!*name)
			break;
		(void)snprintf(text, sizeof(text), "%s has no volume '%s'",
			p->collection, name);
		if (!p->seen[i] && p->page->purpose != FOR_COUNT)
			p->page->sink->problem(
				p->page->sink, "no-volume", text);
	}
	return there == 0;
}

static int
finish(struct acl *p, struct err *e)
{
	char letter[ACL_NAME];
	bool asked = false;

	if (p->place == IN_NOTHING)
		return err_set(e, V_LAYOUT,
			"neither <collection> nor <volume> begins the file");
	if (report_missing(p))
		return err_set(e, V_EMPTY, "%s has no volume '%.100s'",
			p->collection, p->wanted);
	if (acl_is_event(p)) {
		asked = p->items == 0 &&
			isdigit((unsigned char)*p->collection) &&
			acl_ask_letter(letter, p->page->sink, p->page->purpose,
				p->wanted + 1);
		ask_colocated(p, asked ? letter : p->collection);
	}
	if (p->items == 0 && !asked && !p->colocated.len)
		return err_set(e, V_EMPTY, "%s has no papers", p->collection);
	if (p->page->purpose == FOR_COUNT)
		p->page->sink->count(p->page->sink, p->page->url, p->items);
	return 0;
}

static int
close_xml(struct acl *p, bool whole, struct err *e)
{
	const char *fault = xml_fault(p->xml);
	char text[200];
	int ret;

	(void)snprintf(text, sizeof(text), "%s", fault ? fault : "");
	ret = xml_close(p->xml, whole, e);
	if (p->stop)
		return 0;
	if (!p->fed)
		return err_set(e, V_RETRY_LATER, "the file is empty");
	if (p->html)
		return err_set(e, V_BLOCKED,
			"a page came in the place of the data file");
	if (!whole)
		return err_set(e, V_RETRY_LATER,
			"the file broke off after %zu papers", p->items);
	if (ret < 0)
		return -1;
	if (*text && p->page->purpose != FOR_COUNT)
		p->page->sink->problem(p->page->sink, "xml", text);
	return finish(p, e);
}

static int
close_file(void *state, bool whole, struct err *e)
{
	struct acl *p = state;
	int ret = close_xml(p, whole, e);

	paper_free(p->paper);
	buf_free(&p->text);
	buf_free(&p->href);
	buf_free(&p->label);
	buf_free(&p->orcid);
	buf_free(&p->profile);
	buf_free(&p->award);
	for (size_t i = 0; i < PARTS; i++)
		buf_free(&p->part[i]);
	buf_free(&p->colocated);
	free(p);
	return ret;
}

/* A conference that was held with another may have no collection of its letter
 * in that year: ijcnlp-2015 is P15. The event's own file has said where it is.
 */
static bool
instead(const struct page *page, const struct err *e)
{
	const char *note = strchr(page->url, '#');

	return e->verdict == V_MOVED && note && note[1] == '!';
}

const struct source source_acl = {
	.name = "acl",
	.about = "ACL Anthology: collections, volumes and events",
	.plan = plan,
	.open = open_file,
	.feed = feed,
	.close = close_file,
	.instead = instead,
	.counts = "listing",
};
