/* merge: what the records of a stream say of each venue-year. */
#include "lib/merge.h"
#include "test.h"

static void
tell(struct merge *m, const char *line)
{
	(void)merge_line(m, line, strlen(line), false);
}

#define J(type) "{\"type\":\"" type "\",\"venue\":\"v\",\"year\":1"

static void
test_jobs(void)
{
	struct merge m;
	struct merge_job *job;

	merge_init(&m);
	tell(&m, "{\"id\":\"1\",\"venue\":\"v\",\"year\":1}");
	job = merge_job_of(&m, "v", 1);
	check("papers without a stream are not judged", merge_job_good(job));
	tell(&m, J("estimate") ",\"count\":7}");
	check("nor is an estimate", merge_job_good(job));
	tell(&m, J("plan") "}");
	check("a plan without an end is", !merge_job_good(job));
	tell(&m, J("done") ",\"verdict\":\"blocked\",\"expected\":9}");
	check("nor is blocked good",
		!merge_job_good(job) && job->verdict == V_BLOCKED);
	tell(&m, J("done") ",\"verdict\":\"what?\"}");
	check_int("an unknown verdict is worse", job->verdict, V_BLOCKED);
	tell(&m, J("done") ",\"verdict\":\"complete\"}");
	check("the best run counts", merge_job_good(job));
	tell(&m, J("done") ",\"verdict\":\"empty\"}");
	check("whatever comes after", merge_job_good(job));
	check_int("what the list says", job->expected, 9);
	check_int("what was foretold", job->estimate, 7);
	for (int i = 0; i < 7; i++)
		tell(&m, J("error") ",\"code\":\"c\",\"message\":\"m\"}");
	check_int("errors are counted", job->errors, 7);
	check_str("and kept as text", job->error[0], "m");
	check("none of them is a cause", !merge_job_cause(job));
	tell(&m, J("error") ",\"code\":\"login\",\"message\":\"m\","
			    "\"url\":\"u\",\"fatal\":true}");
	check_int("a fatal one is not among them", job->errors, 7);
	check_str("but the cause", merge_job_cause(job), "m ('u')");
	tell(&m, J("error") ",\"code\":\"complete\",\"message\":\"of it\","
			    "\"fatal\":true}");
	check_str("that of the verdict first", merge_job_cause(job), "of it");
	merge_finish(&m);
	merge_free(&m);
}

int
main(void)
{
	test_jobs();
	return test_end();
}
