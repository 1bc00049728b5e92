/*
 * sources.c - the list of all sources, and what is the same for each. A new
 * source is one line here.
 */
#include "source.h"

extern const struct source source_neurips, source_pmlr, source_openreview,
	source_virtual;

const struct source *const sources[] = {
	&source_neurips,
	&source_pmlr,
	&source_openreview,
	&source_virtual,
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
