/* SPDX-License-Identifier: BSD-3-Clause */
#include "object.h"

#include <time.h>

#include "machine.h"
#include "names.h"

json_t *
object_new(void)
{
	json_t *object = json_object();

	if (object == NULL)
		names_die("no memory for JSON");
	return object;
}

/* jansson takes the value also where it fails. */
void
object_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		names_die("no memory for JSON");
}

void
object_set_count(json_t *object, const char *key, size_t count)
{
	object_set(object, key, json_integer((json_int_t)count));
}

void
object_set_real(json_t *object, const char *key, double number)
{
	object_set(object, key, json_real(number));
}

void
object_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		names_die("no memory for JSON");
}

json_t *
object_begin(void)
{
	json_t *object = object_new();

	object_set(object, "version", json_string(STRAYMX_VERSION));
	object_set_count(object, "time", (size_t)time(NULL));
	object_set(object, "cpu", json_string(machine_cpu()));
	return object;
}

void
object_finish(json_t *object, const char *path)
{
	if (json_dump_file(object, path, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) != 0)
		names_die("%s: cannot write", path);
	json_decref(object);
}
