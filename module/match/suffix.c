/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/suffix.h"

/* The list knows no byte outside of ASCII and no dot inside a label; such bytes
 * become one that no rule of the list has. */
static void
write_text(const struct smx_tail *tail, char text[SMX_WIRE_MAX])
{
	unsigned n = smx_tail_count_labels(tail);
	size_t at = 0;

	for (unsigned i = 0; i < n; i++) {
		struct smx_span label = smx_tail_label(tail, i);

		if (i > 0)
			text[at++] = '.';
		for (size_t k = 0; k < label.len; k++) {
			uint8_t b = label.ptr[k];

			text[at++] = (b == 0 || b == '.' || b >= 0x80) ? '?' : (char)b;
		}
	}
	text[at] = '\0';
}

bool
smx_suffix_is_public(const struct smx_suffix_list *list, const struct smx_tail *tail)
{
	char text[SMX_WIRE_MAX];

	write_text(tail, text);
	return list->is_public(list->list, text);
}

bool
smx_suffix_is_registry(const struct smx_suffix_list *list, const struct smx_tail *tail)
{
	char text[SMX_WIRE_MAX];

	write_text(tail, text);
	return list->is_registry(list->list, text);
}

bool
smx_suffix_is_other_country(const struct smx_tail *from, const struct smx_tail *to)
{
	unsigned n = smx_tail_count_labels(from);
	unsigned n_differing = 0;

	for (unsigned i = 0; i < n; i++) {
		struct smx_span a = smx_tail_label(from, i);
		struct smx_span b = smx_tail_label(to, i);

		if (smx_span_equals(a, b))
			continue;
		n_differing++;
		if (a.len != 2 || b.len != 2)
			return false;
	}
	return n_differing == 1;
}
