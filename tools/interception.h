/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_INTERCEPTION_H
#define SMX_TOOLS_INTERCEPTION_H

/*
 * Whether a resolver is one that straymx defends: its answers say so in an extended DNS
 * error (RFC 8914), which libunbound does not hand on.
 */

#include <stdbool.h>
#include <stddef.h>

enum interception {
	INTERCEPTION_NONE,    /* an ordinary answer */
	INTERCEPTION_SEEN,    /* one that straymx made up */
	INTERCEPTION_UNKNOWN, /* no answer, or no such resolver */
};

/*
 * Ask the resolver ADDRESS[@PORT] for the MX of a lookalike, and wait for some seconds at
 * most.  `text` of `size` bytes becomes what straymx says, without control characters.
 */
enum interception interception_probe(const char *resolver, const char *name, char *text,
				     size_t size);

#endif /* SMX_TOOLS_INTERCEPTION_H */
