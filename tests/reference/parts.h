/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef REFERENCE_PARTS_H
#define REFERENCE_PARTS_H

/*
 * What the files of the reference share, for them and for its own tests.  P,
 * C and Q are the protected name, the candidate and the query name of
 * straymx-zone(5), MATCHING; quotations in comments are from its definitions.
 */

#include <libpsl.h>
#include <stdbool.h>
#include <stdnoreturn.h>
#include <unicode/uspoof.h>

#include "reference.h"

/* ---- reference.c ------------------------------------------------------ */

noreturn void reference_die(const char *what, const char *which);
void *reference_alloc(size_t size);

/* From now on hold all rules against all pairs, near or not. */
void reference_be_thorough(struct reference *reference);

/* ---- name.c: names, their tails, public suffixes ------------------------ */

enum {
	REFERENCE_LABEL_MAX = 63,
	REFERENCE_LABELS_MAX = 127, /* of one byte each, in 255 */
	REFERENCE_TEXT_MAX = 253,
};

struct label {
	const uint8_t *bytes; /* any: what is a dot here separates nothing */
	size_t len;
};

/* Never the root.  The bytes of the labels are those of the text. */
struct name {
	const uint8_t *text; /* the labels joined by dots; no NUL after them */
	size_t text_len;
	const struct label *labels;
	size_t n_labels;
};

struct name_room {
	uint8_t text[REFERENCE_TEXT_MAX];
	struct label labels[REFERENCE_LABELS_MAX];
};

/* Keeps `text`, and allocates what name_free frees; dies where it is no name in lower case. */
void reference_name_init(struct name *name, const char *text);
void reference_name_free(struct name *name);

/* Put a wire format name, in lower case, into `room`; false: not well-formed, or the root. */
bool reference_name_read(struct name *name, struct name_room *room, const uint8_t *wire,
			 size_t wire_len);

/* The last `n_labels` labels, and all before those; 1 to all of them, all but one. */
struct name reference_name_tail(const struct name *name, size_t n_labels);

bool reference_label_equal(const struct label *a, const struct label *b);
bool reference_name_equal(const struct name *a, const struct name *b);
bool reference_name_is_below_or_equal(const struct name *name, const struct name *above);

/* Negative, 0, positive as memcmp; what goes on comes after what ends. */
int reference_name_compare(const struct name *a, const struct name *b);

/* Whether one of the labels begins with "xn--". */
bool reference_name_has_alabel(const struct name *name);

const psl_ctx_t *reference_psl(void);

/* "the whole list guards candidates" */
bool reference_is_public_suffix(const psl_ctx_t *psl, const struct name *name);

/* "listed in the ICANN section (by a rule of its own, not the default one)" */
bool reference_is_listed(const psl_ctx_t *psl, const struct name *name);

/* "The ICANN section splits a protected name": s, or all labels of a public suffix. */
size_t reference_count_suffix_labels(const psl_ctx_t *psl, const struct name *name);

/* ---- keyboard.c --------------------------------------------------------- */

struct keyboard {
	bool are_adjacent[256][256];
};

void reference_keyboard_init(struct keyboard *keyboard, int which);

/* ---- distance.c --------------------------------------------------------- */

enum { REFERENCE_WORDS = 4 };

/* A string of up to 255 bytes that many are compared with. */
struct pattern {
	uint64_t places[REFERENCE_WORDS][256]; /* bit i: the byte is the i-th of the string */
	size_t len;
};

void reference_pattern_init(struct pattern *pattern, const uint8_t *bytes, size_t len);

/* The distance if it is at most `limit`, and anything above `limit` if not. */
unsigned reference_pattern_osa(const struct pattern *pattern, const uint8_t *bytes, size_t len,
			       unsigned limit);

/* ---- form.c: names made into what is equal if they are confusable ------------ */

/* No character of confusables.txt becomes more than 18, and names are short. */
enum { REFERENCE_FORM_MAX = 18 * 256 };

/* As UTF-16, in room of the caller's for REFERENCE_FORM_MAX. */
struct form {
	UChar *units;
	int32_t len;   /* negative: the name has none */
	uint64_t hash; /* what differs in it differs, seen without a look at the units */
};

/* All set `len`, `hash` and what `units` points to. */

/* The labels run together, without '-'. */
void reference_form_squeeze(struct form *form, const struct name *name);

/* The skeleton of a name without A-labels; others have none. */
void reference_form_plain(struct form *form, const struct name *name);

/* The skeleton where C has A-labels. */
void reference_form_full(struct form *form, const USpoofChecker *confusables,
			 const struct name *name);

/* False if one of them has none. */
bool reference_form_equal(const struct form *a, const struct form *b);

/* ---- edit.c ---------------------------------------------------------------- */

/* Whether the one edit from P's label to C's, osa = 1, is as one of "the next nine" says. */
bool reference_edit_fits(enum smx_rule rule, const struct label *p, const struct label *c,
			 const struct keyboard *keyboard);

/* ---- rules.c: one protected name, one candidate ----------------------------- */

struct protected
{
	struct name name;
	size_t n_suffix; /* s */
	bool is_suffix;	 /* P is a public suffix, and has no forms */
	struct form squeezed, plain, full;
	unsigned char least_len[SMX_N_RULES];
};

struct candidate {
	struct name name;
	bool has_alabel;
	struct form squeezed;
	struct form skeleton; /* full if it has an A-label, else plain */
	UChar squeezed_units[REFERENCE_FORM_MAX], skeleton_units[REFERENCE_FORM_MAX];
	struct pattern pattern; /* its text */
};

/* What rules look at beside the pair. */
struct surroundings {
	const psl_ctx_t *psl;
	struct keyboard keyboard;
	USpoofChecker *confusables;
};

/* The rest of a candidate, by its name. */
void reference_candidate_init(struct candidate *candidate, const struct surroundings *around);

/* The cheap first look: false only if no rule holds. */
bool reference_is_near(const struct protected *entry, const struct candidate *candidate);

/*
 * The distance of the pair by the rule that wins, and that rule; 0 if none
 * holds.  P is no public suffix.
 */
unsigned reference_judge(const struct protected *entry, const struct candidate *candidate,
			 const struct surroundings *around, enum smx_rule *rule);

/* Whether rule `zone` holds; C has as many labels as P, a public suffix. */
bool reference_judge_zone(const struct name *p, const struct name *c,
			  const struct surroundings *around);

#endif /* REFERENCE_PARTS_H */
