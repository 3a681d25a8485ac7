/* SPDX-License-Identifier: BSD-3-Clause */
#include "sets.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const words[] = {
	"air", "alpha", "american", "auto", "bank", "bay", "blue", "bright", "build",
	"care", "cap", "center", "central", "city", "cloud", "coast", "core", "credit",
	"cross", "data", "delta", "digital", "dyne", "eagle", "east", "eco", "electric",
	"energy", "equity", "express", "farm", "field", "first", "food", "force", "fund",
	"gas", "gate", "general", "global", "gold", "grand", "green", "group", "harbor",
	"health", "hill", "home", "house", "inc", "insure", "inter", "iron", "lake",
	"land", "life", "light", "line", "link", "logic", "mark", "market", "med", "media",
	"metal", "mid", "motor", "mutual", "national", "net", "new", "north", "ocean",
	"oil", "one", "pacific", "paper", "park", "partners", "pay", "peak", "pharma",
	"point", "power", "prime", "pro", "rail", "red", "republic", "resources", "river",
	"rock", "royal", "safe", "science", "sea", "services", "shop", "silver", "sky",
	"smart", "soft", "solar", "south", "star", "state", "steel", "stone", "store",
	"sun", "systems", "tech", "tel", "trade", "trans", "trust", "union", "united",
	"up", "vent", "view", "water", "west", "wood", "works", "world",
};

/* How many of 1,000 large companies have a first label of 2, 3, ... characters. */
static const uint16_t company_lengths[] = {19, 78, 59, 66, 119, 122, 90, 78, 62, 68, 45, 43,
					   38, 26, 29, 23, 17,  10,  7,  4,  1,  2,  1,  1};

/* With `least` letters and more a label below it does not make a public suffix, or
 * none but a long French word (notaires.fr). */
static const struct {
	const char *text;
	uint16_t weight;
	uint8_t n_labels;
	uint8_t least;
} suffixes[] = {
	{"com", 640, 1, 2},   {"net", 80, 1, 2},    {"org", 80, 1, 2},    {"de", 60, 1, 4},
	{"co.uk", 50, 2, 2},  {"fr", 25, 1, 8},     {"io", 20, 1, 4},     {"co", 15, 1, 5},
	{"nl", 10, 1, 4},     {"eu", 10, 1, 4},     {"ch", 10, 1, 4},     {"mil", 0, 1, 2},
};

static const char *const prefixes[] = {
	"international",    "northernatlantic", "globalservices",   "firstnational",
	"unitedholdings",   "advancedsystems",  "continental",      "metropolitan",
	"universalgroup",   "pharmaceutic",     "engineering",      "mutualassurance",
};

static const char consonants[] = "bcdfghjklmnprstvwz";
static const char vowels[] = "aaeeiioouy";

const char *
set_name(enum set set)
{
	static const char *const set_names[SET_N] = {"company", "eight", "prefix", "closed"};

	return set_names[set];
}

/* ---- labels ------------------------------------------------------------- */

/* Continue `label` to `len` characters that can be spoken. */
static void
add_syllables(struct prng *prng, char *label, size_t len)
{
	size_t at = strlen(label);

	while (at < len) {
		if (prng_is(prng, 12))
			label[at++] = prng_char(prng, "scptbg");
		label[at++] = prng_char(prng, prng_is(prng, 30) ? "lrnst" : consonants);
		label[at++] = prng_char(prng, vowels);
		if (prng_is(prng, 25))
			label[at++] = prng_char(prng, "nrlsxtm");
	}
	label[len] = '\0';
}

/* Append a word that leaves the label within `len` characters, if one is drawn. */
static void
add_word(struct prng *prng, char *label, size_t len)
{
	const char *word = words[prng_below(prng, COUNT(words))];

	if (strlen(label) + strlen(word) <= len)
		strcat(label, word);
}

static void
draw_label(struct prng *prng, char label[NAME_LABEL_MAX + 1])
{
	size_t len = 2 + prng_weighted(prng, company_lengths, COUNT(company_lengths));
	unsigned n_words = prng_is(prng, 60) ? 1 + (unsigned)prng_below(prng, 2) : 0;

	label[0] = '\0';
	if (n_words > 0 && prng_is(prng, 40))
		add_syllables(prng, label, len / 2);
	while (n_words-- > 0)
		add_word(prng, label, len);
	if (label[0] != '\0' && strlen(label) + 2 < len && prng_is(prng, 8))
		strcat(label, "-");
	add_syllables(prng, label, len);
	if (prng_is(prng, 1))
		label[len - 1] = prng_char(prng, "0123456789");
}

/* ---- names -------------------------------------------------------------- */

static void
draw_below(struct prng *prng, size_t suffix, name_text name)
{
	static const char *const units[] = {"us", "uk", "eu", "de", "mail", "corp", "asia", "hr"};
	char label[NAME_LABEL_MAX + 1];

	do
		draw_label(prng, label);
	while (strlen(label) < suffixes[suffix].least);
	if (prng_is(prng, 5))
		snprintf(name, sizeof(name_text), "%s.%s.%s", units[prng_below(prng, COUNT(units))],
			 label, suffixes[suffix].text);
	else
		snprintf(name, sizeof(name_text), "%s.%s", label, suffixes[suffix].text);
}

void
set_draw_company(struct prng *prng, name_text name)
{
	uint16_t weights[COUNT(suffixes)];

	for (size_t i = 0; i < COUNT(suffixes); i++)
		weights[i] = suffixes[i].weight;
	draw_below(prng, prng_weighted(prng, weights, COUNT(weights)), name);
}

static void
draw_eight(struct prng *prng, name_text name)
{
	for (size_t i = 0; i < 8; i++)
		name[i] = prng_char(prng, i % 2 == 0 ? consonants : vowels);
	strcpy(name + 8, ".com");
}

static void
draw_prefix(struct prng *prng, name_text name)
{
	const char *prefix = prefixes[prng_below(prng, COUNT(prefixes))];

	strcpy(name, prefix);
	add_syllables(prng, name, strlen(prefix) + 4 + prng_below(prng, 5));
	strcat(name, ".com");
}

static void
draw_closed(struct prng *prng, name_text name)
{
	draw_below(prng, COUNT(suffixes) - 1, name);
}

void
set_make(enum set set, size_t n, struct prng *prng, struct names *names)
{
	static void (*const draw[SET_N])(struct prng *prng, name_text name) = {
		set_draw_company, draw_eight, draw_prefix, draw_closed};
	struct seen seen = {0};
	name_text name;

	while (names->n < n) {
		draw[set](prng, name);
		if (seen_add(&seen, name))
			names_add(names, name);
	}
	seen_free(&seen);
}

unsigned
set_count_suffix_labels(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < COUNT(suffixes); i++) {
		size_t suffix_len = strlen(suffixes[i].text);

		if (len > suffix_len && name[len - suffix_len - 1] == '.' &&
		    strcmp(name + len - suffix_len, suffixes[i].text) == 0)
			return suffixes[i].n_labels;
	}
	return 1;
}
