/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/exposition.h"
#include "policy/keeper.h"
#include "straymx.h"

/* Writes the samples of a metric. */
typedef void (*write_function)(FILE *stream, const char *name, const struct smx_status *status);

#define WRITES(function)                                                                           \
	static void function(FILE *stream, const char *name, const struct smx_status *status)

/* A metric that is one number. */
#define WRITES_NUMBER(function, number)                                                            \
	WRITES(function)                                                                           \
	{                                                                                          \
		smx_exposition_number(stream, name, NULL, (unsigned long)(number));                \
	}

/* A sample with one label. */
static void
write_labelled(FILE *stream, const char *name, const char *label, const char *value,
	       unsigned long number)
{
	const struct smx_metric_label labels[] = {{label, value}, {NULL, NULL}};

	smx_exposition_number(stream, name, labels, number);
}

/* ---- the module and its policy ---------------------------------------------------------------- */

WRITES(write_build)
{
	const struct smx_metric_label labels[] = {{"version", STRAYMX_VERSION},
					   {"unbound_version", status->unbound_version},
					   {NULL, NULL}};

	smx_exposition_number(stream, name, labels, 1);
}

WRITES_NUMBER(write_start, status->started_at)
WRITES_NUMBER(write_now, status->now)
WRITES_NUMBER(write_acting, status->policy != NULL && smx_policy_is_enabled(status->policy))
WRITES_NUMBER(write_generation, status->generation)
WRITES_NUMBER(write_since, status->policy != NULL ? status->in_force_since : 0)
WRITES_NUMBER(write_zones, status->policy != NULL ? smx_policy_count_zones(status->policy) : 0)
WRITES_NUMBER(write_failures, status->n_failures)

WRITES(write_entries)
{
	const struct smx_policy *policy = status->policy;

	write_labelled(stream, name, "kind", "protected",
		       policy != NULL ? smx_policy_count_protected(policy) : 0);
	write_labelled(stream, name, "kind", "exempt",
		       policy != NULL ? smx_policy_count_exempt(policy) : 0);
}

/* ---- files ------------------------------------------------------------------------------------ */

/* What is told of one file; false: nothing. */
typedef bool (*read_function)(const struct smx_source *source, const struct smx_status *status,
			      unsigned long *number);

static void
write_files(FILE *stream, const char *name, const struct smx_status *status, read_function read)
{
	const struct smx_sources *sources = &status->keeper->sources;

	for (size_t i = 0; i < sources->n_sources && i < SMX_METRICS_FILES_MAX; i++) {
		const struct smx_source *source = sources->list[i];
		const struct smx_metric_label labels[] = {{"file", source->path},
						   {"kind", smx_source_kind_name(source->kind)},
						   {NULL, NULL}};
		unsigned long number;

		if (read(source, status, &number))
			smx_exposition_number(stream, name, labels, number);
	}
}

static bool
read_age(const struct smx_source *source, const struct smx_status *status, unsigned long *number)
{
	time_t modified = source->good.modified;

	*number = modified < status->now ? (unsigned long)(status->now - modified) : 0;
	return source->good.bytes != NULL;
}

static bool
read_loaded(const struct smx_source *source, const struct smx_status *status,
	    unsigned long *number)
{
	(void)status;
	*number = (unsigned long)source->loaded_at;
	return source->good.bytes != NULL;
}

static bool
read_names(const struct smx_source *source, const struct smx_status *status, unsigned long *number)
{
	(void)status;
	*number = source->n_names;
	return source->good.bytes != NULL && source->kind != SMX_SOURCE_CONF;
}

static bool
read_errors(const struct smx_source *source, const struct smx_status *status,
	    unsigned long *number)
{
	(void)status;
	*number = source->faults.n_errors;
	return true;
}

WRITES(write_ages) { write_files(stream, name, status, read_age); }
WRITES(write_loaded) { write_files(stream, name, status, read_loaded); }
WRITES(write_names) { write_files(stream, name, status, read_names); }
WRITES(write_errors) { write_files(stream, name, status, read_errors); }

/* ---- questions ---------------------------------------------------------------------------------- */

/* One number of all meters together, `offset` bytes from the beginning of each. */
static unsigned long
sum_meters(const struct smx_status *status, size_t offset)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < SMX_METERS_MAX; i++) {
		const char *meter = (const char *)&status->meters->list[i];

		sum += atomic_load_explicit((const atomic_ulong *)(const void *)(meter + offset),
					    memory_order_relaxed);
	}
	return sum;
}

WRITES(write_questions)
{
	write_labelled(stream, name, "source", "module",
		       sum_meters(status, offsetof(struct smx_meter, n_seen)));
	write_labelled(stream, name, "source", "cache",
		       sum_meters(status, offsetof(struct smx_meter, n_cached)));
}

