/*
 * test_dblp_index.c - a release of dblp cut into records, and its index: made,
 * asked, damaged, and made of what is no release.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "lib/dblp_index.h"
#include "test.h"

static char dir[] = "/tmp/cf-test-dblp-XXXXXX";
static struct buf path;

/* Files brought to the disk; how many were when the index got its name. */
static int synced, synced_first;

int
fdatasync(int fd)
{
	(void)fd;
	synced++;
	return 0;
}

int
rename(const char *from, const char *to)
{
	if (strcmp(to, path.s) == 0)
		synced_first = synced;
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

#define HEAD                                                                   \
	"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"                    \
	"<!DOCTYPE dblp SYSTEM \"dblp-2023-06-28.dtd\">\n<dblp>\n"
#define A                                                                      \
	"<inproceedings key=\"conf/icml/A88\" mdate=\"2017-05-24\">\n"         \
	"<title>A.</title>\n<year>1988</year>\n"                               \
	"<crossref>conf/icml/1988</crossref>\n</inproceedings>"
#define B                                                                      \
	"<article mdate=\"2020-01-01\" key=\"journals/pami/B45\">\n"           \
	"<title>B.</title>\n<year>2023</year>\n"                               \
	"<url>db/journals/pami/pami45.html#B45</url>\n</article>"
#define C                                                                      \
	"<inproceedings key='conf/iaai/C21'><title>C.</title>"                 \
	"<year>2021</year><crossref>conf/aaai/2021</crossref>"                 \
	"<url>db/conf/aaai/aaai2021.html#C21</url>"                            \
	"<stream>streams/conf/eaai</stream></inproceedings>"
#define WWW                                                                    \
	"<www key=\"homepages/a/B\"><author>A. B</author>"                     \
	"<title>Home Page</title></www>"

/* --- the cutter --- */

static int
on_record(void *ctx, const struct dblp_record *r)
{
	struct buf *b = ctx;

	(void)buf_printf(b, "%d", r->year);
	for (size_t i = 0; i < r->nstreams; i++)
		(void)buf_printf(
			b, " %.*s", (int)r->stream[i].n, r->stream[i].s);
	(void)buf_printf(b, " %.8s..%.8s\n", r->s, r->s + r->n - 8);
	return 0;
}

/* What comes out of a text in portions of k bytes, and how it ends. */
static const char *
cut(const char *s, size_t n, size_t k)
{
	static struct buf b;
	struct dblp_cut *c = dblp_cut_open(on_record, &b);
	struct err e = {0};

	if (!b.max)
		buf_init(&b, 1 << 20);
	buf_reset(&b);
	for (size_t at = 0, len; at < n; at += len) {
		len = k < n - at ? k : n - at;
		if (dblp_cut_feed(c, s + at, len) != 0)
			break;
	}
	(void)buf_puts(&b, dblp_cut_encoding(c));
	if (dblp_cut_close(c, &e) < 0)
		(void)buf_printf(&b, " %s", verdict_name(e.verdict));
	return buf_str(&b);
}

static void
check_cut(const char *name, const char *text, const char *want)
{
	static const size_t portion[] = {1, 2, 17, 4096};

	for (size_t i = 0; i < 4; i++)
		check_str(name, cut(text, strlen(text), portion[i]), want);
}

static void
test_cut(void)
{
	check_cut("records, one line shared", HEAD A B WWW C "\n</dblp>\n",
		"1988 conf/icml <inproce..eedings>\n"
		"2023 journals/pami <article..article>\n"
		"2021 conf/iaai conf/aaai conf/eaai <inproce..eedings>\n"
		"ISO-8859-1");
	check_cut("without declaration, without space", "<dblp>" A "</dblp>",
		"1988 conf/icml <inproce..eedings>\nUTF-8");
	check_cut("what follows the root", "<dblp>" A "</dblp>" B,
		"1988 conf/icml <inproce..eedings>\nUTF-8");
	check_cut("a record that is not closed",
		"<dblp><article key=\"journals/x/1\"><year>2000</year>" B
		"</dblp>",
		"2023 journals/pami <article..article>\nUTF-8");
	check_cut("cut off in a record", HEAD A "<article key=\"a/b/c\"><ti",
		"1988 conf/icml <inproce..eedings>\nISO-8859-1 retry-later");
	check_cut("cut off behind a record", HEAD A, "ISO-8859-1 retry-later");
	check_cut("no records", HEAD WWW "</dblp>", "ISO-8859-1 layout");
	check_cut("a web page", "<!DOCTYPE html>\n<html><body>" A,
		"UTF-8 blocked");
	check_cut("another root", "<dblpx>" A "</dblpx>", "UTF-8 layout");
	check_cut("no XML", "Not found", "UTF-8 layout");
	check_cut("nothing", "", "UTF-8 layout");
	check_cut("keys that name no stream",
		"<dblp><article key=\"../../etc\"/x\"> </article>"
		"<article key=\"/etc/passwd\"> </article><article key=\"a\">"
		"</article><article> </article><article key=\"a/b&#47;c/d\"> "
		"</article></dblp>",
		"0 ../.. <article..article>\nUTF-8");
}

static void
test_large(void)
{
	struct buf b;

	buf_init(&b, 16 << 20);
	buf_puts(&b, "<dblp>" A "<article key=\"journals/x/1\"><title>");
	while (b.len < LIMIT_ENTRY + (1 << 20))
		buf_puts(&b, "long words ");
	buf_puts(&b, "</title></article>" B "</dblp>");
	check_str("a record that is too large is left out",
		cut(b.s, b.len, 65536),
		"1988 conf/icml <inproce..eedings>\n"
		"2023 journals/pami <article..article>\nUTF-8");
	buf_free(&b);
}

static void
check_stream(const char *s, size_t want)
{
	check_int(s, dblp_stream(s, strlen(s)), want);
}

static void
test_stream(void)
{
	struct buf b;

	check_stream("conf/icml/A88", 9);
	check_stream("conf/icml", 9);
	check_stream("conf/icml<", 9);
	check_stream("conf/icml/", 9);
	check_stream("conf", 0);
	check_stream("conf/", 0);
	check_stream("conf//x", 0);
	check_stream("/conf/x", 0);
	check_stream("conf/ic ml/x", 0);
	check_stream("conf/ic\tml/x", 0);
	check_stream("", 0);
	buf_init(&b, 4096);
	buf_puts(&b, "conf/");
	while (b.len <= DBLP_STREAM_MAX)
		buf_putc(&b, 'x');
	buf_puts(&b, "/y");
	check_int("too long", dblp_stream(b.s, b.len), 0);
	buf_free(&b);
}

/* --- the index --- */

static int
add(void *ctx, const char *s, size_t n)
{
	(void)buf_add(ctx, s, n);
	return 0;
}

/* Gzip of a text, as a member, to the end of b. */
static void
pack(struct buf *b, const char *s, size_t n)
{
	z_stream z = {0};
	size_t most;
	char *out;

	(void)deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	most = deflateBound(&z, (uLong)n);
	out = xmalloc(most);
	z.next_in = (Bytef *)(uintptr_t)s;
	z.avail_in = (uInt)n;
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)most;
	(void)deflate(&z, Z_FINISH);
	(void)buf_add(b, out, most - z.avail_out);
	(void)deflateEnd(&z);
	free(out);
}

