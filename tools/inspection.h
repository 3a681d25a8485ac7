/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_INSPECTION_H
#define SMX_TOOLS_INSPECTION_H

/*
 * What check looks at, and what is found there: straymx.conf with all that it names, or
 * files that somebody gives.
 */

#include <time.h>

#include "policy/advice.h"
#include "policy/file.h"
#include "straymx.h"

/* A file that has been looked at. */
struct inspected {
	char *path;
	struct smx_stamp stamp;
};

struct inspection {
	struct smx_advice_progress progress; /* the caller's, of each of the passes */
	time_t now;                 /* of exemptions that expire */
	struct smx_messages found;  /* all that is wrong, in the order of reading */
	struct inspected *files;
	size_t n_files;
	size_t n_protected, n_exempt; /* names, of files without errors */
	/* Memory ran out, there is no Public Suffix List, or a file that was to be
	 * looked at cannot be read; it has been found as well. */
	bool has_trouble;
};

void inspection_init(struct inspection *inspection);

/* Inspect a straymx.conf and all that it names. */
void inspection_add_conf(struct inspection *inspection, const char *path);

/*
 * Inspect these files: as what the straymx.conf at `conf_path` says that they are, if it
 * can be read and names them; or else by how their names end, `.conf` as
 * inspection_add_conf(), `.list` as a list, others as a zone.  With `must_have_conf`
 * standard error is told if it cannot be read.
 */
void inspection_add_files(struct inspection *inspection, const char *conf_path,
			  bool must_have_conf, char *const *paths, size_t n_paths);

/*
 * Sort what was found by file, line and order of reading, and leave out what was found
 * twice.  If memory runs out it stays as it is, and there is trouble.
 */
void inspection_sort(struct inspection *inspection);

/* Say that memory ran out, once. */
void inspection_fail(struct inspection *inspection);

void inspection_free(struct inspection *inspection);

#endif /* SMX_TOOLS_INSPECTION_H */
