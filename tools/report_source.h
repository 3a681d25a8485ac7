/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_SOURCE_H
#define SMX_TOOLS_REPORT_SOURCE_H

/*
 * Which files a report is made of: events.jsonl of state-dir and what logrotate has made of
 * older ones beside it, or those that were named.
 *
 * Errors are false, having been told on standard error.
 */

#include <stdbool.h>
#include <sys/types.h>

struct report_file_id {
	dev_t device;
	ino_t inode;
};

/* All of it is owned. */
struct report_sources {
	char *folder; /* state-dir; NULL: the files were named */
	char **paths; /* each file once */
	struct report_file_id *ids; /* of the paths */
	int n_paths;
	char **unread; /* files beside these in a compression other than gzip */
	int n_unread;
};

/*
 * Find the files of the state-dir of straymx.conf.  Beside events.jsonl, those are it that
 * have a number or a day behind the name, or before .jsonl, and maybe .gz; a compressed one
 * is left out as long as the same one is there plain, since it is being written then.  There
 * may be none.  report_sources_free() is due either way.
 */
bool report_sources_find(struct report_sources *sources, const char *conf_path);

/* Take the files that are named, of which "-" is standard input; each has to be readable. */
bool report_sources_name(struct report_sources *sources, char **paths, int n_paths);

/* Whether the folder has other files by now, as when they are being rotated: some may have
 * been read twice, or not at all. */
bool report_sources_have_changed(const struct report_sources *sources);

void report_sources_free(struct report_sources *sources);

#endif /* SMX_TOOLS_REPORT_SOURCE_H */