/* Makes the index of these bytes in portions of k; the verdict's name. */
static const char *
build(const char *s, size_t n, size_t k)
{
	struct err e = {0};
	struct dblp_build *b = dblp_build_open(path.s, "a release", &e);
	int r = b ? 0 : -1;

	for (size_t at = 0, len; r == 0 && at < n; at += len) {
		len = k < n - at ? k : n - at;
		r = dblp_build_feed(b, s + at, len, &e);
	}
	if (r < 0)
		dblp_build_drop(b);
	else
		r = dblp_build_close(b, &e);
	return r < 0 ? verdict_name(e.verdict) : "made";
}

static const char *
ask(const char *stream, int year)
{
	static struct buf b;
	struct dblp_index x;
	struct err e = {0};

	if (!b.max)
		buf_init(&b, 1 << 20);
	buf_reset(&b);
	if (!dblp_index_open(&x, path.s))
		return "no index";
	if (dblp_index_slice(&x, stream, year, add, &b, &e) == -2) {
		buf_reset(&b);
		(void)buf_puts(&b, "damaged");
	}
	dblp_index_free(&x);
	return buf_str(&b);
}

#define START "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<dblp>\n"
#define LINE_A                                                                 \
	"<inproceedings key=\"conf/icml/A88\" mdate=\"2017-05-24\"> "          \
	"<title>A.</title> <year>1988</year> "                                 \
	"<crossref>conf/icml/1988</crossref> </inproceedings>\n"

