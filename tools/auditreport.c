/* SPDX-License-Identifier: BSD-3-Clause */
#include "auditreport.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"

/* ---- sums -------------------------------------------------------------------------------- */

void
audit_sum(const struct audit *audit, struct audit_sums *sums)
{
	memset(sums, 0, sizeof *sums);
	for (size_t i = 0; i < audit->hits.n_rows_listed; i++) {
		const struct stray_row *row = audit->hits.rows[i];
		const struct smx_entry *entry = row->hit[STRAY_POLICY].entry;

		if (smx_entry_mode(entry) == SMX_MONITOR)
			sums->monitor += row->sum;
		else if (smx_entry_asks(entry))
			sums->verify += row->sum;
		else
			sums->intercept += row->sum;
		sums->all += row->sum;
		sums->n_strays += row->n_strays;
	}
}

enum audit_change
audit_change_of(const struct stray_row *row)
{
	if (row->hit[STRAY_OTHER].entry == NULL)
		return AUDIT_ADDED;
	return row->hit[STRAY_POLICY].entry == NULL ? AUDIT_REMOVED : AUDIT_CHANGED;
}

/* ---- cells ------------------------------------------------------------------------------- */

static void
write_number(char *text, uint64_t number)
{
	snprintf(text, COLUMN_TEXT_SIZE, "%" PRIu64, number);
}

static void
write_row_sum(const void *item, const void *closure, char *text)
{
	const struct stray_row *row = item;

	(void)closure;
	write_number(text, row->sum);
}

static void
write_n_strays(const void *item, const void *closure, char *text)
{
	const struct stray_row *row = item;

	(void)closure;
	write_number(text, row->n_strays);
}

/* The side that a table of rows or lookalikes is about. */
static const struct stray_hit *
hit_of(const struct stray_row *row, const void *closure)
{
	const int *side = closure;

	return &row->hit[*side];
}

static void
write_protected(const void *item, const void *closure, char *text)
{
	smx_entry_name_write(hit_of(item, closure)->entry, text, COLUMN_TEXT_SIZE);
}

static void
write_rule(const void *item, const void *closure, char *text)
{
	strcpy(text, smx_rule_name(hit_of(item, closure)->rule));
}

static void
write_zone(const void *item, const void *closure, char *text)
{
	snprintf(text, COLUMN_TEXT_SIZE, "%s", smx_entry_zone(hit_of(item, closure)->entry));
}

/* What becomes of a question, as explain says it. */
static const char *
verdict_of(const struct smx_entry *entry)
{
	if (smx_entry_mode(entry) == SMX_MONITOR)
		return "monitor";
	return smx_entry_asks(entry) ? "intercept if meant exists" : "intercept";
}

static void
write_verdict(const void *item, const void *closure, char *text)
{
	strcpy(text, verdict_of(hit_of(item, closure)->entry));
}

static void
write_action(const void *item, const void *closure, char *text)
{
	strcpy(text, smx_action_name(smx_entry_action(hit_of(item, closure)->entry)));
}

static void
write_stray_sum(const void *item, const void *closure, char *text)
{
	const struct stray *stray = item;

	(void)closure;
	write_number(text, stray->sum);
}

static void
write_rank(const void *item, const void *closure, char *text)
{
	const struct stray *stray = item;

	(void)closure;
	if (stray->rank == 0)
		strcpy(text, "-");
	else
		write_number(text, stray->rank);
}

static void
write_name(const void *item, const void *closure, char *text)
{
	(void)closure;
	stray_name_write(item, text);
}

static void
write_intended(const void *item, const void *closure, char *text)
{
	const int *side = closure;

	stray_intended_write(item, *side, text);
}

static void
write_stray_rule(const void *item, const void *closure, char *text)
{
	const struct stray *stray = item;

	write_rule(stray->row, closure, text);
}

static void
write_stray_zone(const void *item, const void *closure, char *text)
{
	const struct stray *stray = item;

	write_zone(stray->row, closure, text);
}

static void
write_stray_verdict(const void *item, const void *closure, char *text)
{
	const struct stray *stray = item;

	write_verdict(stray->row, closure, text);
}

/* All of a side in one cell. */
static void
write_way(const void *item, int side, char *text)
{
	const struct stray *stray = item;
	const struct stray_hit *hit = &stray->row->hit[side];
	char name[SMX_NAME_TEXT_SIZE];

	smx_entry_name_write(hit->entry, name, sizeof name);
	snprintf(text, COLUMN_TEXT_SIZE, "%s by %s: %s, %s", name, smx_rule_name(hit->rule),
		 smx_action_name(smx_entry_action(hit->entry)), verdict_of(hit->entry));
}

static void
write_way_now(const void *item, const void *closure, char *text)
{
	(void)closure;
	write_way(item, STRAY_POLICY, text);
}

static void
write_way_before(const void *item, const void *closure, char *text)
{
	(void)closure;
	write_way(item, STRAY_OTHER, text);
}

/* ---- tables ------------------------------------------------------------------------------ */

