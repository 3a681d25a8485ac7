/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_JUDGE_H
#define SMX_UNBOUND_JUDGE_H

/*
 * Which names and questions a policy intercepts, in Unbound's terms.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct query_info;
struct smx_policy;
struct smx_verdict;

/* Whether questions of clients for this name, in wire format, are intercepted;
 * `*verdict` says why. */
bool smx_judge_name(const struct smx_policy *policy, const uint8_t *name, size_t len,
		    struct smx_verdict *verdict);

/* Whether this question is, if a client asks it: also by its class and type. */
bool smx_judge_question(const struct smx_policy *policy, const struct query_info *question,
			struct smx_verdict *verdict);

#endif /* SMX_UNBOUND_JUDGE_H */
