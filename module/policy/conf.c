/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/conf.h"

#include <confuse.h>
#include <stdlib.h>
#include <string.h>

#include "match/words.h"
#include "policy/confcheck.h"
#include "policy/confparse.h"
#include "policy/file.h"

#define STATE_DIR "state-dir"
#define STATE_DIR_DEFAULT "/var/lib/unbound/straymx"

static int
take_types(struct smx_conf *conf, cfg_t *cfg)
{
	unsigned n = cfg_size(cfg, "types"); /* not 0, that has been checked */

	conf->types = calloc(n, sizeof *conf->types);
	if (conf->types == NULL)
		return SMX_ENOMEM;
	for (unsigned i = 0; i < n; i++)
		conf->types[conf->n_types++] = smx_confcheck_type(cfg_getnstr(cfg, "types", i));
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
		char *path = smx_file_resolve(place->file, cfg_getnstr(cfg, "allow", i));

		if (path == NULL)
			return SMX_ENOMEM;
		conf->allow[conf->n_allow++] = path;
	}
	return SMX_OK;
}

static int
take_word(cfg_t *zone, const char *option, enum smx_words words)
{
	const char *word = cfg_getstr(zone, option);

	return word != NULL ? smx_words_parse(words, word) : SMX_PARAM_UNSET;
}

/* Add the networks of an option that has been checked; there is room for them. */
static void
take_networks(struct smx_clients *clients, cfg_t *cfg, const char *option, bool is_exempt)
{
	for (unsigned i = 0; i < cfg_size(cfg, option); i++) {
		struct smx_network *network = &clients->networks[clients->n_networks++];

		(void)smx_network_parse(cfg_getnstr(cfg, option, i), network);
		network->is_exempt = is_exempt;
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
	zone->params.values[SMX_PARAM_PROFILE] = take_word(cfg, "profile", SMX_WORDS_PROFILE);
	zone->params.values[SMX_PARAM_ACTION] = take_word(cfg, "action", SMX_WORDS_ACTION);
	zone->params.values[SMX_PARAM_MODE] = take_word(cfg, "mode", SMX_WORDS_MODE);
	zone->verify_failure = (enum smx_verify_failure)smx_words_parse(
		SMX_WORDS_VERIFY_FAILURE, cfg_getstr(cfg, "verify-failure"));
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
		/* Counted first, so that smx_conf_free() sees what is half done. */
		struct smx_conf_zone *zone = &conf->zones[conf->n_zones++];
		int rc = take_zone(zone, cfg_getnsec(cfg, "zone", i), place);

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
	conf->keyboard = (enum smx_keyboard)smx_words_parse(SMX_WORDS_KEYBOARD,
							    cfg_getstr(cfg, "keyboard"));
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
		CFG_STR_LIST("allow", NULL, CFGF_NONE),
		CFG_SEC("zone", zone_opts, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
		CFG_END(),
	};
	cfg_t *cfg;
	int rc;

	memset(conf, 0, sizeof *conf);
	rc = check_text(text, len, place);
	if (rc == SMX_OK)
		rc = smx_confparse(opts, text, len, place, &cfg);
	if (rc != SMX_OK)
		return rc;
	rc = take(conf, cfg, place);
	cfg_free(cfg);
	return rc;
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
	if (smx_confparse_find(text, len < SMX_CONF_MAX ? len : SMX_CONF_MAX, STATE_DIR, &value) !=
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
