/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_WORDS_H
#define SMX_MATCH_WORDS_H

/*
 * The vocabulary of policies and verdicts (straymx.conf(5), straymx-zone(5), straymx(1)):
 * each set of words stands for the values of one enum, from 0 on.
 */

#include <stddef.h>

enum smx_words {
	SMX_WORDS_RULE,
	SMX_WORDS_PROFILE,
	SMX_WORDS_ACTION,
	SMX_WORDS_MODE,
	SMX_WORDS_VERIFY,
	SMX_WORDS_VERIFY_FAILURE,
	SMX_WORDS_KEYBOARD,
	SMX_WORDS_LOG_CLIENTS,
	SMX_WORDS_REASON,
	SMX_N_WORDS
};

/* The word for a value, or "?" for one that has none. */
const char *smx_words_name(enum smx_words words, int value);

/*
 * The value of a word that may stand in a file (case-sensitive), or SMX_EVALUE:
 * `data` is no such word, since it takes records to say what the data is.
 */
int smx_words_parse(enum smx_words words, const char *word);

/*
 * Write the words that may stand in a file into `buf` of `size` bytes, as
 * "strict, balanced, wide or closed"; cut where it does not fit, terminated.
 */
void smx_words_write(enum smx_words words, char *buf, size_t size);

#endif /* SMX_MATCH_WORDS_H */
