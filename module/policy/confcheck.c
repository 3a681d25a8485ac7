/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/confcheck.h"

#include <ldns/ldns.h>
#include <string.h>

#include "match/clients.h"
#include "match/words.h"
#include "straymx.h"

#define TTL_MAX 604800      /* seconds: a week, the most that RFC 8767 (4) suggests to keep */
#define INTERVAL_MAX 604800 /* seconds */

/* Options that take a word. */
static const struct {
	const char *name;
	enum smx_words words;
} word_options[] = {
	{"keyboard", SMX_WORDS_KEYBOARD}, {"profile", SMX_WORDS_PROFILE},
	{"action", SMX_WORDS_ACTION},     {"mode", SMX_WORDS_MODE},
	{"verify-failure", SMX_WORDS_VERIFY_FAILURE},
};

static int
check_word(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *value = cfg_opt_getnstr(opt, 0);
	char takes[128] = "";

	for (size_t i = 0; i < sizeof word_options / sizeof word_options[0]; i++) {
		if (strcmp(cfg_opt_name(opt), word_options[i].name) != 0)
			continue;
		if (smx_words_parse(word_options[i].words, value) >= 0)
			return 0;
		smx_words_write(word_options[i].words, takes, sizeof takes);
	}
	cfg_error(cfg, "%s = %s: it takes %s", cfg_opt_name(opt), value, takes);
	return -1;
}

/* Options that take a number of seconds. */
static const struct {
	const char *name;
	long least, most;
} second_options[] = {
	{"ttl", 0, TTL_MAX},
	{"reload-interval", 1, INTERVAL_MAX},
	{"sweep-interval", 1, INTERVAL_MAX},
};

static int
check_seconds(cfg_t *cfg, cfg_opt_t *opt)
{
	long value = cfg_opt_getnint(opt, 0);
	long least = 0, most = 0;

	for (size_t i = 0; i < sizeof second_options / sizeof second_options[0]; i++) {
		if (strcmp(cfg_opt_name(opt), second_options[i].name) == 0) {
			least = second_options[i].least;
			most = second_options[i].most;
		}
	}
	if (value >= least && value <= most)
		return 0;
	cfg_error(cfg, "%s = %ld: it takes %ld to %ld seconds", cfg_opt_name(opt), value, least,
		  most);
	return -1;
}

uint16_t
smx_confcheck_type(const char *text)
{
	unsigned type = ldns_get_rr_type_by_name(text);

	if (type == LDNS_RR_TYPE_ANY || (type > 0 && type != LDNS_RR_TYPE_OPT && type < 128) ||
	    (type > 255 && type < 65280))
		return (uint16_t)type;
	return 0;
}

static int
check_type(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *text = cfg_opt_getnstr(opt, cfg_opt_size(opt) - 1);

	if (smx_confcheck_type(text) != 0)
		return 0;
	cfg_error(cfg, "types: '%s' is no type of record", text);
	return -1;
}

static int
check_client(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *text = cfg_opt_getnstr(opt, cfg_opt_size(opt) - 1);
	struct smx_network network;

	if (smx_network_parse(text, &network) == SMX_OK)
		return 0;
	cfg_error(cfg, "%s: '%s' is no address or network (10.0.0.0/8, 2001:db8::/32)",
		  cfg_opt_name(opt), text);
	return -1;
}

static int
check_zone(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *zone = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);

	if (cfg_getstr(zone, "file") != NULL)
		return 0;
	cfg_error(cfg, "zone \"%s\" names no file", cfg_title(zone));
	return -1;
}

static const struct {
	const char *option;
	cfg_validate_callback_t check;
} checks[] = {
	{"ttl", check_seconds},
	{"reload-interval", check_seconds},
	{"sweep-interval", check_seconds},
	{"keyboard", check_word},
	{"types", check_type},
	{"zone", check_zone},
	{"zone|profile", check_word},
	{"zone|action", check_word},
	{"zone|mode", check_word},
	{"zone|verify-failure", check_word},
	{"zone|clients", check_client},
	{"zone|exempt-clients", check_client},
};

void
smx_confcheck_install(cfg_t *cfg)
{
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
		cfg_set_validate_func(cfg, checks[i].option, checks[i].check);
}
