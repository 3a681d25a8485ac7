/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_OPTIONS_H
#define BENCH_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "sets.h"
#include "straymx.h"

#define SIZES_MAX 16

struct options {
	size_t sizes[SIZES_MAX]; /* protected names */
	size_t n_sizes;
	bool has_all_sizes; /* for all sets, not for SET_COMPANY alone */
	bool has_set[SET_N];
	bool has_profile[SMX_N_PROFILES];
	uint64_t seed;
	size_t n_lookups;      /* different names a class */
	double linear_seconds; /* for the linear search, a policy */
	size_t list_max_bytes; /* for the list of all typing errors */
	const char *json;      /* file to write; NULL: none */
	const char *callgrind; /* the output file of callgrind that this runs under; NULL: time */
	bool has_real_names;   /* of other people; else they are invented */
	bool is_smoke;         /* tiny, and with checks */
	bool is_markdown;
};

/* Read the command line; a wrong one, or --help, ends the program. */
void options_read(struct options *options, int argc, char **argv);

/* Whether a set is measured at `options->sizes[i]`. */
bool options_has(const struct options *options, enum set set, size_t i);

#endif /* BENCH_OPTIONS_H */
