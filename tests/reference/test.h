/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef REFERENCE_TEST_H
#define REFERENCE_TEST_H

/* What the tests of the reference share. */

#include "parts.h"

/* Count, and say what failed. */
__attribute__((format(printf, 2, 3))) void test_check(bool is_fine, const char *what, ...);

/* Labels with dots between them to wire format, of the length returned; "" is the root. */
size_t test_wire(uint8_t wire[256], const char *text, size_t text_len);

/* An entry with all rules at this least length. */
struct reference_entry test_entry(const char *name, unsigned char least_len);

/* Look up a name in text, as test_wire takes it. */
struct reference_verdict test_lookup(const struct reference *reference, const char *text);

const char *test_rule(enum smx_rule rule);

/* The parts. */
void test_pairs(void);
void test_order(void);
void test_random(void);

#endif /* REFERENCE_TEST_H */
