/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_OWNNAME_H
#define SMX_TOOLS_OWNNAME_H

/*
 * A line of a list of one's own names: the name in it, as the lists of a policy are read
 * (policy/host.h), or what was probably meant, in words that help.
 */

#include "match/name.h"
#include "policy/messages.h"

/*
 * Whether the text of a line, without comment and blanks around it, is one of a zone
 * file, after which nothing can be understood as a list.
 */
bool ownname_is_of_zone(const char *text);

/*
 * Read the name.  Returns 0, or SMX_ENAME (SMX_ENOMEM) with the error added at `place`.
 */
int ownname_read(struct smx_name *name, const char *text, const struct smx_place *place);

#endif /* SMX_TOOLS_OWNNAME_H */
