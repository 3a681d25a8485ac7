/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/query.h"

#include "straymx.h"

/*
 * What a character can mean to a label's traits.  The first and the second one of a
 * pair that a plain skeleton replaces (match/skeleton.h) have the same bit, in two
 * places.
 */
enum {
	PAIR_RN = 1,
	PAIR_VV = 2,
	PAIR_CL = 4,
	PAIRS = PAIR_RN | PAIR_VV | PAIR_CL,
	FIRST = 4, /* the bit of a first one is so far from that of the second one */
	DIGIT = 128,
	HYPHEN = 256,
};

static const uint16_t kinds[256] = {
	['-'] = HYPHEN,
	['0'] = DIGIT,
	['1'] = DIGIT,
	['r'] = PAIR_RN << FIRST,
	['n'] = PAIR_RN,
	['v'] = PAIR_VV << FIRST | PAIR_VV,
	['c'] = PAIR_CL << FIRST,
	['l'] = PAIR_CL,
};

static uint8_t
traits_of(struct smx_span label, unsigned seen)
{
	uint8_t traits = (seen & (DIGIT | PAIRS)) != 0 ? SMX_LABEL_GLYPHS : 0;

	if ((seen & HYPHEN) == 0)
		return traits;
	return traits | SMX_LABEL_HYPHEN | (smx_span_is_alabel(label) ? SMX_LABEL_ALABEL : 0);
}

void
smx_query_hash(struct smx_query *query)
{
	unsigned n = query->name.n_labels;

	query->tails[0] = 0;
	for (unsigned place = 0; place < n; place++) {
		struct smx_span label = smx_query_label(query, place);
		uint64_t hash = 0;
		unsigned seen = 0, before = 0;

		for (size_t i = 0; i < label.len; i++) {
			unsigned kind = kinds[label.ptr[i]];

			hash = smx_hash_extend(hash, label.ptr[i]);
			/* Of the bits of pairs, those whose first one is just before. */
			seen |= kind & (before >> FIRST | DIGIT | HYPHEN);
			before = kind;
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
