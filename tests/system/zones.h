/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_ZONES_H
#define SYSTEM_ZONES_H

/*
 * A policy that tests change while a resolver runs: zones, a file each, that protect
 * names of fixture.h by NXDOMAIN.  Main thread only, but for asking.
 */

#include "fixture.h"

struct answer;
struct question;

/* Write straymx.conf, with `head` first, which names the zones `titles`, separated by
 * blanks. */
bool zones_write_conf(const char *dir, const char *head, const char *titles);

/* Overwrite the file TITLE.zone: it protects `names`, separated by blanks. */
bool zones_write(const char *dir, const char *title, const char *names);

/* Have the file look as if nobody had written to it for a while: a reload takes it
 * at once then. */
bool zones_age(const char *dir, const char *title);

/* Overwrite it with a line that is not in order after one that protects army.mil. */
bool zones_write_broken(const char *dir, const char *title);
#define ZONES_BROKEN_LINE 6

/* Likewise, in order, with nI.zones.example, I from `first` on, `n` of them, and in front of
 * them `names`. */
bool zones_write_big(const char *dir, const char *title, const char *names, size_t first,
		     size_t n);

/* The text of such a file, to be freed. */
char *zones_text(const char *names, size_t first, size_t n);

/*
 * What the answer to a question at or below a lookalike of fixture.h is, whose
 * record in the upstream is fixture_thief(): made up, or let pass.  NULL, or
 * what is wrong if it is neither.  Any thread.
 */
const char *zones_judge(const struct question *question, const struct answer *answer,
			bool *is_intercepted);

/* Ask for the address of `prefix` and a lookalike; the test fails if the answer is
 * neither made up nor right. */
bool zones_intercepts(const struct server *resolver, const char *prefix, const char *lookalike);

/* Wait until a lookalike is intercepted, or is not any more. */
void zones_wait(const struct server *resolver, const char *lookalike, bool is_intercepted);

#endif /* SYSTEM_ZONES_H */
