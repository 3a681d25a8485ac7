/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_TOOL_H
#define SYSTEM_TOOL_H

/*
 * What the tests run, as the environment names it (tests/local.mk).
 */

#include <stdbool.h>

enum tool {
	TOOL_UNBOUND,
	TOOL_UNBOUND_CONTROL, /* beside unbound */
	TOOL_MODULE,          /* straymx.so */
	TOOL_NSD,
	TOOL_NSD_CONTROL, /* beside nsd */
	TOOL_ZONES,       /* the folder of the shipped zones */
	TOOL_DIG,
	TOOL_OPENSSL,
	TOOL_DNSPERF,       /* for the reload bench alone */
	TOOL_OTHER_UNBOUND, /* built with other options; for suite_abi() alone */
	N_TOOLS
};

/* Find one; says on standard output if it is missing. */
bool tool_find(enum tool tool);

/* Find all but those that say "alone", likewise. */
bool tool_find_all(void);

/* Where it is. */
const char *tool_path(enum tool tool);

/* The library to be preloaded into Unbound for the module's sake, or NULL. */
const char *tool_preload(void);

#endif /* SYSTEM_TOOL_H */
