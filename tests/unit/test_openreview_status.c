/*
 * test_openreview_status.c - who was accepted: the rules of the openreview
 * source for each venue and year.
 */
#include "source_test.h"

#define DIR "tests/fixtures/openreview/"
#define API1 "https://api.openreview.net/notes?"
#define API2 "https://api2.openreview.net/notes?"
#define SORT "&sort=number%3Aasc"

extern const struct source source_openreview;

static const struct v2_case {
	const char *venueid, *venue, *want;
} v2_cases[] = {
	{"ICLR.cc/2024/Conference", "ICLR 2024 oral", "oral main"},
	{"ICLR.cc/2024/Conference", "ICLR 2024 spotlight", "spotlight main"},
	{"ICLR.cc/2024/Conference", "ICLR 2024 poster", "poster main"},
	{"ICLR.cc/2025/Conference", "ICLR 2025 Oral", "oral main"},
	{"ICLR.cc/2025/Conference", "ICLR 2025 Spotlight", "spotlight main"},
	{"ICLR.cc/2025/Conference", "ICLR 2025 Poster", "poster main"},
	{"ICLR.cc/2026/Conference", "ICLR 2026 ConditionalPoster",
		"poster main"},
	{"ICLR.cc/2026/Conference", "ICLR 2026 ConditionalOral", "oral main"},
	{"ICLR.cc/2024/BlogPosts", "BT@ICLR2024", "- blog-posts"},
	{"ICLR.cc/2025/BlogPosts", "ICLR 2025 Blogpost Track", "- blog-posts"},
	{"ICLR.cc/2024/TinyPapers", "Tiny Papers @ ICLR 2024 Archive",
		"- tiny-papers"},
	{"ICLR.cc/2024/TinyPapers", "Tiny Papers @ ICLR 2024 Notable",
		"notable tiny-papers"},
	{"ICML.cc/2023/Conference", "ICML 2023 OralPoster", "oral main"},
	{"ICML.cc/2025/Conference", "ICML 2025 spotlightposter",
		"spotlight main"},
	{"ICML.cc/2025/Position_Paper_Track",
		"ICML 2025 Position Paper Track oral", "oral position"},
	{"ICML.cc/2026/Conference", "ICML 2026 regular", "regular main"},
	{"NeurIPS.cc/2023/Track/Datasets_and_Benchmarks",
		"NeurIPS 2023 Datasets and Benchmarks Spotlight",
		"spotlight datasets-and-benchmarks"},
	{"NeurIPS.cc/2024/Datasets_and_Benchmarks_Track",
		"NeurIPS 2024 Track Datasets and Benchmarks Poster",
		"poster datasets-and-benchmarks"},
	{"NeurIPS.cc/2026/Evaluations_and_Datasets_Track", "x",
		"- datasets-and-benchmarks"},
	{"NeurIPS.cc/2024/Competition_Track", "NeurIPS 2024 Competition Track",
		"- competition"},
	{"NeurIPS.cc/2025/Creative_AI_Track", "NeurIPS Creative AI Track 2025",
		"- creative-ai"},
	{"NeurIPS.cc/2025/Position_Paper_Track",
		"NeurIPS 2025 Position Paper Track", "- position"},
	{"NeurIPS.cc/2025/Workshop_Mexico_City/ResponsibleFM",
		"ResponsibleFM @ NeurIPS 2025", "- workshop"},
	{"NeurIPS.cc/2025/Workshop/Rejected_Submission", "a name, no status",
		"- workshop"},
	{"NeurIPS.cc/2024/Education_Track", "x", "- other"},
	{"colmweb.org/COLM/2024/Conference", "COLM", "- main"},
	{"robot-learning.org/CoRL/2023/Conference", "CoRL 2023 Oral",
		"oral main"},
	{"ICLR.cc/2025/Workshop/ICBINB/Rejected_Submission", "Submitted to x",
		"rejected workshop"},
	{"ICLR.cc/2024/Conference/Withdrawn_Submission", "ICLR 2024 poster",
		"withdrawn main"},
	{"ICLR.cc/2024/Conference/Desk_Rejected_Submission", "x",
		"desk-rejected main"},
	{"ICLR.cc/2024/Conference/Submission", "ICLR 2024 poster", ""},
	{"TMLR/Decision_Pending", "x", ""},
	{"TMLR/Something_New", "x", "unknown"},
	{"", "ICLR 2024 poster", "unknown"},
};

