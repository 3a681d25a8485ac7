/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * doc/metrics.md and doc/grafana.json know of what is written, and of nothing else.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "journal/meters.h"
#include "journal/metrics.h"
#include "policy/keeper.h"
#include "unit.h"

/* With a sample of each metric. */
static char *
write_metrics(void)
{
	static struct smx_counts counts;
	static struct smx_meters meters;
	struct smx_cell cell = {"z", SMX_RULE_TLD, SMX_NXDOMAIN, SMX_ENFORCE, 1, {1}};
	struct smx_status status = {.unbound_version = "1.17.1",
				    .now = UNIT_NOW,
				    .counts = &counts,
				    .meters = &meters,
				    .cells = &cell,
				    .n_cells = 1};
	struct smx_keeper *keeper;
	struct smx_policy *policy;
	char *text;

	unit_write("z.zone", UNIT_ZONE_HEAD "army.mil CNAME .\n");
	keeper = smx_keeper_new(
		unit_write("straymx.conf", "allow = {\"z.list\"}\nzone \"z\" { file = \"z.zone\" }\n"));
	unit_write("z.list", "nic.ml\n");
	smx_keeper_look(keeper, UNIT_NOW, true, &policy);
	ck_assert_ptr_nonnull(policy);
	status.keeper = keeper;
	status.policy = policy;
	text = smx_metrics_write(&status);
	ck_assert_ptr_nonnull(text);
	smx_keeper_free(keeper);
	smx_policy_free(policy);
	return text;
}

static char *
read_doc(const char *name)
{
	const char *zones = getenv("STRAYMX_ZONES");
	char path[512], *text = NULL;
	size_t size = 0;
	FILE *file;

	ck_assert_ptr_nonnull(zones);
	snprintf(path, sizeof path, "%s/../doc/%s", zones, name);
	file = fopen(path, "r");
	ck_assert_msg(file != NULL, "%s", path);
	ck_assert_int_gt(getdelim(&text, &size, '\0', file), 0);
	fclose(file);
	return text;
}

/* `| `name` | type | labels | ...` of each metric, as doc/metrics.md has it. */
static char *
table_of(const char *text)
{
	char *table = NULL;
	size_t size;
	FILE *stream = open_memstream(&table, &size);
	const char *line = text;

	while ((line = strstr(line, "# TYPE ")) != NULL) {
		char name[128], type[16], labels[256] = "";
		const char *sample = strchr(line, '\n') + 1;
		size_t len;

		ck_assert_int_eq(sscanf(line, "# TYPE %127s %15s", name, type), 2);
		len = strcspn(sample, "{ \n");
		if (sample[len] == '{' && strcmp(type, "histogram") != 0) {
			for (const char *at = sample + len; *at != '}'; at++) {
				size_t n = strcspn(at + 1, "=");

				snprintf(labels + strlen(labels), sizeof labels - strlen(labels),
					 "%s%.*s", labels[0] != '\0' ? ", " : "", (int)n, at + 1);
				for (at += n + 3; *at != '"'; at++)
					at += *at == '\\';
				if (at[1] == '}')
					break;
			}
		}
		fprintf(stream, "| `%s` | %s | %s |\n", name, type, labels);
		line = sample;
	}
	fclose(stream);
	return table;
}

START_TEST(each_metric_is_documented)
{
	char *text = write_metrics(), *table = table_of(text), *doc = read_doc("metrics.md");
	char *documented = NULL;
	size_t size;
	FILE *stream = open_memstream(&documented, &size);

	for (const char *line = strstr(doc, "\n| `straymx_"); line != NULL;
	     line = strstr(line + 1, "\n| `straymx_")) {
		const char *end = line + 1;

		for (int i = 0; i < 4; i++)
			end = strchr(end, '|') + 1;
		fprintf(stream, "%.*s\n", (int)(end - line - 1), line + 1);
	}
	fclose(stream);
	ck_assert_str_eq(documented, table);
	free(documented);
	free(doc);
	free(table);
	free(text);
}
END_TEST

/* Whether all metrics that an expression names are written. */
static void
check_expression(const char *expression, const char *text)
{
	for (const char *at = strstr(expression, "straymx_"); at != NULL;
	     at = strstr(at, "straymx_")) {
		char line[160];
		size_t len = 0;

		while (islower((unsigned char)at[len]) || at[len] == '_')
			len++;
		snprintf(line, sizeof line, "# TYPE %.*s ", (int)len, at);
		if (len > 7 && strncmp(at + len - 7, "_bucket", 7) == 0)
			snprintf(line, sizeof line, "# TYPE %.*s ", (int)len - 7, at);
		ck_assert_msg(strstr(text, line) != NULL, "%.*s in %s", (int)len, at, expression);
		at += len;
	}
}

static size_t
check_expressions(const json_t *json, const char *text)
{
	size_t n = 0, i;
	const char *key;
	json_t *value;

	if (json_is_array(json)) {
		json_array_foreach(json, i, value)
			n += check_expressions(value, text);
		return n;
	}
	json_object_foreach((json_t *)(uintptr_t)json, key, value) {
		if (strcmp(key, "expr") == 0) {
			check_expression(json_string_value(value), text);
			n++;
		}
		n += check_expressions(value, text);
	}
	return n;
}

START_TEST(the_dashboard_shows_what_is_written)
{
	char *text = write_metrics(), *doc = read_doc("grafana.json");
	json_error_t error;
	json_t *json = json_loads(doc, JSON_REJECT_DUPLICATES, &error);

	ck_assert_msg(json != NULL, "line %d: %s", error.line, error.text);
	ck_assert_uint_gt(check_expressions(json, text), 15);
	json_decref(json);
	free(doc);
	free(text);
}
END_TEST

START_TEST(alert_rules_ask_for_what_is_written)
{
	char *text = write_metrics(), *doc = read_doc("metrics.md");
	size_t n = 0;

	for (const char *at = strstr(doc, " expr: "); at != NULL; at = strstr(at + 1, " expr: ")) {
		char *line = strndup(at, strcspn(at, "\n"));

		check_expression(line, text);
		free(line);
		n++;
	}
	ck_assert_uint_eq(n, 3);
	free(doc);
	free(text);
}
END_TEST

Suite *
suite_metrics_doc(void)
{
	Suite *suite = suite_create("metrics_doc");
	TCase *tcase = tcase_create("metrics_doc");

	tcase_add_test(tcase, each_metric_is_documented);
	tcase_add_test(tcase, the_dashboard_shows_what_is_written);
	tcase_add_test(tcase, alert_rules_ask_for_what_is_written);
	suite_add_tcase(suite, tcase);
	return suite;
}
