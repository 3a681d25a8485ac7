/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONFSCAN_H
#define SMX_POLICY_CONFSCAN_H

/*
 * What a text may say that is broken anywhere: settings outside of comments that
 * can be understood by themselves, wherever they stand.  No messages are added.
 */

#include <stddef.h>

/*
 * The value of a string option: of the first setting by that name that libConfuse
 * understands and that is not empty.  Returns 0 and the value, the caller's to free,
 * or NULL in it if there is none; or SMX_ENOMEM.
 */
int smx_confscan_find(const char *text, size_t len, const char *option, char **value);

/*
 * Call `take` with each value that is not empty of all settings by that name, of lists as
 * well, in their order; `value` is the caller's.  Returns 0, SMX_ENOMEM, or what
 * `take` returned, if that is not 0, which ends it.
 */
int smx_confscan_each(const char *text, size_t len, const char *option,
		      int (*take)(void *context, const char *value), void *context);

#endif /* SMX_POLICY_CONFSCAN_H */
