/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_AUDITREPORT_H
#define SMX_TOOLS_AUDITREPORT_H

/*
 * What came of an audit, for people, for machines, and as a list of names to exempt.
 */

#include "auditor.h"

struct audit_report {
	const struct audit *audit;
	const char *conf_path, *other_path; /* of straymx.conf; the other is NULL if there is none */
	unsigned n_top;                     /* so many of the worst lookalikes are told */
};

/* How much is hit, by what becomes of it. */
struct audit_sums {
	uint64_t intercept;
	uint64_t verify; /* intercepted if the intended name exists */
	uint64_t monitor;
	uint64_t all;
	uint64_t n_strays; /* that are told apart */
};

void audit_sum(const struct audit *audit, struct audit_sums *sums);

/* How the policies differ about a lookalike. */
enum audit_change { AUDIT_ADDED, AUDIT_REMOVED, AUDIT_CHANGED, AUDIT_N_CHANGES };

enum audit_change audit_change_of(const struct stray_row *row);

/* Print tables.  Returns false if memory ran out. */
bool audit_print_text(const struct audit_report *report);

/* Print one object; the same. */
bool audit_print_json(const struct audit_report *report);

/*
 * Write a .list that exempts all that is hit, to be reviewed; an older file that is not
 * empty becomes PATH~.  Returns false, having told, if it cannot; the older file is in
 * place then.
 */
bool audit_write_exempt(const struct audit_report *report, const char *path);

#endif /* SMX_TOOLS_AUDITREPORT_H */
