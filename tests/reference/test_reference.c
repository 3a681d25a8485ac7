/* SPDX-License-Identifier: BSD-3-Clause */
/* The tests of the reference: `N passed, M failed` is the last line. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "test.h"

/* So many failures are told, and the rest counted. */
enum { MANY = 50 };

static unsigned long n_passed, n_failed;

void
test_check(bool is_fine, const char *what, ...)
{
	va_list args;

	if (is_fine) {
		n_passed++;
		return;
	}
	if (++n_failed > MANY)
		return;
	printf("FAILED: ");
	va_start(args, what);
	vprintf(what, args);
	va_end(args);
	printf("\n");
}

size_t
test_wire(uint8_t wire[256], const char *text, size_t text_len)
{
	size_t n = 0, length_at = 0;

	wire[n++] = 0;
	for (size_t i = 0; i < text_len; i++) {
		if (text[i] == '.') {
			length_at = n;
			wire[n++] = 0;
		} else {
			wire[n++] = text[i];
			wire[length_at]++;
		}
	}
	if (text_len > 0)
		wire[n++] = 0;
	return n;
}

struct reference_entry
test_entry(const char *name, unsigned char least_len)
{
	struct reference_entry entry = {.name = name};

	memset(entry.least_len, least_len, sizeof entry.least_len);
	return entry;
}

struct reference_verdict
test_lookup(const struct reference *reference, const char *text)
{
	struct reference_verdict verdict;
	uint8_t wire[256];
	const size_t wire_len = test_wire(wire, text, strlen(text));

	reference_lookup(reference, wire, wire_len, &verdict);
	return verdict;
}

const char *
test_rule(enum smx_rule rule)
{
	static const char *const names[] = {"tld",   "dot",  "swap",  "repeat", "look",	 "slip",
					    "omit",  "key",  "vowel", "extra",	"other", "host",
					    "glyph", "both", "two",   "cc",	"zone"};

	return names[rule];
}

int
main(void)
{
	test_pairs();
	test_order();
	test_random();
	printf("%lu passed, %lu failed\n", n_passed, n_failed);
	return n_failed != 0;
}
