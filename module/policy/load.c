/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From straymx.conf to a policy: smx_policy_load() of straymx.h.
 */
#include <stdlib.h>
#include <string.h>

#include "policy/builder.h"
#include "policy/conf.h"
#include "policy/list.h"
#include "policy/zone.h"

static bool
is_list(const char *path)
{
	size_t len = strlen(path);

	return len >= 5 && strcmp(path + len - 5, ".list") == 0;
}

static int
load_zone(struct smx_builder *builder, struct smx_conf_zone *conf_zone,
	  const struct smx_place *conf_place)
{
	struct smx_place place = {conf_place->messages, conf_zone->file, 0};
	struct smx_place section = *conf_place;
	struct smx_zone *zone;

	zone = smx_builder_add_zone(builder, conf_zone->title, &conf_zone->clients);
	if (zone == NULL)
		return smx_complain(conf_place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
	if (zone->clients.n_networks > 0) {
		section.line = conf_zone->line;
		smx_warn(&section,
			 "zone \"%s\": clients and exempt-clients are not supported yet; its "
			 "matches are let pass for everybody",
			 conf_zone->title);
	}
	if (is_list(conf_zone->file))
		return smx_list_load(builder, zone, &conf_zone->params, &place);
	return smx_zone_load(builder, zone, &conf_zone->params, &place);
}

static int
load_files(struct smx_builder *builder, struct smx_conf *conf,
	   const struct smx_place *conf_place)
{
	int first_error = SMX_OK;

	for (size_t i = 0; i < conf->n_allow; i++) {
		struct smx_place place = {conf_place->messages, conf->allow[i], 0};
		int rc = smx_list_load_allow(builder, &place);

		if (first_error == SMX_OK)
			first_error = rc;
	}
	for (size_t i = 0; i < conf->n_zones; i++) {
		int rc = load_zone(builder, &conf->zones[i], conf_place);

		if (first_error == SMX_OK)
			first_error = rc;
	}
	return first_error;
}

int
smx_policy_load(const char *conf_path, time_t now, struct smx_policy **policy,
		struct smx_messages *messages)
{
	struct smx_place place = {messages, conf_path, 0};
	struct smx_builder builder;
	struct smx_conf conf;
	int rc;

	*policy = NULL;
	rc = smx_conf_read(&conf, &place);
	if (rc != SMX_OK)
		goto free_conf;
	rc = smx_builder_init(&builder, now, &place);
	if (rc != SMX_OK)
		goto free_conf;
	builder.policy->is_enabled = conf.is_enabled;
	builder.policy->ttl = conf.ttl;
	builder.policy->keyboard = conf.keyboard;
	builder.policy->types = conf.types;
	builder.policy->n_types = conf.n_types;
	conf.types = NULL; /* the policy's now */
	rc = load_files(&builder, &conf, &place);
	if (rc == SMX_OK)
		rc = smx_builder_finish(&builder, &place, policy);
	else
		smx_builder_abandon(&builder);
free_conf:
	smx_conf_free(&conf);
	return rc;
}
