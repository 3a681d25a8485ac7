/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_MEMO_H
#define SMX_UNBOUND_MEMO_H

/*
 * What was found of intended names, for those who cannot look them up: a callback for an
 * answer from the cache holds locks of the cache, so it must not ask the cache
 * for anything.
 *
 * It forgets: a name may take the place of another one.  What it has is right, but for one
 * in 2^60, and as old as it is.  Any thread, without locks.
 */

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define SMX_MEMO_SIZE 8192 /* names at most */

struct smx_memo {
	_Atomic uint64_t names[SMX_MEMO_SIZE]; /* a name's hash, but for its last bits */
};

/* What is kept of a name in wire format. */
enum smx_memory { SMX_MEMORY_NONE, SMX_MEMORY_EXISTS, SMX_MEMORY_ABSENT, SMX_MEMORY_FAILED };

void smx_memo_put(struct smx_memo *memo, const uint8_t *name, size_t len, enum smx_memory memory);
enum smx_memory smx_memo_get(const struct smx_memo *memo, const uint8_t *name, size_t len);

#endif /* SMX_UNBOUND_MEMO_H */
