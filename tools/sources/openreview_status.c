/*
 * openreview_status.c - which submissions of OpenReview were accepted, and to
 * what.
 *
 * API v2 says it in one place: the suffix of the submission's venue id. API v1
 * never does (rejected papers of ICLR 2017, 2022 and 2023 and of NeurIPS 2021
 * and 2022 bear the bare venue id too), so each of its years has a rule of its
 * own: a string in the submission, or in the one reply that is the decision.
 * Those strings are compared byte for byte. One that is not in the table is
 * "unknown", never a guess: the paper is then not called accepted.
 * Seen 2026-09-27 to 2026-09-29, the ICLR 2020 decisions 2026-10.
 */
#include "openreview.h"

/* Where the year of a group tells the status: `own` is a member of the
 * submission's content, `reply` the invitation of a decision note (# stands
 * for the submission's number) whose member `field` is it. */
static const struct rule {
	const char *group, *own, *reply, *field;
} rules[] = {
	{"ICLR.cc/2013/conference", "decision", NULL, NULL},
	{"ICLR.cc/2017/conference", "venue", NULL, NULL},
	{"ICLR.cc/2018/Conference", NULL,
		"ICLR.cc/2018/Conference/-/Acceptance_Decision", "decision"},
	{"ICLR.cc/2019/Conference", NULL,
		"ICLR.cc/2019/Conference/-/Paper#/Meta_Review",
		"recommendation"},
	{"ICLR.cc/2020/Conference", NULL,
		"ICLR.cc/2020/Conference/Paper#/-/Decision", "decision"},
	{"ICLR.cc/2021/Conference", "venue",
		"ICLR.cc/2021/Conference/Paper#/-/Decision", "decision"},
	{"ICLR.cc/2022/Conference", "venue", NULL, NULL},
	{"ICLR.cc/2023/Conference", "venue", NULL, NULL},
	{"ICLR.cc/2023/BlogPosts", "venue", NULL, NULL},
	{"NeurIPS.cc/2021/Conference", "venue", NULL, NULL},
	{"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round1", "venue", NULL,
		NULL},
	{"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round2", "venue", NULL,
		NULL},
	{"NeurIPS.cc/2022/Conference", "venue", NULL, NULL},
	{"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks", "venue", NULL, NULL},
};

/* An invitation to the workshop track is no acceptance by the conference. */
#define INVITED "invited-to-workshop"
#define YES OPENREVIEW_ACCEPTED
#define NO OPENREVIEW_REJECTED

