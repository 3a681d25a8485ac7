/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_NEWS_H
#define SMX_POLICY_NEWS_H

/*
 * What is found in files, handed to the sources that it is about, and what of that is
 * news: so that each error and each warning is logged once, and not whenever a
 * policy is made.  What finds no memory is lost.
 */

#include "policy/source.h"

/*
 * Those messages of `found` that are about the source become its `list`, in place of
 * what is there.  What was not there, or all of it with `is_new`, is news.
 */
void smx_news_replace(struct smx_messages *news, struct smx_messages *list,
		      const struct smx_source *source, const struct smx_messages *found,
		      bool is_new);

/* Hand the messages of a pass to the sources: as the faults of those that are broken,
 * and as warnings of those that were parsed. */
void smx_news_distribute(struct smx_messages *news, struct smx_sources *sources,
			 const struct smx_messages *found);

/* Say of broken files which version stays. */
void smx_news_tell_what_stays(struct smx_messages *news, const struct smx_sources *sources);

#endif /* SMX_POLICY_NEWS_H */
