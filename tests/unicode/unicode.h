/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_UNICODE_H
#define SMX_TESTS_UNICODE_H

/*
 * Our own IDNA and skeletons against the libraries that they have to agree with,
 * for every code point and for random labels.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define N_CODE_POINTS 0x110000
#define IS_SURROGATE(cp) ((cp) >= 0xd800 && (cp) <= 0xdfff)

/* The same numbers on each run: 0 to limit - 1. */
uint32_t random_below(uint32_t limit);

/*
 * A label of random characters that matter: confusable ones, marks, those of
 * all directions, joiners, Hangul, ASCII.  Returns its length, 1 to SMX_LABEL_MAX.
 */
size_t random_label(uint32_t *cps);

/* Fill the classes that random_label() draws from. */
void random_init(void);

/* Whether libidn2 and we agree that this is, or is not, a U-label. */
bool libidn2_agrees(const uint32_t *cps, size_t n);

/* Whether we agree about a label that begins with xn--; NUL-terminated, in lower case. */
bool libidn2_agrees_about(const char *alabel);

/* Whether the character can stand in a U-label at all, says libidn2. */
bool libidn2_allows(uint32_t cp);

/* Whether the skeleton is ICU's. */
bool icu_agrees(const uint32_t *cps, size_t n);

/* Whether it has a canonical decomposition; Hangul syllables apart. */
bool icu_is_composite(uint32_t cp);

/* Whether it may become a part of a composite (NFC_Quick_Check=Maybe). */
bool icu_may_compose(uint32_t cp);

/* Whether ICU's skeleton of the character is another one than itself. */
bool icu_maps(uint32_t cp);

#endif /* SMX_TESTS_UNICODE_H */
