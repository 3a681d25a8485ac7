/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parts.h"

struct reference {
	struct protected *entries;
	size_t n_entries;
	size_t longest; /* labels of "the longest protected name" */
	struct name *exempt;
	size_t n_exempt;
	char *texts; /* of all these names, side by side: a lookup passes along them */
	struct surroundings around;
	bool is_thorough;
};

void
reference_die(const char *what, const char *which)
{
	fprintf(stderr, "reference: %s: %s\n", what, which);
	abort();
}

void *
reference_alloc(size_t size)
{
	void *ptr = calloc(size + (size == 0), 1);

	if (ptr == NULL)
		reference_die("out of", "memory");
	return ptr;
}

/* ---- making one --------------------------------------------------------------- */

/* The form in room of its own size. */
static struct form
copy_of(const struct form *form)
{
	const size_t size = form->len > 0 ? form->len * sizeof *form->units : 0;
	struct form copy = *form;

	copy.units = memcpy(reference_alloc(size), form->units, size);
	return copy;
}

static void
protect(struct reference *reference, struct protected *entry, const char *text,
	const unsigned char *least_len)
{
	const struct surroundings *around = &reference->around;
	const struct name *name = &entry->name;
	UChar units[REFERENCE_FORM_MAX];
	struct form form = {.units = units};

	reference_name_init(&entry->name, text);
	entry->n_suffix = reference_count_suffix_labels(around->psl, name);
	entry->is_suffix = entry->n_suffix == name->n_labels;
	memcpy(entry->least_len, least_len, sizeof entry->least_len);
	if (name->n_labels > reference->longest)
		reference->longest = name->n_labels;
	if (entry->is_suffix)
		return;
	reference_form_squeeze(&form, name);
	entry->squeezed = copy_of(&form);
	reference_form_plain(&form, name);
	entry->plain = copy_of(&form);
	reference_form_full(&form, around->confusables, name);
	entry->full = copy_of(&form);
}

struct reference *
reference_new(const struct reference_entry *entries, size_t n_entries, const char *const *exempt,
	      size_t n_exempt, int keyboard)
{
	struct reference *reference = reference_alloc(sizeof *reference);
	UErrorCode status = U_ZERO_ERROR;
	size_t size = 0;
	char *end;

	for (size_t i = 0; i < n_entries; i++)
		size += strlen(entries[i].name) + 1;
	for (size_t i = 0; i < n_exempt; i++)
		size += strlen(exempt[i]) + 1;
	reference->texts = end = reference_alloc(size);
	reference->around.psl = reference_psl();
	reference->around.confusables = uspoof_open(&status);
	if (U_FAILURE(status))
		reference_die("ICU", u_errorName(status));
	reference_keyboard_init(&reference->around.keyboard, keyboard);
	reference->n_entries = n_entries;
	reference->entries = reference_alloc(n_entries * sizeof *reference->entries);
	for (size_t i = 0; i < n_entries; i++) {
		protect(reference, &reference->entries[i], strcpy(end, entries[i].name),
			entries[i].least_len);
		end += strlen(end) + 1;
	}
	reference->n_exempt = n_exempt;
	reference->exempt = reference_alloc(n_exempt * sizeof *reference->exempt);
	for (size_t i = 0; i < n_exempt; i++) {
		reference_name_init(&reference->exempt[i], strcpy(end, exempt[i]));
		end += strlen(end) + 1;
	}
	return reference;
}

void
reference_be_thorough(struct reference *reference)
{
	reference->is_thorough = true;
}

void
reference_free(struct reference *reference)
{
	if (reference == NULL)
		return;
	for (size_t i = 0; i < reference->n_entries; i++) {
		struct protected *entry = &reference->entries[i];

		reference_name_free(&entry->name);
		free(entry->squeezed.units);
		free(entry->plain.units);
		free(entry->full.units);
	}
	for (size_t i = 0; i < reference->n_exempt; i++)
		reference_name_free(&reference->exempt[i]);
	free(reference->entries);
	free(reference->exempt);
	free(reference->texts);
	uspoof_close(reference->around.confusables);
	free(reference);
}

/* ---- "Before anything" ------------------------------------------------------------ */

static bool
is_exempt(const struct reference *reference, const struct name *q)
{
	for (size_t i = 0; i < reference->n_exempt; i++) {
		if (reference_name_is_below_or_equal(q, &reference->exempt[i]))
			return true;
	}
	return false;
}

