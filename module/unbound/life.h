/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_LIFE_H
#define SMX_UNBOUND_LIFE_H

/*
 * The life of the policy in a running Unbound: it is loaded when the module is set
 * up, and from then on by a thread of its own, which looks at the files, puts new
 * policies in force, sweeps the caches, and writes into state-dir.
 */

struct daemon;
struct module_env;
struct smx_state;

struct smx_life;

/*
 * Load the policy into `state`, and start the thread, which tells of what is counted there;
 * and the journal, of which there is none if there is no memory or thread for it.
 * Whatever goes wrong is logged, and leaves what works.  NULL if not even memory was there
 * for it; then nothing is in force.  For the main thread, while no workers are running.
 */
struct smx_life *smx_life_begin(struct module_env *env, struct smx_state *state);

/*
 * Tell it which daemon's workers are running, once there is a question; until then
 * caches are not swept.  Any thread.
 */
void smx_life_meet(struct smx_life *life, struct daemon *daemon);

/*
 * End the thread, which may take as long as writing a file.  The policy is out of
 * force, and kept for the next smx_life_begin() in this process.  NULL is nothing to
 * end.
 */
void smx_life_end(struct smx_life *life);

#endif /* SMX_UNBOUND_LIFE_H */
