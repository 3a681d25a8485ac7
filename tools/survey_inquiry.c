/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_inquiry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ldns/ldns.h>

#include "survey_records.h"

#define PLACE_TRIES 2
#define RANDOM_LETTERS 20

/* The questions, in the order in which they are asked. */
enum kind { ASK_MX, ASK_A, ASK_AAAA, ASK_NS, N_KINDS };

static const struct {
	const char *name;
	uint16_t type;
} kinds[N_KINDS] = {
	[ASK_MX] = {"MX", LDNS_RR_TYPE_MX},
	[ASK_A] = {"A", LDNS_RR_TYPE_A},
	[ASK_AAAA] = {"AAAA", LDNS_RR_TYPE_AAAA},
	[ASK_NS] = {"NS", LDNS_RR_TYPE_NS},
};

static unsigned
first_wanted(const struct survey_place *place)
{
	return 1u << (place != NULL && place->is_home ? ASK_NS : ASK_MX);
}

/* A name below an ending that was never registered. */
static char *
random_name(const char *ending)
{
	size_t size = RANDOM_LETTERS + 1 + strlen(ending) + 1;
	uint8_t bytes[RANDOM_LETTERS];
	char *name = malloc(size);

	if (name == NULL || getentropy(bytes, sizeof bytes) != 0) {
		free(name);
		return NULL;
	}
	for (size_t i = 0; i < RANDOM_LETTERS; i++)
		name[i] = (char)('a' + bytes[i] % 26);
	snprintf(name + RANDOM_LETTERS, size - RANDOM_LETTERS, ".%s", ending);
	return name;
}

bool
inquiry_init(struct inquiry *inquiry, struct survey_name *name, struct survey_place *place)
{
	memset(inquiry, 0, sizeof *inquiry);
	inquiry->name = name;
	inquiry->place = place;
	inquiry->wanted = first_wanted(place);
	if (name != NULL)
		inquiry->finding = survey_finding_begin(name);
	else if (!place->is_home)
		inquiry->random = random_name(place->text);
	return inquiry->finding != NULL || inquiry->random != NULL || name == NULL;
}

void
inquiry_free(struct inquiry *inquiry)
{
	json_decref(inquiry->finding);
	free(inquiry->random);
}

const char *
inquiry_next(struct inquiry *inquiry, uint16_t *type)
{
	enum kind kind = 0;

	while ((inquiry->wanted & 1u << kind) == 0)
		kind++;
	inquiry->wanted &= ~(1u << kind);
	inquiry->n_under_way++;
	*type = kinds[kind].type;
	if (inquiry->random != NULL)
		return inquiry->random;
	if (inquiry->place != NULL)
		return inquiry->place->text;
	return inquiry->name->text + (kind == ASK_NS ? inquiry->name->registrable : 0);
}

/* ---- answers ---------------------------------------------------------------------------- */

static bool
is_failure(const struct asker_answer *answer)
{
	return answer->status == ASKER_FAILED || answer->status == ASKER_LATE;
}

static bool
place_answered(struct inquiry *inquiry, const struct asker_answer *answer)
{
	struct survey_place *place = inquiry->place;
	bool has_ns = answer->status == ASKER_DATA && !answer->is_alias;

	if (is_failure(answer)) {
		if (++inquiry->n_tries < PLACE_TRIES)
			inquiry->wanted = first_wanted(place);
		return true;
	}
	if (place->is_home) {
		place->ns = has_ns ? survey_records_ns(answer) : json_array();
		place->is_known = place->ns != NULL;
		return place->is_known;
	}
	place->is_wildcard = answer->status != ASKER_NO_NAME;
	place->is_known = true;
	return true;
}

static bool
mx_answered(struct inquiry *inquiry, const struct asker_answer *answer)
{
	json_t *finding = inquiry->finding;
	bool is_null = false;
	json_t *mx;

	inquiry->is_absent = answer->status == ASKER_NO_NAME;
	if (inquiry->is_absent)
		return true;
	inquiry->wanted |= 1u << ASK_NS;
	if (answer->status == ASKER_NO_DATA)
		inquiry->wanted |= 1u << ASK_A | 1u << ASK_AAAA;
	mx = survey_records_mx(answer, &is_null);
	return json_object_set_new(finding, "mx", mx) == 0 &&
	       json_object_set_new(finding, "exists", json_true()) == 0 &&
	       json_object_set_new(finding, "null_mx", json_boolean(is_null)) == 0 &&
	       json_object_set_new(finding, "mail",
				   json_boolean(!is_null && json_array_size(mx) > 0)) == 0;
}

/* What comes without an MX goes to an address, if there is one (RFC 5321, 5.1). */
static bool
address_answered(struct inquiry *inquiry, const struct asker_answer *answer)
{
	json_t *addresses = survey_records_addresses(answer);
	int rc = json_array_extend(json_object_get(inquiry->finding, "addresses"), addresses);

	if (rc == 0 && json_array_size(addresses) > 0)
		rc = json_object_set_new(inquiry->finding, "mail", json_true());
	json_decref(addresses);
	return rc == 0;
}

static bool
ns_answered(struct inquiry *inquiry, const struct asker_answer *answer)
{
	inquiry->is_without_ns = answer->status != ASKER_DATA || answer->is_alias;
	return inquiry->is_without_ns ||
	       json_object_set_new(inquiry->finding, "ns", survey_records_ns(answer)) == 0;
}

static const char *
what_failed(const struct asker_answer *answer)
{
	const ldns_lookup_table *rcode;

	if (answer->status == ASKER_LATE)
		return "timed out";
	rcode = ldns_lookup_by_id(ldns_rcodes, answer->rcode);
	return rcode != NULL ? rcode->name : "an unknown return code";
}

static bool
name_failed(struct inquiry *inquiry, enum kind kind, const struct asker_answer *answer)
{
	inquiry->has_failed = true;
	return survey_finding_add_error(inquiry->finding, kinds[kind].name, what_failed(answer));
}

bool
inquiry_answer(struct inquiry *inquiry, uint16_t type, const struct asker_answer *answer)
{
	static bool (*const answered[N_KINDS])(struct inquiry *, const struct asker_answer *) = {
		[ASK_MX] = mx_answered,
		[ASK_A] = address_answered,
		[ASK_AAAA] = address_answered,
		[ASK_NS] = ns_answered,
	};
	enum kind kind = 0;

	while (kinds[kind].type != type)
		kind++;
	inquiry->n_under_way--;
	if (inquiry->place != NULL)
		return place_answered(inquiry, answer);
	if (is_failure(answer))
		return name_failed(inquiry, kind, answer);
	return answered[kind](inquiry, answer);
}

json_t *
inquiry_finding(const struct inquiry *inquiry, const struct survey_names *names)
{
	const struct survey_name *name = inquiry->name;
	bool is_wildcard = inquiry->is_without_ns && names->places[name->ending].is_wildcard;

	if (inquiry->is_absent || is_wildcard)
		return survey_finding_new(name, is_wildcard);
	if (survey_finding_is_own(inquiry->finding, &names->places[name->home]) &&
	    json_object_set_new(inquiry->finding, "own", json_true()) != 0)
		return NULL;
	return json_incref(inquiry->finding);
}
