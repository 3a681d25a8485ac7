/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alloc.h"
#include "policy/keeper.h"
#include "unit.h"

#define DAY (24 * 60 * 60)

#define CONF "state-dir = \"state\"\nreload-interval = 7\nallow = { \"a.list\" }\n"
#define CONF_ONE CONF "zone \"one\" { file = \"one.list\" }\n"
#define CONF_TWO CONF_ONE "zone \"two\" { file = \"two.zone\" }\n"

/* A keeper of `straymx.conf` in the tests' folder, and what is in force by it. */
struct trial {
	struct smx_keeper *keeper;
	struct smx_policy *policy;
	time_t now;
};

/* ---- help -------------------------------------------------------------------------- */

static void
clean(void)
{
	char command[600];

	snprintf(command, sizeof command, "rm -rf '%s'/*", unit_dir);
	ck_assert_int_eq(system(command), 0);
	snprintf(command, sizeof command, "%s/state", unit_dir);
	ck_assert_int_eq(mkdir(command, 0700), 0);
}

static enum smx_look
look(struct trial *trial, bool is_first)
{
	struct smx_policy *policy;
	enum smx_look look;

	smx_messages_free(&trial->keeper->news);
	look = smx_keeper_look(trial->keeper, trial->now, is_first, &policy);
	if (policy != NULL) {
		smx_policy_free(trial->policy);
		trial->policy = policy;
	}
	return look;
}

/* The first look at what is there. */
static struct trial
begin(void)
{
	struct trial trial = {.now = UNIT_NOW};
	char path[512];

	snprintf(path, sizeof path, "%s/straymx.conf", unit_dir);
	trial.keeper = smx_keeper_new(path);
	ck_assert_ptr_nonnull(trial.keeper);
	ck_assert_int_eq(look(&trial, true), SMX_LOOK_TRIED);
	return trial;
}

static void
end(struct trial *trial)
{
	smx_keeper_free(trial->keeper);
	smx_policy_free(trial->policy);
}

/* Two looks, the second of which finds what the first one has seen. */
static void
settle(struct trial *trial)
{
	ck_assert_int_eq(look(trial, false), SMX_LOOK_UNSETTLED);
	ck_assert_int_eq(look(trial, false), SMX_LOOK_TRIED);
}

static bool
intercepts(const struct trial *trial, const char *name)
{
	return trial->policy != NULL && unit_lookup(trial->policy, name).reason == SMX_MATCH;
}

/* The news, one a line, without the folder. */
static const char *
news(const struct trial *trial)
{
	static char text[8192];
	size_t at = 0;

	text[0] = '\0';
	for (size_t i = 0; i < trial->keeper->news.n_messages; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s\n",
				       unit_message(&trial->keeper->news, i));
	return text;
}

static const struct smx_source *
source(const struct trial *trial, const char *name)
{
	const struct smx_sources *sources = &trial->keeper->sources;

	for (size_t i = 0; i < sources->n_sources; i++) {
		if (strcmp(strrchr(sources->list[i]->path, '/') + 1, name) == 0)
			return sources->list[i];
	}
	ck_abort_msg("no source %s", name);
}

static void
write_all(void)
{
	clean();
	unit_write("straymx.conf", CONF_TWO);
	unit_write("a.list", "nic.ml\n");
	unit_write("one.list", "army.mil\n");
	unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil CNAME .\n");
}

/* ---- what changes -------------------------------------------------------------------- */

START_TEST(what_is_there_is_loaded_at_once)
{
	struct trial trial;

	write_all();
	trial = begin();
	ck_assert_str_eq(news(&trial), "");
	ck_assert(intercepts(&trial, "army.ml") && intercepts(&trial, "navy.ml"));
	ck_assert_uint_eq(trial.keeper->n_policies, 1);
	ck_assert_uint_eq(trial.keeper->reload_interval, 7);
	ck_assert_uint_eq(source(&trial, "two.zone")->serial, 2026112301);
	ck_assert_uint_eq(source(&trial, "two.zone")->n_names, 1);
	ck_assert_uint_eq(source(&trial, "one.list")->n_names, 1);
	ck_assert_uint_eq(source(&trial, "a.list")->n_names, 1);
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	ck_assert_uint_eq(trial.keeper->n_policies, 1);
	end(&trial);
}
END_TEST

