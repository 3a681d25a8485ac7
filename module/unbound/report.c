/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include "util/log.h"

#include "unbound/report.h"

#define MESSAGE_SIZE 2048

void
smx_report_messages(const struct smx_messages *messages)
{
	char text[MESSAGE_SIZE];

	for (size_t i = 0; i < messages->n_messages; i++) {
		smx_message_write(messages, i, text, sizeof text);
		if (messages->list[i].severity == SMX_ERROR)
			log_err("straymx: %s", text);
		else
			log_warn("straymx: %s", text);
	}
	if (smx_messages_count_unlisted(messages) > 0)
		log_warn("straymx: %zu more errors and warnings are not shown",
			 smx_messages_count_unlisted(messages));
}

void
smx_report_policy(const struct smx_policy *policy, const char *conf_path)
{
	if (policy == NULL)
		log_err("straymx: no policy from %s; standing aside, all questions pass",
			conf_path);
	else
		log_info("straymx: %zu protected and %zu exempt names in %zu zones from %s%s",
			 smx_policy_count_protected(policy), smx_policy_count_exempt(policy),
			 smx_policy_count_zones(policy), conf_path,
			 smx_policy_is_enabled(policy) ? ""
						       : "; enabled = no: all questions pass");
}
