/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a lookup costs, and what it would cost otherwise: `make bench`.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "instructions.h"
#include "json.h"
#include "linear.h"
#include "listset.h"
#include "protect.h"
#include "report.h"
#include "smoke.h"

#define N_INVENTED 50000 /* names of other people, where there are no real ones */

/* One policy while it is measured. */
struct run {
	const struct options *options;
	const struct names *names; /* protected */
	struct smx_policy *policy;
	struct class_queries classes[CLASS_N];
	struct result result;
};

struct bench {
	struct options options;
	struct names benign;
	struct smoke smoke;
	size_t psl_size; /* bytes on the heap: the Public Suffix List of any policy */
	json_t *json;    /* NULL: none is to be written */
};

static bool
engine_matches(const void *policy, const uint8_t *wire, size_t len)
{
	struct smx_verdict verdict;

	smx_lookup(policy, wire, len, &verdict);
	return verdict.reason == SMX_MATCH;
}

/* Bytes that malloc() has handed out and that were not freed. */
static size_t
count_heap(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

/* ---- one policy ----------------------------------------------------------------- */

static void
build(struct run *run)
{
	struct stopwatch start, end;
	size_t heap_size;
	char dir[256];

	protect_write(run->names, run->result.profile, dir);
	heap_size = count_heap();
	start = timing_now();
	run->policy = protect_load(dir);
	end = timing_now();
	run->result.heap_size = count_heap() - heap_size;
	run->result.size = smx_policy_size(run->policy);
	run->result.build.wall = end.wall - start.wall;
	run->result.build.cpu = end.cpu - start.cpu;
	protect_remove(dir);
}

/* What a policy with a single name takes. */
static size_t
measure_psl(void)
{
	struct names names = {0};
	struct run run = {.names = &names};

	names_add(&names, "army.mil");
	build(&run);
	names_free(&names);
	smx_policy_free(run.policy);
	return run.result.heap_size > run.result.size ? run.result.heap_size - run.result.size : 0;
}

static void
draw_classes(struct run *run, const struct names *benign)
{
	struct class_source source = {
		.policy = run->policy,
		.protected = run->names,
		.benign = benign,
		/* A closed registry leaves hardly a name that is near and no match. */
		.max_edits = run->result.profile == SMX_CLOSED ? 3 : 2,
	};

	for (unsigned i = 0; i < CLASS_N; i++) {
		source.prng.random.state = run->options->seed + i;
		class_draw((enum class)i, &source, run->options->n_lookups, &run->classes[i]);
		memcpy(run->result.classes[i].n_drawn, run->classes[i].n_drawn,
		       sizeof run->classes[i].n_drawn);
	}
}

static void
measure_engine(struct run *run)
{
	for (unsigned i = 0; i < CLASS_N; i++) {
		const struct queries *queries = &run->classes[i].queries;
		struct class_result *result = &run->result.classes[i];

		if (queries->n == 0)
			continue;
		result->engine = timing_all(engine_matches, run->policy, queries);
		if (run->options->callgrind != NULL)
			result->instructions = instructions_per_lookup(run->policy, queries,
								       run->options->callgrind);
	}
}

static void
measure_linear(struct run *run)
{
	static const enum class compared[] = {CLASS_HARMLESS, CLASS_NEAR, CLASS_HITS};
	struct linear *linear;

	if (run->options->linear_seconds <= 0)
		return;
	linear = linear_new(run->names, run->result.profile);
	for (size_t i = 0; i < sizeof compared / sizeof compared[0]; i++) {
		const struct queries *queries = &run->classes[compared[i]].queries;
		struct class_result *result = &run->result.classes[compared[i]];

		result->linear = timing_some(linear_matches, linear, queries,
					     run->options->linear_seconds / 6);
		/* The other half of the time. */
		result->n_differences = linear_count_differences(linear, run->policy, queries,
								 result->linear.n);
	}
	linear_free(linear);
}

static void
measure_list(struct run *run, struct smoke *smoke)
{
	struct result *result = &run->result;
	struct listset list;

	if (run->options->list_max_bytes == 0)
		return;
	if (listset_make(&list, run->names, result->profile, run->options->list_max_bytes,
			 &result->list_size)) {
		result->n_listed = list.n_names;
		result->list_size = listset_size(&list);
		result->list_hashes_size = listset_hashes_size(&list);
		for (unsigned i = 0; i < CLASS_N; i++) {
			if (run->classes[i].queries.n > 0)
				result->classes[i].list = timing_all(listset_covers, &list,
								     &run->classes[i].queries);
		}
		if (run->options->is_smoke)
			smoke_check_list(smoke, result, run->policy, run->names, &list,
					 &run->classes[CLASS_HITS].queries);
	}
	listset_free(&list);
}

static void
measure(struct bench *bench, enum set set, const struct names *names, enum smx_profile profile)
{
	struct run run = {.options = &bench->options,
			  .names = names,
			  .result = {.set = set, .profile = profile, .n_names = names->n}};

	build(&run);
	run.result.heap_size -= bench->psl_size < run.result.heap_size ? bench->psl_size : 0;
	draw_classes(&run, &bench->benign);
	measure_engine(&run);
	if (bench->options.callgrind == NULL) {
		measure_linear(&run);
		measure_list(&run, &bench->smoke);
	}
	report_result(&bench->options, &run.result);
	if (bench->json != NULL)
		json_add(bench->json, &run.result);
	if (bench->options.is_smoke)
		smoke_check_result(&bench->smoke, &run.result);
	for (unsigned i = 0; i < CLASS_N; i++)
		queries_free(&run.classes[i].queries);
	smx_policy_free(run.policy);
}

/* ---- all of them ------------------------------------------------------------------ */

static void
measure_profiles(struct bench *bench, enum set set, size_t size)
{
	struct prng prng = {{bench->options.seed ^ (((uint64_t)set + 1) << 32)}};
	struct names names = {0};

	set_make(set, size, &prng, &names);
	for (unsigned i = 0; i < SMX_N_PROFILES; i++) {
		if (set == SET_CLOSED ? i == SMX_CLOSED : bench->options.has_profile[i])
			measure(bench, set, &names, (enum smx_profile)i);
	}
	names_free(&names);
}

static void
read_benign(struct bench *bench)
{
	const char *folder = getenv("STRAYMX_DATA");
	struct prng prng = {{bench->options.seed ^ 0xbe41}};
	name_text name;
	char path[512];

	snprintf(path, sizeof path, "%s/benign-hsts.txt", folder != NULL ? folder : ".");
	/* The checks are to be the same everywhere. */
	bench->options.has_real_names = !bench->options.is_smoke && folder != NULL &&
					names_read(&bench->benign, path) && bench->benign.n > 0;
	while (!bench->options.has_real_names && bench->benign.n < N_INVENTED) {
		set_draw_company(&prng, name);
		names_add(&bench->benign, name);
	}
}

int
main(int argc, char **argv)
{
	struct bench bench = {.json = NULL};

	options_read(&bench.options, argc, argv);
	if (bench.options.callgrind != NULL && !instructions_can_count())
		names_die("--callgrind takes to be run, and to have been built, with valgrind");
	read_benign(&bench);
	bench.psl_size = measure_psl();
	report_begin(&bench.options, bench.benign.n);
	if (bench.options.json != NULL)
		bench.json = json_begin(&bench.options, bench.benign.n);
	for (unsigned set = 0; set < SET_N; set++) {
		for (size_t i = 0; i < bench.options.n_sizes; i++) {
			if (options_has(&bench.options, (enum set)set, i))
				measure_profiles(&bench, (enum set)set, bench.options.sizes[i]);
		}
	}
	names_free(&bench.benign);
	if (bench.json != NULL)
		json_finish(bench.json, bench.options.json);
	if (fflush(stdout) != 0)
		names_die("standard output: cannot write");
	return bench.options.is_smoke ? smoke_end(&bench.smoke) : 0;
}
