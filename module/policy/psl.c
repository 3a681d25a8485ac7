/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/psl.h"

#include <libpsl.h>
#include <stdio.h>
#include <string.h>

#include "straymx.h"

static bool
is_public(const void *list, const char *name)
{
	return psl_is_public_suffix2(list, name, PSL_TYPE_ANY) != 0;
}

static bool
is_registry(const void *list, const char *name)
{
	return psl_is_public_suffix2(list, name, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

static void
free_list(void *list)
{
	psl_free(list);
}

/*
 * The distribution's list as text.  libpsl would take the compiled form beside
 * it, in whose look-up (0.21.2) every name of the form x.m is a public suffix.
 */
static psl_ctx_t *
load_text(void)
{
	static const char compiled[] = ".dafsa";
	const char *path = psl_dist_filename();
	size_t len = path != NULL ? strlen(path) : 0;
	char text_path[512];

	if (len == 0 || len >= sizeof text_path)
		return NULL;
	if (len > strlen(compiled) && strcmp(path + len - strlen(compiled), compiled) == 0)
		len -= strlen(compiled);
	snprintf(text_path, sizeof text_path, "%.*s.dat", (int)len, path);
	return psl_load_file(text_path);
}

int
smx_psl_load(struct smx_suffix_list *suffixes)
{
	psl_ctx_t *list = load_text();

	if (list == NULL)
		list = psl_latest(NULL);
	if (list == NULL)
		return SMX_EPSL;
	suffixes->list = list;
	suffixes->is_public = is_public;
	suffixes->is_registry = is_registry;
	suffixes->free = free_list;
	return SMX_OK;
}

unsigned
smx_psl_count_suffix_labels(const struct smx_suffix_list *suffixes, const struct smx_name *name)
{
	/* The longest tail that is listed; failing all, the default rule "*". */
	for (unsigned n = name->n_labels; n > 1; n--) {
		struct smx_tail tail = smx_name_tail(name, n);

		if (smx_suffix_is_registry(suffixes, &tail))
			return n;
	}
	return 1;
}
