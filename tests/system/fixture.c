/* SPDX-License-Identifier: BSD-3-Clause */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- policy -------------------------------------------------------------------- */

/* Numbers that differ from one zone to the other and from all defaults. */
#define FIRST_SOA "ns.first.example. hostmaster.first.example. 2026112301 3601 602 604803"
#define SECOND_SOA "ns.second.example. dns.second.example. 4294967295 7201 902 1209603"

#define AAAA(n) "AAAA 2001:db8::" #n "\n"
#define TEN_AAAA(n)                                                                               \
	AAAA(n##0) AAAA(n##1) AAAA(n##2) AAAA(n##3) AAAA(n##4) AAAA(n##5) AAAA(n##6) AAAA(n##7)   \
		AAAA(n##8) AAAA(n##9)
#define MANY TEN_AAAA(1) TEN_AAAA(2) TEN_AAAA(3)

#define SINKHOLE                                                                                  \
	"MX 10 stray.example.\nMX 20 stray2.example.\n"                                           \
	"A 192.0.2.25\nA 192.0.2.26\nAAAA 2001:db8::25\n"
#define SINKHOLE_MX "MX 10 stray.example.\n"
#define SINKHOLE_ADDRESSES "A 192.0.2.27\nAAAA 2001:db8::27\n"

#define FIRST_HEAD                                                                                \
	"$ORIGIN protect.example.\n"                                                              \
	"$TTL 300\n"                                                                              \
	"@ SOA " FIRST_SOA " 64\n"                                                                \
	"  NS localhost.\n"                                                                       \
	"army.mil CNAME .\n"

static const char good_zone[] = FIRST_HEAD
	"navy.mil CNAME *.\n"
	"dod.mil MX 0 .\n"
	"marines.mil TXT \"\"\n"
	"_straymx.marines.mil TXT \"action=nullmx\"\n"
	"socom.mil TXT \"\"\n"
	"armyy.mil CNAME rpz-passthru.\n";

static const char broken_zone[] = FIRST_HEAD "navy.mil CNAME somewhere.example.\n"
						"dod.mil MX 0 .\n";

/* The sinkholes follow, from the table below. */
static const char second_zone_head[] = "$ORIGIN second.example.\n"
				       "$TTL 300\n"
				       "@ SOA " SECOND_SOA " 65\n"
				       "  NS localhost.\n"
				       "uspto.gov TXT \"\"\n";

static const char conf[] = "ttl = " FIXTURE_TTL_TEXT "\n"
			   "types = { MX, A, AAAA, ANY, HTTPS, TXT }\n"
			   "state-dir = \"state\"\n"
			   "reload-interval = 1\n"
			   "allow = { \"allow.list\" }\n"
			   "zone \"first\" { file = \"first.zone\" }\n"
			   "zone \"second\" { file = \"second.zone\" action = nodata }\n";

const struct lookalike fixture_lookalikes[] = {
	{"army.ml", "army.mil", LDNS_RCODE_NXDOMAIN, FIRST_SOA, ""},
	{"navvy.mil", "navy.mil", LDNS_RCODE_NOERROR, FIRST_SOA, ""},
	{"dod.ml", "dod.mil", LDNS_RCODE_NOERROR, FIRST_SOA, "MX 0 .\n"},
	{"marnies.mil", "marines.mil", LDNS_RCODE_NOERROR, FIRST_SOA, "MX 0 .\n"},
	{"socom.mi", "socom.mil", LDNS_RCODE_NXDOMAIN, FIRST_SOA, ""},
	{"uspto.gv", "uspto.gov", LDNS_RCODE_NOERROR, SECOND_SOA, ""},
	{"lockhedmartin.com", "lockheedmartin.com", LDNS_RCODE_NOERROR, SECOND_SOA, SINKHOLE},
	{"boeeing.com", "boeing.com", LDNS_RCODE_NOERROR, SECOND_SOA, SINKHOLE_MX},
	{"raytheon.co", "raytheon.com", LDNS_RCODE_NOERROR, SECOND_SOA, SINKHOLE_ADDRESSES},
};
const size_t fixture_n_lookalikes = sizeof fixture_lookalikes / sizeof fixture_lookalikes[0];

const struct lookalike fixture_large = {"northropgruman.com", "northropgrumman.com",
					LDNS_RCODE_NOERROR, SECOND_SOA, MANY};

const struct passing fixture_passing[] = {
	/* protected, and below */
	{"army.mil", "A 198.51.100.1"},
	{"army.mil", "MX 10 mx.army.mil."},
	{"mail.army.mil", "A 198.51.100.2"},
	{"a.b.c.d.boeing.com", "A 198.51.100.3"},
	/* exempt by the zone, by the allow list, and below */
	{"armyy.mil", "A 198.51.100.4"},
	{"mail.armyy.mil", "A 198.51.100.5"},
	{"raytheon.cm", "MX 10 mx.raytheon.cm."},
	{"mail.raytheon.cm", "A 198.51.100.6"},
	/* near nothing */
	{"harmless.example", "MX 10 mx.harmless.example."},
	{"h7.harmless.example", "A 198.18.0.7"},
	/* two edits from army.mil, one from nothing */
	{"ar.mil", "A 198.51.100.8"},
};
const size_t fixture_n_passing = sizeof fixture_passing / sizeof fixture_passing[0];

/* ---- files ---------------------------------------------------------------------- */

/* The records `data`, lines "TYPE RDATA", of `owner`. */
static void
print_records(FILE *stream, const char *owner, const char *data)
{
	while (*data != '\0') {
		int len = (int)strcspn(data, "\n");

		fprintf(stream, "%s %.*s\n", owner, len, data);
		data += len + (data[len] == '\n' ? 1 : 0);
	}
}

/* The text that `print` makes, to be freed. */
static char *
make_text(void (*print)(FILE *stream))
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);

	if (stream == NULL)
		abort();
	print(stream);
	if (fclose(stream) != 0)
		abort();
	return text;
}

