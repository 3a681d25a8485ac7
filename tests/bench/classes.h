/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_CLASSES_H
#define BENCH_CLASSES_H

/*
 * What a resolver is asked for, in classes that cost differently.  The names of
 * a class are different from each other and in no order.
 */

#include "names.h"
#include "prng.h"
#include "straymx.h"

enum class {
	CLASS_HARMLESS,  /* hosts below other people's names, no match */
	CLASS_NEAR,      /* one or two edits of a protected name, no match */
	CLASS_HITS,      /* the same, but matches */
	CLASS_ALABELS,   /* homographs, other A-labels, and garbage after xn-- */
	CLASS_DEEP,      /* as many labels as fit, most with a typo at the end */
	CLASS_PROTECTED, /* protected names, and hosts below them */
	CLASS_N
};

const char *class_name(enum class class);

/* Where names come from. */
struct class_source {
	struct prng prng;
	const struct smx_policy *policy;
	const struct names *protected;
	const struct names *benign; /* names of other people */
	unsigned max_edits;
};

/* The names of a class, and how the policy judged those that were drawn for it. */
struct class_queries {
	struct queries queries;
	size_t n_drawn[SMX_N_REASONS];
};

/* Draw `n` names of a class, fewer where no more can be found. */
void class_draw(enum class class, struct class_source *source, size_t n,
		struct class_queries *drawn);

#endif /* BENCH_CLASSES_H */
