/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_BUILDER_H
#define SMX_POLICY_BUILDER_H

/*
 * The policy while it is being made: by one thread, entry by entry, until
 * smx_builder_finish() turns it into what is never written again.
 *
 * Functions return 0 or a negative enum smx_error whose message has been
 * added; the builder stays usable for going on to look for further errors,
 * and for smx_builder_abandon().
 */

#include <time.h>

#include "match/calloff.h"
#include "match/policy.h"
#include "policy/advice.h"
#include "policy/messages.h"
#include "policy/param.h"
#include "policy/origins.h"

/* Names of one list, or records of one zone file, of which each name has one at least. */
#define SMX_NAMES_MAX 5000000

struct smx_builder {
	struct smx_policy *policy;
	size_t names_max; /* SMX_NAMES_MAX; the readers of files keep to it */
	void *settings; /* a tree (tsearch) of the settings in the policy's arena */
	struct smx_origins origins; /* of the entries */
	time_t now; /* decides about exemptions that expire */
	size_t n_added;    /* protected and exempt names, as often as they were added */
	const atomic_bool *is_called_off; /* NULL: it cannot be */
	struct smx_advice *advice; /* what is noted for it; NULL: nobody wants any */
	/* An exemption that was added ends: what is said of it, and some day the policy,
	 * depends on the day. */
	bool has_expiring;
};

/* SOA fields of a protected zone; names in uncompressed wire format. */
struct smx_soa {
	uint8_t mname[SMX_WIRE_MAX];
	uint8_t mname_len;
	uint8_t rname[SMX_WIRE_MAX];
	uint8_t rname_len;
	uint32_t serial;
	uint32_t refresh, retry, expire; /* seconds */
};

/* A protected name as its file describes it. */
struct smx_draft {
	const struct smx_name *name;
	const struct smx_zone *zone;
	/* Parameters, from the strongest set to the weakest. */
	const struct smx_params *const *params;
	size_t n_params;
	/* The action that records say, or SMX_PARAM_UNSET: that of the parameters. */
	int action;
	/* For SMX_DATA: copied, the caller's to free. */
	const struct smx_rdata *data;
	size_t n_data;
};

/* Begin with an empty policy.  `place` is where a failure is told. */
int smx_builder_init(struct smx_builder *builder, time_t now, const struct smx_place *place);

/*
 * Add a zone; it belongs to the policy, and what was in `*clients` then does, too.
 * NULL if memory ran out.
 */
struct smx_zone *smx_builder_add_zone(struct smx_builder *builder, const char *title,
				      struct smx_clients *clients);

/* Set what negative answers of the zone say; the policy's ttl must be set. */
int smx_builder_set_soa(struct smx_builder *builder, struct smx_zone *zone,
			const struct smx_soa *soa, const struct smx_place *place);

/* The serial of the zone's SOA record; 0 before smx_builder_set_soa(). */
uint32_t smx_zone_serial(const struct smx_zone *zone);

/* If advice is wanted, look for the lines of the file to be read next where somebody gives
 * reasons, behind comments that begin with `mark`. */
int smx_builder_read_reasons(struct smx_builder *builder, const struct smx_text *text, char mark,
			     const struct smx_place *place);

/* Add a protected name. */
int smx_builder_protect(struct smx_builder *builder, const struct smx_draft *draft,
			const struct smx_place *place);

/* The entry that was protected last; there has to be one. */
const struct smx_entry *smx_builder_newest(const struct smx_builder *builder);

/* Add an exempt name, unless its last day is over; warns of that and of its last two
 * weeks. */
int smx_builder_exempt(struct smx_builder *builder, const struct smx_name *name,
		       const struct smx_params *params, const struct smx_place *place);

/*
 * Build the index and hand out the policy, the caller's to free.  What never acts
 * for what stands elsewhere becomes a warning (idle.h), added to the messages of
 * `place`, and so does what is advised, if that is wanted.  The builder is done; on error, told at `place` unless it is SMX_ECANCEL,
 * `*policy` is NULL.
 */
int smx_builder_finish(struct smx_builder *builder, const struct smx_place *place,
		       struct smx_policy **policy);

/* Free what was built so far. */
void smx_builder_abandon(struct smx_builder *builder);

#endif /* SMX_POLICY_BUILDER_H */
