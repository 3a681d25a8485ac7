/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The lookup against the reference (tests/reference): random policies, and names
 * close to those they protect.  The verdicts have to be equal in every field.
 *
 *     model [--comparisons N] [--seed S]
 *
 * A difference is printed with what it takes to see it again, and ends the run.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "match/policy.h"
#include "sample.h"

#define QUESTIONS_PER_SAMPLE 2000

/* How often each rule decided, SMX_RULE_ZONE being the last, and each reason. */
struct tally {
	unsigned long rules[SMX_N_RULES + 1];
	unsigned long reasons[SMX_N_REASONS];
};

static void
print_name(const uint8_t *wire, size_t len)
{
	for (size_t i = 0; i < len; i++)
		printf("%s%02x", i > 0 ? " " : "", wire[i]);
	printf("  ");
	for (size_t at = 0; wire[at] != 0; at += 1 + (size_t)wire[at])
		printf("%.*s.", wire[at], (const char *)wire + at + 1);
	putchar('\n');
}

static void
print_verdict(const char *whose, const struct sample *sample, enum smx_reason reason,
	      size_t entry, size_t candidate, enum smx_rule rule, unsigned distance)
{
	printf("  %s: %s", whose, smx_reason_name(reason));
	if (reason == SMX_MATCH)
		printf(", entry %zu (%s), candidate at %zu, rule %s, distance %u", entry,
		       sample->entries[entry].name, candidate, smx_rule_name(rule), distance);
	putchar('\n');
}

/* Whether the verdicts on a name agree; prints both if not. */
static bool
agree(const struct sample *sample, const uint8_t *wire, size_t len, struct tally *tally)
{
	struct reference_verdict expected;
	struct smx_verdict got;
	size_t entry;

	smx_lookup(sample->policy, wire, len, &got);
	reference_lookup(sample->reference, wire, len, &expected);
	entry = got.reason == SMX_MATCH ? got.entry->sequence : 0;
	tally->reasons[got.reason]++;
	if (got.reason == SMX_MATCH)
		tally->rules[got.rule]++;
	if (got.reason == expected.reason &&
	    (got.reason != SMX_MATCH ||
	     (entry == expected.entry && got.candidate_offset == expected.candidate_offset &&
	      got.rule == expected.rule && got.distance == expected.distance)))
		return true;
	print_name(wire, len);
	print_verdict("lookup", sample, got.reason, entry, got.candidate_offset, got.rule,
		      got.distance);
	print_verdict("reference", sample, expected.reason, expected.entry,
		      expected.candidate_offset, expected.rule, expected.distance);
	return false;
}

static void
print_sample(const struct sample *sample)
{
	for (size_t i = 0; i < sample->n_protected; i++) {
		printf("  entry %zu: %s", i, sample->entries[i].name);
		for (int rule = 0; rule < SMX_N_RULES; rule++)
			printf(" %s=%u", smx_rule_name((enum smx_rule)rule),
			       sample->entries[i].least_len[rule]);
		putchar('\n');
	}
	for (size_t i = 0; i < sample->n_exempt; i++)
		printf("  exempt: %s\n", (const char *)sample->exempt[i].text);
	printf("  keyboard %d\n", sample->keyboard);
}

/* As many comparisons on one sample; each is found again by its own seed. */
static bool
compare(uint64_t seed, size_t n_questions, struct tally *tally)
{
	struct common_random random = {seed};
	struct sample sample;
	bool all_agree = true;

	sample_init(&sample, &random);
	for (size_t i = 0; i < n_questions && all_agree; i++) {
		uint8_t wire[255];
		size_t len;

		sample_question(&sample, &random, wire, &len);
		all_agree = agree(&sample, wire, len, tally);
	}
	if (!all_agree) {
		printf("  seed %llu\n", (unsigned long long)seed);
		print_sample(&sample);
	}
	sample_free(&sample);
	return all_agree;
}

static void
print_tally(const struct tally *tally)
{
	for (int reason = 0; reason < SMX_N_REASONS; reason++)
		printf("%s %lu, ", smx_reason_name((enum smx_reason)reason),
		       tally->reasons[reason]);
	printf("by rules:");
	for (int rule = 0; rule <= SMX_N_RULES; rule++)
		printf(" %s %lu", smx_rule_name((enum smx_rule)rule), tally->rules[rule]);
	putchar('\n');
}

/* A test that some rule never decides in would not be one. */
static bool
is_complete(const struct tally *tally)
{
	bool complete = true;

	for (int rule = 0; rule <= SMX_N_RULES; rule++) {
		if (tally->rules[rule] == 0) {
			printf("no name was matched by the rule %s\n",
			       smx_rule_name((enum smx_rule)rule));
			complete = false;
		}
	}
	return complete;
}

static bool
run(uint64_t seed, unsigned long long n_comparisons)
{
	struct tally tally = {.rules = {0}};
	bool is_terminal = isatty(STDERR_FILENO);
	unsigned long long done = 0;
	time_t told = time(NULL);

	for (; done < n_comparisons; done += QUESTIONS_PER_SAMPLE) {
		if (!compare(seed++, QUESTIONS_PER_SAMPLE, &tally))
			return false;
		if (is_terminal && time(NULL) != told) {
			told = time(NULL);
			fprintf(stderr, "\r%llu of %llu", done, n_comparisons);
		}
	}
	printf("%llu comparisons, samples with seeds up to %llu\n", done,
	       (unsigned long long)seed - 1);
	print_tally(&tally);
	return is_complete(&tally);
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {{"comparisons", required_argument, NULL, 'n'},
						{"seed", required_argument, NULL, 's'},
						{NULL, 0, NULL, 0}};
	unsigned long long n_comparisons = 1000000;
	uint64_t seed = 1;
	bool is_fine;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'n')
			n_comparisons = strtoull(optarg, NULL, 10);
		else if (option == 's')
			seed = strtoull(optarg, NULL, 10);
		else
			return 2;
	}
	is_fine = run(seed, n_comparisons);
	printf("%d passed, %d failed\n", is_fine, !is_fine);
	return is_fine ? 0 : 1;
}
