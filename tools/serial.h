/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SERIAL_H
#define SMX_TOOLS_SERIAL_H

/*
 * The serial of a zone: where it stands in the text of a master file, so that it can be
 * raised there and all else stay as it is, and what it is raised to.  Functions are pure.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/*
 * Find the serial of the first SOA record in the text of a master file (RFC 1035, 5.1):
 * `*len` decimal digits from offset `*at` on.  Returns false if there is none, if it is
 * not written so, or if that is in doubt, as with a parenthesis inside a word.
 */
bool serial_find(const char *text, size_t text_len, size_t *at, size_t *len);

/*
 * The first serial of the day of `now` (UTC): YYYYMMDD01.  Returns false for a day that
 * has none in 32 bits.
 */
bool serial_of_day(time_t now, uint32_t *serial);

/* What follows `old` on a day whose first serial is `day`: that one if it is higher (RFC
 * 1982, 3.2), and otherwise the next one. */
uint32_t serial_next(uint32_t old, uint32_t day);

#endif /* SMX_TOOLS_SERIAL_H */
