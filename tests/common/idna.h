/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_COMMON_IDNA_H
#define SMX_TESTS_COMMON_IDNA_H

#include <idn2.h>
#include <stdbool.h>
#include <string.h>

#define COMMON_IDNA_FLAGS (IDN2_NFC_INPUT | IDN2_NO_TR46)

/* Whether libidn2 gets a U-label from it, and from there back to this label, which is in
 * lower case. */
static inline bool
common_is_alabel(const char *alabel)
{
	uint8_t *again = NULL;
	bool is_valid = idn2_lookup_u8((const uint8_t *)alabel, &again, COMMON_IDNA_FLAGS) ==
				IDN2_OK &&
			strcmp((const char *)again, alabel) == 0;

	idn2_free(again);
	return is_valid;
}

#endif /* SMX_TESTS_COMMON_IDNA_H */
