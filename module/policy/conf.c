/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/conf.h"

#include <confuse.h>
#include <stdlib.h>
#include <string.h>

#include "match/words.h"
#include "policy/confcheck.h"
#include "policy/confparse.h"
#include "policy/confscan.h"
#include "policy/file.h"

#define STATE_DIR "state-dir"
#define STATE_DIR_DEFAULT "/var/lib/unbound/straymx"

/*
 * What follows takes values of a text with errors, too: those that are wrong count as
 * not given.
 */

static int
take_types(struct smx_conf *conf, cfg_t *cfg)
{
	unsigned n = cfg_size(cfg, "types");

	conf->types = calloc(n + 1, sizeof *conf->types);
	if (conf->types == NULL)
		return SMX_ENOMEM;
	for (unsigned i = 0; i < n; i++) {
		conf->types[conf->n_types] = smx_confcheck_type(cfg_getnstr(cfg, "types", i));
		conf->n_types += conf->types[conf->n_types] != 0;
	}
	return SMX_OK;
}

static int
take_allow(struct smx_conf *conf, cfg_t *cfg, const struct smx_place *place)
{
	unsigned n = cfg_size(cfg, "allow");

	conf->allow = calloc(n + 1, sizeof *conf->allow);
	if (conf->allow == NULL)
		return SMX_ENOMEM;
	for (unsigned i = 0; i < n; i++) {
		const char *value = cfg_getnstr(cfg, "allow", i);
		char *path;

		if (value == NULL || value[0] == '\0')
			continue;
		path = smx_file_resolve(place->file, value);
		if (path == NULL)
			return SMX_ENOMEM;
		conf->allow[conf->n_allow++] = path;
	}
	return SMX_OK;
}

/* The value of a word, `otherwise` if there is none. */
static int
take_word(cfg_t *cfg, const char *option, enum smx_words words, int otherwise)
{
	const char *word = cfg_getstr(cfg, option);
	int value = word != NULL ? smx_words_parse(words, word) : -1;

	return value >= 0 ? value : otherwise;
}

/* Add the networks of an option; there is room for them. */
static void
take_networks(struct smx_clients *clients, cfg_t *cfg, const char *option, bool is_exempt)
{
	for (unsigned i = 0; i < cfg_size(cfg, option); i++) {
		struct smx_network *network = &clients->networks[clients->n_networks];

		if (smx_network_parse(cfg_getnstr(cfg, option, i), network) != SMX_OK)
			continue;
		network->is_exempt = is_exempt;
		clients->n_networks++;
	}
}

static int
take_clients(struct smx_clients *clients, cfg_t *cfg)
{
	size_t n = (size_t)cfg_size(cfg, "clients") + cfg_size(cfg, "exempt-clients");

	if (n == 0)
		return SMX_OK;
	clients->networks = calloc(n, sizeof *clients->networks);
	if (clients->networks == NULL)
		return SMX_ENOMEM;
	take_networks(clients, cfg, "clients", false);
	take_networks(clients, cfg, "exempt-clients", true);
	return SMX_OK;
}

static int
take_zone(struct smx_conf_zone *zone, cfg_t *cfg, const struct smx_place *place)
{
	smx_params_init(&zone->params);
	zone->params.values[SMX_PARAM_PROFILE] =
		take_word(cfg, "profile", SMX_WORDS_PROFILE, SMX_PARAM_UNSET);
	zone->params.values[SMX_PARAM_ACTION] =
		take_word(cfg, "action", SMX_WORDS_ACTION, SMX_PARAM_UNSET);
	zone->params.values[SMX_PARAM_MODE] =
		take_word(cfg, "mode", SMX_WORDS_MODE, SMX_PARAM_UNSET);
	zone->verify_failure = (enum smx_verify_failure)take_word(
		cfg, "verify-failure", SMX_WORDS_VERIFY_FAILURE, SMX_FAILURE_DEFER);
	zone->title = strdup(cfg_title(cfg));
	zone->file = smx_file_resolve(place->file, cfg_getstr(cfg, "file"));
	if (zone->title == NULL || zone->file == NULL)
		return SMX_ENOMEM;
	return take_clients(&zone->clients, cfg);
}

