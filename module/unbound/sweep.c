/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <string.h>

#include "daemon/daemon.h"
#include "daemon/worker.h"
#include "libunbound/worker.h"
#include "services/authzone.h"
#include "services/cache/dns.h"
#include "services/cache/rrset.h"
#include "sldns/rrdef.h"
#include "util/data/msgreply.h"
#include "util/data/packed_rrset.h"
#include "util/module.h"
#include "util/storage/lruhash.h"
#include "util/storage/slabhash.h"

#include "straymx.h"
#include "unbound/judge.h"
#include "unbound/sweep.h"

#if defined(THREADS_DISABLED)
#error "straymx works beside Unbound's threads: configure Unbound --with-pthreads"
#endif

#define WIRE_MAX 255
/* Entries that are taken from a bin at a time; there is one on the average. */
#define N_ITEMS 32

/* The key of an entry, copied, so that it can be judged without holding a lock. */
struct item {
	hashvalue_type hash;
	uint16_t type, class; /* host order */
	uint32_t flags;       /* of an RRset */
	size_t len;
	uint8_t name[WIRE_MAX];
};

struct sweep {
	struct module_env *env;
	struct daemon *daemon;
	const struct smx_policy *policy;
	const atomic_bool *is_called_off;
	size_t n_removed;
	struct item items[N_ITEMS];
};

/* One of the two caches. */
struct cache {
	struct slabhash *(*table)(const struct module_env *env);
	/* Copy an entry's key; false if it is not for us. */
	bool (*copy)(const struct lruhash_entry *entry, struct item *item);
	void (*remove)(struct slabhash *table, struct item *item);
};

/* ---- the two caches ------------------------------------------------------------ */

static struct slabhash *
messages_table(const struct module_env *env)
{
	return env->msg_cache;
}

static struct slabhash *
rrsets_table(const struct module_env *env)
{
	return &env->rrset_cache->table;
}

static bool
copy_name(struct item *item, const uint8_t *name, size_t len)
{
	if (len > sizeof item->name)
		return false;
	item->len = len;
	memcpy(item->name, name, len);
	return true;
}

static bool
copy_message(const struct lruhash_entry *entry, struct item *item)
{
	const struct msgreply_entry *key = entry->key;

	item->hash = entry->hash;
	item->type = key->key.qtype;
	item->class = key->key.qclass;
	return item->class == LDNS_RR_CLASS_IN &&
	       copy_name(item, key->key.qname, key->key.qname_len);
}

static bool
copy_rrset(const struct lruhash_entry *entry, struct item *item)
{
	const struct ub_packed_rrset_key *key = entry->key;

	item->hash = entry->hash;
	item->type = ntohs(key->rk.type);
	item->class = ntohs(key->rk.rrset_class);
	item->flags = key->rk.flags;
	return item->class == LDNS_RR_CLASS_IN &&
	       copy_name(item, key->rk.dname, key->rk.dname_len);
}

static void
remove_message(struct slabhash *table, struct item *item)
{
	struct query_info key = {.qname = item->name,
				 .qname_len = item->len,
				 .qtype = item->type,
				 .qclass = item->class};

	slabhash_remove(table, item->hash, &key);
}

static void
remove_rrset(struct slabhash *table, struct item *item)
{
	struct ub_packed_rrset_key key;

	memset(&key, 0, sizeof key);
	key.entry.hash = item->hash;
	key.entry.key = &key;
	key.rk.dname = item->name;
	key.rk.dname_len = item->len;
	key.rk.type = htons(item->type);
	key.rk.rrset_class = htons(item->class);
	key.rk.flags = item->flags;
	slabhash_remove(table, item->hash, &key);
}

static const struct cache caches[] = {
	{messages_table, copy_message, remove_message},
	{rrsets_table, copy_rrset, remove_rrset},
};

/* ---- beside the workers ---------------------------------------------------------- */

/*
 * When Unbound reloads, it may free the caches, and the module hears of it
 * afterwards (deinit() comes when the new configuration is set up).  But on its way
 * there, behind the workers' end, it takes this lock for writing, having set
 * `local_zones` to NULL before: whoever has it for reading and sees local zones
 * can rely on the caches until giving it back.
 */
static bool
enter(const struct sweep *sweep)
{
	if (atomic_load_explicit(sweep->is_called_off, memory_order_relaxed))
		return false;
	if (sweep->daemon == NULL)
		return true;
	lock_rw_rdlock(&sweep->env->auth_zones->lock);
	if (__atomic_load_n(&sweep->daemon->local_zones, __ATOMIC_ACQUIRE) != NULL)
		return true;
	lock_rw_unlock(&sweep->env->auth_zones->lock);
	return false;
}

static void
leave(const struct sweep *sweep)
{
	if (sweep->daemon != NULL) {
		lock_rw_unlock(&sweep->env->auth_zones->lock);
	}
}

/* ---- walking --------------------------------------------------------------------- */

