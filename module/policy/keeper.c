/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/keeper.h"

#include <stdlib.h>
#include <string.h>

#include "policy/conf.h"
#include "policy/load.h"
#include "policy/news.h"
#include "policy/store.h"

#define DAY (24 * 60 * 60) /* seconds */
#define RELOAD_INTERVAL 5  /* seconds; the defaults of straymx.conf */
#define SWEEP_INTERVAL 300

struct smx_keeper *
smx_keeper_new(const char *conf_path)
{
	struct smx_keeper *keeper = calloc(1, sizeof *keeper);

	if (keeper == NULL)
		return NULL;
	keeper->reload_interval = RELOAD_INTERVAL;
	keeper->sweep_interval = SWEEP_INTERVAL;
	if (smx_sources_get(&keeper->sources, SMX_SOURCE_CONF, conf_path) == NULL) {
		smx_keeper_free(keeper);
		return NULL;
	}
	return keeper;
}

void
smx_keeper_free(struct smx_keeper *keeper)
{
	if (keeper == NULL)
		return;
	smx_sources_free(&keeper->sources);
	smx_messages_free(&keeper->news);
	smx_messages_free(&keeper->hindrances);
	free(keeper->state_dir);
	free(keeper);
}

void
smx_keeper_call_off(struct smx_keeper *keeper)
{
	atomic_store(&keeper->is_called_off, true);
}

void
smx_keeper_resume(struct smx_keeper *keeper)
{
	for (size_t i = 0; i < keeper->sources.n_sources; i++)
		keeper->sources.list[i]->saved[0] = '\0';
	keeper->is_changed = true;
	atomic_store(&keeper->is_called_off, false);
}

static void
repeat(struct smx_messages *news, const struct smx_messages *known)
{
	for (size_t i = 0; i < known->n_messages; i++) {
		if (!smx_messages_has(news, &known->list[i]))
			smx_messages_copy(news, &known->list[i]);
	}
}

void
smx_keeper_repeat(struct smx_keeper *keeper)
{
	for (size_t i = 0; i < keeper->sources.n_sources; i++) {
		struct smx_source *source = keeper->sources.list[i];

		repeat(&keeper->news, &source->faults);
		repeat(&keeper->news, &source->warnings);
		/* Of what the look has told, that is told already. */
		source->is_told = !source->is_told && source->faults.n_messages > 0;
	}
	smx_news_tell_what_stays(&keeper->news, &keeper->sources);
}

bool
smx_keeper_has_faults(const struct smx_keeper *keeper)
{
	for (size_t i = 0; i < keeper->sources.n_sources; i++) {
		if (keeper->sources.list[i]->faults.n_errors > 0)
			return true;
	}
	return false;
}

/* ---- looking ----------------------------------------------------------------- */

/* Read a source whose version is new, or could not be read before. */
static enum smx_look
read_source(struct smx_keeper *keeper, struct smx_source *source, bool is_new)
{
	struct smx_messages found;
	bool had_faults = source->faults.n_messages > 0;
	enum smx_look look = SMX_LOOK_TRIED;

	smx_messages_init(&found);
	if (smx_source_read(source, &found) != SMX_OK) {
		size_t n_news = keeper->news.n_errors;

		smx_news_replace(&keeper->news, &source->faults, source, &found, is_new);
		source->is_told = keeper->news.n_errors > n_news;
		look = source->is_told ? SMX_LOOK_TRIED : SMX_LOOK_SAME;
	} else if (source->good.bytes != NULL &&
		   strcmp(source->fresh.sha256, source->good.sha256) == 0) {
		/* Touched, or put back to what it was. */
		source->good.modified = source->fresh.modified;
		source->is_copy = false;
		smx_text_free(&source->fresh);
		smx_messages_free(&source->faults);
		look = had_faults ? SMX_LOOK_TRIED : SMX_LOOK_SAME;
		keeper->is_due |= had_faults;
	} else {
		keeper->is_due = true;
	}
	smx_messages_free(&found);
	return look;
}

/* Whether nobody seems to be writing the file.  Where there is nothing else to start
 * with, it is read all the same. */
static bool
is_settled(const struct smx_source *source, const struct smx_stamp *stamp, time_t now,
	   bool is_first)
{
	if (!is_first)
		return smx_stamp_equals(stamp, &source->seen);
	return source->good.bytes == NULL ||
	       (stamp->error == 0 && stamp->modified.tv_sec < now - 1);
}

