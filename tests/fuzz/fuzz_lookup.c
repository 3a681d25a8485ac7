/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wire format names against a fixed policy: the verdict's names have to be
 * written whole, and asking twice gives the same.
 */
#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "straymx.h"

static const char list[] = "army.mil\nus.dell.com\ngmail.com\nbbc.co.uk\nxn--bcher-kva.example\n"
			   "lockheedmartin.com\nmil\n!nic.ml\n";

static struct smx_policy *
load(void)
{
	char list_path[] = "/tmp/straymx-fuzz-XXXXXX.list";
	char conf_path[] = "/tmp/straymx-fuzz-XXXXXX";
	struct smx_policy *policy = NULL;
	struct smx_messages messages;
	int list_fd = mkstemps(list_path, 5), conf_fd = mkstemp(conf_path);
	FILE *list_file = fdopen(list_fd, "w"), *conf = fdopen(conf_fd, "w");

	assert(list_file != NULL && conf != NULL);
	fputs(list, list_file);
	fprintf(conf, "zone \"z\" { file = \"%s\" profile = closed }\n", list_path);
	fclose(list_file);
	fclose(conf);
	smx_messages_init(&messages);
	smx_policy_load(conf_path, 0, &policy, &messages);
	smx_messages_free(&messages);
	unlink(list_path);
	unlink(conf_path);
	assert(policy != NULL);
	return policy;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct smx_policy *policy;
	struct smx_verdict first, second;
	char text[2 * SMX_NAME_TEXT_SIZE];

	if (policy == NULL)
		policy = load();
	smx_lookup(policy, data, size, &first);
	smx_lookup(policy, data, size, &second);
	assert(memcmp(&first, &second, sizeof first) == 0);
	if (first.reason == SMX_MATCH) {
		assert(first.candidate_offset < size);
		assert(smx_candidate_write(&first, data, size, text, sizeof text) < sizeof text);
		assert(smx_intended_write(&first, data, size, text, sizeof text) < sizeof text);
	}
	return 0;
}
