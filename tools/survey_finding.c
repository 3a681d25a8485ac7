/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_finding.h"

#include <stdio.h>
#include <string.h>

#include "jsontext.h"
#include "straymx.h"

json_t *
survey_finding_new(const struct survey_name *name, bool is_wildcard)
{
	json_t *finding = json_pack("{s:s, s:b}", "lookalike", name->text, "exists", 0);

	if (is_wildcard && json_object_set_new(finding, "wildcard", json_true()) != 0) {
		json_decref(finding);
		return NULL;
	}
	return finding;
}

json_t *
survey_finding_begin(const struct survey_name *name)
{
	char protected[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(name->entry, protected, sizeof protected);
	return json_pack("{s:s, s:s, s:o, s:s, s:i, s:n, s:b, s:[], s:[], s:[], s:b, s:b, s:i, s:n}",
			 "lookalike", name->text, "protected", protected, "zone",
			 json_text(smx_entry_zone(name->entry)), "rule",
			 smx_rule_name((enum smx_rule)name->rule), "distance", (int)name->distance,
			 "exists", "mail", 0, "mx", "addresses", "ns", "null_mx", 0, "own", 0,
			 "shared", 0, "error");
}

bool
survey_finding_add_error(json_t *finding, const char *type, const char *what)
{
	const char *before = json_string_value(json_object_get(finding, "error"));

	return json_object_set_new(finding, "error",
				   before == NULL
					   ? json_sprintf("%s: %s", type, what)
					   : json_sprintf("%s; %s: %s", before, type, what)) == 0;
}

static bool
has_text(const json_t *array, const char *text)
{
	size_t i;
	json_t *item;

	json_array_foreach((json_t *)(uintptr_t)array, i, item) {
		if (strcmp(json_string_value(item), text) == 0)
			return true;
	}
	return false;
}

bool
survey_finding_is_own(const json_t *finding, const struct survey_place *home)
{
	const json_t *ns = json_object_get(finding, "ns");

	for (size_t i = 0; i < json_array_size(ns); i++) {
		if (!has_text(home->ns, json_string_value(json_array_get(ns, i))))
			return false;
	}
	return json_array_size(ns) > 0;
}

enum survey_status
survey_finding_status(const json_t *finding)
{
	if (json_is_true(json_object_get(finding, "mail")))
		return SURVEY_MAIL;
	if (json_is_true(json_object_get(finding, "null_mx")))
		return SURVEY_NULL_MX;
	if (json_is_string(json_object_get(finding, "error")))
		return SURVEY_FAILED;
	if (json_is_true(json_object_get(finding, "wildcard")))
		return SURVEY_WILDCARD;
	return json_is_false(json_object_get(finding, "exists")) ? SURVEY_ABSENT : SURVEY_NO_MAIL;
}

/* ---- of a file -------------------------------------------------------------------------- */

/* The types of the keys that a finding has if its lookalike may exist. */
static const struct {
	const char *key;
	json_type type, or_type;
} keys[] = {
	{"protected", JSON_STRING, JSON_STRING}, {"zone", JSON_STRING, JSON_STRING},
	{"rule", JSON_STRING, JSON_STRING},      {"distance", JSON_INTEGER, JSON_INTEGER},
	{"exists", JSON_TRUE, JSON_NULL},        {"mail", JSON_TRUE, JSON_FALSE},
	{"mx", JSON_ARRAY, JSON_ARRAY},          {"addresses", JSON_ARRAY, JSON_ARRAY},
	{"ns", JSON_ARRAY, JSON_ARRAY},          {"null_mx", JSON_TRUE, JSON_FALSE},
	{"own", JSON_TRUE, JSON_FALSE},          {"shared", JSON_INTEGER, JSON_INTEGER},
	{"error", JSON_STRING, JSON_NULL},
};

bool
survey_finding_is_sound(const json_t *object)
{
	const json_t *mx = json_object_get(object, "mx");

	if (!json_is_string(json_object_get(object, "lookalike")))
		return false;
	if (json_is_false(json_object_get(object, "exists")))
		return true;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const json_t *value = json_object_get(object, keys[i].key);

		if (value == NULL ||
		    (json_typeof(value) != keys[i].type && json_typeof(value) != keys[i].or_type))
			return false;
	}
	for (size_t i = 0; i < json_array_size(mx); i++) {
		if (survey_finding_text(object, "mx", i)[0] == '\0')
			return false;
	}
	return true;
}

size_t
survey_finding_count(const json_t *finding, const char *key)
{
	return json_array_size(json_object_get(finding, key));
}

const char *
survey_finding_text(const json_t *finding, const char *key, size_t i)
{
	const json_t *item = json_array_get(json_object_get(finding, key), i);
	const char *text = json_string_value(json_is_object(item) ? json_object_get(item, "host")
								  : item);

	return text != NULL ? text : "";
}
