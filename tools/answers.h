/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_ANSWERS_H
#define SMX_TOOLS_ANSWERS_H

/*
 * What the asker of a lookalike gets (unbound-straymx(8)), and what mail servers make of
 * it: in words.  Texts are written into `buf` of `size` bytes, cut where they do not
 * fit, always terminated.
 */

#include "straymx.h"

/* No policy has more of them here; what is beyond that is not told. */
#define ANSWERS_TYPES_MAX 64

/*
 * The types that an answer can be told for, as numbers: MX, A, AAAA and ANY, and then those
 * of `types` in straymx.conf beyond these.  Returns how many were written to `types`.
 */
size_t answers_types(const struct smx_policy *policy, uint16_t types[ANSWERS_TYPES_MAX]);

/* Room for an answer with many records. */
#define ANSWERS_TEXT_SIZE 4096

/*
 * The answer to a question of this type (a number) for a lookalike of `entry`, as if it were enforced
 * and verified: "NXDOMAIN", "NODATA", the records ("MX 0 .", "A 192.0.2.25"), or "passes"
 * where `types` of straymx.conf lets it.
 */
void answers_write(const struct smx_policy *policy, const struct smx_entry *entry,
		   uint16_t type, char *buf, size_t size);

enum answers_mta { ANSWERS_POSTFIX, ANSWERS_EXIM, ANSWERS_N_MTAS };

/* "Postfix", "Exim" */
const char *answers_mta_name(enum answers_mta mta);

/* What this mail server does with a message to a lookalike of `entry`, having got these
 * answers (design.md, 6). */
void answers_mta_write(const struct smx_policy *policy, const struct smx_entry *entry,
		       enum answers_mta mta, char *buf, size_t size);

/* What the asker gets where the intended name cannot be looked up (`verify-failure`). */
const char *answers_unverified(const struct smx_entry *entry);

#endif /* SMX_TOOLS_ANSWERS_H */