WRITES(write_decisions)
{
	for (size_t i = 0; i < SMX_N_DECISIONS; i++)
		write_labelled(stream, name, "decision", smx_decision_name((enum smx_decision)i),
			       sum_meters(status, offsetof(struct smx_meter, decisions) +
							  i * sizeof(atomic_ulong)));
}

WRITES_NUMBER(write_lookups, sum_meters(status, offsetof(struct smx_meter, n_lookups)))

WRITES(write_lookup_times)
{
	smx_exposition_histogram(stream, name, &smx_scale_lookups, &status->meters->list[0].lookups,
				 SMX_METERS_MAX, sizeof(struct smx_meter));
}

WRITES(write_verifications)
{
	static const struct {
		const char *outcome;
		enum smx_count count;
	} outcomes[] = {{"exists", SMX_COUNT_EXISTS},
			{"absent", SMX_COUNT_ABSENT},
			{"failed", SMX_COUNT_FAILED},
			{"refused", SMX_COUNT_REFUSED}};

	for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
		write_labelled(stream, name, "outcome", outcomes[i].outcome,
			       smx_counts_get(status->counts, outcomes[i].count));
}

WRITES(write_verification_times)
{
	smx_exposition_histogram(stream, name, &smx_scale_verifications,
				 &status->meters->verifications, 1, 0);
}

/* ---- lookalikes ---------------------------------------------------------------------------------- */

static const char *const fates[SMX_N_FATES] = {
	[SMX_FATE_INTERCEPTED] = "intercepted", [SMX_FATE_DEFERRED] = "deferred",
	[SMX_FATE_MONITORED] = "monitored",     [SMX_FATE_UNVERIFIED] = "unverified",
	[SMX_FATE_CONFIRMED] = "confirmed",
};

static void
write_cell(FILE *stream, const char *name, const struct smx_cell *cell, const char *outcome,
	   unsigned long number)
{
	const struct smx_metric_label labels[] = {
		{"zone", cell->zone},
		{"rule", smx_rule_name((enum smx_rule)cell->rule)},
		{"action", smx_action_name((enum smx_action)cell->action)},
		{"mode", smx_mode_name((enum smx_mode)cell->mode)},
		{outcome != NULL ? "outcome" : NULL, outcome},
		{NULL, NULL}};

	smx_exposition_number(stream, name, labels, number);
}

WRITES(write_incidents)
{
	for (size_t i = 0; i < status->n_cells; i++)
		write_cell(stream, name, &status->cells[i], NULL, status->cells[i].n_incidents);
}

/* Those outcomes that the mode can have. */
WRITES(write_answers)
{
	for (size_t i = 0; i < status->n_cells; i++) {
		const struct smx_cell *cell = &status->cells[i];
		int first = cell->mode == SMX_MONITOR ? SMX_FATE_MONITORED : SMX_FATE_INTERCEPTED;

		for (int fate = first; fate < first + 2; fate++)
			write_cell(stream, name, cell, fates[fate], cell->n_answers[fate]);
	}
}

/* ---- the journal ----------------------------------------------------------------------------------- */

WRITES_NUMBER(write_queued, status->journal.n_queued)
WRITES_NUMBER(write_slots, status->journal.n_slots)
WRITES_NUMBER(write_open, status->journal.n_open)
WRITES_NUMBER(write_written, status->journal.n_incidents)
WRITES_NUMBER(write_written_questions, status->journal.n_questions)
WRITES_NUMBER(write_lost_to_disk, status->journal.n_lost_to_disk)
WRITES_NUMBER(write_working, status->has_journal && status->journal.write_error == 0)

WRITES(write_lost_to_queue)
{
	for (int fate = 0; fate < SMX_N_FATES; fate++)
		write_labelled(stream, name, "outcome", fates[fate],
			       status->journal.n_events_lost[fate]);
}

/* ---- sweeps and memory -------------------------------------------------------------------------------- */

WRITES_NUMBER(write_sweeps, status->n_sweeps)
WRITES_NUMBER(write_removed, status->n_removed)
WRITES_NUMBER(write_swept, status->swept_at)

WRITES(write_memory)
{
	const struct smx_sources *sources = &status->keeper->sources;
	size_t n_text_bytes = 0;

	for (size_t i = 0; i < sources->n_sources; i++)
		n_text_bytes += sources->list[i]->good.len + sources->list[i]->fresh.len;
	write_labelled(stream, name, "part", "policy",
		       status->policy != NULL ? smx_policy_size(status->policy) : 0);
	write_labelled(stream, name, "part", "files", n_text_bytes);
	write_labelled(stream, name, "part", "journal", status->journal.n_bytes);
	write_labelled(stream, name, "part", "module", status->n_module_bytes);
}