/* What the strings of those rules mean. */
static const struct meaning {
	const char *group, *text;
	enum openreview_status status;
	const char *decision;
	const char *track; /* when it is not the group's */
} meanings[] = {
	{"ICLR.cc/2013/conference", "conferenceOral-iclr2013-conference", YES,
		"oral", NULL},
	{"ICLR.cc/2013/conference", "conferencePoster-iclr2013-conference", YES,
		"poster", NULL},
	{"ICLR.cc/2013/conference", "conferenceOral-iclr2013-workshop", YES,
		"oral", "workshop"},
	{"ICLR.cc/2013/conference", "conferencePoster-iclr2013-workshop", YES,
		"poster", "workshop"},
	{"ICLR.cc/2013/conference", "reject", NO, NULL, NULL},
	{"ICLR.cc/2017/conference", "ICLR 2017 Oral", YES, "oral", NULL},
	{"ICLR.cc/2017/conference", "ICLR 2017 Poster", YES, "poster", NULL},
	{"ICLR.cc/2017/conference", "ICLR 2017 Invite to Workshop", NO, INVITED,
		NULL},
	{"ICLR.cc/2017/conference", "Submitted to ICLR 2017", NO, NULL, NULL},
	{"ICLR.cc/2018/Conference", "Accept (Oral)", YES, "oral", NULL},
	{"ICLR.cc/2018/Conference", "Accept (Poster)", YES, "poster", NULL},
	{"ICLR.cc/2018/Conference", "Invite to Workshop Track", NO, INVITED,
		NULL},
	{"ICLR.cc/2018/Conference", "Reject", NO, NULL, NULL},
	{"ICLR.cc/2019/Conference", "Accept (Oral)", YES, "oral", NULL},
	{"ICLR.cc/2019/Conference", "Accept (Poster)", YES, "poster", NULL},
	{"ICLR.cc/2019/Conference", "Reject", NO, NULL, NULL},
	{"ICLR.cc/2020/Conference", "Accept (Talk)", YES, "oral", NULL},
	{"ICLR.cc/2020/Conference", "Accept (Spotlight)", YES, "spotlight",
		NULL},
	{"ICLR.cc/2020/Conference", "Accept (Poster)", YES, "poster", NULL},
	{"ICLR.cc/2020/Conference", "Reject", NO, NULL, NULL},
	{"ICLR.cc/2021/Conference", "ICLR 2021 Oral", YES, "oral", NULL},
	{"ICLR.cc/2021/Conference", "ICLR 2021 Spotlight", YES, "spotlight",
		NULL},
	{"ICLR.cc/2021/Conference", "ICLR 2021 Poster", YES, "poster", NULL},
	{"ICLR.cc/2021/Conference", "Accept (Oral)", YES, "oral", NULL},
	{"ICLR.cc/2021/Conference", "Accept (Spotlight)", YES, "spotlight",
		NULL},
	{"ICLR.cc/2021/Conference", "Accept (Poster)", YES, "poster", NULL},
	{"ICLR.cc/2021/Conference", "Reject", NO, NULL, NULL},
	{"ICLR.cc/2022/Conference", "ICLR 2022 Oral", YES, "oral", NULL},
	{"ICLR.cc/2022/Conference", "ICLR 2022 Spotlight", YES, "spotlight",
		NULL},
	{"ICLR.cc/2022/Conference", "ICLR 2022 Poster", YES, "poster", NULL},
	{"ICLR.cc/2022/Conference", "ICLR 2022 Submitted", NO, NULL, NULL},
	{"ICLR.cc/2023/Conference", "ICLR 2023 notable top 5%", YES,
		"notable-top-5%", NULL},
	{"ICLR.cc/2023/Conference", "ICLR 2023 notable top 25%", YES,
		"notable-top-25%", NULL},
	{"ICLR.cc/2023/Conference", "ICLR 2023 poster", YES, "poster", NULL},
	{"ICLR.cc/2023/Conference", "Submitted to ICLR 2023", NO, NULL, NULL},
	{"ICLR.cc/2023/BlogPosts", "Blogposts @ ICLR 2023", YES, NULL, NULL},
	{"ICLR.cc/2023/BlogPosts", "Blogposts @ ICLR 2023 Conditional", YES,
		NULL, NULL},
	{"ICLR.cc/2023/BlogPosts", "Submitted to Blogposts @ ICLR 2023", NO,
		NULL, NULL},
	{"NeurIPS.cc/2021/Conference", "NeurIPS 2021 Oral", YES, "oral", NULL},
	{"NeurIPS.cc/2021/Conference", "NeurIPS 2021 Spotlight", YES,
		"spotlight", NULL},
	{"NeurIPS.cc/2021/Conference", "NeurIPS 2021 Poster", YES, "poster",
		NULL},
	{"NeurIPS.cc/2021/Conference", "NeurIPS 2021 Submitted", NO, NULL,
		NULL},
	{"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round1",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 1)", YES,
		NULL, NULL},
	{"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round1",
		"Submitted to NeurIPS 2021 Datasets and Benchmarks Track "
		"(Round 1)",
		NO, NULL, NULL},
	{"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round2",
		"NeurIPS 2021 Datasets and Benchmarks Track (Round 2)", YES,
		NULL, NULL},
	{"NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round2",
		"Submitted to NeurIPS 2021 Datasets and Benchmarks Track "
		"(Round 2)",
		NO, NULL, NULL},
	{"NeurIPS.cc/2022/Conference", "NeurIPS 2022 Accept", YES, NULL, NULL},
	{"NeurIPS.cc/2022/Conference", "NeurIPS 2022 Submitted", NO, NULL,
		NULL},
	/* The space at the end is the site's. */
	{"NeurIPS.cc/2022/Track/Datasets_and_Benchmarks",
		"NeurIPS 2022 Datasets and Benchmarks ", YES, NULL, NULL},
};
#undef YES
#undef NO

/* Suffixes of a venue id of API v2; the short ones are a journal's. */
static const struct suffix {
	const char *word;
	enum openreview_status status;
} suffixes[] = {
	{"Submission", OPENREVIEW_PENDING},
	{"Rejected_Submission", OPENREVIEW_REJECTED},
	{"Withdrawn_Submission", OPENREVIEW_WITHDRAWN},
	{"Desk_Rejected_Submission", OPENREVIEW_DESK_REJECTED},
	{"Under_Review", OPENREVIEW_PENDING},
	{"Decision_Pending", OPENREVIEW_PENDING},
	{"Rejected", OPENREVIEW_REJECTED},
	{"Desk_Rejected", OPENREVIEW_DESK_REJECTED},
};

/* The last word of content.venue of an accepted note of API v2; spelling and
 * case change every year. Any other word says nothing. */
