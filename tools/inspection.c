/* SPDX-License-Identifier: BSD-3-Clause */
#include "inspection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match/grow.h"
#include "policy/load.h"
#include "policy/messages.h"

#define TEXT_SIZE 8192 /* of a message with its file's name */

/* A file that was given. */
struct given {
	const char *path;
	struct smx_stamp stamp;
	bool is_done;
};

struct givens {
	struct given *list;
	size_t n;
};

void
inspection_init(struct inspection *inspection)
{
	memset(inspection, 0, sizeof *inspection);
	inspection->now = time(NULL);
	smx_messages_init(&inspection->found);
	inspection->found.lists_all = true;
}

void
inspection_free(struct inspection *inspection)
{
	smx_messages_free(&inspection->found);
	for (size_t i = 0; i < inspection->n_files; i++)
		free(inspection->files[i].path);
	free(inspection->files);
}

void
inspection_fail(struct inspection *inspection)
{
	if (!inspection->has_trouble)
		fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
	inspection->has_trouble = true;
}

/* ---- which file is which ------------------------------------------------------------ */

static bool
is_same_file(const char *a_path, const struct smx_stamp *a, const char *b_path,
	     const struct smx_stamp *b)
{
	if (a->error != 0 || b->error != 0)
		return strcmp(a_path, b_path) == 0;
	return a->device == b->device && a->inode == b->inode;
}

static bool
ends_in(const char *path, const char *end)
{
	size_t len = strlen(path);

	return len >= strlen(end) && strcmp(path + len - strlen(end), end) == 0;
}

/* The given file that a source is; NULL if it was not given. */
static struct given *
find_given(const struct givens *givens, const struct smx_source *source)
{
	struct smx_stamp stamp;

	smx_stamp_read(&stamp, source->path);
	for (size_t i = 0; i < givens->n; i++) {
		if (is_same_file(givens->list[i].path, &givens->list[i].stamp, source->path, &stamp))
			return &givens->list[i];
	}
	return NULL;
}

/* Count a file, unless it has been counted. */
static void
count_file(struct inspection *inspection, const char *path)
{
	struct inspected file = {.path = strdup(path)};
	struct inspected *files;

	smx_stamp_read(&file.stamp, path);
	for (size_t i = 0; i < inspection->n_files; i++) {
		const struct inspected *other = &inspection->files[i];

		if (is_same_file(other->path, &other->stamp, path, &file.stamp)) {
			free(file.path);
			return;
		}
	}
	files = smx_grow(inspection->files, inspection->n_files, sizeof *files);
	if (files != NULL)
		inspection->files = files;
	if (files == NULL || file.path == NULL) {
		free(file.path);
		inspection_fail(inspection);
		return;
	}
	files[inspection->n_files++] = file;
}

/* ---- what a pass found -------------------------------------------------------------- */

/* Add the messages about one file, which is to be called `name`. */
static void
take_messages(struct inspection *inspection, const struct smx_pass *pass, const char *file,
	      const char *name)
{
	char *copy = strdup(name);

	for (size_t i = 0; copy != NULL && i < pass->messages.n_messages; i++) {
		struct smx_message message = pass->messages.list[i];

		if (strcmp(message.file, file) != 0)
			continue;
		message.file = copy;
		smx_messages_copy(&inspection->found, &message);
	}
	if (copy == NULL)
		inspection_fail(inspection);
	free(copy);
}

/* Add all that is about a source, as `name`; it has to be readable. */
static void
take_source(struct inspection *inspection, const struct smx_pass *pass,
	    const struct smx_source *source, const char *name)
{
	count_file(inspection, source->path);
	inspection->has_trouble |= source->is_unread;
	take_messages(inspection, pass, source->path, name);
}

/* Count names of a policy, each of them once; NULL has none. */
static void
take_counts(struct inspection *inspection, const struct smx_policy *policy)
{
	if (policy == NULL)
		return;
	inspection->n_protected += smx_policy_count_protected(policy);
	inspection->n_exempt += smx_policy_count_exempt(policy);
}

