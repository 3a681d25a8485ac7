/* SPDX-License-Identifier: BSD-3-Clause */
#undef NDEBUG
#include "sample.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "common/builder.h"
#include "match/keyboard.h"
#include "match/profile.h"

/* Endings that are close to each other, country codes among them, some of two labels
 * and more, some listed and some not. */
static const char *const endings[] = {
	"mil",    "ml",     "mi",     "com",      "co",       "cm",       "om",      "net",
	"ne",     "org",    "de",     "se",       "be",       "ed",       "co.uk",   "ac.uk",
	"go.uk",  "gov.uk", "gov.ua", "co.jp",    "kobe.jp",  "il",       "uk",      "io",
	"zz",     "x",      "co.cz",  "xn--p1ai", "sch.uk",   "com.au",   "com.ar",  "corn",
	"blog",   "b1og",   "github.io", "cl",    "d",      "local",    "lcal",    "arp",
};

static const char *const words[] = {"army",    "navy", "mail",  "gmail", "us",      "dell",
				    "usdell",  "clel", "mx",    "ibm",   "lockheedmartin",
				    "northropgrumman", "rnicro", "paypal", "mailmail", "a",
				    "bb",      "aol",  "w-w",   "vvest", "c1ub",    "0o0"};

/* A-labels of names that look like others, or nearly. */
static const char *const alabels[] = {"xn--bcher-kva", "xn--pypal-4ve", "xn--80ak6aa92e",
				      "xn--e1awd7f",   "xn--rmy-5cd",   "xn--p1ai"};

static const char *
pick(struct common_random *random, const char *const *list, size_t n)
{
	return list[common_below(random, n)];
}

#define PICK(random, list) pick(random, list, sizeof(list) / sizeof(list)[0])

static void
add_text(struct sample_name *name, const char *text)
{
	size_t len = strlen(text);

	memcpy(name->text + name->len, text, len);
	name->len += len;
}

static void
add_letters(struct sample_name *name, struct common_random *random)
{
	static const char *const alphabets[] = {"ab", "abc-", "arny", "cl1d0o", "qwertz", "vw"};
	static const size_t longest[] = {2, 5, 5, 9, 16, 22};
	const char *alphabet = PICK(random, alphabets);
	size_t len = 1 + common_below(random, longest[common_below(random, 6)]);

	if (common_below(random, 60) == 0)
		len = 58 + common_below(random, 6);
	for (size_t i = 0; i < len; i++) {
		char c = alphabet[common_below(random, strlen(alphabet))];

		/* Hyphens are neither at an end nor where an A-label has them. */
		name->text[name->len++] =
			(uint8_t)(c == '-' && (i < 4 || i + 1 == len) ? 'a' : c);
	}
}

void
sample_add_label(struct sample_name *name, struct common_random *random)
{
	switch (common_below(random, 16)) {
	case 0:
		add_text(name, PICK(random, alabels));
		break;
	case 1: case 2: case 3: case 4: case 5:
		add_text(name, PICK(random, words));
		break;
	case 6:
		add_text(name, PICK(random, words));
		add_text(name, PICK(random, words));
		break;
	default:
		add_letters(name, random);
	}
}

/* A name that can be protected: up to three labels before an ending, sometimes none. */
static void
make_name(struct sample_name *name, struct common_random *random)
{
	static const unsigned n_labels[] = {0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3};
	unsigned n = n_labels[common_below(random, sizeof n_labels / sizeof n_labels[0])];

	name->len = 0;
	for (unsigned i = 0; i < n; i++) {
		sample_add_label(name, random);
		name->text[name->len++] = '.';
	}
	add_text(name, PICK(random, endings));
	name->text[name->len] = '\0';
}

/* Parameters: a profile, and sometimes lengths of a few rules. */
static void
make_params(struct smx_params *params, unsigned char least_len[SMX_N_RULES],
	    struct common_random *random)
{
	int profile = (int)common_below(random, SMX_N_PROFILES);

