/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/skeleton.h"

#include "match/hash.h"

size_t
smx_skeleton_label(struct smx_span label, uint8_t skeleton[SMX_LABEL_MAX])
{
	size_t len = 0, n_replaced;

	for (size_t i = 0; i < label.len; i += n_replaced)
		skeleton[len++] = (uint8_t)smx_glyph_replacement(
			label.ptr[i], i + 1 < label.len ? label.ptr[i + 1] : 0, &n_replaced);
	return len;
}

bool
smx_skeleton_hash(const struct smx_tail *tail, uint64_t *hash)
{
	unsigned n = smx_tail_count_labels(tail);
	uint8_t skeleton[SMX_LABEL_MAX];

	if (smx_tail_has_alabel(tail))
		return false;
	*hash = 0;
	for (unsigned i = 0; i < n; i++) {
		struct smx_span span = {
			skeleton, smx_skeleton_label(smx_tail_label(tail, i), skeleton)};

		*hash += smx_hash_part(smx_hash_label(span), n - 1 - i);
	}
	return true;
}

bool
smx_skeleton_full_label(struct smx_span label, uint64_t *hash)
{
	uint32_t glyphs[SMX_GLYPH_MAX];
	size_t n;

	if (!smx_glyph_label(label, glyphs, &n))
		return false;
	*hash = 0;
	for (size_t i = 0; i < n; i++)
		*hash = smx_hash_extend(*hash, glyphs[i]);
	return true;
}

bool
smx_skeleton_full_hash(const struct smx_tail *tail, uint64_t *hash)
{
	unsigned n = smx_tail_count_labels(tail);

	*hash = 0;
	for (unsigned i = 0; i < n; i++) {
		uint64_t label_hash;

		if (!smx_skeleton_full_label(smx_tail_label(tail, i), &label_hash))
			return false;
		*hash += smx_hash_part(label_hash, n - 1 - i);
	}
	return true;
}