static bool
is_protected(const struct reference *reference, const struct name *q)
{
	for (size_t i = 0; i < reference->n_entries; i++) {
		if (reference_name_is_below_or_equal(q, &reference->entries[i].name))
			return true;
	}
	return false;
}

static bool
is_special(const struct name *q)
{
	static const char *const special[] = {"arpa",  "localhost", "local",
					      "onion", "invalid",   "internal"};
	const struct label *last = &q->labels[q->n_labels - 1];

	for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
		if (strlen(special[i]) == last->len &&
		    memcmp(special[i], last->bytes, last->len) == 0)
			return true;
	}
	return false;
}

/* ---- "Which entry wins" --------------------------------------------------------------- */

struct match {
	unsigned distance; /* 0: none */
	enum smx_rule rule;
	const struct protected *entry;
	struct name c;
};

static bool
wins(const struct match *a, const struct match *b)
{
	const struct name *a_p = &a->entry->name, *b_p;
	int order;

	if (b->distance == 0)
		return true;
	b_p = &b->entry->name;
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a_p->n_labels != b_p->n_labels)
		return a_p->n_labels > b_p->n_labels;
	if (a->rule != b->rule)
		return a->rule < b->rule;
	order = reference_name_compare(a_p, b_p);
	if (order == 0)
		order = reference_name_compare(&a->c, &b->c);
	return order != 0 ? order < 0 : a->entry < b->entry;
}

/* All other entries against one candidate. */
static void
search_names(const struct reference *reference, const struct name *c, struct match *best)
{
	struct candidate candidate;

	candidate.name = *c;
	reference_candidate_init(&candidate, &reference->around);
	for (size_t i = 0; i < reference->n_entries; i++) {
		struct match match = {.entry = &reference->entries[i], .c = *c};

		if (match.entry->is_suffix)
			continue;
		if (!reference_is_near(match.entry, &candidate) && !reference->is_thorough)
			continue;
		match.distance =
			reference_judge(match.entry, &candidate, &reference->around, &match.rule);
		if (match.distance != 0 && wins(&match, best))
			*best = match;
	}
}

/* "Suffix entries": "Q has more labels than P", and C is "as many as P has". */
static void
search_suffixes(const struct reference *reference, const struct name *q, struct match *best)
{
	for (size_t i = 0; i < reference->n_entries; i++) {
		struct match match = {
			.entry = &reference->entries[i], .rule = SMX_RULE_ZONE, .distance = 1};
		const struct name *p = &match.entry->name;

		if (!match.entry->is_suffix || q->n_labels <= p->n_labels)
			continue;
		match.c = reference_name_tail(q, p->n_labels);
		if (reference_judge_zone(p, &match.c, &reference->around) && wins(&match, best))
			*best = match;
	}
}

void
reference_lookup(const struct reference *reference, const uint8_t *qname, size_t qname_len,
		 struct reference_verdict *verdict)
{
	struct match best = {0};
	struct name_room room;
	struct name q;

	*verdict = (struct reference_verdict){.reason = SMX_NO_MATCH};
	if (!reference_name_read(&q, &room, qname, qname_len))
		return;
	if (is_exempt(reference, &q)) {
		verdict->reason = SMX_ALLOWED;
		return;
	}
	if (is_protected(reference, &q)) {
		verdict->reason = SMX_PROTECTED;
		return;
	}
	if (is_special(&q)) {
		verdict->reason = SMX_SPECIAL_USE;
		return;
	}
	/* "suffixes C of 2 labels up to one more than the longest protected name" */
	for (size_t n = 2; n <= q.n_labels && n <= reference->longest + 1; n++) {
		const struct name c = reference_name_tail(&q, n);

		/* "a C that is itself a public suffix is none" */
		if (!reference_is_public_suffix(reference->around.psl, &c))
			search_names(reference, &c, &best);
	}
	search_suffixes(reference, &q, &best);
	if (best.distance == 0)
		return;
	*verdict = (struct reference_verdict){
		.reason = SMX_MATCH,
		.entry = best.entry - reference->entries,
		/* A dot of the text stands where a length stands in the wire form. */
		.candidate_offset = best.c.text - q.text,
		.rule = best.rule,
		.distance = best.distance,
	};
}
