/* SPDX-License-Identifier: BSD-3-Clause */
#include "protect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/wire.h"

#define CONF "straymx.conf"
#define LIST "protected.list"

static void
path_in(const char *dir, const char *file, char path[512])
{
	snprintf(path, 512, "%s/%s", dir, file);
}

static FILE *
create(const char *dir, const char *file, char path[512])
{
	FILE *stream;

	path_in(dir, file, path);
	stream = fopen(path, "we");
	if (stream == NULL)
		names_die("%s: %s", path, strerror(errno));
	return stream;
}

static void
finish(FILE *stream, const char *path)
{
	bool is_bad = ferror(stream) != 0;

	if (fclose(stream) != 0 || is_bad)
		names_die("%s: cannot write", path);
}

void
protect_write(const struct names *names, enum smx_profile profile, char dir[256])
{
	const char *tmp = getenv("TMPDIR");
	char path[512];
	FILE *stream;

	snprintf(dir, 256, "%s/straymx-measure-XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(dir) == NULL)
		names_die("%s: %s", dir, strerror(errno));
	stream = create(dir, LIST, path);
	for (size_t i = 0; i < names->n; i++)
		fprintf(stream, "%s\n", names_get(names, i));
	finish(stream, path);
	stream = create(dir, CONF, path);
	fprintf(stream, "zone \"measure\" {\n    file = \"" LIST "\"\n    profile = %s\n}\n",
		smx_profile_name(profile));
	finish(stream, path);
}

struct smx_policy *
protect_load(const char *dir)
{
	struct smx_messages messages;
	struct smx_policy *policy;
	char path[512], text[1024];

	path_in(dir, CONF, path);
	smx_messages_init(&messages);
	if (smx_policy_load(path, time(NULL), &policy, &messages) != SMX_OK) {
		for (size_t i = 0; i < messages.n_messages; i++) {
			smx_message_write(&messages, i, text, sizeof text);
			fprintf(stderr, "%s\n", text);
		}
		names_die("%s: no policy", path);
	}
	smx_messages_free(&messages);
	return policy;
}

void
protect_remove(const char *dir)
{
	static const char *const files[] = {CONF, LIST};
	char path[512];

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		path_in(dir, files[i], path);
		unlink(path);
	}
	rmdir(dir);
}

struct smx_verdict
protect_judge(const struct smx_policy *policy, const char *name)
{
	struct smx_verdict verdict = {.reason = SMX_NO_MATCH};
	uint8_t wire[NAME_WIRE_MAX];
	size_t len = common_wire(name, wire);

	if (len > 0)
		smx_lookup(policy, wire, len, &verdict);
	return verdict;
}
