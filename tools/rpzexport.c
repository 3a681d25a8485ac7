/* SPDX-License-Identifier: BSD-3-Clause */
#include "rpzexport.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"

/* ---- what becomes of a name ---------------------------------------------------------------- */

enum fate {
	FATE_PASSES,  /* it is no lookalike */
	FATE_OPEN,    /* it is one, and passes or not by what a zone cannot say */
	FATE_BLOCKED,
};

static bool
blocks(const struct smx_entry *entry)
{
	return smx_entry_mode(entry) == SMX_ENFORCE && !smx_entry_asks(entry);
}

static enum fate
judge(const struct rpz_export *export, const uint8_t *wire, size_t wire_len,
      struct smx_verdict *verdict)
{
	struct smx_verdict of_any;

	smx_lookup_filtered(export->policy, &export->filter, wire, wire_len, verdict);
	if (verdict->reason != SMX_MATCH)
		return FATE_PASSES;
	if (!blocks(verdict->entry))
		return FATE_OPEN;
	/* For some client there may be another entry that wins. */
	if (export->filter.is_for_all && export->policy->has_scopes) {
		smx_lookup(export->policy, wire, wire_len, &of_any);
		if (!blocks(of_any.entry))
			return FATE_OPEN;
	}
	return FATE_BLOCKED;
}

/* Whether all names below a lookalike, those apart that are near a longer protected name,
 * are blocked as well.  Where they are not, they are near a public suffix. */
static bool
is_blocked_below(const struct rpz_export *export, const uint8_t *wire, size_t wire_len)
{
	/* Nothing that is protected has such a label, or one that is near it. */
	static const uint8_t label[] = {5, 1, 1, 1, 1, 1};
	uint8_t below[SMX_WIRE_MAX];
	struct smx_verdict verdict;

	if (sizeof label + wire_len > sizeof below)
		return true;
	memcpy(below, label, sizeof label);
	memcpy(below + sizeof label, wire, wire_len);
	return judge(export, below, sizeof label + wire_len, &verdict) == FATE_BLOCKED;
}

static enum fate
judge_parent(const struct rpz_export *export, const uint8_t *wire, size_t wire_len)
{
	size_t first = 1 + (size_t)wire[0];
	struct smx_verdict verdict;

	return judge(export, wire + first, wire_len - first, &verdict);
}

/* ---- names between -------------------------------------------------------------------------- */

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Keep the name in mind.  Returns whether it is new; false also if memory ran out. */
static bool
is_new(struct rpz_export *export, const uint8_t *wire, size_t wire_len)
{
	char text[SMX_NAME_TEXT_SIZE], *copy;

	smx_name_write(wire, wire_len, text, sizeof text);
	if (tfind(text, &export->between, compare_texts) != NULL)
		return false;
	copy = strdup(text);
	if (copy != NULL && tsearch(copy, &export->between, compare_texts) != NULL)
		return true;
	free(copy);
	export->rc = SMX_ENOMEM;
	return false;
}

static void
block(struct rpz_export *export, const struct smx_entry *entry, const uint8_t *wire,
      size_t wire_len)
{
	bool is_deep = is_blocked_below(export, wire, wire_len);

	export->left.n_shallow += !is_deep;
	if (rpz_file_block(&export->file, entry, wire, wire_len, is_deep) != SMX_OK)
		export->rc = SMX_ENOMEM;
}

/*
 * Of x.y.army.ml in a zone, y.army.ml becomes a name that exists, so that *.army.ml does
 * not hold for it and what is below it (RFC 4592, 2.2.2 and 3.3.1).  So names between an
 * owner and a lookalike above it get records of their own.  Those that are lookalikes
 * themselves have them.
 */
static void
block_between(struct rpz_export *export, const uint8_t *wire, size_t wire_len)
{
	struct smx_verdict verdict;

	for (;;) {
		size_t first = 1 + (size_t)wire[0];

		wire += first;
		wire_len -= first;
		if (judge(export, wire, wire_len, &verdict) != FATE_BLOCKED ||
		    verdict.candidate_offset == 0)
			return;
		if (is_new(export, wire, wire_len))
			block(export, verdict.entry, wire, wire_len);
	}
}

/* ---- what passes -------------------------------------------------------------------------- */

/* Let a name pass; `is_needed` tells that it would be blocked otherwise. */
static bool
pass(struct rpz_export *export, const uint8_t *wire, size_t wire_len, bool is_needed)
{
	char text[SMX_NAME_TEXT_SIZE];

	if (rpz_file_has_room(&export->file, wire_len)) {
		rpz_file_pass(wire, wire_len);
		if (is_needed)
			block_between(export, wire, wire_len);
	} else if (is_needed) {
		smx_name_write(wire, wire_len, text, sizeof text);
		fprintf(stderr, "straymx: %s has to pass, and is too long for a zone of the name %s\n",
			text, export->file.origin);
		export->rc = SMX_ELIMIT;
	} else {
		export->left.n_long++;
	}
	return export->rc == SMX_OK && !ferror(stdout);
}

static bool
pass_exempt(void *closure, const uint8_t *wire, size_t wire_len)
{
	struct rpz_export *export = closure;

	export->n_exempt++;
	return pass(export, wire, wire_len, judge_parent(export, wire, wire_len) == FATE_BLOCKED);
}

