/* SPDX-License-Identifier: BSD-3-Clause */
#include "classes.h"

#include <stdio.h>
#include <string.h>

#include "alabels.h"
#include "common/wire.h"
#include "edit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TRIES 30 /* names that are drawn for one that is wanted, at most */

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

/* ---- parts ------------------------------------------------------------------ */

/* Put a label in front, if there is room. */
static void
prepend(name_text name, const char *label)
{
	size_t label_len = strlen(label), len = strlen(name);

	if (label_len + 1 + len > NAME_TEXT_MAX)
		return;
	memmove(name + label_len + 1, name, len + 1);
	memcpy(name, label, label_len);
	name[label_len] = '.';
}

static void
prepend_host(struct prng *prng, name_text name)
{
	static const char *const usual[] = {
		"www",  "mail",   "mx1", "mx2",    "smtp", "imap",         "mx", "ns1", "ns2",
		"api",  "cdn",    "img", "static", "m",    "autodiscover", "en", "app", "login",
		"blog", "assets", "vpn", "shop",   "dev",  "_dmarc",
	};
	char label[13] = "";
	size_t len = 3 + prng_below(prng, 10);

	if (prng_is(prng, 70)) {
		prepend(name, usual[prng_below(prng, COUNT(usual))]);
		return;
	}
	for (size_t i = 0; i < len; i++)
		label[i] = prng_char(prng, letters);
	prepend(name, label);
}

/* None for four of ten names, mostly one, rarely many. */
static void
prepend_hosts(struct prng *prng, name_text name)
{
	static const uint16_t weights[] = {40, 40, 17, 1, 1, 0, 0, 1};

	for (size_t n = prng_weighted(prng, weights, COUNT(weights)); n > 0; n--)
		prepend_host(prng, name);
}

static const char *
any(struct prng *prng, const struct names *names)
{
	return names_get(names, prng_below(prng, names->n));
}

static void
draw_typo(struct class_source *source, name_text name)
{
	strcpy(name, any(&source->prng, source->protected));
	for (size_t n = 1 + prng_below(&source->prng, source->max_edits); n > 0; n--) {
		if (name[0] != '\0')
			edit_random(&source->prng, name);
	}
}

/* ---- classes ------------------------------------------------------------------ */

static bool
draw_harmless(struct class_source *source, name_text name)
{
	strcpy(name, any(&source->prng, source->benign));
	prepend_hosts(&source->prng, name);
	return true;
}

static bool
draw_typo_with_hosts(struct class_source *source, name_text name)
{
	draw_typo(source, name);
	prepend_hosts(&source->prng, name);
	return true;
}

static bool
draw_alabels(struct class_source *source, name_text name)
{
	struct prng *prng = &source->prng;
	bool is_drawn;

	switch (prng_below(prng, 3)) {
	case 0:
		is_drawn = alabels_draw_homograph(prng, any(prng, source->protected), name);
		break;
	case 1:
		is_drawn = alabels_draw_random(prng, name);
		break;
	default:
		is_drawn = alabels_draw_garbage(prng, name);
	}
	if (is_drawn && prng_is(prng, 30))
		prepend_host(prng, name);
	return is_drawn;
}

/* A third have the 127 labels that a name can have, the others end with a typo. */
static bool
draw_deep(struct class_source *source, name_text name)
{
	char label[2] = "";

	label[0] = prng_char(&source->prng, letters);
	strcpy(name, label);
	if (prng_below(&source->prng, 3) > 0)
		draw_typo(source, name);
	while (strlen(name) + 2 <= NAME_TEXT_MAX) {
		label[0] = prng_char(&source->prng, letters);
		prepend(name, label);
	}
	return true;
}

static bool
draw_protected(struct class_source *source, name_text name)
{
	strcpy(name, any(&source->prng, source->protected));
	prepend_hosts(&source->prng, name);
	return true;
}

#define ANY_REASON (~0u)

static const struct {
	const char *name;
	bool (*draw)(struct class_source *source, name_text name);
	unsigned reasons; /* a set of those that make a name one of the class */
} classes[CLASS_N] = {
	[CLASS_HARMLESS] = {"harmless", draw_harmless, 1u << SMX_NO_MATCH},
	[CLASS_NEAR] = {"near misses", draw_typo_with_hosts, 1u << SMX_NO_MATCH},
	[CLASS_HITS] = {"hits", draw_typo_with_hosts, 1u << SMX_MATCH},
	[CLASS_ALABELS] = {"A-labels", draw_alabels, ANY_REASON},
	[CLASS_DEEP] = {"deep names", draw_deep, ANY_REASON},
	[CLASS_PROTECTED] = {"protected", draw_protected, 1u << SMX_PROTECTED},
};

const char *
class_name(enum class class)
{
	return classes[class].name;
}

void
class_draw(enum class class, struct class_source *source, size_t n, struct class_queries *drawn)
{
	struct seen seen = {0};

	memset(drawn, 0, sizeof *drawn);
	for (size_t tries = 0; drawn->queries.n < n && tries < TRIES * n; tries++) {
		uint8_t wire[NAME_WIRE_MAX];
		struct smx_verdict verdict;
		name_text name;
		size_t len;

		if (!classes[class].draw(source, name))
			continue;
		len = common_wire(name, wire);
		if (len == 0 || !seen_add(&seen, name))
			continue;
		smx_lookup(source->policy, wire, len, &verdict);
		drawn->n_drawn[verdict.reason]++;
		if ((classes[class].reasons & (1u << verdict.reason)) != 0)
			queries_add(&drawn->queries, wire, len);
	}
	seen_free(&seen);
}
