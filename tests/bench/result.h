/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_RESULT_H
#define BENCH_RESULT_H

/*
 * What was measured of one policy.
 */

#include "classes.h"
#include "options.h"
#include "timing.h"

struct class_result {
	size_t n_drawn[SMX_N_REASONS]; /* to find the names that were looked up */
	struct timing engine;          /* smx_lookup() */
	struct timing linear, list;    /* what it is compared with */
	size_t n_differences;          /* verdicts of `linear` that are others */
	double instructions;           /* of one smx_lookup(); 0: not counted */
};

struct result {
	enum set set;
	enum smx_profile profile;
	size_t n_names;
	struct stopwatch build;
	size_t size;      /* bytes, by smx_policy_size() */
	size_t heap_size; /* bytes that malloc() has handed out, the Public Suffix List apart */
	struct class_result classes[CLASS_N];
	/* The list of all typos; of `list_size` nothing but that is known where it was
	 * too large to make. */
	size_t n_listed, list_size, list_hashes_size;
};

#endif /* BENCH_RESULT_H */
