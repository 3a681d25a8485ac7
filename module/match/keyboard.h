/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_KEYBOARD_H
#define SMX_MATCH_KEYBOARD_H

/*
 * Which keys lie beside each other (straymx-zone(5)).  A layout is its four
 * rows of keys; each row is shifted to the right against the one above it, so
 * that the key in column c of a row touches the keys in columns c - 1 and c of
 * the row below, and its neighbours in its own row.
 */

#include <stdbool.h>
#include <stdint.h>

enum smx_keyboard { SMX_QWERTY, SMX_QWERTZ, SMX_AZERTY, SMX_N_KEYBOARDS };

/* Whether two different keys touch.  Bytes that are no key of the layout never do. */
bool smx_keyboard_touches(enum smx_keyboard keyboard, uint8_t a, uint8_t b);

#endif /* SMX_MATCH_KEYBOARD_H */
