/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONFEXPLAIN_H
#define SMX_POLICY_CONFEXPLAIN_H

/*
 * What is wrong with straymx.conf where libConfuse cannot go on, and what to write
 * instead, in words that fit there: its own ones are about tokens.
 */

#include <confuse.h>
#include <stddef.h>

#include "policy/conftoken.h"

#define SMX_CONFEXPLAIN_MAX 512 /* bytes, with the NUL */

/*
 * Write what is wrong with token `at` (the number of tokens for the end of the file)
 * of the statement that begins at `begin`, in the section `cfg`.
 */
void smx_confexplain(const struct smx_conftokens *tokens, size_t begin, size_t at, cfg_t *cfg,
		     char text[SMX_CONFEXPLAIN_MAX]);

#endif /* SMX_POLICY_CONFEXPLAIN_H */
