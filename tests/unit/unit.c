/* SPDX-License-Identifier: BSD-3-Clause */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/wire.h"
#include "policy/load.h"

char unit_dir[256];

const char *
unit_write_bytes(const char *name, const void *bytes, size_t len)
{
	static char path[512];
	FILE *stream;

	snprintf(path, sizeof path, "%s/%s", unit_dir, name);
	stream = fopen(path, "w");
	ck_assert_ptr_nonnull(stream);
	ck_assert_uint_eq(fwrite(bytes, 1, len, stream), len);
	ck_assert_int_eq(fclose(stream), 0);
	return path;
}

const char *
unit_write(const char *name, const char *text)
{
	return unit_write_bytes(name, text, strlen(text));
}

struct smx_policy *
unit_load(const char *conf, struct smx_messages *messages)
{
	struct smx_policy *policy = NULL;
	int rc;

	smx_messages_init(messages);
	rc = smx_policy_load(unit_write("straymx.conf", conf), UNIT_NOW, &policy, messages);
	ck_assert_int_eq(rc == SMX_OK, policy != NULL);
	return policy;
}

int
unit_review_file(const char *path, struct smx_messages *messages)
{
	struct smx_sources sources = {.list = NULL};
	struct smx_pass pass = {.sources = &sources, .now = UNIT_NOW, .is_review = true};
	struct smx_source *source = smx_sources_get(&sources, SMX_SOURCE_CONF, path);
	int rc = source != NULL ? smx_source_read(source, &pass.messages) : SMX_ENOMEM;

	if (rc == SMX_OK)
		rc = smx_pass_run(&pass);
	*messages = pass.messages;
	smx_policy_free(pass.policy);
	free(pass.state_dir);
	smx_sources_free(&sources);
	return rc;
}

void
unit_review(const char *conf, struct smx_messages *messages)
{
	int rc = unit_review_file(unit_write("straymx.conf", conf), messages);

	ck_assert_int_eq(rc == SMX_OK, messages->n_errors == 0);
}

/* A policy with one zone of `records`; its messages are freed by the caller. */
static struct smx_policy *
load_zone(const char *records, struct smx_messages *messages)
{
	struct smx_policy *policy;
	char zone[8192];

	snprintf(zone, sizeof zone, "%s%s", UNIT_ZONE_HEAD, records);
	unit_write("unit.zone", zone);
	policy = unit_load("zone \"unit\" { file = \"unit.zone\" }\n", messages);
	ck_assert_msg(messages->n_errors == 0, "%s",
		      messages->n_messages > 0 ? messages->list[0].text : "");
	ck_assert_ptr_nonnull(policy);
	return policy;
}

struct smx_policy *
unit_policy(const char *records)
{
	struct smx_messages messages;
	struct smx_policy *policy = load_zone(records, &messages);

	ck_assert_msg(messages.n_messages == 0, "%s",
		      messages.n_messages > 0 ? messages.list[0].text : "");
	smx_messages_free(&messages);
	return policy;
}

struct smx_policy *
unit_policy_warned(const char *records)
{
	struct smx_messages messages;
	struct smx_policy *policy = load_zone(records, &messages);

	smx_messages_free(&messages);
	return policy;
}

size_t
unit_count(const char32_t *text)
{
	size_t n = 0;

	while (text[n] != 0)
		n++;
	return n;
}

struct smx_verdict
unit_lookup(const struct smx_policy *policy, const char *text)
{
	struct smx_verdict verdict;
	uint8_t wire[SMX_WIRE_MAX];
	size_t len = common_wire(text, wire);

	ck_assert_uint_gt(len, 0);
	smx_lookup(policy, wire, len, &verdict);
	return verdict;
}

struct smx_name
unit_name(const char *text)
{
	struct smx_name name;

	ck_assert_msg(smx_name_from_text(&name, text, strlen(text)) == SMX_OK, "%s", text);
	return name;
}

struct smx_span
unit_span(const char *text)
{
	struct smx_span span = {(const uint8_t *)text, strlen(text)};

	return span;
}

const char *
unit_message(const struct smx_messages *messages, size_t i)
{
	static char text[2048];
	size_t folder_len = strlen(unit_dir) + 1;

	ck_assert_uint_lt(i, messages->n_messages);
	smx_message_write(messages, i, text, sizeof text);
	return strncmp(text, unit_dir, folder_len - 1) == 0 ? text + folder_len : text;
}

static void
remove_dir(void)
{
	DIR *dir = opendir(unit_dir);
	struct dirent *entry;
	char path[768];

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", unit_dir, entry->d_name);
		if (unlink(path) != 0)
			rmdir(path);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(unit_dir);
}

int
main(void)
{
	static Suite *(*const suites[])(void) = {
		suite_grow, suite_name, suite_osa, suite_keyboard, suite_edit, suite_skeleton,
		suite_punycode, suite_ulabel, suite_glyph, suite_likeness,
		suite_words, suite_profile, suite_prefixes, suite_nameset, suite_suffix,
		suite_confusable, suite_lookup, suite_verdict, suite_arena, suite_pages,
		suite_bloom, suite_hash,
		suite_keymap, suite_label, suite_query, suite_entry, suite_hostprefix,
		suite_clients, suite_endings, suite_frames, suite_neighbours, suite_index,
		suite_search, suite_exact, suite_diff, suite_describe, suite_messages,
		suite_file, suite_psl, suite_host, suite_param, suite_record, suite_rr,
		suite_zonefile, suite_zone, suite_list, suite_conf, suite_confcheck,
		suite_confexplain, suite_confparse, suite_conftoken, suite_text, suite_reach,
		suite_tally, suite_origins, suite_idle, suite_builder, suite_load, suite_store,
		suite_keeper, suite_status, suite_buildid, suite_variants, suite_confscan, suite_notes,
		suite_reasons, suite_advice, suite_journal, suite_incidents,
		suite_eventfile, suite_cells,  suite_metrics,
		suite_metrics_doc,
	};
	const char *tmp = getenv("TMPDIR");
	SRunner *runner = srunner_create(NULL);
	int n_failed;

	snprintf(unit_dir, 200, "%s/straymx-unit-XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(unit_dir) == NULL) {
		perror(unit_dir);
		return 1;
	}
	for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_NORMAL);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	if (n_failed == 0)
		remove_dir();
	else
		printf("files of the tests: %s\n", unit_dir);
	return n_failed == 0 ? 0 : 1;
}
