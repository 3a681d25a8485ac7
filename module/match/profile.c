/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/profile.h"

uint8_t
smx_profile_least_len(enum smx_profile profile, enum smx_rule rule)
{
	/* Column by column as the table in straymx-zone(5), whose order is that of enum
	 * smx_rule. */
	static const uint8_t least_len[SMX_N_PROFILES][SMX_N_RULES] = {
		[SMX_STRICT] = {3, 4, 4, 4, 5, 5, 7, 11, 9, 9, 12, 4, 5, 6, 0, 0},
		[SMX_BALANCED] = {3, 4, 4, 3, 4, 5, 5, 7, 7, 7, 10, 4, 4, 6, 14, 0},
		[SMX_WIDE] = {3, 4, 4, 3, 3, 4, 5, 6, 5, 5, 8, 4, 4, 5, 12, 0},
		[SMX_CLOSED] = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 4, 4, 0},
	};

	return least_len[profile][rule];
}
