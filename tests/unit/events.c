/* SPDX-License-Identifier: BSD-3-Clause */
#include "events.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

struct smx_event
events_make(uint8_t client, const char *name, uint16_t qtype, int64_t at)
{
	struct smx_name parsed = unit_name(name);
	struct smx_event event = {.wall = INT64_C(1795521600123) + at,
				  .monotonic = at,
				  .fate = SMX_FATE_INTERCEPTED,
				  .qtype = qtype,
				  .family = AF_INET,
				  .client = {192, 0, 2, client},
				  .rule = SMX_RULE_TLD,
				  .distance = 1,
				  .action = SMX_NXDOMAIN,
				  .mode = SMX_ENFORCE,
				  .protected_len = 8,
				  .protected = "army.mil",
				  .zone = "mil"};

	for (unsigned i = 0; i < parsed.n_labels; i++) {
		size_t len = (size_t)(parsed.start[i + 1] - 1 - parsed.start[i]);

		if (i + 2 == parsed.n_labels)
			event.candidate_offset = event.qname_len;
		event.qname[event.qname_len++] = (uint8_t)len;
		memcpy(event.qname + event.qname_len, parsed.text + parsed.start[i], len);
		event.qname_len = (uint8_t)(event.qname_len + len);
	}
	event.qname[event.qname_len++] = 0;
	return event;
}

const char *
events_path(const char *name)
{
	static char path[512];

	snprintf(path, sizeof path, "%s/%s", unit_dir, name);
	return path;
}