static const struct column row_columns[] = {
	{"protected", false, write_protected}, {"rule", false, write_rule},
	{"hits", true, write_row_sum},         {"lookalikes", true, write_n_strays},
	{"zone", false, write_zone},           {"action", false, write_action},
	{"verdict", false, write_verdict},
};

static const struct column stray_columns[] = {
	{"lookalike", false, write_name},        {"hits", true, write_stray_sum},
	{"rank", true, write_rank},              {"meant", false, write_intended},
	{"rule", false, write_stray_rule},       {"zone", false, write_stray_zone},
	{"verdict", false, write_stray_verdict},
};

#define N_STRAY_COLUMNS (sizeof stray_columns / sizeof stray_columns[0])

static void
print_sums(const struct audit_report *report)
{
	const struct audit_lines *lines = &report->audit->lines;
	struct audit_sums sums;

	audit_sum(report->audit, &sums);
	const struct {
		const char *what;
		uint64_t count;
		bool is_always;
	} counts[] = {
		{"lines read", audit_count_lines(lines), true},
		{"lines that are empty, comments or headings", lines->read[LOGLINE_NOTHING], false},
		{"lines of logs about something else", lines->read[LOGLINE_OTHER], false},
		{"lines of types that are not judged", lines->unjudged, false},
		{"lines that cannot be read", lines->read[LOGLINE_BAD], false},
		{"names judged", audit_count_names(report->audit), true},
		{"names hit: intercept", sums.intercept, true},
		{"names hit: intercept if meant exists", sums.verify, true},
		{"names hit: monitor", sums.monitor, true},
	};
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		if (counts[i].is_always || counts[i].count > 0)
			printf("%-42s %12" PRIu64 "\n", counts[i].what, counts[i].count);
	}
}

static void
print_others(const struct strays *strays)
{
	uint64_t others = strays_count_others(strays);

	if (others > 0)
		printf("and %" PRIu64 " hits by lookalikes beyond the first %zu, which are not told "
		       "apart\n",
		       others, strays->n_strays);
}

static void
print_hits(const struct audit_report *report)
{
	static const int side = STRAY_POLICY;
	const struct strays *hits = &report->audit->hits;
	size_t n = hits->n_listed < report->n_top ? hits->n_listed : report->n_top;

	if (hits->n_rows_listed == 0)
		return;
	printf("\nby protected name and rule:\n");
	columns_print(row_columns, sizeof row_columns / sizeof row_columns[0],
		      (const void *const *)hits->rows, hits->n_rows_listed, &side);
	if (n < hits->n_listed)
		printf("\nlookalikes, the first %zu of %zu by hits:\n", n, hits->n_listed);
	else
		printf("\nlookalikes, by hits:\n");
	columns_print(stray_columns, N_STRAY_COLUMNS, (const void *const *)hits->list, n, &side);
	print_others(hits);
}

/* ---- comparing --------------------------------------------------------------------------- */

static void
print_change_heading(const struct audit_report *report, enum audit_change change)
{
	const char *now = report->conf_path, *before = report->other_path;

	putchar('\n');
	if (change == AUDIT_CHANGED)
		printf("hit with both, but in another way:\n");
	else
		printf("hit with %s, not with %s:\n", change == AUDIT_ADDED ? now : before,
		       change == AUDIT_ADDED ? before : now);
}

static void
print_changed(const struct audit_report *report, const void *const *items, size_t n_items)
{
	char now[COLUMN_TEXT_SIZE], before[COLUMN_TEXT_SIZE];
	const struct column columns[] = {
		{"lookalike", false, write_name},
		{"hits", true, write_stray_sum},
		{"rank", true, write_rank},
		{before, false, write_way_before},
		{now, false, write_way_now},
	};

	snprintf(now, sizeof now, "with %s", report->conf_path);
	snprintf(before, sizeof before, "with %s", report->other_path);
	columns_print(columns, sizeof columns / sizeof columns[0], items, n_items, NULL);
}

static bool
print_changes(const struct audit_report *report)
{
	const struct strays *changes = &report->audit->changes;
	const void **items = malloc((changes->n_listed + 1) * sizeof items[0]);

	if (items == NULL)
		return false;
	if (changes->n_rows_listed == 0)
		printf("\nthe same is hit with %s and with %s\n", report->conf_path,
		       report->other_path);
	for (int change = 0; change < AUDIT_N_CHANGES; change++) {
		int side = change == AUDIT_REMOVED ? STRAY_OTHER : STRAY_POLICY;
		size_t n = 0;

		for (size_t i = 0; i < changes->n_listed; i++) {
			if ((int)audit_change_of(changes->list[i]->row) == change)
				items[n++] = changes->list[i];
		}
		if (n == 0)
			continue;
		print_change_heading(report, change);
		if (change == AUDIT_CHANGED)
			print_changed(report, items, n);
		else
			columns_print(stray_columns, N_STRAY_COLUMNS, items, n, &side);
	}
	print_others(changes);
	free(items);
	return true;
}

bool
audit_print_text(const struct audit_report *report)
{
	print_sums(report);
	print_hits(report);
	return report->other_path == NULL || print_changes(report);
}
