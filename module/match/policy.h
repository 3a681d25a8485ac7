/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_POLICY_H
#define SMX_MATCH_POLICY_H

/*
 * The policy as the lookup reads it: immutable data, built once by
 * policy/builder.c and shared by all threads.  It owns everything it points to.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "match/arena.h"
#include "match/entry.h"
#include "match/index.h"
#include "match/keyboard.h"
#include "match/nameset.h"
#include "match/suffix.h"

struct smx_policy {
	bool is_enabled;
	uint32_t ttl; /* seconds */
	uint16_t *types;
	size_t n_types;
	enum smx_keyboard keyboard;
	struct smx_suffix_list suffixes;
	struct smx_zone **zones;
	size_t n_zones;
	struct smx_arena arena; /* entries, their records and settings */
	/* In byte order of their names; of one name, in the order of the zones in
	 * straymx.conf: of equally good matches the first one wins. */
	struct smx_entry **entries;
	size_t n_entries;
	size_t n_protected; /* different names of entries */
	bool has_monitored; /* entries in monitor mode */
	bool has_scopes;    /* zones that are for some clients alone */
	struct smx_index index; /* of the entries */
	struct smx_nameset exempt;
};

#endif /* SMX_MATCH_POLICY_H */
