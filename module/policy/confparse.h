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
 * libConfuse would end at, no more), and `*cfg` is NULL.
 */
int smx_confparse(cfg_opt_t *opts, const char *text, size_t len, const struct smx_place *place,
		  cfg_t **cfg);

/*
 * The value of a string option in a text that may be broken anywhere: of the first
 * setting by that name that libConfuse understands and that is not empty.  Returns 0
 * and the value, the caller's to free, or NULL in it if there is none; or SMX_ENOMEM.
 */
int smx_confparse_find(const char *text, size_t len, const char *option, char **value);

#endif /* SMX_POLICY_CONFPARSE_H */