/* The name itself, where it is below a lookalike of another one. */
static void
pass_protected(struct rpz_export *export, const struct smx_entry *entry)
{
	uint8_t wire[SMX_WIRE_MAX];
	struct smx_verdict verdict;
	struct smx_name name;
	size_t wire_len = 0;
	enum fate above;

	smx_entry_name(entry, &name);
	for (unsigned i = 0; i < name.n_labels; i++) {
		size_t len = (size_t)(name.start[i + 1] - 1 - name.start[i]);

		wire[wire_len++] = (uint8_t)len;
		memcpy(wire + wire_len, name.text + name.start[i], len);
		wire_len += len;
	}
	wire[wire_len++] = 0;
	/* An exempt one is in the zone already. */
	judge(export, wire, wire_len, &verdict);
	above = judge_parent(export, wire, wire_len);
	if (verdict.reason == SMX_PROTECTED && above != FATE_PASSES)
		pass(export, wire, wire_len, above == FATE_BLOCKED);
}

/* A lookalike that may pass, where it is below one that is blocked. */
static bool
pass_open(void *closure, const struct variant *variant)
{
	struct rpz_export *export = closure;

	return judge_parent(export, variant->wire, variant->wire_len) != FATE_BLOCKED ||
	       pass(export, variant->wire, variant->wire_len, true);
}

/* ---- lookalikes -------------------------------------------------------------------------- */

static bool
block_lookalike(void *closure, const struct variant *variant)
{
	struct rpz_export *export = closure;
	struct smx_verdict verdict;

	if (export->policy->has_scopes &&
	    judge(export, variant->wire, variant->wire_len, &verdict) != FATE_BLOCKED) {
		export->left.n_split++;
		return true;
	}
	if (!rpz_file_has_room(&export->file, variant->wire_len)) {
		export->left.n_long++;
		return true;
	}
	export->n_lookalikes++;
	block(export, variant->verdict.entry, variant->wire, variant->wire_len);
	block_between(export, variant->wire, variant->wire_len);
	return export->rc == SMX_OK && !ferror(stdout);
}

static void
give_variants(struct rpz_export *export, const struct smx_entry *entry, uint64_t limit,
	      bool (*take)(void *closure, const struct variant *variant),
	      struct variants_outcome *outcome)
{
	if (variants_each(export->variants, entry, limit, take, export, outcome) != SMX_OK)
		export->rc = SMX_ENOMEM;
}

static void
block_lookalikes(struct rpz_export *export, const struct smx_entry *entry)
{
	struct variants_outcome outcome;
	uint64_t n_before = export->n_lookalikes;
	char text[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(entry, text, sizeof text);
	printf("; %s\n", text);
	give_variants(export, entry, export->limit, block_lookalike, &outcome);
	rpz_left_add_outcome(&export->left, &outcome);
	export->n_protected += export->n_lookalikes > n_before;
}

/*
 * Only names of three labels or more can be below a lookalike.  Those that come of names
 * with two labels or more before the public suffix often are, so that no limit is for them.
 */
static void
pass_lookalikes(struct rpz_export *export, const struct smx_entry *entry)
{
	bool is_host = entry->n_labels - entry->n_suffix_labels > 1;
	struct variants_outcome outcome;

	give_variants(export, entry, is_host ? 0 : export->limit, pass_open, &outcome);
}

/* ---- all of it -------------------------------------------------------------------------- */

/* Whether nothing is exported of an entry, and why. */
static bool
is_left_out(const struct rpz_export *export, const struct smx_entry *entry,
	    enum rpz_reason *reason)
{
	const struct smx_filter *filter = &export->filter;

	if (filter->is_for_all && entry->settings->zone->clients.n_networks > 0)
		*reason = RPZ_CLIENTS;
	else if (filter->address != NULL &&
		 !smx_entry_covers_client(entry, filter->family, filter->address))
		*reason = RPZ_OTHER_CLIENTS;
	else if (smx_entry_is_suffix(entry))
		*reason = RPZ_SUFFIX;
	else if (smx_entry_mode(entry) == SMX_MONITOR)
		*reason = RPZ_MONITOR;
	else if (smx_entry_asks(entry))
		*reason = RPZ_VERIFY;
	else
		return false;
	return true;
}

static void
export_entry(struct rpz_export *export, const struct smx_entry *entry, bool is_first)
{
	enum rpz_reason reason;

	if (is_first)
		pass_protected(export, entry);
	if (export->rc != SMX_OK)
		return;
	if (!is_left_out(export, entry, &reason)) {
		block_lookalikes(export, entry);
		return;
	}
	rpz_left_add(&export->left, reason, entry);
	if (reason == RPZ_MONITOR || reason == RPZ_VERIFY)
		pass_lookalikes(export, entry);
}

static void
export_entries(struct rpz_export *export)
{
	const struct smx_policy *policy = export->policy;
	struct progress progress;

	progress_begin(&progress, "rpz", "names");
	for (size_t i = 0; i < policy->n_entries && export->rc == SMX_OK && !ferror(stdout); i++) {
		const struct smx_entry *entry = policy->entries[i];

		/* Those of one name stand side by side. */
		export_entry(export, entry,
			     i == 0 || !smx_span_equals(smx_entry_text(policy->entries[i - 1]),
							smx_entry_text(entry)));
		progress_show(&progress, i + 1, (double)(i + 1) / (double)policy->n_entries);
	}
	progress_hide(&progress);
}

int
rpz_export_run(struct rpz_export *export)
{
	rpz_file_begin(&export->file);
	export->rc = variants_new(export->policy, &export->filter, &export->variants);
	if (export->rc == SMX_OK)
		smx_nameset_each(&export->policy->exempt, pass_exempt, export);
	if (export->rc == SMX_OK)
		export_entries(export);
	if (export->rc == SMX_ENOMEM)
		fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
	variants_free(export->variants);
	tdestroy(export->between, free);
	rpz_file_end(&export->file);
	return export->rc;
}
