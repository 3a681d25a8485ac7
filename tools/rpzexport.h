/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_RPZEXPORT_H
#define SMX_TOOLS_RPZEXPORT_H

/*
 * A policy as a response policy zone on standard output: the lookalikes of each protected
 * name, one name after the other, and what passes.  It blocks nothing that the module
 * lets pass, except, below a blocked lookalike, such lookalikes of names that are monitored
 * or to be verified as variants.h does not know of.  What it lacks is counted.
 *
 * What is kept in memory are the lookalikes of one name; and of the whole zone, the names
 * between a lookalike and a deeper owner, which are few.
 */

#include "match/lookup.h"
#include "rpzfile.h"
#include "rpzleft.h"

struct rpz_export {
	/* The caller's: */
	const struct smx_policy *policy;
	struct smx_filter filter; /* which entries count: is_for_all, or those of a client */
	uint64_t limit;           /* of variants_each() */
	struct rpz_file file;
	/* What came of it: */
	struct rpz_left left;
	uint64_t n_exempt;
	uint64_t n_protected;  /* names with lookalikes in the zone */
	uint64_t n_lookalikes;
	/* Its own, zeroed: */
	struct variants *variants;
	void *between; /* a tree (tsearch) of the texts of names between */
	int rc;
};

/*
 * Write the zone, until standard output fails.  Returns 0, or having told of it,
 * SMX_ENOMEM, or SMX_ELIMIT where a name that has to pass is too long for the zone.
 */
int rpz_export_run(struct rpz_export *export);

#endif /* SMX_TOOLS_RPZEXPORT_H */
