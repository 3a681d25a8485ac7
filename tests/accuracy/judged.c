/* SPDX-License-Identifier: BSD-3-Clause */
#include "judged.h"

#include <stdio.h>
#include <string.h>

#include "protect.h"

static const struct {
	const char *name;
	size_t most;
} groups[N_LENGTHS] = {
	{"1-3", 3}, {"4", 4}, {"5", 5},      {"6", 6},      {"7", 7},
	{"8", 8},   {"9", 9}, {"10-11", 11}, {"12-13", 13}, {"14 and more", NAME_LABEL_MAX},
};

const char *
judged_group_name(size_t group)
{
	return groups[group].name;
}

size_t
judged_group(const psl_ctx_t *list, const char *name)
{
	const char *registrable = psl_registrable_domain(list, name);
	size_t len = strcspn(registrable != NULL ? registrable : name, ".");
	size_t group = 0;

	while (len > groups[group].most)
		group++;
	return group;
}

/* Print a name, the one that was meant (or NULL), and what straymx takes it for. */
static void
show(const char *name, const char *intended, const struct smx_verdict *verdict,
     const char *protected)
{
	printf("%s", name);
	if (intended != NULL)
		printf(" (%s)", intended);
	if (verdict->reason == SMX_MATCH)
		printf(": %s by %s\n", protected, smx_rule_name(verdict->rule));
	else
		printf(": %s\n", smx_reason_name(verdict->reason));
}

/* Judge one name and count it. */
static void
judge_name(const struct judge *judge, struct judged *judged, const char *name,
	   const char *intended)
{
	struct smx_verdict verdict = protect_judge(judge->policy, name);
	char protected[SMX_NAME_TEXT_SIZE] = "";
	bool is_hit = false;

	judged->n++;
	judged->n_protected += verdict.reason == SMX_PROTECTED;
	if (verdict.reason == SMX_MATCH) {
		smx_entry_name_write(verdict.entry, protected, sizeof protected);
		is_hit = intended == NULL || strcmp(protected, intended) == 0;
		judged->n_others += !is_hit;
	}
	if (is_hit) {
		judged->n_hits++;
		judged->by_rule[verdict.rule]++;
		judged->by_length[judged_group(judge->list, protected)]++;
	}
	if (judge->is_talkative && is_hit == (intended == NULL))
		show(name, intended, &verdict, protected);
}

struct judged
judge_names(const struct judge *judge, const struct names *names, const struct names *intended)
{
	struct judged judged = {0};

	for (size_t i = 0; i < names->n; i++)
		judge_name(judge, &judged, names_get(names, i),
			   intended != NULL ? names_get(intended, i) : NULL);
	return judged;
}
