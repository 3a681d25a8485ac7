/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_SYSTEM_H
#define SYSTEM_SYSTEM_H

/*
 * The tests of the module in a real Unbound: their suites, and the servers
 * that they share.  All run in one process, one after the other.
 */

#include <check.h>

#include "resolver.h"

/* Runs for the whole time. */
extern struct server system_upstream;

/* A resolver with the policy of fixture.h; likewise. */
extern struct server system_resolver;

/* A resolver of one test: system_start_own() starts it in its directory, the
 * teardown ends it where the test has not. */
extern struct server system_own;
void system_prepare_own(const char *name);
void system_start_own(void);
void system_teardown(void);

/* Ask a resolver; the test fails without an answer. */
struct answer;
struct question;
void system_ask(const struct server *resolver, const struct question *question,
		struct answer *answer);

/* The resolver lets all pass: lookalikes, protected names, others. */
void system_check_passes_all(const struct server *resolver);

/* The resolver intercepts what the policy of fixture.h says, and passes the rest. */
void system_check_intercepts(const struct server *resolver);

/* How many questions for lookalikes came to the upstream. */
unsigned long system_count_lookalikes(void);

Suite *suite_answer(void);
Suite *suite_edge(void);
Suite *suite_pass(void);
Suite *suite_many(void);
Suite *suite_broken(void);
Suite *suite_reload(void);
Suite *suite_fleet(void);
Suite *suite_swap(void);
Suite *suite_restart(void);
Suite *suite_sweep(void);
Suite *suite_pending(void);
Suite *suite_verify(void);
Suite *suite_ways(void);
Suite *suite_clients(void);
Suite *suite_journal(void);
Suite *suite_metrics(void);
Suite *suite_monitor(void);
Suite *suite_status(void);
Suite *suite_strain(void);
Suite *suite_daemon(void);
Suite *suite_chroot(void);
Suite *suite_abi(void);

#endif /* SYSTEM_SYSTEM_H */
