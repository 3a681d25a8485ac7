/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONF_H
#define SMX_POLICY_CONF_H

/*
 * Reading straymx.conf, as straymx.conf(5) describes it, through libConfuse.
 */

#include "match/clients.h"
#include "match/keyboard.h"
#include "policy/messages.h"
#include "policy/param.h"

/* A `zone` section. */
struct smx_conf_zone {
	char *title;
	char *file; /* as reached from the folder of straymx.conf */
	struct smx_params params; /* profile, action, mode */
	struct smx_clients clients;
	unsigned line;            /* where the section ends */
};

struct smx_conf {
	bool is_enabled;
	uint32_t ttl; /* seconds */
	enum smx_keyboard keyboard;
	uint16_t *types; /* RR type numbers, host order */
	size_t n_types;
	char **allow; /* files, as reached from the folder of straymx.conf */
	size_t n_allow;
	struct smx_conf_zone *zones;
	size_t n_zones;
	char *state_dir; /* as reached from the folder of straymx.conf */
	unsigned reload_interval, sweep_interval; /* seconds */
};

/*
 * Read the file `place->file`.  Returns 0, or the code of the first error,
 * which has been added to the messages.  In either case smx_conf_free() has
 * to follow.
 */
int smx_conf_parse(struct smx_conf *conf, const char *text, size_t len, const struct smx_place *place);
char *smx_conf_find_state_dir(const char *text, size_t len, const struct smx_place *place);

void smx_conf_free(struct smx_conf *conf);

#endif /* SMX_POLICY_CONF_H */
