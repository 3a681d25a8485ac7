/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/load.h"

#include <stdlib.h>
#include <string.h>

#include "policy/conf.h"
#include "policy/list.h"
#include "policy/zone.h"

bool
smx_pass_is_hampered(int rc)
{
	return rc == SMX_ENOMEM || rc == SMX_EPSL || rc == SMX_ECANCEL;
}

static int
no_memory(struct smx_pass *pass)
{
	struct smx_place place = {&pass->messages, pass->sources->list[0]->path, 0};

	return smx_complain(&place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
}

static bool
is_list(const char *path)
{
	size_t len = strlen(path);

	return len >= 5 && strcmp(path + len - 5, ".list") == 0;
}

/* How far the messages were when a source's turn came. */
struct mark {
	size_t n_messages, n_found;
};

static struct mark
mark_messages(const struct smx_pass *pass)
{
	return (struct mark){pass->messages.n_messages,
			     pass->messages.n_errors + pass->messages.n_warnings};
}

/* Whether what was found since then has to do with memory, and not with the file. */
static bool
is_short_of_memory(const struct smx_pass *pass, size_t since)
{
	for (size_t i = since; i < pass->messages.n_messages; i++) {
		if (pass->messages.list[i].code == SMX_ENOMEM)
			return true;
	}
	return false;
}

/*
 * A source has been parsed, with the result `rc`.  Returns 0 also where its
 * version is not in order: the next one may be looked at.
 */
static int
conclude(struct smx_pass *pass, struct smx_source *source, struct mark mark, int rc)
{
	size_t n_found = pass->messages.n_errors + pass->messages.n_warnings - mark.n_found;

	source->n_unlisted = n_found - (pass->messages.n_messages - mark.n_messages);
	if (smx_pass_is_hampered(rc))
		return rc;
	if (is_short_of_memory(pass, mark.n_messages))
		return SMX_ENOMEM;
	source->is_parsed = rc == SMX_OK;
	if (rc == SMX_OK)
		return SMX_OK;
	source->is_broken = true;
	if (source->fresh.bytes == NULL)
		pass->is_incomplete = true; /* only a copy that somebody changed */
	else
		pass->is_broken = true;
	smx_text_free(&source->fresh);
	return SMX_OK;
}

/* The source that straymx.conf names, with a version if there can be one; NULL if memory
 * ran out. */
static struct smx_source *
name_source(struct smx_pass *pass, enum smx_source_kind kind, const char *path)
{
	struct smx_source *source = smx_sources_get(pass->sources, kind, path);
	int rc;

	if (source == NULL)
		return NULL;
	source->is_named = true;
	if (!source->is_tried) {
		rc = smx_source_read(source, &pass->messages);
		if (rc == SMX_ENOMEM)
			return NULL;
		source->is_broken = rc != SMX_OK;
	}
	if (smx_source_version(source) == NULL)
		pass->is_incomplete = true;
	return source;
}

static int
load_allow(struct smx_pass *pass, struct smx_builder *builder, const char *path)
{
	struct smx_source *source = name_source(pass, SMX_SOURCE_ALLOW, path);
	struct smx_place place = {&pass->messages, path, 0};
	struct mark mark = mark_messages(pass);
	size_t n_before = builder->n_added;
	int rc;

	if (source == NULL)
		return no_memory(pass);
	if (smx_source_version(source) == NULL)
		return SMX_OK;
	rc = smx_list_load_allow(builder, smx_source_version(source), &place);
	if (rc == SMX_OK)
		source->n_names = source->n_exempt = builder->n_added - n_before;
	return conclude(pass, source, mark, rc);
}

static int
load_zone(struct smx_pass *pass, struct smx_builder *builder, struct smx_conf_zone *conf_zone)
{
	struct smx_source *source = name_source(pass, SMX_SOURCE_ZONE, conf_zone->file);
	struct smx_place place = {&pass->messages, conf_zone->file, 0};
	struct mark mark = mark_messages(pass);
	size_t n_before = builder->n_added, n_entries = builder->policy->n_entries;
	struct smx_zone *zone;
	int rc;

	if (source == NULL)
		return no_memory(pass);
	if (smx_source_version(source) == NULL)
		return SMX_OK;
	zone = smx_builder_add_zone(builder, conf_zone->title, &conf_zone->clients);
	if (zone == NULL)
		return no_memory(pass);
	zone->verify_failure = conf_zone->verify_failure;
	rc = is_list(conf_zone->file)
		     ? smx_list_load(builder, zone, &conf_zone->params,
				     smx_source_version(source), &place)
		     : smx_zone_load(builder, zone, &conf_zone->params,
				     smx_source_version(source), &place);
	if (rc == SMX_OK) {
		source->n_names = builder->n_added - n_before;
		source->n_exempt = source->n_names - (builder->policy->n_entries - n_entries);
		source->serial = smx_zone_serial(zone);
	}
	return conclude(pass, source, mark, rc);
}

static int
load_files(struct smx_pass *pass, struct smx_builder *builder, struct smx_conf *conf)
{
	int rc = SMX_OK;

	for (size_t i = 0; rc == SMX_OK && i < conf->n_allow; i++)
		rc = load_allow(pass, builder, conf->allow[i]);
	for (size_t i = 0; rc == SMX_OK && i < conf->n_zones; i++)
		rc = load_zone(pass, builder, &conf->zones[i]);
	return rc;
}

/* Why there will be no policy, although nothing kept the pass from going on. */
static int
find_fault(const struct smx_pass *pass)
{
	if (pass->is_broken)
		return SMX_ESYNTAX;
	return pass->is_incomplete ? SMX_EREAD : SMX_OK;
}

/* The policy of what straymx.conf says; `advice` is to be given, if it is not NULL. */
static int
build_advised(struct smx_pass *pass, struct smx_conf *conf, struct smx_advice *advice)
{
	struct smx_place place = {&pass->messages, pass->sources->list[0]->path, 0};
	struct smx_builder builder;
	int rc = smx_builder_init(&builder, pass->now, &place);

	if (rc != SMX_OK)
		return rc;
	builder.advice = advice;
	builder.is_called_off = pass->is_called_off;
	builder.policy->is_enabled = conf->is_enabled;
	builder.policy->ttl = conf->ttl;
	builder.policy->keyboard = conf->keyboard;
	builder.policy->types = conf->types;
	builder.policy->n_types = conf->n_types;
	conf->types = NULL; /* the policy's now */
	rc = load_files(pass, &builder, conf);
	pass->depends_on_day = builder.has_expiring;
	if (rc == SMX_OK && advice == NULL)
		rc = find_fault(pass);
	if (rc == SMX_OK)
		return smx_builder_finish(&builder, &place, &pass->policy);
	smx_builder_abandon(&builder);
	return rc;
}

static int
build(struct smx_pass *pass, struct smx_conf *conf)
{
	struct smx_advice advice;
	int rc;

	if (!pass->is_review)
		return build_advised(pass, conf, NULL);
	smx_advice_init(&advice);
	advice.progress = pass->progress;
	advice.is_conf_doubtful = pass->is_broken; /* no other file has been read yet */
	rc = build_advised(pass, conf, &advice);
	smx_advice_free(&advice);
	/* What has errors was finished for the advice alone. */
	if (rc == SMX_OK && find_fault(pass) != SMX_OK) {
		rc = find_fault(pass);
		smx_policy_free(pass->policy);
		pass->policy = NULL;
	}
	return rc;
}

static void
take_settings(struct smx_pass *pass, struct smx_conf *conf)
{
	pass->state_dir = conf->state_dir;
	conf->state_dir = NULL;
	pass->reload_interval = conf->reload_interval;
	pass->sweep_interval = conf->sweep_interval;
	pass->log_clients = conf->log_clients;
}

/* The code of the first error that is to be blamed on a file, or else `rc`. */
static int
first_fault(const struct smx_pass *pass, int rc)
{
	if (smx_pass_is_hampered(rc) || rc == SMX_OK)
		return rc;
	for (size_t i = 0; i < pass->messages.n_messages; i++) {
		if (pass->messages.list[i].severity == SMX_ERROR)
			return pass->messages.list[i].code;
	}
	return rc;
}

static void
begin(struct smx_pass *pass)
{
	for (size_t i = 0; i < pass->sources->n_sources; i++) {
		struct smx_source *each = pass->sources->list[i];

		each->is_parsed = each->is_broken = false;
		each->n_unlisted = 0;
	}
	pass->sources->list[0]->is_named = true;
}

/* Read straymx.conf; in a review, also what follows a byte order mark. */
static int
parse_conf(const struct smx_pass *pass, const struct smx_text *text, struct smx_conf *conf,
	   const struct smx_place *place)
{
	int fault = smx_text_check(text, 0, place);
	size_t begins_at = 0;
	int rc;

	memset(conf, 0, sizeof *conf);
	if (fault != SMX_OK) {
		begins_at = smx_text_mark_len(text);
		if (!pass->is_review || begins_at == 0)
			return fault;
	}
	rc = smx_conf_parse(conf, text->bytes + begins_at, text->len - begins_at, place);
	return fault == SMX_OK || smx_pass_is_hampered(rc) ? rc : fault;
}

int
smx_pass_run(struct smx_pass *pass)
{
	struct smx_source *source = pass->sources->list[0];
	struct smx_place place = {&pass->messages, source->path, 0};
	struct mark mark = mark_messages(pass);
	const struct smx_text *text;
	struct smx_conf conf;
	int rc, fault;

	begin(pass);
	text = pass->is_old_conf ? &source->good : smx_source_version(source);
	if (text == NULL) {
		pass->is_incomplete = true;
		return SMX_EREAD;
	}
	fault = parse_conf(pass, text, &conf, &place);
	rc = conclude(pass, source, mark, fault);
	/* Otherwise there is nothing to go on with. */
	if (rc == SMX_OK && (fault == SMX_OK || pass->is_review)) {
		take_settings(pass, &conf);
		rc = build(pass, &conf);
	}
	smx_conf_free(&conf);
	return fault == SMX_OK || rc != SMX_OK ? first_fault(pass, rc) : fault;
}

int
smx_pass_run_file(struct smx_pass *pass)
{
	struct smx_source *source = pass->sources->list[0];
	struct smx_place place = {&pass->messages, source->path, 0};
	struct smx_conf_zone zone = {.title = source->path, .file = source->path};
	struct smx_conf conf;
	int rc;

	begin(pass);
	rc = smx_conf_parse(&conf, "", 0, &place);
	if (rc == SMX_OK) {
		smx_params_init(&zone.params);
		zone.verify_failure = SMX_FAILURE_DEFER;
		free(conf.zones); /* there is none in it */
		conf.zones = &zone;
		conf.n_zones = 1;
		rc = build(pass, &conf);
		conf.zones = NULL;
		conf.n_zones = 0;
	}
	smx_conf_free(&conf);
	return first_fault(pass, rc);
}

/* ---- straymx.h ----------------------------------------------------------------- */

int
smx_policy_load(const char *conf_path, time_t now, struct smx_policy **policy,
		struct smx_messages *messages)
{
	struct smx_sources sources = {.list = NULL};
	struct smx_pass pass = {.sources = &sources, .now = now};
	struct smx_source *conf = smx_sources_get(&sources, SMX_SOURCE_CONF, conf_path);
	struct smx_place place = {messages, conf_path, 0};
	int rc;

	*policy = NULL;
	if (conf == NULL) {
		rc = smx_complain(&place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
		goto free_sources;
	}
	pass.messages = *messages; /* goes on where the caller's list ends */
	rc = smx_source_read(conf, &pass.messages);
	if (rc == SMX_OK)
		rc = smx_pass_run(&pass);
	*messages = pass.messages;
	*policy = pass.policy;
	free(pass.state_dir);
free_sources:
	smx_sources_free(&sources);
	return rc;
}
