/* SPDX-License-Identifier: BSD-3-Clause */
#include "auditreport.h"

#include "jsontext.h"

/* Numbers in JSON are signed; none of ours gets there. */
static json_t *
number(uint64_t value)
{
	return json_integer((json_int_t)value);
}

/* How something is hit on a side. */
static json_t *
hit_object(const struct stray_hit *hit)
{
	char name[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(hit->entry, name, sizeof name);
	return json_pack("{s:s, s:s, s:i, s:o, s:s, s:s, s:s}", "protected", name, "rule",
			 smx_rule_name(hit->rule), "distance", (int)hit->distance, "zone",
			 json_text(smx_entry_zone(hit->entry)), "mode",
			 smx_mode_name(smx_entry_mode(hit->entry)), "action",
			 smx_action_name(smx_entry_action(hit->entry)), "verify",
			 smx_entry_asks(hit->entry) ? "dns" : "none");
}

/* Takes the reference to `object`; a new one to what both have, or NULL. */
static json_t *
add_hit(json_t *object, const struct stray_hit *hit)
{
	json_t *more = hit_object(hit);

	if (object == NULL || more == NULL || json_object_update(object, more) != 0) {
		json_decref(object);
		object = NULL;
	}
	json_decref(more);
	return object;
}

static json_t *
row_object(const struct stray_row *row)
{
	return add_hit(json_pack("{s:o, s:o}", "count", number(row->sum), "lookalikes",
				 number(row->n_strays)),
		       &row->hit[STRAY_POLICY]);
}

/* A lookalike and how it is hit on a side. */
static json_t *
stray_object(const struct stray *stray, int side)
{
	char name[SMX_NAME_TEXT_SIZE], example[SMX_NAME_TEXT_SIZE];
	char intended[2 * SMX_NAME_TEXT_SIZE];
	json_t *object;

	stray_name_write(stray, name);
	stray_example_write(stray, example);
	stray_intended_write(stray, side, intended);
	object = json_pack("{s:s, s:o, s:s, s:s}", "name", name, "count", number(stray->sum),
			   "example", example, "intended", intended);
	if (object != NULL && stray->rank != 0 &&
	    json_object_set_new(object, "rank", number(stray->rank)) != 0) {
		json_decref(object);
		return NULL;
	}
	return add_hit(object, &stray->row->hit[side]);
}

/* Takes the reference to `item`, which may be NULL. */
static bool
append(json_t *array, json_t *item)
{
	return item != NULL && json_array_append_new(array, item) == 0;
}

static json_t *
row_array(const struct strays *strays)
{
	json_t *array = json_array();

	for (size_t i = 0; array != NULL && i < strays->n_rows_listed; i++) {
		if (!append(array, row_object(strays->rows[i]))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *
worst_array(const struct audit_report *report)
{
	const struct strays *hits = &report->audit->hits;
	json_t *array = json_array();

	for (size_t i = 0; array != NULL && i < hits->n_listed && i < report->n_top; i++) {
		if (!append(array, stray_object(hits->list[i], STRAY_POLICY))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *
change_object(const struct stray *stray, enum audit_change change)
{
	json_t *object =
		stray_object(stray, change == AUDIT_REMOVED ? STRAY_OTHER : STRAY_POLICY);
	char intended[2 * SMX_NAME_TEXT_SIZE];
	json_t *before;

	if (object == NULL || change != AUDIT_CHANGED)
		return object;
	stray_intended_write(stray, STRAY_OTHER, intended);
	before = add_hit(json_pack("{s:s}", "intended", intended), &stray->row->hit[STRAY_OTHER]);
	if (before == NULL || json_object_set_new(object, "before", before) != 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

static json_t *
change_array(const struct strays *changes, enum audit_change change)
{
	json_t *array = json_array();

	for (size_t i = 0; array != NULL && i < changes->n_listed; i++) {
		if (audit_change_of(changes->list[i]->row) != change)
			continue;
		if (!append(array, change_object(changes->list[i], change))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *
against_object(const struct audit_report *report)
{
	const struct strays *changes = &report->audit->changes;

	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "conf", json_text(report->other_path),
			 "added", change_array(changes, AUDIT_ADDED), "removed",
			 change_array(changes, AUDIT_REMOVED), "changed",
			 change_array(changes, AUDIT_CHANGED), "others",
			 number(strays_count_others(changes)));
}

bool
audit_print_json(const struct audit_report *report)
{
	const struct audit_lines *lines = &report->audit->lines;
	struct audit_sums sums;
	json_t *object, *against;

	audit_sum(report->audit, &sums);
	object = json_pack(
		"{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		"conf", json_text(report->conf_path), "lines", number(audit_count_lines(lines)),
		"comments", number(lines->read[LOGLINE_NOTHING]), "other",
		number(lines->read[LOGLINE_OTHER]), "unjudged", number(lines->unjudged),
		"unreadable", number(lines->read[LOGLINE_BAD]), "names",
		number(audit_count_names(report->audit)), "hits", number(sums.all), "intercept",
		number(sums.intercept), "verify", number(sums.verify), "monitor",
		number(sums.monitor), "lookalikes", number(sums.n_strays), "others",
		number(strays_count_others(&report->audit->hits)), "protected",
		row_array(&report->audit->hits), "worst", worst_array(report));
	if (object != NULL && report->other_path != NULL) {
		against = against_object(report);
		if (against == NULL || json_object_set_new(object, "against", against) != 0) {
			json_decref(object);
			object = NULL;
		}
	}
	return json_print(object);
}
