/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_AUDITOR_H
#define SMX_TOOLS_AUDITOR_H

/*
 * What audit does with lists and logs: each line is read, its name judged by the policy,
 * and maybe by another one, and what is hit counted; in as many threads as there are
 * processors, four at most.
 */

#include "feed.h"
#include "strays.h"

/* So many unreadable lines are told. */
#define AUDIT_TOLD_MAX 10

/* What is audited. */
struct audit_question {
	const struct smx_policy *policy;
	const struct smx_policy *other; /* NULL: there is none to compare with */
	bool has_all_types; /* whatever is asked for counts, not only what is judged */
	char **paths;
	int n_paths;
};

struct audit_line {
	int file;
	uint64_t line;
	const char *why;
};

/* The lines, each counted once. */
struct audit_lines {
	uint64_t read[LOGLINE_N_KINDS];
	uint64_t unjudged;         /* of the first three kinds, those of a type that is not judged */
	struct stray_counts passed; /* what the names of others weigh that are not hit */
	/* The first ones that are unreadable, in the order of files and lines. */
	struct audit_line told[AUDIT_TOLD_MAX];
	size_t n_told;
};

struct audit {
	struct audit_lines lines;
	struct strays hits;    /* on STRAY_POLICY alone */
	struct strays changes; /* what is hit by one of the two, or by both in other ways */
	int n_failed;          /* files that could not be read, or not to their ends */
};

/*
 * Audit.  Errors of files are told on standard error, unreadable lines are not.
 * Returns false if memory ran out; audit_free() is due either way.
 */
bool audit_run(struct audit *audit, const struct audit_question *question);
void audit_free(struct audit *audit);

/* How many lines there were, and how much the names that were judged weigh. */
uint64_t audit_count_lines(const struct audit_lines *lines);
uint64_t audit_count_names(const struct audit *audit);

#endif /* SMX_TOOLS_AUDITOR_H */