	smx_params_init(params);
	params->values[SMX_PARAM_PROFILE] = profile;
	for (int rule = 0; rule < SMX_N_RULES; rule++)
		least_len[rule] =
			smx_profile_least_len((enum smx_profile)profile, (enum smx_rule)rule);
	for (size_t n = common_below(random, 2) * common_below(random, 8); n > 0; n--) {
		size_t rule = common_below(random, SMX_N_RULES);

		least_len[rule] = (unsigned char)common_below(random, 7);
		params->values[SMX_PARAM_RULE + rule] = least_len[rule];
	}
}

static void
protect(struct sample *sample, struct smx_builder *builder, const struct smx_zone *zone,
	const struct smx_place *place, struct common_random *random)
{
	struct reference_entry *entry = &sample->entries[sample->n_protected];
	struct sample_name *text = &sample->protected[sample->n_protected];
	struct smx_params params;
	const struct smx_params *const sets[] = {&params};
	struct smx_name name;
	struct smx_draft draft = {.name = &name, .zone = zone, .params = sets, .n_params = 1,
				  .action = SMX_PARAM_UNSET};

	if (sample->n_protected > 0 && common_below(random, 20) == 0)
		*text = sample->protected[common_below(random, sample->n_protected)];
	else
		make_name(text, random);
	if (smx_name_from_text(&name, (const char *)text->text, text->len) != SMX_OK)
		return; /* too long */
	make_params(&params, entry->least_len, random);
	entry->name = (const char *)text->text;
	sample->n_protected++;
	assert(smx_builder_protect(builder, &draft, place) == SMX_OK);
}

static void
exempt(struct sample *sample, struct smx_builder *builder, const struct smx_place *place,
       struct common_random *random)
{
	struct sample_name *text = &sample->exempt[sample->n_exempt];
	struct smx_params none;
	struct smx_name name;

	make_name(text, random);
	if (smx_name_from_text(&name, (const char *)text->text, text->len) != SMX_OK)
		return;
	smx_params_init(&none);
	sample->n_exempt++;
	assert(smx_builder_exempt(builder, &name, &none, place) == SMX_OK);
}

void
sample_init(struct sample *sample, struct common_random *random)
{
	static const size_t sizes[] = {1, 2, 4, 8, 16, SAMPLE_NAMES_MAX};
	size_t n = sizes[common_below(random, sizeof sizes / sizeof sizes[0])];
	size_t n_exempt = common_below(random, 3) == 0 ? common_below(random, 8) : 0;
	const char *exempts[8];
	struct smx_messages messages;
	struct smx_place place = {&messages, "sample", 0};
	struct smx_clients clients = {NULL, 0};
	struct smx_builder builder;
	struct smx_zone *zone;

	smx_messages_init(&messages);
	sample->n_protected = sample->n_exempt = 0;
	sample->keyboard = (int)common_below(random, SMX_N_KEYBOARDS);
	common_builder_init(&builder, &place);
	builder.policy->is_enabled = true;
	builder.policy->keyboard = (enum smx_keyboard)sample->keyboard;
	zone = smx_builder_add_zone(&builder, "sample", &clients);
	assert(zone != NULL);
	for (size_t i = 0; i < n; i++)
		protect(sample, &builder, zone, &place, random);
	for (size_t i = 0; i < n_exempt; i++)
		exempt(sample, &builder, &place, random);
	for (size_t i = 0; i < sample->n_exempt; i++)
		exempts[i] = (const char *)sample->exempt[i].text;
	assert(smx_builder_finish(&builder, &place, &sample->policy) == SMX_OK);
	smx_messages_free(&messages);
	sample->reference = reference_new(sample->entries, sample->n_protected, exempts,
					  sample->n_exempt, sample->keyboard);
}

void
sample_free(struct sample *sample)
{
	smx_policy_free(sample->policy);
	reference_free(sample->reference);
}
