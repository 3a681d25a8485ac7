/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_GLYPH_H
#define SMX_MATCH_GLYPH_H

/*
 * What a label looks like when A-labels are about: the skeletons of the rule
 * `glyph` where a name has an A-label (straymx-zone(5)).  Two labels with one
 * skeleton look alike.  Labels are independent of each other, and a name looks
 * like another one of as many labels if each of its labels does.
 *
 * skeleton.h is for names without A-labels.  Its skeletons and these are not to
 * be compared: a pair of names takes either path on both sides.
 */

#include "match/name.h"

/*
 * Code points in a skeleton.  A longer one is given up: it takes characters
 * that no A-label has, such as U+FDFA, which becomes 18.  An allowed character
 * becomes 7 at most, and a label has at most 63.
 */
#define SMX_GLYPH_MAX 448

/*
 * The skeleton of one label, in lower case, of at most SMX_LABEL_MAX bytes.
 *
 * The text is what the Punycode of a label beginning with "xn--" decodes to,
 * and any other label byte by byte.  Then, in this order:
 *
 *   1. the skeleton of UTS #39, 4: the text in Normalization Form D, each
 *      character replaced by its prototype, in Normalization Form D again;
 *   2. full case folding (Unicode, 3.13), in Normalization Form D again;
 *   3. rn becomes m, vv w, cl d, 0 o and 1 l, in this order, each over the
 *      whole text, left to right.
 *
 * Returns false, with `out` and `*n` unspecified, if there is none: the
 * Punycode does not decode, a byte is 0x80 or more, or the skeleton is longer
 * than SMX_GLYPH_MAX.
 *
 * That the label decodes does not make it an A-label.  Whether it is one costs
 * more, and is for smx_alabel_decodes() to say once skeletons are equal.
 *
 * Nothing is allocated or locked; it takes some microseconds at most.
 */
bool smx_glyph_label(struct smx_span label, uint32_t out[SMX_GLYPH_MAX], size_t *n);

/*
 * Step 3 at one place: what stands for the character `c` with `next` behind it (0:
 * nothing is), and in `*n` for how many of the two.  One pass from left to right comes
 * to the same as the five in order: no letter is in two of the pairs, nor in one and
 * put in by a replacement before it.
 */
static inline uint32_t
smx_glyph_replacement(uint32_t c, uint32_t next, size_t *n)
{
	*n = 2;
	if (c == 'r' && next == 'n')
		return 'm';
	if (c == 'v' && next == 'v')
		return 'w';
	if (c == 'c' && next == 'l')
		return 'd';
	*n = 1;
	return c == '0' ? 'o' : c == '1' ? 'l' : c;
}

/*
 * Steps 1 and 2 alone, for the tests: those of `n` code points of `text`, at most
 * SMX_LABEL_MAX.  Returns false where the result is longer than SMX_GLYPH_MAX.
 */
bool smx_glyph_fold(const uint32_t *text, size_t n, uint32_t out[SMX_GLYPH_MAX], size_t *out_len);

#endif /* SMX_MATCH_GLYPH_H */
