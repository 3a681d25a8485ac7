/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx rpz: the policy as a response policy zone, for resolvers without the module.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "options.h"
#include "rpzexport.h"

#define DEFAULT_LIMIT 300
#define DEFAULT_ORIGIN "rpz.straymx.example"

struct rpz_run {
	struct rpz_export export;
	unsigned limit; /* 0: none */
	bool is_all;
	unsigned ttl; /* 0: that of the policy */
	struct verb_client client; /* of `export.filter`, which is for all without one */
};

static const struct verb_help help = {
	.usage = "[OPTION...]\n",
	.about = "Writes the policy to standard output as a response policy zone, which BIND,\n"
		 "Unbound and others can load: the lookalikes of each protected name, the most\n"
		 "probable ones first, and all names below them.  What such a zone cannot say,\n"
		 "and what is left out, is told on standard error.\n",
	.exit_code = "0 if the zone was written, 2 on error\n",
	.examples = "$ straymx rpz --limit 1000 >rpz.new && mv rpz.new rpz.zone\n"
		    "$ straymx rpz 2>/dev/null | named-checkzone rpz.straymx.example /dev/stdin\n",
};

static bool
take_limit(void *target, const struct verb_option *option, const char *text)
{
	unsigned *limit = target;

	if (strcmp(text, "0") != 0)
		return verb_take_count(target, option, text);
	*limit = 0;
	return true;
}

static bool
take_origin(void *target, const struct verb_option *option, const char *text)
{
	if (rpz_file_set_origin(target, text))
		return true;
	fprintf(stderr, "straymx: --%s %s: that is no name for a zone\n", option->name, text);
	return false;
}

static bool
find_serial(uint32_t *serial)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH"); /* reproducible-builds.org */
	unsigned long long number;
	char *end = NULL;

	if (epoch == NULL || epoch[0] == '\0') {
		*serial = (uint32_t)time(NULL);
		return true;
	}
	errno = 0;
	number = strtoull(epoch, &end, 10);
	if (epoch[0] < '0' || epoch[0] > '9' || *end != '\0' || errno != 0 || number > UINT32_MAX) {
		fprintf(stderr, "straymx: SOURCE_DATE_EPOCH=%s: it takes a number up to %u\n", epoch,
			UINT32_MAX);
		return false;
	}
	*serial = (uint32_t)number;
	return true;
}

/* Say what is in the zone and what is not. */
static void
print_summary(const struct rpz_export *export)
{
	const struct smx_policy *policy = export->policy;

	if (!smx_policy_is_enabled(policy)) {
		fprintf(stderr, "straymx: the zone is empty, as straymx.conf has enabled = no\n");
		return;
	}
	fprintf(stderr, "exported: %" PRIu64 " lookalike%s of %" PRIu64 " protected name%s, %" PRIu64
		" exempt name%s\n", export->n_lookalikes, export->n_lookalikes == 1 ? "" : "s",
		export->n_protected, export->n_protected == 1 ? "" : "s", export->n_exempt,
		export->n_exempt == 1 ? "" : "s");
	rpz_left_print(&export->left, policy, export->limit);
	if (export->n_lookalikes == 0)
		fprintf(stderr, "straymx: the zone blocks nothing\n");
}

static int
run_export(struct rpz_run *run, const struct smx_policy *policy)
{
	struct rpz_export *export = &run->export;

	export->policy = policy;
	export->limit = run->is_all ? 0 : run->limit;
	export->file.ttl = run->ttl != 0 ? run->ttl : policy->ttl;
	if (!find_serial(&export->file.serial))
		return EXIT_TROUBLE;
	if (!smx_policy_is_enabled(policy))
		rpz_file_begin(&export->file);
	else if (rpz_export_run(export) != SMX_OK)
		return EXIT_TROUBLE;
	if (!ferror(stdout))
		print_summary(export);
	return EXIT_FINE;
}

int
verb_rpz(struct verb_call *call)
{
	struct rpz_run run = {.limit = DEFAULT_LIMIT,
			      .export.filter.is_for_all = true,
			      .client.family = AF_UNSPEC};
	const struct verb_option options[] = {
		{'a', "all", NULL, "all lookalikes of a name, which may be millions",
		 verb_take_flag, &run.is_all},
		{'C', "client", "ADDR", "the zone as this client sees the policy; otherwise\n"
		 "zones for some clients alone are left out", verb_take_client, &run.client},
		{'l', "limit", "N", "at most N lookalikes of a name, 300 unless told;\n0: all of them",
		 take_limit, &run.limit},
		{'o', "origin", "NAME", "the name of the zone, " DEFAULT_ORIGIN "\nunless told",
		 take_origin, &run.export.file},
		{'t', "ttl", "SECONDS", "of all records; otherwise that of straymx.conf",
		 verb_take_count, &run.ttl},
	};
	struct smx_policy *policy;
	int exit_code;

	rpz_file_set_origin(&run.export.file, DEFAULT_ORIGIN);
	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	if (call->n_operands > 0)
		return verb_misused(call, "takes no arguments beside its options");
	if (run.client.family != AF_UNSPEC)
		run.export.filter = (struct smx_filter){.family = run.client.family,
							.address = &run.client.address};
	policy = verb_load_policy(call->conf_path);
	if (policy == NULL)
		return EXIT_TROUBLE;
	exit_code = run_export(&run, policy);
	smx_policy_free(policy);
	return exit_code;
}
