/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_STORE_H
#define SMX_POLICY_STORE_H

/*
 * Copies of the versions in use, one file each, in the folder `last-good` of
 * state-dir: a resolver that is started while one of its files is broken starts
 * with the copy.
 */

#include "policy/source.h"

/*
 * Take the copy of a source for the version in use.  Returns 0; SMX_EREAD if there
 * is none that can be read, or SMX_ENOMEM.
 */
int smx_store_fetch(const char *state_dir, struct smx_source *source);

/*
 * Write a copy of each version in use that is not there yet, and remove copies of
 * what is no source any more.  `state_dir` has to be there.  Returns 0, or
 * SMX_EWRITE with errno set, or SMX_ENOMEM; what could not be written stays as it was.
 */
int smx_store_save(const char *state_dir, struct smx_sources *sources);

#endif /* SMX_POLICY_STORE_H */
