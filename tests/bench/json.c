/* SPDX-License-Identifier: BSD-3-Clause */
#include "json.h"

#include <time.h>

#include "machine.h"

/* jansson steals the new one, also where it fails. */
static void
set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		names_die("no memory for JSON");
}

static json_t *
new_object(void)
{
	json_t *object = json_object();

	if (object == NULL)
		names_die("no memory for JSON");
	return object;
}

static void
set_size(json_t *object, const char *key, size_t value)
{
	set(object, key, json_integer((json_int_t)value));
}

static void
set_timing(json_t *object, const char *key, const struct timing *timing)
{
	json_t *numbers;

	if (timing->n == 0)
		return;
	numbers = new_object();
	set_size(numbers, "lookups", timing->n);
	set_size(numbers, "found", timing->n_found);
	set(numbers, "mean_ns", json_real(timing->mean));
	set(numbers, "median_ns", json_real(timing->median));
	set(numbers, "p99_ns", json_real(timing->p99));
	set(object, key, numbers);
}

static json_t *
class_object(const struct class_result *result)
{
	json_t *object = new_object(), *drawn = new_object();

	for (unsigned i = 0; i < SMX_N_REASONS; i++)
		set_size(drawn, smx_reason_name((enum smx_reason)i), result->n_drawn[i]);
	set(object, "drawn", drawn);
	if (result->instructions > 0) {
		set_size(object, "lookups", result->engine.n);
		set(object, "instructions", json_real(result->instructions));
		return object;
	}
	set_timing(object, "engine", &result->engine);
	set_timing(object, "linear", &result->linear);
	if (result->linear.n > 0)
		set_size(object, "differences", result->n_differences);
	set_timing(object, "list", &result->list);
	return object;
}

static json_t *
list_object(const struct result *result)
{
	json_t *object = new_object();

	set(object, "made", json_boolean(result->n_listed > 0));
	set_size(object, "bytes", result->list_size);
	if (result->n_listed > 0) {
		set_size(object, "names", result->n_listed);
		set_size(object, "bytes_hashes_only", result->list_hashes_size);
	}
	return object;
}

json_t *
json_begin(const struct options *options, size_t n_benign)
{
	json_t *root = new_object();

	set(root, "version", json_string(STRAYMX_VERSION));
	set_size(root, "time", (size_t)time(NULL));
	set(root, "cpu", json_string(machine_cpu()));
	set(root, "compiler", json_string(machine_compiler()));
	set_size(root, "seed", options->seed);
	set_size(root, "benign_names", n_benign);
	set(root, "benign_are_real", json_boolean(options->has_real_names));
	if (options->callgrind == NULL)
		set(root, "clock_overhead_ns", json_real(timing_overhead()));
	set(root, "results", json_array());
	return root;
}

void
json_add(json_t *root, const struct result *result)
{
	json_t *object = new_object(), *classes = new_object();

	set(object, "set", json_string(set_name(result->set)));
	set(object, "profile", json_string(smx_profile_name(result->profile)));
	set_size(object, "names", result->n_names);
	if (result->classes[CLASS_HARMLESS].instructions == 0) {
		set(object, "build_wall_s", json_real(result->build.wall));
		set(object, "build_cpu_s", json_real(result->build.cpu));
	}
	set_size(object, "bytes", result->size);
	set_size(object, "bytes_malloc", result->heap_size);
	set(object, "bytes_per_name", json_real((double)result->size / (double)result->n_names));
	if (result->list_size > 0)
		set(object, "list", list_object(result));
	for (unsigned i = 0; i < CLASS_N; i++)
		set(classes, class_name((enum class)i), class_object(&result->classes[i]));
	set(object, "classes", classes);
	if (json_array_append_new(json_object_get(root, "results"), object) != 0)
		names_die("no memory for JSON");
}

void
json_finish(json_t *root, const char *path)
{
	if (json_dump_file(root, path, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) != 0)
		names_die("%s: cannot write", path);
	json_decref(root);
}
