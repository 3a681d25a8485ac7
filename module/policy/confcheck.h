/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONFCHECK_H
#define SMX_POLICY_CONFCHECK_H

/*
 * What values the options of straymx.conf take.  They are checked while
 * libConfuse parses them, for it is then that it knows the line; what is wrong
 * goes through cfg_error().
 */

#include <confuse.h>
#include <stdint.h>

/* Have the options of straymx.conf checked when `cfg` is parsed. */
void smx_confcheck_install(cfg_t *cfg);

/*
 * The number of an RR type that a question can have an answer to (RFC 6895,
 * 3.1), or of ANY, by its name (or TYPE and its number); 0 for what is none.
 */
uint16_t smx_confcheck_type(const char *text);

#endif /* SMX_POLICY_CONFCHECK_H */
