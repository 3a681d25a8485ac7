/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_EVENTS_H
#define SMX_TESTS_EVENTS_H

/*
 * Events of a journal, and the files of its tests.
 */

#include "journal/event.h"

/* A question of 192.0.2.`client` for a lookalike of army.mil, `at` milliseconds from the
 * beginning. */
struct smx_event events_make(uint8_t client, const char *name, uint16_t qtype, int64_t at);

/* A path in the test's directory, until the next call. */
const char *events_path(const char *name);

#endif /* SMX_TESTS_EVENTS_H */