/* One note through the source; "decision track", "" or "unknown". */
static const char *
judge(const struct job *job, const char *note)
{
	static struct buf out;
	static const char id[] = "openreview:theforum ";
	struct collect c;
	struct buf b;

	if (!out.max)
		buf_init(&out, 1 << 10);
	buf_reset(&out);
	buf_puts(&out, "");
	buf_init(&b, 1 << 16);
	buf_printf(&b, "{\"notes\":[%s],\"count\":1}", note);
	collect_init(&c, &source_openreview, job);
	load_thrice(&c, FOR_LIST, API1 "id=theforum", b.s, b.len);
	if (c.papers == 1) {
		const char *line = collect_papers(&c);

		if (strncmp(line, id, strlen(id)) == 0)
			line += strlen(id);
		buf_add(&out, line, strlen(line) - 1); /* not its \n */
	}
	for (size_t i = 0; i < c.problems; i++) {
		if (strcmp(c.problem[i].what, "unknown-status") == 0)
			buf_puts(&out, "unknown");
	}
	collect_free(&c);
	buf_free(&b);
	return buf_str(&out);
}

static void
test_v2_status(void)
{
	struct job job = {"x", 2024, NULL, true, true};
	char note[1024];

	for (size_t i = 0; i < sizeof(v2_cases) / sizeof(v2_cases[0]); i++) {
		const struct v2_case *v = &v2_cases[i];

		(void)snprintf(note, sizeof(note),
			"{\"content\":{\"title\":{\"value\":\"T\"},"
			"\"venue\":{\"value\":\"%s\"},\"venueid\":{\"value\":"
			"\"%s\"}},\"id\":\"theforum\",\"forum\":\"theforum\","
			"\"invitations\":[\"x/-/Submission\"],\"readers\":"
			"[\"everyone\"]}",
			v->venue, v->venueid);
		check_str(*v->venueid ? v->venueid : "no venue id",
			judge(&job, note), v->want);
	}
	job.key = "ICLR.cc/2024/Conference";
	check_str("a suffix that is new is unknown",
		judge(&job, "{\"content\":{\"title\":{\"value\":\"T\"},"
			    "\"venueid\":{\"value\":\"ICLR.cc/2024/Conference/"
			    "New\"}},\"id\":\"theforum\",\"forum\":"
			    "\"theforum\",\"readers\":[\"everyone\"]}"),
		"unknown");
}

static void
test_journal_year(void)
{
	struct job job = {"tmlr", 2024, "TMLR", false, false};
	static const char body[] =
		"{\"count\":3,\"notes\":["
		"{\"id\":\"of2023\",\"pdate\":1680000000000,\"content\":{"
		"\"title\":{\"value\":\"A\"},\"venue\":{\"value\":\"Accepted "
		"by TMLR\"},\"venueid\":{\"value\":\"TMLR\"}}},"
		"{\"id\":\"of2024\",\"pdate\":1710000000000,\"content\":{"
		"\"title\":{\"value\":\"B\"},\"venueid\":{\"value\":"
		"\"TMLR\"}}},"
		"{\"id\":\"nodate\",\"content\":{\"title\":{\"value\":"
		"\"C\"},\"venueid\":{\"value\":\"TMLR\"}}}]}";
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	load_thrice(&c, FOR_LIST,
		API2 "content.venueid=TMLR&limit=1000&offset=0" SORT, body,
		strlen(body));
	check_str("a journal's papers are of their own year",
		collect_papers(&c), "openreview:of2024 - main\n");
	check_int("and its count is not the year's", c.counts, 0);
	collect_free(&c);
}

/* --- who was accepted, v1 --- */