START_TEST(a_change_is_taken_when_two_looks_agree)
{
	struct trial trial;

	write_all();
	trial = begin();
	for (int i = 0; i < 3; i++) {
		char text[64];

		snprintf(text, sizeof text, "army.mil\nusmc%.*s.mil\n", i, "xxx");
		unit_write("one.list", text);
		ck_assert_int_eq(look(&trial, false), SMX_LOOK_UNSETTLED);
		ck_assert(!intercepts(&trial, "usmc.ml"));
	}
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_TRIED);
	ck_assert(intercepts(&trial, "usmcxx.ml") && intercepts(&trial, "army.ml"));
	ck_assert(intercepts(&trial, "navy.ml"));
	ck_assert_uint_eq(trial.keeper->n_policies, 2);
	end(&trial);
}
END_TEST

START_TEST(a_file_that_is_the_same_again_changes_nothing)
{
	struct trial trial;

	write_all();
	trial = begin();
	unit_write("one.list", "army.mil\n");
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_UNSETTLED);
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	ck_assert_uint_eq(trial.keeper->n_policies, 1);
	end(&trial);
}
END_TEST

START_TEST(straymx_conf_is_one_of_the_files)
{
	struct trial trial;

	write_all();
	trial = begin();
	unit_write("straymx.conf", "enabled = no\n" CONF_ONE);
	settle(&trial);
	ck_assert(!smx_policy_is_enabled(trial.policy));
	ck_assert(!intercepts(&trial, "navy.ml"));
	/* What it does not name any more is not looked at. */
	ck_assert_uint_eq(trial.keeper->sources.n_sources, 3);
	unit_write("two.zone", "broken");
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	end(&trial);
}
END_TEST

/* ---- what is broken ------------------------------------------------------------------ */

START_TEST(a_broken_file_keeps_its_last_version_and_the_others_go_on)
{
	struct trial trial;

	write_all();
	trial = begin();
	unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil NS x.\n");
	settle(&trial);
	ck_assert_str_eq(news(&trial),
			 "two.zone:5: NS records say nothing at a protected name: write CNAME, MX, A, "
			 "AAAA or TXT\n"
			 "two.zone: the last version in order, of 2026-11-24T12:00:00Z, stays in use\n");
	/* There is nothing to make a policy of. */
	ck_assert_uint_eq(trial.keeper->n_policies, 1);
	ck_assert(smx_keeper_has_faults(trial.keeper));
	ck_assert_uint_eq(source(&trial, "two.zone")->faults.n_errors, 1);
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);

	unit_write("one.list", "army.mil\nusmc.mil\n");
	settle(&trial);
	ck_assert_str_eq(news(&trial), "");
	ck_assert(intercepts(&trial, "usmc.ml") && intercepts(&trial, "navy.ml"));
	ck_assert_uint_eq(trial.keeper->n_policies, 2);

	unit_write("two.zone", UNIT_ZONE_HEAD "af.mil CNAME .\n");
	settle(&trial);
	ck_assert_str_eq(news(&trial), "");
	ck_assert(!intercepts(&trial, "navy.ml"));
	ck_assert(!smx_keeper_has_faults(trial.keeper));
	end(&trial);
}
END_TEST

START_TEST(what_is_broken_and_whole_again_was_never_replaced)
{
	struct trial trial;

	write_all();
	trial = begin();
	unit_write("one.list", "army..mil\n");
	settle(&trial);
	unit_write("one.list", "army.mil\n");
	settle(&trial);
	ck_assert(!smx_keeper_has_faults(trial.keeper));
	end(&trial);
}
END_TEST

START_TEST(a_missing_file_is_a_broken_one_until_it_is_back)
{
	char path[512];
	struct trial trial;

	write_all();
	trial = begin();
	snprintf(path, sizeof path, "%s/one.list", unit_dir);
	ck_assert_int_eq(unlink(path), 0);
	/* Editors remove a file to write it anew. */
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_UNSETTLED);
	ck_assert_str_eq(news(&trial), "");
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_TRIED);
	ck_assert_ptr_nonnull(strstr(news(&trial), "one.list: cannot open: No such file"));
	ck_assert_ptr_nonnull(strstr(news(&trial), "one.list: the last version in order, of "));
	/* Said once. */
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	ck_assert_str_eq(news(&trial), "");
	ck_assert(intercepts(&trial, "army.ml"));
	unit_write("one.list", "usmc.mil\n");
	settle(&trial);
	ck_assert(!intercepts(&trial, "army.ml") && intercepts(&trial, "usmc.ml"));
	end(&trial);
}
END_TEST