/* ---- all of them --------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	const char *type;
	const char *help;
	write_function write;
} metrics[] = {
	{"straymx_build_info", "gauge", "Always 1; the versions of straymx and Unbound.",
	 write_build},
	{"straymx_start_time_seconds", "gauge", "When the module was set up.", write_start},
	{"straymx_written_timestamp_seconds", "gauge", "When this file was written.", write_now},
	{"straymx_acting", "gauge", "Whether lookalikes are intercepted at all.", write_acting},
	{"straymx_policy_generation", "gauge",
	 "The number of the policy in force; 0: there is none.", write_generation},
	{"straymx_policy_in_force_timestamp_seconds", "gauge",
	 "Since when the policy is in force; 0: there is none.", write_since},
	{"straymx_policy_zones", "gauge", "Zones of the policy.", write_zones},
	{"straymx_policy_entries", "gauge", "Names in the policy.", write_entries},
	{"straymx_reload_failures_total", "counter", "Looks at the files that found new errors.",
	 write_failures},
	{"straymx_file_age_seconds", "gauge", "How long ago the version in use was changed.",
	 write_ages},
	{"straymx_file_loaded_timestamp_seconds", "gauge", "When the version in use was loaded.",
	 write_loaded},
	{"straymx_file_entries", "gauge", "Names in the version in use.", write_names},
	{"straymx_file_errors", "gauge", "Errors in the version that is there now.", write_errors},
	{"straymx_questions_total", "counter", "Clients' questions seen.", write_questions},
	{"straymx_decisions_total", "counter", "Clients' questions decided.", write_decisions},
	{"straymx_lookups_total", "counter", "Names looked up in the policy.", write_lookups},
	{"straymx_lookup_duration_seconds", "histogram",
	 "Time for a lookup in the policy, of a sample of them.", write_lookup_times},
	{"straymx_verifications_total", "counter",
	 "Questions that depended on the existence of the intended name.", write_verifications},
	{"straymx_verification_duration_seconds", "histogram",
	 "How long questions waited for the lookup of the intended name.",
	 write_verification_times},
	{"straymx_incidents_total", "counter",
	 "Bursts of questions of one client for one lookalike.", write_incidents},
	{"straymx_answers_total", "counter", "Questions for lookalikes.", write_answers},
	{"straymx_journal_writable", "gauge",
	 "Whether there is a journal, and events.jsonl could be written the last time.",
	 write_working},
	{"straymx_journal_queue_events", "gauge", "Events on their way to the journal.",
	 write_queued},
	{"straymx_journal_queue_slots", "gauge", "Events that can be on their way.", write_slots},
	{"straymx_journal_open_incidents", "gauge", "Incidents that are not written yet.",
	 write_open},
	{"straymx_journal_incidents_total", "counter", "Incidents written to events.jsonl.",
	 write_written},
	{"straymx_journal_questions_total", "counter",
	 "Questions of the incidents written to events.jsonl.", write_written_questions},
	{"straymx_journal_queue_lost_total", "counter",
	 "Events lost, as there was no room in the queue.", write_lost_to_queue},
	{"straymx_journal_disk_lost_total", "counter",
	 "Questions of incidents that could not be written to events.jsonl.", write_lost_to_disk},
	{"straymx_sweeps_total", "counter", "Sweeps of the caches.", write_sweeps},
	{"straymx_swept_entries_total", "counter", "Entries removed from the caches by sweeps.",
	 write_removed},
	{"straymx_swept_timestamp_seconds", "gauge", "When the caches were swept; 0: not yet.",
	 write_swept},
	{"straymx_memory_bytes", "gauge", "Memory, about.", write_memory},
};

char *
smx_metrics_write(const struct smx_status *status)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	bool is_whole;

	if (stream == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++) {
		smx_exposition_begin(stream, metrics[i].name, metrics[i].type, metrics[i].help);
		metrics[i].write(stream, metrics[i].name, status);
	}
	is_whole = ferror(stream) == 0;
	if (fclose(stream) == 0 && is_whole)
		return text;
	free(text);
	return NULL;
}

int
smx_metrics_save(const struct smx_status *status, const char *state_dir)
{
	static const char name[] = "metrics.prom";
	size_t size = strlen(state_dir) + 1 + sizeof name;
	char *text = smx_metrics_write(status), *path = malloc(size);
	int rc = SMX_ENOMEM;

	if (text != NULL && path != NULL) {
		snprintf(path, size, "%s/%s", state_dir, name);
		rc = smx_file_write(path, text, strlen(text), false);
	}
	free(path);
	free(text);
	return rc;
}
