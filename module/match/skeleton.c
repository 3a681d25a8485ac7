/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/skeleton.h"

#include "match/hash.h"

/* What stands for the characters at the beginning of `text`, whose number goes to
 * `*n`: none of what is replaced overlaps with what else is, or comes of it. */
static uint8_t
replacement(struct smx_span text, size_t *n)
{
	static const struct {
		char from[2], to;
	} pairs[] = {{{'r', 'n'}, 'm'}, {{'v', 'v'}, 'w'}, {{'c', 'l'}, 'd'}};

	*n = 1;
	if (text.ptr[0] == '0')
		return 'o';
	if (text.ptr[0] == '1')
		return 'l';
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0] && text.len > 1; i++) {
		if (text.ptr[0] == (uint8_t)pairs[i].from[0] &&
		    text.ptr[1] == (uint8_t)pairs[i].from[1]) {
			*n = 2;
			return (uint8_t)pairs[i].to;
		}
	}
	return text.ptr[0];
}

size_t
smx_skeleton_label(struct smx_span label, uint8_t skeleton[SMX_LABEL_MAX])
{
	size_t len = 0;

	while (label.len > 0) {
		size_t n;

		skeleton[len++] = replacement(label, &n);
		label.ptr += n;
		label.len -= n;
	}
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
