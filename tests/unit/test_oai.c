/*
 * test_oai.c - the reader of OAI-PMH: records, headers, tokens, errors, and
 * what is none of these.
 */
#include "test.h"

#include "../../tools/sources/oai.h"

static struct buf seen;

static int
on_record(void *ctx, const struct oai_record *r)
{
	size_t *stop_at = ctx;

	(void)buf_printf(&seen, "%s %s%s %s[", r->id, r->stamp,
		r->deleted ? " deleted" : "", r->format);
	for (const struct oai_field *f = r->sets; f; f = f->next)
		(void)buf_printf(&seen, "set=%s ", f->text);
	for (const struct oai_field *f = r->fields; f; f = f->next)
		(void)buf_printf(&seen, "%s%s%s=%s ", f->name,
			*f->lang ? "@" : "", f->lang, f->text);
	(void)buf_puts(&seen, "]\n");
	return *stop_at && --*stop_at == 0 ? 1 : 0;
}

/* Reads a text in portions of k bytes; what close returned. The rest of what
 * was there to see stays in *o until the next call. */
static struct oai *last;

static int
read_text(const char *text, size_t k, size_t stop, struct err *e)
{
	size_t n = strlen(text);

	if (last)
		oai_free(last);
	buf_free(&seen);
	buf_init(&seen, 1 << 20);
	*e = (struct err){.verdict = V_COMPLETE};
	last = oai_open(on_record, &stop);
	for (size_t at = 0; at < n; at += k) {
		size_t len = k < n - at ? k : n - at;
		char *copy = xstrndup(text + at, len);
		int more = oai_feed(last, copy, len);

		free(copy);
		if (more != 0)
			break;
	}
	return oai_end(last, true, e);
}

#define HEAD "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>"
#define RECORD(id)                                                             \
	"<record><header><identifier> " id " </identifier><datestamp>2020-01-" \
	"02</datestamp><setSpec>a</setSpec><setSpec>b:c</setSpec></header>"    \
	"<metadata><dc:dc xmlns:dc='x'><dc:title xml:lang='en'>T &amp; "       \
	"&eacute;</dc:title><author><name>N</name></author></dc:dc></"         \
	"metadata></record>"
#define SEEN(id)                                                               \
	id " 2020-01-02 dc[set=a set=b:c title@en=T & \u00e9 name=N author= "  \
	   "]\n"

static void
test_records(void)
{
	static const size_t portion[] = {1, 7, 4096};
	static const char text[] = HEAD "<ListRecords>" RECORD("one")
		RECORD("two") "<resumptionToken completeListSize='26185' "
			      "cursor='0'>\n t=1 "
			      "\n</resumptionToken></ListRecords></OAI-PMH>";
	struct err e;

	for (size_t i = 0; i < 3; i++) {
		check_int("records in portions",
			read_text(text, portion[i], 0, &e), 0);
		check_str("their fields", buf_str(&seen),
			SEEN("one") SEEN("two"));
		check_str("token", oai_token(last), "t=1");
		check_int("size", oai_size(last), 26185);
	}
	check_int("may stop", read_text(text, 4096, 1, &e), 0);
	check_str("after the first", buf_str(&seen), SEEN("one"));
	check_int("a record alone", read_text(RECORD("r"), 5, 0, &e), 0);
	check_str("is read", buf_str(&seen), SEEN("r"));
	check_int("GetRecord",
		read_text(HEAD
			"<GetRecord>" RECORD("g") "</GetRecord></OAI-PMH>",
			5, 0, &e),
		0);
	check_str("is read", buf_str(&seen), SEEN("g"));
	check_int("markup in a text",
		read_text("<record><header><identifier>m</identifier></header>"
			  "<metadata><dc><title>A <i>b</i>-<sub>2</sub> c"
			  "</title><p>of the format</p><description><p>One.</p>"
			  "<p>T<b>w</b>o.</p></description></dc></metadata>"
			  "</record>",
			5, 0, &e),
		0);
	check_str("belongs to the text", buf_str(&seen),
		"m  dc[title=A b-2 c p=of the format description=One.  Two. "
		"]\n");
}

static void
test_headers(void)
{
	struct err e;

	check_int("ListIdentifiers",
		read_text(HEAD "<ListIdentifiers><header status='deleted'>"
			       "<identifier>a</identifier><datestamp>2020-01-01"
			       "</datestamp></header><header><identifier>b"
			       "</identifier></header><resumptionToken "
			       "completeListSize='2' cursor='0' />"
			       "</ListIdentifiers></OAI-PMH>",
			3, 0, &e),
		0);
	check_str(
		"headers", buf_str(&seen), "a 2020-01-01 deleted []\nb  []\n");
	check_str("an empty token is the end", oai_token(last), "");
	check_int("an empty list behind a token",
		read_text(HEAD "<ListRecords/></OAI-PMH>", 9, 0, &e), 0);
}

static void
failure(const char *name, const char *text, enum verdict v)
{
	struct err e;

	check_int(name, read_text(text, 11, 0, &e), -1);
	check_str(name, verdict_name(e.verdict), verdict_name(v));
}

static void
test_failures(void)
{
	failure("nothing matches",
		HEAD "<error code='noRecordsMatch'>No</error></OAI-PMH>",
		V_EMPTY);
	failure("a token that is none",
		HEAD "<error code='badResumptionToken'>x</error></OAI-PMH>",
		V_FAILED);
	check_str("its code", oai_error(last), "badResumptionToken");
	failure("an error of no code", HEAD "<error>Boo</error></OAI-PMH>",
		V_FAILED);
	failure("an empty answer", "", V_RETRY_LATER);
	failure("a page for browsers",
		"<!DOCTYPE html><html><head><title>Just a moment", V_BLOCKED);
	failure("another XML", "<rss><channel/></rss>", V_LAYOUT);
	failure("no list", HEAD "<Identify/></OAI-PMH>", V_LAYOUT);
	failure("one that is cut", HEAD "<ListRecords>" RECORD("one") "<rec",
		V_RETRY_LATER);
	check_str("gives its whole records", buf_str(&seen), SEEN("one"));
}

static void
test_hostile(void)
{
	struct buf b;
	struct err e;

	buf_init(&b, 64UL << 20);
	(void)buf_puts(&b, HEAD "<ListRecords><record><header><identifier>x"
				"</identifier></header><metadata><dc>");
	for (size_t i = 0; i < 3000; i++) {
		(void)buf_puts(&b, "<description>");
		for (size_t k = 0; k < 100; k++)
			(void)buf_puts(&b, "0123456789012345678901234567890123"
					   "456789");
		(void)buf_puts(&b, "</description>");
	}
	(void)buf_puts(&b, "</dc></metadata></record>" RECORD(
				   "next") "</ListRecords></OAI-PMH>");
	check_int("a record without end",
		read_text(buf_str(&b), 1 << 16, 0, &e), 0);
	check("costs itself", strstr(buf_str(&seen), "next 2020") || seen.full);
	buf_reset(&b);
	(void)buf_puts(&b, HEAD);
	for (size_t i = 0; i < 20000; i++)
		(void)buf_puts(&b, "<record><metadata>");
	check_int("elements without end",
		read_text(buf_str(&b), 1 << 16, 0, &e), -1);
	check_int("bytes that are none",
		read_text(HEAD
			"<ListRecords><record><header><identifier>\xff\x01"
			"</identifier></header></record>",
			1, 0, &e),
		-1);
	buf_free(&b);
}

int
main(void)
{
	test_records();
	test_headers();
	test_failures();
	test_hostile();
	oai_free(last);
	buf_free(&seen);
	return test_end();
}
