/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_PUNYCODE_H
#define SMX_MATCH_PUNYCODE_H

/*
 * Punycode (RFC 3492): what stands behind "xn--" in an A-label, to code points
 * and back.  It is here because a lookup must neither allocate nor lock, which
 * libidn2 does; what it says is compared with libidn2 by the tests.
 *
 * Both functions return 0, or SMX_ENAME with `out` and `*out_len` unspecified,
 * and need nothing but their arguments.
 */

#include "match/name.h"

/*
 * Decode `in` into `out`, which has room for SMX_LABEL_MAX code points.
 * SMX_ENAME: a byte of 0x80 or more, a digit that is none, an integer that is
 * cut off or leads beyond U+10FFFF, a surrogate, more code points than fit.
 * Digits are read in both letter cases (RFC 3492, 5).  Text without a digit is
 * decoded too: no bytes to no code points, "abc-" to "abc"; that neither is an
 * A-label's is for smx_alabel_decodes() to say.
 */
int smx_punycode_decode(struct smx_span in, uint32_t *out, size_t *out_len);

/*
 * Encode `n` code points into `out`, which has room for SMX_LABEL_MAX bytes,
 * digits in lower case.  SMX_ENAME: more than SMX_LABEL_MAX code points, a
 * surrogate or something beyond U+10FFFF among them, more bytes than fit.
 */
int smx_punycode_encode(const uint32_t *cps, size_t n, uint8_t *out, size_t *out_len);

#endif /* SMX_MATCH_PUNYCODE_H */
