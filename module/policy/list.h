/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_LIST_H
#define SMX_POLICY_LIST_H

/*
 * Plain lists (straymx-zone(5)): one name a line, `#` comments, `!name`
 * for an exempt name; U-labels in UTF-8 are fine.
 */

#include "policy/builder.h"
#include "policy/file.h"

/*
 * Read `text`, of the file `place->file`, as a list of protected and exempt names
 * of `zone`; a list has no SOA, so the zone gets one with the file's date as
 * serial.  Returns 0 or the code of the first error, as smx_zone_load().  A list has
 * builder->names_max names at most; SMX_ELIMIT.
 */
int smx_list_load(struct smx_builder *builder, struct smx_zone *zone,
		  const struct smx_params *conf, const struct smx_text *text,
		  const struct smx_place *place);

/*
 * Read `text`, of the file `place->file`, as a list of names that are never
 * touched: `name`, `!name`, or CSV lines `rank,name`.
 */
int smx_list_load_allow(struct smx_builder *builder, const struct smx_text *text,
			const struct smx_place *place);

#endif /* SMX_POLICY_LIST_H */
