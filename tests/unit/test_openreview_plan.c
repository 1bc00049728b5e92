/*
 * test_openreview_plan.c - what the openreview source asks for.
 */
#include "source_test.h"

#define API1 "https://api.openreview.net/notes?"
#define API2 "https://api2.openreview.net/notes?"
#define LIST24 "content.venueid=ICLR.cc/2024/Conference"
#define SORT "&sort=number%3Aasc"

extern const struct source source_openreview;

/* The URLs of a plan, a line each, or the error. */
static const char *
plan(const char *venue, int year, const char *key, bool rejected,
	bool withdrawn, enum purpose purpose)
{
	struct job job = {venue, year, key, rejected, withdrawn};
	static struct buf out;
	struct collect c;

	if (!out.max)
		buf_init(&out, 1 << 16);
	buf_reset(&out);
	buf_puts(&out, "");
	collect_init(&c, &source_openreview, &job);
	if (collect_plan(&c, purpose) < 0)
		buf_printf(&out, "error: %s", c.err.text);
	for (size_t i = 0; i < c.requests; i++) {
		buf_printf(&out, "%s\n", c.request[i].url);
		if (c.request[i].purpose != purpose)
			buf_puts(&out, "with another purpose");
	}
	collect_free(&c);
	return buf_str(&out);
}

static void
test_plan_v2(void)
{
	check_str("a v2 listing",
		plan("iclr", 2024, "ICLR.cc/2024/Conference", false, false,
			FOR_LIST),
		API2 LIST24 "&limit=1000&offset=0" SORT "\n");
	check_str("rejected and withdrawn are listings of their own",
		plan("iclr", 2024, "ICLR.cc/2024/Conference", true, true,
			FOR_LIST),
		API2 LIST24
		"&limit=1000&offset=0" SORT "\n" API2 LIST24
		"/Rejected_Submission&limit=1000&offset=0" SORT "\n" API2 LIST24
		"/Withdrawn_Submission&limit=1000&offset=0" SORT
		"\n" API2 LIST24
		"/Desk_Rejected_Submission&limit=1000&offset=0" SORT "\n");
	check_str("the count costs one small request",
		plan("iclr", 2024, "ICLR.cc/2024/Conference", false, false,
			FOR_COUNT),
		API2 LIST24 "&limit=1&offset=0&select=id\n");
	check_str("a key is made from venue and year",
		plan("icml", 2025, NULL, false, false, FOR_LIST),
		API2 "content.venueid=ICML.cc/2025/Conference&limit=1000"
		     "&offset=0" SORT "\n");
	check_str("a journal's count would be that of all years",
		plan("tmlr", 2024, "TMLR", false, false, FOR_COUNT), "");
	check_str("a journal has other suffixes",
		plan("tmlr", 2024, "TMLR", true, false, FOR_LIST),
		API2 "content.venueid=TMLR&limit=1000&offset=0" SORT "\n" API2
		     "content.venueid=TMLR/Rejected&limit=1000&offset=0" SORT
		     "\n");
}

static void
test_plan_v1(void)
{
	check_str("v1 by the key",
		plan("iclr", 2023, "v1:ICLR.cc/2023/Conference", true, false,
			FOR_LIST),
		API1 "invitation=ICLR.cc/2023/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0\n");
	check_str("v1 by the year",
		plan("neurips", 2022, "NeurIPS.cc/2022/Conference", false,
			false, FOR_LIST),
		API1 "invitation=NeurIPS.cc/2022/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0\n");
	check_str("decisions that are replies are asked for",
		plan("iclr", 2018, NULL, false, false, FOR_LIST),
		API1 "invitation=ICLR.cc/2018/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0&details=directReplies\n");
	check_str("2017 is lower case",
		plan("iclr", 2017, NULL, false, true, FOR_LIST),
		API1 "invitation=ICLR.cc/2017/conference/-/submission"
		     "&limit=1000&offset=0\n");
	check_str("withdrawn and desk-rejected in v1",
		plan("iclr", 2022, NULL, false, true, FOR_LIST),
		API1 "invitation=ICLR.cc/2022/Conference/-/Blind_Submission"
		     "&limit=1000&offset=0\n" API1
		     "invitation=ICLR.cc/2022/Conference/-/Withdrawn_Submission"
		     "&limit=1000&offset=0\n" API1
		     "invitation=ICLR.cc/2022/Conference/-/"
		     "Desk_Rejected_Submission&limit=1000&offset=0\n");
	check_str("two rounds in 2021",
		plan("neurips", 2021,
			"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks", false,
			true, FOR_LIST),
		API1 "invitation=NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/"
		     "Round1/-/Submission&limit=1000&offset=0\n" API1
		     "invitation=NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/"
		     "Round2/-/Submission&limit=1000&offset=0\n");
	check_str("one listing in 2022",
		plan("neurips", 2022,
			"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks", false,
			false, FOR_LIST),
		API1 "invitation=NeurIPS.cc/2022/Track/Datasets_and_Benchmarks/"
		     "-/Submission&limit=1000&offset=0\n");
	check_str("v1 cannot count what was accepted",
		plan("iclr", 2023, NULL, false, false, FOR_COUNT), "");
}

static void
test_plan_errors(void)
{
	check("no key for a venue that has no default",
		strncmp(plan("corl", 2024, NULL, false, false, FOR_LIST),
			"error: ", 7) == 0);
	check("a year that OpenReview cannot judge",
		strncmp(plan("iclr", 2015, NULL, false, false, FOR_LIST),
			"error: ", 7) == 0);
	check("a key that would end the query",
		strncmp(plan("x", 2024, "ICLR.cc/2024&x=1", false, false,
				FOR_LIST),
			"error: ", 7) == 0);
	check("an empty key",
		strncmp(plan("x", 2024, "v1:", false, false, FOR_LIST),
			"error: ", 7) == 0);
}

int
main(void)
{
	test_plan_v2();
	test_plan_v1();
	test_plan_errors();
	return test_end();
}
