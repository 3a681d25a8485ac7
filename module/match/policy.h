/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_POLICY_H
#define SMX_MATCH_POLICY_H

/*
 * The policy as the lookup reads it: immutable data, built once by
 * policy/builder.c and shared by all threads.  It owns everything it points to.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "match/keyboard.h"
#include "match/name.h"
#include "match/nameset.h"
#include "straymx.h"

/* One record that an entry answers with. */
struct smx_rdata {
	uint16_t type;  /* MX, A or AAAA: RR type number, host order */
	uint16_t len;   /* bytes in `wire` */
	uint8_t *wire;  /* RDLENGTH in network order, then uncompressed RDATA */
};

/* A `zone` section of straymx.conf. */
struct smx_zone {
	char *title;
	/* RDATA of the SOA record in negative answers, in the form of smx_rdata:
	 * MNAME, RNAME and serial of the zone file, MINIMUM the policy's ttl. */
	uint8_t *soa_wire;
	uint16_t soa_len;
	bool is_scoped; /* it has `clients` or `exempt-clients` */
};

/* A protected name. */
struct smx_entry {
	struct smx_name name;
	struct smx_name skeleton; /* meaningful if has_skeleton */
	bool has_skeleton;
	bool is_suffix;           /* a public suffix: acts by the rule `zone` alone */
	uint8_t n_suffix_labels;  /* labels of its public suffix */
	uint8_t least_len[SMX_N_RULES]; /* 0: the rule is off */
	enum smx_action action;
	enum smx_mode mode;
	enum smx_verify verify;
	const struct smx_zone *zone;
	struct smx_rdata *data; /* of action SMX_DATA, else NULL */
	size_t n_data;
};

/* The Public Suffix List, asked by name text: ASCII, lower-case, no final dot. */
struct smx_suffix_list {
	void *list;
	/* Whether the name is a public suffix by the whole list. */
	bool (*is_public)(const void *list, const char *name);
	/* Whether it is one by the ICANN section, by a rule other than the default. */
	bool (*is_registry)(const void *list, const char *name);
	void (*free)(void *list);
};

struct smx_policy {
	bool is_enabled;
	uint32_t ttl; /* seconds */
	uint16_t *types;
	size_t n_types;
	enum smx_keyboard keyboard;
	struct smx_suffix_list suffixes;
	struct smx_zone **zones;
	size_t n_zones;
	/* In the order of the zones in straymx.conf: of equally good matches the
	 * first one wins. */
	struct smx_entry **entries;
	size_t n_entries;
	struct smx_nameset protected; /* the names of all entries */
	struct smx_nameset exempt;
	unsigned longest; /* labels in the longest protected name */
};

#endif /* SMX_MATCH_POLICY_H */
