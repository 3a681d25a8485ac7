/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/entry.h"

#include <string.h>

struct smx_span
smx_entry_text(const struct smx_entry *entry)
{
	struct smx_span text = {entry->text, entry->text_len};

	return text;
}

struct smx_span
smx_entry_tail_text(const struct smx_entry *entry, unsigned n)
{
	struct smx_span text = smx_entry_text(entry);
	unsigned n_labels = 1;

	for (size_t i = text.len; i-- > 0;) {
		if (text.ptr[i] == '.' && n_labels++ == n) {
			text.ptr += i + 1;
			text.len -= i + 1;
			break;
		}
	}
	return text;
}

void
smx_entry_name(const struct smx_entry *entry, struct smx_name *name)
{
	unsigned n = 0;

	/* It was a name when the entry was made. */
	memcpy(name->text, entry->text, entry->text_len);
	name->start[0] = 0;
	for (unsigned i = 0; i < entry->text_len; i++) {
		if (entry->text[i] == '.')
			name->start[++n] = (uint8_t)(i + 1);
	}
	name->start[++n] = (uint8_t)(entry->text_len + 1);
	name->n_labels = (uint8_t)n;
}

bool
smx_entry_reaches_edits(const struct smx_entry *entry, size_t len)
{
	for (int rule = SMX_RULE_SWAP; rule <= SMX_RULE_OTHER; rule++) {
		if (smx_entry_reaches(entry, (enum smx_rule)rule, len))
			return true;
	}
	return false;
}
