/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONFPARSE_H
#define SMX_POLICY_CONFPARSE_H

/*
 * Text through libConfuse, which ends at the first error: here what is wrong is
 * taken out, and the rest parsed again, until nothing is left to be said.
 */

#include <confuse.h>
#include <stddef.h>

#include "policy/messages.h"

/*
 * Parse `text` of `len` bytes, which has no NUL, with the options `opts`, checking
 * them by smx_confcheck().  Returns 0 and what libConfuse made of it, the caller's to
 * cfg_free(), or a negative enum smx_error, all errors having been added (of 100 that
 * libConfuse would end at, no more; of 10,000, if the messages list all).  Then `*cfg`
 * is what libConfuse made of what could be understood, values that smx_confcheck() finds
 * wrong included, or NULL.
 */
int smx_confparse(cfg_opt_t *opts, const char *text, size_t len, const struct smx_place *place,
		  cfg_t **cfg);

#endif /* SMX_POLICY_CONFPARSE_H */
