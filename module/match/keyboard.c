/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/keyboard.h"

#include <string.h>

#define N_ROWS 4

static const char *const layouts[SMX_N_KEYBOARDS][N_ROWS] = {
	[SMX_QWERTY] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"},
	[SMX_QWERTZ] = {"1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"},
	[SMX_AZERTY] = {"1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"},
};

struct place {
	int row, column; /* row < 0: not on the keyboard */
};

static struct place
find(enum smx_keyboard keyboard, uint8_t key)
{
	struct place place = {-1, 0};

	for (int row = 0; key != 0 && row < N_ROWS; row++) {
		const char *keys = layouts[keyboard][row];
		const char *at = strchr(keys, key);

		if (at != NULL) {
			place.row = row;
			place.column = (int)(at - keys);
		}
	}
	return place;
}

bool
smx_keyboard_touches(enum smx_keyboard keyboard, uint8_t a, uint8_t b)
{
	struct place upper = find(keyboard, a);
	struct place lower = find(keyboard, b);

	if (upper.row < 0 || lower.row < 0)
		return false;
	if (upper.row > lower.row) {
		struct place swap = upper;

		upper = lower;
		lower = swap;
	}
	int shift = upper.column - lower.column;

	if (upper.row == lower.row)
		return shift == 1 || shift == -1;
	return lower.row - upper.row == 1 && (shift == 0 || shift == 1);
}
