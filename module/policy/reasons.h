/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_REASONS_H
#define SMX_POLICY_REASONS_H

/*
 * Comments `reason=...` behind names, by which people say that something is meant as
 * it is, so that nobody advises them against it any more.
 */

#include "policy/text.h"

struct smx_reasons {
	unsigned *lines; /* in ascending order */
	size_t n_lines;
};

/*
 * Find the lines of a text that have such a comment, in which case the character `mark`
 * begins a comment outside of quotes; it takes the place of what was found before.
 * Returns 0, or SMX_ENOMEM with none.
 */
int smx_reasons_read(struct smx_reasons *reasons, const struct smx_text *text, char mark);

/* Whether a line has one. */
bool smx_reasons_has(const struct smx_reasons *reasons, unsigned line);

void smx_reasons_free(struct smx_reasons *reasons);

#endif /* SMX_POLICY_REASONS_H */
