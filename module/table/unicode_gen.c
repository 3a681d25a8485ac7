/* SPDX-License-Identifier: BSD-3-Clause */
/*
 *     unicode_gen >unicode_table.c
 */
#include "table/unicode_gen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A trie of two stages over numbers. */
struct trie {
	unsigned bits; /* of a code point that choose the element of a block */
	size_t n_blocks;
	uint32_t index[SMX_UNICODE_END];
	uint32_t blocks[SMX_UNICODE_END];
};

void
gen_die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("unicode_gen: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

static void
trie_build(struct trie *trie, unsigned bits, const uint32_t *values)
{
	size_t size = (size_t)1 << bits;

	trie->bits = bits;
	trie->n_blocks = 0;
	for (size_t at = 0; at < SMX_UNICODE_END; at += size) {
		size_t block = 0;

		while (block < trie->n_blocks &&
		       memcmp(trie->blocks + block * size, values + at,
			      size * sizeof *values) != 0)
			block++;
		if (block == trie->n_blocks)
			memcpy(trie->blocks + trie->n_blocks++ * size, values + at,
			       size * sizeof *values);
		trie->index[at / size] = (uint32_t)block;
	}
}

static void
write_numbers(const char *declaration, const uint32_t *numbers, size_t n)
{
	printf("\nconst %s[] = {", declaration);
	for (size_t i = 0; i < n; i++)
		printf("%s%u,", i % 12 == 0 ? "\n\t" : " ", (unsigned)numbers[i]);
	printf("\n};\n");
}

static void
write_trie(const struct trie *trie, const char *index, const char *blocks)
{
	write_numbers(index, trie->index, SMX_UNICODE_END >> trie->bits);
	write_numbers(blocks, trie->blocks, trie->n_blocks << trie->bits);
}

/* Equal properties are kept once; those of most code points come first. */
static void
write_properties(const struct gen *gen, struct trie *trie)
{
	static struct smx_unicode_property kept[256];
	static uint32_t values[N_CODE_POINTS];
	size_t n = 1;

	for (uint32_t cp = 0; cp < N_CODE_POINTS; cp++) {
		const struct smx_unicode_property *property = &gen->properties[cp];
		size_t i = 0;

		while (i < n && memcmp(&kept[i], property, sizeof *property) != 0)
			i++;
		if (i == sizeof kept / sizeof kept[0])
			gen_die("too many kinds of characters");
		if (i == n)
			kept[n++] = *property;
		if (i != 0 && cp >= SMX_UNICODE_END)
			gen_die("U+%04X is beyond the table", (unsigned)cp);
		values[cp] = (uint32_t)i;
	}
	printf("\nconst struct smx_unicode_property smx_unicode_properties[] = {\n");
	for (size_t i = 0; i < n; i++)
		printf("\t{0x%03x, %u, %u},\n", kept[i].flags, kept[i].idna_ccc, kept[i].ccc);
	printf("};\n");
	trie_build(trie, SMX_UNICODE_PROPERTY_BITS, values);
	write_trie(trie, "uint16_t smx_unicode_property_index",
		   "uint8_t smx_unicode_property_blocks");
}

static void
write_mappings(const struct gen *gen, struct trie *trie)
{
	static uint32_t values[N_CODE_POINTS];

	for (uint32_t cp = 0; cp < N_CODE_POINTS; cp++) {
		values[cp] = gen->mappings[cp];
		if (values[cp] != 0 && cp >= SMX_UNICODE_END)
			gen_die("U+%04X is beyond the table", (unsigned)cp);
	}
	write_numbers("uint32_t smx_unicode_sequences", gen->sequences, gen->n_sequences);
	printf("\nconst uint16_t smx_unicode_first_skeleton = %zu;\n", gen->first_skeleton);
	trie_build(trie, SMX_UNICODE_MAPPING_BITS, values);
	write_trie(trie, "uint16_t smx_unicode_mapping_index",
		   "uint16_t smx_unicode_mapping_blocks");
}

static void
write_pairs(const struct gen *gen)
{
	printf("\nconst uint64_t smx_unicode_pairs[] = {");
	for (size_t i = 0; i < gen->n_pairs; i++)
		printf("%s0x%llx,", i % 4 == 0 ? "\n\t" : " ",
		       (unsigned long long)gen->pairs[i]);
	printf("\n};\n\nconst uint32_t smx_unicode_n_pairs = %zu;\n", gen->n_pairs);
}

static int
compare_pairs(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

int
main(void)
{
	static struct gen gen;
	static struct trie trie;

	gen_skeletons(&gen);
	gen_idna(&gen);
	gen_pairs(&gen);
	qsort(gen.pairs, gen.n_pairs, sizeof gen.pairs[0], compare_pairs);

	printf("/* Written by unicode_gen with libidn2 %s and ICU %s.\n"
	       " *\n"
	       " * Derived from the Unicode Character Database and the data of UTS #39,\n"
	       " * Copyright (C) Unicode, Inc., by the licence in doc/LICENSE.unicode. */\n"
	       "#include \"match/unicode_table.h\"\n",
	       gen_idna_version(), gen_icu_version());
	write_properties(&gen, &trie);
	write_pairs(&gen);
	write_mappings(&gen, &trie);
	if (fflush(stdout) != 0 || ferror(stdout))
		gen_die("cannot write the table");
	return 0;
}
