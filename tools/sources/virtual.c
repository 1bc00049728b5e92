/*
 * virtual.c - the source for the conferences' virtual sites.
 *
 * They publish the whole programme as one JSON file of tens of MB: titles,
 * authors with institutions, abstracts, decisions (formats seen 2025-11 to
 * 2026-10). Events are not papers: the poster and the oral of a paper are two
 * events of one uid; an event that tells more than those before it becomes
 * another record with the same id, for whoever reads to join. Journal posters,
 * workshops and the like stand in the same file; where the file says the track,
 * only papers of the conference's own tracks are taken.
 *
 * Since 2026 the abstracts are in a second file, by event; it is asked for when
 * the events had none, and its records join by ids.event. The older HTML list
 * (titles and links) is read as well. Memory: one event, and the uids.
 */
#include "virtual.h"

#define DATA "/static/virtual/data/"

/* --- what to ask --- */

/* The key of a job that names none. */
static const struct site {
	const char *venue, *key;
} sites[] = {
	{"neurips", "neurips.cc/neurips"},
	{"icml", "icml.cc/icml"},
	{"iclr", "iclr.cc/iclr"},
	{"mlsys", "mlsys.org/mlsys"},
	{"aistats", "virtual.aistats.org/aistats"},
	{"cvpr", "cvpr.thecvf.com/cvpr"},
	{"eccv", "eccv.ecva.net/eccv"},
};

static const char *
find_key(const struct job *job)
{
	if (job->key)
		return job->key;
	for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++) {
		if (job->venue && strcmp(sites[i].venue, job->venue) == 0)
			return sites[i].key;
	}
	return "";
}

static void
data_url(struct buf *out, const char *host, const char *name, int year,
	const char *what)
{
	buf_reset(out);
	buf_printf(
		out, "https://%s" DATA "%s-%d-%s.json", host, name, year, what);
}

static int
virtual_plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
	const char *key = find_key(job);
	size_t n = strspn(key, plain), m;
	char host[256];
	struct buf url;

	m = key[n] == '/' ? strspn(key + n + 1, plain) : 0;
	if (!n || !m || key[n + 1 + m] || n >= sizeof(host))
		return err_set(e, V_FAILED,
			"the virtual source needs a key HOST/NAME such as "
			"neurips.cc/neurips, not '%s'",
			key);
	if (purpose == FOR_COUNT)
		return 0; /* events can be counted, papers cannot */
	(void)snprintf(host, sizeof(host), "%.*s", (int)n, key);
	buf_init(&url, LIMIT_URL);
	data_url(&url, host, key + n + 1, job->year, "orals-posters");
	sink->request(sink, FOR_LIST, buf_str(&url), NULL);
	buf_free(&url);
	return 0;
}

/* --- reading --- */

/* The name and year that a file is called by, else those of the job. */
static void
read_address(struct programme *p)
{
	const char *key = strchr(find_key(p->page.job), '/');
	const char *file = strstr(p->page.url, DATA);
	const char *year = strstr(p->page.url, "/virtual/");
	const char *dash;
	int n;

	(void)url_host(&p->host, p->page.url);
	p->year = p->page.job->year;
	if (key)
		(void)snprintf(p->name, sizeof(p->name), "%s", key + 1);
	else
		(void)snprintf(p->name, sizeof(p->name), "%s",
			p->page.job->venue ? p->page.job->venue : "");
	if (file) {
		file += sizeof(DATA) - 1;
		dash = strchr(file, '-');
		if (dash && dash > file &&
			(size_t)(dash - file) < sizeof(p->name) &&
			sscanf(dash, "-%4d-", &n) == 1) {
			(void)snprintf(p->name, sizeof(p->name), "%.*s",
				(int)(dash - file), file);
			p->year = n;
		}
	} else if (year && sscanf(year, "/virtual/%4d/", &n) == 1) {
		p->year = n;
	}
}

static void *
virtual_open(const struct page *page)
{
	struct programme *p = xcalloc(1, sizeof(*p));

	p->page = *page;
	p->count = -1;
	buf_init(&p->host, LIMIT_LINE);
	buf_init(&p->scratch, LIMIT_FIELD);
	buf_init(&p->next, LIMIT_URL);
	buf_init(&p->previous, LIMIT_URL);
	read_address(p);
	return p;
}

static int
on_event(void *ctx, struct json event)
{
	struct programme *p = ctx;

	p->events++;
	if (json_type(event) == JSON_OBJECT &&
		json_type(json_get(event, "visible")) != JSON_FALSE)
		virtual_event(p, event);
	p->enough = p->page.sink->enough(p->page.sink);
	return p->enough ? 1 : 0;
}

static int
on_member(void *ctx, const char *name, struct json value)
{
	struct programme *p = ctx;
	size_t n = strlen(name);
	int64_t count;

	if (n && n < sizeof(p->event) && strspn(name, "0123456789") == n)
		virtual_abstract(p, name, value);
	else if (strcmp(name, "count") == 0 && json_int(&count, value))
		p->count = count;
	else if (strcmp(name, "next") == 0)
		json_text(&p->next, value);
	else if (strcmp(name, "previous") == 0)
		json_text(&p->previous, value);
	return 0;
}

