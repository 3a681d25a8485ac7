/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_NOTICE_H
#define SMX_UNBOUND_NOTICE_H

/*
 * Lines about single questions in Unbound's log: so many a second at most, whoever
 * asks; what is left out is counted, and told with the next one.
 */

#include <stdatomic.h>
#include <stdint.h>

struct query_info;
struct smx_client;
struct smx_verdict;

#define SMX_NOTICES_PER_SECOND 10

struct smx_notice {
	atomic_llong second; /* that of the last line */
	atomic_ulong n_told; /* in it */
	atomic_ulong n_left_out;
};

/*
 * Say `what` has become of a question, which has a match: unbound-straymx(8),
 * DIAGNOSTICS.  `now` is in seconds.  Any thread.
 */
void smx_notice(struct smx_notice *notice, long long now, const char *what,
		const struct query_info *question, const struct smx_verdict *verdict,
		const struct smx_client *client);

#endif /* SMX_UNBOUND_NOTICE_H */
