/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/query.h"

#include "straymx.h"

/* Characters that a plain skeleton replaces, alone or in pairs (match/skeleton.h), and
 * the hyphen. */
enum {
	HYPHEN = 1,
	DIGIT = 2,
	V = 4,
	R = 8,
	N = 16,
	C = 32,
	L = 64,
};

static const uint8_t kinds[256] = {['-'] = HYPHEN, ['0'] = DIGIT, ['1'] = DIGIT, ['v'] = V,
				   ['r'] = R,      ['n'] = N,     ['c'] = C,     ['l'] = L};

static uint8_t
traits_of(struct smx_span label, unsigned seen)
{
	uint8_t traits = (seen & HYPHEN) != 0 ? SMX_LABEL_HYPHEN : 0;

	if ((seen & (DIGIT | V)) != 0 || (seen & (R | N)) == (R | N) || (seen & (C | L)) == (C | L))
		traits |= SMX_LABEL_GLYPHS;
	if ((seen & HYPHEN) != 0 && smx_span_is_alabel(label))
		traits |= SMX_LABEL_ALABEL;
	return traits;
}

void
smx_query_hash(struct smx_query *query)
{
	unsigned n = query->name.n_labels;

	query->tails[0] = 0;
	for (unsigned place = 0; place < n; place++) {
		struct smx_span label = smx_query_label(query, place);
		uint64_t hash = 0;
		unsigned seen = 0;

		for (size_t i = 0; i < label.len; i++) {
			hash = smx_hash_extend(hash, label.ptr[i]);
			seen |= kinds[label.ptr[i]];
		}
		query->traits[place] = traits_of(label, seen);
		query->labels[place] = hash;
		query->parts[place] = smx_hash_part(hash, place);
		query->tails[place + 1] = query->tails[place] + query->parts[place];
	}
}

int
smx_query_init(struct smx_query *query, const uint8_t *wire, size_t len)
{
	if (smx_name_from_wire(&query->name, wire, len) != SMX_OK || query->name.n_labels == 0)
		return SMX_ENAME;
	smx_query_hash(query);
	return SMX_OK;
}