/* The HTML list: a link to an event's page, with the title as its text. */
static void
on_tag(void *ctx, struct html *h, const struct html_tag *tag)
{
	struct programme *p = ctx;
	const char *href, *id;
	char kind[24];
	int year, n = 0;

	if (p->enough)
		return;
	if (html_is(tag, "a", true) && *p->event) {
		virtual_link(p, p->event, buf_str(&p->next), html_text(h));
		*p->event = '\0';
		p->enough = p->page.sink->enough(p->page.sink);
	}
	if (!html_is(tag, "a", false))
		return;
	html_mark(h);
	*p->event = '\0';
	href = html_attr(tag, "href");
	if (href && strstr(href, "://")) /* a saved page has whole links */
		href = url_path(href);
	if (!href ||
		sscanf(href, "/virtual/%4d/%23[a-z-]/%n", &year, kind, &n) <
			2 ||
		!n ||
		(strcmp(kind, "poster") != 0 && strcmp(kind, "oral") != 0 &&
			strcmp(kind, "spotlight") != 0))
		return;
	id = href + n;
	if (!*id || strlen(id) >= sizeof(p->event) ||
		id[strspn(id, "0123456789")] != '\0')
		return;
	(void)snprintf(p->event, sizeof(p->event), "%s", id);
	buf_reset(&p->next);
	buf_puts(&p->next, href);
}

static int
virtual_feed(void *parser, const char *s, size_t n)
{
	struct programme *p = parser;
	int ret;

	if (!p->split && !p->html) {
		while (n && *s && strchr(" \t\r\n\xef\xbb\xbf", *s)) {
			s++;
			n--;
		}
		if (!n)
			return 0;
		if (*s == '<')
			p->html = html_open(on_tag, p);
		else
			p->split = json_split_open(*s == '[' ? NULL : "results",
				on_event, on_member, p);
	}
	if (p->html) {
		html_feed(p->html, s, n);
		return p->enough ? -1 : 0;
	}
	ret = json_split_feed(p->split, s, n, &p->err);
	return ret == 0 ? 0 : -1;
}

/* --- at the end --- */

static long long
offset_of(const char *url)
{
	struct buf b;
	long long n = 0;

	buf_init(&b, 32);
	if (url_param(&b, url, "offset") || url_param(&b, url, "page"))
		n = strtoll(buf_str(&b), NULL, 10);
	buf_free(&b);
	return n;
}

/* The address of the next part into out, if it is on the same host and further
 * on. The site writes http:// in it. */
static bool
next_url(struct buf *out, const struct programme *p)
{
	struct buf url, host;
	bool good;

	buf_init(&url, LIMIT_URL);
	buf_init(&host, LIMIT_LINE);
	good = url_resolve(&url, p->page.url, p->next.s) &&
	       url_host(&host, url.s) &&
	       strcmp(buf_str(&host), buf_str(&p->host)) == 0 &&
	       strcmp(p->next.s, buf_str(&p->previous)) != 0 &&
	       offset_of(url.s) >= offset_of(p->page.url);
	if (good && strncmp(url.s, "http://", 7) == 0)
		good = buf_printf(out, "https://%s", url.s + 7);
	else if (good)
		good = buf_puts(out, url.s);
	buf_free(&host);
	buf_free(&url);
	return good && strcmp(out->s, p->page.url) != 0;
}

static bool
ask_next(const struct programme *p)
{
	struct sink *sink = p->page.sink;
	struct buf url;
	bool good;

	if (!p->next.len)
		return false;
	buf_init(&url, LIMIT_URL);
	good = next_url(&url, p);
	if (good)
		sink->request(sink, FOR_LIST, url.s, NULL);
	else
		sink->problem(sink, "short-list",
			"the next part is on another host or leads back");
	buf_free(&url);
	return good;
}

static void
ask_abstracts(struct programme *p)
{
	struct sink *sink = p->page.sink;
	struct buf url;

	buf_init(&url, LIMIT_URL);
	data_url(&url, buf_str(&p->host), p->name, p->year, "abstracts");
	if (!url.full && p->host.len && *p->name)
		sink->request(sink, FOR_LIST, url.s, NULL);
	buf_free(&url);
}

static int
finish_json(struct programme *p, struct err *e)
{
	struct sink *sink = p->page.sink;
	int64_t got = (int64_t)p->events + offset_of(p->page.url);
	char text[128];
	bool more = false;

	if (!p->events && !p->abstracts && p->count != 0)
		return err_set(e, V_LAYOUT, "no events and no abstracts");
	if (!p->events && !p->abstracts)
		return err_set(e, V_EMPTY, "the programme is empty");
	if (!p->enough)
		more = ask_next(p);
	if (!p->enough && !more && p->count > got) {
		(void)snprintf(text, sizeof(text), "%lld of %lld events",
			(long long)got, (long long)p->count);
		sink->problem(sink, "short-list", text);
	}
	if (p->papers && !p->abstracts && !more)
		ask_abstracts(p);
	return 0;
}

static int
virtual_close(void *parser, bool whole, struct err *e)
{
	struct programme *p = parser;
	int ret = 0;

	if (p->html) {
		if (whole)
			html_finish(p->html);
		html_free(p->html);
		if (!p->papers)
			ret = err_set(e, V_LAYOUT, "no papers on the page");
	} else if (!p->split) {
		ret = err_set(e, V_RETRY_LATER, "the answer is empty");
	} else {
		ret = json_split_close(p->split, &p->err);
		if (ret < 0 || (!whole && !p->enough))
			ret = err_set(e, V_RETRY_LATER,
				"the answer is not whole: %s",
				ret < 0 ? p->err.text : "it broke off");
		else
			ret = finish_json(p, e);
	}
	table_free(&p->uids);
	buf_free(&p->host);
	buf_free(&p->scratch);
	buf_free(&p->next);
	buf_free(&p->previous);
	free(p);
	return ret;
}

const struct source source_virtual = {
	.name = "virtual",
	.about = "virtual conference sites (one JSON file a year)",
	.plan = virtual_plan,
	.open = virtual_open,
	.feed = virtual_feed,
	.close = virtual_close,
	.late = true,
	.counts = "listing",
};
