/* SPDX-License-Identifier: BSD-3-Clause */
#include "profiles.h"

/* In the order of enum smx_rule: tld dot swap repeat look slip omit key vowel extra
 * other host glyph both two cc. */
const unsigned char profiles_least_len[SMX_N_PROFILES][SMX_N_RULES] = {
	[SMX_STRICT] = {3, 4, 4, 4, 5, 5, 7, 11, 9, 9, 12, 4, 5, 6, 0, 0},
	[SMX_BALANCED] = {3, 4, 4, 3, 4, 5, 5, 7, 7, 7, 10, 4, 4, 6, 14, 0},
	[SMX_WIDE] = {3, 4, 4, 3, 3, 4, 5, 6, 5, 5, 8, 4, 4, 5, 12, 0},
	[SMX_CLOSED] = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 4, 4, 0},
};