static void
warn_disabled(struct inspection *inspection, const char *conf_path)
{
	struct smx_place place = {&inspection->found, conf_path, 0};

	smx_warn(&place, "enabled = no: everything passes");
}

/* Add all of a pass. */
static void
take_all(struct inspection *inspection, const struct smx_pass *pass)
{
	for (size_t i = 0; i < pass->sources->n_sources; i++)
		count_file(inspection, pass->sources->list[i]->path);
	inspection->has_trouble |= pass->sources->list[0]->is_unread;
	for (size_t i = 0; i < pass->messages.n_messages; i++)
		smx_messages_copy(&inspection->found, &pass->messages.list[i]);
	if (pass->policy != NULL && !smx_policy_is_enabled(pass->policy))
		warn_disabled(inspection, pass->sources->list[0]->path);
	take_counts(inspection, pass->policy);
}

/* Errors for which no file is to blame; they are told whatever was asked for. */
static void
take_hindrances(struct inspection *inspection, const struct smx_pass *pass)
{
	for (size_t i = 0; i < pass->messages.n_messages; i++) {
		if (smx_pass_is_hampered(pass->messages.list[i].code))
			smx_messages_copy(&inspection->found, &pass->messages.list[i]);
	}
}

/* ---- passes ------------------------------------------------------------------------- */

/* Begin a pass that begins with the source of this kind and path. */
static bool
begin_pass(struct inspection *inspection, struct smx_pass *pass, struct smx_sources *sources,
	   enum smx_source_kind kind, const char *path)
{
	memset(sources, 0, sizeof *sources);
	*pass = (struct smx_pass){.sources = sources, .now = inspection->now, .is_review = true, .progress = inspection->progress};
	smx_messages_init(&pass->messages);
	pass->messages.lists_all = true;
	if (smx_sources_get(sources, kind, path) != NULL)
		return true;
	inspection_fail(inspection);
	return false;
}

/* Read straymx.conf and all that it names. */
static int
run_conf(struct inspection *inspection, struct smx_pass *pass)
{
	int rc = smx_source_read(pass->sources->list[0], &pass->messages);

	if (rc == SMX_OK)
		rc = smx_pass_run(pass);
	inspection->has_trouble |= smx_pass_is_hampered(rc);
	return rc;
}

static void
end_pass(struct inspection *inspection, struct smx_pass *pass)
{
	/* What could not be listed there was not taken either. */
	if (smx_messages_count_unlisted(&pass->messages) > 0)
		inspection_fail(inspection);
	smx_messages_free(&pass->messages);
	smx_policy_free(pass->policy);
	free(pass->state_dir);
	smx_sources_free(pass->sources);
}

void
inspection_add_conf(struct inspection *inspection, const char *path)
{
	struct smx_sources sources;
	struct smx_pass pass;

	if (!begin_pass(inspection, &pass, &sources, SMX_SOURCE_CONF, path))
		return;
	(void)run_conf(inspection, &pass);
	take_all(inspection, &pass);
	end_pass(inspection, &pass);
}

/* Given files that the straymx.conf names have been inspected with it. */
static void
add_given_conf(struct inspection *inspection, struct given *given, struct givens *givens)
{
	struct smx_sources sources;
	struct smx_pass pass;

	if (!begin_pass(inspection, &pass, &sources, SMX_SOURCE_CONF, given->path))
		return;
	(void)run_conf(inspection, &pass);
	take_all(inspection, &pass);
	for (size_t i = 0; i < sources.n_sources; i++) {
		struct given *named = find_given(givens, sources.list[i]);

		if (named != NULL) {
			inspection->has_trouble |= sources.list[i]->is_unread;
			named->is_done = true;
		}
	}
	given->is_done = true;
	end_pass(inspection, &pass);
}

