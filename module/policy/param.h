/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_PARAM_H
#define SMX_POLICY_PARAM_H

/*
 * Parameters: the `key=value` strings at `_straymx.` owners and zone apexes
 * (straymx-zone(5)), and the keys of straymx.conf's zone sections that
 * mean the same.  A set of them says what was given at one place.  What holds
 * for an entry comes of several sets, key by key: the entry's own wins over
 * straymx.conf, that over the apex, that over the defaults.
 */

#include <time.h>

#include "match/policy.h"
#include "policy/messages.h"

/* Keys with a value from a few; the rules' least lengths follow. */
enum smx_param {
	SMX_PARAM_PROFILE,
	SMX_PARAM_ACTION,
	SMX_PARAM_MODE,
	SMX_PARAM_VERIFY,
	SMX_PARAM_RULE,
	SMX_N_PARAMS = SMX_PARAM_RULE + SMX_N_RULES
};

#define SMX_PARAM_UNSET (-1)
#define SMX_PARAM_LEN_MAX 255 /* bytes of `key=value`; a TXT string holds no more */

struct smx_params {
	int values[SMX_N_PARAMS]; /* enum values and least lengths, or SMX_PARAM_UNSET */
	unsigned lines[SMX_N_PARAMS]; /* where they were given; 0 if that is not known */
	unsigned exemption_line;      /* where `expires` or `reason` was given last */
	time_t expires;           /* the first second after its last day, or 0: never */
	bool has_reason;
	char reason[SMX_PARAM_LEN_MAX + 1]; /* "" for none */
};

/* Make it a set in which nothing is given. */
void smx_params_init(struct smx_params *params);

/*
 * Read one string `key=value` of `len` bytes into `params`.  Returns 0, or
 * SMX_EVALUE with the error added at `place` and `params` as it was: no such
 * key, a value it does not take, or a key that was given before.
 */
int smx_params_add(struct smx_params *params, const char *string, size_t len,
		   const struct smx_place *place);

/* Whether a key is given that goes with exempt names alone: expires, reason. */
bool smx_params_has_exemption_keys(const struct smx_params *params);

/* Whether a key is given that goes with protected names alone: the others. */
bool smx_params_has_protection_keys(const struct smx_params *params);

/* Write the last day of an exemption that expires, as YYYY-MM-DD. */
void smx_params_expires_write(const struct smx_params *params, char day[11]);

/*
 * Fill in what parameters decide: least lengths, action, mode,
 * verify.  `sets` go from the strongest to the weakest.
 */
void smx_params_apply(const struct smx_params *const *sets, size_t n_sets,
		      struct smx_settings *settings);

#endif /* SMX_POLICY_PARAM_H */
