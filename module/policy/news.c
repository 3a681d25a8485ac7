/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/news.h"

#include <string.h>

void
smx_news_replace(struct smx_messages *news, struct smx_messages *list,
		 const struct smx_source *source, const struct smx_messages *found, bool is_new)
{
	struct smx_messages old = *list;

	smx_messages_init(list);
	for (size_t i = 0; i < found->n_messages; i++) {
		const struct smx_message *message = &found->list[i];

		if (strcmp(message->file, source->path) != 0)
			continue;
		smx_messages_copy(list, message);
		if (is_new || !smx_messages_has(&old, message))
			smx_messages_copy(news, message);
	}
	smx_messages_free(&old);
}

void
smx_news_distribute(struct smx_messages *news, struct smx_sources *sources,
		    const struct smx_messages *found)
{
	for (size_t i = 0; i < sources->n_sources; i++) {
		struct smx_source *source = sources->list[i];

		if (source->is_broken) {
			smx_news_replace(news, &source->faults, source, found, true);
			source->faults.n_errors += source->n_unlisted;
			news->n_errors += source->n_unlisted;
		} else if (source->is_parsed) {
			smx_news_replace(news, &source->warnings, source, found, false);
		}
	}
}

static void
write_time(time_t time, char text[32])
{
	struct tm tm;

	if (gmtime_r(&time, &tm) == NULL || strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		text[0] = '\0';
}

void
smx_news_tell_what_stays(struct smx_messages *news, const struct smx_sources *sources)
{
	for (size_t i = 0; i < sources->n_sources; i++) {
		const struct smx_source *source = sources->list[i];
		struct smx_place place = {news, source->path, 0};
		char time[32];

		if (!source->is_told || source->good.bytes == NULL)
			continue;
		write_time(source->loaded_at, time);
		smx_warn(&place, "%s, of %s, stays in use",
			 source->is_copy ? "a copy of the last version in order"
					 : "the last version in order",
			 time);
	}
}