/* Given files, as the straymx.conf says that nobody gave. */
static void
add_configured(struct inspection *inspection, const char *conf_path, bool must_have_conf,
	       struct givens *givens)
{
	struct smx_sources sources;
	struct smx_pass pass;
	char text[TEXT_SIZE];
	int rc;

	if (!begin_pass(inspection, &pass, &sources, SMX_SOURCE_CONF, conf_path))
		return;
	rc = run_conf(inspection, &pass);
	if (sources.list[0]->is_unread && must_have_conf && pass.messages.n_messages > 0) {
		smx_message_write(&pass.messages, 0, text, sizeof text);
		fprintf(stderr, "warning: %s: the files are checked without it\n", text);
	}
	for (size_t i = 1; i < sources.n_sources; i++) {
		struct given *given = find_given(givens, sources.list[i]);

		if (given == NULL || given->stamp.error != 0)
			continue;
		take_source(inspection, &pass, sources.list[i], given->path);
		inspection->n_exempt += sources.list[i]->n_exempt;
		inspection->n_protected += sources.list[i]->n_names - sources.list[i]->n_exempt;
		given->is_done = true;
	}
	if (smx_pass_is_hampered(rc))
		take_hindrances(inspection, &pass);
	end_pass(inspection, &pass);
}

static void
add_loose(struct inspection *inspection, struct given *given)
{
	struct smx_sources sources;
	struct smx_pass pass;

	if (!begin_pass(inspection, &pass, &sources, SMX_SOURCE_ZONE, given->path))
		return;
	inspection->has_trouble |= smx_pass_is_hampered(smx_pass_run_file(&pass));
	take_source(inspection, &pass, sources.list[0], given->path);
	take_counts(inspection, pass.policy);
	end_pass(inspection, &pass);
}

/* Whether a given file is to be inspected as straymx.conf. */
static bool
is_conf(const struct given *given, const char *conf_path, const struct smx_stamp *conf_stamp)
{
	return ends_in(given->path, ".conf") ||
	       is_same_file(given->path, &given->stamp, conf_path, conf_stamp);
}

void
inspection_add_files(struct inspection *inspection, const char *conf_path, bool must_have_conf,
		     char *const *paths, size_t n_paths)
{
	struct givens givens = {calloc(n_paths, sizeof(struct given)), 0};
	struct smx_stamp conf_stamp;
	bool has_conf = false;

	if (givens.list == NULL) {
		inspection_fail(inspection);
		return;
	}
	smx_stamp_read(&conf_stamp, conf_path);
	for (size_t i = 0; i < n_paths; i++) {
		struct given given = {.path = paths[i]};
		size_t k = 0;

		smx_stamp_read(&given.stamp, given.path);
		while (k < givens.n && !is_same_file(givens.list[k].path, &givens.list[k].stamp,
						     given.path, &given.stamp))
			k++;
		if (k < givens.n)
			continue; /* given twice */
		givens.list[givens.n++] = given;
		has_conf |= is_same_file(given.path, &given.stamp, conf_path, &conf_stamp);
	}
	/* It comes first: it says what the others are, some of them `.conf` perhaps. */
	for (size_t i = 0; has_conf && i < givens.n; i++) {
		if (is_same_file(givens.list[i].path, &givens.list[i].stamp, conf_path,
				 &conf_stamp))
			add_given_conf(inspection, &givens.list[i], &givens);
	}
	if (!has_conf)
		add_configured(inspection, conf_path, must_have_conf, &givens);
	for (size_t i = 0; i < givens.n; i++) {
		if (!givens.list[i].is_done && is_conf(&givens.list[i], conf_path, &conf_stamp))
			add_given_conf(inspection, &givens.list[i], &givens);
	}
	for (size_t i = 0; i < givens.n; i++) {
		if (!givens.list[i].is_done)
			add_loose(inspection, &givens.list[i]);
	}
	free(givens.list);
}
