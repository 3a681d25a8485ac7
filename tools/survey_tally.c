/* SPDX-License-Identifier: BSD-3-Clause */
#include "survey_tally.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jsontext.h"
#include "terminal.h"

/* A mail exchanger. */
struct host {
	size_t n_lookalikes;
	char name[];
};

static const struct {
	const char *key;    /* in JSON */
	const char *phrase; /* behind a number */
} statuses[SURVEY_N_STATUSES] = {
	[SURVEY_MAIL] = {"mail", "take mail"},
	[SURVEY_NULL_MX] = {"null_mx", "say that they take none (null MX)"},
	[SURVEY_NO_MAIL] = {"no_mail", "exist without MX and address"},
	[SURVEY_FAILED] = {"failed", "could not be asked for"},
	[SURVEY_WILDCARD] = {"wildcard", "are answered for by a wildcard, and not registered"},
	[SURVEY_ABSENT] = {"absent", "do not exist"},
};

/* ---- counting --------------------------------------------------------------------------- */

static int
compare_hosts(const void *a, const void *b)
{
	const struct host *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* The host of that name, which is added if it is new; NULL if memory ran out. */
static struct host *
find_host(struct survey_tally *tally, const char *name)
{
	size_t size = strlen(name) + 1;
	struct host *made = calloc(1, sizeof *made + size);
	struct host **found;

	if (made == NULL)
		return NULL;
	memcpy(made->name, name, size);
	found = tsearch(made, &tally->hosts, compare_hosts);
	if (found == NULL || *found != made)
		free(made);
	else
		tally->n_hosts++;
	return found != NULL ? *found : NULL;
}

static bool
was_before(const json_t *finding, size_t i)
{
	const char *name = survey_finding_text(finding, "mx", i);

	while (i-- > 0) {
		if (strcmp(survey_finding_text(finding, "mx", i), name) == 0)
			return true;
	}
	return false;
}

bool
survey_tally_add(struct survey_tally *tally, json_t *finding)
{
	enum survey_status status = survey_finding_status(finding);
	size_t most = 0;

	tally->n[status]++;
	if (status != SURVEY_MAIL)
		return true;
	tally->n_own += json_is_true(json_object_get(finding, "own"));
	for (size_t i = 0; i < survey_finding_count(finding, "mx"); i++) {
		struct host *host;

		if (was_before(finding, i))
			continue;
		host = find_host(tally, survey_finding_text(finding, "mx", i));
		if (host == NULL)
			return false;
		if (++host->n_lookalikes > most)
			most = host->n_lookalikes;
	}
	return json_object_set_new(finding, "shared", json_integer((json_int_t)most)) == 0;
}

void
survey_tally_free(struct survey_tally *tally)
{
	tdestroy(tally->hosts, free);
	memset(tally, 0, sizeof *tally);
}

size_t
survey_tally_sum(const struct survey_tally *tally)
{
	size_t sum = 0;

	for (size_t i = 0; i < SURVEY_N_STATUSES; i++)
		sum += tally->n[i];
	return sum;
}

/* ---- hosts in order --------------------------------------------------------------------- */

struct host_list {
	const struct host **list;
	size_t n;
};

static void
add_shared(const void *node, VISIT visit, void *closure)
{
	const struct host *host = *(struct host *const *)node;
	struct host_list *hosts = closure;

	if ((visit == postorder || visit == leaf) && host->n_lookalikes > 1)
		hosts->list[hosts->n++] = host;
}

static int
compare_shares(const void *a, const void *b)
{
	const struct host *const *left = a, *const *right = b;

	if ((*left)->n_lookalikes != (*right)->n_lookalikes)
		return (*left)->n_lookalikes > (*right)->n_lookalikes ? -1 : 1;
	return strcmp((*left)->name, (*right)->name);
}

/* Those of more than one lookalike, most of them first; the list is to be freed. */
static bool
list_shared(const struct survey_tally *tally, struct host_list *hosts)
{
	hosts->n = 0;
	hosts->list = malloc((tally->n_hosts + 1) * sizeof *hosts->list);
	if (hosts->list == NULL)
		return false;
	twalk_r(tally->hosts, add_shared, hosts);
	if (hosts->n > 0)
		qsort(hosts->list, hosts->n, sizeof *hosts->list, compare_shares);
	return true;
}

/* ---- printing --------------------------------------------------------------------------- */

bool
survey_tally_print(const struct survey_tally *tally, const struct survey_names *names)
{
	size_t n_left = names->n_names - survey_tally_sum(tally);
	struct host_list hosts;

	if (!list_shared(tally, &hosts))
		return false;
	printf("\n%s%zu lookalikes of %zu protected name%s%s\n", colour_begin(stdout, COLOUR_HEAD),
	       names->n_names, names->n_protected, names->n_protected == 1 ? "" : "s",
	       colour_end(stdout));
	for (size_t i = 0; i < SURVEY_N_STATUSES; i++) {
		if (tally->n[i] == 0 && i != SURVEY_MAIL)
			continue;
		printf("%-8zu%s", tally->n[i], statuses[i].phrase);
		if (i == SURVEY_MAIL && tally->n_own > 0)
			printf(", %zu of them probably one's own", tally->n_own);
		putchar('\n');
	}
	if (n_left > 0)
		printf("%-8zuwere not asked for\n", n_left);
	if (hosts.n > 0)
		printf("\n%sMX hosts that lookalikes share%s\n", colour_begin(stdout, COLOUR_HEAD),
		       colour_end(stdout));
	for (size_t i = 0; i < hosts.n; i++)
		printf("%-8zu%s\n", hosts.list[i]->n_lookalikes, hosts.list[i]->name);
	free(hosts.list);
	return true;
}

static json_t *
shared_array(const struct host_list *hosts)
{
	json_t *array = json_array();

	for (size_t i = 0; i < hosts->n; i++)
		json_array_append_new(array, json_pack("{s:s, s:I}", "host", hosts->list[i]->name,
						       "lookalikes",
						       (json_int_t)hosts->list[i]->n_lookalikes));
	return array;
}

static json_t *
wildcards_array(const struct survey_names *names)
{
	json_t *array = json_array();

	for (size_t i = 0; i < names->n_places; i++) {
		if (names->places[i].is_wildcard)
			json_array_append_new(array, json_string(names->places[i].text));
	}
	return array;
}

bool
survey_tally_print_json(const struct survey_tally *tally, const struct survey_names *names,
			uint64_t n_questions)
{
	size_t n_left = names->n_names - survey_tally_sum(tally);
	json_t *counts = json_pack("{s:I, s:I, s:I, s:I}", "lookalikes", (json_int_t)names->n_names,
				   "protected", (json_int_t)names->n_protected, "left",
				   (json_int_t)n_left, "questions", (json_int_t)n_questions);
	struct host_list hosts;

	if (!list_shared(tally, &hosts)) {
		json_decref(counts);
		return false;
	}
	for (size_t i = 0; i < SURVEY_N_STATUSES; i++)
		json_object_set_new(counts, statuses[i].key, json_integer((json_int_t)tally->n[i]));
	json_object_set_new(counts, "own_mail", json_integer((json_int_t)tally->n_own));
	json_object_set_new(counts, "shared_mx", shared_array(&hosts));
	json_object_set_new(counts, "wildcards", wildcards_array(names));
	free(hosts.list);
	return json_print(json_pack("{s:o}", "summary", counts));
}
