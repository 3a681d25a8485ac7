/* SPDX-License-Identifier: BSD-3-Clause */
#include "tool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name;
	const char *variable; /* says where it is, */
	const char *beside;   /* or is this name beside it */
} tools[N_TOOLS] = {
	[TOOL_UNBOUND] = {"unbound", "UNBOUND", NULL},
	[TOOL_UNBOUND_CONTROL] = {"unbound-control", "UNBOUND", "unbound-control"},
	[TOOL_MODULE] = {"straymx.so", "STRAYMX_SO", NULL},
	[TOOL_NSD] = {"nsd", "NSD", NULL},
	[TOOL_NSD_CONTROL] = {"nsd-control", "NSD", "nsd-control"},
	[TOOL_ZONES] = {"the folder of shipped zones", "STRAYMX_ZONES", NULL},
	[TOOL_DIG] = {"dig", "DIG", NULL},
	[TOOL_OPENSSL] = {"openssl", "OPENSSL", NULL},
	[TOOL_DNSPERF] = {"dnsperf", "DNSPERF", NULL},
	[TOOL_OTHER_UNBOUND] = {"an Unbound with other options", "STRAYMX_OTHER_UNBOUND", NULL},
};

static char paths[N_TOOLS][512];

static bool
find(enum tool tool)
{
	const char *value = getenv(tools[tool].variable);
	const char *slash;

	if (value == NULL)
		return false;
	slash = strrchr(value, '/');
	if (tools[tool].beside != NULL && slash != NULL)
		snprintf(paths[tool], sizeof paths[tool], "%.*s/%s", (int)(slash - value), value,
			 tools[tool].beside);
	else
		snprintf(paths[tool], sizeof paths[tool], "%s", value);
	return slash != NULL && access(paths[tool], R_OK) == 0;
}

bool
tool_find(enum tool tool)
{
	const char *value = getenv(tools[tool].variable);

	if (find(tool))
		return true;
	printf("%s: %s is missing: %s is '%s'\n", program_invocation_short_name,
	       tools[tool].name, tools[tool].variable, value != NULL ? value : "");
	return false;
}

bool
tool_find_all(void)
{
	bool is_complete = true;

	for (int tool = 0; tool < TOOL_DNSPERF; tool++)
		is_complete &= tool_find((enum tool)tool);
	return is_complete;
}

const char *
tool_path(enum tool tool)
{
	return paths[tool];
}

const char *
tool_preload(void)
{
	const char *preload = getenv("STRAYMX_PRELOAD");

	return preload != NULL && preload[0] != '\0' ? preload : NULL;
}
