/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/host.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>

#define HOST_TEXT_MAX 1024 /* bytes of UTF-8; no name needs more */

/* Turn U-labels into A-labels; `*ascii` is to be freed with idn2_free(). */
static int
to_ascii(const char *text, size_t len, const struct smx_place *place, char **ascii)
{
	char utf8[HOST_TEXT_MAX + 1];
	uint8_t *looked_up = NULL;
	int rc;

	if (len > HOST_TEXT_MAX)
		return smx_complain(place, SMX_ENAME, "name of %zu bytes is too long: at most 253", len);
	memcpy(utf8, text, len);
	utf8[len] = '\0';
	rc = idn2_lookup_u8((const uint8_t *)utf8, &looked_up,
			    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	*ascii = (char *)looked_up;
	if (rc == IDN2_MALLOC)
		return smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
	if (rc != IDN2_OK)
		return smx_complain(place, SMX_ENAME, "'%s' is no internationalised name: %s",
				    utf8, idn2_strerror(rc));
	return SMX_OK;
}

static bool
is_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return false;
	}
	return true;
}

void
smx_host_strip_wildcard(struct smx_name *name)
{
	struct smx_tail all = {name, 0};
	struct smx_name rest;
	struct smx_span text;

	if (name->n_labels < 2 || name->start[1] != 2 || smx_tail_label(&all, 0).ptr[0] != '*')
		return;
	text = smx_tail_text(&all, name->n_labels - 1u);
	if (smx_name_from_text(&rest, (const char *)text.ptr, text.len) == SMX_OK)
		*name = rest;
}

int
smx_host_parse(const char *text, size_t len, const struct smx_place *place,
	       struct smx_name *name)
{
	char *ascii = NULL;
	int rc;

	if (memchr(text, '\0', len) != NULL)
		return smx_complain(place, SMX_ENAME, "a NUL byte: names are text");
	if (len > 2 && text[0] == '*' && text[1] == '.') {
		text += 2;
		len -= 2;
	}
	if (is_ascii(text, len)) {
		rc = smx_name_from_text(name, text, len);
	} else {
		rc = to_ascii(text, len, place, &ascii);
		if (rc != SMX_OK)
			return rc;
		rc = smx_name_from_text(name, ascii, strlen(ascii));
		idn2_free(ascii);
	}
	if (rc != SMX_OK || name->n_labels == 0)
		return smx_complain(place, SMX_ENAME, "'%.*s' is not a domain name: labels of 1 to 63 bytes, joined by "
				    "dots, 253 bytes at most",
				    len > 300 ? 300 : (int)len, text);
	return SMX_OK;
}

static bool
is_host_label(struct smx_span label, enum smx_host_use use)
{
	for (size_t i = 0; i < label.len; i++) {
		uint8_t c = label.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
		      (c == '_' && use == SMX_HOST_EXEMPT)))
			return false;
	}
	return use == SMX_HOST_EXEMPT ||
	       (label.ptr[0] != '-' && label.ptr[label.len - 1] != '-');
}

/* Whether a label that begins with xn-- is the A-label of some U-label: there and
 * back again (RFC 5890, 2.3.2.1). */
static bool
is_valid_alabel(struct smx_span label)
{
	char alabel[SMX_LABEL_MAX + 1];
	char *ulabel = NULL;
	uint8_t *again = NULL;
	bool is_valid;

	memcpy(alabel, label.ptr, label.len);
	alabel[label.len] = '\0';
	is_valid = idn2_to_unicode_8z8z(alabel, &ulabel, 0) == IDN2_OK &&
		   strcmp(ulabel, alabel) != 0 &&
		   idn2_lookup_u8((const uint8_t *)ulabel, &again,
				  IDN2_NFC_INPUT | IDN2_NO_TR46) == IDN2_OK &&
		   strcmp((const char *)again, alabel) == 0;
	idn2_free(ulabel);
	idn2_free(again);
	return is_valid;
}

int
smx_host_check(const struct smx_name *name, enum smx_host_use use,
	       const struct smx_place *place)
{
	struct smx_tail all = {name, 0};
	char text[SMX_NAME_TEXT_SIZE];

	smx_tail_write(&all, 0, text, sizeof text);
	for (unsigned i = 0; i < name->n_labels; i++) {
		struct smx_span label = smx_tail_label(&all, i);

		if (!is_host_label(label, use))
			return smx_complain(place, SMX_ENAME, "'%s' is not a host name: %s", text,
					    use == SMX_HOST_EXEMPT
						    ? "letters, digits, hyphens and underscores"
						    : "letters, digits and hyphens, no hyphen at "
						      "the ends of a label");
		if (use == SMX_HOST_PROTECTED && smx_span_is_alabel(label) &&
		    !is_valid_alabel(label))
			return smx_complain(place, SMX_ENAME,
					    "'%.*s' in '%s' is not a valid A-label: write what idn2 makes "
					    "of the name",
					    (int)label.len, (const char *)label.ptr, text);
	}
	return SMX_OK;
}
