/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SYSTEM_NSD_H
#define SYSTEM_NSD_H

/*
 * NSD, in a directory of its own, with the zones that its user says.  Its
 * control socket is used through nsd-control.
 */

#include <stdio.h>

#include "server.h"

/* What it serves: `print` writes the zone: clauses of nsd.conf. */
struct nsd_zones {
	void (*print)(FILE *stream, const struct server *nsd, const void *argument);
	const void *argument;
};

/* Make the directory `name` for it, to put zone files into. */
bool nsd_prepare(struct server *nsd, const char *name);

bool nsd_start(struct server *nsd, const struct nsd_zones *zones);

/* Write nsd.conf with other zones, for nsd-control's `reconfig`. */
bool nsd_write_conf(const struct server *nsd, const struct nsd_zones *zones);

/* Run nsd-control; `*output` as in server_control(). */
bool nsd_control(const struct server *nsd, const char *command, char **output);

#endif /* SYSTEM_NSD_H */
