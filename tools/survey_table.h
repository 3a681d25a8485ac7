/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_TABLE_H
#define SMX_TOOLS_SURVEY_TABLE_H

/*
 * Findings as a table on standard output, line by line: lookalike, rule, protected name,
 * verdict, MX hosts, notes.
 */

#include "survey_finding.h"

/* The line above the columns, which are as wide as the names take. */
void survey_table_begin(const struct survey_names *names);

/* One line for a finding that is not counted only. */
void survey_table_add(const struct survey_names *names, const struct survey_name *name,
		      const json_t *finding);

#endif /* SMX_TOOLS_SURVEY_TABLE_H */
