/* SPDX-License-Identifier: BSD-3-Clause */
#include "ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "proc.h"
#include "system/tool.h"

#define CLIENTS "16"
/* Questions under way: one socket's buffer of Linux's usual size has room for them. */
#define UNDER_WAY "100"
#define TIMEOUT "5" /* seconds, after which an answer is lost */

/* What stands behind this word; the program ends where it is not said. */
static const char *
find(const char *output, const char *word)
{
	const char *found = strstr(output, word);

	if (found == NULL)
		names_die("dnsperf does not say '%s':\n%s", word, output);
	return found + strlen(word);
}

static void
read_output(struct asked *asked, const char *output)
{
	const char *noerror = strstr(output, "NOERROR ");

	asked->n_sent = strtoul(find(output, "Queries sent:"), NULL, 10);
	asked->n_lost = strtoul(find(output, "Queries lost:"), NULL, 10);
	asked->seconds = strtod(find(output, "Run time (s):"), NULL);
	/* Among the codes, of which those that did not come are not named. */
	if (noerror != NULL)
		asked->n_noerror = strtoul(noerror + strlen("NOERROR "), NULL, 10);
}

struct asked
ask_all(const struct server *server, const char *path, unsigned n_times)
{
	char port[16], times[16];
	const char *const argv[] = {tool_path(TOOL_DNSPERF), "-s", "127.0.0.1", "-p", port,
				    "-d", path, "-n", times, "-c", CLIENTS, "-q", UNDER_WAY,
				    "-t", TIMEOUT, NULL};
	struct asked asked = {0};
	char *output;

	snprintf(port, sizeof port, "%u", (unsigned)server->port);
	snprintf(times, sizeof times, "%u", n_times);
	asked.cpu = -proc_cpu_seconds(server->process.pid);
	if (process_output(argv, &output) != 0)
		names_die("%s: %s", argv[0], output);
	asked.cpu += proc_cpu_seconds(server->process.pid);
	read_output(&asked, output);
	free(output);
	return asked;
}