static void
check_answers(void)
{
	check_str("a stream", ask("conf/icml", 0), START LINE_A "</dblp>\n");
	check_str(
		"of a year", ask("conf/icml", 1988), START LINE_A "</dblp>\n");
	check_str("of another year", ask("conf/icml", 1989), START "</dblp>\n");
	check_str("by crossref", ask("conf/aaai", 0), START C "\n</dblp>\n");
	check_str("by key", ask("conf/iaai", 2021), START C "\n</dblp>\n");
	check_str("unknown", ask("conf/icm", 0), START "</dblp>\n");
	check_str("none", ask("", 0), START "</dblp>\n");
	check_str("no path", ask("../../etc/passwd", 0), START "</dblp>\n");
}

static void
test_build(void)
{
	static const char text[] = HEAD A B WWW C "\n</dblp>\n";
	struct buf z;

	buf_init(&z, 1 << 20);
	check_str("none yet", ask("conf/icml", 0), "no index");
	check_str("plain", build(text, sizeof(text) - 1, 5), "made");
	check("of several files", test_files(path.s) > 2);
	check_int("all on the disk before it has its name", synced_first,
		test_files(path.s));
	check_answers();
	pack(&z, text, sizeof(text) - 1);
	check_str("gzip, in the place of that", build(z.s, z.len, 1), "made");
	check_answers();
	check_str("gzip at once", build(z.s, z.len, z.len), "made");
	check_answers();
	check_str("cut off in gzip", build(z.s, z.len - 9, 64), "retry-later");
	check_answers();
	z.s[z.len - 6] ^= 1;
	check_str("a wrong checksum", build(z.s, z.len, 64), "retry-later");
	z.s[40] ^= 0x55;
	check_str("damage", build(z.s, z.len, 64), "retry-later");
	buf_reset(&z);
	pack(&z, text, 100);
	pack(&z, text + 100, sizeof(text) - 1 - 100);
	buf_add(&z, "\0\0\0", 3);
	check_str("members and padding", build(z.s, z.len, 7), "made");
	check_answers();
	buf_free(&z);
	check_str("a web page", build("<html><body>", 12, 3), "blocked");
	check_str("nothing", build("", 0, 1), "layout");
	check_answers();
}

static int
count(void *ctx, const char *s, size_t n)
{
	size_t *lines = ctx;

	for (size_t i = 0; i < n; i++)
		*lines += s[i] == '\n';
	return 0;
}

static size_t
lines_of(const char *stream)
{
	struct dblp_index x;
	struct err e = {0};
	size_t lines = 0;

	if (dblp_index_open(&x, path.s))
		(void)dblp_index_slice(&x, stream, 0, count, &lines, &e);
	dblp_index_free(&x);
	return lines;
}

/* Records that do not fit into a bucket's buffer, and many that do. */
static void
test_many(void)
{
	struct buf b;

	buf_init(&b, 64 << 20);
	buf_puts(&b, HEAD);
	for (int i = 0; i < 2000; i++)
		buf_printf(&b,
			"<article key=\"journals/j%d/%d\"><year>2000</year>"
			"<title>%0*d</title></article>\n",
			i % 2, i, i % 100 == 0 ? 100000 : 60, i);
	buf_puts(&b, "</dblp>");
	check_str("many", build(b.s, b.len, 65536), "made");
	check_int("all of them are there", lines_of("journals/j0"), 1003);
	buf_free(&b);
}

