/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_ULABEL_H
#define SMX_MATCH_ULABEL_H

/*
 * Which labels beginning with "xn--" are A-labels: those whose Punycode leads
 * to a U-label and back again (RFC 5890, 2.3.2.1; RFC 5891, 5.4).  The same
 * verdicts as libidn2's, idn2_lookup_u8() with IDN2_NFC_INPUT | IDN2_NO_TR46,
 * without its allocations, for any number of threads at once.
 */

#include "match/name.h"

/*
 * Whether the `n` code points are a U-label as far as RFC 5891, 5.4 has it
 * checked at lookup: at least one and at most SMX_LABEL_MAX code points, not all
 * of them ASCII, all of them allowed (RFC 5892), in Normalization Form C, no
 * mark in the first place, not hyphens in both the third and the fourth place,
 * joiners in their contexts (RFC 5892, A.1 and A.2), the Bidi rule (RFC 5893).
 *
 * As in libidn2: a character with a contextual rule other than the joiners
 * passes without it (5.4 asks only that there is one), hyphens may stand at the
 * ends, and of the Bidi rule, in a right-to-left label, a mark may end what a
 * hyphen would not (condition 3), and European and Arabic digits may meet
 * (condition 4).
 */
bool smx_ulabel_is_valid(const uint32_t *cps, size_t n);

/*
 * Whether `alabel`, in lower case and at most SMX_LABEL_MAX bytes, is an
 * A-label.  `out` and `*n` are then its U-label, and else unspecified.
 */
bool smx_alabel_decodes(struct smx_span alabel, uint32_t out[SMX_LABEL_MAX], size_t *n);

#endif /* SMX_MATCH_ULABEL_H */
