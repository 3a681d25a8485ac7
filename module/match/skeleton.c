/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/skeleton.h"

#include <string.h>

/* Replace `from` (one or two bytes) by `to`, left to right; returns the new length. */
static size_t
replace(uint8_t *label, size_t len, const char *from, char to)
{
	size_t from_len = strlen(from);
	size_t out = 0;

	for (size_t in = 0; in < len; out++) {
		if (len - in >= from_len && memcmp(label + in, from, from_len) == 0) {
			label[out] = (uint8_t)to;
			in += from_len;
		} else {
			label[out] = label[in++];
		}
	}
	return out;
}

bool
smx_skeleton(const struct smx_tail *tail, struct smx_name *skeleton)
{
	static const struct {
		const char *from;
		char to;
	} steps[] = {{"rn", 'm'}, {"vv", 'w'}, {"cl", 'd'}, {"0", 'o'}, {"1", 'l'}};
	unsigned n = smx_tail_count_labels(tail);
	size_t at = 0;

	if (smx_tail_has_alabel(tail))
		return false;
	for (unsigned i = 0; i < n; i++) {
		struct smx_span label = smx_tail_label(tail, i);
		size_t len = label.len;

		if (i > 0)
			skeleton->text[at - 1] = '.';
		skeleton->start[i] = (uint8_t)at;
		memcpy(skeleton->text + at, label.ptr, len);
		for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++)
			len = replace(skeleton->text + at, len, steps[s].from, steps[s].to);
		at += len + 1;
	}
	skeleton->start[n] = (uint8_t)at;
	skeleton->n_labels = (uint8_t)n;
	return true;
}
