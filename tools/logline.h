/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_LOGLINE_H
#define SMX_TOOLS_LOGLINE_H

/*
 * Lines of lists and logs, each recognised by itself:
 *
 *     army.ml                                a name, U-labels in UTF-8 too
 *          12 army.ml                        as `uniq -c` counts them
 *     345,army.ml                            a popularity list, quoted and with more fields
 *     [1700000000] unbound[123:0] info: 192.0.2.1 army.ml. MX IN
 *     Nov 25 12:00:00 host unbound[123]: [123:0] reply: 192.0.2.1 army.ml. MX IN NOERROR ...
 *     25-Nov-2026 12:00:00.123 CQ 192.0.2.1:1234 -> 192.0.2.53:53 UDP 40b army.ml/IN/MX
 *     CLIENT_QUERY 192.0.2.1 army.ml. IN MX  what unbound-dnstap-socket prints
 *
 * Nothing is read or written but the arguments, and memory is taken for U-labels alone:
 * any number of threads may read lines at once.
 */

#include <netinet/in.h>
#include <stdbool.h>

#include "nametext.h"

enum logline_kind {
	LOGLINE_NAME,    /* of a list */
	LOGLINE_QUERY,   /* a client's question of class IN */
	LOGLINE_REPLY,   /* that such a question was answered */
	LOGLINE_NOTHING, /* empty, a comment, the heading of a CSV file */
	LOGLINE_OTHER,   /* of a log, but no question of a client, or none of class IN */
	LOGLINE_BAD,     /* none of these */
	LOGLINE_N_KINDS
};

/* A longer line is not worth reading: the longest name takes 1,008 bytes. */
#define LOGLINE_MAX 65536

struct logline {
	enum logline_kind kind;
	const char *why; /* LOGLINE_BAD: what is wrong; it lives as long as the program */
	/* The rest is set for the first three kinds alone. */
	uint64_t weight; /* 1, or the count of a counted name, at most LOGLINE_NUMBER_MAX */
	uint64_t rank;   /* of a popularity list, 1 or more and at most that; 0: none */
	bool has_type;
	uint16_t type; /* host order; 0 for one that has no number in any list */
	int family;    /* of `client`: AF_INET, AF_INET6; AF_UNSPEC: the line has none */
	struct in6_addr client; /* an address of AF_INET in its first 4 bytes */
	uint8_t wire[NAME_WIRE_MAX];
	size_t wire_len;
};

#define LOGLINE_NUMBER_MAX 1000000000000u

/*
 * Read a line of `len` bytes, its end excluded; a CR before it does not count.
 * `is_first`: of its file, where a byte order mark or a heading can stand.
 */
void logline_read(struct logline *line, const char *text, size_t len, bool is_first);

#endif /* SMX_TOOLS_LOGLINE_H */
