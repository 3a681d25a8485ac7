/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_CALLOFF_H
#define SMX_MATCH_CALLOFF_H

/*
 * Long work that another thread can call off: it looks now and then whether
 * somebody has, and ends with SMX_ECANCEL then.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether it has been called off; NULL: it cannot be. */
static inline bool
smx_is_called_off(const atomic_bool *is_called_off)
{
	return is_called_off != NULL &&
	       atomic_load_explicit(is_called_off, memory_order_relaxed);
}

#endif /* SMX_MATCH_CALLOFF_H */
