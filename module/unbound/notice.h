/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_NOTICE_H
#define SMX_UNBOUND_NOTICE_H

/*
 * Lines about incidents in Unbound's log: so many a second at most, whoever asks; what
 * is left out is counted, and told with the next one.  For the journal's thread.
 */

#include "journal/eventfile.h"

#define SMX_NOTICES_PER_SECOND 10

struct smx_notice {
	int64_t second; /* that of the last line */
	unsigned long n_told; /* in it */
	unsigned long n_left_out;
};

/* Say that an incident begins: unbound-straymx(8), DIAGNOSTICS. */
void smx_notice(struct smx_notice *notice, const struct smx_event *event,
		enum smx_log_clients log_clients);

#endif /* SMX_UNBOUND_NOTICE_H */