static const struct v1_case {
	const char *invitation, *own, *text, *want;
} v1_cases[] = {
#define I13 "ICLR.cc/2013/conference/-/submission"
	{I13, "decision", "conferenceOral-iclr2013-conference", "oral main"},
	{I13, "decision", "conferencePoster-iclr2013-conference",
		"poster main"},
	{I13, "decision", "conferencePoster-iclr2013-workshop",
		"poster workshop"},
	{I13, "decision", "conferenceOral-iclr2013-workshop", "oral workshop"},
	{I13, "decision", "reject", "rejected main"},
	{I13, "decision", "Reject", "unknown"},
	{"ICLR.cc/2014/conference/-/submission", "decision",
		"submitted, no decision", "unknown"},
	{"ICLR.cc/2016/workshop/-/submission", "venue", "", "unknown"},
#define I17 "ICLR.cc/2017/conference/-/submission"
	{I17, "venue", "ICLR 2017 Oral", "oral main"},
	{I17, "venue", "ICLR 2017 Poster", "poster main"},
	{I17, "venue", "ICLR 2017 Invite to Workshop",
		"invited-to-workshop main"},
	{I17, "venue", "Submitted to ICLR 2017", "rejected main"},
	{I17, "venue", "ICLR 2017 poster", "unknown"},
	{"ICLR.cc/2017/workshop/-/submission", "venue", "ICLR 2017 Poster",
		"unknown"},
#define I21 "ICLR.cc/2021/Conference/-/Blind_Submission"
	{I21, "venue", "ICLR 2021 Oral", "oral main"},
	{I21, "venue", "ICLR 2021 Spotlight", "spotlight main"},
	{I21, "venue", "ICLR 2021 Poster", "poster main"},
	{I21, "venue", "", "unknown"},
	{"ICLR.cc/2021/Conference/-/Withdrawn_Submission", "venue",
		"ICLR 2021 Poster", "withdrawn main"},
#define I22 "ICLR.cc/2022/Conference/-/Blind_Submission"
	{I22, "venue", "ICLR 2022 Oral", "oral main"},
	{I22, "venue", "ICLR 2022 Spotlight", "spotlight main"},
	{I22, "venue", "ICLR 2022 Poster", "poster main"},
	{I22, "venue", "ICLR 2022 Submitted", "rejected main"},
	{I22, "venue", "ICLR 2023 poster", "unknown"},
	{"ICLR.cc/2022/Conference/-/Desk_Rejected_Submission", "venue", "",
		"desk-rejected main"},
#define I23 "ICLR.cc/2023/Conference/-/Blind_Submission"
	{I23, "venue", "ICLR 2023 notable top 5%", "notable-top-5% main"},
	{I23, "venue", "ICLR 2023 notable top 25%", "notable-top-25% main"},
	{I23, "venue", "ICLR 2023 poster", "poster main"},
	{I23, "venue", "Submitted to ICLR 2023", "rejected main"},
	{"ICLR.cc/2023/BlogPosts/-/Blind_Submission", "venue",
		"Blogposts @ ICLR 2023", "- blog-posts"},
	{"ICLR.cc/2023/BlogPosts/-/Blind_Submission", "venue",
		"Submitted to Blogposts @ ICLR 2023", "rejected blog-posts"},
	{"ICLR.cc/2023/TinyPapers/-/Blind_Submission", "venue",
		"Submitted to Tiny Papers @ ICLR 2023", "unknown"},
#define N21 "NeurIPS.cc/2021/Conference/-/Blind_Submission"
	{N21, "venue", "NeurIPS 2021 Oral", "oral main"},
	{N21, "venue", "NeurIPS 2021 Spotlight", "spotlight main"},
	{N21, "venue", "NeurIPS 2021 Poster", "poster main"},
	{N21, "venue", "NeurIPS 2021 Submitted", "rejected main"},
#define ND21 "NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round"
	{ND21 "1/-/Submission", "venue",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 1)",
		"- datasets-and-benchmarks"},
	{ND21 "2/-/Submission", "venue",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 2)",
		"- datasets-and-benchmarks"},
	{ND21 "1/-/Submission", "venue",
		"Submitted to NeurIPS 2021 Datasets and Benchmarks Track "
		"(Round 1)",
		"rejected datasets-and-benchmarks"},
	{ND21 "1/-/Submission", "venue",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 2)",
		"unknown"},
#define N22 "NeurIPS.cc/2022/Conference/-/Blind_Submission"
	{N22, "venue", "NeurIPS 2022 Accept", "- main"},
	{N22, "venue", "NeurIPS 2022 Submitted", "rejected main"},
	{"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks/-/Submission", "venue",
		"NeurIPS 2022 Datasets and Benchmarks ",
		"- datasets-and-benchmarks"},
	{"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks/-/Submission", "venue",
		"NeurIPS 2022 Datasets and Benchmarks", "unknown"},
	{"NIPS.cc/2018/Workshop/CDNNRIA/-/Blind_Submission", "venue",
		"Accept (Oral)", "unknown"},
};

static void
test_v1_status(void)
{
	struct job job = {"x", 2024, NULL, true, true};
	char note[1024];

	for (size_t i = 0; i < sizeof(v1_cases) / sizeof(v1_cases[0]); i++) {
		const struct v1_case *v = &v1_cases[i];

		(void)snprintf(note, sizeof(note),
			"{\"content\":{\"title\":\"T\",\"%s\":\"%s\","
			"\"venueid\":\"ICLR.cc/2017/conference\"},\"id\":"
			"\"theforum\",\"forum\":\"theforum\",\"replyto\":null,"
			"\"number\":7,\"invitation\":\"%s\",\"readers\":"
			"[\"everyone\"],\"nonreaders\":null,\"ddate\":null}",
			v->own, v->text, v->invitation);
		check_str(*v->text ? v->text : v->invitation, judge(&job, note),
			v->want);
	}
}

