/*
 * What a paper takes in and how it learns from another copy (lib/paper.c).
 */
#include "cf.h"
#include "test.h"

static const char *
set(enum paper_field f, const char *text)
{
	static char out[4096];
	struct paper *p = paper_new();
	const char *got;

	paper_set(p, f, text);
	got = p->text[f];
	(void)snprintf(out, sizeof(out), "%s", got ? got : "(absent)");
	paper_free(p);
	return out;
}

static void
fields(void)
{
	check_str("a title is cleaned", set(P_TITLE, "  A\n\tB  "), "A B");
	check_str("an empty title is absent", set(P_TITLE, " \n"), "(absent)");
	check_str("a placeholder is no abstract",
		set(P_ABSTRACT, "Abstract Unavailable"), "(absent)");
	check_str("a DOI loses its resolver",
		set(P_DOI, "https://doi.org/10.1145/3287560.3287561"),
		"10.1145/3287560.3287561");
	check_str("a DOI with its prefix",
		set(P_DOI, "doi:10.52202/079017-2512"), "10.52202/079017-2512");
	check_str("a DOI with a SICI goes on behind its brackets",
		set(P_DOI, "10.1002/"
			   "(SICI)1097-0(199806)49:8<693::AID-X>3.0.C;2-O"),
		"10.1002/(SICI)1097-0(199806)49:8<693::AID-X>3.0.C;2-O");
	check_str("a DOI of bytes that are no UTF-8",
		set(P_DOI, "10.1145/caf\xe9"), "10.1145/caf\u00e9");
	check_str("a tag ends a DOI", set(P_DOI, "10.1145/3287560.1<br>"),
		"10.1145/3287560.1");
	check_str("what is no DOI is absent", set(P_DOI, "v10.5"), "(absent)");
	check_str("an arXiv address gives the number",
		set(P_ARXIV, "http://arxiv.org/pdf/1312.6114v10.pdf"),
		"1312.6114");
	check_str("an old arXiv number",
		set(P_ARXIV, "https://arxiv.org/abs/cs/0112017"), "cs/0112017");
	check_str("an address must be http", set(P_URL, "javascript:alert(1)"),
		"(absent)");
	check_str("an address with a line break is none",
		set(P_PDF_URL, "https://a.example/x\n.pdf"), "(absent)");
	check_str("BibTeX without what was lost, and controls",
		set(P_BIBTEX, "@a{b\ufffd,\001 c\177}"), "@a{b,  c }");
	check_str("BibTeX keeps its lines", set(P_BIBTEX, "@a{b,\n c = {d}}\n"),
		"@a{b,\n c = {d}}");
}

/* A title of n bytes each. */
static bool
fits(char byte, size_t n)
{
	struct paper *p = paper_new();
	char *text = xmalloc(n + 1);
	bool there;

	memset(text, byte, n);
	text[n] = '\0';
	paper_set(p, P_TITLE, text);
	paper_set(p, P_BIBTEX, text);
	there = p->text[P_TITLE] && (p->text[P_BIBTEX] || byte < 0);
	paper_free(p);
	free(text);
	return there;
}

static void
limits(void)
{
	check("a text up to the limit", fits('x', LIMIT_FIELD));
	check("one over it is absent, not cut", !fits('x', LIMIT_FIELD + 1));
	check("as UTF-8 it may grow beyond", !fits('\x93', LIMIT_FIELD));
}

static struct paper *
paper(const char *source, const char *title, const char *abstract)
{
	struct paper *p = paper_new();

	p->source = source;
	paper_set(p, P_TITLE, title);
	paper_set(p, P_ABSTRACT, abstract);
	return p;
}

static void
filling(void)
{
	struct paper *to = paper("list", "T", NULL);
	struct paper *from = paper("bulk", "t", "An abstract.");
	struct author *a;

	paper_author(to, "Ann Bell");
	paper_author(to, "Bo Li");
	paper_author(from, "Bo Li");
	a = paper_author(from, "Ann Bell");
	paper_affiliation(from, a, "U");
	paper_affiliation(from, a, "U");
	paper_set(from, P_DECISION, "poster");
	paper_id(from, "openreview", "x1");
	paper_fill(to, from);
	check_str("a title that is there stays", to->text[P_TITLE], "T");
	check_str("a missing abstract is filled", to->text[P_ABSTRACT],
		"An abstract.");
	check_str("and says from where", to->from[P_ABSTRACT], "bulk");
	check("the title's source is the paper's", to->from[P_TITLE] == NULL);
	check_str("a decision is filled", to->text[P_DECISION], "poster");
	check_str("an identifier is filled", paper_get_id(to, "openreview"),
		"x1");
	check_str("authors keep their order", to->authors->name, "Ann Bell");
	check_int("an affiliation finds its author by name",
		to->authors->naffiliation, 1);
	check_int("and only that one", to->authors->next->naffiliation, 0);
	check_str("affiliations say from where", to->from[P_AFFILIATIONS],
		"bulk");
	paper_free(to);
	paper_free(from);
}

int
main(void)
{
	fields();
	limits();
	filling();
	return test_end();
}
