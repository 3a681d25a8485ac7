/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_EXPECT_H
#define SYSTEM_EXPECT_H

/*
 * Whether an answer, bit by bit, is what unbound-straymx(8) says.  Each
 * function returns NULL if so, or what is wrong and with which question, in a
 * buffer that is the thread's.  Any thread.
 */

#include "fixture.h"
#include "query.h"

/*
 * The answer made up for a question at or below a lookalike.  `intended` is
 * the name that the EDE text shall ask for.
 */
const char *expect_made_up(const struct question *question, const struct answer *answer,
			   const struct lookalike *lookalike, const char *intended);

/*
 * The answer of the upstream, untouched: with the record `record`, "TYPE RDATA",
 * and without EDE.
 */
const char *expect_passed(const struct question *question, const struct answer *answer,
			  const char *record);

/* The type of "TYPE RDATA". */
ldns_rr_type expect_type(const char *record);

/* The name meant by this question: its name with `lookalike` replaced. */
void expect_intended(const struct question *question, const struct lookalike *lookalike,
		     char intended[QUERY_NAME_SIZE]);

#endif /* SYSTEM_EXPECT_H */