static const struct word {
	const char *word, *decision;
} words[] = {
	{"oral", "oral"}, {"Oral", "oral"},
	{"OralPoster", "oral"}, /* ICML 2023 */
	{"spotlight", "spotlight"}, {"Spotlight", "spotlight"},
	{"spotlightposter", "spotlight"}, /* ICML 2025 */
	{"poster", "poster"}, {"Poster", "poster"},
	{"ConditionalOral", "oral"},	 /* ICLR 2026 */
	{"ConditionalPoster", "poster"}, /* likewise */
	{"regular", "regular"},		 /* ICML 2026 */
	{"Notable", "notable"},		 /* Tiny Papers 2024 */
};

static const struct track {
	const char *path, *track; /* path is the whole, or ends at a slash */
} tracks[] = {
	{"Conference", "main"},
	{"conference", "main"},
	{"Track/Datasets_and_Benchmarks", "datasets-and-benchmarks"},
	{"Datasets_and_Benchmarks_Track", "datasets-and-benchmarks"},
	{"Evaluations_and_Datasets_Track", "datasets-and-benchmarks"},
	{"Position_Paper_Track", "position"},
	{"Competition_Track", "competition"},
	{"Creative_AI_Track", "creative-ai"},
	{"TinyPapers", "tiny-papers"},
	{"BlogPosts", "blog-posts"},
	{"Workshop", "workshop"},
	{"workshop", "workshop"},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

const char *
openreview_after_year(const char *venueid)
{
	for (const char *p = venueid;; p++) {
		size_t n = strcspn(p, "/");

		if (n == 4 && strspn(p, "0123456789") == 4)
			return p[4] ? p + 5 : p + 4;
		p += n;
		if (!*p)
			return NULL;
	}
}

const char *
openreview_track(const char *group)
{
	const char *path = openreview_after_year(group);

	if (!path)
		return strchr(group, '/') ? "other" : "main";
	if (strncmp(path, "Workshop_", 9) == 0)
		return "workshop";
	for (size_t i = 0; i < COUNT(tracks); i++) {
		size_t n = strlen(tracks[i].path);

		if (strncmp(path, tracks[i].path, n) == 0 &&
			(path[n] == '\0' || path[n] == '/'))
			return tracks[i].track;
	}
	return "other";
}

/* Whether the last component of a venue id is the name of a workshop: such a
 * name is no status, whatever it spells. */
static bool
names_workshop(const char *venueid, const char *last)
{
	const char *path = openreview_after_year(venueid);

	return path && strncmp(path, "Workshop", 8) == 0 &&
	       (path[8] == '/' || path[8] == '_') &&
	       strchr(path, '/') == last - 1;
}

enum openreview_status
openreview_venueid(const char *venueid, const char *key)
{
	const char *last = strrchr(venueid, '/');
	size_t n = key ? strlen(key) : 0;

	if (!*venueid)
		return OPENREVIEW_UNKNOWN;
	if (!last)
		return OPENREVIEW_ACCEPTED;
	last++;
	if (names_workshop(venueid, last))
		return OPENREVIEW_ACCEPTED;
	for (size_t i = 0; i < COUNT(suffixes); i++) {
		if (strcmp(last, suffixes[i].word) == 0)
			return suffixes[i].status;
	}
	/* More than what was asked for, but no suffix that is known. */
	if (n && strncmp(venueid, key, n) == 0 && venueid[n] == '/')
		return OPENREVIEW_UNKNOWN;
	if (strncmp(venueid, "TMLR/", 5) == 0)
		return OPENREVIEW_UNKNOWN;
	return OPENREVIEW_ACCEPTED;
}

/* The word for a paper that was not accepted. */
static const char *
decision_of(enum openreview_status status)
{
	switch (status) {
	case OPENREVIEW_REJECTED:
		return "rejected";
	case OPENREVIEW_WITHDRAWN:
		return "withdrawn";
	case OPENREVIEW_DESK_REJECTED:
		return "desk-rejected";
	default:
		return NULL;
	}
}

static void
standing_v2(struct openreview_standing *out, struct json content,
	const char *venueid, const char *key)
{
	struct buf venue;
	const char *word;

	out->status = openreview_venueid(venueid, key);
	out->decision = decision_of(out->status);
	out->track = openreview_track(venueid);
	(void)snprintf(out->text, sizeof(out->text), "%s",
		*venueid ? venueid : "no venue id");
	if (out->status != OPENREVIEW_ACCEPTED)
		return;
	buf_init(&venue, LIMIT_LINE);
	json_text(&venue, openreview_value(content, "venue"));
	word = strrchr(buf_str(&venue), ' ');
	word = word ? word + 1 : buf_str(&venue);
	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(word, words[i].word) == 0)
			out->decision = words[i].decision;
	}
	buf_free(&venue);
}

