/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/fillings.h"

#include "match/query.h"
#include "straymx.h"

/* Whether it can matter that a label of this length is edited. */
static bool
matters(const struct smx_entry *entry, size_t len)
{
	return smx_entry_reaches_edits(entry, len) ||
	       smx_entry_reaches(entry, SMX_RULE_BOTH, len) ||
	       smx_entry_reaches(entry, SMX_RULE_TWO, len);
}

/* The frames in which the label at `place` is open, and with it, where two labels
 * may have an edit each, one left of it. */
static int
visit_place(const struct smx_entry *entry, const struct smx_query *name, unsigned place,
	    smx_visit_filling *visit, void *context)
{
	uint64_t hash = name->tails[entry->n_labels] - name->parts[place] + smx_hash_open(place);
	struct smx_filling filling = {
		.hash = hash, .label = smx_query_label(name, place), .entry = entry};
	int rc;

	filling.is_far = smx_entry_reaches(entry, SMX_RULE_TWO, filling.label.len);
	rc = visit(context, &filling);
	if (!filling.is_far)
		return rc;
	filling.is_far = false;
	filling.is_pair = true;
	for (unsigned left = place + 1; left < entry->n_labels && rc == SMX_OK; left++) {
		if (!smx_entry_reaches(entry, SMX_RULE_TWO, smx_query_label(name, left).len))
			continue;
		filling.hash = hash - name->parts[left] + smx_hash_open(left);
		rc = visit(context, &filling);
	}
	return rc;
}

static int
visit_entry(const struct smx_entry *entry, smx_visit_filling *visit, void *context)
{
	struct smx_query name;
	int rc = SMX_OK;

	if (smx_entry_is_suffix(entry))
		return SMX_OK;
	smx_entry_name(entry, &name.name);
	smx_query_hash(&name);
	for (unsigned place = entry->n_suffix_labels; place < entry->n_labels && rc == SMX_OK;
	     place++) {
		if (matters(entry, smx_query_label(&name, place).len))
			rc = visit_place(entry, &name, place, visit, context);
	}
	return rc;
}

int
smx_fillings_visit(struct smx_entry *const *entries, size_t n_entries, smx_visit_filling *visit,
		   void *context)
{
	int rc = SMX_OK;

	for (size_t i = 0; i < n_entries && rc == SMX_OK; i++)
		rc = visit_entry(entries[i], visit, context);
	return rc;
}
