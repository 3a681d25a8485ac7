/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TESTS_UNIT_H
#define SMX_TESTS_UNIT_H

/*
 * What the unit suites share: one suite a source file of module/match and
 * module/policy, and policies made from text.
 */

#include <check.h>
#include <uchar.h>

#include "match/name.h"
#include "match/policy.h"
#include "policy/messages.h"
#include "straymx.h"

/* The test's own directory; made by main(), removed with all in it at its end. */
extern char unit_dir[];

/* Write `len` bytes to `name` in the test's directory; the path, until the next call. */
const char *unit_write_bytes(const char *name, const void *bytes, size_t len);

/* The same for a text. */
const char *unit_write(const char *name, const char *text);

/*
 * Load a policy whose straymx.conf is `conf`; the caller frees it.  NULL if it
 * does not load; `messages`, to be freed too, says why.
 */
struct smx_policy *unit_load(const char *conf, struct smx_messages *messages);

/*
 * Look through a policy as `straymx check` does; it is freed.  `messages`, which the caller
 * frees, are in the order of reading.
 */
void unit_review(const char *conf, struct smx_messages *messages);

/* The same for a straymx.conf that is there, without a test of what comes of it: its code. */
int unit_review_file(const char *path, struct smx_messages *messages);

/*
 * A policy with one zone: `records`, behind an SOA and NS record with
 * $ORIGIN protect.example.  It has to load without a message.
 */
struct smx_policy *unit_policy(const char *records);

/* The same, where there may be warnings. */
struct smx_policy *unit_policy_warned(const char *records);

/* The number of characters of a text, up to its NUL. */
size_t unit_count(const char32_t *text);

/* Judge a name in presentation format. */
struct smx_verdict unit_lookup(const struct smx_policy *policy, const char *name);

/* A name from text that has to be one. */
struct smx_name unit_name(const char *text);

struct smx_span unit_span(const char *text);

/* Message `i` without its folder, as `file:line: text`; valid until the next call. */
const char *unit_message(const struct smx_messages *messages, size_t i);

/* 2026-11-24, noon, UTC: when the policies of the tests are loaded. */
#define UNIT_NOW ((time_t)1795521600)

#define UNIT_ZONE_HEAD                                                                             \
	"$ORIGIN protect.example.\n"                                                               \
	"$TTL 300\n"                                                                               \
	"@ SOA localhost. hostmaster.example. 2026112301 3600 600 604800 60\n"                     \
	"  NS localhost.\n"

Suite *suite_grow(void);
Suite *suite_name(void);
Suite *suite_osa(void);
Suite *suite_keyboard(void);
Suite *suite_edit(void);
Suite *suite_skeleton(void);
Suite *suite_words(void);
Suite *suite_profile(void);
Suite *suite_prefixes(void);
Suite *suite_nameset(void);
Suite *suite_suffix(void);
Suite *suite_confusable(void);
Suite *suite_lookup(void);
Suite *suite_verdict(void);
Suite *suite_punycode(void);
Suite *suite_ulabel(void);
Suite *suite_glyph(void);
Suite *suite_likeness(void);
Suite *suite_arena(void);
Suite *suite_pages(void);
Suite *suite_bloom(void);
Suite *suite_hash(void);
Suite *suite_keymap(void);
Suite *suite_label(void);
Suite *suite_query(void);
Suite *suite_entry(void);
Suite *suite_hostprefix(void);
Suite *suite_clients(void);
Suite *suite_endings(void);
Suite *suite_frames(void);
Suite *suite_neighbours(void);
Suite *suite_index(void);
Suite *suite_search(void);
Suite *suite_exact(void);
Suite *suite_diff(void);
Suite *suite_describe(void);
Suite *suite_messages(void);
Suite *suite_file(void);
Suite *suite_psl(void);
Suite *suite_host(void);
Suite *suite_param(void);
Suite *suite_record(void);
Suite *suite_rr(void);
Suite *suite_zonefile(void);
Suite *suite_zone(void);
Suite *suite_list(void);
Suite *suite_keeper(void);
Suite *suite_store(void);
Suite *suite_status(void);
Suite *suite_conf(void);
Suite *suite_confcheck(void);
Suite *suite_reach(void);
Suite *suite_text(void);
Suite *suite_tally(void);
Suite *suite_origins(void);
Suite *suite_idle(void);
Suite *suite_confexplain(void);
Suite *suite_confparse(void);
Suite *suite_conftoken(void);
Suite *suite_builder(void);
Suite *suite_load(void);
Suite *suite_confscan(void);
Suite *suite_notes(void);
Suite *suite_reasons(void);
Suite *suite_advice(void);
Suite *suite_buildid(void);
Suite *suite_incidents(void);
Suite *suite_eventfile(void);
Suite *suite_journal(void);
Suite *suite_cells(void);
Suite *suite_metrics(void);
Suite *suite_metrics_doc(void);
Suite *suite_variants(void);

#endif /* SMX_TESTS_UNIT_H */