/*
 * Copy what is in a bin, `skip` entries left out, as far as there is room.  Returns
 * how many were looked at; -1 if there is no such bin.  The table may have grown
 * since the last bin: what was in a bin before is in the same one then, or in one
 * that comes later.
 */
static int
copy_bin(struct sweep *sweep, const struct cache *cache, size_t slab, size_t bin, int skip,
	 size_t *n_items)
{
	struct lruhash *table = cache->table(sweep->env)->array[slab];
	const struct lruhash_entry *entry;
	struct lruhash_bin *locked;
	int n = 0;

	*n_items = 0;
	lock_quick_lock(&table->lock);
	if (bin >= table->size) {
		lock_quick_unlock(&table->lock);
		return -1;
	}
	locked = &table->array[bin];
	lock_quick_lock(&locked->lock);
	lock_quick_unlock(&table->lock);
	for (entry = locked->overflow_list; entry != NULL && *n_items < N_ITEMS;
	     entry = entry->overflow_next) {
		if (n++ >= skip && cache->copy(entry, &sweep->items[*n_items]))
			++*n_items;
	}
	lock_quick_unlock(&locked->lock);
	return n;
}

/* Remove those of the items that the policy intercepts.  Returns how many stay;
 * -1 if the sweep is over. */
static int
remove_items(struct sweep *sweep, const struct cache *cache, size_t n_items)
{
	int n_stay = 0;

	for (size_t i = 0; i < n_items; i++) {
		struct item *item = &sweep->items[i];

		if (!smx_judge_keeps_out(sweep->policy, item->name, item->len)) {
			n_stay++;
			continue;
		}
		if (!enter(sweep))
			return -1;
		cache->remove(cache->table(sweep->env), item);
		leave(sweep);
		sweep->n_removed++;
	}
	return n_stay;
}

enum walk { WALK_ON, WALK_NO_SUCH_BIN, WALK_OVER };

static enum walk
sweep_bin(struct sweep *sweep, const struct cache *cache, size_t slab, size_t bin)
{
	size_t n_items;
	int skip = 0, n_seen, n_stay;

	do {
		if (!enter(sweep))
			return WALK_OVER;
		if (slab >= cache->table(sweep->env)->size) {
			leave(sweep);
			return WALK_OVER;
		}
		n_seen = copy_bin(sweep, cache, slab, bin, skip, &n_items);
		leave(sweep);
		if (n_seen < 0)
			return WALK_NO_SUCH_BIN;
		n_stay = remove_items(sweep, cache, n_items);
		if (n_stay < 0)
			return WALK_OVER;
		/* What was looked at is behind us, but for what is gone. */
		skip = n_seen - (int)n_items + n_stay;
	} while (n_items == N_ITEMS);
	return WALK_ON;
}

static void
sweep_cache(struct sweep *sweep, const struct cache *cache)
{
	enum walk walk = WALK_ON;
	size_t n_slabs = 0;

	if (!enter(sweep))
		return;
	if (sweep->env->msg_cache != NULL && sweep->env->rrset_cache != NULL)
		n_slabs = cache->table(sweep->env)->size;
	leave(sweep);
	for (size_t slab = 0; walk != WALK_OVER && slab < n_slabs; slab++) {
		walk = WALK_ON;
		for (size_t bin = 0; walk == WALK_ON; bin++)
			walk = sweep_bin(sweep, cache, slab, bin);
	}
}

size_t
smx_sweep(struct module_env *env, struct daemon *daemon, const struct smx_policy *policy,
	  const atomic_bool *is_called_off)
{
	struct sweep sweep = {.env = env,
			      .daemon = daemon,
			      .policy = policy,
			      .is_called_off = is_called_off};

	if (env->auth_zones == NULL)
		return 0; /* a libunbound that is being set up, perhaps */
	for (size_t i = 0; i < sizeof caches / sizeof caches[0]; i++)
		sweep_cache(&sweep, &caches[i]);
	return sweep.n_removed;
}

/* ---- one answer ------------------------------------------------------------------ */

void
smx_sweep_answer(struct module_qstate *qstate, const struct smx_policy *policy)
{
	const struct query_info *question = &qstate->qinfo;
	const struct dns_msg *answer = qstate->return_msg;

	msg_cache_remove(qstate->env, question->qname, question->qname_len, question->qtype,
			 question->qclass, qstate->query_flags);
	if (answer == NULL || answer->rep == NULL)
		return;
	for (size_t i = 0; i < answer->rep->rrset_count; i++) {
		const struct packed_rrset_key *key = &answer->rep->rrsets[i]->rk;

		if (smx_judge_keeps_out(policy, key->dname, key->dname_len))
			rrset_cache_remove(qstate->env->rrset_cache, key->dname, key->dname_len,
					   ntohs(key->type), ntohs(key->rrset_class), key->flags);
	}
}

struct daemon *
smx_sweep_daemon(const struct module_qstate *qstate)
{
	const struct module_env *env = qstate->env;

	/* In libunbound, `worker` is something else. */
	return env->send_query == &worker_send_query && env->worker != NULL
		       ? env->worker->daemon
		       : NULL;
}
