/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONFCHECK_H
#define SMX_POLICY_CONFCHECK_H

/*
 * What values the options of straymx.conf take.  They are checked while
 * libConfuse parses them, for it is then that it knows the line.
 */

#include <confuse.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Check the last value of an option that `cfg` has just got, or the zone that ends
 * here.  What is wrong goes through cfg_error().
 */
void smx_confcheck(cfg_t *cfg, cfg_opt_t *opt);

/*
 * Write what an option takes into `buf` of `size` bytes, as "yes or no"; cut where it
 * does not fit, terminated.  False if no option is called so, in a zone or outside.
 */
bool smx_confcheck_takes(const char *option, char *buf, size_t size);

/*
 * The number of an RR type that a question can have an answer to (RFC 6895,
 * 3.1), or of ANY, by its name (or TYPE and its number); 0 for what is none.
 */
uint16_t smx_confcheck_type(const char *text);

#endif /* SMX_POLICY_CONFCHECK_H */