static int
take_zones(struct smx_conf *conf, cfg_t *cfg, const struct smx_place *place)
{
	unsigned n = cfg_size(cfg, "zone");

	conf->zones = calloc(n + 1, sizeof *conf->zones);
	if (conf->zones == NULL)
		return SMX_ENOMEM;
	for (unsigned i = 0; i < n; i++) {
		cfg_t *section = cfg_getnsec(cfg, "zone", i);
		const char *file = cfg_getstr(section, "file");
		int rc;

		if (file == NULL || file[0] == '\0')
			continue;
		/* Counted first, so that smx_conf_free() sees what is half done. */
		rc = take_zone(&conf->zones[conf->n_zones++], section, place);
		if (rc != SMX_OK)
			return rc;
	}
	return SMX_OK;
}

static int
take(struct smx_conf *conf, cfg_t *cfg, const struct smx_place *place)
{
	int rc;

	conf->is_enabled = cfg_getbool(cfg, "enabled") != cfg_false;
	conf->ttl = (uint32_t)cfg_getint(cfg, "ttl");
	conf->reload_interval = (unsigned)cfg_getint(cfg, "reload-interval");
	conf->sweep_interval = (unsigned)cfg_getint(cfg, "sweep-interval");
	conf->keyboard = (enum smx_keyboard)take_word(cfg, "keyboard", SMX_WORDS_KEYBOARD,
						      SMX_QWERTY);
	conf->log_clients = (enum smx_log_clients)take_word(cfg, "log-clients", SMX_WORDS_LOG_CLIENTS,
							    SMX_CLIENTS_FULL);
	conf->state_dir = smx_file_resolve(place->file, cfg_getstr(cfg, STATE_DIR));
	rc = conf->state_dir != NULL ? take_types(conf, cfg) : SMX_ENOMEM;
	if (rc == SMX_OK)
		rc = take_allow(conf, cfg, place);
	if (rc == SMX_OK)
		rc = take_zones(conf, cfg, place);
	if (rc == SMX_ENOMEM)
		smx_complain(place, rc, "%s", smx_error_text(rc));
	return rc;
}

/* ---- what a text with errors names besides ---------------------------------------- */

struct scan {
	struct smx_conf *conf;
	const struct smx_place *place;
};

static int
take_scanned_allow(void *context, const char *value)
{
	const struct scan *scan = context;
	struct smx_conf *conf = scan->conf;
	char *path = smx_file_resolve(scan->place->file, value);
	char **allow;

	for (size_t i = 0; path != NULL && i < conf->n_allow; i++) {
		if (strcmp(conf->allow[i], path) == 0) {
			free(path);
			return SMX_OK;
		}
	}
	allow = path != NULL ? realloc(conf->allow, (conf->n_allow + 1) * sizeof *allow) : NULL;
	if (allow == NULL) {
		free(path);
		return SMX_ENOMEM;
	}
	conf->allow = allow;
	allow[conf->n_allow++] = path;
	return SMX_OK;
}

static int
take_scanned_zone(void *context, const char *value)
{
	const struct scan *scan = context;
	struct smx_conf *conf = scan->conf;
	struct smx_conf_zone zone = {.file = smx_file_resolve(scan->place->file, value)};
	struct smx_conf_zone *zones;

	for (size_t i = 0; zone.file != NULL && i < conf->n_zones; i++) {
		if (strcmp(conf->zones[i].file, zone.file) == 0) {
			free(zone.file);
			return SMX_OK;
		}
	}
	zones = zone.file != NULL ? realloc(conf->zones, (conf->n_zones + 1) * sizeof *zones)
				  : NULL;
	if (zones != NULL)
		conf->zones = zones;
	zone.title = strdup(value);
	if (zones == NULL || zone.title == NULL) {
		free(zone.title);
		free(zone.file);
		return SMX_ENOMEM;
	}
	smx_params_init(&zone.params);
	zone.verify_failure = SMX_FAILURE_DEFER;
	zones[conf->n_zones++] = zone;
	return SMX_OK;
}