START_TEST(a_broken_straymx_conf_keeps_the_last_one)
{
	struct trial trial;

	write_all();
	trial = begin();
	unit_write("straymx.conf", CONF_ONE "colour = red\n");
	settle(&trial);
	ck_assert_ptr_nonnull(strstr(news(&trial), "straymx.conf:5: no such option 'colour'"));
	ck_assert_ptr_nonnull(strstr(news(&trial), "straymx.conf: the last version in order, of"));
	ck_assert(intercepts(&trial, "navy.ml"));
	/* The files of the old one still count. */
	unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil CNAME .\naf.mil MX 0 .\n");
	settle(&trial);
	ck_assert_uint_eq(smx_policy_count_protected(trial.policy), 3);
	end(&trial);
}
END_TEST

START_TEST(a_straymx_conf_that_names_a_broken_file_waits_for_it)
{
	struct trial trial;

	write_all();
	unit_write("straymx.conf", CONF_ONE);
	unit_write("two.zone", "navy.mil\n");
	trial = begin();
	unit_write("straymx.conf", CONF_TWO);
	settle(&trial);
	ck_assert_ptr_nonnull(strstr(news(&trial), "straymx.conf: not taken into use: it names"));
	ck_assert_ptr_nonnull(strstr(news(&trial), "two.zone:1: "));
	ck_assert(smx_keeper_has_faults(trial.keeper));
	ck_assert_uint_eq(trial.keeper->n_policies, 1);

	/* Meanwhile the old one goes on. */
	unit_write("one.list", "army.mil\nusmc.mil\n");
	settle(&trial);
	ck_assert_str_eq(news(&trial), "");
	ck_assert(intercepts(&trial, "usmc.ml"));
	ck_assert_ptr_nonnull(strstr(source(&trial, "straymx.conf")->faults.list[0].text,
				     "not taken into use"));

	unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil CNAME .\n");
	settle(&trial);
	ck_assert_str_eq(news(&trial), "");
	ck_assert(intercepts(&trial, "navy.ml") && intercepts(&trial, "usmc.ml"));
	ck_assert(!smx_keeper_has_faults(trial.keeper));
	end(&trial);
}
END_TEST

START_TEST(without_a_version_in_order_there_is_no_policy_until_there_is_one)
{
	struct trial trial;

	write_all();
	unit_write("one.list", "army..mil\n");
	trial = begin();
	ck_assert_ptr_null(trial.policy);
	ck_assert_ptr_nonnull(strstr(news(&trial), "one.list:1: "));
	ck_assert_ptr_null(strstr(news(&trial), "stays in use"));
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	unit_write("one.list", "army.mil\n");
	settle(&trial);
	ck_assert(intercepts(&trial, "army.ml"));
	end(&trial);
}
END_TEST

START_TEST(warnings_are_news_once)
{
	struct trial trial;

	write_all();
	unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil CNAME .\nnic.ml CNAME rpz-passthru.\n"
					      "_straymx.nic.ml TXT \"expires=2026-11-30\"\n");
	trial = begin();
	ck_assert_ptr_nonnull(strstr(news(&trial), "two.zone:6: "));
	unit_write("one.list", "army.mil\nusmc.mil\n");
	settle(&trial);
	ck_assert_str_eq(news(&trial), "");
	ck_assert_uint_eq(source(&trial, "two.zone")->warnings.n_warnings, 1);
	/* A reload asks for them. */
	smx_keeper_repeat(trial.keeper);
	ck_assert_ptr_nonnull(strstr(news(&trial), "two.zone:6: "));
	end(&trial);
}
END_TEST

START_TEST(a_reload_takes_what_is_not_being_written)
{
	struct trial trial;

	write_all();
	trial = begin();
	trial.now = time(NULL);
	unit_write("one.list", "army.mil\nusmc.mil\n");
	ck_assert_int_eq(look(&trial, true), SMX_LOOK_UNSETTLED);
	ck_assert(!intercepts(&trial, "usmc.ml"));
	trial.now += 3;
	ck_assert_int_eq(look(&trial, true), SMX_LOOK_TRIED);
	ck_assert(intercepts(&trial, "usmc.ml"));
	end(&trial);
}
END_TEST

/* ---- time ---------------------------------------------------------------------------- */

