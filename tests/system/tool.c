/* SPDX-License-Identifier: BSD-3-Clause */
#include "tool.h"

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
tool_find_all(void)
{
	bool is_complete = true;

	for (int tool = 0; tool < N_TOOLS; tool++) {
		if (find((enum tool)tool))
			continue;
		printf("system: %s is missing: %s is '%s'\n", tools[tool].name,
		       tools[tool].variable,
		       getenv(tools[tool].variable) != NULL ? getenv(tools[tool].variable) : "");
		is_complete = false;
	}
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