static const struct reply_case {
	int year;
	const char *invitation, *field, *text, *want;
} reply_cases[] = {
	{2018, "ICLR.cc/2018/Conference/-/Acceptance_Decision", "decision",
		"Accept (Oral)", "oral main"},
	{2018, "ICLR.cc/2018/Conference/-/Acceptance_Decision", "decision",
		"Invite to Workshop Track", "invited-to-workshop main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Meta_Review", "recommendation",
		"Accept (Oral)", "oral main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Meta_Review", "recommendation",
		"Accept (Poster)", "poster main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Meta_Review", "recommendation",
		"Reject", "rejected main"},
	{2019, "ICLR.cc/2019/Conference/-/Paper77/Meta_Review",
		"recommendation", "Accept (Oral)", "unknown"},
	{2019, "ICLR.cc/2019/Conference/-/Paper7/Official_Review",
		"recommendation", "Accept (Oral)", "unknown"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Accept (Talk)", "oral main"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Accept (Spotlight)", "spotlight main"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Accept (Poster)", "poster main"},
	{2020, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Reject", "rejected main"},
	{2021, "ICLR.cc/2021/Conference/Paper7/-/Decision", "decision",
		"Reject", "rejected main"},
	{2021, "ICLR.cc/2021/Conference/Paper7/-/Decision", "decision",
		"Accept (Poster)", "poster main"},
	{2021, "ICLR.cc/2020/Conference/Paper7/-/Decision", "decision",
		"Reject", "unknown"},
};

static void
test_reply_status(void)
{
	struct job job = {"iclr", 2020, NULL, true, true};
	char note[1024];

	for (size_t i = 0; i < sizeof(reply_cases) / sizeof(reply_cases[0]);
		i++) {
		const struct reply_case *v = &reply_cases[i];

		(void)snprintf(note, sizeof(note),
			"{\"content\":{\"title\":\"T\"},\"id\":\"theforum\","
			"\"forum\":\"theforum\",\"number\":7,\"invitation\":"
			"\"ICLR.cc/%d/Conference/-/Blind_Submission\","
			"\"readers\":[\"everyone\"],\"details\":{"
			"\"directReplies\":[{\"id\":\"d\",\"forum\":"
			"\"theforum\",\"replyto\":\"theforum\",\"invitation\":"
			"\"%s\",\"readers\":[\"everyone\"],\"content\":{\"%s\":"
			"\"%s\"}}]}}",
			v->year, v->invitation, v->field, v->text);
		check_str(v->invitation, judge(&job, note), v->want);
	}
}

static void
test_v1_replies(void)
{
	struct job job = {"iclr", 2018, NULL, false, false};
	struct collect c;

	collect_init(&c, &source_openreview, &job);
	check_int("a listing with replies is read",
		load_thrice_file(&c, FOR_LIST,
			API1 "invitation=ICLR.cc/2018/Conference/-/"
			     "Blind_Submission&limit=9&offset=0"
			     "&details=directReplies",
			DIR "v1-2018-replies.json"),
		0);
	check_str("only its own decision accepts a paper", collect_papers(&c),
		"openreview:k1 oral main\n"
		"openreview:k2 poster main\n");
	check_int("no count: it is that of submissions", c.counts, 0);
	check_str("the next page keeps its details", collect_only_request(&c),
		API1 "invitation=ICLR.cc/2018/Conference/-/Blind_Submission"
		     "&limit=9&offset=9&details=directReplies");
	check_int("one problem for all that say nothing", c.problems, 1);
	check_str("with their number and the first", c.problem[0].text,
		"5 of 9 submissions do not say whether they were accepted, the "
		"first is k5: 'no decision'");
	job.rejected = true;
	load_thrice_file(
		&c, FOR_LIST, API1 "invitation=x", DIR "v1-2018-replies.json");
	check_str("rejected ones stand in the same listing", collect_papers(&c),
		"openreview:k1 oral main\n"
		"openreview:k2 poster main\n"
		"openreview:k3 invited-to-workshop main\n"
		"openreview:k4 rejected main\n");
	collect_free(&c);
}

int
main(void)
{
	test_v2_status();
	test_journal_year();
	test_v1_status();
	test_reply_status();
	test_v1_replies();
	return test_end();
}
