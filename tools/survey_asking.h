/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_SURVEY_ASKING_H
#define SMX_TOOLS_SURVEY_ASKING_H

/*
 * Which questions are asked about lookalikes, and in which order: first about places, then
 * about the names, MX first, and what could not be answered once more at the end.
 */

#include "asker.h"
#include "survey_finding.h"

struct survey_asking {
	struct asker *asker;
	struct survey_names *names; /* what is known or done in them is not asked for */
	int signal_fd;              /* of signalfd(2): a signal ends it */
	/* Called when a place became known, when all about a name was asked (it gets the
	 * reference), and a few times a second.  False, having told why, ends it. */
	bool (*know)(void *closure, const struct survey_place *place);
	bool (*find)(void *closure, struct survey_name *name, json_t *finding);
	bool (*tick)(void *closure);
	void *closure;
};

enum survey_end {
	SURVEY_COMPLETE,
	SURVEY_STOPPED,     /* by a signal; what was under way was waited for, not long */
	SURVEY_UNREACHABLE, /* there are no answers, or none any more */
	SURVEY_BROKEN,      /* what is wrong has been told */
};

/* Ask for all that is not known.  `*signal_number` is that of SURVEY_STOPPED. */
enum survey_end survey_ask(const struct survey_asking *asking, int *signal_number);

#endif /* SMX_TOOLS_SURVEY_ASKING_H */
