/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#include "sldns/wire2str.h"
#include "util/data/msgreply.h"
#include "util/log.h"

#include "straymx.h"
#include "unbound/client.h"
#include "unbound/notice.h"

#define TYPE_TEXT_SIZE 16

/* Whether there is room for a line in this second. */
static bool
take_place(struct smx_notice *notice, long long now)
{
	long long second = atomic_load_explicit(&notice->second, memory_order_relaxed);
	unsigned long n_left_out;

	/* One thread finds that a second has begun. */
	if (second != now && atomic_compare_exchange_strong(&notice->second, &second, now)) {
		atomic_store(&notice->n_told, 0);
		n_left_out = atomic_exchange(&notice->n_left_out, 0);
		if (n_left_out > 0)
			log_info("straymx: %lu more questions were not logged", n_left_out);
	}
	if (atomic_load_explicit(&notice->n_told, memory_order_relaxed) < SMX_NOTICES_PER_SECOND &&
	    atomic_fetch_add(&notice->n_told, 1) < SMX_NOTICES_PER_SECOND)
		return true;
	atomic_fetch_add_explicit(&notice->n_left_out, 1, memory_order_relaxed);
	return false;
}

void
smx_notice(struct smx_notice *notice, long long now, const char *what,
	   const struct query_info *question, const struct smx_verdict *verdict,
	   const struct smx_client *client)
{
	char name[SMX_NAME_TEXT_SIZE], intended[2 * SMX_NAME_TEXT_SIZE];
	char type[TYPE_TEXT_SIZE], address[INET6_ADDRSTRLEN];

	if (!take_place(notice, now))
		return;
	smx_name_write(question->qname, question->qname_len, name, sizeof name);
	smx_intended_write(verdict, question->qname, question->qname_len, intended,
			   sizeof intended);
	(void)sldns_wire2str_type_buf(question->qtype, type, sizeof type);
	if (inet_ntop(client->family, client->address, address, sizeof address) == NULL)
		strcpy(address, "-");
	log_info("straymx: %s: %s -> %s? %s %s %s %s %s", what, name, intended,
		 smx_action_name(smx_entry_action(verdict->entry)), type, address,
		 smx_rule_name(verdict->rule), smx_entry_zone(verdict->entry));
}
