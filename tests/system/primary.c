/* SPDX-License-Identifier: BSD-3-Clause */
#include "primary.h"

#include <ldns/ldns.h>
#include <stdio.h>
#include <stdlib.h>

#include "nsd.h"

#define FILE_NAME "fleet.zone"

/* ---- the server -------------------------------------------------------------------- */

/* `argument` is the resolver to notify, or NULL. */
static void
print_zones(FILE *stream, const struct server *primary, const void *argument)
{
	const struct server *resolver = argument;

	fprintf(stream,
		"zone:\n"
		"\tname: \"" PRIMARY_ZONE "\"\n"
		"\tzonefile: \"%s/" FILE_NAME "\"\n"
		"\tprovide-xfr: 127.0.0.1 NOKEY\n"
		"\tstore-ixfr: yes\n"
		"\tcreate-ixfr: yes\n",
		primary->dir);
	if (resolver != NULL)
		fprintf(stream, "\tnotify: 127.0.0.1@%u NOKEY\n", (unsigned)resolver->port);
}

bool
primary_start(struct server *primary, const char *name, const char *zone)
{
	const struct nsd_zones zones = {print_zones, NULL};

	return nsd_prepare(primary, name) &&
	       (zone == NULL || run_write_text(primary->dir, FILE_NAME, zone)) &&
	       nsd_start(primary, &zones);
}

bool
primary_set_secondary(struct server *primary, const struct server *resolver)
{
	const struct nsd_zones zones = {print_zones, resolver};

	return nsd_write_conf(primary, &zones) && nsd_control(primary, "reconfig", NULL);
}

bool
primary_publish(const struct server *primary, const char *zone)
{
	return run_write_text(primary->dir, FILE_NAME, zone) &&
	       nsd_control(primary, "reload", NULL);
}

/* ---- signing ------------------------------------------------------------------------ */

static ldns_key_list *
make_keys(void)
{
	ldns_key_list *keys = ldns_key_list_new();
	ldns_key *key = ldns_key_new_frm_algorithm(LDNS_SIGN_ECDSAP256SHA256, 0);

	if (keys == NULL || key == NULL)
		abort();
	ldns_key_set_pubkey_owner(key, ldns_dname_new_frm_str(PRIMARY_ZONE));
	ldns_key_set_flags(key, LDNS_KEY_ZONE_KEY | LDNS_KEY_SEP_KEY);
	ldns_key_set_keytag(key, 0);
	if (!ldns_key_list_push_key(keys, key))
		abort();
	return keys;
}

/* The keys' DNSKEY records are part of the zone. */
static void
add_keys(ldns_dnssec_zone *zone, ldns_key_list *keys)
{
	for (size_t i = 0; i < ldns_key_list_key_count(keys); i++) {
		ldns_key *key = ldns_key_list_key(keys, i);
		ldns_rr *rr = ldns_key2rr(key);

		if (rr == NULL || ldns_dnssec_zone_add_rr(zone, rr) != LDNS_STATUS_OK)
			abort();
		ldns_key_set_keytag(key, ldns_calc_keytag(rr));
	}
}

static char *
print_zone(const ldns_dnssec_zone *zone)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);

	if (stream == NULL)
		abort();
	ldns_dnssec_zone_print(stream, zone);
	if (fclose(stream) != 0)
		abort();
	return text;
}

char *
primary_sign(const char *text)
{
	FILE *stream = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	ldns_key_list *keys = make_keys();
	ldns_rr_list *made = ldns_rr_list_new();
	ldns_dnssec_zone *zone = NULL;
	char *signed_text = NULL;

	if (stream == NULL || made == NULL)
		abort();
	if (ldns_dnssec_zone_new_frm_fp(&zone, stream, NULL, 300, LDNS_RR_CLASS_IN) !=
	    LDNS_STATUS_OK)
		abort();
	add_keys(zone, keys);
	if (ldns_dnssec_zone_sign_flg(zone, made, keys, ldns_dnssec_default_replace_signatures,
				      NULL, LDNS_SIGN_WITH_ZONEMD_SIMPLE_SHA384) == LDNS_STATUS_OK)
		signed_text = print_zone(zone);
	else
		fputs("the zone cannot be signed\n", stderr);
	/* The zone owns all records by now, those in `made` too. */
	ldns_rr_list_free(made);
	ldns_dnssec_zone_deep_free(zone);
	ldns_key_list_free(keys);
	fclose(stream);
	return signed_text;
}
