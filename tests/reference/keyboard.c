/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "parts.h"

/* "Key adjacency on QWERTY (also from the digit row)", word for word */
static const char *const qwerty[] = {
	"1:2q",	    "2:13qw",	"3:24ew",   "4:35er",	"5:46rt",   "6:57ty",	"7:68uy",
	"8:79iu",   "9:08io",	"0:9op",    "q:12aw",	"w:23aeqs", "e:34drsw", "r:45deft",
	"t:56fgry", "y:67ghtu", "u:78hijy", "i:89jkou", "o:09iklp", "p:0lo",	"a:qswz",
	"s:adewxz", "d:cefrsx", "f:cdgrtv", "g:bfhtvy", "h:bgjnuy", "j:hikmnu", "k:ijlmo",
	"l:kop",    "z:asx",	"x:cdsz",   "c:dfvx",	"v:bcfg",   "b:ghnv",	"n:bhjm",
	"m:jkn",    NULL};

/* Each row stands half a key to the right of the one above it. */
static const char *const azerty[] = {"1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn", NULL};

static uint8_t
qwertz_of(char key)
{
	return key == 'y' ? 'z' : key == 'z' ? 'y' : key;
}

static void
join(struct keyboard *keyboard, uint8_t a, uint8_t b)
{
	keyboard->are_adjacent[a][b] = keyboard->are_adjacent[b][a] = true;
}

/* A key touches its neighbours, and the keys of its column and of the one before below it. */
static void
join_rows(struct keyboard *keyboard, const char *const *rows)
{
	for (; *rows != NULL; rows++) {
		const char *row = *rows, *below = rows[1] != NULL ? rows[1] : "";

		for (size_t c = 0; row[c] != '\0'; c++) {
			if (c > 0)
				join(keyboard, row[c], row[c - 1]);
			if (c < strlen(below))
				join(keyboard, row[c], below[c]);
			if (c > 0 && c - 1 < strlen(below))
				join(keyboard, row[c], below[c - 1]);
		}
	}
}

void
reference_keyboard_init(struct keyboard *keyboard, int which)
{
	memset(keyboard, 0, sizeof *keyboard);
	if (which == 2) {
		join_rows(keyboard, azerty);
		return;
	}
	for (const char *const *line = qwerty; *line != NULL; line++) {
		const char *keys = *line;

		for (size_t i = 2; keys[i] != '\0'; i++) {
			if (which == 0)
				keyboard->are_adjacent[(uint8_t)keys[0]][(uint8_t)keys[i]] = true;
			else
				join(keyboard, qwertz_of(keys[0]), qwertz_of(keys[i]));
		}
	}
}
