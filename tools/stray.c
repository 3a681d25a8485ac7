/* SPDX-License-Identifier: BSD-3-Clause */
#include "stray.h"

#include <string.h>

/* ---- counts ------------------------------------------------------------------------------ */

void
stray_counts_add(struct stray_counts *counts, enum logline_kind kind, uint64_t weight)
{
	if (kind == LOGLINE_QUERY)
		counts->asked += weight;
	else if (kind == LOGLINE_REPLY)
		counts->answered += weight;
	else
		counts->listed += weight;
}

uint64_t
stray_counts_sum(const struct stray_counts *counts)
{
	return counts->listed +
	       (counts->asked > counts->answered ? counts->asked : counts->answered);
}

/* ---- names ------------------------------------------------------------------------------- */

const uint8_t *
stray_name(const struct stray *stray, size_t *len)
{
	*len = stray->wire_len - (size_t)stray->name_at;
	return stray->wire + stray->name_at;
}

void
stray_name_write(const struct stray *stray, char *text)
{
	size_t len;
	const uint8_t *name = stray_name(stray, &len);

	smx_name_write(name, len, text, SMX_NAME_TEXT_SIZE);
}

void
stray_example_write(const struct stray *stray, char *text)
{
	smx_name_write(stray->wire, stray->wire_len, text, SMX_NAME_TEXT_SIZE);
}

void
stray_intended_write(const struct stray *stray, int side, char *text)
{
	const struct stray_hit *hit = &stray->row->hit[side];
	struct smx_verdict verdict = {SMX_MATCH, hit->entry, stray->candidate_at[side], hit->rule,
				      hit->distance};
	size_t len;
	const uint8_t *name = stray_name(stray, &len);

	smx_intended_write(&verdict, name, len, text, (size_t)2 * SMX_NAME_TEXT_SIZE);
}

/* ---- order ------------------------------------------------------------------------------- */

int
stray_compare_names(const struct stray *a, const struct stray *b)
{
	size_t len;
	const uint8_t *x = stray_name(a, &len), *y = stray_name(b, &len);

	while (*x != 0 && *y != 0) {
		int order = memcmp(x + 1, y + 1, *x < *y ? *x : *y);

		if (order == 0)
			order = *x - *y;
		if (order != 0)
			return order;
		x += *x + 1;
		y += *y + 1;
	}
	return *x - *y;
}

int
stray_compare_hits(const struct stray_hit *a, const struct stray_hit *b)
{
	char a_name[SMX_NAME_TEXT_SIZE], b_name[SMX_NAME_TEXT_SIZE];
	int order;

	if (a->entry == NULL || b->entry == NULL)
		return (a->entry != NULL) - (b->entry != NULL);
	smx_entry_name_write(a->entry, a_name, sizeof a_name);
	smx_entry_name_write(b->entry, b_name, sizeof b_name);
	order = strcmp(a_name, b_name);
	if (order == 0)
		order = (int)a->rule - (int)b->rule;
	return order != 0 ? order : strcmp(smx_entry_zone(a->entry), smx_entry_zone(b->entry));
}

int
stray_compare(const struct stray *a, const struct stray *b)
{
	int order = (a->sum < b->sum) - (a->sum > b->sum);

	/* No rank is worse than any. */
	if (order == 0)
		order = (a->rank - 1 > b->rank - 1) - (a->rank - 1 < b->rank - 1);
	if (order == 0)
		order = stray_compare_names(a, b);
	for (int side = 0; side < STRAY_N_SIDES && order == 0; side++)
		order = stray_compare_hits(&a->row->hit[side], &b->row->hit[side]);
	return order;
}
