/* SPDX-License-Identifier: BSD-3-Clause */
#include "flood_kind.h"

#include <stdio.h>

#include "rotation.h"

#define N_CACHED 4000

static const struct {
	const char *name;
	const char *names[2]; /* behind the number, in turns */
	const char *rcode;    /* that is right; NULL: any */
	bool is_cached;
} kinds[FLOOD_N] = {
	[FLOOD_CACHED] = {"cached", {"cached-ones.example"}, "NOERROR", true},
	[FLOOD_UNCACHED] = {"uncached", {"uncached-ones.example"}, "NOERROR", false},
	[FLOOD_LOOKALIKE] = {"lookalike", {NULL}, "NXDOMAIN", false},
	[FLOOD_POPULAR] = {"popular", {"cached-ones.example"}, "NOERROR", true},
	[FLOOD_RANDOM] = {"random", {"uncached-ones.example"}, "NOERROR", false},
	[FLOOD_BELOW] = {"below", {"army.ml"}, "NXDOMAIN", false},
	[FLOOD_SUFFIX] = {"suffix", {"there.ml", "absent.ml"}, NULL, false},
	[FLOOD_SILENT] = {"silent", {"silent.ml"}, NULL, false},
};

const char *
flood_name(enum flood_kind kind)
{
	return kinds[kind].name;
}

const char *
flood_rcode(enum flood_kind kind)
{
	return kinds[kind].rcode;
}

/* absent.mil is there, so that nothing is below it. */
const char *
flood_zone(void)
{
	return "$ORIGIN .\n"
	       "$TTL 3600\n"
	       "@ SOA ns.example. hostmaster.example. 1 3600 600 604800 60\n"
	       "  NS ns.example.\n"
	       "ns.example A 127.0.0.1\n"
	       "*.cached-ones.example A 198.51.100.1\n"
	       "*.uncached-ones.example A 198.51.100.2\n"
	       "*.ml A 203.0.113.1\n"
	       "*.there.mil A 198.51.100.3\n"
	       "absent.mil A 198.51.100.4\n";
}

size_t
flood_write_question(enum flood_kind kind, unsigned long i, char line[FLOOD_QUESTION_SIZE])
{
	const char *name = kinds[kind].names[i % 2];

	if (kind == FLOOD_LOOKALIKE)
		name = rotation_lookalike(i);
	else if (name == NULL)
		name = kinds[kind].names[0];
	return (size_t)snprintf(line, FLOOD_QUESTION_SIZE, "n%lu.%s A\n",
				kinds[kind].is_cached ? i % N_CACHED : i, name);
}
