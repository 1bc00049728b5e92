/*
 * sources.c - the list of all sources. A new source is one line here.
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
