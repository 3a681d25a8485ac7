/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/label.h"

void
smx_powers_init(struct smx_powers *powers)
{
	powers->of_base[0] = 1;
	for (unsigned i = 1; i < SMX_LABEL_MAX + 1; i++)
		powers->of_base[i] = powers->of_base[i - 1] * SMX_HASH_BASE;
}

void
smx_label_init(struct smx_label *label, const struct smx_powers *powers, struct smx_span text)
{
	unsigned len = (unsigned)text.len;

	label->powers = powers;
	label->text = text.ptr;
	label->len = len;
	label->before[0] = 0;
	for (unsigned i = 0; i < len; i++)
		label->before[i + 1] = smx_hash_extend(label->before[i], text.ptr[i]);
}
