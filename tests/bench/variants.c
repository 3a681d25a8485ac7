/* SPDX-License-Identifier: BSD-3-Clause */
#include "variants.h"

#include <stdlib.h>
#include <string.h>

#include "edit.h"
#include "match/profile.h"
#include "policy/psl.h"
#include "sets.h"

#define SUFFIXES_MAX 32

/* What is edited: a label, or a suffix, of a name. */
struct site {
	const char *name;
	size_t start, len;
	variant_visit visit;
	void *visitor;
};

/* Visit the name with `n_removed` characters at `at` of the site replaced. */
static void
visit_edit(const struct site *site, size_t at, size_t n_removed, const char *with, size_t with_len)
{
	size_t before_len = site->start + at;
	const char *rest = site->name + before_len + n_removed;
	size_t rest_len = strlen(rest);
	size_t site_len = site->len - n_removed + with_len;
	char name[NAME_TEXT_MAX + 2];

	if (site_len == 0 || site_len > NAME_LABEL_MAX ||
	    before_len + with_len + rest_len > NAME_TEXT_MAX)
		return;
	memcpy(name, site->name, before_len);
	memcpy(name + before_len, with, with_len);
	memcpy(name + before_len + with_len, rest, rest_len + 1);
	if (name[site->start] == '-' || name[site->start + site_len - 1] == '-')
		return;
	site->visit(site->visitor, name, before_len + with_len + rest_len);
}

static void
visit_edits(const struct site *site, enum smx_profile profile)
{
	const char *label = site->name + site->start;
	size_t len = site->len;

	for (size_t at = 0; at <= len; at++) {
		for (const char *c = edit_alphabet; *c != '\0'; c++) {
			if (edit_may_insert(label, len, at, *c, profile))
				visit_edit(site, at, 0, c, 1);
			if (at < len && edit_may_replace(label, len, at, *c, profile))
				visit_edit(site, at, 1, c, 1);
		}
		if (at < len && edit_may_omit(label, len, at, profile))
			visit_edit(site, at, 1, "", 0);
		if (edit_may_swap(label, len, at, profile)) {
			char swapped[2] = {label[at + 1], label[at]};

			visit_edit(site, at, 2, swapped, 2);
		}
	}
}

/* ---- suffixes ------------------------------------------------------------ */

struct suffix {
	char *text;
	struct names edits;
};

struct suffix_edits {
	struct smx_suffix_list suffixes;
	struct suffix known[SUFFIXES_MAX];
	size_t n_known;
};

struct suffix_edits *
suffix_edits_new(void)
{
	struct suffix_edits *edits = names_realloc(NULL, 1, sizeof *edits);

	memset(edits, 0, sizeof *edits);
	if (smx_psl_load(&edits->suffixes) != SMX_OK)
		names_die("no Public Suffix List");
	return edits;
}

void
suffix_edits_free(struct suffix_edits *edits)
{
	for (size_t i = 0; i < edits->n_known; i++) {
		free(edits->known[i].text);
		names_free(&edits->known[i].edits);
	}
	edits->suffixes.free(edits->suffixes.list);
	free(edits);
}

static unsigned
count_dots(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += *text == '.';
	return n;
}

/* Rule `cc`, for suffixes with as many labels: only a label of two letters differs,
 * and stays that long. */
static bool
is_other_country(const char *a, const char *b)
{
	unsigned n_differing = 0;

	for (;; a++, b++) {
		size_t a_len = strcspn(a, "."), b_len = strcspn(b, ".");

		if (a_len != b_len || memcmp(a, b, a_len) != 0) {
			n_differing++;
			if (a_len != 2 || b_len != 2)
				return false;
		}
		a += a_len;
		b += b_len;
		if (*a == '\0' || *b == '\0')
			return n_differing == 1;
	}
}

struct suffix_filter {
	const struct smx_suffix_list *suffixes;
	struct suffix *suffix;
};

static void
keep_if_suffix(void *visitor, const char *edited, size_t len)
{
	struct suffix_filter *filter = visitor;
	const char *text = filter->suffix->text;

	(void)len;
	if (count_dots(edited) == count_dots(text) && !is_other_country(text, edited) &&
	    filter->suffixes->is_registry(filter->suffixes->list, edited))
		names_add(&filter->suffix->edits, edited);
}

static const struct names *
edits_of(struct suffix_edits *edits, const char *text)
{
	struct suffix_filter filter = {.suffixes = &edits->suffixes};
	struct site site = {text, 0, strlen(text), keep_if_suffix, &filter};
	size_t i;

	for (i = 0; i < edits->n_known; i++) {
		if (strcmp(edits->known[i].text, text) == 0)
			return &edits->known[i].edits;
	}
	if (i == SUFFIXES_MAX)
		names_die("more than %d suffixes", SUFFIXES_MAX);
	filter.suffix = &edits->known[edits->n_known++];
	filter.suffix->text = strdup(text);
	if (filter.suffix->text == NULL)
		names_die("no memory");
	/* This profile has all edits at any length. */
	visit_edits(&site, SMX_CLOSED);
	return &filter.suffix->edits;
}

static void
visit_suffixes(const char *name, size_t suffix_at, struct suffix_edits *edits, variant_visit visit,
	       void *visitor)
{
	const struct names *suffixes = edits_of(edits, name + suffix_at);
	char variant[2 * NAME_TEXT_MAX];

	memcpy(variant, name, suffix_at);
	for (size_t i = 0; i < suffixes->n; i++) {
		strcpy(variant + suffix_at, names_get(suffixes, i));
		visit(visitor, variant, suffix_at + strlen(variant + suffix_at));
	}
}

/* ---- names ----------------------------------------------------------------- */

void
variants_visit(const char *name, enum smx_profile profile, struct suffix_edits *edits,
	       variant_visit visit, void *visitor)
{
	unsigned n_labels = count_dots(name) + 1 - set_count_suffix_labels(name);
	unsigned least_for_tld = smx_profile_least_len(profile, SMX_RULE_TLD);
	struct site site = {name, 0, 0, visit, visitor};

	for (unsigned i = 0; i < n_labels; i++) {
		site.start += i > 0 ? site.len + 1 : 0;
		site.len = strcspn(name + site.start, ".");
		visit_edits(&site, profile);
	}
	if (least_for_tld != 0 && site.len >= least_for_tld)
		visit_suffixes(name, site.start + site.len + 1, edits, visit, visitor);
}
