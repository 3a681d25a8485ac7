/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_OBJECT_H
#define BENCH_OBJECT_H

/*
 * JSON for programs that end where memory is missing.
 */

#include <jansson.h>
#include <stddef.h>

/* What all reports begin with: version, time and processor. */
json_t *object_begin(void);

json_t *object_new(void);

/* Set a member; `value` belongs to the object from then on. */
void object_set(json_t *object, const char *key, json_t *value);
void object_set_count(json_t *object, const char *key, size_t count);
void object_set_real(json_t *object, const char *key, double number);

/* Append to an array, whose `value` it is from then on. */
void object_append(json_t *array, json_t *value);

/* Write it to a file, and free it. */
void object_finish(json_t *object, const char *path);

#endif /* BENCH_OBJECT_H */
