/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_PRIMARY_H
#define SYSTEM_PRIMARY_H

/*
 * The primary of a fleet: an NSD that is authoritative for one protected zone,
 * gives it to whom asks for a transfer, and notifies one resolver of changes.
 */

#include "server.h"

#define PRIMARY_ZONE "fleet.example"

/* Start it with this zone, or without any yet if `zone` is NULL. */
bool primary_start(struct server *primary, const char *name, const char *zone);

/* Whom it notifies from now on. */
bool primary_set_secondary(struct server *primary, const struct server *resolver);

/* Have it serve this zone, whose serial number has to be a later one. */
bool primary_publish(const struct server *primary, const char *zone);

/*
 * The zone, signed with a key of its own and with a ZONEMD record, as text to be
 * freed: what a primary may serve as well.
 */
char *primary_sign(const char *zone);

#endif /* SYSTEM_PRIMARY_H */
