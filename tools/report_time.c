/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_time.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND 1000LL
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* timegm(3) takes a lock, which several threads would wait for at each line; and it takes
 * the 30th of February.  The calendar of Gregory, counted from 1 March of the year 0. */
static int64_t
days_since_1970(int64_t year, int64_t month, int64_t day)
{
	int64_t from_march = (month + 9) % 12, y = year - (month <= 2);

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * from_march + 2) / 5 + day - 1 - 719468;
}

static bool
is_day(int64_t year, int64_t month, int64_t day)
{
	static const int lens[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lens[month - 1] &&
	       (month != 2 || day <= 28 + is_leap);
}

/* Exactly so many digits; moves `*text` behind them. */
static bool
take_digits(const char **text, int n, int64_t *number)
{
	*number = 0;
	for (int i = 0; i < n; i++, ++*text) {
		if (**text < '0' || **text > '9')
			return false;
		*number = *number * 10 + (**text - '0');
	}
	return true;
}

static bool
take_char(const char **text, const char *which)
{
	if (**text == '\0' || strchr(which, **text) == NULL)
		return false;
	++*text;
	return true;
}

static bool
take_day(const char **text, int64_t *time)
{
	int64_t year, month, day;

	if (!take_digits(text, 4, &year) || !take_char(text, "-") ||
	    !take_digits(text, 2, &month) || !take_char(text, "-") ||
	    !take_digits(text, 2, &day) || !is_day(year, month, day))
		return false;
	*time = days_since_1970(year, month, day) * DAY;
	return true;
}

/* Of the second's fraction, milliseconds; the rest is cut off. */
static bool
take_fraction(const char **text, int64_t *time)
{
	int64_t digit, weight = 100;

	if (!take_char(text, "."))
		return true;
	if (!take_digits(text, 1, &digit))
		return false;
	do {
		*time += digit * weight;
		weight /= 10;
	} while (**text >= '0' && **text <= '9' && take_digits(text, 1, &digit));
	return true;
}

static bool
take_offset(const char **text, int64_t *time)
{
	int64_t hour, minute, sign = **text == '-' ? 1 : -1;

	if (take_char(text, "Zz"))
		return true;
	if (!take_char(text, "+-") || !take_digits(text, 2, &hour) || !take_char(text, ":") ||
	    !take_digits(text, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*time += sign * (hour * HOUR + minute * MINUTE);
	return true;
}

bool
report_time_read(const char *text, int64_t *time)
{
	int64_t sum, hour, minute, second;

	/* A leap second is the beginning of the next one. */
	if (!take_day(&text, &sum) || !take_char(&text, "Tt ") || !take_digits(&text, 2, &hour) ||
	    !take_char(&text, ":") || !take_digits(&text, 2, &minute) || !take_char(&text, ":") ||
	    !take_digits(&text, 2, &second) || hour > 23 || minute > 59 || second > 60)
		return false;
	sum += hour * HOUR + minute * MINUTE + second * SECOND;
	if (!take_fraction(&text, &sum) || !take_offset(&text, &sum) || *text != '\0')
		return false;
	*time = sum;
	return true;
}

/* As long before now as it says. */
static bool
parse_ago(const char *text, int64_t now, int64_t *time)
{
	static const struct {
		char letter;
		int64_t len;
	} units[] = {{'m', MINUTE}, {'h', HOUR}, {'d', DAY}, {'w', 7 * DAY}};
	size_t n_digits = strspn(text, "0123456789");
	int64_t number;

	if (n_digits < 1 || n_digits > 6 || strlen(text) != n_digits + 1)
		return false;
	take_digits(&text, (int)n_digits, &number);
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (*text == units[i].letter) {
			*time = now - number * units[i].len;
			return *time >= days_since_1970(1, 1, 1) * DAY;
		}
	}
	return false;
}

bool
report_time_parse(const char *text, int64_t now, int64_t *time)
{
	const char *rest = text;
	int64_t day;

	if (take_day(&rest, &day) && *rest == '\0') {
		*time = day;
		return true;
	}
	return report_time_read(text, time) || parse_ago(text, now, time);
}

/* Rounded down, also before 1970. */
static int64_t
divide(int64_t number, int64_t by)
{
	return number / by - (number % by < 0);
}

static struct tm
break_down(int64_t time)
{
	time_t seconds = (time_t)divide(time, SECOND);
	struct tm tm = {.tm_mday = 1};

	gmtime_r(&seconds, &tm);
	return tm;
}

void
report_time_write(int64_t time, char text[REPORT_TIME_SIZE])
{
	struct tm tm = break_down(time);

	strftime(text, REPORT_TIME_SIZE, "%Y-%m-%d %H:%M:%S UTC", &tm);
}

/* ---- units --------------------------------------------------------------------------------- */

int64_t
report_unit_of(enum report_unit unit, int64_t time)
{
	struct tm tm;

	if (unit == REPORT_HOUR || unit == REPORT_DAY)
		return divide(time, unit == REPORT_HOUR ? HOUR : DAY);
	tm = break_down(time);
	return unit == REPORT_MONTH ? (tm.tm_year - 70) * 12 + tm.tm_mon : tm.tm_year - 70;
}

int64_t
report_unit_begin(enum report_unit unit, int64_t index)
{
	if (unit == REPORT_HOUR || unit == REPORT_DAY)
		return index * (unit == REPORT_HOUR ? HOUR : DAY);
	if (unit == REPORT_YEAR)
		return days_since_1970(1970 + index, 1, 1) * DAY;
	return days_since_1970(1970 + divide(index, 12), index - divide(index, 12) * 12 + 1, 1) * DAY;
}

void
report_unit_write(enum report_unit unit, int64_t index, char text[REPORT_TIME_SIZE])
{
	struct tm tm = break_down(report_unit_begin(unit, index));

	if (unit == REPORT_HOUR)
		strftime(text, REPORT_TIME_SIZE, "%Y-%m-%d %H:00", &tm);
	else if (unit == REPORT_DAY)
		strftime(text, REPORT_TIME_SIZE, "%Y-%m-%d", &tm);
	else if (unit == REPORT_MONTH)
		strftime(text, REPORT_TIME_SIZE, "%Y-%m", &tm);
	else
		strftime(text, REPORT_TIME_SIZE, "%Y", &tm);
}

void
report_unit_write_short(enum report_unit unit, int64_t index, char text[REPORT_TIME_SIZE])
{
	struct tm tm = break_down(report_unit_begin(unit, index));

	/* Midnight is better known by its day. */
	if (unit == REPORT_HOUR && tm.tm_hour != 0)
		strftime(text, REPORT_TIME_SIZE, "%H:00", &tm);
	else if (unit == REPORT_HOUR || unit == REPORT_DAY)
		strftime(text, REPORT_TIME_SIZE, "%e %b", &tm);
	else if (unit == REPORT_MONTH)
		strftime(text, REPORT_TIME_SIZE, "%b %Y", &tm);
	else
		strftime(text, REPORT_TIME_SIZE, "%Y", &tm);
}
