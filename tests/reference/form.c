/* SPDX-License-Identifier: BSD-3-Clause */
#include <idn2.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "parts.h"

static void
set_none(struct form *form)
{
	form->len = -1;
	form->hash = 0;
}

/* FNV-1a, unit by unit */
static void
add_hash(struct form *form)
{
	form->hash = UINT64_C(0xcbf29ce484222325);
	for (int32_t i = 0; i < form->len; i++)
		form->hash = (form->hash ^ form->units[i]) * UINT64_C(0x100000001b3);
}

bool
reference_form_equal(const struct form *a, const struct form *b)
{
	return a->hash == b->hash && a->len >= 0 && a->len == b->len &&
	       memcmp(a->units, b->units, a->len * sizeof *a->units) == 0;
}

/* ---- "equal once '.' and '-' are removed from both" --------------------------- */

void
reference_form_squeeze(struct form *form, const struct name *name)
{
	form->len = 0;
	for (size_t i = 0; i < name->n_labels; i++) {
		for (size_t j = 0; j < name->labels[i].len; j++) {
			if (name->labels[i].bytes[j] != '-')
				form->units[form->len++] = name->labels[i].bytes[j];
		}
	}
	add_hash(form);
}

/* ---- "rn→m, vv→w, cl→d, 0→o, 1→l, in this order, each over the whole string" */

static void
replace(struct form *form, const char *what, char by)
{
	const int32_t what_len = strlen(what);
	int32_t n = 0;

	for (int32_t i = 0; i < form->len;) {
		int32_t k = 0;

		while (k < what_len && i + k < form->len && form->units[i + k] == (UChar)what[k])
			k++;
		form->units[n++] = k == what_len ? (UChar)by : form->units[i];
		i += k == what_len ? what_len : 1;
	}
	form->len = n;
}

static void
replace_all(struct form *form)
{
	replace(form, "rn", 'm');
	replace(form, "vv", 'w');
	replace(form, "cl", 'd');
	replace(form, "0", 'o');
	replace(form, "1", 'l');
}

/* ---- "for a name without A-labels" ------------------------------------------- */

void
reference_form_plain(struct form *form, const struct name *name)
{
	set_none(form);
	if (reference_name_has_alabel(name))
		return;
	for (size_t i = 0; i < name->text_len; i++)
		form->units[i] = name->text[i];
	form->len = name->text_len;
	replace_all(form);
	add_hash(form);
}

/* ---- "for a C with A-labels"; "P's skeleton takes the same path" --------------- */

static void
check(UErrorCode status)
{
	if (U_FAILURE(status))
		reference_die("ICU", u_errorName(status));
}

/*
 * The U-label of an A-label as UTF-16; returns its length, or -1: not IDNA
 * 2008, or (fake) it decodes to nothing but itself.
 */
static int32_t
decode(UChar *units, int32_t size, const struct label *label)
{
	const int flags = IDN2_NFC_INPUT | IDN2_NO_TR46;
	char text[REFERENCE_LABEL_MAX + 1], *ulabel = NULL;
	uint8_t *alabel = NULL;
	UErrorCode status = U_ZERO_ERROR;
	int32_t len = -1;

	memcpy(text, label->bytes, label->len);
	text[label->len] = '\0';
	/* One label of text; libidn2 would see several, or the beginning. */
	if (strlen(text) != label->len || strchr(text, '.') != NULL)
		return -1;
	if (idn2_lookup_u8((const uint8_t *)text, &alabel, flags) != IDN2_OK)
		return -1;
	if (strcmp((char *)alabel, text) == 0 &&
	    idn2_to_unicode_8z8z(text, &ulabel, 0) == IDN2_OK && strcmp(ulabel, text) != 0) {
		u_strFromUTF8(units, size, &len, ulabel, -1, &status);
		check(status);
	}
	idn2_free(alabel);
	idn2_free(ulabel);
	return len;
}

/* The labels, decoded, joined by dots; -1 if one cannot be read. */
static int32_t
read_labels(UChar *units, int32_t size, const struct name *name)
{
	int32_t n = 0;

	for (size_t i = 0; i < name->n_labels; i++) {
		const struct label *label = &name->labels[i];

		if (i > 0)
			units[n++] = '.';
		for (size_t j = 0; j < label->len; j++) {
			if (label->bytes[j] >= 0x80)
				return -1;
			units[n + j] = label->bytes[j];
		}
		if (label->len >= 4 && memcmp(label->bytes, "xn--", 4) == 0) {
			const int32_t len = decode(units + n, size - n, label);

			if (len < 0)
				return -1;
			n += len;
		} else {
			n += label->len;
		}
	}
	return n;
}

void
reference_form_full(struct form *form, const USpoofChecker *confusables, const struct name *name)
{
	UChar decoded[REFERENCE_FORM_MAX], mapped[REFERENCE_FORM_MAX];
	const int32_t size = REFERENCE_FORM_MAX;
	UErrorCode status = U_ZERO_ERROR;
	int32_t len;

	set_none(form);
	len = read_labels(decoded, size, name);
	if (len < 0)
		return;
	/* "map by UTS #39 confusables.txt": NFD, map each character, NFD (UTS #39, section 4) */
	len = uspoof_getSkeleton(confusables, 0, decoded, len, mapped, size, &status);
	check(status);
	/* "fold case": what it leaves may no longer be NFD */
	len = u_strFoldCase(decoded, size, mapped, len, U_FOLD_CASE_DEFAULT, &status);
	check(status);
	form->len = unorm2_normalize(unorm2_getNFDInstance(&status), decoded, len, form->units,
				     size, &status);
	check(status);
	/* "then the same replacements" */
	replace_all(form);
	add_hash(form);
}
