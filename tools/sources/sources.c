/*
 * sources.c - the list of all sources, and what is the same for each. A new
 * source is one line here.
 */
#include "source.h"

extern const struct source source_acl;
extern const struct source source_dblp;
extern const struct source source_ijcai, source_usenix, source_isca, source_rss;
extern const struct source source_cvf, source_ecva;
extern const struct source source_crossref, source_openalex,
	source_semanticscholar;
extern const struct source source_ojs, source_arxiv;
extern const struct source source_jmlr, source_iclr_archive,
	source_icml_archive, source_facct;
extern const struct source source_neurips, source_pmlr, source_openreview,
	source_virtual;

const struct source *const sources[] = {
	&source_neurips,
	&source_pmlr,
	&source_openreview,
	&source_virtual,
	&source_acl,
	&source_ijcai,
	&source_usenix,
	&source_isca,
	&source_rss,
	&source_cvf,
	&source_ecva,
	&source_crossref,
	&source_openalex,
	&source_semanticscholar,
	&source_dblp,
	&source_ojs,
	&source_arxiv,
	&source_jmlr,
	&source_iclr_archive,
	&source_icml_archive,
	&source_facct,
	NULL,
};

const struct source *
source_find(const char *name)
{
	for (size_t i = 0; sources[i]; i++) {
		if (strcmp(sources[i]->name, name) == 0)
			return sources[i];
	}
	return NULL;
}

const char *
source_name(const char *name)
{
	static const char *const classes[][2] = {
		{"NeurIPSScraper", "neurips"},
		{"PMLRScraper", "pmlr"},
		{"OpenReviewScraper", "openreview"},
		{"OpenReviewScraperV2", "openreview"},
		{"ACLAnthologyScraper", "acl"},
		{"CVFScraper", "cvf"},
		{"IJCAIScraper", "ijcai"},
		{"AAAIScraper", "ojs"},
		{"NaturePortfolioScraper", "crossref"},
		{"SemanticScholarScraper", "semanticscholar"},
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (strcmp(classes[i][0], name) == 0)
			name = classes[i][1];
	}
	return source_find(name) ? source_find(name)->name : NULL;
}

bool
source_include(bool *rejected, bool *withdrawn, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, ",");

		if (n == 8 && strncmp(list, "rejected", n) == 0)
			*rejected = true;
		else if (n == 9 && strncmp(list, "withdrawn", n) == 0)
			*withdrawn = true;
		else
			return false;
		list += n + (list[n] == ',');
	}
	return true;
}