static enum smx_look
look_at(struct smx_keeper *keeper, struct smx_source *source, time_t now, bool is_first)
{
	struct smx_stamp stamp;
	bool is_new;

	source->is_told = false;
	smx_stamp_read(&stamp, source->path);
	is_new = !source->is_tried || !smx_stamp_equals(&stamp, &source->tried);
	if (!is_new && !source->is_unread)
		return SMX_LOOK_SAME;
	if (is_new && !is_settled(source, &stamp, now, is_first)) {
		source->seen = stamp;
		return SMX_LOOK_UNSETTLED;
	}
	return read_source(keeper, source, is_new);
}

static enum smx_look
look_at_all(struct smx_keeper *keeper, time_t now, bool is_first)
{
	enum smx_look most = SMX_LOOK_SAME;

	for (size_t i = 0; i < keeper->sources.n_sources; i++) {
		enum smx_look look = look_at(keeper, keeper->sources.list[i], now, is_first);

		if (look > most)
			most = look;
	}
	return most;
}

/* ---- trying ------------------------------------------------------------------ */

/* Take copies for what is named and has no version.  Whether there was any. */
static bool
fetch_copies(struct smx_keeper *keeper)
{
	bool is_any = false;

	for (size_t i = 0; i < keeper->sources.n_sources; i++) {
		struct smx_source *source = keeper->sources.list[i];

		if (source->is_named && smx_source_version(source) == NULL &&
		    keeper->state_dir != NULL &&
		    smx_store_fetch(keeper->state_dir, source) == SMX_OK)
			is_any = source->is_told = true;
	}
	return is_any;
}

/* Whether there is a version to be tried; that of straymx.conf counts unless it has
 * been found that it cannot be used. */
static bool
has_fresh(const struct smx_keeper *keeper, bool is_old_conf)
{
	for (size_t i = is_old_conf ? 1 : 0; i < keeper->sources.n_sources; i++) {
		if (keeper->sources.list[i]->fresh.bytes != NULL)
			return true;
	}
	return false;
}

/* The new straymx.conf cannot be used: say why. */
static void
reject_conf(struct smx_keeper *keeper)
{
	struct smx_source *conf = keeper->sources.list[0];
	struct smx_messages found;
	struct smx_place place = {&found, conf->path, 0};
	size_t n_news;

	smx_messages_init(&found);
	for (size_t i = 1; i < keeper->sources.n_sources; i++) {
		const struct smx_source *source = keeper->sources.list[i];

		if (source->is_named && smx_source_version(source) == NULL)
			smx_complain(&place, SMX_EREAD,
				     "not taken into use: it names '%s', of which there is no "
				     "version in order: put that right",
				     source->path);
	}
	n_news = keeper->news.n_errors;
	smx_news_replace(&keeper->news, &conf->faults, conf, &found, false);
	conf->is_told |= keeper->news.n_errors > n_news;
	smx_messages_free(&found);
}

/* What a pass that went well came to is what is in use now. */
static void
accept(struct smx_keeper *keeper, struct smx_pass *pass)
{
	bool is_moved =
		keeper->state_dir == NULL || strcmp(keeper->state_dir, pass->state_dir) != 0;

	keeper->review_at = pass->depends_on_day ? (pass->now / DAY + 1) * DAY : 0;
	free(keeper->state_dir);
	keeper->state_dir = pass->state_dir;
	keeper->is_dir_guessed = false;
	pass->state_dir = NULL;
	keeper->reload_interval = pass->reload_interval;
	keeper->sweep_interval = pass->sweep_interval;
	keeper->log_clients = pass->log_clients;
	for (size_t i = 0; i < keeper->sources.n_sources; i++) {
		struct smx_source *source = keeper->sources.list[i];

		if (source->is_parsed && !(i == 0 && pass->is_old_conf))
			smx_source_accept(source, pass->now);
		if (is_moved)
			source->saved[0] = '\0';
	}
	smx_sources_drop_unnamed(&keeper->sources);
	smx_messages_free(&keeper->hindrances);
	keeper->n_policies++;
	keeper->made_at = pass->now;
	keeper->is_due = false;
	keeper->is_changed = true;
}

