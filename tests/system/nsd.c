/* SPDX-License-Identifier: BSD-3-Clause */
#include "nsd.h"

#include <stdlib.h>
#include <string.h>

#include "tool.h"

static void
print_server(FILE *stream, const struct server *nsd)
{
	/* Ratelimits and the refusal of ANY are for servers that strangers ask. */
	fprintf(stream,
		"server:\n"
		"\tip-address: 127.0.0.1@%u\n"
		"\tusername: \"\"\n"
		"\tchroot: \"\"\n"
		"\tzonesdir: \"%s\"\n"
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
		"\tverbosity: 2\n"
		"remote-control:\n"
		"\tcontrol-enable: yes\n"
		"\tcontrol-interface: \"%s/nsd.sock\"\n",
		(unsigned)nsd->port, nsd->dir, nsd->dir, nsd->dir, nsd->dir, nsd->dir);
}

bool
nsd_write_conf(const struct server *nsd, const struct nsd_zones *zones)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	bool is_written;

	if (stream == NULL)
		abort();
	print_server(stream, nsd);
	zones->print(stream, nsd, zones->argument);
	if (fclose(stream) != 0)
		abort();
	is_written = run_write(nsd->dir, "nsd.conf", text, len);
	free(text);
	return is_written;
}

static bool
write_conf(const struct server *nsd, const void *zones)
{
	return nsd_write_conf(nsd, zones);
}

bool
nsd_prepare(struct server *nsd, const char *name)
{
	memset(nsd, 0, sizeof *nsd);
	if (!run_make_dir(name, nsd->dir))
		return false;
	run_path(nsd->log_path, nsd->dir, "nsd.log");
	return true;
}

bool
nsd_start(struct server *nsd, const struct nsd_zones *zones)
{
	static const char *const settings[] = {NULL};
	char conf_path[RUN_PATH_SIZE];
	const char *const argv[] = {tool_path(TOOL_NSD), "-d", "-c", conf_path, NULL};

	run_path(conf_path, nsd->dir, "nsd.conf");
	return server_start(nsd, write_conf, zones, argv, settings);
}

bool
nsd_control(const struct server *nsd, const char *command, char **output)
{
	char conf_path[RUN_PATH_SIZE];
	const char *const argv[] = {tool_path(TOOL_NSD_CONTROL), "-c", conf_path, command, NULL};

	run_path(conf_path, nsd->dir, "nsd.conf");
	return server_control(argv, output);
}
