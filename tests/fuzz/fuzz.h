/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_FUZZ_H
#define SMX_TESTS_FUZZ_H

/*
 * Fuzz targets.  Each program has one LLVMFuzzerTestOneInput(); linked with
 * replay.c it runs the inputs of its corpus once (make check), linked by
 * libFuzzer it looks for new ones (make fuzz).
 */

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif /* SMX_TESTS_FUZZ_H */
