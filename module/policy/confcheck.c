/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/confcheck.h"

#include <ldns/ldns.h>
#include <stdio.h>
#include <string.h>

#include "match/clients.h"
#include "match/words.h"
#include "straymx.h"

#define TTL_MAX 604800      /* seconds: a week, the most that RFC 8767 (4) suggests to keep */
#define INTERVAL_MAX 604800 /* seconds */

enum kind {
	BOOLEAN,
	SECONDS,
	WORD,
	PATH,
	TYPES,
	NETWORKS,
	ZONE,
};

static const struct option {
	const char *name;
	enum kind kind;
	enum smx_words words; /* of kind WORD */
	long least, most;     /* of kind SECONDS */
	const char *takes;    /* of the other kinds */
} options[] = {
	{.name = "enabled", .kind = BOOLEAN, .takes = "yes or no"},
	{.name = "state-dir", .kind = PATH, .takes = "the path of a folder"},
	{.name = "reload-interval", .kind = SECONDS, .least = 1, .most = INTERVAL_MAX},
	{.name = "sweep-interval", .kind = SECONDS, .least = 1, .most = INTERVAL_MAX},
	{.name = "ttl", .kind = SECONDS, .least = 0, .most = TTL_MAX},
	{.name = "types", .kind = TYPES, .takes = "types of records, { MX, A }"},
	{.name = "keyboard", .kind = WORD, .words = SMX_WORDS_KEYBOARD},
	{.name = "log-clients", .kind = WORD, .words = SMX_WORDS_LOG_CLIENTS},
	{.name = "allow", .kind = PATH, .takes = "paths of files, { \"a.list\", \"b.list\" }"},
	{.name = "zone", .kind = ZONE},
	{.name = "file", .kind = PATH, .takes = "the path of a file"},
	{.name = "mode", .kind = WORD, .words = SMX_WORDS_MODE},
	{.name = "profile", .kind = WORD, .words = SMX_WORDS_PROFILE},
	{.name = "action", .kind = WORD, .words = SMX_WORDS_ACTION},
	{.name = "verify-failure", .kind = WORD, .words = SMX_WORDS_VERIFY_FAILURE},
	{.name = "clients", .kind = NETWORKS, .takes = "networks, { 10.0.0.0/8, 2001:db8::/32 }"},
	{.name = "exempt-clients",
	 .kind = NETWORKS,
	 .takes = "networks, { 10.0.0.0/8, 2001:db8::/32 }"},
};

static const struct option *
find_option(const char *name)
{
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	}
	return NULL;
}

bool
smx_confcheck_takes(const char *name, char *buf, size_t size)
{
	const struct option *option = find_option(name);

	if (option != NULL && option->kind == WORD)
		smx_words_write(option->words, buf, size);
	else if (option != NULL && option->kind == SECONDS)
		snprintf(buf, size, "%ld to %ld seconds", option->least, option->most);
	else
		snprintf(buf, size, "%s",
			 option != NULL && option->takes != NULL ? option->takes : "a value");
	return option != NULL;
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

/* Titles stand in logs and tables: no control characters, in UTF-8 neither. */
static bool
is_printable(const char *title)
{
	for (const unsigned char *c = (const unsigned char *)title; *c != '\0'; c++) {
		if (*c < 0x20 || *c == 0x7f || (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0))
			return false;
	}
	return true;
}

static void
check_zone(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *zone = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);

	if (!is_printable(cfg_title(zone)))
		cfg_error(cfg, "the title of a zone has a control character in it");

	if (cfg_getstr(zone, "file") == NULL)
		cfg_error(cfg, "zone \"%s\" names no file: write file = \"path\" in it",
			  cfg_title(zone));
}

static void
check_seconds(cfg_t *cfg, cfg_opt_t *opt, const struct option *option)
{
	long value = cfg_opt_getnint(opt, 0);

	if (value < option->least || value > option->most)
		cfg_error(cfg, "%s = %ld: it takes %ld to %ld seconds", option->name, value,
			  option->least, option->most);
}

static void
check_text(cfg_t *cfg, const struct option *option, const char *value)
{
	struct smx_network network;
	char takes[128];

	smx_confcheck_takes(option->name, takes, sizeof takes);
	if (option->kind == TYPES && smx_confcheck_type(value) == 0)
		cfg_error(cfg, "types: '%s' is no type of record", value);
	else if (option->kind == NETWORKS && smx_network_parse(value, &network) != SMX_OK)
		cfg_error(cfg, "%s: '%s' is no address or network (10.0.0.0/8, 2001:db8::/32)",
			  option->name, value);
	else if ((option->kind == WORD && smx_words_parse(option->words, value) < 0) ||
		 (option->kind == PATH && *value == '\0'))
		cfg_error(cfg, "%s = %s: it takes %s", option->name, value, takes);
}

void
smx_confcheck(cfg_t *cfg, cfg_opt_t *opt)
{
	const struct option *option = find_option(cfg_opt_name(opt));

	if (option == NULL || option->kind == BOOLEAN)
		return;
	if (option->kind == ZONE)
		check_zone(cfg, opt);
	else if (option->kind == SECONDS)
		check_seconds(cfg, opt, option);
	else
		check_text(cfg, option, cfg_opt_getnstr(opt, cfg_opt_size(opt) - 1));
}
