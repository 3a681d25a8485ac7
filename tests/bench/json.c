/* SPDX-License-Identifier: BSD-3-Clause */
#include "json.h"

#include "machine.h"
#include "object.h"

static void
set_timing(json_t *object, const char *key, const struct timing *timing)
{
	json_t *numbers;

	if (timing->n == 0)
		return;
	numbers = object_new();
	object_set_count(numbers, "lookups", timing->n);
	object_set_count(numbers, "found", timing->n_found);
	object_set_real(numbers, "mean_ns", timing->mean);
	object_set_real(numbers, "median_ns", timing->median);
	object_set_real(numbers, "p99_ns", timing->p99);
	object_set(object, key, numbers);
}

static json_t *
class_object(const struct class_result *result)
{
	json_t *object = object_new(), *drawn = object_new();

	for (unsigned i = 0; i < SMX_N_REASONS; i++)
		object_set_count(drawn, smx_reason_name((enum smx_reason)i), result->n_drawn[i]);
	object_set(object, "drawn", drawn);
	if (result->instructions > 0) {
		object_set_count(object, "lookups", result->engine.n);
		object_set_real(object, "instructions", result->instructions);
		return object;
	}
	set_timing(object, "engine", &result->engine);
	set_timing(object, "linear", &result->linear);
	if (result->linear.n > 0)
		object_set_count(object, "differences", result->n_differences);
	set_timing(object, "list", &result->list);
	return object;
}

static json_t *
list_object(const struct result *result)
{
	json_t *object = object_new();

	object_set(object, "made", json_boolean(result->n_listed > 0));
	object_set_count(object, "bytes", result->list_size);
	if (result->n_listed > 0) {
		object_set_count(object, "names", result->n_listed);
		object_set_count(object, "bytes_hashes_only", result->list_hashes_size);
	}
	return object;
}

json_t *
json_begin(const struct options *options, size_t n_benign)
{
	json_t *root = object_begin();

	object_set(root, "compiler", json_string(machine_compiler()));
	object_set_count(root, "seed", options->seed);
	object_set_count(root, "benign_names", n_benign);
	object_set(root, "benign_are_real", json_boolean(options->has_real_names));
	if (options->callgrind == NULL)
		object_set_real(root, "clock_overhead_ns", timing_overhead());
	object_set(root, "results", json_array());
	return root;
}

void
json_add(json_t *root, const struct result *result)
{
	json_t *object = object_new(), *classes = object_new();

	object_set(object, "set", json_string(set_name(result->set)));
	object_set(object, "profile", json_string(smx_profile_name(result->profile)));
	object_set_count(object, "names", result->n_names);
	if (result->classes[CLASS_HARMLESS].instructions == 0) {
		object_set_real(object, "build_wall_s", result->build.wall);
		object_set_real(object, "build_cpu_s", result->build.cpu);
	}
	object_set_count(object, "bytes", result->size);
	object_set_count(object, "bytes_malloc", result->heap_size);
	object_set_real(object, "bytes_per_name", (double)result->size / (double)result->n_names);
	if (result->list_size > 0)
		object_set(object, "list", list_object(result));
	for (unsigned i = 0; i < CLASS_N; i++)
		object_set(classes, class_name((enum class)i), class_object(&result->classes[i]));
	object_set(object, "classes", classes);
	object_append(json_object_get(root, "results"), object);
}

void
json_finish(json_t *root, const char *path)
{
	object_finish(root, path);
}