START_TEST(exemptions_expire_at_midnight)
{
	struct trial trial;

	write_all();
	unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil CNAME .\narmy.ml CNAME rpz-passthru.\n"
					      "_straymx.army.ml TXT \"expires=2026-11-25\"\n");
	trial = begin(); /* noon, the day before */
	ck_assert(!intercepts(&trial, "army.ml"));
	trial.now = UNIT_NOW + DAY / 2 - 1;
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	trial.now = UNIT_NOW + DAY / 2; /* its last day begins */
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_TRIED);
	ck_assert(!intercepts(&trial, "army.ml"));
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	trial.now = UNIT_NOW + DAY / 2 + DAY; /* and is over */
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_TRIED);
	ck_assert(intercepts(&trial, "army.ml"));
	ck_assert_ptr_nonnull(strstr(news(&trial), "expired on 2026-11-25"));
	/* Nothing depends on the day any more. */
	trial.now += DAY;
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_SAME);
	end(&trial);
}
END_TEST

/* ---- copies -------------------------------------------------------------------------- */

/* Load what write_all() writes, and save it. */
static void
save_all(void)
{
	struct trial trial;

	write_all();
	trial = begin();
	ck_assert_int_eq(smx_keeper_save(trial.keeper), SMX_OK);
	end(&trial);
}

