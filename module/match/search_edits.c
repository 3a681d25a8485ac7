/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/search.h"

/* What is proposed for the open label, and the rest of the name. */
struct proposal {
	struct smx_search *search;
	unsigned place;
	uint64_t rest; /* the hash of the name without a label at this place */
};

static void
judge_label(void *context, uint64_t label_hash)
{
	const struct proposal *proposal = context;

	smx_search_judge(proposal->search,
			 proposal->rest + smx_hash_part(label_hash, proposal->place),
			 SMX_RULES_LABELS);
}

static const struct smx_probe *
probe_of(struct smx_search *search, unsigned place)
{
	if (search->probe_place != place) {
		smx_probe_init(&search->probe, &search->index->powers,
			       smx_query_label(&search->query, place));
		search->probe_place = place;
	}
	return &search->probe;
}

void
smx_search_prefetch(struct smx_search *search)
{
	const struct smx_query *query = &search->query;
	const struct smx_frames *frames = &search->index->frames;

	search->first_frame = NULL;
	if (search->n_labels < 2 || search->n_plain < 2)
		return;
	search->first_frame = smx_frames_find(frames, query->parts[0] + smx_hash_open(1));
	if (search->first_frame != NULL)
		smx_probe_prefetch(frames, search->first_frame, probe_of(search, 1));
}

/* Judge by names that are equal to the candidate but for one or two edits in the
 * label at `place`. */
static void
judge_frame(struct smx_search *search, unsigned n_labels, unsigned place)
{
	const struct smx_query *query = &search->query;
	const struct smx_frames *frames = &search->index->frames;
	struct proposal proposal = {search, place, query->tails[n_labels] - query->parts[place]};
	const struct smx_frame *frame =
		n_labels == 2 ? search->first_frame
			      : smx_frames_find(frames, proposal.rest + smx_hash_open(place));

	if (frame == NULL)
		return;
	smx_neighbours_near(frames, frame, &search->index->likeness, probe_of(search, place),
			    judge_label, &proposal);
	/* The rule `two` loses to any rule of distance 1. */
	if (frame->far.n_words > 0 && search->best.distance != 1)
		smx_neighbours_far(frames, frame, probe_of(search, place), judge_label, &proposal);
}

/* Names in which two labels have an edit each: the right one has been proposed. */
struct pair_proposal {
	struct smx_search *search;
	unsigned right, left;
	uint64_t rest; /* without labels at both places */
};

static void
judge_right_label(void *context, uint64_t label_hash)
{
	const struct pair_proposal *pair = context;
	const struct smx_frames *frames = &pair->search->index->frames;
	struct proposal proposal = {pair->search, pair->left,
				    pair->rest + smx_hash_part(label_hash, pair->right)};
	const struct smx_frame *frame =
		smx_frames_find(frames, proposal.rest + smx_hash_open(pair->left));
	struct smx_probe probe;

	if (frame == NULL)
		return;
	smx_probe_init(&probe, &pair->search->index->powers,
		       smx_query_label(&pair->search->query, pair->left));
	smx_neighbours_near(frames, frame, NULL, &probe, judge_label, &proposal);
}

static void
judge_pairs(struct smx_search *search, unsigned n_labels, unsigned right)
{
	const struct smx_query *query = &search->query;
	const struct smx_frames *frames = &search->index->frames;

	for (unsigned left = right + 1; left < n_labels && search->best.distance != 1; left++) {
		struct pair_proposal pair = {search, right, left,
					     query->tails[n_labels] - query->parts[right] -
						     query->parts[left]};
		const struct smx_frame *frame = smx_frames_find(
			frames, pair.rest + smx_hash_open(right) + smx_hash_open(left));

		if (frame != NULL)
			smx_neighbours_near(frames, frame, NULL, probe_of(search, right),
					    judge_right_label, &pair);
	}
}

void
smx_search_edits(struct smx_search *search, unsigned n_labels, unsigned place)
{
	judge_frame(search, n_labels, place);
	if (search->index->frames.has_pairs)
		judge_pairs(search, n_labels, place);
}

void
smx_search_edits_under(struct smx_search *search, uint64_t difference, unsigned n_labels,
		       unsigned place)
{
	const struct smx_query *query = &search->query;
	const struct smx_frames *frames = &search->index->frames;
	struct proposal proposal = {search, place,
				    query->tails[n_labels] - query->parts[place] + difference};
	const struct smx_frame *frame =
		smx_frames_find(frames, proposal.rest + smx_hash_open(place));

	if (frame == NULL || smx_query_label(query, place).len + 1 < frame->both_shortest)
		return;
	smx_neighbours_near(frames, frame, NULL, probe_of(search, place), judge_label, &proposal);
}
