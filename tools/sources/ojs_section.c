/*
 * ojs_section.c - what the sections of the journals of ojs.aaai.org are.
 *
 * A record has one setSpec, JOURNAL:SECTION. A section, not an issue, tells the
 * track: one issue may mix IAAI, EAAI and student abstracts. The tables hold
 * what is not the main track; they were made from all sections of the volumes
 * 24-40 of AAAI, 7-8 of AIES and 2 of IASEAI (read 2026-10-09). Sections of
 * AAAI are numbered since 2024 ("AI26-54"): a number that is not in the table
 * is not known, and the label of its issue may tell.
 *
 * Sections of other journals keep their own name as the track, but for
 * "Articles" (ART), which OJS makes for every journal.
 */
#include <ctype.h>
#include <strings.h>

#include "ojs.h"
#include "proceedings.h"

struct section {
	const char *name; /* '#': a digit; '*' at its end: anything */
	const char *track;
};

static const char front_matter[] = "front matter";

static const struct section aaai[] = {{"IAAI*", "iaai"}, {"DP", "iaai"},
	{"EP", "iaai"}, {"CHAL", "iaai"}, {"DEPL", "iaai"}, {"EMRG", "iaai"},
	{"EAAI*", "eaai"}, {"TP", "eaai"}, {"PP", "eaai"}, {"MAA", "eaai"},
	{"SA", "student-abstract"}, {"SA-PP*", "student-abstract"},
	{"STU", "student-abstract"}, {"STUDENT", "student-abstract"},
	{"PSA", "student-abstract"}, {"DC", "consortium"},
	{"DCTA", "consortium"}, {"DOC*", "consortium"}, {"UC", "consortium"},
	{"UC##", "consortium"}, {"DEMO", "demo"}, {"VAD", "demo"},
	{"DTA", "demo"}, {"DT", "demo"}, {"DT##", "demo"}, {"DM", "demo"},
	/* senior members, new faculty, what was shown elsewhere */
	{"SENIOR", "other"}, {"SRM", "other"}, {"BLUE", "other"},
	{"SMST", "other"}, {"SMBLU", "other"}, {"SMSUM", "other"},
	{"SMT", "other"}, {"BSP", "other"}, {"ST", "other"}, {"SMP-*", "other"},
	{"NFH", "other"}, {"NECTAR", "other"}, {"HOT", "other"},
	{"SIS", "other"}, {"SPOT", "other"}, {NULL, NULL}};

/* The numbered ones, up to `last` of a year. */
static const struct numbered {
	int year, last;
	const char *track;
} numbered[] = {{24, 29, "main"}, {24, 33, "other"}, {24, 34, "main"},
	{24, 39, "iaai"}, {24, 44, "eaai"}, {24, 45, "consortium"},
	{24, 46, "student-abstract"}, {24, 47, "consortium"}, {24, 48, "demo"},
	{25, 35, "main"}, {25, 39, "other"}, {25, 40, "main"}, {25, 45, "iaai"},
	{25, 49, "eaai"}, {25, 50, "consortium"}, {25, 51, "student-abstract"},
	{25, 52, "consortium"}, {25, 53, "demo"}, {26, 50, "main"},
	{26, 52, "other"}, {26, 53, "main"}, {26, 56, "iaai"}, {26, 60, "eaai"},
	{26, 61, "other"}, {26, 62, "consortium"}, {26, 63, "student-abstract"},
	{26, 64, "consortium"}, {26, 65, "demo"}};

static const struct section aies[] = {{"FUL", "main"},
	{"STU", "student-abstract"}, {"A##-SA*", "student-abstract"},
	{"A##-*", "main"}, {NULL, NULL}};

static const struct section iaseai[] = {{"IASEAI", "main"}, {NULL, NULL}};

static const struct section everywhere[] = {{"FRNT", front_matter},
	{"FRONT*", front_matter}, {"FMT", front_matter},
	{"ERRAT*", front_matter}, {"ART", ""}, {NULL, NULL}};

/* The server itself does not tell upper from lower case here. */
static bool
matches(const char *pattern, const char *name)
{
	for (; *pattern; pattern++, name++) {
		if (*pattern == '*')
			return true;
		if (*pattern == '#' ? !isdigit((unsigned char)*name)
				    : tolower((unsigned char)*pattern) !=
					      tolower((unsigned char)*name))
			return false;
	}
	return *name == '\0';
}

static const char *
look_up(const struct section *table, const char *name)
{
	for (; table->name; table++) {
		if (matches(table->name, name))
			return table->track;
	}
	return NULL;
}

static const char *
aaai_track(const char *name, const char *issue)
{
	const char *track = look_up(aaai, name);
	int year, number, end = 0;

	if (track)
		return track;
	if (sscanf(name, "AI%2d-%4d%n", &year, &number, &end) != 2 ||
		name[end] != '\0')
		return "main";
	for (size_t i = 0; i < sizeof(numbered) / sizeof(numbered[0]); i++) {
		if (numbered[i].year == year && number <= numbered[i].last)
			return numbered[i].track;
	}
	return strstr(issue, "Technical Tracks") ? "main" : NULL;
}

const char *
ojs_track(const char *set, const char *issue, bool *front)
{
	const char *name = strchr(set, ':'), *track;
	size_t n = name ? (size_t)(name - set) : 0;

	name = name ? name + 1 : set;
	track = look_up(everywhere, name);
	*front = track == front_matter;
	if (*front)
		return "";
	if (n == 4 && strncmp(set, "AAAI", n) == 0)
		return aaai_track(name, issue);
	if (n == 4 && strncmp(set, "AIES", n) == 0)
		return look_up(aies, name);
	if (n == 6 && strncmp(set, "IASEAI", n) == 0)
		return look_up(iaseai, name);
	return track || !n || !isalpha((unsigned char)*set) ? "" : name;
}
