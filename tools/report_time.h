/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_TIME_H
#define SMX_TOOLS_REPORT_TIME_H

/*
 * Points of time in milliseconds since 1970, and the parts that a chart divides a period
 * into.  All of it is UTC.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REPORT_TIME_SIZE 48

/* Read a time as RFC 3339 has it, of any offset, from the years 1 to 9999.  Returns false,
 * with nothing written, if it is none. */
bool report_time_read(const char *text, int64_t *time);

/*
 * Read a time as it stands on a command line: RFC 3339, a day, which is its first moment, or
 * as long before `now` as 90m, 24h, 7d or 4w say.  Likewise.
 */
bool report_time_parse(const char *text, int64_t now, int64_t *time);

/* "2026-11-24 12:00:00 UTC" */
void report_time_write(int64_t time, char text[REPORT_TIME_SIZE]);

enum report_unit { REPORT_HOUR, REPORT_DAY, REPORT_MONTH, REPORT_YEAR };

/* Which hour since 1970, day since then, and so on it is in. */
int64_t report_unit_of(enum report_unit unit, int64_t time);

/* When that begins. */
int64_t report_unit_begin(enum report_unit unit, int64_t index);

/* What it is called: by itself, and in short, beside others. */
void report_unit_write(enum report_unit unit, int64_t index, char text[REPORT_TIME_SIZE]);
void report_unit_write_short(enum report_unit unit, int64_t index, char text[REPORT_TIME_SIZE]);

#endif /* SMX_TOOLS_REPORT_TIME_H */