/* Whether an invitation is the rule's, with this number in place of the #. */
static bool
invitation_is(struct json invitation, const char *pattern, struct json number)
{
	const char *hash = strchr(pattern, '#');
	char want[200];
	int64_t n;

	if (!hash)
		return json_is(invitation, pattern);
	if (!json_int(&n, number))
		return false;
	(void)snprintf(want, sizeof(want), "%.*s%lld%s", (int)(hash - pattern),
		pattern, (long long)n, hash + 1);
	return json_is(invitation, want);
}

/* The text of the decision among the replies, if there is one, or several that
 * agree. A reply counts only if its invitation is the exact one and its forum
 * and the note it answers are this submission. */
static void
find_decision(struct buf *out, const struct rule *rule, struct json note,
	const char *forum, struct json replies)
{
	struct json number = json_get(note, "number"), key, reply;
	struct json_iter it = json_iter(replies);

	while (json_next(&it, &key, &reply)) {
		struct json text;

		if (!invitation_is(json_get(reply, "invitation"), rule->reply,
			    number) ||
			!json_is(json_get(reply, "forum"), forum) ||
			!json_is(json_get(reply, "replyto"), forum) ||
			!openreview_public(reply))
			continue;
		text = openreview_value(
			json_get(reply, "content"), rule->field);
		if (out->len && !json_is(text, out->s)) {
			buf_reset(out);
			buf_puts(out, "decisions that contradict each other");
			return;
		}
		buf_reset(out);
		json_text(out, text);
	}
}

static void
judge(struct openreview_standing *out, const char *group, const char *text)
{
	for (size_t i = 0; i < COUNT(meanings); i++) {
		const struct meaning *m = &meanings[i];

		if (strcmp(m->group, group) != 0 || strcmp(m->text, text) != 0)
			continue;
		out->status = m->status;
		out->decision =
			m->decision ? m->decision : decision_of(m->status);
		if (m->track)
			out->track = m->track;
		return;
	}
	(void)snprintf(out->text, sizeof(out->text), "%s",
		*text ? text : "no decision");
}

/* v1: what the invitation of the submission says, "GROUP/-/KIND". */
static void
standing_v1(struct openreview_standing *out, struct json note,
	struct json replies, char *invitation)
{
	char *kind = strstr(invitation, "/-/");
	const struct rule *rule = NULL;
	struct buf text, forum;

	if (!kind) {
		(void)snprintf(out->text, sizeof(out->text), "%s", invitation);
		return;
	}
	*kind = '\0';
	kind += 3;
	out->track = openreview_track(invitation);
	if (strcmp(kind, "Withdrawn_Submission") == 0)
		out->status = OPENREVIEW_WITHDRAWN;
	else if (strcmp(kind, "Desk_Rejected_Submission") == 0)
		out->status = OPENREVIEW_DESK_REJECTED;
	out->decision = decision_of(out->status);
	if (out->decision)
		return;
	for (size_t i = 0; i < COUNT(rules); i++) {
		if (strcmp(rules[i].group, invitation) == 0)
			rule = &rules[i];
	}
	buf_init(&text, LIMIT_LINE);
	buf_init(&forum, LIMIT_LINE);
	if (rule && rule->own)
		json_text(&text,
			openreview_value(json_get(note, "content"), rule->own));
	if (rule && rule->reply && !text.len && openreview_forum(&forum, note))
		find_decision(&text, rule, note, forum.s, replies);
	if (rule)
		judge(out, invitation, buf_str(&text));
	else
		(void)snprintf(out->text, sizeof(out->text), "no rule for %s",
			invitation);
	buf_free(&forum);
	buf_free(&text);
}

void
openreview_standing(struct openreview_standing *out, struct json note,
	struct json replies, const char *key)
{
	struct json content = json_get(note, "content");
	struct buf b;

	*out = (struct openreview_standing){
		.status = OPENREVIEW_UNKNOWN, .track = "other"};
	buf_init(&b, LIMIT_LINE);
	if (json_text(&b, json_get(note, "invitation"))) {
		buf_putc(&b, '\0');
		standing_v1(out, note, replies, b.s);
	} else if (json_type(json_get(content, "venueid")) == JSON_OBJECT) {
		json_text(&b, openreview_value(content, "venueid"));
		standing_v2(out, content, buf_str(&b), key);
	} else {
		(void)snprintf(out->text, sizeof(out->text), "%s",
			"neither an invitation nor a venue id");
	}
	buf_free(&b);
}
