/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_MODEL_SAMPLE_H
#define SMX_TESTS_MODEL_SAMPLE_H

/*
 * Random policies, each made twice from the same names and parameters: for the
 * library, and for the reference.  And names to ask them about, most of them a
 * few edits away from one of the policy.
 */

#include "common/random.h"
#include "reference/reference.h"
#include "straymx.h"

#define SAMPLE_NAMES_MAX 64

/* A name as text, before its A-labels are made and labels are told apart: labels
 * are joined by '.', so that none has a dot in it. */
struct sample_name {
	size_t len;
	uint8_t text[256];
};

struct sample {
	struct sample_name protected[SAMPLE_NAMES_MAX], exempt[8];
	size_t n_protected, n_exempt;
	int keyboard;
	struct reference_entry entries[SAMPLE_NAMES_MAX]; /* names point into `protected` */
	struct smx_policy *policy;
	struct reference *reference;
};

/* Make a sample; aborts on trouble. */
void sample_init(struct sample *sample, struct common_random *random);

void sample_free(struct sample *sample);

/* Make a query name in wire format, of `*len` bytes. */
void sample_question(const struct sample *sample, struct common_random *random,
		     uint8_t wire[255], size_t *len);

/* A random label of a host name, put behind what is in `name`: words of a few letters,
 * so that many are close to each other; sometimes long ones, and A-labels. */
void sample_add_label(struct sample_name *name, struct common_random *random);

#endif /* SMX_TESTS_MODEL_SAMPLE_H */
