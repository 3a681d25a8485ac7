/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#include "sldns/wire2str.h"
#include "util/log.h"

#include "straymx.h"
#include "unbound/notice.h"

#define TYPE_TEXT_SIZE 16

/* Whether there is room for a line in this second. */
static bool
take_place(struct smx_notice *notice, int64_t second)
{
	if (notice->second != second) {
		notice->second = second;
		notice->n_told = 0;
		if (notice->n_left_out > 0)
			log_info("straymx: %lu more incidents were not logged", notice->n_left_out);
		notice->n_left_out = 0;
	}
	if (notice->n_told++ < SMX_NOTICES_PER_SECOND)
		return true;
	notice->n_left_out++;
	return false;
}

void
smx_notice(struct smx_notice *notice, const struct smx_event *event,
	   enum smx_log_clients log_clients)
{
	static const char *const whats[SMX_N_FATES] = {
		[SMX_FATE_INTERCEPTED] = "",
		[SMX_FATE_DEFERRED] = "not verified: ",
		[SMX_FATE_MONITORED] = "monitor: ",
		[SMX_FATE_UNVERIFIED] = "monitor, not verified: ",
		[SMX_FATE_CONFIRMED] = ""};
	char name[SMX_NAME_TEXT_SIZE], intended[2 * SMX_NAME_TEXT_SIZE];
	char type[TYPE_TEXT_SIZE], address[INET6_ADDRSTRLEN];

	if (!take_place(notice, event->monotonic / 1000))
		return;
	smx_eventfile_names_write(event, name, intended);
	(void)sldns_wire2str_type_buf(event->qtype, type, sizeof type);
	if (!smx_eventfile_client_write(event, log_clients, address, sizeof address))
		strcpy(address, "-");
	log_info("straymx: %s%s -> %s? %s %s %s %s %s", whats[event->fate], name, intended,
		 smx_action_name((enum smx_action)event->action), type, address,
		 smx_rule_name((enum smx_rule)event->rule), event->zone);
}
