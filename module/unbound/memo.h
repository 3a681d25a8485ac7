/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_MEMO_H
#define SMX_UNBOUND_MEMO_H

/*
 * What was found of names, for those who cannot find it out, or not so fast: the callback
 * for an answer from the cache, which has to be fast, and holds locks of the cache, so that it
 * must not ask the cache for anything.
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

/* What is kept of a name: of an intended one, whether it exists; of others, that nothing
 * is near. */
enum smx_memory {
	SMX_MEMORY_NONE,
	SMX_MEMORY_EXISTS,
	SMX_MEMORY_ABSENT,
	SMX_MEMORY_FAILED,
	SMX_MEMORY_CLEAR = SMX_MEMORY_ABSENT
};

/*
 * A name is in wire format.  `number` is that of the policy that it holds for, 0 for any:
 * under another number it is another name.
 */
void smx_memo_put(struct smx_memo *memo, const uint8_t *name, size_t len, unsigned long number,
		  enum smx_memory memory);
enum smx_memory smx_memo_get(const struct smx_memo *memo, const uint8_t *name, size_t len,
			     unsigned long number);

#endif /* SMX_UNBOUND_MEMO_H */