static void
test_hostile(void)
{
	struct buf b, z;
	struct stat st;

	buf_init(&b, 256 << 20);
	buf_init(&z, 16 << 20);
	buf_puts(&b, HEAD A);
	while (b.len < (80 << 20))
		buf_puts(&b, "                                            "
			     "                                            ");
	pack(&z, b.s, b.len);
	check_str("a bomb", build(z.s, z.len, 4096), "failed");
	buf_reset(&z);
	buf_printf(&z, "%s.part", path.s);
	check_int("nothing is left of it", stat(z.s, &st), -1);
	buf_free(&b);
	buf_free(&z);
}

/* --- damage, and what a killed build leaves --- */

static void
test_damage(void)
{
	static const char text[] = HEAD A B "</dblp>";
	struct dblp_build *killed;
	struct err e = {0};
	char name[16];
	struct buf file;

	buf_init(&file, 4096);
	check_str("made", build(text, sizeof(text) - 1, 9), "made");
	dblp_bucket_name(name, dblp_bucket("conf/icml", 9));
	buf_printf(&file, "%s/%s", path.s, name);
	check_int("a byte is changed", access(file.s, R_OK), 0);
	{
		FILE *f = fopen(file.s, "r+b");

		(void)fseek(f, 30, SEEK_SET);
		(void)fputc('x', f);
		(void)fclose(f);
	}
	check_str("a damaged file is told", ask("conf/icml", 0), "damaged");
	check_int("cut short", truncate(file.s, 20), 0);
	check_str("a short one is no index", ask("conf/icml", 0), "no index");
	check_str("made anew", build(text, sizeof(text) - 1, 9), "made");
	killed = dblp_build_open(path.s, "a release", &e);
	(void)dblp_build_feed(killed, text, 100, &e);
	check_str("while one is made the old one holds", ask("conf/icml", 0),
		START LINE_A "</dblp>\n");
	check_str("another takes over what it left",
		build(text, sizeof(text) - 1, 9), "made");
	dblp_build_drop(killed);
	check_str("and is not harmed", ask("conf/icml", 0),
		START LINE_A "</dblp>\n");
	buf_free(&file);
}

static void
test_path(void)
{
	struct buf a, b;
	FILE *f;

	buf_init(&a, 8 * LIMIT_URL);
	buf_init(&b, 8 * LIMIT_URL);
	dblp_index_path(&a, "/c", "https://x.example/../../dblp.xml.gz");
	check_int("a name without a slash", strncmp(a.s, "/c/dblp-", 8), 0);
	check_int("of one length", a.len, strlen("/c/dblp-") + 16);
	dblp_index_path(&b, "/c", "https://x.example/other.xml.gz");
	check("another release, another place", strcmp(a.s, b.s) != 0);
	buf_reset(&b);
	buf_printf(&b, "%s/local.xml", dir);
	f = fopen(b.s, "w");
	(void)fputs("<dblp>", f);
	(void)fclose(f);
	dblp_index_path(&a, "/c", b.s);
	f = fopen(b.s, "w");
	(void)fputs("<dblp></dblp>", f);
	(void)fclose(f);
	{
		char *old = xstrdup(a.s);

		dblp_index_path(&a, "/c", b.s);
		check("a file that changed has another place",
			strcmp(a.s, old) != 0);
		free(old);
	}
	(void)unlink(b.s);
	buf_free(&a);
	buf_free(&b);
}

int
main(void)
{
	struct buf old;
	struct err e = {0};

	if (!mkdtemp(dir)) {
		printf("Bail out! cannot make a directory\n");
		return 1;
	}
	buf_init(&path, 4096);
	buf_printf(&path, "%s/dblp-x", dir);
	test_stream();
	test_cut();
	test_large();
	test_build();
	test_many();
	test_hostile();
	test_damage();
	test_path();
	/* A build below the same name that is dropped removes the files. */
	buf_init(&old, 4096);
	buf_printf(&old, "%s.part", path.s);
	(void)rename(path.s, old.s);
	dblp_build_drop(dblp_build_open(path.s, "x", &e));
	check_int("all is gone", rmdir(dir), 0);
	buf_free(&old);
	buf_free(&path);
	return test_end();
}
