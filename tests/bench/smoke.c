/* SPDX-License-Identifier: BSD-3-Clause */
#include "smoke.h"

#include <stdio.h>
#include <string.h>

#include "protect.h"
#include "variants.h"

#define EVERY 29 /* variant is judged; all of them would take long */

/* Count a check, and say which one failed. */
static void
check(struct smoke *smoke, bool is_passed, const struct result *result, const char *what)
{
	if (is_passed) {
		smoke->n_passed++;
		return;
	}
	smoke->n_failed++;
	printf("FAILED: %s, profile %s: %s\n", set_name(result->set),
	       smx_profile_name(result->profile), what);
}

void
smoke_check_result(struct smoke *smoke, const struct result *result)
{
	const struct class_result *classes = result->classes;

	check(smoke, result->size > 0 && result->build.wall > 0, result, "no size or time");
	for (unsigned i = 0; i < CLASS_N; i++) {
		const struct timing *engine = &classes[i].engine;

		check(smoke, engine->n > 0, result, class_name((enum class)i));
		check(smoke, classes[i].n_differences == 0, result,
		      "verdicts are not those of the linear search");
	}
	check(smoke, classes[CLASS_HARMLESS].engine.n_found == 0, result,
	      "harmless names are hits");
	check(smoke, classes[CLASS_NEAR].engine.n_found == 0, result,
	      "near misses are hits");
	check(smoke, classes[CLASS_HITS].engine.n_found == classes[CLASS_HITS].engine.n,
	      result, "hits are none");
	check(smoke, classes[CLASS_HITS].linear.n > 0, result, "no linear search");
}

/* ---- the list ---------------------------------------------------------------- */

struct judge {
	const struct smx_policy *policy;
	size_t n_visited, n_wrong;
};

static void
judge_variant(void *visitor, const char *name, size_t len)
{
	struct judge *judge = visitor;
	enum smx_reason reason;

	if (judge->n_visited++ % EVERY != 0)
		return;
	reason = protect_judge(judge->policy, name).reason;
	if (strlen(name) == len && (reason == SMX_MATCH || reason == SMX_PROTECTED))
		return;
	judge->n_wrong++;
	printf("%s: %s\n", name, smx_reason_name(reason));
}

/* Whether a label begins or ends with a hyphen, as none in the list does. */
static bool
has_outer_hyphen(const uint8_t *wire)
{
	for (; wire[0] != 0; wire += 1 + wire[0]) {
		if (wire[1] == '-' || wire[wire[0]] == '-')
			return true;
	}
	return false;
}

static size_t
count_missing(const struct smx_policy *policy, const struct listset *list,
	      const struct queries *hits)
{
	const uint8_t *query = hits->pool;
	size_t n_missing = 0;

	for (size_t i = 0; i < hits->n; i++, query += 1 + query[0]) {
		struct smx_verdict verdict;

		smx_lookup(policy, query + 1, query[0], &verdict);
		if (verdict.rule < SMX_RULE_SWAP || verdict.rule > SMX_RULE_OTHER ||
		    has_outer_hyphen(query + 1 + verdict.candidate_offset))
			continue;
		n_missing += !listset_covers(list, query + 1, query[0]);
	}
	return n_missing;
}

void
smoke_check_list(struct smoke *smoke, const struct result *result,
		 const struct smx_policy *policy, const struct names *names,
		 const struct listset *list, const struct queries *hits)
{
	struct suffix_edits *edits = suffix_edits_new();
	struct judge judge = {.policy = policy};

	for (size_t i = 0; i < names->n; i++)
		variants_visit(names_get(names, i), result->profile, edits, judge_variant, &judge);
	suffix_edits_free(edits);
	check(smoke, judge.n_visited > 0 && judge.n_wrong == 0, result,
	      "names in the list of all typos are no hits");
	check(smoke, count_missing(policy, list, hits) == 0, result,
	      "hits of the label rules are missing in the list of all typos");
}

int
smoke_end(const struct smoke *smoke)
{
	printf("bench: %u passed, %u failed\n", smoke->n_passed, smoke->n_failed);
	return smoke->n_failed == 0 && smoke->n_passed > 0 ? 0 : 1;
}
