/*
 * arxiv_plan.c - what to ask arXiv for: queries of its API.
 *
 * A category of many papers is asked month by month, as the API does not reach
 * far into a list.
 */
#include <ctype.h>

#include "arxiv.h"

#define API "https://export.arxiv.org/api/query?search_query=cat:"

static bool
is_category(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ-.*");

	return n > 1 && n < 30 && s[n] == '\0' && isalpha((unsigned char)*s);
}

/* Asks for the first slice of what was submitted in a year, or (month is not 0)
 * in a month of it. */
static void
ask(struct sink *sink, enum purpose purpose, const char *category, int year,
	int month, int size)
{
	static const int days[] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int last = month ? month : 12, day = days[last - 1];
	char url[400];

	if (last == 2 &&
		(year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
		day = 28;
	(void)snprintf(url, sizeof(url),
		API "%s+AND+submittedDate:%%5B%04d%02d010000+TO+%04d%02d%02d"
		    "2359%%5D&sortBy=submittedDate&sortOrder=ascending&start=0"
		    "&max_results=%d",
		category, year, month ? month : 1, year, last, day, size);
	sink->request(sink, purpose, url, NULL);
}

int
arxiv_plan(const struct job *job, enum purpose purpose, struct sink *sink,
	struct err *e)
{
	if (!job->key || !is_category(job->key))
		return err_set(e, V_FAILED,
			"the arxiv source needs a category such as cs.LG as "
			"its key, not '%s'",
			job->key ? job->key : "");
	ask(sink, purpose, job->key, job->year, 0,
		purpose == FOR_COUNT ? 1 : ARXIV_SLICE);
	return 0;
}

/* Months to come are empty, which elsewhere is a failure. */
void
arxiv_ask_months(struct sink *sink, const struct job *job)
{
	char today[32];
	int year, now;

	clock_rfc3339(today, clock_wall());
	if (sscanf(today, "%4d-%2d", &year, &now) != 2 || year > job->year)
		now = 12;
	for (int month = 1; month <= now; month++)
		ask(sink, FOR_LIST, job->key, job->year, month, ARXIV_SLICE);
}

bool
arxiv_is_year(const char *url)
{
	const char *s = strstr(url, "submittedDate:%5B");

	return s && strlen(s) > 46 && strncmp(s + 21, "01010000", 8) == 0 &&
	       strncmp(s + 37, "1231", 4) == 0;
}
