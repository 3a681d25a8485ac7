/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_RECORDS_H
#define SMX_TOOLS_SURVEY_RECORDS_H

/*
 * Records of strangers as JSON.  Names are lower-case, without the final dot, and whatever
 * is no letter, digit, hyphen or underscore is escaped (\060), so that they can be shown
 * anywhere; the root is ".".  Malformed records are left out.
 *
 * Each function returns a new reference to an array, in an order that does not depend on
 * that of the answer; NULL if memory ran out.
 */

#include <jansson.h>

#include "asker.h"

/*
 * Mail exchangers: {"host": NAME, "preference": N}, the most preferred first.  `*is_null`
 * says that there is one alone, the root: mail is not taken (RFC 7505).  Beside others it
 * means nothing, and is left out.
 */
json_t *survey_records_mx(const struct asker_answer *answer, bool *is_null);

/* Addresses, as texts. */
json_t *survey_records_addresses(const struct asker_answer *answer);

/* Name servers, each once. */
json_t *survey_records_ns(const struct asker_answer *answer);

#endif /* SMX_TOOLS_SURVEY_RECORDS_H */
