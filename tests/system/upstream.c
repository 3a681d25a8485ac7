/* SPDX-License-Identifier: BSD-3-Clause */
#include "upstream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nsd.h"

#define COUNT "lookalikes.num.queries="

static void
print_zones(FILE *stream, const struct server *upstream, const void *argument)
{
	const char *const *lookalikes = argument;

	fprintf(stream,
		"zone:\n"
		"\tname: \".\"\n"
		"\tzonefile: \"%s/root.zone\"\n",
		upstream->dir);
	for (; *lookalikes != NULL; lookalikes++)
		fprintf(stream,
			"zone:\n"
			"\tname: \"%s\"\n"
			"\tzonefile: \"%s/thief.zone\"\n"
			"\tzonestats: \"lookalikes\"\n",
			*lookalikes, upstream->dir);
}

bool
upstream_start(struct server *upstream, const char *root_zone, const char *thief_zone,
	       const char *const *lookalikes)
{
	const struct nsd_zones zones = {print_zones, lookalikes};

	return nsd_prepare(upstream, "upstream") &&
	       run_write_text(upstream->dir, "root.zone", root_zone) &&
	       run_write_text(upstream->dir, "thief.zone", thief_zone) &&
	       nsd_start(upstream, &zones);
}

bool
upstream_count_lookalikes(const struct server *upstream, unsigned long *n)
{
	const char *found = NULL;
	char *output;

	if (nsd_control(upstream, "stats_noreset", &output)) {
		found = strstr(output, COUNT);
		if (found != NULL)
			*n = strtoul(found + strlen(COUNT), NULL, 10);
		else
			fprintf(stderr, "nsd keeps no count of lookalikes: built without "
					"--enable-zone-stats?\n");
	}
	free(output);
	return found != NULL;
}
