/* SPDX-License-Identifier: BSD-3-Clause */
#include "instructions.h"

#ifdef HAVE_VALGRIND_CALLGRIND_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <valgrind/callgrind.h>

bool
instructions_can_count(void)
{
	return RUNNING_ON_VALGRIND != 0;
}

/* The number in the line `totals: NUMBER` of dump number `n`, which is removed. */
static double
take_total(const char *file, unsigned n)
{
	char path[512], line[512];
	double total = -1;
	FILE *stream;

	snprintf(path, sizeof path, "%s.%u", file, n);
	stream = fopen(path, "re");
	while (stream != NULL && total < 0 && fgets(line, sizeof line, stream) != NULL) {
		if (sscanf(line, "totals: %lf", &total) != 1)
			total = -1;
	}
	if (stream != NULL)
		fclose(stream);
	if (total < 0)
		names_die("%s: no totals of callgrind", path);
	unlink(path);
	return total;
}

double
instructions_per_lookup(const struct smx_policy *policy, const struct queries *queries,
			const char *file)
{
	static unsigned n_dumps; /* callgrind numbers them, too */
	const uint8_t *query = queries->pool;

	CALLGRIND_ZERO_STATS;
	CALLGRIND_START_INSTRUMENTATION;
	for (size_t i = 0; i < queries->n; i++, query += 1 + query[0]) {
		struct smx_verdict verdict;

		smx_lookup(policy, query + 1, query[0], &verdict);
	}
	CALLGRIND_STOP_INSTRUMENTATION;
	CALLGRIND_DUMP_STATS;
	return take_total(file, ++n_dumps) / (double)queries->n;
}

#else

bool
instructions_can_count(void)
{
	return false;
}

double
instructions_per_lookup(const struct smx_policy *policy, const struct queries *queries,
			const char *file)
{
	(void)policy;
	(void)queries;
	(void)file;
	return 0;
}

#endif
