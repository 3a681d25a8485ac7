/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_ZONE_H
#define SMX_POLICY_ZONE_H

/*
 * From the records of a protected zone to protected and exempt names: what
 * the records of one owner amount to, and what contradicts itself.
 */

#include "policy/builder.h"
#include "policy/file.h"

/*
 * Read `text`, of the zone file `place->file`, and add its names to the policy, as
 * names of `zone`.  `conf` are the parameters from straymx.conf.  Returns 0, or the
 * code of the first error, all of which have been added to the messages, or
 * SMX_ECANCEL; some of the names may have been added then.  A zone has
 * builder->names_max records at most; SMX_ELIMIT.
 */
int smx_zone_load(struct smx_builder *builder, struct smx_zone *zone,
		  const struct smx_params *conf, const struct smx_text *text,
		  const struct smx_place *place);

#endif /* SMX_POLICY_ZONE_H */
