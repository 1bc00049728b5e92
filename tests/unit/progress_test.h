/*
 * progress_test.h - what the tests of cf-progress share: records said to a
 * model of jobs at a time of one's own.
 */
#ifndef CF_PROGRESS_TEST_H
#define CF_PROGRESS_TEST_H

#include "lib/progress.h"
#include "test.h"

#define S PROGRESS_SECOND

static struct jobs jobs;

static enum event
say(int64_t now, const char *line)
{
	struct record_head h;
	struct json rec = {NULL, 0};
	struct job *j;
	size_t at;

	if (!record_head(&h, line, strlen(line)))
		return EV_OTHER;
	(void)json_check(&rec, line, strlen(line), &at);
	return jobs_record(&jobs, &h, rec, now, &j);
}

static void
say_papers(int64_t now, const char *venue, int year, int n)
{
	char line[128];

	(void)snprintf(line, sizeof(line),
		"{\"type\":\"paper\",\"venue\":\"%s\",\"year\":%d}", venue,
		year);
	while (n-- > 0)
		(void)say(now, line);
}

#endif
