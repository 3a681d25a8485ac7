/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BENCH_NAMES_H
#define BENCH_NAMES_H

/*
 * Lists of names for the programs that measure.  These programs have nothing
 * better to do than to stop when memory runs out, so nothing here fails for
 * that reason.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_TEXT_MAX 253 /* characters without the final dot */
#define NAME_WIRE_MAX 255
#define NAME_LABEL_MAX 63

/* A buffer that takes any name as text. */
typedef char name_text[NAME_TEXT_MAX + 1];

/* realloc() that prints a message and ends the program where memory is missing. */
void *names_realloc(void *old, size_t n, size_t size);

/* A program's last word: "PROGRAM: MESSAGE" to standard error, exit code 2. */
void names_die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* ---- texts -------------------------------------------------------------- */

/* Names as text: lower-case, no final dot, in the order in which they were added. */
struct names {
	char *pool;
	size_t pool_len, pool_size;
	size_t *at; /* where in the pool each begins */
	size_t n, size;
};

void names_add(struct names *names, const char *name);
const char *names_get(const struct names *names, size_t i);

/* Add the names of a file, one a line, but what is too long.  Returns whether it could
 * be read. */
bool names_read(struct names *names, const char *path);

/* Free what the list holds and make it empty; all zeros is an empty list, too. */
void names_free(struct names *names);

/* ---- queries ------------------------------------------------------------ */

/* Names in wire format, to be looked up one after the other. */
struct queries {
	uint8_t *pool; /* length and name, length and name, ... */
	size_t pool_len, pool_size;
	size_t n;
};

void queries_add(struct queries *queries, const uint8_t *wire, size_t len);
void queries_free(struct queries *queries);

/* ---- names seen before -------------------------------------------------- */

/* A set of names by their 64-bit hashes: two names in 10^19 pass for one. */
struct seen {
	uint64_t *slots;
	size_t n_slots, n;
};

/* Whether the name is new; it is not from then on. */
bool seen_add(struct seen *seen, const char *name);
void seen_free(struct seen *seen);

#endif /* BENCH_NAMES_H */
