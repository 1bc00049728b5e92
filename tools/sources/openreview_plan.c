/*
 * openreview_plan.c - which listings of OpenReview a job wants.
 *
 * A venue-year lives on one of two APIs, and the other one answers an empty
 * list with status 200; so the host is a property of the key, never a second
 * attempt. v1 has ICLR up to 2023 and NeurIPS 2021 and 2022, v2 the rest (seen
 * 2026-09-27); a key that begins with "v1:" says so itself.
 */
#include "openreview.h"

#define API1 "https://api.openreview.net/notes?"
#define API2 "https://api2.openreview.net/notes?"

/* The key of a job that names none. */
static int
default_key(struct buf *out, const struct job *job, struct err *e)
{
	static const struct {
		const char *venue, *org;
		int first;
	} known[] = {
		{"iclr", "ICLR.cc", 2013},
		{"icml", "ICML.cc", 2023},
		{"neurips", "NeurIPS.cc", 2021},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		bool iclr = i == 0;

		if (!job->venue || strcmp(known[i].venue, job->venue) != 0)
			continue;
		if (job->year < known[i].first ||
			(iclr && job->year > 2013 && job->year < 2017))
			return err_set(e, V_EMPTY,
				"openreview does not say which papers %s %d "
				"accepted: try another source",
				job->venue, job->year);
		buf_printf(out, "%s/%d/%s", known[i].org, job->year,
			iclr && job->year <= 2017 ? "conference"
						  : "Conference");
		return 0;
	}
	return err_set(e, V_FAILED,
		"the openreview source needs a key for '%s': a venue id such "
		"as ICLR.cc/2024/Conference",
		job->venue ? job->venue : "");
}

/* The key's venue id into out; *v1 says which API has it. */
static int
find_key(struct buf *out, bool *v1, const struct job *job, struct err *e)
{
	const char *key = job->key;
	int year;

	*v1 = key && strncmp(key, "v1:", 3) == 0;
	if (key)
		buf_puts(out, *v1 ? key + 3 : key);
	else if (default_key(out, job, e) < 0)
		return -1;
	key = buf_str(out);
	if (!*key || *key == '/' || key[out->len - 1] == '/' ||
		key[strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"abcdefghijklmnopqrstuvwxyz"
				"0123456789._-/")] != '\0')
		return err_set(e, V_FAILED,
			"'%s' is no venue id of OpenReview such as "
			"ICLR.cc/2024/Conference",
			key);
	if (sscanf(key, "ICLR.cc/%4d/", &year) == 1)
		*v1 = *v1 || year <= 2023;
	else if (sscanf(key, "NeurIPS.cc/%4d/", &year) == 1)
		*v1 = *v1 || year == 2021 || year == 2022;
	return 0;
}

static void
ask_v2(struct sink *sink, const char *venueid, const char *suffix)
{
	struct buf url;

	buf_init(&url, LIMIT_URL);
	buf_printf(&url,
		API2
		"content.venueid=%s%s&limit=%d&offset=0&sort=number%%3Aasc",
		venueid, suffix, OPENREVIEW_PAGE);
	sink->request(sink, FOR_LIST, buf_str(&url), NULL);
	buf_free(&url);
}

static void
plan_v2(const struct job *job, const char *key, enum purpose purpose,
	struct sink *sink)
{
	/* A journal has no year in its id, and names of its own. */
	bool journal = !openreview_after_year(key);
	struct buf url;

	if (purpose == FOR_COUNT) {
		if (journal)
			return; /* that would be the count of all years */
		buf_init(&url, LIMIT_URL);
		buf_printf(&url,
			API2 "content.venueid=%s&limit=1&offset=0&select=id",
			key);
		sink->request(sink, FOR_COUNT, buf_str(&url), NULL);
		buf_free(&url);
		return;
	}
	ask_v2(sink, key, "");
	if (job->rejected)
		ask_v2(sink, key,
			journal ? "/Rejected" : "/Rejected_Submission");
	if (job->withdrawn) {
		ask_v2(sink, key, "/Withdrawn_Submission");
		ask_v2(sink, key,
			journal ? "/Desk_Rejected"
				: "/Desk_Rejected_Submission");
	}
}

static void
ask_v1(struct sink *sink, const char *group, const char *invitation,
	bool replies)
{
	struct buf url;

	buf_init(&url, LIMIT_URL);
	buf_printf(&url, API1 "invitation=%s%s&limit=%d&offset=0%s", group,
		invitation, OPENREVIEW_PAGE,
		replies ? "&details=directReplies" : "");
	sink->request(sink, FOR_LIST, buf_str(&url), NULL);
	buf_free(&url);
}

/*
 * v1 lists by invitation, and its name differs from year to year. Rejected
 * papers are in the same listing; withdrawn and desk-rejected ones have their
 * own since 2018 and 2020. The number of accepted papers cannot be asked for.
 */
static void
plan_v1(const struct job *job, const char *key, struct sink *sink)
{
	const char *path = openreview_after_year(key);
	bool iclr = strncmp(key, "ICLR.cc/", 8) == 0;
	int year = 0;

	if (!path)
		path = key;
	else if (path[-1] == '/')
		(void)sscanf(path - 5, "%4d", &year);
	if (strcmp(path, "conference") == 0 || strcmp(path, "workshop") == 0) {
		ask_v1(sink, key, "/-/submission", false);
		return;
	}
	if (strcmp(path, "Track/Datasets_and_Benchmarks") == 0 &&
		year == 2021) {
		ask_v1(sink, key, "/Round1/-/Submission", false);
		ask_v1(sink, key, "/Round2/-/Submission", false);
		return;
	}
	if (strncmp(path, "Track/", 6) == 0) {
		ask_v1(sink, key, "/-/Submission", false);
		return;
	}
	ask_v1(sink, key, "/-/Blind_Submission",
		iclr && year >= 2018 && year <= 2021 &&
			strcmp(path, "Conference") == 0);
	if (!job->withdrawn || strcmp(path, "Conference") != 0)
		return;
	ask_v1(sink, key, "/-/Withdrawn_Submission", false);
	if (year >= 2020)
		ask_v1(sink, key, "/-/Desk_Rejected_Submission", false);
}

int
openreview_plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	struct buf key;
	bool v1;
	int ret;

	buf_init(&key, LIMIT_URL / 2);
	ret = find_key(&key, &v1, job, e);
	if (ret == 0 && !v1)
		plan_v2(job, key.s, purpose, sink);
	else if (ret == 0 && purpose == FOR_LIST)
		plan_v1(job, key.s, sink);
	buf_free(&key);
	return ret;
}