START_TEST(a_start_with_broken_files_takes_the_copies)
{
	static const struct {
		const char *name, *text; /* NULL: removed */
	} cases[] = {
		{"one.list", "army..mil\n"},
		{"one.list", NULL},
		{"a.list", "..\n"},
		{"two.zone", "\x7f""ELF"},
		{"two.zone", UNIT_ZONE_HEAD "navy.mil CNAME x.\n"},
		{"straymx.conf", "state-dir = \"state\"\nttl = -1\n"},
		{"straymx.conf", "colour = red\nstate-dir = \"state\"\n"},
		{"straymx.conf", "\357\273\277state-dir = \"state\"\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char path[512];
		struct trial trial;

		save_all();
		snprintf(path, sizeof path, "%s/%s", unit_dir, cases[i].name);
		if (cases[i].text != NULL)
			unit_write(cases[i].name, cases[i].text);
		else
			ck_assert_int_eq(unlink(path), 0);
		trial = begin();
		ck_assert_msg(trial.policy != NULL, "%zu: %s", i, news(&trial));
		ck_assert(intercepts(&trial, "army.ml") && intercepts(&trial, "navy.ml"));
		ck_assert_int_eq(unit_lookup(trial.policy, "nic.ml").reason, SMX_ALLOWED);
		ck_assert(source(&trial, cases[i].name)->is_copy);
		ck_assert_uint_gt(source(&trial, cases[i].name)->faults.n_errors, 0);
		ck_assert_ptr_nonnull(
			strstr(news(&trial), "a copy of the last version in order, of "));
		/* And the copy is kept. */
		ck_assert_int_eq(smx_keeper_save(trial.keeper), SMX_OK);
		end(&trial);
		trial = begin();
		ck_assert(intercepts(&trial, "army.ml") && intercepts(&trial, "navy.ml"));
		end(&trial);
	}
}
END_TEST

START_TEST(all_broken_at_once_and_repaired_one_by_one)
{
	struct trial trial;

	save_all();
	unit_write("straymx.conf", "# state-dir = \"elsewhere\"\nstate-dir = \"state\"\nzone {");
	unit_write("a.list", "!");
	unit_write("one.list", "!");
	unit_write("two.zone", "!");
	trial = begin();
	ck_assert(intercepts(&trial, "army.ml") && intercepts(&trial, "navy.ml"));
	unit_write("two.zone", UNIT_ZONE_HEAD "af.mil CNAME .\n");
	settle(&trial);
	ck_assert(intercepts(&trial, "army.ml") && !intercepts(&trial, "navy.ml"));
	unit_write("straymx.conf", CONF_ONE);
	settle(&trial);
	ck_assert_uint_eq(smx_policy_count_zones(trial.policy), 1);
	ck_assert(intercepts(&trial, "army.ml"));
	ck_assert(source(&trial, "one.list")->is_copy);
	end(&trial);
}
END_TEST

START_TEST(saving_is_tried_again)
{
	char path[512], moved[512];
	struct trial trial;

	write_all();
	trial = begin();
	snprintf(path, sizeof path, "%s/state", unit_dir);
	snprintf(moved, sizeof moved, "%s/moved", unit_dir);
	ck_assert_int_eq(rename(path, moved), 0);
	ck_assert_int_eq(smx_keeper_save(trial.keeper), SMX_EWRITE);
	ck_assert(trial.keeper->is_changed);
	ck_assert_int_eq(rename(moved, path), 0);
	ck_assert_int_eq(smx_keeper_save(trial.keeper), SMX_OK);
	ck_assert(!trial.keeper->is_changed);
	end(&trial);
	unit_write("one.list", "!");
	trial = begin();
	ck_assert(intercepts(&trial, "army.ml"));
	end(&trial);
}
END_TEST

START_TEST(a_moved_state_dir_gets_all_copies)
{
	char path[512];
	struct trial trial;

	save_all();
	trial = begin();
	ck_assert_int_eq(smx_keeper_save(trial.keeper), SMX_OK);
	snprintf(path, sizeof path, "%s/other", unit_dir);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	unit_write("straymx.conf", "state-dir = \"other\"\nzone \"one\" { file = \"one.list\" }\n");
	settle(&trial);
	ck_assert_int_eq(smx_keeper_save(trial.keeper), SMX_OK);
	end(&trial);
	unit_write("one.list", "!");
	trial = begin();
	ck_assert(intercepts(&trial, "army.ml"));
	end(&trial);
}
END_TEST

/* ---- the end ------------------------------------------------------------------------- */

START_TEST(what_is_called_off_is_tried_later)
{
	struct trial trial;

	write_all();
	trial = begin();
	unit_write("one.list", "army.mil\nusmc.mil\n");
	ck_assert_int_eq(look(&trial, false), SMX_LOOK_UNSETTLED);
	smx_keeper_call_off(trial.keeper);
	(void)look(&trial, false);
	ck_assert_str_eq(news(&trial), "");
	ck_assert(!intercepts(&trial, "usmc.ml"));
	ck_assert(!smx_keeper_has_faults(trial.keeper));
	smx_keeper_resume(trial.keeper);
	ck_assert_int_eq(look(&trial, true), SMX_LOOK_TRIED);
	ck_assert(intercepts(&trial, "usmc.ml"));
	end(&trial);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
	size_t n = 0, total;

	do {
		struct trial trial;

		write_all();
		trial = begin();
		unit_write("one.list", "army.mil\nusmc.mil\n");
		unit_write("two.zone", UNIT_ZONE_HEAD "navy.mil CNAME x.\n");
		ck_assert_int_eq(look(&trial, false), SMX_LOOK_UNSETTLED);
		alloc_fail_after(n);
		(void)look(&trial, false);
		total = alloc_never_fail();
		ck_assert(intercepts(&trial, "army.ml") && intercepts(&trial, "navy.ml"));
		/* Memory is there again. */
		(void)look(&trial, false);
		ck_assert_msg(intercepts(&trial, "usmc.ml"), "allocation %zu", n);
		ck_assert(intercepts(&trial, "navy.ml"));
		end(&trial);
	} while (n++ < total);
	ck_assert_uint_gt(total, 30);
}
END_TEST

Suite *
suite_keeper(void)
{
	Suite *suite = suite_create("keeper");
	TCase *tcase = tcase_create("keeper");

	tcase_set_timeout(tcase, 240); /* valgrind */
	tcase_add_test(tcase, what_is_there_is_loaded_at_once);
	tcase_add_test(tcase, a_change_is_taken_when_two_looks_agree);
	tcase_add_test(tcase, a_file_that_is_the_same_again_changes_nothing);
	tcase_add_test(tcase, straymx_conf_is_one_of_the_files);
	tcase_add_test(tcase, a_broken_file_keeps_its_last_version_and_the_others_go_on);
	tcase_add_test(tcase, what_is_broken_and_whole_again_was_never_replaced);
	tcase_add_test(tcase, a_missing_file_is_a_broken_one_until_it_is_back);
	tcase_add_test(tcase, a_broken_straymx_conf_keeps_the_last_one);
	tcase_add_test(tcase, a_straymx_conf_that_names_a_broken_file_waits_for_it);
	tcase_add_test(tcase, without_a_version_in_order_there_is_no_policy_until_there_is_one);
	tcase_add_test(tcase, warnings_are_news_once);
	tcase_add_test(tcase, a_reload_takes_what_is_not_being_written);
	tcase_add_test(tcase, exemptions_expire_at_midnight);
	tcase_add_test(tcase, a_start_with_broken_files_takes_the_copies);
	tcase_add_test(tcase, all_broken_at_once_and_repaired_one_by_one);
	tcase_add_test(tcase, saving_is_tried_again);
	tcase_add_test(tcase, a_moved_state_dir_gets_all_copies);
	tcase_add_test(tcase, what_is_called_off_is_tried_later);
	tcase_add_test(tcase, any_allocation_may_fail);
	suite_add_tcase(suite, tcase);
	return suite;
}
