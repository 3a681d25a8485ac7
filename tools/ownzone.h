/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_OWNZONE_H
#define SMX_TOOLS_OWNZONE_H

/*
 * One's own names as records of a protected zone (straymx-zone(5)): a zone of its own, or
 * lines to be added to one.
 */

#include <stdbool.h>
#include <stdio.h>

#include "ownlist.h"
#include "policy/zonefile.h"

struct ownzone {
	const struct ownlist *names; /* sorted; their origin is the zone's */
	enum smx_profile profile;
	int action;       /* enum smx_action, or SMX_PARAM_UNSET: the default one */
	uint32_t serial;
	const char *date; /* today, YYYY-MM-DD */
	/* Where the names come from; folders are left out in comments. */
	char *const *sources;
	int n_sources;
};

/* Write the zone. */
void ownzone_write(FILE *stream, const struct ownzone *zone);

/*
 * Write lines that stand for the names whatever $ORIGIN and $TTL hold where they are
 * added, in `n_names` lines and a few more.  Where `has_origin` is false no $ORIGIN line
 * is among them: the file has none, and is of whichever zone the server's configuration
 * says.
 */
void ownzone_write_more(FILE *stream, const struct ownzone *zone, bool has_origin);

#endif /* SMX_TOOLS_OWNZONE_H */
