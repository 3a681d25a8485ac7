/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "common/idna.h"
#include "match/punycode.h"
#include "match/ulabel.h"
#include "unicode.h"

bool
libidn2_agrees_about(const char *alabel)
{
	struct smx_span label = {(const uint8_t *)alabel, strlen(alabel)};
	uint32_t ulabel[SMX_LABEL_MAX];
	size_t n;

	return smx_alabel_decodes(label, ulabel, &n) == common_is_alabel(alabel);
}

bool
libidn2_agrees(const uint32_t *cps, size_t n)
{
	char alabel[4 + SMX_LABEL_MAX + 1] = "xn--";
	uint8_t *punycode = (uint8_t *)alabel + 4;
	uint32_t again[SMX_LABEL_MAX];
	size_t len, again_n;
	bool is_valid;

	/* What fits into no label has no say here. */
	if (smx_punycode_encode(cps, n, punycode, &len) != 0 || 4 + len > SMX_LABEL_MAX)
		return true;
	punycode[len] = '\0';
	if (smx_punycode_decode((struct smx_span){punycode, len}, again, &again_n) != 0 ||
	    again_n != n || memcmp(again, cps, n * sizeof *cps) != 0)
		return false;
	is_valid = smx_ulabel_is_valid(cps, n);
	return is_valid == smx_alabel_decodes((struct smx_span){(uint8_t *)alabel, 4 + len},
					      again, &again_n) &&
	       is_valid == common_is_alabel(alabel);
}

bool
libidn2_allows(uint32_t cp)
{
	/* Behind a letter that composes with nothing. */
	uint32_t label[] = {0x250, cp};
	char alabel[4 + SMX_LABEL_MAX + 1] = "xn--";
	size_t len;
	int rc;

	if (smx_punycode_encode(label, 2, (uint8_t *)alabel + 4, &len) != 0)
		return false;
	alabel[4 + len] = '\0';
	rc = idn2_lookup_u8((const uint8_t *)alabel, NULL, COMMON_IDNA_FLAGS);
	return rc == IDN2_OK || rc == IDN2_BIDI || rc == IDN2_CONTEXTJ;
}
