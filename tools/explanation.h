/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_EXPLANATION_H
#define SMX_TOOLS_EXPLANATION_H

/*
 * What explain says of a name: one line, as text or as JSON, and at length some more
 * (details.h).
 */

#include "options.h"

/* What is asked, beside the names. */
struct explain_question {
	const struct smx_policy *policy;
	uint16_t type; /* host order; 0: one that the policy judges */
	bool is_long; /* with details */
	struct verb_client client; /* without an address: one that zones are for */
};

/* A name in uncompressed wire format, and as it was given. */
struct explain_name {
	const char *text;
	const uint8_t *wire;
	size_t wire_len;
};

/* Print it as text.  Returns whether the name would be intercepted. */
bool explain_print_text(const struct explain_question *question, const struct explain_name *name);

/* Print it as JSON; whether the name would be intercepted goes to `*is_hit`.
 * Returns false, with nothing printed, if memory ran out. */
bool explain_print_json(const struct explain_question *question, const struct explain_name *name,
			bool *is_hit);

#endif /* SMX_TOOLS_EXPLANATION_H */
