/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <stdlib.h>
#include <string.h>

#include "util/config_file.h"

#include "unbound/confpath.h"

char *
smx_confpath_find(struct config_file *cfg)
{
	const char *path = getenv("STRAYMX_CONF");
	size_t root_len = cfg->chrootdir != NULL ? strlen(cfg->chrootdir) : 0;
	char *full;

	if (path == NULL || path[0] == '\0')
		path = "straymx.conf";
	/* A slash at its end belongs to what is inside. */
	while (root_len > 0 && cfg->chrootdir[root_len - 1] == '/')
		root_len--;
	full = fname_after_chroot(path, cfg, 1); /* as seen from outside */
	if (full != NULL && root_len > 0 && strncmp(full, cfg->chrootdir, root_len) == 0)
		memmove(full, full + root_len, strlen(full + root_len) + 1);
	return full;
}