/* Sections that had to be taken out name files, too. */
static int
scan_files(struct smx_conf *conf, const char *text, size_t len, const struct smx_place *place)
{
	struct scan scan = {conf, place};
	int rc = smx_confscan_each(text, len, "allow", take_scanned_allow, &scan);

	if (rc == SMX_OK)
		rc = smx_confscan_each(text, len, "file", take_scanned_zone, &scan);
	if (rc != SMX_OK)
		smx_complain(place, rc, "%s", smx_error_text(rc));
	return rc;
}

/* ---- the text --------------------------------------------------------------------- */

static int
check_text(const char *text, size_t len, const struct smx_place *place)
{
	if (len >= SMX_CONF_MAX)
		return smx_complain(place, SMX_ELIMIT, "%d bytes or more; less are read",
				    SMX_CONF_MAX);
	if (len > 0 && memchr(text, '\0', len) != NULL)
		return smx_complain(place, SMX_ESYNTAX,
				    "a NUL byte: this is not a text file");
	return SMX_OK;
}

int
smx_conf_parse(struct smx_conf *conf, const char *text, size_t len,
	       const struct smx_place *place)
{
	char default_types[] = "{MX, A, AAAA, ANY}"; /* libConfuse wants it writable */
	cfg_opt_t zone_opts[] = {
		CFG_STR("file", NULL, CFGF_NONE),
		CFG_STR("mode", NULL, CFGF_NONE),
		CFG_STR("profile", NULL, CFGF_NONE),
		CFG_STR("action", NULL, CFGF_NONE),
		CFG_STR_LIST("clients", NULL, CFGF_NONE),
		CFG_STR_LIST("exempt-clients", NULL, CFGF_NONE),
		CFG_STR("verify-failure", "defer", CFGF_NONE),
		CFG_END(),
	};
	cfg_opt_t opts[] = {
		CFG_BOOL("enabled", cfg_true, CFGF_NONE),
		CFG_STR(STATE_DIR, STATE_DIR_DEFAULT, CFGF_NONE),
		CFG_INT("reload-interval", 5, CFGF_NONE),
		CFG_INT("sweep-interval", 300, CFGF_NONE),
		CFG_INT("ttl", 60, CFGF_NONE),
		CFG_STR_LIST("types", default_types, CFGF_NONE),
		CFG_STR("keyboard", "qwerty", CFGF_NONE),
		CFG_STR("log-clients", "full", CFGF_NONE),
		CFG_STR_LIST("allow", NULL, CFGF_NONE),
		CFG_SEC("zone", zone_opts, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
		CFG_END(),
	};
	cfg_t *cfg = NULL;
	int rc, fault;

	memset(conf, 0, sizeof *conf);
	fault = check_text(text, len, place);
	if (fault != SMX_OK)
		return fault;
	fault = smx_confparse(opts, text, len, place, &cfg);
	rc = cfg != NULL ? take(conf, cfg, place) : SMX_OK;
	if (cfg != NULL)
		cfg_free(cfg);
	if (rc == SMX_OK && fault != SMX_OK && fault != SMX_ENOMEM)
		rc = scan_files(conf, text, len, place);
	return rc != SMX_OK ? rc : fault;
}

char *
smx_conf_find_state_dir(const char *text, size_t len, const struct smx_place *place)
{
	static const char mark[] = "\xef\xbb\xbf"; /* a byte order mark is such a flaw, too */
	char *value, *path;

	if (len >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0) {
		text += strlen(mark);
		len -= strlen(mark);
	}
	if (smx_confscan_find(text, len < SMX_CONF_MAX ? len : SMX_CONF_MAX, STATE_DIR, &value) !=
	    SMX_OK)
		return NULL;
	path = smx_file_resolve(place->file, value != NULL ? value : STATE_DIR_DEFAULT);
	free(value);
	return path;
}

void
smx_conf_free(struct smx_conf *conf)
{
	for (size_t i = 0; i < conf->n_zones; i++) {
		free(conf->zones[i].title);
		free(conf->zones[i].file);
		free(conf->zones[i].clients.networks);
	}
	free(conf->zones);
	for (size_t i = 0; i < conf->n_allow; i++)
		free(conf->allow[i]);
	free(conf->allow);
	free(conf->types);
	free(conf->state_dir);
	memset(conf, 0, sizeof *conf);
}
