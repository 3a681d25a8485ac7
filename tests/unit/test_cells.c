/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "journal/cells.h"
#include "journal/exposition.h"
#include "unit.h"

static struct smx_event
make_event(const char *zone, int rule, int action, int mode)
{
	struct smx_event event = {.rule = (uint8_t)rule,
				  .action = (uint8_t)action,
				  .mode = (uint8_t)mode};

	snprintf(event.zone, sizeof event.zone, "%s", zone);
	return event;
}

static void
count(struct smx_cells *cells, const char *zone, int rule, int action, int mode)
{
	struct smx_event event = make_event(zone, rule, action, mode);

	smx_cells_get(cells, &event)->n_answers[mode * 2]++;
}

static unsigned long
total(const struct smx_cells *cells)
{
	unsigned long n = 0;

	for (size_t i = 0; i < cells->n_cells; i++)
		n += cells->list[i].n_answers[0] + cells->list[i].n_answers[2];
	return n;
}

START_TEST(cells_are_told_apart)
{
	struct smx_cells *cells = calloc(1, sizeof *cells);

	count(cells, "b", SMX_RULE_TLD, SMX_NXDOMAIN, SMX_ENFORCE);
	count(cells, "a", SMX_RULE_TLD, SMX_NXDOMAIN, SMX_ENFORCE);
	count(cells, "b", SMX_RULE_ZONE, SMX_NXDOMAIN, SMX_ENFORCE);
	count(cells, "b", SMX_RULE_TLD, SMX_DATA, SMX_ENFORCE);
	count(cells, "b", SMX_RULE_TLD, SMX_NXDOMAIN, SMX_MONITOR);
	count(cells, "b", SMX_RULE_TLD, SMX_NXDOMAIN, SMX_ENFORCE);
	ck_assert_uint_eq(cells->n_cells, 5);
	ck_assert_uint_eq(cells->n_titles, 2);
	ck_assert_str_eq(cells->list[0].zone, "a");
	ck_assert_uint_eq(cells->list[1].n_answers[0], 2);
	ck_assert_uint_eq(total(cells), 6);
	free(cells);
}
END_TEST

START_TEST(however_many_zones_there_are_cells_have_an_end)
{
	struct smx_cells *cells = calloc(1, sizeof *cells);
	unsigned long n = 0;
	char title[32];

	for (int zone = 0; zone < 200; zone++) {
		snprintf(title, sizeof title, "zone %d", zone);
		for (int rule = 0; rule <= SMX_RULE_ZONE; rule++) {
			for (int rest = 0; rest < SMX_N_ACTIONS * SMX_N_MODES; rest++, n++)
				count(cells, title, rule, rest / SMX_N_MODES, rest % SMX_N_MODES);
		}
	}
	ck_assert_uint_le(cells->n_cells, SMX_CELLS_MAX);
	ck_assert_uint_eq(total(cells), n);
	for (size_t i = 1; i < cells->n_cells; i++)
		ck_assert_int_le(strcmp(cells->list[i - 1].zone, cells->list[i].zone), 0);
	free(cells);
}
END_TEST

START_TEST(zones_beyond_a_number_are_others)
{
	struct smx_cells *cells = calloc(1, sizeof *cells);
	char title[32];

	for (int zone = 0; zone < SMX_CELLS_TITLES + 3; zone++) {
		snprintf(title, sizeof title, "%d", zone);
		count(cells, title, SMX_RULE_TLD, SMX_NXDOMAIN, SMX_ENFORCE);
	}
	ck_assert_uint_eq(cells->n_cells, SMX_CELLS_TITLES + 1);
	ck_assert_str_eq(cells->list[SMX_CELLS_TITLES].zone, "other");
	ck_assert_uint_eq(cells->list[SMX_CELLS_TITLES].n_answers[0], 3);
	free(cells);
}
END_TEST

START_TEST(titles_are_made_text)
{
	static const struct {
		const char *title, *clean;
	} cases[] = {
		{"mil", "mil"},
		{"m\xc3\xbcll", "m\xc3\xbcll"},
		{"m\xfcll", "m?ll"},
		{"\x1b[31m\n\x7f", "?[31m??"},
		{"a\"\\b", "a\"\\b"}, /* escaped where it is written */
		{"1234567890123456\xe2\x82\xac", "1234567890123456"}, /* cut, but not within */
	};
	char clean[18];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		smx_exposition_clean(cases[i].title, clean, sizeof clean);
		ck_assert_str_eq(clean, cases[i].clean);
	}
}
END_TEST

Suite *
suite_cells(void)
{
	Suite *suite = suite_create("cells");
	TCase *tcase = tcase_create("cells");

	tcase_add_test(tcase, cells_are_told_apart);
	tcase_add_test(tcase, however_many_zones_there_are_cells_have_an_end);
	tcase_add_test(tcase, zones_beyond_a_number_are_others);
	tcase_add_test(tcase, titles_are_made_text);
	suite_add_tcase(suite, tcase);
	return suite;
}
