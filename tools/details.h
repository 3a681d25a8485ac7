/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_DETAILS_H
#define SMX_TOOLS_DETAILS_H

/*
 * What explain says of a name beyond the verdict: what the asker gets and what mail
 * servers make of it, or what stood in the way of a match.
 */

#include <jansson.h>

#include "explanation.h"

/* Print it as text, in lines that are indented.  `passes_for` is the reason of a pass that
 * explain gives, NULL for none; `verdict` of the policy, or of the client. */
void details_print(const struct explain_question *question, const struct explain_name *name,
		   const struct smx_verdict *verdict, const char *passes_for);

/* The same as an object, whose members stand beside those of the verdict; a new
 * reference, or NULL if memory ran out. */
json_t *details_object(const struct explain_question *question, const struct explain_name *name,
		       const struct smx_verdict *verdict, const char *passes_for);

#endif /* SMX_TOOLS_DETAILS_H */
