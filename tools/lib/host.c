/*
 * host.c - how fast a host may be asked: hosts.tsv, compiled in.
 */
#include "registry.h"

struct host_rule
host_rule(const char *host)
{
	struct host_rule rule = {1, 2};
	size_t n = strlen(host);

	for (size_t i = 0; host_lines[i]; i++) {
		const char *line = host_lines[i];
		bool any = *line == '*';
		char *end;

		if (!any && (strncmp(line, host, n) != 0 || line[n] != '\t'))
			continue;
		rule.rate = strtod(line + (any ? 1 : n), &end);
		rule.connections = (int)strtol(end, NULL, 10);
		if (!any)
			break;
	}
	return rule;
}
