/*
 * test_bounds.c - one more than bounds.h allows, where no other test has it:
 * items of a paper, affiliations of an author, attributes of a tag, a value of
 * JSON, a record of OAI-PMH. What is too much is left out or an error; what is
 * allowed is there.
 */
#include "../../tools/sources/oai.h"
#include "lib/text.h"
#include "test.h"

static size_t
items(const struct item *i)
{
	size_t n = 0;

	for (; i; i = i->next)
		n++;
	return n;
}

static void
test_paper(void)
{
	struct paper *p = paper_new();
	struct author *a = paper_author(p, "Ann Bell");
	char text[32];

	for (int i = 0; i <= LIMIT_ITEMS; i++) {
		(void)snprintf(text, sizeof(text), "k%d", i);
		paper_keyword(p, text);
		paper_id(p, text, text);
	}
	check_int("keywords", (long)items(p->keywords), LIMIT_ITEMS);
	check_int("ids", (long)items(p->ids), LIMIT_ITEMS);
	for (int i = 0; i < 12; i++) {
		(void)snprintf(text, sizeof(text), "University %d", i);
		paper_affiliation(p, a, text);
	}
	check_int("affiliations, of which some are fine", (long)a->naffiliation,
		12);
	a->naffiliation = LIMIT_ITEMS;
	paper_affiliation(p, a, "One more");
	check_int("one more is left out", (long)a->naffiliation, LIMIT_ITEMS);
	a->naffiliation = 12;
	paper_free(p);
}

static size_t attributes;

static void
on_tag(void *ctx, struct xml *x, const struct xml_tag *tag)
{
	(void)ctx;
	(void)x;
	if (!tag->end)
		attributes = tag->nattr;
}

static void
test_attributes(void)
{
	struct buf b;
	struct err e = {0};
	struct xml *x = xml_open(on_tag, NULL);

	buf_init(&b, 1 << 16);
	(void)buf_puts(&b, "<a");
	for (int i = 0; i <= LIMIT_XML_ATTRS; i++)
		(void)buf_printf(&b, " a%d='%d'", i, i);
	(void)buf_puts(&b, "></a>");
	check_int("a tag of XML is read", xml_feed(x, b.s, b.len), 0);
	check_int("to its end", xml_close(x, true, &e), 0);
	check_int("and not all its attributes", (long)attributes,
		LIMIT_XML_ATTRS);
	buf_free(&b);
}

static size_t largest;

static int
on_item(void *ctx, struct json value)
{
	(void)ctx;
	largest = value.n;
	return 0;
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	(void)name;
	return on_item(ctx, value);
}

/* An array with one text of n bytes, its quotes with them. */
static int
array_of(size_t n, struct err *e)
{
	static char block[1 << 16];
	struct json_split *s = json_split_open(NULL, on_item, on_member, NULL);
	int r = json_split_feed(s, "[\"", 2, e), end;

	memset(block, 'x', sizeof(block));
	for (n -= 2; n && r == 0;) {
		size_t k = n < sizeof(block) ? n : sizeof(block);

		r = json_split_feed(s, block, k, e);
		n -= k;
	}
	if (r == 0)
		r = json_split_feed(s, "\"]", 2, e);
	end = json_split_close(s, e);
	return r ? r : end;
}

static void
test_json(void)
{
	struct err e = {0};

	largest = 0;
	check_int(
		"the longest value of JSON", array_of(LIMIT_JSON_ITEM, &e), 0);
	check("is whole", largest == LIMIT_JSON_ITEM);
	largest = 0;
	check("one byte more", array_of(LIMIT_JSON_ITEM + 1, &e) < 0);
	check("is an error", e.verdict == V_LAYOUT && largest == 0);
	check("that says so", strstr(e.text, "too long") != NULL);
}

static bool full;
static size_t fields;

static int
on_record(void *ctx, const struct oai_record *r)
{
	(void)ctx;
	full = r->full;
	fields = 0;
	for (const struct oai_field *f = r->fields; f; f = f->next)
		fields++;
	return 0;
}

/* A record of OAI-PMH with n texts of a kilobyte. */
static int
record_of(int n)
{
	static const char head[] =
		"<OAI-PMH><ListRecords><record><header><identifier>x"
		"</identifier></header><metadata><dc>",
			  tail[] = "</dc></metadata></record></ListRecords>"
				   "</OAI-PMH>";
	struct oai *o = oai_open(on_record, NULL);
	char text[1 << 10];
	struct err e = {0};
	int r = oai_feed(o, head, sizeof(head) - 1);

	memset(text, 'x', sizeof(text));
	for (int i = 0; i < n && r == 0; i++) {
		r = oai_feed(o, "<title>", 7);
		if (r == 0)
			r = oai_feed(o, text, sizeof(text));
		if (r == 0)
			r = oai_feed(o, "</title>", 8);
	}
	if (r == 0)
		r = oai_feed(o, tail, sizeof(tail) - 1);
	if (r == 0)
		r = oai_end(o, true, &e);
	oai_free(o);
	return r;
}

static void
test_oai(void)
{
	check_int("a record of much text", record_of(1000), 0);
	check("is whole", !full && fields == 1000);
	check_int("one of too much", record_of(LIMIT_OAI_RECORD >> 10), 0);
	check("is called so", full);
}

int
main(void)
{
	test_paper();
	test_attributes();
	test_json();
	test_oai();
	return test_end();
}
