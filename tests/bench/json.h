/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_JSON_H
#define BENCH_JSON_H

#include <jansson.h>

#include "result.h"

/* The numbers as one object, to which results are added. */
json_t *json_begin(const struct options *options, size_t n_benign);
void json_add(json_t *root, const struct result *result);

/* Write it to a file, and free it. */
void json_finish(json_t *root, const char *path);

#endif /* BENCH_JSON_H */
