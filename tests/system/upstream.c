/* SPDX-License-Identifier: BSD-3-Clause */
#include "upstream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define COUNT "lookalikes.num.queries="

static void
print_conf(FILE *stream, const struct server *upstream, const char *const *lookalikes)
{
	/* Ratelimits and the refusal of ANY are for servers that strangers ask. */
	fprintf(stream,
		"server:\n"
		"\tip-address: 127.0.0.1@%u\n"
		"\tusername: \"\"\n"
		"\tchroot: \"\"\n"
		"\tzonesdir: \"\"\n"
		"\tdatabase: \"\"\n"
		"\tpidfile: \"\"\n"
		"\txfrdfile: \"%s/xfrd.state\"\n"
		"\tzonelistfile: \"%s/zone.list\"\n"
		"\txfrdir: \"%s\"\n"
		"\tserver-count: 1\n"
		"\ttcp-count: 200\n"
		"\trrl-ratelimit: 0\n"
		"\trrl-whitelist-ratelimit: 0\n"
		"\trefuse-any: no\n"
		"\tminimal-responses: yes\n"
		"remote-control:\n"
		"\tcontrol-enable: yes\n"
		"\tcontrol-interface: \"%s/nsd.sock\"\n"
		"zone:\n"
		"\tname: \".\"\n"
		"\tzonefile: \"%s/root.zone\"\n",
		(unsigned)upstream->port, upstream->dir, upstream->dir, upstream->dir,
		upstream->dir, upstream->dir);
	for (; *lookalikes != NULL; lookalikes++)
		fprintf(stream,
			"zone:\n"
			"\tname: \"%s\"\n"
			"\tzonefile: \"%s/thief.zone\"\n"
			"\tzonestats: \"lookalikes\"\n",
			*lookalikes, upstream->dir);
}

static bool
write_conf(const struct server *upstream, const void *lookalikes)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	bool is_written;

	if (stream == NULL)
		abort();
	print_conf(stream, upstream, lookalikes);
	if (fclose(stream) != 0)
		abort();
	is_written = run_write(upstream->dir, "nsd.conf", text, len);
	free(text);
	return is_written;
}

bool
upstream_start(struct server *upstream, const char *root_zone, const char *thief_zone,
	       const char *const *lookalikes)
{
	static const char *const settings[] = {NULL};
	char conf_path[RUN_PATH_SIZE];
	const char *const argv[] = {tool_path(TOOL_NSD), "-d", "-c", conf_path, NULL};

	memset(upstream, 0, sizeof *upstream);
	if (!run_make_dir("upstream", upstream->dir) ||
	    !run_write_text(upstream->dir, "root.zone", root_zone) ||
	    !run_write_text(upstream->dir, "thief.zone", thief_zone))
		return false;
	run_path(conf_path, upstream->dir, "nsd.conf");
	run_path(upstream->log_path, upstream->dir, "nsd.log");
	return server_start(upstream, write_conf, lookalikes, argv, settings);
}

bool
upstream_count_lookalikes(const struct server *upstream, unsigned long *n)
{
	char conf_path[RUN_PATH_SIZE];
	const char *const argv[] = {tool_path(TOOL_NSD_CONTROL), "-c", conf_path,
				    "stats_noreset", NULL};
	const char *found = NULL;
	char *output;

	run_path(conf_path, upstream->dir, "nsd.conf");
	if (server_control(argv, &output)) {
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
