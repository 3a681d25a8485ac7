/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <string.h>

#include "events.h"
#include "journal/incidents.h"
#include "unit.h"

struct told {
	struct smx_incident list[32];
	size_t n, n_begun;
};

static void
on_begin(void *closure, const struct smx_event *event)
{
	struct told *told = closure;

	(void)event;
	told->n_begun++;
}

static void
on_incident(void *closure, const struct smx_incident *incident)
{
	struct told *told = closure;

	if (told->n < 32)
		told->list[told->n] = *incident;
	told->n++;
}

START_TEST(a_burst_is_one_incident)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(on_begin, on_incident, &told);
	static const uint16_t types[] = {15, 1, 28, 255, 16, 15};

	for (size_t i = 0; i < 6; i++) {
		struct smx_event event = events_make(1, "us.army.ml", types[i], (int64_t)i * 2000);

		ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	}
	ck_assert_uint_eq(smx_incidents_count(incidents), 1);
	smx_incidents_expire(incidents, 69999);
	ck_assert_uint_eq(told.n, 0);
	smx_incidents_expire(incidents, 70001);
	ck_assert_uint_eq(told.n, 1);
	ck_assert_uint_eq(told.n_begun, 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_MX], 2);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_A], 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_AAAA], 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_ANY], 1);
	ck_assert_uint_eq(told.list[0].n[SMX_COUNTED_OTHER], 1);
	ck_assert_int_eq(told.list[0].last - told.list[0].event.wall, 10000);
	ck_assert(!told.list[0].is_confirmed);
	smx_incidents_free(incidents);
}
END_TEST

START_TEST(what_differs_is_apart)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(on_begin, on_incident, &told);
	struct smx_event events[] = {
		events_make(1, "army.ml", 15, 0),     events_make(2, "army.ml", 15, 0),
		events_make(1, "us.army.ml", 15, 0),  events_make(1, "army.ml", 15, 0),
		events_make(1, "army.ml", 15, 0),     events_make(1, "army.ml", 15, 10001),
	};

	events[3].mode = SMX_MONITOR;
	strcpy(events[4].zone, "other");
	for (size_t i = 0; i < 6; i++)
		ck_assert_int_eq(smx_incidents_add(incidents, &events[i]), SMX_OK);
	ck_assert_uint_eq(told.n_begun, 6);
	smx_incidents_flush(incidents);
	ck_assert_uint_eq(told.n, 6);
	ck_assert_uint_eq(smx_incidents_count(incidents), 0);
	smx_incidents_free(incidents);
}
END_TEST

/* `at` after the last question for us.army.ml, the client asks for a name. */
static bool
is_confirmed_by(uint8_t client, const char *name, int64_t at)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event event = events_make(1, "us.army.ml", 15, 0);
	struct smx_event confirming = events_make(client, name, 15, at);

	ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	confirming.fate = SMX_FATE_CONFIRMED;
	ck_assert_int_eq(smx_incidents_add(incidents, &confirming), SMX_OK);
	smx_incidents_flush(incidents);
	smx_incidents_free(incidents);
	ck_assert_uint_eq(told.n, 1);
	return told.list[0].is_confirmed;
}

START_TEST(who_asks_for_the_intended_name_has_noticed)
{
	ck_assert(is_confirmed_by(1, "us.army.mil", 0));
	ck_assert(is_confirmed_by(1, "us.army.mil", 60000));
	ck_assert(!is_confirmed_by(1, "us.army.mil", 60001));
	ck_assert(!is_confirmed_by(2, "us.army.mil", 1));
	ck_assert(!is_confirmed_by(1, "army.mil", 1));
	ck_assert(!is_confirmed_by(1, "xs.army.mil", 1));
	ck_assert(!is_confirmed_by(1, "us.army.mix", 1));
	ck_assert(!is_confirmed_by(1, "us.armyxmil", 1));
}
END_TEST

START_TEST(a_confirmed_one_is_told_when_its_burst_is_over)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event event = events_make(1, "army.ml", 15, 0);
	struct smx_event confirming = events_make(1, "army.mil", 15, 500);

	confirming.fate = SMX_FATE_CONFIRMED;
	ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	ck_assert_int_eq(smx_incidents_add(incidents, &confirming), SMX_OK);
	smx_incidents_expire(incidents, 10000);
	ck_assert_uint_eq(told.n, 0);
	smx_incidents_expire(incidents, 10001);
	ck_assert_uint_eq(told.n, 1);
	ck_assert(told.list[0].is_confirmed);
	smx_incidents_free(incidents);
}
END_TEST

/* A second burst does not take the confirmation of the first. */
START_TEST(a_storm_is_an_incident_each_ten_seconds)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event confirming = events_make(1, "army.mil", 15, 31000);

	for (int64_t at = 0; at <= 30000; at += 10) {
		struct smx_event event = events_make(1, "army.ml", 15, at);

		ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	}
	confirming.fate = SMX_FATE_CONFIRMED;
	ck_assert_int_eq(smx_incidents_add(incidents, &confirming), SMX_OK);
	smx_incidents_flush(incidents);
	ck_assert_uint_eq(told.n, 3);
	for (size_t i = 0; i < 3; i++) {
		ck_assert(told.list[i].is_confirmed);
		ck_assert_uint_le(told.list[i].n[SMX_COUNTED_MX], 1001);
	}
	smx_incidents_free(incidents);
}
END_TEST

START_TEST(too_many_push_out_the_oldest)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);

	for (unsigned i = 0; i < SMX_INCIDENTS_MAX + 3; i++) {
		char name[32];
		struct smx_event event;

		snprintf(name, sizeof name, "h%u.army.ml", i);
		event = events_make(1, name, 15, i);
		ck_assert_int_eq(smx_incidents_add(incidents, &event), SMX_OK);
	}
	ck_assert_uint_eq(smx_incidents_count(incidents), SMX_INCIDENTS_MAX);
	ck_assert_uint_eq(told.n, 3);
	ck_assert_int_eq(told.list[0].event.monotonic, 0);
	smx_incidents_free(incidents);
}
END_TEST

START_TEST(a_clock_that_goes_back_leaves_first_before_last)
{
	struct told told = {.n = 0};
	struct smx_incidents *incidents = smx_incidents_new(NULL, on_incident, &told);
	struct smx_event events[] = {events_make(1, "army.ml", 15, 0), events_make(1, "army.ml", 1, 5)};

	events[1].wall -= 3600000;
	for (size_t i = 0; i < 2; i++)
		ck_assert_int_eq(smx_incidents_add(incidents, &events[i]), SMX_OK);
	smx_incidents_flush(incidents);
	ck_assert_uint_eq(told.n, 1);
	ck_assert_int_eq(told.list[0].last, told.list[0].event.wall);
	smx_incidents_free(incidents);
}
END_TEST

Suite *
suite_incidents(void)
{
	Suite *suite = suite_create("incidents");
	TCase *tcase = tcase_create("incidents");

	tcase_add_test(tcase, a_burst_is_one_incident);
	tcase_add_test(tcase, what_differs_is_apart);
	tcase_add_test(tcase, who_asks_for_the_intended_name_has_noticed);
	tcase_add_test(tcase, a_confirmed_one_is_told_when_its_burst_is_over);
	tcase_add_test(tcase, a_storm_is_an_incident_each_ten_seconds);
	tcase_add_test(tcase, too_many_push_out_the_oldest);
	tcase_add_test(tcase, a_clock_that_goes_back_leaves_first_before_last);
	suite_add_tcase(suite, tcase);
	return suite;
}
