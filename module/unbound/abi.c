/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "respip/respip.h"
#include "util/log.h"

#include "unbound/abi.h"
#include "unbound/buildid.h"
#include "unbound/built_for.h"

#define TEXT_SIZE 1024

static const struct smx_known_program built_for[] = SMX_BUILT_FOR_PROGRAMS;
#define N_BUILT_FOR (sizeof built_for / sizeof built_for[0])

/* The only other place for it would be in a struct of Unbound's. */
static enum smx_host host;

/* ---- what is said ------------------------------------------------------------------ */

/* "Unbound 1.17.1 (unbound 6edecf83, testbound 3ef5afb1)" */
static void
write_built_for(char text[TEXT_SIZE])
{
	size_t len = (size_t)snprintf(text, TEXT_SIZE, "Unbound " SMX_BUILT_FOR_VERSION);

	for (size_t i = 0; i < N_BUILT_FOR && len < TEXT_SIZE; i++)
		len += (size_t)snprintf(text + len, TEXT_SIZE - len, "%s%s %s%s",
					i == 0 ? " (" : ", ", built_for[i].name,
					built_for[i].build_id, i + 1 == N_BUILT_FOR ? ")" : "");
}

/* The program, as it was called: in a chroot there is no better name for it. */
static void
write_host(const struct smx_buildid *id, char text[TEXT_SIZE])
{
	char id_text[SMX_BUILDID_TEXT_SIZE];

	smx_buildid_write(id, id_text);
	snprintf(text, TEXT_SIZE, "%.512s (%s%s)", program_invocation_name,
		 id->len > 0 ? "build-id " : "without a build-id", id_text);
}

static void
report(enum smx_host found, const char *own, const char *runs_in)
{
	if (found == SMX_HOST_KNOWN) {
		log_warn("straymx: STRAYMX_ABI=skip: acting in %s, though built for %s", runs_in,
			 own);
		return;
	}
	log_err("straymx: built for %s, but loaded into %s; %s", own, runs_in,
		found == SMX_HOST_FOREIGN ? "standing aside, all questions pass"
					  : "which cannot let questions pass, so it ends");
	log_err("straymx: build it anew for this program: ./configure "
		"--with-unbound-src=DIR --with-unbound=PROGRAM, with the source tree that the "
		"program was built from, or ./bootstrap for both; STRAYMX_ABI=skip in the "
		"environment makes it act all the same, if you are sure that it fits");
}

/* ---- the decision ------------------------------------------------------------------- */

enum smx_host
smx_abi_check(void)
{
	const char *wish = getenv("STRAYMX_ABI");
	char own[TEXT_SIZE], runs_in[TEXT_SIZE];
	struct smx_buildid id;

	host = SMX_HOST_KNOWN;
	(void)smx_buildid_find_own(&id);
	/* unbound-host has the functions, but shows none to modules. */
	if (smx_buildid_is_known(&id, built_for, N_BUILT_FOR) && respip_operate != NULL)
		return host;
	if (respip_operate == NULL || wish == NULL || strcmp(wish, "skip") != 0)
		host = respip_operate != NULL ? SMX_HOST_FOREIGN : SMX_HOST_UNFIT;
	write_built_for(own);
	write_host(&id, runs_in);
	if (log_err != NULL && log_warn != NULL)
		report(host, own, runs_in);
	else
		fprintf(stderr, "straymx: built for %s, but loaded into %s\n", own, runs_in);
	return host;
}

bool
smx_abi_is_foreign(void)
{
	return host != SMX_HOST_KNOWN;
}

/* ---- passing ---------------------------------------------------------------------- */

/*
 * A module answers by setting `ext_state` of the query state, but where that is, only the
 * program knows.  So a function of its own does it, that of its module respip, which each
 * Unbound has.  A question on its way down it hands to the next module, without looking
 * at it.  In an answer on its way up it would replace addresses, as the configuration
 * says, and where the module respip is configured, too, once more; but to any event that
 * it does not expect it says that it has finished, and looks at nothing.  Its memory of
 * the question is in the place that belongs to this module.
 */
void
smx_abi_operate(struct module_qstate *qstate, enum module_ev event, int id,
		struct outbound_entry *outbound)
{
	if (event != module_event_new && event != module_event_pass)
		event = module_event_error;
	respip_operate(qstate, event, id, outbound);
}

void
smx_abi_clear(struct module_qstate *qstate, int id)
{
	if (respip_clear != NULL)
		respip_clear(qstate, id);
}