static void
print_second_zone(FILE *stream)
{
	fputs(second_zone_head, stream);
	for (size_t i = 0; i < fixture_n_lookalikes; i++) {
		if (strcmp(fixture_lookalikes[i].soa, SECOND_SOA) == 0)
			print_records(stream, fixture_lookalikes[i].intended,
				      fixture_lookalikes[i].data);
	}
	print_records(stream, fixture_large.intended, fixture_large.data);
}

bool
fixture_write(const char *dir, const char *head)
{
	char *second_zone = make_text(print_second_zone);
	char text[sizeof conf + 1024];
	bool is_written;

	snprintf(text, sizeof text, "%s%s", head, conf);
	is_written = run_write_text(dir, "straymx.conf", text) &&
		     run_write_text(dir, "allow.list", "raytheon.cm # a customer\n") &&
		     fixture_write_good_zone(dir) &&
		     run_write_text(dir, "second.zone", second_zone);
	free(second_zone);
	return is_written;
}

bool
fixture_write_good_zone(const char *dir)
{
	return run_write_text(dir, "first.zone", good_zone);
}

bool
fixture_write_broken_zone(const char *dir)
{
	return run_write_text(dir, "first.zone", broken_zone);
}

/* ---- upstream ---------------------------------------------------------------------- */

static const struct {
	ldns_rr_type type;
	const char *record;
} thief_records[] = {
	{LDNS_RR_TYPE_MX, "MX 10 mx.thief.example."},
	{LDNS_RR_TYPE_A, "A 203.0.113.66"},
	{LDNS_RR_TYPE_AAAA, "AAAA 2001:db8:66::1"},
	{LDNS_RR_TYPE_TXT, "TXT \"thief\""},
	{LDNS_RR_TYPE_HTTPS, "HTTPS 1 ."},
	{LDNS_RR_TYPE_SRV, "SRV 1 2 25 mx.thief.example."},
};

const char *
fixture_thief(ldns_rr_type type)
{
	for (size_t i = 0; i < sizeof thief_records / sizeof thief_records[0]; i++) {
		if (thief_records[i].type == type)
			return thief_records[i].record;
	}
	return thief_records[0].record;
}

static void
print_thief_zone(FILE *stream)
{
	fputs("$TTL 3600\n"
	      "@ SOA ns.thief.example. thief.thief.example. 1 2 3 4 5\n"
	      "  NS ns.thief.example.\n",
	      stream);
	for (size_t i = 0; i < sizeof thief_records / sizeof thief_records[0]; i++)
		fprintf(stream, "@ %s\n* %s\n", thief_records[i].record,
			thief_records[i].record);
}

static void
print_root_zone(FILE *stream)
{
	fputs("$ORIGIN .\n"
	      "$TTL 3600\n"
	      "@ SOA ns.example. hostmaster.example. 1 3600 600 604800 60\n"
	      "  NS ns.example.\n"
	      "ns.example A 127.0.0.1\n"
	      "*.army.mil A 198.51.100.2\n"
	      "*.raytheon.cm A 198.51.100.6\n"
	      FIXTURE_ALIAS " CNAME " FIXTURE_ALIASED ".\n",
	      stream);
	for (size_t i = 0; i < fixture_n_passing; i++)
		print_records(stream, fixture_passing[i].name, fixture_passing[i].record);
	for (size_t i = 0; i < FIXTURE_N_HARMLESS; i++) {
		if (i != 7) /* is in the table above */
			fprintf(stream, FIXTURE_HARMLESS " A 198.18.%zu.%zu\n", i, i / 256,
				i % 256);
	}
}

bool
fixture_start_upstream(struct server *upstream)
{
	char *root_zone = make_text(print_root_zone);
	char *thief_zone = make_text(print_thief_zone);
	const char **lookalikes = calloc(fixture_n_lookalikes + 2, sizeof *lookalikes);
	bool is_started;

	if (lookalikes == NULL)
		abort();
	for (size_t i = 0; i < fixture_n_lookalikes; i++)
		lookalikes[i] = fixture_lookalikes[i].name;
	lookalikes[fixture_n_lookalikes] = fixture_large.name;
	is_started = upstream_start(upstream, root_zone, thief_zone, lookalikes);
	free(lookalikes);
	free(thief_zone);
	free(root_zone);
	return is_started;
}
