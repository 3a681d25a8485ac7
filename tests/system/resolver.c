/* SPDX-License-Identifier: BSD-3-Clause */
#include "resolver.h"

#include <stdio.h>
#include <string.h>

#include "tool.h"

#define CONF_SIZE 8192

static bool
write_conf(const struct server *resolver, const void *argument)
{
	const struct server *upstream = argument;
	char text[CONF_SIZE];

	/* `ede`, so that Unbound could add its own to ours.  What is sent from
	 * 127.0.0.1 cannot leave the machine. */
	snprintf(text, sizeof text,
		 "server:\n"
		 "\tdirectory: \"%s\"\n"
		 "\tchroot: \"\"\n"
		 "\tusername: \"\"\n"
		 "\tpidfile: \"\"\n"
		 "\tdo-daemonize: no\n"
		 "\tuse-syslog: no\n"
		 "\tlogfile: \"\"\n"
		 "\tlog-servfail: yes\n"
		 "\tinterface: 127.0.0.1@%u\n"
		 "\toutgoing-interface: 127.0.0.1\n"
		 "\tdo-ip6: no\n"
		 "\tdo-not-query-localhost: no\n"
		 "\tnum-threads: %d\n"
		 "\tso-reuseport: yes\n"
		 "\tincoming-num-tcp: 100\n"
		 "\tede: yes\n"
		 "\textended-statistics: yes\n"
		 "\tmodule-config: \"dynlib validator iterator\"\n"
		 "dynlib:\n"
		 "\tdynlib-file: \"%s\"\n"
		 "remote-control:\n"
		 "\tcontrol-enable: yes\n"
		 "\tcontrol-use-cert: no\n"
		 "\tcontrol-interface: \"%s/unbound.sock\"\n"
		 "forward-zone:\n"
		 "\tname: \".\"\n"
		 "\tforward-addr: 127.0.0.1@%u\n"
		 "include: \"%s/extra.conf\"\n",
		 resolver->dir, (unsigned)resolver->port, RESOLVER_N_THREADS,
		 tool_path(TOOL_MODULE), resolver->dir, (unsigned)upstream->port, resolver->dir);
	return run_write_text(resolver->dir, "unbound.conf", text);
}

bool
resolver_prepare(struct server *resolver, const char *name)
{
	memset(resolver, 0, sizeof *resolver);
	if (!run_make_dir(name, resolver->dir) ||
	    !run_write_text(resolver->dir, "extra.conf", ""))
		return false;
	run_path(resolver->log_path, resolver->dir, "unbound.log");
	return true;
}

bool
resolver_start(struct server *resolver, const struct server *upstream, const char *conf_path)
{
	return resolver_start_program(resolver, upstream, conf_path, tool_path(TOOL_UNBOUND),
				      NULL);
}

bool
resolver_start_program(struct server *resolver, const struct server *upstream,
		       const char *conf_path, const char *program, const char *abi)
{
	char unbound_conf[RUN_PATH_SIZE];
	char conf[RUN_PATH_SIZE + 16] = "STRAYMX_CONF";
	char preload[RUN_PATH_SIZE + 16], wish[64] = "STRAYMX_ABI";
	const char *const argv[] = {program, "-d", "-c", unbound_conf, NULL};
	const char *settings[] = {conf, wish, NULL, NULL, NULL};

	run_path(unbound_conf, resolver->dir, "unbound.conf");
	if (conf_path != NULL)
		snprintf(conf, sizeof conf, "STRAYMX_CONF=%s", conf_path);
	if (abi != NULL)
		snprintf(wish, sizeof wish, "STRAYMX_ABI=%s", abi);
	if (tool_preload() != NULL) {
		snprintf(preload, sizeof preload, "LD_PRELOAD=%s", tool_preload());
		settings[2] = preload;
		/* By that interception, the leak checker guesses where a library's thread-local
		 * memory is, from what is before it, and crashes where it guesses wrong. */
		settings[3] = "ASAN_OPTIONS=detect_leaks=1:intercept_tls_get_addr=0";
	}
	return server_start(resolver, write_conf, upstream, argv, settings);
}

bool
resolver_control(const struct server *resolver, const char *command, char **output)
{
	char conf_path[RUN_PATH_SIZE];
	const char *const argv[] = {tool_path(TOOL_UNBOUND_CONTROL), "-c", conf_path, command,
				    NULL};

	run_path(conf_path, resolver->dir, "unbound.conf");
	return server_control(argv, output);
}

bool
resolver_load_cache(const struct server *resolver, const char *path)
{
	char conf_path[RUN_PATH_SIZE];
	const char *const argv[] = {"/bin/sh", "-c", "\"$0\" -c \"$1\" load_cache <\"$2\"",
				    tool_path(TOOL_UNBOUND_CONTROL), conf_path, path, NULL};

	run_path(conf_path, resolver->dir, "unbound.conf");
	return server_control(argv, NULL);
}

size_t
resolver_count_log(const struct server *resolver, const char *needle)
{
	return run_count(resolver->log_path, needle);
}

bool
resolver_wait_log(struct server *resolver, const char *needle, size_t n)
{
	long deadline = run_now() + RUN_PATIENCE;

	while (resolver_count_log(resolver, needle) < n) {
		if (!process_is_running(&resolver->process) || run_now() > deadline) {
			fprintf(stderr, "'%s' is not %zu times in the log\n", needle, n);
			run_show_end(resolver->log_path);
			return false;
		}
		run_pause();
	}
	return true;
}
