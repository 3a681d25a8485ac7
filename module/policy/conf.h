/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_CONF_H
#define SMX_POLICY_CONF_H

/*
 * Reading straymx.conf, as straymx.conf(5) describes it, through libConfuse.
 */

#include "match/clients.h"
#include "match/entry.h"
#include "match/keyboard.h"
#include "policy/messages.h"
#include "policy/param.h"

/* So many bytes or more are refused. */
#define SMX_CONF_MAX (1 << 20)

/* A `zone` section. */
struct smx_conf_zone {
	char *title;
	char *file; /* as reached from the folder of straymx.conf */
	struct smx_params params; /* profile, action, mode */
	struct smx_clients clients;
	enum smx_verify_failure verify_failure;
};

struct smx_conf {
	bool is_enabled;
	uint32_t ttl; /* seconds */
	unsigned reload_interval, sweep_interval; /* seconds */
	char *state_dir; /* as reached from the folder of straymx.conf */
	enum smx_log_clients log_clients;
	enum smx_keyboard keyboard;
	uint16_t *types; /* RR type numbers, host order */
	size_t n_types;
	char **allow; /* files, as reached from the folder of straymx.conf */
	size_t n_allow;
	struct smx_conf_zone *zones;
	size_t n_zones;
};

/*
 * Read `text` of `len` bytes, what the file `place->file` holds.  Returns 0, or a
 * negative enum smx_error, all errors of the text having been added; then `conf` has what
 * could be understood, and the files that seem to be named, as `allow` and as zones
 * with defaults.  In either case smx_conf_free() has to follow.
 */
int smx_conf_parse(struct smx_conf *conf, const char *text, size_t len,
		   const struct smx_place *place);

/*
 * The state directory that a text names which may be broken anywhere, or NULL of 0
 * bytes: of its settings of state-dir outside of comments the first one that can be
 * understood, else the default.  A path as in struct smx_conf, the caller's to free;
 * NULL if memory ran out.  No messages are added.
 */
char *smx_conf_find_state_dir(const char *text, size_t len, const struct smx_place *place);

void smx_conf_free(struct smx_conf *conf);

#endif /* SMX_POLICY_CONF_H */
