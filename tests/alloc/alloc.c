/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the matching takes of the heap: nothing for a lookup; and when a policy is
 * built, any allocation may fail, in the C library too, with an error and no leak.
 */
#include <stdio.h>
#include <string.h>

#include "common/builder.h"
#include "common/wire.h"
#include "heap.h"
#include "match/profile.h"

static const char *const protected[] = {
	"army.mil",  "us.dell.com", "gmail.com", "bbc.co.uk", "xn--bcher-kva.example", "mil",
	"gov.uk",    "mail.northropgrumman.army.mil",          "lockheedmartin.com",   "c1ub.com",
	"gmail.com",
};

/* A name for each rule, and names that pass for each reason. */
static const char *const questions[] = {
	"army.ml",      "usdell.com",       "gmial.com",    "ggmail.com",   "gmall.com",
	"gfmail.com",   "gmai.com",         "gnail.com",    "gmeil.com",    "gmailx.com",
	"gmzil.com",    "smtpgmail.com",    "grnail.com",   "gmial.co",     "lockhedmrtin.com",
	"xn--gmil-63d.com",                 "xn--gmil-63d.xn--p1ai",        "xn--zzzzzzzz.com",
	"a.b.us.army.mli", "x.gov.ua",      "mial.northropgrummam.army.mil", "example.org",
	"www.army.mil", "nic.ml",           "x.localhost",  "dub.com",      "xn--lub-4cd.com",
	"example.ml",
};

#define N(array) (sizeof(array) / sizeof(array)[0])

static int n_passed, n_failed;

static void
check(bool is_fine, const char *what, size_t number)
{
	if (is_fine) {
		n_passed++;
		return;
	}
	n_failed++;
	printf("FAIL %s (%zu)\n", what, number);
}

/* Build the policy in the profile closed, in which all rules but cc are active. */
static int
build(struct smx_policy **policy, const struct smx_place *place)
{
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_params closed;
	const struct smx_params *const sets[] = {&closed};
	struct smx_draft draft = {.params = sets, .n_params = 1, .action = SMX_PARAM_UNSET};
	struct smx_name name;
	int rc = SMX_OK;

	*policy = NULL;
	smx_params_init(&closed);
	common_builder_init(&builder, place);
	draft.zone = smx_builder_add_zone(&builder, "test", &clients);
	if (draft.zone == NULL)
		rc = SMX_ENOMEM;
	draft.name = &name;
	for (size_t i = 0; i < N(protected) && rc == SMX_OK; i++) {
		/* A change of settings, so that there are several. */
		closed.values[SMX_PARAM_PROFILE] = i + 1 == N(protected) ? SMX_WIDE : SMX_CLOSED;
		(void)smx_name_from_text(&name, protected[i], strlen(protected[i]));
		rc = smx_builder_protect(&builder, &draft, place);
	}
	(void)smx_name_from_text(&name, "nic.ml", 6);
	smx_params_init(&closed);
	if (rc == SMX_OK)
		rc = smx_builder_exempt(&builder, &name, &closed, place);
	if (rc == SMX_OK)
		return smx_builder_finish(&builder, place, policy);
	smx_builder_abandon(&builder);
	return rc;
}

static void
check_lookups(const struct smx_policy *policy)
{
	bool has_rule[SMX_N_RULES + 1] = {false};
	struct smx_verdict verdict;
	uint8_t wire[SMX_WIRE_MAX];

	for (size_t i = 0; i < N(questions); i++) {
		size_t len = common_wire(questions[i], wire);
		size_t before = heap_count();

		smx_lookup(policy, wire, len, &verdict);
		check(heap_count() == before, "a lookup allocates", i);
		if (verdict.reason == SMX_MATCH)
			has_rule[verdict.rule] = true;
	}
	/* Otherwise the names above would be ill chosen. */
	check(has_rule[SMX_RULE_TLD] && has_rule[SMX_RULE_DOT] && has_rule[SMX_RULE_GLYPH] &&
		      has_rule[SMX_RULE_BOTH] && has_rule[SMX_RULE_TWO] && has_rule[SMX_RULE_HOST] &&
		      has_rule[SMX_RULE_ZONE],
	      "every way of the lookup is gone", 0);
}

/* Whether there was an allocation left to fail. */
static bool
check_failure(size_t n, const struct smx_place *place)
{
	size_t live = heap_count_live();
	struct smx_policy *policy;
	bool has_failed;
	int rc;

	heap_fail_after(n);
	rc = build(&policy, place);
	has_failed = heap_stop_failing();
	/* Sorting does without the memory that it is refused. */
	check(rc == SMX_OK ? policy != NULL : rc == SMX_ENOMEM && policy == NULL,
	      "an allocation fails without an error", n);
	smx_policy_free(policy);
	smx_messages_free(place->messages);
	check(heap_count_live() == live, "a failed allocation leads to a leak", n);
	return has_failed;
}

int
main(void)
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "test", 0};
	struct smx_policy *policy;
	size_t n = 1; /* the first one is the builder's, whose failure ends the test */

	smx_messages_init(&messages);
	check(build(&policy, &place) == SMX_OK, "the policy is built", 0);
	check_lookups(policy);
	smx_policy_free(policy);
	smx_messages_free(&messages);
	while (check_failure(n, &place))
		n++;
	check(n > 50, "some allocations were made to fail", n);
	printf("%d passed, %d failed\n", n_passed, n_failed);
	return n_failed == 0 ? 0 : 1;
}
