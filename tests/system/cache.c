/* SPDX-License-Identifier: BSD-3-Clause */
#include "cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether a line is about `name` or below it: of an RRset, "OWNER TTL CLASS TYPE DATA",
 * or of a message, "msg OWNER CLASS TYPE ..."; what follows that are its RRsets'
 * keys, "OWNER CLASS TYPE FLAGS". */
static bool
is_about(const char *line, const char *name)
{
	bool is_message = strncmp(line, "msg ", 4) == 0;
	const char *owner = line + (is_message ? 4 : 0);
	size_t len = strcspn(owner, " \t\n"), name_len = strlen(name);

	if (!is_message && owner[len] != '\t')
		return false;
	if (len == 0 || owner[len - 1] != '.')
		return false;
	len--; /* the dot of the root */
	return len >= name_len && strncasecmp(owner + len - name_len, name, name_len) == 0 &&
	       (len == name_len || owner[len - name_len - 1] == '.');
}

long
cache_count(const struct server *resolver, const char *name)
{
	char *dump;
	long n = 0;

	if (!resolver_control(resolver, "dump_cache", &dump)) {
		free(dump);
		return -1;
	}
	for (const char *line = dump; *line != '\0'; line += strspn(line, "\n")) {
		n += is_about(line, name);
		line += strcspn(line, "\n");
	}
	free(dump);
	return n;
}

bool
cache_wait(const struct server *resolver, const char *name, long n)
{
	long deadline = run_now() + RUN_PATIENCE;
	long found;

	while ((found = cache_count(resolver, name)) != n) {
		if (run_now() > deadline) {
			fprintf(stderr, "%ld entries for %s are in the cache, not %ld\n", found,
				name, n);
			return false;
		}
		run_pause();
	}
	return true;
}

bool
cache_dump(const struct server *resolver, const char *name, char path[RUN_PATH_SIZE])
{
	char *dump;
	bool is_dumped = resolver_control(resolver, "dump_cache", &dump) &&
			 run_write_text(resolver->dir, name, dump);

	run_path(path, resolver->dir, name);
	free(dump);
	return is_dumped;
}