/* Nothing of which a file is to blame: it is tried again at each look, and told once. */
static void
tell_hindrance(struct smx_keeper *keeper, struct smx_pass *pass)
{
	for (size_t i = 0; i < pass->messages.n_messages; i++) {
		if (!smx_messages_has(&keeper->hindrances, &pass->messages.list[i]))
			smx_messages_copy(&keeper->news, &pass->messages.list[i]);
	}
	smx_messages_free(&keeper->hindrances);
	keeper->hindrances = pass->messages;
	smx_messages_init(&pass->messages);
	keeper->is_due = true;
}

/* One pass, and whether another one may do better. */
static bool
try_once(struct smx_keeper *keeper, struct smx_pass *pass)
{
	const struct smx_source *conf = keeper->sources.list[0];
	int rc = smx_pass_run(pass);

	if (rc == SMX_ECANCEL)
		return false;
	for (size_t i = 0; i < keeper->sources.n_sources; i++)
		keeper->sources.list[i]->is_told |= keeper->sources.list[i]->is_broken;
	if (smx_pass_is_hampered(rc)) {
		tell_hindrance(keeper, pass);
		return false;
	}
	smx_news_distribute(&keeper->news, &keeper->sources, &pass->messages);
	if (rc == SMX_OK) {
		accept(keeper, pass);
		return false;
	}
	if (fetch_copies(keeper))
		return true;
	if (pass->is_incomplete) {
		if (pass->is_old_conf || conf->fresh.bytes == NULL || conf->good.bytes == NULL) {
			keeper->is_due = false;
			return false;
		}
		reject_conf(keeper);
		pass->is_old_conf = true;
	}
	/* Without any news the policy before is the right one. */
	keeper->is_due = keeper->n_policies == 0 || keeper->is_day_over ||
			 has_fresh(keeper, pass->is_old_conf);
	return keeper->is_due;
}

/* Passes, until one makes a policy or none can: each that does not leaves a version
 * less to be tried. */
static struct smx_policy *
try_all(struct smx_keeper *keeper, time_t now)
{
	struct smx_policy *policy = NULL;
	bool is_old_conf = false, goes_on = true;

	for (size_t i = 0; i < keeper->sources.n_sources; i++)
		keeper->sources.list[i]->is_named = false;
	while (goes_on) {
		struct smx_pass pass = {.sources = &keeper->sources,
					.is_old_conf = is_old_conf,
					.now = now,
					.is_called_off = &keeper->is_called_off};

		goes_on = try_once(keeper, &pass);
		is_old_conf = pass.is_old_conf;
		policy = pass.policy;
		smx_messages_free(&pass.messages);
		free(pass.state_dir);
	}
	smx_news_tell_what_stays(&keeper->news, &keeper->sources);
	return policy;
}

/* Where to look for copies, before any straymx.conf is in use. */
static void
find_state_dir(struct smx_keeper *keeper)
{
	const struct smx_source *conf = keeper->sources.list[0];
	struct smx_place place = {NULL, conf->path, 0};

	/* What straymx.conf said when it was read last: it may be broken since. */
	if (keeper->n_policies > 0 || (keeper->state_dir != NULL && conf->fresh.bytes == NULL))
		return;
	free(keeper->state_dir);
	keeper->is_dir_guessed = conf->fresh.bytes == NULL;
	keeper->state_dir =
		smx_conf_find_state_dir(conf->fresh.bytes, conf->fresh.len, &place);
}

enum smx_look
smx_keeper_look(struct smx_keeper *keeper, time_t now, bool is_first,
		struct smx_policy **policy)
{
	enum smx_look look = look_at_all(keeper, now, is_first);

	*policy = NULL;
	keeper->is_day_over = keeper->review_at != 0 && now >= keeper->review_at;
	keeper->is_due |= keeper->is_day_over;
	/* At first even if there is nothing but copies. */
	if (keeper->is_due || (keeper->n_policies == 0 && is_first)) {
		find_state_dir(keeper);
		*policy = try_all(keeper, now);
		look = SMX_LOOK_TRIED;
	} else if (look == SMX_LOOK_TRIED) {
		smx_news_tell_what_stays(&keeper->news, &keeper->sources);
	}
	return look;
}

int
smx_keeper_save(struct smx_keeper *keeper)
{
	int rc = SMX_OK;

	if (keeper->is_changed && keeper->state_dir != NULL)
		rc = smx_store_save(keeper->state_dir, &keeper->sources);
	if (rc == SMX_OK)
		keeper->is_changed = false;
	return rc;
}
