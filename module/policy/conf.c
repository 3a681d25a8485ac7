/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/conf.h"

#include <confuse.h>
#include <stdlib.h>
#include <string.h>

#include "match/words.h"
#include "policy/confcheck.h"
#include "policy/file.h"

#define CONF_MAX (1 << 20) /* bytes */

/*
 * libConfuse does not mind a section or a comment that is still open at the
 * end of the file.  This option, put behind what was read, does: it has to
 * arrive at the top level.
 */
#define END_OPTION "end-of-file"

/*
 * libConfuse hands its error function no pointer of ours, so that the way to
 * the messages leads through here.  Set while a file is being parsed.
 */
static _Thread_local struct {
	const struct smx_place *place;
	unsigned n_lines; /* of the file; libConfuse's count goes beyond with END_OPTION */
} parsing;

static void
on_error(cfg_t *cfg, const char *format, va_list args)
{
	struct smx_place place = *parsing.place;
	char text[512];
	bool is_open = false;

	vsnprintf(text, sizeof text, format, args);
	place.line = cfg != NULL && cfg->line > 0 ? (unsigned)cfg->line : 0;
	if (place.line > parsing.n_lines && strstr(text, END_OPTION) != NULL)
		is_open = true;
	if (place.line > parsing.n_lines)
		place.line = parsing.n_lines;
	if (is_open)
		smx_complain(&place, SMX_ESYNTAX, "the end of the file in a section: a } is missing");
	else
		smx_complain(&place, SMX_ESYNTAX, "%s", text);
}

/* END_OPTION is no option in the file itself. */
static int
check_end(cfg_t *cfg, cfg_opt_t *opt)
{
	if (cfg->line > 0 && (unsigned)cfg->line > parsing.n_lines)
		return 0;
	cfg_error(cfg, "no such option '%s'", cfg_opt_name(opt));
	return -1;
}

/* ---- from libConfuse's values to ours ------------------------------------- */

static int
take_types(struct smx_conf *conf, cfg_t *cfg, const struct smx_place *place)
{
	unsigned n = cfg_size(cfg, "types");

	if (n == 0)
		return smx_complain(place, SMX_EVALUE,
				    "types is empty: to turn straymx off, write enabled = no");
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
	zone->line = cfg->line > 0 ? (unsigned)cfg->line : 0;
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
	conf->keyboard = (enum smx_keyboard)smx_words_parse(SMX_WORDS_KEYBOARD,
							    cfg_getstr(cfg, "keyboard"));
	conf->reload_interval = (unsigned)cfg_getint(cfg, "reload-interval");
	conf->sweep_interval = (unsigned)cfg_getint(cfg, "sweep-interval");
	conf->state_dir = smx_file_resolve(place->file, cfg_getstr(cfg, "state-dir"));
	rc = take_types(conf, cfg, place);
	if (rc == SMX_OK)
		rc = take_allow(conf, cfg, place);
	if (rc == SMX_OK)
		rc = take_zones(conf, cfg, place);
	if (rc == SMX_ENOMEM)
		smx_complain(place, rc, "%s", smx_error_text(rc));
	return rc;
}

static char *
read_text(const char *bytes, size_t len, const struct smx_place *place, int *error)
{
	static const char end[] = "\n" END_OPTION " = yes\n";
	char *text = malloc(CONF_MAX + sizeof end);

	if (text == NULL) {
		*error = smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
		return NULL;
	}
	if (len >= CONF_MAX)
		*error = smx_complain(place, SMX_ELIMIT, "%d bytes or more; less are read",
				      CONF_MAX);
	else if (memchr(bytes, '\0', len) != NULL)
		*error = smx_complain(place, SMX_ESYNTAX,
				      "a NUL byte: this is not a text file");
	if (*error != SMX_OK) {
		free(text);
		return NULL;
	}
	memcpy(text, bytes, len);
	strcpy(text + len, len > 0 && text[len - 1] == '\n' ? end + 1 : end);
	return text;
}

static unsigned
count_lines(const char *text)
{
	unsigned n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static int
parse(struct smx_conf *conf, const char *text, cfg_opt_t *opts, const struct smx_place *place)
{
	size_t n_errors = place->messages->n_errors;
	cfg_t *cfg = cfg_init(opts, CFGF_NONE);
	int rc;

	if (cfg == NULL)
		return smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
	cfg_set_error_function(cfg, on_error);
	smx_confcheck_install(cfg);
	cfg_set_validate_func(cfg, END_OPTION, check_end);
	parsing.place = place;
	parsing.n_lines = count_lines(text) - 1;
	rc = cfg_parse_buf(cfg, text);
	parsing.place = NULL;
	if (rc != CFG_SUCCESS && place->messages->n_errors > n_errors)
		rc = SMX_ESYNTAX; /* it has been said */
	else if (rc != CFG_SUCCESS)
		rc = smx_complain(place, SMX_ENOMEM, "%s", smx_error_text(SMX_ENOMEM));
	else if (!cfg_getbool(cfg, END_OPTION))
		rc = smx_complain(place, SMX_ESYNTAX, "the end of the file in a comment");
	else
		rc = take(conf, cfg, place);
	cfg_free(cfg);
	return rc;
}

int
smx_conf_parse(struct smx_conf *conf, const char *bytes, size_t len, const struct smx_place *place)
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
		CFG_STR("state-dir", "/var/lib/unbound/straymx", CFGF_NONE),
		CFG_INT("reload-interval", 5, CFGF_NONE),
		CFG_INT("sweep-interval", 300, CFGF_NONE),
		CFG_INT("ttl", 60, CFGF_NONE),
		CFG_STR_LIST("types", default_types, CFGF_NONE),
		CFG_STR("keyboard", "qwerty", CFGF_NONE),
		CFG_STR_LIST("allow", NULL, CFGF_NONE),
		CFG_SEC("zone", zone_opts, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
		CFG_BOOL(END_OPTION, cfg_false, CFGF_NONE),
		CFG_END(),
	};
	int rc = SMX_OK;
	char *text;

	memset(conf, 0, sizeof *conf);
	text = read_text(bytes, len, place, &rc);
	if (text == NULL)
		return rc;
	rc = parse(conf, text, opts, place);
	free(text);
	return rc;
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

char *
smx_conf_find_state_dir(const char *text, size_t len, const struct smx_place *place)
{
	const char *p = text ? memmem(text, len, "state-dir", 9) : NULL, *q;
	char buf[300];
	if (p == NULL || (p = memchr(p, '"', 40)) == NULL || (q = strchr(p + 1, '"')) == NULL) return strdup("/var/lib/unbound/straymx");
	snprintf(buf, sizeof buf, "%.*s", (int)(q - p - 1), p + 1);
	return smx_file_resolve(place->file, buf);
}
