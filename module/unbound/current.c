/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/current.h"

#include <stdlib.h>
#include <urcu/urcu-bp.h>

#include "straymx.h"

/* ThreadSanitizer does not see that waiting for readers orders what they did before
 * what comes after. */
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
static char readers;
#define READER_IS_DONE() __tsan_release(&readers)
#define READERS_ARE_DONE() __tsan_acquire(&readers)
#else
#define READER_IS_DONE()
#define READERS_ARE_DONE()
#endif

/* Any thread of Unbound may come: urcu-bp makes each known when it reads first. */
const struct smx_force *
smx_current_begin(const struct smx_current *current)
{
	urcu_bp_read_lock();
	return __atomic_load_n(&current->force, __ATOMIC_ACQUIRE);
}

void
smx_current_end(void)
{
	READER_IS_DONE();
	urcu_bp_read_unlock();
}

int
smx_current_replace(struct smx_current *current, struct smx_policy *policy,
		    unsigned long number, struct smx_policy **old)
{
	struct smx_force *force = NULL, *before;

	*old = NULL;
	if (policy != NULL) {
		force = malloc(sizeof *force);
		if (force == NULL)
			return SMX_ENOMEM;
		force->policy = policy;
		force->number = number;
	}
	before = __atomic_exchange_n(&current->force, force, __ATOMIC_ACQ_REL);
	urcu_bp_synchronize_rcu();
	READERS_ARE_DONE();
	if (before != NULL)
		*old = before->policy;
	free(before);
	return SMX_OK;
}
