/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A verdict's edits in words: smx_edits_write() of straymx.h.
 */
#include <string.h>

#include "match/diff.h"
#include "match/lookup.h"
#include "match/ulabel.h"

/* The characters of a name, labels joined by dots. */
struct characters {
	uint32_t list[SMX_WIRE_MAX];
	size_t n_characters;
};

static void
add(struct characters *characters, const uint8_t *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		characters->list[characters->n_characters++] = bytes[i];
}

/* The name as it is shown to people, A-labels as U-labels. */
static void
add_shown(struct characters *characters, const struct smx_name *name)
{
	struct smx_tail all = {name, 0};

	for (unsigned i = 0; i < name->n_labels; i++) {
		struct smx_span label = smx_tail_label(&all, i);
		uint32_t *end = characters->list + characters->n_characters;
		uint32_t ulabel[SMX_LABEL_MAX];
		size_t n;

		if (i > 0)
			*end++ = '.', characters->n_characters++;
		if (smx_span_is_alabel(label) && smx_alabel_decodes(label, ulabel, &n)) {
			memcpy(end, ulabel, n * sizeof *ulabel);
			characters->n_characters += n;
		} else {
			add(characters, label.ptr, label.len);
		}
	}
}

size_t
smx_edits_write(const struct smx_verdict *verdict, const uint8_t *qname, size_t qname_len,
		char *buf, size_t size)
{
	struct characters from = {.n_characters = 0}, to = {.n_characters = 0};
	struct smx_name protected, candidate;
	struct smx_span text = smx_entry_text(verdict->entry);
	size_t len;
	const uint8_t *wire = smx_candidate_wire(verdict, qname, qname_len, &len);

	smx_entry_name(verdict->entry, &protected);
	if (smx_name_from_wire(&candidate, wire, len) != SMX_OK)
		candidate.n_labels = 0;
	if (verdict->rule == SMX_RULE_GLYPH) {
		add_shown(&from, &protected);
		add_shown(&to, &candidate);
		return smx_diff_replaced_write(
			(struct smx_text){from.list, from.n_characters, false},
			(struct smx_text){to.list, to.n_characters, false}, buf, size);
	}
	add(&from, text.ptr, text.len);
	text = smx_name_text(&candidate);
	add(&to, text.ptr, text.len);
	return smx_diff_write((struct smx_text){from.list, from.n_characters, true},
			      (struct smx_text){to.list, to.n_characters, true}, buf, size);
}
