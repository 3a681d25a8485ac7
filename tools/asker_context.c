/* SPDX-License-Identifier: BSD-3-Clause */
#include "asker_context.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define LOG_SHOWN 4096 /* bytes */

void
asker_context_end_log(struct asker_context *context)
{
	if (context->log == NULL)
		return;
	ub_ctx_debugout(context->ctx, NULL);
	fclose(context->log);
	context->log = NULL;
}

void
asker_context_show_log(struct asker_context *context)
{
	asker_context_end_log(context);
	if (context->log_len > 0)
		fprintf(stderr, "%.*s", LOG_SHOWN, context->log_text);
}

/* Where libunbound's defaults are for a program that asks a question now and then. */
static const struct {
	const char *name, *value;
} defaults[] = {
	{"outgoing-num-tcp:", "32"}, {"msg-cache-size:", "4m"},   {"rrset-cache-size:", "16m"},
	{"key-cache-size:", "4m"},   {"qname-minimisation:", "yes"},
	/* Milliseconds: a server that is slow now and then has as long as --timeout says. */
	{"infra-cache-min-rtt:", "1000"},
};

static bool
set_option(struct asker_context *context, const char *name, const char *value)
{
	int error = ub_ctx_set_option(context->ctx, name, value);

	if (error == UB_NOERROR)
		return true;
	fprintf(stderr, "straymx: libunbound does not take %s %s: %s\n", name, value,
		ub_strerror(error));
	return false;
}

/* Each question under way takes a socket or two, as far as there may be so many. */
static bool
set_ports(struct asker_context *context, unsigned parallel)
{
	struct rlimit limit;
	unsigned long n = 2ul * parallel;
	char text[24];

	if (n < 16)
		n = 16;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
	    n > limit.rlim_cur / 2)
		n = limit.rlim_cur / 2;
	snprintf(text, sizeof text, "%lu", n);
	return set_option(context, "outgoing-range:", text);
}

static bool
read_conf(struct asker_context *context, const char *path)
{
	FILE *file = fopen(path, "r");
	bool can_read = file != NULL && fgetc(file) != EOF;

	if (!can_read && (file == NULL || ferror(file)))
		fprintf(stderr, "%s: cannot be read: %s\n", path, strerror(errno));
	else
		can_read = true; /* an empty one, too */
	if (file != NULL)
		fclose(file);
	if (!can_read)
		return false;
	if (ub_ctx_config(context->ctx, path) == UB_NOERROR)
		return true;
	asker_context_show_log(context);
	return false;
}

static bool
set_up(struct asker_context *context, const struct asker_settings *settings)
{
	for (size_t i = 0; i < sizeof defaults / sizeof defaults[0]; i++) {
		if (!set_option(context, defaults[i].name, defaults[i].value))
			return false;
	}
	/* Who owns a lookalike says where its name servers are: not on this machine. */
	if (!set_ports(context, settings->parallel) ||
	    !set_option(context, "do-not-query-localhost:", settings->resolver == NULL ? "yes" : "no"))
		return false;
	context->log = open_memstream(&context->log_text, &context->log_len);
	if (context->log == NULL || ub_ctx_debugout(context->ctx, context->log) != UB_NOERROR)
		return false;
	if (settings->conf_path != NULL && !read_conf(context, settings->conf_path))
		return false;
	if (settings->resolver != NULL &&
	    ub_ctx_set_fwd(context->ctx, settings->resolver) != UB_NOERROR) {
		fprintf(stderr, "straymx: --resolver %s: that is no ADDRESS[@PORT]\n",
			settings->resolver);
		return false;
	}
	/* A thread, not a process, which would go on after a kill. */
	return ub_ctx_async(context->ctx, 1) == UB_NOERROR;
}

bool
asker_context_init(struct asker_context *context, const struct asker_settings *settings)
{
	memset(context, 0, sizeof *context);
	context->ctx = ub_ctx_create();
	if (context->ctx == NULL) {
		fprintf(stderr, "straymx: libunbound cannot be set up: %s\n", strerror(errno));
		return false;
	}
	if (set_up(context, settings))
		return true;
	asker_context_free(context);
	return false;
}

void
asker_context_free(struct asker_context *context)
{
	asker_context_end_log(context);
	ub_ctx_delete(context->ctx);
	free(context->log_text);
}
